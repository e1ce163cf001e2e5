"""What each column of a table states: a metric of the vocabulary, or a role such as row name, weight or criteria.

Names decide first, by header path. Where a name fits several metrics (占比, 预算数, 分数) its neighbours and the
figures below decide; a name that stays open gives no meaning: nothing is guessed.
"""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

from pipeline.normalize.columns.amount_columns import settle_amounts, settle_carried, settle_growth, settle_shares
from pipeline.normalize.columns.bare_columns import income_path, names_of_halves, settle_bare_rates
from pipeline.normalize.columns.column_groups import settle_groups
from pipeline.normalize.columns.header import TableHead
from pipeline.normalize.columns.points import with_points
from pipeline.normalize.columns.score_columns import (
    levels_in_pairs,
    settle_criteria,
    settle_results,
    settle_scores,
    settle_words,
)
from pipeline.normalize.columns.topics import settle_topics
from pipeline.normalize.context import ReportContext
from pipeline.normalize.numbers import read_number
from pipeline.normalize.quarter_names import quarters_named
from pipeline.vocabulary.metrics import load_metrics, metric_of_header
from pipeline.vocabulary.names import MONEY_WORDS, folded, is_formula, name_key, unit_in_name, unit_named
from pipeline.vocabulary.roles import LEVELS, role_of_header
from schemas.document import Table
from schemas.figure import Unit
from schemas.records import ColumnMeaning
from schemas.trusted import changed

# The start or the middle of a number that goes on in another row: 9667., 049.6. Its column was not read as printed.
_TORN = re.compile(r"-?\d[\d,]*\.|-?0\d[\d,]*(?:\.\d+)?")
_CHANGED = re.compile(r"调整|变动|调后")  # 2025年调整预算数, also where a budget prints it beside its own
# 上年决算数, 去年同期; what was carried over from that year is of this one, and 上年增减 compares both
_LAST_YEAR = re.compile(r"(?:上年度?|去年|上一年度?|前一年度?)(?!.*(?:结转|结余|余额|增|减|比|变动))")
_MOST_LEVELS = 3  # above the indicators
_LEAST_NAMES = 4  # rows that tell which names are the finest
_SHORT_NAME = 14  # characters of a name, on average
_UNIT_ROWS = 3  # rows at the top of a table among which 单位：万元 may stand


class Panel(BaseModel):
    """Columns that belong together: row names with the figures beside them. Side-by-side tables have several."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    item: ColumnMeaning
    groups: tuple[ColumnMeaning, ...] = ()
    number: ColumnMeaning | None = None
    codes: tuple[ColumnMeaning, ...] = ()
    figures: tuple[ColumnMeaning, ...] = ()


def read_columns(table: Table, head: TableHead, title: str, context: ReportContext) -> tuple[ColumnMeaning, ...]:
    """One meaning per column, left to right. `title` is all that is printed above the table (for 收入/决算/预算).

    A column of another year than the report's has the role `other_year` and no metric.
    """
    columns = [_by_name(head.path(col), col, context) for col in range(1, table.cols + 1)]
    columns = names_of_halves(table, head, [_held_against_body(table, head, c) for c in columns])
    paths = [income_path(c, columns) for c in columns]
    columns = [c if p == c.header else _by_name(p, c.col, context) for c, p in zip(columns, paths, strict=True)]
    columns = levels_in_pairs(_named_by_half(columns, context))
    columns = _explained_leaves(table, head, _finest_names(table, head, columns))
    columns = settle_scores(with_points(table, head, _with_levels(table, head, columns)))
    columns = _with_levels(table, head, columns)
    columns = settle_results(table, head, settle_words(table, head, settle_criteria(table, head, columns)))
    columns = settle_amounts(columns, title, context.document_kind)
    columns = settle_growth(settle_carried(settle_groups(columns)))
    columns = settle_bare_rates(settle_topics(settle_shares(table, head, columns), title), title)
    if any(c.metric for c in columns) and not any(c.role in ("item", "quarter", "indicator") for c in columns):
        columns = _with_found_item(table, head, columns)
    columns = _with_items_beside(table, head, _names_before_kinds(table, head, columns))
    return tuple(changed(c, unit=_unit(c, table, context.money_unit)) for c in columns)


def panels(columns: tuple[ColumnMeaning, ...]) -> tuple[Panel, ...]:
    """Columns cut into panels: a row name (or code) after figures starts the next one."""
    cut: list[list[ColumnMeaning]] = [[]]
    for column in columns:
        if column.role in ("item", "code", "number") and any(c.metric for c in cut[-1]):
            has_item = any(c.role == "item" for c in cut[-1])
            if has_item and (column.role != "number" or len(cut) > 1):
                cut.append([])
        cut[-1].append(column)
    found = []
    for group in cut:
        items = [c for c in group if c.role == "item"]
        figures = tuple(c for c in group if c.metric)
        if not items or not figures:
            continue
        before = [c for c in items if c.col < figures[0].col] or items[:1]
        codes = tuple(c for c in group if c.role == "code")
        number = next((c for c in group if c.role == "number" and c.col < before[-1].col), None)
        panel = Panel(item=before[-1], groups=tuple(before[:-1]), number=number, codes=codes, figures=figures)
        found.append(panel)
    return tuple(found)


def _by_name(path: tuple[str, ...], col: int, context: ReportContext) -> ColumnMeaning:
    names = tuple(t for t in path if not is_formula(t))
    years = {int(y) for t in names for y in re.findall(r"20\d\d(?=年)", folded(t))}
    if years and context.fiscal_year and context.fiscal_year not in years:
        return ColumnMeaning(col=col, role="other_year", header=path)
    if any(_LAST_YEAR.match(name_key(t)) for t in names):
        return ColumnMeaning(col=col, role="other_year", header=path)
    if path and role_of_header(path[-1]) in ("number", "code") and not metric_of_header(path[-1:]):
        return ColumnMeaning(col=col, role=role_of_header(path[-1]), header=path)  # 支出 > 行次 is no expenditure
    metric = metric_of_header(path)
    if metric == "revised_budget" and context.document_kind == "budget" and not _CHANGED.search("".join(names)):
        metric = "original_budget"  # a budget's own 预算数
    role = ""
    if not metric or metric == "weight":
        roles = [role_of_header(t) for t in names]
        leaf = roles[-1] if roles else ""
        above = next((r for r in reversed(roles[:-1]) if r), "")
        if metric == "weight":
            level = next((r for r in reversed(roles) if r in LEVELS or r == "indicator"), "")
            role = level + "_weight" if level in LEVELS else ""
            return ColumnMeaning(col=col, metric=metric, role=role, header=path)
        # 一级指标 over 指标 | 分值: the head above says which level's
        told_above = not leaf or name_key(names[-1]) in ("名称", "内容", "项")
        told_above = told_above or (above in LEVELS and leaf in ("indicator", "item"))
        role = above if above and told_above else leaf
    return ColumnMeaning(col=col, metric=metric, role=role, header=path)


_PLAIN = frozenset({"original_budget", "revised_budget", "outturn"})


def _named_by_half(columns: list[ColumnMeaning], context: ReportContext) -> list[ColumnMeaning]:
    """公用经费 over 科目编码 | 科目名称 | 决算数 names the half of the table whose rows are its parts: amounts
    there are plain ones, as in the half beside it."""
    found = list(columns)
    for i, column in enumerate(columns):
        item = next((c for c in reversed(columns[:i]) if c.role in ("item", "code")), None)
        if not column.metric or item is None or len(column.header) < 2 or column.header[:-1] != item.header[:-1]:
            continue
        bare = _by_name(column.header[-1:], column.col, context)
        if bare.metric in _PLAIN and load_metrics()[column.metric].unit == "money" and column.metric != "income":
            found[i] = column.model_copy(update={"metric": bare.metric})
    return found


def _body(table: Table, head: TableHead, col: int) -> list[str]:
    rows = range(head.rows + 1, table.rows + 1)
    cells = {id(c): c for r in rows if (c := table.grid.get((r, col))) is not None and c.col_span == 1}
    return [c.text for c in cells.values() if c.text]


def _held_against_body(table: Table, head: TableHead, column: ColumnMeaning) -> ColumnMeaning:
    """A column's meaning, given up where what stands below contradicts its name."""
    texts = _body(table, head, column.col)
    if column.metric and any(_TORN.fullmatch(folded(t)) for t in texts):
        return column.model_copy(update={"metric": "", "role": "torn"})
    numbers = sum(read_number(t) is not None for t in texts)
    if column.metric and len(texts) > 2 and numbers * 4 < len(texts):
        return column.model_copy(update={"metric": "", "role": role_of_header(column.header[-1])})
    if sum(q is not None for q in quarters_named(texts)) >= 2 and not column.metric:
        return column.model_copy(update={"role": "quarter"})
    if column.role == "quarter" or (column.role == "code" and texts and not numbers):
        return column.model_copy(update={"role": "item"})  # 支出经济分类 over names instead of codes
    if column.role == "item" and len(texts) > 2 and numbers * 4 > len(texts) * 3:
        return column.model_copy(update={"role": "number" if column.col == 1 else ""})
    return column


def _with_found_item(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """The first column of words becomes the row names, where no header names one."""
    first_figure = min(c.col for c in columns if c.metric)
    for column in columns:
        texts = _body(table, head, column.col)
        words = sum(read_number(t) is None for t in texts)
        if column.col < first_figure and not column.role and texts and words * 2 > len(texts):
            found = column.model_copy(update={"role": "item"})
            return [found if c.col == column.col else c for c in columns]
    return columns


def _with_items_beside(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """A column of words without a name of its own beside the row names is of the row names: groups left, rows right.

    Drawn tables merge the two head cells; tables without lines leave the second one empty. Under a name that the
    vocabulary does not know it is one too, where the column to its left holds merged cells, each over several rows.
    """
    found = list(columns)
    for i, column in enumerate(columns[1:], 1):
        if column.metric or column.role or found[i - 1].role != "item":
            continue
        if column.header and not _groups_rows(table, head, found[i - 1].col):
            continue
        texts = _body(table, head, column.col)
        if texts and sum(read_number(t) is None for t in texts) * 2 > len(texts):
            found[i] = column.model_copy(update={"role": "item"})
    return found


def _names_before_kinds(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """项目内容 | 类别: a kind that comes back row after row is no row name, where each row has one right before it."""
    for i, column in enumerate(columns[1:], 1):
        before = columns[i - 1]
        if column.role != "item" or before.metric or before.role not in ("", "item"):
            continue
        kinds, names = _body(table, head, column.col), _body(table, head, before.col)
        merged = any(c.row_span > 1 for c in table.cells if c.col in (before.col, column.col) and c.row > head.rows)
        numbers = sum(read_number(t) is not None for t in names)
        few = len(set(kinds)) * 2 <= len(kinds) or _is_kind_of(before, column)
        if merged or not few or len(names) < len(kinds) or numbers * 4 > len(names):
            continue
        if len(set(names)) * 10 > len(names) * 9:
            found = list(columns)
            found[i - 1] = before.model_copy(update={"role": "item"})
            found[i] = column.model_copy(update={"role": ""})
            return found
    return columns


_KIND = re.compile(r"(?:项目|资金|支出|经费|采购|任务)?(?:类别|类型|性质|分类|属性|类)")
_NAMED = re.compile(r"[\u4e00-\u9fff]*(?:名称|项目|内容|事项)")


def _is_kind_of(name: ColumnMeaning, kind: ColumnMeaning) -> bool:
    """Whether the heads say that one column names what the other sorts: 项目名称 | 类别."""
    heads = [name_key(c.header[-1]) if c.header else "" for c in (name, kind)]
    return bool(_NAMED.fullmatch(heads[0]) and _KIND.fullmatch(heads[1]))


def _finest_names(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """二级指标 | 评价内容 | 分值: right of levels that cover or repeat over several rows, short names of which each row
    has its own, and its points beside it, are those of the indicators, whatever their head says; so they are where no
    head names a level, and the table weighs and scores them."""
    levels = [c for c in columns if c.role in LEVELS]
    points = {c.metric: _body(table, head, c.col) for c in columns if c.metric in ("weight", "self_score")}
    if not points or any(c.role == "indicator" for c in columns) or not (levels or len(points) > 1):
        return columns
    deepest = max(levels, key=lambda c: (LEVELS.index(c.role), c.col), default=None)
    if deepest is not None and not _says_again(table, head, deepest.col):
        return columns
    after, rows = deepest.col if deepest else 0, max(map(len, points.values()))
    roles = ("", "item", "definition", "criteria") if deepest else ("", "definition", "criteria")
    for column in columns:
        names = _body(table, head, column.col)
        words = column.col > after and not column.metric and column.role in roles
        if not words or len(names) < _LEAST_NAMES or len(set(names)) < len(names):
            continue
        if _groups_rows(table, head, column.col):
            continue  # a level between (评价方面)
        short = sum(map(len, names)) <= _SHORT_NAME * len(names)
        all_rows = rows >= len(names) and (deepest is not None or len(names) * 5 >= rows * 4)
        if short and all_rows and not any(read_number(n) for n in names):
            return [c.model_copy(update={"role": "indicator"}) if c is column else c for c in columns]
    return columns


def _says_again(table: Table, head: TableHead, col: int) -> bool:
    """Whether a column's cells cover several rows each, or its texts come again row by row."""
    names = _body(table, head, col)
    return _groups_rows(table, head, col) or len(set(names)) * 3 <= len(names) * 2


def _explained_leaves(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """三级指标 | 权重 | 指标内容: where each row has its own third level, the other column says what it is about."""
    leaf = next((c for c in columns if c.role in ("level3", "level4")), None)
    named = [c for c in columns if c.role == "indicator"]
    if leaf is None or not named or any(c.role == "definition" for c in columns):
        return columns
    names, explained = _body(table, head, leaf.col), _body(table, head, named[0].col)
    own = len(set(names)) == len(names) >= len(explained) and named[0].col > leaf.col
    longer = sum(map(len, explained)) * len(names) > sum(map(len, names)) * len(explained)
    if len(named) > 1 or not own or not longer:
        return columns
    return [c.model_copy(update={"role": "definition"}) if c is named[0] else c for c in columns]


def _with_levels(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """A score table's levels under names of their own (评价维度, 分项指标): columns left of the indicators whose cells
    cover several rows or say the same in several, each the level that its place among them makes it."""
    named = [c for c in columns if c.role in (*LEVELS, "indicator")]
    if not named or not any(c.metric in ("weight", "self_score") for c in columns):
        return columns
    leaf = max(named, key=lambda c: (len(LEVELS) if c.role == "indicator" else LEVELS.index(c.role), c.col))
    left = [c for c in columns if c.col < leaf.col and not c.metric and c.role in ("", "item", *LEVELS)]
    left = [c for c in left if c.role in LEVELS or _groups_words(table, head, c.col)]
    placed = dict(zip((c.col for c in left), LEVELS, strict=False))
    known = [c for c in left if c.role in LEVELS]
    if len(left) > _MOST_LEVELS or any(placed[c.col] != c.role for c in known):
        return columns
    return [c.model_copy(update={"role": placed[c.col]}) if c in left else c for c in columns]


def _groups_words(table: Table, head: TableHead, col: int) -> bool:
    names = _body(table, head, col)
    words = sum(read_number(n) is None for n in names)
    return words * 2 > len(names) and _says_again(table, head, col)


def _groups_rows(table: Table, head: TableHead, col: int) -> bool:
    """Whether most rows of a table lie beside a cell of this column that covers several of them."""
    rows = range(head.rows + 1, table.rows + 1)
    covered = sum((c := table.grid.get((r, col))) is not None and c.row_span > 1 and bool(c.text) for r in rows)
    return covered * 2 > len(rows)


def _unit(column: ColumnMeaning, table: Table, money_unit: Unit) -> str:
    if not column.metric:
        return ""
    kind = load_metrics()[column.metric].unit
    if kind != "money":
        return Unit(kind).value
    own = next((u for t in reversed(column.header) if (u := unit_in_name(t)) and u.is_money), None)
    return (own or table_money_unit(table) or money_unit).value


def _unit_over_names(table: Table) -> Unit | None:
    """The unit that the head of the first column carries, which names rows and holds no numbers itself."""
    head = next((u for text in table.header_path(1) if (u := unit_in_name(text))), None)
    if head is None or any(read_number(table.text_at(r, 1)) for r in range(table.header_rows + 1, table.rows + 1)):
        return None
    return head


def table_money_unit(table: Table) -> Unit | None:
    """The unit of money printed for the table, in its title, or over its names (经费控制情况（万元） | 决算数); None
    where none is."""
    printed = unit_named(table.unit) or unit_in_name(table.title) or _unit_over_names(table)
    if printed is None:
        lines = [c.text for c in table.cells if c.row <= _UNIT_ROWS and "单位" in c.text]
        printed = next((u for line in lines if (u := unit_named(line))), None)
    if printed is None:
        printed = next((u for word, u in MONEY_WORDS.items() if word in folded(table.unit)), None)
    return printed if printed is not None and printed.is_money else None
