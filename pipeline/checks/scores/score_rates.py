"""The columns 得分率 and 扣分 of a score table: each row's score over its weight, and what it lacks of it.

A column whose rows mostly do not follow that formula is of something else, and accuses nobody.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.checks.compare import compared
from pipeline.vocabulary.names import name_key
from schemas.audit import Check, CheckCode, Outcome, Relation, locus_at
from schemas.figure import Figure, Interval
from schemas.records import Fact, Report
from schemas.trace import Place

_PERCENT = Decimal(100)
_HALVES = Decimal("0.5")  # scores that a person gives
_LARGEST_FRACTION = Decimal("1.5")  # a smaller number is the score over the weight, a larger one a hundred times it


def score_rate_checks(report: Report, names: Mapping[str, str]) -> Iterator[Check]:
    """One check per printed rate or deduction. `names`: table_id -> printed name."""
    stated = [(t.table_id, name_key(t.name), t.weight, t.self_score) for t in report.score_totals]
    stated += [(x.table_id, name_key(x.indicator), x.weight, x.self_score) for x in report.score_lines]
    named = Counter((table, name) for table, name, *_ in stated)
    rows = {(table, name): (w, s) for table, name, w, s in stated if named[table, name] == 1}
    totals = {(t.table_id, name_key(t.name)) for t in report.score_totals}
    elsewhere = _weights_by_name(report)
    by_column: dict[tuple[str, str], list[Check]] = defaultdict(list)
    for fact in report.facts:
        if fact.metric not in ("score_rate", "score_deduction") or fact.source != "table":
            continue
        weight, score = rows.get((fact.table_id, name_key(fact.item)), (None, None))
        weight = weight or elsewhere.get(name_key(fact.item))
        if weight is None or score is None or weight.value <= 0:
            continue
        check = _rate if fact.metric == "score_rate" else _lost
        by_column[fact.table_id, fact.metric].append(check(fact, weight, score, names.get(fact.table_id, "")))
    for (table, _), checks in by_column.items():
        wrong = [c for c in checks if c.outcome is Outcome.INCONSISTENT]
        # a row under the total says itself what it is
        of_total = len(checks) == 1 and (table, name_key(checks[0].locus.row)) in totals
        if of_total or len(wrong) * 2 < len(checks):
            yield from checks


def _weights_by_name(report: Report) -> dict[str, Figure]:
    """The one weight that the tables print for an indicator: scores and weights may stand in two tables."""
    told: dict[str, list[Figure]] = defaultdict(list)
    for line in report.score_lines:
        if line.weight is not None and not line.subject:
            told[name_key(line.indicator)].append(line.weight)
    return {name: figures[0] for name, figures in told.items() if len({f.value for f in figures}) == 1}


def _rate(fact: Fact, weight: Figure, score: Figure, table: str) -> Check:
    # The score may be printed shorter than the rate that it was worked out with: 4.77 of 6 points for 0.7957.
    given = Interval.rounded_to(score.value, score.decimals) if score.value % _HALVES else Interval.exactly(score.value)
    share = given.times(1 / weight.value)
    # 95%, or 0.95 in a column of plain numbers
    readings = [share.times(_PERCENT), share]
    fraction = abs(fact.figure.value) <= _LARGEST_FRACTION and not re.search(r"[%％]", fact.figure.text)
    if fraction:
        readings.reverse()
    return compared(
        CheckCode.RATIO,
        "derived",
        locus_at(table=table, row=fact.item, column="得分率"),
        fact.figure,
        readings,
        [fact.place, *(Place(page=f.box.page, box=f.box, text=f"{fact.item} {f.text}") for f in (score, weight))],
        nominals=(score.value / weight.value * (1 if fraction else _PERCENT),),
        relation=Relation(formula="f1 / f2" if fraction else "f1 / f2 * 100", figures=(score, weight)),
        formula=f"{score.plain} / {weight.plain}" + ("" if fraction else " × 100"),
    )


def _lost(fact: Fact, weight: Figure, score: Figure, table: str) -> Check:
    lost = weight.value - score.value
    return compared(
        CheckCode.DIFFERENCE,
        "derived",
        locus_at(table=table, row=fact.item, column="扣分"),
        fact.figure,
        [Interval.exactly(lost), Interval.exactly(-lost)],  # 0.5, or -0.5
        [fact.place, *(Place(page=f.box.page, box=f.box, text=f"{fact.item} {f.text}") for f in (weight, score))],
        nominals=(lost,),
        relation=Relation(formula="f1 - f2", figures=(weight, score)),
        formula=f"{weight.plain} - {score.plain}",
    )
