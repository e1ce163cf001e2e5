"""Tables ruled in white over bands of shading, as styles of office programs print them."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import HexColor

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

XS = [80.0, 200.0, 300.0, 400.0]
ROWS = [["项目", "预算数", "决算数"], *([f"支出{n}", f"{n},100.50", f"{n},050.25"] for n in range(1, 7))]


def draw(sheet: Sheet, *, pieces: bool, lines: list[float]) -> None:
    canvas = sheet.canvas
    for r in range(len(ROWS)):
        if r == 0 or r % 2:
            canvas.setFillColor(HexColor("#dce6f4" if r else "#8ea9db"))
            sheet.fill(XS[0], 100 + 16 * r, XS[-1], 116 + 16 * r)
    canvas.setStrokeColor(HexColor("#ffffff"))
    foot = 100 + 16 * len(ROWS)
    for x in lines:
        for top in range(100, foot, 16) if pieces else [100]:
            sheet.line(x, top, x, top + 16 if pieces else foot)
    for r in range(len(ROWS) + 1):
        sheet.line(XS[0], 100.5 + 16 * r, XS[-1], 100.5 + 16 * r)
    canvas.setFillColor(HexColor("#000000"))
    for r, row in enumerate(ROWS):
        for x, text in zip(XS, row, strict=False):
            sheet.text(x + 5, 112 + 16 * r, text, 9)


@pytest.mark.parametrize("pieces", [True, False])
def test_lines_go_on_through_the_rows_left_white(pieces: bool) -> None:
    """The last row is white and nothing shows at its sides or its foot."""
    (table,) = read_document(pdf_of(lambda sheet: draw(sheet, pieces=pieces, lines=XS))).tables
    assert [[table.text_at(r, c) for c in range(1, 4)] for r in range(1, table.rows + 1)] == ROWS
    assert table.engine in ("rulings", "pdfplumber")


def test_white_lines_on_white_paper_border_nothing() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(80, 100, [120, 100, 100], ROWS)
        sheet.canvas.setStrokeColor(HexColor("#ffffff"))
        sheet.line(130, 90, 130, 250)
        for y in range(110, 240, 20):
            sheet.line(70, y, 420, y)

    (table,) = read_document(pdf_of(page)).tables
    assert [[table.text_at(r, c) for c in range(1, 4)] for r in range(1, table.rows + 1)] == ROWS
