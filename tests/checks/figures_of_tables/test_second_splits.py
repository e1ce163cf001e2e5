"""A total that a table divides twice is held against both divisions."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from tests.checks.sentences.test_told_rows import TITLE, table
from tests.normalize.grids import document

HEAD = "项目|年初预算（万元）|全年预算（万元）|支出数（万元）|预算完成率\n"
NATURE = "按支出性质分：||||\n基本支出|7,258.66|7,269.63|7,084.12|97.45%\n项目支出|9,720.04|9,981.43|8,948.00|89.65%\n"
FUNDS = (
    "按资金来源分：||||\n一般公共预算|13,527.70|13,800.06|13,061.81|94.65%\n政府性基金预算|{}|3,451.00|2,970.31|86.07%"
)
TOTAL = "总计|16,978.70|17,251.06|16,032.12|92.93%\n"


def accused(rows: str) -> list[tuple[str, str]]:
    found = audit(document(table(rows, title="2022年度支出情况表", unit="万元"), text=(TITLE,))).findings
    return [(f.locus.row, f.reported) for f in found if f.severity.value == "error"]


@pytest.mark.parametrize("order", [(TOTAL, NATURE, FUNDS), (TOTAL, FUNDS + "\n", NATURE)])
def test_the_second_division_of_a_total(order: tuple[str, ...]) -> None:
    rows = HEAD + "".join(order).rstrip("\n")
    assert accused(rows.format("3,451.00")) == []
    assert accused(rows.format("3,692.56")) == [("政府性基金预算", "3692.56")]


def test_a_run_of_lines_that_comes_to_the_total_in_one_column_by_chance() -> None:
    """What two columns do not bear out is no division."""
    rows = HEAD + TOTAL + NATURE + "按资金来源分：||||\n一般公共预算|13,527.70|13,100.06|12,061.81|92.07%\n"
    assert accused(rows + "政府性基金预算|3,451.00|3,451.00|2,970.31|86.07%") == []
