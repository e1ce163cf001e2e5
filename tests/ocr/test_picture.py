"""What is found in a picture before anything is read: lean, rulings, lines of print."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from parsers.pages.placing import Placing
from parsers.pictures.deskew import rotated
from parsers.pictures.picture import PagePicture, clean, straighten
from parsers.pictures.print_lines import find_lines
from parsers.pictures.ruling_lines import erase, find_rulings

SCALE = 200 / 72
XS, YS = (200, 500, 800, 1200), (300, 380, 460, 600)  # pixels


Picture = npt.NDArray[np.uint8]


def drawn() -> Picture:
    """A table with a merged first row, square characters in its cells, and rows of print below it."""
    picture = np.full((1000, 1400), 255, np.uint8)
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), 60, 2)
    for index, x in enumerate(XS):
        cv2.line(picture, (x, YS[0] if index in (0, 3) else YS[1]), (x, YS[-1]), 60, 2)
    for x in XS[:-1]:
        for row in (400, 500, 540):
            character(picture, x + 40, row)
            character(picture, x + 75, row)
    for row in (700, 760):
        for column in range(200, 1200, 33):
            character(picture, column, row)
    return picture


def character(picture: Picture, x: int, y: int) -> None:
    """Something as dense as 国: a frame with strokes in it."""
    cv2.rectangle(picture, (x, y), (x + 29, y + 29), 30, 3)
    for at in (9, 19):
        cv2.line(picture, (x, y + at), (x + 29, y + at), 30, 2)
    cv2.line(picture, (x + 15, y), (x + 15, y + 29), 30, 3)


def test_rulings_are_found_and_rows_of_print_are_not() -> None:
    horizontals, verticals, _ = find_rulings(drawn(), SCALE)
    assert sorted(round(r.at * SCALE) for r in horizontals) == pytest.approx(list(YS), abs=2)
    assert sorted(round(r.at * SCALE) for r in verticals) == pytest.approx(list(XS), abs=2)
    inner = sorted(verticals)[1]
    assert (inner.start * SCALE, inner.end * SCALE) == pytest.approx((YS[1], YS[-1]), abs=4)


@pytest.mark.parametrize("across", [True, False])
def test_the_shadow_of_a_fold_is_paper(across: bool) -> None:
    """It is no ruling, and print that stands in it stays."""
    picture = np.full((1000, 1400), 255, np.uint8)
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), 60, 2)
    for x in XS:
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), 60, 2)
        for y in (340, 420, 530):
            cv2.putText(picture, "1,234.56", (x + 40, y), cv2.FONT_HERSHEY_SIMPLEX, 1, 30, 3)
    at, size = (530, len(picture)) if across else (640, picture.shape[1])
    shade = 1 - 0.45 * np.exp(-(((np.arange(size) - at) / 8) ** 2))
    folded = np.asarray(picture * (shade[:, None] if across else shade[None, :]), dtype=np.uint8)
    cleaned = clean(cv2.cvtColor(folded, cv2.COLOR_GRAY2BGR), SCALE)
    far = cv2.erode(picture, np.ones((5, 5), np.uint8)) == 255
    assert cleaned[far].min() > 215
    assert cleaned[picture == 30].max() < 130
    horizontals, verticals, _ = find_rulings(cleaned, SCALE)
    assert (len(horizontals), len(verticals)) == (len(YS), len(XS))


def test_lines_of_print_keep_to_their_cells() -> None:
    picture = drawn()
    horizontals, verticals, mask = find_rulings(picture, SCALE)
    bare = PagePicture(erase(picture, mask, SCALE), SCALE, Placing(504, 360))
    lines = find_lines(bare.ink, horizontals, verticals, SCALE)
    in_cells = [line for line in lines if line.bottom < 620]
    assert len(in_cells) == 9
    assert all(any(a < line.x0 and line.x1 < b for a, b in pairwise(XS)) for line in in_cells)
    below = [line for line in lines if line.top > 620]
    assert len(below) == 2
    assert all((line.x0, line.x1) == pytest.approx((199, 1221), abs=3) for line in below)


@pytest.mark.parametrize("lean", [-4.2, -0.7, 0.0, 0.35, 2.9])
def test_a_leaning_page_is_set_straight(lean: float) -> None:
    straight = straighten(rotated(drawn(), -lean), SCALE)
    assert straight.placing.skew == pytest.approx(lean, abs=0.06)


def test_places_go_back_to_where_they_were() -> None:
    """The corner of a table on a page that leans and lies on its side."""
    page = rotated(drawn(), -1.5)
    side = np.ascontiguousarray(np.rot90(page))  # the displayed page: turned counter-clockwise
    straight = straighten(side, SCALE, quarters=1)
    horizontals, verticals, _ = find_rulings(straight.grey, SCALE)
    x, y = straight.placing.to_page(min(verticals).at, min(horizontals).at)
    assert (straight.placing.page_width * SCALE, straight.placing.page_height * SCALE) == (1000, 1400)
    angle = np.deg2rad(1.5)
    dx, dy = XS[0] - 700, YS[0] - 500
    leaning = 700 + dx * np.cos(angle) + dy * np.sin(angle), 500 - dx * np.sin(angle) + dy * np.cos(angle)
    assert (x * SCALE, y * SCALE) == pytest.approx((leaning[1], 1400 - leaning[0]), abs=4)
