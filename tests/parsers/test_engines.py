"""Which engine found a table, and camelot's opinion where the others found none."""

from __future__ import annotations

import pytest

from parsers.pages.lines import to_lines
from parsers.parts.part import fill_grid
from parsers.read import read_contents, read_document
from parsers.second_opinion import SecondOpinion, stands_over_tables_only
from tests.typeset import STYLES, Cell, Paragraph, Report, Table, typeset


def small_report() -> Report:
    rows = [
        ("基本支出", "1,234.56", "1,200.00"),
        ("项目支出", "2,345.67", "2,300.00"),
        ("合计", "3,580.23", "3,500.00"),
    ]
    table = Table(
        id="表1",
        header=[[Cell(text) for text in ("项目", "年初预算数", "决算数")]],
        body=[[Cell(text) for text in row] for row in rows],
        widths=[3, 2, 2],
        caption="表1 预算执行情况表",
        unit="万元",
    )
    return Report("自评报告", [Paragraph("本年度预算执行情况如下。"), table, Paragraph("以上数据已经核对。")])


@pytest.mark.parametrize(
    ("style", "engine"), [("word", "pdfplumber"), ("wps-embedded", "pdfplumber"), ("open", "rulings")]
)
def test_pdfplumber_is_named_where_its_geometry_finds_the_same_cells(style: str, engine: str) -> None:
    pdf, _ = typeset(small_report(), STYLES[style])
    [table] = read_document(pdf, name="a.pdf").tables
    assert table.engine == engine
    assert (table.confidence == 1.0) is (engine == "pdfplumber")


def test_camelot_is_asked_where_a_caption_announces_a_table_that_nobody_found() -> None:
    pdf, _ = typeset(small_report(), STYLES["bare"])
    [content] = read_contents(pdf, "a.pdf")
    lines = to_lines(content.glyphs)
    [grid] = SecondOpinion(pdf).grids(content, lines, [])
    assert grid.engine == "camelot-network"
    part, _ = fill_grid(grid, content)
    texts = {"".join(placed.line.text for placed in cell.lines) for cell in part.cells}
    assert {"项目", "决算数", "1,234.56", "3,500.00"} <= texts
    assert SecondOpinion(pdf).grids(content, lines, [grid]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("单位：万元", True),
        ("表3 预算调整情况表", True),
        ("表3显示，本年度预算执行情况较好。", False),
        ("预算执行情况", False),
        ("表3 预算调整情况表…………12", False),
        ("表3 预算调整情况表 ......................... 12", False),
        ("表3 甲.乙项目预算表", True),
        ("表3反映了全区补助的安排情况，表4列出", False),
        ("表3和表4按经济科目细化了基本支出", False),
    ],
)
def test_what_announces_a_table(text: str, expected: bool) -> None:
    assert stands_over_tables_only(text) is expected
