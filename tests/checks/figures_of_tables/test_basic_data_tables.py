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


@pytest.mark.parametrize("rest", ["其他", "会议费、培训费"])  # what closes the list, or its other two columns
def test_a_wrong_whole_of_a_list_is_held_against_that_list_and_not_against_what_stands_below(rest: str) -> None:
    assert basic_data(total="64.19", rest=rest) == [("sum", "公用经费", "2022年决算数", "64.19")]


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


SECTIONS = """
    {staff_head} | 编制数 | 2022年实际在职人数 | 控制率
     | 412 | {staff} | 96.84%
    经费控制情况（万元） | 2021年决算数 | 2022年预算数 | 2022年决算数
    “三公”经费 | 14.20 | 15.10 | {three}
    1、公务用车购置和维护经费 | 9.05 | 9.60 | 8.85
    其中：公车购置 | {none} | {none} | {none}
    公车运行维护 | 9.05 | 9.60 | 8.85
    2、出国经费 | {none} | {none} | {none}
    3、公务接待 | 5.15 | 5.50 | 3.87
    项目支出 | 2,101.48 | 2,350.75 | 2,218.69
    1、义务教育补助 | 1,204.33 | 1,360.20 | {first}
    2、校舍维修 | 560.82 | 640.15 | 601.44
    3、教师培训 | 336.33 | 350.40 | 330.77
    公用经费 | 871.02 | 930.40 | 902.36
    其中：办公费 | 120.44 | 130.00 | 118.93
    水电费 | 95.18 | 99.20 | 97.02
    部门支出合计 | 9,840.11 | 10,210.05 | 10,015.62
    """
PUBLIC = "基本支出是日常运转支出，包括人员经费6,894.57万元，公用经费{}万元。"


@pytest.mark.parametrize("none", ["-", "0.00", "/"])
@pytest.mark.parametrize(
    ("spoilt", "wrong"),
    [
        ({}, []),
        ({"staff": "389"}, ["96.84"]),
        ({"three": "13.72"}, ["13.72"]),
        ({"first": "1,268.48"}, ["2218.69"]),
        ({"public": "920.36"}, ["920.36"]),
    ],
)
def test_sections_that_lines_without_a_number_head(none: str, spoilt: dict[str, str], wrong: list[str]) -> None:
    cells = {"staff_head": "财政供养人员情况（人）", "staff": "399", "three": "12.72", "first": "1,286.48"} | spoilt
    grid = "\n".join(x.strip(" ") for x in SECTIONS.format(none=none, **cells).strip().splitlines())
    found = errors(audited(table(grid, unit=""), text=(PUBLIC.format(spoilt.get("public", "902.36")),)))
    assert [e[3] for e in found] == wrong


THREE_PUBLIC = """
    经费控制情况（万元） | 2021年决算数 | 2022年预算数 | 2022年决算数
    三公经费 | 9.10 | 9.50 | {three}
    1、公务用车购置和维护经费 | 5.00 | 5.20 | 4.70
    其中：公车购置 | 0.00 | 0.00 | 0.00
    公车运行维护 | 5.00 | 5.20 | 4.70
    2、出国经费 | 0.00 | 0.00 | 0.00
    3、公务接待 | 4.10 | 4.30 | 3.62
    项目支出： | 174.92 | 196.77 | 158.52
    公用经费 | 61.40 | 66.00 | 62.19
    """


@pytest.mark.parametrize(("three", "wrong"), [("8.32", []), ("9.82", ["9.82"])])
def test_the_three_kinds_stand_under_a_head_without_a_number(three: str, wrong: list[str]) -> None:
    made = table("\n".join(x.strip() for x in (THREE_PUBLIC.format(three=three),)))
    assert [figure for _, _, _, figure in errors(audited(made))] == wrong
