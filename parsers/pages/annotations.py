"""Text that lies on a page as annotations: filled form fields and typed remarks."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium_c

WITH_TEXT = (pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_WIDGET)
MARKS = (  # drawn on paper by a reader's pen: their strokes are no lines of tables
    pdfium_c.FPDF_ANNOT_TEXT,
    pdfium_c.FPDF_ANNOT_LINE,
    pdfium_c.FPDF_ANNOT_SQUARE,
    pdfium_c.FPDF_ANNOT_CIRCLE,
    pdfium_c.FPDF_ANNOT_POLYGON,
    pdfium_c.FPDF_ANNOT_POLYLINE,
    pdfium_c.FPDF_ANNOT_HIGHLIGHT,
    pdfium_c.FPDF_ANNOT_UNDERLINE,
    pdfium_c.FPDF_ANNOT_SQUIGGLY,
    pdfium_c.FPDF_ANNOT_STRIKEOUT,
    pdfium_c.FPDF_ANNOT_INK,
)
MOST_ANNOTATIONS = 2000  # looked at on one page


def with_annotations(document: Any, index: int) -> Any:
    """A page of a pypdfium2 document; where annotations carry text, drawn into the page so that it is read like the
    rest. Marks beside them are not drawn in."""
    page = document[index]
    kinds = _kinds(page)
    if not any(kind in WITH_TEXT for kind in kinds):
        return page
    for number in reversed(range(len(kinds))):
        if kinds[number] in MARKS:
            pdfium_c.FPDFPage_RemoveAnnot(page, number)
    if pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_FAIL:
        return page
    page.close()
    return document[index]


def _kinds(page: Any) -> list[int]:
    """The kind of each annotation of a page, -1 for one that cannot be opened."""
    kinds = []
    for number in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, number)
        kinds.append(pdfium_c.FPDFAnnot_GetSubtype(annotation) if annotation else -1)
        if annotation:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    return kinds
