"""Lists of counts that name every kind, also those of which there are none (主要领导干部用车 0 辆、…、其他用车 4 辆):
nothing else is meant by their whole, however far it is from what they come to."""

from __future__ import annotations

from schemas.audit import Check, CheckCode
from schemas.figure import Unit

_FEWEST_KINDS = 5
_FEWEST_OF_NONE = 2
_COUNTS = frozenset({Unit.ITEMS, Unit.NONE, Unit.PERSONS})


def names_every_kind(check: Check) -> bool:
    """Whether a failed sum of a sentence is of such a list."""
    relation = check.relation
    if check.code is not CheckCode.SUM or check.locus.table or relation is None or set("-*/") & set(relation.formula):
        return False
    kinds = relation.figures
    none = sum(not f.value for f in kinds)
    return len(kinds) >= _FEWEST_KINDS and none >= _FEWEST_OF_NONE and all(f.unit in _COUNTS for f in kinds)
