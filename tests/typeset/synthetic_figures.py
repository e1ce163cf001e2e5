"""The figures of an agency that does not exist: amounts in fen, everything else derived from them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


def rounded(value: Decimal, digits: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal:
    return Decimal(part) * 100 / Decimal(whole)


@dataclass
class Line:
    """A line of the budget, in fen."""

    name: str
    original: int
    revised: int
    outturn: int


@dataclass
class Figures:
    """Everything that a report states, before it is written down."""

    personnel: Line
    operating: Line
    projects: list[Line]
    quarters: list[tuple[int, int]]  # budget, cumulative outturn
    procurement: tuple[int, int]  # planned, actual
    three_public: tuple[int, int]  # budget, outturn
    posts: tuple[int, int]  # 行政, 事业
    staff: tuple[int, int]
    dispatched: int
    assets: tuple[int, int]  # book value, in use
    unfinished: int
    satisfaction: Decimal
    petitions: int
    judgement: dict[str, Decimal] = field(default_factory=dict)  # deducted by judgement

    @property
    def basic(self) -> Line:
        return total("基本支出", [self.personnel, self.operating])

    @property
    def project(self) -> Line:
        return total("项目支出", self.projects)

    @property
    def all(self) -> Line:
        return total("合计", [self.personnel, self.operating, *self.projects])


def total(name: str, lines: list[Line]) -> Line:
    return Line(name, *(sum(getattr(x, f) for x in lines) for f in ("original", "revised", "outturn")))


PROJECTS = [
    "城市管理",
    "社区服务",
    "安全生产监管",
    "信息化运维",
    "劳务派遣",
    "办公设备购置",
    "党建活动",
    "文体活动",
    "民生微实事",
    "垃圾分类",
    "消防能力建设",
    "普法宣传",
    "养老助餐",
    "河道管护",
    "绿化养护",
    "法律顾问服务",
    "档案整理",
    "环境监测",
    "医疗救助",
    "公共设施维修",
]


def draw_figures(rng: random.Random) -> Figures:
    """Draw an agency's year. Rates keep clear of the thresholds of the rubric, so that every score has one value."""

    def fen(low: int, high: int) -> int:
        return rng.randint(low * 100, high * 100)

    def spent(budget: int, low: int = 70, high: int = 100) -> int:
        return budget if rng.random() < 0.15 else budget * rng.randint(low * 1000, high * 1000) // 100_000

    scale = rng.choice((1, 3, 10))
    personnel = Line("人员经费", fen(3_000_000 * scale, 9_000_000 * scale), 0, 0)
    personnel.revised = personnel.original * rng.randint(1000, 1060) // 1000
    personnel.outturn = spent(personnel.revised, 94)
    operating = Line("公用经费", fen(300_000 * scale, 900_000 * scale), 0, 0)
    operating.revised = operating.original
    operating.outturn = operating.revised * rng.choice((rng.randint(700, 890), rng.randint(910, 990))) // 1000
    projects = []
    for name in rng.sample(PROJECTS, rng.randint(5, 14)):
        original = fen(20_000 * scale, 3_000_000 * scale)
        change = rng.choice((0, 0, rng.randint(-80, 90)))
        revised = original + original * change // 1000
        projects.append(Line(name, original, revised, spent(revised)))
    if rng.random() < 0.2:  # one project grows so much that the whole budget does
        grown = projects[0]
        grown.revised += total("", [personnel, operating, *projects]).original * rng.randint(30, 50) // 100
        grown.outturn = spent(grown.revised, 90)
    idle = rng.random() < 0.25
    if idle:
        projects[-1].outturn = 0
    everything = total("", [personnel, operating, *projects])
    quarters = _quarters(rng, everything)
    planned = fen(200_000 * scale, 5_000_000 * scale)
    posts = (rng.randint(10, 90), rng.randint(5, 70))
    staff = (rng.randint(posts[0] * 6 // 10, posts[0]), rng.randint(posts[1] * 6 // 10, posts[1]))
    dispatched = rng.choice((0, 1, sum(staff) // 13, rng.randint(sum(staff) // 5, 3 * sum(staff))))
    while dispatched and not _clear(percent(dispatched, dispatched + sum(staff)), (5, 10)):
        dispatched += 1
    assets = fen(500_000 * scale, 40_000_000 * scale)
    used = assets if rng.random() < 0.4 else assets * rng.choice((93, 97, 82, 78, 66)) // 100
    three = fen(20_000, 500_000)
    satisfied = rng.choice((rng.randint(955, 995), rng.randint(910, 940), rng.randint(820, 890)))
    figures = Figures(
        personnel, operating, projects, quarters,
        procurement=(planned, spent(planned, 85)),
        three_public=(three, three * rng.choice((rng.randint(300, 880), rng.randint(915, 990))) // 1000),
        posts=posts, staff=staff, dispatched=dispatched, assets=(assets, used),
        unfinished=rng.randint(int(idle), min(3, len(projects) - 2)),
        satisfaction=rounded(Decimal(satisfied) / 10),
        petitions=rng.randint(3, 400),
    )  # fmt: skip
    for name in ("预算编制合理性", "绩效指标明确性", "管理制度健全性", "效果"):
        if rng.random() < 0.4:
            figures.judgement[name] = Decimal(rng.choice((1, 2))) if name != "管理制度健全性" else Decimal("0.5")
    return figures


def _clear(rate: Decimal, thresholds: tuple[int, ...]) -> bool:
    return all(abs(rate - t) > Decimal("0.3") for t in thresholds)


def _quarters(rng: random.Random, everything: Line) -> list[tuple[int, int]]:
    """Budgets that move towards the revised one, and what was spent by the end of each quarter."""
    while True:
        quarters, after = [(everything.revised, everything.outturn)], everything.outturn
        for number in (3, 2, 1):
            budget = everything.revised - (everything.revised - everything.original) * (4 - number) // 4
            spent = budget * (number * 250 + rng.randint(-90, 50)) // 1000 + rng.randint(0, 99_999)
            after = min(spent, after * 93 // 100)
            quarters.insert(0, (budget, after))
        if _steady(quarters):
            return quarters


def _steady(quarters: list[tuple[int, int]]) -> bool:
    """Whether the score of the quarters, printed with two digits, survives the rounding of what it is made from."""
    shares = [Decimal(out) / budget / (Decimal(n) / 4) for n, (budget, out) in enumerate(quarters, 1)]
    average = sum(shares, Decimal(0)) / 4
    capped = sum((min(s, Decimal(1)) for s in shares), Decimal(0)) + min(2 * average, Decimal(2))
    for points in (capped, sum(shares, Decimal(0)) + 2 * average):
        if abs(points * HUNDRED % 1 - Decimal("0.5")) < Decimal("0.2") or abs(points - 6) < Decimal("0.01"):
            return points == 6
    return True
