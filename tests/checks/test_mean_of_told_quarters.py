"""Four quarterly rates and their mean in one sentence: the table of quarters says which of the five is the slip."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

QUARTERS = (
    "季度|预算数|累计支出|累计支出进度|序时进度|季度执行率\n"
    "一季度|100.00|20.00|20.00%|25%|80.00%\n二季度|100.00|45.00|45.00%|50%|90.00%\n"
    "三季度|100.00|70.00|70.00%|75%|93.33%\n四季度|100.00|95.00|95.00%|100%|95.00%"
)
TITLE = "某某区体育局2022年度部门整体支出绩效自评报告"


def accused(*told: str) -> list[str]:
    text = "四个季度末支出进度匹配率分别为 {}%、{}%、{}% 和 {}%，四个季度平均为 {}%。".format(*told)
    found = audit(document(table(QUARTERS, title="各季度预算执行情况", unit="万元"), text=(TITLE, text))).findings
    return [f.reported for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (("80.00", "90.00", "93.33", "95.00", "89.58"), []),
        (("80.00", "90.00", "93.33", "95.00", "98.58"), ["98.58"]),
        (("80.00", "96.00", "93.33", "95.00", "89.58"), ["96.00"]),
    ],
)
def test_the_table_tells_the_slip(told: tuple[str, ...], wrong: list[str]) -> None:
    assert [w.strip("%") for w in accused(*told)] == wrong
