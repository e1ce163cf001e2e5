"""项目支出绩效自评表, the national form (财政部 财预〔2020〕10号 and local copies): a table of blocks, not of columns.

Blocks are found by their words: 项目名称 and its value, the funds block (年初预算数 … 得分 over 年度资金总额 and its
parts), the indicator block (一级指标 … 年度指标值, 实际完成值, 分值, 得分) and the 总分 line. Funds become budget lines
and one score line 预算执行率; each indicator a score line with the target as `criteria`, the actual value as `remark`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.normalize.context import ReportContext
from pipeline.normalize.header import row_cells
from pipeline.normalize.numbers import figure_of_cell, make_figure, read_number
from pipeline.normalize.target_cells import scored_by_target, target_text, with_unit
from pipeline.vocabulary.metrics import load_metrics, metric_of_header
from pipeline.vocabulary.names import folded, is_formula, name_key, unit_in_name, without_brackets
from pipeline.vocabulary.roles import role_of_header
from schemas.document import Cell, Table
from schemas.figure import Figure, Unit
from schemas.records import BudgetLine, ColumnMeaning, Fact, ScoreLine, ScoreTotal, TableKind, TableReading

_FUND_METRICS = ("original_budget", "revised_budget", "outturn", "execution_rate")
_FUND_ROW = re.compile(r"资金|拨款|总额|结转|合计|预算")
_TOTAL = re.compile(r"^(?:总分|合计|总计|总得分|自评总分|得分合计)")
_LEVELS = ("level1", "level2", "level3", "level4")
EXECUTION_INDICATOR = "预算执行率"  # what the form's 执行率 × 10 分 line is called in scores


class ProjectForm(NamedTuple):
    """Everything one form states."""

    reading: TableReading
    budget_lines: list[BudgetLine]
    score_lines: list[ScoreLine]
    score_totals: list[ScoreTotal]
    facts: list[Fact]


class _Head(NamedTuple):
    """A block's header row, and the column where each meaning starts."""

    row: int
    columns: dict[str, int]


def project_form(table: Table, context: ReportContext) -> ProjectForm | None:
    """The records of a project form, or of one for a whole department, whose indicators too stand under other blocks
    (`subject` is then empty); None for any other table."""
    name = _value_beside(table, "项目名称")
    heads = _heads(table)
    funds, indicators = _fund_head(heads), _indicator_head(heads)
    if indicators is None or (funds is None and not name and indicators.row <= table.header_rows + 1):
        return None
    subject = re.sub(r"\s+", "", name)
    form = ProjectForm(_reading(table, funds, indicators), [], [], [], [])
    if funds is not None:
        _read_funds(table, funds, indicators.row, subject, context, form)
    _read_indicators(table, indicators, subject, context, form)
    return form


def _value_beside(table: Table, label: str) -> str:
    """The text of the cell right of the one that reads `label`."""
    for cell in table.cells:
        if name_key(cell.text) == label:
            beside = table.grid.get((cell.row, cell.col + cell.col_span))
            return beside.text if beside else ""
        found = re.match(rf"{label}[:：](.+)", folded(cell.text))
        if found:
            return found[1]
    return ""


def _meaning(text: str) -> str:
    metric = metric_of_header((text,)) or metric_of_header((without_brackets(text),))
    return metric or role_of_header(text)


def _heads(table: Table) -> list[_Head]:
    heads = []
    for row in range(1, table.rows + 1):
        columns: dict[str, int] = {}
        for cell in row_cells(table, row):
            meaning = _meaning(cell.text) if cell.text and not _names_the_row_below(table, cell) else ""
            if cell.row <= row and meaning and meaning not in columns and cell.row + cell.row_span - 1 <= row + 1:
                columns[meaning] = cell.col
        heads.append(_Head(row, columns))
    return heads


def _names_the_row_below(table: Table, cell: Cell) -> bool:
    """部门整体支出总额 beside a header, merged over the figures below it: what they are of, no column's name."""
    below = table.grid.get((cell.row + 1, cell.col + cell.col_span)) if cell.row_span > 1 else None
    return below is not None and below.row > cell.row and read_number(below.text) is not None


def _fund_head(heads: list[_Head]) -> _Head | None:
    return next((h for h in heads if sum(m in h.columns for m in _FUND_METRICS) >= 2), None)


def _indicator_head(heads: list[_Head]) -> _Head | None:
    """The row that heads the indicators: levels with targets or actual values, and points."""
    for head in heads:
        levels = sum(level in head.columns for level in _LEVELS)
        if levels >= 2 and ({"target", "actual"} & set(head.columns)) and {"weight", "self_score"} & set(head.columns):
            return head
    return None


def _reading(table: Table, funds: _Head | None, indicators: _Head) -> TableReading:
    columns = []
    for head in (funds, indicators):
        for meaning, col in sorted((head.columns if head else {}).items(), key=lambda x: x[1]):
            header = tuple(c.text for c in [table.grid.get((head.row, col))] if c) if head else ()
            metric = meaning if meaning in load_metrics() else ""
            role = _role(meaning, indicators) if head is indicators else ""
            if metric and head is funds and metric in ("weight", "self_score"):
                continue
            unit = _unit(metric, Unit.NONE).value if metric and load_metrics()[metric].unit != "money" else ""
            columns.append(ColumnMeaning(col=col, metric=metric, role=role, unit=unit, header=header))
    return TableReading(table_id=table.table_id, kind=TableKind.INDICATOR_SCORES, columns=tuple(columns))


def _role(meaning: str, head: _Head) -> str:
    levels = [x for x in _LEVELS if x in head.columns]
    if meaning in levels:
        return "indicator" if meaning == levels[-1] else meaning
    return meaning if meaning != "indicator" else ""


def _unit(metric: str, money: Unit) -> Unit:
    kind = load_metrics()[metric].unit
    return money if kind == "money" else Unit(kind)


def _money_unit(table: Table, context: ReportContext) -> Unit:
    """The unit in brackets behind any cell of the form (项目资金（万元）), else the report's."""
    units = [u for c in table.cells if (u := unit_in_name(c.text)) and u.is_money]
    return units[0] if units else context.money_unit


def _figure(table: Table, row: int, head: _Head, metric: str, money: Unit) -> Figure | None:
    col = head.columns.get(metric)
    cell = table.grid.get((row, col)) if col else None
    if cell is None or cell.row != row:
        return None
    printed = read_number(cell.text)
    if metric in ("weight", "self_score") and printed is not None and printed.dash:
        return None
    return figure_of_cell(cell, _unit(metric, money))


def _fact(table: Table, metric: str, figure: Figure, row: int, col: int, item: str, subject: str, period: str) -> Fact:
    return Fact(
        fact_id="",
        metric=metric,
        item=item,
        scope=subject,
        period=period,
        figure=figure,
        source="table",
        table_id=table.table_id,
        row=row,
        col=col,
        quote=f"{item} {figure.text}".strip(),
    )


def _read_funds(table: Table, head: _Head, end: int, subject: str, context: ReportContext, form: ProjectForm) -> None:
    money = _money_unit(table, context)
    first = min(col for metric, col in head.columns.items() if metric in _FUND_METRICS)
    whole: int | None = None
    for row in range(head.row + 1, end):
        label = _label(table, row, first, head.row)
        if label is None or not _FUND_ROW.search(label.text):
            if form.budget_lines:
                break
            continue
        figures = {m: f for m in _FUND_METRICS if (f := _figure(table, row, head, m, money)) is not None}
        if not figures:
            continue
        name = re.sub(r"\s+", "", label.text)
        order = len(form.budget_lines) + 1
        form.budget_lines.append(
            BudgetLine(
                table_id=table.table_id,
                order=order,
                row=row,
                level=0 if whole is None else 1,
                parent_order=whole,
                item=name,
                item_code="",
                role="line" if whole is None else "of_which",
                figures=figures,
                unit=money.value,
                page=label.page,
            )
        )
        for metric, figure in figures.items():
            col = head.columns[metric]
            form.facts.append(_fact(table, metric, figure, row, col, name, subject, context.period))
        if whole is None:
            whole = order
            _score_of_funds(table, row, head, subject, money, form)


def _label(table: Table, row: int, first: int, head: int) -> Cell | None:
    """The cell that names a row of funds: the nearest text left of the figures."""
    for col in range(first - 1, 0, -1):
        cell = table.grid.get((row, col))
        if cell is None or not cell.text or read_number(cell.text) is not None:
            continue
        if cell.row == row or cell.row == row - 1 == head:  # beside the header, merged over the figures below it
            return cell
    return None


def _score_of_funds(table: Table, row: int, head: _Head, subject: str, money: Unit, form: ProjectForm) -> None:
    weight, score = _figure(table, row, head, "weight", money), _figure(table, row, head, "self_score", money)
    if weight is None and score is None:
        return
    head_cell = table.grid.get((head.row, head.columns["self_score"])) if "self_score" in head.columns else None
    if weight is None and head_cell is not None:
        _, weight = _with_own_weight(head_cell.text, None, head_cell)  # 得分（20分*执行率）
    anchor = score or weight
    assert anchor is not None
    form.score_lines.append(
        ScoreLine(
            table_id=table.table_id,
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
    )


def _read_indicators(table: Table, head: _Head, subject: str, context: ReportContext, form: ProjectForm) -> None:
    levels = [x for x in _LEVELS if x in head.columns]
    leaf = levels[-1]
    carried: dict[str, str] = {}
    for row in range(head.row + 1, table.rows + 1):
        weight, score = (_figure(table, row, head, m, Unit.NONE) for m in ("weight", "self_score"))
        names = [c for c in row_cells(table, row) if c.row == row and c.text]
        total = next((c for c in names if _TOTAL.match(folded(c.text))), None)
        if total is not None:
            name = re.sub(r"\s+", "", total.text)
            total_line = ScoreTotal(table_id=table.table_id, row=row, name=name, weight=weight, self_score=score)
            form.score_totals.append(total_line)
            continue
        for level in levels[:-1]:
            text = re.sub(r"\s+", "", table.text_at(row, head.columns[level]))
            carried[level] = text or carried.get(level, "")
        cell = table.grid.get((row, head.columns[leaf]))
        if cell is None or cell.row != row or not re.search(r"\w", cell.text) or is_formula(cell.text):
            continue
        if weight is None and score is None and not _text(table, row, head, "target"):
            continue
        target, actual = _cell(table, row, head, "target"), _cell(table, row, head, "actual")
        sign, unit = (_text(table, row, head, r) for r in ("target_sign", "target_unit"))
        wanted = target_text(target.text if target else "", sign, unit)
        said = _cell(table, row, head, "criteria")
        by_target = said is None or scored_by_target(said.text, wanted)
        indicator, weight = _with_own_weight(re.sub(r"\s+", "", cell.text), weight, cell)
        form.score_lines.append(
            ScoreLine(
                table_id=table.table_id,
                row=row,
                order=len(form.score_lines) + 1,
                subject=subject,
                level1=_bare(carried.get(levels[0], "")),
                level2=_bare(carried.get(levels[1], "")) if len(levels) > 2 else "",
                indicator=indicator,
                weight=weight,
                self_score=score,
                measured=by_target,
                criteria=wanted if by_target or said is None else said.text,
                remark=with_unit(actual.text, unit) if actual else "",
                criteria_box=place.boxes[0] if (place := target if by_target else said) else None,
                remark_box=actual.boxes[0] if actual else None,
                target="" if by_target else wanted,
                boxes=(*(score.boxes if score else ()), *(cell.content.boxes() or cell.boxes)),
            )
        )
        for metric, figure in (("weight", weight), ("self_score", score)):
            if figure is not None and metric in head.columns:
                col = head.columns[metric]
                form.facts.append(_fact(table, metric, figure, row, col, indicator, subject, context.period))


_OWN_WEIGHT = re.compile(r"[（(](\d+(?:\.\d+)?)分(?:[*×x][^（）()]{1,8})?[）)]$")


def _with_own_weight(name: str, weight: Figure | None, cell: Cell) -> tuple[str, Figure | None]:
    """A name without the points in brackets behind it, which are its weight where no column states one."""
    found = _OWN_WEIGHT.search(name)
    printed = read_number(found[1]) if found and weight is None else None
    if found is None or printed is None:
        return name, weight
    return name[: found.start()], make_figure(printed, cell, Unit.POINTS, text=found[1])


def _cell(table: Table, row: int, head: _Head, role: str) -> Cell | None:
    cell = table.grid.get((row, head.columns[role])) if role in head.columns else None
    return cell if cell is not None and cell.text else None


def _text(table: Table, row: int, head: _Head, role: str) -> str:
    cell = _cell(table, row, head, role)
    return cell.text if cell else ""


def _bare(name: str) -> str:
    """A level's name without its points in brackets (产出指标（50分） → 产出指标)."""
    return re.sub(r"[（(]\d+(?:\.\d+)?分[）)]$", "", name)
