"""Printed criteria whose points do not come to the indicator's weight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.checks.compare import compared
from pipeline.rules.choose import PointsGap
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.trace import Place, place_at

LONGEST_QUOTE = 160


def criteria_checks(gaps: Iterable[PointsGap], table_names: dict[str, str]) -> Iterator[Check]:
    """One check per gap that has a place. `table_names`: table_id -> printed name."""
    for gap in gaps:
        if gap.box is None:
            continue
        points = gap.total.normalize()
        figure = Figure(
            value=gap.total,
            decimals=max(0, -int(points.as_tuple().exponent)),
            unit=Unit.POINTS,
            text=format(points, "f"),
            boxes=(gap.box,),
            exact=True,
        )
        yield compared(
            CheckCode.CRITERIA,
            "numbered_points" if gap.certain else "points",
            Locus(table=table_names.get(gap.table_id, ""), indicator=gap.indicator, column="评分标准"),
            figure,
            [Interval.exactly(gap.weight)],
            [
                Place(page=gap.box.page, box=gap.box, text=_quote(gap)),
                *(place_at(w.box, f"{gap.indicator} {w.text}") for w in gap.weights),
            ],
            outcome=Outcome.INCONSISTENT,
            parts=" + ".join(_plain(p) for p in gap.parts) or _plain(gap.total),
        )


def _plain(points: Decimal) -> str:
    return format(points.normalize(), "f")


def _quote(gap: PointsGap) -> str:
    text = f"{gap.indicator} {_plain(gap.weight)}：{gap.criteria}"
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
