"""比年初增长 x%, told right behind the changed budget of a sentence that begins with the first one."""

from __future__ import annotations

import pytest

from tests.small_audits import audited, errors


def _told(text: str) -> list[str]:
    return [reported for *_, reported in errors(audited(text=(text,)))]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "年初部门预算1,200.00万元，年中调增180.00万元、调减60.00万元，调整后1,320.00万元，比年初增长{}。",
            "10.00%",
            "11.00%",
        ),
        ("年初预算1,200.00万元，其中项目支出600.00万元，调整后预算1,320.00万元，较年初预算增加{}。", "10.00%", "9.09%"),
        ("年初批复预算1,200.00万元，调整后预算1,080.00万元，比年初减少{}。", "10.00%", "11.11%"),
    ],
)
def test_the_rate_of_the_first_budget(text: str, right: str, wrong: str) -> None:
    assert _told(text.format(right)) == []
    assert _told(text.format(wrong)) == [wrong.rstrip("%")]


@pytest.mark.parametrize(
    "text",
    [
        "年初预算1,200.00万元，上年结转80.00万元，调整后预算1,400.00万元，比年初增长10.00%（不含上年结转）。",
        "年初结转120.00万元，本年预算1,200.00万元，调整后预算1,320.00万元，比年初增长10.00%。",
        "年初预算1,200.00万元，调整后1,320.00万元，项目支出比年初增长20.00%。",
        "2021年年初预算1,100.00万元，2022年年初预算1,200.00万元，调整后预算1,320.00万元，比年初增长10.00%。",
        "年初批复预算1,200.00万元，调整后预算1,320.00万元，支出1,300.00万元，比年初预算增长8.33%。",
    ],
)
def test_a_rate_of_something_else(text: str) -> None:
    assert _told(text) == []
