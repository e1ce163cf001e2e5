"""A page seen askew whose sheet has no edges in the picture: set square by its own lines.

Rulings and lines of print that are parallel on paper meet in one point of the picture, the lying ones in one and the
upright ones in another. Both are found as the points nearest to all lines (least squares, lines that do not fit left
out step by step); the rectangle is then what has its sides towards them.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pages.placing import Sheet

Picture = npt.NDArray[np.uint8]
Lines = npt.NDArray[np.float64]  # n x 4: ends x0, y0, x1, y1 in points

LOOKED_AT = 100 / 72  # pixels per point of the picture in which lines are looked for
LONG = 36.0  # points: longer than any stroke of print
LEAN = 10.0  # degrees off an axis within which a line belongs to it
FEWEST, SPREAD = 5, 0.3  # lines of one direction, and the share of the page over which they must be spread
BESIDE, ALIKE = 3.0, 30.0  # points off an edge, and the most of 255 by which the levels on its two sides differ
OFF = 0.5  # degrees by which directions must change over the page, or differ from a right angle, to be worth it
MOST = 9.0  # degrees: the largest change that is believed
FITS = 0.5  # degrees between a line and the point that it should lead to
ROUNDS = 6
MARGIN = 0.04  # of the page's sides: how much more is kept around it


def set_square(found: Lines, wide: float, high: float) -> Sheet | None:
    """The sheet on a page of `wide` by `high` points, where its lines (`segments`) show that it is seen askew."""
    run = found[:, 2:] - found[:, :2]
    tilt = np.degrees(np.arctan2(np.abs(run[:, 1]), np.abs(run[:, 0])))
    lying, upright = found[tilt < LEAN], found[tilt > 90 - LEAN]
    size = np.array([wide, high])
    if not (_is_spread(lying, 1, high) and _is_spread(upright, 0, wide)):
        return None
    along, across = _meeting(lying, size), _meeting(upright, size)
    if along is None or across is None:
        return None
    middles = [(wide / 2, 0.0), (wide, high / 2), (wide / 2, high), (0.0, high / 2)]  # of the sides, clockwise
    top, right, bottom, left = (
        np.cross([*place, 1.0], point)
        for place, point in zip(middles, (along, across, along, across), strict=True)
    )  # fmt: skip
    if not OFF <= _askew(top, right, bottom, left) <= MOST:
        return None
    corners = [np.cross(a, b) for a, b in ((left, top), (top, right), (right, bottom), (bottom, left))]
    seen = np.array([c[:2] / c[2] for c in corners], dtype=np.float32)
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    moved = np.array([[1, 0, -MARGIN * wide], [0, 1, -MARGIN * high], [0, 0, 1]])
    matrix = cv2.getPerspectiveTransform(flat, seen) @ moved
    more = 1 + 2 * MARGIN
    return Sheet(tuple(float(v) for v in matrix.ravel()), wide * more, high * more, wide, high)


def segments(picture: Picture, scale: float) -> Lines:
    """Straight edges of some length, in points, with paper on both sides: the edge of a shadow or a lid is no line."""
    shrink = min(1.0, LOOKED_AT / scale)
    small = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(grey)[0]
    if found is None:
        return np.zeros((0, 4))
    lines, point = found.reshape(-1, 4).astype(np.float64), scale * shrink
    lines = lines[np.hypot(*(lines[:, 2:] - lines[:, :2]).T) >= LONG * point]
    run = lines[:, 2:] - lines[:, :2]
    across = np.column_stack([-run[:, 1], run[:, 0]]) / np.hypot(*run.T)[:, None] * (BESIDE * point)
    places = lines[:, None, :2] + run[:, None] * np.linspace(0.1, 0.9, 9)[:, None]
    levels = [np.median(_levels(grey, places + side * across[:, None]), axis=1) for side in (-1, 1)]
    return np.asarray(lines[np.abs(levels[0] - levels[1]) <= ALIKE] / point)


def _levels(grey: npt.NDArray[np.generic], places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    x = np.round(places[..., 0]).astype(int).clip(0, grey.shape[1] - 1)
    y = np.round(places[..., 1]).astype(int).clip(0, grey.shape[0] - 1)
    return np.asarray(grey[y, x], dtype=np.float64)


def _is_spread(lines: Lines, axis: int, size: float) -> bool:
    if len(lines) < FEWEST:
        return False
    middles = (lines[:, axis] + lines[:, axis + 2]) / 2
    return float(np.percentile(middles, 90) - np.percentile(middles, 10)) >= SPREAD * size


def _meeting(lines: Lines, size: npt.NDArray[np.float64]) -> npt.NDArray[np.float64] | None:
    """The point (homogeneous, in points of the page) to which most of the lines lead; they may be parallel."""
    middle, unit = size / 2, float(size.max()) / 2
    ends = (lines.reshape(-1, 2, 2) - middle) / unit
    ones = np.ones(len(ends))
    through = np.cross(np.column_stack([ends[:, 0], ones]), np.column_stack([ends[:, 1], ones]))
    through /= np.hypot(through[:, 0], through[:, 1])[:, None]
    centre, run = ends.mean(axis=1), ends[:, 1] - ends[:, 0]
    length = np.hypot(*run.T)
    weight = length.copy()
    point = np.zeros(3)
    for _ in range(ROUNDS):
        _, _, rows = np.linalg.svd(through * weight[:, None], full_matrices=False)
        point = rows[-1]
        to = point[:2] - centre * point[2]
        off = np.degrees(
            np.abs(run[:, 0] * to[:, 1] - run[:, 1] * to[:, 0]) / (length * np.maximum(np.hypot(*to.T), 1e-12))
        )
        weight = length / (1 + (off / FITS) ** 2)
    if length[off < 2 * FITS].sum() < 0.5 * length.sum():
        return None
    back = np.array([[unit, 0, middle[0]], [0, unit, middle[1]], [0, 0, 1.0]])
    return np.asarray(back @ point)


def _askew(*sides: npt.NDArray[np.float64]) -> float:
    """The largest angle in degrees by which sides of the page (top, right, bottom, left) differ from a rectangle's."""
    lean = []
    for index, (a, b, _) in enumerate(sides):
        direction = np.array([b, -a]) if index % 2 == 0 else np.array([a, b])
        direction = direction * np.sign(direction[0])
        lean.append(float(np.degrees(np.arctan2(direction[1], direction[0]))))
    return max(lean) - min(lean)
