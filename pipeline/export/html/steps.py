"""Calculations as a tree that a page can show, its fixed words in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache

from pipeline.export.code_words import UNITS
from pipeline.vocabulary.metrics import load_metrics
from schemas.figure import Interval, plain_decimal
from schemas.trace import Trace

_ENGLISH = {
    "各部分得分之和": "Sum of the parts",
    "各部分相加": "the parts added up",
    "条件得分": "Points under a condition",
    "多种读法": "Several readings",
    "读法": "Reading",
    "需人工判断": "For a person to judge",
    "报告所述比率": "the rate as the report states it",
    "成立": "holds",
    "不成立": "does not hold",
    "按项扣分": "Deduction per case",
    "需人工判断项数": "for a person to count the cases",
    "报告未列项数，需人工判断": "the report gives no count; for a person to judge",
    "报告所述比率与按列示数计算的不一致": "the rate as stated differs from what the stated figures give",
    "分子、分母均为零": "zero over zero",
    "分母为零，比率无意义": "the denominator is zero",
    "评分标准未写明上限": "the criteria state no maximum",
    "评分标准未写明此值的得分": "the criteria give no points for such a value",
    "报告未列序时进度，按季度均分": "no schedule printed: an even quarter of the year",
    "报告对同一数据的列示不一致，得分取决于采用哪一个": "one figure is stated in two ways; the score depends on it",
    "按列示的原始数计算": "from the stated amounts",
    "按报告所述比率": "from the rate as stated",
    "按报告中的其他列示数": "from other statements of the report",
    "本项指该得分点": "“this item” is this part",
    "本项指整个指标": "“this item” is the whole indicator",
    "各部分以本部分分值为上限": "each part held to its own points",
    "仅以指标权重为上限": "only the whole held to the weight",
    "零基数：得满分": "zero base: full points",
    "零基数：不得分": "zero base: no points",
    "满一个步长才扣分": "deducted for full steps only",
    "不足一个步长按一个步长扣分": "a begun step counts as a full one",
    "按比例扣分": "deducted in proportion",
}
_BEGINNINGS = {"条件：": "If ", "报告另有不同列示：": "stated differently elsewhere: "}
_QUARTERS = {"一季度": "Q1 ", "二季度": "Q2 ", "三季度": "Q3 ", "四季度": "Q4 "}
_CAP = re.compile(r"各部分相加，合计不超过([\d.]+)分")
_MOST_QUOTED = 3


@dataclass(frozen=True, slots=True)
class Quote:
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A step; `again` where the same step was shown above, whose inputs are then left out."""

    label: str
    label_en: str
    formula: str
    formula_en: str
    value: str
    unit: str
    unit_en: str
    reading: str
    reading_en: str
    missing: str
    missing_en: str
    note: str
    note_en: str
    quotes: tuple[Quote, ...]
    again: bool
    children: tuple[StepView, ...]

    @property
    def size(self) -> int:
        return 1 + sum(child.size for child in self.children)


def step_view(trace: Trace) -> StepView:
    return _view(trace, set())


def _view(trace: Trace, shown: set[Trace]) -> StepView:
    again = trace in shown and bool(trace.children or trace.places)
    shown.add(trace)
    unit = UNITS[trace.unit.value]
    return StepView(
        label=trace.label,
        label_en=english(trace.label),
        formula=trace.formula,
        formula_en=english_formula(trace.formula),
        value="" if trace.value is None else value_text(trace.value),
        unit=unit.zh,
        unit_en=unit.en,
        reading=trace.reading,
        reading_en=english(trace.reading),
        missing=trace.missing,
        missing_en="、".join(english(name) for name in trace.missing.split("、")),
        note=trace.note,
        note_en=english(trace.note),
        quotes=() if again else tuple(Quote(p.page, p.text) for p in trace.places[:_MOST_QUOTED]),
        again=again,
        children=() if again else tuple(_view(child, shown) for child in trace.children),
    )


def english(text: str) -> str:
    """A label in English where its words are ours; the printed Chinese otherwise."""
    if text in _ENGLISH:
        return _ENGLISH[text]
    for zh, en in _QUARTERS.items():
        if text.startswith(zh) and (rest := english(text.removeprefix(zh))) != text.removeprefix(zh):
            return en + rest
    for zh, en in _BEGINNINGS.items():
        if text.startswith(zh):
            return en + text.removeprefix(zh)
    if "；" in text:
        return "; ".join(english(part) for part in text.split("；"))
    known = _metric_words().get(text)
    if known:
        return known
    if text.endswith("得分") and (metric := english(text.removesuffix("得分"))) != text.removesuffix("得分"):
        return f"Points for {metric}"
    return text


def english_formula(text: str) -> str:
    """A formula of ours in English; printed criteria stay as they are."""
    cap = _CAP.fullmatch(text)
    if cap:
        return f"the parts added up, at most {cap[1]}"
    if text.startswith("∑"):
        return "mean of the four quarters"
    tokens = re.split(r"( [-+×/] |[()])", text)
    if len(tokens) < 3:
        return english(text)
    words = [english(token) for token in tokens]
    changed = any(a != b for a, b in zip(tokens, words, strict=True))
    return "".join(words) if changed else text


@cache
def _metric_words() -> dict[str, str]:
    return {name: code.replace("_", " ") for code, metric in load_metrics().items() for name in metric.names}


def value_text(value: Interval) -> str:
    """A value to four places, ends of a range outwards, with thousands separators."""
    if value.is_exact:
        return _short(value.low, ROUND_HALF_UP)
    low, high = _short(value.low, ROUND_FLOOR), _short(value.high, ROUND_CEILING)
    return low if low == high else f"{low} – {high}"


def _short(value: Decimal, rounding: str) -> str:
    text = plain_decimal(value.quantize(Decimal("0.0001"), rounding=rounding))
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    return f"{int(whole):,}" + (f".{decimals}" if decimals else "") if whole not in ("-0",) else text.rstrip("0")
