"""Rows at the head and the foot of ruled tables that no line between columns reaches: single cells over all columns of
tables whose outer borders are left open."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.pages.content import Glyph, Ruling
from parsers.pages.lines import to_lines
from parsers.texts.caption_lines import is_unit_line, split_label

TOUCH = 3.0  # points between a line's end and the table's side
TALLEST = 60.0  # points: how far a closing line may lie from the table it closes
THICK = 1.4  # times the width of inner lines from which one belongs to the frame
LEAST = 6.0  # points of a row's height, and that a line between columns sticks out at least where it shows a row
SAME_SIZE = 0.6  # points between sizes of one table's print
SAME_PAD = 2.5  # points between the white over the text of rows of one height

Lines = tuple[list[Ruling], list[Ruling]]


def adopt(line: Ruling, components: list[Lines], glyphs: Sequence[Glyph]) -> None:
    """Give a lone horizontal line to the table that it closes: one with open sides whose first or last row is a single
    cell has no vertical line there, but text. The rule under a page's running head encloses none."""
    for hs, vs in components:
        if not all(abs(line.start - h.start) <= TOUCH and abs(line.end - h.end) <= TOUCH for h in (hs[0], hs[-1])):
            continue
        if any(min(abs(v.at - line.start), abs(v.at - line.end)) <= TOUCH for v in vs):
            continue
        nearest = min(hs, key=lambda h: abs(line.at - h.at))
        low, high = sorted((line.at, nearest.at))
        ends_before = [v for v in vs if low + LEAST < (v.start if line.at < nearest.at else v.end) < high - LEAST]
        framed = len(hs) > 2 and nearest.width > THICK * hs[len(hs) // 2].width  # a thicker line ends the table
        if high - low <= TALLEST and len(ends_before) < 2 and not framed and _is_row(line, low, high, glyphs):
            hs.append(line)
            hs.sort()
            return


def _is_row(line: Ruling, top: float, bottom: float, glyphs: Sequence[Glyph]) -> bool:
    """Whether text stands between two lines that is no caption or unit of the table below."""
    between = to_lines([g for g in glyphs if top < g.y < bottom and line.start < g.x < line.end])
    return bool(between) and not any(split_label(b.text)[0] or is_unit_line(b.text) for b in between)


def close_last_row(hs: list[Ruling], vs: list[Ruling], edges: Sequence[Ruling], glyphs: Sequence[Glyph]) -> None:
    """Add the lower border of a last row that is one cell, or two, below the last line of a table drawn without an
    outer frame (inner lines only); in place. `edges` are borders by colour, of which one may close the row.

    That no frame is drawn is told by the head, with no sides and lines between columns that stick out above the first
    line across, or by a line between columns that sticks out below the last one. A last row of as many cells as the
    others sticks out in the same way and needs no help.
    """
    if len(hs) < 2 or len(vs) < 2 or len(hs) * len(vs) < 4:
        return
    x0, x1 = min(h.start for h in hs), max(h.end for h in hs)
    head, foot = min(h.at for h in hs), max(h.at for h in hs)
    has_sides = any(v.at - x0 <= TOUCH or x1 - v.at <= TOUCH for v in vs)
    sticking = [v.end for v in vs if v.end - foot >= LEAST]
    open_head = sum(head - v.start >= LEAST for v in vs) > 1
    if has_sides or len(sticking) > 1 or not (open_head or sticking):
        return
    print_of_table = [g for g in glyphs if x0 < g.x < x1 and head - TALLEST < g.y < foot]
    if not print_of_table:
        return
    closing = min(
        (e.at for e in edges if e.start - x0 <= TOUCH and x1 - e.end <= TOUCH and LEAST < e.at - foot <= TALLEST),
        default=0.0,
    )
    at = closing or max(sticking, default=0.0) or _foot_of_text(x0, x1, foot, hs, glyphs)
    if at and _has_text(x0, foot, x1, at, glyphs):
        hs.append(Ruling(at, x0, x1, 0.0))


def _foot_of_text(x0: float, x1: float, foot: float, hs: list[Ruling], glyphs: Sequence[Glyph]) -> float:
    """Where a row of one line of print right below the last line of a table ends, 0 where none stands there: in the
    table's own type, with as much white over it as over the row before."""
    above = max((h.at for h in hs if h.at < foot - LEAST), default=foot - TALLEST)
    rows = to_lines([g for g in glyphs if x0 < g.x < x1 and above < g.y < foot])
    below = to_lines([g for g in glyphs if x0 < g.x < x1 and foot < g.y < foot + TALLEST])
    if not rows or not below:
        return 0.0
    first, last = below[0], rows[0]
    over, under = first.top - foot, foot - rows[-1].bottom
    if abs(first.size - last.size) > SAME_SIZE or abs(over - (last.top - above)) > SAME_PAD:
        return 0.0
    if len(below) > 1 and below[1].top < first.bottom + under:
        return 0.0  # running text, or a list
    return float(first.bottom + under)


def _has_text(x0: float, top: float, x1: float, bottom: float, glyphs: Sequence[Glyph]) -> bool:
    return any(top < g.y < bottom and x0 < g.x < x1 for g in glyphs)
