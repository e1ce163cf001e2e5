"""Quarters that a column numbers instead of naming them."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited

GRID = """
季度 | 预算指标数 | 累计列支 | 支出进度 | 序时进度 | 预算执行率
{0} | 1,000.00 | 215.00 | 21.50% | 25% | 86.00%
{1} | 1,000.00 | 462.00 | 46.20% | 50% | 92.40%
{2} | 1,000.00 | 730.00 | 73.00% | 75% | 97.33%
{3} | 1,000.00 | 958.00 | 95.80% | 100% | 95.80%
"""


@pytest.mark.parametrize("names", ["一二三四", "1234"])
def test_a_number_under_quarter_is_a_quarter(names: str) -> None:
    quarters = audited(table(GRID.format(*names), title="分季度支出进度", unit="万元")).report.quarters
    assert [(q.quarter, q.figures["cumulative_outturn"].plain) for q in quarters] == [
        (1, "215.00"),
        (2, "462.00"),
        (3, "730.00"),
        (4, "958.00"),
    ]


def test_a_number_in_another_column_is_none() -> None:
    grid = GRID.replace("季度 |", "序号 |").format(*"一二三四")
    assert audited(table(grid, title="项目支出进度", unit="万元")).report.quarters == ()
