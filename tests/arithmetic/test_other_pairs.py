"""Numbers that other numbers of the paragraph give than the nearest ones: nobody is accused of what comes out."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_near_sums import told
from tests.small_audits import audited


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("收到申请640件，受理628件，提前办结率{}（提前办结608件），无一退回。", "95.0%", "85.0%"),
        (
            "三公经费2023年预算24.60万元较2022年决算23.15万元增加1.45万元，"
            "2023年决算20.42万元较2022年决算减少2.73万元，较当年预算减少{}万元。",
            "4.18",
            "4.78",
        ),
    ],
)
def test_the_numbers_that_are_meant_need_not_be_the_nearest(text: str, right: str, slip: str) -> None:
    assert told(text.format(right)) == []
    assert [printed.rstrip("%") for _, printed in told(text.format(slip))] == [slip.rstrip("%")]


def test_two_rates_of_one_amount() -> None:
    """4,606.92 of 4,621.66 would be 99.68%, one digit from what is printed."""
    text = "与年初预算4,621.66万元相比，全年支出4,587.53万元，完成99.26%；与调整预算4,606.92万元相比，完成99.58%。"
    assert told(text) == []


def test_a_share_that_comes_out_with_all_its_parts_is_not_held_against_the_largest() -> None:
    """0.19% is of 7,456.51 as it is of 7,554.97, which nothing prints; 1.11% is of the latter alone."""
    text = "拨款收入7,456.51万元，占总收入98.70%；事业收入14.40万元，占0.19%；其他收入84.06万元，占1.11%。"
    assert told(text) == []


def test_an_amount_that_a_percentage_bears_out_is_no_slip_of_a_sum() -> None:
    """8,364.98 would be the year's end and what is being built, one digit from the year's beginning."""
    text = (
        "年末资产6,215.40万元，由流动资产1,304.96万元、房屋2,760.86万元和在建工程2,149.58万元构成。"
        "与年初6,364.98万元相比下降2.35%。"
    )
    assert told(text) == []


def test_the_first_of_a_list_are_not_its_last() -> None:
    before = "人员经费2,000.00万元，包括工资福利支出1,500.00万元、对个人和家庭的补助500.00万元。"
    text = (
        "人员经费支出2,000.00万元，包括基本工资624.71万元、津贴补贴510.55万元、奖金447.66万元、"
        "社会保障缴费417.08万元，前两项合计占人员经费的{}。"
    ).format
    found = {share: audited(text=(before, text(share))).findings for share in ("56.76%", "56.26%")}
    assert [f.reported for f in found["56.76%"]] == []
    assert [f.reported for f in found["56.26%"]] == ["56.26"]
