"""Cells of one column in which no line parts the names of several groups of rows: each name in the middle of its rows.

Office suites leave out lines between cells merged over rows where a table's style draws lines for every second row
only. What stands apart in such a cell, each text in the middle of rows that other columns part, is a cell each.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.lineless.textblocks import ONE_CELL_PITCH
from parsers.parts.grid import Grid, GridCell
from parsers.parts.part import Part, PartCell

OFF = 0.7  # sizes that the foot of a group of rows may be off the place that its name, in the middle, gives


def names_parted(part: Part) -> Grid | None:
    """The part's grid with such cells cut; None where there are none."""
    cells = {(c.row, c.col): c for c in part.grid.cells}
    tall = [c for c in part.cells if c.row_span > 1 and c.col_span == 1 and len(c.lines) > 1]
    for cell in sorted(tall, key=lambda c: -c.col):  # lines that are missing are missing from a column to the left side
        cuts = _feet(cell, part.grid.ys)
        right = [c for c in cells.values() if c.col > cell.col]
        if cuts and right and not any(c.row < row < c.row + c.row_span for row in cuts for c in right):
            whole = cells.pop((cell.row, cell.col))
            for row, end in zip([cell.row, *cuts], [*cuts, cell.row + cell.row_span], strict=True):
                cells[row, cell.col] = whole._replace(
                    row=row, row_span=end - row, top=part.grid.ys[row], bottom=part.grid.ys[end]
                )
    if len(cells) == len(part.grid.cells):
        return None
    found: list[GridCell] = [cells[place] for place in sorted(cells)]
    return replace(part.grid, cells=found)


def _feet(cell: PartCell, ys: list[float]) -> list[int]:
    """Rows at which a further name of a cell begins; [] where not every name stands in the middle of whole rows."""
    names: list[list[float]] = []  # top, bottom and size
    for placed in cell.lines:
        line = placed.line
        if names and line.y - (names[-1][1] - names[-1][2] / 2) <= ONE_CELL_PITCH * line.size:
            names[-1][1] = line.bottom
        else:
            names.append([line.top, line.bottom, line.size])
    start, last = cell.row, cell.row + cell.row_span
    found: list[int] = []
    for top, bottom, size in names if len(names) > 1 else ():
        foot = top + bottom - ys[start]
        end = min(range(start + 1, last + 1), key=lambda row: abs(ys[row] - foot), default=start)
        if end == start or abs(ys[end] - foot) > OFF * size:
            return []
        found.append(end)
        start = end
    return found[:-1] if found and found[-1] == last else []
