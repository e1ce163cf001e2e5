"""Print in a band that worn toner left pale is read as elsewhere; print that shows through stays as pale as it is."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from parsers.pages.placing import Placing
from parsers.pictures.pale_bands import pale_bands
from parsers.pictures.picture import PagePicture
from parsers.pictures.stray_ink import StrayInk
from parsers.recognition.page import find_ruled, lay_out

SCALE = 200 / 72
XS, YS = (120, 500, 880, 1260), tuple(range(100, 500, 50))

Picture = npt.NDArray[np.uint8]


def table(least: float, at: int, wide: int, across: bool = False) -> Picture:
    """A table with a figure in each cell, pale around one column or row of pixels; below it, print that shows
    through."""
    picture = np.full((640, 1400), 255, np.uint8)
    for y in YS:
        cv2.line(picture, (XS[0], y), (XS[-1], y), 60, 2)
    for x in XS:
        cv2.line(picture, (x, YS[0]), (x, YS[-1]), 60, 2)
    for top in YS[:-1]:
        for left in XS[:-1]:
            cv2.putText(picture, "1234567890.12", (left + 30, top + 36), cv2.FONT_HERSHEY_SIMPLEX, 1, 30, 3)
    places = np.arange(picture.shape[0 if across else 1])
    share = 1 - (1 - least) * np.exp(-(((places - at) / wide) ** 2))
    picture = np.asarray(255 - (255 - picture) * (share[:, None] if across else share[None, :]), dtype=np.uint8)
    for y in (150, 190, 560, 600):
        back = np.full_like(picture, 255)
        cv2.putText(back, "overleaf 1234567890 " * 4, (XS[0], y), cv2.FONT_HERSHEY_SIMPLEX, 1, 215, 3)
        picture = cv2.min(picture, back)
    return np.asarray(picture, dtype=np.uint8)


def straight(grey: Picture) -> PagePicture:
    return PagePicture(grey, SCALE, Placing(grey.shape[1] / SCALE, grey.shape[0] / SCALE))


@pytest.mark.parametrize(
    ("least", "at", "across"),
    [(0.3, 300, False), (0.3, 700, False), (0.45, 1130, False), (0.45, 190, False), (0.3, 300, True)],
)
def test_figures_in_a_pale_band_keep_all_their_characters(least: float, at: int, across: bool) -> None:
    layout = lay_out(straight(table(least, at, 60, across)))
    figures = [line for line in layout.lines if line.area and line.x1 - line.x0 > 200]
    assert len(figures) == len(YS[:-1]) * len(XS[:-1])
    assert max(line.x1 - line.x0 for line in figures) - min(line.x1 - line.x0 for line in figures) < 6


def test_print_in_the_palest_part_of_a_band_is_in_doubt() -> None:
    """Digits at the begin of a figure may be gone there without a trace."""
    layout = lay_out(straight(table(0.3, 300, 60)))
    stray = StrayInk(layout.ink, layout.lines, free=layout.picture.free)
    assert stray.hid(290, 160, 310, 190)
    assert not stray.hid(900, 160, 920, 190)


def test_a_page_as_dark_everywhere_is_left_as_it_is() -> None:
    """So is one with two tables of rulings that are not equally dark."""
    grey = table(1.0, 0, 60)
    ruled = find_ruled(straight(grey))
    assert pale_bands(grey, ruled.horizontals, ruled.verticals, SCALE) is None
    below = np.asarray(255 - (255 - grey) * 0.6, dtype=np.uint8)
    both = np.vstack([grey, below])
    ruled = find_ruled(straight(both))
    assert pale_bands(both, ruled.horizontals, ruled.verticals, SCALE) is None
