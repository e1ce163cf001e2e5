"""Score tables that share out the indicators of one edition: 附表1 决策, 附表2 过程, 附表3 产出和效益."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.checks.scores.form_totals import FULL_WEIGHT
from pipeline.normalize.score_tables.score_sections import leaf_lines
from pipeline.vocabulary.names import name_key
from schemas.records import ScoreLine, ScoreTotal


def apart(lines: Iterable[ScoreLine]) -> bool:
    """Whether score tables share the indicators of one edition out between them: none stands in two of them. A table
    of levels has none of its own."""
    tables: dict[str, set[str]] = defaultdict(set)
    for line in leaf_lines(lines):
        tables[line.table_id].add(name_key(line.indicator))
    names = [name for own in tables.values() for name in own]
    return len(tables) > 1 and len(set(names)) == len(names)


def of_tables_before(
    lines: Sequence[ScoreLine], totals: Sequence[ScoreTotal], every: Sequence[ScoreLine]
) -> list[ScoreLine]:
    """The lines of the tables before, where the only total of a table is of them all: it has more points than the
    table, and with the tables right before it, which hold other indicators, the weights come to a hundred."""
    own = _weights(lines)
    if len(totals) != 1 or own is None or own >= FULL_WEIGHT or any(x.subject for x in lines):
        return []
    total = totals[0].weight or totals[0].self_score
    if total is None or total.value <= own:
        return []
    names = {name_key(x.indicator) for x in lines}
    found: list[ScoreLine] = []
    for table in _tables_before(lines[0].table_id, every):
        weights, indicators = _weights(table), {name_key(x.indicator) for x in table}
        if weights is None or names & indicators:
            return []
        own, names, found = own + weights, names | indicators, [*table, *found]
        if own >= FULL_WEIGHT:
            return found if own == FULL_WEIGHT else []
    return []


def _tables_before(table_id: str, every: Sequence[ScoreLine]) -> list[list[ScoreLine]]:
    """The lines of each score table before one, the nearest first."""
    order = list(dict.fromkeys(x.table_id for x in every))
    before = order[: order.index(table_id)]
    return [[x for x in every if x.table_id == t] for t in reversed(before)]


def _weights(lines: Sequence[ScoreLine]) -> Decimal | None:
    weights = [x.weight.value for x in lines if x.weight is not None]
    return sum(weights, Decimal(0)) if len(weights) == len(lines) else None
