"""Columns that only number the rows (行次) below the name of a panel hold no amounts."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

PANELS = """
收入 | < | < | 支出 | < | <
项目 | {number} | 金额 | 项目 | {number} | 金额
一、财政拨款收入 | 1 | 100.00 | 一、教育支出 | 5 | 90.00
二、事业收入 | 2 | 20.00 | 二、卫生健康支出 | 6 | 40.00
三、其他收入 | 3 | 10.00 | | 7 |
本年收入合计 | 4 | {income} | 本年支出合计 | 8 | 130.00
"""


@pytest.mark.parametrize("number", ["行次", "序号", "编号", "项次"])
def test_numbers_of_rows_do_not_add_up(number: str) -> None:
    def errors(income: str) -> list[tuple[str, str]]:
        grid = table(PANELS.format(number=number, income=income), header_rows=2, title="收入支出决算总表")
        found = audit(document(grid, text=["甲市某局2022年度部门决算"])).findings
        return [(f.reported, f.expected_low) for f in found if f.severity is Severity.ERROR]

    assert errors("130.00") == []
    assert errors("139.00") == [("139.00", "130.00")]
