"""Growth over the year before, where one sentence states amount, change and rate: 上年 100 万元，增加 5 万元，增长 5%.

The facts are `growth_rate` (as printed), `growth_amount` (below zero for 减少) and `growth_base`, or `growth_now` where
the sentence states this year's amount and leaves the base to be worked back. They stand side by side without any other
number between them; else nothing is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.narrative.sentence_facts import Sentence, stating_sentences
from pipeline.vocabulary.link_words import IS
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact

_UP = r"(?:增加|增长|上升|增支|提高)"
_DOWN = r"(?:减少|下降|降低|减支)"
_AGAINST = (
    r"(?:(?:比|较|与|同)?(?:上年度?|去年|上一年度?|20\d\d年度?)(?:同期)?(?:决算|预算|支出|收入|执行)*数?(?:相比)?|同比)"
)
_CHANGE = re.compile(
    rf"^[，；]?(?:本年|今年|当年)?{_AGAINST}?[，]?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?(?:额|金额)?{IS}$"
)
_CHANGE_FROM_NOW = re.compile(rf"^[，；]?{_AGAINST}[，]?(?:{_UP}|{_DOWN})了?(?:额|金额)?{IS}$")
_RATE = re.compile(
    rf"^[，；]?(?:同比)?(?:(?P<up>{_UP}|增幅|增长率|增长幅度)|(?P<down>{_DOWN}|降幅|下降幅度))(?:了)?{IS}$"
)
_LAST = re.compile(r"(?:上年度?|去年|上一年度?|20\d\d年度?)[^，；。：、\d]{0,12}$")
_MOVED = re.compile(rf"(?:{_UP}|{_DOWN})了?(?:额|金额)?{IS}$")
_YEAR = re.compile(r"(20\d\d)年")


def growth_facts(document: Document, year: int | None) -> list[Fact]:
    """The facts in reading order, with placeholder ids."""
    return [fact for sentence in stating_sentences(document) for fact in _of_sentence(sentence, year)]


def _of_sentence(sentence: Sentence, year: int | None) -> Iterator[Fact]:
    here = sentence.quantities
    for n in range(len(here) - 2):
        amount, change, rate = here[n : n + 3]
        if not all(q.is_plain for q in (amount, change, rate)):
            continue
        if not amount.is_money or not change.is_money or rate.unit is not Unit.PERCENT:
            continue
        between = sentence.lead(n + 1)
        if between.startswith("；") or _MOVED.search(sentence.lead(n)):
            continue  # of what stands before the semicolon; 比预算增加 0 万元，比上年增加 5 万元
        moved, grew = _CHANGE.search(between), _RATE.search(sentence.lead(n + 2))
        if not moved or not grew or bool(moved["up"]) != bool(grew["up"]):
            continue
        of_last = _of_last_year(sentence.lead(n), year)
        if not of_last and not _CHANGE_FROM_NOW.search(between):
            continue
        period = str(year) if year else ""
        yield sentence.fact(rate, "growth_rate", period)
        yield sentence.fact(change, "growth_amount", period, negative=not moved["up"])
        yield sentence.fact(amount, "growth_base" if of_last else "growth_now", period)


def _of_last_year(lead: str, year: int | None) -> bool:
    found = _LAST.search(lead)
    if found is None:
        return False
    named = _YEAR.search(found.group())
    return named is None or (year is not None and int(named[1]) < year)
