"""A ruling worn to pieces borders its cells all the same; print on its way is no ruling."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from parsers.pages.content import Ruling
from parsers.pages.placing import Placing
from parsers.pictures.ruling_lines import without_edges
from parsers.pictures.worn_sides import worn_sides

SCALE = 200 / 72


def sides(dark: npt.NDArray[np.uint8]) -> list[Ruling]:
    """What goes on from a line of 100 points, with lines across at 0, 100 and 180 points."""
    across = [Ruling(x, 0, 60, 1) for x in (10.0, 100.0, 180.0)]
    return worn_sides(dark, [Ruling(30, 10, 100, 1)], across, np.zeros_like(dark), SCALE)


def px(points: float) -> int:
    return round(points * SCALE)


def test_pieces_between_two_lines_are_a_side() -> None:
    dark = np.zeros((px(60), px(200)), np.uint8)
    for start in (104, 120, 136, 152, 168):
        dark[px(30) : px(30) + 2, px(start) : px(start + 10)] = 200
    [side] = sides(dark)
    assert (round(side.start), round(side.end)) == (100, 180)


def test_print_on_the_way_is_no_side() -> None:
    dark = np.zeros((px(60), px(200)), np.uint8)
    for start in range(110, 170, 10):
        dark[px(25) : px(35), px(start) : px(start + 8)] = 200
    assert sides(dark) == []


def test_a_row_of_characters_that_fills_a_merged_cell_is_no_side() -> None:
    """Lying strokes in the middle of characters, white above and below most of them."""
    dark = np.zeros((px(60), px(200)), np.uint8)
    for start in range(104, 178, 11):
        dark[px(30) : px(30) + 2, px(start) : px(start + 9)] = 200
        dark[px(25) : px(35), px(start + 4) : px(start + 6)] = 200
    assert sides(dark) == []


def test_a_stroke_of_print_in_a_low_cell_is_no_side() -> None:
    """A merged cell over two columns, in whose middle a character has an upright stroke."""
    dark = np.zeros((px(60), px(60)), np.uint8)
    dark[px(30) : px(30) + 2, px(24.5) : px(35.5)] = 200
    across = [Ruling(x, 0, 60, 1) for x in (20.0, 40.0)]
    assert worn_sides(dark, [Ruling(30, 40, 60, 1)], across, np.zeros_like(dark), SCALE) == []


def test_the_edge_of_the_sheet_borders_nothing() -> None:
    table = [Ruling(x, 100, 300, 1) for x in (60.0, 200.0)]
    edge = Ruling(3.0, 0, 800, 1)
    rows = [Ruling(y, 60, 200, 1) for y in (100.0, 300.0)]
    assert without_edges(rows, [edge, *table], Placing(600, 842)) == (rows, table)
