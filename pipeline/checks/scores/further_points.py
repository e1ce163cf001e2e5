"""Further columns of points beside the self-score: 复核得分, 最终得分, 扣分. Their totals add up the same lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.scores.score_tables import awarded, lines_of_total
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from schemas.audit import Check, CheckCode
from schemas.figure import Figure, Interval
from schemas.records import Report, ScoreLine, ScoreTotal

_POINTS = re.compile(r"分数?$|[得扣评]分|(?:复核|审核|复评|核定|考评)(?:结果|情况)$")


def further_point_checks(report: Report, grids: Sequence[FigureGrid]) -> Iterator[Check]:
    """The totals of every column of points that is not the self-score's own, in tables whose self-scores add up."""
    for grid in grids:
        lines = [x for x in report.score_lines if x.table_id == grid.table.table_id]
        one = len({x.subject for x in lines}) == 1
        totals = [t for t in report.score_totals if t.table_id == grid.table.table_id] if one else []
        for total in totals:
            parts = lines_of_total(total, totals, lines)
            if _adds_up(total, parts):
                checks = (_check(grid, column, total, parts) for column in grid.columns if _is_further(column, lines))
                yield from (check for check in checks if check is not None)


def _adds_up(total: ScoreTotal, parts: Sequence[ScoreLine]) -> bool:
    scores = [x.self_score for x in parts]
    if total.self_score is None or len(scores) < 2:
        return False
    value = Interval.exactly(0)
    for score in scores:
        if score is None:
            return False
        value += awarded(score)
    return awarded(total.self_score).meets(value)


def _is_further(column: FigureColumn, lines: Sequence[ScoreLine]) -> bool:
    """Whether a column is of points, and neither of the weights nor of the scores that are read already."""
    if column.is_rate or not _POINTS.search(column.name):
        return False
    read = {f.box for x in lines for f in (x.weight, x.self_score) if f is not None}
    return not any(f.box in read for f in column.figures.values())


def _check(grid: FigureGrid, column: FigureColumn, total: ScoreTotal, parts: Sequence[ScoreLine]) -> Check | None:
    """None where the total or a line states nothing, or more than one line has more than its weight."""
    reported = column.figures.get(total.row)
    rows = [x.row for x in parts]
    stated: list[tuple[int, Figure]] = [(row, column.figures[row]) for row in rows if row in column.figures]
    if reported is None or not stated or any(row not in column.figures and row not in column.dashes for row in rows):
        return None
    if sum(abs(column.figures[x.row].value) > _most(x) for x in parts if x.row in column.figures) > 1:
        return None  # of a hundred each
    value = Interval.exactly(0)
    for _, figure in stated:
        value += awarded(figure)
    return compared(
        CheckCode.SCORE_SUM,
        "total",
        grid.locus(total.row, column),
        reported,
        [value],
        [grid.place(total.row, column), *(grid.place(row, column) for row, _ in stated)],
        relation=sum_relation(figure for _, figure in stated),
    )


def _most(line: ScoreLine) -> Decimal:
    return line.weight.value if line.weight is not None else Decimal("Infinity")
