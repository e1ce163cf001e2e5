"""What the rows of a table are of, seen from the table: whose total its 合计 is, and which fund a row belongs to.

合计 of a table of projects is not the total of the unit, 基本支出 under 一般公共预算 is not all basic expenditure. A
code that could be wrong is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.vocabulary.items import FUNDS, USES
from schemas.records import BudgetLine, TableKind
from schemas.trusted import changed

_WHOLES = frozenset({"basic_expenditure", "general_public_budget"})  # stand beside others in tables of the whole unit
_CARRIED = frozenset({"carried_over", "carried_forward"})
_PROJECTS = frozenset({"project_expenditure", "mandate_projects", "special_funds", "capital_projects"})
_ONLY_SOME = re.compile(r"重点|重大|主要|部分|典型|抽查|抽取|新增|其中")
_ONE_KIND = re.compile(r"专项|重点|重大|主要")
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
# Funds that a title can restrict a table to; 财政拨款 only where no single one of them is named.
_FUND_TITLES = (
    ("一般公共预算", "general_public_budget"),
    ("政府性基金", "government_fund"),
    ("国有资本经营", "state_capital"),
)
_WHOLE_TITLE = re.compile(
    r"(?:部门|单位|收入支出|收支|财务|支出|收入)(?:整体)?(?:收入|支出|收支)?(?:预算|决算)?(?:执行)?(?:情况|总|简)?表"
)
# The uses of money that a budget by use lists side by side (支出按用途: 人员, 公用, 项目).
_ALL_USES = frozenset({"personnel", "operating", "project_expenditure"})
_FEWEST_PROJECTS = 2  # one line more may be the rest of the basic expenditure
_THREE_PUBLIC = frozenset({"overseas_trips", "vehicles", "vehicle_running", "vehicle_purchase", "receptions"})


@lru_cache(maxsize=256)  # asked for by every check that reads a table
def table_scope(title: str) -> str:
    """The fund that a table is restricted to by its title (一般公共预算支出表); '' where it is not."""
    found = {code for words, code in _FUND_TITLES if words in title}
    if len(found) == 1:
        return found.pop()
    return "fiscal_appropriation" if "财政拨款" in title and not found else ""


def settle_codes(lines: list[BudgetLine], title: str, kind: TableKind, heads: str = "") -> list[BudgetLine]:
    """Lines whose `item_code` holds for the whole report, as far as the table tells. `heads` are those of the columns
    of row names: the total under 专项名称 is of some projects."""
    of_some = _ONE_KIND.search(heads) is not None
    by_order = {line.order: line for line in lines}
    settled = []
    for line in lines:
        code = line.item_code
        above = {x.item_code for x in ancestors(line, by_order)}
        if code in ("total", "subtotal") or line.role == "total":
            code = ""
            if line.role == "total" and not of_some and not _adds_to_total(line, lines):
                code = _code_of_total(line, lines, title, kind)
        elif above & _PROJECTS and code in ("personnel", "operating", "basic_expenditure"):
            code = ""  # a project of that name
        settled.append(changed(line, item_code=code))
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
    scope = table_scope(title) or next((x.item_code for x in ancestors(line, by_order) if x.item_code in FUNDS), "")
    return "" if line.item_code in FUNDS or line.item_code == scope else scope


def _adds_to_total(line: BudgetLine, lines: list[BudgetLine]) -> bool:
    """Whether a 总计 is more than what was spent or received: it holds carried-over money, or a 合计 and more."""
    parts = [x for x in lines if x.parent_order == line.order]
    before = [x.order for x in lines if x.role == "total" and x.order < line.order]
    near = [x for x in lines if max(before, default=0) < x.order < line.order]
    carried = any(x.item_code in _CARRIED for x in near)
    return carried or (len(parts) > 1 and any(x.role == "total" for x in parts))


def _with_projects(total: BudgetLine, lines: list[BudgetLine]) -> bool:
    """Whether a total is of people, running costs and some named projects: all that a unit spends."""
    parts = [x.item_code for x in lines if x.parent_order == total.order]
    return {"personnel", "operating"} <= set(parts) and parts.count("") >= _FEWEST_PROJECTS


def _code_of_total(line: BudgetLine, lines: list[BudgetLine], title: str, kind: TableKind) -> str:
    if line.item_code == "income_total":
        return "income_total"
    if _ONLY_SOME.search(title):
        return ""
    parts = {x.item_code for x in lines if x.parent_order == line.order}
    if len(parts & _THREE_PUBLIC) > 1 and {x.item_code for x in lines if x is not line} <= _THREE_PUBLIC:
        return "three_public"  # whatever stands above the table
    for words, code in _SUBJECTS:
        if words in title and not (code in USES and parts & _WHOLES):
            return code
    if fund := table_scope(title):
        return fund
    if parts & _WHOLES or parts >= _ALL_USES or _with_projects(line, lines):
        return "total"
    if kind is TableKind.OPERATING_EXPENSES:
        return "operating"
    if kind is TableKind.PROJECT_EXECUTION:
        return ""
    return "total" if _WHOLE_TITLE.search(title) else ""
