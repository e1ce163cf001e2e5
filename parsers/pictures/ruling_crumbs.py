"""What is left of ruling lines in a picture after they were whitened: crumbs beside them, pieces in their holes.

A crumb lies along a ruling, within its reach, where no print stands: signs keep off the lines of a table. A line that
is worn goes on with pieces beyond its end, unless it ends at a line across it.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pages.content import Ruling

Grey = npt.NDArray[np.uint8]

THIN = 2.0  # points: the thickest crumb
LYING = 1.4  # its length to its thickness
OFF = 1.9  # points from the middle of a ruling to that of a crumb
HOLE = 5.0  # points between two pieces of a worn line
ROUNDS = 3  # pieces one after the other beyond an end
MEET = 2.8  # points between the end of a line and the line that it meets


def ruling_crumbs(ink: Grey, horizontals: Sequence[Ruling], verticals: Sequence[Ruling], scale: float) -> Grey | None:
    """1 where ink (1 ink, 0 paper, rulings taken out) belongs to a ruling; None where none does."""
    if not horizontals and not verticals:
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    x, y, w, h = (stats[:, n] / scale for n in range(4))
    gone = np.zeros(len(stats), dtype=bool)
    flat = (h <= THIN) & (w >= LYING * h)
    gone |= _along(np.nonzero(flat)[0], y + h / 2, x, x + w, horizontals, verticals, len(stats))
    upright = (w <= THIN) & (h >= LYING * w)
    gone |= _along(np.nonzero(upright)[0], x + w / 2, y, y + h, verticals, horizontals, len(stats))
    gone[0] = False
    return np.asarray(gone[labels], dtype=np.uint8) if gone.any() else None


def _along(
    pieces: npt.NDArray[np.int64],
    at: npt.NDArray[np.float64],
    start: npt.NDArray[np.float64],
    end: npt.NDArray[np.float64],
    own: Sequence[Ruling],
    others: Sequence[Ruling],
    count: int,
) -> npt.NDArray[np.bool_]:
    """Which pieces (numbers; middles across, extents along, in points) lie on rulings of `own` or go on with them."""
    found = np.zeros(count, dtype=bool)
    for ruling in own:
        near = pieces[(np.abs(at[pieces] - ruling.at) <= OFF) & ~found[pieces]]
        if not len(near):
            continue
        first, last, outer = ruling.start, ruling.end, _is_outer(ruling, others)
        for _ in range(ROUNDS):
            low = first if not outer and _ends_at_line(ruling.at, first, others) else first - HOLE
            high = last if not outer and _ends_at_line(ruling.at, last, others) else last + HOLE
            taken = near[(end[near] > low) & (start[near] < high) & ~found[near]]
            if not len(taken):
                break
            found[taken] = True
            first, last = min(first, float(start[taken].min())), max(last, float(end[taken].max()))
    return found


def _is_outer(ruling: Ruling, others: Sequence[Ruling]) -> bool:
    """Whether a line is at a side of the table that it belongs to, where no cell lies on its way."""
    across = [o for o in others if o.start - MEET <= ruling.at <= o.end + MEET]
    inside = [o for o in across if o.start < ruling.at - MEET and o.end > ruling.at + MEET]
    return bool(across) and not inside


def _ends_at_line(at: float, end: float, others: Sequence[Ruling]) -> bool:
    return any(abs(o.at - end) <= MEET and o.start - MEET <= at <= o.end + MEET for o in others)
