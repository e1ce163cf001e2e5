"""Printed criteria against the indicator's weight: points that cannot be earned on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.compare import compared
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report, ScoreLine
from schemas.trace import Place

# Points of a part stand in brackets behind it: （1分）, (1.5 分).
PART_POINTS = re.compile(r"[（(]\s*(?:满分|计|得)?\s*(\d+(?:\.\d+)?)\s*分\s*[)）]")


def criteria_checks(report: Report, table_names: dict[str, str]) -> Iterator[Check]:
    """A part that gives more points than the whole indicator has. Parts nest, so their sum proves nothing."""
    for line in report.score_lines:
        if line.weight is None or line.criteria_box is None:
            continue
        largest = _largest(line)
        if largest is None:
            continue
        points = Decimal(largest.group(1))
        decimals = len(largest.group(1).partition(".")[2])
        figure = Figure(
            value=points,
            decimals=decimals,
            unit=Unit.POINTS,
            text=largest.group(1),
            boxes=(line.criteria_box,),
            exact=True,
        )
        quote = line.criteria[max(0, largest.start() - 24) : largest.end()]
        weight_place = Place(
            page=line.weight.box.page, box=line.weight.box, text=f"{line.indicator} {line.weight.text}"
        )
        yield compared(
            CheckCode.CRITERIA,
            "points_above_weight",
            Locus(table=table_names.get(line.table_id, ""), indicator=line.indicator, column="评分标准"),
            figure,
            [Interval.exactly(line.weight.value)],
            [Place(page=line.criteria_box.page, box=line.criteria_box, text=quote), weight_place],
            outcome=Outcome.INCONSISTENT if points > line.weight.value else Outcome.CONSISTENT,
        )


def _largest(line: ScoreLine) -> re.Match[str] | None:
    found = list(PART_POINTS.finditer(line.criteria))
    return max(found, key=lambda m: Decimal(m.group(1)), default=None)
