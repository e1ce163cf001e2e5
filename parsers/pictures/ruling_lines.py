"""Ruling lines in a picture of a page: long thin runs of ink along an axis, told from strokes of characters.

A run is a line of a table when it is long, or when it begins and ends at lines across it (the stroke of 一 does not).
The finding by morphological opening with a long flat kernel follows the usual OpenCV recipe (camelot's lattice mode);
what is added is the check that both sides of a line are white and that short ones end at other lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pages.content import Ruling
from parsers.pages.placing import Placing
from parsers.pictures.fainter_lines import complete
from parsers.pictures.worn_sides import worn_sides

Grey = npt.NDArray[np.uint8]

SHORTEST = 11.0  # points: side of the narrowest cell that a line may border
LONG = 80.0  # points from which a line needs no others to be one; longer than any stroke or dash of body text
STANDING = 40.0  # points from which an upright line needs one other only
BREAK = 2.0  # points: gaps in a printed line that are closed before looking
DARK = 45  # of 255: the least darkness of a thin grey line
FAINT = 12  # the same where there are many more such lines, and these make a table
GREY = 24  # the same where they complete the darker ones
STRAY_GREY = 0.0005
MOST_STRAY = 0.001  # share of the page's pixels that are faint and none of lines or ink
MANY_MORE = 0.3  # times the darker lines
LEAST_OF_GRID = 3  # lines each way
MET_IN_GRID = 0.75  # share of the ends of lines that stand at lines of the other way
HOLE, WORN = (
    5.0,
    0.85,
)  # points: the widest hole in a worn line; share of its length that is left (strokes of print: 0.75)
GAP, STRAY = 12.0, 0.7  # points: between pieces of one broken line, along it and across it
THICKEST = 4.0  # points
BESIDE = 2.2  # points from the middle of a line to where its sides should be white
INKED = 90  # of 255: darkness of ink beside a line
LIKE = 1.1  # sum of the shares of a line's length with white on both sides and of the same thickness (print: < 1) …
ALONE_CLEAR, ALONE_STEADY = 0.88, 0.85  # … and of one that no other line supports (rows of print: up to 0.75 and 0.5)
EVEN = 0.5  # share of its usual darkness that a short line keeps throughout; strokes joined by a watermark do not
DOUBLE = 0.9  # share of the same thickness of a line with another one close beside it: no white on that side
STROKE = 24.0  # points: the longest stroke of a character beside a table
MEET = 2.8  # points between the end of a line and the line that it meets
EDGE = 9.0  # points from the side of the picture within which the edge of the sheet may show
SEEN_EDGE = 0.06  # share of the side of a photograph within which it may
BLANK = 0.75  # points around a line that are whitened with it


class _Run(NamedTuple):
    """A line in pixels: position across (in its middle), extent along, thickness; whether it is a line even without
    others; how much its position changes per pixel along it (what still leans, keystone)."""

    at: float
    start: float
    end: float
    width: float
    alone: bool
    slope: float = 0.0

    def near(self, along: float) -> float:
        """Position across at a place along the line."""
        return self.at + self.slope * (along - (self.start + self.end) / 2)


class _Candidate(NamedTuple):
    """A component of pixels that may be a line: its number and its box, `x` along the line."""

    number: int
    x: int
    y: int
    w: int
    h: int


@dataclass(slots=True)
class _Direction:
    """Candidates along one axis (of the picture turned so that they lie), and which of them are lines."""

    dark: Grey
    labels: npt.NDArray[np.int32]
    candidates: list[_Candidate]
    measured: dict[int, _Run | None] = field(default_factory=dict)
    kept: dict[int, _Run] = field(default_factory=dict)

    def measure(self, candidate: _Candidate, scale: float) -> _Run | None:
        if candidate.number not in self.measured:
            self.measured[candidate.number] = _measure(self.dark, self.labels, candidate, scale)
        return self.measured[candidate.number]

    def mask(self) -> Grey:
        chosen = np.zeros(int(self.labels.max()) + 1, dtype=np.uint8)
        chosen[list(self.kept)] = 1
        mask = np.asarray(chosen[self.labels], dtype=np.uint8)
        for candidate in self.candidates:
            run = self.kept.get(candidate.number)
            if run is not None:
                number, x, y, w, h = candidate
                for start, end in ((x, int(run.start)), (int(run.end), x + w)):
                    if end > start:
                        mask[y : y + h, start:end][self.labels[y : y + h, start:end] == number] = 0
        return mask


def find_rulings(grey: Grey, scale: float) -> tuple[list[Ruling], list[Ruling], Grey]:
    """(horizontal lines, vertical lines in points, mask of their pixels) of a cleaned straight picture."""
    dark = np.asarray(255 - grey, dtype=np.uint8)
    found = _lines_of(dark, scale, DARK)
    faint = _lines_of(dark, scale, FAINT)
    more = len(faint[0]) + len(faint[1]) - len(found[0]) - len(found[1])
    many_more = more >= max(LEAST_OF_GRID, MANY_MORE * (len(found[0]) + len(found[1])))
    if many_more and _is_grid(faint[0], faint[1]) and _is_clean(dark, faint[2], scale, FAINT, MOST_STRAY):
        return faint
    between = _lines_of(dark, scale, GREY)
    if complete((found[0], found[1]), (between[0], between[1])) and _is_clean(
        dark, between[2], scale, GREY, STRAY_GREY
    ):
        return between
    return found


def _is_clean(dark: Grey, mask: Grey, scale: float, least: int, most: float) -> bool:
    """Whether hardly anything faint stands on the paper but these lines: no print that shows through from the back."""
    ink = cv2.dilate(np.asarray(dark > INKED, dtype=np.uint8), np.ones((7, 7), np.uint8))
    stray = (dark > least) & (ink == 0) & (widened(mask, 2 * scale) == 0)
    return float(stray.mean()) < most


def _is_grid(horizontals: list[Ruling], verticals: list[Ruling]) -> bool:
    """Whether lines make a table: several each way, most ends of which stand at lines of the other way."""
    if min(len(horizontals), len(verticals)) < LEAST_OF_GRID:
        return False

    def ends_met(own: list[Ruling], others: list[Ruling]) -> int:
        ends = ((r.at, end) for r in own for end in (r.start, r.end))
        return sum(
            any(abs(o.at - end) <= MEET and o.start - MEET <= at <= o.end + MEET for o in others) for at, end in ends
        )

    met = ends_met(horizontals, verticals) + ends_met(verticals, horizontals)
    return met >= MET_IN_GRID * 2 * (len(horizontals) + len(verticals))


def _lines_of(dark: Grey, scale: float, least: int) -> tuple[list[Ruling], list[Ruling], Grey]:
    """Lines each way and the mask of their pixels, for the least darkness of a line."""
    across = _candidates(dark, scale, least)
    down = _candidates(np.ascontiguousarray(dark.T), scale, least)
    _support(across, down, scale)
    trimmed = _trimmed(across, down, scale), _trimmed(down, across, scale)
    across.kept, down.kept = trimmed
    mask = across.mask() | down.mask().T
    horizontals = [_ruling(run, scale) for run in across.kept.values()]
    verticals = [_ruling(run, scale) for run in down.kept.values()]
    lying = worn_sides(dark, horizontals, verticals, mask, scale)
    standing = worn_sides(np.ascontiguousarray(dark.T), verticals, horizontals, mask.T, scale)
    return horizontals + lying, verticals + standing, np.ascontiguousarray(mask)


def without_edges(
    horizontals: list[Ruling], verticals: list[Ruling], placing: Placing
) -> tuple[list[Ruling], list[Ruling]]:
    """Lines (points) without those at an edge of the picture that no other meets: the edge of the sheet in a photo.
    Such edges meet each other where the picture was set square."""

    def is_inner(line: Ruling, size: float) -> bool:
        edge = EDGE if placing.sheet is None else max(EDGE, SEEN_EDGE * size)
        return edge < line.at < size - edge

    def met(own: Ruling, others: list[Ruling]) -> bool:
        near = (o for o in others if own.start - MEET <= o.at <= own.end + MEET)
        return any(o.start - MEET <= own.at <= o.end + MEET for o in near)

    def kept(own: list[Ruling], size: float, others: list[Ruling], across: float) -> list[Ruling]:
        crossing = others if placing.sheet is None else [o for o in others if is_inner(o, across)]
        return [r for r in own if is_inner(r, size) or met(r, crossing)]

    wide, high = placing.width, placing.height
    return kept(horizontals, high, verticals, wide), kept(verticals, wide, horizontals, high)


def erase(grey: Grey, mask: Grey, scale: float) -> Grey:
    """The picture with its ruling lines whitened, so that they are not read as 一, 1 or 丨."""
    out = grey.copy()
    out[widened(mask, scale) > 0] = 255
    return out


def widened(mask: Grey, scale: float) -> Grey:
    """Pixels of ruling lines with those beside them that are whitened too."""
    side = 2 * max(1, round(BLANK * scale)) + 1
    return np.asarray(cv2.dilate(mask, np.ones((side, side), np.uint8)), dtype=np.uint8)


def _ruling(run: _Run, scale: float) -> Ruling:
    return Ruling(run.at / scale, run.start / scale, run.end / scale, run.width / scale)


def _candidates(dark: Grey, scale: float, least: int) -> _Direction:
    """Horizontal candidates of a darkness picture, of lines at least so dark."""
    length = max(8, round(SHORTEST * scale))
    gap = max(1, round(BREAK * scale))
    thick = cv2.dilate(dark, np.ones((3, 1), np.uint8))  # what still leans crosses from row to row
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    inked = np.asarray((opened > least) & (thick > least // 2), dtype=np.uint8)
    inked = np.asarray(cv2.morphologyEx(inked, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)), dtype=np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inked, connectivity=8)
    limit = (THICKEST * scale) + 2
    found = []
    for index in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[index])
        if w >= length and area / w <= limit and h <= limit + 0.02 * w:
            found.append(_Candidate(index, x, y, w, h))
    labels = np.asarray(labels, dtype=np.int32)
    return _Direction(dark, labels, _chained(found, labels, thick, scale))


def _chained(found: list[_Candidate], labels: npt.NDArray[np.int32], dark: Grey, scale: float) -> list[_Candidate]:
    """Pieces of one worn line as one candidate, which takes over their pixels and what is dark between them."""
    chains: list[list[_Candidate]] = []
    for candidate in sorted(found, key=lambda c: c.x):
        for chain in chains:
            last = chain[-1]
            level = (
                abs(last.y + last.h / 2 - candidate.y - candidate.h / 2) <= STRAY * scale + (last.h + candidate.h) / 4
            )
            if level and -1 <= candidate.x - last.x - last.w <= HOLE * scale:
                chain.append(candidate)
                break
        else:
            chains.append([candidate])
    joined: list[_Candidate] = []
    for chain in chains:
        x0, x1 = chain[0].x, chain[-1].x + chain[-1].w
        if len(chain) < 2 or sum(c.w for c in chain) < WORN * (x1 - x0) or x1 - x0 < LONG * scale:
            joined += chain
            continue
        number = chain[0].number
        top, bottom = min(c.y for c in chain), max(c.y + c.h for c in chain)
        for one in chain[1:]:
            part = labels[one.y : one.y + one.h, one.x : one.x + one.w]
            part[part == one.number] = number
        for left, right in pairwise(chain):
            rows = slice(min(left.y, right.y), max(left.y + left.h, right.y + right.h))
            gap = slice(left.x + left.w, right.x)
            part = labels[rows, gap]
            part[(dark[rows, gap] > DARK // 2) & (part == 0)] = number
        joined.append(_Candidate(number, x0, top, x1 - x0, bottom - top))
    return joined


def _measure(dark: Grey, labels: npt.NDArray[np.int32], candidate: _Candidate, scale: float) -> _Run | None:
    """Position and thickness of a candidate; None when its sides are full of ink (a row of print)."""
    number, x, y, w, h = candidate
    part = dark[y : y + h, x : x + w].astype(np.float32)
    part *= labels[y : y + h, x : x + w] == number
    weight = float(part.sum())
    if weight <= 0:
        return None
    columns = part.sum(axis=0)
    middle = y + float((part * np.arange(h, dtype=np.float32)[:, None]).sum()) / weight
    third = max(1, w // 3)
    ends = [_middle_row(part[:, :third]), _middle_row(part[:, -third:])]
    slope = (ends[1] - ends[0]) / max(w - third, 1) if w >= LONG * scale else 0.0
    width = float(np.median(columns)) / max(float(np.percentile(part.max(axis=0), 50)), 1.0)
    clear, steady, least = _likeness(dark, part, y, x, scale)
    if clear + steady < LIKE and steady < DOUBLE:
        return None
    alone = clear >= ALONE_CLEAR or steady >= ALONE_STEADY
    if not alone and (least < EVEN or w < STANDING * scale):
        return None
    return _Run(middle + 0.5, x, x + w, width, alone, slope)


def _middle_row(part: npt.NDArray[np.float32]) -> float:
    rows = np.arange(part.shape[0], dtype=np.float32)
    return float(part.sum(axis=1) @ rows) / max(float(part.sum()), 1.0)


def _likeness(dark: Grey, part: npt.NDArray[np.float32], y: int, x: int, scale: float) -> tuple[float, float, float]:
    """Shares of a candidate's length with white on both sides, and where it is as thick as usual within a pixel; its
    faintest parts' darkness as a share of the usual.

    A row of print that happens to join into a run has strokes crossing it everywhere; text that touches a ruling
    changes its thickness only here and there.
    """
    h, w = part.shape
    rows = np.arange(h, dtype=np.float32)[:, None]
    total = part.sum(axis=0)
    centre = np.where(total > 0, (part * rows).sum(axis=0) / np.maximum(total, 1), h / 2)
    reach = round((BESIDE + THICKEST / 4) * scale)
    offsets = np.arange(-reach, reach + 1)[:, None]
    index = np.clip(np.round(centre)[None, :].astype(np.int64) + y + offsets, 0, dark.shape[0] - 1)
    around = dark[index, np.arange(x, x + w)[None, :]].astype(np.float32)
    white = around[[0, 1, -2, -1]].max(axis=0) < INKED
    thickness = around.sum(axis=0) / 255
    usual = float(np.median(thickness))
    peak = around[reach - 1 : reach + 2].max(axis=0)
    least = float(np.percentile(peak, 15)) / max(float(np.median(peak)), 1.0)
    return float(white.mean()), float((np.abs(thickness - usual) < 1).mean()), least


def _support(across: _Direction, down: _Direction, scale: float) -> None:
    """Keep what is a line: long ones, then short ones that end at lines already kept on both sides."""
    for direction in (across, down):
        for candidate in direction.candidates:
            if candidate.w >= LONG * scale:
                run = direction.measure(candidate, scale)
                if run is not None and run.alone:
                    direction.kept[candidate.number] = run
    for _ in range(3):
        before = len(across.kept) + len(down.kept)
        for direction, other in ((across, down), (down, across)):
            for candidate in direction.candidates:
                if candidate.number in direction.kept:
                    continue
                at, end = candidate.y + candidate.h / 2, candidate.x + candidate.w
                ends = _meets(at, candidate.x, other, scale) + _meets(at, end, other, scale)
                if candidate.w >= STROKE * scale and _goes_on(at, candidate.x, end, direction, scale):
                    ends = max(ends, 1 if candidate.w < STANDING * scale else 2)
                if not ends or (ends == 1 and candidate.w < STANDING * scale):
                    continue
                run = direction.measure(candidate, scale)
                if run is not None and (ends == 2 or run.alone):
                    direction.kept[candidate.number] = run
        if len(across.kept) + len(down.kept) == before:
            break


def _trimmed(own: _Direction, other: _Direction, scale: float) -> dict[int, _Run]:
    """Lines without what sticks out a little beyond the last line across: a stroke of print that touches the end."""
    reach, stroke = MEET * scale, STROKE * scale
    trimmed = {}
    for number, run in own.kept.items():
        crossings = [
            at
            for o in other.kept.values()
            if run.start - reach <= (at := o.near(run.at)) <= run.end + reach
            and o.start - reach <= run.near(at) <= o.end + reach
        ]
        if crossings:
            first, last = min(crossings), max(crossings)
            others = [o for n, o in own.kept.items() if n != number]
            if reach < first - run.start < stroke and not _is_edge(run, run.start, first, others, scale):
                run = run._replace(start=first)
            if reach < run.end - last < stroke and not _is_edge(run, run.end, last, others, scale):
                run = run._replace(end=max(last, run.start + 1))
        trimmed[number] = run
    return trimmed


def _is_edge(run: _Run, end: float, crossing: float, others: list[_Run], scale: float) -> bool:
    """Whether a line's end beyond its outermost crossing is the side of a table without a line there (at least half of
    the lines at that crossing end alike), or goes on after a gap."""
    reach = MEET * scale
    there = [o for o in others if o.start - reach <= crossing <= o.end + reach]
    alike = sum(min(abs(o.start - end), abs(o.end - end)) <= reach for o in there)
    goes_on = any(
        abs(o.at - run.at) <= 2 * STRAY * scale and min(abs(o.start - end), abs(o.end - end)) <= GAP * scale
        for o in others
    )
    return goes_on or (bool(there) and alike * 2 >= len(there))


def _goes_on(at: float, start: float, end: float, own: _Direction, scale: float) -> bool:
    """Whether a candidate goes on with a line already kept, after a short gap (worn print, a seal)."""
    return any(
        abs(o.near((start + end) / 2) - at) <= STRAY * scale and max(o.start - end, start - o.end) <= GAP * scale
        for o in own.kept.values()
    )


def _meets(at: float, end: float, other: _Direction, scale: float) -> int:
    reach = MEET * scale
    return int(
        any(abs(o.near(at) - end) <= reach and o.start - reach <= at <= o.end + reach for o in other.kept.values())
    )
