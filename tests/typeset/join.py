"""Several PDF files bound into one, page after page."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2 as pdfium


def joined(files: Sequence[bytes]) -> bytes:
    new = pdfium.PdfDocument.new()
    for file in files:
        new.import_pages(pdfium.PdfDocument(file))
    out = io.BytesIO()
    new.save(out)
    return out.getvalue()
