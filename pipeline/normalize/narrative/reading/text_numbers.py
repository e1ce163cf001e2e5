"""Numbers in squeezed sentences: value, decimals, unit, and whether they are exact, approximate or only a bound.

Dates, ordinals, document and table numbers, and numbers inside names (PM2.5) are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from pipeline.normalize.chinese_numerals import chinese_number
from pipeline.normalize.narrative.reading.sentences import sentences
from pipeline.vocabulary.names import MONEY_WORDS
from schemas.figure import Unit

_UNITS = MONEY_WORDS | {
    "%": Unit.PERCENT,
    "人": Unit.PERSONS,
    "名": Unit.PERSONS,
    "分": Unit.POINTS,
    "个": Unit.ITEMS,
    "项": Unit.ITEMS,
    "宗": Unit.ITEMS,
    "件": Unit.ITEMS,
    "条": Unit.ITEMS,
    "起": Unit.ITEMS,
}
_YEAR = r"(?:19|20)\d\d"
_TO = r"[-~至到]"
_NO_QUANTITY = re.compile(
    rf"{_YEAR}{_TO}{_YEAR}(?:年度?)?"
    rf"|{_YEAR}年度?(?:\d{{1,2}}(?:{_TO}\d{{1,2}})?月(?:\d{{1,2}}日|份|底|末|初)?)?"
    rf"|{_YEAR}(?=预算|部门|决算|财政|版|年|级|届)"
    rf"|(?<![\d.])\d{{1,2}}(?:{_TO}\d{{1,2}})?月(?:\d{{1,2}}日|份|底|末|初)?"
    rf"|\d(?:[-~至到、和]\d)*季度"
    r"|第\d+(?:[-~至到、]\d+)*"
    r"|(?:(?<![代报仪])表|图|附件)\d+(?:-\d+)?(?![\d份张幅套名人位])"  # 调查表 514 份, 代表 95 人 are so many
    r"|(?<![\d.,])\d{1,2}[:：]\d+(?:\.\d+)?(?![\d,]*(?:\.\d+)?[万亿]?元)"  # 师生比 1:14.2
    # 三次产业结构 7.1:41.6:51.3: proportions of three or more
    r"|(?<![\d.])\d+(?:\.\d+)*(?:[:：]\d+(?:\.\d+)*){2,}"
    r"|\d[A-Z]{1,2}(?=级|景区)"  # 4A 级景区
    # 000993.SZ, 嘉科债 01: no number begins with a nought; 20×30 is a size, but in 24/25×100% and 24/(25+3) is none
    r"|(?<![\d.,A-Za-z])0\d+(?![\d.]*(?:%|[万亿]?元))|\d{6}(?=\.[A-Z]{2})"
    r"|(?<!\d)\d+号|(?<![A-Za-z])[A-Za-z]+-?\d+(?:\.\d+)?|(?<!\d)(?<![/÷]\()\d+[*×xX+]\d+(?!\d*%)"
    # 与 25%、50%、75%、100% 的序时进度相比: what progress is held against
    r"|(?<=[与和较比])(?:\d{1,3}(?:\.\d+)?[%％][、，和及]?){2,4}(?=的?(?:序时|时序|既定|应达|目标)(?:支出|支付|执行)?进度)"
    # 公园 500 米服务半径覆盖率, 65 岁以上老人体检率, 15 分钟到场率: a number within a rate's name
    r"|(?<![\d.])\d+(?:\.\d+)?(?:米|公里|千米|分钟|小时|周岁|岁|月龄|平方米|㎡)(?!完成|实际|达|占|为)"
    r"(?=[\u4e00-\u9fff()]{2,16}率)"
    # 60 周岁以上退役士兵 120 人, 110 千伏变电站 3 座: a number that names what the next one counts
    r"|(?<![\d.])\d+(?:\.\d+)?(?:[-~至到]\d+)?(?:周岁|岁|月龄|千伏|[kK][vV])(?!的?(?:为|有|共))(?=[\u4e00-\u9fff“”()]{2,16}\d)"
    # 12345 转办件 60 件, 120 急救 8 次: a public line's name
    r"|(?<![\d.,])(?:1[12]\d|12\d{3}|9[56]\d{3})(?=[”\"]?(?:市民|政务|便民|政府|公共|服务|热线|平台|转办|交办|派单|工单|来电|举报|投诉|报警"
    r"|急救|接处?警|联动|系统|渠道|诉求))"
    r"|^\d{1,2}[.、](?!\d)|\(\d{1,2}\)|(?<=[。；，：])\d{1,2}[.)](?!\d)|(?<=[。；])\d{1,2}、(?!\d)"
)
# A page's number behind the dots of a table of contents; telephone numbers and postcodes. Few texts hold any.
_PAGE_OR_CALL = re.compile(
    r"(?:[·•⋯…]{2,}|\.{4,})-?\d{1,4}(?![\d.]*(?:%|[万亿]?元))"
    r"|(?:电话|传真|邮编|邮政编码|手机|(?i:tel|fax|code))\)?[:：]?[+\d()\-、]{5,}"
)
_MAY_HOLD_THEM = (
    "··",
    "……",
    "....",
    "⋯",
    "••",
    "电话",
    "传真",
    "邮编",
    "邮政",
    "手机",
    "el",
    "ax",
    "ode",
    "EL",
    "AX",
    "ODE",
)
# Long runs of digits or letters are tried from their beginning only: from each character it takes quadratic time.
# 3%—5%, 10 万元至 20 万元, 90%（含）～95%: limits, of which neither is what happened. 100 万元至 2021 年底 is none.
_RANGE = re.compile(
    r"(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?(?:%|个百分点|万元|亿元|元|个|项|件|人|名|分|次|天)?(?:\(不?含(?:\d+%)?\))?(?:以上|以下)?"
    r"(?:-{1,2}|[~〜至到])\d+(?:,\d{3})*(?:\.\d+)?(?!\d*年)%?"
)
_NUMBER = re.compile(r"(?<![\d.,A-Za-z])-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d])")
_CHINESE_PERCENT = re.compile(r"百分之([零〇一二两三四五六七八九十百]+(?:点([零〇一二三四五六七八九]+))?)")
_CHINESE_COUNT = re.compile(
    r"(?<![第十百千万\u3007零一二两三四五六七八九、])([一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?=[个项名宗件条](?!百分点|月|季|方面|是))"
)
_AFTER = re.compile(
    r"(?P<more>余|多)?"
    r"(?P<unit>万元|亿元|千元|百万元|元|%|‰|个百分点|百分点|万人次|人次|万人|人(?!均)|名(?!次)|"
    r"分(?![钟之别类级析管局公院拨支工散批为])|个(?!月|小时|工作日|百分点)|项|宗|件|条|起|万(?!元)|亿(?!元))?"
    r"(?:\(含[\d分%]{0,5}\))?(?P<tail>左右|上下|及?以上|及?以下|以内|之内|之间)?"
)
_LIMITS = frozenset({"以上", "以下", "以内", "之内", "之间"})
_NEAR = re.compile(r"(?:大约|(?<![节签合制契违预条公特隐简履])约|将近|接近|近|约为|约达|近似)$")
_BOUND = re.compile(
    r"(?:超过了?|超出|不足|不到|不低于|不高于|不少于|不多于|不超过|不得超过|未超过|没有超过|低于|高于|少于|多于|大于|小于|大于等于|小于等于|"
    r"至少|至多|最多|最高|最低|逾|超|[≥≤><=＞＜]=?|达到或超过|不得低于|控制在|由|从)$"
)
_TEXTS = 256  # about those of one report, each of which four readers ask about in turn


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `start:end` of squeezed text; the digits alone at `start:digits_end`.

    `unit` is None where the printed measure (`measure`) is none that figures carry. `bound` marks 超过 / 以上 / ranges:
    the number limits something and states nothing. `words` marks a number in Chinese characters.
    """

    start: int
    end: int
    digits_end: int
    value: Decimal
    decimals: int
    unit: Unit | None
    measure: str = ""
    approximate: bool = False
    bound: bool = False
    words: bool = False
    also: tuple[Quantity, ...] = ()

    @property
    def is_money(self) -> bool:
        return self.unit is not None and self.unit.is_money

    @property
    def is_exact(self) -> bool:
        """Whether it states its number: neither a limit nor about so much."""
        return not (self.bound or self.approximate)

    @property
    def is_plain(self) -> bool:
        """Whether it states its number in digits."""
        return not (self.bound or self.approximate or self.words)


_NUMBER_IN_LIST = re.compile(r"(?:^|(?<=[。；：]))(\d{1,2})\.(\d{1,4})(?=[个项家名人件次所处户](?![.\d]))")


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a stretch of squeezed text, in order."""
    return [*_quantities(text)]


@lru_cache(maxsize=_TEXTS)
def _quantities(text: str) -> tuple[Quantity, ...]:
    taken = bytearray(len(text))
    rare = _PAGE_OR_CALL.finditer(text) if any(sign in text for sign in _MAY_HOLD_THEM) else ()
    for found in chain(_NO_QUANTITY.finditer(text), rare):
        taken[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    quantities: list[Quantity] = []

    def add(start: int, end: int, value: Decimal, decimals: int, **more: bool) -> None:
        if 1 in taken[start:end]:
            return
        taken[start:end] = b"\1" * (end - start)
        quantities.append(_with_unit(text, start, end, value, decimals, **more))

    for listed in _NUMBER_IN_LIST.finditer(text):  # 5.2个项目未完成: two of them, in a list's fifth point
        taken[listed.start() : listed.start(2)] = b"\1" * (listed.start(2) - listed.start())
        add(*listed.span(2), Decimal(listed[2]), 0)
    for found in _RANGE.finditer(text):
        add(*found.span(), Decimal(0), 0, bound=True)
    for found in _CHINESE_PERCENT.finditer(text):
        add(*found.span(), chinese_number(found[1]) or Decimal(0), len(found[2] or ""), words=True)
    for found in _NUMBER.finditer(text):
        digits = found.group().replace(",", "")
        add(*found.span(), Decimal(digits), len(digits.partition(".")[2]))
    for found in _CHINESE_COUNT.finditer(text):
        add(*found.span(1), chinese_number(found[1]) or Decimal(0), 0, words=True)
    return tuple(_all_near(text, sorted(quantities, key=lambda q: q.start)))


_NEAR_EACH = re.compile(r"(?:约|近似?)(?:分别)?(?:为|是)$")


def _all_near(text: str, quantities: list[Quantity]) -> Iterator[Quantity]:
    """约为 20%、46%: what is said of the first of a list is said of all."""
    near: Quantity | None = None
    for quantity in quantities:
        if (
            near is not None
            and near.unit is quantity.unit
            and text[near.end : quantity.start] in ("、", "和", "与", "及")
        ):
            near = quantity = replace(quantity, approximate=True)
        elif quantity.approximate and _NEAR_EACH.search(text[max(0, quantity.start - 6) : quantity.start]):
            near = quantity
        else:
            near = None
        yield quantity


def _with_unit(
    text: str, start: int, end: int, value: Decimal, decimals: int, *, bound: bool = False, words: bool = False
) -> Quantity:
    before = text[max(0, start - 6) : start]
    near = _NEAR.search(before)
    if text[start:].startswith("百分之"):
        measure, last, more = "%", end, ""
        unit: Unit | None = Unit.PERCENT
        limits = re.match(r"(?:\(含\))?(左右|上下|以上|以下|以内)", text[end:])
        tail = limits.group(1) if limits else ""
    else:
        after = _AFTER.match(text, end)
        assert after is not None  # every group is optional
        measure, more, tail = after["unit"] or "", after["more"] or "", after["tail"] or ""
        unit, last = _UNITS.get(measure), after.end()
        if not measure and not bound:
            last = end
    return Quantity(
        start=start,
        end=last,
        digits_end=end,
        value=value,
        decimals=decimals,
        unit=unit,
        measure=measure,
        approximate=bool(near or more or tail in {"左右", "上下"}),
        bound=bound or bool(_BOUND.search(before)) or tail[-2:] in _LIMITS,
        words=words,
    )


def numbered_sentences(text: str) -> Iterator[tuple[tuple[int, int], list[Quantity]]]:
    """The half-open ranges of the sentences of squeezed text, each with the quantities that begin in it."""
    quantities = find_quantities(text)
    for start, end in sentences(text):
        yield (start, end), [q for q in quantities if start <= q.start < end]
