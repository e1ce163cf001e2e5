"""How much a picture of a page leans, from its own lines of print and ruling lines."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]

MOST_LEAN = 5.0  # degrees
COARSE, FINE = 0.25, 0.02  # degrees between the angles that are tried
LEAST_LEAN = 0.03  # degrees; less moves the end of a line by less than a third of a point
SAMPLES = 60_000  # ink pixels looked at; more do not sharpen the answer
FEW = 300  # ink pixels; fewer say nothing


def estimate_skew(ink: Grey, scale: float) -> float:
    """Degrees (counter-clockwise positive) by which the content of a binary picture is turned, within ±5.

    The angle at which the rows' sums of ink vary most: lines of print and rulings then fall into rows of their own
    (Postl's projection profile). 0 for an empty page or one that is straight.
    """
    rows, cols = np.nonzero(ink)
    if len(rows) < FEW:
        return 0.0
    step = max(1, len(rows) // SAMPLES)
    ys = rows[::step].astype(np.float64)
    xs = cols[::step].astype(np.float64)
    ys -= ink.shape[0] / 2
    xs -= ink.shape[1] / 2
    bin_size = max(1.0, scale * 0.7)
    coarse = np.arange(-MOST_LEAN, MOST_LEAN + COARSE / 2, COARSE)
    best = _sharpest(xs, ys, coarse, bin_size)
    fine = np.arange(best - COARSE, best + COARSE + FINE / 2, FINE)
    best = _sharpest(xs, ys, fine, max(1.0, scale * 0.36))
    return float(round(best, 2)) if abs(best) >= LEAST_LEAN else 0.0


def _sharpest(xs: npt.NDArray[Any], ys: npt.NDArray[Any], angles: npt.NDArray[Any], bin_size: float) -> float:
    scores = []
    half = float(np.hypot(np.abs(xs).max(), np.abs(ys).max())) + bin_size
    bins = int(2 * half / bin_size) + 2
    for angle in angles:
        turn = np.deg2rad(angle)
        # a line that rises to the right (counter-clockwise lean) has y falling with x
        across = ys * np.cos(turn) + xs * np.sin(turn)
        profile = np.bincount(((across + half) / bin_size).astype(np.int64), minlength=bins).astype(np.float64)
        scores.append(float(np.sum(np.diff(profile) ** 2)))
    top = int(np.argmax(scores))
    if 0 < top < len(scores) - 1:  # the crest of the parabola through the three best
        a, b, c = scores[top - 1], scores[top], scores[top + 1]
        if a - 2 * b + c < 0:
            return float(angles[top] + (angles[1] - angles[0]) * 0.5 * (a - c) / (a - 2 * b + c))
    return float(angles[top])


def rotated(grey: Grey, skew: float) -> Grey:
    """The picture turned clockwise by `skew` degrees about its centre, white where nothing was."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    return np.asarray(
        cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT,
                       borderValue=255),
        dtype=np.uint8,
    )  # fmt: skip
