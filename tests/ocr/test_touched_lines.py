"""Rulings of tables so tight that print touches them are lines; print that touches them keeps its strokes. Salt beside
print is none of it, points are."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from parsers.pictures.line_runs import _solid_line
from parsers.pictures.ruling_lines import find_rulings
from parsers.pictures.salt import without_salt

SCALE = 200 / 72
XS, YS = (120, 500, 880, 1260), (100, 134, 168, 202, 236, 270)  # pixels: rows of 12 points

Picture = npt.NDArray[np.uint8]


def tight(joined: bool) -> Picture:
    """Rows as high as their print; `joined`: strokes of some characters run into the rulings and into each other."""
    picture = np.full((400, 1400), 255, np.uint8)
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), 40, 2)
    for x in XS:
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), 40, 2)
    for row, top in enumerate(YS[:-1]):
        for left in XS[:-1]:
            for n in range(6):
                x = left + 20 + 42 * n + 7 * (row % 3)
                cv2.rectangle(picture, (x, top + 4), (x + 26, top + 25), 40, 2)
                cv2.line(picture, (x + 13, top + 4), (x + 13, top + 25), 40, 2)
                if joined and n < 5:  # strokes of one character after the other at one height, close to the ruling
                    cv2.line(picture, (x, top + 29), (x + 38, top + 29), 40, 2)
                    cv2.line(picture, (x + 5, top + 29), (x + 5, top + 34), 40, 2)
    return picture


@pytest.mark.parametrize("joined", [False, True])
def test_rulings_that_print_touches_are_found(joined: bool) -> None:
    horizontals, verticals, _ = find_rulings(tight(joined), SCALE)
    assert sorted(round(r.at * SCALE) for r in horizontals) == pytest.approx(list(YS), abs=2)
    assert sorted(round(r.at * SCALE) for r in verticals) == pytest.approx(list(XS), abs=2)


def test_a_ruling_with_a_hole_is_found_on_both_sides_of_it() -> None:
    """Where a stroke of a pen, or a seal, was taken out with what it hid."""
    picture = tight(joined=False)
    hole = slice(YS[2] + 6, YS[2] + 18)
    picture[hole, XS[1] - 8 : XS[1] + 8] = 255
    picture[YS[4] - 6 : YS[4] + 6, XS[0] + 300 : XS[0] + 312] = 255
    horizontals, verticals, _ = find_rulings(picture, SCALE)
    for lines, at, ends in ((verticals, XS[1], (YS[0], YS[-1])), (horizontals, YS[4], (XS[0], XS[-1]))):
        own = [r for r in lines if abs(r.at * SCALE - at) < 3]
        assert (min(r.start for r in own) * SCALE, max(r.end for r in own) * SCALE) == pytest.approx(ends, abs=4)


def test_strokes_that_touch_a_ruling_are_none_of_it() -> None:
    _, _, mask = find_rulings(tight(joined=True), SCALE)
    between = [y for top, bottom in pairwise(YS) for y in range(top + 6, bottom - 5)]
    columns = [x for left, right in pairwise(XS) for x in range(left + 6, right - 5)]
    assert not mask[np.ix_(between, columns)].any()


@pytest.mark.parametrize("rise", [10, 14])
def test_a_ruling_is_found_though_a_stroke_of_something_else_goes_on_from_it(rise: int) -> None:
    """The side of a stamp, or a line overleaf, where the line under a merged head begins: nothing of it was left."""
    picture = tight(joined=False)
    picture[YS[1] - 4 : YS[1] + 5, XS[0] + 3 : XS[1] - 2] = 255
    cv2.line(picture, (XS[1] - 170, YS[1] + rise), (XS[1], YS[1]), 100, 2)
    horizontals, _, _ = find_rulings(picture, SCALE)
    found = [(r.start * SCALE, r.end * SCALE) for r in horizontals if abs(r.at * SCALE - YS[1]) <= 3]
    assert found == [(pytest.approx(XS[1], abs=10), pytest.approx(XS[3], abs=4))]


@pytest.mark.parametrize("high", [22, 25])
def test_digits_one_below_the_other_are_no_side_of_cells(high: int) -> None:
    """The 1 of 2101101 in one row after the other, nearly as high as the row."""
    picture = tight(joined=False)
    for top in YS[:-1]:
        picture[top + 2 : top + 32, 560:600] = 255
        picture[top + 17 - high // 2 : top + 17 + high // 2 + 1, 578:581] = 40
    _, verticals, _ = find_rulings(picture, SCALE)
    assert sorted(round(r.at * SCALE) for r in verticals) == pytest.approx(list(XS), abs=2)


def sprinkled(grains: int) -> tuple[Picture, list[tuple[int, int]]]:
    """Bars of print with a point beside each of them, and grains of a pixel all over the page."""
    picture = np.full((1600, 1200), 255, np.uint8)
    points = [(y, x) for y in range(100, 1500, 100) for x in range(120, 1100, 60)]
    for y, x in points:
        picture[y - 18 : y, x - 12 : x - 9] = 30
        picture[y - 3 : y, x : x + 3] = 30
    chance = np.random.default_rng(5)
    picture[chance.integers(0, 1600, grains), chance.integers(0, 1200, grains)] = 20
    for y, x in points[::7]:
        picture[y - 9, x - 5] = 20  # what makes a colon of a point
    return picture, points


def test_grains_of_a_page_full_of_them_go_and_points_stay() -> None:
    picture, points = sprinkled(3000)
    after = without_salt(picture, SCALE)
    assert all(after[y - 2, x + 1] < 60 for y, x in points)
    assert all(after[y - 9, x - 5] == 255 for y, x in points[::7])


def test_a_page_with_few_grains_stays_as_it_is() -> None:
    picture, _ = sprinkled(40)
    assert (without_salt(picture, SCALE) == picture).all()


def test_faint_print_in_pieces_is_no_salt() -> None:
    """Lines of print that the scanner left nothing of but pixels; the margins are clean."""
    picture = np.full((1600, 1200), 255, np.uint8)
    chance = np.random.default_rng(5)
    for top in range(200, 1400, 40):
        picture[top + chance.integers(0, 20, 300), chance.integers(150, 1050, 300)] = 90
    assert (without_salt(picture, SCALE) == picture).all()


def test_a_short_side_that_a_stroke_of_print_lengthens_is_found_and_ends_where_it_does() -> None:
    """Five rows of 12 points under a head in which the last stroke of a character stands just above the side."""
    picture = np.full((400, 1400), 255, np.uint8)
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), 40, 3)
    for x in XS:
        cv2.line(picture, (x, YS[0] if x in (XS[0], XS[-1]) else YS[1]), (x, YS[-1]), 40, 3)
    cv2.line(picture, (XS[1] - 5, YS[0] + 8), (XS[1] - 5, YS[1]), 40, 3)
    for top in YS[1:-1]:
        cv2.line(picture, (XS[1] - 16, top + 9), (XS[1], top + 9), 40, 3)  # print runs into it in every row
        cv2.line(picture, (XS[1] - 16, top + 24), (XS[1], top + 24), 40, 3)
    _, verticals, _ = find_rulings(picture, SCALE)
    [side] = [r for r in verticals if abs(r.at * SCALE - XS[1]) < 4]
    assert round(side.start * SCALE) == pytest.approx(YS[1], abs=5)
    assert round(side.end * SCALE) == pytest.approx(YS[-1], abs=5)


def test_a_side_at_which_bold_words_of_every_row_begin_is_found() -> None:
    picture = np.full((400, 1400), 255, np.uint8)
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), 40, 3)
    for x in XS:
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), 40, 3)
    for row, top in enumerate(YS[:-1]):
        x = XS[1] + 5 + row % 3
        cv2.rectangle(picture, (x, top + 7), (x + 3, top + 27), 40, -1)
    _, verticals, _ = find_rulings(picture, SCALE)
    assert any(abs(r.at * SCALE - XS[1]) < 4 and r.end - r.start > 55 for r in verticals)


@pytest.mark.parametrize(("aside", "straight"), [(10, False), (1, True)])
def test_what_leans_like_the_side_of_a_stamp_is_no_straight_line(aside: int, straight: bool) -> None:
    """A page that is set straight has no rulings that lean by three degrees or more."""
    dark = np.zeros((60, 200), np.uint8)
    cv2.line(dark, (20, 20), (155, 20 + aside), 200, 3)
    found = _solid_line(dark, dark[15:35, 20:156].astype(np.float32), 15, 20, 100)
    assert (found is not None) == straight
