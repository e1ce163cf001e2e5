"""Parts of an indicator's score that a remark lists (第一季度得分：1；平均执行率得分：2) against the score itself.

Parts above the score contradict it. Parts below it may be only some of them: a doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks.compare import compared, not_checkable, sum_relation
from pipeline.checks.scores.score_sheet import ScoreSheet
from pipeline.checks.scores.score_tables import awarded
from pipeline.vocabulary.names import name_key
from schemas.audit import Check, CheckCode, Locus, Outcome, locus_at
from schemas.figure import Figure, Interval
from schemas.records import Claim, Report
from schemas.trace import Place

LEAST_PARTS = 2


def part_checks(report: Report) -> Iterator[Check]:
    """One check for each indicator whose remark lists parts of its score."""
    sheet = ScoreSheet(report)
    listed: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    for claim in report.claims:
        indicator, slash, part = claim.subject.partition("/")
        if slash and claim.kind == "score" and claim.figure is not None:
            listed[name_key(indicator)].append((name_key(part), claim))
    for key, parts in listed.items():
        line = sheet.lines.get(key)
        figures = [claim.figure for _, claim in parts if claim.figure is not None]
        locus = locus_at(indicator=line.indicator if line else key, column="得分")
        twice = len({name for name, _ in parts}) < len(parts)
        if line is None or line.self_score is None or len(parts) < LEAST_PARTS or twice:
            reason = "the remark does not list the parts of a printed score, each once"
            figure = line.self_score if line else None
            yield not_checkable(CheckCode.SCORE_CLAIM, "parts", locus, figure, reason)
            continue
        yield _check(locus, line.indicator, line.self_score, figures, [claim for _, claim in parts])


def _check(locus: Locus, indicator: str, score: Figure, figures: list[Figure], claims: list[Claim]) -> Check:
    total = Interval.exactly(0)
    for figure in figures:
        total += awarded(figure)
    outcome = Outcome.CONSISTENT if awarded(score).meets(total) else Outcome.INCONSISTENT
    below = total.high < awarded(score).low
    return compared(
        CheckCode.SCORE_CLAIM,
        "parts_below" if below and outcome is Outcome.INCONSISTENT else "parts",
        locus,
        score,
        [total],
        [Place(page=score.box.page, box=score.box, text=f"{indicator} {score.text}"), *(c.place for c in claims)],
        outcome=outcome,
        relation=sum_relation(figures),
        formula=" + ".join(f.text for f in figures),
    )
