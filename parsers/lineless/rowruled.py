"""Tables with a rule under every row and none between columns: where they stand, their rows and columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from itertools import pairwise

from parsers.lineless.beyond_rules import NEAR_HEAD, SAME_END, foot_without_rule, names_above, names_and_first_row
from parsers.lineless.borderless import cells_from_spans
from parsers.lineless.headers.header_names import NAME_PITCH, header_cells, holds_formulas
from parsers.lineless.row_cells import Seat, find_seats, floors_of, pieces_of
from parsers.lineless.rows.single_rows import share_of_single_rows
from parsers.lineless.ruled_row_shape import Shape, by_line, shape_of
from parsers.lineless.textblocks import ONE_CELL_PITCH, Chunk, chunks_of, is_grand_total, text_of
from parsers.pages.content import Ruling
from parsers.pages.lines import Line
from parsers.parts.grid import MOST_SQUARES, Grid, GridCell
from parsers.texts.figures import FIGURE

LEAST_SLABS = 3  # rows between rules; with fewer it is a three-line table
ONE_ROW = 0.9  # share of the cells between rules that must hold one text each
TALL_ROW = 3.5  # times the usual height of rows; more white between rules parts tables
NEAR = 120.0  # points over and under rules within which wider rules show that they are part of a wider table
CLOSE_PITCH = 1.4  # sizes from line to line in a cell where too few rules stand to say that they part all rows
CONFIDENCE = 0.9


def chains_of(rules: list[Ruling], lines: list[Line]) -> list[list[Ruling]]:
    """Rules with the same ends, parted where the white between two is much more than a row's height and is no row: one
    text or none stands in it."""
    if len(rules) <= LEAST_SLABS:
        return [rules]
    steps = sorted(b.at - a.at for a, b in pairwise(rules))
    usual = steps[len(steps) // 2]
    chains = [[rules[0]]]
    for before, rule in pairwise(rules):
        if rule.at - before.at > TALL_ROW * usual:
            between = [c for i, line in enumerate(lines) if before.at < line.y < rule.at for c in chunks_of(line, i)]
            if len(pieces_of(between)) < 2:
                chains.append([])
        chains[-1].append(rule)
    return chains


def row_ruled_grid(
    page: int,
    lines: list[Line],
    rules: list[Ruling],
    all_rules: list[Ruling],
    barred: Collection[int] = (),
    before: Grid | None = None,
    height: float = 0.0,
) -> tuple[Grid, set[int]] | None:
    """The grid that rules with the same ends (`rules`, top to bottom) and what stands between them make, with the
    indices of its lines; None when the rules do not part rows. `all_rules` holds shorter ones, which end at cells that
    are merged over rows. Lines of `barred` stand in no table; `before` is the last grid of the page before, `height`
    that of the page."""
    x0, x1 = _side_before(rules[0], before), rules[0].end
    stops = [lines[i].y for i in barred]
    within = [r for r in all_rules if x0 - SAME_END <= r.start and r.end <= x1 + SAME_END]
    top, foot = _extent(rules, within, x0, x1, stops)
    if any(_is_wider(r, rules[0], top, foot, stops) for r in all_rules):
        return None  # these rules are but a part of those of a wider table
    inner = sorted(r for r in within if top <= r.at <= foot)
    row = _rest_of_row(lines, top, before) if before is not None and _has_sides(before, x0, x1) else None
    names, border = names_and_first_row(lines, top, x0, x1, barred) if row is None else ([], None)
    if border is not None:  # a first row, above which names stand without a rule
        within = [*within, Ruling(border, x0, x1, 0.0, False)]
    elif row is None:
        names = names_above(lines, top, x0, x1, inner, barred)
    start = row if row is not None else min([top, *(lines[i].top - 2 for i in names)])
    inner = sorted(r for r in within if start <= r.at <= foot)  # names may have a rule between their levels
    kept = before if before is not None and _has_sides(before, x0, x1) and not _is_below(lines, start) else None
    kept = None if kept is not None and _has_other_head(lines, start, kept) else kept
    shape = shape_of(lines, start, foot, inner, x0, x1, kept)
    end = None if shape is None else foot_without_rule(lines, foot, x0, x1, shape.columns, barred, bool(names), height)
    if shape is not None and end is not None:
        rest = [c for i, line in enumerate(lines) if foot < line.y < end for c in chunks_of(line, i)]
        if _stand_in_open_cells(rest, shape, inner):
            shape.rest, shape.foot = rest, end
        else:
            shape = shape_of(lines, start, end, inner, x0, x1, kept)
    if shape is None:
        return None
    if shape.head_rows >= len(shape.ys) - 1 and end is None and _goes_on_below(lines, foot, barred):
        return None  # rules in the header only
    least = LEAST_SLABS
    ends_page = not any(line.y > shape.ys[-1] for line in lines)
    closed = end is not None or not _goes_on_below(lines, foot, barred)
    if closed and (kept is not None or (ends_page and (end is not None or len(rules) > 1))):
        least = 1 if kept is not None and len(rules) > 1 else 2
    found = _grid_of(page, shape, inner, least)
    if found is not None and kept is not None and not found[0].head_text:
        found[0].head_text = kept.head_text
    return found


def _extent(rules: list[Ruling], within: list[Ruling], x0: float, x1: float, stops: list[float]) -> tuple[float, float]:
    """The heights of the first and the last rule that belong to a table, those that only begin or end with it among
    them, as far as none of `stops` stands between."""
    at_side = [r.at for r in within if abs(r.start - x0) <= SAME_END or abs(r.end - x1) <= SAME_END]
    top = min(y for y in [rules[0].at, *at_side] if not _is_parted(y, rules[0].at, stops))
    foot = max(y for y in [rules[-1].at, *at_side] if not _is_parted(y, rules[-1].at, stops))
    return top, foot


def _has_other_head(lines: list[Line], start: float, before: Grid) -> bool:
    """Whether a page begins with other names of columns than a table that ended in a row of totals."""
    first = next((chunks_of(line, i) for i, line in enumerate(lines) if line.y > start), [])
    names = len(first) > 1 and not any(FIGURE.fullmatch(c.text) for c in first)
    return before.ends_in_total and names and text_of(first) not in before.head_text


def _stand_in_open_cells(chunks: list[Chunk], shape: Shape, rules: list[Ruling]) -> bool:
    """Whether texts below the last rule stand in columns that it does not close: they belong to cells that go on."""
    closed = floors_of(rules, shape.ys, shape.xs)[-1]
    columns = {min(max(bisect_right(shape.xs, c.x) - 1, 0), len(shape.columns) - 1) for c in chunks}
    return bool(closed) and not columns & closed


def _has_sides(grid: Grid, x0: float, x1: float) -> bool:
    """Whether a grid of columns told from text has these sides."""
    return len(grid.columns) > 1 and abs(grid.xs[0] - x0) <= SAME_END and abs(grid.xs[-1] - x1) <= SAME_END


def _side_before(rule: Ruling, before: Grid | None) -> float:
    """Where a table begins whose rules begin at `rule`: further left, where the table of the page before ends as they
    do and they begin at one of its inner borders. Its first cells are merged over all rows of the page."""
    if before is None or len(before.columns) < 2 or abs(before.xs[-1] - rule.end) > SAME_END:
        return rule.start
    return before.xs[0] if any(abs(x - rule.start) <= SAME_END for x in before.xs[1:-2]) else rule.start


def _rest_of_row(lines: list[Line], top: float, before: Grid) -> float | None:
    """Where a row begins that stands between the head of the page and the first rule, in the columns of the page
    before; None where something else stands there."""
    above = [line for line in lines if line.y < top]
    if not above or top - above[-1].bottom > NEAR_HEAD * above[-1].size or not before.head_text:
        return None
    chunked = [chunks_of(line, i) for i, line in enumerate(above)]
    if text_of(chunked[0]) == before.head_text[0]:
        return None  # the names printed again
    chunks = [c for line in chunked for c in line]
    seats = {(bisect_right(before.xs, c.x0 + 1), bisect_left(before.xs, c.x1 - 1)) for c in chunks}
    return above[0].top - 2 if len(seats) > 1 and all(a == b for a, b in seats) else None


def _is_below(lines: list[Line], y: float) -> bool:
    """Whether something stands above a height."""
    return any(line.y < y for line in lines)


def _goes_on_below(lines: list[Line], foot: float, barred: Collection[int]) -> bool:
    """Whether text that may be a row follows right below the last rule."""
    below = next((i for i, line in enumerate(lines) if line.y > foot), None)
    return below is not None and below not in barred and lines[below].top - foot <= NEAR_HEAD * lines[below].size


def _grid_of(page: int, shape: Shape, rules: list[Ruling], least: int) -> tuple[Grid, set[int]] | None:
    """The grid of a table and the lines in it; None when its rules do not part its rows."""
    ys, xs, columns, chunks = shape.ys, shape.xs, shape.columns, shape.chunks
    if (len(ys) - 1) * len(columns) > MOST_SQUARES:
        return None
    floors = floors_of(rules, ys, xs)
    filled = sum(any(a < c.y < b for c in chunks) for a, b in pairwise(ys))
    pitch, share = (ONE_CELL_PITCH, ONE_ROW) if filled >= LEAST_SLABS else (CLOSE_PITCH, 1.0)
    if filled < least or share_of_single_rows(chunks, ys, floors, xs, pitch) < share:
        return None
    if shape.rest:
        ys, chunks = [*ys[:-1], shape.foot], [*chunks, *shape.rest]
    seats = find_seats(chunks, ys, floors, columns, xs, shape.head_rows)
    if shape.head_rows == 1 and len(ys) > 2:
        ys, seats = _with_levels(seats, chunks, columns, xs, ys)
    cells = [GridCell.over(seat, xs, ys) for seat in seats]
    closed = floors[-1]
    grid = Grid(
        page, xs, ys, cells, "alignment", CONFIDENCE, None, columns,
        tuple(map(text_of, by_line([c for c in chunks if c.y < shape.ys[shape.head_rows]]))),
        open_foot=frozenset(set(range(len(columns))) - closed) if closed else frozenset(),
        open_head=not floors[0], open_end=not closed and filled >= LEAST_SLABS,
        ends_in_total=any(is_grand_total(c.text) for c in chunks if c.y > ys[-2]),
    )  # fmt: skip
    return grid, {c.line for c in chunks}


def _with_levels(
    seats: list[Seat], chunks: list[Chunk], columns: list[tuple[float, float]], xs: list[float], ys: list[float]
) -> tuple[list[float], list[Seat]]:
    """Borders of rows and cells with the header parted into levels that no rule parts, where names of several columns
    have names of their own below them, or formulas stand below names."""
    names = [c for c in chunks if c.y < ys[1]]
    if len({c.line for c in names}) < 2:
        return ys, seats
    size = sorted(c.size for c in names)[len(names) // 2]
    levels, spans = header_cells(by_line(names), columns, xs, ys[0], ys[1], size, NAME_PITCH)
    groups = [(r1, c0, c1) for _, c0, r1, c1 in spans if c0 < c1]
    named = any(sum(r0 == r + 1 and a <= c0 and c1 <= b for r0, c0, _, c1 in spans) > 1 for r, a, b in groups)
    if not named and not (len(levels) > 2 and holds_formulas(names)):
        return ys, seats
    cells = cells_from_spans(spans, len(levels) - 1, xs, levels)
    heads = [(c.row, c.col, c.row + c.row_span - 1, c.col + c.col_span - 1) for c in cells]
    more = len(levels) - 2
    below = [(r0 + more, c0, r1 + more, c1) for r0, c0, r1, c1 in seats if r0 > 0]
    return [*levels, *ys[2:]], [*heads, *below]


def _is_parted(y: float, other: float, stops: list[float]) -> bool:
    return any(min(y, other) < stop < max(y, other) for stop in stops)


def _is_wider(rule: Ruling, own: Ruling, top: float, foot: float, stops: list[float]) -> bool:
    """Whether a rule runs beyond the table's side at one end, shares the other, and stands near it."""
    if not top - NEAR < rule.at < foot + NEAR or _is_parted(rule.at, top, stops) or _is_parted(rule.at, foot, stops):
        return False
    left, right = rule.start - own.start, rule.end - own.end
    return (left < -SAME_END and right > -SAME_END) or (right > SAME_END and left < SAME_END)
