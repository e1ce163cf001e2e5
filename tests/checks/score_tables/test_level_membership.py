"""Levels of a score table without lines: trusted where the text bears them out, else nobody is accused."""

from __future__ import annotations

from decimal import Decimal

from pipeline.checks.scores.level_membership import levels_drawn
from pipeline.checks.scores.score_claims import claim_checks
from pipeline.checks.scores.score_tables import score_table_checks
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


def levels(*weights: tuple[str, str]) -> Report:
    """Three levels of two indicators each; a weight printed for each level and one that its indicators come to."""
    lines = []
    for n, (printed, weight) in enumerate(weights):
        for m in range(2):
            y = 40.0 * n + 20 * m
            lines.append(
                ScoreLine(
                    table_id="t01", order=2 * n + m + 1, row=2 * n + m + 2, level1=f"层级{n}", level2="",
                    indicator=f"指标{n}{m}", level1_weight=points(printed, 20, 40.0 * n) if printed else None,
                    weight=points(weight, 100, y), self_score=points(weight, 150, y), boxes=(points("6", 50, y).box,),
                )
            )  # fmt: skip
    return Sheet().report.model_copy(update={"score_lines": tuple(lines)})


def wrong_levels(of: Report, drawn: bool) -> list[str]:
    checks = score_table_checks(of, {}, {"t01": drawn})
    return [
        c.reported.plain for c in checks if c.variant == "level" and c.outcome is Outcome.INCONSISTENT and c.reported
    ]


def test_without_lines_one_level_is_wrong_where_all_others_come_to_their_weights() -> None:
    one = levels(("20", "10"), ("20", "10"), ("55", "30"))
    assert wrong_levels(one, drawn=True) == wrong_levels(one, drawn=False) == ["55"]
    a_row_lost = levels(("20", "10"), ("20", "10"), ("60", "25"))
    assert wrong_levels(a_row_lost, drawn=True) == ["60"]
    assert wrong_levels(a_row_lost, drawn=False) == []


def test_without_lines_two_wrong_levels_are_a_border_misplaced() -> None:
    two = levels(("20", "10"), ("16", "10"), ("64", "30"))
    assert len(wrong_levels(two, drawn=True)) == 2
    assert wrong_levels(two, drawn=False) == []


def test_bands_of_colour_draw_no_level() -> None:
    """Where every second row is painted, the white cell of a level shows its reach as little as one without lines."""
    table = Sheet().table("得分表", ["outturn"], [("total", "合计", "1.00")]).tables[0]
    printed = [table.model_copy(update={"engine": engine}) for engine in ("rulings", "colour", "alignment")]
    assert [levels_drawn([one])[one.table_id] for one in printed] == [True, False, False]
