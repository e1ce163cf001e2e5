"""The workbook as an auditor opens it: formulas that say what the audit said, text that stays text, links that lead."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.export.code_words import reason_in_chinese
from pipeline.export.finished_run import finished_reports
from pipeline.export.workbook import workbook
from pipeline.export.workbook_rule import Live, points_for
from pipeline.export.workbook_steps import steps_of
from schemas.figure import Unit
from schemas.trace import Trace
from tests.desk.desk_run import desk_run
from tests.desk.sample_scores import points, rate, score


def test_share_plus_judgement_becomes_formulas_down_to_the_printed_figures() -> None:
    share = Trace(label="采购率得分", value=points("0.99"), unit=Unit.POINTS, children=(rate("采购率", "99", "100"),))
    judged = Trace(label="政策落实", value=points("0", "1"), unit=Unit.POINTS)
    top = Trace(
        label="采购",
        formula="各部分相加，合计不超过2分",
        value=points("0.99", "1.99"),
        unit=Unit.POINTS,
        children=(share, judged),
    )
    root = steps_of(score("[采购率×1分] + [人工判断0–1分]", top), 2, ("H", "I"))
    rows = {step.trace.label + str(step.row): step for step in root.walk}
    assert root.low == Live("MIN(2,H3+H8)", Decimal("0.99"))
    assert rows["采购率得分3"].low == Live("MAX(0,MIN(1,H4/100*1))", Decimal("0.99"))
    assert rows["采购率4"].low == Live("H5/H6*100", Decimal("99.00"))
    assert not rows["实际数5"].is_formula


def test_a_formula_that_would_say_something_else_is_not_written() -> None:
    share = Trace(label="采购率得分", value=points("0.5"), unit=Unit.POINTS, children=(rate("采购率", "99", "100"),))
    root = steps_of(score("采购率×1分", share), 2, ("H", "I"))
    assert not root.is_formula
    assert root.low is not None
    assert root.low.value == Decimal("0.5")


@pytest.mark.parametrize(
    ("rule", "value", "points"),
    [
        ("完成率<60% 得0分；60%≤完成率<75% 得0.4分；完成率≥75% 得1分", "75", "1"),
        ("完成率<60% 得0分；60%≤完成率<75% 得0.4分；完成率≥75% 得1分", "74.99", "0.4"),
        ("完成率=100% 得3分；其他得0分", "99", "0"),
        ("完成率/95%×2分，最高2分", "47.5", "1"),
        ("1分，完成率超出10%每1个百分点扣0.1分，扣完为止", "12", "0.8"),
        ("2分，完成率低于90%每5个百分点扣0.5分，最低1分", "50", "1"),
        ("完成率线性插值：60%→0分、80%→2分、100%→3分", "70", "1"),
        ("完成率线性插值：60%→0分、80%→2分、100%→3分", "120", "3"),
        ("若有违规得0分，否则 [完成率×2分] + [人工判断0–1分]", "50", "1"),
    ],
)
def test_rules_as_spreadsheet_arithmetic(rule: str, value: str, points: str) -> None:
    first = next(points_for(rule, "完成率", Live("A1", Decimal(value))))
    assert first.value == Decimal(points)
    assert "A1" in first.text


def test_rule_about_another_metric_gives_no_formula() -> None:
    assert not list(points_for("完成率×2分", "执行率", Live("A1", Decimal(50))))


def _opened(tmp_path: Path, agency: str = "甲街道办事处") -> Workbook:
    run = desk_run(tmp_path, agency)
    links = {run.report.report.report_id: "../../report.pdf"}
    return openpyxl.load_workbook(io.BytesIO(workbook(finished_reports(run.out / "corpus"), links)))


def _printed_points(sheet: Worksheet) -> float:
    """Size of 10-point text when the sheet is printed as wide as its paper (A3, A4 landscape; 20 mm of margins)."""
    area = sheet.print_area
    last = openpyxl.utils.cell.range_boundaries(area.split("!")[-1])[2] if area else sheet.max_column
    widths = [d.width * (min(d.max, last) - d.min + 1) for d in sheet.column_dimensions.values() if d.min <= last]
    millimetres = sum(widths) * 1.85
    return float(10 * min(1.0, {"8": 400, "9": 277}[str(sheet.page_setup.paperSize)] / millimetres))


def test_sheets_headers_filters_and_links(tmp_path: Path) -> None:
    book = _opened(tmp_path)
    assert book.sheetnames == ["总览", "得分", "得分复算", "疑点", "季度执行", "预算明细", "校验", "说明"]
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert _printed_points(sheet) >= 6.5, sheet.title
    findings = book["疑点"]
    assert findings["L2"].hyperlink.target.endswith(".html")
    assert findings["L2"].hyperlink.location == "e1"
    assert findings["K2"].hyperlink.target.replace("\\", "/") == "../../report.pdf"  # Excel writes it either way
    assert findings["K2"].hyperlink.location == "page=2"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "http://example.org", "{=1}"])
def test_text_of_a_report_is_never_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    sheet = _opened(tmp_path, agency=text)["总览"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == text
    assert sheet["A2"].hyperlink is None


def test_same_corpus_same_bytes(tmp_path: Path) -> None:
    corpus = desk_run(tmp_path).out / "corpus"
    assert workbook(finished_reports(corpus), {}) == workbook(finished_reports(corpus), {})


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("one of the figures is approximate", "其中有约数"),
        ("the report does not state 满意度", "报告未写明满意度"),
        ("表3 prints 12.50 but may cover other funds", "表3为 12.50，口径可能不同"),
        ("没有下级行", "没有下级行"),
    ],
)
def test_reasons_are_told_in_chinese(reason: str, told: str) -> None:
    assert reason_in_chinese(reason) == told
