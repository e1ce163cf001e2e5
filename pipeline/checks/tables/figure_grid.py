"""The numbers of a table by row and column, whatever the columns are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.normalize.columns.header import is_formula_row
from pipeline.normalize.columns.metrics import table_money_unit
from pipeline.normalize.columns.transposed import flattened, turned
from pipeline.normalize.fractions import in_percent
from pipeline.normalize.narrative.reading.measures import measure_at
from pipeline.normalize.numbers import PrintedNumber, make_figure, read_number
from pipeline.vocabulary.header_words import OF_COUNTS, OF_RATES
from pipeline.vocabulary.names import folded, name_key, unit_in_name
from schemas.audit import Locus, locus_at
from schemas.document import Cell, Table
from schemas.figure import Figure, Interval, Unit
from schemas.trace import Place, place_at
from schemas.white_space import without_space

_MONEY = re.compile(
    r"元|(?<!名)额|预算|决算|支出|收入|经费|资金|[价净原]值|款|(?:费用?|列支|支付|拨付|投资|补[助贴]|结[转余]|使用)(?:数|情况)?$"
)
_NO_QUANTITY = re.compile(r"序号|编[号码]|代码|行次|栏次|年[份度]$|备注|说明|电话|日期|时间")
_AMOUNT_OF = re.compile(r"\d[\d,]*(?:\.\d+)?[\u4e00-\u9fff㎡/]{1,4}$")  # 8,630台/套 says how many, not which
TOTAL = re.compile(r"(?:合计|总计|共计|小计|总数|总额)(?:数|金额)?|.{1,14}(?:合计|总计|小计)")
_LARGEST_FRACTION = 2
_SCHEDULE = [25, 50, 75, 100]  # the share of the year that has passed, quarter by quarter: rounded from nothing
_CENTS = 2  # decimals of amounts in 万元 or 元
LEAST_ROWS = 3
LEAST_FILLED = 0.6  # share of a column's rows that hold a number and nothing else
MOST_COLUMNS = 12
MOST_ROWS = 300


@dataclass(frozen=True)  # no slots: what is worked out stays with it
class FigureColumn:
    """A column of numbers: its names from top to bottom and its figures by row; a printed dash is none."""

    col: int
    names: tuple[str, ...]
    figures: Mapping[int, Figure]
    dashes: frozenset[int]

    @cached_property
    def name(self) -> str:
        return "".join(self.names)

    def states(self, row: int) -> bool:
        """Whether a row states something that is not nought."""
        return row in self.figures and bool(self.figures[row].value)

    @cached_property  # asked for each pair of columns
    def is_rate(self) -> bool:
        return any(f.unit is Unit.PERCENT for f in self.figures.values())


@dataclass(frozen=True, slots=True)
class FigureGrid:
    """The columns of numbers of a table and what its rows are called."""

    table: Table
    columns: tuple[FigureColumn, ...]
    labels: Mapping[int, str] = field(default_factory=dict)
    printed: Mapping[int, str] = field(default_factory=dict)  # the same with their brackets and numbers
    aside: frozenset[int] = frozenset()  # rows that are no part of a total: 其中：…, and what follows the last total

    def is_total(self, row: int) -> bool:
        return TOTAL.fullmatch(self.labels.get(row, "")) is not None

    def printing(self, row: int, amount: Interval) -> frozenset[int]:
        """The columns in which a row prints an amount, with either sign."""
        stated = ((c.col, c.figures[row].value) for c in self.columns if c.states(row))
        return frozenset(col for col, v in stated if amount.holds(v) or amount.holds(-v))

    def has_twin(self, row: int, column: FigureColumn, *others: FigureColumn) -> bool:
        """Whether a further column prints the same amount in a row as this one: what makes the one may be of the other
        (年初预算 and 调整后预算 of a line that was not adjusted)."""
        value = column.figures[row].value
        rest = [c for c in self.columns if row in c.figures and c is not column and c not in others]
        return bool(value) and any(c.figures[row].value == value for c in rest)

    def locus(self, row: int, column: FigureColumn) -> Locus:
        return locus_at(table=self.table.name, row=self.printed.get(row, ""), column=column.name)

    def place(self, row: int, column: FigureColumn) -> Place:
        figure = column.figures[row]
        text = f"{self.printed.get(row, '')} {column.name} {figure.text}".strip()
        return place_at(figure.box, text)


def figure_grid(table: Table, least: int = LEAST_ROWS) -> FigureGrid | None:
    """None for a table with fewer than `least` rows or two columns of numbers, or with too many to look at."""
    first = table.header_rows + 1
    if first <= table.rows and is_formula_row(table, first):
        first += 1  # 栏次 | 1 | 2 | 3 numbers the columns
    rows = range(first, table.rows + 1)
    if not least <= len(rows) <= MOST_ROWS or table.cols < 2:
        return None
    of_rates, counted = _rows_of_rates(table, rows), _rows_of_counts(table, rows)
    columns = [
        c
        for col in range(1, table.cols + 1)
        if (c := _column(table, col, rows, (of_rates, counted), least)) is not None
    ]
    if not 2 <= len(columns) <= MOST_COLUMNS:
        return None
    printed = _labels(table, rows, columns[0].col)
    labels = {row: name_key(text) for row, text in printed.items()}
    told = {row: without_space(text) for row, text in printed.items()}
    return FigureGrid(table, tuple(columns), labels, told, _aside(labels, told))


def turned_grid(table: Table) -> FigureGrid | None:
    """The grid of a table that lies on its side, its rows as columns: rates of amounts stand in rows of their own below
    them (执行率 under 预算数 and 决算数, one column for each fund). None for any other table."""
    if not table.header_rows or any(c.row_span > 1 or c.col_span > 1 for c in table.cells if c.row > table.header_rows):
        return None
    table = flattened(table)
    rows = range(2, table.rows + 1)
    of_rates = [row for row in rows if is_rate_row(table.text_at(row, 1))]
    heads = [table.text_at(1, col) for col in range(2, table.cols + 1)]
    if not of_rates or len(of_rates) * 4 > len(rows) * 3 or any(OF_RATES.search(h) or not h for h in heads):
        return None
    return figure_grid(turned(table))


def _aside(labels: Mapping[int, str], printed: Mapping[int, str]) -> frozenset[int]:
    totals = [row for row, label in labels.items() if TOTAL.fullmatch(label)]
    last = totals[-1] if totals and totals[-1] != min(labels) else max(labels)
    return frozenset(row for row in labels if row > last or "其中" in printed[row])


def _labels(table: Table, rows: range, first: int) -> dict[int, str]:
    """What the cells before the first column of numbers call each row: the last of them that is no number, unless its
    column only sorts the rows that one before it names (甲项目 | 市级)."""
    found = {}
    named_by = range(1, _name_column(table, rows, first) + 1)
    for row in rows:
        texts = [table.text_at(row, col).strip() for col in named_by]
        words = [t for t in texts if t and read_number(t) is None]
        named = [t for t in words if not _AMOUNT_OF.match(t)] or words
        found[row] = named[-1] if named else ""
    return found


_OF_MEASURES = re.compile(r"(?:计[量算]|度量|指标|数量)?单位")


def _name_column(table: Table, rows: range, first: int) -> int:
    """The last column before the numbers that names rows: not one of a few sorts, or of the measures that the numbers
    are in (场, 人次), behind one with a name for each."""
    kinds = {col: [t for row in rows if (t := table.text_at(row, col).strip())] for col in range(1, first)}
    names = [col for col, texts in kinds.items() if len(set(texts)) == len(texts) == len(rows)]
    last = first - 1
    sorts = len(kinds.get(last, ())) >= LEAST_ROWS and len(set(kinds[last])) * 2 <= len(kinds[last])
    sorts = sorts or any(_OF_MEASURES.fullmatch(name_key(text)) for text in table.header_path(last)[-1:])
    own = [col for col in names if col < last and all(read_number(t) is None for t in kinds[col])]
    return own[-1] if sorts and own else last


def _without_rates(read: dict[int, PrintedNumber]) -> dict[int, PrintedNumber]:
    """A column without the rates that a few of its rows print below amounts (执行率 of a table on its side)."""
    rates = {row for row, number in read.items() if number.unit is Unit.PERCENT}
    amounts = sum(number.unit is not Unit.PERCENT and bool(number.value) for number in read.values())
    return {row: n for row, n in read.items() if row not in rates} if 0 < len(rates) < amounts else read


_RATE_ROW = re.compile(
    r"(?:率|占比|比重|比例|增幅|进度|百分比)(?:\([^()]*\))?$|\(%\)$|百分点|(?:同比|[比较与](?:上年|去年)(?:同期)?)(?:增减|增长|变动|变化)?$"
)


def is_rate_row(name: str) -> bool:
    """Whether a row of this name holds rates, also where it prints no %: 执行率, 完成预算比例, 变动（百分点）."""
    return _RATE_ROW.search(folded(name)) is not None


def _rows_of_rates(table: Table, rows: range) -> frozenset[int]:
    """In a table on its side the rows that hold rates of the amounts above them: 执行率, 增减（%）."""
    found = frozenset(row for row in rows if is_rate_row(table.text_at(row, 1)))
    return found if len(found) * 2 <= len(rows) else frozenset()


_UNITS = re.compile(r"(?:计量|度量)?单位")
_IN_BRACKETS = re.compile(r"\(([^()]{1,4})\)$")


def _rows_of_counts(table: Table, rows: range) -> frozenset[int]:
    """The rows that say themselves what they count: 事故起数（起）, or 起 in a column 计量单位."""
    of_units = [c for c in range(1, table.cols + 1) if _UNITS.fullmatch("".join(table.header_path(c)[-1:]))]
    if of_units:
        return frozenset(row for row in rows if _is_count(folded(table.text_at(row, of_units[0]))))
    return frozenset(row for row in rows if _is_count(_in_brackets(table.text_at(row, 1))))


def _in_brackets(name: str) -> str:
    found = _IN_BRACKETS.search(folded(name))
    return found[1] if found else ""


def _is_count(word: str) -> bool:
    measure = measure_at(word, 0)
    return bool(measure.unit) and measure.counts and measure.length == len(word)


def _column(
    table: Table, col: int, rows: range, kinds: tuple[frozenset[int], frozenset[int]], least: int
) -> FigureColumn | None:
    """`kinds`: the rows of rates and those of counts."""
    of_rates, counted = kinds
    names = table.header_path(col)
    if not names or _NO_QUANTITY.search(names[-1]):
        return None
    if of_rates and not OF_RATES.search("".join(names)):
        rows_read = [row for row in rows if row not in of_rates]
    else:
        rows_read = list(rows)
    cells = {row: cell for row in rows_read if (cell := _own(table, row, col)) is not None and cell.text.strip()}
    read = {row: number for row, cell in cells.items() if (number := read_number(cell.text)) is not None}
    read = _without_rates(read)
    if len(read) < least or len(read) < LEAST_FILLED * len(cells):
        return None
    unit = _unit("".join(names), [n.unit for n in read.values()], table)
    if unit is Unit.NONE and _is_money(table, names[-1], [n for n in read.values() if not n.dash]):
        unit = table_money_unit(table) or unit
    if unit is Unit.NONE and all(n.decimals == 0 for n in read.values()) and _is_counted(table, "".join(names)):
        unit = Unit.ITEMS
    if unit is Unit.NONE and _is_count(_in_brackets(names[-1])):
        unit = Unit.ITEMS  # 服务点位（处）
    units = dict.fromkeys(counted, Unit.ITEMS) if unit is Unit.NONE else {}
    made = {row: make_figure(n, cells[row], units.get(row, unit)) for row, n in read.items() if not n.dash}
    figures = {row: figure for row, figure in made.items() if figure is not None}
    if unit is Unit.PERCENT and _are_fractions("".join(names), figures.values()):
        figures = {row: in_percent(f) for row, f in figures.items()}
    if unit is Unit.PERCENT and [f.value for f in figures.values()] == _SCHEDULE:
        figures = {row: f.model_copy(update={"exact": True}) for row, f in figures.items()}
    if unit not in (Unit.ITEMS, Unit.PERSONS) and all(f.decimals == 0 for f in figures.values()):
        figures = {row: f if f.value else f.model_copy(update={"exact": False}) for row, f in figures.items()}
    if len(figures) < least or (len(figures) >= LEAST_ROWS and _counts_rows(list(figures.values()))):
        return None
    return FigureColumn(col, names, figures, frozenset(row for row, n in read.items() if n.dash))


def _are_fractions(name: str, figures: Collection[Figure]) -> bool:
    """Whether rates are printed as fractions of one (0.9697): no % anywhere, three decimals or more."""
    if re.search(r"[%％]|百分", name) or any("%" in unicodedata.normalize("NFKC", f.text) for f in figures):
        return False
    return bool(figures) and all(f.decimals > _CENTS and abs(f.value) < _LARGEST_FRACTION for f in figures if f.value)


def _is_money(table: Table, name: str, numbers: Sequence[PrintedNumber]) -> bool:
    """Whether numbers under a name of no measure (实际投入) are amounts in the table's unit: printed to its last
    decimal, with no unit of their own in brackets."""
    fine = bool(numbers) and all(n.decimals == _CENTS for n in numbers)
    return fine and table_money_unit(table) is not None and not (OF_COUNTS.search(name) or re.search(r"[)）]$", name))


def _is_counted(table: Table, name: str) -> bool:
    """Whether whole numbers are counts and not rounded amounts: in a table of amounts (单位：万元) only a column whose
    name says so is one."""
    if _MONEY.search(name):
        return False
    return table_money_unit(table) is None or OF_COUNTS.search(name) is not None


def is_of_counts(table: Table, name: str) -> bool:
    """Whether whole numbers under a name are counts for certain: it says what is counted, and of no money."""
    return not _MONEY.search(name) and table_money_unit(table) is None and OF_COUNTS.search(name) is not None


def _own(table: Table, row: int, col: int) -> Cell | None:
    cell = table.grid.get((row, col))
    return cell if cell is not None and (cell.row_span, cell.col_span) == (1, 1) else None


def _unit(name: str, printed: list[Unit | None], table: Table) -> Unit:
    if Unit.PERCENT in printed or OF_RATES.search(name):
        return Unit.PERCENT
    own = next((u for u in printed if u is not None), None)
    return own or unit_in_name(name) or (table_money_unit(table) if _MONEY.search(name) else None) or Unit.NONE


def _counts_rows(figures: list[Figure]) -> bool:
    """Whether the numbers are 1, 2, 3 …, whatever their column is called."""
    return [f.value for f in figures] == list(range(1, len(figures) + 1))
