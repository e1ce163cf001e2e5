"""Salt: single dark pixels all over a page, as worn copiers and cheap sensors leave them.

A grain beside a digit is read as a point or a colon. Grains are known by those that lie alone on the paper: only a page
with many of them, in its margins too, has salt (faint print falls into pieces as small, but stands in lines), and what
is larger than they are stays, as the point of a small figure is.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]

DARK = 0.75  # of the paper's level
LARGEST = 0.55  # square points of a grain; the point of a figure of 7 points has 0.64
MANY = 0.0004  # grains alone per square point: 200 of an A4 page; dust is coarser and less
EVERYWHERE, SQUARE = 0.9, 72.0  # share of the page's squares that hold some, and the side of such a square in points
AROUND = 1.6  # points without other ink around a grain that lies alone
MOST = 95  # percentile of the grains that lie alone up to which a piece beside print is a grain


def without_salt(grey: Grey, scale: float) -> Grey:
    """The picture (even white ground) with grains made paper, where it has many. `scale`: pixels per point."""
    dark = np.asarray(grey < 255 * DARK, dtype=np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] <= LARGEST * scale * scale
    small[0] = False
    if small.sum() < MANY * grey.size / scale**2:
        return grey
    side = 2 * round(AROUND * scale) + 1
    coarse = np.asarray(~small[labels] & (labels > 0), dtype=np.uint8)
    near_print = cv2.dilate(coarse, np.ones((side, side), np.uint8))
    beside = np.zeros(count, dtype=bool)
    beside[labels[near_print > 0]] = True
    alone = small & ~beside
    if alone.sum() < MANY * grey.size / scale**2 or not _is_everywhere(alone, stats, grey.shape, scale):
        return grey
    grain = float(np.percentile(stats[alone, cv2.CC_STAT_AREA], MOST))
    grains = np.asarray((small & (stats[:, cv2.CC_STAT_AREA] <= grain))[labels], dtype=np.uint8)
    out = grey.copy()
    rim = (cv2.dilate(grains, np.ones((3, 3), np.uint8)) > 0) & (coarse == 0)
    out[rim] = 255
    return out


def _is_everywhere(
    alone: npt.NDArray[np.bool_], stats: npt.NDArray[np.int32], shape: tuple[int, ...], scale: float
) -> bool:
    """Whether nearly every part of the page has grains."""
    down, across = (max(1, round(side / (SQUARE * scale))) for side in shape)
    tops, lefts = stats[alone, cv2.CC_STAT_TOP], stats[alone, cv2.CC_STAT_LEFT]
    squares = np.zeros((down, across), dtype=bool)
    squares[tops * down // shape[0], lefts * across // shape[1]] = True
    return float(squares.mean()) >= EVERYWHERE
