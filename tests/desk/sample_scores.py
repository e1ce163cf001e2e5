"""Scores with their calculations, made by hand."""

from __future__ import annotations

from decimal import Decimal

from pipeline.export.finished_run import FinishedScore
from schemas.audit import Verdict
from schemas.figure import Interval, Unit
from schemas.trace import Trace


def points(low: str, high: str | None = None) -> Interval:
    return Interval(low=Decimal(low), high=Decimal(high or low))


def rate(label: str, top: str, bottom: str) -> Trace:
    value = Decimal(top) / Decimal(bottom) * 100
    return Trace(
        label=label,
        formula="实际数 / 计划数 × 100",
        value=Interval(low=value - Decimal("0.001"), high=value + Decimal("0.001")),
        unit=Unit.PERCENT,
        children=(
            Trace(label="实际数", value=points(top), unit=Unit.YUAN),
            Trace(label="计划数", value=points(bottom), unit=Unit.YUAN),
            Trace(label=label, value=points("1"), unit=Unit.PERCENT, note="报告所述比率"),
        ),
    )


def score(rule: str, trace: Trace, weight: str = "2") -> FinishedScore:
    return FinishedScore(
        order=1,
        subject="",
        level1="",
        level2="",
        indicator="采购",
        weight=Decimal(weight),
        self_score=Decimal(2),
        low=trace.value.low if trace.value else None,
        high=trace.value.high if trace.value else None,
        verdict=Verdict.AGREES,
        rule=rule,
        trace=trace,
        page=1,
    )
