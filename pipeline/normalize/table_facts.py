"""Facts of tables: every figure whose row and column have a known meaning, with the cell it stands in."""

from __future__ import annotations

import re

from pipeline.normalize.budget_lines import LineWithColumns
from pipeline.normalize.columns.column_groups import columns_of_parts
from pipeline.normalize.context import ReportContext
from pipeline.normalize.item_codes import scope_of
from pipeline.normalize.numbers import figure_of_cell, make_figure, read_number
from pipeline.normalize.read_table import ReadTable
from pipeline.vocabulary.items import item_named
from pipeline.vocabulary.metrics import load_metrics, metric_named, metric_of_header
from pipeline.vocabulary.names import bare_item, is_formula, name_key, unit_in_name
from schemas.document import Cell
from schemas.figure import Figure, Unit
from schemas.records import Fact
from schemas.trusted import changed, trusted
from schemas.white_space import without_space

# Metrics whose names say that they are of the unit as a whole, and titles of tables that hold a part of it.
OF_THE_UNIT = frozenset(
    {
        *("procurement_planned", "procurement_actual", "fixed_assets_original", "fixed_assets_in_use"),
        *("authorised_posts", "staff_in_post", "dispatched_staff"),
    }
)
# 数量 over a column of values is the name of no item.
_VALUE = re.compile(r"(?:指标|项目|实际|年末|期末|填报|统计)?(?:数量|数值|数据|数额|值)(?:\(.{1,4}\))?")
# 全年预算数, 全年实际支出数: of the unit as a whole, by their own names
_OF_THE_YEAR = re.compile(
    r"(?:本?部门|本?单位)?(?:全年|年度)(?:总)?(?:实际)?(?:预算|支出|决算|执行)(?:总)?(?:数|额|金额)?$"
)
_PART = re.compile(r"货物|工程|服务|部分|主要|重点|大额|新增|本级|下属|明细|处置|闲置")
_OF_FIXED_ASSETS = frozenset({"fixed_assets_original", "fixed_assets_in_use", "fixed_asset_utilisation_rate"})
_FIXED_ASSETS = re.compile(r"固定资产(?:小计|合计|总计|总额|类)?")
_OTHER_ASSETS = re.compile(
    r"无形资产|流动资产|在建工程|公共基础设施|(?:对外|长期)(?:股权)?投资|货币资金|文物|保障性住房|土地"
)


def table_fact(
    read: ReadTable,
    metric: str,
    figure: Figure,
    row: int,
    col: int,
    *,
    item: str = "",
    item_code: str = "",
    scope: str = "",
    period: str | None = None,
) -> Fact:
    """A fact of a cell; its quote is row name, column name and figure. Ids are given when all facts are known."""
    column = read.columns[col - 1]
    quote = " ".join(x for x in (item, read.leaf_name(column), figure.text) if x)
    return trusted(
        Fact,
        fact_id="",
        metric=metric,
        item=item,
        item_code=item_code,
        scope=scope,
        period=read.context.period if period is None else period,
        figure=figure,
        source="table",
        table_id=read.table.table_id,
        row=row,
        col=col,
        quote=quote,
        approximate=False,
    )


def facts_of_lines(read: ReadTable, lines: list[LineWithColumns]) -> list[Fact]:
    """Facts of budget lines. The total of a split column (合计 | 基本支出) is the amount of what the column names; what
    a row states of one part only (基本支出 > 决算数 beside 项目支出 > 决算数) is no fact of the row."""
    by_order = {x.line.order: x.line for x in lines}
    metrics = load_metrics()
    fixed = _lines_of_fixed_assets(lines)
    of_parts = columns_of_parts(read.columns)
    facts = []
    for line, columns in lines:
        scope = scope_of(line, by_order, read.title)
        amount = next((m for m in line.figures if m in ("outturn", "original_budget", "revised_budget")), "")
        for metric, figure in line.figures.items():
            col = columns[metric]
            if col in of_parts:
                continue
            split = bool(metrics[metric].split)
            if split and line.role == "total" and amount and line.item_code == "total":
                head = read.leaf_name(read.columns[col - 1])
                code = item_named(head)
                facts.append(table_fact(read, amount, figure, line.row, col, item=head, item_code=code, scope=scope))
                continue
            fact = table_fact(
                read, metric, figure, line.row, col, item=line.item, item_code=line.item_code, scope=scope
            )
            if fixed is not None and metric in _OF_FIXED_ASSETS:
                sums_all = line.order in fixed
            else:
                sums_all = metric in OF_THE_UNIT and line.role == "total"
            if sums_all and not _PART.search(read.title):
                fact = fact.model_copy(update={"item": "", "item_code": ""})  # the row adds all of it up
            if _VALUE.fullmatch(name_key(line.item)):
                fact = fact.model_copy(update={"item": "", "item_code": ""})
            facts.append(fact)
    return facts


def _lines_of_fixed_assets(lines: list[LineWithColumns]) -> frozenset[int] | None:
    """Where a table holds other assets as well, the orders of the lines that add up its fixed ones; None elsewhere."""
    if not any(_OTHER_ASSETS.search(x.line.item) for x in lines):
        return None
    return frozenset(x.line.order for x in lines if _FIXED_ASSETS.fullmatch(name_key(bare_item(x.line.item))))


def loose_facts(read: ReadTable, taken: set[tuple[int, int]]) -> list[Fact]:
    """Facts of figures that no record holds: rows named after a metric (核定编制数 | 74; 全年平均执行率：114.06) and
    tables of metric columns without row names."""
    facts: list[Fact] = []
    for row in read.body_rows:
        if row in read.skipped_rows:
            continue
        facts += _row_named_by_metric(read, row, taken)
    if not any(c.role in ("item", "quarter", "indicator") for c in read.columns):
        facts += _without_row_names(read, taken | {(f.row or 0, f.col or 0) for f in facts})
    return facts


def _row_named_by_metric(read: ReadTable, row: int, taken: set[tuple[int, int]]) -> list[Fact]:
    cells = []
    for col in range(1, read.table.cols + 1):
        cell = read.cell(row, col)
        if cell is not None and cell.row == row and cell.col == col and cell.text:
            cells.append(cell)
    if not cells:
        return []
    if len(cells) > 3 and (paired := _pairs(read, cells, taken)):
        return paired
    name, _, value = without_space(cells[0].text).replace("：", ":").partition(":")
    metric = metric_named(name)
    if metric is None:
        return []
    kind = load_metrics()[metric].unit
    unit = read.context.money_unit if kind == "money" else Unit(kind)
    if value:
        printed = read_number(value)
        figure = make_figure(printed, cells[0], unit, text=value) if printed else None
        place = cells[0]
    else:
        stated = [c for c in cells[1:] if read_number(c.text) is not None]
        if len(stated) != 1:
            return []
        place = stated[0]
        figure = figure_of_cell(place, unit)
    if figure is None or (row, place.col) in taken:
        return []
    whole = bool(value) or _OF_THE_YEAR.match(name) is not None
    return [table_fact(read, metric, figure, row, place.col, item="" if whole else name)]


def _pairs(read: ReadTable, cells: list[Cell], taken: set[tuple[int, int]]) -> list[Fact]:
    """核定编制数 | 74 | 在职人数 | 71: a row of names, each with its figure behind it; [] for any other."""
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    whole = len(cells) % 2 == 0 and all(
        read_number(name.text) is None and read_number(value.text) is not None for name, value in pairs
    )
    found = []
    for name, value in pairs if whole else ():
        metric = metric_of_header((name.text,))
        if metric not in OF_THE_UNIT or (name.row, value.col) in taken:
            continue
        kind = load_metrics()[metric].unit
        unit = (unit_in_name(name.text) or read.context.money_unit) if kind == "money" else Unit(kind)
        figure = figure_of_cell(value, unit)
        if figure is not None:
            found.append(table_fact(read, metric, figure, name.row, value.col))
    return found


def _without_row_names(read: ReadTable, taken: set[tuple[int, int]]) -> list[Fact]:
    rows = [r for r in read.body_rows if r not in read.skipped_rows]
    facts = []
    stated = [r for r in rows if any(read_number(read.text(r, c.col)) is not None for c in read.columns if c.metric)]
    if len(stated) != 1:
        return []
    row = stated[0]
    for column in read.columns:
        figure = read.figure(row, column) if column.metric else None
        if figure is None or (row, column.col) in taken:
            continue
        names = [t for t in column.header if not is_formula(t)]
        code = next((c for t in reversed(names) if (c := item_named(t))), "")
        item = next((t for t in reversed(names) if item_named(t)), "")
        if code == "subtotal":
            continue
        if code == "total":
            code = "three_public" if "三公" in read.title else ""
        facts.append(table_fact(read, column.metric, figure, row, column.col, item=item, item_code=code))
    return facts


def numbered(facts: list[Fact]) -> tuple[Fact, ...]:
    """Facts with ids f0001, f0002 … in the order in which they stand in the report."""

    def place(fact: Fact) -> tuple[int, int, str, int, int, float, float]:
        box = fact.figure.box
        if fact.source == "table":
            return (box.page, 0, fact.table_id, fact.row or 0, fact.col or 0, box.top, box.x0)
        return (box.page, 1, "", 0, 0, box.top, box.x0)

    ordered = sorted(facts, key=place)
    return tuple([changed(fact, fact_id=f"f{n:04}") for n, fact in enumerate(ordered, 1)])


def period_of_quarter(context: ReportContext, quarter: int) -> str:
    """`2021Q3`, or `Q3` where the year is not known."""
    return f"{context.period}Q{quarter}"
