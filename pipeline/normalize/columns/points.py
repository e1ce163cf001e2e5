"""Weight and score in a score table whose heads call them by names of their own (分档, 本轮评定): known by the figures.

No indicator scores more than its weight, and editions share out a hundred points. Only columns that mean nothing else
are looked at, and only where one reading fits: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.normalize.columns.header import TableHead
from pipeline.normalize.numbers import read_number
from schemas.document import Table
from schemas.figure import Unit
from schemas.records import ColumnMeaning

_LEVELS = frozenset({"level1", "level2", "level3", "level4", "indicator"})
_LEAST_ROWS = 5
_HUNDRED = Decimal(100)

_Points = dict[int, Decimal]


def with_points(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """`columns` with `weight` and `self_score` where the figures alone tell them; other tables as they are."""
    stated = {c.metric for c in columns}
    missing = [m for m in ("weight", "self_score") if m not in stated]
    if not missing or not any(c.role in _LEVELS for c in columns):
        return columns
    open_points = {c.col: p for c in columns if not c.metric and not c.role and (p := _points(table, head, c.col))}
    found: dict[int, str] = {}
    if len(missing) == 2 and len(open_points) == 2:
        pairs = [(a, b) for a in open_points for b in open_points if a != b]
        fits = [(w, s) for w, s in pairs if _scored_within(open_points[w], open_points[s], strict=True)]
        if len(fits) == 1:
            found = {fits[0][0]: "weight", fits[0][1]: "self_score"}
    elif len(missing) == 1 and len(open_points) == 1:
        # each level may print its weight: those of the indicators stand last
        known = [c.col for c in columns if c.metric in ("weight", "self_score")][-1]
        (col, points), other = next(iter(open_points.items())), _points(table, head, known)
        weight, score = (points, other) if missing == ["weight"] else (other, points)
        if _scored_within(weight, score, strict=missing == ["weight"]):
            found = {col: missing[0]}
    return [c.model_copy(update={"metric": found[c.col]}) if c.col in found else c for c in columns]


def _points(table: Table, head: TableHead, col: int) -> _Points:
    """The numbers of a column by row; {} where it holds words, rates or amounts as well."""
    points: _Points = {}
    for row in range(head.rows + 1, table.rows + 1):
        cell = table.grid.get((row, col))
        if cell is None or cell.row != row or not cell.text or cell.col_span > 1:
            continue
        number = read_number(cell.text)
        if number is None or number.unit not in (None, Unit.POINTS) or not 0 <= number.value <= 2 * _HUNDRED:
            return {}
        points[row] = number.value
    return points if len(points) >= _LEAST_ROWS else {}


def _scored_within(weight: _Points, score: _Points, *, strict: bool) -> bool:
    """Whether every row scores at most its weight; `strict`: and the weights come to a hundred and differ."""
    rows = [r for r in weight if r in score]
    if len(rows) < _LEAST_ROWS or any(score[r] > weight[r] for r in rows):
        return False
    return not strict or (_comes_to_hundred(weight) and any(score[r] != weight[r] for r in rows))


def _comes_to_hundred(weight: _Points) -> bool:
    values: Sequence[Decimal] = list(weight.values())
    return sum(values) == _HUNDRED or (values[-1] == _HUNDRED and sum(values[:-1]) == _HUNDRED)
