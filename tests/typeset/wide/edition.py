"""Rubric editions that nobody published: indicators, levels, weights, criteria, and the self-scores they give."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from .criteria import Criterion, Unfit, computed
from .figures import Year
from .judged import NAMES, judged
from .manner import plain, rounded
from .measures import Measure, measures

LEVELS = (
    {"input": ("投入", ("目标设定", "预算配置")), "process": ("过程", ("预算执行", "预算管理", "资产管理")),
     "output": ("产出", ("职责履行",)), "effect": ("效果", ("履职效益",))},
    {"input": ("部门决策", ("预算编制", "目标设置")), "process": ("部门管理", ("资金管理", "项目管理")),
     "output": ("部门绩效", ("效率性",)), "effect": ("部门绩效", ("效果性", "公平性"))},
    {"input": ("预算编制情况", ("编制质量",)), "process": ("预算管理情况", ("执行管理", "内部管理")),
     "output": ("履职产出", ("数量质量",)), "effect": ("社会评价", ("综合效益", "满意程度"))},
    {"input": ("履职能力", ("职责目标", "配置水平")), "process": ("管理效率", ("预算管理", "财务管理", "资产管理")),
     "output": ("履职效能", ("完成情况",)), "effect": ("可持续发展与满意度", ("效益", "满意度"))},
)  # fmt: skip
UNSTATED = ("staff", "dispatched", "assets", "quality", "tasks", "petitions", "satisfaction", "carry")


@dataclass
class Item:
    """A leaf indicator with its self-score."""

    level1: str
    level2: str
    name: str
    weight: Decimal
    definition: str
    criterion: Criterion
    measure: Measure | None
    stated: bool
    value: Decimal

    @property
    def lost(self) -> Decimal:
        return self.weight - self.value

    @property
    def verdict(self) -> str:
        if self.stated:
            return self.criterion.verdict
        return "judgement_or_not_verifiable" if self.criterion.verdict == "judgement" else "not_verifiable"


@dataclass
class Edition:
    items: list[Item]
    levels: int  # 3, or 2 where leaves stand right under the first level

    @property
    def total(self) -> Decimal:
        return sum((i.value for i in self.items), Decimal(0))


def draw_edition(year: Year, rng: random.Random) -> Edition:
    """Draw 10 to 25 indicators of 100 points in all. Unfit: a rate stands too near a threshold; draw another year."""
    pool = measures(year, rng)
    chosen = rng.sample(pool, rng.randint(5, min(10, len(pool))))
    pairs: list[tuple[str, str, Measure | None]] = [(m.category, m.indicator, m) for m in chosen]
    taken = {m.indicator for m in chosen}
    for category, names in NAMES.items():
        fresh = [n for n in names if n not in taken]
        pairs += [(category, n, None) for n in rng.sample(fresh, rng.randint(1, min(4, len(fresh))))]
    rng.shuffle(pairs)
    order = list(NAMES)
    pairs.sort(key=lambda p: order.index(p[0]))
    weights = _weights(rng, len(pairs))
    scheme, levels = rng.choice(LEVELS), rng.choice((3, 3, 3, 2))
    hidden = {m.code for m in rng.sample(chosen, rng.choice((0, 1, 1, 2))) if m.code in UNSTATED}
    items = []
    for (category, name, measure), weight in zip(pairs, weights, strict=True):
        level1, seconds = scheme[category]
        criterion = judged(weight, rng) if measure is None else computed(measure, weight, rng)
        if measure is not None and rng.random() < 0.12 and weight >= 2 and criterion.verdict == "agrees":
            criterion = _with_judgement(measure, weight, rng)
        if measure is not None and not _stands(measure, criterion):
            raise Unfit
        stated = measure is None or measure.code not in hidden
        items.append(Item(level1, rng.choice(seconds), name, weight, _definition(name, measure, rng), criterion,
                          measure, stated, criterion.value))  # fmt: skip
    firsts = [i.level1 for i in items]
    seconds_of = {}
    for item in items:
        seconds_of.setdefault((item.level1, item.level2), len(seconds_of))
    items.sort(key=lambda i: (firsts.index(i.level1), seconds_of[i.level1, i.level2]))
    return Edition(items, levels)


def _weights(rng: random.Random, count: int) -> list[Decimal]:
    """Whole points of 100, none of nothing."""
    raw = [rng.choice((2, 3, 4, 5, 6, 8, 10)) for _ in range(count)]
    whole = [max(1, r * 100 // sum(raw)) for r in raw]
    n = 0
    while sum(whole) != 100:
        step = 1 if sum(whole) < 100 else -1
        if whole[n % count] + step >= 1:
            whole[n % count] += step
        n += 1
    return [Decimal(w) for w in whole]


def _with_judgement(measure: Measure, weight: Decimal, rng: random.Random) -> Criterion:
    """A computed part and a part for a person, each with its own points."""
    if measure.rate > 100 or measure.good != "high":
        return computed(measure, weight, rng)
    own = weight - 1
    value = rounded(measure.rate * own / 100)
    w = plain(own)
    lines = (f"1.{measure.name}得分={measure.name}×{w}分。", "2.相关政策要求的落实情况（1分），落实不到位的酌情扣分。")
    return Criterion(lines, value + 1, value, value + 1, "judgement")


def _stands(measure: Measure, criterion: Criterion) -> bool:
    """Whether a continuous score is the same from the exact rate and from the rate printed with two digits."""
    if criterion.verdict != "agrees":
        return True
    text = "".join(criterion.lines)
    if "×" not in text and "插值" not in text and "每" not in text and "÷" not in text:
        return True
    exact = criterion.value * 100 % 1
    step = Decimal("0.0005") * criterion.high
    return abs(exact - Decimal("0.5")) > step


def _definition(name: str, measure: Measure | None, rng: random.Random) -> str:
    if measure is None:
        return f"反映{name.removesuffix('性').removesuffix('情况')}的程度。"
    lead = rng.choice((f"反映{measure.above}与{measure.below}的比率。", "反映部门在这方面的控制与完成程度。", ""))
    return f"{lead}{measure.formula}。"
