"""Growth over the year before, where one sentence states amount, change and rate: 上年 100 万元，增加 5 万元，增长 5%.

The facts are `growth_rate` (as printed), `growth_amount` (below zero for 减少) and `growth_base`, or `growth_now` where
the sentence states this year's amount and leaves the base to be worked back. They stand side by side without any other
number between them; else nothing is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.narrative.facts import figure_of
from pipeline.normalize.narrative.sentences import Squeezed, squeeze
from pipeline.normalize.narrative.text_numbers import Quantity, numbered_sentences
from schemas.document import Block, Document
from schemas.figure import Unit
from schemas.records import Fact

_UP = r"(?:增加|增长|上升|增支|提高)"
_DOWN = r"(?:减少|下降|降低|减支)"
_AGAINST = (
    r"(?:(?:比|较|与|同)?(?:上年度?|去年|上一年度?|20\d\d年度?)(?:同期)?(?:决算|预算|支出|收入|执行)*数?(?:相比)?|同比)"
)
_CHANGE = re.compile(
    rf"^[，；]?(?:本年|今年|当年)?{_AGAINST}?[，]?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?(?:额|金额)?(?:为|：)?$"
)
_CHANGE_FROM_NOW = re.compile(rf"^[，；]?{_AGAINST}[，]?(?:{_UP}|{_DOWN})了?(?:额|金额)?(?:为|：)?$")
_RATE = re.compile(
    rf"^[，；]?(?:同比)?(?:(?P<up>{_UP}|增幅|增长率|增长幅度)|(?P<down>{_DOWN}|降幅|下降幅度))(?:了)?(?:为|达到?|：)?$"
)
_LAST = re.compile(r"(?:上年度?|去年|上一年度?|20\d\d年度?)[^，；。：、\d]{0,12}$")
_YEAR = re.compile(r"(20\d\d)年")


def growth_facts(document: Document, year: int | None) -> list[Fact]:
    """The facts in reading order, with placeholder ids."""
    found: list[Fact] = []
    for block in document.blocks:
        if block.kind in ("caption", "unit", "heading"):
            continue
        squeezed = squeeze(block.text)
        for span, here in numbered_sentences(squeezed.text):
            found += _of_sentence(block, squeezed, span, here, year)
    return found


def _of_sentence(
    block: Block, squeezed: Squeezed, span: tuple[int, int], here: Sequence[Quantity], year: int | None
) -> Iterator[Fact]:
    text = squeezed.text
    for n in range(len(here) - 2):
        amount, change, rate = here[n : n + 3]
        if any(q.bound or q.approximate or q.words for q in (amount, change, rate)):
            continue
        if not _money(amount) or not _money(change) or rate.unit is not Unit.PERCENT:
            continue
        lead = text[span[0] if n == 0 else here[n - 1].end : amount.start]
        between = text[amount.end : change.start]
        moved, grew = _CHANGE.search(between), _RATE.search(text[change.end : rate.start])
        if not moved or not grew or bool(moved["up"]) != bool(grew["up"]):
            continue
        of_last = _of_last_year(lead, year)
        if not of_last and not _CHANGE_FROM_NOW.search(between):
            continue
        down = not moved["up"]
        for metric, quantity in (
            ("growth_rate", rate),
            ("growth_amount", change),
            ("growth_base" if of_last else "growth_now", amount),
        ):
            yield _fact(block, squeezed, span, metric, quantity, year, down and metric == "growth_amount")


def _money(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.is_money


def _of_last_year(lead: str, year: int | None) -> bool:
    found = _LAST.search(lead)
    if found is None:
        return False
    named = _YEAR.search(found.group())
    return named is None or (year is not None and int(named[1]) < year)


def _fact(
    block: Block,
    squeezed: Squeezed,
    span: tuple[int, int],
    metric: str,
    quantity: Quantity,
    year: int | None,
    negative: bool,
) -> Fact:
    first, last = squeezed.span(*span)
    return Fact(
        fact_id="g",
        metric=metric,
        item="",
        period=str(year) if year else "",
        figure=figure_of(block, squeezed, quantity, negative=negative),
        source="text",
        quote=block.text[first:last].strip(),
    )
