"""Printed numbers in all the ways reports print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.normalize.chinese_numerals import chinese_number
from pipeline.normalize.numbers import figure_of_cell, read_number
from schemas.document import Cell
from schemas.figure import Unit, plain_decimal
from schemas.geometry import Box
from tests.normalize.grids import placed


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("4,881.22", "4881.22", 2),
        ("４，８８１．２２", "4881.22", 2),
        ("4，881.22", "4881.22", 2),
        ("23, 974.93", "23974.93", 2),
        ("1 234 567.8", "1234567.8", 1),
        ("189,767,551", "189767551", 0),
        ("16.9%", "16.9", 1),
        ("１００％", "100", 0),
        ("-0.16%", "-0.16", 2),
        ("－1,234.50", "-1234.50", 2),
        ("（1,234.56）", "-1234.56", 2),
        ("(12.3)", "-12.3", 1),
        ("△7.5", "-7.5", 1),
        ("36,681.11万元", "36681.11", 2),
        ("百分之九十五", "95", 0),
        ("百分之九十五点五", "95.5", 1),
        ("七十四人", "74", 0),
        ("7,084①", "7084", 0),
        ("①30,261", "30261", 0),
        ("1,024.5 ③", "1024.5", 1),
        ("96.2%②", "96.2", 1),
        ("3,310²", "3310", 0),
        ("0.00", "0.00", 2),
        ("0", "0", 0),
    ],
)
def test_reads_value_and_decimals(text: str, value: str, decimals: int) -> None:
    read = read_number(text)
    assert read is not None
    assert (read.value, read.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize("dash", ["-", "—", "——", "－", "–", "/"])
def test_a_dash_is_zero(dash: str) -> None:
    read = read_number(dash)
    assert read is not None
    assert read.dash
    assert read.value == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "无",
        "不适用",
        "N/A",
        "≥95%",
        "12 34",
        "2021年",
        "3-5",
        "(1)",
        "五",
        "良好",
        "1.2.3",
        "12.5万人次/年",
        "千元",
    ],
)
def test_what_is_no_single_number_reads_as_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(("text", "value"), [("百分之百", 100), ("百分之九十五点五", Decimal("95.5"))])
def test_a_hundred_of_a_hundred(text: str, value: Decimal) -> None:
    read = read_number(text)
    assert read is not None
    assert (read.value, read.unit) == (value, Unit.PERCENT)


@pytest.mark.parametrize("text", ["36.681.11", "36,681,11"])
def test_points_and_commas_mixed_up_are_mended_with_doubt(text: str) -> None:
    read = read_number(text)
    assert read is not None
    assert read.value == Decimal("36681.11")
    assert read.confidence < 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("七十四", 74),
        ("两", 2),
        ("十", 10),
        ("百", 100),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三千二百", 3200),
        ("一万二千", 12000),
        ("二〇二一", 2021),
        ("两亿零三万", 200_030_000),
    ],
)
def test_chinese_numerals(text: str, value: int) -> None:
    assert chinese_number(text) == value


def _cell(text: str) -> Cell:
    return Cell(row=1, col=1, content=placed(text), boxes=(Box(1, 0, 0, 10, 10),))


def test_money_printed_in_whole_units_stands_for_all_that_rounds_to_it() -> None:
    figure = figure_of_cell(_cell("95"), Unit.WAN_YUAN)
    assert figure is not None
    assert figure.interval.width == 1


def test_a_whole_percent_stays_rounded_to_whole_percents() -> None:
    figure = figure_of_cell(_cell("100%"), Unit.PERCENT)
    assert figure is not None
    assert figure.interval.width == 1


def test_dashes_and_bare_zeros_are_exact_but_printed_decimals_are_not() -> None:
    dash, zero, rounded = (figure_of_cell(_cell(t), Unit.WAN_YUAN) for t in ("-", "0", "0.00"))
    assert dash is not None
    assert dash.exact
    assert dash.text == "-"
    assert zero is not None
    assert zero.exact
    assert rounded is not None
    assert not rounded.exact


def test_a_cell_that_prints_its_own_unit_keeps_it_and_another_sort_of_unit_gives_nothing() -> None:
    own = figure_of_cell(_cell("3,211元"), Unit.WAN_YUAN)
    assert own is not None
    assert own.unit is Unit.YUAN
    assert figure_of_cell(_cell("85%"), Unit.WAN_YUAN) is None


def test_scores_are_exact() -> None:
    figure = figure_of_cell(_cell("5.58"), Unit.POINTS)
    assert figure is not None
    assert figure.interval.is_exact


def test_digits_run_together_are_no_amount_and_stop_nothing() -> None:
    assert read_number("1234567890" * 3) is None
    assert plain_decimal(Decimal("9" * 40 + ".555"), 1) == "9" * 40 + ".6"


def test_a_point_that_a_scan_begins_with_may_follow_a_digit_that_was_not_seen() -> None:
    read = Cell(row=1, col=1, content=placed(".00"), boxes=(Box(1, 0, 0, 10, 10, "ocr"),))
    assert figure_of_cell(read, Unit.POINTS) is None
    printed = figure_of_cell(_cell(".50"), Unit.POINTS)
    assert printed is not None
    assert printed.value == Decimal("0.50")
