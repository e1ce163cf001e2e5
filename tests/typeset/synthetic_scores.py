"""Scores that the framework of 2021 gives for drawn figures, and how sure a checker can be of each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .samples.criteria import Indicator
from .synthetic_figures import Figures, percent, rounded

ONE = Decimal(1)


@dataclass
class Score:
    """An indicator with its self-score; `low` and `high` bound what the figures allow, where they allow one value."""

    indicator: Indicator
    value: Decimal
    verdict: str
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def weight(self) -> Decimal:
        return Decimal(self.indicator.weight)

    @property
    def lost(self) -> Decimal:
        return self.weight - self.value


def _band(rate: Decimal, *steps: tuple[str, str]) -> Decimal:
    """Points of the first step whose threshold the rate reaches."""
    return next((Decimal(points) for least, points in steps if rate >= Decimal(least)), Decimal(0))


def execution_score(figures: Figures, capped: bool) -> Decimal:
    """预算执行率: a point a quarter and two for the average."""
    shares = [Decimal(out) / budget / (Decimal(n) / 4) for n, (budget, out) in enumerate(figures.quarters, 1)]
    average = sum(shares, Decimal(0)) / 4
    points = sum((min(s, ONE) if capped else s for s in shares), Decimal(0))
    points += min(2 * average, Decimal(2)) if capped else 2 * average
    return min(rounded(points), Decimal(6))


def computed(figures: Figures, capped: bool) -> dict[str, tuple[Decimal, Decimal, Decimal, str]]:
    """name -> self-score, lowest, highest, verdict, for the indicators that follow from figures."""
    staff = sum(figures.staff)
    outside = percent(figures.dispatched, figures.dispatched + staff)
    scores: dict[str, Decimal] = {
        "固定资产利用率": _band(
            percent(figures.assets[1], figures.assets[0]), ("90", "1"), ("75", "0.7"), ("60", "0.4")
        ),
        "财政供养人员控制率": ONE,
        "编外人员控制率": ONE if outside < 5 else Decimal("0.5") if outside <= 10 else Decimal(0),
        "公众或服务对象满意度": _band(figures.satisfaction, ("95", "6"), ("90", "4"), ("80", "2"), ("0", "1")),
    }
    three = percent(figures.three_public[1], figures.three_public[0])
    daily = percent(figures.operating.outturn, figures.operating.revised)
    scores["公用经费控制率"] = sum((Decimal(3) if r < 90 else Decimal(2) for r in (three, daily)), Decimal(0))
    count = len(figures.projects)
    scores["项目完成及时性"] = rounded(Decimal(count - figures.unfinished) / count * 6)
    found = {name: (value, value, value, "agrees") for name, value in scores.items()}
    low, high = execution_score(figures, True), execution_score(figures, capped)
    verdict = "agrees" if low == high else "ambiguous"
    found["预算执行率"] = (high, low, high, verdict)
    bought = rounded(Decimal(figures.procurement[1]) / figures.procurement[0])
    found["政府采购执行情况"] = (bought + 1, bought, bought + 1, "judgement")
    return found


def score_all(indicators: list[Indicator], figures: Figures, capped: bool) -> list[Score]:
    """Every indicator's self-score."""
    known = computed(figures, capped)
    scores = []
    for item in indicators:
        if item.name in known:
            value, low, high, verdict = known[item.name]
            scores.append(Score(item, value, verdict, low, high))
            continue
        lost = figures.judgement.get("效果" if item.weight == "25" else item.name, Decimal(0))
        if item.name == "财务合规性":
            change = percent(abs(figures.all.revised - figures.all.original), figures.all.original)
            lost = ONE if change >= 20 else lost
        scores.append(Score(item, Decimal(item.weight) - lost, "judgement"))
    return scores
