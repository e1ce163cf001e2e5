"""Whole reports of a few lines in the wordings of other provinces: what is found, and that nobody is accused."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from tests.normalize.grids import document, table
from tests.small_audits import audited, errors

ON_ITS_SIDE = """
支出类别 | 基本支出 | 项目支出 | 总计
年初预算 | 300.00 | 500.00 | 800.00
调整后预算 | 310.00 | 520.00 | 830.00
支出决算 | 300.70 | 494.00 | 794.70
执行率 | 97.00% | {rate} | 95.75%
"""


def test_a_budget_table_on_its_side_has_lines_and_is_checked() -> None:
    report = audited(table(ON_ITS_SIDE.format(rate="95.00%"), title="收支情况"))
    assert [(x.item, x.role) for x in report.report.budget_lines] == [
        ("基本支出", "line"),
        ("项目支出", "line"),
        ("总计", "total"),
    ]
    assert {m: f.plain for m, f in report.report.budget_lines[1].figures.items()} == {
        "original_budget": "500.00",
        "revised_budget": "520.00",
        "outturn": "494.00",
        "execution_rate": "95.00",
    }
    fact = next(f for f in report.report.facts if f.figure.plain == "494.00")
    assert (fact.row, fact.col) == (4, 3)  # where the page prints it
    assert errors(report) == []
    wrong = audited(table(ON_ITS_SIDE.format(rate="96.10%"), title="收支情况"))
    assert errors(wrong) == [("ratio", "项目支出", "执行率", "96.10")]


def test_what_is_left_of_a_budget_is_checked_row_by_row() -> None:
    found = audited(
        table(
            """
            序号 | 项目名称 | 预算批复数 | 实际执行数 | 结余数 | 执行进度
            1 | 养老服务 | 1,520.00 | 1,380.60 | 149.40 | 90.83%
            2 | 市容管理 | 2,850.00 | 2,791.23 | 58.77 | 97.94%
            3 | 平安建设 | 987.00 | 987.00 | 0.00 | 100.00%
            合计 | < | 5,357.00 | 5,158.83 | 198.17 | 96.30%
            """
        )
    )
    assert errors(found) == [("difference", "养老服务", "结余数", "149.40")]


@pytest.mark.parametrize("head", ["结余数", "结转结余", "未支出"])
def test_what_is_left_is_checked_in_any_order_of_columns(head: str) -> None:
    grid = f"""
        支出项目 | 全年支出数 | 调整后预算数 | {head} | 支出率
        基本支出 | 941.41 | 1,008.08 | {{}} | 93.39%
        项目支出 | 1,225.30 | 1,524.70 | 299.40 | 80.36%
        合计 | 2,166.71 | 2,532.78 | 366.07 | 85.55%
        """
    assert errors(audited(table(grid.format("66.67")))) == []
    assert errors(audited(table(grid.format("76.67")))) == [("difference", "基本支出", head, "76.67")]


def test_what_was_added_and_what_was_cut_are_no_adjustment() -> None:
    grid = """
        类别 | 年初下达数 | 追加 | 调减 | 年终预算数 | 变动幅度
        基本支出 | 1,201.85 | 91.41 | 29.56 | 1,263.70 | 5.15%
        项目支出 | 1,680.85 | 47.18 | 165.13 | 1,562.90 | {}
        合计 | 2,882.70 | 138.59 | 194.69 | 2,826.60 | -1.95%
        """
    text = ("年度执行中，预算由2,882.70万元调整为2,826.60万元，净减少56.10万元，预算调整率1.95%。",)
    assert errors(audited(table(grid.format("-7.02%")), text=text)) == []
    assert errors(audited(table(grid.format("-7.20%")), text=text)) == [("ratio", "项目支出", "变动幅度", "-7.20")]


def test_a_rate_without_a_known_name_is_what_most_rows_show() -> None:
    grid = """
        费用类别 | 上年支出数 | 预算安排数 | 实际支出数 | 控制率
        公务用车运行维护费 | 16.02 | 19.23 | 16.00 | {}
        公务接待费 | 3.63 | 5.60 | 3.29 | 58.75%
        合计 | 19.65 | 24.83 | 19.29 | 77.69%
        """
    assert errors(audited(table(grid.format("83.20%")))) == []
    assert errors(audited(table(grid.format("79.82%")))) == [("ratio", "公务用车运行维护费", "控制率", "79.82")]
    staff = "单位 | 编制数 | 在职人数 | 控制率\n某局 | 16 | 12 | 75.00%\n某站 | 20 | 19 | 95.00%"
    assert not [f for f in audited(table(staff)).report.facts if f.metric == "execution_rate"]


def test_names_under_a_head_that_elsewhere_holds_codes_are_rows() -> None:
    found = audited(
        table(
            """
            序号 | 支出经济分类 | 年初预算数 | 调整预算数 | 全年执行
            1 | 工资福利支出 | 300.00 | 310.00 | 300.70
            2 | 商品和服务支出 | 100.00 | 90.00 | 88.20
            合计 | < | 400.00 | 400.00 | 388.90
            """
        )
    )
    assert [(x.item, x.figures["outturn"].plain) for x in found.report.budget_lines] == [
        ("工资福利支出", "300.70"),
        ("商品和服务支出", "88.20"),
        ("合计", "388.90"),
    ]


def test_shares_of_a_whole_that_is_not_called_a_total() -> None:
    grid = """
        支出科目 | 调整后预算数 | 占预算比重 | 实际支出数 | 占支出比重 | 比重变动
        教育支出 | 1,000.00 | 100.00% | 900.00 | 100.00% | 0.00
        普通教育 | 600.00 | {share} | 540.00 | 60.00% | 0.00
        职业教育 | 300.00 | 30.00% | 261.00 | 29.00% | -1.00
        其他教育 | 100.00 | 10.00% | 99.00 | 11.00% | 1.00
        """
    assert errors(audited(table(grid.format(share="60.00%")))) == []
    assert errors(audited(table(grid.format(share="65.00%")))) == [("ratio", "普通教育", "占预算比重", "65.00")]


def test_a_table_of_staff_adds_up_and_a_satisfaction_under_another_name_is_found() -> None:
    staff = """
        人员类别 | 核定编制数 | 在职人数 | 离退休人数
        行政 | 62 | 60 | 22
        参公事业 | 40 | 38 | 11
        合计 | 102 | {posts} | 33
        """
    assert errors(audited(table(staff.format(posts="98")))) == []
    assert [e[1:] for e in errors(audited(table(staff.format(posts="101"))))] == [("合计", "在职人数", "101")]
    scores = """
        一级指标 | 三级指标 | 评分标准 | 分值 | 得分
        满意度 | 企业群众满意度 | 满意度大于等于95%的，得满分；大于等于85%小于95%的，得8分。 | 10 | 10
        产出 | 任务完成情况 | 按完成情况酌情扣分 | 90 | 。90
        合计 | < | | 100 | 100
        """
    found = audited(table(scores), text=("企业群众满意度为93.10%。",))
    assert errors(found) == [("score", "企业群众满意度", "得分", "10")]


def test_the_sources_below_a_forms_funds_add_up() -> None:
    form = """
        项目名称 | < | 社区养老 | < | < | < | <
        项目资金（万元） | < | | 年初预算数 | 全年预算数 | 全年执行数 | 得分
        ^ | ^ | 年度资金总额 | 120.00 | 130.00 | {spent} | 9.85
        ^ | ^ | 当年财政拨款 | 100.00 | 110.00 | 109.00 | -
        ^ | ^ | 上年结转资金 | 20.00 | 20.00 | 19.00 | -
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 服务人次 | ≥1000人次 | 1200人次 | 90 | 90
        总分 | < | < | < | < | 100 | 99.85
        """
    assert errors(audited(table(form.format(spent="128.00"), header_rows=0))) == []
    wrong = errors(audited(table(form.format(spent="138.00"), header_rows=0)))
    assert ("sum", "年度资金总额", "全年执行数", "138.00") in wrong


def test_two_shares_of_one_name_each_of_the_amount_before() -> None:
    found = audited(
        table(
            """
            支出类别 | 全年预算数 | 比重 | 全年支出数 | 比重 | 完成年初预算%
            支出合计 | 1,000.00 | 100.00% | 900.00 | 100.00% | 90.00
            工资福利支出 | 600.00 | 60.00% | 585.00 | 65.00% | 97.50
            资本性支出 | 400.00 | 40.00% | 315.00 | 35.00% | 78.75
            """
        )
    )
    assert {m: f.plain for m, f in found.report.budget_lines[1].figures.items()} == {
        "revised_budget": "600.00",
        "budget_share": "60.00",
        "outturn": "585.00",
        "outturn_share": "65.00",
        "execution_rate": "97.50",
    }


def test_the_agency_named_in_a_cell_only() -> None:
    form = table(
        """
        部门名称 | 甲市乙区农业农村委员会 | <
        三级指标 | 指标值 | 得分
        抽检批次 | ≥800批次 | 10
        """
    )
    assert audited(form).report.agency != ""
    plain = document(form, text=("2022年度部门整体支出绩效自评表",))
    assert audit(plain).report.agency == "甲市乙区农业农村委员会"


def test_a_label_merged_over_its_figures_beside_their_header_is_no_column() -> None:
    form = """
    部门名称 | 甲县乙局 | < | < | < | <
    部门整体支出总额 | 预算数（A） | 执行数（B） | 执行率（B/A） | 分值 | 得分
    ^ | 3116.14 | 2613.24 | 83.86% | 20 | 16.77
    一级指标 | 三级指标 | 初始目标值 | 实际完成值 | 分值 | 得分
    产出指标 | 演出场次 | ≥150场 | 168场 | 40 | 40
    效益指标 | 群众满意度 | ≥90% | 92.4% | 40 | 40
    总分 | < | < | < | 100 | 96.77
    """
    assert errors(audited(table(form, header_rows=0))) == []


def test_columns_of_torn_numbers_state_nothing() -> None:
    grid = """
    项目 | 全年预算数 | 决算数
    支出合计 | 1411 | 1073
     | 9993. | 9667.
    基本支出 | 3777 | 3609
     | 379.0 | 049.6
    """
    assert audited(table(grid)).report.budget_lines == ()
