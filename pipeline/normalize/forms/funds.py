"""Money of a project form: the funds block and its score, and the tasks of a whole department with their amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.normalize.context import ReportContext
from pipeline.normalize.forms.heads import FUND_METRICS, Head, fact_at, figure_at, with_own_points
from pipeline.normalize.fractions import with_rate_in_percent
from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.items import USES, item_named
from pipeline.vocabulary.names import name_key, unit_in_name
from schemas.document import Cell, Table
from schemas.figure import Figure, Unit
from schemas.records import BudgetLine, Fact, ScoreLine
from schemas.white_space import without_space

EXECUTION_INDICATOR = "预算执行率"  # what the form's 执行率 × 10 分 line is called in scores
_FUND_ROW = re.compile(r"资金|拨款|总额|结转|合计|预算|支出|收入|补助|专户|债券|自筹|贷款")
_WHOLE = re.compile(r"整体")  # a form of the whole department, whose uses of money are the report's
_SUM_OF_TASKS = re.compile(r"(?:金额|资金|任务|预算)?(?:合计|总计|小计)")


class FormMoney(NamedTuple):
    """What the blocks of money state."""

    lines: list[BudgetLine]
    scores: list[ScoreLine]
    facts: list[Fact]


class _Row(NamedTuple):
    row: int
    label: Cell
    figures: dict[str, Figure]

    @property
    def name(self) -> str:
        return without_space(self.label.text)


def read_money(
    table: Table, found: list[Head], funds: Head, indicators: Head, subject: str, context: ReportContext
) -> FormMoney:
    """The funds of a form, and its table of tasks where it has one between the funds and the indicators, or above."""
    money = money_unit_of(table, context)
    result = FormMoney([], [], [])
    others = [h for h in found if h.row != funds.row and h.row < indicators.row and _heads_amounts(h)]
    ends = sorted([funds.row, indicators.row, *(h.row for h in others)])
    for head in (funds, *others):
        read = _read_funds if head is funds else _read_tasks
        read(table, head, next(row for row in ends if row > head.row), subject, money, context, result)
    return result


def _heads_amounts(head: Head) -> bool:
    return "outturn" in head.columns and bool({"original_budget", "revised_budget"} & set(head.columns))


def money_unit_of(table: Table, context: ReportContext) -> Unit:
    """The unit in brackets behind any cell of the form (项目资金（万元）), else the report's."""
    units = [u for c in table.cells if (u := unit_in_name(c.text)) and u.is_money]
    return units[0] if units else context.money_unit


def _rows(table: Table, head: Head, end: int, money: Unit) -> Iterator[_Row]:
    """Rows of a block with their names and figures: all beside the cell that is merged over the block, else those that
    are named like sources of funds."""
    first = min(col for metric, col in head.columns.items() if metric in FUND_METRICS)
    side = table.grid.get((head.row, 1))
    last = side.row + side.row_span - 1 if side is not None and side.col_span < first else head.row
    begun = False
    for row in range(head.row + 1, end):
        label = _label(table, row, first, head.row)
        figures = {m: f for m in FUND_METRICS if (f := figure_at(table, row, head, m, money)) is not None}
        # 项目总金额 right below the head, 社会投入 below the other sources
        goes_on = (begun or row == head.row + 1) and sum(f.unit.is_money for f in figures.values()) > 1
        if label is None or (row > last and not goes_on and not _FUND_ROW.search(label.text)):
            if begun and row > last:
                return
            continue
        source = begun and row <= last and label.row == row and _FUND_ROW.search(label.text) is not None
        if figures or source:  # 其他资金 without an amount is a source all the same: with it all of them are there
            begun = True
            yield _Row(row, label, with_rate_in_percent(figures, _name_of_rate(table, head)))


def _name_of_rate(table: Table, head: Head) -> str:
    col = head.columns.get("execution_rate")
    return table.text_at(head.row, col) if col else ""


def _first_in(table: Table, row: int, head: Head) -> Cell | None:
    """The leftmost text of a row of tasks, right of the block's name: what stands behind it says how the task went."""
    first = min(col for metric, col in head.columns.items() if metric in FUND_METRICS)
    cells = (table.grid.get((row, col)) for col in range(1, first))
    return next((c for c in cells if c is not None and c.text and c.row == row), None)


def _label(table: Table, row: int, first: int, head: int) -> Cell | None:
    """The cell that names a row of funds: the nearest text left of the figures."""
    for col in range(first - 1, 0, -1):
        cell = table.grid.get((row, col))
        if cell is None or not cell.text or read_number(cell.text) is not None:
            continue
        if cell.row == row or cell.row == row - 1 == head:  # beside the header, merged over the figures below it
            return cell
    return None


def _read_funds(
    table: Table, head: Head, end: int, subject: str, money: Unit, context: ReportContext, result: FormMoney
) -> None:
    whole: int | None = None
    for found in _rows(table, head, end, money):
        order = len(result.lines) + 1
        result.lines.append(
            BudgetLine(
                table_id=table.table_id,
                order=order,
                row=found.row,
                level=0 if whole is None else 1,
                parent_order=whole,
                item=found.name,
                item_code="",
                role="line" if whole is None else "of_which",
                figures=found.figures,
                unit=money.value,
                page=found.label.page,
            )
        )
        result.facts.extend(_facts(table, head, found, subject, context))
        if whole is None:
            whole = order
            _score_of_funds(table, found.row, head, subject, money, result)


def _facts(table: Table, head: Head, found: _Row, subject: str, context: ReportContext) -> Iterator[Fact]:
    code = item_named(found.name) if not subject and _WHOLE.search(table.title + table.text_at(1, 1)) else ""
    for metric, figure in found.figures.items():
        col = head.columns[metric]
        fact = fact_at(table, metric, figure, found.row, col, found.name, subject, context.period)
        yield fact.model_copy(update={"item_code": code}) if code in USES else fact


def _score_of_funds(table: Table, row: int, head: Head, subject: str, money: Unit, result: FormMoney) -> None:
    weight, score = (figure_at(table, row, head, m, money) for m in ("weight", "self_score"))
    if weight is None and score is None:
        return
    head_cell = table.grid.get((head.row, head.columns["self_score"])) if "self_score" in head.columns else None
    label = _label(table, row, min(c for m, c in head.columns.items() if m in FUND_METRICS), head.row)
    for cell in (head_cell, label):  # 得分（20分*执行率）, 年度资金总额（分值10分）
        if weight is None and cell is not None:
            _, weight = with_own_points(cell.text, None, cell)
    result.scores.append(execution_line(table.table_id, row, subject, weight, score))


def execution_line(table_id: str, row: int, subject: str, weight: Figure | None, score: Figure | None) -> ScoreLine:
    """The score of the execution rate; one of `weight` and `score` is printed."""
    anchor = score or weight
    assert anchor is not None
    return ScoreLine(
        table_id=table_id,
        row=row,
        order=1,
        measured=True,
        subject=subject,
        level1=EXECUTION_INDICATOR,
        level2="",
        indicator=EXECUTION_INDICATOR,
        weight=weight,
        self_score=score,
        boxes=anchor.boxes,
    )


def _read_tasks(
    table: Table, head: Head, end: int, subject: str, money: Unit, context: ReportContext, result: FormMoney
) -> None:
    """Tasks with their amounts, and the line that sums them up (金额合计) where the block has one."""
    named = ((r, _first_in(table, r.row, head)) for r in _rows(table, head, end, money))
    rows = [r._replace(label=label) if label else r for r, label in named]
    sums = [r for r in rows if _SUM_OF_TASKS.fullmatch(name_key(r.name))]
    if len(sums) != 1 or len(rows) < 2:
        return
    order = len(result.lines) + 1
    total = order + rows.index(sums[0])
    for number, found in enumerate(rows):
        result.lines.append(
            BudgetLine(
                table_id=table.table_id,
                order=order + number,
                row=found.row,
                level=0 if found is sums[0] else 1,
                parent_order=None if found is sums[0] else total,
                item=found.name,
                item_code="",
                figures=found.figures,
                unit=money.value,
                page=found.label.page,
            )
        )
        result.facts.extend(_facts(table, head, found, subject, context))
