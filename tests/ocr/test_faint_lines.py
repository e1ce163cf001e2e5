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
