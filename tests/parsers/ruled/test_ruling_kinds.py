"""One table, ruled in every way that producers know: the same cells must come out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.pathobject import PDFPathObject

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

XS = [90.0, 210.0, 300.0, 400.0, 500.0]
YS = [120.0, 142.0, 164.0, 190.0, 212.0, 234.0]
CELLS = [  # row, column, row span, column span, text
    (0, 0, 1, 1, "项目"), (0, 1, 1, 2, "预算数"), (0, 3, 1, 1, "决算数"),
    (1, 0, 2, 1, "基本支出"), (1, 1, 1, 1, "人员"), (1, 2, 1, 1, "4,360.24"), (1, 3, 1, 1, "4,350.10"),
    (2, 1, 1, 1, "公用"), (2, 2, 1, 1, "520.98"), (2, 3, 1, 1, "519.00"),
    (3, 0, 1, 1, "项目支出"), (3, 1, 1, 1, "基建"), (3, 2, 1, 1, "1,151.02"), (3, 3, 1, 1, "1,100.00"),
    (4, 0, 1, 2, "合计"), (4, 2, 1, 1, "6,032.24"), (4, 3, 1, 1, "5,969.10"),
]  # fmt: skip
Line = tuple[float, float, float, float]


def box_of(row: int, col: int, high: int, wide: int) -> Line:
    return XS[col], YS[row], XS[col + wide], YS[row + high]


def boxes() -> list[Line]:
    return [box_of(*cell[:4]) for cell in CELLS]


def edges() -> list[Line]:
    found = set()
    for x0, top, x1, bottom in boxes():
        found |= {(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)}
    return sorted(found)


def rectangle(path: PDFPathObject, sheet: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    path.rect(x0, sheet.height - bottom, x1 - x0, bottom - top)


def curves(sheet: Sheet) -> None:
    for x0, top, x1, bottom in edges():
        path = sheet.canvas.beginPath()
        y0, y1 = sheet.height - top, sheet.height - bottom
        path.moveTo(x0, y0)
        path.curveTo(x0 + (x1 - x0) / 3, y0 + (y1 - y0) / 3, x1 - (x1 - x0) / 3, y1 - (y1 - y0) / 3, x1, y1)
        sheet.canvas.drawPath(path)


def round_dots(sheet: Sheet) -> None:
    for x0, top, x1, bottom in edges():
        for step in range(0, round(x1 - x0 + bottom - top), 2):
            x, y = (x0 + step, top) if x1 > x0 else (x0, top + step)
            sheet.canvas.circle(x, sheet.height - y, 0.35, stroke=0, fill=1)


def long_dashes(sheet: Sheet) -> None:
    for x0, top, x1, bottom in edges():
        for step in range(0, round(x1 - x0 + bottom - top), 14):
            if x1 > x0:
                sheet.fill(x0 + step, top - 0.25, min(x0 + step + 8, x1), top + 0.25)
            else:
                sheet.fill(x0 - 0.25, top + step, x0 + 0.25, min(top + step + 8, bottom))


def edges_as_rectangles_of_one_path(sheet: Sheet) -> None:
    """All edges a hundred times over, as printer drivers repeat them: far more than 400 segments."""
    path = sheet.canvas.beginPath()
    for x0, top, x1, bottom in edges() * 5:
        rectangle(path, sheet, x0 - 0.25, top - 0.25, x1 + 0.25, bottom + 0.25)
    sheet.canvas.drawPath(path, stroke=0, fill=1)


def frames_of_one_path(sheet: Sheet) -> None:
    path = sheet.canvas.beginPath()
    for x0, top, x1, bottom in boxes():
        rectangle(path, sheet, x0, top, x1, bottom)
        rectangle(path, sheet, x0 + 0.4, top + 0.4, x1 - 0.4, bottom - 0.4)
    sheet.canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def black_sheet_with_holes(sheet: Sheet) -> None:
    path = sheet.canvas.beginPath()
    rectangle(path, sheet, XS[0] - 0.4, YS[0] - 0.4, XS[-1] + 0.4, YS[-1] + 0.4)
    for x0, top, x1, bottom in boxes():
        rectangle(path, sheet, x0 + 0.4, top + 0.4, x1 - 0.4, bottom - 0.4)
    sheet.canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def rounded_cells(sheet: Sheet) -> None:
    for x0, top, x1, bottom in boxes():
        sheet.canvas.roundRect(x0 + 0.5, sheet.height - bottom + 0.5, x1 - x0 - 1, bottom - top - 1, 3)


def rounded_frame(sheet: Sheet) -> None:
    outer = {XS[0], XS[-1]}, {YS[0], YS[-1]}
    for x0, top, x1, bottom in edges():
        if not (x0 == x1 and x0 in outer[0]) and not (top == bottom and top in outer[1]):
            sheet.line(x0, top, x1, bottom)
    sheet.canvas.roundRect(XS[0], sheet.height - YS[-1], XS[-1] - XS[0], YS[-1] - YS[0], 8)


def open_on_all_sides(sheet: Sheet) -> None:
    for x0, top, x1, bottom in edges():
        if not (x0 == x1 and x0 in (XS[0], XS[-1])) and not (top == bottom and top in (YS[0], YS[-1])):
            sheet.line(x0, top, x1, bottom)


def clipped_to_cells(sheet: Sheet) -> None:
    for x0, top, x1, bottom in boxes():
        sheet.canvas.saveState()
        path = sheet.canvas.beginPath()
        rectangle(path, sheet, x0, top, x1, bottom)
        sheet.canvas.clipPath(path, stroke=0, fill=0)
        for y in (top, bottom):
            sheet.line(x0 - 40, y, x1 + 40, y)
        for x in (x0, x1):
            sheet.line(x, top - 40, x, bottom + 40)
        sheet.canvas.restoreState()


def white_lines_on_a_shade(sheet: Sheet) -> None:
    sheet.canvas.setFillColor(HexColor("#DDE6F2"))
    sheet.fill(XS[0], YS[0], XS[-1], YS[-1])
    sheet.canvas.setStrokeColor(HexColor("#FFFFFF"))
    for edge in edges():
        sheet.line(*edge)


KINDS = [
    curves, round_dots, long_dashes, edges_as_rectangles_of_one_path, frames_of_one_path, black_sheet_with_holes,
    rounded_cells, rounded_frame, open_on_all_sides, clipped_to_cells, white_lines_on_a_shade,
]  # fmt: skip


@pytest.mark.parametrize("ruled", KINDS)
def test_cells_come_out_however_their_borders_are_drawn(ruled: Callable[[Sheet], None]) -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.saveState()
        ruled(sheet)
        sheet.canvas.restoreState()
        for row, col, high, wide, text in CELLS:
            x0, top, _, bottom = box_of(row, col, high, wide)
            sheet.text(x0 + 6, (top + bottom) / 2 + 4, text)

    (table,) = read_document(pdf_of(page)).tables
    found = [(c.row - 1, c.col - 1, c.row_span, c.col_span, c.text) for c in table.cells]
    assert found == CELLS
