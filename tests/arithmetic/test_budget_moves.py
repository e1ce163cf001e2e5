"""A budget that an earlier sentence states: what it moved by, at what rate, and what was left of it."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import wrong

FIRST_AND_LATER = [
    (
        "2025 年区人大批准本局年初预算 400.00 万元，其中基金预算 40.00 万元。",
        "年中经批准调整后预算为 448.20 万元，调整额 {} 万元，调整率 {}%。",
    ),
    (
        "年初部门预算为 400.00 万元，其中项目支出 90.00 万元。",
        "因任务增加，全年预算调整为 448.20 万元，调增 {} 万元，预算调整率为 {}%。",
    ),
    (
        "2023 年年初批复预算 400.00 万元。",
        "年中调整预算，调整后预算为 448.20 万元，净增加 {} 万元，调整率 {}%；其中公用支出压减 2.10 万元。",
    ),
    (
        "年初预算总额 400.00 万元。",
        "执行中下达专项，年终调整预算数 448.20 万元，比年初预算增加 {} 万元，增幅 {}%。",
    ),
    ("年初批复预算 400.00 万元。", "当年新增任务，调整后全年预算 448.20 万元（较年初增加 {} 万元，增长 {}%）。"),
]


@pytest.mark.parametrize(("first", "later"), FIRST_AND_LATER)
def test_what_moved_and_its_rate_bear_each_other_out(first: str, later: str) -> None:
    text = first + later
    assert wrong(text.format("48.20", "12.05")) == []
    assert wrong(text.format("84.20", "12.05")) == ["84.20"]
    assert wrong(text.format("48.20", "21.05")) == ["21.05"]


def test_a_budget_that_fell_and_paragraphs_between() -> None:
    first, later = (
        "年初预算 448.20 万元，绩效目标覆盖率 100%。",
        "年中收回资金，调整后全年预算 400.00 万元，净减少 {} 万元，调整幅度 {}%。",
    )
    assert wrong(first, "（二）预算调整", later.format("48.20", "10.75")) == []
    assert wrong(first, "（二）预算调整", later.format("42.80", "10.75")) == ["42.80"]


@pytest.mark.parametrize(
    "text",
    [
        # neither bears the other out: of something else
        "年初预算 400.00 万元。年中项目调整，调整后预算 448.20 万元，调增 90.00 万元，调整率 30.10%。",
        # what was added, not what remained of it
        "年初预算 400.00 万元。年中调整后预算 448.20 万元，追加 60.00 万元，调整率 12.05%。",
        "项目年初预算 400.00 万元。调整后预算 448.20 万元，调增 84.20 万元，调整率 12.05%。",
    ],
)
def test_of_something_else(text: str) -> None:
    assert wrong(text) == []


BUDGET = "年初预算 180.00 万元。全年预算调整为 209.60 万元。"
LEFT = [
    "全年实际支出 197.79 万元，全年预算执行率 94.37%，未使用资金 {} 万元。",
    "本年支出 197.79 万元，执行率为 94.37%，剩余 {} 万元。",
    "全年支付 197.79 万元，支付率 94.37%，未支付预算 {} 万元。",
    "决算支出 197.79 万元，完成全年预算的 94.37%，预算结余 {} 万元。",
    "累计执行 197.79 万元，预算支出进度 94.37%，剩余指标 {} 万元。",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_was_left_of_the_budget_that_the_rate_is_of(text: str) -> None:
    assert wrong(BUDGET, "（二）执行情况", text.format("11.81")) == []
    assert wrong(BUDGET, "（二）执行情况", text.format("11.18")) == ["11.18"]


@pytest.mark.parametrize(
    "text",
    [
        "全年实际支出 197.79 万元，全年预算执行率 94.37%，年末结转结余 15.20 万元。",  # with what other years left
        "项目支出 97.79 万元，执行率 91.20%，未使用资金 10.18 万元。",  # of a budget that is not told
    ],
)
def test_what_was_left_of_something_else(text: str) -> None:
    assert wrong(BUDGET, text) == []
