"""Figures of which only the first digits were read: in a table without lines between its columns and rows, a figure too
long for its cell goes on in the next line (`92.5` and `8`), and that may be taken for a row of its own.

A figure that is the beginning of the one it is held against is then no slip of the office.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas.audit import Check, CheckCode, Outcome
from schemas.document import Table
from schemas.figure import plain_decimal

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
