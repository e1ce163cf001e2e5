"""Parts under headings that name a figure each, in one run of text.

半年进度：… 前三季度进度：…; 甲率（3分）：… 乙率（3分）：…
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.fitting.leaf import build_leaf
from pipeline.rules.printed.item import Item
from rubrics.check import metrics_of
from schemas.rubric import MetricRef, Rule, SumOfParts

_ZERO = Decimal(0)


def under_headings(items: list[Item], available: Decimal) -> Rule | None:
    """The parts as a sum; None unless they make the whole, each of a figure of its own."""
    named = [n for n, i in enumerate(items) if i.kind == "subject"]
    starts = [n - 1 if n and items[n - 1].kind == "points" and items[n - 1].bracket else n for n in named]
    if len(starts) < 2 or len({items[n].metric for n in named}) < len(named) or starts[0]:
        return None
    ends = [*starts[1:], len(items)]
    segments = [_of_heading(items[a:b], items[n].metric) for a, b, n in zip(starts, ends, named, strict=True)]
    parts = [build_leaf(segment, None) for segment in segments]
    built = [b for b in parts if b is not None and b.own and not b.unread and not b.gates]
    metrics = [m for b in built for m in set(metrics_of(b.rule))]  # two parts on one figure: one names another
    if len(built) < len(parts) or len(set(metrics)) < len(metrics):
        return None
    whole = sum((b.points for b in built), _ZERO) == available
    return SumOfParts(parts=tuple(b.rule for b in built), cap=available) if whole else None


def _of_heading(items: list[Item], metric: MetricRef | None) -> list[Item]:
    """Statements under 门诊患者满意度 that say only 满意度 are of the heading's, as one of them may spell it out."""
    spelt = {i.metric for i in items if i.metric is not None and i.metric.metric and i.metric.name and not i.implied}
    own = spelt.pop() if len(spelt) == 1 else metric
    if own is not None and not own.metric and own.name.endswith("满意度"):
        own = MetricRef(metric="satisfaction_rate", name=own.name)  # of people that no vocabulary names
    if own is None or not own.name or not own.metric:
        return items
    bare = (own.model_copy(update={"name": ""}), MetricRef(name=own.name))
    return [replace(i, metric=own, implied=False) if i.metric in bare else i for i in items]
