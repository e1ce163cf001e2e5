"""A number of the prose that can be meant for one cell of a table only, against that cell."""

from __future__ import annotations

from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.same_print import one_unit_apart
from pipeline.checks.texts.lines.table_lines import plain_values
from schemas.audit import Check, CheckCode, Locus
from schemas.figure import Figure
from schemas.records import Fact
from schemas.trace import Place


def against_cell(fact: Fact, cell: Figure, place: Place, locus: Locus, table: str) -> Check:
    """The check of an amount told in the text; `place` is the cell's, `table` what a person calls its table."""
    figure = fact.figure
    printed = cell.in_unit(figure.unit)
    expected = plain_values(cell).times(1 / figure.unit.to_yuan())
    last_digit = not expected.meets(figure.interval) and one_unit_apart(figure, printed)
    return compared(
        CheckCode.SAME_FIGURE,
        "of_template_last_digit" if last_digit else "of_template",
        locus,
        figure,
        [expected],
        [fact.place, place],
        nominals=[printed.value],
        relation=sum_relation([printed]),
        other=cell.text,
        where=table,
        page=str(place.page),
        quote="",
    )
