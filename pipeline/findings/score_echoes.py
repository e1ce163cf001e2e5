"""A score that is wrong only by a figure that is wrong itself: told with that figure, and not once more.

An amount with a slip breaks its sum or its rate, and with the amount as printed the rule gives other points than the
agency reckoned with the right one. Where the score agrees with the value that the other finding expects, it is a
consequence of that slip.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from pipeline.findings.messages import message
from pipeline.rules.choose import choose_rubric
from pipeline.rules.verdict import score_indicators
from schemas.audit import CheckCode, Finding, IndicatorScore, Severity, Verdict
from schemas.figure import Figure
from schemas.geometry import Box
from schemas.records import Report


def with_score_echoes(
    findings: Sequence[Finding], report: Report, scores: Sequence[IndicatorScore]
) -> tuple[Finding, ...]:
    """The findings, with scores that follow a wrong figure among the consequences of the finding that names it."""
    echoes = [f for f in findings if f.code is CheckCode.SCORE and f.severity is Severity.ERROR]
    causes = [f for f in findings if f.code is not CheckCode.SCORE and f.severity is Severity.ERROR] if echoes else []
    told = list(findings)
    for echo in echoes:
        for cause in causes:
            value = _expected(cause)
            if value is None or not any(place.box == cause.evidence[0].box for place in echo.evidence[1:]):
                continue
            if _agrees_with(report, cause.evidence[0].box, value, echo, scores):
                told = [_joined(f, echo) if f.finding_id == cause.finding_id else f for f in told if f is not echo]
                break
    return tuple(told)


def _expected(cause: Finding) -> Decimal | None:
    """The one value that a finding expects in the place of its figure."""
    if not cause.evidence or cause.expected_low != cause.expected_high:
        return None
    try:
        return Decimal(cause.expected_low)
    except InvalidOperation:  # a grade, or nothing
        return None


def _agrees_with(report: Report, box: Box, value: Decimal, echo: Finding, scores: Sequence[IndicatorScore]) -> bool:
    orders = [s.order for s in scores if s.indicator == echo.locus.indicator and s.verdict is Verdict.DISAGREES]
    if len(orders) != 1:
        return False
    other = _with_value(report, box, value)
    anew = score_indicators(other, choose_rubric(other))  # rules of forms hold figures of their own
    return any(s.order == orders[0] and s.verdict is Verdict.AGREES for s in anew)


def _with_value(report: Report, box: Box, value: Decimal) -> Report:
    """The report as it would be if the figure in a box were another."""

    def right(figure: Figure) -> Figure:
        return figure.model_copy(update={"value": value}) if figure.box == box else figure

    def all_right(figures: dict[str, Figure]) -> dict[str, Figure]:
        return {name: right(figure) for name, figure in figures.items()}

    return report.model_copy(
        update={
            "facts": tuple(f.model_copy(update={"figure": right(f.figure)}) for f in report.facts),
            "budget_lines": tuple(x.model_copy(update={"figures": all_right(x.figures)}) for x in report.budget_lines),
            "quarters": tuple(q.model_copy(update={"figures": all_right(q.figures)}) for q in report.quarters),
        }
    )


def _joined(cause: Finding, echo: Finding) -> Finding:
    """The finding of a figure with one consequence more."""
    known = len(cause.consequences)

    def counted(text: str, lang: str) -> str:
        said = message("consequences", lang, {"count": str(known)}) if known else ""
        return text.removesuffix(said) + message("consequences", lang, {"count": str(known + 1)})

    return cause.model_copy(
        update={
            "message_zh": counted(cause.message_zh, "zh"),
            "message_en": counted(cause.message_en, "en"),
            "evidence": tuple(dict.fromkeys((*cause.evidence, *echo.evidence[:1]))),
            "consequences": (*cause.consequences, echo.message_zh),
            "consequences_en": (*cause.consequences_en, echo.message_en),
        }
    )
