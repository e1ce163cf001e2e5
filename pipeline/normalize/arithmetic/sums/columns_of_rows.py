"""Columns told row by row: 预算 A 万元，支出 B 万元。人员预算 A1 万元、支出 B1 万元；公用预算 A2 万元、支出 B2 万元.

Each column is held against the amount of its name before the rows. That the rows are all there are, another column
shows which comes to its total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.normalize.arithmetic.fit import fits, sum_of
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Worked, noun_of, subject_of

_ROW_BEGINS = re.compile(r"[；。]")
_GOES_ON = re.compile(r"；(?!其中|包括)")
_COLUMN = re.compile(r"预算|计划|安排|下达|到位|支出|执行|完成|使用|支付|拨付|采购|任务|目标|实际")
_LEAST_ROWS, _MOST_ROWS = 2, 12

Row = list[Term]


def columns_of_rows(terms: Sequence[Term]) -> Iterator[Worked]:
    """The total of every column of such rows, where the paragraph states one under the column's name."""
    i = 0
    while i < len(terms):
        rows = _rows_from(terms, i)
        totals = list(_totals(terms[:i], rows)) if len(rows) >= _LEAST_ROWS else []
        yield from totals
        told = rows if totals else rows[:1]  # else the first may be that of the totals, told in the same way
        i += sum(map(len, told)) or 1


def _rows_from(terms: Sequence[Term], first: int) -> list[Row]:
    """The rows that begin at `first`: alike in what they measure and in the name of each column."""
    rows: list[Row] = []
    at = first
    while at < len(terms) and len(rows) < _MOST_ROWS:
        row = _row_at(terms, at)
        if len(row) < _LEAST_ROWS or (rows and not _alike([*rows, row])):
            break
        rows.append(row)
        at += len(row)
    return rows


def _row_at(terms: Sequence[Term], first: int) -> Row:
    """The numbers from `first` to the next semicolon or the end of the sentence."""
    begins = not first or _ROW_BEGINS.match(terms[first].lead) or terms[first].sentence != terms[first - 1].sentence
    row: Row = []
    for term in terms[first:] if begins else ():
        if row and (_ROW_BEGINS.match(term.lead) or term.sentence != row[0].sentence):
            break
        row.append(term)
    return row


def _alike(rows: Sequence[Row]) -> bool:
    """Whether each row has the same measures, and each column of amounts a name that tells what it is."""
    measures = {tuple((t.unit, t.role) for t in row) for row in rows}
    plain = all(t.usable and not (t.depth or t.old) for row in rows for t in row)
    return len(measures) == 1 and plain and all(_names(rows))


def _names(rows: Sequence[Row]) -> list[str]:
    """What the columns of amounts are called, in all rows alike; '' for one that has no such name."""
    columns = [column for column in zip(*rows, strict=True) if column[0].role == "amount"]
    return [_name_at_end([noun_of(t) for t in column]) for column in columns]


def _name_at_end(names: Sequence[str]) -> str:
    """人员经费预算, 公用经费预算: 预算."""
    alike = takewhile(lambda chars: len(set(chars)) == 1, zip(*(name[::-1] for name in names), strict=False))
    end = "".join(chars[0] for chars in alike)[::-1]
    found = list(_COLUMN.finditer(end))
    return end[found[-1].start() :] if found else ""


def _totals(before: Sequence[Term], rows: Sequence[Row]) -> Iterator[Worked]:
    """The columns whose total the sentence before the rows states under the name of the column."""
    found: list[tuple[Term, Sequence[Term]]] = []
    columns = [column for column in zip(*rows, strict=True) if column[0].role == "amount"]
    for name, column in zip(_names(rows), columns, strict=True):
        stated = [t for t in before if t.sentence >= rows[0][0].sentence - 1 and t.role == "amount" and t.usable]
        totals = [t for t in stated if same_kind(t, column[0]) and not t.old and noun_of(t).endswith(name)]
        if len(totals) == 1 and all(part.size <= totals[0].size for part in column):
            found.append((totals[0], column))
    complete = any(fits(total, sum_of(parts)) for total, parts in found)
    if not complete and _GOES_ON.match(rows[0][0].lead):
        return  # 甲预算 A 万元，支出 B 万元；乙预算 …: one more row, and no total before them
    for total, parts in found:
        yield Worked("sum", total, (sum_of(parts),), complete, subject_of(total), partial=True)
