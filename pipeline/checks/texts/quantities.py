"""Which statements are of the same quantity: facts grouped by metric, item, scope and period.

A table's grand total is of the whole unit only where the table is about the whole unit: the total of a table of
operating expenses is operating expenditure. Items below a fund (一般公共预算 > 项目支出) are of that fund only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from pipeline.checks.calculations import one_slip
from pipeline.checks.table_view import TableView
from pipeline.vocabulary.items import BUDGETS, item_named, item_names
from pipeline.vocabulary.names import bare_item, name_key
from schemas.records import BudgetLine, Fact, Report, TableKind
from schemas.white_space import without_space

# What a table can be about as a whole; its grand total is then of this.
TOPICS = ("three_public", "operating", "personnel", "project_expenditure", "basic_expenditure")
TOPIC_OF_KIND = {
    TableKind.OPERATING_EXPENSES: "operating",
    TableKind.PROJECT_EXECUTION: "project_expenditure",
}
# Metrics that name an item themselves: (metric, item) of the same quantity in a table.
NAMED_WITH_ITEM = {
    "operating_expense_outturn": ("outturn", "operating"),
    "three_public_outturn": ("outturn", "three_public"),
}
# 项目预算执行率 of a sentence is that of all projects, unless it is of one that the words before name.
ALL_PROJECTS = frozenset({"项目", "二级项目", "全部项目", "各项目", "所有项目", "预算项目"})
_ONE_PROJECT = re.compile(r"该|此|本项目|上述|前述|重点|其中|[”》」]项目")
_SPENT_ON_ALL = re.compile(r"项目总支出|(?:全部|各|所有)项目(?:共|总|合计)?支出")
SUBTOTALS = frozenset({"小计", "合计"})
_CARRIED = "结转"  # 结转结余 of a table is what a sentence calls 年末结转结余
QUARTER = re.compile(r"Q[1-4]$")


@dataclass(frozen=True, slots=True)
class QuantityKey:
    """`item` is a code of the vocabulary, or the bare printed name where it has none (`coded` false)."""

    metric: str
    item: str
    scope: str
    period: str
    coded: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact and the quantity that it states."""

    quantity: QuantityKey
    fact: Fact


def statements(report: Report, views: Iterable[TableView]) -> list[Statement]:
    """Every fact with the quantity it states, in the order of the facts."""
    context = {
        view.table.table_id: (_topic(view), _fund_of_title(view), {line.row: line for line in view.lines}, view)
        for view in views
    }
    found = []
    for fact in report.facts:
        metric, item, coded = _named(fact)
        scope = fact.scope
        if fact.source == "table" and fact.table_id in context:
            topic, fund, lines, view = context[fact.table_id]
            line = lines.get(fact.row or 0)
            if topic and metric.endswith("_share") and (item == "total" or (line is not None and line.level == 0)):
                continue  # 100% of itself, which says nothing of its share of the whole unit
            if item == "total" and topic and not metric.startswith(topic):
                item = topic  # 实际采购金额 says already what it is of
            elif not coded and name_key(fact.item) in SUBTOTALS:
                group = item_named(_group(fact, view))
                item, coded = (group, True) if group else (item, coded)
            scope = scope or _fund_above(line, view) or fund
            if item in BUDGETS:
                if _of_one_use(line, view):
                    continue
                scope = ""
        period = fact.period or (str(report.fiscal_year) if report.fiscal_year else "")
        found.append(Statement(QuantityKey(metric, item, scope, period, coded), fact))
    groups = outside_groups([s.fact for s in found])
    found = [
        replace(s, quantity=replace(s.quantity, item=groups[n], coded=False)) if n in groups else s
        for n, s in enumerate(found)
    ]
    return found + _called_carried_forward(found, {key: view for key, (_, _, _, view) in context.items()})


def _called_carried_forward(found: Iterable[Statement], views: Mapping[str, TableView]) -> list[Statement]:
    """结转结余 of a table, which is what was not spent, as what a sentence calls 年末结转结余: where that is the same
    figure, or one slip of the pen makes it of the table's. Else the sentence may tell of one fund."""
    told = [s for s in found if s.quantity.metric == "carried_forward" and s.fact.source == "text"]
    if not told:
        return []
    printed = [s for s in found if s.quantity.metric == "unspent" and s.fact.table_id in views]
    printed = [s for s in printed if _CARRIED in views[s.fact.table_id].column_name("unspent")]
    return [
        Statement(replace(s.quantity, metric="carried_forward"), s.fact)
        for s in printed
        if any(
            replace(t.quantity, metric="unspent") == s.quantity
            and (t.fact.figure.value == s.fact.figure.value or one_slip(t.fact.figure, s.fact.figure.interval))
            for t in told
        )
    ]


def _named(fact: Fact) -> tuple[str, str, bool]:
    if fact.metric in NAMED_WITH_ITEM and not fact.item:
        metric, item = NAMED_WITH_ITEM[fact.metric]
        return metric, item, True
    if fact.metric == "three_public_outturn" and fact.item_code:  # 公务接待费 behind 三公经费实际支出
        return "outturn", fact.item_code, True
    if QUARTER.search(fact.period) and fact.source == "table":
        return fact.metric, "total", True  # the row's name is the quarter, which the period says already
    # An empty code of a table's row is meant: a 合计 that is not the unit's total carries none.
    code = fact.item_code or (_code_of_text(fact) if fact.item and fact.source == "text" else "")
    if code:
        return fact.metric, code, True
    if fact.item:
        return fact.metric, name_key(bare_item(fact.item)), False
    return fact.metric, "total", True


def _code_of_text(fact: Fact) -> str:
    if name_key(bare_item(fact.item)) in ALL_PROJECTS and fact.metric in ("execution_rate", "outturn"):
        before = re.split(r"[，。；]", fact.quote.partition(fact.figure.text)[0])[-1]
        of_all = fact.metric == "execution_rate" or _SPENT_ON_ALL.search(before)
        return "project_expenditure" if of_all and not _ONE_PROJECT.search(before) else ""
    return item_named(fact.item)


def _group(fact: Fact, view: TableView) -> str:
    """What a 小计 is of: the name in the merged cell before it, where row names take two columns; '' else."""
    names = [c.col for c in view.reading.columns if c.role == "item"]
    if len(names) < 2 or fact.row is None:
        return ""
    return view.table.text_at(fact.row, names[0])


def _topic(view: TableView) -> str:
    """What the table as a whole is about; '' for the whole unit."""
    top = {line.item_code for line in view.lines if line.level <= 1}
    if "basic_expenditure" in top or (top & BUDGETS and "project_expenditure" in {x.item_code for x in view.lines}):
        return ""
    if view.reading.kind in TOPIC_OF_KIND:
        return TOPIC_OF_KIND[view.reading.kind]
    title = name_key(view.table.title)
    return next((topic for topic in TOPICS if any(name in title for name in _names_of(topic))), "")


def _fund_of_title(view: TableView) -> str:
    title = name_key(view.table.title)
    return next((item_names()[name] for name in _names_of_funds() if name in title), "")


@cache
def _names_of(code: str) -> tuple[str, ...]:
    return tuple(name for name, item in item_names().items() if item == code)


@cache
def _names_of_funds() -> tuple[str, ...]:
    """The longest first."""
    return tuple(sorted((name for name, item in item_names().items() if item in BUDGETS), key=len, reverse=True))


def _of_one_use(line: BudgetLine | None, view: TableView) -> bool:
    """Whether a fund stands below a use (二、项目支出，其中：一般公共预算): of the fund that is a part."""
    parent = next((x for x in view.lines if line is not None and x.order == line.parent_order), None)
    return parent is not None and parent.role == "line" and parent.item_code not in ("", "total", *BUDGETS)


def _fund_above(line: BudgetLine | None, view: TableView) -> str:
    if line is None or line.parent_order is None:
        return ""
    while line is not None and line.parent_order is not None:
        line = view.line_of_order(line.parent_order)
        if line is not None and line.item_code in BUDGETS:
            return line.item_code
    return ""


OUTSIDE = "dispatched_staff"
_LEAD, _TAIL = 10, 8  # characters around a figure that name what it counts
_DISPATCHED = re.compile(r"派遣")
_WITH_THEM = re.compile(r"(?:含|包括)(?:劳务)?派遣|编外|聘")


def outside_groups(facts: Sequence[Fact]) -> dict[int, str]:
    """The group of each figure of those outside, by its place in `facts`; empty where the report tells one figure, or
    all under one name."""
    group: dict[int, str] = {}
    values = defaultdict(set)
    met: Counter[tuple[str, str]] = Counter()  # 编外聘用 20 人，劳务派遣 20 人
    for place, fact in enumerate(facts):
        if fact.metric == OUTSIDE and not fact.item:
            said = (fact.quote, fact.figure.text)
            group[place] = "劳务派遣" if _is_dispatched(fact, met[said]) else "编外"
            met[said] += 1
            values[group[place]].add(fact.figure.value)
    hired, dispatched = values["编外"], values["劳务派遣"]
    together = {h + d for h in hired for d in dispatched} & hired
    for place in group:
        if group[place] == "编外" and facts[place].figure.value in together:
            group[place] = "编外合计"
    alike = len(list(filter(None, values.values()))) < 2 or len(set.union(*values.values())) < 2
    return {} if alike else group


def _is_dispatched(fact: Fact, before_it: int) -> bool:
    """`before_it`: how many facts of the same print the quote tells before this one."""
    quote = without_space(fact.quote)
    if fact.source == "table":
        return bool(_DISPATCHED.search(quote))
    printed = rf"(?<![\d.,]){re.escape(without_space(fact.figure.text))}(?![\d.,])"
    number = next(islice(re.finditer(printed, quote), before_it, None), None)
    before, behind = (quote[: number.start()], quote[number.end() :]) if number else ("", "")
    name = re.split(r"[，。；：、()（）\d]", before)[-1][-_LEAD:] or behind[:_TAIL]
    return bool(_DISPATCHED.search(name)) and not _WITH_THEM.search(name)
