"""Text that lies on a page as annotations: filled form fields and typed remarks."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium_c

WITH_TEXT = (pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_WIDGET)
MOST_ANNOTATIONS = 2000  # looked at on one page


def with_annotations(document: Any, index: int) -> Any:
    """A page of a pypdfium2 document; where annotations carry text, drawn into the page so that it is read like the
    rest."""
    page = document[index]
    if not _carries_text(page):
        return page
    if pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_FAIL:
        return page
    page.close()
    return document[index]


def _carries_text(page: Any) -> bool:
    for number in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind in WITH_TEXT:
            return True
    return False
