"""A change and its rate that one breath tells to go different ways."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_near_sums import told

WAYS = [
    ("培训费支出21.40万元，较上年减少2.60万元，{}10.83%。", "下降", "增长"),
    ("全年支出5,310.20万元，比上年4,986.75万元增加323.45万元，{}6.49%。", "增长", "下降"),
    ("“三公”经费决算18.24万元，与上年20.11万元相比减少1.87万元，同比{}9.30%。", "下降", "上升"),
    ("在用车辆运行费上年26.30万元，本年减少3.15万元、{}11.98%。", "降低", "提高"),
    ("会议费支出9.12万元，同比增加1.08万元（{}13.43%）。", "增长", "减少"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), WAYS)
def test_the_verb_of_a_rate_that_its_change_contradicts(text: str, right: str, wrong: str) -> None:
    assert told(text.format(right)) == []
    assert len(told(text.format(wrong))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "接待费支出3.10万元，比预算减少0.90万元，比上年增长4.73%。",
        "基本支出减少12.40万元，项目支出增长6.80%。",
        "支出85.00万元，比上年减少5.00万元，负增长5.56%。",
        "业务量增加120件，经费下降3.20%。",
    ],
)
def test_two_things_may_go_two_ways(text: str) -> None:
    assert told(text) == []


def test_a_list_that_comes_to_the_nearer_of_two_numbers_is_of_that_one() -> None:
    text = (
        "核定事业编制61名，年末在编57人，其中专业技术人员48人、管理人员7人、工勤人员2人；"
        "按职称分，正高级4人、副高级12人、中级22人、初级及以下19人。"
    )
    assert told(text) == []


def test_what_was_saved_behind_a_list_of_what_was_spent() -> None:
    text = "“三公”经费预算24.60万元，支出21.38万元，其中车辆运行费15.27万元，公务接待费6.11万元，节约{}万元。"
    assert told(text.format("3.22")) == []
    assert told(text.format("8.75")) == []  # it may be of something else


def test_sorts_of_posts_and_what_they_come_to() -> None:
    text = "年末行政编制28名、事业编制24名、政法专项编制36名，共计{}名。"
    assert told(text.format("88")) == []
    assert len(told(text.format("83"))) == 1
    assert told("核定编制60名，行政编制20名、事业编制40名，共60名。") == []
    assert told("核定编制60名，在职52人，编外6人，合计58人。") == []


def test_a_rate_over_the_only_number_that_it_is_a_slip_of() -> None:
    text = "全年排查隐患8,412处，其中一般隐患8,365处、重大隐患47处，已整改8,356处，整改率{}。"
    assert told(text.format("99.33%")) == []
    assert len(told(text.format("99.93%"))) == 1
