"""Whether an edition holds together: weights, points of parts, bands. Each problem is one line for a person."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from schemas.rubric import (
    Band,
    Bands,
    CountDeduction,
    Deduction,
    Gate,
    Interpolation,
    Judgement,
    MetricRef,
    Piecewise,
    Proportional,
    Readings,
    Rubric,
    Rule,
    SumOfParts,
)

_FULL = Decimal(100)


def most_points(rule: Rule) -> Decimal:
    """The most that a rule can give, each part held to its own points."""
    match rule:
        case Bands(bands=bands, otherwise=otherwise):
            return max([b.points for b in bands] + ([otherwise] if otherwise is not None else []))
        case Proportional(points=points, cap=cap):
            return points if cap is None else cap
        case Interpolation(knots=knots):
            return max(points for _, points in knots)
        case Piecewise(pieces=pieces):
            return max(most_points(piece.rule) for piece in pieces)
        case SumOfParts(parts=parts, cap=cap):
            total = sum((most_points(part) for part in parts), Decimal(0))
            return total if cap is None else min(total, cap)
        case Gate(rule=inner):
            return most_points(inner)
        case Readings(options=options):
            return max(most_points(option.rule) for option in options)
        case Deduction(points=points) | CountDeduction(points=points) | Judgement(points=points):
            return points


def least_points(rule: Rule) -> Decimal:
    """The least that a rule can give."""
    match rule:
        case Bands():
            return min([b.points for b in rule.bands] + ([] if leaves_no_gap(rule) else [Decimal(0)]))
        case Proportional():
            return Decimal(0)
        case Deduction() | CountDeduction():
            return rule.floor
        case Interpolation():
            return min(points for _, points in rule.knots)
        case Piecewise():
            return min(least_points(piece.rule) for piece in rule.pieces)
        case Judgement():
            return rule.low
        case SumOfParts():
            return max(sum((least_points(part) for part in rule.parts), Decimal(0)), Decimal(0))
        case Gate():
            return min(rule.score, least_points(rule.rule))
        case Readings():
            return min(least_points(option.rule) for option in rule.options)


def metrics_of(rule: Rule) -> Iterator[MetricRef]:
    """Every figure that a rule asks for, in its order."""
    match rule:
        case (
            Bands(metric=metric) | Proportional(metric=metric) | Deduction(metric=metric) | Interpolation(metric=metric)
        ):
            yield metric
        case CountDeduction(metric=metric):
            if metric is not None:
                yield metric
        case Piecewise(metric=metric, pieces=pieces):
            yield metric
            for piece in pieces:
                yield from metrics_of(piece.rule)
        case SumOfParts(parts=parts):
            for part in parts:
                yield from metrics_of(part)
        case Gate(rule=inner, condition=condition):
            yield from (side for side in (condition.left, condition.right) if isinstance(side, MetricRef))
            yield from metrics_of(inner)
        case Readings(options=options):
            for option in options:
                yield from metrics_of(option.rule)
        case Judgement():
            return


def fixed_points(rule: Rule) -> Iterator[Decimal]:
    """Points that a rule gives or takes as they stand (not as a share of something)."""
    match rule:
        case Bands(bands=bands, otherwise=otherwise):
            yield from (band.points for band in bands)
            yield from () if otherwise is None else (otherwise,)
        case Deduction(points=points, each=each) | CountDeduction(points=points, each=each):
            yield from (points, each)
        case Judgement(points=points, low=low):
            yield from (points, low)
        case Gate(rule=inner, score=score):
            yield score
            yield from fixed_points(inner)
        case Piecewise(pieces=pieces):
            for piece in pieces:
                yield from fixed_points(piece.rule)
        case SumOfParts(parts=parts):
            for part in parts:
                yield from fixed_points(part)
        case Readings(options=options):
            for option in options:
                yield from fixed_points(option.rule)
        case Proportional() | Interpolation():
            return


def gaps_between(bands: Bands) -> Iterator[tuple[Band, Band]]:
    """Neighbours between which a value gets no points, nor falls to `otherwise`."""
    for one, two in pairwise(sorted(bands.bands, key=_low_end)):
        if bands.otherwise is not None or one.high is None or two.low is None:
            continue
        if one.high < two.low or (one.high == two.low and one.high_open and two.low_open):
            yield one, two


def band_problems(bands: Bands) -> Iterator[str]:
    """Bands that overlap, leave a gap between them, or do not reach the ends with no `otherwise` to fall to."""
    ordered = sorted(bands.bands, key=_low_end)
    for band in ordered:
        if (
            band.low is not None
            and band.high is not None
            and (band.low > band.high or (band.low == band.high and (band.low_open or band.high_open)))
        ):
            yield f"band {_text(band)} holds no value"
    for one, two in pairwise(ordered):
        if one.high is None or two.low is None or one.high > two.low:
            yield f"bands {_text(one)} and {_text(two)} overlap"
        elif one.high == two.low and not one.high_open and not two.low_open:
            yield f"bands {_text(one)} and {_text(two)} both hold {one.high}"
    yield from (f"no points between bands {_text(one)} and {_text(two)}" for one, two in gaps_between(bands))
    if bands.otherwise is None and len(ordered) > 1:  # one band alone (达到100%得1分) says when, and no more
        if ordered[0].low is not None and ordered[0].low > 0:
            yield f"no points below band {_text(ordered[0])}"
        if ordered[-1].high is not None:
            yield f"no points above band {_text(ordered[-1])}"


def thresholds(rule: Rule) -> Iterator[Decimal]:
    """Every value of a metric at which a rule's points change."""
    match rule:
        case Bands(bands=bands):
            yield from (end for band in bands for end in (band.low, band.high) if end is not None)
        case Deduction(threshold=threshold):
            yield threshold
        case Interpolation(knots=knots):
            yield from (value for value, _ in knots)
        case Piecewise(pieces=pieces):
            yield from (end for piece in pieces for end in (piece.low, piece.high) if end is not None)
        case Gate(rule=inner, condition=condition):
            if isinstance(condition.right, Decimal):
                yield condition.right
            yield from thresholds(inner)
        case SumOfParts(parts=parts):
            for part in parts:
                yield from thresholds(part)
        case Readings(options=options):
            for option in options:
                yield from thresholds(option.rule)
        case Proportional() | CountDeduction() | Judgement():
            return


def leaves_no_gap(bands: Bands) -> bool:
    """Whether every value lies in a band, or falls to `otherwise`."""
    return bands.otherwise is not None or (
        len(bands.bands) > 1 and not any(p.startswith("no points") for p in band_problems(bands))
    )


def _low_end(band: Band) -> tuple[Decimal, bool]:
    return (Decimal("-Infinity") if band.low is None else band.low, band.low_open)


def _text(band: Band) -> str:
    low = "(" if band.low is None or band.low_open else "["
    high = ")" if band.high is None or band.high_open else "]"
    return f"{low}{'-∞' if band.low is None else band.low}, {'∞' if band.high is None else band.high}{high}"


def rule_problems(rule: Rule, complete: bool = True) -> Iterator[str]:
    """What is wrong inside one rule. `complete` also asks that bands leave no value without points."""
    match rule:
        case Bands():
            if not rule.bands:
                yield "bands without a band"
            found = band_problems(rule)
            yield from found if complete else (p for p in found if not p.startswith("no points"))
        case Proportional(full_at=full_at, points=points):
            if full_at <= 0 or points <= 0:
                yield "a proportional part needs points and a full value above 0"
        case Deduction(step=step, each=each, floor=floor, points=points):
            if step <= 0 or each <= 0:
                yield "a deduction needs a step and points above 0"
            if floor > points:
                yield f"floor {floor} above the {points} points"
        case CountDeduction(each=each, floor=floor, points=points):
            if each <= 0 or floor > points:
                yield "a deduction per case needs points above 0 and a floor below its points"
        case Interpolation(knots=knots):
            if len(knots) < 2 or any(a[0] >= b[0] for a, b in pairwise(knots)):
                yield "knots must rise, and be two at least"
        case Piecewise(pieces=pieces):
            if len(pieces) < 2:
                yield "a scale needs two pieces at least"
            for piece in pieces:
                yield from rule_problems(piece.rule, complete)
        case Judgement(points=points, low=low):
            if low > points:
                yield f"lowest score {low} above the {points} points"
        case SumOfParts(parts=parts):
            for part in parts:
                yield from rule_problems(part, complete)
        case Gate(rule=inner, condition=condition):
            sides = (condition.left, condition.op, condition.right)
            if any(s is None for s in sides) and not all(s is None for s in sides):
                yield "a measurable condition needs left, op and right"
            yield from rule_problems(inner, complete)
        case Readings(options=options):
            if len(options) < 2:
                yield "readings need two at least"
            for option in options:
                yield from rule_problems(option.rule, complete)


def check_edition(rubric: Rubric) -> list[str]:
    """Problems of an edition, one line each; empty where it holds together."""
    problems: list[str] = []
    total = sum((i.weight for i in rubric.indicators), Decimal(0))
    if total != _FULL:
        problems.append(f"weights add up to {total}, not {_FULL}")
    names = [n for i in rubric.indicators for n in (i.name, *i.aliases)]
    problems += [f"{name}: stands twice" for name in sorted({n for n in names if names.count(n) > 1})]
    stated = {level.name: level.weight for level in rubric.levels}
    for level in dict.fromkeys(name for i in rubric.indicators for name in (i.level1, i.level2)):
        parts = sum((i.weight for i in rubric.indicators if level in (i.level1, i.level2)), Decimal(0))
        if level not in stated:
            problems.append(f"{level}: no weight given for this level")
        elif stated[level] != parts:
            problems.append(f"{level}: weight {stated[level]}, its indicators add up to {parts}")
    for indicator in rubric.indicators:
        most = most_points(indicator.rule)
        if most != indicator.weight:
            problems.append(f"{indicator.name}: parts give up to {most}, the weight is {indicator.weight}")
        problems += [f"{indicator.name}: {problem}" for problem in rule_problems(indicator.rule)]
        if not indicator.reference.strip():
            problems.append(f"{indicator.name}: no reference")
    return problems
