"""Points of numbered criteria (①…，1分；②…，2分) against the indicator's weight: a slip, or only a question."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import CheckCode, Severity
from tests.normalize.grids import document, table

TITLE = "某某县水利局2022年度部门整体支出绩效自评报告"
STEADY = "①建有管理办法，2分；②办法得到执行，3分。"


def told(criteria: str, weight: int, *others: tuple[str, int]) -> list[tuple[Severity, str]]:
    """Severity and sum of the findings on points of criteria, for an indicator beside others."""
    rows = [(f"其他指标{n}", w, c) for n, (c, w) in enumerate(others)]
    rows += [("制度建设", weight, criteria), ("成效", 100 - weight - sum(w for _, w in others), "由评价人员综合评定")]
    lines = ["一级指标|三级指标|分值|评分标准|得分", *(f"管理|{name}|{w}|{c}|{w}" for name, w, c in rows)]
    report = audit(document(table("\n".join(lines), title="部门整体支出绩效评价评分表", unit=""), text=(TITLE,)))
    return [(f.severity, f.reported) for f in report.findings if f.code is CheckCode.CRITERIA]


@pytest.mark.parametrize(
    "criteria",
    [
        "①制度健全的，2分；②制度合规的，1分；③执行到位的，2分。",
        "1.制度健全得2分；2.制度合规得1分；3.执行到位得2分。",
        "（1）制度健全，计2分；（2）制度合规，计1分；（3）执行到位，计2分。凡出现挪用资金的，本指标记0分。",
    ],
)
def test_numbered_points_that_miss_the_weight_contradict_it(criteria: str) -> None:
    assert told(criteria, 4, (STEADY, 5)) == [(Severity.ERROR, "5")]
    assert told(criteria, 5, (STEADY, 5)) == []


def test_without_numbered_criteria_that_do_fit_it_is_a_question() -> None:
    assert told("①制度健全的，2分；②制度合规的，3分。", 4) == [(Severity.WARNING, "5")]


@pytest.mark.parametrize(
    "criteria",
    [
        "①制度健全的，2分；②制度合规的，2分；③执行到位的，2分。最高得4分。",
        "①省级表彰的，4分；②市级表彰的，2分。任一项即可，就高计分。",
        "①全部合规的，得4分；②基本合规的，得2分；③不合规的，不得分。",
    ],
)
def test_grades_and_points_with_a_maximum_are_no_sum(criteria: str) -> None:
    assert all(severity is not Severity.ERROR for severity, _ in told(criteria, 4, (STEADY, 5)))
