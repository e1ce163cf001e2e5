"""The mean of projects' scores that a sentence states (4 个项目平均得分 95.56 分), against their forms or a table that
lists them: where it says of how many, there or before it in its paragraph, or of each (各项目), and just as many are
printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.compare import compared
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.names import name_key
from schemas.audit import Check, CheckCode, Relation, locus_at
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report
from schemas.trace import Place, place_at

_LEAST = 2  # projects that have a mean
_COUNT = re.compile(r"(?P<count>\d{1,3})个[\u4e00-\u9fff]{0,10}项目")
_MEAN = re.compile(
    r"(?P<who>[^。；，]{0,30})平均(?:自评|绩效|综合)?(?:得)?分(?:数|值)?(?:为|是|达到?|：)?(?P<mean>\d{1,3}(?:\.\d+)?)分"
)
_OF_OTHERS = re.compile(r"满意|问卷|测评|上年|去年|指标|专家|单位|部门|一类")
_OF_EACH = re.compile(r"(?:各|全部|所有)(?:个)?项目")
_NO_PROJECT = re.compile(r"合计|总计|小计|平均|汇总")


def mean_score_checks(report: Report, document: Document) -> Iterator[Check]:
    """One check per sentence that states such a mean."""
    sets: list[list[Figure]] | None = None
    for block in document.blocks:
        if "平均" not in block.text:
            continue
        squeezed = squeeze(block.text)
        for found in _MEAN.finditer(squeezed.text):
            printed = read_number(found["mean"])
            boxes = block.content.boxes(*squeezed.span(*found.span("mean")))
            if printed is None or not boxes or _OF_OTHERS.search(found["who"]):
                continue
            sets = _scores(report) if sets is None else sets
            counts = _COUNT.findall(squeezed.text, 0, found.start("mean"))
            each = _OF_EACH.search(found["who"]) is not None
            listed = [s for s in sets if len(s) >= _LEAST and (len(s) == int(counts[-1]) if counts else each)]
            if listed:
                reported = Figure(
                    value=printed.value, decimals=printed.decimals, unit=Unit.POINTS, text=found["mean"], boxes=boxes
                )
                yield _check(reported, listed, found[0])


def _scores(report: Report) -> list[list[Figure]]:
    """The scores of all projects: the totals of their forms, and those that each other table lists by project."""
    projects = {(x.table_id, x.subject) for x in report.score_lines if x.subject and x.measured}
    tables = {table for table, _ in projects}
    totals = {t.table_id: t.self_score for t in report.score_totals if t.table_id in tables and t.self_score}
    found = [list(totals.values())] if len(totals) == len(projects) else []
    scored = {x.table_id for x in report.score_lines}
    by_table: dict[str, list[Figure]] = defaultdict(list)
    for fact in report.facts:
        listed = fact.metric == "self_score" and fact.table_id and fact.table_id not in scored
        if listed and not _NO_PROJECT.search(name_key(fact.item)) and fact.figure.value:
            by_table[fact.table_id].append(fact.figure)
    return [*found, *by_table.values()]


def _check(reported: Figure, listed: list[list[Figure]], quote: str) -> Check:
    means = [Interval.exactly(sum((f.value for f in s), Decimal(0)) / len(s)) for s in listed]
    nearest = min(range(len(means)), key=lambda n: abs(means[n].low - reported.value))
    scores = listed[nearest]
    places = [place_at(f.box, f.text) for f in scores]
    return compared(
        CheckCode.AVERAGE,
        "stated_in_text",
        locus_at(row="项目", column="平均得分"),
        reported,
        [means[nearest], *means],
        [Place(page=reported.box.page, box=reported.box, text=quote), *places],
        relation=Relation(
            formula=f"({' + '.join(f'f{n}' for n in range(1, len(scores) + 1))}) / {len(scores)}", figures=tuple(scores)
        ),
        formula=f"({' + '.join(f.text for f in scores)}) / {len(scores)}",
    )
