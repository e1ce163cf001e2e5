# ruff: noqa: E501 — a Chinese character counts twice; names and sentences stay on one line
"""Scoring criteria in many wordings, and what they give for a rate.

A `Criterion` holds the printed lines and the points that every reading of them gives. Thresholds are drawn around the
rate, never so near that rounding of the printed figures could carry it over one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from .manner import plain, rounded
from .measures import Measure

HAN = {
    60: "六十",
    70: "七十",
    75: "七十五",
    80: "八十",
    85: "八十五",
    90: "九十",
    95: "九十五",
    98: "九十八",
    100: "一百",
}
HAN_POINTS = {1: "一", 2: "两", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九", 10: "十"}
MARGIN = Decimal("0.7")


@dataclass(frozen=True)
class Criterion:
    """Printed lines; what they leave; the verdict for a score of `value`. `points` stands for the printed weight."""

    lines: tuple[str, ...]
    value: Decimal
    low: Decimal
    high: Decimal
    verdict: str


class Unfit(Exception):
    """This wording does not suit this rate: draw another."""


def computed(measure: Measure, weight: Decimal, rng: random.Random) -> Criterion:
    """Criteria of some shape that gives one score for the measure's rate (or, where print is open, a range)."""
    shapes = {
        "high": (_bands_up, _bands_up, _proportional, _deduct_up, _interpolate, _two_bands),
        "low": (_bands_down, _deduct_down, _bands_down),
        "below": (_limit, _limit, _bands_down, _deduct_down),
    }
    options = shapes[measure.good]
    for _ in range(40):
        try:
            return rng.choice(options)(measure, weight, rng)
        except Unfit:
            continue
    raise Unfit


def _clear(rate: Decimal, *thresholds: Decimal | int) -> None:
    if any(abs(rate - t) < MARGIN and rate != t for t in thresholds):
        raise Unfit


def _share(weight: Decimal, tenths: int) -> Decimal:
    return weight * tenths / 10


def _x(measure: Measure, rng: random.Random) -> str:
    """How the rate is called within its criteria."""
    return rng.choice((measure.name, measure.name, "比率" if not measure.name.endswith("度") else measure.name))


def _points(value: Decimal, weight: Decimal, rng: random.Random) -> str:
    if value == weight and rng.random() < 0.3:
        return "得满分"
    if value == 0:
        return rng.choice(("不得分", "得0分"))
    if value in HAN_POINTS and rng.random() < 0.08:
        return f"得{HAN_POINTS[int(value)]}分"
    return f"得{plain(value)}分"


def _listed(lines: list[str], rng: random.Random) -> tuple[str, ...]:
    form = rng.choice(("{}.", "（{}）", "", "{}、", "①"))
    out = []
    for n, line in enumerate(lines, 1):
        mark = "①②③④⑤⑥"[n - 1] if form == "①" else form.format(n)
        out.append(mark + line + ("；" if n < len(lines) else "。"))
    return ("".join(out),) if rng.random() < 0.3 else tuple(out)


def _exact(value: Decimal, lines: tuple[str, ...] | list[str]) -> Criterion:
    return Criterion(tuple(lines), value, value, value, "agrees")


def _steps(rng: random.Random, low: int, high: int, count: int) -> list[int]:
    return sorted(rng.sample(range(low, high + 1, 5), count), reverse=True)


def _bands_up(m: Measure, weight: Decimal, rng: random.Random) -> Criterion:
    """The more the better, in two to four steps."""
    count = rng.choice((2, 3, 3))
    t = _steps(rng, 60, 95, count)
    if rng.random() < 0.2:
        t[0] = 100
    _clear(m.rate, *t)
    tenths = [10, *sorted(rng.sample((8, 7, 6, 5, 4, 3), count - 1), reverse=True), rng.choice((0, 0, 1, 2))]
    p = [_share(weight, n) for n in tenths]
    value = next((p[n] for n, least in enumerate(t) if m.rate >= least), p[-1])
    x, say = _x(m, rng), [_points(v, weight, rng) for v in p]
    han = all(n in HAN for n in t)
    style = rng.choice(
        ("signs", "signs-flipped", "words", "below", "han" if han else "signs", "x", "grades", "interval")
    )
    lines: list[str] = []
    for n in range(count + 1):
        hi, lo = t[n - 1] if n else None, t[n] if n < count else None
        if style == "signs":
            text = f"{x}≥{lo}%的，" if hi is None else f"{x}＜{hi}%的，" if lo is None else f"{lo}%≤{x}＜{hi}%的，"
        elif style == "signs-flipped":
            text = f"{x}≥{lo}%，" if hi is None else f"{x}＜{hi}%，" if lo is None else f"{hi}%＞{x}≥{lo}%，"
        elif style == "words":
            text = (f"{x}在{lo}%以上（含{lo}%）的，" if hi is None else f"{x}在{hi}%以下（不含{hi}%）的，" if lo is None
                    else f"{x}在{lo}%（含）至{hi}%（不含）之间的，")  # fmt: skip
        elif style == "below":
            text = (f"{x}不低于{lo}%的" if hi is None else f"{x}低于{hi}%的" if lo is None
                    else f"{x}低于{hi}%但不低于{lo}%的")  # fmt: skip
        elif style == "han":
            text = (f"{x}达到百分之{HAN[t[n]]}及以上的，" if hi is None
                    else f"{x}不足百分之{HAN[hi]}的，" if lo is None
                    else f"{x}达到百分之{HAN[lo]}不足百分之{HAN[hi]}的，")  # fmt: skip
        elif style == "x":
            text = f"x≥{lo}%，" if hi is None else f"x＜{hi}%，" if lo is None else f"{lo}%≤x＜{hi}%，"
        elif style == "grades":
            grade = "优良中差"[n] if n < count else "差"
            text = (f"{grade}：{x}≥{lo}%，" if hi is None else f"{grade}：{x}＜{hi}%，" if lo is None
                    else f"{grade}：{hi}%＞{x}≥{lo}%，")  # fmt: skip
        else:
            text = (
                f"{x}∈[{lo}%，100%]的" if hi is None else f"{x}∈[0，{hi}%)的" if lo is None else f"{x}∈[{lo}%，{hi}%)的"
            )
            if m.rate > 100:
                raise Unfit
        lines.append(text + say[n])
    out = list(_listed(lines, rng))
    if style == "x":
        out.insert(0, f"设{m.name}为x，")
    return _exact(value, out)


def _two_bands(m: Measure, weight: Decimal, rng: random.Random) -> Criterion:
    t = rng.choice((80, 85, 90, 95, 100))
    _clear(m.rate, t)
    value = weight if m.rate >= t else Decimal(0)
    x = _x(m, rng)
    return _exact(value, [rng.choice((
        f"{x}≥{t}%，得{plain(weight)}分，否则不得分。",
        f"{x}达到{t}%的得{plain(weight)}分；未达到{t}%的不得分。",
        f"{x}不低于{t}%得满分，低于{t}%不得分。",
        f"{x}{t}%以上（含）得{plain(weight)}分，{t}%以下不得分。",
    ))])  # fmt: skip


def _limit(m: Measure, weight: Decimal, rng: random.Random) -> Criterion:
    """At most 100%."""
    _clear(m.rate, 100)
    x, w = _x(m, rng), plain(weight)
    value = weight if m.rate <= 100 else Decimal(0)
    return _exact(value, [rng.choice((
        f"{x}≤100%，得{w}分；{x}＞100%，得0分。",
        f"{x}不超过100%的，得{w}分；超过100%的，不得分。",
        f"1.{x}小于或等于100%的，得满分；2.{x}大于100%的，不得分。",
        f"{x}在100%以内（含100%）的得{w}分，高于100%的不得分。",
    ))])  # fmt: skip


def _bands_down(m: Measure, weight: Decimal, rng: random.Random) -> Criterion:
    """The less the better, in three steps."""
    wide = m.good == "below"
    t = sorted(rng.sample(range(70, 105, 5), 2)) if wide else sorted(rng.sample((3, 5, 8, 10, 15, 20, 30), 2))
    _clear(m.rate, *t)
    p = [weight, _share(weight, rng.choice((7, 6, 5))), _share(weight, rng.choice((0, 0, 2)))]
    value = p[0] if m.rate <= t[0] else p[1] if m.rate <= t[1] else p[2]
    x, say = _x(m, rng), [_points(v, weight, rng) for v in p]
    a, b = t
    lines = rng.choice((
        [f"{x}≤{a}%的，{say[0]}", f"{a}%＜{x}≤{b}%的，{say[1]}", f"{x}＞{b}%的，{say[2]}"],
        [f"{x}不超过{a}%的，{say[0]}", f"{x}超过{a}%、不超过{b}%的，{say[1]}", f"{x}超过{b}%的，{say[2]}"],
        [f"{x}在{a}%以内（含{a}%）的，{say[0]}", f"{x}在{a}%（不含）至{b}%（含）的，{say[1]}", f"{x}高于{b}%的，{say[2]}"],
    ))  # fmt: skip
    return _exact(value, _listed(lines, rng))


def _proportional(m: Measure, weight: Decimal, rng: random.Random) -> Criterion:
    if m.rate > 100:
        raise Unfit
    value = rounded(m.rate * weight / 100)
    w = plain(weight)
    return _exact(value, rng.choice((
        [f"得分={m.name}×{w}分。"],
        [f"{m.indicator}得分={m.name}×{w}分，最高{w}分。"],
        [f"本指标得分={m.above}/{m.below}×{w}分。"],
        [f"{m.name}×指标权重。"],
        [f"1.{m.name}达到100%的，得{w}分；", f"2.{m.name}未达到100%的，得分={m.above}÷{m.below}×{w}分。"],
        [f"{m.name}为100%的得满分；低于100%的，按实际比例计分（得分={m.name}×{w}分）。"],
        ["按完成比例得分，", f"得分=（{m.above}/{m.below}）×{w}。"],
    )))  # fmt: skip


def _counted(over: Decimal, each: Decimal, weight: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Points under the three readings of 每…一个百分点: begun steps count, in proportion, full steps count."""
    ways = (over.to_integral_value(ROUND_CEILING), over, over.to_integral_value(ROUND_FLOOR))
    begun, share, full = (max(weight - each * n, Decimal(0)) for n in ways)
    return rounded(begun), rounded(share), rounded(full)


def _deducted(m: Measure, over: Decimal, weight: Decimal, each: Decimal, line: str, rng: random.Random) -> Criterion:
    over = max(over, Decimal(0))
    if over and not Decimal("0.1") < over % 1 < Decimal("0.9"):
        raise Unfit  # so near a whole step that rounding decides whether one more has begun
    begun, share, full = _counted(over, each, weight)
    closing = rng.choice(("，扣完为止", "，直至扣完为止", "，最低得0分", f"，直至{plain(weight)}分扣完为止"))
    if over <= 0 or begun == full:
        return _exact(share, [line + closing + "。"])
    if rng.random() < 0.4:
        return _exact(begun, [line + closing + "（不足1个百分点的按1个百分点计算）。"])
    return Criterion((line + closing + "。",), share, begun, full, "ambiguous")


def _deduct_up(m: Measure, weight: Decimal, rng: random.Random) -> Criterion:
    t = rng.choice((90, 95, 98, 100, 85))
    _clear(m.rate, t)
    each = Decimal(rng.choice(("0.1", "0.2", "0.5", "0.05")))
    x, w = _x(m, rng), plain(weight)
    line = rng.choice((
        f"{x}≥{t}%的得{w}分，每低于1个百分点扣{plain(each)}分",
        f"{x}达到{t}%（含）以上得满分，每低1个百分点扣{plain(each)}分",
        f"{x}不低于{t}%得{w}分；低于{t}%的，每低一个百分点扣{plain(each)}分",
        f"以{t}%为标准，{x}达到的得{w}分，每低于一个百分点扣减{plain(each)}分",
    ))  # fmt: skip
    return _deducted(m, t - m.rate, weight, each, line, rng)


def _deduct_down(m: Measure, weight: Decimal, rng: random.Random) -> Criterion:
    t = 100 if m.good == "below" else rng.choice((5, 10, 15, 20))
    _clear(m.rate, t)
    each = Decimal(rng.choice(("0.1", "0.2", "0.5")))
    x, w = _x(m, rng), plain(weight)
    line = rng.choice((
        f"{x}≤{t}%的得{w}分，每超出1个百分点扣{plain(each)}分",
        f"{x}控制在{t}%以内（含）的，得{w}分；超出{t}%的，每超出一个百分点扣{plain(each)}分",
        f"{x}不超过{t}%得满分，每超过1个百分点扣{plain(each)}分",
        f"{x}在{t}%（含）以内的，得{w}分；超过的，每增加1个百分点扣{plain(each)}分",
    ))  # fmt: skip
    return _deducted(m, m.rate - t, weight, each, line, rng)


def _interpolate(m: Measure, weight: Decimal, rng: random.Random) -> Criterion:
    top, bottom = rng.choice(((100, 60), (100, 80), (95, 60), (90, 50)))
    _clear(m.rate, top, bottom)
    if m.rate >= top:
        value = weight
    elif m.rate <= bottom:
        value = Decimal(0)
    else:
        value = rounded(weight * (m.rate - bottom) / (top - bottom))
    x, w = _x(m, rng), plain(weight)
    return _exact(value, [rng.choice((
        f"{x}≥{top}%的，得{w}分；{x}≤{bottom}%的，得0分；{x}在{bottom}%至{top}%之间的，采用插值法计分。",
        f"{x}达到{top}%得{w}分，{bottom}%及以下不得分，{bottom}%至{top}%之间按插值法计算得分。",
        f"{x}在{top}%以上（含）得满分，{bottom}%（含）以下得0分，在两者之间的按照线性插值法计算。",
    ))])  # fmt: skip
