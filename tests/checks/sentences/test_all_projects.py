"""What all projects spent is the table's row of project expenditure, and what one project spent is not."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

GRID = """项目|全年可用预算|实际支出|支出率
基本支出|3,540.20|3,472.78|98.10%
项目支出|6,409.26|6,246.31|97.46%
合计|9,949.46|9,719.09|97.68%"""


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("项目总支出6,246.31万元。", []),
        ("项目总支出6,264.31万元。", ["6264.31"]),
        ("全部项目支出6,246.81万元。", ["6246.81"]),
        ("该项目总支出6,264.31万元。", []),
        ("清淤项目总支出6,264.31万元。", []),
    ],
)
def test_what_all_projects_spent(sentence: str, wrong: list[str]) -> None:
    text = ("某区河湖事务中心2023年度部门整体支出绩效自评报告", sentence)
    found = audit(document(table(GRID, title="预算执行情况表"), text=text)).findings
    assert [f.reported for f in found if f.severity is Severity.ERROR] == wrong
