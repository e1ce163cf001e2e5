"""What a table calls 结转结余 and a sentence 年末结转结余 is one figure, as far as they can be told to be."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

GRID = """项目|全年可用预算|实际支出|{head}|支出率
基本支出|3,540.20|3,472.78|67.42|98.10%
项目支出|6,409.26|6,246.31|162.95|97.46%
合计|9,949.46|9,719.09|230.37|97.68%"""


@pytest.mark.parametrize(
    ("head", "told", "wrong"),
    [
        ("结转结余", "230.37", []),
        ("结转结余", "230.73", ["230.73"]),
        ("年末结余", "230.73", []),  # what lapsed may be in it
        ("结转结余", "150.20", []),  # of one fund
    ],
)
def test_carried_forward_in_text_and_table(head: str, told: str, wrong: list[str]) -> None:
    text = ("某区河湖事务中心2023年度部门整体支出绩效自评报告", f"截至年末，年末结转结余{told}万元。")
    found = audit(document(table(GRID.format(head=head), title="预算执行情况表"), text=text)).findings
    assert [f.reported for f in found if f.severity is Severity.ERROR] == wrong
