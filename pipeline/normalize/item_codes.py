"""What the rows of a table are of, seen from the table: whose total its 合计 is, and which fund a row belongs to.

合计 of a table of projects is not the total of the unit, 基本支出 under 一般公共预算 is not all basic expenditure. A
code that could be wrong is left out.
"""

from __future__ import annotations

import re

from schemas.records import BudgetLine, TableKind

FUNDS = frozenset({"general_public_budget", "government_fund", "state_capital", "fiscal_special_account"})
_WHOLES = frozenset({"basic_expenditure", "general_public_budget"})  # stand beside others in tables of the whole unit
_PROJECTS = frozenset({"project_expenditure", "mandate_projects", "special_funds", "capital_projects"})
_ONLY_SOME = re.compile(r"重点|主要|部分|典型|抽查|抽取|新增|其中")
# What a table is about, by words of its title; the first that is found counts.
_SUBJECTS = (
    ("三公", "three_public"),
    ("政府采购", "procurement"),
    ("公用经费", "operating"),
    ("公用支出", "operating"),
    ("人员经费", "personnel"),
    ("项目", "project_expenditure"),
    ("基本支出", "basic_expenditure"),
)
_FUND_TITLES = (
    ("一般公共预算", "general_public_budget"),
    ("政府性基金", "government_fund"),
    ("国有资本经营", "state_capital"),
)
_WHOLE_TITLE = re.compile(r"(?:部门|单位|收入支出|收支|财务|支出|收入)(?:整体)?(?:收入|支出|收支)?(?:预算|决算)?总?表")


def table_scope(title: str) -> str:
    """The fund that a table is restricted to by its title (一般公共预算支出表); '' where it is not."""
    found = {code for words, code in _FUND_TITLES if words in title}
    return found.pop() if len(found) == 1 else ""


def settle_codes(lines: list[BudgetLine], title: str, kind: TableKind) -> list[BudgetLine]:
    """Lines whose `item_code` holds for the whole report, as far as the table tells."""
    by_order = {line.order: line for line in lines}
    tops = {line.item_code for line in lines if line.level <= 1 and line.role != "total"}
    settled = []
    for line in lines:
        code = line.item_code
        above = {x.item_code for x in ancestors(line, by_order)}
        if code in ("total", "subtotal") or line.role == "total":
            code = _code_of_total(line, tops, title, kind) if line.role == "total" else ""
        elif above & _PROJECTS and code in ("personnel", "operating", "basic_expenditure"):
            code = ""  # a project of that name
        settled.append(line.model_copy(update={"item_code": code}))
    return settled


def ancestors(line: BudgetLine, by_order: dict[int, BudgetLine]) -> list[BudgetLine]:
    """The lines that a line is part of, nearest first."""
    found: list[BudgetLine] = []
    parent = line.parent_order
    while parent is not None and parent in by_order:
        found.append(by_order[parent])
        parent = by_order[parent].parent_order
    return found


def scope_of(line: BudgetLine, by_order: dict[int, BudgetLine], title: str) -> str:
    """The fund that a line's figures are restricted to: that of the table's title or of a line above it."""
    return table_scope(title) or next((x.item_code for x in ancestors(line, by_order) if x.item_code in FUNDS), "")


def _code_of_total(line: BudgetLine, tops: set[str], title: str, kind: TableKind) -> str:
    if line.item_code == "income_total":
        return "income_total"
    if _ONLY_SOME.search(title):
        return ""
    if tops & _WHOLES:
        return "total"
    for words, code in _SUBJECTS:
        if words in title:
            return code
    if kind is TableKind.OPERATING_EXPENSES:
        return "operating"
    if kind is TableKind.PROJECT_EXECUTION:
        return ""
    return "total" if _WHOLE_TITLE.search(title) else ""
