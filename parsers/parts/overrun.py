"""Print that runs out of the side of its cell: a hanging bracket, a figure too long for its column.

A character belongs to the cell that holds its middle. Where one stands across a line between two columns, it belongs
to what it is printed in one run with: to the cell that holds the greater part of that run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.pages.content import Glyph
from parsers.parts.grid import Grid

ACROSS = 0.05  # share of a character's width on either side of a line that it stands across
RUN = 0.2  # sizes of white up to which characters are one run
SAME_LINE = 0.3  # sizes between the middles of characters of one line
TOUCH = 0.1  # sizes between two characters of one text
INSET = 1.0  # sizes between a cell's left side and a text that may run on over the next ones
CUT = 0.2  # share of a character's width by which a border cuts one of such a text
MOST = 3  # characters that a run of text may have in the other cell
HANGING = re.compile(r"[)）。，、；：,.;:”’》】!！?？]+")
CLOSING = frozenset("）。，、；：”’》】！？")  # signs that begin no line
OF_FIGURES = frozenset("0123456789,，.．%％+-－−")
FIGURE = re.compile(r"[-－−+]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d{1,4})?[%％]?")


def seats_of_runs(grid: Grid, glyphs: list[Glyph]) -> list[int]:
    """For each glyph the index of the cell that it belongs to, -1 for none."""
    seats = grid.seats(glyphs)
    lefts, rights = [cell.x0 for cell in grid.cells], [cell.x1 for cell in grid.cells]
    first, last = grid.xs[0], grid.xs[-1]
    over = [  # a cell's sides; or the table's, by a glyph with its middle beside it
        i
        for i, (g, seat) in enumerate(zip(glyphs, seats, strict=True))
        if ((g[1] < lefts[seat] or g[3] > rights[seat]) if seat >= 0 else (g[1] < first < g[3] or g[1] < last < g[3]))
    ]
    across = [i for i in over if _stands_across(grid, glyphs[i], seats[i])]
    if not across:
        return seats
    seats = list(seats)
    for index in across:
        if glyphs[index].text in CLOSING and (before := _touched(index, glyphs)) >= 0:
            seats[index] = seats[before]
            continue
        run = _run(index, glyphs, seats)
        homes = {seats[i] for i in run}
        if len(homes) == 2 and -1 not in homes and (whole := _long_text(grid, index, glyphs, seats)):
            for i in whole:
                seats[i] = seats[whole[0]]
            continue
        if len(homes) != 2:
            continue
        homes.discard(-1)
        shares = {h: sum(glyphs[i].x1 - glyphs[i].x0 for i in run if seats[i] == h) for h in homes}
        home = max(shares, key=lambda h: shares[h])
        for i in _strays(run, [i for i in run if seats[i] != home], glyphs):
            seats[i] = home
    return seats


def _stands_across(grid: Grid, glyph: Glyph, seat: int) -> bool:
    least = ACROSS * (glyph.x1 - glyph.x0)
    if glyph.turn:
        return False
    if seat < 0:
        over = glyph.x0 < grid.xs[-1] - least < glyph.x1 or glyph.x0 < grid.xs[0] + least < glyph.x1
        return over and grid.ys[0] < glyph.y < grid.ys[-1]
    cell = grid.cells[seat]
    return cell.x0 - glyph.x0 > least or glyph.x1 - cell.x1 > least


def _touched(index: int, glyphs: Sequence[Glyph]) -> int:
    """Index of the glyph that is printed right before a sign which begins no line; -1 where there is none."""
    own = glyphs[index]
    for i in (index - 1, *range(len(glyphs))):  # most often it is the one before in the file
        g = glyphs[i]
        touches = abs(own.x0 - g.x1) <= TOUCH * own.size and abs(g.y - own.y) < SAME_LINE * own.size
        if i >= 0 and touches and g.turn == 0 and abs(g.size - own.size) < 0.5:
            return int(i)
    return -1


def _long_text(grid: Grid, index: int, glyphs: Sequence[Glyph], seats: Sequence[int]) -> list[int]:
    """Indices of the glyphs of a text that begins at the left of its cell and runs on over whole empty ones beside it,
    as spreadsheets let it; [] where the glyph is part of no such text."""
    run = _run(index, glyphs, seats, most=grid.cols)
    homes = list(dict.fromkeys(seats[i] for i in run))
    first = grid.cells[homes[0]]
    if -1 in homes or len(run) <= 2 * MOST or glyphs[run[0]].x0 - first.x0 > INSET * glyphs[run[0]].size:
        return []
    if all(glyphs[i].text in OF_FIGURES for i in run if seats[i] == homes[0]):
        return []  # a figure right before the text of the next cell
    if any(grid.cells[home].row != first.row for home in homes):
        return []
    own, cell = glyphs[index], grid.cells[seats[index]]
    if len(homes) == 2 and max(cell.x0 - own.x0, own.x1 - cell.x1) < CUT * (own.x1 - own.x0):
        return []  # two texts that nearly touch
    beyond = set(homes[1:])
    alone = sum(seat in beyond for seat in seats) == sum(seats[i] in beyond for i in run)
    far = sum(seats[i] in beyond for i in run) > MOST
    return run if alone and far else []


def _run(index: int, glyphs: Sequence[Glyph], seats: Sequence[int], most: int = 2) -> list[int]:
    """Indices of the glyphs printed in one run with a glyph, left to right, in no more than `most` cells."""
    own = glyphs[index]
    line = sorted(
        (i for i, g in enumerate(glyphs) if g.turn == 0 and abs(g.y - own.y) < SAME_LINE * own.size),
        key=lambda i: glyphs[i].x0,
    )
    first = last = line.index(index)
    homes = {seats[index]}
    grown = True
    while grown:  # by the nearest on either side, mostly over one border only
        grown = False
        for step, at in ((-1, first), (1, last)):
            place = at + step
            if not 0 <= place < len(line) or not _close(*(glyphs[line[i]] for i in sorted((at, place)))):
                continue
            if len(homes | {seats[line[place]]}) <= most:
                homes.add(seats[line[place]])
                first, last, grown = min(first, place), max(last, place), True
    return line[first : last + 1]


def _close(before: Glyph, after: Glyph) -> bool:
    return after.x0 - before.x1 <= RUN * before.size and abs(after.size - before.size) < 0.5


def _strays(run: list[int], apart: list[int], glyphs: Sequence[Glyph]) -> list[int]:
    """Which glyphs of a run that stand `apart`, in the other cell, are part of it and no text of that cell which
    touches it: all of one figure, hanging signs at its end, or else a few characters."""
    if FIGURE.fullmatch("".join(glyphs[i].text for i in run)):
        return apart
    if apart == run[-len(apart) :]:
        hanging = HANGING.match("".join(glyphs[i].text for i in apart))
        if hanging:
            return apart[: hanging.end()]
    return apart if len(apart) <= min(MOST, len(run) - len(apart) - 1) else []
