"""Rows and columns of tables by their names, and all that the numbers of one give: its cells, what one takes of
another, shares of the whole, rates and growth. Several rows of a table may be taken together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from itertools import permutations

from pipeline.checks.compare import compared, face_value
from pipeline.checks.tables.figure_grid import TOTAL, FigureColumn, FigureGrid
from pipeline.vocabulary.names import bare_item, name_key, without_brackets
from schemas.audit import Check, CheckCode, Relation, locus_at
from schemas.figure import Figure, Interval, Unit
from schemas.trace import Place

SHORTEST = 3  # characters of a name that words hold by no chance
# A column of such a name says what is measured of each row, and is no thing of its own.
_MEASURE = re.compile(
    r"上年|本年|年[初中末度]|预算|决算|指标|执行|完成|支付|调整|金额|结余|结转|率|比|增|减|幅|差|[数额值]$|^20\d\d"
)
_ONLY_MEASURE = re.compile(
    r"(?:全年|本[年季月]|当[年季月]|年[初末]|累计|可?(?:执行|支付|完成|使用|调整)后?|预算|支出|收入|进度|序时|时间|实际|决算|指标|金额|"
    r"结余|结转|平均|[率数额总])+"
)
_SUMMED = re.compile(r"(?:合计|总计|小计)$")
DONE = re.compile(r"(?:执行|完成|支出|支付|付款|拨付|使用|利用|到位|控制)(?:率|比例|进度)|进度")
SHARED = re.compile(r"占比|比重|占|构成")
MOVED = re.compile(r"增[减长幅]|增加|减少|下降|变动|变化|调[增减]|调整(?:率|额|数)|差额|比上年|较上年|同比")
LEFT = re.compile(r"结余|结转|剩余|余额|未(?:支出|执行|支付|使用)|尚需|节约")
SPENT = re.compile(r"决算|实际|支出|支付|执行|列支|完成|使用|拨付|到位")
PLANNED = re.compile(r"预算|指标|计划|安排|概算")
BEFORE = re.compile(r"上年|去年|年初|以前")
_YEAR_BEFORE = re.compile(r"上年|去年|以前")
NO_QUOTES = str.maketrans("", "", "“”")
_OPERAND = re.compile(r"\bf\d+\b")
_OF_ALL = re.compile(r"(?:本年|当年|年度|全年|部门)*(?:收入|支出)(?:总计|合计|总额)?")
_WHOLE = "合计"
_LABEL = re.compile(
    r"^\s*(?:附?表\s*(?:\d+(?:[.-]\d+)*|[一二三四五六七八九十]+(?=[、:：\s]))[、:：\s]*)?(?:(?:20\d\d)?\s*年度?)?"
)
_CAPTION = re.compile(
    r"(?P<subject>(?:(?!情况).){3,12}?)(?:预算|决算|支出|收支|执行|使用|变动|对比|统计|明细|汇总|构成|完成|管理|年度)*"
    r"(?:情况)?(?:统计|明细|汇总|一览|对比)?表?"
)
_GENERAL = re.compile(
    r"(?:部门|单位|整体|全部|本级|资金|经费|项目|收入|支出|预算|决算|来源|分类|各|类|主要|基本|年度|上年|本年|季度|进度|收支|与|分|按)+"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of a line, and what the other side of the table calls it. `whole`: the total of its row or column."""

    label: str
    figure: Figure
    place: Place
    whole: Figure | None

    @property
    def is_rate(self) -> bool:
        return self.figure.unit is Unit.PERCENT

    @property
    def is_money(self) -> bool:
        return self.figure.unit.is_money


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row or a column. `tables`: ids and names of the tables that hold it."""

    name: str
    table: str
    entries: tuple[Entry, ...]
    of_rows: bool

    @property
    def totals(self) -> TableLine:
        """The line with what it comes to alone."""
        return replace(self, entries=tuple(e for e in self.entries if TOTAL.fullmatch(e.label)))


@dataclass(frozen=True, slots=True)
class Given:
    """What a line gives in plain units (元, percent, persons), how, and from what; `label` names it, `over` what it was
    divided by or taken from."""

    kind: str
    label: str
    values: Interval
    relation: Relation
    places: tuple[Place, ...]
    over: str = ""

    @property
    def is_cell(self) -> bool:
        return self.relation.formula == "f1"


def lines_of(grids: Sequence[FigureGrid], text: str) -> dict[str, list[TableLine]]:
    """Rows and columns by the names that sentences may call them by, those that `text` (without quotes) holds: few of
    a hundred."""
    found: dict[str, list[TableLine]] = {}
    for grid in grids:
        for line in (*_rows(grid, text), *_columns(grid, text)):
            for name in _told_names(line.name, text):
                found.setdefault(name, []).append(line)
    return found


def lines_of_all(grids: Sequence[FigureGrid]) -> list[TableLine]:
    """The rows of all that a unit takes in or spends: the one total of a table whose caption names nothing less, and
    rows called 本年支出, 收入合计."""
    found: list[TableLine] = []
    for grid in grids:
        totals = [row for row in grid.labels if grid.is_total(row)]
        rows = [row for row, label in grid.labels.items() if _OF_ALL.fullmatch(label)]
        if len(totals) == 1 and not _subject_of(grid.table.title):
            rows += [row for row in totals if row not in rows]
        for row in rows:
            entries = tuple(_entries_of(grid, row, ()))
            if len([e for e in entries if e.is_money]) > 1:
                found.append(TableLine(grid.printed[row], grid.table.name, entries, of_rows=True))
    return found


def every_line(grid: FigureGrid) -> tuple[list[TableLine], list[TableLine]]:
    """All rows of a table but its totals by what they are called, and all its columns."""
    totals = [row for row in grid.labels if grid.is_total(row)]
    rows = [
        TableLine(name, grid.table.name, tuple(_entries_of(grid, row, totals)), of_rows=True)
        for row, label in grid.labels.items()
        if row not in totals and (name := name_key(bare_item(label)))
    ]
    columns = [line_of_column(column, grid) for column in grid.columns]
    return rows, columns


def line_of_row(grid: FigureGrid, row: int) -> TableLine:
    totals = [r for r in grid.labels if grid.is_total(r)]
    return TableLine(grid.labels[row], grid.table.name, tuple(_entries_of(grid, row, totals)), of_rows=True)


def _entries_of(grid: FigureGrid, row: int, totals: Sequence[int]) -> Iterator[Entry]:
    for c in grid.columns:
        if row in c.figures:
            yield Entry(c.name, c.figures[row], grid.place(row, c), c.figures.get(totals[-1]) if totals else None)


def line_of_column(column: FigureColumn, grid: FigureGrid) -> TableLine:
    whole = _total_of(column, grid)
    entries = tuple(
        Entry(grid.labels[row], figure, grid.place(row, column), whole.figures.get(row) if whole else None)
        for row, figure in column.figures.items()
    )
    return TableLine(name_key(bare_item(column.names[-1])), grid.table.name, entries, of_rows=False)


def _told_names(name: str, text: str) -> list[str]:
    return [
        n
        for n in {way.translate(NO_QUOTES) for way in (name, without_brackets(name))}
        if len(n) >= SHORTEST
        and n in text
        and re.match(r"[\u4e00-\u9fff]", n)
        and not (TOTAL.fullmatch(n) or _ONLY_MEASURE.fullmatch(n))
    ]


def _rows(grid: FigureGrid, text: str) -> Iterator[TableLine]:
    totals = [row for row in grid.labels if grid.is_total(row)]
    for row, label in grid.labels.items():
        name = _SUMMED.sub("", name_key(bare_item(label)))  # 三公经费合计 goes by the name of what it adds up
        if not name and len(totals) > 1 and row != totals[-1]:
            name = name_key(bare_item(grid.table.text_at(row, 1)))  # 甲科 | 小计, the department's cell over its rows
        elif not name and len(totals) == 1:
            name = _subject_of(grid.table.title)
        if not _told_names(name, text) or (grid.is_total(row) and len(name) <= SHORTEST):
            continue
        entries = tuple(_entries_of(grid, row, totals))
        if entries:
            yield TableLine(name, grid.table.name, entries, of_rows=True)


def _subject_of(title: str) -> str:
    """What a table adds up, by its caption: 三公经费 of 表3 “三公”经费支出情况表; '' where that says nothing."""
    found = _CAPTION.fullmatch(name_key(_LABEL.sub("", title)))
    return "" if found is None or _GENERAL.fullmatch(found["subject"]) else found["subject"]


def _columns(grid: FigureGrid, text: str) -> Iterator[TableLine]:
    for column in grid.columns:
        name = name_key(bare_item(column.names[-1]))
        if _MEASURE.search(column.names[-1]) or not _told_names(name, text):
            continue
        yield line_of_column(column, grid)


def _total_of(column: FigureColumn, grid: FigureGrid) -> FigureColumn | None:
    """The column that adds up those of the same heading, or else of all."""
    totals = [c for c in grid.columns if TOTAL.fullmatch(name_key(c.names[-1])) and c is not column]
    beside = [c for c in totals if c.names[:-1] == column.names[:-1]]
    return next(iter(beside or totals), None)


def together(lines: Sequence[TableLine]) -> list[Given]:
    """What several lines of one table come to in each of their columns, and over their totals. A column that one of
    them prints a dash in is none of theirs."""
    found: list[Given] = []
    by_label = [{e.label: e for e in reversed(line.entries)} for line in lines]
    for label in dict.fromkeys(e.label for e in lines[0].entries):
        column = [entries[label] for entries in by_label if label in entries]
        if len(column) < len(lines) or not all(e.is_money for e in column):
            continue
        figures = [e.figure for e in column]
        added = " + ".join(f"f{n}" for n in range(1, len(figures) + 1))
        places = tuple(e.place for e in column)
        found.append(_given(_kind_of(column[0]), label, added, figures, places))
        if (whole := column[0].whole) is not None and whole.value:
            found.append(_given("share", label, f"({added}) / f{len(figures) + 1} * 100", [*figures, whole], places))
    return found


def given_by(line: TableLine) -> Iterator[Given]:
    """All that the numbers of one line give."""
    amounts = [e for e in line.entries if e.is_money]
    for entry in line.entries:
        yield _given(_kind_of(entry), entry.label, "f1", [entry.figure], (entry.place,))
    for entry in amounts:
        if entry.whole is not None and entry.whole.value > 0:
            yield _given("share", entry.label, "f1 / f2 * 100", [entry.figure, entry.whole], (entry.place,), _WHOLE)
    for a, b in permutations(amounts, 2):
        places, label = (a.place, b.place), a.label
        if b.figure.value <= 0:
            continue
        one_year = bool(_YEAR_BEFORE.search(a.label)) is bool(_YEAR_BEFORE.search(b.label))
        if SPENT.search(a.label) and PLANNED.search(b.label) and one_year:
            yield _given("done", label, "f1 / f2 * 100", [a.figure, b.figure], places, b.label)
            yield _given("left", label, "f1 - f2", [b.figure, a.figure], places, b.label)
            yield _given("left", label, "(f2 - f1) / f2 * 100", [a.figure, b.figure], places, b.label)
        elif _is_later(a.label, b.label):
            yield _given("moved", label, "(f1 - f2) / f2 * 100", [a.figure, b.figure], places, b.label)
            yield _given("moved", label, "f1 - f2", [a.figure, b.figure], places, b.label)


def _is_later(now: str, before: str) -> bool:
    years = [re.findall(r"20\d\d", label) for label in (now, before)]
    if all(years):
        return bool(years[0][-1] > years[1][-1])
    return bool(BEFORE.search(before)) and not BEFORE.search(now)


def _kind_of(entry: Entry) -> str:
    label = entry.label
    kinds: Mapping[str, re.Pattern[str]] = (
        {"share": SHARED, "moved": MOVED, "done": DONE}
        if entry.is_rate
        else {"left": LEFT, "moved": MOVED, "planned": PLANNED, "spent": SPENT}
        if entry.is_money
        else {}
    )
    return next((kind for kind, said in kinds.items() if said.search(label)), "" if entry.is_money else "other")


def _given(
    kind: str, label: str, formula: str, figures: Sequence[Figure], places: tuple[Place, ...], over: str = ""
) -> Given:
    values = {f"f{n}": plain_values(f) for n, f in enumerate(figures, 1)}
    return Given(kind, label, _value(formula, values), Relation(formula=formula, figures=tuple(figures)), places, over)


def _value(formula: str, values: Mapping[str, Interval]) -> Interval:
    parts = list(values.values())
    if formula == "f1":
        return parts[0]
    if formula == "f1 - f2":
        return parts[0] - parts[1]
    if "-" in formula:
        return ((parts[0] - parts[1]) / parts[1]).times(100)
    if "/" not in formula:
        return reduce(Interval.__add__, parts)
    return (reduce(Interval.__add__, parts[:-1]) / parts[-1]).times(Decimal(100))


def plain_values(figure: Figure) -> Interval:
    """What a printed figure can stand for, amounts in 元."""
    return figure.interval.times(figure.unit.to_yuan()) if figure.unit.is_money else figure.interval


def line_check(figure: Figure, place: Place, given: Given, line: TableLine, values: Interval) -> Check:
    """A number of the text against what its line gives; `values` in the unit of the number."""
    relation = given.relation
    texts = {f"f{n}": f.text for n, f in enumerate(relation.figures, 1)}
    shown = _OPERAND.sub(lambda found: texts.get(found[0], found[0]), relation.formula)
    face = face_value(relation.formula, {f"f{n}": f for n, f in enumerate(relation.figures, 1)})
    both = figure.unit.is_money and relation.figures[0].unit.is_money
    factor = relation.figures[0].unit.to_yuan() / figure.unit.to_yuan() if both else Decimal(1)
    nominal = abs(face) * factor if face is not None else (values.low + values.high) / 2
    code = CheckCode.SAME_FIGURE if given.is_cell else CheckCode.RATIO if "/" in relation.formula else CheckCode.SUM
    code = CheckCode.DIFFERENCE if relation.formula == "f1 - f2" else code
    if factor != 1:
        way = f"* {int(factor)}" if factor > 1 else f"/ {int(1 / factor)}"
        relation = Relation(formula=f"({relation.formula}) {way}", figures=relation.figures)
    return compared(
        code,
        "text_and_table" if given.is_cell else "stated_in_text",
        locus_at(row=line.name, column=given.label),
        figure,
        [values],
        [place, *given.places],
        nominals=[nominal],
        relation=relation,
        formula=shown.replace("*", "×"),
        other=relation.figures[0].text,
        where=line.table,
        page=str(given.places[0].page),
        quote="",
    )
