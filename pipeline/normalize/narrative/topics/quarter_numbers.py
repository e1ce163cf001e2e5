"""Numbers that sentences tell of the quarters one after the other, by the quarter and not by what they measure:
截至3月末、6月末累计支出进度依次为 a%、b%; 一季度末支出进度 a%，上半年 b%，前三季度 c%; 三季度末为 d%.

What a number measures is left to whoever holds it against a table of quarters; `measure` only says which words the
clause has for it, or goes on with those of the number before. A mean of the four has no quarter (0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.normalize.narrative.reading.text_figures import figure_of
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from pipeline.normalize.quarter_names import QUARTER_NUMERALS
from pipeline.vocabulary.link_words import IS
from pipeline.vocabulary.names import MONEY_WORDS
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact, QuarterMeasure, QuarterNumber

_NUMERALS = QUARTER_NUMERALS | {"两": 2}
_MENTION = re.compile(
    r"(?P<every>各季度|四个季度|每个?季度)"
    r"|第?[一1](?:季度)?[至到~-]第?(?P<span>[二三四2-4])季度"
    r"|第?(?P<name>[一二三四1-4])(?:季度|(?=(?:[、和及与]第?[一二三四1-4])*[、和及与]第?[一二三四1-4]季度))(?:末|底)?"
    r"|(?P<half>(?<!下)上?半年度?(?:末|底)?)"
    r"|前(?P<first>[二两三23])个?季度(?:末|底)?"
    r"|(?<![\d至到~-])(?:1月?[至到~-])?(?P<month>3|6|9|12)月(?:3[01]日|末|底|份)?"
    r"|(?P<year>全?年[末底]|全年(?![^，；。\d]{0,4}(?:预算|指标)))"
)
# Parts of a year that no sum from its beginning tells of: what stood before them does not go on.
_OTHER_PART = re.compile(
    r"下半年|后[一二两三123]个?季度|(?<!\d)(?!1月?[至到~-])\d{1,2}月?[至到~-]1?\d月|其余[一二两三]个?季度"
)
_TOGETHER = re.compile(r"[、，和及与以末底]*")
_IN_ORDER = re.compile(r"分别|依次|各(?!季度)")
_NEXT = re.compile(r"[、，和及与]|以及")
# Said of something else than the whole unit's spending at the end of a quarter.
_OF_OTHERS = re.compile(
    r"上年|去年|同期|同比|环比|[较比](?!例|重)|目标|计划|应(?:达|支|执行|完成)|标准|要求|时点|未达|不足|不到|距|不低于|高于|低于|超过|其中(?!第?[一二三四1-4]季度)|项目|经费|人员|公用|基本支出|基金|采购|资产|"
    r"序时进度(?:要求)?(?:应?为|是)?$|快于|慢于|早于|落后|领先|滞后|接近|对照|每超|每低|得分?\d|扣\d|满意|办结|回复"
)
_ALONE = re.compile(r"当季|单季")  # of rates these are of no table's column, of amounts they are differences
# 与75%的序时进度持平, 达到了 50%的时间要求: what stands behind a number of the schedule's.
_SCHEDULED = re.compile(r"^的?[\u4e00-\u9fff]{0,4}?(?:序时|时序|时间|均衡|既定|目标|要求|标准|持平|相当|相近|相差)")
_MEAN = re.compile(r"平均|均值")
_MEAN_OF_QUARTERS = re.compile(
    r"^(?:全年|年度|各|四个|四|[一1]至[四4]|的|共|其|按|折算|计算|由此|得出|对应)*(?:"
    r"(?:季度)?平均(?:每?季度?)?(?:序时|时序|支出|预算|进度|执行)*(?:执行|支出|完成|支付)(?:进度)?率|"
    rf"季度的?(?:序时|时序|支出|预算|进度)*(?:执行|支出|完成|支付)?(?:进度)?率的?(?:平均(?:值|数)?|均值)){IS}$"
)
_RATE = re.compile(r"(?:执行|支出|完成|支付|达标|进度)率|序时进度的$")
_PROGRESS = re.compile(r"进度|(?:完成|执行|占)[^，]{0,8}(?:预算|指标)数?的$")
_MONEY = frozenset(MONEY_WORDS.values())


@dataclass
class _Reader:
    """One sentence, number by number: the quarter, or the quarters still to come, and the words of the measure."""

    sentence: Sentence
    quarter: int | None = None
    order: tuple[int, ...] = ()  # of the list named last
    place: int = 0  # in that list, while it is told
    measure: QuarterMeasure = ""
    unit: Unit | None = None

    def told(self) -> Iterator[tuple[Quantity, int, QuarterMeasure]]:
        """Every number with its quarter and the words for what it measures; of lists, the whole ones only."""
        waiting: list[tuple[Quantity, int, QuarterMeasure]] = []
        for n, quantity in enumerate(self.sentence.quantities):
            lead = self.sentence.lead(n)
            if not (waiting and _NEXT.fullmatch(lead) and quantity.unit is self.unit):
                waiting = []  # of a list with fewer numbers than quarters
                self._begin(lead, quantity)
            if self.place < len(self.order):
                waiting.append((quantity, self.order[self.place], self.measure))
                self.place += 1
                if self.place == len(self.order):
                    yield from () if self._goes_on(n + 1) or not _stated(waiting[0][0]) else waiting
                    waiting = []
            elif self.quarter is not None:
                yield quantity, self.quarter, self.measure

    def _goes_on(self, n: int) -> bool:
        """Whether a list has more numbers than the quarters named."""
        return n < len(self.sentence.quantities) and self.sentence.lead(n) == "、"

    def _begin(self, lead: str, quantity: Quantity) -> None:
        """A number that is not the next of a list: what its lead says of quarter and measure."""
        named = mentions(lead)
        self.place = len(self.order)
        if len(named) > 1:
            self.quarter, self.order, self.place = None, tuple(named), 0
        elif named:
            self.quarter = named[0]
        elif _OTHER_PART.search(lead):
            self.quarter, self.order, self.place = None, (), 0
        elif self.order and _IN_ORDER.search(lead):
            self.place = 0  # …，执行率分别为: the same quarters again
        own = measure_in(_MENTION.sub("", re.split(r"[，；：。]", lead)[-1]), quantity.unit)
        if own or quantity.unit is not self.unit:
            self.measure = own
        self.unit = quantity.unit


def mentions(lead: str) -> list[int]:
    """The quarters that the words before a number name last, in their order: several only where they are a list."""
    found = [*_MENTION.finditer(lead)]
    if not found:
        return []
    last = len(found) - 1
    while last and _TOGETHER.fullmatch(lead[found[last - 1].end() : found[last].start()]):
        last -= 1
    group = found[last:]
    if len(group) == 1 and _IN_ORDER.search(lead[group[0].end() :]):
        all_four = group[0]["every"] or group[0]["name"] == "四"  # 四季度分别为 …
        if last_one := group[0]["span"] or ("四" if all_four else ""):
            return list(range(1, _NUMERALS[last_one] + 1))
    named = [_quarter(m) for m in group]
    if None in named or (len(named) > 1 and len(set(named)) < len(named)):
        return []
    return [n for n in named if n is not None]


def _quarter(found: re.Match[str]) -> int | None:
    if numeral := found["name"] or found["first"] or found["span"]:
        return _NUMERALS[numeral]
    if found["month"]:
        return int(found["month"]) // 3
    return 2 if found["half"] else 4 if found["year"] else None


def measure_in(words: str, unit: Unit | None) -> QuarterMeasure:
    """What the words of a clause say of a number's measure; '' where they say nothing."""
    if unit in _MONEY:
        return "budget" if re.search(r"预算|指标", words) else "outturn" if re.search(r"支出|支付|执行", words) else ""
    return "rate" if _RATE.search(words) else "progress" if _PROGRESS.search(words) else ""


def quarter_numbers(document: Document, year: int | None) -> tuple[QuarterNumber, ...]:
    """The numbers in reading order; none of a sentence that names another year."""
    found: list[QuarterNumber] = []
    for number, sentence in enumerate(whole_sentences(document)):
        text = sentence.squeezed.text[slice(*sentence.span)]
        several = len({_quarter(m) for m in _MENTION.finditer(text)} - {None}) > 1  # 全年预算 A，全年支出 B is of none
        if not ("季度" in text or "半年" in text or several):
            continue
        years = {int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?=年)", text)}
        if not years - {year}:
            found += _of_sentence(sentence, number)
    return tuple(found)


def mean_facts(document: Document, year: int | None) -> Iterator[Fact]:
    """What sentences say is the mean of the four quarters' rates (四个季度执行率的平均值 x%), as facts without ids."""
    for sentence in whole_sentences(document):
        for n, quantity in enumerate(sentence.quantities):
            stated = quantity.unit is Unit.PERCENT and _stated(quantity)
            if stated and _MEAN_OF_QUARTERS.search(_clause_before(sentence, n)):
                yield sentence.fact(quantity, "average_execution_rate", str(year or ""))


def _of_sentence(sentence: Sentence, number: int) -> Iterator[QuarterNumber]:
    here = _Reader(sentence)
    for quantity, quarter, measure in here.told():
        clause = _clause_before(sentence, sentence.quantities.index(quantity))
        behind = sentence.squeezed.text[quantity.end : sentence.span[1]]
        if not _stated(quantity) or _MEAN.search(clause) or _OF_OTHERS.search(clause) or _SCHEDULED.match(behind):
            continue
        if quantity.unit not in _MONEY and _ALONE.search(clause):
            continue
        figure = figure_of(sentence.block, sentence.squeezed, quantity)
        yield QuarterNumber(quarter=quarter, measure=measure, sentence=number, figure=figure, quote=sentence.quote)


def _clause_before(sentence: Sentence, n: int) -> str:
    return re.split(r"[，；：。]", sentence.lead(n))[-1]


def _stated(quantity: Quantity) -> bool:
    known = quantity.unit is Unit.PERCENT or quantity.unit in _MONEY
    return known and not quantity.bound and not quantity.approximate
