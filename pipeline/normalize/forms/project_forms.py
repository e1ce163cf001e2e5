"""项目支出绩效自评表, the national form (财政部 财预〔2020〕10号 and local copies): a table of blocks, not of columns.

Blocks are found by their words: 项目名称 and its value, the funds block (年初预算数 … 得分 over 年度资金总额 and its
parts), the indicator block (一级指标 … 年度指标值, 实际完成值, 分值, 得分) and the 总分 line. Funds become budget lines
and one score line 预算执行率; each indicator a score line with the target as `criteria`, the actual value as `remark`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple, TypedDict

from pipeline.normalize.columns.header import row_cells
from pipeline.normalize.context import ReportContext
from pipeline.normalize.forms.funds import FormMoney, read_money
from pipeline.normalize.forms.heads import (
    CHANGED_TARGET,
    Head,
    fact_at,
    figure_at,
    fund_head,
    heads,
    indicator_head,
    is_project_label,
    level_and_points,
    project_name,
    unit_of,
    with_own_points,
)
from pipeline.normalize.forms.money_aside import MoneyAside, funds_on_their_side, read_money_aside
from pipeline.normalize.forms.target_cells import scored_by_target, target_text, tells_how_points_are_found, with_unit
from pipeline.normalize.forms.totals import FULL, graded, points_beside, set_grade, totals_on_top, totals_told
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import BEHIND_TOTAL, folded, is_formula, name_key
from pipeline.vocabulary.roles import LEVELS
from schemas.document import Cell, Document, Table
from schemas.figure import Figure, Unit
from schemas.records import BudgetLine, ColumnMeaning, Fact, ScoreLine, ScoreTotal, TableKind, TableReading
from schemas.white_space import without_space

_TOTAL = re.compile(
    rf"^(?:(?:总分|合计|总计|总得分|总评分|自评总分|得分合计|评分合计){BEHIND_TOTAL}|.{{0,8}}小计$"
    r"|(?:项目|绩效|自评|评价|综合|最终|评分|指标)+(?:总得?分|得分|评分|总分值)?(?:合计|总计|总得?分)(?:值)?(?=$|[(:]))"
)
_SHORTEST_NOTE = 20  # characters
_METHOD = re.compile(
    r"(?:定量|定性|正向|反向)指标.*(?:[记计得给]分|分值|得分)|得分=|(?:执行|支出|支付)率.*\d%.*(?:得|扣|满分)"
)
_EXECUTION = re.compile(r"(?:项目|资金|财政)?(?:预算|资金)?(?:预算)?执行率(?:指标)?")


class ProjectForm(NamedTuple):
    """Everything one form states."""

    reading: TableReading
    budget_lines: list[BudgetLine]
    score_lines: list[ScoreLine]
    score_totals: list[ScoreTotal]
    facts: list[Fact]


def project_form(table: Table, context: ReportContext) -> ProjectForm | None:
    """The records of a project form, or of one for a whole department, whose indicators too stand under other blocks
    (`subject` is then empty); None for any other table."""
    found = heads(table)
    indicators = indicator_head(found)
    if indicators is None:
        return None
    listed = _list_of_projects(table, indicators)
    subject = "" if listed is not None else project_name(table)
    above = [h for h in found if h.row < indicators.row]
    funds, aside = fund_head(above), funds_on_their_side(table, indicators.row)
    none_above = funds is None and aside is None and indicators.row <= table.header_rows + 1
    if none_above and not subject and listed is None:
        return None
    form = ProjectForm(_reading(table, funds, indicators, aside), [], [], [], [])
    if aside is not None:
        money = read_money_aside(table, aside, subject, context)
    elif funds is not None:
        money = read_money(table, above, funds, indicators, subject, context)
    else:
        money = FormMoney([], [], [])
    form.budget_lines.extend(money.lines)
    form.score_lines.extend(money.scores)
    form.facts.extend(money.facts)
    _read_indicators(table, indicators, listed or subject, context, form)
    return form


def unscored_money(table: Table, context: ReportContext) -> tuple[FormMoney, tuple[ColumnMeaning, ...]] | None:
    """The funds of a form that gives no points (转移支付区域绩效目标自评表) and their columns; None for any other
    table."""
    named = next((c for c in table.cells if is_project_label(c.text)), None)
    if named is None:
        return None
    found = heads(table)
    funds = fund_head(found)
    if funds is None or "outturn" not in funds.columns or named.row + named.row_span > funds.row:
        return None
    below = next((h.row for h in found if h.row > funds.row and "level2" in h.columns), table.rows + 1)
    end = Head(below, {})
    money = read_money(table, [], funds, end, project_name(table), context)
    if len(money.lines) < 2 or money.scores:
        return None
    return money, _reading(table, funds, end, None).columns


def named_after(form: ProjectForm, table: Table) -> ProjectForm:
    """A further form without a project's name, called by its table so that it is not taken for the one before."""
    name = f"{table.name or '项目'}（{table.table_id}）"
    lines = [x if x.subject else x.model_copy(update={"subject": name}) for x in form.score_lines]
    facts = [x if x.scope else x.model_copy(update={"scope": name}) for x in form.facts]
    return form._replace(score_lines=lines, facts=facts)


def _list_of_projects(table: Table, head: Head) -> int | None:
    """The column of projects' names in a table that lists the indicators of several, one project below the other."""
    cells = [c for c in row_cells(table, head.row) if is_project_label(c.text)]
    leftmost = min(head.columns[level] for level in LEVELS if level in head.columns)
    return next((c.col for c in cells if c.col < leftmost and c.row + c.row_span - 1 >= head.row), None)


def method_notes(document: Document, forms: Collection[str]) -> str:
    """What notes below or in `forms` (ids of tables) say of how targets and results are scored, each line once."""
    texts = [b.text for b in document.blocks]
    texts += [c.text for t in document.tables if t.table_id in forms for c in t.cells]
    return "\n".join(dict.fromkeys(t for t in texts if len(t) > _SHORTEST_NOTE and _METHOD.search(folded(t))))


def _reading(table: Table, funds: Head | None, indicators: Head, aside: MoneyAside | None) -> TableReading:
    columns: list[ColumnMeaning] = []
    if aside is not None:
        names = {metric: (table.text_at(row, aside.label),) for metric, row in aside.rows.items()}
        columns += [ColumnMeaning(col=aside.cols[0], metric=metric, header=name) for metric, name in names.items()]
    funds = None if aside else funds
    for head in (funds, indicators):
        for meaning, col in sorted((head.columns if head else {}).items(), key=lambda x: x[1]):
            header = tuple(c.text for c in [table.grid.get((head.row, col))] if c) if head else ()
            metric = meaning if meaning in load_metrics() else ""
            role = _role(meaning, indicators) if head is indicators else ""
            if metric and head is funds and metric in ("weight", "self_score"):
                continue
            unit = unit_of(metric, Unit.NONE).value if metric and load_metrics()[metric].unit != "money" else ""
            columns.append(ColumnMeaning(col=col, metric=metric, role=role, unit=unit, header=header))
    return TableReading(table_id=table.table_id, kind=TableKind.INDICATOR_SCORES, columns=tuple(columns))


def _role(meaning: str, head: Head) -> str:
    levels = [x for x in LEVELS if x in head.columns]
    if meaning in levels:
        return "indicator" if meaning == levels[-1] else meaning
    return meaning if meaning != "indicator" else ""


def _read_indicators(table: Table, head: Head, project: str | int, context: ReportContext, form: ProjectForm) -> None:
    """The indicators of a `project`, or of the projects whose names stand in a column."""
    levels = [x for x in LEVELS if x in head.columns]
    above = _LevelsAbove(table, head, levels[:-1])
    form.score_totals.extend((*totals_told(table), *totals_on_top(table, head.row)))
    for row in range(head.row + 1, table.rows + 1):
        weight, score = (figure_at(table, row, head, m, Unit.NONE) for m in ("weight", "self_score"))
        names = [c for c in row_cells(table, row) if c.row == row and c.text]
        total = next((c for c in names if _TOTAL.match(folded(c.text))), None)
        if total is not None:
            form.score_totals.append(graded(_total(table, row, total, weight, score, above), names))
            continue
        above.enter(row)
        subject = project if isinstance(project, str) else without_space(table.text_at(row, project))
        cell = table.grid.get((row, head.columns[levels[-1]]))
        if cell is None or cell.row != row or not re.search(r"\w", cell.text) or is_formula(cell.text):
            continue
        target = _target(table, row, head)
        if cell is target or (weight is None and score is None and target is None):
            continue  # 自评等级 | 优 below the indicators
        line = _score_line(table, head, row, cell, (weight, score), subject, above, len(form.score_lines) + 1)
        form.score_lines.append(line)
        rate = figure_at(table, row, head, "score_rate", Unit.PERCENT)
        for metric, figure in (("weight", line.weight), ("self_score", score), ("score_rate", rate)):
            if figure is not None and metric in head.columns:
                col = head.columns[metric]
                form.facts.append(fact_at(table, metric, figure, row, col, line.indicator, subject, context.period))
    form.score_lines[:] = [above.with_points(x) for x in _once(form.score_lines, head.row)]
    set_grade(table, form.score_totals)


def _total(
    table: Table, row: int, cell: Cell, weight: Figure | None, score: Figure | None, above: _LevelsAbove
) -> ScoreTotal:
    """The total whose name stands in a cell: of the form, or of the level that ends there."""
    if weight is None and score is None:
        weight, score = points_beside(table, row)
    name = without_space(cell.text)
    if "小计" in name and (weight is None or weight.value < FULL):
        name = above.names()["level1"] or name
    return ScoreTotal(table_id=table.table_id, row=row, name=name, weight=weight, self_score=score)


def _score_line(
    table: Table,
    head: Head,
    row: int,
    cell: Cell,
    printed: tuple[Figure | None, Figure | None],
    subject: str,
    above: _LevelsAbove,
    order: int,
) -> ScoreLine:
    """The line of an indicator that stands in a cell. `printed`: the weight and the score of its row; `subject`: its
    project; `order`: its place in the form, from 1."""
    weight, score = printed
    target, actual = _target(table, row, head), _cell(table, row, head, "actual")
    sign, unit = (_text(table, row, head, r) for r in ("target_sign", "target_unit"))
    wanted = target_text(target.text if target else "", sign, unit)
    said = _cell(table, row, head, "criteria")
    by_target = said is None or scored_by_target(said.text, wanted)
    if said is None and tells_how_points_are_found(wanted):
        by_target, said, wanted = False, target, ""
    indicator, weight = with_own_points(without_space(cell.text), weight, cell)
    return ScoreLine(
        table_id=table.table_id,
        row=row,
        order=order,
        subject=subject,
        **above.names(),
        indicator=indicator,
        weight=weight,
        self_score=score,
        measured=by_target,
        criteria=wanted if by_target or said is None else said.text,
        remark=with_unit(actual.text, unit) if actual else "",
        criteria_box=place.boxes[0] if (place := target if by_target else said) else None,
        remark_box=actual.boxes[0] if actual else None,
        target="" if by_target else wanted,
        reason=_text(table, row, head, "remark") if by_target else "",
        boxes=(*(score.boxes if score else ()), *(cell.content.boxes() or cell.boxes)),
    )


def _once(lines: list[ScoreLine], head: int) -> list[ScoreLine]:
    """The lines without the points beside the funds above row `head`, where the execution rate is one of the indicators
    below with the same points: the total counts them once."""
    again = {x.weight.value for x in lines if x.row > head and x.weight and _EXECUTION.fullmatch(name_key(x.indicator))}
    return [x for x in lines if x.row > head or x.weight is None or x.weight.value not in again]


class _LevelsAbove:
    """The levels that the row at hand stands under, each with the points printed in its own merged cell."""

    def __init__(self, table: Table, head: Head, levels: list[str]) -> None:
        self.table, self.head, self.levels = table, head, levels[:2]
        self.here: list[tuple[str, Figure | None]] = [("", None)] * len(self.levels)
        self.cells: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self.points: dict[tuple[str, ...], Figure | None] = {}

    def enter(self, row: int) -> None:
        for depth, level in enumerate(self.levels):
            cell = self.table.grid.get((row, self.head.columns[level]))
            if cell is None or not cell.text:
                continue
            self.here[depth] = level_and_points(without_space(cell.text), cell)
            path = tuple(name for name, _ in self.here[: depth + 1])
            self.cells[path].add(id(cell))
            self.points[path] = self.here[depth][1]

    def names(self) -> _LevelNames:
        names = [name for name, _ in self.here] + ["", ""]
        return {"level1": names[0], "level2": names[1]}

    def with_points(self, line: ScoreLine) -> ScoreLine:
        """The line with its levels' points: those of a level that has one cell only, for points in a cell of every row
        are of the rows."""
        first, both = (line.level1,), (line.level1, line.level2)
        points = [self.points.get(path) if len(self.cells[path]) == 1 else None for path in (first, both)]
        if points == [None, None]:
            return line
        return line.model_copy(update={"level1_weight": points[0], "level2_weight": points[1]})


class _LevelNames(TypedDict):
    level1: str
    level2: str


def _target(table: Table, row: int, head: Head) -> Cell | None:
    """The target that counts: as changed within the year where the form has a column for that and something in it."""
    changed = _cell(table, row, head, CHANGED_TARGET)
    return changed if changed is not None and re.search(r"\w", changed.text) else _cell(table, row, head, "target")


def _cell(table: Table, row: int, head: Head, role: str) -> Cell | None:
    cell = table.grid.get((row, head.columns[role])) if role in head.columns else None
    return cell if cell is not None and cell.text else None


def _text(table: Table, row: int, head: Head, role: str) -> str:
    cell = _cell(table, row, head, role)
    return cell.text if cell else ""
