"""The head of a table as its columns need it: which rows belong to it, and the names above each column.

The parser's header rows are taken over and corrected where the words say otherwise: a second level left in the body,
a row of column letters (A, b=B/A), a first record that was taken for a header.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.metrics import load_metrics, metric_of_header
from pipeline.vocabulary.names import folded, is_formula, name_key
from pipeline.vocabulary.roles import role_of_header
from schemas.document import Cell, Table
from schemas.records import ColumnMeaning

_MAX_HEADER_ROWS = 6
_SEARCHED_ROWS = 4  # how far down a header is looked for where the parser found none
_SUB_HEADS = frozenset({"金额", "占比", "比重", "数额", "比例", "合计", "小计", "名称", "%", "决算数", "预算数"})


class TableHead(NamedTuple):
    """`rows` header rows from the top; `paths` the names above columns 1, 2, …; `banners` texts over the whole
    width."""

    rows: int
    paths: tuple[tuple[str, ...], ...]
    banners: tuple[str, ...]

    def path(self, col: int) -> tuple[str, ...]:
        return self.paths[col - 1]


def table_head(table: Table) -> TableHead:
    """The head of `table`."""
    rows = _without_records(table, min(table.header_rows, table.rows))
    if not any(_is_known(t) for row in range(1, rows + 1) for t in _texts(table, row)):
        rows = _found_header(table) or rows  # 单位：万元, or a title, stands where the parser saw the header
    while rows < min(table.rows, _MAX_HEADER_ROWS) and _continues_head(table, rows + 1):
        rows += 1
    formulas = tuple(r for r in range(1, rows + 1) if is_formula_row(table, r))
    banners: list[str] = []
    for cell in table.cells:
        if cell.row <= rows and _spans_table(table, cell) and cell.text:
            banners.append(cell.text)
    paths = tuple(_path(table, col, rows, formulas) for col in range(1, table.cols + 1))
    return TableHead(rows, paths, tuple(banners))


def row_cells(table: Table, row: int) -> list[Cell]:
    """The cells that cover a row, left to right, each once."""
    cells = [table.grid.get((row, col)) for col in range(1, table.cols + 1)]
    return list({id(cell): cell for cell in cells if cell is not None}.values())


def _spans_table(table: Table, cell: Cell) -> bool:
    return table.cols > 1 and cell.col_span == table.cols


def _path(table: Table, col: int, rows: int, formulas: tuple[int, ...]) -> tuple[str, ...]:
    seen: dict[int, str] = {}
    for row in range(1, rows + 1):
        cell = table.grid.get((row, col))
        if cell is None or not cell.text or _spans_table(table, cell):
            continue
        if row in formulas and cell.row == row and read_number(cell.text) is not None:
            continue  # a column's number says nothing of its meaning
        seen[id(cell)] = cell.text
    return tuple(seen.values())


def _is_known(text: str) -> bool:
    return bool(metric_of_header((text,)) or role_of_header(text)) or text in _SUB_HEADS


def names_a_metric(text: str) -> bool:
    """Whether a text names a metric that can be nothing else (基本支出 heads columns and rows alike)."""
    code = metric_of_header((text,))
    return bool(code) and bool(load_metrics()[code].names)


def _texts(table: Table, row: int) -> list[str]:
    """Texts of the cells that start in a row."""
    return [c.text for c in row_cells(table, row) if c.row == row and c.text]


def is_formula_row(table: Table, row: int) -> bool:
    """Whether a row holds only column letters, formulas or the column numbers 1, 2, 3=2/1 …"""
    texts = _texts(table, row)
    if len(texts) < 2:
        return False
    rest = texts if not re.search(r"[\u4e00-\u9fff]", texts[0]) else texts[1:]
    if not rest or not all(is_formula(t) or re.fullmatch(r"[①-⑳]|\(?\d{1,2}\)?(?:=.*)?", folded(t)) for t in rest):
        return False
    if any(is_formula(t) for t in rest):
        return True
    numbers = [int(m) for t in rest if (m := folded(t).strip("()")).isdigit()]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2


def _numbers_in(table: Table, row: int) -> int:
    """How many cells of a row hold an amount or a rate (no bare small counter, no year)."""
    found = 0
    for text in _texts(table, row):
        number = read_number(text)
        if number is not None and not number.dash and (number.decimals or number.unit or abs(number.value) > 2100):
            found += 1
    return found


def _without_records(table: Table, rows: int) -> int:
    """Header rows before the first that states amounts."""
    for row in range(1, rows + 1):
        if not is_formula_row(table, row) and _numbers_in(table, row):
            return row - 1
    return rows


def _found_header(table: Table) -> int:
    """The last row of a header that the parser did not see: a row of at least two known names, near the top."""
    for row in range(1, min(_SEARCHED_ROWS, table.rows) + 1):
        texts = _texts(table, row)
        if _numbers_in(table, row):
            return 0
        if sum(map(_is_known, texts)) >= 2:
            return row
    return 0


def _continues_head(table: Table, row: int) -> bool:
    """Whether a body row still belongs to the head: formulas, or names of columns and no number."""
    if is_formula_row(table, row):
        return True
    texts = _texts(table, row)
    if not texts or _numbers_in(table, row) or any(read_number(t) is not None for t in texts):
        return False
    twice = {t for t in texts if role_of_header(t) and texts.count(t) > 1}  # 项目 | 预算数 | 项目 | 预算数
    known = sum(t in _SUB_HEADS or names_a_metric(t) or t in twice for t in texts)
    return known >= 2 and known * 3 >= len(texts) * 2


def leaf_key(column: ColumnMeaning) -> str:
    """The comparable name of a column's last head that is no formula; '' where it has none."""
    names = [t for t in column.header if not is_formula(t)]
    return name_key(names[-1]) if names else ""
