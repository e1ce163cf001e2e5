"""Tables without vertical rules that stand side by side: their lines of print, cut in the white between the tables."""

from __future__ import annotations

from itertools import pairwise

from parsers.lineless.textblocks import chunks_of
from parsers.pages.content import Ruling
from parsers.pages.lines import Line
from parsers.pages.rulings import by_position

SHORTEST_RULE = 80.0  # points; shorter lines underline words
ONE_HEIGHT = 2.0  # points by which rules of tables side by side differ in height
LEAST_GAP = 6.0  # points between the tables
HEADER_HEIGHT = 60.0  # points between the rules above and below names of columns
LEAST_RULES = 2  # that each of the tables has, at the heights of the other's


def cut_between_tables(lines: list[Line], rules: list[Ruling]) -> list[Line]:
    """Lines, top to bottom, those between the rules of tables side by side cut into what stands in each of them."""
    for left, right in _pairs_beside(rules):
        top, foot = min(left[0].at, right[0].at), max(left[-1].at, right[-1].at)
        middle = (left[0].end + right[0].start) / 2
        lines = [piece for line in lines for piece in (_cut(line, middle) if top < line.y < foot else [line])]
    return lines


def _pairs_beside(rules: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Chains of rules with nothing but white between them, at the same heights, and no rule over the white."""
    found: list[tuple[list[Ruling], list[Ruling]]] = []
    by_height = by_position((r for r in rules if r.end - r.start >= SHORTEST_RULE), ONE_HEIGHT)
    for level in by_height:
        level.sort(key=lambda r: r.start)
        gaps = [(a, b) for a, b in pairwise(level) if b.start - a.end >= LEAST_GAP]
        found = [pair for pair in found if len(pair[0]) >= LEAST_RULES or not _is_bridged(pair, level)]
        for a, b in gaps:
            pair = next((p for p in found if _go_on(p[0][0], a) and _go_on(p[1][0], b)), None)
            if pair is None:
                found.append(([a], [b]))
            else:
                pair[0].append(a)
                pair[1].append(b)
    return [pair for pair in found if len(pair[0]) >= LEAST_RULES and not _is_within_head(pair, by_height)]


def _go_on(one: Ruling, other: Ruling) -> bool:
    return abs(one.start - other.start) <= ONE_HEIGHT and abs(one.end - other.end) <= ONE_HEIGHT


def _is_bridged(pair: tuple[list[Ruling], list[Ruling]], level: list[Ruling]) -> bool:
    left, right = pair[0][0].end, pair[1][0].start
    return any(r.start < left and r.end > right for r in level)


def _is_within_head(pair: tuple[list[Ruling], list[Ruling]], levels: list[list[Ruling]]) -> bool:
    """Whether the rules lie close between two that run over both: under names of groups in a header of three levels."""
    top, foot = pair[0][0].at, pair[0][-1].at
    over = [level[0].at for level in levels if _is_bridged(pair, level)]
    return any(0 < top - y < HEADER_HEIGHT for y in over) and any(0 < y - foot < HEADER_HEIGHT for y in over)


def _cut(line: Line, middle: float) -> list[Line]:
    """What of a line stands left and right of the white; the line itself where its print runs over that."""
    if line.x1 <= middle or line.x0 >= middle or any(c.x0 < middle < c.x1 for c in chunks_of(line, 0)):
        return [line]
    return [Line([g for g in line.glyphs if g.x < middle]), Line([g for g in line.glyphs if g.x > middle])]
