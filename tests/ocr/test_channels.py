"""Channels beside each other, strip by strip: the same for every pixel, wherever the strips meet."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from parsers.pictures.channels import STRIP, colourfulness, redness
from parsers.pictures.pen_marks import lighten_pens


def test_each_pixel_is_told_by_its_own_channels() -> None:
    picture = np.random.default_rng(3).integers(0, 256, (2 * STRIP + 7, 33, 3), dtype=np.uint8)
    levels = picture.astype(np.int16)
    assert np.array_equal(colourfulness(picture), levels.max(axis=2) - levels.min(axis=2))
    beyond = levels[:, :, 2] - levels[:, :, :2].max(axis=2)
    assert np.array_equal(redness(picture), np.maximum(beyond, 0))


@pytest.mark.parametrize(("x", "y"), [(0, 0), (101, 57)])
def test_a_pen_over_print_is_lightened_wherever_it_is_on_the_page(x: int, y: int) -> None:
    """The print under it stays; so does what is written far from it."""
    picture = np.full((260, 300, 3), 250, dtype=np.uint8)
    picture[y + 10 : y + 50 : 8, x + 10 : x + 60] = 15  # lines of print
    for step in range(60):  # a blue stroke across them
        picture[y + step : y + step + 2, x + step : x + step + 3] = (220, 60, 40)
    picture[200:203, 10:200] = 15
    grey = np.asarray(picture.mean(axis=2), dtype=np.uint8)
    before = grey.copy()
    lighten_pens(picture, grey, 1.5)
    stroke = (picture == (220, 60, 40)).all(axis=2)
    assert grey[stroke].mean() > 235
    assert np.array_equal(grey[190:], before[190:])
    assert (grey[y + 10, x + 40 : x + 55] < 60).all()
