"""A line of a score table whose points another table divides: 产出指标 | 40 | 39.46 beside a table of output
indicators.

What that table's lines come to, in weight and score, is the line's: it is their level, and no indicator beside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from schemas.records import ScoreLine, ScoreTotal

_FEWEST = 2  # indicators that divide a line


def with_details_as_levels(
    lines: Sequence[ScoreLine], totals: Sequence[ScoreTotal]
) -> tuple[list[ScoreLine], list[ScoreTotal]]:
    """The lines without those that the lines of one other table come to, in weight and score: a total each of a level
    that those lines are of then, as is the total that their own table prints."""
    tables: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in lines:
        tables[line.table_id].append(line)
    if len(tables) < 2:
        return list(lines), list(totals)
    points = {t: _points(own) for t, own in tables.items() if len(own) >= _FEWEST}
    named: dict[str, str] = {}
    divided: set[int] = set()
    for line in lines:
        found = [t for t, own in points.items() if t != line.table_id and own is not None and own == _of_line(line)]
        if len(found) == 1 and found[0] not in named and _is_of_a_whole(line, tables[line.table_id]):
            named[found[0]] = line.indicator
            divided.add(id(line))
    kept = [_below(x, named.get(x.table_id, "")) for x in lines if id(x) not in divided]
    told = [
        ScoreTotal(table_id=x.table_id, row=x.row, name=x.indicator, weight=x.weight, self_score=x.self_score)
        for x in lines
        if id(x) in divided
    ]
    own = [t.model_copy(update={"name": named[t.table_id]}) if t.table_id in named else t for t in totals]
    return kept, [*told, *own]


def _points(lines: Sequence[ScoreLine]) -> tuple[Decimal, Decimal] | None:
    """What lines without levels come to, weights and scores; None where one lacks either."""
    own = [_of_line(x) for x in lines if not (x.level1 or x.subject)]
    known = [p for p in own if p is not None]
    if len(known) != len(lines):
        return None
    return sum((w for w, _ in known), Decimal(0)), sum((s for _, s in known), Decimal(0))


def _of_line(line: ScoreLine) -> tuple[Decimal, Decimal] | None:
    return (line.weight.value, line.self_score.value) if line.weight and line.self_score else None


def _is_of_a_whole(line: ScoreLine, beside: Sequence[ScoreLine]) -> bool:
    """Whether a line has no rule and stands beside others of its table, which has no levels."""
    return len(beside) >= _FEWEST and not (line.criteria.strip() or line.level1 or line.subject)


def _below(line: ScoreLine, level: str) -> ScoreLine:
    return line.model_copy(update={"level1": level}) if level else line
