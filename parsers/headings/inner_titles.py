"""Tables that touch: one drawn right below another, told apart by the title in a cell over all columns between them."""

from __future__ import annotations

from dataclasses import replace

from parsers.headings.captions import SENTENCE_END
from parsers.pages.content import Glyph
from parsers.parts.grid import Grid, GridCell
from parsers.texts.caption_lines import TITLE_END, split_label
from schemas.white_space import without_space

LEAST_ROWS = 2  # of each table, its title not counted
LONGEST_TITLE = 40  # characters: longer ones are notes


def parted_at_titles(grid: Grid, glyphs: list[Glyph]) -> list[Grid]:
    """The grid, or the grids above and below each row that holds nothing but the title of a further table: a label
    (表6 …), or a name that ends in 表 above columns with other borders."""
    if grid.rows < 2 * LEAST_ROWS + 1 or grid.cols < 2:
        return [grid]
    wide = {c.row: i for i, c in enumerate(grid.cells) if c.col_span == grid.cols and c.row_span == 1}
    wide = {row: i for row, i in wide.items() if LEAST_ROWS <= row < grid.rows - LEAST_ROWS}
    if not wide:
        return [grid]
    texts = dict.fromkeys(wide.values(), "")
    for glyph, seat in zip(glyphs, grid.seats(glyphs), strict=True):
        if seat in texts:
            texts[seat] += glyph[0]
    for row in sorted(wide):
        if _is_title(texts[wide[row]], _borders(grid, 0, row) == _borders(grid, row + 1, grid.rows)):
            return [_cut(grid, 0, row), *parted_at_titles(_cut(grid, row, grid.rows), glyphs)]
    return [grid]


def _is_title(text: str, same_borders: bool) -> bool:
    label, title = split_label(text.strip())
    plain = without_space(title)
    if len(plain) > LONGEST_TITLE or (plain and plain[-1] in SENTENCE_END):
        return False
    numbered = bool(label.lstrip("附")[1:])  # 表6, 附表2; 附件 and 附表 alone number nothing
    return (numbered and bool(plain)) or (not same_borders and bool(TITLE_END.search(plain)))


def _borders(grid: Grid, first: int, end: int) -> set[int]:
    """Borders of columns at which some cell of these rows begins or ends."""
    own = [c for c in grid.cells if first <= c.row < end]
    return {c.col for c in own} | {c.col + c.col_span for c in own}


def _cut(grid: Grid, first: int, end: int) -> Grid:
    """Rows of a grid as one of its own, without the borders that only other rows have."""
    kept = sorted(_borders(grid, first, end) | {0, grid.cols})
    place = {border: n for n, border in enumerate(kept)}
    cells: list[GridCell] = []
    for c in grid.cells:
        if first <= c.row < end:
            col, stop = place[c.col], place[c.col + c.col_span]
            cells.append(
                c._replace(row=c.row - first, row_span=min(c.row_span, end - c.row), col=col, col_span=stop - col)
            )
    is_last = end == grid.rows
    open_foot = frozenset(place[c] for c in grid.open_foot if c in place)
    return replace(
        grid, xs=[grid.xs[i] for i in kept], ys=grid.ys[first : end + 1], cells=cells,
        header_rows=None if first else grid.header_rows, open_head=grid.open_head and not first,
        open_foot=open_foot if is_last else frozenset(), open_end=grid.open_end and is_last,
    )  # fmt: skip
