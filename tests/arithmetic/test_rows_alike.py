"""Numbers told alike: what most of a row have in common, the one that misses it, and readings that must give way."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import checks, wrong

# 210.00, 480.00, 700.00 and 930.00 of 1,000.00 or what was spent since; `{}` is a figure of the row
ROWS = [
    ("各季末累计支出 210.37 万元、480.52 万元、700.64 万元和 930.81 万元，占全年预算 1,204.50 万元的比重依次为 17.47%、"
     "{}%、58.17%和 77.28%。", "39.89", "36.89"),
    ("单季支出率：一季度 17.47%、二季度 {}%、三季度 18.28%；支出额为 210.37 万元、270.15 万元、"
     "220.12 万元，预算 1,204.50 万元。",
     "22.43", "24.23"),
    ("执行率 {}%（930.81/1,204.50），控制率 62.35%（21.20/34.00），采购率 91.24%（512.60/561.80），单位为万元。",
     "77.28", "72.78"),
    ("1-3 月 210.37 万元，1-6 月 480.52 万元，比 1-3 月增加 270.15 万元；1-9 月 700.64 万元，比 1-6 月增加 {} 万元；"
     "1-12 月 930.81 万元，比 1-9 月增加 230.17 万元。", "220.12", "240.12"),
    ("各季末支出率为 17.47%、39.89%、58.17%，对应进度为 25%、50%、75%，各相差 7.53、{}、16.83 个百分点。",
     "10.11", "19.11"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "right", "slip"), ROWS)
def test_of_a_row_all_but_one_come_out_in_the_same_way(row: str, right: str, slip: str) -> None:
    assert checks(row.format(right))
    assert wrong(row.format(right)) == []
    assert slip in wrong(row.format(slip))


def test_a_row_of_two_bears_nothing_out() -> None:
    text = "甲、乙累计支出 210.37 万元、480.52 万元，预算 1,204.50 万元，两者依次为 17.47%、31.20%。"
    assert wrong(text) == []


def test_a_slip_in_what_all_shares_of_a_row_are_of_is_told() -> None:
    text = (
        "一季度支出 210.37 万元、进度 17.47%，二季度支出 480.52 万元、进度 39.89%，"
        "三季度支出 700.64 万元、进度 58.17%。年度指标 {} 万元。"
    )
    assert wrong(text.format("1,204.50")) == []
    assert wrong(text.format("1,504.50"))


@pytest.mark.parametrize(
    "text",
    [
        # the whole of last year is not that of the list
        "年初在职 151 人，年内调入 3 人、调出 2 人，年末在职 152 人。其中研究生 31 人，占 20.39%；"
        "本科 104 人，占 68.42%；大专 17 人，占 11.18%。",
        # the target is that of all, and of no part
        "全年培训 317 场次，其中线上 117 场、集中 60 场、实地 140 场，培训场次比年初目标 305 场多 12 场。",
        "自评 91.7 分。四项指标中，执行 8.5 分、产出 37.2 分、效益 36.4 分、满意度 9.6 分，"
        "较上年自评 90.5 分提高 1.2 分。",
        # posts that nobody holds are no people
        "编制 109 人，年末在编 103 人，空编 6 人，编外聘用 30 人，在编与编外合计 133 人。",
        # the words themselves say which of two
        "植树任务 5,100 亩，实际完成 5,388 亩，超额完成 288 亩，完成率 105.6%；"
        "补植面积 251 亩，占实际完成面积的 4.7%。",
        # two totals, one beside the other
        "甲项目预算 57.32 万元，支出 48.09 万元；乙项目预算 130.66 万元，支出 127.20 万元。"
        "两个项目预算合计 187.98 万元，支出合计 175.29 万元。",
        "专项资金中，上级 1,859.92 万元，市级 2,350.12 万元，本级 1,765.00 万元，"
        "分别占总额 5,975.04 万元的 31.1%、39.3%、29.5%。",
    ],
)
def test_what_comes_out_is_right_whatever_else_stands_nearer(text: str) -> None:
    assert wrong(text) == []


def test_the_slip_in_a_list_with_another_year_before_it_is_still_told() -> None:
    text = (
        "年初在职 151 人，年内调入 3 人、调出 2 人，年末在职 152 人。其中研究生 31 人，占 20.39%；本科 104 人，占 {}%；"
        "大专 17 人，占 11.18%。"
    )
    assert wrong(text.format("86.42")) == ["86.42"]


def test_a_share_of_another_whole_is_no_member_of_the_row() -> None:
    text = (
        "人员经费 803.20 万元占基本支出的 80.25%，公用经费 197.70 万元占基本支出的 19.75%，"
        "项目支出 1,204.50 万元占总支出的 {}%；基本支出 1,000.90 万元、总支出 2,205.40 万元。"
    )
    assert wrong(text.format("54.62")) == []
    assert wrong(text.format("56.42")) == ["56.42"]


def test_what_was_saved_in_all_is_of_what_was_saved() -> None:
    text = (
        "车辆预算 12.53 万元，实际 11.37 万元，节省 1.16 万元；接待预算 10.58 万元，实际 8.84 万元，节省 1.74 万元；"
        "合计节省 2.90 万元。"
    )
    assert wrong(text) == []


EACH = (
    "治理预算 191.14 万元、执行 180.40 万元，安全预算 803.12 万元、执行 763.36 万元，"
    "民生预算 711.85 万元、执行 630.75 万元，执行率分别为 94.38%、{}%、88.61%，平均为 {}%。"
)


def test_a_list_behind_numbers_told_in_turn_is_of_each_in_its_place() -> None:
    assert wrong(EACH.format("95.05", "92.68")) == []
    assert "59.05" in wrong(EACH.format("59.05", "92.29"))


def test_a_mean_of_rates_may_be_the_rate_of_all() -> None:
    assert wrong(EACH.format("95.05", "92.29")) == []
