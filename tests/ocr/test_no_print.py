"""What is on a page and no print: it neither turns the page nor stands as a paragraph."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")

from parsers.pictures.print_lines import OUTSIDE, TextLine
from parsers.recognition.glyphs import LineReading
from parsers.recognition.page import UPRIGHT, _is_crumb, _is_stroke_beside, _is_tick, _sense
from parsers.recognition.recogniser import Reading

EM = 30.0


def line(text: str, wide: float, confidence: float = 0.99, area: int = OUTSIDE, high: int = 24) -> LineReading:
    place = TextLine(0, 0, round(wide * EM), high, EM, area)
    return LineReading(place, [Reading(c, 0.0, confidence) for c in text], [EM * n for n in range(len(text))])


def test_a_shadow_from_edge_to_edge_says_nothing_of_how_the_page_lies() -> None:
    print_ = [line("四、自评得分", 6.5), line("自评等级为优。", 7.0)]
    fold = line("", 46)
    assert _sense({r.line: r for r in (*print_, fold)}) >= UPRIGHT


@pytest.mark.parametrize(
    ("reading", "others", "crumb"),
    [
        (line("八", 1, 0.49), [], True),  # a speck below a table, before the next page's part of it
        (line("__", 46, 0.65), [], True),
        (line("1", 0.3, 0.77, high=12), [], True),
        (line("3", 1, 0.98), [], False),  # a page number
        (line("3", 1, 0.6), [], False),  # of a table without lines
        (line("合计数", 3, 0.6), [], False),
        (line("4", 1, 0.6, area=2), [], False),  # of a cell
        (line("一", 1, area=2), [line("预算执行", 4, area=2)], True),
        (line("一", 1, area=2), [line("预算执行", 4, area=2), line("(40)", 3, area=2)], True),
        (line("一", 1, area=2), [], False),  # a dash
        (line("一", 1, area=2), [line("12.50", 3, area=2)], False),  # of another row, where no ruling was seen
    ],
)
def test_a_speck_is_no_print(reading: LineReading, others: list[LineReading], crumb: bool) -> None:
    assert _is_crumb(reading, [reading, *others]) == crumb


@pytest.mark.parametrize(
    ("mark", "confidence", "high", "right", "below", "crumb"),
    [
        ("XX", 0.5, 10, 0, 30, True),  # what is left of a grey seal under a figure
        ("e", 0.41, 6, 2, 30, True),
        ("—", 0.4, 4, 7, 10, True),  # behind a figure
        ("-", 0.6, 4, -2, 10, False),  # before it: a minus
        ("-", 0.97, 4, 7, 10, False),
        ("50", 0.6, 22, 0, 30, False),  # as high as digits: the end of the figure above
    ],
)
def test_what_a_seal_leaves_beside_a_figure_is_no_print(
    mark: str, confidence: float, high: int, right: int, below: int, crumb: bool
) -> None:
    figure = line("535,097.63", 5, area=3)
    stroke = line(mark, 1, confidence, area=3, high=high)
    left = 200 + round(right * EM)
    figure.line = figure.line._replace(x0=200, x1=200 + figure.line.x1)
    stroke.line = stroke.line._replace(x0=left, x1=left + round(EM), top=below, bottom=below + high)
    assert _is_crumb(stroke, [stroke, figure]) == crumb


@pytest.mark.parametrize(
    ("others", "of_a_tick"),
    [
        (["2,825,071.01"], True),
        (["12", "15"], False),  # 12 / 15
        (["执行率"], False),
        ([], False),  # nothing stated
    ],
)
def test_a_slanted_stroke_in_the_cell_of_a_figure_is_the_end_of_a_tick(others: list[str], of_a_tick: bool) -> None:
    stroke = line("1", 0.4, area=4)
    assert _is_stroke_beside("/", stroke, [stroke, *(line(text, 3, area=4) for text in others)]) == of_a_tick


@pytest.mark.parametrize(
    ("tick", "other", "away", "by_hand"),
    [
        (line("√", 1), line("145,682.74", 5), 0.5, True),
        (line("/", 1, area=2), line("97.17%", 3, area=2), 0.5, True),  # of a tick in the cell before it
        (line("/", 1, area=2), line("97.17%", 3, area=2), 3, True),
        (line("√", 1), line("145,682.74", 5), 4, False),  # of the next column
        (line("√", 1), line("是否完成", 4), 0.5, False),
        (line("/", 1), line("145,682.74", 5), 0.5, False),  # of a column without a ruling: no figure there
    ],
)
def test_a_tick_beside_a_figure_is_no_print(tick: LineReading, other: LineReading, away: float, by_hand: bool) -> None:
    beside = round((away + 1) * EM)
    other.line = other.line._replace(x0=beside, x1=beside + other.line.x1)
    assert _is_tick(tick, [tick, other]) == by_hand
