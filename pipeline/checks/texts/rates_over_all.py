"""Rates that say of how many among all cases something holds, told as more than all of them: 信访办结率 102%.

A question and no error: cases of an earlier year may have been counted among those settled.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared
from pipeline.checks.scores.target_rows import figure_in_box, only_quantity
from pipeline.normalize.narrative.sentence_facts import told_sentences
from schemas.audit import Check, CheckCode, Locus, Outcome, locus_at
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report
from schemas.trace import Place

# Not rates that a target or a plan makes (完成率, 执行率, 到位率, 覆盖率), nor how much a place is used.
_OF_CASES = (
    r"(?:办结|办复|回复|答复|反馈|响应|受理|整改|合格|及时|准确|正确|知晓|满意|优良|归档|公开|出勤|完好|化解|成活)率"
    r"|满意度"
)
_RATE = re.compile(rf"[^，。；：、（(]*?(?:{_OF_CASES})$")
_TOLD = re.compile(rf"(?P<name>[^，。；：、（(\d]*?(?:{_OF_CASES}))(?:均|都|全部)?(?:达到?|实现|为|是|：)?了?$")
_CHANGE = re.compile(r"[比较](?!例)|提高|提升|增长|上升|增加|下降|降低|目标|超过|不[低少]于")
_ALL = Decimal(100)
_UP_TO_ALL = Interval(low=Decimal(0), high=_ALL)


def over_all_checks(
    document: Document, report: Report, names: Mapping[str, str], settled: Collection[Spot]
) -> Iterator[Check]:
    """One check for each such rate above 100 %, of sentences and of what forms say was achieved; none for a number in
    `settled`, of which others said more. `names`: those of the tables."""
    for sentence in told_sentences(document):
        for n, quantity in enumerate(sentence.quantities):
            if quantity.unit is not Unit.PERCENT or quantity.value <= _ALL:
                continue
            told = _TOLD.search(sentence.lead(n))
            if told is None or _CHANGE.search(told["name"]):
                continue
            fact = sentence.fact(quantity, "", "")
            if spot_of(fact.figure) not in settled:
                yield _over(locus_at(column=told["name"]), fact.figure, fact.place)
    for line in report.score_lines:
        text, box = (line.remark, line.remark_box) if line.measured else (line.actual, line.actual_box)
        printed = only_quantity(text)
        if box is None or printed is None or printed.unit is not Unit.PERCENT or printed.value <= _ALL:
            continue
        if _RATE.fullmatch(line.indicator):
            locus = locus_at(table=names.get(line.table_id, ""), row=line.indicator, column="实际完成值")
            place = Place(page=box.page, box=box, text=f"{line.indicator} {text}")
            yield _over(locus, figure_in_box(printed, box), place)


def _over(locus: Locus, figure: Figure, place: Place) -> Check:
    return compared(
        CheckCode.RATIO, "over_all", locus, figure, [_UP_TO_ALL], [place], outcome=Outcome.INCONSISTENT, nominals=[_ALL]
    )
