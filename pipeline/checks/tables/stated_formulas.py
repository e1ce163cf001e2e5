"""Columns whose head prints how they come about: 3=1+2, ④=②-①, C=A+B, 执行率（6）=（5）/（3）, in a row of their own or
behind the names.

The head says what the figures are, so that one row that comes out bears it out, whatever the columns are called. A
formula that as many rows contradict as bear it out was misread, or is no more than a hint, and accuses nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, face_value, judge, relation_of
from pipeline.checks.tables.column_relations import prints_no_sign
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid, figure_grid
from pipeline.normalize.columns.header import is_formula_row
from pipeline.vocabulary.formulas import evaluate_formula
from schemas.audit import Check, CheckCode, Outcome
from schemas.document import Table
from schemas.figure import Figure, in_one_unit
from schemas.white_space import without_space

_MARK = r"[A-Za-z]|\d{1,2}"
_BRACKETED = re.compile(rf"[(\[]({_MARK})[)\]]")
_UNIT = re.compile(r"[(][^()=]*[元%人个][^()=]*[)]")
_STATED = re.compile(rf"(?<![A-Za-z\d])({_MARK})=([-+*/()A-Za-z\d]+?)(?:\*100%?)?[)\]]?$")
_NAMED = re.compile(rf"(?:^|[\u4e00-\u9fff])({_MARK})$")
_OPERAND = re.compile(rf"(?<![A-Za-z\d])(?:{_MARK})(?![A-Za-z\d])")
_SIGNS = str.maketrans({"×": "*", "÷": "/", "－": "-", "−": "-", "–": "-", "—": "-", "＋": "+", "％": "%"})
FEWEST_ROWS = 2
MOST_TERMS = 8


@dataclass(frozen=True, slots=True)
class _Stated:
    """A column with its formula over the names c1, c2 … of columns."""

    column: FigureColumn
    formula: str
    terms: Mapping[str, FigureColumn]

    def figures(self, row: int) -> dict[str, Figure] | None:
        """The terms of a row in the unit of its result; None where one of them is no number."""
        if row not in self.column.figures or any(row not in c.figures for c in self.terms.values()):
            return None
        figures = {name: c.figures[row] for name, c in self.terms.items()}
        return in_one_unit(figures, self.column.figures[row].unit)


def stated_formula_checks(table: Table, settled: Collection[Spot]) -> Iterator[Check]:
    """Every row of every column with a formula in its head that at least half of the rows bear out."""
    texts = _heads(table)
    if not any("=" in t for t in texts.values()):
        return
    grid = figure_grid(table, FEWEST_ROWS)
    if grid is None:
        return
    for stated in _stated(texts, grid):
        checks = [c for row in stated.column.figures if (c := _check(grid, stated, row)) is not None]
        failed = sum(c.outcome is Outcome.INCONSISTENT for c in checks)
        if failed * 2 <= len(checks):
            yield from (c for c in checks if c.reported is not None and spot_of(c.reported) not in settled)


def _heads(table: Table) -> dict[int, str]:
    """What stands above each column, the formulas plainly: (3)=(2)-(1) as 3=2-1."""
    found = {}
    last = table.header_rows
    if last < table.rows and is_formula_row(table, last + 1):
        last += 1  # left in the body
    for col in range(1, table.cols + 1):
        cells = dict.fromkeys(c for row in range(1, last + 1) if (c := table.grid.get((row, col))) is not None)
        marked = [t for c in cells if c.col_span == 1 and (t := _plain(c.text)) and _MARKED.search(t)]
        if marked:
            found[col] = marked[-1]
    return found


_MARKED = re.compile(r"[A-Za-z\d]")


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", without_space(text).translate(_SIGNS)).translate(_SIGNS)
    return _UNIT.sub("", _BRACKETED.sub(r"\1", _BRACKETED.sub(r"\1", text)))  # 差额（[3]=[2]-[1]）


def _stated(texts: Mapping[int, str], grid: FigureGrid) -> Iterator[_Stated]:
    columns = {c.col: c for c in grid.columns}
    formulas = {col: m for col, t in texts.items() if (m := _STATED.search(t))}
    marks = {col: m[1] for col, m in formulas.items()}
    marks |= {col: m[1] for col, t in texts.items() if col not in marks and (m := _NAMED.search(t.rstrip(")]")))}
    by_mark = {mark: columns[col] for col, mark in marks.items() if col in columns}
    if len(set(marks.values())) < len(marks):
        return  # one mark for two columns
    for col, found in formulas.items():
        formula = found[2].removesuffix("*100%").removesuffix("*100")
        names = dict.fromkeys(_OPERAND.findall(formula))
        if col not in columns or not 1 < len(names) <= MOST_TERMS or any(n not in by_mark for n in names):
            continue
        formula = _OPERAND.sub(lambda m: f"c{m[0]}", formula)
        rate = "/" in formula and columns[col].is_rate and not all(by_mark[n].is_rate for n in names)
        try:
            evaluate_formula(formula, {})
        except KeyError:
            yield _Stated(columns[col], f"({formula}) * 100" if rate else formula, {f"c{n}": by_mark[n] for n in names})
        except (SyntaxError, ValueError):
            continue


def _check(grid: FigureGrid, stated: _Stated, row: int) -> Check | None:
    """One row; None where it cannot be worked out, or is a total that follows from other rows."""
    figures, reported = stated.figures(row), stated.column.figures[row]
    if figures is None:
        return None
    try:
        value = evaluate_formula(stated.formula, {name: f.interval for name, f in figures.items()})
    except ZeroDivisionError:
        return None
    wrong = judge(reported, [value]) is Outcome.INCONSISTENT
    if wrong and "-" in stated.formula and prints_no_sign(grid, stated.column, row) and reported.interval.meets(-value):
        return None  # 差额 | 超支
    if wrong and grid.is_total(row) and "/" not in stated.formula and ("*" in stated.formula or _leaves_out(stated)):
        return None  # a total of products, or of rows that leave something out
    nominal = face_value(stated.formula, figures)
    return compared(
        CheckCode.RATIO if "/" in stated.formula else CheckCode.DIFFERENCE,
        "derived",
        grid.locus(row, stated.column),
        reported,
        [value],
        [grid.place(row, c) for c in (stated.column, *stated.terms.values())],
        nominals=[nominal] if nominal is not None else [],
        relation=relation_of(stated.formula, figures),
        formula=_shown(stated.formula, figures),
    )


def _leaves_out(stated: _Stated) -> bool:
    return any(c.dashes for c in (stated.column, *stated.terms.values()))


def _shown(formula: str, figures: Mapping[str, Figure]) -> str:
    return re.sub(r"\bc\w+\b", lambda m: figures[m[0]].text, formula).replace("*", "×")
