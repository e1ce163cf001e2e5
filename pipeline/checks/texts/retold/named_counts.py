"""Counts that several places of a report tell by one name and one measure: 举办培训 26 期, 受理信访 303 件.

No vocabulary has to know what is counted. Words that only lead to a number (全年, 共, 组织) are no part of its name;
all others are, in whatever order. Counts of another time, of what is aimed at, by month or more than something are left
out, and so is a name that one sentence tells twice or that has three values: it is of several things. Of two values
the one that is told once is the slip, where a slip of the pen makes it of one that two places tell, or that has so many
digits that two counts are hardly so alike by chance; else it is asked about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.tables.figure_grid import TOTAL, FigureGrid
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.normalize.narrative.sentence_facts import whole_sentences
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report
from schemas.slips import is_count_slip
from schemas.trace import Place
from schemas.white_space import without_space

_MEASURES = r"人次|家次|户次|批次|场次|平方米|份|件|辆|期|场|次|处|家|户|批|宗|条"
_MEASURE = re.compile(_MEASURES)
_ALIKE = {"期": "次", "场": "次", "场次": "次", "批次": "批", "宗": "件"}
# Words that lead to a count and are no part of what is counted.
NO_NAME = re.compile(
    r"20\d\d年(?:度|末|底)?|截至|全年|年[末底内]|本年度?|当年|目前|期间|我[局委办处部院校镇县区]|我?单位|全局|本部门|通过|方式|线上|线下|和"
    r"|保有量|实有|现有|拥有|共计|合计|总计|累计|实际|共|已|有|各类|各项|专题|组织|开展|举办|进行|完成|群众|调查|问卷|公务|建筑|了|的|为|是|达到?|"
    r"班|年度?|办公|工作|业务|数量|总量|全区|全市|全县|事项|案件|有效|：|:"
)
_OTHER = re.compile(
    r"上年|去年|同期|往年|较|比|目标|计划|预计|预算|指标|拟|应|每|平均|均|月|季|半年|增|减|新|净|超|多|少|低于|高于|不|未|其中|另|编制|"
    r"其他|部分|首|第|次年|下年|[一二三四五六七八九十]是|日"
)
_LEAD = re.compile(r"[^，。；：、()（）]*$")
_COUNT_HEAD = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,10}}?)(?:[(（])?(?P<measure>{_MEASURES})(?:数|量)?(?:[)）])?$")
_DONE = re.compile(r"实际|完成(?!率)|本年|决算|数量|值")
_NOT_DONE = re.compile(r"目标|计划|上年|年初|预算|率|比|未|指标值")
_CARS = re.compile(r"辆(?P<name>[\u4e00-\u9fff]{2,5}?车辆?)")
_SURE_DIGITS = 4
_LEAST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Count:
    """A count and where it stands; `key` is what is counted, `where` the sentence, remark or table."""

    key: tuple[str, str]
    figure: Figure
    place: Place
    where: tuple[str, int]
    name: str
    told: bool  # by a sentence, and not by a table or a remark


def named_count_checks(
    document: Document, report: Report, grids: Sequence[FigureGrid], settled: Collection[Spot]
) -> Iterator[Check]:
    """One check for each count that is told otherwise elsewhere, and which no other check has judged."""
    counts = [*_of_text(document, report.fiscal_year), *_of_remarks(report)]
    groups: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for count in counts:
        groups[count.key].append(count)
    printed = list(_of_tables(grids)) if groups else []
    for key, told in groups.items():
        twice = {c.where for c in told if sum(o.where == c.where for o in told) > 1}
        if twice:
            continue
        yield from _check(told, [c for c in printed if _names(c.key, key)], settled)


def _check(told: Sequence[_Count], printed: Sequence[_Count], settled: Collection[Spot]) -> Iterator[Check]:
    values = dict.fromkeys(c.figure.value for c in (*printed, *told))
    if len(values) != 2:
        return
    first, last = ([c for c in (*printed, *told) if c.figure.value == v] for v in values)
    odd, kept = sorted((last, first), key=lambda c: len({x.where for x in c}))
    if len(odd) > 1 or not odd[0].told or spot_of(odd[0].figure) in settled:
        odd, kept = kept, odd
    if len(odd) > 1 or not odd[0].told or spot_of(odd[0].figure) in settled:
        return
    digits = len(f"{odd[0].figure.value:f}")
    slip = is_count_slip(odd[0].figure.value, kept[0].figure.value)
    if digits < _LEAST_DIGITS or not slip:
        return
    borne_out = len({c.where for c in kept}) > 1
    sure = borne_out or digits >= _SURE_DIGITS
    yield compared(
        CheckCode.SAME_FIGURE,
        "two_sentences" if sure else "two_sentences_unsure",
        locus_at(row=odd[0].name),
        odd[0].figure,
        [Interval.exactly(kept[0].figure.value)],
        [odd[0].place, *(c.place for c in kept)],
        outcome=Outcome.INCONSISTENT,
        relation=sum_relation([kept[0].figure]),
        other=kept[0].figure.text,
        where="",
        page=str(kept[0].figure.box.page),
        quote=kept[0].place.text,
    )


def _of_text(document: Document, year: int | None) -> Iterator[_Count]:
    for n, sentence in enumerate(whole_sentences(document)):
        text = sentence.squeezed.text
        for i, quantity in enumerate(sentence.quantities):
            key, name = _key(text, quantity, sentence.lead(i))
            if key is None or _of_other_year(text[slice(*sentence.span)], year):
                continue
            fact = sentence.fact(quantity, "", "")
            yield _Count(key, fact.figure, fact.place, ("text", n), name, told=True)


def _of_other_year(sentence: str, year: int | None) -> bool:
    return any(int(y) != year for y in re.findall(r"(20\d\d)年", sentence))


def _of_remarks(report: Report) -> Iterator[_Count]:
    for n, line in enumerate(report.score_lines):
        if line.remark_box is None or line.measured or not re.search(r"\d", line.remark):
            continue
        text = squeeze(line.remark).text
        last = 0
        for quantity in find_quantities(text):
            key, name = _key(text, quantity, text[last : quantity.start])
            last = quantity.end
            if key is None:
                continue
            box = line.remark_box
            figure = Figure(
                value=quantity.value, decimals=0, unit=Unit.ITEMS, text=f"{quantity.value:f}", boxes=(box,), exact=True
            )
            place = Place(page=box.page, box=box, text=f"{line.indicator} {line.remark}")
            yield _Count(key, figure, place, ("remark", n), name, told=False)


def _key(text: str, quantity: Quantity, lead: str) -> tuple[tuple[str, str] | None, str]:
    """What a number counts, as the sorted characters of its name and its measure; None where that is not certain."""
    measure = _MEASURE.match(text, quantity.digits_end)
    plain = quantity.is_plain and not quantity.decimals
    if measure is None or not plain or quantity.value <= 0:
        return None, ""
    clause = _LEAD.search(lead)
    words = clause.group() if clause else ""
    behind = _CARS.match(text, measure.start())
    if behind is not None and not NO_NAME.sub("", words):
        words += behind["name"]
    name = NO_NAME.sub("", words)
    if len(name) < 2 or _OTHER.search(words):
        return None, ""
    return (_sorted(name), _ALIKE.get(measure.group(), measure.group())), words


_SAME = (("回收", "收回"), ("参训", "培训"), ("受训", "培训"))


def _sorted(name: str) -> str:
    for one, other in _SAME:
        name = name.replace(one, other)
    return "".join(sorted(set(name)))


def _names(cell: tuple[str, str], told: tuple[str, str]) -> bool:
    return cell[1] == told[1] and set(cell[0]) <= set(told[0])


def _of_tables(grids: Sequence[FigureGrid]) -> Iterator[_Count]:
    """Counts of tables by the name of a row (培训期数 | 实际完成值) or, in totals, of a column (受理件数)."""
    for grid in grids:
        totals = [row for row, label in grid.labels.items() if TOTAL.fullmatch(label)] or (
            list(grid.labels) if len(grid.labels) == 1 else []
        )
        for column in grid.columns:
            head = without_space(column.names[-1]) if column.names else ""
            by_head = _COUNT_HEAD.search(head)
            for row, figure in column.figures.items():
                by_row = _COUNT_HEAD.search(grid.labels.get(row, ""))
                found = by_row if by_row and _DONE.search(head) and not _NOT_DONE.search(head) else None
                found = found or (by_head if row in totals and not _OTHER.search(head) else None)
                if found is None or figure.decimals or figure.unit is Unit.PERCENT:
                    continue
                name = _sorted(NO_NAME.sub("", found["name"]))
                if len(name) < 2:
                    continue
                place = Place(
                    page=figure.box.page, box=figure.box, text=f"{grid.labels.get(row, '')} {head} {figure.text}"
                )
                key = (name, _ALIKE.get(found["measure"], found["measure"]))
                yield _Count(key, figure, place, (grid.table.table_id, row), found["name"], told=False)
