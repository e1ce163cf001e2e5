"""Small reports made by hand: figures stand in invented boxes, one line each."""

from __future__ import annotations

from decimal import Decimal

from pipeline.vocabulary.metrics import load_metrics
from schemas.figure import Figure, Unit
from schemas.geometry import Box
from schemas.records import Fact, QuarterlyExecution, Report, ScoreLine

_UNITS = {
    "money": Unit.WAN_YUAN,
    "percent": Unit.PERCENT,
    "persons": Unit.PERSONS,
    "items": Unit.ITEMS,
    "points": Unit.POINTS,
}


def figure(text: str, unit: Unit, line: int = 1) -> Figure:
    """A figure as printed (`8,445.96`, `99.08%`)."""
    number = text.replace(",", "").rstrip("%")
    box = Box(page=1, x0=50, top=20.0 * line, x1=120, bottom=20.0 * line + 12)
    return Figure(value=Decimal(number), decimals=len(number.partition(".")[2]), unit=unit, text=text, boxes=(box,))


def fact(metric: str, text: str, **more: str) -> Fact:
    """A whole-unit fact of the report's year; `more` sets item_code, scope, period, source."""
    unit = Unit(more.pop("unit")) if "unit" in more else _UNITS[load_metrics()[metric].unit]
    printed = figure(text, unit, line=sum(map(ord, metric + text)) % 30 + 1)
    fields = {"period": "2021", "source": "text"} | more
    return Fact(fact_id=f"{metric}-{text}", metric=metric, figure=printed, quote=f"{metric} {text}", **fields)


def quarters(*rows: tuple[str, str, str]) -> tuple[QuarterlyExecution, ...]:
    """(budget, cumulative outturn, scheduled %) of quarters 1 …"""
    return tuple(
        QuarterlyExecution(
            table_id="t1",
            quarter=n,
            row=n + 1,
            page=1,
            figures={
                "budget": figure(budget, Unit.WAN_YUAN, n),
                "cumulative_outturn": figure(spent, Unit.WAN_YUAN, n),
                "scheduled_progress": figure(due, Unit.PERCENT, n),
            },
        )
        for n, (budget, spent, due) in enumerate(rows, 1)
    )


def score_line(indicator: str, weight: str, score: str | None, **more: str) -> ScoreLine:
    line = sum(map(ord, indicator)) % 40 + 1
    fields = {"table_id": "t9", "level1": "部门管理", "level2": "资金管理"} | more
    return ScoreLine(
        row=line,
        order=line,
        indicator=indicator,
        weight=figure(weight, Unit.POINTS, line),
        self_score=None if score is None else figure(score, Unit.POINTS, line),
        boxes=(Box(page=1, x0=50, top=20.0 * line, x1=300, bottom=20.0 * line + 12),),
        **fields,  # type: ignore[arg-type]
    )


def report(
    lines: tuple[ScoreLine, ...] = (),
    facts: tuple[Fact, ...] = (),
    quarterly: tuple[QuarterlyExecution, ...] = (),
    **more: object,
) -> Report:
    fields: dict[str, object] = {
        "report_id": "r1",
        "file": "a.pdf",
        "agency": "某街道办事处",
        "district": "",
        "fiscal_year": 2021,
        "document_kind": "department_self_evaluation",
        "pages": 3,
        "text_source": "digital",
    }
    return Report(score_lines=lines, facts=facts, quarters=quarterly, **(fields | more))  # type: ignore[arg-type]
