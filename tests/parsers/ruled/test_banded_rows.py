"""Tables without any line of which every second row is painted, cell by cell."""

from __future__ import annotations

from itertools import pairwise

import pytest
from reportlab.lib.colors import HexColor

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

XS = [80.0, 150.0, 200.0, 330.0, 400.0]
Spot = tuple[str, int, int, int, int]  # text, column, row, columns, rows
HEAD: list[Spot] = [("层级", 0, 0, 1, 1), ("分值", 1, 0, 1, 1), ("指标", 2, 0, 1, 1), ("得分", 3, 0, 1, 1)]


def draw(sheet: Sheet, y: float, spots: list[Spot], white: set[int]) -> None:
    """Cells one by one, all painted but those that begin in the `white` rows."""
    for _, c, r, cols, rows in spots:
        if r not in white:
            sheet.canvas.setFillColor(HexColor("#eef3fa" if r else "#4472c4"))
            sheet.fill(XS[c], y + 20 * r, XS[c + cols], y + 20 * (r + rows))
    sheet.canvas.setFillColor(HexColor("#000000"))
    for text, c, r, cols, rows in spots:
        middle = (XS[c] + XS[c + cols]) / 2
        sheet.text(middle - 4.5 * len(text), y + 20 * r + 10 * rows + 4, text, 9)


def texts(pdf: bytes) -> list[list[str]]:
    (table,) = read_document(pdf).tables
    return [[table.text_at(r, c) for c in range(1, 5)] for r in range(1, table.rows + 1)]


def test_merged_cells_and_totals_in_rows_left_white() -> None:
    """Two white names one below the other, and a last white row whose name stands over three columns."""
    rows = [*((f"指标{r}", 2, r, 1, 1) for r in range(1, 7)), *((f"{r}.5", 3, r, 1, 1) for r in range(1, 7))]
    levels: list[Spot] = [("决策", 0, 1, 1, 2), ("管理", 0, 3, 1, 2), ("绩效", 0, 5, 1, 2)]
    weights: list[Spot] = [("20", 1, 1, 1, 2), ("30", 1, 3, 1, 2), ("50", 1, 5, 1, 2)]
    total: list[Spot] = [("合计", 0, 7, 3, 1), ("21.0", 3, 7, 1, 1)]
    read = texts(pdf_of(lambda sheet: draw(sheet, 100, [*HEAD, *levels, *weights, *rows, *total], {1, 3, 5, 7})))
    assert [row[0] for row in read[1:7]] == ["决策"] * 2 + ["管理"] * 2 + ["绩效"] * 2
    assert [row[1:] for row in read[1:3]] == [["20", "指标1", "1.5"], ["20", "指标2", "2.5"]]
    assert read[7] == ["合计", "合计", "合计", "21.0"]


def test_a_white_row_alone_below_the_head_printed_again() -> None:
    def part(first: int, count: int) -> list[Spot]:
        texts = [(f"层级{n}", "5", f"指标{n}", "4.5") for n in range(first, first + count)]
        return [(text, c, r, 1, 1) for r, row in enumerate(texts, 1) for c, text in enumerate(row)]

    def second(sheet: Sheet) -> None:
        draw(sheet, 75, [*HEAD, *part(5, 1)], {1})
        sheet.text(80, 150, "以上各项得分由本单位根据年初批复的绩效目标逐项填写并经集体研究后确定。", 10)

    def first(sheet: Sheet) -> None:
        draw(sheet, 700, [*HEAD, *part(1, 4)], {1, 3})

    read = texts(pdf_of(first, second))
    assert [row[0] for row in read] == ["层级", *(f"层级{n}" for n in range(1, 6))]
    assert [row[3] for row in read[1:]] == ["4.5"] * 5


def test_text_below_a_table_painted_throughout_is_no_row() -> None:
    def page(sheet: Sheet) -> None:
        draw(sheet, 100, [*HEAD, *((f"值{r}{c}", c, r, 1, 1) for r in range(1, 5) for c in range(4))], set())
        sheet.text(90, 216, "（二）各项支出情况", 10)

    assert len(texts(pdf_of(page))) == 5


def test_a_heading_close_below_a_last_white_row_is_none_of_it() -> None:
    def page(sheet: Sheet) -> None:
        draw(sheet, 100, [*HEAD, *((f"值{r}{c}", c, r, 1, 1) for r in range(1, 4) for c in range(4))], {1, 3})
        sheet.text(215, 191, "2.绩效目标设置情况。", 12)

    assert texts(pdf_of(page))[3:] == [["值30", "值31", "值32", "值33"]]


def test_white_rows_and_white_merged_cells_of_a_page_without_a_head() -> None:
    """The page begins with a white row, and a white name at the left stands beside all its painted cells."""

    def rows(first: int, y: int, count: int) -> list[Spot]:
        names = ((f"指标{first + n}", 2, y + n, 1, 1) for n in range(count))
        return [*names, *((f"{first + n}.5", 3, y + n, 1, 1) for n in range(count))]

    def one(sheet: Sheet) -> None:
        levels: list[Spot] = [("决策", 0, 1, 1, 2), ("20", 1, 1, 1, 2), ("投入", 0, 3, 1, 2), ("30", 1, 3, 1, 2)]
        draw(sheet, 700, [*HEAD, *levels, *rows(1, 1, 4)], {1, 3})

    def two(sheet: Sheet) -> None:
        levels: list[Spot] = [("管理", 0, 0, 1, 5), ("50", 1, 0, 1, 5)]
        draw(sheet, 75, [*levels, *rows(5, 0, 5)], {0, 2, 4})

    read = texts(pdf_of(one, two))
    assert [row[0] for row in read[1:]] == ["决策"] * 2 + ["投入"] * 2 + ["管理"] * 5
    assert [row[2] for row in read[1:]] == [f"指标{n}" for n in range(1, 10)]


def test_a_last_white_row_whose_name_stands_over_several_columns() -> None:
    rows: list[Spot] = [(f"值{r}{c}", c, r, 1, 1) for r in range(1, 5) for c in range(4)]

    def page(sheet: Sheet) -> None:
        draw(sheet, 100, [*HEAD, *rows, ("全年平均", 0, 5, 3, 1), ("98.5", 3, 5, 1, 1)], {1, 3, 5})

    assert texts(pdf_of(page))[5] == ["全年平均", "全年平均", "全年平均", "98.5"]


def test_a_last_white_row_with_a_figure_of_two_lines() -> None:
    rows: list[Spot] = [(f"值{r}{c}", c, r, 1, 1) for r in range(1, 5) for c in range(4)]

    def page(sheet: Sheet) -> None:
        draw(sheet, 100, [*HEAD, *rows, ("年度合计", 0, 5, 3, 1)], {1, 3, 5})
        sheet.text(352, 210, "98,765.4", 9)
        sheet.text(362, 219, "32", 9)

    read = texts(pdf_of(page))
    assert (read[5][0], read[5][3].replace(" ", "")) == ("年度合计", "98,765.432")


def test_a_painted_table_right_below_another_keeps_its_own_columns() -> None:
    def page(sheet: Sheet) -> None:
        for top, xs, rows in ((100, (80, 200, 300, 440), 4), (189, (80, 140, 200, 260, 330, 440), 4)):
            for row in range(rows):
                for n, (a, b) in enumerate(pairwise(xs)):
                    if row % 2 == 0:
                        sheet.canvas.setFillColor(HexColor("#4472c4" if row == 0 else "#eef3fa"))
                        sheet.fill(a, top + 20 * row, b, top + 20 * row + 20)
                    sheet.canvas.setFillColor(HexColor("#000000"))
                    sheet.text(a + 8, top + 20 * row + 14, f"{row}{n}.50" if row else f"名{n}", 9)

    tables = read_document(pdf_of(page)).tables
    assert [(t.rows, t.cols) for t in tables] == [(4, 3), (4, 5)]


def rows_of(first: int, count: int, at: int) -> list[Spot]:
    texts = [(f"层级{n}", "5", f"指标{n}", f"{n}.50") for n in range(first, first + count)]
    return [(text, c, at + r, 1, 1) for r, row in enumerate(texts) for c, text in enumerate(row)]


def captioned(sheet: Sheet, y: float) -> None:
    sheet.text(80, y - 100, "一年来各项工作按计划推进，有关指标的完成情况见下表，得分由本单位自评后确定。", 10)
    sheet.text(180, y - 22, "表5 各项指标得分情况", 11)
    sheet.text(340, y - 6, "单位：分", 9)


@pytest.mark.parametrize("painted", [True, False])
def test_the_names_and_one_white_row_left_at_the_foot_of_a_page(painted: bool) -> None:
    """The next page shows the columns by colours, or as text does."""

    def first(sheet: Sheet) -> None:
        captioned(sheet, 740)
        tall = [(text, c, r, cols, 2) for text, c, r, cols, _ in rows_of(1, 1, 1)]
        draw(sheet, 740, [*HEAD, *tall], {1} if painted else {0, 1})

    def second(sheet: Sheet) -> None:
        draw(sheet, 75, rows_of(2, 6, 0), {1, 3, 5} if painted else set(range(6)))

    read = texts(pdf_of(first, second))
    assert read == [["层级", "分值", "指标", "得分"], *([f"层级{n}", "5", f"指标{n}", f"{n}.50"] for n in range(1, 8))]


def test_a_white_row_alone_overleaf_of_which_a_name_wraps() -> None:
    def first(sheet: Sheet) -> None:
        draw(sheet, 680, [*HEAD, *rows_of(1, 4, 1)], {1, 3})

    def second(sheet: Sheet) -> None:
        draw(sheet, 80, [("5", 1, 0, 1, 1), ("指标5", 2, 0, 1, 1), ("5.50", 3, 0, 1, 1)], {0})
        sheet.text(95, 86, "层级五及", 9)
        sheet.text(95, 99, "其他", 9)
        sheet.text(80, 150, "以上各项得分由本单位根据年初批复的绩效目标逐项填写并经集体研究后确定。", 10)

    read = texts(pdf_of(first, second))
    assert len(read) == 6
    assert read[5] == ["层级五及其他", "5", "指标5", "5.50"]


def test_white_rows_that_are_no_higher_than_their_print() -> None:
    """They are no gaps between boxes: rows without text had come between them."""

    def page(sheet: Sheet) -> None:
        for n in range(8):
            y = 100 + 13 * n
            for a, b in pairwise(XS) if n % 2 == 0 else ():
                sheet.canvas.setFillColor(HexColor("#eef3fa" if n else "#c5d5e8"))
                sheet.fill(a, y, b, y + 13)
            sheet.canvas.setFillColor(HexColor("#000000"))
            row = [text for text, *_ in HEAD] if n == 0 else [f"层级{n}", "5", f"指标{n}", f"{n}.50"]
            for x, text in zip(XS, row, strict=False):
                sheet.text(x + 3, y + 10, text, 9)

    assert [row[0] for row in texts(pdf_of(page))] == ["层级", *(f"层级{n}" for n in range(1, 8))]
