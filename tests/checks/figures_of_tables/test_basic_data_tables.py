"""Tables of basic facts (基础数据表): blocks of another thing each, one below the other, whose lists nothing ends."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

HEAD = """
    经费控制情况 | 2021年决算数 | 2022年预算数 | 2022年决算数
    “三公”经费 | 9.10 | 9.50 | 8.32
    1.公务用车购置和维护 | 5.00 | 5.20 | 4.70
    其中：公务用车购置 | 0 | 0 | 0
    公务用车运行维护 | 5.00 | 5.20 | 4.70
    2.出国经费 | 0 | 0 | 0
    3.公务接待 | 4.10 | 4.30 | 3.62
    """
LIST = """
    公用经费 | 61.40 | 66.00 | {total}
    其中：办公经费 | 20.10 | 22.00 | 21.37
    水费、电费、差旅费 | 31.20 | 33.50 | 30.94
    {rest} | 10.10 | 10.50 | 9.88
    """
BELOW = """
    政府采购金额 | —— | 140.00 | 131.55
    基本支出预算调整 | —— | 12.40 | ——
    """


def basic_data(total: str = "62.19", rest: str = "其他") -> list[tuple[str, str, str, str]]:
    grid = (HEAD, LIST.format(total=total, rest=rest), BELOW)
    return errors(audited(table("\n".join(x.strip() for x in grid))))


@pytest.mark.parametrize("rest", ["其他", "会议费、培训费", "其他费用"])
def test_what_stands_below_a_full_list_is_no_part_of_it(rest: str) -> None:
    assert not basic_data(rest=rest)


def test_a_wrong_whole_of_a_list_that_its_rest_closes_is_held_against_that_list() -> None:
    assert basic_data(total="64.19") == [("sum", "公用经费", "2022年决算数", "64.19")]


def test_a_wrong_whole_of_a_list_that_nothing_closes_is_not_held_against_what_stands_below() -> None:
    assert not basic_data(total="64.19", rest="会议费、培训费")


STAFF = """
    财政供养人员情况（人） | 编制数 | 2022年实际在职人数 | 控制率
    ^ | 86 | 83 | {rate}
    """
POSTS = "全系统编制86名，2022年末实有在职人员{staff}人，在职人员控制率为96.51%。"


@pytest.mark.parametrize(
    ("rate", "staff", "wrong"), [("96.51%", "83", []), ("95.61%", "83", ["95.61"]), ("96.51%", "81", ["81"])]
)
def test_the_block_of_staff_is_of_the_unit(rate: str, staff: str, wrong: list[str]) -> None:
    grid = "\n".join(x.strip() for x in (STAFF.format(rate=rate), HEAD))
    found = errors(audited(table(grid), text=(POSTS.format(staff=staff),)))
    assert [e[3] for e in found] == wrong
