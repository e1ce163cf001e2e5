"""A sheet seen by a camera is taken as the sheet that it is: found on a desk, set square, its places led back."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from parsers.pages.placing import Placing, Sheet
from parsers.pictures.bend import find_bend
from parsers.pictures.keystone import segments, set_square
from parsers.pictures.picture import FLAT
from parsers.pictures.sheet import A4, believable, find_sheet, flattened

Picture = npt.NDArray[np.uint8]

SCALE = 2.0  # pixels per point
WIDE, HIGH = 1190, 1684
XS, YS = (160, 420, 700, 1030), tuple(range(200, 1500, 100))


def sheet() -> Picture:
    """A page with a large ruled table and rows of something like print."""
    picture = np.full((HIGH, WIDE, 3), 252, np.uint8)
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), (40, 40, 40), 2)
        for x in range(XS[0] + 20, XS[-1] - 30, 44):
            cv2.rectangle(picture, (x, y + 40), (x + 17, y + 57), (40, 40, 40), 2)
    for x in XS:
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), (40, 40, 40), 2)
    return picture


def seen(corners: list[tuple[int, int]], desk: tuple[int, int, int]) -> Picture:
    """The sheet with its corners at these pixels of a picture of its own size."""
    flat = np.array([[0, 0], [WIDE, 0], [WIDE, HIGH], [0, HIGH]], np.float32)
    turn = cv2.getPerspectiveTransform(flat, np.array(corners, np.float32))
    ground = np.full((HIGH, WIDE, 3), desk, np.uint8)
    ground[::9] = np.clip(ground[::9].astype(int) - 12, 0, 255)
    return np.asarray(
        cv2.warpPerspective(sheet(), turn, (WIDE, HIGH), dst=ground, borderMode=cv2.BORDER_TRANSPARENT), np.uint8
    )


def square(picture: Picture) -> Sheet | None:
    return set_square(segments(picture, SCALE), WIDE / SCALE, HIGH / SCALE)


CORNERS = [(90, 80), (1110, 130), (1060, 1600), (140, 1560)]


@pytest.mark.parametrize("desk", [(95, 125, 150), (30, 30, 30), (226, 228, 230)])
def test_a_sheet_on_a_desk_is_found_and_flat(desk: tuple[int, int, int]) -> None:
    picture = seen(CORNERS, desk)
    found = find_sheet(picture, SCALE)
    assert found is not None
    assert (found.width, found.height) == A4
    for at, corner in zip(((0, 0), (1, 0), (1, 1), (0, 1)), CORNERS, strict=True):
        x, y = found.to_page(at[0] * found.width, at[1] * found.height)
        assert (x * SCALE, y * SCALE) == pytest.approx(corner, abs=6)
    grey = flattened(picture, SCALE, found, SCALE)[:, :, 0]
    assert all(grey[y - 4 : y + 5, XS[0] + 3 : XS[-1]].min(axis=0).max() < 150 for y in YS)


def test_a_sheet_whose_corner_is_out_of_the_picture_is_found() -> None:
    found = find_sheet(seen([(90, 80), (1110, -40), (1060, 1600), (140, 1560)], (95, 125, 150)), SCALE)
    assert found is not None
    assert found.to_page(found.width, 0)[1] * SCALE == pytest.approx(-40, abs=12)


def test_a_page_that_is_all_sheet_is_left_as_it_is() -> None:
    assert find_sheet(sheet(), SCALE) is None
    assert square(sheet()) is None
    turn = cv2.getRotationMatrix2D((WIDE / 2, HIGH / 2), 2.5, 1.0)
    leaning = np.asarray(cv2.warpAffine(sheet(), turn, (WIDE, HIGH), borderValue=(255, 255, 255)), np.uint8)
    assert square(leaning) is None
    framed = sheet()
    framed[:, :60] = 20  # the open lid of a scanner
    framed[-50:] = 20
    assert find_sheet(framed, SCALE) is None


def test_a_page_seen_askew_without_its_edges_is_set_square_by_its_lines() -> None:
    picture = seen([(-80, -60), (1290, -10), (1240, 1740), (-20, 1790)], (255, 255, 255))
    found = square(picture)
    assert found is not None
    grey = flattened(picture, SCALE, found, SCALE)[:, :, 0]
    dark = (grey < 150).mean(axis=1) > 0.6
    assert int(np.diff(np.concatenate([[0], dark.astype(int)])).clip(0).sum()) == len(YS)


def test_places_lead_back_to_the_photograph() -> None:
    found = find_sheet(seen(CORNERS, (95, 125, 150)), SCALE)
    assert found is not None
    placing = Placing(found.width, found.height, sheet=found)
    assert (placing.page_width, placing.page_height) == (WIDE / SCALE, HIGH / SCALE)
    x0, top, x1, bottom = placing.box_on_page(0, 0, found.width, found.height)
    assert x1 - x0 == pytest.approx(490, abs=12)
    assert (x0 + x1) / 2 == pytest.approx(300, abs=12)
    assert top < bottom


def test_a_page_of_an_absurd_size_is_taken_as_a_sheet() -> None:
    assert believable(*A4) is None
    found = believable(2480, 3508)  # 300 dots per inch saved as points
    assert found is not None
    assert (found.width, found.height) == pytest.approx(A4, abs=1)
    assert found.to_page(100, 100) == pytest.approx((416.6, 416.6), abs=0.1)
    assert isinstance(believable(120, 170), Sheet)


def test_a_sheet_that_bows_is_flat_and_its_places_lead_back() -> None:
    picture = sheet()
    y, x = np.mgrid[0:HIGH, 0:WIDE].astype(np.float32)
    bowed = np.asarray(cv2.remap(picture, x, y + 16 * np.sin(np.pi * x / WIDE), cv2.INTER_LINEAR), np.uint8)
    assert find_bend(segments(picture, SCALE), WIDE / SCALE, HIGH / SCALE) == ()
    bend = find_bend(segments(bowed, SCALE), WIDE / SCALE, HIGH / SCALE)
    flat = Sheet(FLAT, WIDE / SCALE, HIGH / SCALE, WIDE / SCALE, HIGH / SCALE, bend)
    grey = flattened(bowed, SCALE, flat, SCALE)[:, :, 0]
    rows = np.flatnonzero((grey[:1500, XS[0] : XS[-1]] < 150).mean(axis=1) > 0.8)
    assert len(np.split(rows, np.flatnonzero(np.diff(rows) > 5) + 1)) == len(YS)
    middle, side = flat.to_page(WIDE / SCALE / 2, 300), flat.to_page(90, 300)
    assert side[1] - middle[1] == pytest.approx(8 * (1 - np.sin(np.pi * 90 * SCALE / WIDE)), abs=1)


def test_a_table_over_print_that_shows_through_is_no_sheet() -> None:
    """The back of the leaf darkens what the table frames, its margin stays white."""
    picture = sheet()
    inside = picture[YS[0] : YS[-1], XS[0] : XS[-1]]
    inside[...] = np.minimum(inside, 232)
    assert find_sheet(picture, SCALE) is None
