"""Strokes of a pen that touch no print, and what is left of ruling lines, are taken out; print stays."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pages.content import Ruling
from parsers.pictures.loose_strokes import loose_strokes
from parsers.pictures.print_lines import TextLine
from parsers.pictures.ruling_crumbs import ruling_crumbs

Picture = npt.NDArray[np.uint8]

SCALE, EM = 200 / 72, 29.0
LINES = [TextLine(40, 40, 236, 68, EM, 0)]


def character(ink: Picture, x: int, y: int) -> None:
    """Something as dense as 国."""
    cv2.rectangle(ink, (x, y), (x + 26, y + 26), 1, 2)
    for at in (8, 17):
        cv2.line(ink, (x, y + at), (x + 26, y + at), 1, 2)
    cv2.line(ink, (x + 13, y), (x + 13, y + 26), 1, 2)


def page() -> tuple[Picture, Picture]:
    """(ink with a row of characters and a dash, pixels of a ruling that was whitened at x = 300)."""
    ink, erased = np.zeros((300, 600), np.uint8), np.zeros((300, 600), np.uint8)
    for x in range(40, 240, 32):
        character(ink, x, 40)
    cv2.line(ink, (60, 120), (112, 120), 1, 3)  # a dash of two characters
    erased[:, 297:304] = 1
    return ink, erased


def test_a_bent_stroke_beside_print_is_taken_out_and_print_stays() -> None:
    ink, erased = page()
    before = ink.copy()
    assert loose_strokes(ink, erased, LINES, SCALE) is None
    cv2.polylines(ink, [np.array([(40, 200), (80, 180), (110, 205), (150, 170)], np.int32)], False, 1, 3)
    found = loose_strokes(ink, erased, LINES, SCALE)
    assert found is not None
    assert not (found & before).any()
    assert not (ink & ~found & ~before & 1).any()


def test_strokes_of_two_characters_that_touch_are_print() -> None:
    ink, erased = page()
    cv2.polylines(ink, [np.array([(250, 44), (300, 44), (280, 60), (262, 67)], np.int32)], False, 1, 3)  # as in 存在
    assert loose_strokes(ink, erased, [TextLine(40, 40, 302, 69, EM, 0)], SCALE) is None


def test_a_stroke_that_goes_on_behind_a_ruling_is_taken_out_on_both_sides() -> None:
    ink, erased = page()
    cv2.polylines(ink, [np.array([(255, 220), (290, 200), (312, 190)], np.int32)], False, 1, 3)
    ink[erased > 0] = 0
    found = loose_strokes(ink, erased, LINES, SCALE)
    assert found is not None
    assert found[:, 304:].any()
    assert found[:, :297].any()


def test_a_figure_beside_a_ruling_is_print() -> None:
    ink, erased = page()
    cv2.line(ink, (292, 180), (292, 200), 1, 3)
    cv2.line(ink, (308, 180), (308, 200), 1, 3)
    assert loose_strokes(ink, erased, LINES, SCALE) is None


def test_pieces_of_a_worn_ruling_are_taken_out_and_a_dash_in_a_merged_cell_stays() -> None:
    ink = np.zeros((300, 600), np.uint8)
    rows = [Ruling(40.0, 20.0, 80.0, 0.7), Ruling(40.0, 120.0, 180.0, 0.7), Ruling(80.0, 20.0, 180.0, 0.7)]
    columns = [Ruling(x, 10.0, 80.0, 0.7) for x in (20.0, 80.0, 120.0, 180.0)]

    def stroke(x0: float, x1: float, y: float) -> None:
        cv2.line(ink, (round(x0 * SCALE), round(y * SCALE)), (round(x1 * SCALE), round(y * SCALE)), 1, 2)

    stroke(95, 104, 40)  # in the middle of the merged cell, as high as the lines beside it
    assert ruling_crumbs(ink, rows, columns, SCALE) is None
    stroke(40, 46, 41.2)  # along a line
    stroke(184, 190, 80)  # beyond the end of the lowest one
    found = ruling_crumbs(ink, rows, columns, SCALE)
    assert found is not None
    assert cv2.connectedComponents(found)[0] - 1 == 2
    assert not found[:, round(90 * SCALE) : round(110 * SCALE)].any()


def test_digits_of_tight_rows_that_touch_the_ruling_between_them_stay() -> None:
    """A 1 or a 7 is a curve as simple as a pen's stroke; digits on both sides of a ruling are no stroke behind it."""
    ink, erased = np.zeros((300, 600), np.uint8), np.zeros((300, 600), np.uint8)
    erased[148:153] = 1
    for x in range(60, 560, 80):
        for top, bottom in ((126, 148), (153, 175)):
            cv2.line(ink, (x, top), (x, bottom), 1, 4)
            for right in (x + 16, x + 28, x + 40, x + 52):  # digits that run into each other
                cv2.line(ink, (right, top), (right, bottom), 1, 3)
            cv2.line(ink, (x + 16, bottom - 1), (x + 52, bottom - 1), 1, 3)
            cv2.line(ink, (x + 16, top + 9), (x + 52, top + 9), 1, 3)
    ink[erased > 0] = 0
    lines = [TextLine(50, 124, 590, 148, EM, 1), TextLine(50, 152, 590, 176, EM, 2)]
    found = loose_strokes(ink, erased, lines, SCALE)
    assert found is None or not found.any()
