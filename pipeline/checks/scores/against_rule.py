"""Self-scores against their rules: the verdict of each indicator as a check, and scores given without a figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from pipeline.checks.scores.told_figures import ToldFigures
from schemas.audit import Check, CheckCode, IndicatorScore, Locus, Outcome, Relation, Verdict, locus_at
from schemas.figure import Interval, plain_decimal
from schemas.trace import Place

OUTCOMES = {
    Verdict.AGREES: Outcome.CONSISTENT,
    Verdict.WITHIN_RANGE: Outcome.CONSISTENT,
    Verdict.DISAGREES: Outcome.INCONSISTENT,
    Verdict.AMBIGUOUS: Outcome.INCONSISTENT,
    Verdict.NOT_VERIFIABLE: Outcome.NOT_CHECKABLE,
}


def score_checks(
    scores: Sequence[IndicatorScore],
    tables: Sequence[str],
    by_target: Collection[tuple[str, str]] = (),
    told: ToldFigures | None = None,
) -> Iterator[Check]:
    """One `score` check per indicator, and an `evidence` check where a rule lacks the figure it needs; `told` knows
    what the report speaks of all the same. `tables`: the printed name of each score's own table.

    `by_target` are subject and name of indicators of project forms, whose score is a share of their weight: the check
    then says so in its relation, because the weight may be the slip.
    """
    for score, table in zip(scores, tables, strict=True):
        places = _places(score)
        locus = locus_at(table=table, column="得分", indicator=score.indicator)
        named = (name for t in score.trace.walk() if t.missing for name in t.missing.split("、"))
        missing = "、".join(dict.fromkeys(named))
        if score.verdict is Verdict.NOT_VERIFIABLE:
            yield _not_verifiable(score, locus, places, missing, told)
            continue
        readings = "；".join(
            f"{t.reading}：{_range(t.value, score.decimals)}" for t in score.trace.walk() if t.reading and t.value
        )
        share = _share_of_weight(score) if (score.subject, score.indicator) in by_target else None
        yield Check(
            code=CheckCode.SCORE,
            relation=share,
            variant=score.verdict.value,
            locus=locus,
            outcome=OUTCOMES[score.verdict],
            reported=score.self_score,
            expected_low=score.low,
            expected_high=score.high,
            inputs=(*places, *_weight_place(score)) if share else places,
            trace=score.trace,
            fields={
                "readings": readings,
                "weight": score.weight.plain if score.weight else "",
                "subject": score.subject,
            },
        )


def _share_of_weight(score: IndicatorScore) -> Relation | None:
    """The score as a share of the printed weight; None where the rule leaves a range or nothing."""
    weight = score.weight
    if weight is None or not weight.value or not score.low or score.low != score.high:
        return None
    share = Fraction(score.low) / Fraction(weight.value)
    return Relation(formula=f"f1 * {share.numerator} / {share.denominator}", figures=(weight,))


def _weight_place(score: IndicatorScore) -> tuple[Place, ...]:
    weight = score.weight
    assert weight is not None
    return (Place(page=weight.box.page, box=weight.box, text=f"{score.indicator} {weight.text}"),)


def _range(value: Interval, decimals: int) -> str:
    low, high = plain_decimal(value.low, decimals), plain_decimal(value.high, decimals)
    return low if low == high else f"{low}–{high}"


def _places(score: IndicatorScore) -> tuple[Place, ...]:
    """The score first, then the figures that its recomputation read."""
    own = [
        Place(page=b.page, box=b, text=f"{score.indicator} {score.self_score.text if score.self_score else ''}".strip())
        for b in score.boxes[:1]
    ]
    return (*own, *score.trace.all_places())


def _not_verifiable(
    score: IndicatorScore, locus: Locus, places: tuple[Place, ...], missing: str, told: ToldFigures | None
) -> Check:
    """A score given without the figure that its rule needs; nothing to look at where no points were given, or none
    are printed (an empty form), nor where the report tells it in words that were not read."""
    unscored = score.self_score is None or score.self_score.value == 0
    spoken = bool(missing) and told is not None and told.tell(score.indicator, missing.split("、"))
    lacks = f"the report tells of it, but not in words that were read as {missing}" if spoken else ""
    return Check(
        code=CheckCode.EVIDENCE if missing else CheckCode.SCORE,
        variant="no_figure" if missing and not unscored and not spoken else "not_verifiable",
        locus=locus,
        outcome=Outcome.NOT_CHECKABLE,
        reported=score.self_score,
        inputs=places,
        trace=score.trace,
        reason=lacks or f"the report does not state {missing}" if missing else "the rule leaves nothing to compute",
        fields={"missing": missing, "subject": score.subject},
    )
