"""Reports side by side: who over-scores what, and which figures the next year's report tells differently."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipeline.export.compare import Restated, compare
from pipeline.export.compare_workbook import compare_workbook
from pipeline.export.finished_run import FinishedFact, FinishedReport, finished_reports
from pipeline.export.html.render import compare_page
from schemas.geometry import Box
from schemas.trace import Place
from tests.desk.desk_run import HOSTILE, desk_run


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> FinishedReport:
    run = desk_run(tmp_path_factory.mktemp("compare"))
    return next(iter(finished_reports(run.out / "corpus")))


def _stated(value: str, unit: str = "10k_yuan", period: str = "2021", item: str = "基本支出") -> FinishedFact:
    place = Place(page=3, box=Box(page=3, x0=0, top=0, x1=1, bottom=1), text="")
    return FinishedFact("f1", "outturn", item, period, value, unit, place)


def _restated(report: FinishedReport, then: FinishedFact, *now: FinishedFact) -> tuple[Restated, ...]:
    first = replace(report, facts=(then,))
    second = replace(report, report_id="1" * 12, fiscal_year="2022", facts=now)
    return compare([first, second]).restated


def test_a_figure_told_differently_a_year_later_is_named_with_both_places(report: FinishedReport) -> None:
    (found,) = _restated(report, _stated("273.31"), _stated("280.00"))
    assert (found.year, found.then, found.now, found.now_report) == (2021, "273.31", "280.00", "1" * 12)


@pytest.mark.parametrize(
    "now",
    [
        (_stated("2733100.00", "yuan"),),  # the same money in another unit
        (_stated("273.3"),),  # rounded further
        (_stated("280.00"), _stated("273.31")),  # the later report itself states two values
        (_stated("280.00", period="2022"),),  # another year
        (_stated("5.00", "percent"),),
    ],
)
def test_no_restatement_is_claimed_where_both_may_be_right(
    report: FinishedReport, now: tuple[FinishedFact, ...]
) -> None:
    assert _restated(report, _stated("273.31"), *now) == ()


def test_another_units_figures_are_not_held_against_it(report: FinishedReport) -> None:
    other = replace(report, agency="乙街道办事处", fiscal_year="2022", facts=(_stated("280.00"),))
    assert compare([replace(report, facts=(_stated("273.31"),)), other]).restated == ()


def test_indicators_most_often_over_scored_come_first(report: FinishedReport) -> None:
    fine = replace(report.scores[0], indicator="完成率", low=Decimal(2), high=Decimal(2))
    fine = replace(fine, verdict=type(fine.verdict).AGREES)
    found = compare([replace(report, scores=(fine, report.scores[0])), replace(report, report_id="2" * 12)])
    first, last = found.indicators
    assert (first.indicator, first.over_count, first.over) == ("政府采购执行情况", 2, Decimal("0.02"))
    assert (last.indicator, last.over_count) == ("完成率", 0)


def test_page_and_workbook_hold_report_text_as_text(tmp_path: Path) -> None:
    run = desk_run(tmp_path, agency=HOSTILE)
    found = compare(finished_reports(run.out / "corpus"))
    page = compare_page(found, pages=True)
    assert page.count("<script>") == 1
    assert "<img src=x" not in page
    sheet = openpyxl.load_workbook(io.BytesIO(compare_workbook(found)))["报告对比"]
    assert sheet["A2"].value == HOSTILE
