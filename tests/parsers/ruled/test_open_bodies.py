"""Tables with lines between their columns and none between their rows."""

from __future__ import annotations

import pytest

from parsers.read import read_document
from schemas.document import Table
from tests.parsers.pdfs import Sheet, pdf_of

XS = [80.0, 120.0, 240.0, 320.0, 400.0]


def frame(sheet: Sheet, top: float, head: float, bottom: float) -> None:
    for x in XS:
        sheet.line(x, top, x, bottom)
    for y in (top, head, bottom):
        sheet.line(XS[0], y, XS[-1], y)


def row(sheet: Sheet, y: float, texts: list[str]) -> None:
    for x, text in zip(XS, texts, strict=False):
        sheet.text(x + 4, y, text, 9)


def test_rows_told_by_their_figures() -> None:
    def page(sheet: Sheet) -> None:
        frame(sheet, 100, 120, 210)
        row(sheet, 114, ["序号", "项目", "预算", "决算"])
        for n in range(4):
            row(sheet, 136 + 20 * n, [f"{n + 1}", f"支出{n}", f"{n}5.20", f"{n}4.10"])

    (table,) = read_document(pdf_of(page)).tables
    assert [table.text_at(r, 2) for r in range(1, table.rows + 1)] == ["项目", *(f"支出{n}" for n in range(4))]
    assert [table.text_at(r, 4) for r in range(2, 6)] == [f"{n}4.10" for n in range(4)]


def test_one_tall_row_stays_one() -> None:
    """Lines of text that wrap, with one figure in the middle of them."""

    def page(sheet: Sheet) -> None:
        frame(sheet, 100, 120, 200)
        row(sheet, 114, ["序号", "项目", "说明", "得分"])
        for n, text in enumerate(("年度重点任务", "按期完成并且", "通过考核验收")):
            sheet.text(XS[1] + 4, 140 + 16 * n, text, 9)
            sheet.text(XS[2] + 4, 140 + 16 * n, text, 9)
        sheet.text(XS[0] + 4, 156, "1", 9)
        sheet.text(XS[3] + 4, 156, "5.00", 9)

    (table,) = read_document(pdf_of(page)).tables
    assert table.rows == 2
    assert table.text_at(2, 3) == "年度重点任务按期完成并且通过考核验收"


def test_an_amount_in_a_narrow_cell_is_no_three_rows() -> None:
    """Two amounts beside each other that wrap at the same digits, with the name and the rate in the middle."""

    def page(sheet: Sheet) -> None:
        frame(sheet, 100, 120, 170)
        row(sheet, 114, ["期间", "预算", "决算", "进度"])
        for n, (one, other) in enumerate(zip(("73105", "642.8", "4"), ("35516", "209.1", "7"), strict=True)):
            sheet.text(XS[1] + 4, 134 + 13 * n, one, 9)
            sheet.text(XS[2] + 4, 134 + 13 * n, other, 9)
        sheet.text(XS[0] + 4, 147, "二季度", 9)
        sheet.text(XS[3] + 4, 147, "48.58", 9)

    (table,) = read_document(pdf_of(page)).tables
    assert _texts(table)[1:] == [["二季度", "73105642.84", "35516209.17", "48.58"]]


def _groups(sheet: Sheet, xs: list[float], ys: list[float]) -> None:
    for x in xs:
        sheet.line(x, ys[0], x, ys[-1])
    for y in ys:
        sheet.line(xs[0], y, xs[-1], y)


def _texts(table: Table) -> list[list[str]]:
    return [[table.text_at(r, c) for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


def test_names_and_one_column_of_figures() -> None:
    names = ["合计", "办公经费", "会议费", "培训费", "公务接待费"]
    figures = ["30150", "21300", "8", "5100", "3742"]

    def page(sheet: Sheet) -> None:
        _groups(sheet, [80, 300, 420], [100, 120, 230])
        sheet.text(90, 114, "项目", 9)
        sheet.text(330, 114, "预算数", 9)
        for n, (name, figure) in enumerate(zip(names, figures, strict=True)):
            sheet.text(90, 138 + 20 * n, name, 9)
            sheet.text(350, 138 + 20 * n, figure, 9)

    (table,) = read_document(pdf_of(page)).tables
    assert _texts(table)[1:] == [[n, f] for n, f in zip(names, figures, strict=True)]


def test_groups_of_rows_with_a_line_below_each() -> None:
    """A group of two rows is cut like the longer ones beside it."""
    groups = [["甲类", "子目一", "子目二", "子目三"], ["乙类", "子目四"], ["丙类", "子目五", "子目六"]]
    lines = [name for group in groups for name in group]

    def page(sheet: Sheet) -> None:
        tops = [100.0, 120.0]
        for group in groups:
            tops.append(tops[-1] + 13 * len(group))
        _groups(sheet, [80, 220, 300, 380], tops)
        for x, name in zip((90, 230, 310), ("科目", "上年数", "本年数"), strict=True):
            sheet.text(x, 114, name, 9)
        for n, name in enumerate(lines):
            sheet.text(90, 130 + 13 * n, name, 9)
            sheet.text(240, 130 + 13 * n, f"{n + 3},210", 9)
            if name != "子目四":
                sheet.text(320, 130 + 13 * n, f"{n + 4},105", 9)

    (table,) = read_document(pdf_of(page)).tables
    assert [row[0] for row in _texts(table)] == ["科目", *lines]
    assert [row[1] for row in _texts(table)[1:]] == [f"{n + 3},210" for n in range(len(lines))]


def test_names_over_ruled_groups() -> None:
    """地区 over several groups, 类别 in the middle of each; between the rows of a group no lines."""
    kinds = ["合计", "新增债券", "置换债券", "再融资债券"]

    def page(sheet: Sheet) -> None:
        xs = [60.0, 120.0, 200.0, 290.0, 370.0, 450.0]
        for x in xs:
            sheet.line(x, 100, x, 260)
        for y, x0 in ((100, 60), (120, 60), (190, 120), (260, 60)):
            sheet.line(x0, y, xs[-1], y)
        for x, name in zip(xs, ("地区", "项目", "类型", "余额", "三年期"), strict=False):
            sheet.text(x + 6, 114, name, 9)
        sheet.text(66, 193, "甲省", 9)
        for group, name in enumerate(("一般债券", "专项债券")):
            sheet.text(126, 158 + 70 * group, name, 9)
            for n, kind in enumerate(kinds):
                y = 133 + 70 * group + 17 * n
                sheet.text(206, y, kind, 9)
                sheet.text(300, y, f"{9 - n}0{group}.25", 9)
                sheet.text(380, y, "—" if n == 2 else f"{n + 1}{group}.10", 9)

    (table,) = read_document(pdf_of(page)).tables
    assert [row[:3] for row in _texts(table)[1:]] == [["甲省", g, k] for g in ("一般债券", "专项债券") for k in kinds]
    assert _texts(table)[8][3:] == ["601.25", "41.10"]


def test_a_line_between_columns_parts_the_cells_of_told_rows() -> None:
    """其中 on the right has nothing beside it on the left, and is no cell over it."""

    def page(sheet: Sheet) -> None:
        _groups(sheet, [60, 160, 230, 330, 400], [100, 120, 180, 225])
        for x, name in zip((66, 166, 236, 336), ("收入", "决算数", "支出", "决算数"), strict=True):
            sheet.text(x, 114, name, 9)
        for n in range(3):
            for x, text in zip(
                (66, 180, 236, 350), (f"收入{n}", f"{n + 1},100", f"支出{n}", f"{n + 1},050"), strict=True
            ):
                sheet.text(x, 134 + 18 * n, text, 9)
        for x, text in zip((66, 180, 236, 350), ("收入总计", "6,300", "支出总计", "6,300"), strict=True):
            sheet.text(x, 192, text, 9)
        for y, name in ((206, "年终结余"), (220, "  其中：结转下年")):
            sheet.text(236, y, name, 9)
            sheet.text(350, y, "150", 9)

    (table,) = read_document(pdf_of(page)).tables
    assert _texts(table)[-3:] == [
        ["收入总计", "6,300", "支出总计", "6,300"],
        ["", "", "年终结余", "150"],
        ["", "", "其中：结转下年", "150"],
    ]
    assert all(cell.col_span == 1 for cell in table.cells)


def test_every_second_row_painted_inside_lines() -> None:
    """Lines below every second row only: the paint shows that there are more."""

    def page(sheet: Sheet) -> None:
        sheet.canvas.setFillGray(0.85)
        for n in range(3):
            sheet.fill(80, 134 + 28 * n, 400, 148 + 28 * n)
        sheet.canvas.setFillGray(0.0)
        _groups(sheet, [80, 200, 300, 400], [100, 120, 148, 176, 204])
        for x, name in zip((90, 230, 330), ("城市", "上年", "本年"), strict=True):
            sheet.text(x, 114, name, 9)
        for n in range(6):
            for x, text in zip((90, 230, 330), (f"第{n + 1}市", f"{n + 1},402.93", f"{n + 1},528.70"), strict=True):
                sheet.text(x, 130 + 14 * n, text, 9)

    (table,) = read_document(pdf_of(page)).tables
    assert _texts(table)[1:] == [[f"第{n + 1}市", f"{n + 1},402.93", f"{n + 1},528.70"] for n in range(6)]


def test_lines_between_columns_end_above_a_row_of_totals() -> None:
    def page(sheet: Sheet) -> None:
        for x in XS:
            sheet.line(x, 100, x, 240 if x in (XS[0], XS[-2], XS[-1]) else 216)
        for y in (100, 120, 240):
            sheet.line(XS[0], y, XS[-1], y)
        row(sheet, 114, ["序号", "项目", "预算", "决算"])
        for n in range(4):
            row(sheet, 136 + 22 * n, [f"{n + 1}", f"支出{n}", f"{n}5.20", f"{n}4.10"])
        sheet.text(190, 228, "合计", 9)
        sheet.text(XS[3] + 4, 228, "46.40", 9)

    (table,) = read_document(pdf_of(page)).tables
    assert table.rows == 6
    assert (table.grid[6, 1].text, table.grid[6, 1].col_span) == ("合计", 3)
    assert table.text_at(6, 4) == "46.40"


def test_codes_of_some_rows_and_an_empty_half() -> None:
    """No code stands for the row below it, and columns left empty down to the foot of the page hold no merged cells."""

    def page(sheet: Sheet) -> None:
        _groups(sheet, [60, 110, 210, 280, 330, 430, 500], [100, 120, 220])
        for x, name in zip((66, 116, 216, 286, 336, 436), ["编码", "项目", "预算数"] * 2, strict=True):
            sheet.text(x, 114, name, 9)
        for n in range(6):
            y = 134 + 15 * n
            if n < 3:
                for x, text in zip(
                    (66, 116, 226), ("" if n == 1 else f"110{n}", f"收入{n}", f"{n + 1},100"), strict=True
                ):
                    sheet.text(x, y, text, 9)
            for x, text in zip((286, 336, 446), (f"230{n}", f"支出{n}", f"{n + 1},050"), strict=True):
                sheet.text(x, y, text, 9)

    (table,) = read_document(pdf_of(page)).tables
    assert [row[:3] for row in _texts(table)[1:4]] == [
        ["1100", "收入0", "1,100"],
        ["", "收入1", "2,100"],
        ["1102", "收入2", "3,100"],
    ]
    assert [row[3:] for row in _texts(table)[1:]] == [[f"230{n}", f"支出{n}", f"{n + 1},050"] for n in range(6)]
    assert all(cell.row_span == 1 for cell in table.cells)


def test_an_empty_column_overleaf_goes_on_with_the_merged_cell_of_the_page_before() -> None:
    def page(sheet: Sheet, first: int, name: str, head: bool) -> None:
        frame(sheet, 100, 120 if head else 100, 800)
        if head:
            row(sheet, 114, ["类别", "项目", "预算", "决算"])
        for n in range(12):
            row(sheet, 150 + 54 * n, ["", f"支出{first + n}", f"{first + n}5.20", f"{first + n}4.10"])
        sheet.text(XS[0] + 4, 463, name, 9)

    (table,) = read_document(
        pdf_of(lambda s: page(s, 10, "教育", True), lambda s: page(s, 30, "", False), lambda s: page(s, 50, "", False))
    ).tables
    assert table.rows == 37
    assert {(c.row, c.row_span) for c in table.cells if c.col == 1 and c.row > 1} == {(2, 36)}


def test_two_columns_that_are_filled_in_turn() -> None:
    lines = [("年初余额", "", "4,387.6"), ("限额", "4,629.6", ""), ("发行额", "", "412.3"), ("其中：外债", "", "1.6")]
    lines += [("还本额", "", "302.0"), ("赤字", "0.0", "")]

    def page(sheet: Sheet) -> None:
        _groups(sheet, [80, 260, 340, 420], [100, 120, 240])
        for x, name in zip((90, 280, 360), ("项目", "预算数", "执行数"), strict=True):
            sheet.text(x, 114, name, 9)
        for n, line in enumerate(lines):
            for x, text in zip((90, 280, 360), line, strict=True):
                sheet.text(x, 138 + 18 * n, text, 9)

    (table,) = read_document(pdf_of(page)).tables
    assert _texts(table)[1:] == [list(line) for line in lines]


@pytest.mark.parametrize("rule_below_names", [True, False])
def test_lines_between_columns_begin_below_a_name_over_them(rule_below_names: bool) -> None:
    """No line parts the levels of the header, or even the header from the rows."""

    def page(sheet: Sheet) -> None:
        for x in (XS[0], XS[1], XS[2], XS[-1]):
            sheet.line(x, 100, x, 240)
        sheet.line(XS[3], 120, XS[3], 240)
        for y in (100, 142, 240) if rule_below_names else (100, 240):
            sheet.line(XS[0], y, XS[-1], y)
        sheet.text(XS[2] + 60, 114, "全年", 9)
        for x, text in ((XS[0], "序号"), (XS[1], "项目")):
            sheet.text(x + 4, 124, text, 9)
        for x, text in ((XS[2], "预算"), (XS[3], "决算")):
            sheet.text(x + 4, 134, text, 9)
        for n in range(4):
            row(sheet, 158 + 20 * n, [f"{n + 1}", f"支出{n}", f"{n}5.20", f"{n}4.10"])

    (table,) = read_document(pdf_of(page)).tables
    assert (table.rows, table.cols, table.header_rows) == (6, 4, 2)
    assert (table.text_at(1, 3), table.grid[1, 3].col_span) == ("全年", 2)
    assert [table.grid[1, c].row_span for c in (1, 2)] == [2, 2]
    assert [table.text_at(r, 4) for r in range(2, 7)] == ["决算", *(f"{n}4.10" for n in range(4))]


def test_formulas_below_the_names_are_a_row_as_those_without_lines() -> None:
    def page(sheet: Sheet) -> None:
        frame(sheet, 100, 142, 240)
        row(sheet, 118, ["", "", "预算数", "决算数"])
        row(sheet, 136, ["", "A", "B", "C=B/A"])
        sheet.text(XS[0] + 4, 127, "项目", 9)
        sheet.text(XS[1] + 4, 118, "指标数", 9)
        for n in range(4):
            row(sheet, 158 + 20 * n, [f"支出{n}", f"{n}6.20", f"{n}5.20", f"{n}4.10"])

    (table,) = read_document(pdf_of(page)).tables
    assert (table.rows, table.header_rows) == (6, 2)
    assert [table.text_at(2, c) for c in (2, 3, 4)] == ["A", "B", "C=B/A"]
    assert (table.text_at(1, 1), table.grid[1, 1].row_span) == ("项目", 2)


def test_the_name_of_a_total_reaches_as_far_as_no_line_parts_it() -> None:
    def page(sheet: Sheet) -> None:
        for x in (XS[0], XS[-2], XS[-1]):
            sheet.line(x, 100, x, 220)
        for x in XS[1:-2]:
            sheet.line(x, 100, x, 200)
        for y in (100, 120, 220):
            sheet.line(XS[0], y, XS[-1], y)
        row(sheet, 114, ["序号", "项目", "预算", "决算"])
        for n in range(4):
            row(sheet, 134 + 20 * n, [f"{n + 1}", f"支出{n}", f"{n}5.20", f"{n}4.10"])
        row(sheet, 214, ["合计", "", "", "16.40"])

    (table,) = read_document(pdf_of(page)).tables
    assert table.rows == 6
    assert (table.text_at(6, 1), table.grid[6, 1].col_span, table.text_at(6, 4)) == ("合计", 3, "16.40")


def test_points_of_one_digit_in_tight_rows_are_rows() -> None:
    """Digits one below the other that each have a name beside them are not one figure from top to bottom."""

    def page(sheet: Sheet) -> None:
        frame(sheet, 100, 112, 164)
        row(sheet, 110, ["级别", "指标", "分值", "得分"])
        for n, name in enumerate(("目标完整", "目标明确", "资金到位", "资金合规")):
            row(sheet, 122 + 13 * n, ["", name, f"{5 - n}", f"{4 - n}"])

    (table,) = read_document(pdf_of(page)).tables
    assert [table.text_at(r, 3) for r in range(1, table.rows + 1)] == ["分值", "5", "4", "3", "2"]
