"""Columns are known by what they are called and by their figures, whatever their order and company."""

from __future__ import annotations

import pytest

from pipeline.normalize.columns.sums import column_sums
from pipeline.normalize.context import ReportContext
from pipeline.normalize.read_table import ReadTable
from pipeline.normalize.report import normalize
from pipeline.vocabulary.metrics import metric_of_header
from schemas.document import Table
from schemas.records import TableKind
from tests.normalize.grids import document, table

CONTEXT = ReportContext(fiscal_year=2022, document_kind="department_self_evaluation")


def read(grid: Table, kind: str = "department_self_evaluation") -> ReadTable:
    return ReadTable(grid, ReportContext(fiscal_year=2022, document_kind=kind))


def metrics(grid: Table) -> list[str]:
    return [c.metric for c in read(grid).columns]


@pytest.mark.parametrize(
    ("path", "metric"),
    [
        (("年初预算数",), "original_budget"),
        (("年初预算", "金额"), "original_budget"),
        (("年初预算", "占比"), "budget_share"),
        (("决算", "金额（万元）"), "outturn"),
        (("决算", "占比（%）"), "outturn_share"),
        (("占决算比重",), "outturn_share"),
        (("占本年支出合计的比例（%）",), "outturn_share"),
        (("全年预算数（A）",), "revised_budget"),
        (("预算执行率", "C=B/A×100%"), "execution_rate"),
        (("执行率③=②/①",), "execution_rate"),
        (("２０２２年度实际支出数（元）",), "outturn"),
        (("调整数", "%"), "adjustment_rate"),
        (("“三公”经费预算数",), "three_public_budget"),
        (("三级指标", "分值"), "weight"),
        (("权重（%）",), "weight"),
        (("项目负责人",), ""),
        (("执行率（万元）",), ""),
    ],
)
def test_header_paths(path: tuple[str, ...], metric: str) -> None:
    assert metric_of_header(path) == metric


def test_extra_columns_and_another_order_change_nothing() -> None:
    grid = table(
        """
        序号 | 决算数 | 项目编码 | 支出项目 | 备注 | 调整后预算 | 负责科室 | 支出完成率
        1 | 98.00 | 0011 | 甲专项 | 无 | 100.00 | 办公室 | 98.00%
        2 | 45.00 | 0012 | 乙专项 | 结转 | 50.00 | 财务科 | 90.00%
        3 | 143.00 | | 合计 | | 150.00 | | 95.33%
        """
    )
    assert metrics(grid) == ["", "outturn", "", "", "", "revised_budget", "", "execution_rate"]
    assert [c.role for c in read(grid).columns] == ["number", "", "code", "item", "remark", "", "", ""]


def test_a_second_header_level_left_in_the_body_and_a_row_of_formulas_belong_to_the_head() -> None:
    grid = table(
        """
        项目 | 预算 | < | 决算 | < | 执行率
        ^ | 金额 | 占比 | 金额 | 占比 | ^
        栏次 | A | a=A/ΣA | B | b=B/ΣB | C=B/A
        基本支出 | 60.00 | 60.00% | 57.00 | 59.38% | 95.00%
        项目支出 | 40.00 | 40.00% | 39.00 | 40.63% | 97.50%
        合计 | 100.00 | 100.00% | 96.00 | 100.00% | 96.00%
        """
    )
    got = read(grid)
    assert got.head.rows == 3
    assert [c.metric for c in got.columns][1:] == [
        "revised_budget",
        "budget_share",
        "outturn",
        "outturn_share",
        "execution_rate",
    ]


def test_a_bare_share_is_of_the_amount_whose_quotients_it_prints() -> None:
    rows = """
        用途 | 全年预算 | 实际支出 | 占比
        甲 | 100.00 | 30.00 | {0}
        乙 | 50.00 | 45.00 | {1}
        丙 | 50.00 | 25.00 | {2}
        合计 | 200.00 | 100.00 | 100.00%
        """
    of_budget = table(rows.format("50.00%", "25.00%", "25.00%"))
    of_outturn = table(rows.format("30.00%", "45.00%", "25.00%"))
    assert metrics(of_budget)[-1] == "budget_share"
    assert metrics(of_outturn)[-1] == "outturn_share"


def test_a_share_behind_the_adjustment_is_of_the_adjustment() -> None:
    grid = table(
        """
        项目 | 年初预算数 | 调整预算数 | 调增数 | 调增率 | 占比
        甲 | 10.00 | 30.00 | 20.00 | 200.00% | 66.67%
        乙 | 10.00 | 20.00 | 10.00 | 100.00% | 33.33%
        合计 | 20.00 | 50.00 | 30.00 | 150.00% | 100.00%
        """
    )
    assert metrics(grid)[-1] == "adjustment_share"
    assert read(grid).kind is TableKind.BUDGET_ADJUSTMENT


def test_a_plain_budget_beside_the_revised_one_is_the_original() -> None:
    grid = table(
        """
        项目 | 预算数 | 调整预算数 | 决算数
        甲 | 10.00 | 30.00 | 20.00
        乙 | 10.00 | 20.00 | 10.00
        """
    )
    assert metrics(grid)[1:] == ["original_budget", "revised_budget", "outturn"]


def test_the_change_is_told_from_the_changed_budget() -> None:
    grid = table(
        """
        项目 | 年初预算数 | 预算调整数 | 调整后预算数 | 决算数
        甲 | 10.00 | 20.00 | 30.00 | 20.00
        乙 | 10.00 | -2.00 | 8.00 | 8.00
        """
    )
    assert metrics(grid)[1:] == ["original_budget", "adjustment", "revised_budget", "outturn"]


def test_figures_of_another_year_are_not_those_of_the_report() -> None:
    grid = table(
        """
        项目 | 2021年决算数 | 2022年决算数
        甲 | 10.00 | 20.00
        乙 | 11.00 | 21.00
        """
    )
    assert metrics(grid)[1:] == ["", "outturn"]


@pytest.mark.parametrize(
    ("head", "unit"),
    [("决算数（元）", "yuan"), ("决算数（亿元）", "100m_yuan"), ("决算数/万元", "10k_yuan"), ("决算数", "yuan")],
)
def test_the_unit_in_the_header_goes_before_that_of_the_table(head: str, unit: str) -> None:
    grid = table(f"项目 | {head}\n甲 | 10.00\n乙 | 20.00", unit="元")
    assert read(grid).columns[1].unit == unit


def test_a_column_of_words_is_no_metric_whatever_it_is_called() -> None:
    grid = table(
        """
        项目 | 执行数 | 得分
        甲 | 按计划执行 | 良好
        乙 | 已全部执行 | 良好
        丙 | 按计划执行 | 优秀
        """
    )
    assert metrics(grid) == ["", "", ""]
    assert read(grid).kind is TableKind.OTHER


def test_income_and_expenditure_side_by_side() -> None:
    grid = table(
        """
        收入 | < | 支出 | <
        项目 | 决算数 | 项目 | 决算数
        一、财政拨款收入 | 90.00 | 一、教育支出 | 60.00
        二、其他收入 | 10.00 | 二、科学技术支出 | 40.00
        总计 | 100.00 | 总计 | 100.00
        """,
        header_rows=2,
        title="收入支出决算总表",
    )
    got = read(grid, "final_accounts")
    assert [c.metric for c in got.columns] == ["", "income", "", "outturn"]
    assert [(p.item.col, [c.col for c in p.figures]) for p in got.panels] == [(1, [2]), (3, [4])]


def test_columns_that_split_an_amount_add_up_to_the_one_before_them() -> None:
    grid = table(
        """
        科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | 经营支出
        201 | 一般公共服务支出 | 90.00 | 60.00 | 30.00 |
        20101 | 人大事务 | 90.00 | 60.00 | 30.00 |
        | 合计 | 90.00 | 60.00 | 30.00 |
        """,
        title="支出决算表",
    )
    got = read(grid, "final_accounts")
    assert [c.metric for c in got.columns][2:4] == ["outturn", "basic_expenditure"]
    (found,) = column_sums(got.columns)
    assert found.whole.metric == "outturn"
    assert [c.metric for c in found.parts] == ["basic_expenditure", "project_expenditure", "business_expenditure"]


def test_a_split_with_an_unknown_column_in_it_is_not_summed() -> None:
    grid = table(
        """
        科目名称 | 合计 | 基本支出 | 项目支出 | 捐赠支出
        教育支出 | 100.00 | 60.00 | 30.00 | 10.00
        科学技术支出 | 100.00 | 60.00 | 30.00 | 10.00
        """,
        title="支出决算表",
    )
    assert column_sums(read(grid, "final_accounts").columns) == ()


def test_a_table_without_a_marked_header_is_read_by_its_first_row() -> None:
    grid = table("项目 | 预算数 | 决算数\n甲 | 10.00 | 9.00\n乙 | 20.00 | 18.00", header_rows=0)
    assert metrics(grid) == ["", "revised_budget", "outturn"]


def test_a_record_taken_for_a_header_row_is_a_record_again() -> None:
    grid = table("项目 | 预算数 | 决算数\n甲 | 10.00 | 9.00\n乙 | 20.00 | 18.00", header_rows=2)
    got = read(grid)
    assert list(got.body_rows) == [2, 3]


@pytest.mark.parametrize(
    ("title", "head", "kind"),
    [
        ("部门预算安排表", "项目 | 年初预算数", TableKind.BUDGET_ALLOCATION),
        ("公用经费支出情况", "内容 | 年初预算数 | 决算数", TableKind.OPERATING_EXPENSES),
        ("", "二级项目名称 | 全年预算数 | 执行数", TableKind.PROJECT_EXECUTION),
        ("支出情况表", "支出类别 | 全年预算数 | 执行数 | 执行率", TableKind.BUDGET_EXECUTION),
        ("人员情况", "姓名 | 职务 | 学历", TableKind.OTHER),
    ],
)
def test_kinds(title: str, head: str, kind: TableKind) -> None:
    width = head.count("|")
    body = "\n".join(name + " | 1.00" * width for name in ("甲", "乙", "丙"))
    assert read(table(f"{head}\n{body}", title=title)).kind is kind


def figures(grid: Table, metric: str, text: str = "") -> list[tuple[str, str]]:
    lines = normalize(document(grid, text=["云台区教育局2022年度部门整体支出绩效自评报告", text])).budget_lines
    return [(x.figures[metric].plain, x.figures[metric].unit.value) for x in lines]


def test_rates_printed_as_fractions_are_percent() -> None:
    grid = table(
        """
        项目 | 全年预算数 | 决算数 | 执行率
        基本支出 | 60.00 | 57.00 | 0.9500
        项目支出 | 40.00 | 36.40 | 0.9100
        合计 | 100.00 | 93.40 | 0.9340
        """
    )
    assert figures(grid, "execution_rate") == [("95.00", "percent"), ("91.00", "percent"), ("93.40", "percent")]


def test_rates_below_one_percent_are_left_alone() -> None:
    grid = table(
        """
        项目 | 全年预算数 | 决算数 | 执行率
        甲 | 6000.00 | 57.00 | 0.95
        乙 | 4000.00 | 36.40 | 0.91
        """
    )
    assert figures(grid, "execution_rate")[0] == ("0.95", "percent")


def test_amounts_without_a_unit_that_no_agency_spends_in_wan_yuan_are_yuan() -> None:
    grid = table("项目 | 决算数\n甲 | 60,000,000.00\n乙 | 4,000.00", unit="")
    assert figures(grid, "outturn", "全年支出6,000.40万元。") == [("60000000.00", "yuan"), ("4000.00", "yuan")]


def test_a_unit_printed_in_the_first_row_of_the_table() -> None:
    grid = table("单位：元 | <\n项目 | 决算数\n甲 | 600.00\n乙 | 400.00", unit="")
    assert figures(grid, "outturn", "全年支出6,000.40万元。")[0] == ("600.00", "yuan")


def test_rows_beside_merged_groups_are_named_by_the_second_column_whatever_it_is_called() -> None:
    lines = normalize(
        document(
            table(
                """
                项目类别 | 具体安排事项 | 全年预算数 | 决算数
                履职类项目 | 道路养护 | 20.00 | 19.00
                ^ | 绿化管养 | 30.00 | 30.00
                ^ | 小计 | 50.00 | 49.00
                专项资金项目 | 就业补助 | 10.00 | 9.00
                ^ | 小计 | 10.00 | 9.00
                总计 | < | 60.00 | 58.00
                """
            ),
            text=["云台区教育局2022年度部门整体支出绩效自评报告"],
        )
    ).budget_lines
    assert [x.item for x in lines] == ["道路养护", "绿化管养", "小计", "就业补助", "小计", "总计"]


def test_a_column_that_explains_the_indicators_is_not_their_name() -> None:
    grid = """
    一级指标 | 三级指标 | 权重 | 评分标准 | 指标内容 | 自评得分
    管理 | 采购执行 | 4 | 执行率≥95%得4分，否则得2分 | 采购计划完成情况。 | 4
    产出 | 按期完成 | 6 | 完成率×6分 | 项目按期完成情况。 | 5
    """
    roles = {c.col: c.role for c in read(table(grid)).columns}
    assert (roles[2], roles[5]) == ("indicator", "definition")
