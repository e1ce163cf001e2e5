"""Holes that a file punch left in a margin: dark discs (the scanner's lid seen through), or rings of shadow.

They would be read as 0 or O in the middle of the sentence beside them. ISO 838 holes are 6 mm wide and their middle is
12 mm from the edge; other punches make 5 to 8 mm.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]

LEAST, MOST = 11.0, 26.0  # points: diameter, with its shadow
ROUND = 0.2  # of the diameter: by how much width and height differ
MARGIN = 50.0  # points from the side of the picture within which the middle of a hole lies
DARK = 0.65  # of the paper's level
FULL = (0.66, 0.88)  # share of its box that a disc fills: 0.785 when round; a square fills all
LEAST_RING = 15.0  # points: a 〇 is smaller
RING, HOLLOW = 0.8, 0.2  # share of the directions in which a ring is inked, and the most of its inside that is
AROUND = 3.0  # points of white around a ring; of what is whitened around a hole
SECTORS = 24


def without_holes(grey: Grey, scale: float) -> Grey:
    """A grey picture, `scale` pixels per point, with punch holes as light as the paper."""
    size = max(1, round(grey.shape[1] / scale)), max(1, round(grey.shape[0] / scale))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    paper = float(np.percentile(small, 75))
    dark = np.asarray(small < DARK * paper, dtype=np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    high, wide = dark.shape
    out = grey
    for number, (x, y, w, h, area) in enumerate(stats.tolist()):
        if number == 0 or not LEAST <= min(w, h) <= max(w, h) <= MOST or abs(w - h) > ROUND * max(w, h):
            continue
        if min(x + w / 2, wide - x - w / 2, y + h / 2, high - y - h / 2) > MARGIN:
            continue
        box = np.s_[y : y + h, x : x + w]
        if not (FULL[0] <= area / (w * h) <= FULL[1] or _is_ring(dark, labels[box] == number, (x, y))):
            continue
        if out is grey:
            out = grey.copy()
        left, top, right, bottom = (
            round(v * scale) for v in (x - AROUND, y - AROUND, x + w + AROUND, y + h + AROUND)
        )  # fmt: skip
        out[max(0, top) : bottom, max(0, left) : right] = round(paper)
    return out


def _is_ring(dark: Grey, own: npt.NDArray[np.bool_], at: tuple[int, int]) -> bool:
    """Whether a piece is the outline of a circle, empty inside, and stands by itself."""
    high, wide = own.shape
    radius = (high + wide) / 4
    far = np.hypot(*np.meshgrid(np.arange(wide) - (wide - 1) / 2, np.arange(high) - (high - 1) / 2))
    if 2 * radius < LEAST_RING or own[far < radius - 3].mean() > HOLLOW:
        return False
    y, x = np.nonzero(own & (far >= radius - 3))
    turns = np.floor((np.arctan2(y - (high - 1) / 2, x - (wide - 1) / 2) / (2 * np.pi) + 0.5) * SECTORS)
    if len(np.unique(turns)) < RING * SECTORS:
        return False
    spare = round(AROUND)
    around = dark[max(0, at[1] - spare) : at[1] + high + spare, max(0, at[0] - spare) : at[0] + wide + spare]
    return int(around.sum()) - int(own.sum()) <= 2
