"""A mean told in the text beside the one that the table prints."""

from __future__ import annotations

import pytest

from schemas.audit import CheckCode
from tests.normalize.grids import table
from tests.small_audits import audited, errors

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


def test_the_lowest_quarter_told_behind_the_mean_is_no_second_mean() -> None:
    grid = (
        "季度|预算数|累计支出|累计执行进度|序时进度|执行率\n一季度|1,000.00|240.00|24.00%|25%|96.00%\n"
        "二季度|1,000.00|455.00|45.50%|50%|91.00%\n三季度|1,000.00|735.00|73.50%|75%|98.00%\n"
        "四季度|1,000.00|950.00|95.00%|100%|95.00%"
    )
    said = "全年平均执行率为95.00%，其中二季度执行率最低，为91.00%。"
    assert errors(audited(table(grid, title="季度执行表", unit="万元"), text=(said,))) == []


@pytest.mark.parametrize("said", ["四个季度的执行率平均为{}。", "四个季度的执行率平均值{}。"])
def test_the_rates_of_the_quarters_and_their_mean(said: str) -> None:
    def told(mean: str) -> list[str]:
        found = audited(table(_QUARTERS, unit="万元"), text=(said.format(mean),))
        return [f.reported for f in found.findings if f.locus.table == "" and f.reported == mean.rstrip("%")]

    assert told("104.67%") == []
    assert told("106.47%") == ["106.47"]
