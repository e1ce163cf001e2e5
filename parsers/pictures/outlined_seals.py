"""Seals of other shapes and colours than the red round one: name seals, receipt stamps, blue and violet ink, and all of
them in the even grey of a scan without colours, where two may lie over each other.

What a seal has and words have not is an outline: of the pieces of ink that lie together one is wide and high beside the
whole. Coloured words, and words in a grey of their own, are many pieces, none higher than their line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pictures.channels import colourfulness

Grey = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

TINT = 38  # of 255: by how much the brightest channel exceeds the darkest in coloured ink
LEAST_SIDE, MOST_SIDE, MOST_ASPECT = 36.0, 280.0, 3.6  # points: name seals are 18 mm, two stamps side by side 95
OUTLINE, LEAST_PIECE = 0.4, 26.0  # of its width and height, and points: the largest piece of a seal; a title is lower
FILLED = 0.5  # most of its box that is inked
TOGETHER, NEAR = (9.0, 5.0, 2.5), 1.0  # points between pieces of one seal, and between those of its outline
STRAIGHT, THICK = 60.0, 1.5  # points: a longer straight run along an axis, and no thicker one, is a ruling
CROSSED = 6.0  # points of such a run that a seal's stroke may hide
AREA = 5.0  # points: ink that is thicker both ways is no stroke
DARKEST = 0.35  # of the paper's level: the darkest that coloured ink is in its own channel
PRINT = 0.85  # of the level of the ink: what is darker under it is print
COARSE = 2.0  # pixels per point at which seals are looked for
MOST = 200  # pieces of that size; more is a pattern


class Seal(NamedTuple):
    """Where a seal is, in pixels of the page, and what lies within its convex hull there."""

    rows: slice
    cols: slice
    within: Mask


def lighten_tinted(picture: npt.NDArray[np.uint8], grey: Grey, reddish: Grey, scale: float) -> None:
    """Make paper, in place, of the ink of coloured seals; `grey` are the grey levels of `picture` (BGR), which loses
    its colour there: nobody is to look for strokes of a pen in a seal. What is `reddish` is a red seal's, if any."""
    tinted = np.asarray(colourfulness(picture) > TINT, dtype=np.uint8)
    tinted[cv2.dilate(reddish, np.ones((9, 9), np.uint8)) > 0] = 0
    if not tinted.any():
        return
    for seal in outlined(tinted, scale):
        part, around = picture[seal.rows, seal.cols], grey[seal.rows, seal.cols]
        ink = (tinted[seal.rows, seal.cols] > 0) & seal.within
        channel = int(np.argmax([np.median(part[:, :, n][ink]) for n in range(3)]))
        own = np.maximum(part[:, :, channel], around).astype(np.float32)
        paper = float(np.percentile(own, 90))
        level = float(np.clip(np.percentile(own[ink], 40), DARKEST * paper, paper))
        near = (cv2.dilate(ink.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0) & seal.within
        lightened = own * (paper / level)
        # JPEG spreads colour over black strokes, which are still much darker than the ink around them
        usual = float(np.median(around[ink]))
        print_ = around < PRINT * usual
        lightened[print_] = np.minimum(lightened, around.astype(np.float32) * (paper / max(usual, 1.0)))[print_]
        around[near] = np.minimum(lightened, paper)[near].astype(np.uint8)
        part[near] = around[near][:, None]


def outlined(ink: Grey, scale: float) -> Iterator[Seal]:
    """Places where ink (1 ink, 0 none) lies together that are as large as a seal and have a seal's outline."""
    shrink = max(1.0, scale / COARSE)
    size = max(1, round(ink.shape[1] / shrink)), max(1, round(ink.shape[0] / shrink))
    small = np.asarray(cv2.resize(ink * 255, size, interpolation=cv2.INTER_AREA) > 40, dtype=np.uint8)
    unit = scale / shrink  # pixels of the small picture per point
    small[straight_runs(small, unit) > 0] = 0
    for x, y, own in _together(small, unit, TOGETHER):
        h, w = own.shape
        hull = cv2.convexHull(np.argwhere(own)[:, ::-1].astype(np.int32))
        within = cv2.fillConvexPoly(np.zeros((h, w), np.uint8), hull, 1)
        rows, cols = slice(int(y * shrink), int((y + h) * shrink)), slice(int(x * shrink), int((x + w) * shrink))
        shape = ink[rows, cols].shape
        filled = cv2.resize(within, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST)
        yield Seal(rows, cols, cv2.dilate(filled, np.ones((5, 5), np.uint8)) > 0)


def _together(small: Grey, unit: float, gaps: tuple[float, ...]) -> Iterator[tuple[int, int, Grey]]:
    """(left, top, ink) of what lies together within the first of `gaps` and may be a seal. What is no seal is
    looked at again with narrower gaps: there may be several beside each other."""
    side = round(gaps[0] * unit) | 1
    joined = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    large = [n for n in range(1, count) if min(stats[n][2:4]) >= LEAST_SIDE * unit]
    for index in large if len(large) <= MOST else []:
        x, y, w, h = (int(v) for v in stats[index][:4])
        own = np.asarray(small[y : y + h, x : x + w] & (labels[y : y + h, x : x + w] == index), dtype=np.uint8)
        fits = max(w, h) <= min(MOST_ASPECT * min(w, h), MOST_SIDE * unit) and float(own.mean()) <= FILLED
        if fits and _has_outline(own, unit):
            yield x, y, own
        elif gaps[1:]:
            yield from ((x + left, y + top, part) for left, top, part in _together(own, unit, gaps[1:]))


def straight_runs(ink: Grey, unit: float) -> Grey:
    """1 where thin ink runs straight along an axis over more than the side of a name seal, as rulings do, also where
    a seal's stroke crosses it. `unit`: pixels per point."""
    length, thick, gap = round(STRAIGHT * unit), round(THICK * unit) + 1, round(CROSSED * unit)
    found = np.zeros_like(ink)
    for along in (True, False):

        def shape(run: int, across: int, along: bool = along) -> Grey:
            return np.ones((across, run) if along else (run, across), np.uint8)

        thin = ink & ~np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, shape(1, thick)), dtype=np.uint8)
        wider = cv2.morphologyEx(cv2.dilate(thin, shape(1, 3)), cv2.MORPH_CLOSE, shape(gap, 1))
        found |= np.asarray(cv2.morphologyEx(wider, cv2.MORPH_OPEN, shape(length, 1)), dtype=np.uint8)
    return found


def dark_throughout(ink: Grey, unit: float) -> Grey:
    """1 where ink of any thickness, but no inked area, runs straight along an axis over more than any side of a ring:
    a ruling, though a seal's ring lies along it or its characters stand on it. `unit`: pixels per point."""
    length, area = round(STRAIGHT * unit), round(AREA * unit)
    filled = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((area, area), np.uint8))
    strokes = ink & ~np.asarray(filled, dtype=np.uint8)
    found = np.zeros_like(ink)
    for run, across in (((1, length), (3, 1)), ((length, 1), (1, 3))):  # what leans crosses from row to row
        wider = cv2.dilate(strokes, np.ones(across, np.uint8))
        long = cv2.morphologyEx(wider, cv2.MORPH_OPEN, np.ones(run, np.uint8))
        found |= np.asarray(cv2.erode(long, np.ones(across, np.uint8)), dtype=np.uint8)
    return found


def _has_outline(own: Grey, unit: float) -> bool:
    """Whether one piece of the ink is wide and high beside all of it; a line of words is not high."""
    side = round(NEAR * unit) | 1
    joined = cv2.morphologyEx(own, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    wide, high = stats[1:, 2] / own.shape[1], stats[1:, 3] / own.shape[0]
    least = stats[1:, 2:4].min(axis=1)
    return bool(((np.minimum(wide, high) >= OUTLINE) & (least >= LEAST_PIECE * unit)).any())
