"""Merged cells that a browser drew too short.

After a page break browsers print the head of a table again, and some forget its height when they draw what is left of
cells merged over rows: the cell's foot stands too high, and between it and the next row is white that belongs to no
cell. The lines beside that white are missing too, which tells it from an empty cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.pages.content import Glyph

TALLEST_GAP = 150.0  # points: the highest head that may be printed again

Borders = list[set[int]]  # for each position of a line the bands along which it stands


def let_down(
    xs: Sequence[float], ys: list[float], floors: Borders, walls: Borders, glyphs: Sequence[Glyph]
) -> tuple[list[float], Borders, Borders]:
    """Row borders, floors and walls with the feet of such cells let down to the next row.

    A foot is let down when no other column has a border at its height, a line beside it or between its columns ends
    there, and no text stands under it.
    """
    drawn = [set(wall) for wall in walls]
    for border in range(len(ys) - 2, 0, -1):
        columns = floors[border]
        if not columns or max(columns) - min(columns) >= len(columns):
            continue
        below = _next_row(floors, drawn, columns, border)
        if below is None or not _stands_open(drawn, floors, columns, border, below):
            continue
        if _is_white(xs, ys, columns, border, below, glyphs):
            for wall in walls[min(columns) : max(columns) + 2]:
                if border - 1 in wall:
                    wall |= set(range(border, below))
            floors[below] |= columns
            ys = [y for index, y in enumerate(ys) if index != border]
            floors = [floor for index, floor in enumerate(floors) if index != border]
            for wall in drawn:
                if border not in wall:  # what is drawn beside half of a row is a piece of a line
                    wall.discard(border - 1)
            walls, drawn = _joined_bands(walls, border), _joined_bands(drawn, border)
    return ys, floors, walls


def _next_row(floors: Borders, walls: Borders, columns: set[int], border: int) -> int | None:
    """The border below at which these columns have a line, or from which lines between them go on, or from which the
    cell beside them is one that lies under them too. None when lines stand there in some of them only."""
    sides = walls[min(columns) : max(columns) + 2]
    ended = [wall for wall in sides if border - 1 in wall and border not in wall]
    beside, far = (max(columns) + 1, max(columns) + 2) if max(columns) + 2 < len(walls) else (min(columns) - 1, -1)
    for below in range(border + 1, len(floors)):
        if floors[below] & columns:
            return below if columns <= floors[below] else None
        if any(below in wall for wall in ended):
            return below
        if far > 0 and beside in floors[below] and below not in walls[beside] and below not in walls[far]:
            return below
    return None


def _stands_open(walls: Borders, floors: Borders, columns: set[int], border: int, below: int) -> bool:
    """Whether a line beside the columns or between them ends at their foot and lacks a piece below it; the side of the
    table, where it goes on further below, or where the table's foot lacks a line as well."""
    no_foot = below == len(floors) - 1 and bool(floors[below]) and not floors[below] & columns
    return any(
        border - 1 in wall
        and any(band not in wall for band in range(border, below))
        and (0 < index < len(walls) - 1 or below in wall or no_foot)
        for index, wall in enumerate(walls)
        if min(columns) <= index <= max(columns) + 1
    )


def _is_white(
    xs: Sequence[float], ys: list[float], columns: set[int], border: int, below: int, glyphs: Sequence[Glyph]
) -> bool:
    x0, x1, top, bottom = xs[min(columns)], xs[max(columns) + 1], ys[border], ys[below]
    if bottom - top > TALLEST_GAP:
        return False
    return not any(x0 < g.x < x1 and top < g.y < bottom for g in glyphs)


def _joined_bands(walls: Borders, border: int) -> Borders:
    """The lines with the bands over and under a row border counted as one."""
    return [{band - (band >= border) for band in wall if band != border or band - 1 in wall} for wall in walls]
