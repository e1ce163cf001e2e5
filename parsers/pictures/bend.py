"""How a sheet bends: lines of a table that bow, because the paper was not flat before the camera or on the glass.

Each straight piece of a lying line has a slope. A polynomial is fitted to the slopes over the page; what it adds up to
from the middle of the page is how far the paper's lines are off.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from parsers.pictures.keystone import Lines

LEAN = 12.0  # degrees off level up to which a piece is one of a lying line
FEWEST, SPREAD = 16, 0.5  # pieces, and the part of the page's half width or height over which they must be spread
WORTH, MOST = 1.5, 30.0  # points by which lines must be off to be worth it, and are believed to be
FITS = 0.5  # degrees between a piece and the polynomial
MOVES = 0.7  # degrees by which slopes must differ over the page; a bow of 1.5 points does, pieces of flat lines do not
ROUNDS = 6
POWERS = ((0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1), (2, 1))  # of x and y in the slope
ALIKE = POWERS[:4]  # the same where lines stand too close to tell how it changes down the page


def find_bend(lines: Lines, width: float, height: float) -> tuple[float, ...]:
    """Coefficients (points) of how far down lying lines are off at places of a page, as `Sheet.bend` has them; none
    where the page is flat. `lines` are straight pieces, in points."""
    run = lines[:, 2:] - lines[:, :2]
    lying = np.degrees(np.arctan2(np.abs(run[:, 1]), np.abs(run[:, 0]))) < LEAN
    lines, run = lines[lying], run[lying]
    if len(lines) < FEWEST:
        return ()
    x = (lines[:, 0] + lines[:, 2]) / width - 1  # -1 to 1 over the page
    y = (lines[:, 1] + lines[:, 3]) / height - 1
    wide, high = (float(np.percentile(v, 90) - np.percentile(v, 10)) for v in (x, y))
    if wide < SPREAD:
        return ()
    powers = POWERS if high >= SPREAD else ALIKE
    slope, length = run[:, 1] / run[:, 0], np.hypot(*run.T)
    if np.degrees(_spread(slope, length)) < MOVES:
        return ()
    terms = np.stack([x**i * y**j for i, j in powers], axis=1)
    weight = length.copy()
    found: npt.NDArray[np.float64] = np.zeros(len(powers))
    for _ in range(ROUNDS):
        found = np.linalg.lstsq(terms * weight[:, None], slope * weight, rcond=None)[0]
        off = np.degrees(np.abs(terms @ found - slope))
        weight = length / (1 + (off / FITS) ** 2)
    if length[off < FITS].sum() < 0.7 * length.sum():
        return ()
    bend = tuple(float(c) * width / 2 / (i + 1) for c, (i, _) in zip(found, powers, strict=True))
    left, right = (float(v) for v in np.clip(np.percentile(x, (2, 98)), -1, 1))
    grid = np.stack(np.meshgrid(np.linspace(left, right, 21), np.linspace(y.min(), y.max(), 9)), axis=-1)
    shift = bent(bend, grid[..., 0], grid[..., 1])
    level = shift - np.stack([np.polyval(np.polyfit(grid[0, :, 0], row, 1), grid[0, :, 0]) for row in shift])
    return bend if np.ptp(level, axis=1).max() >= WORTH and np.abs(shift).max() <= MOST else ()


def _spread(slope: npt.NDArray[np.float64], length: npt.NDArray[np.float64]) -> float:
    """How far the slopes of nine tenths of the lines, by length, lie apart."""
    order = np.argsort(slope)
    share = np.cumsum(length[order]) / length.sum()
    low, high = np.searchsorted(share, (0.05, 0.95))
    return float(slope[order[min(high, len(slope) - 1)]] - slope[order[low]])


def bent(bend: tuple[float, ...], x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Points that lines are off at places given from -1 to 1 over the width and height of the page."""
    shift = np.zeros(np.broadcast(x, y).shape)
    for c, (i, j) in zip(bend, POWERS, strict=False):
        shift = shift + c * x ** (i + 1) * y**j
    return shift
