"""Rows of budget and execution tables -> BudgetLine, with the hierarchy that numbering, codes and totals give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.normalize.columns.metrics import Panel
from pipeline.normalize.hierarchy.lines import RawLine
from pipeline.normalize.hierarchy.parents import arrange
from pipeline.normalize.line_marks import line_mark
from pipeline.normalize.numbers import read_number
from pipeline.normalize.read_table import ReadTable
from pipeline.vocabulary.names import folded
from schemas.document import Cell
from schemas.figure import Figure, Unit
from schemas.records import BudgetLine, ColumnMeaning, TableKind
from schemas.white_space import without_space

_NO_LINES = frozenset({TableKind.QUARTERLY_EXECUTION, TableKind.INDICATOR_SCORES, TableKind.SCORING_CRITERIA})
_GLUED_CODE = re.compile(r"[23]\d{2}(?:\d{2}){0,2}(?=[\u4e00-\u9fff])")
_CLASS_DIGITS = 3  # 类 of 类款项 (201 一般公共服务支出, 301 工资福利支出)
# Numbers of an outline in a column of their own: 一, （一）, 1, 1.1
_ZH = "一二三四五六七八九十"
_OUTLINE = tuple(
    re.compile(p) for p in (rf"[{_ZH}]+[、.]?", rf"\([{_ZH}]+\)", r"\d+[、.]?", r"\d+(?:\.\d+)+", r"\(\d+\)")
)
_ALIGNED = 1.5  # points by which the starts of left-aligned names differ at most


class LineWithColumns(NamedTuple):
    """A line and the column each of its figures stands in."""

    line: BudgetLine
    columns: dict[str, int]


def budget_lines(read: ReadTable) -> list[LineWithColumns]:
    """All lines of a table, panel by panel; none for tables of quarters and scores."""
    if read.kind in _NO_LINES:
        return []
    found: list[LineWithColumns] = []
    for panel in read.panels:
        found += _panel_lines(read, panel, len(found))
    return found


class _Printed(NamedTuple):
    """A line as a row of the table prints it, the column of each of its figures, and where its name begins."""

    row: int
    line: RawLine
    columns: dict[str, int]
    start: tuple[float, int] | None


def _panel_lines(read: ReadTable, panel: Panel, before: int) -> list[LineWithColumns]:
    printed = list(_printed_lines(read, panel))
    rows = [p.row for p in printed]
    coded = _with_glued_codes(_with_level_codes(read, panel, rows, [p.line for p in printed]))
    raw = _with_indents(coded, [p.start for p in printed])
    if not raw:
        return []
    placement = arrange(raw)
    unit = next((c.unit for c in panel.figures if Unit(c.unit).is_money), panel.figures[0].unit)
    lines = []
    for i, line in enumerate(raw):
        parent = placement.parents[i]
        record = BudgetLine(
            table_id=read.table.table_id,
            order=before + i + 1,
            row=rows[i],
            level=placement.level(i),
            parent_order=None if parent is None else before + parent + 1,
            item=line.name,
            item_code=_code(line),
            role=placement.roles[i],
            figures=line.figures,
            unit=unit,
            page=_page(read, rows[i], panel),
        )
        lines.append(LineWithColumns(record, printed[i].columns))
    return lines


def _printed_lines(read: ReadTable, panel: Panel) -> Iterator[_Printed]:
    own_numbers = _has_outline_numbers(read, panel)
    stating = _one_of_each_metric(read, panel)
    for row in read.body_rows:
        cell = None if row in read.skipped_rows else _name_cell(read, panel, row)
        if cell is None:
            continue
        if cell.col_span == read.table.cols and not line_mark(cell.text).rank:
            continue  # a note over the whole width
        figures: dict[str, Figure] = {}
        columns: dict[str, int] = {}
        for column in stating:
            figure = read.figure(row, column)
            if figure is not None:
                figures[column.metric], columns[column.metric] = figure, column.col
        name = without_space(cell.text)
        codes = "".join(without_space(read.text(row, c.col)) for c in panel.codes)
        group = read.text(row, panel.groups[-1].col) if panel.groups else ""
        mark = line_mark(_numbered(read, panel, row, name) if own_numbers else name)
        line = RawLine(name, mark, figures, codes if codes.isdigit() else "", None, group)
        yield _Printed(row, line, columns, _start(cell))


def _one_of_each_metric(read: ReadTable, panel: Panel) -> list[ColumnMeaning]:
    """The columns that a panel's lines are read from: the first of each metric that states anything. A cell left empty
    there is not filled from another column of that name."""
    found: dict[str, ColumnMeaning] = {}
    for column in panel.figures:
        rows = (r for r in read.body_rows if r not in read.skipped_rows)
        if column.metric not in found and any(read.figure(r, column) is not None for r in rows):
            found[column.metric] = column
    return list(found.values())


def _with_level_codes(read: ReadTable, panel: Panel, rows: list[int], lines: list[RawLine]) -> list[RawLine]:
    """Lines with their whole 类款项 code where 类 | 款 | 项 have columns of their own and a row prints its level only
    (205 | | , | 02 | , | | 01): the levels above go on."""
    if len(panel.codes) < 2:
        return lines
    held = [""] * len(panel.codes)
    found: list[RawLine] = []
    for row, line in zip(rows, lines, strict=True):
        printed = [without_space(read.text(row, c.col)) for c in panel.codes]
        last = max((n for n, t in enumerate(printed) if t), default=-1)
        if last < 0 or not all(t.isdigit() and len(t) <= _CLASS_DIGITS for t in printed if t):
            held = [""] * len(held)
            found.append(line)
            continue
        held = [(t or held[n]) if n <= last else "" for n, t in enumerate(printed)]
        found.append(line._replace(code="".join(held)))
    return found


def _with_glued_codes(lines: list[RawLine]) -> list[RawLine]:
    """Lines with the 类款项 code that stands before the name in one cell (2010301行政运行), where codes of several
    lengths show that this is what the digits are."""
    found = [None if line.code else _GLUED_CODE.match(line.name) for line in lines]
    if len({len(m.group()) for m in found if m}) < 2:
        return lines
    return [line._replace(code=m.group()) if m else line for line, m in zip(lines, found, strict=True)]


def _has_outline_numbers(read: ReadTable, panel: Panel) -> bool:
    """Whether 序号 holds the numbers of an outline (一, 1, 2, 二 or 1, 1.1) and not just 1 to n."""
    if panel.number is None:
        return False
    texts = [folded(read.text(row, panel.number.col)) for row in read.body_rows]
    kinds = {next((k for k, p in enumerate(_OUTLINE) if p.fullmatch(t)), -1) for t in texts if t}
    return len(kinds - {-1}) > 1


def _numbered(read: ReadTable, panel: Panel, row: int, name: str) -> str:
    """A row's name with the number in the column before it, as one would print it in one cell."""
    number = folded(read.text(row, panel.number.col)).rstrip("、.") if panel.number else ""
    if not any(p.fullmatch(number) for p in _OUTLINE):
        return name
    return f"{number}{'' if number.endswith(')') or '.' in number else '、'}{name}"


def _code(line: RawLine) -> str:
    """The vocabulary's code; of lines below 类 the printed 类款项 code, since names such as 其他支出 come back."""
    return line.code if len(line.code) > _CLASS_DIGITS else line.mark.item_code


def _page(read: ReadTable, row: int, panel: Panel) -> int:
    cell = read.cell(row, panel.item.col)
    return cell.page if cell else read.table.parts[0].page


def _name_cell(read: ReadTable, panel: Panel, row: int) -> Cell | None:
    """The cell that names a row: that of the item column, or where it is empty a word to the left of it (合计 under
    科目编码). None for rows without a name."""
    cell = read.cell(row, panel.item.col)
    if cell is not None and cell.text and read_number(cell.text) is None:
        return cell if cell.row == row or cell.row_span == 1 else (cell if not panel.groups else None)
    for column in reversed((*panel.groups, *panel.codes)):
        other = read.cell(row, column.col)
        if other is not None and other.row == row and other.text and re.search(r"[\u4e00-\u9fff]", other.text):
            return other
    return None


def _start(cell: Cell) -> tuple[float, int] | None:
    """Where a name starts within its cell, in points, and its length; None where the glyphs have no place."""
    first = next((p for p in cell.content.places if p is not None), None)
    return None if first is None else (first.x0 - cell.boxes[0].x0, len(cell.text))


def _with_indents(raw: list[RawLine], starts: list[tuple[float, int] | None]) -> list[RawLine]:
    """Lines with the indent of their names where these are set left; centred names tell nothing."""
    known = [s for s in starts if s is not None]
    aligned = any(
        abs(a[0] - b[0]) <= _ALIGNED and abs(a[1] - b[1]) > 2 for i, a in enumerate(known) for b in known[i + 1 :]
    )
    if len(known) < len(raw) or not aligned:
        return raw
    return [line._replace(indent=s[0]) for line, s in zip(raw, starts, strict=True) if s is not None]
