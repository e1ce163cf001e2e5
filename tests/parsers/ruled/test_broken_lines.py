"""Lines that browsers draw too short or leave out at page breaks: the cells that a person sees come out."""

from __future__ import annotations

from reportlab.lib.colors import HexColor, white

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

Spot = tuple[int, int, int, int, str]


def cells_of(pdf: bytes) -> list[Spot]:
    (table,) = read_document(pdf).tables
    return [(c.row - 1, c.col - 1, c.row_span, c.col_span, c.text) for c in table.cells]


def write(sheet: Sheet, xs: list[float], ys: list[float], cells: list[Spot]) -> None:
    for row, col, high, _, text in cells:
        sheet.text(xs[col] + 6, (ys[row] + ys[row + high]) / 2 + 4, text)


XS = [90.0, 170.0, 250.0, 400.0]
YS = [80.0, 110.0, 140.0, 170.0, 200.0]
MERGED: list[Spot] = [
    (0, 0, 1, 1, "一级指标"), (0, 1, 1, 1, "权重"), (0, 2, 1, 1, "三级指标"),
    (1, 0, 2, 1, "部门管理"), (1, 1, 2, 1, "20"), (1, 2, 1, 1, "项目监管"), (2, 2, 1, 1, "人员控制率"),
    (3, 0, 1, 1, "部门绩效"), (3, 1, 1, 1, "55"), (3, 2, 1, 1, "公用经费控制率"),
]  # fmt: skip


def test_foot_of_merged_cells_drawn_too_high() -> None:
    """Cells with right and lower borders only; those merged over rows end 18 points early."""

    def page(sheet: Sheet) -> None:
        sheet.line(XS[0], YS[0], XS[-1], YS[0])
        sheet.line(XS[0], YS[0], XS[0], YS[-1])
        for row, col, high, *_ in MERGED:
            foot = YS[row + high] - (18 if high > 1 else 0)
            sheet.line(XS[col + 1], YS[row], XS[col + 1], foot)
            sheet.line(XS[col], foot, XS[col + 1], foot)
        write(sheet, XS, YS, MERGED)

    assert cells_of(pdf_of(page)) == MERGED


def test_empty_cells_of_their_own_height_stay() -> None:
    """A cell that is empty and ends where no other does is one, when lines close it."""
    cells: list[Spot] = [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 1, "名称"), (0, 2, 4, 1, "说明"), (1, 1, 2, 1, ""),
        (2, 0, 2, 1, "金额"), (3, 1, 1, 1, "1.00"),
    ]  # fmt: skip

    def page(sheet: Sheet) -> None:
        for row, col, high, wide, _ in cells:
            sheet.canvas.rect(
                XS[col], sheet.height - YS[row + high], XS[col + wide] - XS[col], YS[row + high] - YS[row]
            )
        write(sheet, XS, YS, cells)

    assert cells_of(pdf_of(page)) == cells


def test_piece_missing_from_a_line_between_merged_cells() -> None:
    """The last cell of a row has no right border, though a cell from the row above stands there."""
    cells: list[Spot] = [
        (0, 0, 1, 2, "评价指标"), (0, 2, 2, 1, "指标说明"), (1, 0, 1, 1, "名称"), (1, 1, 1, 1, "分数"),
        (2, 0, 1, 1, "预算编制"), (2, 1, 1, 1, "5"), (2, 2, 1, 1, "看预算是否细化"),
    ]  # fmt: skip

    def page(sheet: Sheet) -> None:
        for row, col, high, wide, text in cells:
            x0, x1, top, bottom = XS[col], XS[col + wide], YS[row], YS[row + high]
            sheet.line(x0, top, x1, top)
            sheet.line(x0, bottom, x1, bottom)
            for x in (x0, x1):
                if not (x == XS[2] and text in ("分数", "指标说明")):
                    sheet.line(x, top, x, bottom)
        sheet.line(XS[2], YS[0], XS[2], YS[1])
        write(sheet, XS, YS, cells)

    assert cells_of(pdf_of(page)) == cells


def test_white_lines_over_shaded_cells_are_no_borders_where_dark_lines_are() -> None:
    rows = [["项目", "预算数", "决算数"], ["一、基本支出", "10.00", "9.00"], ["合计", "30.00", "28.00"]]

    def page(sheet: Sheet) -> None:
        sheet.canvas.setFillColor(HexColor("#DDE6F2"))
        sheet.fill(90, 80, 410, 140)
        sheet.canvas.setFillColor(HexColor("#000000"))
        sheet.table(90, 80, [140, 90, 90], rows)
        sheet.canvas.setStrokeColor(white)
        sheet.line(190, 80, 190, 140)
        sheet.line(90, 112, 410, 112)

    assert [text for *_, text in cells_of(pdf_of(page))] == [text for row in rows for text in row]


def test_white_lines_part_the_cells_of_a_shaded_head() -> None:
    """Two levels of names on a dark ground, parted by white lines; the body has grey ones."""
    xs, ys = [90.0, 230.0, 320.0, 410.0], [80.0, 100.0, 120.0, 140.0, 160.0, 180.0]
    cells: list[Spot] = [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "支出数"), (1, 1, 1, 1, "预算数"), (1, 2, 1, 1, "决算数"),
        *((r, 0, 1, 1, f"第{r}项") for r in (2, 3, 4)),
        *((r, c, 1, 1, f"{r}{c}.00") for r in (2, 3, 4) for c in (1, 2)),
    ]  # fmt: skip

    def page(sheet: Sheet) -> None:
        sheet.canvas.setFillColor(HexColor("#203864"))
        sheet.fill(xs[0], ys[0], xs[-1], ys[2])
        sheet.canvas.setStrokeColor(HexColor("#203864"))
        sheet.canvas.rect(xs[0], sheet.height - ys[2], xs[-1] - xs[0], ys[2] - ys[0])
        sheet.canvas.setStrokeColor(HexColor("#999999"))
        for y in ys[2:]:
            sheet.line(xs[0], y, xs[-1], y)
        for x in xs:
            sheet.line(x, ys[2], x, ys[-1])
        sheet.canvas.setStrokeColor(white)
        sheet.line(xs[1], ys[1], xs[-1], ys[1])
        sheet.line(xs[1], ys[0], xs[1], ys[2])
        sheet.line(xs[2], ys[1], xs[2], ys[2])
        sheet.canvas.setFillColor(white)
        write(sheet, xs, ys, cells[:4])
        sheet.canvas.setFillColor(HexColor("#000000"))
        write(sheet, xs, ys, cells[4:])

    assert cells_of(pdf_of(page)) == sorted(cells)
