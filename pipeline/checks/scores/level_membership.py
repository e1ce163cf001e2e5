"""Which indicators a level of a score table spans: drawn by its lines, or borne out by what is printed of the level.

A table without lines shows only where the name of a level stands; how far its merged cell reaches is a guess. What the
text says of the level (满分 36 分, 共设 6 个指标, 得分 34.92 分) settles it: two such statements bear no guess out by
chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pipeline.vocabulary.names import name_key
from schemas.document import Table
from schemas.records import Claim, ScoreLine

ENGINES_WITHOUT_LINES = frozenset({"alignment"})
# Where every second row is painted, a level's cell is white beside white rows: only its text tells how far it reaches.
LEVELS_BY_TEXT = ENGINES_WITHOUT_LINES | {"colour"}
STATEMENTS = 2  # of different kinds that bear out a guess
WHOLE = Decimal(100)  # 满分, in every edition that is known


def levels_drawn(tables: Iterable[Table]) -> dict[str, bool]:
    """Of each table's id whether its lines show how far the cell of a level reaches."""
    return {t.table_id: t.engine not in LEVELS_BY_TEXT for t in tables}


def drawn(lines: Sequence[ScoreLine], lines_drawn: Mapping[str, bool]) -> bool:
    """Whether the tables of all these lines have rulings; of a table that is not known it is taken so."""
    return all(lines_drawn.get(x.table_id, True) for x in lines)


def lacks_lines(lines: Sequence[ScoreLine], lines_drawn: Mapping[str, bool]) -> bool:
    """Whether scores that only sentences tell share out less than all points, so that one of them was not read."""
    if any(x.table_id in lines_drawn for x in lines):
        return False
    weights = [x.weight.value for x in lines if x.weight is not None]
    return Decimal(0) < sum(weights, Decimal(0)) < WHOLE


def borne_out(level: str, lines: Sequence[ScoreLine], claims: Sequence[Claim]) -> bool:
    """Whether what the text says of a level is true of these indicators, in at least two respects."""
    weights = [x.weight.value for x in lines if x.weight is not None]
    scores = [x.self_score.value for x in lines if x.self_score is not None]
    found: dict[str, bool] = {}
    for claim in claims:
        if claim.figure is None or name_key(claim.subject) != name_key(level):
            continue
        value = claim.figure.value
        if claim.kind == "indicator_count":
            found["count"] = value == len(lines)
        elif claim.kind == "weight" and len(weights) == len(lines):
            found["weight"] = value == sum(weights, Decimal(0))
        elif claim.kind == "score" and len(scores) == len(lines):
            found["score"] = value == sum(scores, Decimal(0))
    return sum(found.values()) >= STATEMENTS
