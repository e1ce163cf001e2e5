"""What a form says was achieved, against what the text says of the indicator (普及率：实际完成94.5%, 表中 93.1%)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.checks.compare import compared
from pipeline.checks.same_print import same
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.vocabulary.names import name_key
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.figure import Figure, Interval, Unit
from schemas.geometry import Box
from schemas.records import Report
from schemas.trace import Place

# Right before the number: what was reached, and not what was wanted or compared.
_ACHIEVED = re.compile(r"(?:^|[，：、])(?:全年|年末|年度)?(?:实际)?(?:完成|达到|实现|达)?(?:值|率)?(?:为|是|了|：)*$")
_OTHER = re.compile(r"上年|去年|目标|指标值|计划|应|标准|比|较|同类|平均|全[省市县区国]")


def target_row_checks(report: Report, names: Mapping[str, str]) -> Iterator[Check]:
    """One check per sentence that begins with an indicator's whole name and states one achieved value for it."""
    for line in report.score_lines:
        box = line.remark_box
        printed = only_quantity(line.remark)
        if not line.measured or box is None or printed is None:
            continue
        subject = name_key(line.indicator)
        for passage in report.passages:
            text = squeeze(passage.text).text
            if passage.subject != subject or not text.startswith(subject):
                continue
            stated = _achieved(text[len(subject) :])
            if stated is None or (stated.unit, stated.measure) != (printed.unit, printed.measure):
                continue
            said, other = figure_in_box(stated, passage.box), figure_in_box(printed, box)
            yield compared(
                CheckCode.SAME_FIGURE,
                "text_and_table",
                locus_at(table=names.get(line.table_id, ""), row=line.indicator, column="实际完成值"),
                said,
                [Interval.exactly(other.value)],
                [
                    Place(page=passage.box.page, box=passage.box, text=passage.text),
                    Place(page=box.page, box=box, text=f"{line.indicator} {line.remark}"),
                ],
                outcome=Outcome.CONSISTENT if same(said, other) else Outcome.INCONSISTENT,
                other=other.text,
                where=names.get(line.table_id, ""),
                page=str(box.page),
                quote=line.remark,
            )


def only_quantity(text: str) -> Quantity | None:
    """The one number of a cell; None where there are others, or it is a bound or about so much."""
    found = find_quantities(squeeze(text).text)
    return found[0] if len(found) == 1 and not found[0].bound and not found[0].approximate else None


def _achieved(text: str) -> Quantity | None:
    """The one achieved value behind an indicator's name; None where there is none or several differ."""
    found: list[Quantity] = []
    last = 0
    for quantity in find_quantities(text):
        lead = text[last : quantity.start]
        last = quantity.end
        if not quantity.is_exact or _OTHER.search(re.split(r"[，：；]", lead.strip("：，"))[-1]):
            continue
        if _ACHIEVED.search(lead):
            found.append(quantity)
    return found[0] if len(found) == 1 else None


def figure_in_box(quantity: Quantity, box: Box) -> Figure:
    """The number of a cell as a figure, at the cell's box."""
    mark = "%" if quantity.unit is Unit.PERCENT else ""
    return Figure(
        value=quantity.value,
        decimals=quantity.decimals,
        unit=quantity.unit or Unit.NONE,
        text=f"{quantity.value:f}{mark}",
        boxes=(box,),
    )
