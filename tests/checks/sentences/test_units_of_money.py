"""Tables in units of money that few offices use, beside sentences in 万元."""

from __future__ import annotations

import pytest

from schemas.document import Table
from tests.normalize.grids import table
from tests.small_audits import audited, errors

TOLD = "2022年度全年预算 3,927.45 万元，实际支出 {spent} 万元，预算执行率 95.19%。"


def execution(unit: str, budget: str, spent: str, *, in_heads: bool = False) -> Table:
    own = f"（{unit}）" if in_heads else ""
    body = f"项目 | 全年预算数{own} | 决算数{own} | 执行率\n合计 | {budget} | {spent} | 95.19%"
    return table(body, title="预算执行情况表", unit="" if in_heads else unit)


@pytest.mark.parametrize("in_heads", [False, True])
@pytest.mark.parametrize(
    ("unit", "budget", "spent"), [("千元", "39,274.50", "37,385.30"), ("百万元", "39.2745", "37.3853")]
)
def test_amounts_in_thousands_and_millions(unit: str, budget: str, spent: str, in_heads: bool) -> None:
    grid = execution(unit, budget, spent, in_heads=in_heads)
    assert errors(audited(grid, text=(TOLD.format(spent="3,738.53"),))) == []
    found = errors(audited(grid, text=(TOLD.format(spent="3,783.53"),)))
    assert [reported for _, _, _, reported in found] == ["3783.53"]


def test_a_sentence_in_thousands() -> None:
    grid = execution("万元", "3,927.45", "3,738.53")
    told = "2022年度全年预算 39,274.50 千元，实际支出 {spent} 千元，预算执行率 95.19%。"
    assert errors(audited(grid, text=(told.format(spent="37,385.30"),))) == []
    assert errors(audited(grid, text=(told.format(spent="37,835.30"),))) != []
