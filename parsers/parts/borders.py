"""Lines that touch -> borders: their positions along one axis, and where along each a line stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from parsers.pages.content import Ruling
from parsers.pages.rulings import by_position

SAME_POSITION = 4.0  # points between lines of one table that are one border; no row of print fits between them
SMALLEST_CELL = 6.0  # points; the least that an open side must stick out beyond the last line to hold a cell
TALLEST = 60.0  # points of a row whose outer side only one line shows
TOUCH = 2.0  # points between the end of a line and another one that it meets
LEAST_SAME = 3  # borders of columns that show a table of the page before going on
COVERED = 0.6  # share of a cell's side that a line must cover to part it from its neighbour
NO_ROW = 6.5  # points between borders with no room for print between them: double lines set apart
STEP = 13.0  # points between borders of one row that are meant to be on one height


def positions_of(lines: list[Ruling], crossing: list[Ruling], sides: tuple[float, float] | None = None) -> list[float]:
    """Positions of borders along one axis, open outer sides included. `sides` may be two of them."""
    clusters = by_position(lines, SAME_POSITION)
    found = [sum(r.at * (r.end - r.start) for r in group) / sum(r.end - r.start for r in group) for group in clusters]
    if len(found) > 1 and len(crossing) == 1:  # names and rows, or names and figures, of a table without a frame
        before, after = found[0] - crossing[0].start, crossing[0].end - found[-1]
        if min(before, after) >= SMALLEST_CELL or (len(found) > 2 and min(before, after) > -TOUCH):
            found = [crossing[0].start] * (before >= SMALLEST_CELL) + found
            found += [crossing[0].end] * (after >= SMALLEST_CELL)
    elif found and len(crossing) > 1:
        first, last = found[0], found[-1]
        low, high = sides or (None, None)
        extents = [(r.start, r.end) for r in crossing]
        if _is_open(extents, first, last, low) or _has_corner(
            min(crossing, key=lambda r: r.start), clusters[0], lines, first
        ):
            found.insert(0, min(extents)[0])
        mirrored = [(-end, -start) for start, end in extents]
        if _is_open(mirrored, -last, -first, None if high is None else -high):
            found.append(-min(mirrored)[0])
    return found


def with_sides(xs: list[float], before: Sequence[float]) -> list[float]:
    """Borders of columns with the outer ones of the page before, where the others are the same and no line reaches
    these: cells merged over all rows of a page stand beside open sides."""
    for low, high in ((1, 0), (0, 1), (1, 1)):
        inner = before[low : len(before) - high]
        same = len(inner) == len(xs) and all(abs(a - b) <= SAME_POSITION for a, b in zip(inner, xs, strict=True))
        if same and len(xs) >= LEAST_SAME:
            return [*before[:low], *xs, *before[len(before) - high :]]
    return xs


def _is_open(extents: list[tuple[float, float]], first: float, last: float, side: float | None) -> bool:
    """Whether the crossing lines show a cell before the `first` border, on a side where the table has no outer line.

    One line alone that sticks out is a tick or an underline that touches. Two must do so alike, or one as far as a
    known `side`, or else one that runs through to the last border, if another one sticks out too, or if both ends of
    the table are open: the others then end at cells merged over several.
    """
    (start, end), second = sorted(extents)[:2]
    if first - start < SMALLEST_CELL:
        return False
    if min(abs(start - x) for x in (second[0], second[0] if side is None else side)) <= SAME_POSITION:
        return True
    open_beyond = end - last >= SMALLEST_CELL and sum(abs(e - end) <= SAME_POSITION for _, e in extents) > 1
    return open_beyond or (end >= last - TOUCH and first - second[0] >= SMALLEST_CELL)


def _has_corner(line: Ruling, first: list[Ruling], lines: list[Ruling], at: float) -> bool:
    """Whether the first border begins or ends at a line that sticks out beyond it, while others run on: beside names
    with a line below them stands one that takes two rows, in a table without an outer frame."""
    start, end = min(r.start for r in first), max(r.end for r in first)
    begins = abs(start - line.at) <= TOUCH and start - min(r.start for r in lines) >= SMALLEST_CELL
    ends = abs(end - line.at) <= TOUCH and max(r.end for r in lines) - end >= SMALLEST_CELL
    return (begins or ends) and SMALLEST_CELL <= at - line.start <= TALLEST


def walls_of(lines: list[Ruling], positions: list[float], bands: list[float]) -> list[set[int]]:
    """For each position the bands (between neighbouring `bands`) along which a line stands there."""
    walls: list[set[int]] = [set() for _ in positions]
    pieces: dict[int, list[tuple[float, float]]] = {}
    for line in lines:
        pieces.setdefault(_nearest(positions, line.at), []).append((line.start, line.end))
    for index, extents in pieces.items():
        for start, end in extents:
            walls[index].update(range(bisect_left(bands, start), bisect_right(bands, end) - 1))
        for band in range(len(bands) - 1):
            if band in walls[index]:
                continue
            start, end = bands[band], bands[band + 1]
            near = [(max(s, start), min(e, end)) for s, e in extents if s < end and e > start]
            if near and _union_length(near) >= COVERED * (end - start):
                walls[index].add(band)
    return walls


def _nearest(positions: list[float], at: float) -> int:
    """The index of the nearest of ascending positions, the first of two that are equally near."""
    after = bisect_left(positions, at)
    if after == len(positions) or (after and at - positions[after - 1] <= positions[after] - at):
        return after - 1
    return after


def _union_length(extents: Iterable[tuple[float, float]]) -> float:
    total, reach = 0.0, float("-inf")
    for start, end in sorted(e for e in extents if e[1] > e[0]):
        total += max(0.0, end - max(start, reach))
        reach = max(reach, end)
    return total


def without_unused(
    positions: list[float], walls: list[set[int]], crossing: list[set[int]]
) -> tuple[list[float], list[set[int]], list[set[int]]]:
    """Leave out inner positions at which no line parts two cells; the bands of the crossing lines are renumbered."""
    keep = [i for i in range(len(positions)) if i in (0, len(positions) - 1) or walls[i]]
    band_of: dict[int, int] = {}
    for new, (start, end) in enumerate(pairwise(keep)):
        for old in range(start, end):
            band_of[old] = new
    renumbered = []
    for bands in crossing:
        counts: dict[int, int] = {}
        for band in bands:
            counts[band_of[band]] = counts.get(band_of[band], 0) + 1
        sizes = {band_of[old]: 0 for old in band_of}
        for old in band_of:
            sizes[band_of[old]] += 1
        renumbered.append({b for b, n in counts.items() if n >= COVERED * sizes[b]})
    return [positions[i] for i in keep], [walls[i] for i in keep], renumbered


def level_steps(
    ys: list[float], floors: list[set[int]], walls: list[set[int]]
) -> tuple[list[float], list[set[int]], list[set[int]]]:
    """Put two row borders that lie closer than a row of print, and never both in one column, on one height: browsers
    set the foot of a cell that a page break cut a little off those of its neighbours."""
    ys, floors, walls = list(ys), list(floors), list(walls)
    upper = 1
    while upper < len(ys) - 1:
        lower = upper + 1
        step, both = ys[lower] - ys[upper], floors[upper] & floors[lower]
        if step > STEP or (both and step > NO_ROW) or not (floors[upper] and floors[lower]):
            upper += 1
            continue
        narrow = upper if lower == len(ys) - 1 or len(floors[upper]) <= len(floors[lower]) else lower
        floors[lower] = floors[upper] | floors[lower]
        del ys[narrow], floors[upper]
        walls = [{band - (band > upper) for band in wall if band != upper} for wall in walls]
    return ys, floors, walls
