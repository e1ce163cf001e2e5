"""Where a second table begins right below another one, with nothing between them but white: no caption, no text.

Offices print two small tables that way, and neither a rule nor a line of text says that the first one ends. What says
it is more white than between rows, rows of figures above it, and below it a header: lines of names alone, one for each
text of the rows that follow.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from parsers.lineless.textblocks import Chunk, is_grand_total
from parsers.pages.content import Glyph, Ruling
from parsers.pages.lines import Line
from parsers.texts.figures import FIGURE, YEAR

LEAST_WHITE = 0.6  # sizes of white above a second table, at least …
MORE_WHITE = 1.3  # … and times the usual white between lines of both tables …
MORE_SIZES = 0.3  # … and sizes more than that
ONE_ROW = 1.5  # sizes from line to line in the last row of the table above
DOUBLE = 3.0  # points between the two lines of a double rule, at most
EMPTY_ROW = 1.3  # sizes of an empty row's height, at least
SHORTEST_RULE = 80.0  # points
BESIDE = 3.0  # points between ends of rules, and between a rule and the edge of print
LEAST_WHITE_AT_FOOT = 1.0  # the same where its rows stand overleaf
NEAR = 9  # lines above and below whose white is usual
MOST_HEAD_LINES = 8  # of a second table's header
FIRST_ROWS = 4  # lines below the header that show how many columns it names
LEAST_NAMES = 3  # columns of a second table
UNNAMED = 1  # columns that its header may leave without a name, as that of the rows' names
NOT_LAST = "。；，、！？"  # signs that no name of a column ends with
STOP = "。"  # what stands for the white, so that no name and no row is read from it


class Wall(Line):
    """A line of no print in the white above a second table, which belongs to neither."""

    __slots__ = ()


def with_walls(
    lines: Sequence[Line], chunked: Sequence[list[Chunk]], barred: Collection[int], rules: Sequence[Ruling] = ()
) -> list[Line]:
    """Lines, top to bottom, with a `Wall` above each second table. `chunked`: their texts; `barred`: indices of lines
    that stand in no table; `rules`: horizontal lines."""
    found: list[Line] = []
    for i, line in enumerate(lines):
        parted = _between_rules(i, lines, rules) if i and rules else None
        if _begins_table(i, lines, chunked, barred) or (parted and _are_names_below_figures(i, chunked, barred)):
            y = parted or (_foot(lines, i) + line.top) / 2
            found.append(Wall([Glyph(STOP, line.x0, y, line.x0, y, line.size)]))
        found.append(line)
    return found


def _begins_table(i: int, lines: Sequence[Line], chunked: Sequence[list[Chunk]], barred: Collection[int]) -> bool:
    if i < 1 or i in barred or i - 1 in barred:
        return False
    white = lines[i].top - _foot(lines, i)
    if white < LEAST_WHITE * lines[i].size:
        return False
    above = [j for j in range(i - 1, max(i - 3, -1), -1) if lines[i - 1].y - lines[j].y < ONE_ROW * lines[j].size]
    if not any(_holds_figure(chunked[j]) and len(chunked[j]) > 1 for j in above):
        return False
    if i == 1 and not is_grand_total(chunked[0][0].text):
        return False
    first = next((j for j in range(i, len(lines)) if j in barred or _holds_figure(chunked[j])), len(lines))
    if first == len(lines) > i:
        return _is_head_at_foot(lines[i:], chunked[i:], chunked[above[0]], white)
    if not i < first <= i + MOST_HEAD_LINES or first in barred:
        return False
    usual = sorted(_whites(lines, range(max(i - NEAR, 1), i)) + _whites(lines, range(i + 1, i + NEAR)))
    middle = usual[len(usual) // 2] if usual else 0.0
    if white < max(MORE_WHITE * middle, middle + MORE_SIZES * lines[i].size):
        return False
    head = [j for j in range(i, first) if lines[j].bottom <= lines[first].top]  # the rest is beside the first figures
    if any(c.text[-1] in NOT_LAST for j in head for c in chunked[j]):
        return False  # a section of a form, with sentences
    names = _lowest([c for j in head for c in chunked[j]])
    rows = [chunked[j] for j in range(first, min(first + FIRST_ROWS, len(lines))) if j not in barred]
    return len(names) >= max(LEAST_NAMES, max(map(len, rows)) - UNNAMED) and _are_over(names, rows)


def _between_rules(i: int, lines: Sequence[Line], rules: Sequence[Ruling]) -> float | None:
    """The middle between the last rule of one table and the first one of another above a line, both from side to side:
    further apart than the two lines of a double rule and nearer than the rules of an empty row."""
    foot, top = _foot(lines, i), lines[i].top
    both = [r for r in rules if foot - BESIDE <= r.at <= top + BESIDE and r.end - r.start >= SHORTEST_RULE]
    for a, b in pairwise(both):
        alike = abs(a.start - b.start) <= BESIDE and abs(a.end - b.end) <= BESIDE
        if alike and DOUBLE < b.at - a.at < EMPTY_ROW * lines[i].size:
            return (a.at + b.at) / 2
    return None


def _are_names_below_figures(i: int, chunked: Sequence[list[Chunk]], barred: Collection[int]) -> bool:
    return i not in barred and i - 1 not in barred and _holds_figure(chunked[i - 1]) and not _holds_figure(chunked[i])


def _is_head_at_foot(lines: Sequence[Line], chunked: Sequence[list[Chunk]], last: list[Chunk], white: float) -> bool:
    """Whether the last lines of a page are names of columns below a row of totals: the rows stand overleaf."""
    if len(lines) > MOST_HEAD_LINES or not is_grand_total(last[0].text) or white < LEAST_WHITE_AT_FOOT * lines[0].size:
        return False
    return len(chunked[0]) >= LEAST_NAMES and not any(c.text[-1] in NOT_LAST for line in chunked for c in line)


def _are_over(names: list[Chunk], rows: Sequence[list[Chunk]]) -> bool:
    """Whether most figures of some rows stand below a name, if only partly: those at the right of their column do not
    stand in its middle."""
    figures = [c for row in rows for c in row if FIGURE.fullmatch(c.text)]
    return 2 * sum(any(n.x0 < f.x1 and f.x0 < n.x1 for n in names) for f in figures) > len(figures)


def _foot(lines: Sequence[Line], i: int) -> float:
    """Where the print above a line ends."""
    return max(line.bottom for line in lines[max(i - 4, 0) : i])


def _whites(lines: Sequence[Line], at: range) -> list[float]:
    """White above each of some lines, where there is any."""
    whites = [lines[j].top - _foot(lines, j) for j in at if j < len(lines)]
    return [white for white in whites if white > 0]


def _holds_figure(chunks: list[Chunk]) -> bool:
    return any(FIGURE.fullmatch(c.text) and not YEAR.fullmatch(c.text) for c in chunks)


def _lowest(names: list[Chunk]) -> list[Chunk]:
    """Names with nothing below them."""
    return [n for n in names if not any(o.y > n.bottom and o.x0 < n.x1 and n.x0 < o.x1 for o in names)]
