"""Ruling lines -> grids: columns, rows and the cells with their spans.

The chain follows pdfplumber's `table.py` (edges -> intersections -> cells -> tables) with one change that makes spans
come out by themselves: lines that touch form a component; their positions cut the component into unit squares; squares
with no line between them are one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from parsers.pages.content import Glyph, PageContent, Ruling
from parsers.pages.groups import groups_of
from parsers.pages.lines import to_lines
from parsers.parts.borders import SAME_POSITION, level_steps, positions_of, walls_of, with_sides, without_unused
from parsers.parts.grid import MOST_SQUARES, Extents, Grid, GridCell
from parsers.ruled.banded_rows import prints_over, through_white_rows
from parsers.ruled.boxed_cells import close_gaps
from parsers.ruled.column_steps import column_steps
from parsers.ruled.lone_lines import adopt_side, columns_alone
from parsers.ruled.needless_lines import without_faint
from parsers.ruled.open_rows import adopt, close_last_row
from parsers.ruled.painted_head import lines_below_head, with_dark_edges
from parsers.ruled.painted_rows import goes_on_beside, has_names_above, has_row_rules, holds_rows, runs_through
from parsers.ruled.plumber_cells import plumber_cells
from parsers.ruled.short_cells import let_down
from parsers.ruled.squares import Rectangle, hanging, join_squares, rectangles
from parsers.ruled.stripes import lines_with_stripes
from parsers.ruled.unparted_rows import with_rows_parted

CLOSED_CONFIDENCE = 0.95  # of a grid whose cells are not all drawn on four sides
PAINTED_CONFIDENCE = 0.9  # of one whose borders colours show
TOUCH = 3.0  # points between two lines that still meet: corners left open or overshot
MOST_LINES = 1500  # lines of a page looked at for tables; more are drawings
LEAST_TEXT = 0.1  # share of cells with text below which a grid whose first row is not a header is a chart or a drawing


def find_grids(content: PageContent, before: Grid | None = None) -> list[Grid]:
    """Ruled tables of a page, top to bottom. Drawn lines first; borders by colour where no drawn table stands.

    `before` is the last grid of the page before: what stands first and has its columns may be the rest of one row.
    """
    across, down = ([r for r in lines if r.drawn] for lines in (content.horizontals, content.verticals))
    edges = [r for r in content.horizontals if not r.drawn]
    drawn = _grids_of(content, with_dark_edges(across, edges, content.fills), down, before=before)
    lone = columns_alone(content.number, down, across, before) if before is not None and not drawn else None
    drawn += [lone] if lone is not None else []
    first = min(drawn, key=lambda g: g.ys[0], default=None)
    found = [
        g for g in drawn if is_plausible(g, content.glyphs) or (g is first and _goes_on(before, g, content.glyphs))
    ]
    if edges:
        found = [_striped(g, content, before) for g in found]
        taken = [g.box for g in found]
        across = [r for r in content.horizontals if not _inside((r.start, r.at, r.end, r.at), taken)]
        down = [piece for r in content.verticals for piece in _outside(r, taken)]
        painted = before if before is not None and before.engine == "colour" else None
        coloured = _grids_of(content, across, down, "colour", PAINTED_CONFIDENCE, painted)
        found += _with_painted_head(content, coloured, [r for r in across if r.drawn])
        coloured = [g for g in coloured if not _inside(g.box, [other.box for other in found])]
        coloured = [
            g
            for g in coloured
            if is_plausible(g, content.glyphs)
            and not runs_through(g, content.glyphs)
            and not holds_rows(g, content.glyphs)
            and not has_row_rules(g, [r for r in across if r.drawn], content.glyphs)
            and not has_names_above(g, [r for r in across if r.drawn], content.glyphs)
        ]
        found += [g for g in coloured if not goes_on_beside(g, [*found, *coloured], content.glyphs)]
    return sorted((with_rows_parted(g, content.glyphs) for g in found), key=lambda g: (g.ys[0], g.xs[0]))


def _striped(grid: Grid, content: PageContent, before: Grid | None) -> Grid:
    """The grid with the rows that paint shows within its frame."""
    lines = lines_with_stripes(grid, content)
    if lines is None:
        return grid
    painted = before if before is not None and before.engine == "colour" else None
    again = _grids_of(content, *lines, "colour", PAINTED_CONFIDENCE, painted)
    whole = [g for g in again if all(abs(a - b) <= TOUCH for a, b in zip(g.box, grid.box, strict=True))]
    return whole[0] if whole and is_plausible(whole[0], content.glyphs) else grid


def _with_painted_head(content: PageContent, coloured: list[Grid], rules: list[Ruling]) -> list[Grid]:
    """Tables of painted heads and the rows below them that lines part."""
    found = []
    for head in coloured:
        lines = lines_below_head(head, rules, content.glyphs) if is_plausible(head, content.glyphs) else None
        grid = build_grid(content.number, *lines, "rulings", CLOSED_CONFIDENCE, content.glyphs) if lines else None
        if grid is not None and is_plausible(grid, content.glyphs):
            found.append(grid)
    return found


def _grids_of(
    content: PageContent,
    across: list[Ruling],
    down: list[Ruling],
    engine: str = "rulings",
    confidence: float = 1.0,
    before: Grid | None = None,
) -> list[Grid]:
    if len(across) + len(down) > MOST_LINES:
        content.problems.append(f"page {content.number}: {len(across) + len(down)} lines, not looked at for tables")
        content.incomplete = True
        return []
    grids = []
    edges = [] if engine == "colour" else [r for r in content.horizontals if not r.drawn]
    components = _components(*close_gaps(across, down, content.glyphs), content.glyphs)
    if engine == "colour":
        more = through_white_rows(components, content.glyphs, content.fills, before.xs if before else ())
        if more[1]:
            closed = close_gaps([*across, *more[0]], [*down, *more[1]], content.glyphs)
            components = _components(*closed, content.glyphs)
    for hs, vs in components:
        close_last_row(hs, vs, edges, content.glyphs)
        without_faint(hs, vs, content.glyphs)
        grid = build_grid(content.number, hs, vs, engine, confidence, content.glyphs, before.xs if before else ())
        if grid is not None:
            grids.append(_compared(grid, hs, vs) if engine == "rulings" else grid)
    return grids


def _compared(grid: Grid, across: list[Ruling], down: list[Ruling]) -> Grid:
    """The grid with the name of its engine: pdfplumber where its geometry finds the very same cells. Where it does not,
    lines were left open that the grid closes, and the grid is a little less sure."""
    cells = plumber_cells(across, down, grid.xs, grid.ys)
    if cells == {(c.x0, c.top, c.x1, c.bottom) for c in grid.cells}:
        grid.engine = "pdfplumber"
    elif cells is not None:
        grid.confidence *= CLOSED_CONFIDENCE
    return grid


def _inside(line: tuple[float, float, float, float], boxes: list[tuple[float, float, float, float]]) -> bool:
    x, y = (line[0] + line[2]) / 2, (line[1] + line[3]) / 2
    return any(b[0] - TOUCH <= x <= b[2] + TOUCH and b[1] - TOUCH <= y <= b[3] + TOUCH for b in boxes)


def _outside(line: Ruling, boxes: list[tuple[float, float, float, float]]) -> list[Ruling]:
    """What of a vertical line stands in none of the boxes: a painted head goes on in a body with drawn lines."""
    pieces = [(line.start, line.end)]
    for x0, top, x1, bottom in boxes:
        if x0 - TOUCH <= line.at <= x1 + TOUCH:
            cut = [((a, min(b, top)), (max(a, bottom), b)) for a, b in pieces]
            pieces = [(a, b) for pair in cut for a, b in pair if b - a > 2 * TOUCH]
    return [line._replace(start=a, end=b) for a, b in pieces]


def _components(
    across: list[Ruling], down: list[Ruling], glyphs: Sequence[Glyph]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of lines that touch, each with at least two lines one way and one the other."""
    n = len(across)
    crossings = (
        (i, j)
        for i, h in enumerate(across)
        for j, v in enumerate(down, n)
        if h.start - TOUCH <= v.at <= h.end + TOUCH and v.start - TOUCH <= h.at <= v.end + TOUCH
    )
    groups = [
        ([across[i] for i in group if i < n], [down[i - n] for i in group if i >= n])
        for group in groups_of(range(n + len(down)), crossings)
    ]
    whole = [g for g in groups if g[0] and g[1] and len(g[0]) + len(g[1]) >= 3]
    for hs, vs in groups:
        if len(hs) == 1 and not vs:
            adopt(hs[0], whole, glyphs)
        elif len(vs) == 1 and not hs:
            adopt_side(vs[0], whole, glyphs)
    return whole


def build_grid(
    page: int,
    across: list[Ruling],
    down: list[Ruling],
    engine: str,
    confidence: float,
    glyphs: Sequence[Glyph] = (),
    before: Sequence[float] = (),
) -> Grid | None:
    """The grid that a component of lines draws; None when it holds fewer than two cells. `glyphs` of the page show
    where cells are that were drawn too short; `before` are the borders of the last table of the page before."""
    xs = with_sides(positions_of(down, across, (before[0], before[-1]) if before else None), before)
    ys = positions_of(across, down)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MOST_SQUARES:
        return None
    steps = column_steps(down, xs, ys, glyphs)
    ys = sorted({*ys, *(step.y for step in steps)})
    walls = walls_of(down, xs, ys)  # walls[i]: rows in which a line stands at xs[i]
    floors = walls_of(across, ys, xs)
    for step in steps:
        floors[ys.index(step.y)].update(range(step.left, step.right))
    xs, walls, floors = without_unused(xs, walls, floors)
    ys, floors, walls = without_unused(ys, floors, walls)
    if glyphs:
        ys, floors, walls = let_down(xs, ys, floors, walls, glyphs)
    ys, floors, walls = level_steps(ys, floors, walls)
    if (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    regions = join_squares(product(range(len(ys) - 1), range(len(xs) - 1)), walls, floors)
    cells: list[GridCell] = []
    whole = True
    for squares in regions:
        pieces = rectangles(squares, walls, floors)
        if len(pieces) > 1 and (names := hanging(squares)) and not _run_over(names, xs, ys, glyphs):
            pieces = names
        whole = whole and len(pieces) == 1
        cells += [GridCell.over(piece, xs, ys) for piece in pieces]
    if len(cells) < 2:
        return None
    cells.sort(key=lambda c: (c.row, c.col))
    closed = floors[-1]
    open_foot = frozenset(set(range(len(xs) - 1)) - closed) if closed else frozenset()
    return Grid(
        page, xs, ys, cells, engine, confidence if whole else confidence * 0.8,
        open_foot=open_foot, open_head=not floors[0], open_end=not closed,
        open_sides=(_open_at(walls[0], ys), _open_at(walls[-1], ys)),
    )  # fmt: skip


def _run_over(names: Sequence[Rectangle], xs: Sequence[float], ys: Sequence[float], glyphs: Sequence[Glyph]) -> bool:
    """Whether print of the first row runs over a border between pieces of it."""
    lines = to_lines(g for g in glyphs if g.turn == 0 and ys[0] < g.y < ys[1] and xs[0] < g.x < xs[-1])
    return any(prints_over(xs[c0], line) for _, c0, _, _ in names[1:] for line in lines)


def _open_at(wall: set[int], ys: list[float]) -> Extents:
    """Upper and lower borders of the rows in which no line stands at a side, where one stands in others."""
    return tuple(row for i, row in enumerate(pairwise(ys)) if i not in wall) if wall else ()


def _goes_on(before: Grid | None, grid: Grid, glyphs: list[Glyph]) -> bool:
    """Whether a grid with text in one cell only has the columns of the grid before."""
    if before is None or grid.cols < 2:
        return False
    x0, top, x1, bottom = grid.box
    if abs(x0 - before.xs[0]) > SAME_POSITION or abs(x1 - before.xs[-1]) > SAME_POSITION:
        return False
    return all(min(abs(x - y) for y in before.xs) <= SAME_POSITION for x in grid.xs) and any(
        x0 < g.x < x1 and top < g.y < bottom for g in glyphs
    )


def is_plausible(grid: Grid, glyphs: list[Glyph]) -> bool:
    """Whether a grid holds a table: two or more columns, text in its cells or at least in its first row.

    Charts (axes and grid lines), frames and boxes around text are not tables.
    """
    if grid.cols < 2:
        return False
    owner = grid.owners()
    filled = set(grid.seats(glyphs)) - {-1}
    if len(filled) < 2:
        return False
    first = set(owner[0])
    return len(filled) >= LEAST_TEXT * len(grid.cells) or len(first & filled) * 2 > len(first)
