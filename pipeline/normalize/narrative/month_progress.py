"""Progress of spending at months of the year: 6月、9月、11月预算执行进度分别为42%、54%、83%.

Rubrics that look at the progress at given months need them by month. The facts are `cumulative_progress` with period
`2022Q2` for a month that ends a quarter, `2022M11` for another. What a sentence calls a target or a requirement, or
says of a part of the budget, states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.normalize.narrative.facts import figure_of
from pipeline.normalize.narrative.sentences import Squeezed, squeeze
from pipeline.normalize.narrative.text_numbers import Quantity, numbered_sentences
from schemas.document import Block, Document
from schemas.figure import Unit
from schemas.records import Fact

_MONTH = r"(?:1[0-2]|[1-9])月?(?:份|末|底)*"
_LEAD = re.compile(
    rf"(?:^|[，；。：、]|20\d\d年(?:度)?|截[至止]|我[局委办处部院校镇]|(?:部门|单位)|[在到])(?P<months>{_MONTH}(?:[、和,及]{_MONTH})*)[，的]?"
    r"(?:我[局委办处部院校镇]|全?部门|单位|整体|预算|累计|实际|支出|执行|支付)*进度(?:分别)?(?:为|达到?|是|：)?$"
)
_NOT_STATED = re.compile(r"目标|要求|应|须|需|不低于|计划|序时|标准|项目|基本支出|专项")


def month_progress_facts(document: Document, year: int | None) -> list[Fact]:
    """The facts in reading order, with placeholder ids."""
    found: list[Fact] = []
    for block in document.blocks:
        if year is None or block.kind in ("caption", "unit", "heading") or "进度" not in block.text:
            continue
        squeezed = squeeze(block.text)
        for span, here in numbered_sentences(squeezed.text):
            found += _of_sentence(block, squeezed, span, here, year)
    return found


def _of_sentence(
    block: Block, squeezed: Squeezed, span: tuple[int, int], here: list[Quantity], year: int
) -> Iterator[Fact]:
    text = squeezed.text
    for n, first in enumerate(here):
        lead = _LEAD.search(text[here[n - 1].end if n else span[0] : first.start])
        if lead is None or _NOT_STATED.search(lead.string):
            continue
        months = [int(m) for m in re.findall(r"\d+", lead["months"])]
        run = here[n : n + len(months)]
        apart = [text[a.end : b.start] for a, b in pairwise(run)]
        if len(run) < len(months) or any(not re.fullmatch(r"[、，和及]", gap) for gap in apart):
            continue
        if any(q.unit is not Unit.PERCENT or q.bound or q.approximate for q in run):
            continue
        for month, quantity in zip(months, run, strict=True):
            yield _fact(block, squeezed, span, quantity, f"{year}{period_of(month)}")


def period_of(month: int) -> str:
    """`Q2` for June, `M11` for November."""
    return f"Q{month // 3}" if month % 3 == 0 else f"M{month}"


def _fact(block: Block, squeezed: Squeezed, span: tuple[int, int], quantity: Quantity, period: str) -> Fact:
    first, last = squeezed.span(*span)
    return Fact(
        fact_id="m",
        metric="cumulative_progress",
        period=period,
        figure=figure_of(block, squeezed, quantity),
        source="text",
        quote=block.text[first:last].strip(),
    )
