"""Sides of paint that part rows as a rule does: where the shading of a head ends over the table's whole width.

A table with a rule above and one below often has none under its head, whose colour says enough.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.pages.content import Glyph, Ruling
from parsers.pages.lines import Line

TOUCH = 1.0  # points between sides of areas that adjoin
SAME_END = 3.0  # points between the ends of a rule and those of the paint
MOST_BELOW = 1  # below the last rule of a table: the foot of a total; more are of a band
INSIDE = 2.0  # points from an edge to the top or foot of a character through which it runs
MOST_EDGES = 3  # between two rules: foot of a total, top and foot of the head of the next table; more are of bands
NEAR_RULE = 2.0  # points between a rule and a side of paint that shows nothing beside it


def painted_rules(rules: Sequence[Ruling], edges: Sequence[Ruling], lines: Sequence[Line]) -> list[Ruling]:
    """The sides of paint (`edges`, put together where they adjoin) with both ends at those of a drawn rule of a page,
    and no rule at their own height: of a head and a row of totals. None where print of `lines` stands on one, and none
    of the bands of a table: those need not stop at merged cells."""
    extents = {(round(r.start), round(r.end)) for r in rules}
    if not extents:
        return []
    found: list[Ruling] = []
    bands: list[Ruling] = []  # that stop at cells merged over rows, on the left
    for edge in _joined(edges):
        whole = any(abs(edge.start - a) <= SAME_END and abs(edge.end - b) <= SAME_END for a, b in extents)
        known = any(abs(edge.at - r.at) <= NEAR_RULE and r.start < edge.end and r.end > edge.start for r in rules)
        if whole and not known:
            found.append(edge)
        elif not known and any(_stops_at_names(edge, *extent) for extent in extents):
            bands.append(edge)
    crossed = any(g.top + INSIDE < e.at < g.bottom - INSIDE for e in found for k in lines for g in _on(k, e))
    if crossed:
        return []
    between: dict[tuple[int, float], list[Ruling]] = {}
    for edge in found:
        above = max((r.at for r in rules if r.at < edge.at and abs(r.start - edge.start) <= SAME_END), default=0.0)
        between.setdefault((round(edge.start), above), []).append(edge)
    kept: list[Ruling] = []
    for (_, above), edges in between.items():
        below = any(r.at > edges[-1].at and abs(r.start - edges[0].start) <= SAME_END for r in rules)
        end = min((r.at for r in rules if r.at > edges[-1].at), default=float("inf"))
        beside = sum(above < band.at < end and abs(band.end - edges[0].end) <= SAME_END for band in bands)
        if len(edges) + beside <= (MOST_EDGES if below or not above else MOST_BELOW):
            kept += edges
    return kept


def _stops_at_names(edge: Ruling, start: float, end: float) -> bool:
    """Whether an edge runs over most of the width of a table, from within it to its right side."""
    return abs(edge.end - end) <= SAME_END and start < edge.start and 2 * (edge.end - edge.start) > end - start


def _on(line: Line, edge: Ruling) -> Sequence[Glyph]:
    """The characters of a line of print through which an edge may run."""
    return line.glyphs if line.top < edge.at < line.bottom else ()


def _joined(edges: Sequence[Ruling]) -> list[Ruling]:
    """Edges of one height, those that adjoin as one."""
    joined: list[Ruling] = []
    for edge in sorted(edges, key=lambda e: (round(e.at), e.start)):
        last = joined[-1] if joined else None
        if last is not None and abs(edge.at - last.at) <= TOUCH and last.start <= edge.start <= last.end + TOUCH:
            joined[-1] = last._replace(end=max(last.end, edge.end))
        else:
            joined.append(edge)
    return joined
