"""Camelot's opinion on a page where something announces a table and none was found.

A unit line (单位：万元) or a numbered caption without a table below it says that the page holds a table which neither
lines nor alignment gave away. Camelot reads the page in its own way (text edges by Nurminen's method, or a picture of
the lines); what it finds below the announcement is taken if it looks like a table. Camelot is slow to import and to
read, so it is asked for such pages only, and only then imported.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parsers.pages.content import PageContent
from parsers.pages.lines import Line
from parsers.parts.grid import Grid, GridCell
from parsers.ruled.grids import is_plausible
from parsers.texts.caption_lines import is_unit_line, split_label

FLAVORS = ("network", "lattice")
LEAST_ACCURACY = 80.0  # of camelot's own report: share of text that fits its cells
LONGEST_CAPTION = 40  # characters; a longer line that begins with 表3 is a sentence
FOOT = 0.12  # share of the page's height at its foot where an announced table may begin overleaf
CONFIDENCE = 0.6
MOST_CAPTIONS = 3  # on a page
BARRED = ("。", "；", "，", ";", ",")
SPEAKS = re.compile(
    r"[和与及、将为是中的]|反映|显示|所|列示|可以|可见"
)  # what follows the number of a table in a sentence
IN_CONTENTS = re.compile(r"[.．…·・•⋯]{3,}\s*[（(]?\d*[)）]?$|[.．…·・•⋯]{6,}")  # leaders, and mostly a page number


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Asks camelot about pages of one document. Holds the file's bytes, not an open file."""

    data: bytes
    password: str | None = None

    def grids(self, content: PageContent, lines: Sequence[Line], parts: Sequence[Grid]) -> list[Grid]:
        """Grids below announcements that no grid follows; none where camelot finds nothing sound or fails."""
        tops = sorted(grid.ys[0] for grid in parts)
        announced = [line for line in lines if stands_over_tables_only(line.text)]
        lonely = [
            line
            for line in announced
            if line.bottom < content.height * (1 - FOOT) and not any(top >= line.top for top in tops)
        ]
        if not lonely or len([line for line in lonely if not is_unit_line(line.text)]) > MOST_CAPTIONS:
            return []  # so many captions with no table between them are a list of tables
        if content.text_source != "digital" or content.placing is not None:
            return []
        below = max(line.bottom for line in lonely)
        for flavor in FLAVORS:
            for table in self._ask(content.number, flavor):
                grid = _grid(table, content, below, flavor)
                if grid is not None and is_plausible(grid, content.glyphs):
                    return [grid]
        return []

    def _ask(self, page: int, flavor: str) -> list[Any]:
        import camelot

        logging.getLogger("camelot").setLevel(logging.ERROR)
        try:
            found = camelot.read_pdf(
                io.BytesIO(self.data), pages=str(page), flavor=flavor, password=self.password, suppress_stdout=True
            )
        except Exception:  # whatever camelot trips over, the page is as well read as before
            return []
        return [t for t in found if t.parsing_report.get("accuracy", 0) >= LEAST_ACCURACY]


def stands_over_tables_only(text: str) -> bool:
    """Whether a line of text stands above tables only: a unit line, or a short numbered caption. One of a table of
    contents, which dots lead to its page number, stands above nothing."""
    if is_unit_line(text):
        return True
    if IN_CONTENTS.search(text):
        return False
    label, name = split_label(text)
    if not label.startswith(("表", "附表")) or SPEAKS.match(name):
        return False
    return len(text) <= LONGEST_CAPTION and not text.endswith(BARRED)


def _grid(table: Any, content: PageContent, below: float, flavor: str) -> Grid | None:
    """Camelot's table as a grid of unmerged cells, rows above the announcement left out. Its coordinates grow upwards
    from the foot of the page."""
    rows = sorted((content.height - top, content.height - bottom) for top, bottom in table.rows)
    rows = [(top, bottom) for top, bottom in rows if (top + bottom) / 2 > below]
    xs = [table.cols[0][0], *(right for _, right in table.cols)]
    if len(rows) < 2 or len(xs) < 3:
        return None
    ys = [rows[0][0], *(bottom for _, bottom in rows)]
    cells = [GridCell.over((r, c, r, c), xs, ys) for r in range(len(rows)) for c in range(len(xs) - 1)]
    return Grid(content.number, xs, ys, cells, f"camelot-{flavor}", CONFIDENCE)
