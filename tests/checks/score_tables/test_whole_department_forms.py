"""The national form of a whole department: its uses of money are the report's, its execution rate is scored there."""

from __future__ import annotations

import pytest

from schemas.audit import AuditedReport
from tests.normalize.grids import table
from tests.small_audits import audited, errors, verdicts

FORM = """
    部门名称 | < | 甲县乙局 | < | < | < | <
    预算执行情况（万元） | 资金构成 | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 执行率（B/A） | 得分
    ^ | 年度资金总额（分值10分） | 2285.90 | 2496.80 | 2409.25 | 96.49% | {score}
    ^ | 其中：一般公共预算财政拨款 | 2255.40 | 2454.62 | 2369.97 | 96.55% | —
    ^ | 其他资金 | 30.50 | 42.18 | 39.28 | 93.12% | —
    ^ | 按支出类型：基本支出 | 1032.12 | 1064.73 | 1058.81 | 99.44% | —
    ^ | 项目支出 | 1253.78 | 1432.07 | 1350.44 | 94.30% | —
    年度主要任务 | 任务名称 | 主要内容 | 全年预算数（A） | 全年执行数（B） | 执行率（B/A） | 完成情况
    ^ | 公共文化 | 场馆开放 | 899.95 | 859.42 | 95.50% | 已完成
    ^ | 旅游促进 | 节会活动 | 532.12 | 491.02 | 92.28% | 已完成
    ^ | 小计 | < | 1432.07 | 1350.44 | 94.30% |
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    产出指标 | 数量指标 | 送戏下乡场次 | ≥240场 | 240场 | 90 | 90
    总分 | < | < | < | < | 100 | {total}
    """


def audited_form(*text: str, score: str = "9.65", total: str = "99.65") -> AuditedReport:
    return audited(table(FORM.format(score=score, total=total), title="部门整体支出绩效自评表"), text=text)


def test_the_points_behind_the_whole_sum_are_the_weight_of_the_execution_rate() -> None:
    assert verdicts(audited_form())["预算执行率"] == ("agrees", "9.65", "9.65")
    wrong = audited_form(score="9.92", total="99.92")
    assert ("score", "预算执行率", "得分", "9.92") in errors(wrong)


def test_what_was_spent_on_projects_is_told_as_the_form_prints_it() -> None:
    text = "按支出类型分，基本支出1058.81万元，项目支出1530.44万元，分别占全年执行数的43.95%和56.05%。"
    found = audited_form(text)
    assert {f.item_code for f in found.report.facts if f.item == "项目支出"} == {"project_expenditure"}
    assert [(e[0], e[1], e[3]) for e in errors(found)] == [("same_figure", "项目支出", "1530.44")]


@pytest.mark.parametrize(
    "text",
    [
        "全年基本支出1058.81万元，项目支出1350.44万元。",
        "上年项目支出1290.10万元。",
        "年初安排项目支出1253.78万元。",
        "一般公共预算项目支出1311.16万元，其他资金项目支出39.28万元。",
        "其中文化惠民项目支出498.22万元。",
    ],
)
def test_right_sentences_about_projects(text: str) -> None:
    assert not errors(audited_form(text))


FUNDS = """
    部门名称 | < | 甲县乙局 | < | < | < | <
    年度预算申请（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分
    ^ | 年度资金总额（分值10分） | {total} | 2496.80 | 2409.25 | 96.49% | 9.65
    {income}
    {use}：基本支出 | 1032.12 | 1064.73 | {basic} | 99.44% |
    ^ | 项目支出 | 1253.78 | 1432.07 | 1350.44 | 94.30% |
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    产出指标 | 数量指标 | 送戏下乡场次 | ≥240场 | 240场 | 90 | 90
    总分 | < | < | < | < | 100 | 99.65
    """
INCOME = """^ | 按收入性质分： | | | | |
    ^ | 其中：一般公共预算 | 2255.40 | 2454.62 | 2369.97 | 96.55% |
    ^ | 纳入专户管理的非税收入拨款 | 30.50 | 42.18 | 39.28 | 93.12% |"""
ONLY_USES = "^ | 按收入性质分： | | | | |"


@pytest.mark.parametrize("income", [INCOME, ONLY_USES])
@pytest.mark.parametrize("use", ["^ | 按支出性质分", "^ | 按支出类型"])
@pytest.mark.parametrize(
    ("total", "basic", "wrong"),
    [
        ("2285.90", "1058.81", []),
        ("2285.90", "1085.81", [("按支出性质分：基本支出", "1085.81"), ("年度资金总额（分值10分）", "2409.25")]),
        ("2825.90", "1058.81", [("年度资金总额（分值10分）", "2825.90")]),
    ],
)
def test_each_division_of_all_funds_adds_up(
    income: str, use: str, total: str, basic: str, wrong: list[tuple[str, str]]
) -> None:
    form = table(FUNDS.format(income=income, use=use, total=total, basic=basic), title="部门整体支出绩效自评表")
    found = [(row.replace("类型", "性质分"), figure) for _, row, _, figure in errors(audited(form))]
    assert bool(found) == bool(wrong)
    assert set(found) <= set(wrong)
