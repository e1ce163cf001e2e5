"""Changes and rates that words give out in order, each of the amount in its place."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import checks, wrong

ROWS = [
    "本年收入、支出分别为 620.00 万元和 540.00 万元，比上年分别增加 20.00 万元和 40.00 万元，分别增长 3.3%和 {}%。",
    "本年收入 620.00 万元、支出 540.00 万元，较上年分别增加 20.00 万元、40.00 万元，增长 3.3%、{}%。",
    "全年支出 1,160.00 万元，包括人员支出 620.00 万元和公用支出 540.00 万元，与2022年相比，"
    "分别增加 20.00 万元和 40.00 万元，增长 3.3%和 {}%。",
    "车辆购置 30.00 万元、车辆运行 540.00 万元，同比各增加 2.00 万元、40.00 万元，各上升 7.1%、{}%。",
    "比上年增加 1.00 万元；甲类 620.00 万元和乙类 540.00 万元，同比分别增加 20.00 万元和 40.00 万元，增长 3.3%和 {}%。",
]


@pytest.mark.parametrize("row", ROWS)
def test_each_rate_is_of_the_change_and_the_amount_in_its_place(row: str) -> None:
    assert checks(row.format("8.0"))
    assert wrong(row.format("8.0")) == []
    assert wrong(row.format("9.0")) == ["9.0"]


@pytest.mark.parametrize(
    "row",
    [
        "税收 300.00 万元，非税 100.00 万元，同比分别增长 5.0%和下降 3.0%。",
        "收入 500.00 万元、支出 480.00 万元，分别比上年增加 50.00 万元、减少 20.00 万元，结余 20.00 万元。",
        "三项支出分别为 50.00 万元、60.00 万元和 70.00 万元，后两项分别比上年增加 6.00 万元和 7.00 万元。",
        "甲、乙两项比上年分别减少 1.80 万元和 5.60 万元，下降 13.1%和 43.7%；丙项 12.70 万元，减少 1.40 万元。",
    ],
)
def test_a_row_without_as_many_amounts_accuses_nobody(row: str) -> None:
    assert wrong(row) == []


@pytest.mark.parametrize("words", ["；减少率", "；下降", "；降幅为", "，减少率"])
def test_a_rate_without_a_name_goes_on_about_the_change_before_it(words: str) -> None:
    text = "本年接待费 8.00 万元，上年接待费 12.50 万元；对比减少 4.50 万元" + words + " {}%。"
    assert wrong(text.format("36.00")) == []
    assert wrong(text.format("35.22")) == ["35.22"]
