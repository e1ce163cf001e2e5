"""Columns of shares by any name: the row that its amount and the total do not bear out is told."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "某某区气象局2022年度部门整体支出绩效自评报告"
ROWS = (
    "资金来源|金额|{name}\n财政拨款|1,206.37|{a}\n事业收入|312.88|20.07%\n"
    "其他收入|39.60|2.54%\n上年结转|{b}|0.03%\n合计|1,559.31|100.00%"
)


def accused(name: str = "构成比", a: str = "77.37%", b: str = "0.46") -> list[str]:
    told = table(ROWS.format(name=name, a=a, b=b), title="资金来源情况", unit="万元")
    found = audit(document(told, text=(TITLE,))).findings
    return [f.reported.strip("%") for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize("name", ["构成比", "比例", "占资金总额的比重"])
def test_a_share_that_its_amount_does_not_give(name: str) -> None:
    assert accused(name) == []
    assert accused(name, a="77.73%") == ["77.73"]


def test_rates_of_something_else_are_no_shares() -> None:
    rows = "项目|金额|完成率\n甲|120.50|96.31%\n乙|310.70|88.24%\n丙|95.10|79.95%\n合计|526.30|100.00%"
    told = table(rows, title="项目情况", unit="万元")
    assert [f for f in audit(document(told, text=(TITLE,))).findings if f.severity is Severity.ERROR] == []


DEBTS = """
项目 | 金额 | 占比
短期借款 | 14.83 | 17.10%
长期借款 | 38.71 | 44.64%
其他应付款 | 33.17 | 38.26%
负债合计 | 86.71 | 100.00%
总债务 | 53.54 | 61.75%
其中：短期债务 | 15.92 | {part}
"""


@pytest.mark.parametrize(("part", "told"), [("29.73%", []), ("18.36%", []), ("27.93%", ["27.93"])])
def test_what_is_part_of_another_row_may_be_told_as_its_share(part: str, told: list[str]) -> None:
    grid = table(DEBTS.format(part=part), title="主要负债构成", unit="亿元")
    found = audit(document(grid)).findings
    assert [f.reported.strip("%") for f in found if f.severity is Severity.ERROR] == told
