"""Heads, projects and questionnaires that a report counts again: 在职 95 人、编制 66 人, of 核定编制 66 名，在职 59 人.

Counts have too few digits to be known by these alone. What each counts, its own words say: posts, staff in post, those
outside the establishment; planned, finished or left over; given out, returned, content. Where two sentences (a remark,
the row of a table) agree in one count and differ in one other of the same name, they count the same, and one of them
has a slip: that which is told less often, else the text's against a table's, else the later one. A single count of two
digits that they agree in may be another group's by chance: then it is asked about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.tables.figure_grid import FigureGrid
from pipeline.checks.tables.row_rates import said_of_another_time
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.normalize.narrative.sentence_facts import whole_sentences
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report, ScoreLine
from schemas.slips import is_count_slip
from schemas.trace import Place
from schemas.white_space import without_space

_POSTS, _STAFF, _OUTSIDE = r"编制(?![内外])|核编|定编", r"在职|在编|在岗|实有", r"编外|聘用|劳务派遣|临聘|外聘"
_UNDONE = r"(?:未|没有?)(?:能|按期|按时|如期|全部)?(?:完成|完工|办结)|剩余"
_DONE = r"(?:完成|完工|办结|竣工)(?![率度]|及时|质量|情况)"  # 项目完成及时性 names an indicator
_RATE = "rate"  # two counts agree in it, or say nothing of each other
_CALLED = {
    "outside": "编外人数", "posts": "编制数", "staff": "在职人数", "undone": "未完成数", "done": "完成数",
    "planned": "计划数", "content": "满意份数", "returned": "收回份数", "given out": "发放份数",
}  # fmt: skip
# What is counted, by the words of a clause; of several the last one, and what is not done before what is.
_CLASSES = {
    "outside": _OUTSIDE,
    "posts": _POSTS,
    "staff": _STAFF,
    "undone": _UNDONE,
    "done": _DONE,
    "planned": r"计划|安排|总数|总计|立项|列入|实施",
    "content": r"满意",  # 满意和基本满意 as well
    "returned": r"收回|回收|有效问卷",
    "given out": r"发放|发出",
}
_ALL = re.compile("|".join(f"(?P<c{n}>{words})" for n, words in enumerate(_CLASSES.values())))
_NAMES = tuple(_CLASSES)
_BEHIND = re.compile(rf"(?P<posts>{_POSTS})|(?P<outside>{_OUTSIDE})|(?P<staff>{_STAFF})")
_AFTER = re.compile(rf"(?P<undone>{_UNDONE})|(?P<done>{_DONE})")
_TO_BE_DONE = re.compile(r"(?<![按照])(?:计划|安排)[^已实中]{0,4}(?:完成|完工)")  # 计划完成项目 14 个; not 按计划完成
_CLAUSE = re.compile(r"[^，。；：、()=÷/\d]*$")
_TAIL = re.compile(r"[^，。；：、()=÷/\d]*\d?")
_PART = re.compile(
    r"新增|行政|事业|工勤|参公|离退休|退休|(?<![和与及、])基本满意|不满意|上年|去年|目标|应|月|季|标准|每|平均|重点|一级|二级|下属|本级|跨年|延续|男|女|党员"
)
_COUNTED = frozenset({Unit.PERSONS, Unit.ITEMS})
_MEASURES = frozenset({"份", "个", "项", "人", "名"})
_SURE = 3  # digits that counts agree in, taken together
_TOLD_OFTEN = 3  # places that tell a count: it is then the whole unit's


@dataclass(frozen=True, slots=True)
class _Group:
    """The counts of a sentence, a remark or a row by what they count. `table`: its name."""

    counts: Mapping[str, tuple[Figure, Place]]
    table: str = ""
    label: str = ""
    line: ScoreLine | None = None


def retold_count_checks(
    document: Document, report: Report, grids: Sequence[FigureGrid], settled: Collection[Spot]
) -> Iterator[Check]:
    """One check for each count that is told again otherwise, and which no other check has judged."""
    groups = [*_of_text(document, report.fiscal_year), *_of_remarks(report), *_of_rows(grids)]
    told: dict[tuple[str, object], int] = defaultdict(int)  # groups that tell a count
    for group in groups:
        for name, (figure, _) in group.counts.items():
            told[name, figure.value] += 1
    names = {t.table_id: t.name for t in document.tables}
    done: set[int] = set()
    in_text = sum(not group.table for group in groups)  # they come first
    for n, one in enumerate(groups[:in_text]):
        for other in groups[n + 1 :]:
            name, tied = _differ(one, other)
            if not name:
                continue
            wrong, right = _wrong_first(one, other, name, told)
            figure = wrong.counts[name][0]
            judged = wrong.line is None and spot_of(figure) in settled
            if not judged and id(wrong) not in done:
                done.add(id(wrong))
                yield _check(wrong, right, name, _is_sure(wrong, right, name, tied, told), names)


def _differ(one: _Group, other: _Group) -> tuple[str, list[str]]:
    """The one count in which two groups differ, '' for none, and those in which they agree."""
    both = [name for name in one.counts if name in other.counts]
    tied = [name for name in both if one.counts[name][0].value == other.counts[name][0].value]
    differ = [name for name in both if name not in tied and name != _RATE]
    return (differ[0], tied) if len(differ) == 1 and tied else ("", tied)


def _wrong_first(
    one: _Group, other: _Group, name: str, told: Mapping[tuple[str, object], int]
) -> tuple[_Group, _Group]:
    def seldom(group: _Group) -> tuple[bool, int]:
        return bool(group.table), told[name, group.counts[name][0].value]

    wrong, right = sorted((other, one), key=seldom)
    return wrong, right


def _is_sure(
    wrong: _Group, right: _Group, name: str, tied: Sequence[str], told: Mapping[tuple[str, object], int]
) -> bool:
    values = [wrong.counts[t][0].value for t in tied]
    digits = sum(len(f"{v.normalize():f}".replace(".", "")) for v in values)
    often = any(told[t, v] >= _TOLD_OFTEN for t, v in zip(tied, values, strict=True))
    slip = is_count_slip(wrong.counts[name][0].value, right.counts[name][0].value)
    return (digits >= _SURE or often) and (slip or len(tied) > 1)


def _of_text(document: Document, year: int | None) -> Iterator[_Group]:
    for sentence in whole_sentences(document):
        text = sentence.squeezed.text
        found = []
        for n, quantity in enumerate(sentence.quantities):
            name = _counted(text, quantity, sentence.lead(n))
            if name and not said_of_another_time(sentence, quantity, year):
                fact = sentence.fact(quantity, "", "")
                found.append((name, fact.figure, fact.place))
        yield from _group(found)


def _of_remarks(report: Report) -> Iterator[_Group]:
    for line in report.score_lines:
        if line.remark_box is None or line.measured or not re.search(r"\d", line.remark):
            continue
        text, last, found = squeeze(line.remark).text, 0, []
        box = line.remark_box
        for quantity in find_quantities(text):
            name = _counted(text, quantity, text[last : quantity.start], about=line.indicator)
            last = quantity.end
            if name:
                unit = quantity.unit or Unit.NONE
                printed = text[quantity.start : quantity.digits_end]
                figure = Figure(
                    value=quantity.value, decimals=quantity.decimals, unit=unit, text=printed, boxes=(box,), exact=True
                )
                found.append((name, figure, Place(page=box.page, box=box, text=f"{line.indicator} {line.remark}")))
        yield from _group(found, line=line)


def _of_rows(grids: Sequence[FigureGrid]) -> Iterator[_Group]:
    for grid in grids:
        for row, label in grid.labels.items():
            found = []
            for column in grid.columns:
                figure, head = column.figures.get(row), without_space(column.names[-1] if column.names else "")
                if figure is None or figure.decimals or figure.unit not in (*_COUNTED, Unit.NONE) or _PART.search(head):
                    continue
                named = _ALL.search(head)
                if named is not None and "率" not in head:
                    found.append((_name_of(named), figure, grid.place(row, column)))
            yield from _group(found, table=grid.table.name or "表", label=label)


def _group(
    found: Sequence[tuple[str, Figure, Place]], table: str = "", label: str = "", line: ScoreLine | None = None
) -> Iterator[_Group]:
    """A group of two counts or more; a name that stands for two of them is of neither."""
    names = [name for name, _, _ in found]
    counts = {name: (figure, place) for name, figure, place in found if names.count(name) == 1}
    if len(counts) > 1 and counts.keys() != {_RATE}:
        yield _Group(counts, table, label, line)


def _name_of(found: re.Match[str]) -> str:
    return _NAMES[int((found.lastgroup or "c0")[1:])]


def _counted(text: str, quantity: Quantity, lead: str, about: str = "") -> str:
    """What a number counts, by the words around it; '' where they do not say."""
    if quantity.unit is Unit.PERCENT:
        return _RATE if quantity.decimals and not quantity.approximate and not _PART.search(lead) else ""
    plain = quantity.is_plain and not quantity.decimals
    if not plain or quantity.value <= 0 or not (quantity.unit in _COUNTED or quantity.measure in _MEASURES):
        return ""
    clause, behind = _CLAUSE.search(lead), _TAIL.match(text, quantity.end)
    before, after = clause.group() if clause else "", behind.group() if behind else ""
    if _PART.search(before):
        return ""
    noun = _BEHIND.match(after)
    if noun is not None:
        return str(noun.lastgroup)
    verb = _AFTER.search(after) if not after[-1:].isdigit() else None  # else it is of the number that follows
    if verb is not None:
        return str(verb.lastgroup)
    said = [*_ALL.finditer(before)]
    if said and _name_of(said[-1]) == "done" and _TO_BE_DONE.search(before):
        return "planned"
    if said:
        return _name_of(said[-1])
    projects = (
        after.startswith("项目") or before.endswith(("项目", "项目共")) or (not before and about.startswith("项目"))
    )
    return "planned" if projects else ""


def _check(wrong: _Group, right: _Group, name: str, sure: bool, names: Mapping[str, str]) -> Check:
    (figure, place), (other, there) = wrong.counts[name], right.counts[name]
    inputs, relation = [place, there], sum_relation([other])
    expected = [Interval.exactly(other.value)]
    if wrong.line is not None and sure:
        line = wrong.line
        locus = locus_at(table=names.get(line.table_id, ""), row=line.indicator, indicator=line.indicator)
        return compared(
            CheckCode.SAME_FIGURE, "remark", locus, figure, expected, inputs,
            outcome=Outcome.INCONSISTENT, relation=relation,
        )  # fmt: skip
    variant = "two_sentences_unsure" if not sure else "text_and_table" if right.table else "two_sentences"
    return compared(
        CheckCode.SAME_FIGURE,
        variant,
        locus_at(row=right.label, column=_CALLED[name]),
        figure,
        expected,
        inputs,
        outcome=Outcome.INCONSISTENT,
        relation=relation,
        other=other.text,
        where=right.table,
        page=str(other.box.page),
        quote=there.text,
    )
