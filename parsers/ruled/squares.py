"""Unit squares between the lines of a grid -> cells: squares with no line between them are one cell.

Squares are (row, column); lines are given for each position as the bands along which one stands there.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from parsers.pages.groups import groups_of

Square = tuple[int, int]
Rectangle = tuple[int, int, int, int]  # first row, first column, last row, last column
Borders = list[set[int]]


def join_squares(squares: Iterable[Square], walls: Borders, floors: Borders) -> list[list[Square]]:
    """Unit squares joined where no line stands between them."""
    all_of_them = dict.fromkeys(squares)
    open_right = (((r, c), (r, c + 1)) for r, c in all_of_them if r not in walls[c + 1] and (r, c + 1) in all_of_them)
    open_below = (((r, c), (r + 1, c)) for r, c in all_of_them if c not in floors[r + 1] and (r + 1, c) in all_of_them)
    return groups_of(all_of_them, chain(open_right, open_below))


def rectangles(squares: list[Square], walls: Borders, floors: Borders) -> list[Rectangle]:
    """A region cut into rectangles.

    A region that is no rectangle lacks a piece of some line. Where a line ends on one side of the region and goes on at
    the other, that piece is what is missing; if that does not help, the region is cut along its rows.
    """
    if len(squares) == 1:  # most cells
        row, column = squares[0]
        return [(row, column, row, column)]
    whole = _bounds(squares)
    if _is_full(squares, whole):
        return [whole]
    mended: list[list[Rectangle]] = []
    for across, down in ((walls, _completed(floors)), (_completed(walls), floors)):
        pieces = join_squares(squares, across, down)
        bounds = [_bounds(piece) for piece in pieces]
        if all(_is_full(piece, box) for piece, box in zip(pieces, bounds, strict=True)):
            mended.append(sorted(bounds))
    return min(mended, key=len) if mended else _sweep(squares)


def hanging(squares: list[Square]) -> list[Rectangle]:
    """A region cut into rectangles along its columns, as names of two rows stand beside those of groups; [] unless all
    columns hang from the first row of the grid, without a gap."""
    rows: dict[int, list[int]] = {}
    for r, c in squares:
        rows.setdefault(c, []).append(r)
    if not all(sorted(own) == list(range(len(own))) for own in rows.values()):
        return []
    return sorted((r0, c0, r1, c1) for c0, r0, c1, r1 in _sweep([(c, r) for r, c in squares]))


def _bounds(squares: list[Square]) -> Rectangle:
    rows, columns = [r for r, _ in squares], [c for _, c in squares]
    return min(rows), min(columns), max(rows), max(columns)


def _is_full(squares: list[Square], box: Rectangle) -> bool:
    return len(squares) == (box[2] - box[0] + 1) * (box[3] - box[1] + 1)


def _completed(borders: Borders) -> Borders:
    """Lines without the gaps in them."""
    return [set(range(min(bands), max(bands) + 1)) if bands else bands for bands in borders]


def _sweep(squares: list[Square]) -> list[Rectangle]:
    """A region cut into as few rectangles as a sweep by rows gives."""
    r0, _, r1, _ = _bounds(squares)
    rows: dict[int, list[int]] = {}
    for r, c in sorted(squares):
        rows.setdefault(r, []).append(c)
    done: list[Rectangle] = []
    growing: dict[tuple[int, int], int] = {}  # run of columns -> first row
    for r in range(r0, r1 + 2):
        runs = set(_runs(rows.get(r, [])))
        for run in [k for k in growing if k not in runs]:
            done.append((growing.pop(run), run[0], r - 1, run[1]))
        for run in runs:
            growing.setdefault(run, r)
    return sorted(done)


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for c in columns:
        if runs and runs[-1][1] == c - 1:
            runs[-1] = (runs[-1][0], c)
        else:
            runs.append((c, c))
    return runs
