"""Units within the relation of a check: its formula multiplies figures of other units (`f1 * 10000`) and divides the
result again."""

from __future__ import annotations

import re
from decimal import Decimal

from schemas.audit import Relation
from schemas.figure import Figure


def unit_factor(relation: Relation, n: int) -> Decimal:
    """How many of the plain unit one printed unit of the n-th figure is."""
    found = re.search(rf"\(f{n + 1} \* (\d+)\)", relation.formula)
    return Decimal(found[1]) if found else relation.figures[n].unit.plain_factor


def factor_of_result(relation: Relation, reported: Figure) -> Decimal:
    """How many of the plain unit one printed unit of the result is."""
    found = re.search(r"\) / (\d+)$", relation.formula)
    return Decimal(found[1]) if found else reported.unit.plain_factor


def bare_formula(formula: str) -> str:
    """A formula without the factors of its units."""
    whole = re.sub(r"\(f(\d+) \* \d+\)", r"f\1", formula)
    return re.sub(r"^\((.*)\) / \d+$", r"\1", whole)
