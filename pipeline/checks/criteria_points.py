"""Printed criteria against the indicator's weight: points that do not fit it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.compare import compared
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.geometry import Box
from schemas.records import Report, ScoreLine
from schemas.trace import Place

# Points of a part stand in brackets behind it: （1分）, (1.5 分).
PART_POINTS = re.compile(r"[（(]\s*(?:满分|计|得|共)?\s*(\d+(?:\.\d+)?)\s*分\s*[)）]")
# Where a part begins, from the outer numbering to the inner: 1. / （1） / ①.
NUMBERINGS = (
    re.compile(r"(?<![\d.])\d{1,2}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,2}[)）]"),
    re.compile(r"[①-⑳]"),
)
# Points that a part gives in other words than brackets; a text that has any can add up to more than its brackets.
OTHER_POINTS = re.compile(r"[×*xX]\s*\d|得\s*\d|扣|各\s*\d|每")


class Points(NamedTuple):
    """Points that the criteria give in brackets, and whether they give them all in brackets."""

    total: Decimal
    complete: bool


def criteria_checks(report: Report, table_names: dict[str, str]) -> Iterator[Check]:
    """Points in brackets, added up along the numbering, against the weight."""
    for line in report.score_lines:
        if line.weight is None or line.criteria_box is None or line.subject:
            continue
        points = bracketed_points(line.criteria)
        if points is not None:
            yield _check(line, line.weight, line.criteria_box, points, table_names.get(line.table_id, ""))


def bracketed_points(text: str, level: int = 0) -> Points | None:
    """The points of a text's parts: each part's own, or what its inner parts add up to. None where none stand in
    brackets."""
    if level == len(NUMBERINGS):
        found = [Decimal(m.group(1)) for m in PART_POINTS.finditer(text)]
        # Several in one unnumbered run may be alternatives (优 3分, 良 2分): the largest is what can be earned.
        return Points(max(found), not OTHER_POINTS.search(text)) if found else None
    starts = [m.start() for m in NUMBERINGS[level].finditer(text)]
    if not starts:
        return bracketed_points(text, level + 1)
    head = bracketed_points(text[: starts[0]], len(NUMBERINGS))
    if head is not None:
        return head  # （3分） before the parts is what they share
    parts = [bracketed_points(text[a:b], level + 1) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    stated = [p for p in parts if p is not None]
    if not stated:
        return None
    complete = len(stated) == len(parts) and all(p.complete for p in stated)
    return Points(sum((p.total for p in stated), Decimal(0)), complete)


def _check(line: ScoreLine, weight: Figure, box: Box, points: Points, table: str) -> Check:
    above = points.total > weight.value
    below = points.complete and points.total < weight.value
    figure = Figure(
        value=points.total,
        decimals=max(0, -int(points.total.normalize().as_tuple().exponent)),
        unit=Unit.POINTS,
        text=format(points.total.normalize(), "f"),
        boxes=(box,),
        exact=True,
    )
    return compared(
        CheckCode.CRITERIA,
        "points_above_weight" if not below else "points_below_weight",
        Locus(table=table, indicator=line.indicator, column="评分标准"),
        figure,
        [Interval.exactly(weight.value)],
        [
            Place(page=box.page, box=box, text=_quote(line.criteria)),
            Place(page=weight.box.page, box=weight.box, text=f"{line.indicator} {weight.text}"),
        ],
        outcome=Outcome.INCONSISTENT if above or below else Outcome.CONSISTENT,
    )


def _quote(criteria: str, around: int = 16, longest: int = 200) -> str:
    """The parts' points with a few words before each."""
    pieces = [criteria[max(0, m.start() - around) : m.end()] for m in PART_POINTS.finditer(criteria)]
    text = " … ".join(pieces)
    return text if len(text) <= longest else text[:longest] + "…"
