"""What a year's budget is made of: what it began with, what was carried over, what was added in its course."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_lists_with_an_end import wrong


@pytest.mark.parametrize(
    "text",
    [
        "全年预算{}万元，其中年初预算6,700.00万元、上年结转600.00万元、年中追加500.00万元；全年支出7,645.62万元。",
        "全年预算数为{}万元，其中：年初预算6,700.00万元，上年结转600.00万元，追加预算500.00万元。",
        "调整后预算{}万元（年初预算6,700.00万元，上年结转600.00万元，年中调增500.00万元）。",
        "全年可用指标{}万元，包括上年结转600.00万元、年初预算6,700.00万元、年中新增资金500.00万元。",
        "支出预算数（调整后）{}万元，其中年初预算6,700.00万元、上年结转600.00万元、年中追加500.00万元。",
        "调整后预算{}万元，由年初预算6,700.00万元、上年结转600.00万元和年中追加500.00万元构成。",
    ],
)
def test_what_was_added_is_a_part_of_the_budget(text: str) -> None:
    assert wrong(text.format("7,800.00")) == []
    assert wrong(text.format("7,830.00")) == ["7830.00"]


@pytest.mark.parametrize(
    "text",
    [
        "全年预算6,800.00万元，其中年初预算6,700.00万元，上年结转600.00万元，年中调减500.00万元。",
        "全年预算7,200.00万元，其中年初预算6,700.00万元、上年结转600.00万元，追加500.00万元，收回600.00万元。",
        "全年预算7,300.00万元，其中年初预算6,700.00万元、上年结转600.00万元，较年初增加600.00万元。",
    ],
)
def test_what_was_taken_away_leaves_the_sum_open(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "纳入部门预算管理的支出年初安排4,726.53万元，调整为4,782.98万元，实际执行4,583.97万元，完成调整预算的95.84%，为年初预算的{}%。",
        "所属单位支出年初预算4,726.53万元，调整预算4,782.98万元，实际执行4,583.97万元，完成年初预算的{}%。",
    ],
)
def test_shares_of_the_first_budget_and_of_the_changed_one(text: str) -> None:
    assert wrong(text.format("96.98")) == []
    assert wrong(text.format("96.18")) == ["96.18"]
    assert wrong(text.format("96.98").replace("4,726.53", "4,276.53")) != []
