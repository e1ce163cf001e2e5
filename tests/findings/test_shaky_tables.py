"""What is said of a score table that cannot have been printed as it was read is a matter for the scan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.findings.readings.shaky_tables import ShakyTables
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.document import Cell, GlyphPlace, PlacedText, Table, TablePart
from schemas.figure import Figure, Unit
from schemas.geometry import Box
from schemas.records import Report, ScoreLine, ScoreTotal
from schemas.trace import Place
from tests.checks.tables import Sheet

READ = Box(1, 10, 10, 20, 20, "ocr")
NAMES = ("预算编制合理性", "资金使用合规性", "政府采购情况", "项目监管情况")


def figure(value: str) -> Figure:
    return Figure(value=Decimal(value), decimals=0, unit=Unit.POINTS, text=value, boxes=(READ,), confidence=0.999)


def report(*tables: list[tuple[str, str]], total: str = "100", box: Box = READ) -> Report:
    """Score tables of (indicator, weight and score); `total` is that of both."""
    lines = [
        ScoreLine(table_id=f"t{number}", row=row, order=row, level1="投入", level2="", indicator=name,
                  weight=figure(points), self_score=figure(points), boxes=(box,))
        for number, table in enumerate(tables)
        for row, (name, points) in enumerate(table)
    ]  # fmt: skip
    sums = ScoreTotal(table_id="t0", row=99, name="合计", weight=figure("100"), self_score=figure(total))
    return Sheet().report.model_copy(update={"score_lines": tuple(lines), "score_totals": (sums,)})


def check(code: CheckCode, variant: str = "total", indicator: str = "") -> Check:
    return Check(code=code, variant=variant, locus=Locus(indicator=indicator), outcome=Outcome.INCONSISTENT)


WHOLE = [(name, "25") for name in NAMES]


def test_a_table_that_adds_up_accuses() -> None:
    assert not ShakyTables(report(WHOLE), []).explain(check(CheckCode.SCORE_CLAIM))


def test_a_row_that_was_not_read_excuses_all_that_is_said_of_the_table() -> None:
    doubt = ShakyTables(report(WHOLE[:3]), [])
    assert doubt.explain(check(CheckCode.SCORE_SUM))
    assert not doubt.explain(check(CheckCode.RATIO))


def test_the_same_table_in_a_file_that_was_not_scanned_accuses() -> None:
    assert not ShakyTables(report(WHOLE[:3], box=replace(READ, origin="digital")), []).explain(
        check(CheckCode.SCORE_SUM)
    )


def test_one_weight_of_a_table_whose_scores_add_up_accuses() -> None:
    """Weights of 102 with scores of 100 are a slip of the report's."""
    wrong = report(WHOLE)
    line = wrong.score_lines[0].model_copy(update={"weight": figure("27")})
    wrong = wrong.model_copy(update={"score_lines": (line, *wrong.score_lines[1:])})
    assert not ShakyTables(wrong, []).explain(check(CheckCode.WEIGHT))


@pytest.mark.parametrize("name", ["预算编制合理性/", "预算编制含理性", "预算编制合理性资金使用合规性"])
def test_one_indicator_under_two_names(name: str) -> None:
    doubt = ShakyTables(report(WHOLE, [(name, "5"), *WHOLE[1:]]), [])
    assert doubt.explain(check(CheckCode.SCORE_CLAIM))


def test_a_level_that_has_neither_the_weight_nor_the_number_that_the_text_gives_it() -> None:
    torn = [check(CheckCode.SCORE_CLAIM, "weight", "效果"), check(CheckCode.COUNT, "indicators", "效果")]
    assert ShakyTables(report(WHOLE), torn).explain(torn[0])
    assert not ShakyTables(report(WHOLE), torn[:1]).explain(torn[0])


@pytest.mark.parametrize(("odd", "said"), [("3,8807.483,976.25", True), ("3,880.48", False)])
def test_a_column_with_figures_run_together_excuses_its_sums(odd: str, said: bool) -> None:
    texts = ["1,200.00", odd, "90.00", "5,170.48"]
    cells = tuple(
        Cell(row=row, col=1, content=PlacedText(text=text, places=(GlyphPlace(1, 12, 12, 18, 18),) * len(text),
                                                origin="ocr"), boxes=(READ,))
        for row, text in enumerate(texts, 1)
    )  # fmt: skip
    part = TablePart(page=1, box=READ, first_row=1, last_row=4)
    table = Table(table_id="t", rows=4, cols=1, header_rows=0, cells=cells, parts=(part,), engine="rulings")
    summed = check(CheckCode.SUM).model_copy(update={"inputs": (Place(page=1, box=READ, text="合计"),)})
    assert ShakyTables(Sheet().report, [], [table]).explain(summed) is said
