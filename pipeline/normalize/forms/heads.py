"""Rows of a project form that name the columns below them, and figures and labels of the rows below.

A form is a stack of blocks, each with a head of its own (年初预算数 … 得分; 一级指标 … 得分), beside a cell merged
over all rows of the block (项目资金（万元）).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.normalize.columns.header import row_cells
from pipeline.normalize.numbers import figure_of_cell, make_figure, read_number
from pipeline.vocabulary.metrics import load_metrics, metric_of_header
from pipeline.vocabulary.names import folded, without_brackets
from pipeline.vocabulary.roles import LEVELS, role_of_header
from schemas.document import Cell, Table
from schemas.figure import Figure, Unit
from schemas.records import Fact
from schemas.white_space import without_space

FUND_METRICS = ("original_budget", "revised_budget", "outturn", "execution_rate")
# Of two columns of budgets, the one after the changes of the year; the other is what was approved before it.
_AS_CHANGED = re.compile(r"调整|调后|全年|追加|变更后|\(A\)")


# A form is of a whole year: 全年累计执行数, 支出进度.
_OF_THE_YEAR = {"cumulative_outturn": "outturn", "cumulative_progress": "execution_rate"}
CHANGED_TARGET = "changed_target"  # the column of targets as changed within the year (调整指标值)
_MEASURED = frozenset({"indicator", "target", "actual", "weight", "self_score"})


class Head(NamedTuple):
    """A block's header row, and the column where each meaning starts."""

    row: int
    columns: dict[str, int]


# 项目名称, 项目（政策）名称, 专项资金名称, 项目名称（编码）, 二级项目名称 …
_PROJECT_LABEL = (
    r"(?:(?:一级|二级|子|专项|预算|部门预算)?项目(?:支出)?|政策|专项(?:资金)?|(?:财政)?资金|转移支付)(?:\([\u4e00-\u9fff]{2,4}\))?"
    r"名称(?:[及和/]?(?:编码|代码|编号)|\((?:项目)?(?:编码|代码|编号|全称)\))?"
)
_IS_PROJECT_LABEL = re.compile(_PROJECT_LABEL)
_LABEL_AND_PROJECT = re.compile(rf"{_PROJECT_LABEL}[:：](.+)")


def is_project_label(text: str) -> bool:
    return _IS_PROJECT_LABEL.fullmatch(folded(text).rstrip(":")) is not None


def project_name(table: Table) -> str:
    """The project that a form names: the text right of 项目名称, or behind its colon; '' for none."""
    for cell in table.cells:
        found = _LABEL_AND_PROJECT.fullmatch(folded(cell.text))
        if found:
            return without_space(found[1])
        if is_project_label(cell.text):
            beside = table.grid.get((cell.row, cell.col + cell.col_span))
            return without_space(beside.text) if beside else ""
    return ""


def heads(table: Table) -> list[Head]:
    """Every row with what its cells mean as names of columns."""
    found = []
    for row in range(1, table.rows + 1):
        named: dict[str, list[Cell]] = {}
        for cell in row_cells(table, row):
            text = cell.text
            low = cell.row + cell.row_span - 1 > row + 1
            meaning = meaning_of(text) if not low and text.strip(_OF_NUMBERS) else ""
            if meaning and not _names_the_row_below(table, cell):
                named.setdefault(meaning, []).append(cell)
        columns = _columns({m: _over_figures(table, cells) for m, cells in named.items()})
        if {"weight", "self_score", "execution_rate"} & columns.keys():
            columns = _by_words(table, row, _amounts_by_place(table, row, columns))
        found.append(Head(row, columns))
    return found


# 实际完成数值, 年度目标, 赋分, 差异原因: heads beside levels and points that no list has.
_REASONS = r"原因|措施|说明|分析|理由|偏差"
_WORDS = {
    "target": re.compile(rf"^(?!.*(?:{_REASONS}|率|完成|实际|性质|单位|级指标)).*(?:目标|指标|计划|预期|设定)"),
    "actual": re.compile(rf"^(?!.*(?:{_REASONS}|率|比例|程度)).*(?:完成|实际|实现|达成|达到|实绩)"),
    "weight": re.compile(rf"^(?!.*(?:{_REASONS}|得分|自评|评分|扣)).*(?:分|分值|权重)$"),
    "remark": re.compile(rf"(?:{_REASONS})"),
}


def _by_words(table: Table, row: int, columns: dict[str, int]) -> dict[str, int]:
    """A head of indicators, or of scored funds, with the columns that only their words tell, where no other is left
    for what they say."""
    levels = [columns[level] for level in LEVELS if level in columns]
    wanted = list(_WORDS) if len(levels) > 1 else ["weight"] if "self_score" in columns else []
    others = [c for c in row_cells(table, row) if c.col > max(levels, default=1) and c.col not in columns.values()]
    for meaning in wanted:
        named = [c.col for c in others if _WORDS[meaning].search(folded(c.text))]
        if meaning not in columns and len(named) == 1:
            columns = {**columns, meaning: named[0]}
    return columns


def _amounts_by_place(table: Table, row: int, columns: dict[str, int]) -> dict[str, int]:
    """A head of funds with amounts that no name is known of: all forms print what was given before what was spent
    (期初预算数 | 期末预算数 | 期末执行数 | 分值 | 执行率 | 得分)."""
    wanted = ("original_budget", "revised_budget", "outturn")
    if "execution_rate" not in columns or columns.keys() >= {"revised_budget", "outturn"}:
        return columns
    named = row_cells(table, row)
    if not {"weight", "self_score"} & columns.keys() and not any("资金" in c.text for c in named[:1]):
        return columns
    other = {col for meaning, col in columns.items() if meaning not in wanted}
    amounts = [c.col for c in named if c.col not in other and c.text and _is_over_amount(table, c)]
    places = dict(zip(wanted[-len(amounts) :], amounts, strict=True)) if 2 <= len(amounts) <= len(wanted) else {}
    known = {m: col for m, col in columns.items() if m in wanted}
    return columns | places if known.items() <= places.items() else columns


def _is_over_amount(table: Table, cell: Cell) -> bool:
    below = table.grid.get((cell.row + cell.row_span, cell.col))
    printed = read_number(below.text) if below is not None else None
    return printed is not None and not printed.dash and "%" not in folded(below.text if below else "")


def _over_figures(table: Table, cells: list[Cell]) -> list[Cell]:
    """Of several columns of one meaning those with figures below: 年度预算数（万元） over the names of the funds is the
    name of the block (年度预算数（万元） | 年初预算 | 调整后预算数 over 总额 | 238.93 | 251.89)."""
    if len(cells) == 1:
        return cells
    below = [(c, table.grid.get((c.row + c.row_span, c.col))) for c in cells]
    return [c for c, under in below if under is not None and read_number(under.text) is not None] or cells


_OF_NUMBERS = "0123456789.,"


@lru_cache(maxsize=2048)  # the cells of forms are mostly those of other forms
def meaning_of(text: str) -> str:
    metric = metric_of_header((text,)) or metric_of_header((without_brackets(text),))
    return metric or role_of_header(text)


def _columns(named: dict[str, list[Cell]]) -> dict[str, int]:
    columns = {meaning: cells[0].col for meaning, cells in named.items()}
    for so_far, whole in _OF_THE_YEAR.items():
        if so_far in columns and whole not in columns:
            columns[whole] = columns.pop(so_far)
    budgets = named.get("revised_budget", [])
    if len(budgets) > 1 and "original_budget" not in named:  # 预算批复数 | 调整后预算数
        changed = next((c for c in budgets if _AS_CHANGED.search(folded(c.text))), budgets[-1])
        columns["revised_budget"] = changed.col
        columns["original_budget"] = next(c.col for c in budgets if c is not changed)
    targets = named.get("target", [])
    adjusted = [c.col for c in targets if _AS_CHANGED.search(folded(c.text))] if len(targets) > 1 else []
    if adjusted:  # 年初指标值 | 调整指标值
        columns["target"] = next(c.col for c in targets if c.col != adjusted[0])
        columns[CHANGED_TARGET] = adjusted[0]
    return _with_leaf(columns, named)


def _with_leaf(columns: dict[str, int], named: dict[str, list[Cell]]) -> dict[str, int]:
    """指标名称 right of the levels is the lowest of them; 绩效指标 left of them only names the block."""
    levels = [level for level in LEVELS if level in columns]
    if not levels and columns.keys() >= _MEASURED:  # 指标名称 | … | 年初指标值 | 全年完成值 | 权重 | 得分
        return {**columns, LEVELS[0]: columns["indicator"]}
    right = [c.col for c in named.get("indicator", []) if levels and c.col > columns[levels[-1]]]
    return columns | {LEVELS[len(levels)]: right[0]} if right and len(levels) < len(LEVELS) else columns


def _names_the_row_below(table: Table, cell: Cell) -> bool:
    """部门整体支出总额 beside a header, merged over the figures below it: what they are of, no column's name."""
    below = table.grid.get((cell.row + 1, cell.col + cell.col_span)) if cell.row_span > 1 else None
    return below is not None and below.row > cell.row and read_number(below.text) is not None


def fund_head(found: list[Head]) -> Head | None:
    """The row that heads the funds: the first with two columns of theirs, one that is scored before others (tasks)."""
    of_money = [h for h in found if sum(m in h.columns for m in FUND_METRICS) >= 2]
    return next((h for h in of_money if "self_score" in h.columns), of_money[0] if of_money else None)


def indicator_head(found: list[Head]) -> Head | None:
    """The row that heads the indicators: levels with targets or actual values, and points; one column of indicators
    will do where all of these are there. Of a head of two rows (年度指标值 over 指标性质 and 指标值) the lower one."""
    of_levels = [h for h in found if _heads_indicators(h)]
    if not of_levels:
        return next((head for head in found if head.columns.keys() >= _MEASURED), None)
    upper, *lower = of_levels
    return lower[0] if lower and lower[0].row == upper.row + 1 else upper


def _heads_indicators(head: Head) -> bool:
    levels, names = sum(level in head.columns for level in LEVELS), head.columns.keys()
    return levels >= 2 and bool({"target", "actual"} & names) and bool({"weight", "self_score"} & names)


def unit_of(metric: str, money: Unit) -> Unit:
    kind = load_metrics()[metric].unit
    return money if kind == "money" else Unit(kind)


def figure_at(table: Table, row: int, head: Head, metric: str, money: Unit) -> Figure | None:
    """What a row states below a head's column; None for nothing, and for dashes where points would stand."""
    col = head.columns.get(metric)
    cell = table.grid.get((row, col)) if col else None
    if cell is None or cell.row != row:
        return None
    printed = read_number(cell.text)
    if metric in ("weight", "self_score") and printed is not None and printed.dash:
        return None
    return figure_of_cell(cell, unit_of(metric, money))


def fact_at(
    table: Table, metric: str, figure: Figure, row: int, col: int, item: str, subject: str, period: str
) -> Fact:
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


_OWN_POINTS = re.compile(r"[（(](?:满分|共|权重|分值)?[:：]?(\d+(?:\.\d+)?)分(?:[*×x][^（）()]{1,8})?[）)]$")


def with_own_points(name: str, points: Figure | None, cell: Cell) -> tuple[str, Figure | None]:
    """A name without the points in brackets behind it, which are its weight where no column states one."""
    found = _OWN_POINTS.search(name)
    printed = read_number(found[1]) if found and points is None else None
    if found is None or printed is None:
        return name, points
    return name[: found.start()], make_figure(printed, cell, Unit.POINTS, text=found[1])


# 产出指标（50分）, 产出指标(50), 产出指标50分, 产出指标（共50分）
_LEVEL_POINTS = re.compile(r"[（(](?:共|权重|分值)?[:：]?(\d+(?:\.\d+)?)分?[）)]$|(?<=标)(\d+(?:\.\d+)?)分$")


def level_and_points(text: str, cell: Cell) -> tuple[str, Figure | None]:
    """A level's name without the points printed behind it, and these."""
    found = _LEVEL_POINTS.search(text)
    printed = read_number(found[1] or found[2]) if found else None
    if found is None or printed is None:
        return text, None
    return text[: found.start()], make_figure(printed, cell, Unit.POINTS, text=found[1] or found[2])
