"""Lines of the other side of a sheet that show through thin paper."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pictures.ruling_lines import find_rulings

SCALE = 200 / 72
XS, YS = (200, 500, 800, 1200), (300, 380, 460, 600)
Picture = npt.NDArray[np.uint8]


def table(shade: int) -> Picture:
    picture = np.full((1000, 1400), 255, np.uint8)
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), shade, 2)
    for x in XS:
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), shade, 2)
    return picture


def other_side(picture: Picture, shade: int, rows: range) -> None:
    """Columns of the table on the back, beside those of the front, and its print."""
    for x in (330, 620, 1010):
        cv2.line(picture, (x, 250), (x, 700), shade, 2)
    for y in rows:
        cv2.putText(picture, "8 qS3 og0 c9 Ses 65 aoe 38 gc6 S0 e93 oa", (220, y), 0, 1.2, (shade,), 3)


def test_columns_of_the_back_are_no_columns_of_the_front() -> None:
    picture = table(20)
    back = np.full_like(picture, 255)
    other_side(back, 195, range(640, 960, 45))
    across, down, _ = find_rulings(np.minimum(picture, back), SCALE)
    assert (len(across), len(down)) == (4, 4)


def test_grey_columns_of_a_table_stay_where_nothing_shows_through() -> None:
    picture = table(20)
    for x in (330, 620, 1010):
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), 195, 2)
    across, down, _ = find_rulings(picture, SCALE)
    assert (len(across), len(down)) == (4, 7)
