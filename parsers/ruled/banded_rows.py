"""Tables of which every second row is painted: the borders of the rows left white between.

The painted cells show where the columns are; the columns go on through the rows between, as far as no print runs over
their borders. A row left white below the last painted one, or above the first, is one row, however many lines it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.lineless.textblocks import chunks_of, is_total
from parsers.pages.content import Fill, Glyph, Ruling
from parsers.pages.lines import Line, to_lines
from parsers.texts.caption_lines import is_continuation_mark, is_mark_at_foot, is_unit_line, split_label
from parsers.texts.figures import PLAIN_FIGURE

PAINTED = 0.97  # luminance below which a fill is paint
SAME_SIDE = 2.0  # points between borders of painted rows that are one
LEAST_SHARED = 3  # borders that rows of one table share, its sides included
HIGHEST_GAP = 300.0  # points between painted rows
THROUGH = 0.15  # sizes of white to the next character on either side of a border, up to which print runs through it
WHITE_ROW = 0.5  # share of a row's width that is painted, up to which the row is one left white
NEXT_LINE = 1.1  # sizes of white from line to line within a row
OTHER_SIZE = 0.1  # share by which the type of a row's lines may differ
NEAR = 1.6  # sizes of white between a painted row and the next line of the table

Lines = tuple[list[Ruling], list[Ruling]]


@dataclass(slots=True)
class _Band:
    """Painted cells that touch: their hull, the borders of their columns, their lines."""

    x0: float
    x1: float
    top: float
    bottom: float
    xs: list[float]
    across: list[Ruling]
    down: list[Ruling]


def through_white_rows(
    components: Sequence[Lines], glyphs: Sequence[Glyph], fills: Sequence[Fill], before: Sequence[float]
) -> Lines:
    """Lines that close and part the rows left white of tables whose painted rows are these components. `before` are the
    borders of the columns of the last painted table of the page before."""
    bands = sorted((_band(across, down) for across, down in components), key=lambda b: b.top)
    across: list[Ruling] = []
    down: list[Ruling] = []
    for chain in _chains(bands, glyphs, before):
        paint = [f for f in fills if f.shade < PAINTED and any(_is_in(f, band) for band in chain)]
        if not paint:
            continue
        hs, vs = _rest_of(chain, glyphs, paint, before)
        across += hs
        down += vs
    return across, down


def _is_in(area: Fill, band: _Band) -> bool:
    x, y = (area.x0 + area.x1) / 2, (area.top + area.bottom) / 2
    return band.x0 < x < band.x1 and band.top < y < band.bottom


def _band(across: list[Ruling], down: list[Ruling]) -> _Band:
    top, bottom = min(h.at for h in across), max(h.at for h in across)
    return _Band(
        min(h.start for h in across),
        max(h.end for h in across),
        top,
        bottom,
        _clustered(v.at for v in down),
        across,
        down,
    )


def _chains(bands: list[_Band], glyphs: Sequence[Glyph], before: Sequence[float]) -> list[list[_Band]]:
    """Bands one below the other that are rows of one table with white rows between them."""
    chains: list[list[_Band]] = []
    for band in bands:
        for chain in chains:
            if _follows(chain, band, glyphs, before):
                chain.append(band)
                break
        else:
            chains.append([band])
    return chains


def _follows(chain: Sequence[_Band], lower: _Band, glyphs: Sequence[Glyph], before: Sequence[float]) -> bool:
    upper = chain[-1]
    if not -SAME_SIDE < lower.top - upper.bottom <= HIGHEST_GAP:
        return False
    shared = [x for x in upper.xs if any(abs(x - y) <= SAME_SIDE for y in lower.xs)]
    if len(shared) < LEAST_SHARED or _has_other_columns(chain, lower):
        return False
    xs = _with_white_columns(_clustered(x for band in (*chain, lower) for x in band.xs), before)
    x0, x1 = xs[0], xs[-1]
    lines = to_lines(g for g in glyphs if g.turn == 0 and upper.bottom < g.y < lower.top)
    if any(line.x0 < x0 - SAME_SIDE or line.x1 > x1 + SAME_SIDE or stands_between(line.text) for line in lines):
        return False
    crossed = sum(prints_over(x, line) for line in lines for x in shared)
    return crossed * 2 <= len(lines)


def _has_other_columns(chain: Sequence[_Band], lower: _Band) -> bool:
    """Whether a painted row has borders that those above lack, lacks some of theirs, and shares few: a second table."""
    above = _clustered(x for band in chain for x in band.xs)
    shared = sum(any(abs(x - y) <= SAME_SIDE for y in above) for x in lower.xs)
    return shared < min(len(above), len(lower.xs)) and 3 * shared < len(above) + len(lower.xs)


def stands_between(text: str) -> bool:
    return bool(split_label(text)[0]) or is_unit_line(text) or is_continuation_mark(text) or is_mark_at_foot(text)


def prints_over(x: float, line: Line) -> bool:
    """Whether print runs over a border: a character stands on it, or two touch at either side."""
    before = max((g.x1 for g in line.glyphs if g.x <= x), default=float("-inf"))
    after = min((g.x0 for g in line.glyphs if g.x > x), default=float("inf"))
    return after - before <= THROUGH * line.size or before > x + 1 or after < x - 1


def _rest_of(chain: list[_Band], glyphs: Sequence[Glyph], paint: Sequence[Fill], before: Sequence[float]) -> Lines:
    """Lines through and around the white rows of one table."""
    top, bottom = chain[0].top, max(b.bottom for b in chain)
    xs = _with_white_columns(_clustered(v.at for band in chain for v in band.down), before)
    x0, x1 = xs[0], xs[-1]
    across: list[Ruling] = []
    goes_on = len(xs) == len(before) and all(abs(a - b) <= 2 * SAME_SIDE for a, b in zip(xs, before, strict=True))
    below = _last_row(chain[-1], x0, x1, glyphs, goes_on and _is_head(chain, glyphs))
    if below and (len(chain) > 1 or goes_on or _fills_columns(below, chain[-1].xs)):
        bottom = max(line.bottom for line in below) + max(1.0, below[0].top - bottom)
        across.append(Ruling(bottom, x0, x1, 0.0, False))
    above = _first_row(chain[0], xs, glyphs) if goes_on else []
    if above:
        top = min(line.top for line in above) - max(1.0, top - max(line.bottom for line in above))
        across.append(Ruling(top, x0, x1, 0.0, False))
    inside = [g for g in glyphs if g.turn == 0 and x0 < g.x < x1 and top < g.y < bottom]
    heights = _clustered([top, bottom, *(h.at for band in chain for h in band.across)])
    down: list[Ruling] = []
    is_banded = False
    for start, end in pairwise(heights):
        painted = [f for f in paint if f.top < (start + end) / 2 < f.bottom]
        own = [g for g in inside if start < g.y < end]
        is_banded = is_banded or (bool(own) and sum(f.x1 - f.x0 for f in painted) < WHITE_ROW * (x1 - x0))
        lines = to_lines(own)
        for x in xs:
            in_cell = any(f.x0 + SAME_SIDE < x < f.x1 - SAME_SIDE for f in painted)
            if not in_cell and not any(prints_over(x, line) for line in lines):
                down.append(Ruling(x, start, end, 0.0, False))
    return (across, down) if is_banded else ([], [])


def _with_white_columns(xs: list[float], before: Sequence[float]) -> list[float]:
    """The borders of painted rows or, where they are some of those of the page before, all of these: merged cells left
    white stand beside every painted row of a page."""
    known = [min(before, key=lambda b: abs(b - x), default=x - HIGHEST_GAP) for x in xs]
    among = len(xs) >= LEAST_SHARED and all(abs(a - b) <= 2 * SAME_SIDE for a, b in zip(xs, known, strict=True))
    return [xs[known.index(b)] if b in known else b for b in before] if among else xs


def _first_row(first: _Band, xs: Sequence[float], glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a white row right above the first painted one of a page, whose head is not printed again."""
    found: list[Line] = []
    edge = first.top
    for line in reversed(to_lines(g for g in glyphs if g.turn == 0 and g.y < first.top)):
        white = edge - line.bottom
        outside = line.x0 < xs[0] - SAME_SIDE or line.x1 > xs[-1] + SAME_SIDE
        if white > (NEXT_LINE if found else NEAR) * line.size or outside or stands_between(line.text):
            break
        if any(prints_over(x, line) for x in xs):
            return []
        found.append(line)
        edge = min(edge, line.top)
    return found if any(_texts(line, xs) > 1 for line in found) else []


def _is_total_row(line: Line, xs: Sequence[float]) -> bool:
    """Whether a line holds a name in the middle of its first columns and behind it nothing but figures of a column."""
    name, *figures = chunks_of(line, 0)
    if not figures or not all(PLAIN_FIGURE.fullmatch(c.text) for c in figures):
        return False
    if any(c.x0 < x < c.x1 for c in figures for x in xs):
        return False
    ends = [x for x in xs[2:] if name.x1 < x < figures[0].x1]
    return any(abs((xs[0] + x) / 2 - name.x) <= line.size for x in ends)


def _is_head(chain: Sequence[_Band], glyphs: Sequence[Glyph]) -> bool:
    """Whether all that is painted are names of columns."""
    lines = to_lines(g for g in glyphs if g.turn == 0 and chain[0].top < g.y < chain[0].bottom)
    return len(chain) == 1 and not any(
        PLAIN_FIGURE.fullmatch(c.text) for i, k in enumerate(lines) for c in chunks_of(k, i)
    )


def _clustered(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > SAME_SIDE:
            found.append(place)
    return found


def _last_row(last: _Band, x0: float, x1: float, glyphs: Sequence[Glyph], is_rest: bool) -> list[Line]:
    """The lines of a white row right below the last painted one. `is_rest`: that is a head printed again, so that the
    rest of a row may follow that has text left in one column only."""
    found: list[Line] = []
    edge = last.bottom
    for line in to_lines(g for g in glyphs if g.turn == 0 and g.y > last.bottom):
        white = line.top - edge
        outside = line.x0 < x0 - SAME_SIDE or line.x1 > x1 + SAME_SIDE
        crossed = sum(prints_over(x, line) for x in last.xs)
        if white > NEAR * line.size or stands_between(line.text) or outside:
            break
        if found and white > NEXT_LINE * line.size:
            if _texts(line, last.xs) > 1 and not crossed:
                return []  # more than one row
            break
        if crossed > 1 and not is_total(line.text):
            break
        if (
            found
            and (crossed or abs(line.size - found[0].size) > OTHER_SIZE * line.size)
            and _texts(found[0], last.xs) > 1
        ):
            break  # what follows a row of the table is text
        found.append(line)
        edge = max(edge, line.bottom)
    in_columns = (_texts(k, last.xs) > 1 and not any(prints_over(x, k) for x in last.xs) for k in found)
    if is_rest and not any(prints_over(x, line) for line in found for x in last.xs):
        return found
    over = [k for k in found if any(prints_over(x, k) for x in last.xs)]
    named = [k for k in found if is_total(k.text) or _is_total_row(k, last.xs)]
    is_last = len(named) == 1 and (len(found) == 1 or over == named)  # its figures may take two lines
    return found if any(in_columns) or is_last else []


def _fills_columns(lines: list[Line], xs: Sequence[float]) -> bool:
    """Whether one line alone stands in most columns, and over no border."""
    if len(lines) > 1 or any(prints_over(x, lines[0]) for x in xs):
        return False
    return 2 * _texts(lines[0], xs) >= len(xs)


def _texts(line: Line, xs: Sequence[float]) -> int:
    """In how many columns a line has print."""
    return len({sum(x < g.x for x in xs) for g in line.glyphs})
