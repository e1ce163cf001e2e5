"""Runs of lines set in columns that follow one another: what may be a table without rules, or a part of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.lineless.between_tables import announces_table
from parsers.lineless.second_tables import Wall
from parsers.lineless.textblocks import ONE_CELL_PITCH, Chunk
from parsers.pages.lines import Line
from parsers.texts.figures import FIGURE

WIDEST_STEP = 5.0  # sizes between two lines of one table without rules
OTHER_SIZE = 0.12  # share by which type of the text around a table may be larger or smaller than the table's
LAST_LINES = 16  # of a table with the type of which the next line is compared
BESIDE = 0.15  # sizes by which a line beside another one overlaps it in height
MOST_NAME_LINES = 4  # of names of columns that wrap
TOTAL = re.compile(r"合计|总计|小计|平均|总得分|总分")


def runs(
    lines: list[Line], chunked: list[list[Chunk]], taken: set[int], barred: set[int], goes_on: bool
) -> list[list[int]]:
    """Runs of lines that may be a table without rules: lines of several cells, and what stands between them."""
    taken = taken | barred
    found: list[list[int]] = []
    run: list[int] = []

    def close() -> None:
        while run and len(chunked[run[-1]]) < 2 and not (_is_wrapped(lines, run) or _closes(lines, run)):
            run.pop()
        at_head = goes_on and bool(run) and not any(i in taken for i in range(run[0]))
        least = 1 if at_head or is_left_alone(lines, chunked, run, barred) else 2
        if sum(len(chunked[i]) > 1 for i in run) >= least:
            found.append(list(run))
        run.clear()

    for i, line in enumerate(lines):
        if i in taken:
            close()
            continue
        if run:
            last = lines[run[-1]]
            if (
                is_other_type(line, [lines[j] for j in run[-LAST_LINES:]])
                or line.top - last.bottom > WIDEST_STEP * line.size
            ):
                close()
        if run or len(chunked[i]) > 1:
            run.append(i)
    close()
    return found


def is_other_type(line: Line, before: Sequence[Line]) -> bool:
    """Whether a line is set in larger or smaller type than all of the last lines of a table, and stands beside none:
    figures may be smaller than the names of their rows."""
    return not any(line.has_type_of(o, 0.0, OTHER_SIZE) for o in before) and not any(
        line.top < o.bottom - BESIDE * line.size for o in before
    )


def is_left_alone(lines: list[Line], chunked: list[list[Chunk]], run: list[int], barred: set[int]) -> bool:
    """Whether a run is one row of names at the foot of a page, right below a caption or a unit, or a bold one below
    any line that stands in no table."""
    if not run or run[-1] != len(lines) - 1:
        return False
    while run[0] - 1 not in barred and run[0] > 0 and _is_close(lines[run[0] - 1], lines[run[0]]):
        run = [run[0] - 1, *run]  # the first line of a name that wraps
    if run[0] - 1 not in barred:
        return False
    if max(len(chunked[i]) for i in run) < min(len(run), 2) + 1 or not _are_names_of_one_row(lines, chunked, run):
        return False
    return lines[run[0]].bold or isinstance(lines[run[0] - 1], Wall) or announces_table(lines[run[0] - 1])


def _are_names_of_one_row(lines: list[Line], chunked: list[list[Chunk]], run: list[int]) -> bool:
    """Whether lines, if they are several, are as close as those of one cell, and none of their texts is a figure."""
    if len(run) == 1:
        return True
    close = all(_is_close(lines[a], lines[b]) for a, b in pairwise(run))
    return close and len(run) <= MOST_NAME_LINES and not any(FIGURE.fullmatch(c.text) for i in run for c in chunked[i])


def _is_close(line: Line, below: Line) -> bool:
    return below.y - line.y < ONE_CELL_PITCH * below.size


def _is_wrapped(lines: list[Line], run: list[int]) -> bool:
    """Whether the last line of a run is so close to the one before that it goes on with its cell."""
    if len(run) < 2:
        return False
    before, line = lines[run[-2]], lines[run[-1]]
    return line.y - before.y <= ONE_CELL_PITCH * line.size and line.has_type_of(before)


def _closes(lines: list[Line], run: list[int]) -> bool:
    """Whether the last line of a run is a total line over the whole width, one row's distance below the others."""
    if len(run) < 3 or not TOTAL.search(lines[run[-1]].text):
        return False
    steps = sorted(lines[b].y - lines[a].y for a, b in pairwise(run[:-1]))
    return lines[run[-1]].y - lines[run[-2]].y <= 1.2 * steps[len(steps) // 2]


def from_page_head(run: list[int], lines: list[Line]) -> list[int]:
    """A run that goes on with a table of the page before, with all lines above it if they are of its type."""
    above, first = range(run[0]), lines[run[0]]
    return [*above, *run] if all(first.has_type_of(lines[i], 0.0, OTHER_SIZE) for i in above) else run
