"""Rates of sentences are held against the row of a table that goes by their name; nobody is accused of another row."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import CheckCode, Severity
from tests.normalize.grids import document, table

TITLE = "某某区水务局2022年度部门整体支出绩效自评报告"
ROWS = (
    "采购类别|计划金额|完成金额|完成率\n货物|100.00|97.00|97.00%\n工程|200.00|186.00|93.00%\n"
    "服务|300.00|270.00|90.00%\n合计|600.00|553.00|92.17%"
)


def wrong(text: str) -> int:
    found = audit(document(table(ROWS, title="政府采购分类情况", unit="万元"), text=(TITLE, text))).findings
    return sum(f.code is CheckCode.SAME_FIGURE and f.severity is Severity.ERROR for f in found)


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("按类别看，货物类完成率 97.00%，工程类完成率 93.00%。", 0),
        ("按类别看，货物类完成率 97.00%，工程类完成率 90.50%。", 1),
        ("服务完成 270.00 万元（90.00%）。", 0),
        ("服务完成 270.00 万元（93.00%）。", 1),
        ("服务完成 270.00 万元，完成率 93.00%。", 1),
        ("上年货物类完成率 95.00%，目标为工程类完成率 96.00%。", 0),
        ("服务完成 150.00 万元（95.00%）。", 0),
        ("物业服务完成率 95.00%。", 0),
    ],
)
def test_rates_of_rows(text: str, errors: int) -> None:
    assert wrong(text) == errors
