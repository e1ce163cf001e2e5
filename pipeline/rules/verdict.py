"""Self-scores against what the rules leave: one IndicatorScore per leaf indicator, with the contract's verdict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from pipeline.rules.choose import ChosenRule, RubricChoice
from pipeline.rules.describe import describe
from pipeline.rules.evaluate import evaluate
from pipeline.rules.figures import Figures
from pipeline.rules.operands.passage_figures import PassageFigures
from pipeline.rules.printings import Preference
from pipeline.rules.score_lines import score_decimals
from pipeline.rules.worded.evaluated import by_words
from pipeline.rules.worlds import Evaluation, NamedReading
from rubrics.check import fixed_points, metrics_of
from schemas.audit import IndicatorScore, Verdict
from schemas.figure import Figure, Interval
from schemas.geometry import Box
from schemas.records import Report, ScoreLine
from schemas.trace import Trace, trace_step
from schemas.trusted import changed
from schemas.white_space import without_space

# Where the figures can be taken in more than one way, a score is only called wrong if no way explains it.
_HUNDREDTHS = 2
_BY_ROW = "按指标自评说明所列数据"
_OTHER_WAYS: dict[Preference, str] = {"stated": "按报告所述比率", "widest": "按报告中的其他列示数"}


@dataclass(frozen=True)
class _Judged:
    verdict: Verdict
    low: Decimal | None
    high: Decimal | None
    trace: Trace


def score_indicators(report: Report, choice: RubricChoice) -> list[IndicatorScore]:
    """A verdict for every indicator of `choice`, in the report's order."""
    decimals = score_decimals(report.score_lines, report.score_totals)
    ways: dict[Preference, Figures] = {p: Figures(report, p) for p in ("inputs", "stated", "widest")}
    own = [_own_decimals(report, chosen, decimals) for chosen in choice.rules]
    scores = [_score(n, c, ways, d) for n, (c, d) in enumerate(zip(choice.rules, own, strict=True), 1)]
    tables: dict[str, list[int]] = defaultdict(list)
    for n, chosen in enumerate(choice.rules):
        tables[chosen.leaf.line.table_id].append(n)
    for members in (*tables.values(), range(len(scores))):
        failing = [n for n in members if scores[n].verdict is Verdict.DISAGREES]
        for decimals in _coarser([scores[n] for n in members], max(own)) if len(failing) > 1 else ():
            again = [_score(n + 1, choice.rules[n], ways, decimals) for n in failing]
            better = [x for x in again if x.verdict in (Verdict.AGREES, Verdict.WITHIN_RANGE)]
            if len(better) > 1:
                for score in better:
                    scores[score.order - 1] = score
                break
    return scores


def _coarser(scores: Sequence[IndicatorScore], printed: int) -> Iterator[int]:
    """Decimals that scores short of their points may have been rounded to before zeros were printed behind them (9.30
    for 9.27 and 6.70 for 6.74). One score alone may come out so by chance: this is asked for several only."""
    values = [s.self_score.value for s in scores if s.self_score and s.weight and s.self_score.value != s.weight.value]
    for decimals in range(printed - 1, -1, -1):
        if any(value % Decimal(1).scaleb(-decimals) for value in values):
            return
        yield decimals


def _own_decimals(report: Report, chosen: ChosenRule, decimals: int) -> int:
    """Decimals of a project form's own scores: each form of a report is filled in by somebody else."""
    if chosen.fixed is None:
        return decimals
    own = chosen.leaf.line.table_id
    lines = [x for x in report.score_lines if x.table_id == own and x.subject == chosen.leaf.subject]
    return score_decimals(lines, [t for t in report.score_totals if t.table_id == own])


def _score(order: int, chosen: ChosenRule, ways: dict[Preference, Figures], decimals: int) -> IndicatorScore:
    line, judged = _best_copy(chosen, ways, decimals)
    leaf = chosen.leaf.with_line(line)
    return IndicatorScore(
        order=order,
        subject=leaf.subject,
        level1=line.level1,
        level2=line.level2,
        indicator=leaf.name,
        weight=leaf.weight,
        self_score=line.self_score,
        low=judged.low,
        high=judged.high,
        decimals=_shown_decimals(decimals),
        verdict=judged.verdict,
        rule=chosen.text or describe(chosen.rule),
        trace=changed(judged.trace, note="；".join(filter(None, (judged.trace.note, chosen.note)))),
        boxes=_boxes(line),
    )


def _boxes(line: ScoreLine) -> tuple[Box, ...]:
    return line.self_score.boxes if line.self_score else line.boxes


def _best_copy(chosen: ChosenRule, ways: dict[Preference, Figures], decimals: int) -> tuple[ScoreLine, _Judged]:
    """The printed score that is judged: where copies differ and one agrees with the rule, the slip is in the copy."""
    line = chosen.leaf.line
    judged = _judge(chosen, line.self_score, ways, decimals)
    if judged.verdict is Verdict.DISAGREES:
        for copy in chosen.leaf.copies:
            if copy.self_score is None or line.self_score is None or copy.self_score.value == line.self_score.value:
                continue
            other = _judge(chosen, copy.self_score, ways, decimals)
            if other.verdict in (Verdict.AGREES, Verdict.WITHIN_RANGE):
                return copy, other
    return line, judged


def _judge(chosen: ChosenRule, score: Figure | None, ways: dict[Preference, Figures], decimals: int) -> _Judged:
    if chosen.weight is None:  # without it nothing bounds the score
        trace = trace_step(label=chosen.leaf.name, missing=f"{chosen.leaf.name}的权重")
        return _Judged(Verdict.NOT_VERIFIABLE, None, None, trace)
    told = _decimals_told(chosen)
    decimals = _decimals_of(chosen, decimals, score) if told is None else told
    finest = _shown_decimals(decimals) if told is None else told
    first = _verdict(_evaluated(chosen, ways["inputs"]), score, decimals, finest)
    if first.verdict is not Verdict.DISAGREES:
        return first
    ways_of = {name: _evaluated(chosen, ways[preference]) for preference, name in _OTHER_WAYS.items()}
    ways_of[_BY_ROW] = _evaluated(chosen, ways["inputs"], row_first=True)
    for name, found in ways_of.items():
        other = _verdict(found, score, decimals, finest)
        if other.verdict is not Verdict.DISAGREES and other.low is not None and other.high is not None:
            # no check holds a row's own words against the rest of the report: a person must look
            verdict = Verdict.AMBIGUOUS if name == _BY_ROW else other.verdict
            return _by_another_printing(chosen, first, replace(other, verdict=verdict), name)
    return first


def _by_another_printing(chosen: ChosenRule, first: _Judged, other: _Judged, name: str) -> _Judged:
    """The verdict where the report prints one quantity with different values, and the score follows from one of them.

    The rule is not ambiguous, and the score is what one printing gives; which of the two is the slip is a matter of the
    checks that hold them against each other. The trace names both.
    """
    assert first.low is not None
    assert first.high is not None
    assert other.low is not None
    assert other.high is not None
    trace = trace_step(
        label=chosen.leaf.name,
        formula="报告对同一数据的列示不一致，得分取决于采用哪一个",
        children=(
            other.trace.model_copy(update={"reading": name}),
            first.trace.model_copy(update={"reading": "按列示的原始数计算"}),
        ),
    )
    if other.verdict is Verdict.AMBIGUOUS:
        return _Judged(Verdict.AMBIGUOUS, min(first.low, other.low), max(first.high, other.high), trace)
    return _Judged(other.verdict, other.low, other.high, trace)


# 得分=执行率×10，保留一位小数: how finely the criteria have a score told.
_KEPT = re.compile(r"(?:保留|精确到?|取)(?:至|到|小数点后)*(?:(?P<places>[1-3一二两三])位|(?P<whole>整数))")
_PLACES = {"一": 1, "二": 2, "两": 2, "三": 3}


def _decimals_told(chosen: ChosenRule) -> int | None:
    """Decimals to which the criteria have a score rounded; None where they name none."""
    if not (told := _KEPT.search(without_space(chosen.leaf.criteria))):
        return None
    places = told["places"] or ""
    return _PLACES.get(places) or int(places or 0)


def _decimals_of(chosen: ChosenRule, printed: int, score: Figure | None) -> int:
    """Decimals at which a score is compared: those that the report prints (a score of fewer, though not of whole
    points, was rounded to them), or those of points that the rule gives."""
    if score is not None and 0 < score.decimals < printed:
        printed = score.decimals
    return max([printed, *(_places(points) for points in fixed_points(chosen.rule))])


def _places(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _evaluated(chosen: ChosenRule, figures: Figures, row_first: bool = False) -> Evaluation:
    if chosen.fixed is not None:
        return chosen.by_rate if chosen.by_rate and figures.prefer == "stated" else chosen.fixed
    line = max(chosen.leaf.copies, key=lambda copy: len(copy.actual + copy.remark))
    needs = tuple(metrics_of(chosen.rule))
    own = PassageFigures(
        figures.report,
        figures.prefer,
        base=figures,
        line=line,
        needs=needs,
        formulas=dict(chosen.formulas),
        row_first=row_first,
    )
    found = evaluate(chosen.rule, own, chosen.weight, chosen.leaf.name)
    return by_words(found, chosen.leaf, chosen.weight, figures.report)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _shown_decimals(printed: int) -> int:
    """Decimals of a recomputed range: hundredths at least, also where a report prints coarser scores."""
    return max(printed, _HUNDREDTHS)


def _rounded_span(span: Interval, decimals: int) -> Interval:
    return Interval(low=_rounded(span.low, decimals), high=_rounded(span.high, decimals))


def _possible(reading: NamedReading, value: Decimal, decimals: int) -> bool:
    """Whether a score inside a reading's range is one of the points that it can give."""
    if not reading.only or _rounded_span(reading.nominal, decimals).holds(value):
        return True
    return any(_rounded(points, decimals) == value for points in reading.only)


def _verdict(found: Evaluation, score: Figure | None, decimals: int, finest: int) -> _Judged:
    """The contract's verdict on one score.

    The range, of `finest` decimals, is that of the printed digits; it is widened to what rounding of the figures allows
    only where the score needs it. Readings that all hold the score, or all leave it out, are no ambiguity.
    """
    low, high = _rounded(found.low, finest), _rounded(found.high, finest)
    nominal = [_rounded_span(r.nominal, decimals) for r in found.readings]
    wide = [_rounded_span(r.nominal.join(r.wide), decimals) for r in found.readings]
    nothing_known = found.unverifiable
    narrowed = low > found.least or high < found.most
    unknown = nothing_known and not narrowed
    known_low, known_high = (None, None) if unknown else (low, high)
    if score is None:
        return _Judged(Verdict.NOT_VERIFIABLE, known_low, known_high, found.trace)
    value = score.value
    holds = [span.holds(value) and _possible(r, value, decimals) for span, r in zip(wide, found.readings, strict=True)]
    if not any(holds):
        return _Judged(Verdict.DISAGREES, low, high, found.trace)
    # whole points may hide the difference: 6 is what one reading gives, and another, 5.85, only rounds to it
    finely = [_rounded_span(r.nominal.join(r.wide), finest).holds(value) for r in found.readings]
    if not all(holds) or (any(finely) and not all(finely)):
        return _Judged(Verdict.AMBIGUOUS, low, high, found.trace)
    if nothing_known:
        return _Judged(Verdict.NOT_VERIFIABLE, known_low, known_high, found.trace)
    if all(span.low == span.high == value for span in nominal):
        return _Judged(Verdict.AGREES, low, high, found.trace)
    if any(span.holds(value) for span in nominal):
        # nothing is for a person here: it is what one reading of the rule gives, and another does not
        depends = not found.judged and not all(span.holds(value) for span in nominal)
        return _Judged(Verdict.AMBIGUOUS if depends else Verdict.WITHIN_RANGE, low, high, found.trace)
    low, high = min(low, *(s.low for s in wide)), max(high, *(s.high for s in wide))
    if high - low <= Decimal(1).scaleb(-decimals) and not found.judged:  # one value, but for rounding on the way
        return _Judged(Verdict.AGREES, value, value, found.trace)
    return _Judged(Verdict.WITHIN_RANGE, low, high, found.trace)
