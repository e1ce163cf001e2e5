"""Bands of a page in which worn toner left print pale: found by what ruling lines lose there, and brought back.

Print that shows through the paper is as pale as print in such a band, but rulings that cross a band grow pale in it and
dark again behind it, all of them at the same place. Where a table has no lines nothing is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pages.content import Ruling

Grey = npt.NDArray[np.uint8]
Gain = npt.NDArray[np.float32]

FEWEST = 4  # rulings that tell how dark print is along them
TELLING = 2  # the darkest but one of them at a place tells it: some end before it, one may be touched by print
STRAY = 2  # pixels across a ruling within which it is looked for
SMOOTH = 5.0  # points over which darkness is averaged
PALE, NOTHING = 0.72, 0.1  # share of the usual darkness under which a band is pale, and under which no ruling is there
NARROWEST, WIDEST = 4.0, 36.0  # points of a band, and of the part of it in which no ruling is found
LEVEL = 1.0  # points between pieces of one ruling across it
MOST, LOST = 3.5, 1.8  # times the darkness that print had; from where on some of it may be lost


class PaleBands(NamedTuple):
    """How many times darker print should be at each column and each row of a picture; None where it is dark enough."""

    columns: Gain | None
    rows: Gain | None


def pale_bands(
    grey: Grey, horizontals: Sequence[Ruling], verticals: Sequence[Ruling], scale: float
) -> PaleBands | None:
    """Pale bands of a straight picture (0 black, 255 paper) with these rulings (points); None where there are none."""
    columns = _gain(grey, horizontals, verticals, scale)
    rows = _gain(np.ascontiguousarray(grey.T), verticals, horizontals, scale)
    return PaleBands(columns, rows) if columns is not None or rows is not None else None


def deepened(grey: Grey, bands: PaleBands) -> Grey:
    """A picture of that page, in any resolution, with the print of its pale bands as dark as elsewhere."""
    dark = 255 - grey.astype(np.float32)
    if bands.columns is not None:
        dark *= _as_long(bands.columns, grey.shape[1])[None, :]
    if bands.rows is not None:
        dark *= _as_long(bands.rows, grey.shape[0])[:, None]
    return np.asarray(255 - np.minimum(dark, 255), dtype=np.uint8)


def still_free(free: Grey | None, bands: PaleBands, shape: tuple[int, ...]) -> Grey:
    """Where no print may be lost (255, else 0) of what was free of that: not in the palest parts of bands, where
    strokes may be gone that nothing brings back."""
    free = np.full(shape, 255, dtype=np.uint8) if free is None else free.copy()
    if bands.columns is not None:
        free[:, bands.columns >= LOST] = 0
    if bands.rows is not None:
        free[bands.rows >= LOST] = 0
    return free


def _as_long(gain: Gain, size: int) -> Gain:
    return np.asarray(cv2.resize(gain[None, :], (size, 1), interpolation=cv2.INTER_LINEAR)[0], dtype=np.float32)


def _gain(grey: Grey, rulings: Sequence[Ruling], across: Sequence[Ruling], scale: float) -> Gain | None:
    """What print lacks at each column of a picture in which these rulings lie and those `across` stand."""
    if len(rulings) < FEWEST:
        return None
    reach = max(1, round(SMOOTH * scale))
    shares = []
    for ruling in rulings:
        rows = slice(max(0, round(ruling.at * scale) - STRAY), round(ruling.at * scale) + STRAY + 1)
        dark = 255 - grey[rows].min(axis=0).astype(np.float32)
        usual = float(np.median(dark[round(ruling.start * scale) : round(ruling.end * scale) + 1]))
        share = cv2.blur(dark[None, :], (reach, 1), borderType=cv2.BORDER_REPLICATE)[0] / max(usual, 1.0)
        start, end = _reach(ruling, rulings, across)
        share[: max(0, round(start * scale))] = share[round(end * scale) + 1 :] = 0
        shares.append(share)
    share = np.sort(np.stack(shares), axis=0)[-TELLING]
    pale = np.asarray((share < PALE) & (share > NOTHING), dtype=np.uint8)
    bands = cv2.morphologyEx(pale[None, :], cv2.MORPH_OPEN, np.ones((1, round(NARROWEST * scale)), np.uint8))[0]
    if not bands.any():
        return None
    widened = (cv2.dilate(bands[None, :], np.ones((1, 2 * reach + 1), np.uint8))[0] > 0) & (share > NOTHING)
    return np.where(widened, np.clip(1 / np.maximum(share, NOTHING), 1, MOST), 1).astype(np.float32)


def _reach(ruling: Ruling, rulings: Sequence[Ruling], across: Sequence[Ruling]) -> tuple[float, float]:
    """From where to where (points) a ruling may be printed though it is too pale to be found: to the next piece of it,
    or to the next line that it meets."""
    level = [(o.start, o.end) for o in rulings if abs(o.at - ruling.at) <= LEVEL]
    met = [(o.at, o.at) for o in across if o.start - LEVEL <= ruling.at <= o.end + LEVEL]
    start, end = ruling.start, ruling.end
    for _ in range(2):
        start = min([start, *(a for a, b in level + met if start - WIDEST <= b <= start)])
        end = max([end, *(b for a, b in level + met if end <= a <= end + WIDEST)])
    return start, end
