"""Where a list of parts ends, and when its parts are all there can be."""

from __future__ import annotations

import pytest

from schemas.audit import Outcome
from tests.arithmetic.test_stated_arithmetic import checks


def wrong(*paragraphs: str) -> list[str]:
    """The numbers that are called wrong, and not only doubted."""
    found = [c for c in checks(*paragraphs) if c.outcome is Outcome.INCONSISTENT and c.variant != "sentence"]
    return sorted({c.reported.plain for c in found if c.reported})


TOLD = [
    # another thing counted behind the members is none of them, nor are its own parts
    (
        "检查 {} 家次，其中化工 1,106 家次、工贸 3,842 家次，排查隐患 315 处；处罚 5 宗，其中罚款 3 宗、警告 2 宗。",
        "4948",
        "4984",
    ),
    # a case is of one sort
    ("受理投诉 {} 件，其中物业 336 件、噪声 218 件、漏水 97 件，办结率 100%。", "651", "615"),
    ("受理信访 {} 件，其中网络 350 件、热线 161 件、来访 46 件，回复 557 件。", "557", "575"),
    (
        "采购计划 1,250.00 万元，实际采购 1,206.00 万元。其中货物类 529.42 万元、服务类 500.54 万元、工程类 {} 万元。",
        "176.04",
        "188.24",
    ),
    # who names what was nothing names all
    (
        "调整预算收入 {} 万元，其中：财政拨款 531.16 万元，政府性基金 0 万元，国有资本经营 0 万元，事业收入 0 万元。",
        "531.16",
        "513.16",
    ),
    (
        "支出 {} 万元，执行率 89.28%，按来源分，使用财政拨款 76.46 万元、事业收入 57.57 万元、其他收入 62.20 万元。",
        "196.23",
        "169.23",
    ),
    # posts are for one sort of staff each
    (
        "核定编制 {} 名，其中机关行政编制 41 名，创新中心事业编制 12 名；年末在编 50 人，其中机关 39 人、中心 11 人。",
        "53",
        "54",
    ),
    ("编制 {} 名，其中行政编制 41 名、事业编制 12 名、工勤编制 3 名。", "56", "59"),
]
OPEN = [
    "受理投诉 700 件，其中物业 336 件、噪声 218 件、漏水 97 件。",
    "在册企业 60 家，其中高新企业 30 家、规上企业 28 家、外资企业 20 家。",
    "职工 60 人，其中党员 30 人、女职工 28 人、研究生 20 人。",
]


@pytest.mark.parametrize(("text", "right", "slip"), TOLD)
def test_a_whole_and_its_list(text: str, right: str, slip: str) -> None:
    assert wrong(text.format(right)) == []
    assert wrong(text.format(slip)) == [slip]


@pytest.mark.parametrize("text", OPEN)
def test_lists_that_need_not_be_all_or_may_overlap(text: str) -> None:
    assert wrong(text) == []


def test_what_is_not_done_is_of_what_was_kept() -> None:
    told = "共设立 24 个项目，年中调减 1 个项目，剩余 23 个项目。截至年底，按计划完成 20 个，未按计划完成 {} 个。"
    assert wrong(told.format(3)) == []
