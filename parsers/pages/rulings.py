"""Ruling lines of a page, from every way of drawing them: strokes, thin fills, per-cell edges, changes of fill colour.

The chain: drawn items -> what shows on its ground -> lines snapped to common positions and joined over small gaps.
The idea of snapping and joining edges is pdfplumber's (`table.py`, `merge_edges`); tolerances are our own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from parsers.pages.characters import luminance
from parsers.pages.content import Fill, Ruling
from parsers.pages.drawings import Drawings, Patch, Stroke
from parsers.pages.paths import THICKEST_LINE, Bounds
from parsers.pages.pdfium import Colour
from parsers.pages.tiles import tile_borders
from parsers.pages.white_lines import going_on, shows_in_part

SNAP = 2.5  # points between parallel lines that are one border: double lines lie 1.5 to 2.5 apart, rows at least 8
JOIN = 4.0  # points between ends of lines that are one line: corners left open, dashes; a cell is at least 8 wide
LONGEST_GAP = 10.0  # points between the dashes of one line
LONGEST_DASH = 12.0
LEAST_DASHES = 12  # of one length, at one distance, that make dashed lines
LONG_ENOUGH = 4.0  # points; what is shorter after joining borders nothing
DOT = 0.1  # points by which the sides of a dot may differ
WHITE = 0.97  # luminance from which a line cannot be seen on paper
CONTRAST = 0.05  # difference of luminance that shows a light line on a light ground
BESIDE = 0.2  # points away from an edge at which the colours of both sides are compared
COLOUR_CHANGE = 6  # of 255 in any channel: what shows as a border between two fills
MOST_AREAS = 600  # fills looked at for borders by colour; more are pictures made of rectangles
PAPER: Colour = (255, 255, 255, 255)


def visible_rulings(drawings: Drawings, areas: list[Patch]) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal and vertical lines that show, snapped and joined; `areas` as `areas_of` tells them."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    hidden_across: list[Ruling] = []
    hidden_down: list[Ruling] = []
    for x0, top, x1, bottom, width, colour, order in _line_boxes(drawings):
        wide, high = x1 - x0, bottom - top
        faint = luminance(colour) >= WHITE
        if is_covered((x0, top, x1, bottom), order, areas):
            continue
        seen = _shows(x0, top, x1, bottom, width, colour, order, areas)
        if wide > high or abs(wide - high) < DOT:  # a dot may belong to a dotted line either way
            (across if seen else hidden_across).append(Ruling((top + bottom) / 2, x0, x1, width, faint=faint))
        if high > wide or abs(wide - high) < DOT:
            (down if seen else hidden_down).append(Ruling((x0 + x1) / 2, top, bottom, width, faint=faint))
    across += going_on(across, hidden_across)
    down += going_on(down, hidden_down)
    for (x0, top, x1, bottom), _ in drawings.pictures:  # browsers and scanners' software draw lines as pictures
        wide, high = x1 - x0, bottom - top
        if high <= THICKEST_LINE < wide:
            across.append(Ruling((top + bottom) / 2, x0, x1, high))
        elif wide <= THICKEST_LINE < high:
            down.append(Ruling((x0 + x1) / 2, top, bottom, wide))
    return join_rulings(across), join_rulings(down)


def _line_boxes(drawings: Drawings) -> Iterator[Stroke]:
    """Strokes, and filled areas so thin that they are lines."""
    yield from drawings.strokes
    for x0, top, x1, bottom, colour, order in drawings.patches:
        thin = min(x1 - x0, bottom - top)
        if thin <= THICKEST_LINE:
            yield Stroke(x0, top, x1, bottom, thin, colour, order)


def colour_borders(areas: list[Patch], lines: Sequence[Ruling] = ()) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal and vertical borders that are only a change of fill colour, or where cells painted one by one meet,
    snapped and joined. `lines` are the vertical ones that are drawn."""
    if not 1 < len(areas) <= MOST_AREAS:
        return [], []
    across, down = tile_borders(areas, lines)
    for x0, top, x1, bottom, *_ in areas:
        for y, inside, outside in ((top, top + BESIDE, top - BESIDE), (bottom, bottom - BESIDE, bottom + BESIDE)):
            cuts = _cuts(x0, x1, ((a.x0, a.x1) for a in areas if a.top - 1 <= y <= a.bottom + 1))
            for start, end in cuts:
                mid = (start + end) / 2
                if _differ(_ground(mid, inside, areas), _ground(mid, outside, areas)):
                    across.append(Ruling(y, start, end, 0.0, False))
        for x, inside, outside in ((x0, x0 + BESIDE, x0 - BESIDE), (x1, x1 - BESIDE, x1 + BESIDE)):
            cuts = _cuts(top, bottom, ((a.top, a.bottom) for a in areas if a.x0 - 1 <= x <= a.x1 + 1))
            for start, end in cuts:
                mid = (start + end) / 2
                if _differ(_ground(inside, mid, areas), _ground(outside, mid, areas)):
                    down.append(Ruling(x, start, end, 0.0, False))
    return join_rulings(across), join_rulings(down)


def areas_of(drawings: Drawings) -> list[Patch]:
    """Fills that are areas, not lines, in the order of painting."""
    return [p for p in drawings.patches if min(p.x1 - p.x0, p.bottom - p.top) > THICKEST_LINE]


def shadings(areas: list[Patch]) -> list[Fill]:
    """Areas that are not white."""
    return [Fill(a.x0, a.top, a.x1, a.bottom, shade) for a in areas if (shade := luminance(a.colour)) < WHITE]


def shows_on(x: float, y: float, colour: Colour, order: int, areas: list[Patch]) -> bool:
    """Whether something of this colour, painted at this place and time, can be told from its ground."""
    shade = luminance(colour)
    if shade < WHITE:
        return True
    return abs(luminance(_ground(x, y, areas, order)) - shade) >= CONTRAST


def is_covered(box: Bounds, order: int, areas: list[Patch]) -> bool:
    """Whether an opaque area painted later hides the box."""
    x0, top, x1, bottom = box
    return any(
        a.order > order and a.colour[3] == 255 and a.x0 < x0 and a.x1 > x1 and a.top < top and a.bottom > bottom
        for a in areas
    )


def _shows(
    x0: float, top: float, x1: float, bottom: float, width: float, colour: Colour, order: int, areas: list[Patch]
) -> bool:
    """Whether a line shows: a white one on any of the grounds over which it runs."""
    if shows_on((x0 + x1) / 2, (top + bottom) / 2, colour, order, areas):
        return True
    return shows_in_part((x0, top, x1, bottom), width, order, areas, lambda x, y: shows_on(x, y, colour, order, areas))


def _ground(x: float, y: float, areas: list[Patch], before: int | None = None) -> Colour:
    for area in reversed(areas):
        if (before is None or area.order < before) and area.x0 <= x <= area.x1 and area.top <= y <= area.bottom:
            return area.colour
    return PAPER


def _differ(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= COLOUR_CHANGE


def _cuts(start: float, end: float, others: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """`start`..`end` cut wherever another extent begins or ends."""
    ends = sorted({start, end, *(v for pair in others for v in pair if start < v < end)})
    return [(a, b) for a, b in pairwise(ends) if b - a > BESIDE]


def join_rulings(rulings: list[Ruling]) -> list[Ruling]:
    """Parallel lines that are one border put on one position; pieces of one line joined over small gaps."""
    groups = by_position(rulings, SNAP)
    join = max(JOIN, _dash_gap(groups))
    return [joined for group in groups for joined in _join_group(group, join)]


def by_position(rulings: Iterable[Ruling], reach: float) -> list[list[Ruling]]:
    """Parallel lines in groups that stand within `reach` (points) of their first one, from the top or the left on."""
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if not groups or ruling.at - groups[-1][0].at > reach:
            groups.append([])
        groups[-1].append(ruling)
    return groups


def _dash_gap(groups: list[list[Ruling]]) -> float:
    """The gap between the dashes of lines drawn as many short pieces of one length, a little widened; else 0."""
    steps: Counter[tuple[int, int]] = Counter()
    for group in groups:
        for before, after in pairwise(sorted(group, key=lambda r: r.start)):
            gap, dash = after.start - before.end, before.end - before.start
            if 0 < gap <= LONGEST_GAP and dash <= LONGEST_DASH:
                steps[round(dash), round(gap)] += 1
    if not steps:
        return 0.0
    (_, gap), count = steps.most_common(1)[0]
    return gap + 1.0 if count >= LEAST_DASHES and 3 * count >= sum(map(len, groups)) else 0.0


def _join_group(group: list[Ruling], join: float) -> list[Ruling]:
    total = sum(r.end - r.start for r in group)
    at = sum(r.at * (r.end - r.start) for r in group) / total if total else group[0].at
    pieces: list[Ruling] = []
    for r in sorted(group, key=lambda r: r.start):
        last = pieces[-1] if pieces else None
        if last and r.start - last.end <= join:
            end, width = max(last.end, r.end), max(last.width, r.width)
            pieces[-1] = Ruling(at, last.start, end, width, last.drawn or r.drawn, last.faint and r.faint)
        else:
            pieces.append(r._replace(at=at))
    return [p for p in pieces if p.end - p.start >= LONG_ENOUGH]
