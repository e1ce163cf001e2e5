"""Blocks of project forms in the words of several provinces: sources of funds, two budgets, tasks, points of levels,
the grade."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Finding, Severity
from schemas.document import Document
from tests.normalize.grids import document, table

FORM = """
项目名称 | < | 河道保洁 | < | < | < | < | <
{side} | 来源 | {names} | 分值 | 执行率 | 得分
^ | {whole} | {total} | 130.00 | 106.90 | 10 | 82.23% | 8.22
^ | {first} | 80.00 | 110.00 | 90.70 | | 82.45% |
^ | {second} | 20.00 | 20.00 | 16.20 | | 81.00% |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 原因
{output} | 数量指标 | 巡查次数 | ≥12次 | 12次 | 40 | 40 |
^ | 质量指标 | 整改率 | ≥95% | 96% | 20 | 20 |
{people} | 服务对象满意度 | 居民满意度 | ≥90% | 95% | 30 | 30 |
总分 | < | < | < | < | 100 | 98.22 |
{grade_name} | < | {grade} | < | < | < | < | <
"""
USUAL = {
    "side": "项目资金（万元）", "names": "年初预算数 | 全年预算数 | 全年执行数", "whole": "年度资金总额",
    "total": "100.00", "first": "其中：财政拨款", "second": "其他资金", "output": "产出指标", "people": "满意度指标",
    "grade_name": "自评等级", "grade": "优",
}  # fmt: skip


def form(text: tuple[str, ...] = (), **values: str) -> Document:
    return document(table(FORM.format(**USUAL | values), header_rows=0, unit=""), text=text)


def errors(text: tuple[str, ...] = (), **values: str) -> list[Finding]:
    return [f for f in audit(form(text, **values)).findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("whole", "first", "second"),
    [
        ("年度资金总额", "其中：本级财政", "上级补助"),
        ("总额", "其中：中央", "地方配套"),
        ("资金合计", "其中：基本支出", "项目支出"),
        ("合计", "本级安排", "自筹"),
        ("全年资金", "财政专户管理", "单位自有"),
    ],
)
def test_all_rows_beside_the_name_of_the_block_are_its_sources(whole: str, first: str, second: str) -> None:
    names = {"whole": whole, "first": first, "second": second}
    assert errors(**names) == []
    [finding] = errors(**names, total="109.00")
    assert (finding.reported, finding.expected_low) == ("109.00", "100.00")


@pytest.mark.parametrize(
    "names",
    [
        "预算批复数 | 调整后预算数（A） | 实际支出数（B）",
        "预算数 | 全年预算数 | 执行数",
        "预算安排数 | 追加后预算数 | 支出数",
        "批复预算数 | 调整预算数 | 决算数",
    ],
)
def test_of_two_budgets_the_changed_one_is_what_was_spent_from(names: str) -> None:
    assert errors(names=names) == []
    lines = audit(form(names=names)).report.budget_lines
    assert [lines[0].figures[m].plain for m in ("original_budget", "revised_budget", "outturn")] == [
        "100.00",
        "130.00",
        "106.90",
    ]


@pytest.mark.parametrize("mark", ["（{}分）", "({})", "（共{}分）", "（权重{}）", "{}分"])
def test_points_behind_a_level_are_those_of_its_indicators(mark: str) -> None:
    right = {"output": "产出指标" + mark.format(60), "people": "满意度指标" + mark.format(30)}
    assert errors(**right) == []
    [finding] = errors(**right | {"output": "产出指标" + mark.format(65)})
    assert (finding.locus.row, finding.reported, finding.expected_low) == ("产出指标", "65", "60")


@pytest.mark.parametrize("name", ["自评等级", "评价等次", "自评结论", "绩效等级", "评价结果"])
def test_the_grade_in_a_cell_of_its_own_is_that_of_the_total(name: str) -> None:
    assert errors(grade_name=name) == []
    [finding] = errors(grade_name=name, grade="良")
    assert finding.reported == "98.22"
    assert not [x for x in audit(form(grade_name=name)).scores if "优" in x.indicator]


def test_grades_go_by_the_scale_that_is_printed_and_by_none_where_several_are() -> None:
    legend = "得分95分以上为优，85分以上为良，70分以上为中，其余为差。"
    assert errors((legend,), grade="优") == []
    assert len(errors((legend,), grade="良")) == 1
    assert errors((legend, legend.replace("85", "80")), grade="良") == []
    usual = "90（含）-100分为优，80（含）-89.99分为良，60（含）-79.99分为中，60分以下为差。"
    assert len(errors((usual,), grade="良")) == 1


TASKS = """
部门名称 | < | 甲局 | < | < | < | < | <
年度主要任务 | 任务名称 | 完成情况 | < | {names} | 执行率 | 备注
^ | 道路养护 | 已完成 | < | {task} | 54.00 | 90.00% |
^ | 河道清淤 | 已完成 | < | 40.00 | 36.00 | 90.00% |
^ | {sum} | < | < | 100.00 | 90.00 | 90.00% |
部门资金（万元） | 来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 90.00 | 130.00 | 106.90 | 10 | 82.23% | 8.22
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 原因
产出指标 | 数量指标 | 巡查次数 | ≥12次 | 12次 | 90 | 90 |
总分 | < | < | < | < | 100 | 98.22 |
"""


@pytest.mark.parametrize("total", ["金额合计", "合计", "总计"])
@pytest.mark.parametrize("names", ["预算数 | 执行数", "全年预算 | 实际支出"])
def test_tasks_of_a_department_make_up_their_sum(total: str, names: str) -> None:
    def found(task: str) -> list[Finding]:
        grid = TASKS.format(task=task, sum=total, names=names)
        report = audit(document(table(grid, header_rows=0, unit="")))
        assert [x.self_score.plain for x in report.report.score_lines if x.self_score] == ["8.22", "90"]
        return [f for f in report.findings if f.severity is Severity.ERROR]

    assert found("60.00") == []
    [finding] = found("69.00")
    assert (finding.locus.row, finding.reported, finding.expected_low[:2]) == ("道路养护", "69.00", "59")


TWO_COLUMNS = """
项目名称 | < | 河道保洁 | < | < | < | <
项目资金（万元） | 来源 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 资金总额 | {budget} | 106.90 | 10 | 82.23% | 8.22
^ | 财政资金 | {first} | 90.70 | | |
^ | 自有资金 | {second} | 16.20 | | |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 巡查次数 | ≥12次 | 12次 | 90 | 90
总分 | < | < | < | < | 100 | 98.22
"""


def test_sources_that_make_up_one_column_make_up_the_other() -> None:
    def found(budget: str, first: str = "110.00", second: str = "20.00") -> list[str]:
        grid = TWO_COLUMNS.format(budget=budget, first=first, second=second)
        report = audit(document(table(grid, header_rows=0, unit="")))
        return [f.reported for f in report.findings if f.severity is Severity.ERROR]

    assert found("130.00") == []
    assert found("148.00") == ["148.00"]
