"""Sides of cells whose ruling is worn to pieces: between two lines across, on the way of a line that was found.

Pieces shorter than strokes of print are no lines by themselves. Where a ruling that was found would go on to the next
line across it, and most of that way is dark with white on both sides, they are that ruling's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from parsers.pages.content import Ruling

Grey = npt.NDArray[np.uint8]

DARK = 60  # of 255: the least darkness of a piece
HOLE = 5.0  # points: the widest hole at the end of a line
LEFT = 0.5  # share of the way that is dark
SHORT, END = 32.0, 2.5  # points: a way that a character may fill, and the part at its ends that print leaves white
CLOSEST, BESIDE = 1.4, 2.9  # points off the line that are white beside a ruling and hold ink in a row of print …
INKED, CLEAR = 90, 0.15  # … darkness there, and the most of the way that has it
WAVER = 1.0  # points by which the line may stray on the way
REACH = 2.8  # points between the end of a line and what it meets
LEAST, MOST = 8.0, 400.0  # points of the way


def worn_sides(dark: Grey, own: Sequence[Ruling], others: Sequence[Ruling], mask: Grey, scale: float) -> list[Ruling]:
    """Rulings (points) that go on from those of `own`, which lie, to lines of `others` across; marks them in `mask`.

    `dark` and `mask` are pictures in which `own` lies horizontally.
    """
    found: list[Ruling] = []
    for ruling in own:
        crossings = sorted(o.at for o in others if o.start - REACH <= ruling.at <= o.end + REACH)
        ways = [(a, b) for a, b in pairwise(crossings) if LEAST <= b - a <= MOST]
        for ordered, forward in ((ways, True), (ways[::-1], False)):
            end = ruling.end if forward else ruling.start
            at = ruling.at
            for a, b in ordered:
                near, far = (a, b) if forward else (b, a)
                if (far <= end + REACH) if forward else (far >= end - REACH):
                    continue  # the line itself
                beyond = near > end + REACH if forward else near < end - REACH
                if beyond or _is_covered(at, a, b, own):
                    break
                start, stop = (max(a, end), b) if forward else (a, min(b, end))  # the line itself may cover some of it
                begun = abs(end - near) > REACH
                row = round(at * scale) if stop - start <= HOLE else _row_of(dark, at, start, stop, scale, begun)
                if row is None:
                    break
                at, end = row / scale, far
                found.append(Ruling(at, start, stop, ruling.width))
                half = max(1, round(scale * 0.7))
                part = np.s_[max(0, row - half) : row + half + 1, round(start * scale) : round(stop * scale)]
                mask[part] |= np.asarray(dark[part] > DARK // 2, dtype=np.uint8)
    return found


def _is_covered(at: float, start: float, end: float, own: Sequence[Ruling]) -> bool:
    return any(abs(o.at - at) <= 2 * WAVER and o.start <= start + REACH and o.end >= end - REACH for o in own)


def _row_of(dark: Grey, at: float, start: float, end: float, scale: float, begun: bool) -> int | None:
    """The row of pixels on which most of the way is dark, if it is a line's. `begun`: the line that goes on reaches
    into this cell."""
    left, right = round((start + REACH / 2) * scale), round((end - REACH / 2) * scale)
    waver, beside = max(1, round(WAVER * scale)), round(BESIDE * scale)
    middle = round(at * scale)
    if right - left < 2 or middle - waver - beside < 1 or middle + waver + beside + 1 >= dark.shape[0]:
        return None
    rows = range(middle - waver, middle + waver + 1)
    row = max(rows, key=lambda y: int(dark[y, left:right].sum()))
    inked = dark[row - 1 : row + 2, left:right].max(axis=0) > DARK
    if inked.mean() < LEFT:
        return None
    end_part = max(1, round(END * scale))
    if not begun and end - start < SHORT and min(inked[:end_part].mean(), inked[-end_part:].mean()) < LEFT:
        return None  # a stroke of print in the middle of a cell
    near = max(2, round(CLOSEST * scale))
    around = np.concatenate(
        [dark[row - beside : row - near + 1, left:right], dark[row + near : row + beside + 1, left:right]]
    )
    return row if float((around.max(axis=0) > INKED).mean()) <= CLEAR else None
