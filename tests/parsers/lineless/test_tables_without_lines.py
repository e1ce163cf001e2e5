"""Tables without lines between columns: what parts them, what their headers and merged cells are told by."""

from __future__ import annotations

import random

import pytest

from parsers.lineless.headers.header_names import header_cells
from parsers.lineless.rows.merged_rows import merged_columns
from parsers.lineless.textblocks import Chunk, TextBlock
from parsers.read import read_document
from tests.parsers.against_truth import rows_of, rows_of_truth
from tests.parsers.sheets import Sheet, read
from tests.typeset import STYLES, typeset
from tests.typeset.content import Heading, Paragraph, Report, Table
from tests.typeset.wide import make_wide_report

SIZE = 10.0
COLUMNS = [(0.0, 60.0), (80.0, 140.0), (160.0, 220.0), (240.0, 300.0)]
BORDERS = [0.0, 70.0, 150.0, 230.0, 300.0]


def chunk(text: str, x: float, y: float) -> Chunk:
    """A text of ten points, with its middle at (x, y)."""
    half = SIZE * len(text) / 2
    return Chunk(x - half, x + half, y - SIZE / 2, y + SIZE / 2, SIZE, text, int(y))


def block(text: str, y: float) -> TextBlock:
    return TextBlock([chunk(text, 30.0, y)])


@pytest.mark.parametrize(("style", "seed"), [("bare", 2), ("bare", 10), ("three", 102), ("three", 2)])
def test_every_table_of_an_unseen_report(style: str, seed: int) -> None:
    report, _ = make_wide_report(random.Random(seed))
    pdf, truth = typeset(report, STYLES[style])
    tables = read_document(pdf).tables
    assert [rows_of(t) for t in tables] == [rows_of_truth(t) for t in truth.tables]


def test_a_caption_alone_parts_two_tables() -> None:
    rows = [["绿化养护", "120.50", "118.20"], ["河道管护", "80.00", "75.10"], ["合计", "200.50", "193.30"]]
    tables = [
        Table(f"t{n}", [["项目", "预算数", "决算数"]], rows, [3, 2, 2], caption=f"表{n} 支出情况表") for n in (1, 2)
    ]
    pdf, truth = typeset(Report("r", [*tables]), STYLES["bare"])
    found = read_document(pdf).tables
    assert [t.label for t in found] == ["表1", "表2"]
    assert [rows_of(t) for t in found] == [rows_of_truth(t) for t in truth.tables]


def test_running_text_with_many_figures_is_no_table() -> None:
    text = "全年安排资金1,200.50万元，已经支出1,100.20万元，完成91.6%；其中第一项300.00万元，第二项900.50万元。" * 3
    blocks = [Heading("一、基本情况"), Paragraph(text), Heading("（一）收支", 2), Paragraph(text), Paragraph(text)]
    for style in ("bare", "three"):
        pdf, _ = typeset(Report("r", [*blocks]), STYLES[style])
        assert not read_document(pdf).tables


def test_names_below_a_name_are_names_of_their_own() -> None:
    lines = [
        [chunk("全年预算", 150, 7)],
        [chunk("项目", 30, 14), chunk("说明", 270, 14)],
        [chunk("金额", 110, 21), chunk("占比", 190, 21)],
    ]
    ys, spans = header_cells(lines, COLUMNS, BORDERS, 0.0, 28.0, SIZE, 1.5)
    assert len(ys) == 3
    assert {s for s in spans if s[:2] != s[2:]} == {(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)}


def test_a_name_in_the_middle_of_two_columns_names_both() -> None:
    lines = [[chunk("项目", 75, 10), chunk("预算", 190, 10), chunk("决算", 270, 10)]]
    _, spans = header_cells(lines, COLUMNS, BORDERS, 0.0, 20.0, SIZE, 1.5)
    assert (0, 0, 0, 1) in spans


def test_a_name_beside_the_middle_row_takes_all_three() -> None:
    ys = [0.0, 20.0, 40.0, 60.0, 80.0]
    names = [block("基本支出", 30), block("支出合计", 70)]
    rows = [TextBlock([chunk("甲", 110, y)]) for y in (10, 30, 50)]
    figures = [TextBlock([chunk("9", 190, y)]) for y in (10, 30, 50, 70)]
    found = merged_columns([names, rows, figures], ys, [{3}] * 3, SIZE, False, False, frozenset())
    assert found == {0: [(0, 2)]}


def test_rows_at_the_foot_of_a_page_whose_name_stands_overleaf() -> None:
    ys = [0.0, 20.0, 40.0, 60.0, 80.0]
    names = [block("决策", 20)]
    rows = [TextBlock([chunk("甲", 110, y)]) for y in (10, 30, 50, 70)]
    figures = [TextBlock([chunk("9", 190, y)]) for y in (10, 30, 50, 70)]
    closed = merged_columns([names, rows, figures], ys, [set()] * 3, SIZE, False, False, frozenset())
    going_on = merged_columns([names, rows, figures], ys, [set()] * 3, SIZE, False, True, frozenset())
    assert closed == {}
    assert going_on == {0: [(0, 1), (2, 3)]}


def test_an_empty_cell_below_a_name_and_one_beside_a_total_are_cells_of_their_own() -> None:
    sheet = Sheet().rule(100)
    rows = [["收入项目", "预算数", "支出项目", "预算数"], ["财政拨款收入", "820.10", "一般公共服务支出", "410.20"]]
    rows += [["上级补助收入", "33.40", "社会保障支出", "208.15"], ["其他收入", "6.50", "卫生健康支出", "51.65"]]
    rows += [["", "", "住房保障支出", "190.00"], ["本年收入合计", "860.00", "本年支出合计", "860.00"]]
    for n, row in enumerate(rows):
        for text, x in zip(row, (60, 210, 320, 480), strict=True):
            if text:
                sheet.write(text, x, 112 + 22 * n, middle=False)
    sheet.rule(123).rule(100 + 22 * len(rows) + 2)
    (table,) = read(sheet).tables
    assert (table.rows, table.cols) == (6, 4)
    assert {(c.row_span, c.col_span) for c in table.cells} == {(1, 1)}
