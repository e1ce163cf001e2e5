"""Every number that a report tells, with the words that say what it is and the places it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.rules.rows.numbers import RowFigure, row_figures
from schemas.figure import Figure
from schemas.geometry import Box
from schemas.records import Report, ScoreLine
from schemas.trace import Place

_LAST_YEAR = re.compile(r"上年|去年|上一年|上期")


@dataclass(frozen=True)
class Told:
    """A number with the words of its clause, those around it, and the places it stands in, nearest first."""

    words: str
    around: str
    figure: Figure
    measure: str
    places: tuple[str, ...]
    tail: str = ""
    year: int | None = None


def told_numbers(report: Report) -> tuple[Told, ...]:
    """Every number of the body and of tables that states something of the report's year, and of the year before."""
    return (*_of_sentences(report), *_of_cells(report))


def of_year(told: Sequence[Told], year: int | None) -> tuple[Told, ...]:
    """Those of the report's year."""
    return tuple(one for one in told if one.year in (None, year))


def _of_sentences(report: Report) -> Iterator[Told]:
    for statement in report.statements:
        for part, text in enumerate(re.split("[；]", statement.text)):
            for one in figures_of(text, statement.box, report.fiscal_year):
                if not one.grew:
                    places = (f"s{statement.order}.{part}", f"s{statement.order}", f"b{statement.block}")
                    around = statement.above + statement.text
                    words = one.name or (one.tail if one.last else "")  # 24项按期办结
                    yield Told(words, around, one.figure, one.measure, places, one.tail, one.year)


def _of_cells(report: Report) -> Iterator[Told]:
    for cell in report.cells:
        places = (f"r{cell.table_id}.{cell.row}", f"c{cell.table_id}.{cell.col}", f"t{cell.table_id}")
        words = cell.label + cell.header
        last = (report.fiscal_year or 0) - 1
        before = last if last > 0 and (_LAST_YEAR.search(words) or f"{last}年" in words) else None
        yield Told(words, cell.title, cell.figure, "", places, year=before)


def told_in(text: str, about: str, box: Box, year: int | None) -> tuple[Told, ...]:
    """The numbers of one text that is about something (an indicator's own cell)."""
    return tuple(
        Told(one.name, about + text, one.figure, one.measure, ("s",), one.tail)
        for one in figures_of(text, box, year)
        if one.year in (None, year) and not one.grew
    )


def figures_of(text: str, box: Box, year: int | None) -> tuple[RowFigure, ...]:
    line = ScoreLine(
        table_id="", row=0, order=0, level1="", level2="", indicator="", weight=None, self_score=None,
        remark=text, remark_box=box, boxes=(box,),
    )  # fmt: skip
    return row_figures(line, year)


def place_of(one: Told) -> Place:
    """Where a number stands, quoted with its words."""
    return Place(page=one.figure.box.page, box=one.figure.box, text=f"{one.words}{one.figure.text}")
