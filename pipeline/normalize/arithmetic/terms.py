"""A number of a paragraph with the words around it and the part that it plays in its sentence.

A term is an `amount` until its words say otherwise: a `change` (增加 C), a `growth` (增长 D%), a `base` that
something is held against (比上年 B, 由 B 增至 A), a `share` (占…的 x%), an `average` (人均 x 元), a `rest` (尚有 x 件)
or a `rate` (办结率 x%).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from pipeline.normalize.narrative.reading.measures import MONEY, PERCENT, POINTS, Measure, in_common
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from schemas.figure import Interval

Role = Literal["amount", "change", "growth", "base", "share", "average", "rest", "rate", "whole", "ratio"]
UP = (
    r"(?:净增加?|增加|增长|上升|上涨|提高|提升|提标|增支|增收|多支出?|多收入?|多执行|多完成|多接待|多出|多了|多|扩大|超出|超过|超额|超支|超|高出|"
    r"高于|追加|调增|增)"
)
DOWN = (
    r"(?:负增长|净减少?|减少|下降|降低|减支|减收|少支出?|少收入?|少|压减|压缩|压降|缩减|缩短|节约|节省|节支|下滑|回落|低于|少于|慢于|落后于?|滞后于?|"
    r"调减|减|降)"
)
LAST = (
    r"(?:上年度?(?!末?结转|末?结余)|(?<=[较比同])上年度?(?=末?结[转余])|去年|上一年度?|前一年度?|上年末(?!结)|上期|往年|"
    r"(?:19|20)\d\d年)"
)
AGAINST = re.compile(
    r"(?:(?<![占同环对])比(?!例|重|率|如|值|价)|较(?!大|多|少|高|低|好|为)|(?<=[，。；(])[与同和]|对比|高于|低于|超过|超出|超|少于|多于|慢于|快于|超额|距离?|"
    r"达到?(?=[^，。；：]{0,24}(?:目标|标准|要求|计划|指标|预算|任务)))[^，。；：]{0,24}$"
)
_SET = re.compile(r"目标|要求|规定|标准|考核|指标值|距离")
_TAKEN = re.compile(r"(?:扣除|剔除|减去|扣减|扣去|去除)[^，。；]{0,24}$")
_ASIDE = re.compile(r"(?<=[\u4e00-\u9fff])\([^()]*\)(?=[\u4e00-\u9fff：])")  # 满意度（满意与基本满意之和）为
_IN_NAME = re.compile(r"(?![与和及至到或约])[\u4e00-\u9fff“”]{3,}")
_SAID_AGAIN = re.compile(r"\((?:约|即|折合|合)?")
_CLAUSE = re.compile(r"[，；：。、()]")


@lru_cache(maxsize=4096)  # terms that differ in their role are copies
def _end_of(lead: str) -> str:
    return _CLAUSE.split(_ASIDE.sub("", lead))[-1]


@dataclass(frozen=True)  # no slots: what is worked out stays with it, since each reader of numbers asks for it again
class Term:
    """A number of a paragraph. `lead` is what stands between it and the number before, `near` the end of that behind
    the last comma or bracket, `tail` what stands between it and the next number. `name` is set where names and numbers
    stand in two rows (A 与 B 分别为 …)."""

    paragraph: int
    index: int
    sentence: int
    quantity: Quantity
    measure: Measure
    end: int
    lead: str
    tail: str
    depth: int
    role: Role = "amount"
    down: bool = False
    old: bool = False
    whole: str = ""
    each: str = ""
    name: str = ""

    @cached_property
    def near(self) -> str:
        return _end_of(self.lead)

    @property
    def taken_away(self) -> bool:
        """剔除一次性补助 B 万元后: what follows is of what is left, and not of the amounts before."""
        return self.tail.startswith("后") and bool(_TAKEN.search(self.lead))

    @cached_property
    def unit(self) -> str:
        return in_common(self.measure.unit, self.measure.factor)[0]

    @cached_property
    def factor(self) -> Decimal:
        return in_common(self.measure.unit, self.measure.factor)[1]

    @property
    def is_percent(self) -> bool:
        return self.measure.unit == PERCENT

    @property
    def is_money(self) -> bool:
        return self.measure.unit == MONEY

    @property
    def is_of_a_name(self) -> bool:
        """60周岁以上退役士兵 A 人, 110千伏变电站 A 座: in no unit of counts, it names what the next one counts."""
        return not self.unit and _IN_NAME.fullmatch(self.tail) is not None

    @property
    def digits(self) -> int:
        """The digits of the number without the zeros at its end: 340.00 says no more than 34."""
        return len(str(int(abs(self.quantity.value).scaleb(self.quantity.decimals))).rstrip("0"))

    @property
    def usable(self) -> bool:
        """Whether the number says what is: no limit, no rounding up in words, no full marks (得 29.5/30 分)."""
        q = self.quantity
        full = self.lead == "/" and self.unit == "分"
        return not (full or q.approximate or (q.bound and self.role != "base"))

    @property
    def exact(self) -> bool:
        """Whether the number was not rounded: a count, or a whole number that somebody set as a target."""
        set_by_words = self.role == "base" and bool(_SET.search(self.lead + self.tail[:6]))
        return not self.quantity.decimals and (self.measure.counts or set_by_words)

    @cached_property
    def interval(self) -> Interval:
        q = self.quantity
        printed = Interval.exactly(q.value) if self.exact else Interval.rounded_to(q.value, q.decimals)
        return printed * Interval.exactly(self.factor)

    @property
    def size(self) -> Decimal:
        return self.quantity.value * self.factor


def same_kind(a: Term, b: Term) -> bool:
    """Whether two numbers count or measure the same sort of thing; a bare number may be of any that is counted."""
    if a.unit == b.unit:
        return True
    bare = not (a.unit and b.unit) and not (a.quantity.decimals or b.quantity.decimals)
    return bare and all(t.unit not in (MONEY, PERCENT, POINTS, "分") and not t.is_of_a_name for t in (a, b))


def said_again(before: Term, again: Term) -> bool:
    """23,489.24 万元（2.35 亿元）: whether a bracket right behind an amount tells it in another unit."""
    beside = again.sentence == before.sentence and _SAID_AGAIN.fullmatch(again.lead) and again.tail.startswith(")")
    both = before.is_money and again.is_money and before.factor != again.factor
    return bool(beside and both and before.interval.meets(again.interval))
