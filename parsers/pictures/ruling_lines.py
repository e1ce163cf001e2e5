"""Ruling lines in a picture of a page: long thin runs of ink along an axis, told from strokes of characters.

A run is a line of a table when it is long, or when it begins and ends at lines across it (the stroke of 一 does not).
"""

from __future__ import annotations

import cv2
import numpy as np

from parsers.pages.content import Ruling
from parsers.pages.placing import Placing
from parsers.pictures.dashed_lines import join_dashes
from parsers.pictures.fainter_lines import complete
from parsers.pictures.line_runs import (
    DARK,
    GAP,
    INKED,
    LONG,
    STANDING,
    STRAY,
    Candidate,
    Direction,
    Grey,
    Run,
    runs_along,
)
from parsers.pictures.shown_through import without_shown_through
from parsers.pictures.worn_sides import worn_sides

# Of 255: the least darkness of lines where there are many more of them than at `DARK`, and they make a table …
FAINT = 12
GREY = 24  # … and where they complete the darker ones
MOST_STRAY, STRAY_GREY = (
    0.001,
    0.0005,
)  # share of the page's pixels that are so faint, or grey, and none of lines or ink
MANY_MORE = 0.3  # times the darker lines
LEAST_OF_GRID = 3  # lines each way
MET_IN_GRID = 0.75  # share of the ends of lines that stand at lines of the other way
STROKE = 24.0  # points: the longest stroke of a character beside a table
STICKS_OUT = 8.0  # points by which something may lengthen a long side beyond the line that it ends at
LOW_ROW, UNBROKEN = 16.0, 0.93  # points: a side so short may be a stroke of print, which leaves white at its ends
BESIDE_CROSSING = (1.0, 2.0)  # points from a line across: where a line that it crosses is dark …
THROUGH, LEAST_CROSSED = 0.4, 2  # … over this share of such places, of which there are so many
MEET = 2.8  # points between the end of a line and the line that it meets
EDGE = 9.0  # points from the side of the picture within which the edge of the sheet may show
SEEN_EDGE = 0.06  # share of the side of a photograph within which it may
HOLE = 8.5  # points: the widest hole that a stroke or a seal leaves in a line; rows are higher
BLANK = 0.75  # points around a line that are whitened with it


def find_rulings(grey: Grey, scale: float) -> tuple[list[Ruling], list[Ruling], Grey]:
    """(horizontal lines, vertical lines in points, mask of their pixels) of a cleaned straight picture."""
    dark = join_dashes(np.asarray(255 - grey, dtype=np.uint8), scale)
    found = without_shown_through(_lines_of(dark, scale, DARK), dark, scale)
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
    across = runs_along(dark, scale, least)
    down = runs_along(np.ascontiguousarray(dark.T), scale, least, STANDING)
    _support(across, down, scale)
    trimmed = _trimmed(across, down, scale), _trimmed(down, across, scale)
    across.kept, down.kept = trimmed
    mask = across.mask() | down.mask().T
    horizontals = [_ruling(run, scale) for run in across.kept.values()]
    verticals = [_ruling(run, scale) for run in down.kept.values()]
    lying = worn_sides(dark, horizontals, verticals, mask, scale)
    standing = worn_sides(np.ascontiguousarray(dark.T), verticals, horizontals, mask.T, scale)
    return horizontals + lying, verticals + standing, np.ascontiguousarray(mask)


def over_holes(own: list[Ruling], others: list[Ruling]) -> list[Ruling]:
    """Lines (points) whose pieces a gap parts that is no row: one of its ends stands at no line across."""

    def met(line: Ruling, end: float) -> bool:
        return any(abs(o.at - end) <= MEET and o.start - MEET <= line.at <= o.end + MEET for o in others)

    joined: list[Ruling] = []
    for line in sorted(own):
        last = joined[-1] if joined else None
        if (
            last
            and last.at == line.at
            and line.start - last.end <= HOLE
            and not (met(last, last.end) and met(line, line.start))
        ):
            joined[-1] = last._replace(end=max(last.end, line.end))
        else:
            joined.append(line)
    return joined


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


def _ruling(run: Run, scale: float) -> Ruling:
    return Ruling(run.at / scale, run.start / scale, run.end / scale, run.width / scale)


def _support(across: Direction, down: Direction, scale: float) -> None:
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
                spare = STICKS_OUT if candidate.w >= STANDING * scale else 0.0
                ends = _meets(at, candidate.x, other, scale, after=spare) + _meets(at, end, other, scale, before=spare)
                if candidate.w >= STROKE * scale and _goes_on(at, candidate.x, end, direction, scale):
                    ends = min(2, ends + 1) if candidate.w < STANDING * scale else 2
                if not ends or (ends == 1 and candidate.w < STANDING * scale):
                    continue
                if candidate.w < LOW_ROW * scale and not _is_unbroken(direction.dark, candidate):
                    continue
                run = direction.measure(candidate, scale)
                if run is not None and (ends == 2 or run.alone):
                    direction.kept[candidate.number] = run
        if len(across.kept) + len(down.kept) == before:
            break
    for direction, other in ((across, down), (down, across)):
        direction.kept = {n: run for n, run in direction.kept.items() if _runs_through(run, direction, other, scale)}


def _runs_through(run: Run, own: Direction, other: Direction, scale: float) -> bool:
    """Whether a line is dark beside the lines across that it meets or crosses: digits 1 that stand one below the other
    in tight rows reach nearly from ruling to ruling, and leave white at each."""
    if run.solid:
        return True
    reach, near, far = (v * scale for v in (MEET, *BESIDE_CROSSING))
    first, last = max(0, int(run.start - reach)), min(own.dark.shape[1], int(run.end + reach) + 1)
    along = np.arange(first, last)
    rows = np.round(run.at + run.slope * (along - (run.start + run.end) / 2)).astype(np.int64)
    peak = own.dark[np.clip(rows + np.arange(-2, 3)[:, None], 0, own.dark.shape[0] - 1), along].max(axis=0)
    dark = peak >= float(np.median(peak)) / 2
    held = []
    for line in other.kept.values():
        at = line.near(run.at)
        if line.start - reach <= run.at <= line.end + reach:
            sides = [(at - far, at - near)] * (run.start + 2 * far < at < run.end + reach)
            sides += [(at + near, at + far)] * (run.start - reach < at < run.end - 2 * far)
            held += [float(dark[round(a) - first : round(b) - first + 1].mean()) for a, b in sides]
    return len(held) < LEAST_CROSSED or float(np.mean(held)) >= THROUGH


def _is_unbroken(dark: Grey, candidate: Candidate) -> bool:
    """Whether a candidate is dark from end to end: between rulings that are close to each other strokes of print reach
    nearly from one to the next, and gaps have been closed before looking."""
    peak = dark[candidate.y : candidate.y + candidate.h, candidate.x : candidate.x + candidate.w].max(axis=0)
    return float((peak >= max(float(np.median(peak)) / 2, 1.0)).mean()) >= UNBROKEN


def _trimmed(own: Direction, other: Direction, scale: float) -> dict[int, Run]:
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


def _is_edge(run: Run, end: float, crossing: float, others: list[Run], scale: float) -> bool:
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


def _goes_on(at: float, start: float, end: float, own: Direction, scale: float) -> bool:
    """Whether a candidate goes on with a line already kept, after a short gap (worn print, a seal)."""
    return any(
        abs(o.near((start + end) / 2) - at) <= STRAY * scale and max(o.start - end, start - o.end) <= GAP * scale
        for o in own.kept.values()
    )


def _meets(at: float, end: float, other: Direction, scale: float, before: float = 0.0, after: float = 0.0) -> int:
    """1 where a line across stands at an end, or so many points before or after it: what is left of a seal or of print
    may lengthen a line."""
    reach = MEET * scale
    least, most = end - max(reach, before * scale), end + max(reach, after * scale)
    return int(any(least <= o.near(at) <= most and o.start - reach <= at <= o.end + reach for o in other.kept.values()))
