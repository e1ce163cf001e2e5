"""Where tables without vertical rules stand: between the rules of three-line tables, or in lines set in columns."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from parsers.headings.headers import YEAR
from parsers.joining.parts import FIGURE
from parsers.lineless.alignment import columns_under, find_columns
from parsers.lineless.between_tables import announces_table
from parsers.lineless.borderless import Region
from parsers.lineless.column_runs import OTHER_SIZE, WIDEST_STEP, from_page_head, is_left_alone, runs
from parsers.lineless.header_lines import (
    CENTRED,
    NEAR_RULE,
    are_names,
    bold_head,
    bold_lines_above,
    names_columns,
    names_over,
    stand_side_by_side,
    stands_beside,
)
from parsers.lineless.steady_whites import steady_whites
from parsers.lineless.textblocks import NAME_GAP, Chunk, chunks_of
from parsers.pages.content import Ruling
from parsers.pages.lines import Line

SHORTEST_RULE = 80.0  # points; shorter lines underline words
SAME_EXTENT = 4.0  # points by which the rules of one table may differ at their ends
SET_IN_COLUMNS = 0.25  # share of the lines of a slab that must show several cells
LEAST_ROWS = 3  # rows (header included) of a table without any rule
LEAST_FIGURES = 0.5  # share of figures that makes a column one of figures
HEADER_HEIGHT = 60.0  # points between a rule within a header and the one below the header
LONGEST_TOTAL = 30  # characters of a line of totals over the whole width
LISTED = re.compile(r"[(（]?[\d０-９]{1,2}[.．)）]")  # the number of an item in a list
DASHES = frozenset("-－—–/")


def find_regions(
    page: int,
    lines: list[Line],
    chunked: list[list[Chunk]],
    rules: list[Ruling],
    barred: set[int],
    floor: float,
    goes_on: bool,
) -> list[Region]:
    """Regions of a page, top to bottom.

    `lines` stand outside ruled tables, are no running lines and are cut at their wide gaps in `chunked`; `rules` are
    horizontal lines outside ruled tables; `barred` are the indices of lines that stand in no table (`lines_between`);
    `floor` is the foot of the text's area; `goes_on` says whether the page before ends with such a table.
    """
    regions: list[Region] = []
    taken: set[int] = set()
    groups = [chain for same in rule_groups(rules) for chain in parted(same, lines, barred)]
    for group in (g for g in groups if not any(_is_within(g, wide, lines, barred) for wide in groups)):
        for region, used in _ruled_regions(page, lines, chunked, group, floor, goes_on, barred):
            if not used & taken:
                taken |= used
                regions.append(region)
    for run in runs(lines, chunked, taken, barred, goes_on):
        if goes_on and run[0] > 0 and not any(i in taken or i in barred for i in range(run[0])):
            run = from_page_head(run, lines)
        bare = _bare_region(page, run, chunked, lines, goes_on, taken | barred)
        if bare is not None:
            regions.append(bare)
    cut = (_cut_at_columns(_cut_at_whites(region, lines), lines) for region in regions)
    return sorted(cut, key=lambda r: r.top)


def _cut_at_whites(region: Region, lines: list[Line]) -> Region:
    """The region with its lines cut at narrow white that all of them have at one place."""
    whites = steady_whites([lines[line[0].line] for line in region.body])
    if not whites:
        return region
    return replace(region, body=[chunks_of(lines[line[0].line], line[0].line, whites=whites) for line in region.body])


def _cut_at_columns(region: Region, lines: list[Line]) -> Region:
    """The region with texts over two columns cut in the white between these, where the last sign of a full line reaches
    nearly to the text of the next cell."""
    columns = find_columns(region.body, region.head)
    whites = [(a[1], b[0]) for a, b in pairwise(columns)]

    def cut(line: list[Chunk]) -> list[Chunk]:
        if not any(len(columns_under(c.x0, c.x1, c.size, columns)) > 1 for c in line):
            return line
        pieces = chunks_of(lines[line[0].line], line[0].line, whites=whites)
        return line if any(len(columns_under(c.x0, c.x1, c.size, columns)) > 1 for c in pieces) else pieces

    return replace(region, body=[cut(line) for line in region.body]) if whites else region


def _is_within(group: list[Ruling], wide: list[Ruling], lines: list[Line], barred: set[int]) -> bool:
    """Whether rules stop within a header: right under them a rule with one of their ends runs on to the table's other
    side."""
    own, other = group[-1], next((r for r in wide if r.at > group[-1].at), None)
    if other is None or other.at - own.at > HEADER_HEIGHT or any(own.at < lines[i].y < other.at for i in barred):
        return False
    left, right = other.start - own.start, other.end - own.end
    return (abs(left) <= SAME_EXTENT and right > SAME_EXTENT) or (abs(right) <= SAME_EXTENT and left < -SAME_EXTENT)


def rule_groups(rules: list[Ruling]) -> list[list[Ruling]]:
    """Rules with the same ends, top to bottom."""
    groups: list[list[Ruling]] = []
    for rule in sorted(rules):
        if rule.end - rule.start < SHORTEST_RULE:
            continue
        for group in groups:
            if abs(group[0].start - rule.start) <= SAME_EXTENT and abs(group[0].end - rule.end) <= SAME_EXTENT:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return groups


def parted(rules: list[Ruling], lines: list[Line], barred: set[int]) -> list[list[Ruling]]:
    """Rules with the same ends, parted where a line that is in no table (`barred`) stands between two."""
    chains = [rules[:1]]
    for before, rule in pairwise(rules):
        if any(before.at < lines[i].y < rule.at for i in barred):
            chains.append([])
        chains[-1].append(rule)
    return chains


def _ruled_regions(
    page: int,
    lines: list[Line],
    chunked: list[list[Chunk]],
    rules: list[Ruling],
    floor: float,
    going_on: bool,
    barred: set[int],
) -> list[tuple[Region, set[int]]]:
    """Tables that the rules of one group close in, open ones at the head and foot of the page included."""
    x0, x1 = rules[0].start, rules[0].end
    ys = [r.at for r in rules]
    inside = [i for i, line in enumerate(lines) if x0 - 6 <= line.x0 and line.x1 <= x1 + 6]
    slabs = [[i for i in inside if a < lines[i].y < b] for a, b in pairwise(ys)]
    regions: list[tuple[Region, set[int]]] = []
    start = 0
    while start < len(ys):
        end = start
        while end < len(slabs) and _is_set_in_columns([chunked[i] for i in slabs[end]]):
            end += 1
        chain = list(range(start, end))  # slabs between ys[start] .. ys[end]
        head: list[int] = slabs[start] if chain else []
        body = [i for k in chain[1:] for i in slabs[k]]
        top, bottom, head_bottom = ys[start], ys[end], ys[start + 1] if chain else None
        goes_on = False
        names: list[int] = []
        if len(chain) <= 1:
            below = _tail(lines, chunked, inside, ys[end], x0, x1)
            if not chain:
                names = names_over(lines, chunked, inside, ys[start], barred)
            if names or are_names([chunked[i] for i in head]):
                rows = _rows_below(lines, chunked, inside, rules[end], names or head, barred)
                if not below or (rows and all(len(chunked[i]) == 1 for i in below if i not in rows)):
                    below = rows  # what follows, if anything, is text
            is_first = start == 0 and not any(lines[i].y < ys[start] for i in barred)
            above = _lead(lines, chunked, inside, ys[start], is_first)
            if below and (chain or names):
                body, head, head_bottom = below, head or names, ys[end]
                top = top if chain else min(lines[i].top for i in names) - 2
                bottom = max(lines[i].bottom for i in below)
                bottom = min(floor, bottom + _margin(lines, below, ys[end])) if floor > bottom else bottom + 2
                bottom = min([bottom, *(line.top for line in lines if line.y > bottom)])
            elif above and (not chain or not below):
                head_bottom = None
                body = [*above, *head]
                head, goes_on = [], True
                bottom = ys[end]
                top = min(lines[i].top for i in above) - max(2.0, ys[start] - lines[above[-1]].bottom)
            elif chain and _is_last_on_page(lines, ys[end]):
                body = []
            elif chain:
                body, head, head_bottom = head, [], None
        if any(FIGURE.fullmatch(c.text) and not YEAR.fullmatch(c.text) for i in head for c in chunked[i]):
            body, head, head_bottom = [*head, *body], [], None  # rows of figures between the last rules of a table
        if head or body:
            goes_on = goes_on or not any(line.y < top for line in lines)
            region = Region(
                page, x0, x1, top, bottom, [chunks_of(lines[i], i, NAME_GAP) for i in head],
                [chunked[i] for i in body], head_bottom, goes_on, True, _is_last_on_page(lines, bottom),
            )  # fmt: skip
            if head or len(body) > 1 or going_on:
                regions.append((region, {*head, *body}))
        start = end + 1
    return regions


def _is_set_in_columns(lines: list[list[Chunk]]) -> bool:
    several = sum(len(line) > 1 for line in lines) or sum(stand_side_by_side(a, b) for a, b in pairwise(lines))
    if not several:
        return False
    if several >= SET_IN_COLUMNS * len(lines):
        return True
    columns = find_columns(lines, [])
    widest = max((right - left for left, right in columns), default=0.0)
    return len(columns) > 1 and all(line[-1].x1 - line[0].x0 <= widest + 1 for line in lines if len(line) == 1)


def _margin(lines: list[Line], below: list[int], top: float) -> float:
    """White under the last line of a table that the foot of the page cuts, as above its first line."""
    return max(2.0, lines[below[0]].top - top)


def _is_last_on_page(lines: list[Line], y: float) -> bool:
    return not any(line.y > y for line in lines)


def _tail(
    lines: list[Line], chunked: list[list[Chunk]], inside: list[int], top: float, x0: float, x1: float
) -> list[int]:
    """Lines below the last rule that go on with its table, down to the foot of the page."""
    found: list[int] = []
    edge = top
    for i in [i for i in range(len(lines)) if lines[i].y > top]:
        line = lines[i]
        near = (NEAR_RULE if not found else WIDEST_STEP) * line.size
        if i not in inside or line.top - edge > near:
            break
        if found and abs(line.size - lines[found[0]].size) > OTHER_SIZE * line.size:
            break
        found.append(i)
        edge = line.bottom
    return found if _is_set_in_columns([chunked[i] for i in found]) and _ends_page(lines, found) else []


def _rows_below(
    lines: list[Line],
    chunked: list[list[Chunk]],
    inside: list[int],
    rule: Ruling,
    names: list[int],
    barred: set[int],
) -> list[int]:
    """Rows below the last rule of a table that has none at its foot, in the middle of a page: as long as texts stand
    each in a column that the header names."""
    columns = find_columns([chunked[i] for i in names], [])
    found: list[int] = []
    edge, x0, x1 = rule.at, rule.start, rule.end
    for i in [i for i, line in enumerate(lines) if line.y > rule.at]:
        line = lines[i]
        over = any(len(columns_under(c.x0, c.x1, c.size, columns)) > 1 for c in chunked[i])
        if i in barred or i not in inside or line.top - edge > NEAR_RULE * line.size:
            break
        if over and len(chunked[i]) < 2:
            if abs((line.x0 + line.x1 - x0 - x1) / 2) <= CENTRED * line.size and len(line.text) <= LONGEST_TOTAL:
                found.append(i)  # one cell over the whole width
            break
        if abs(line.size - lines[names[0]].size) > OTHER_SIZE * line.size:
            break
        found.append(i)
        edge = max(edge, line.bottom)
    has_figures = any(FIGURE.fullmatch(c.text) for i in found if len(chunked[i]) > 1 for c in chunked[i])
    return found if has_figures and _is_set_in_columns([chunked[i] for i in found]) else []


def _ends_page(lines: list[Line], found: list[int]) -> bool:
    return bool(found) and found[-1] == len(lines) - 1


def _lead(lines: list[Line], chunked: list[list[Chunk]], inside: list[int], bottom: float, first: bool) -> list[int]:
    """Lines from the head of the page down to a rule that closes the table of the page before."""
    above = [i for i in range(len(lines)) if lines[i].y < bottom]
    if not first or not above or any(i not in inside for i in above):
        return []
    if bottom - lines[above[-1]].bottom > NEAR_RULE * lines[above[-1]].size:
        return []
    size = lines[above[-1]].size
    if any(abs(lines[i].size - size) > OTHER_SIZE * size for i in above):
        return []
    return above if _is_set_in_columns([chunked[i] for i in above]) else []


def _bare_region(
    page: int, run: list[int], chunked: list[list[Chunk]], lines: list[Line], goes_on: bool, elsewhere: set[int]
) -> Region | None:
    """A run of lines as a region, if it is a table: three rows, two columns, one of them figures or a caption above."""
    body = [chunked[i] for i in run]
    columns = find_columns(body, [])
    if len(columns) < 2:
        return None
    all_bold = all(lines[i].bold for i in run)
    ends_page = run[-1] == len(lines) - 1
    if (all_bold and (len(columns) > 2 or run[0] - 1 in elsewhere) and ends_page) or is_left_alone(
        lines, chunked, run, elsewhere
    ):
        heads = len(run)  # a header left alone at the foot of the page
    elif (goes_on and run[0] == 0) or (run[-1] == len(lines) - 1 and bold_head(run, lines)):
        heads = bold_head(run, lines)  # a part of a table: what is missing stands on another page
    elif sum(len(line) > 1 for line in body) < LEAST_ROWS or not (
        _has_figures(body, columns) or (run[0] - 1 in elsewhere and announces_table(lines[run[0] - 1]))
    ):
        return None
    else:
        heads = bold_head(run, lines)
    if heads:
        more = bold_lines_above(run, lines, columns)
        run = [*more, *run]
        heads += len(more)
    else:
        while run[0] - 1 not in elsewhere and (stands_beside(run, lines) or names_columns(run, lines, chunked)):
            run = [run[0] - 1, *run]
    body = [chunked[i] for i in run]
    head = [chunks_of(lines[i], i, NAME_GAP) for i in run[:heads]]
    rest = body[heads:]
    margin = _half_gap(lines, run)
    top, bottom = lines[run[0]].top - margin, lines[run[-1]].bottom + margin
    head_bottom = None
    if heads and rest:
        head_bottom = (lines[run[heads - 1]].bottom + lines[run[heads]].top) / 2
    elif heads:
        head_bottom = bottom
    x0 = min(c.x0 for line in body for c in line) - 3
    x1 = max(c.x1 for line in body for c in line) + 3
    if heads and not rest:  # names alone stand in the middle of columns whose sides are not printed
        x0, x1 = min(x0, *(line.x0 for line in lines)), max(x1, *(line.x1 for line in lines))
    return Region(page, x0, x1, top, bottom, head, rest, head_bottom, run[0] == 0, False, run[-1] == len(lines) - 1)


def _has_figures(lines: list[list[Chunk]], columns: list[tuple[float, float]]) -> bool:
    """Whether at least one column is made of figures."""
    texts: list[list[str]] = [[] for _ in columns]
    for line in lines:
        for chunk in line:
            under = columns_under(chunk.x0, chunk.x1, chunk.size, columns)
            if len(under) == 1 and not LISTED.fullmatch(chunk.text):
                texts[under[0]].append(chunk.text)
    return any(
        len(column) >= 2
        and sum(bool(FIGURE.fullmatch(t)) or t in DASHES for t in column) >= LEAST_FIGURES * len(column)
        for column in texts
    )


def _half_gap(lines: list[Line], run: list[int]) -> float:
    """Half of the white between rows."""
    gaps = sorted(lines[b].top - lines[a].bottom for a, b in pairwise(run))
    return max(1.0, gaps[len(gaps) // 2] / 2) if gaps else 2.0
