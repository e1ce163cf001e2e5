"""Scores that only sentences tell, beside an annex that prints names, weights and rules: 预算执行率得 9.47 分.

A table without a column of scores says nothing against them: they are the scores of its indicators. What the text says
is full (其余指标均得满分) it names by none; an indicator of which it tells no score has its weight where the told score
of its level, or of all, needs just that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.vocabulary.names import name_key
from schemas.figure import Figure
from schemas.records import Claim, ScoreLine

from .score_sections import leaf_lines

_FEWEST = 3  # indicators whose scores are told


def with_told_scores(lines: Sequence[ScoreLine], claims: Sequence[Claim]) -> list[ScoreLine]:
    """The lines with the scores that the text tells of their indicators; unchanged where a table prints any, or where
    the text tells those of fewer than half of them. A score that is told again otherwise stays a claim, to be held
    against the first."""
    own = [x for x in leaf_lines(lines) if not x.subject]
    if not own or any(x.self_score is not None for x in lines):
        return list(lines)
    told: dict[str, Figure] = {}
    for claim in claims:
        if claim.kind == "score" and claim.figure is not None and "/" not in claim.subject:
            told.setdefault(name_key(claim.subject), claim.figure)
    scores = {k: told[k] for x in own if (k := name_key(x.indicator)) in told}
    if len(scores) < _FEWEST:
        return list(lines)
    for key, weight in _full(own, scores, told):
        scores.setdefault(key, weight)
    if len(scores) * 2 < len({name_key(x.indicator) for x in own}):
        return list(lines)
    return [_scored(x, scores.get(name_key(x.indicator))) for x in lines]


def _full(
    lines: Sequence[ScoreLine], scores: dict[str, Figure], told: dict[str, Figure]
) -> Iterator[tuple[str, Figure]]:
    """The indicators without a told score that have all their points, by their keys, with their weights: those of a
    level, or of the whole (''), whose told score is that of the others and these weights."""
    groups: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in {name_key(x.indicator): x for x in reversed(lines)}.values():
        for level in {name_key(line.level1), name_key(line.level2), ""}:
            groups[level].append(line)
    for level, members in groups.items():
        rest = [x for x in members if name_key(x.indicator) not in scores]
        weights = [x.weight for x in rest if x.weight is not None]
        if level not in told or not rest or len(weights) < len(rest):
            continue
        known = sum((scores[k].value for x in members if (k := name_key(x.indicator)) in scores), Decimal(0))
        if known + sum((w.value for w in weights), Decimal(0)) == told[level].value:
            yield from ((name_key(x.indicator), w) for x, w in zip(rest, weights, strict=True))


def _scored(line: ScoreLine, score: Figure | None) -> ScoreLine:
    if score is None or line.subject:
        return line
    return line.model_copy(update={"self_score": score, "boxes": (*score.boxes, *line.boxes)})
