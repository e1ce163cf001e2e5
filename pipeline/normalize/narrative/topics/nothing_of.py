"""Sentences that say there was none of what a rule divides or counts: 当年未编列政府采购预算, 未聘用编外人员.

They state no number, and are kept as a figure of zero that the text gives by its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.normalize.narrative.reading.sentences import squeeze
from schemas.document import Document
from schemas.figure import Figure, Unit
from schemas.records import Fact

_NONE = (
    r"(?:未|没有|无|均未|未有|不)(?:编列|安排|编制|编报|申报|列入|设置|涉及|聘用|聘请|使用|配备|发生)?(?:任何|相关)?"
)
_ENDS = r"(?=$|[，。；、：,;])"
_NOTHING = (
    (
        "procurement_planned",
        re.compile(
            rf"(?:^|(?<=[，。；、：,;])|(?<=[年度单位门局校院中心]))(?:均)?{_NONE}(?:政府)?采购(?:预算|计划)(?:项目|指标|安排)?{_ENDS}"
        ),
        Unit.YUAN,
        re.compile(r"采购(?:预算|计划)[^，。；]{0,8}\d"),
    ),
    (
        "dispatched_staff",
        re.compile(
            rf"(?:^|(?<=[，。；、：,;])|(?<=[年度单位门局校院中心]))(?:均)?{_NONE}(?:编制?外|劳务派遣|临聘|临时聘用)(?:聘用)?(?:人员|用工|员工){_ENDS}"
        ),
        Unit.PERSONS,
        re.compile(r"(?:编制?外|劳务派遣|临聘|聘用)[^，。；]{0,8}\d"),
    ),
)


def nothing_of(document: Document, year: int | None) -> Iterator[Fact]:
    """Figures of zero, one per metric; none where the text also states a number of it."""
    texts = [(block, squeeze(block.text)) for block in document.blocks]
    for metric, none, unit, stated in _NOTHING:
        if any(stated.search(squeezed.text) for _, squeezed in texts):
            continue
        for block, squeezed in texts:
            found = none.search(squeezed.text)
            if found is None:
                continue
            first, last = squeezed.span(found.start(), found.end())
            boxes = block.content.boxes(first, last)
            if boxes:
                figure = Figure(value=Decimal(0), decimals=0, unit=unit, text=found.group(), boxes=boxes, exact=True)
                quote = block.text[first:last].strip()
                yield Fact(
                    fact_id="",
                    metric=metric,
                    item="",
                    period=str(year or ""),
                    figure=figure,
                    source="text",
                    quote=quote,
                )
                break
