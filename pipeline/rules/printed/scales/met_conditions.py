"""Points by which of several conditions hold: 执行率≥95%且结余率≤5%的得5分；仅满足其中一项的得3分；均不满足的得0分.

Each statement names conditions joined by 且 or 或, or how many of those named first hold. Every figure has one
threshold; the rule is a tree of what each of them decides (`Piecewise`). Where anything else is said, nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.rules.printed.metric_names.metrics import MetricNames
from pipeline.rules.printed.scales.thresholds import read_band
from pipeline.rules.printed.words import NUMBER
from schemas.rubric import Band, Bands, MetricRef, Piece, Piecewise, Rule

_N = NUMBER
_GIVEN = re.compile(
    rf"^(?P<said>.+?)(?:的|时|者)*,?(?:得|计|记|给)?(?:(?P<points>{_N})分|(?P<full>满分)|(?P<none>不得分|不计分))$"
)
_AND = re.compile(r"[,、]?(?:并且|而且|同时|且|并|但)")
_OR = re.compile(r"[,、]?(?:或者|或)")
_BOTH = re.compile(
    r"^(?P<a>[\u4e00-\u9fff“”]{3,16}?[率度])[和与及、](?P<b>[\u4e00-\u9fff“”]{3,16}?[率度])(?:均|都|全部|同时)(?P<what>.*\d.*)$"
)
_NUMERALS = {"一": 1, "1": 1, "任": 1, "两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
_SO_MANY = re.compile(
    r"^(?:(?:二|两|三|四)者|以上|上述)?(?:中|中有|有)?(?:仅|只)?(?:有)?(?P<way>满足|达到|符合|具备|实现|完成)?(?:其中|任意)?(?:的|有)?(?:任)?"
    r"(?P<n>[一1两二2三3])[项个](?:指标|条件|目标|要求|标准)*(?P<missed>(?:未|不|没有?|[高低]于|超过|>|<)[^,;。]{0,10})?(?:达到|满足|符合)?(?:要求|条件|标准)?$"
)
_ALL_SO = re.compile(
    r"^(?:以上|上述)?(?:(?:二|两|三|四)(?:者|项|个)|各项)?(?:条件|指标|目标)*(?:均|都|全)(?P<missed>不|未|没有?|达不到|[高低]于|超过|>|<)?[^,;。]{0,10}$"
)
_REST = re.compile(r"^(?:其余|其他|其它|否则|反之)(?:的|情况|情形|均|,)*$")


@dataclass(frozen=True)
class _Cut:
    """One threshold of one figure. `closed` says that the value itself lies above."""

    metric: MetricRef
    at: Decimal
    closed: bool


@dataclass
class _Scale:
    names: MetricNames
    cuts: list[_Cut] = field(default_factory=list)
    first: list[tuple[int, bool]] = field(default_factory=list)  # conditions of the first statement
    steps: list[tuple[Callable[[tuple[bool, ...]], bool], Decimal, str]] = field(default_factory=list)

    def condition(self, text: str) -> tuple[int, bool] | None:
        """Which cut a condition is of, and whether it holds above it; None where it is not read."""
        items = read_band(text, text, self.names)
        if not items or len(items) != 1 or items[0].kind != "band" or items[0].range is None:
            return None
        metric, stated = items[0].metric, items[0].range
        if metric is None or ((stated.low is None) == (stated.high is None) and stated.low != stated.high):
            return None
        above = stated.low is not None
        at = stated.low if stated.low is not None else stated.high
        assert at is not None
        cut = _Cut(metric, at, not stated.low_open if above else stated.high_open)
        if any(c.metric == metric and c != cut for c in self.cuts):
            return None
        if cut not in self.cuts:
            self.cuts.append(cut)
        return self.cuts.index(cut), above


def of_conditions(text: str, weight: Decimal, names: MetricNames) -> Rule | None:
    """The rule that plain `text` prints for several conditions at once; None where it is no such text."""
    statements = [s for s in re.split(r"[;。]|(?<=分)[,](?!最)", text) if s.strip(",")]
    if len(statements) < 2 or not (
        _AND.search(statements[0]) or _OR.search(statements[0]) or _BOTH.search(statements[0])
    ):
        return None
    scale = _Scale(names)
    for statement in statements:
        found = _GIVEN.match(statement.strip(","))
        if found is None:
            return None
        points = weight if found["full"] else Decimal(found["points"] or 0)
        holds = _holds(found["said"], scale)
        if holds is None:
            return None
        scale.steps.append((holds, points, statement))
    if not 2 <= len(scale.cuts) <= 4 or max(points for _, points, _ in scale.steps) != weight:
        return None
    return _tree(scale, 0, ())


def _holds(said: str, scale: _Scale) -> Callable[[tuple[bool, ...]], bool] | None:
    """When a statement applies, given on which side of each cut the figures lie."""
    if scale.first:
        if _REST.match(said):
            return lambda _: True
        conditions = tuple(scale.first)
        if (many := _SO_MANY.match(said)) is not None:
            wanted = _NUMERALS[many["n"]]
            missed = bool(many["missed"])
            return lambda sides: _met(sides, conditions) == (len(conditions) - wanted if missed else wanted)
        if (every := _ALL_SO.match(said)) is not None and not re.search(r"\d%.*\d%", said):
            wanted = 0 if every["missed"] or re.search(r"达不到|不满足|未", said) else len(conditions)
            return lambda sides: _met(sides, conditions) == wanted
    both = _BOTH.match(said)
    parts = [f"{both[k]}{both['what']}" for k in "ab"] if both else _AND.split(said)
    anyone = len(parts) == 1 and _OR.search(said) is not None
    if anyone:
        parts = _OR.split(said)
    read = [scale.condition(part.strip(",、")) for part in parts]
    conditions_here = [c for c in read if c is not None]
    if len(conditions_here) < len(read):
        return None
    if not scale.first:
        scale.first = conditions_here
        if len({cut for cut, _ in conditions_here}) < 2:
            return None
    quantify = any if anyone else all
    return lambda sides: quantify(sides[cut] == above for cut, above in conditions_here)


def _met(sides: tuple[bool, ...], conditions: tuple[tuple[int, bool], ...]) -> int:
    return sum(sides[cut] == above for cut, above in conditions)


def _tree(scale: _Scale, depth: int, sides: tuple[bool, ...]) -> Rule | None:
    """What the figures from `depth` on decide, where those before it lie on the sides given."""
    cut = scale.cuts[depth]
    if depth + 1 < len(scale.cuts):
        below, above = (_tree(scale, depth + 1, (*sides, side)) for side in (False, True))
        if below is None or above is None:
            return None
        pieces = (
            Piece(high=cut.at, high_open=cut.closed, rule=below),
            Piece(low=cut.at, low_open=not cut.closed, rule=above),
        )
        return Piecewise(metric=cut.metric, pieces=pieces)
    low, high = (_points(scale, (*sides, side)) for side in (False, True))
    if low is None or high is None:
        return None
    bands = (
        Band(low=cut.at, low_open=not cut.closed, points=high[0], source=high[1]),
        Band(high=cut.at, high_open=cut.closed, points=low[0], source=low[1]),
    )
    return Bands(metric=cut.metric, bands=bands)


def _points(scale: _Scale, sides: tuple[bool, ...]) -> tuple[Decimal, str] | None:
    return next(((points, source) for holds, points, source in scale.steps if holds(sides)), None)
