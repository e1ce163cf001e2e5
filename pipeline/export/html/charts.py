"""Geometry of the two charts: a score in the range its rule leaves, and execution by quarter against schedule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.export.finished_run import FinishedQuarter, FinishedScore

BAR_WIDTH = 200


@dataclass(frozen=True, slots=True)
class RangeBar:
    """Positions along a bar of `BAR_WIDTH` that stands for 0 to the weight; None where there is nothing to draw."""

    low: float | None
    span: float
    score: float | None


def range_bar(score: FinishedScore) -> RangeBar:
    """The bar of one indicator."""
    return bar_of(score.weight, score.self_score, score.low, score.high)


def bar_of(weight: Decimal | None, scored: Decimal | None, lowest: Decimal | None, highest: Decimal | None) -> RangeBar:
    """The bar of a score, or of a sum of scores."""
    known = [v for v in (weight, scored, highest) if v is not None]
    top = max([*known, Decimal(0)])
    if top <= 0:
        return RangeBar(None, 0, None)

    def at(value: Decimal) -> float:
        return round(float(max(Decimal(0), value) / top) * BAR_WIDTH, 1)

    low = None if lowest is None or highest is None else at(lowest)
    span = 0.0 if low is None or highest is None else max(at(highest) - low, 3.0)
    if low is not None and low + span > BAR_WIDTH:
        low = BAR_WIDTH - span
    return RangeBar(low, round(span, 1), None if scored is None else at(scored))


@dataclass(frozen=True, slots=True)
class QuarterBar:
    """One quarter: x of its group, heights from the base line, and the printed words."""

    quarter: int
    x: float
    y: float
    height: float
    scheduled_y: float | None
    progress: str
    scheduled: str
    behind: bool


@dataclass(frozen=True, slots=True)
class GridLine:
    """A horizontal line of a chart, in its units from the top, and what is printed beside it."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class QuarterChart:
    """Execution by quarter as bars; sizes are in the chart's own units."""

    width: int
    height: int
    base: float
    bars: tuple[QuarterBar, ...]
    grid: tuple[GridLine, ...]


_WIDTH, _HEIGHT, _TOP, _BASE, _LEFT = 560, 250, 28.0, 210.0, 46.0


def quarter_chart(quarters: Sequence[FinishedQuarter]) -> QuarterChart | None:
    """The chart, or None where no progress is stated."""
    stated = [q for q in quarters if q.progress is not None]
    if not stated:
        return None
    most = max([Decimal(100), *(v for q in stated for v in (q.progress, q.scheduled) if v is not None)])
    step = Decimal(25) if most <= 150 else (most / 5).to_integral_value()
    scale = (_BASE - _TOP) / float(most)

    def at(value: Decimal) -> float:
        return round(_BASE - float(max(Decimal(0), value)) * scale, 1)

    group = (_WIDTH - _LEFT) / len(stated)
    bars = []
    for i, q in enumerate(stated):
        assert q.progress is not None
        bars.append(
            QuarterBar(
                quarter=q.quarter,
                x=round(_LEFT + group * (i + 0.5), 1),
                y=at(q.progress),
                height=round(_BASE - at(q.progress), 1),
                scheduled_y=None if q.scheduled is None else at(q.scheduled),
                progress=f"{q.progress}%",
                scheduled="" if q.scheduled is None else f"{q.scheduled}%",
                behind=q.scheduled is not None and q.progress < q.scheduled,
            )
        )
    lines, value = [], Decimal(0)
    while value <= most:
        lines.append(GridLine(at(value), f"{value}%"))
        value += step
    return QuarterChart(_WIDTH, _HEIGHT, _BASE, tuple(bars), tuple(lines))
