"""Punch holes in the margin are no print; round things elsewhere, and print in the margin, stay."""

from __future__ import annotations

import cv2
import numpy as np

from parsers.pictures.punch_holes import without_holes

SCALE = 2.0


def page() -> np.ndarray:
    """Paper with a black square in the margin, a disc in the middle and a 〇 in the foot."""
    grey = np.full((1684, 1190), 245, dtype=np.uint8)
    grey[300:330, 60:90] = 20
    cv2.circle(grey, (600, 800), 16, 20, -1)
    cv2.circle(grey, (560, 1620), 12, 20, 2)
    return grey


def test_discs_and_rings_of_a_file_punch_become_paper() -> None:
    drawn = page()
    cv2.circle(drawn, (66, 620), 17, 30, -1)
    cv2.circle(drawn, (1128, 1060), 17, 90, 3)
    assert (without_holes(drawn, SCALE) >= page()).all()
    assert (without_holes(drawn, SCALE)[600:640, 40:90] == 245).all()
    assert (without_holes(drawn, SCALE)[1035:1085, 1100:1150] == 245).all()


def test_other_round_and_square_things_stay() -> None:
    assert (without_holes(page(), SCALE) == page()).all()
