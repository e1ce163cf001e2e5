"""Criteria that give each quarter points of its own, and often their mean some: 四个季度各计1分，按序时进度执行率×1分
计算，每季度最高1分；全年平均执行率×2分.

Every statement must be one of the few that such criteria are made of (`shapes`), whatever the rate is called,
and the points of the quarters and of their mean must come to the weight; where anything else is said, nothing is read
here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.normalize.quarter_names import QUARTER_NUMERALS
from pipeline.rules.printed.quarters.shapes import (
    LISTED,
    MEAN_SAID,
    NUMBERING,
    OF_QUARTER,
    QUARTERS,
    SHAPES,
    SPELT,
    STANDARD_SAID,
)
from pipeline.rules.printed.rewriting import rewritten
from schemas.rubric import MetricRef, Proportional, Reading, Readings, Rule, SumOfParts

MEAN_AS_TOLD = "平均执行率按各季度实际执行率计算"
MEAN_OF_CUT = "平均执行率按封顶后的各季度执行率计算"
STANDARD = (Decimal(25), Decimal(50), Decimal(75), Decimal(100))  # % of the year that has passed
_ALL = (1, 2, 3, 4)
# 前三个季度各1分: a year of which the last quarter is scored elsewhere, or not at all
_FIRST_THREE = re.compile(r"前[三3]个?季度|第?[一1]季?度?(?:至|到|-)第?[三3]季度|[一1]、[二2]、[三3]季度")
# 未达到的按比例得分: no quarter gets more than its points.
_SHORT = re.compile(r"未|没有?|达不到|低于|小于|不足|不到|<")


@dataclass(slots=True)
class _Said:
    """What the statements say of the quarters and of the mean: points, and the most of them."""

    quarters: dict[int, Decimal] = field(default_factory=dict)
    every: tuple[int, ...] = _ALL  # the quarters that are scored
    most: Decimal | None = None
    mean: Decimal | None = None
    most_of_mean: Decimal | None = None
    in_all: Decimal | None = None  # of the four quarters, where a heading says it
    is_rate: bool = False
    rates_capped: bool = False
    own_most: bool = False  # each part at most its own points
    of_all: bool = False  # the mean has all the points of the indicator
    targets: dict[int, Decimal] = field(default_factory=dict)
    last: str = ""

    def give(self, quarters: tuple[int, ...], points: Decimal) -> bool:
        """Whether these points agree with those said before of the same quarters."""
        agreed = all(self.quarters.get(q, points) == points for q in quarters)
        self.quarters |= dict.fromkeys(quarters, points)
        return agreed

    def take(self, kind: str, points: Decimal, *, of_mean: bool) -> bool:
        """Whether a statement of points for all quarters, or for their mean, agrees with those before it."""
        if kind == "mean":
            agreed, self.mean = self.mean in (None, points), points
        elif kind == "most" and of_mean:
            agreed, self.most_of_mean = self.most_of_mean is None, points
        elif kind in ("most", "full"):
            agreed, self.most = self.most in (None, points), points
        else:
            self.is_rate = self.is_rate or kind == "rate"
            return self.give(self.every, points)
        return agreed


def of_quarters_and_mean(text: str, weight: Decimal) -> SumOfParts | Readings | None:
    """The rule of plain `text`, four quarters and perhaps their mean; None where it says anything else."""
    said = _Said()
    text = rewritten(text, SPELT)
    words = _FIRST_THREE.sub("各季度", text)
    if words != text:
        said.every = _ALL[:3]
    for statement in filter(None, re.split(r"[;。,:]", MEAN_SAID.sub("", STANDARD_SAID.sub("", words)))):
        bare = statement if LISTED.match(statement) else NUMBERING.sub("", statement)
        if not bare:
            continue  # the number of a statement that was read whole
        found = next(((kind, m) for kind, shape in SHAPES if (m := shape.fullmatch(bare))), None)
        if found is None or not _take(said, *found, bare):
            return None
    return _rule(said, text, weight)


def _take(said: _Said, kind: str, match: re.Match[str], bare: str) -> bool:
    """Whether a statement of a kind agrees with what was said before it."""
    match kind:
        case "nothing":
            return True
        case "rate_said" | "rate_own":
            said.is_rate = True
            said.own_most = said.own_most or _SHORT.match(bare) is not None
        case "most_own":
            said.own_most = True
        case "capped" if said.last == "mean" and not re.match(OF_QUARTER + "(?:预算|支出)?执行率", bare):
            said.most_of_mean = said.mean
        case "capped":
            said.rates_capped = True
        case "mean_of_all":
            agreed, said.of_all = said.mean is None, True
            return agreed
        case "heading":
            return _headed(said, match["what"], Decimal(match["points"]))
        case "named":
            quarter = QUARTER_NUMERALS[match["q"]]
            said.is_rate, said.targets[quarter] = True, Decimal(match["at"])
            return said.give((quarter,), Decimal(match["points"]))
        case _:
            of_mean = said.last == "mean" and not re.match(QUARTERS, bare)
            agreed = said.take(kind, Decimal(match["points"]), of_mean=of_mean)
            said.last = kind
            return agreed
    return True


def _headed(said: _Said, what: str, points: Decimal) -> bool:
    """季度执行率得分(4分), 全年平均执行率得分(2分)."""
    if "平均" in what:
        said.last = "mean"
        return said.take("mean", points, of_mean=True)
    agreed, said.in_all = "季度" in what and said.in_all is None, points
    return agreed


def _rule(said: _Said, text: str, weight: Decimal) -> SumOfParts | Readings | None:
    if said.every == _ALL and not said.quarters and said.rates_capped and (said.of_all or said.mean == weight):
        said.give(_ALL, weight / 4)  # the mean of what was cut off is a quarter of the points for each
        return SumOfParts(parts=tuple(_of_quarter(said, n, text) for n in _ALL), cap=weight, source=text)
    if set(said.quarters) != set(said.every) or not said.is_rate or set(said.targets) not in (set(), set(said.every)):
        return None
    in_all = sum(said.quarters.values())
    if said.most is not None and set(said.quarters.values()) != {said.most}:
        return None
    if in_all + (said.mean or 0) != weight or said.in_all not in (None, in_all):
        return None
    if said.most_of_mean not in (None, said.mean):
        return None
    quarters: list[Rule] = [_of_quarter(said, n, text) for n in said.every]
    if said.mean is None:
        return SumOfParts(parts=tuple(quarters), cap=weight, source=text)
    mean = MetricRef(metric="average_execution_rate")
    cap = said.mean if said.own_most else said.most_of_mean
    rule = SumOfParts(
        parts=(*quarters, Proportional(metric=mean, points=said.mean, cap=cap, source=text)), cap=weight, source=text
    )
    if not said.rates_capped:
        return rule
    share = said.mean / 4  # 季度执行率超过100%的按100%计算: whether the mean is of what was cut off is not said
    cut = [q.model_copy(update={"points": share, "cap": share}) for q in quarters]
    of_cut = SumOfParts(parts=(*quarters, *cut), cap=weight, source=text)
    return Readings(options=(Reading(name=MEAN_AS_TOLD, rule=rule), Reading(name=MEAN_OF_CUT, rule=of_cut)))


def _of_quarter(said: _Said, quarter: int, text: str) -> Proportional:
    """A quarter's rate against the schedule; its progress against the target where the criteria set their own."""
    points = said.quarters[quarter]
    own = bool(said.targets) and tuple(said.targets[n] for n in said.every) != STANDARD[: len(said.every)]
    capped = said.rates_capped or said.own_most or said.most is not None
    return Proportional(
        metric=MetricRef(metric="cumulative_progress" if own else "quarterly_execution_rate", period=f"Q{quarter}"),
        points=points,
        full_at=said.targets[quarter] if own else Decimal(100),
        cap=points if capped else None,
        source=text,
    )
