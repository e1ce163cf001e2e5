"""Quarters in sentences: what one of them spent alone, rates that rise and fall, and two ways to divide one whole."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from pipeline.normalize.narrative.topics.single_quarters import single_quarter_facts
from schemas.audit import CheckCode, Severity
from tests.narrative.documents import YEAR, facts, line
from tests.narrative.documents import document as text_document
from tests.normalize.grids import document, table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("四季度集中结算，单季支出 25.00 万元。", ["quarter_outturn  2022Q4 25.00"]),
        ("第三季度当季支付 12.50 万元。", ["quarter_outturn  2022Q3 12.50"]),
        ("4 至 6 月支出 10.20 万元，7—9 月支出 11.30 万元。",
         ["quarter_outturn  2022Q2 10.20", "quarter_outturn  2022Q3 11.30"]),
        ("前三季度支出 60.00 万元；三季度末累计支出 60.00 万元。", []),
        ("四季度计划单季支出 25.00 万元；2021 年四季度单季支出 20.00 万元。", []),
    ],
)  # fmt: skip
def test_what_a_quarter_spent(text: str, expected: list[str]) -> None:
    found = single_quarter_facts(text_document([text]), YEAR)
    assert [f"{f.metric} {f.item} {f.period} {f.figure.plain}" for f in found] == expected


QUARTERS = (
    "季度|预算数|累计支出|累计支出进度|序时进度|季度执行率\n"
    "一季度|100.00|20.00|20.00%|25%|80.00%\n二季度|100.00|45.00|45.00%|50%|90.00%\n"
    "三季度|100.00|70.00|70.00%|75%|93.33%\n四季度|100.00|95.00|95.00%|100%|95.00%"
)


@pytest.mark.parametrize(("spent", "wrong"), [("25.00", 0), ("29.00", 1)])
def test_against_the_table(spent: str, wrong: int) -> None:
    title = "某某区体育局2022年度部门整体支出绩效自评报告"
    text = f"四季度单季支出 {spent} 万元。"
    found = audit(document(table(QUARTERS, title="各季度预算执行情况", unit="万元"), text=(title, text))).findings
    assert sum(f.code is CheckCode.DIFFERENCE and f.severity is Severity.ERROR for f in found) == wrong


def test_rates_that_rise_and_fall() -> None:
    found = facts("一季度支出进度 21.32%，二季度回升至 50.70%，三季度回落到 71.51%。")
    assert [f.period for f in found] == ["2022Q1", "2022Q2", "2022Q3"]


def test_one_whole_divided_in_two_ways() -> None:
    first = "从资金性质看，一般公共预算支出 90.00 万元，执行率 96.00%；政府性基金预算支出 5.00 万元，执行率 90.00%。"
    found = facts(first + "从支出结构看，人员经费支出 30.00 万元、项目支出 65.00 万元，执行率依次为 98.00%、95.00%。")
    assert [line(f) for f in found if f.item_code == "project_expenditure"] == [
        "outturn project_expenditure 65.00",
        "execution_rate project_expenditure 95.00%",
    ]


def test_dispatched_staff_within_the_staff_outside_the_posts() -> None:
    found = facts("编外用工 63 人（劳务派遣 52 人、自聘 11 人）。")
    assert [f.figure.plain for f in found if f.metric == "dispatched_staff" and not f.item] == ["63"]


def test_a_budget_that_grew_is_no_spending() -> None:
    found = facts("调整后预算总额 19,770.00 万元，净调增 1,656.00 万元，为年初预算的 109.14%。")
    assert {f.metric for f in found} == {"revised_budget", "adjustment"}
