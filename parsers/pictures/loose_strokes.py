"""Strokes of a pen in a picture without colours, where they touch no print: found by their form and taken out.

A stroke is one curve of even thickness; a character is many strokes in little room. A long curve that is no straight
line along an axis is no print; nor is one that goes on behind a ruling line, over which no print runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pictures.print_lines import TextLine

Grey = npt.NDArray[np.uint8]

THICKEST = 2.6  # points: of a pen's stroke
SIMPLE = 1.55  # times its diagonal: the most length of a curve; two characters that touch have more than 2
LONG = 1.7  # em of the largest print: the least diagonal of a stroke by itself
ONE_ROW = 1.35  # em: height of a line of print that no stroke runs through
STRAIGHT = 3.0  # points: a piece that is lower or narrower is a dash, an underline, what is left of a ruling
LARGEST = 1.1  # em: the same of the larger piece of one that goes on behind a ruling, which may touch print there
BRIDGE = 4.5  # points: wider than what is whitened with a ruling
SPARE = 1.5  # points beside what was whitened with a ruling within which a stroke's two pieces begin
MOST_TOUCHING = 4  # places where such a piece is no simple curve; of more, print of tight rows touches the rulings
MOST = 400  # pieces; more is a pattern of the paper's


def loose_strokes(ink: Grey, erased: Grey, lines: Sequence[TextLine], scale: float) -> Grey | None:
    """1 where ink (1 ink, 0 paper, rulings taken out) is a pen's stroke that touches no print; None where none is.

    `erased` is 1 where ruling lines were whitened; `lines` are what may be lines of print.
    """
    em = float(np.percentile([line.em for line in lines], 98)) if lines else 0.0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, high, area = (stats[:, n].astype(np.float64) for n in (2, 3, 4))
    diagonal = np.hypot(wide, high)
    if len(stats) < 2 or not em:
        return None
    thick, usual = _thickness(ink, labels, len(stats))
    simple = (thick <= THICKEST * scale) & (area / np.maximum(usual, 1.0) <= SIMPLE * diagonal)
    simple[0] = False
    bent = np.minimum(wide, high) > STRAIGHT * scale
    stray = simple & bent & (diagonal >= LONG * em)
    for piece in np.nonzero(stray)[0]:
        stray[piece] = not any(_is_of(stats[piece], line, ink) for line in lines)
    over = [p for p in _over_rulings(ink, erased, labels, scale) if diagonal[p].max() >= LARGEST * em]
    by_itself = [p for p in over if diagonal[p[simple[p]]].max(initial=0.0) >= LARGEST * em]
    for pieces in over if len(over) - len(by_itself) <= MOST_TOUCHING else by_itself:
        stray[pieces] |= simple[pieces]
    if not stray.any() or stray.sum() > MOST:
        return None
    return np.asarray(stray[labels], dtype=np.uint8)


def _is_of(piece: npt.NDArray[np.int32], line: TextLine, ink: Grey) -> bool:
    """Whether a piece lies in a row of print with much other ink in it: strokes of two characters that touch."""
    x, y, w, h, area = (int(v) for v in piece)
    inside = line.x0 <= x and x + w <= line.x1 and line.top <= y and y + h <= line.bottom
    if not inside or line.bottom - line.top > ONE_ROW * line.em:
        return False
    return int(ink[line.top : line.bottom, line.x0 : line.x1].sum()) >= 2 * area


def whiten(grey: Grey, ink: Grey, strokes: Grey) -> None:
    """Make paper, in place, of strokes and of the grey beside them that is no other ink."""
    ink[strokes > 0] = 0
    around = cv2.dilate(strokes, np.ones((5, 5), np.uint8)) > 0
    grey[around & (cv2.dilate(ink, np.ones((3, 3), np.uint8)) == 0)] = 255


def _thickness(
    ink: Grey, labels: npt.NDArray[np.int32], count: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """For each piece its greatest and its usual thickness, from how far its pixels are from paper: at most half the
    thickness, a quarter of it and half a pixel on average."""
    inner = cv2.distanceTransform(ink, cv2.DIST_L2, 3)
    deepest = np.zeros(count)
    inked = ink > 0
    np.maximum.at(deepest, labels[inked], inner[inked])
    total = np.bincount(labels[inked], weights=inner[inked], minlength=count)
    mean = total / np.maximum(np.bincount(labels[inked], minlength=count), 1)
    return 2 * deepest, np.maximum(4 * mean - 2, 1.0)


def _over_rulings(ink: Grey, erased: Grey, labels: npt.NDArray[np.int32], scale: float) -> list[npt.NDArray[np.int64]]:
    """Numbers of pieces that stand on both sides of a ruling, each about where the other one ends."""
    side = max(3, round(SPARE * scale)) | 1
    zone = cv2.dilate(erased, np.ones((side, side), np.uint8))
    near = np.asarray(ink & zone, dtype=np.uint8)
    reach = round(BRIDGE * scale) | 1
    bridged = np.asarray(cv2.dilate(near, np.ones((reach, reach), np.uint8)) & erased, dtype=np.uint8) | near
    _, groups = cv2.connectedComponents(bridged, connectivity=8)
    there = near > 0
    pairs = np.unique(np.stack([groups[there], labels[there]], axis=1), axis=0)
    first = np.concatenate([[0], np.nonzero(np.diff(pairs[:, 0]))[0] + 1, [len(pairs)]]) if len(pairs) else [0]
    return [pairs[a:b, 1].astype(np.int64) for a, b in pairwise(first) if b - a >= 2]
