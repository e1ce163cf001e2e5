"""Dashes that follow each other in a line, joined, so that lines with wide gaps are found as others are.

A dash of a ruling is a small flat piece of ink by itself; strokes of print hang together with others, and a hyphen has
no row of its like beside it.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]

INK = 60  # of 255: the least darkness of a dash
THIN, LONGEST = 2.5, 10.0  # points: thickness and length of a dash
FLAT = 1.2  # times its thickness: the least length
RUN, GAP = 2.2, 5.0  # points: the shortest piece of such a line, where another crosses it, and the widest gap
MANY, FEWEST = 16, 4  # dashes with another of their length behind them on a page that is looked at; those of one line
ALIKE, LEVEL = 1.5, 1.5  # points: by how much such dashes differ in length and in height
SHORTEST = 24.0  # points: of a line
LEAN = 0.01  # of its length: by how much a line may still lean


def join_dashes(dark: Grey, scale: float) -> Grey:
    """A darkness picture (0 paper) with the gaps of its dashed lines, lying and standing, inked."""
    inked = np.asarray(dark > INK, dtype=np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(inked, connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    lying, standing = _is_dash(wide, high, scale), _is_dash(high, wide, scale)
    out = dark
    if _followed(stats[lying], scale) >= MANY:
        out = np.maximum(out, _gaps(inked, np.asarray(lying[labels], dtype=np.uint8), scale))
    if _followed(stats[standing][:, [1, 0, 3, 2]], scale) >= MANY:
        upright = np.ascontiguousarray(standing[labels].T, dtype=np.uint8)
        out = np.maximum(out, _gaps(np.ascontiguousarray(inked.T), upright, scale).T)
    return out


def _is_dash(long: npt.NDArray[np.int32], thick: npt.NDArray[np.int32], scale: float) -> npt.NDArray[np.bool_]:
    return (thick <= THIN * scale) & (long >= FLAT * thick) & (long <= LONGEST * scale) & (long >= RUN * scale)


def _followed(boxes: npt.NDArray[np.int32], scale: float) -> int:
    """How many lying dashes (x, y, width, height) have their like right behind them."""
    most = 0
    for offset in (0.0, 0.5):  # a line may lie across the edge of two bands
        band = np.floor((boxes[:, 1] + boxes[:, 3] / 2) / (2 * LEVEL * scale) + offset)
        x, wide, band = (a[np.lexsort((boxes[:, 0], band))] for a in (boxes[:, 0], boxes[:, 2], band))
        gap = x[1:] - x[:-1] - wide[:-1]
        near = (gap > 0) & (gap <= GAP * scale) & (np.abs(np.diff(wide)) <= ALIKE * scale) & (np.diff(band) == 0)
        most = max(most, int(near.sum()))
    return most


def _gaps(inked: Grey, dashes: Grey, scale: float) -> Grey:
    """255 in the gaps of lying lines that most of `dashes` make up."""
    runs = cv2.morphologyEx(inked, cv2.MORPH_OPEN, np.ones((1, round(RUN * scale)), np.uint8))
    level = cv2.dilate(runs, np.ones((3, 1), np.uint8))  # what leans goes on in the next row
    closed = cv2.morphologyEx(level, cv2.MORPH_CLOSE, np.ones((1, round(GAP * scale)), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    wide, high, area = (stats[:, n] for n in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    thin = (area <= (THIN + 1.0) * scale * wide) & (high <= (THIN + 1.0) * scale + LEAN * wide)
    thin &= wide >= SHORTEST * scale
    thin[0] = False
    if not thin.any():
        return np.zeros_like(inked)
    starts = dashes & (cv2.copyMakeBorder(dashes, 0, 0, 1, 0, cv2.BORDER_CONSTANT, value=0)[:, :-1] == 0)
    held = np.bincount(labels[starts > 0], minlength=len(stats))
    thin &= held >= FEWEST
    middle = cv2.erode(closed, np.ones((3, 1), np.uint8))
    return np.asarray(255 * (thin[labels] & (middle > 0) & (level == 0)), dtype=np.uint8)
