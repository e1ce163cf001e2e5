"""What a table is about, from the meanings of its columns, its title and its row names. Never from its number."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.vocabulary.items import item_named
from schemas.records import ColumnMeaning, TableKind

_BUDGETS = frozenset({"original_budget", "revised_budget"})
# Costs of running an office, as operating expense tables list them (政府收支分类科目, 302 商品和服务支出, and quotas).
_OPERATING_COSTS = (
    "综合定额",
    "工会经费",
    "水电费",
    "水费",
    "电费",
    "办公费",
    "印刷费",
    "邮电费",
    "物业管理费",
    "差旅费",
    "公务用车运行",
    "福利费",
    "培训费",
    "会议费",
    "公务接待费",
    "维修",
    "租赁费",
    "其他交通费",
)
_PROJECT_WORDS = ("项目名称", "二级项目", "一级项目", "预算项目", "支出项目明细")


def table_kind(columns: Sequence[ColumnMeaning], title: str, rows: Sequence[str]) -> TableKind:
    """The kind of a table. `title` is what is printed above it, `rows` the names of its lines."""
    metrics = {c.metric for c in columns if c.metric}
    roles = {c.role for c in columns}
    if "indicator" in roles and metrics & {"self_score", "weight"}:
        return TableKind.SCORING_CRITERIA if "criteria" in roles else TableKind.INDICATOR_SCORES
    if "indicator" in roles and "criteria" in roles:
        return TableKind.SCORING_CRITERIA
    money = metrics - {"self_score", "weight"}
    if "quarter" in roles and money:
        return TableKind.QUARTERLY_EXECUTION
    if "item" not in roles or not money:
        return TableKind.OTHER
    if "outturn" in money:
        return _execution(columns, title, rows, money)
    if money & {"adjustment", "adjustment_rate"} or money >= _BUDGETS:
        return TableKind.BUDGET_ADJUSTMENT
    if money & _BUDGETS:
        return TableKind.BUDGET_ALLOCATION
    return TableKind.OTHER


def _execution(columns: Sequence[ColumnMeaning], title: str, rows: Sequence[str], metrics: set[str]) -> TableKind:
    running = sum(any(cost in row for cost in _OPERATING_COSTS) for row in rows)
    if "公用经费" in title or "公用支出" in title or running * 2 > len(rows) > 2:
        return TableKind.OPERATING_EXPENSES
    heads = "".join(t for c in columns if c.role == "item" for t in c.header)
    known = sum(bool(item_named(row)) for row in rows)
    projects = "项目" in title and "部门" not in title and "基本支出" not in title
    projects = projects and ("项目支出" in title or "支出" not in title)
    if any(word in heads or word in title for word in _PROJECT_WORDS) or (projects and known * 2 < len(rows)):
        return TableKind.PROJECT_EXECUTION
    if metrics & (_BUDGETS | {"execution_rate"}) or "决算" in title or "执行" in title:
        return TableKind.BUDGET_EXECUTION
    return TableKind.OTHER
