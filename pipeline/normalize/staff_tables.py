"""Tables of staff: whose heads a row or a column counts.

Those outside the establishment (编外, 劳务派遣, 聘用) often stand in the same table as those within it. Then the
grand total is of everybody, and the line or column that adds up those within (在编合计) is the unit's staff in post.
A dash means that no posts are set for a group, not that there are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.budget_lines import LineWithColumns
from pipeline.normalize.numbers import read_number
from pipeline.normalize.read_table import ReadTable
from pipeline.normalize.table_facts import table_fact
from schemas.records import ColumnMeaning, Fact
from schemas.white_space import without_space

_STAFF = frozenset({"authorised_posts", "staff_in_post", "dispatched_staff", "total_staff"})
_OUTSIDE = re.compile(r"编外|派遣|临聘|外聘|聘用|雇用|合同[制工]|购买服务|辅助人员|非在编|不占编")
_WITHIN = re.compile(r"(?<![非不])(?:在编|编内|编制内|财政供养|占编|在职)")
_HEADS = re.compile(r"人员|编制|人数")  # names what a row is about, and no group
_ALL = re.compile(r"(?:合计|总计|小计|总数|总人数|总编制)")


def of_the_staff(facts: list[Fact], read: ReadTable, lines: list[LineWithColumns]) -> list[Fact]:
    """The facts of a table with those of heads said of the right group; other facts as they are."""
    if not any(f.metric in _STAFF for f in facts):
        return facts
    facts = [f for f in facts if not (f.metric in _STAFF and _is_dash(f))]
    by_group = list(_grouped_columns(read))
    if by_group:
        return [f for f in facts if f.metric not in _STAFF] + by_group
    if len(lines) == 1 and _HEADS.search(lines[0].line.item) and not _OUTSIDE.search(lines[0].line.item):
        staff = {*_STAFF, "staffing_control_rate"}
        return [f.model_copy(update={"item": "", "item_code": ""}) if f.metric in staff else f for f in facts]
    outside = {x.line.row for x in lines if x.line.role != "total" and _OUTSIDE.search(x.line.item)}
    totals = {x.line.row for x in lines if x.line.role == "total" and not _WITHIN.search(x.line.item)}
    if not outside or not any(f.row in outside and f.metric == "staff_in_post" for f in facts):
        return facts
    within = {x.line.row for x in lines if _WITHIN.search(x.line.item) and _ALL.search(x.line.item)}
    return [_within_or_outside(f, outside, totals, within) for f in facts]


def _is_dash(fact: Fact) -> bool:
    printed = read_number(fact.figure.text)
    return printed is not None and printed.dash


def _within_or_outside(fact: Fact, outside: set[int], totals: set[int], within: set[int]) -> Fact:
    row = fact.row or 0
    if fact.metric == "staff_in_post" and row in outside:
        item = "" if len(outside) == 1 else fact.item
        return fact.model_copy(update={"metric": "dispatched_staff", "item": item, "item_code": ""})
    if fact.metric == "staff_in_post" and row in totals:
        return fact.model_copy(update={"metric": "total_staff", "item": "", "item_code": ""})
    if fact.metric in _STAFF and row in within:
        return fact.model_copy(update={"item": "", "item_code": ""})
    return fact


def _grouped_columns(read: ReadTable) -> Iterator[Fact]:
    """The facts of a table with one row, whose columns name the groups (行政编制 | 合计, each with 编制数 and 实有数);
    none for other tables."""
    columns = [c for c in read.columns if c.metric in _STAFF]
    rows = [
        row
        for row in read.body_rows
        if row not in read.skipped_rows and any(read.figure(row, c) is not None for c in columns)
    ]
    metrics = [c.metric for c in columns]
    if len(rows) != 1 or len(metrics) == len(set(metrics)):
        return
    for column in columns:
        figure = read.figure(rows[0], column)
        if figure is None:
            continue
        group = _group(column)
        whole = column.metric in ("dispatched_staff", "total_staff") or not group or bool(_ALL.search(group))
        if column.metric in ("staff_in_post", "authorised_posts") and _OUTSIDE.search(group):
            continue
        fact = table_fact(read, column.metric, figure, rows[0], column.col, item="" if whole else group)
        if not _is_dash(fact):
            yield fact


def _group(column: ColumnMeaning) -> str:
    """What stands over a column's own name; '' where nothing does."""
    return without_space(column.header[-2]) if len(column.header) > 1 else ""
