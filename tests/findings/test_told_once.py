"""A figure whose digits were cut off is told once, whatever number of checks comes upon it."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import CheckCode, Finding, Severity
from tests.normalize.grids import document, table
from tests.test_other_sentences import audited

# No rate is printed, so that nothing but the score itself follows from the amounts.
FORM = """
项目名称 | < | 河道保洁 | < | < | < | <
项目资金（万元） | 来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分
^ | 年度资金总额 | 100.00 | {budget} | {spent} | 10 | {points}
^ | 其中：当年财政拨款 | 80.00 | 110.00 | 90.70 | — | —
^ | 上年结转资金 | 20.00 | 20.00 | 16.20 | — | —
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 巡查次数 | ≥12次 | 12次 | 90 | 90
总分 | < | < | < | < | 100 | {total}
"""


def errors(budget: str = "130.00", spent: str = "106.90", points: str = "8.22", total: str = "98.22") -> list[Finding]:
    form = FORM.format(budget=budget, spent=spent, points=points, total=total)
    found = audit(document(table(form, header_rows=0, unit=""))).findings
    return [f for f in found if f.severity is Severity.ERROR]


def test_a_rate_cut_off_is_one_notice() -> None:
    said = "2022年政府采购计划金额为8,445.96万元，实际采购金额8,369.01万元，政府采购执行率为99.08%。"
    found = [f for f in audited(text=(said,)).findings if f.reported == "99.08"]
    assert [f.severity for f in found] == [Severity.NOTICE]


@pytest.mark.parametrize(("budget", "spent"), [("148.00", "106.90"), ("130.00", "97.90")])
def test_a_score_that_follows_a_wrong_amount_is_no_finding_of_its_own(budget: str, spent: str) -> None:
    """The total of a form's funds is wrong: its sum fails, and with it the score for 执行率, right by the sum."""
    assert errors() == []
    [told] = errors(budget, spent)
    assert told.code is CheckCode.SUM
    assert told.reported in {budget, spent} - {"130.00", "106.90"}
    assert ["预算执行率" in said for said in told.consequences] == [True]
    assert told.message_zh.endswith("另有 1 处因此不符")


def test_a_score_that_is_wrong_with_the_right_amount_too_is_told_beside_it() -> None:
    told = errors(budget="148.00", points="9.20", total="99.20")
    assert {f.code for f in told} == {CheckCode.SUM, CheckCode.SCORE}
