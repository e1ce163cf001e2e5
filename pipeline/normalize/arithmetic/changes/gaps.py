"""How far two rates lie apart: 甲满意度 97.18%，乙满意度 94.36%，两项结果相差 2.82 个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of
from pipeline.normalize.narrative.reading.measures import POINTS

_GAP = re.compile(r"(?:相差|差距|差值|差异|之差|差额|极差)(?:约|为|达到?|是|：|有)*$")
_ROLES = ("rate", "base", "growth", "share")


def gaps_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Each such gap behind the only two rates of its sentence."""
    for i, gap in enumerate(terms):
        if gap.measure.unit != POINTS or not gap.usable or not _GAP.search(gap.near):
            continue
        rates = [t for t in terms[:i] if t.sentence == gap.sentence and t.is_percent]
        if len(rates) == 2 and all(t.usable and t.role in _ROLES for t in rates):
            first, second = sorted(rates, key=lambda t: t.size, reverse=True)
            yield Worked("difference", gap, (Reading("f1 - f2", (first, second)),), True, subject_of(gap))
