"""Tables with a rule under every row and none between columns: rows from the rules, columns from white space."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from itertools import pairwise

from parsers.alignment import centred_over, column_borders, columns_under, find_columns
from parsers.content import Ruling
from parsers.grids import SAME_POSITION, Grid, build_grid
from parsers.lines import Line
from parsers.parts import FIGURE
from parsers.textblocks import ONE_CELL_PITCH, Chunk, TextBlock, blocks_of, chunks_of, is_grand_total

LEAST_SLABS = 3  # rows between rules; with fewer it is a three-line table
ONE_ROW = 0.9  # share of the slabs that must hold one row each
TALL_ROW = 3.5  # times the usual height of rows; more white between rules parts tables
NEAR_HEAD = 2.0  # sizes between the first rule and the names of columns printed above it
WIDEST_STEP = 4.0  # sizes of white between two lines of the rows below the last wide rule
LAST_ROW_LINES = 3  # lines of a last row without a rule below it
NEAR = 120.0  # points over and under rules within which wider rules show that they are part of a wider table
SAME_END = 4.0  # points by which the right ends of rules of one table may differ
IN_MIDDLE = 1.5  # sizes that the name of a total may be off the middle of the empty columns around it
CONFIDENCE = 0.9


def chains_of(rules: list[Ruling]) -> list[list[Ruling]]:
    """Rules with the same ends, parted where the white between two is much more than a row's height."""
    if len(rules) <= LEAST_SLABS:
        return [rules]
    steps = sorted(b.at - a.at for a, b in pairwise(rules))
    usual = steps[len(steps) // 2]
    chains = [[rules[0]]]
    for before, rule in pairwise(rules):
        if rule.at - before.at > TALL_ROW * usual:
            chains.append([])
        chains[-1].append(rule)
    return chains


def row_ruled_grid(
    page: int, lines: list[Line], rules: list[Ruling], all_rules: list[Ruling], barred: Collection[int] = ()
) -> tuple[Grid, set[int]] | None:
    """The grid that rules with the same ends (`rules`, top to bottom) and what stands between them make, with the
    indices of its lines; None when the rules do not part rows. `all_rules` holds shorter ones, which end at cells that
    are merged over rows. Lines of `barred` stand in no table."""
    if len(rules) < 2:
        return None
    x0, x1 = rules[0].start, rules[0].end
    tail = _tail(lines, rules[-1], barred)
    floor = tail if tail is not None else rules[-1].at
    inner = [r for r in all_rules if x0 - 4 <= r.start and r.end <= x1 + 4 and rules[0].at <= r.at <= floor]
    foot = [] if tail is None else [tail]
    found = _grid_at([*(r.at for r in rules), *foot], page, lines, inner, x0, x1)
    if found is not None:
        return found
    ys = [*_heights(rules, inner, x1), *foot]
    if any(
        (r.start < x0 - SAME_END or r.end > x1 + SAME_END) and ys[0] - NEAR < r.at < ys[-1] + NEAR for r in all_rules
    ):
        return None  # these rules are but a part of those of a wider table
    return _grid_at(ys, page, lines, inner, x0, x1)


def _grid_at(
    ys: list[float], page: int, lines: list[Line], inner: list[Ruling], x0: float, x1: float
) -> tuple[Grid, set[int]] | None:
    """The grid with rows parted at these heights."""
    members = [i for i, line in enumerate(lines) if ys[0] < line.y < ys[-1]]
    if any(lines[i].x0 < x0 - 6 or lines[i].x1 > x1 + 6 for i in members):
        return None
    if len(ys) < LEAST_SLABS + 1:
        return None
    head = _names_above(lines, ys[0], x0, x1)
    chunked = {i: chunks_of(lines[i], i) for i in [*head, *members]}
    names = [] if head else [i for i in members if lines[i].y < ys[1]]
    if any(FIGURE.fullmatch(c.text) for i in names for c in chunked[i]):
        names = []
    body = [chunked[i] for i in [*members, *head] if i not in names]
    columns = find_columns(body, [chunked[i] for i in names])
    if len(columns) < 2:
        return None
    slabs = [[c for i in members if a < lines[i].y < b for c in chunked[i]] for a, b in pairwise(ys)]
    filled = [slab for slab in slabs if slab]
    if len(filled) < LEAST_SLABS or sum(_is_one_row(s, columns) for s in filled) < ONE_ROW * len(filled):
        return None
    if head:
        top = min(lines[i].top for i in head) - 2
        inner = [Ruling(top, x0, x1, 0.0), *inner]
        slabs = [[c for i in head for c in chunked[i]], *slabs]
        ys = [top, *ys]
    borders = column_borders(columns, x0, x1)
    heights = [ys[0]]
    heights += [y for y in sorted({r.at for r in inner}) if ys[0] < y < ys[-1]] + [ys[-1]]
    down = []
    for a, b in pairwise(heights):
        if b - a < SAME_POSITION:
            continue
        band = [c for i in [*head, *members] for c in chunked[i] if a < c.y < b]
        open_borders = _open_borders(band, columns, borders)
        down += [Ruling(x, a, b, 0.0) for k, x in enumerate(borders) if k not in open_borders]
    grid = build_grid(page, sorted(inner), sorted(down), "alignment", CONFIDENCE)
    if grid is None:
        return None
    grid.columns = columns if grid.cols == len(columns) else []
    return grid, {*head, *members}


def _open_borders(band: list[Chunk], columns: list[tuple[float, float]], borders: list[float]) -> set[int]:
    """Indices of the inner borders that a band of the table between two rules does not have: text runs across, or
    stands as the name of a total in the middle of columns that are empty else."""
    found = {
        k for k in range(1, len(borders) - 1) if any(c.x0 < borders[k] - 1 and c.x1 > borders[k] + 1 for c in band)
    }
    for total in (c for c in band if is_grand_total(c.text)):
        filled = {k for c in band if c is not total for k in columns_under(c.x0, c.x1, c.size, columns)}
        here = columns_under(total.x0, total.x1, total.size, columns)
        here = here or [min(max(bisect_right(borders, total.x) - 1, 0), len(columns) - 1)]
        first, last = here[0], here[-1]
        while first > 0 and first - 1 not in filled:
            first -= 1
        while last < len(columns) - 1 and last + 1 not in filled:
            last += 1
        span = centred_over(TextBlock([total]), columns, borders, first, last, total.size)
        if abs((borders[first] + borders[last + 1]) / 2 - total.x) <= IN_MIDDLE * total.size:
            span = (first, last)
        if span is not None:
            found |= set(range(span[0] + 1, span[1] + 1))
    return found


def _tail(lines: list[Line], last: Ruling, barred: Collection[int]) -> float | None:
    """The foot of a table whose last rows have no rule as wide as the table below them, or None: rows that go on to the
    foot of the page, or one last row of figures."""
    below: list[int] = []
    edge, ends_page = last.at, True
    for i in (i for i, line in enumerate(lines) if line.y > last.at):
        line = lines[i]
        step = (NEAR_HEAD if not below else WIDEST_STEP) * line.size
        if i in barred or line.x0 < last.start - 6 or line.x1 > last.end + 6 or line.top - edge > step:
            ends_page = False
            break
        below.append(i)
        edge = line.bottom
    chunked = [chunks_of(lines[i], i) for i in below]
    if not any(len(chunks) > 1 for chunks in chunked):
        return None
    has_figures = any(FIGURE.fullmatch(c.text) for chunks in chunked if len(chunks) > 1 for c in chunks)
    if not ends_page and not (has_figures and len(below) <= LAST_ROW_LINES):
        return None
    return edge + 2


def _heights(rules: list[Ruling], inner: list[Ruling], right: float) -> list[float]:
    """Heights of the rules, and of shorter ones that reach the right side: they part rows beside a merged cell."""
    found = [r.at for r in rules]
    for rule in inner:
        if abs(rule.end - right) <= SAME_END and all(abs(rule.at - y) > SAME_POSITION for y in found):
            found.append(rule.at)
    return sorted(found)


def _is_one_row(slab: list[Chunk], columns: list[tuple[float, float]]) -> bool:
    """Whether no column of a slab has two texts set apart."""
    for left, right in columns:
        stack = sorted((c for c in slab if left - 1 <= c.x <= right + 1), key=lambda c: c.y)
        if len(blocks_of(stack, ONE_CELL_PITCH)) > 1:
            return False
    return True


def _names_above(lines: list[Line], top: float, x0: float, x1: float) -> list[int]:
    """Lines right above the first rule that name columns, when the table has no rule above them."""
    found: list[int] = []
    edge = top
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if line.y >= top:
            continue
        if edge - line.bottom > (NEAR_HEAD if not found else 0.8) * line.size or line.x0 < x0 - 6 or line.x1 > x1 + 6:
            break
        several = len(chunks_of(line, i)) > 1
        if not several and (not found or line.bottom < edge):
            break  # one text alone is a caption, unless it stands beside the next line
        if found and abs(line.size - lines[found[0]].size) > 0.5:
            break
        found.insert(0, i)
        edge = line.top
    return found
