"""What a reader drew on a page with a viewer: boxes and lines beside typed remarks are no lines of tables."""

from __future__ import annotations

import io

import pypdfium2
import pypdfium2.raw as pdfium_c

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

ROWS = [
    ["项目", "预算数", "决算数"],
    *([f"第{row}项", f"1{row}.50", f"2{row}.50"] for row in (1, 2, 3)),
]


def table(sheet: Sheet) -> None:
    sheet.table(80, 100, [140, 140, 140], ROWS)


def with_marks(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    height = page.get_height()
    for kind, (x0, top, x1, bottom) in (
        (pdfium_c.FPDF_ANNOT_SQUARE, (130.0, 112.0, 290.0, 151.0)),
        (pdfium_c.FPDF_ANNOT_FREETEXT, (400.0, 40.0, 480.0, 60.0)),
    ):
        mark = pdfium_c.FPDFPage_CreateAnnot(page, kind)
        pdfium_c.FPDFAnnot_SetRect(mark, pdfium_c.FS_RECTF(x0, height - top, x1, height - bottom))
        strokes = f"1 0 0 RG {x0} {height - bottom} {x1 - x0} {bottom - top} re S"
        text = (strokes if kind == pdfium_c.FPDF_ANNOT_SQUARE else "q Q").encode("utf-16-le") + b"\0\0"
        buffer = (pdfium_c.FPDF_WCHAR * (len(text) // 2)).from_buffer_copy(text)
        pdfium_c.FPDFAnnot_SetAP(mark, pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, buffer)
        pdfium_c.FPDFPage_CloseAnnot(mark)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_box_drawn_around_figures_parts_no_cells() -> None:
    (found,) = read_document(with_marks(pdf_of(table))).tables
    assert (found.rows, found.cols) == (4, 3)
    assert [[found.grid[r, c].text for c in (1, 2, 3)] for r in (1, 2, 3, 4)] == ROWS
