"""What a condition of printed criteria is about: the metric of its subject, its thresholds in that metric's unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.metrics import MetricNames, phrase_key, ratio_metric
from pipeline.rules.printed.ranges import Range
from pipeline.vocabulary.metrics import load_metrics
from schemas.rubric import MetricRef


def metric_of_subject(subject: str, names: MetricNames) -> tuple[MetricRef | None, bool]:
    """The metric of a condition's subject, and whether it is only implied (比率, or no subject at all)."""
    above, slash, below = phrase_key(subject).partition("/")
    if slash and "/" not in below:  # 在职人数/编制数≤100%
        return ratio_metric(above, below) or names.quotient(phrase_key(subject)) or names.find(subject), False
    return names.find(subject), names.implies(subject)


def is_rate(metric: MetricRef | None) -> bool:
    """Whether a metric is measured in percent."""
    known = load_metrics().get(metric.metric) if metric else None
    if known:
        return known.unit == "percent"
    return bool(metric and phrase_key(metric.name).endswith(("率", "进度", "度", "比重", "占比")))


def in_percent(stated: Range, metric: MetricRef | None) -> Range:
    """A rate's range printed without % in percent: fractions of one (结余率小于0.1), or percent as bare numbers
    (90≤执行率≤100). Others as they are."""
    ends = [e for e in (stated.low, stated.high) if e is not None]
    if stated.percent or not is_rate(metric) or not any(ends):
        return stated
    if all(0 <= e <= 1 for e in ends):
        low, high = (e if e is None else e * 100 for e in (stated.low, stated.high))
        return replace(stated, low=low, high=high, percent=True)
    return replace(stated, percent=True) if all(e == 0 or 2 <= e <= 200 for e in ends) else stated


def unit_fits(stated: Range, metric: MetricRef | None) -> bool:
    """A threshold in % belongs to a rate; a bare number to a count or sum (zero to either)."""
    known = load_metrics().get(metric.metric) if metric else None
    zero = stated.low in (None, Decimal(0)) and stated.high in (None, Decimal(0))
    return zero or known is None or (known.unit == "percent") == stated.percent
