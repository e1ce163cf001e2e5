"""Tables whose columns are painted and whose rows are not: cells of one colour, one below the other, run together.

Such paint tells the columns only; white space tells all of the table (`parsers.lineless`).
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.lineless.textblocks import ONE_CELL_PITCH, blocks_of, chunks_of
from parsers.pages.content import Glyph, PageContent
from parsers.pages.lines import to_lines
from parsers.parts.grid import Grid, GridCell
from parsers.texts.figures import PLAIN_FIGURE

LEAST_CELLS = 2  # over several rows that hold several texts; one may be of two paragraphs


def tells_too_few_rows(grid: Grid, content: PageContent) -> bool:
    """Whether cells over several rows of a grid that colours show hold texts one below the other, with white between
    them as between those of two cells: one cell of figures, or more of any texts."""
    if grid.engine != "colour":
        return False
    tall = [_texts(c, content.glyphs) for c in grid.cells if c.row_span > 1 and c.col_span == 1]
    several = [texts for texts in tall if len(texts) > 1]
    return len(several) >= LEAST_CELLS or any(all(map(PLAIN_FIGURE.fullmatch, texts)) for texts in several)


def _texts(cell: GridCell, glyphs: Sequence[Glyph]) -> list[str]:
    inside = (g for g in glyphs if g.turn == 0 and cell.x0 < g.x < cell.x1 and cell.top < g.y < cell.bottom)
    chunks = [chunk for line in to_lines(inside) for chunk in chunks_of(line, 0)]
    return [block.text for block in blocks_of(chunks, ONE_CELL_PITCH)]
