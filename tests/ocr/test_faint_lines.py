"""Light grey lines of a scanned table, which show on a clean page only."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from parsers.pictures.ruling_lines import find_rulings

SCALE = 150 / 72  # pixels per point


def picture(darkness: int, xs: list[int], ys: list[int]) -> np.ndarray:
    grey = np.full((900, 800), 255, dtype=np.uint8)
    for y in ys:
        grey[y : y + 2, xs[0] : xs[-1]] = 255 - darkness
    for x in xs:
        grey[ys[0] : ys[-1], x : x + 2] = 255 - darkness
    return grey


@pytest.mark.parametrize("darkness", [20, 35, 120])
def test_lines_of_a_table_are_found_however_light(darkness: int) -> None:
    horizontals, verticals, _ = find_rulings(picture(darkness, [80, 300, 500, 720], [100, 160, 220, 280, 340]), SCALE)
    assert (len(horizontals), len(verticals)) == (5, 4)


def test_light_streaks_beside_a_dark_table_are_no_lines() -> None:
    grey = picture(160, [80, 300, 500, 720], [100, 160, 220, 280])
    grey[500:502, 60:740] = 230
    grey[300:880, 400:402] = 230
    horizontals, verticals, _ = find_rulings(grey, SCALE)
    assert (len(horizontals), len(verticals)) == (4, 4)


def test_light_streaks_that_make_no_table_are_no_lines() -> None:
    grey = np.full((900, 800), 255, dtype=np.uint8)
    for x in (150, 340, 610):
        grey[20:880, x : x + 2] = 232
    assert find_rulings(grey, SCALE)[:2] == ([], [])


def dashed(dash: int, gap: int, thick: int) -> np.ndarray:
    """A table of 4 x 3 cells in dashes, with strokes like print close below each of its lines."""
    grey = np.full((900, 800), 255, dtype=np.uint8)
    xs, ys = (80, 300, 500, 720), (100, 160, 220, 280, 340)
    for y in ys:
        for x in range(xs[0], xs[-1], dash + gap):
            grey[y : y + thick, x : x + dash] = 60
    for x in xs:
        for y in range(ys[0], ys[-1], dash + gap):
            grey[y : y + dash, x : x + thick] = 60
    for y in ys[:-1]:
        for x in (x for x in range(90, 700, 9) if all(abs(x - at) > 12 for at in xs)):
            grey[y + 7 : y + 24, x : x + 3] = 60
    return grey


@pytest.mark.parametrize(("dash", "gap", "thick"), [(5, 3, 1), (6, 6, 1), (6, 6, 2), (12, 7, 2), (8, 9, 1)])
def test_dashed_lines_are_found_whatever_their_gaps_and_what_stands_beside(dash: int, gap: int, thick: int) -> None:
    horizontals, verticals, _ = find_rulings(dashed(dash, gap, thick), SCALE)
    assert (len(horizontals), len(verticals)) == (5, 4)


def test_hyphens_and_strokes_one_below_the_other_are_no_dashed_line() -> None:
    """A column of 一 and -, and rows of them as far apart as characters are."""
    grey = np.full((900, 800), 255, dtype=np.uint8)
    for y in range(100, 700, 24):
        for x in range(100, 700, 20):
            grey[y : y + 2, x : x + 9] = 60
    assert find_rulings(grey, SCALE)[:2] == ([], [])
