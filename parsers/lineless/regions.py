"""Where tables without vertical rules stand: between the rules of three-line tables, or in lines set in columns."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from parsers.lineless.alignment import NARROWEST_GAP, columns_under
from parsers.lineless.between_tables import announces_table
from parsers.lineless.borderless import Region
from parsers.lineless.column_runs import from_page_head, is_left_alone, runs
from parsers.lineless.headers.header_lines import bold_head, bold_lines_above, names_columns, stands_beside
from parsers.lineless.ruled_regions import RuledGroup
from parsers.lineless.steady_whites import steady_whites
from parsers.lineless.textblocks import NAME_GAP, NARROW_GAP, Chunk, chunks_of
from parsers.lineless.white_columns import find_columns
from parsers.pages.content import Ruling
from parsers.pages.lines import Line
from parsers.texts.figures import FIGURE, YEAR

SHORTEST_RULE = 80.0  # points; shorter lines underline words
SAME_EXTENT = 4.0  # points by which the rules of one table may differ at their ends
LEAST_ROWS = 3  # rows (header included) of a table without any rule
LEAST_COLUMNS = 3  # of names that stand with one row at the foot of a page
LEAST_FIGURES = 0.5  # share of figures that makes a column one of figures
HEADER_HEIGHT = 60.0  # points between a rule within a header and the one below the header
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
        own = RuledGroup(page, lines, chunked, group, floor, barred, rules)
        for region, used in own.regions(goes_on) if not own.is_part_of_wider() else ():
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
    body = [chunks_of(lines[line[0].line], line[0].line, whites=whites, border_gap=NARROW_GAP) for line in region.body]
    narrow = [w for w in whites if w[1] - w[0] < NARROWEST_GAP]
    return (
        replace(region, body=[[_clear_of(c, narrow) for c in line] for line in body])
        if narrow
        else replace(region, body=body)
    )


def _clear_of(chunk: Chunk, whites: list[tuple[float, float]]) -> Chunk:
    """A text cut back beside white that is narrower than what parts columns elsewhere."""
    for left, right in whites:
        middle, half = (left + right) / 2, NARROWEST_GAP / 2 + 0.1
        if chunk.x < middle:
            chunk = chunk._replace(x1=min(chunk.x1, middle - half))
        else:
            chunk = chunk._replace(x0=max(chunk.x0, middle + half))
    return chunk


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


def _bare_region(
    page: int, run: list[int], chunked: list[list[Chunk]], lines: list[Line], goes_on: bool, elsewhere: set[int]
) -> Region | None:
    """A run of lines as a region, if it is a table: three rows, two columns, one of them figures or a caption above."""
    body = [chunked[i] for i in run]
    columns = find_columns(body, [])
    if len(columns) < 2:
        return None
    all_bold = all(lines[i].bold for i in run) and not any(_is_figure(c.text) for line in body for c in line)
    ends_page = run[-1] == len(lines) - 1
    if (all_bold and (len(columns) > 2 or run[0] - 1 in elsewhere) and ends_page) or is_left_alone(
        lines, chunked, run, elsewhere
    ):
        heads = len(run)  # a header left alone at the foot of the page
    elif (goes_on and run[0] == 0) or (run[-1] == len(lines) - 1 and bold_head(run, lines)):
        heads = bold_head(run, lines)  # a part of a table: what is missing stands on another page
    elif not _shows_table(body, columns, run[0] - 1 in elsewhere and announces_table(lines[run[0] - 1]), ends_page):
        return None
    else:
        heads = bold_head(run, lines)
    if heads:
        more = bold_lines_above(run, lines, columns)
        run = [*more, *run]
        heads += len(more)
        while heads == len(run) and run[0] - 1 not in elsewhere and stands_beside(run, lines):
            run, heads = [run[0] - 1, *run], heads + 1
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


def _shows_table(body: list[list[Chunk]], columns: list[tuple[float, float]], announced: bool, ends_page: bool) -> bool:
    """Whether lines with several cells are enough for a table: three of them with a column of figures or below a
    caption; or the names and the first row, of which one is a figure, or the first rows of a form, left at the foot of
    the page below a caption."""
    several = sum(len(line) > 1 for line in body)
    if several >= LEAST_ROWS:
        return announced or _has_figures(body, columns)
    names, row = body[0], max(body[1:], key=len, default=[])
    left = announced and ends_page and several > 1 and len(columns) >= LEAST_COLUMNS
    if left and len(columns) % 2 == 0 and all(len(line) == len(columns) for line in body):
        return True  # the first rows of a form: names with what is said of each beside them
    return left and not any(_is_figure(c.text) for c in names) and any(_is_figure(c.text) for c in row)


def _is_figure(text: str) -> bool:
    return bool(FIGURE.fullmatch(text)) and not YEAR.fullmatch(text)


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
