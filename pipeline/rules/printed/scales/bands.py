"""Printed bands put together: an end that neighbours share goes to one of them, or to either if the print is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.scales.ranges import Range
from rubrics.check import band_problems
from schemas.rubric import Band, Bands, MetricRef, Reading, Readings, Rule

UPPER = "分界值归较高一档"
LOWER = "分界值归较低一档"
OVERLAP_UPPER, OVERLAP_LOWER = "重叠部分归较高一档", "重叠部分归较低一档"


@dataclass(frozen=True)
class _Step:
    range: Range
    points: Decimal
    text: str

    @property
    def low(self) -> Decimal:
        return Decimal("-Infinity") if self.range.low is None else self.range.low

    @property
    def high(self) -> Decimal:
        return Decimal("Infinity") if self.range.high is None else self.range.high

    @property
    def exact(self) -> bool:
        return self.range.low is not None and self.range.low == self.range.high


def assemble(metric: MetricRef, items: list[Item], full: Decimal, otherwise: Decimal | None) -> Rule | None:
    """Bands on one metric as a rule; None where they overlap in a way that the print does not settle.

    `full` stands for 满分. Readings where a shared end belongs to neither or both by the print.
    """
    steps = [_Step(i.range, full if i.points is None else i.points, i.text) for i in items if i.range is not None]
    if len(steps) != len(items) or not steps:
        return None
    printed = [i.text for i in items]
    steps = _beside_exact(_cascaded(sorted(steps, key=lambda s: (s.low, s.high))))
    settled, silent = _settled(_to_the_whole(steps))
    if (shared := _shared_stretch(settled)) is not None and not silent:
        return _either_band(metric, settled, shared, printed, otherwise)
    rules = []
    for upper in (True, False) if silent else (True,):
        bands = sorted(_bands(settled, upper), key=lambda b: printed.index(b.source))
        made = Bands(metric=metric, bands=tuple(bands), otherwise=otherwise)
        if any("overlap" in p or "both hold" in p or "holds no value" in p for p in band_problems(made)):
            return None
        rules.append(made)
    if len(rules) == 1:
        return rules[0]
    return Readings(options=(Reading(name=UPPER, rule=rules[0]), Reading(name=LOWER, rule=rules[1])))


def _shared_stretch(steps: list[_Step]) -> int | None:
    """The first of two neighbours that both hold some values by the print, where no other two do and points rise or
    fall from band to band: then the print gives two scores for these, and the same for all others."""
    found = []
    for n, (below, above) in enumerate(pairwise(steps)):
        one, two = below.range, above.range
        meet = below.high == above.low and not one.high_open and not two.low_open
        if below.high > above.low or (meet and one.high_said and two.low_said):
            if below.exact or above.exact or below.low >= above.low or below.high >= above.high:
                return None
            found.append(n)
    points = [s.points for s in steps]
    graded = all(a < b for a, b in pairwise(points)) or all(a > b for a, b in pairwise(points))
    return found[0] if len(found) == 1 and graded else None


def _either_band(
    metric: MetricRef, steps: list[_Step], at: int, printed: list[str], otherwise: Decimal | None
) -> Rule | None:
    """Bands whose shared stretch goes to the better, or to the worse of the two."""
    below, above = steps[at], steps[at + 1]
    to_upper = replace(below, range=replace(below.range, high=above.range.low, high_open=not above.range.low_open))
    to_lower = replace(above, range=replace(above.range, low=below.range.high, low_open=not below.range.high_open))
    options = []
    for name, pair in ((OVERLAP_UPPER, [to_upper, above]), (OVERLAP_LOWER, [below, to_lower])):
        bands = sorted(_bands([*steps[:at], *pair, *steps[at + 2 :]], True), key=lambda b: printed.index(b.source))
        made = Bands(metric=metric, bands=tuple(bands), otherwise=otherwise)
        if any(not p.startswith("no points") for p in band_problems(made)):
            return None
        options.append(Reading(name=name, rule=made))
    return Readings(options=tuple(options))


_WHOLE = Decimal(100)
_LEFT_OUT = re.compile(r"不包?含|[<＜]100|(?:小于|低于|不足|不到)100")


def _to_the_whole(steps: list[_Step]) -> list[_Step]:
    """95%（含）-100%得8分: the whole belongs to it where no other step begins there and the print does not leave it
    out."""
    top = max(steps, key=lambda s: s.high)
    if (
        top.high != _WHOLE
        or top.range.low is None  # 未达到100%的不得分: nothing but the other side of the whole
        or any(s.low == _WHOLE for s in steps)
        or not top.range.high_open
        or _LEFT_OUT.search(top.text)
    ):
        return steps
    closed = replace(top, range=replace(top.range, high_open=False))
    return [closed if step is top else step for step in steps]


def _cascaded(steps: list[_Step]) -> list[_Step]:
    """≥95% 得6分, ≥90% 得4分 …: each ends where the better one begins; likewise downwards."""
    open_top = [s for s in steps if s.range.high is None]
    for worse, better in pairwise(sorted(open_top, key=lambda s: s.low)):
        at = steps.index(worse)
        steps[at] = replace(
            worse, range=replace(worse.range, high=better.low, high_open=not better.range.low_open, high_said=True)
        )
    open_bottom = [s for s in steps if s.range.low is None]
    for better, worse in pairwise(sorted(open_bottom, key=lambda s: s.high)):
        at = steps.index(worse)
        steps[at] = replace(
            worse, range=replace(worse.range, low=better.high, low_open=not better.range.high_open, low_said=True)
        )
    return sorted(steps, key=lambda s: (s.low, s.high))


def _beside_exact(steps: list[_Step]) -> list[_Step]:
    """=100% 得6分 beside ≥95% 得5分: the value named on its own is not in the wider band, which ends there."""
    for exact in [s for s in steps if s.exact]:
        for n, other in enumerate(steps):
            if other.exact or not (other.low <= exact.low <= other.high):
                continue
            # of ＜5% beside =0 what goes on is above
            if other.low == exact.low or (exact.low == 0 and other.range.low is None and other.high > 0):
                steps[n] = replace(other, range=replace(other.range, low=exact.low, low_open=True, low_said=True))
            elif other.low < exact.low:
                steps[n] = replace(other, range=replace(other.range, high=exact.low, high_open=True, high_said=True))
    return sorted(steps, key=lambda s: (s.low, s.high))


def _settled(steps: list[_Step]) -> tuple[list[_Step], bool]:
    """Shared ends given to the side that says so; whether any stay open to both readings."""
    silent = False
    for n, (below, above) in enumerate(pairwise(steps)):
        if below.high != above.low or below.exact or above.exact:
            continue
        one, two = steps[n].range, steps[n + 1].range
        if one.high_open != two.low_open:
            if one.high_said or two.low_said:
                continue
            silent = True
        elif one.high_said and not two.low_said:
            steps[n + 1] = replace(above, range=replace(two, low_open=not one.high_open, low_said=True))
        elif two.low_said and not one.high_said:
            steps[n] = replace(steps[n], range=replace(one, high_open=not two.low_open, high_said=True))
        elif not one.high_said and not two.low_said:
            silent = True
    return steps, silent


def _bands(steps: list[_Step], upper: bool) -> list[Band]:
    """The bands with silent shared ends given to the upper or the lower one."""
    shared = {a.high for a, b in pairwise(steps) if a.high == b.low and not a.range.high_said and not b.range.low_said}
    out = []
    for step in steps:
        one = step.range
        low_open = not upper if one.low in shared else one.low_open
        high_open = upper if one.high in shared else one.high_open
        out.append(
            Band(
                low=one.low,
                low_open=low_open and one.low is not None,
                high=one.high,
                high_open=high_open and one.high is not None,
                points=step.points,
                source=step.text,
            )
        )
    return out
