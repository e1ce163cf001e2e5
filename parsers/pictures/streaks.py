"""Lines that a scanner draws itself: dust on the glass of a document feeder leaves one from edge to edge of every page.

A ruling of a table ends within the page; a streak runs through both margins. It is found before the page is set
straight, because it follows the scanner and not the paper, and lightened by its own darkness: print on it stays.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]

DARKER = 12  # of 255: than what is beside it
WHOLE, MARGIN, IN_MARGIN = 0.75, 0.05, 0.75  # shares: of the page's height; of it at each end; of the rows there
WIDEST = 2.5  # points
MOST = 12  # streaks on a page; more is a pattern of the paper's
SPREAD = 3  # pixels beside a streak that its shadow reaches


def without_streaks(grey: Grey, scale: float) -> Grey:
    """A grey picture (paper white) without lines that run from edge to edge along either axis."""
    return np.ascontiguousarray(_upright(_upright(grey, scale).T, scale).T)


def _upright(grey: Grey, scale: float) -> Grey:
    reach = max(3, round(WIDEST * scale))
    beside = np.minimum(_moved(grey, reach), _moved(grey, -reach)).astype(np.int16)
    darker = beside - grey > DARKER
    # print beside a streak hides it: rows that are dark on a side do not count against it
    hidden = beside < 128
    end = max(1, round(grey.shape[0] * MARGIN))
    share = (darker | hidden).mean(axis=0)
    head, foot = darker[:end].mean(axis=0), darker[-end:].mean(axis=0)
    columns = (share > WHOLE) & (head > IN_MARGIN) & (foot > IN_MARGIN)
    if not columns.any():
        return grey
    edges = np.flatnonzero(np.diff(np.concatenate([[0], columns.astype(np.int8), [0]])))
    runs = list(zip(edges[::2], edges[1::2], strict=True))
    if len(runs) > MOST:
        return grey
    out = grey.copy()
    for start, stop in runs:
        left, right = max(0, int(start) - SPREAD), min(grey.shape[1], int(stop) + SPREAD)
        lack = np.median(np.clip(beside[:, left:right] - grey[:, left:right], 0, 255), axis=0)
        out[:, left:right] = cv2.add(
            grey[:, left:right], np.broadcast_to(lack, (len(grey), right - left)).astype(np.uint8)
        )
    return out


def _moved(grey: Grey, by: int) -> Grey:
    return np.roll(grey, by, axis=1)
