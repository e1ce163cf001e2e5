"""What belongs to a table above its first rule and below its last: names of columns, and a row that no rule closes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from parsers.lineless.alignment import columns_under
from parsers.lineless.headers.header_lines import names_columns, stands_beside
from parsers.lineless.row_cells import IN_MIDDLE
from parsers.lineless.textblocks import Chunk, chunks_of
from parsers.pages.content import Ruling
from parsers.pages.lines import Line
from parsers.parts.borders import SAME_POSITION
from parsers.texts.figures import FIGURE, PLAIN_FIGURE, YEAR

NEAR_HEAD = 2.0  # sizes between the first rule and the names of columns printed above it
WIDEST_STEP = 4.0  # sizes of white between two lines of the rows below the last wide rule
FULL_PAGE = 0.85  # share of the page's height to which text reaches at least where the page's foot cuts a row
IN_ROW = 0.8  # the same between two lines of one row
LAST_ROW_LINES = 3  # lines of a last row without a rule below it
SAME_SIDE = 0.3  # sizes between the left sides of names of rows
WIDEST_WHITE = 0.85  # share of the widest white above a first row that the white between it and the names has
SAME_END = 4.0  # points by which the ends of rules of one table may differ


def is_whole(rule: Ruling, x0: float, x1: float) -> bool:
    """Whether a rule reaches from one side of a table to the other."""
    return rule.start <= x0 + SAME_END and rule.end >= x1 - SAME_END


@dataclass(slots=True)
class _Below:
    """Lines right below the last rule, down to `edge`: those of the first row end at `row_end`. `is_wide`: the first is
    one cell over the whole width; `ends_page`: nothing stands below them."""

    lines: list[int]
    row_end: float
    edge: float
    is_wide: bool = False
    ends_page: bool = False


def foot_without_rule(
    lines: list[Line],
    foot: float,
    x0: float,
    x1: float,
    columns: list[tuple[float, float]],
    barred: Collection[int],
    is_open: bool,
    height: float,
) -> float | None:
    """The foot of a table whose last row has no rule below it, or None: a row that the foot of the page cuts, a last
    row of figures, or any row where the table has no rule above its header either (`is_open`). `foot`: the last rule;
    `height`: of the page."""
    found = _lines_below(lines, foot, x0, x1, columns, barred)
    if found.is_wide and is_open:
        return found.edge + 2
    if not found.lines:
        return None
    row = [chunks_of(lines[i], i) for i in found.lines if lines[i].y < found.row_end]
    rest = [chunks_of(lines[i], i) for i in found.lines if lines[i].y >= found.row_end]
    is_row = any(len(chunks) > 1 for chunks in row)
    if found.ends_page:
        in_first = all(c.x1 <= columns[1][0] for chunks in row for c in chunks)
        is_cut = not is_open and found.edge >= FULL_PAGE * height and not in_first
        return found.edge + 2 if is_row or is_cut else None
    if any(len(chunks) > 1 for chunks in rest):
        return None  # more rows that no rule parts
    has_figures = any(FIGURE.fullmatch(c.text) for chunks in row if len(chunks) > 1 for c in chunks)
    return found.row_end + 2 if (is_open and is_row) or (has_figures and len(row) <= LAST_ROW_LINES) else None


def _lines_below(
    lines: list[Line],
    foot: float,
    x0: float,
    x1: float,
    columns: list[tuple[float, float]],
    barred: Collection[int],
) -> _Below:
    found = _Below([], foot, foot)
    row_goes_on = True
    for i in (i for i, line in enumerate(lines) if line.y > foot):
        line = lines[i]
        white = line.top - found.edge
        if i in barred or line.x0 < x0 - 6 or line.x1 > x1 + 6:
            return found
        if white > (NEAR_HEAD if not found.lines else WIDEST_STEP) * line.size:
            return found
        chunks = chunks_of(line, i)
        if any(len(columns_under(c.x0, c.x1, c.size, columns)) > 1 for c in chunks):
            in_middle = abs((line.x0 + line.x1 - x0 - x1) / 2) <= IN_MIDDLE * line.size
            if len(chunks) == 1 and not found.lines and in_middle:
                found.is_wide, found.edge = True, line.bottom
            if not found.lines and _is_total_row(chunks, columns):
                found.lines, found.row_end = [i], line.bottom
            return found
        found.lines.append(i)
        found.edge = max(found.edge, line.bottom)
        row_goes_on = row_goes_on and (len(found.lines) == 1 or white <= IN_ROW * line.size)
        found.row_end = found.edge if row_goes_on else found.row_end
    found.ends_page = True
    return found


def _is_total_row(chunks: list[Chunk], columns: list[tuple[float, float]]) -> bool:
    """Whether a line is a name over several columns and then a figure of a column, or several."""
    under = [columns_under(c.x0, c.x1, c.size, columns) for c in chunks[1:]]
    return bool(under) and all(len(k) == 1 for k in under) and all(PLAIN_FIGURE.fullmatch(c.text) for c in chunks[1:])


def names_and_first_row(
    lines: list[Line], top: float, x0: float, x1: float, barred: Collection[int]
) -> tuple[list[int], float | None]:
    """Lines of a first row with figures right above the first rule and of the names of columns above that row, with the
    height of the border between, where no rule stands; the border is None where there is no such row."""
    above: list[int] = []
    for i in (i for i in range(len(lines) - 1, -1, -1) if lines[i].y < top):
        line, edge = lines[i], min([top, *(lines[j].top for j in above)])
        beyond = line.x0 < x0 - 6 or line.x1 > x1 + 6 or edge - line.bottom > NEAR_HEAD * line.size
        if i in barred or beyond or (above and not line.has_type_of(lines[above[0]])):
            break
        above.insert(0, i)
    while above[1:] and len(chunks_of(lines[above[0]], 0)) < 2 and not _stands_over(above, lines):
        del above[0]  # one text alone is a caption
    first = next((n for n, i in enumerate(above) if _holds_figures(lines[i])), 0)
    if not first and above and _begins_as_next(above[-1], lines):
        first = len(above) - 1
    edges = [max(lines[i].bottom for i in above[:n]) for n in range(1, len(above))]
    whites = [lines[i].top - edge for i, edge in zip(above[1:], edges, strict=True)][:first]
    if not whites or max(whites) <= 0 or not any(len(chunks_of(lines[i], i)) > 1 for i in above[:first]):
        return [], None
    cut = max(n for n, white in enumerate(whites, 1) if white >= WIDEST_WHITE * max(whites))
    if not any(len(chunks_of(lines[i], i)) > 1 for i in above[:cut]):
        return [], None
    return above, lines[above[cut]].top - whites[cut - 1] / 2


def _begins_as_next(i: int, lines: list[Line]) -> bool:
    """Whether a line holds the name of a row alone, at the left side of the row with figures below it."""
    if i + 1 == len(lines) or len(chunks_of(lines[i], i)) > 1 or not _holds_figures(lines[i + 1]):
        return False
    return abs(lines[i].x0 - lines[i + 1].x0) <= SAME_SIDE * lines[i].size


def _stands_over(block: list[int], lines: list[Line]) -> bool:
    """Whether the first line of a block is a name over several columns, or reaches down beside the next line."""
    run = block[1:]
    return stands_beside(run, lines) or names_columns(run, lines, [chunks_of(line, i) for i, line in enumerate(lines)])


def _holds_figures(line: Line) -> bool:
    return any(FIGURE.fullmatch(c.text) and not YEAR.fullmatch(c.text) for c in chunks_of(line, 0))


def names_above(
    lines: list[Line], top: float, x0: float, x1: float, rules: list[Ruling], barred: Collection[int]
) -> list[int]:
    """Lines right above the first rule that name columns, when the table has no rule above them."""
    partial = [r for r in rules if abs(r.at - top) <= SAME_POSITION and not is_whole(r, x0, x1)]
    found: list[int] = []
    edge = top
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if line.y >= top:
            continue
        if i in barred:
            break
        several = len(chunks_of(line, i)) > 1
        near = NEAR_HEAD if not found or (several and not _holds_figures(line)) else IN_ROW
        if edge - line.bottom > near * line.size or line.x0 < x0 - 6 or line.x1 > x1 + 6:
            break
        named = any(r.start <= line.x0 and line.x1 <= r.end for r in partial) or line.bottom > top
        ends_name = not found and i > 0 and _ends_name(line, lines[i - 1], i)
        over = bool(found) and _stands_over([i, *found], lines)
        if not several and (not found or line.bottom < edge) and not (named or ends_name or over):
            break  # one text alone is a caption, unless it stands beside the next line or goes on with one above
        if found and not line.has_type_of(lines[found[0]]):
            break
        found.insert(0, i)
        edge = line.top
    return found


def _ends_name(line: Line, above: Line, index: int) -> bool:
    """Whether one text alone is the last line of a name: right under lines with several, in the same type."""
    if not line.has_type_of(above) or line.top - above.bottom > IN_ROW * line.size:
        return False
    over = chunks_of(above, index - 1)
    beside = above.bottom - line.top > 0.2 * line.size
    return len(over) > 1 and (beside or any(c.x0 - line.size <= line.x0 and line.x1 <= c.x1 + line.size for c in over))
