"""What stands right before a number in its sentence: that is what it was most likely worked out from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.findings.worked_back import node_of_figure
from pipeline.normalize.narrative.reading.measures import PERCENT, POINTS
from schemas.audit import Check
from schemas.white_space import without_space

from .printed_numbers import Printed

NEAREST = 3  # numbers right before one
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def stand_together(check: Check, *, either_side: bool = False) -> bool:
    """Whether a number follows right upon those that it is held against, in the sentence that prints all of them; on
    `either_side`, whether it may stand right before them as well (甲 A 万元，其中乙 B 万元、丙 C 万元).

    Any digits between them part them, be they a year or an ordinal: where in doubt the words may be of something else.
    """
    reported, figures = check.reported, check.relation.figures if check.relation else ()
    if reported is None or not figures:
        return False
    printed = [Decimal(n.replace(",", "")) for n in _NUMBER.findall(without_space(check.inputs[0].text))]
    ends = [i for i, value in enumerate(printed) if value == reported.value]
    held = sorted(f.value for f in {node_of_figure(f): f for f in figures}.values())
    before = any(sorted(printed[max(0, i - len(held)) : i]) == held for i in ends)
    return before or (either_side and any(sorted(printed[i + 1 : i + 1 + len(held)]) == held for i in ends))


def right_before(here: Sequence[Printed], number: Printed) -> list[Printed]:
    """The amounts and counts, three at the most, that stand right before a number in its sentence `here`; rates, years
    and ordinals between them do not count."""
    return [p for p in here if p.index < number.index and p.measure not in (PERCENT, POINTS)][-NEAREST:]
