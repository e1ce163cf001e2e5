"""The column 得分率 of score tables, upright or on their side."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "某某县交通运输局2022年度部门整体支出绩效自评报告"
UPRIGHT = """
一级指标|分值|得分|得分率
部门决策|20|19|{a}
部门管理|40|36.5|{b}
部门绩效|40|38|{c}
合计|100|{total}|{d}
"""
ON_ITS_SIDE = """
一级指标|部门决策|部门管理|部门绩效|合计
权重|20|40|40|100
自评得分|19|36.5|38|{total}
得分率|{a}|{b}|{c}|{d}
"""
RIGHT = {"a": "95%", "b": "91.25%", "c": "95.00%", "d": "93.5%", "total": "93.5"}


def errors(grid: str, **values: str) -> list[tuple[str, str]]:
    made = table(grid.format(**(RIGHT | values)), title="绩效自评得分情况表", unit="")
    found = audit(document(made, text=(TITLE,), file=f"{TITLE}.pdf")).findings
    return [(f.locus.row, f.reported) for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize("grid", [UPRIGHT, ON_ITS_SIDE])
def test_a_rate_that_is_not_score_over_weight(grid: str) -> None:
    assert errors(grid) == []
    assert errors(grid, b="90.25%") == [("部门管理", "90.25")]


@pytest.mark.parametrize("grid", [UPRIGHT, ON_ITS_SIDE])
def test_fractions_and_rounding_are_right(grid: str) -> None:
    assert errors(grid, a="0.95", b="0.9125", c="0.95", d="0.935") == []
    assert errors(grid, b="91.3%") == []


@pytest.mark.parametrize("grid", [UPRIGHT, ON_ITS_SIDE])
def test_a_column_of_something_else_accuses_nobody(grid: str) -> None:
    assert errors(grid, a="19%", b="36.5%", c="38%", d="93.5%") == []


def test_the_total_of_a_table_on_its_side() -> None:
    assert ("合计", "94.5") in errors(ON_ITS_SIDE, total="94.5", d="94.5%")
