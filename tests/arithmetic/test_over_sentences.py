"""What two or three short sentences work out together, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import wrong


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("本年会议费支出52.40万元。上年支出60.25万元。同比下降13.03%。", "13.03%", "15.03%"),
        ("会议费全年预算60.00万元。实际支出52.40万元，为预算的87.33%，节约7.60万元。", "87.33%", "83.73%"),
        ("会议费全年预算60.00万元。实际支出52.40万元，为预算的87.33%，节约7.60万元。", "7.60", "7.90"),
        ("年末志愿者共1,245人。上年末为1,160人。比上年增加85人。", "85", "65"),
        ("全年实际支出5,120.40万元。年末结转结余310.22万元。以上两项合计5,430.62万元。", "5,430.62", "5,340.62"),
    ],
)
def test_a_full_stop_in_the_middle(text: str, right: str, slip: str) -> None:
    assert wrong(text) == []
    assert wrong(text.replace(right, slip)) == [slip.strip("%").replace(",", "")]


@pytest.mark.parametrize(
    "text",
    [
        "收入8,846.32万元。支出8,790.55万元。比上年增加312.47万元。",  # what was, stands nowhere
        "会议费支出52.40万元。培训费支出31.18万元。上年会议费60.25万元。同比下降8.40%。",  # of which?
        "年初预算400.00万元。年中调整后预算448.20万元，追加60.00万元。",  # something was cut as well
        "甲项目支出52.40万元。乙项目支出31.18万元。其中合计增加6.40万元。",
        "一季度执行28.5万元，上半年56.2万元，前三季度93.2万元，全年116.4万元。平均达标率为94.3%。",  # of other numbers
        "会议费预算60.00万元。1.培训费支出52.40万元，为预算的91.10%。",  # an item of its own
    ],
)
def test_sentences_of_their_own(text: str) -> None:
    assert wrong(text) == []


def test_a_share_that_stands_between_a_whole_and_a_change_is_no_list() -> None:
    """Read as one sentence, 其中 has no part behind it: the reader of lists stopped with an error."""
    text = (
        "全年收入总计8,615.40万元，包括财政拨款收入8,400.25万元、其他收入215.15万元；"
        "本年收入合计8,615.40万元，其中财政拨款占97.50%；财政拨款收入较上年减少792.90万元，下降8.62%。"
    )
    assert wrong(text) == []
