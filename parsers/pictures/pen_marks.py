"""Strokes of a coloured pen over black print: their ink made paper, the print under it kept.

Coloured print is left alone: it does not run over black print, a stroke of a pen over a table does.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pictures.channels import colourfulness

Grey = npt.NDArray[np.uint8]

EXCESS = 40  # of 255: by how much the brightest channel exceeds the darkest in ink of a pen
LONGEST_SIDE = 8.0  # points: the least of a stroke; specks of colour are the picture's own noise
INKED, THICK = 0.4, 3.0  # the most of its box that a stroke fills, or points of thickness of a flat one
LONE_SIDE, LONE_INKED = 12.0, 0.25  # the same of a stroke beside print, on a page with others over print
WORD, APART = 8.0, 9.0  # points: the white between a word's characters; the side of a stroke with nothing beside it
FLAT, WAVER = 0.2, 0.35  # of its length: the height of a line drawn by hand; points by which it strays from straight
BLACK, PLAIN = 0.3, 30  # of the paper's level, and of 255: what is as dark and has as little colour is black print
DARKEST, FAINTEST = 0.1, 0.7  # percentile of a page's levels that is print's; of the paper's level: the palest print
BLACKER = 0.3  # of the way from the darkest print to paper
UNDER = 0.7  # of the level of a stroke's ink: what is darker is faint print, or a faint ruling, under it
CROSSED, CROSSING = 2.5, 4  # points: the widest stroke of print that a pen's goes over; pixels of such print
RULE = 30.0  # points: a straight run along an axis; a coloured ruling is no pen
BESIDE = 15.0  # points: how far a black ruling goes on at both sides of a coloured line; no stroke of print does
BORDER, LEANING, INSIDE = 4.0, 0.04, 0.1  # points, and of its side: border of a box; most of its ink further in
DARK_RULE = 0.75  # of the paper's level: a black ruling at a low resolution
CROSSED_RULES = 2  # rulings of a table that a coloured box cuts through
NO_PRINT = 0.7  # of the level of a box's ink: what is darker is print or a ruling under it
MOST_MARKS = 400
WEAKER, GOES_ON = 18, 6.0  # of 255: colour of the ends of a thin stroke; points to which they may go on
DIMMEST = 0.3  # of the paper's level: the darkest that a pen's ink is in its own channel


def lighten_pens(picture: npt.NDArray[np.uint8], grey: Grey, scale: float) -> None:
    """Make paper, in place, of what a coloured pen drew over print; `grey` are the grey levels of `picture` (BGR)."""
    colour = colourfulness(picture)
    coloured = np.asarray(colour > EXCESS, dtype=np.uint8)
    if not coloured.any():
        return
    paper = float(np.percentile(grey[::4, ::4], 75))
    side = round(CROSSED * scale) | 1
    there = _all_round(coloured, round(2 * BESIDE * scale))
    picture, grey = picture[there], grey[there]
    level = _black(grey, paper)
    black = (grey < level) & (colour[there] < PLAIN)
    del colour  # as large as the page; what follows needs the room
    joined = cv2.morphologyEx(coloured[there], cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    del coloured
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    longest, share = stats[:, 2:4].max(axis=1), stats[:, 4] / np.maximum(stats[:, 2] * stats[:, 3], 1)
    flat = (longest >= RULE * scale) & (stats[:, 4] < THICK * scale * longest)
    thin = (longest >= LONGEST_SIDE * scale) & ((share < INKED) | flat)
    thin[0] = False
    marks = [_Mark(labels, stats[n], int(n), scale) for n in np.nonzero(thin)[0]][: MOST_MARKS + 1]
    if len(marks) > MOST_MARKS:
        return  # a coloured picture
    ruled = [mark for mark in marks if mark.is_ruled and not mark.wavers]
    boxes = [mark for mark in ruled if mark.is_box]
    if boxes:
        plain = (grey < DARK_RULE * paper) & (colourfulness(picture) < PLAIN)
        boxes = [mark for mark in boxes if mark.cuts_rules(plain)]
    marks = [mark for mark in marks if mark not in ruled]
    over_print = boxes + [mark for mark in marks if mark.crosses(black)]
    lone = [m for m in marks if m not in over_print and (m.is_thin or m.wavers or m.stands_apart(stats))]
    for mark in over_print + (lone if over_print else []):
        mark.grow(picture, black)
        mark.lighten(picture, grey, paper, level if mark in lone else None)


def _black(grey: Grey, paper: float) -> float:
    """The level under which ink is black print's: of faint print (worn toner, pale copies) it is higher."""
    darkest = float(np.percentile(grey[::2, ::2], DARKEST))
    return BLACK * paper if darkest > FAINTEST * paper else max(BLACK * paper, darkest + BLACKER * (paper - darkest))


def _all_round(coloured: Grey, margin: int) -> tuple[slice, slice]:
    """The rows and columns from the first to the last that hold colour, with a margin. They begin at even places,
    since pieces are numbered by squares of two pixels."""
    spans = []
    for axis in (1, 0):
        held = np.flatnonzero(coloured.any(axis=axis))
        spans.append(slice(max(0, int(held[0]) - margin) & ~1, int(held[-1]) + margin + 1))
    return spans[0], spans[1]


class _Mark:
    """A thin piece of colour in a picture."""

    def __init__(self, labels: npt.NDArray[np.int32], stats: npt.NDArray[np.int32], number: int, scale: float) -> None:
        x, y, w, h, area = (int(v) for v in stats)
        self._rows, self._cols = slice(max(0, y - 3), y + h + 3), slice(max(0, x - 3), x + w + 3)
        self._stroke = np.asarray(labels[self._rows, self._cols] == number, dtype=np.uint8)
        self._near = cv2.dilate(self._stroke, np.ones((5, 5), np.uint8)) > 0  # JPEG spreads colour over neighbours
        self._scale = scale
        self._number, self._box = number, (x, y, x + w, y + h)
        self.side, self.share = max(w, h), area / (w * h)
        self.is_thin = self.side >= LONE_SIDE * scale and self.share < LONE_INKED  # thinner than a word
        self.is_box = min(w, h) >= LONE_SIDE * scale

    @property
    def is_ruled(self) -> bool:
        length = round(RULE * self._scale)
        kernels = np.ones((1, length), np.uint8), np.ones((length, 1), np.uint8)
        return any(bool(cv2.morphologyEx(self._stroke, cv2.MORPH_OPEN, kernel).any()) for kernel in kernels)

    @property
    def wavers(self) -> bool:
        """Whether it is a line across or down the page that no ruler drew."""
        stroke = self._stroke if self._stroke.shape[1] >= self._stroke.shape[0] else self._stroke.T
        weight = stroke.sum(axis=0).astype(np.float64)
        along = np.flatnonzero(weight)
        if len(along) < RULE * self._scale or stroke.shape[0] > FLAT * stroke.shape[1]:
            return False
        middle = (np.arange(len(stroke)) @ stroke)[along] / weight[along]
        slope, start = np.polyfit(along, middle, 1)
        return float(np.abs(middle - start - slope * along).max()) > WAVER * self._scale

    def stands_apart(self, stats: npt.NDArray[np.int32]) -> bool:
        """Whether no other piece of colour (`stats` are those of all) stands beside it, as characters of a word do."""
        left, top, w, h = (stats[:, i].astype(np.int64) for i in range(4))
        x0, y0, x1, y1 = self._box
        near = np.maximum(left - x1, x0 - left - w) < WORD * self._scale
        level = (top < y1) & (top + h > y0) & (np.maximum(w, h) >= WORD / 2 * self._scale)
        level[[0, self._number]] = False
        return self.side >= APART * self._scale and not bool((near & level).any())

    def cuts_rules(self, plain: npt.NDArray[np.bool_]) -> bool:
        """Whether it is an outline through which black rulings (`plain` ink) run: a box drawn over a table. Lines of a
        table in another colour end where its black ones do, or stand within its frame."""
        edge = round(BORDER * self._scale + LEANING * self.side)
        if self._stroke[edge:-edge, edge:-edge].sum() > INSIDE * self._stroke.sum():
            return False
        reach = round(BESIDE * self._scale)
        cut = 0
        for turned in (False, True):
            rows, cols = (self._cols, self._rows) if turned else (self._rows, self._cols)
            before = min(2 * reach, cols.start)
            dark, stroke = (plain.T, self._stroke.T) if turned else (plain, self._stroke)
            beside = np.asarray(dark[rows, cols.start - before : cols.stop + 2 * reach], dtype=np.uint8)
            thick = cv2.dilate(beside, np.ones((3, 1), np.uint8))  # what leans crosses from row to row
            long = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, reach), np.uint8))
            side = cv2.morphologyEx(np.ascontiguousarray(stroke), cv2.MORPH_OPEN, np.ones((reach // 2, 1), np.uint8))
            through = cv2.copyMakeBorder(
                side, 0, 0, before, long.shape[1] - before - side.shape[1], cv2.BORDER_CONSTANT, value=0
            )
            through[:, reach:-reach] &= long[:, : -2 * reach] & long[:, 2 * reach :]
            through[:, :reach] = through[:, -reach:] = 0
            cut += cv2.connectedComponents(through)[0] - 1
        return cut >= CROSSED_RULES

    def crosses(self, black: npt.NDArray[np.bool_]) -> bool:
        """Whether black print stands between its pieces or, where it is too thin for a word, touches it: beside
        coloured words there may be black ones in the same line."""
        over = self._near if self.is_thin else self._stroke.astype(bool)
        return int((over & black[self._rows, self._cols]).sum()) >= CROSSING

    def grow(self, picture: npt.NDArray[np.uint8], black: npt.NDArray[np.bool_]) -> None:
        """Take in what goes on with a stroke in a weaker colour, away from print: a scan takes the colour of thin
        strokes away here and there."""
        if self.is_box and self.is_ruled:
            return
        reach = round(GOES_ON * self._scale)
        margin = min(reach, self._rows.start), min(reach, self._cols.start)
        rows = slice(self._rows.start - margin[0], self._rows.stop + reach)
        cols = slice(self._cols.start - margin[1], self._cols.stop + reach)
        print_ = cv2.dilate(np.asarray(black[rows, cols], dtype=np.uint8), np.ones((7, 7), np.uint8))
        joined = np.asarray((colourfulness(picture[rows, cols]) > WEAKER) & (print_ == 0), dtype=np.uint8)
        high, wide = self._stroke.shape
        joined[margin[0] : margin[0] + high, margin[1] : margin[1] + wide] |= self._stroke
        side = round(CROSSED * self._scale) | 1
        closed = cv2.morphologyEx(joined, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
        _, labels = cv2.connectedComponents(np.asarray(closed, dtype=np.uint8), connectivity=8)
        own = np.unique(labels[margin[0] : margin[0] + high, margin[1] : margin[1] + wide][self._stroke > 0])
        self._rows, self._cols = rows, cols
        self._stroke = np.asarray(np.isin(labels, own[own > 0]) & (joined > 0), dtype=np.uint8)
        self._near = cv2.dilate(self._stroke, np.ones((5, 5), np.uint8)) > 0

    def lighten(self, picture: npt.NDArray[np.uint8], grey: Grey, paper: float, black: float | None) -> None:
        """Divide by the ink's own level in the channel that it is brightest in; a stroke beside print goes where it is
        not as dark as that (`black`), and a box, whose faintest rest would be a ruling, where no print is."""
        part = picture[self._rows, self._cols]
        inked = (self._stroke > 0) & (colourfulness(part) > EXCESS)
        channel = int(np.argmax([np.median(part[:, :, i][inked]) for i in range(3)]))
        own = np.maximum(part[:, :, channel], grey[self._rows, self._cols]).astype(np.float32)
        level = max(float(np.median(own[inked])), DIMMEST * paper)
        lightened = np.minimum(own * max(paper / level, 1.0), paper)
        near = self._near
        if self.is_box and self.is_ruled:
            near = cv2.dilate(self._stroke, np.ones((7, 7), np.uint8)) > 0
            lightened[own > NO_PRINT * level] = paper
        elif black is not None:
            lightened[own > (max(black, UNDER * level) if black > BLACK * paper else black)] = paper
        grey[self._rows, self._cols] = np.where(near, lightened, grey[self._rows, self._cols]).astype(np.uint8)
