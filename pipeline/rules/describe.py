"""A rule as one line of text, for the `rule` column and the `rubrics show` command."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.resolved import metric_label, shown
from pipeline.vocabulary.metrics import load_metrics
from schemas.rubric import (
    Band,
    Bands,
    Condition,
    CountDeduction,
    Deduction,
    Gate,
    Interpolation,
    Judgement,
    MetricRef,
    Piece,
    Piecewise,
    Proportional,
    Readings,
    Rule,
    SumOfParts,
)

_PART_STEP = {"unsaid": "", "whole": "（不足一步按一步）", "nothing": "（不足一步不扣）", "share": "（按比例扣）"}
_STEP_UNITS = {"persons": "人", "items": "个"}
_SIGNS = {"<=": "≤", ">=": "≥", "<": "<", ">": ">", "=": "="}


def _number(value: Decimal, metric: MetricRef | None) -> str:
    known = load_metrics().get(metric.metric) if metric else None
    if metric is not None and metric.measure:
        return shown(value) + metric.measure
    percent = known is None or known.unit == "percent"
    return shown(value) + ("%" if percent and metric is not None else "")


def describe_band(band: Band, metric: MetricRef) -> str:
    """`90%≤固定资产利用率<100% 得0.7分`."""
    name = metric_label(metric)
    if band.low is not None and band.low == band.high:
        return f"{name}={_number(band.low, metric)} 得{shown(band.points)}分"
    low = f"{_number(band.low, metric)}{'<' if band.low_open else '≤'}" if band.low is not None else ""
    high = f"{'<' if band.high_open else '≤'}{_number(band.high, metric)}" if band.high is not None else ""
    if low and not high:
        assert band.low is not None
        return f"{name}{'>' if band.low_open else '≥'}{_number(band.low, metric)} 得{shown(band.points)}分"
    return f"{low}{name}{high} 得{shown(band.points)}分"


def _range(piece: Piece, metric: MetricRef) -> str:
    """`90%≤固定资产利用率<100%`."""
    band = Band(low=piece.low, low_open=piece.low_open, high=piece.high, high_open=piece.high_open, points=Decimal(0))
    return describe_band(band, metric).removesuffix(" 得0分")


def _within(rule: Rule) -> str:
    """A piece's rule: fixed points, or its own words."""
    if isinstance(rule, Bands) and len(rule.bands) == 1 and rule.bands[0].low is rule.bands[0].high is None:
        return f"得{shown(rule.bands[0].points)}分"
    return f"按[{describe(rule)}]"


def describe_condition(condition: Condition) -> str:
    """A condition in names and signs, or in its own words where a person must judge it."""
    if condition.left is None or condition.op is None or condition.right is None:
        return condition.text
    right = condition.right
    side = metric_label(right) if isinstance(right, MetricRef) else _number(right, condition.left)
    return f"{metric_label(condition.left)}{_SIGNS[condition.op]}{side}"


def describe(rule: Rule) -> str:
    """The rule in one line, without the printed sentences it came from."""
    match rule:
        case Bands():
            parts = [describe_band(b, rule.metric) for b in rule.bands]
            if rule.otherwise is not None:
                parts.append(f"其他得{shown(rule.otherwise)}分")
            return "；".join(parts)
        case Proportional():
            full = "" if rule.full_at == 100 else f"/{_number(rule.full_at, rule.metric)}"
            cap = f"，最高{shown(rule.cap)}分" if rule.cap is not None else ""
            return f"{metric_label(rule.metric)}{full}×{shown(rule.points)}分{cap}"
        case Deduction():
            way = {"above": "超出", "below": "低于", "either": "偏离"}[rule.direction]
            floor = f"，最低{shown(rule.floor)}分" if rule.floor else "，扣完为止"
            name, step = metric_label(rule.metric), shown(rule.step) + _step_unit(rule.metric)
            floor = _PART_STEP[rule.part_step] + floor
            return (
                f"{shown(rule.points)}分，{name}{way}{_number(rule.threshold, rule.metric)}"
                f"每{step}扣{shown(rule.each)}分{floor}"
            )
        case CountDeduction():
            name = metric_label(rule.metric) if rule.metric else "每项"
            return f"{shown(rule.points)}分，{name}扣{shown(rule.each)}分，最低{shown(rule.floor)}分"
        case Interpolation():
            knots = "、".join(f"{_number(x, rule.metric)}→{shown(y)}分" for x, y in rule.knots)
            return f"{metric_label(rule.metric)}线性插值：{knots}"
        case Piecewise():
            return "；".join(f"{_range(piece, rule.metric)} {_within(piece.rule)}" for piece in rule.pieces)
        case Judgement():
            return f"人工判断{shown(rule.low)}–{shown(rule.points)}分"
        case SumOfParts():
            return " + ".join(f"[{describe(part)}]" for part in rule.parts)
        case Gate():
            return f"若{describe_condition(rule.condition)}得{shown(rule.score)}分，否则 {describe(rule.rule)}"
        case Readings():
            return " 或 ".join(f"（{option.name}）{describe(option.rule)}" for option in rule.options)


def _step_unit(metric: MetricRef) -> str:
    known = load_metrics().get(metric.metric)
    return metric.measure or _STEP_UNITS.get(known.unit if known else "", "个百分点")
