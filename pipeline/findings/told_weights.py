"""Weights that an indicator's own criteria speak against, for telling which of many weights is the slip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from pipeline.findings.worked_back import Node, node_of, node_of_figure
from schemas.audit import Check, CheckCode
from schemas.records import ScoreLine
from schemas.white_space import without_space

_POINTS = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)分(?!之|钟|类|项|别|档|值)|[×*](\d+(?:\.\d+)?)(?![\d.%％])")
_LOST = re.compile(r"(?:扣|减|加)(?:减|除|掉|去)?(?:分)?$")


def told_weights(lines: Iterable[ScoreLine], failed: Iterable[Check]) -> Mapping[Node, frozenset[Decimal]]:
    """Printed weights that their criteria do not come to, with the points that these name: each, and their sum."""
    told = {
        node_of(place): frozenset({check.reported.value})
        for check in failed
        if check.code is CheckCode.CRITERIA and check.reported is not None
        for place in check.inputs[1:]
    }
    for line in lines if told else ():
        node = node_of_figure(line.weight) if line.weight is not None else None
        if node in told:
            points = _points(without_space(line.criteria))
            told[node] |= {*points, sum(points, Decimal(0))}
    return told


def _points(criteria: str) -> list[Decimal]:
    """The points that criteria give, in their order; what they take away is none."""
    return [Decimal(m[1] or m[2]) for m in _POINTS.finditer(criteria) if not _LOST.search(criteria[: m.start()][-4:])]
