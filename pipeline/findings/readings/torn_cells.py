"""Cells that hold more or less than one figure: those of several rows or columns, or only the first digits of one.

A table without lines between its rows, or with a line that was lost, may give a cell two figures (`376,81827,341`,
`5,407 102`, `63.1088.64`). The sums of that column, and all of that row, are then not those that are printed. Such a
cell is also what an office leaves that forgot a line of its table: worth a look, no accusation. In a table without
lines a figure too long for its cell goes on in the next line (`92.5` and `8`), which may be taken for a row of its own:
a figure that is the beginning of the one it is held against is then no slip of the office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from schemas.audit import Check, CheckCode, Outcome
from schemas.document import Table
from schemas.figure import plain_decimal
from schemas.geometry import Box

OF_TABLES = frozenset({CheckCode.SUM, CheckCode.RATIO, CheckCode.DIFFERENCE, CheckCode.AVERAGE, CheckCode.SAME_FIGURE})
OF_COLUMNS = frozenset({CheckCode.SUM, CheckCode.AVERAGE})
FIGURES_ALONE = re.compile(r"[-－−—+\d,，.．%％\s]*")
GLUED = re.compile(
    r"\d[,，]\d{3}\d+(?:[,，.．]|$)"  # 376,81827,341
    r"|\d[.．]\d+[,，.．]\d"  # 63.1088.64
    r"|\d[,，.．]?\d*\s+[-－−]?\d"  # 5,407 102
    r"|\d{13,}"  # no amount has so many digits and nothing between them
)
DATE = re.compile(r"(?:19|20)\d\d[.．]\d{1,2}[.．]\d{1,2}")
LEAST = 6  # characters


class TornCells:
    """The cells of a document's tables that hold more than one figure."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = tables

    def explain(self, check: Check) -> bool:
        """Whether a failed check rests on the row or the column of such a cell."""
        if check.outcome is not Outcome.INCONSISTENT or check.code not in OF_TABLES:
            return False
        boxes = [place.box for place in check.inputs]
        return any(
            _share_line([b for b in boxes if table.holds_middle_of(b)], cell, check.code)
            for page in {b.page for b in boxes}
            for cell, table in self._torn.get(page, ())
        )

    @cached_property
    def _torn(self) -> dict[int, list[tuple[Box, Box]]]:
        """By page the box of each such cell with that of its table there; looked for when something has failed."""
        found: dict[int, list[tuple[Box, Box]]] = {}
        for table in self._tables:
            torn = (cell for cell in table.cells if not cell.is_header and is_torn(cell.text))
            for box in (box for cell in torn for box in cell.boxes):
                for part in (part for part in table.parts if part.page == box.page):
                    found.setdefault(box.page, []).append((box, part.box))
        return found


def is_torn(text: str) -> bool:
    """Whether a text of figures alone holds more than one."""
    if len(text) < LEAST or not FIGURES_ALONE.fullmatch(text) or DATE.match(text):
        return False
    return GLUED.search(text) is not None


def _share_line(places: list[Box], cell: Box, code: CheckCode) -> bool:
    """Whether one of these places of a table stands in a cell's row, or the cell between them in their column."""
    if any(cell.top < place.middle[1] < cell.bottom for place in places):
        return True
    below = [place.middle[1] for place in places if cell.x0 < place.middle[0] < cell.x1]
    return code in OF_COLUMNS and bool(below) and min(below) <= cell.middle[1] <= max(below)


TOLD_BY_TEXT = "alignment"  # the engine of tables whose columns or rows only their text tells
OF_COPIES = frozenset({CheckCode.SCORE_COPY, CheckCode.SAME_FIGURE})


class CutFigures:
    """The tables of a document in which a figure may have been read in part."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._parts = [part.box for table in tables if table.engine == TOLD_BY_TEXT for part in table.parts]

    def explain(self, check: Check) -> bool:
        """Whether a copy of a figure fails only for want of its last digits, in such a table."""
        if check.outcome is not Outcome.INCONSISTENT or check.code not in OF_COPIES or not self._parts:
            return False
        values = check.nominals or tuple(v for v in (check.expected_low, check.expected_high) if v is not None)
        if check.reported is None or not values or min(values) != max(values):
            return False
        read, whole = check.reported.plain.rstrip("."), plain_decimal(min(values))
        if "." not in whole or len(read) >= len(whole) or not whole.startswith(read):
            return False
        return any(box.holds_middle_of(place.box) for place in check.inputs for box in self._parts)
