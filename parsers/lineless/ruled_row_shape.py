"""Rows and columns of what stands between rules under rows: their borders, and how many rows name columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.lineless.alignment import column_borders, columns_under, runs_on
from parsers.lineless.beyond_rules import is_whole
from parsers.lineless.row_cells import IN_MIDDLE, heights_of, pieces_of
from parsers.lineless.textblocks import Chunk, chunks_of, is_total
from parsers.lineless.white_columns import find_columns, fullest
from parsers.pages.content import Ruling
from parsers.pages.lines import Line
from parsers.parts.borders import SAME_POSITION
from parsers.parts.grid import Grid
from parsers.texts.figures import FIGURE

ACROSS = 0.03  # share of the texts that may run across the column borders of the page before
MOST_HEAD_ROWS = 6  # of names of columns, title and unit included


@dataclass(slots=True)
class Shape:
    """Borders of rows and columns, the sides of the columns' text, how many rows name columns, and the table's text.
    `rest` is text of cells that are open at the foot, below the last rule, down to `foot`."""

    ys: list[float]
    xs: list[float]
    columns: list[tuple[float, float]]
    head_rows: int
    chunks: list[Chunk]
    rest: list[Chunk] = field(default_factory=list)
    foot: float = 0.0


def shape_of(
    lines: list[Line], start: float, end: float, rules: list[Ruling], x0: float, x1: float, before: Grid | None
) -> Shape | None:
    """Rows and columns of what stands between two heights; None where it is less than two columns, or no table. The
    columns of the grid of the page before (`before`) are taken where the text stands in them as well."""
    members = [i for i, line in enumerate(lines) if start < line.y < end]
    if not members or any(lines[i].x0 < x0 - 6 or lines[i].x1 > x1 + 6 for i in members):
        return None
    chunks = [c for i in members for c in chunks_of(lines[i], i)]
    ys = _without_empty_ends(heights_of(rules, [start, end]), chunks)
    bands = [[c for c in chunks if a < c.y < b] for a, b in pairwise(ys)]
    full = [i for i, y in enumerate(ys) if any(abs(r.at - y) <= SAME_POSITION and is_whole(r, x0, x1) for r in rules)]
    head_rows = next((i for i in full if i > 0), len(ys) - 1)
    names = [c for band in bands[:head_rows] for c in band]
    if any(FIGURE.fullmatch(c.text) for c in names) or head_rows > MOST_HEAD_ROWS:
        head_rows, names = 0, []
    names = [c for c in names if not any(_is_under(r, c, ys[head_rows]) for r in rules)]
    body = [pieces_of(band) for band in bands[head_rows:] if band]
    rows = _without_lone(body, x0, x1)
    columns = find_columns(rows, by_line(names), fullest(rows))
    columns = _cut_at_ends(columns, [r for r in rules if not is_whole(r, x0, x1)], chunks)
    xs = column_borders(columns, x0, x1) if len(columns) > 1 else [x0, x1]
    if before is not None:
        below = [c for c in chunks if c.y > ys[head_rows] and not is_total(c.text)]
        kept = _widened(before.columns, [*names, *below])
        borders = column_borders(kept, x0, x1)
        apart = all(a[1] <= b[0] for a, b in pairwise(kept))
        apart = apart and (len(columns) <= len(kept) or not any(_share_column(band, kept) for band in body))
        beside = [c for c in below if not runs_on(c, kept)]
        if apart and _across(borders, beside) <= _across(xs, below) + ACROSS * len(below):
            xs, columns = borders, kept
    xs = _at_ends(xs, columns, [r for r in rules if not is_whole(r, x0, x1)])
    whites = [(a[1], b[0]) for a, b in pairwise(columns)]
    chunks = [c for i in members for c in chunks_of(lines[i], i, whites=whites)]
    return Shape(ys, xs, columns, head_rows, chunks) if len(columns) > 1 else None


def _share_column(texts: list[Chunk], columns: list[tuple[float, float]]) -> bool:
    """Whether two texts of a row stand in one column."""
    under = [k[0] for k in (columns_under(c.x0, c.x1, c.size, columns) for c in texts) if len(k) == 1]
    return len(set(under)) < len(under)


def _without_lone(bands: list[list[Chunk]], x0: float, x1: float) -> list[list[Chunk]]:
    """Rows without those that hold one text in the middle of the table: it tells nothing of columns."""
    kept = [b for b in bands if len(b) > 1 or abs(b[0].x - (x0 + x1) / 2) > IN_MIDDLE * b[0].size]
    return kept if sum(len(b) > 1 for b in kept) > 1 else bands


def _cut_at_ends(
    columns: list[tuple[float, float]], rules: list[Ruling], chunks: list[Chunk]
) -> list[tuple[float, float]]:
    """Columns cut where a rule stops within them, beside a cell that goes on below: there is a border, though names
    over both columns run across."""
    found = list(columns)
    for end in sorted({round(x, 1) for r in rules for x in (r.start, r.end)}):
        k = next((i for i, (left, right) in enumerate(found) if left < end < right), None)
        if k is None:
            continue
        own = [c for c in chunks if found[k][0] - 1 <= c.x <= found[k][1] + 1]
        before = [c.x1 for c in own if c.x1 <= end + 1]
        after = [c.x0 for c in own if c.x0 >= end - 1]
        if min(len(before), len(after)) > 1 and len(own) - len(before) - len(after) < min(len(before), len(after)):
            found[k : k + 1] = [(found[k][0], max(before)), (min(after), found[k][1])]
    return found


def _at_ends(xs: list[float], columns: list[tuple[float, float]], rules: list[Ruling]) -> list[float]:
    """Borders of columns where rules that do not run across the table begin or end in the white between them."""
    ends = sorted({x for r in rules for x in (r.start, r.end)})
    found = list(xs)
    for k, (left, right) in enumerate(pairwise(columns), 1):
        here = ends[bisect_left(ends, left[1]) : bisect_right(ends, right[0])]
        if here and here[-1] - here[0] <= SAME_POSITION:
            found[k] = here[0]
    return found


def _across(xs: list[float], chunks: list[Chunk]) -> int:
    return sum(any(c.x0 < x - 1 and c.x1 > x + 1 for x in xs) for c in chunks)


def _widened(columns: list[tuple[float, float]], chunks: list[Chunk]) -> list[tuple[float, float]]:
    """Columns widened by the texts that stand in one of them alone."""
    found = list(columns)
    for chunk in chunks:
        under = columns_under(chunk.x0, chunk.x1, chunk.size, columns)
        if len(under) == 1:
            left, right = found[under[0]]
            found[under[0]] = (min(left, chunk.x0), max(right, chunk.x1))
    return found


def _is_under(rule: Ruling, name: Chunk, foot: float) -> bool:
    """Whether a rule within the header, which ends at `foot`, parts a name from the names below it."""
    return name.y < rule.at < foot - SAME_POSITION and rule.start <= name.x <= rule.end


def _without_empty_ends(ys: list[float], chunks: list[Chunk]) -> list[float]:
    """Heights from the first row with text to the last: a line under the page's head is no row border."""
    first = min((i for i, (a, b) in enumerate(pairwise(ys)) if any(a < c.y < b for c in chunks)), default=0)
    last = max((i for i, (a, b) in enumerate(pairwise(ys)) if any(a < c.y < b for c in chunks)), default=0)
    return ys[first : last + 2]


def by_line(chunks: list[Chunk]) -> list[list[Chunk]]:
    return [[c for c in chunks if c.line == i] for i in dict.fromkeys(c.line for c in chunks)]
