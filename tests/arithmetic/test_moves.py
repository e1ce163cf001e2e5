"""Net moves of a budget, what was left a year before, lists behind a rate, second divisions, rates told backwards."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import checks, wrong

RIGHT_AND_WRONG = [
    ("年度预算调整数 {} 万元（其中追加 180.00 万元，调减 33.00 万元）。", "147.00", "174.00"),
    ("预算净变动 {} 万元，其中：追加 60.00 万元，压减 20.00 万元。", "40.00", "44.00"),
    ("年中追加人员经费 31.20 万元，压减项目经费 9.80 万元，净调增 {} 万元。", "21.40", "24.10"),
    ("年内调减项目 9.80 万元，追加人员经费 3.20 万元，净减少预算 {} 万元。", "6.60", "6.06"),
    ("年末结转结余 64.29 万元，上年末结转结余 60.75 万元，变动率为 {}%。", "5.83", "8.53"),
    ("本年结转结余 483.99 万元，上年结转结余 520.00 万元，结转结余变动率 {}%。", "-6.93", "-9.63"),
    ("上年结转 98.00 万元，年末结转 117.60 万元，结转结余增减率为 {}%。", "20.00", "22.00"),
    ("年末结转和结余 118.22 万元，较上年的 200.00 万元减少 {} 万元。", "81.78", "80.78"),
    (
        "经费预算 36.00 万元，决算 28.80 万元，控制率 80%；其中，购车 21.60 万元，占 75%；接待 7.20 万元，占 {}%。",
        "25",
        "35",
    ),
    ("投诉举报办结 1182 件，受理 1200 件，办结率 {}%。", "98.5", "98.9"),
    ("检测合格 97 批次，抽检 100 批次，检测合格率 {}%。", "97.0", "79.0"),
    (
        "全年执行 4,154.00 万元。按来源分，财政拨款 4,016.38 万元，其他 137.62 万元；"
        "按结构分，基本支出 2,218.42 万元，项目支出 {} 万元。",
        "1,935.58",
        "1,953.58",
    ),
]
LEFT_OPEN = [
    "预算调整 147.00 万元，其中追加 180.00 万元。",  # what was taken is not said
    "追加 31.20 万元用于人员，追加 9.80 万元用于项目，净调增 24.40 万元。",
    "项目结转 64.29 万元，基金结转 12.00 万元，上年结转 60.75 万元，变动率为 8.53%。",
    "按时办结 1182 件，受理 1200 件，办结率 99.9%。",
    "未办结 12 件，受理 1200 件，办结率 99.9%。",
]


@pytest.mark.parametrize(("text", "right", "mistaken"), RIGHT_AND_WRONG)
def test_worked_out(text: str, right: str, mistaken: str) -> None:
    assert checks(text.format(right))
    assert wrong(text.format(right)) == []
    assert wrong(text.format(mistaken))


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_left_open(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "mistaken"),
    [
        # a change behind a list is of the whole or of its last part
        (
            "“三公”经费决算 23.10 万元，其中接待 4.62 万元、用车 18.48 万元，较上年决算 22.00 万元增加 1.10 万元。",
            False,
        ),
        ("“三公”经费决算 23.10 万元，其中接待 4.62 万元、用车 18.48 万元，较上年 18.00 万元增加 0.48 万元。", False),
        ("“三公”经费决算 23.10 万元，其中接待 4.62 万元、用车 18.48 万元，较上年决算 22.00 万元增加 1.01 万元。", True),
        ("年末结转结余 300.00 万元，较上年结转结余 250.00 万元增加 50.00 万元，增长 20%。", False),
        ("政府采购计划 2,400.00 万元，合同金额 2,256.00 万元，执行率 94%。", False),
        ("政府采购计划 2,400.00 万元，合同金额 2,256.00 万元，执行率 96%。", True),
    ],
)
def test_changes_behind_lists_and_contracts(text: str, mistaken: bool) -> None:
    assert bool(wrong(text)) is mistaken
