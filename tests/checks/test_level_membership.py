"""Levels of a score table without lines: trusted where the text bears them out, else nobody is accused."""

from __future__ import annotations

from decimal import Decimal

from pipeline.checks.score_claims import claim_checks
from schemas.audit import Check, Outcome
from schemas.figure import Figure, Unit
from schemas.records import Claim, Report, ScoreLine
from schemas.trace import Place
from tests.checks.tables import Sheet, figure


def points(text: str, x: float, y: float) -> Figure:
    return figure(text, Unit.POINTS, x=x, y=y)


def claim(kind: str, text: str, y: float) -> Claim:
    said = points(text, 0, y)
    return Claim(kind=kind, subject="产出", figure=said, place=Place(page=1, box=said.box, text=text))  # type: ignore[arg-type]


def report(*claims: Claim) -> Report:
    lines = [
        ScoreLine(
            table_id="t01", order=n, row=n + 1, level1="产出", level2="", indicator=f"指标{n}",
            weight=points("6", 100, 20.0 * n), self_score=points("5", 150, 20.0 * n),
            boxes=(points("6", 50, 20.0 * n).box,),
        )
        for n in range(1, 5)
    ]  # fmt: skip
    return Sheet().report.model_copy(update={"score_lines": tuple(lines), "claims": claims})


def failed(of: Report, drawn: bool) -> list[Check]:
    return [c for c in claim_checks(of, {"t01": drawn}) if c.outcome is Outcome.INCONSISTENT]


def test_without_lines_a_level_accuses_nobody_by_itself() -> None:
    one = report(claim("score", "22", 500))
    assert len(failed(one, drawn=True)) == 1
    assert failed(one, drawn=False) == []


def test_a_level_that_weight_and_count_bear_out_is_checked() -> None:
    said = (claim("weight", "24", 500), claim("indicator_count", "4", 510), claim("score", "22", 520))
    [check] = failed(report(*said), drawn=False)
    assert check.reported is not None
    assert check.reported.value == Decimal(22)


def test_without_lines_indicators_that_are_not_the_whole_accuse_no_total() -> None:
    said = points("90", 0, 500)
    total = Claim(kind="score", subject="", figure=said, place=Place(page=1, box=said.box, text="90"))
    assert len(failed(report(total), drawn=True)) == 1
    assert failed(report(total), drawn=False) == []
