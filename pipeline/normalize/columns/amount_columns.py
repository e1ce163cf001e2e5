"""Amounts, rates and shares whose names fit several metrics (占比, 金额), settled by neighbours, title and figures.

What stays open gets no meaning.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.normalize.columns.header import TableHead, leaf_key
from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.budget_moves import ADDED, IS_ADDED, IS_TAKEN, TAKEN
from pipeline.vocabulary.items import item_named
from pipeline.vocabulary.metrics import SHARE_OF, load_metrics, metric_named, metric_names
from pipeline.vocabulary.names import is_formula, name_key
from schemas.document import Table
from schemas.records import ColumnMeaning

_BUDGETS = ("original_budget", "revised_budget")
_TOTAL_HEADS = frozenset({"合计", "小计", "总计", "本年支出合计", "本年支出", "支出合计", "支出总计", "本年收入合计"})
_NEAR = Decimal("0.06")  # percentage points by which a share may miss its quotient and still be its


_SPENT = re.compile(r"(?:本年|当年|本期|年度)?支出(?:数|额|金额|合计|总计)?")
_CAME_IN = re.compile(r"(?:本年|当年|本期|年度)(?:预算|财政)?(?:收入|拨款|拨入|到位资金|收到)(?:数|额|金额|合计|总计)?")


def _between_carried(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """年初结转 | 本年收入 | 本年支出 | 年末结转: what came in and what went out, where the table prints both ends."""
    stated = {c.metric for c in columns}
    if "carried_over" not in stated or not stated & {"carried_forward", "unspent"}:
        return columns
    settled = list(columns)
    for metric, pattern in (("outturn", _SPENT), ("income", _CAME_IN)):
        named = [i for i, c in enumerate(columns) if not c.metric and not c.role and pattern.fullmatch(leaf_key(c))]
        if len(named) == 1 and metric not in stated:
            settled[named[0]] = columns[named[0]].model_copy(update={"metric": metric})
    return settled


def settle_carried(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """年初 | 结转 | 调整 | 调整后预算: between the first budget and the changed one 结转 is what was carried over."""
    columns = _between_carried(columns)
    later = next((c.col for c in columns if c.metric in ("revised_budget", "adjustment")), 0)
    named = [
        c
        for c in columns
        if not c.metric and c.header and name_key(c.header[-1]) in ("结转", "结转资金", "结转数", "结转金额", "结转额")
    ]
    if len(named) != 1 or named[0].col > later:
        return columns
    return [c.model_copy(update={"metric": "carried_over"}) if c is named[0] else c for c in columns]


def settle_growth(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """2023年决算 | 2024年决算 | 增减率: beside a column of another year 增减 compares the years.

    The adjustment of a budget would say so (调整, 调增, 追加).
    """
    budgets = any(c.metric in _BUDGETS for c in columns)
    if not any(c.role == "other_year" for c in columns):
        return columns
    return [
        c.model_copy(update={"metric": ""})
        if c.metric in ("adjustment", "adjustment_rate") and not (budgets and re.search(r"调|追加", "".join(c.header)))
        else c
        for c in columns
    ]


# Words of a rule for any agency, as against a remark about this one: per step, otherwise, at least, at discretion.
def settle_amounts(columns: list[ColumnMeaning], title: str, kind: str) -> list[ColumnMeaning]:
    """Budgets named twice, totals of split columns, and income, which goes by the same names as expenditure. Amounts
    that neither head nor title calls planned or spent are those of the `kind` of document (部门支出总表)."""
    settled = list(columns)
    _part_budgets(settled)
    _first_budget(settled, title)
    _added_and_cut(settled)
    splits = [c for c in settled if c.metric and load_metrics()[c.metric].split]
    for i, column in enumerate(settled):
        names = [t for t in column.header if not is_formula(t)]
        above = "".join(names) + title
        is_income = _speaks_of_income(names, title)
        if column.metric in (*_BUDGETS, "outturn") and is_income:
            settled[i] = column.model_copy(update={"metric": "income"})
        elif column.role in ("code", "item", "number"):
            continue  # 合计 of the first row, taken into the head
        elif column.metric in ("", "income") and splits and names and name_key(names[-1]) in _TOTAL_HEADS:
            metric = "income" if is_income else _amount_of(above) or _AMOUNTS_OF_KIND.get(kind, "")
            settled[i] = column.model_copy(update={"metric": metric, "role": ""})
        elif not column.metric and names and _BARE.match(names[-1]) and any(c.metric == "income" for c in settled):
            spent = _amount_of(above) or _AMOUNTS_OF_KIND.get(kind, "")  # 收入 | 金额 | 支出 | 金额
            settled[i] = column.model_copy(update={"metric": spent})
    return settled


_BARE = re.compile(r"(?:金额|数额)(?:[（(]|$)")
_AMOUNTS_OF_KIND = {"budget": "original_budget", "final_accounts": "outturn"}


def _amount_of(text: str) -> str:
    """Whether amounts under these words are spent or planned."""
    return "outturn" if "决算" in text else "original_budget" if "预算" in text else ""


def _speaks_of_income(names: list[str], title: str) -> bool:
    own = [n for n in names if "收入" in n or "支出" in n]
    text = own[-1] if own else ("" if "收入支出" in title or "收支" in title else title)
    return "收入" in text and "支出" not in text


# What was added and what was cut, side by side: the adjustment is the difference, and neither of the two.
_GROSS = re.compile(rf"(?:年中|预算|年度|本年)*(?:{ADDED}|{TAKEN})(?:预算|指标)?(?:数|额|金额)?")


def _added_and_cut(columns: list[ColumnMeaning]) -> None:
    changes = {
        i: name_key(c.header[-1])
        for i, c in enumerate(columns)
        if c.header
        and (c.metric == "adjustment" or (not (c.metric or c.role) and _GROSS.fullmatch(name_key(c.header[-1]))))
    }
    added = {i for i, name in changes.items() if IS_ADDED.search(name) and not IS_TAKEN.search(name)}
    cut = {i for i, name in changes.items() if IS_TAKEN.search(name) and not IS_ADDED.search(name)}
    for i in added | cut if added and cut else ():
        columns[i] = columns[i].model_copy(update={"metric": "", "role": "gross_change"})


def _part_budgets(columns: list[ColumnMeaning]) -> None:
    """Two columns of one budget: a plain 预算数 beside 调整预算数 is the original; 预算调整数 beside it the change.
    Tables of two halves (收入 | 支出) have them in each half."""
    half: list[int] = []
    for i, column in enumerate((*columns, None)):
        if column is None or (column.role == "item" and half):
            _part_two_budgets(columns, half)
            half = []
        elif column.metric in _BUDGETS:
            half.append(i)


_LATER = re.compile(r"调整|变动|调后|追加|调剂|最终|年末|年终|期末|可用|可执行|可支配")


def _part_two_budgets(columns: list[ColumnMeaning], at: list[int]) -> None:
    same = [i for i in at if columns[i].metric == "revised_budget"]
    change = [i for i in same if re.search(r"调整[数额]?$", leaf_key(columns[i]))]
    if len(change) == 1 and len(same) > 1:
        columns[change[0]] = columns[change[0]].model_copy(update={"metric": "adjustment"})
        at, same = ([i for i in x if i != change[0]] for x in (at, same))
    if len(same) != 2 or len(at) != 2:
        return
    generic = [i for i in same if metric_named(leaf_key(columns[i])) != "revised_budget"]
    after = [i for i in same if _LATER.search("".join(columns[i].header))]
    first = [i for i in same if i not in after] if len(after) == 1 else generic
    if len(first) == 1:
        columns[first[0]] = columns[first[0]].model_copy(update={"metric": "original_budget"})


def _first_budget(columns: list[ColumnMeaning], title: str) -> None:
    """The only amount of a table headed 年初预算…, under a name that may mean either budget: the original one."""
    amounts = [i for i, c in enumerate(columns) if c.metric and load_metrics()[c.metric].unit == "money"]
    if "年初" not in title or re.search(r"调整|变动|追加|执行|决算|支出情况", title) or len(amounts) != 1:
        return
    column = columns[amounts[0]]
    if column.metric == "revised_budget" and leaf_key(column) not in metric_names():
        columns[amounts[0]] = column.model_copy(update={"metric": "original_budget"})


def settle_shares(table: Table, head: TableHead, columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Of what a bare 占比 is the share: the amount whose quotients it prints, else the nearest amount before it."""
    settled = list(columns)
    for i, column in enumerate(settled):
        if column.metric != "budget_share" or not _is_bare_share(column):
            continue
        # a bare 比重 further right is settled later and takes nothing yet
        taken = {c.metric for n, c in enumerate(settled) if n < i or (n > i and not _is_bare_share(c))}
        bases = [c for c in settled if c.metric in SHARE_OF and c.col < column.col]
        if not bases:
            continue
        fits = {c.col: _fitting_rows(table, head, c.col, column.col) for c in bases}
        best = max(bases, key=lambda c: (fits[c.col], c.col))
        nearest = bases[-1]
        chosen = best if fits[best.col] > max(1, fits[nearest.col]) else nearest
        metric = SHARE_OF[chosen.metric]
        if metric in taken:
            metric = SHARE_OF[best.metric] if SHARE_OF[best.metric] not in taken else ""
        settled[i] = column.model_copy(update={"metric": metric})
    return settled


def _is_bare_share(column: ColumnMeaning) -> bool:
    names = [name_key(t) for t in column.header if not is_formula(t)]
    return bool(names) and names[-1] in ("占比", "比重", "占比重", "比例", "百分比", "结构") and len(set(names)) == 1


def _fitting_rows(table: Table, head: TableHead, amount_col: int, share_col: int) -> int:
    """In how many rows the share is the row's amount over that of the table's total."""
    rows: list[tuple[Decimal, Decimal, Decimal]] = []
    total: Decimal | None = None
    for row in range(head.rows + 1, table.rows + 1):
        amount, share = read_number(table.text_at(row, amount_col)), read_number(table.text_at(row, share_col))
        if amount is None or share is None:
            continue
        name = next((t for c in range(1, amount_col) if (t := table.text_at(row, c)) and read_number(t) is None), "")
        if item_named(name) == "total":
            total = amount.value
        elif amount.value:
            near = max(_NEAR, Decimal("0.51").scaleb(-share.decimals))  # shares may be printed in whole percents
            rows.append((amount.value, share.value, near))
    if not total:
        return 0
    return sum(abs(a / total * 100 - s) <= near for a, s, near in rows)
