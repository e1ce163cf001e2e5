"""Totals that the prose of a budget or final account states, held against the tables they are of: 收入支出总计 A 万元,
本年支出合计 B 万元，其中：基本支出 C 万元; 一般公共预算财政拨款基本支出 D 万元。其中：人员经费 E 万元.

The templates of the Ministry of Finance (部门预算、部门决算公开) give each table a section of prose that begins with
its total, so the words of a total say which table and which line are meant. A total of somebody else than the agency is
a unit's below it; and where the text tells a total rightly, another number of the same words may be such a one, unless
one slip of the pen makes it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pipeline.checks.calculations import Spot, one_slip, spot_of
from pipeline.checks.table_view import TableView
from pipeline.checks.texts.lines.table_lines import plain_values
from pipeline.checks.texts.lines.told_numbers import is_stated
from pipeline.normalize.narrative.sentence_facts import whole_sentences
from pipeline.vocabulary.names import bare_item, name_key
from schemas.audit import Check, Outcome, locus_at
from schemas.document import Document
from schemas.figure import Figure, Interval
from schemas.records import BudgetLine, Fact, Report
from schemas.white_space import without_space

from .against_cell import against_cell

_BOTH = r"(?:收入支出|收、支|收支|收入、支出)"
_IS = r"(?:决算|预算)?(?:均|各)?[为是：]?$"
_GENERAL = r"一般公共预算(?:财政拨款)?"


class _Total(NamedTuple):
    """Words that end where the number begins, the title of a table, its line, and the columns that may be meant; none
    for all that hold amounts."""

    words: re.Pattern[str]
    title: re.Pattern[str]
    line: re.Pattern[str]
    columns: frozenset[str] = frozenset()


def _total(words: str, title: str, line: str, *columns: str) -> _Total:
    return _Total(re.compile(words + _IS), re.compile(title), re.compile(line), frozenset(columns))


_SPENT = ("outturn", "original_budget")
_OF_ALL = r"(?<!拨款)收入?支出?(?:决算)?总表"
_TOTALS = (
    _total(rf"财政拨款{_BOTH}(?:决算)?总计", r"财政拨款收入?支出?(?:决算)?总表", r"总计"),
    _total(rf"(?<!拨款){_BOTH}(?:决算)?总计", _OF_ALL, r"总计"),
    _total(r"(?<!拨款)本年收入合计", rf"{_OF_ALL}|收入决算表", r"本年收入合计|合计", "income", *_SPENT),
    _total(r"(?<!拨款)本年支出合计", rf"{_OF_ALL}|(?<!款)支出决算表", r"本年支出合计|合计", *_SPENT),
    _total(rf"{_GENERAL}支出", rf"{_GENERAL}支出决算表", r"合计", "outturn"),
    _total(rf"{_GENERAL}基本支出", rf"{_GENERAL}支出决算表", r"合计", "basic_expenditure"),
    _total(r"(?<!拨款)收入预算", r"(?<!拨款)(?:财务)?收支预算总表", r"收入总计"),
    _total(r"(?<!拨款)支出预算", r"(?<!拨款)(?:财务)?收支预算总表", r"支出总计"),
)
# What is told of the parts right behind a total: 其中：基本支出 B 万元，占 x%；项目支出 C 万元.
_PARTS = (
    (re.compile(r"本年支出合计"), _total(r"基本支出", r"(?<!款)支出决算表", r"合计", "basic_expenditure")),
    (re.compile(r"本年支出合计"), _total(r"项目支出", r"(?<!款)支出决算表", r"合计", "project_expenditure")),
    (re.compile(r"收入预算"), _total(r"财政拨款收入", r"财政拨款收支预算总表", r"收入总计")),
    (re.compile(r"支出预算"), _total(r"财政拨款支出预算", r"财政拨款收支预算总表", r"支出总计")),
    (re.compile(r"支出预算"), _total(r"一般公共预算拨款支出预算", r"一般公共预算支出(?:功能分类)?预算表", r"合计")),
    (re.compile(rf"{_GENERAL}基本支出"), _total(r"人员经费", r"基本支出决算(?:明细)?表", r"人员经费合计")),
    (re.compile(rf"{_GENERAL}基本支出"), _total(r"公用经费", r"基本支出决算(?:明细)?表", r"公用经费合计")),
)
_COMPARED = re.compile(r"上年|去年|以前年度|比|较|增|减|与20\d\d")
_NOBODY = re.compile(
    r"^\(?[\d一二三四五六七八九十]+[、.．)]|20\d\d年度?|[本我](?:部门|单位|[局委院校办区县市厅]|街道|中心)?|全年|本年度?|当年|部门|单位|决算|预算|总体|[，：的]"
)
SAME_NAME = 0.8  # share of the characters of two names of one agency
_SOME = re.compile(r"其中|本级|下属|所属|二级")  # of what stands before a total


def account_total_checks(
    document: Document, views: Sequence[TableView], settled: Collection[Spot], report: Report
) -> Iterator[Check]:
    """One check for each total whose table the document prints. `settled`: where figures stand that other checks have
    judged."""
    held = _Held(views)
    found: list[tuple[_Total, Check]] = []
    block: object = None
    said = ""  # of the paragraph, up to the sentence
    for sentence in whole_sentences(document) if views else ():
        start, end = sentence.span
        text = sentence.squeezed.text
        said = said if sentence.block is block else ""
        block = sentence.block
        for quantity in sentence.quantities:
            if not is_stated(quantity) or not quantity.is_money:
                continue
            before = text[start : quantity.start]
            total = _meant(said, before, report.agency)
            if total is None:
                continue
            fact = sentence.fact(quantity, "outturn", str(report.fiscal_year or ""))
            if spot_of(fact.figure) not in settled:
                found += [(total, check) for check in held.against(fact, total)]
        said += text[start:end]
    right = {id(total) for total, check in found if check.outcome is not Outcome.INCONSISTENT}
    for total, check in found:
        if check.outcome is not Outcome.INCONSISTENT or id(total) not in right or _is_slip(check):
            yield check


def _is_slip(check: Check) -> bool:
    low, high = check.expected_low, check.expected_high
    return None not in (check.reported, low, high) and one_slip(check.reported, Interval(low=low, high=high))  # type: ignore[arg-type]


def _meant(said: str, before: str, agency: str) -> _Total | None:
    """The total that words before a number name; `said` stands before them in the paragraph."""
    clause = re.split(r"[，；。：]", before)[-1].removeprefix("其中")
    if _COMPARED.search(clause):
        return None
    if not _SOME.search(before):
        for total in _TOTALS:
            if words := total.words.search(clause):
                told_of = before[: len(before) - len(clause) + words.start()]
                return total if _is_of_agency(said + told_of, agency) else None
    behind = [t for of, t in _PARTS if t.words.fullmatch(clause) and (whole := of.search(said + before))
              and _is_of_agency((said + before)[: whole.start()], agency)]  # fmt: skip
    return behind[0] if behind else None


def _is_of_agency(before: str, agency: str) -> bool:
    """Whether nothing, or the agency itself as it may be spelled, stands before a total as what it is of."""
    subject = _NOBODY.sub("", re.split("[。；]", before)[-1])
    if not subject:
        return True
    known = sum(c in agency for c in subject)
    return known >= SAME_NAME * len(subject) and len(subject) >= SAME_NAME * len(agency) > 0


class _Held:
    """The totals of the tables, by their titles."""

    def __init__(self, views: Sequence[TableView]) -> None:
        self._views = [(without_space(view.table.title), view) for view in views]

    def against(self, fact: Fact, total: _Total) -> Iterator[Check]:
        """A stated total against those lines that it may be, right where it is one of them."""
        found = [
            (view, line, metric, figure)
            for title, view in self._views
            if total.title.search(title)
            for line in view.lines
            if total.line.fullmatch(name_key(bare_item(line.item)))
            for metric, figure in line.figures.items()
            if figure.unit.is_money and (not total.columns or metric in total.columns)
        ]
        if found:
            yield _check(fact, found)


def _check(fact: Fact, found: Sequence[tuple[TableView, BudgetLine, str, Figure]]) -> Check:
    plain = plain_values(fact.figure)
    view, line, metric, other = next((x for x in found if plain_values(x[3]).meets(plain)), found[0])
    locus = locus_at(row=line.item, column=view.column_name(metric))
    return against_cell(fact, other, view.place(line, metric), locus, view.table.name)
