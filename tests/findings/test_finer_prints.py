"""What a wrong figure should be is worked out from the finest prints of the figures beside it."""

from __future__ import annotations

import pytest

from schemas.audit import Severity
from tests.normalize.grids import table
from tests.small_audits import audited

LINES = """
支出类别 | 2021年支出 | 预算数 | 支出数
人员经费 | 22,106.44 | 23,840.00 | 23,512.07
卫生材料 | 9,021.18 | 9,150.00 | 9,387.65
药品 | 14,377.90 | 14,280.00 | 13,946.52
其他 | 9,992.62 | 10,450.00 | 10,215.12
支出总计 | 55,498.14 | 57,720.00 | 57,061.36
"""


def _told(text: str, lines: str = LINES) -> list[tuple[str, str]]:
    found = audited(table(lines, unit="万元", title="2022年度支出预算执行情况"), text=(text,))
    return [(f.reported, f.expected_low) for f in found.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2022年支出5.71亿元，药品、卫生材料两项合计23,334.17万元，占41.89%。", [("41.89", "40.89")]),
        ("2022年支出5.71亿元，药品、卫生材料两项合计23,334.17万元，占40.89%。", []),
        ("2022年支出5.71亿元，药品、卫生材料两项合计23,334.17万元，占40.87%。", []),  # of what the sentence prints
        ("2022年实际支出5.71亿元，比上年支出5.55亿元增长3.42%。", [("3.42", "2.82")]),
    ],
)
def test_the_value_follows_from_the_finer_print(text: str, told: list[tuple[str, str]]) -> None:
    assert _told(text) == told


def test_a_coarse_figure_that_two_cells_round_to_stays() -> None:
    two = LINES.replace("57,720.00", "57,090.00").replace("10,450.00", "9,820.00")
    text = "2022年支出5.71亿元，药品、卫生材料两项合计23,334.17万元，占41.89%。"
    assert _told(text, two) == [("41.89", "40.87")]
