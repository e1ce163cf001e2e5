"""Ink that is no print: strokes of a pen, what is left of a seal or of a ruling. What it touches is read in doubt."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pictures.print_lines import TextLine

Grey = npt.NDArray[np.uint8]

TALL, TALL_INK = 1.45, 0.4  # em of the largest print: a piece that is higher, and the most of its box that is inked
LONG, LONG_INK = 2.2, 0.22  # the same for one that is longer: characters that run into each other hold more ink …
LOW = 0.25  # em: … and a lower one is a dash or an underline
CUT, HIDDEN = 128, 0.03  # of 255: level of what was hidden; as much of the square of a line's height
CLOSE = 0.3  # of its height: how near to a character


class StrayInk:
    """Where a picture's ink (1 ink, 0 paper, rulings taken out) is no print; `strokes` have been taken out of it, and
    before that what may have hidden print where `free` is not 255."""

    def __init__(self, ink: Grey, lines: list[TextLine], strokes: Grey | None = None, free: Grey | None = None) -> None:
        self._strokes = strokes
        self._free = free
        self._labels: npt.NDArray[np.int32] | None = None
        if not lines:
            return
        em = float(np.percentile([line.em for line in lines], 98))
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
        share = area / np.maximum(wide * high, 1)
        tall = (high > TALL * em) & (share < TALL_INK)
        long = (wide > LONG * em) & (high > LOW * em) & (share < LONG_INK)
        self._stray = np.asarray(tall | long)
        self._stray[0] = False
        if self._stray.any():
            self._labels = np.asarray(labels, dtype=np.int32)

    def hid(self, x0: float, top: float, x1: float, bottom: float) -> bool:
        """Whether something was taken out of a box of pixels, or so close that print may have stood there."""
        if self._free is None:
            return False
        reach = CLOSE * (bottom - top)
        part = self._free[max(0, int(top)) : int(bottom) + 1, max(0, int(x0 - reach)) : int(x1 + reach) + 1]
        return float((part < CUT).sum()) >= HIDDEN * (bottom - top) ** 2

    def touches(self, x0: float, top: float, x1: float, bottom: float) -> bool:
        """Whether some of it lies in a box of pixels."""
        box = slice(max(0, int(top)), int(bottom) + 1), slice(max(0, int(x0)), int(x1) + 1)
        if self._strokes is not None and self._strokes[box].any():
            return True
        return self._labels is not None and bool(self._stray[self._labels[box]].any())
