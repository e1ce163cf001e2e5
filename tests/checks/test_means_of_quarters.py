"""A mean told in the text beside the one that the table prints."""

from __future__ import annotations

from schemas.audit import CheckCode
from tests.normalize.grids import table
from tests.test_other_wordings import audited

_QUARTERS = """
季度 | 预算金额 | 累计支出金额 | 累计支出进度 | 序时进度 | 序时进度执行率
一季度 | 1,000.00 | 300.00 | 30.00% | 25% | 120.00%
二季度 | 1,000.00 | 520.00 | 52.00% | 50% | 104.00%
三季度 | 1,000.00 | 740.00 | 74.00% | 75% | 98.67%
四季度 | 1,000.00 | 960.00 | 96.00% | 100% | 96.00%
全年平均执行率 |  |  |  |  | 104.67%
"""


def test_the_finding_shows_what_the_table_prints() -> None:
    report = audited(table(_QUARTERS, unit="万元"), text=("全年平均执行率为106.47%，见表五。",))
    found = [f for f in report.findings if f.code is CheckCode.AVERAGE]
    assert len(found) == 1
    assert any("104.67%" in e.text for e in found[0].evidence)
