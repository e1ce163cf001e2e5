"""How far an amount moved since the year before, held against a table that prints both years."""

from __future__ import annotations

import pytest

from schemas.audit import Severity
from tests.normalize.grids import table
from tests.small_audits import audited

LINES = """
支出类别 | 2021年支出 | 2022年预算 | 2022年支出
人员经费 | 22,106.44 | 23,840.00 | 23,512.07
耗材 | 9,021.18 | 9,150.00 | 9,387.65
药品 | 14,377.90 | 14,280.00 | 13,946.52
其他 | 9,992.62 | 10,450.00 | 10,215.12
支出总计 | 55,498.14 | 57,720.00 | 57,061.36
"""
THREE = """
费用类别 | 上年决算数 | 本年预算数 | 本年决算数
公务用车运行维护费 | 186,000.00 | 180,000.00 | 167,432.18
公务接待费 | 32,550.00 | 30,000.00 | 12,846.00
“三公”经费小计 | 218,550.00 | 210,000.00 | 180,278.18
"""


def _told(text: str) -> list[str]:
    """What is told as an error of a sentence beside both tables."""
    tables = (table(LINES, title="支出情况"), table(THREE, title="三公经费情况", unit="元", table_id="t02"))
    found = audited(*tables, text=(text,))
    return [f.reported for f in found.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("2022年支出57,061.36万元，比上年增长{}。", "2.82%", "2.28%"),
        ("2022年实际支出57,061.36万元，较2021年增加{}。", "1,563.22万元", "1,653.22万元"),
        ("药品支出13,946.52万元，同比减少{}。", "431.38万元", "413.38万元"),
        ("“三公”经费预算21.00万元，实际支出18.03万元，控制率85.85%，比2021年压减{}。", "3.83万元", "4.04万元"),
        ("公务接待费1.28万元，同比下降{}。", "60.53%", "63.50%"),
        ("公务接待费1.28万元，同比下降{}。", "60.74%", "50.74%"),  # of 1.28万元 and 3.26万元
    ],
)
def test_a_change_since_last_year(text: str, right: str, wrong: str) -> None:
    assert _told(text.format(right)) == []
    assert _told(text.format(wrong)) == [wrong.rstrip("%万元").replace(",", "")]


@pytest.mark.parametrize(
    "text",
    [
        "人员经费支出23,512.07万元，按可比口径比上年增加905.63万元。",
        "人员经费支出23,512.07万元，比上年预算增加512.07万元。",
        "2022年支出57,061.36万元，财政拨款比上年增长4.10%。",
        "2022年支出57,061.36万元，比年初预算减少658.64万元。",
        "药品支出13,946.52万元，剔除一次性因素后较上年增长1.20%。",
        "药品支出13,946.52万元，人均药费比上年下降4.20%。",
        "2022年支出57,061.36万元，年末结余658.64万元，比上年减少102.11万元。",
        "“三公”经费预算18.03万元，比上年减少1.50万元。",
        "公务接待费1.28万元，国内接待32批次，比上年减少20批次。",
        "公务接待费1.28万元，其中外事接待0.80万元，比上年减少1.50万元。",
        "上年公务接待费3.26万元，比上年减少1.50万元。",
    ],
)
def test_what_moved_on_another_basis_or_is_of_something_else(text: str) -> None:
    assert _told(text) == []


CASES = """
业务指标 | 2021年 | 2022年 | 增长率
门诊人次（人次） | 204,618 | 219,340 | 7.19%
出院人数（人） | 11,207 | 10,986 | -1.97%
平均住院日（天） | 8.10 | 7.94 | -1.98%
"""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全年门诊219,340人次，比上年增加14,722人次，增长7.19%。", []),
        ("全年门诊219,340人次，比上年增加14,272人次，增长7.19%。", ["14272"]),
        ("全年出院10,986人，比上年减少221人。", []),
        ("其中社区门诊21,934人次，比上年增加1,472人次。", []),  # of a part that no table prints
    ],
)
def test_counts_of_two_years(text: str, wrong: list[str]) -> None:
    found = audited(table(CASES, title="业务量", unit=""), text=(text,))
    assert [f.reported for f in found.findings if f.severity is Severity.ERROR] == wrong


def test_a_table_without_a_unit_breaks_nothing() -> None:
    rows = ("人员 | 22,106.44 | 23,512.07", "其他 | 9,992.62 | 10,215.12", "合计 | 32,099.06 | 33,727.19")
    grid = "\n".join(("项目 | 2021年支出 | 2022年支出", *rows))
    found = audited(table(grid, unit=""), text=("2022年支出33,727.19万元，比上年增加1,682.13万元。",))
    assert [f.reported for f in found.findings if f.severity is Severity.ERROR] == ["1682.13"]
