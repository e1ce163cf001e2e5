"""Opening a PDF: what stands in the way of reading it, as errors that name the file and what to do."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

from schemas.errors import DamagedPdf, EmptyPdf, EncryptedPdf, NotAPdf

HEADER_WITHIN = 1024  # bytes in which %PDF- must appear (PDF 32000-1, annex H.3)
NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*/Count\s+0\b")
A_PAGE = re.compile(rb"/Type\s*/Page\b")
OTHER_TYPES = (
    (b"PK\x03\x04", "a zip file (docx, xlsx, ofd or archive)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"<", "a web page or XML"),
    (b"{\\rtf", "an RTF file"),
)


def read_bytes(source: Path | bytes, name: str) -> tuple[bytes, str]:
    """(bytes of the file, its name for messages). Raises DamagedPdf when it cannot be read from disk."""
    if isinstance(source, bytes):
        return source, name or "document.pdf"
    try:
        return source.read_bytes(), name or source.name
    except OSError as error:
        raise DamagedPdf(
            f"{name or source.name}: {error.strerror or error}", "check that the file can be read"
        ) from error


def sha256_of(data: bytes) -> str:
    """Hexadecimal digits, 64 of them."""
    return hashlib.sha256(data).hexdigest()


def open_pdf(data: bytes, name: str, password: str | None = None) -> Any:
    """A pypdfium2 document. Raises NotAPdf, DamagedPdf, EncryptedPdf or EmptyPdf."""
    if not data:
        raise EmptyPdf(f"{name}: the file is empty", "get the file again from where it was published")
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        kind = next((what for magic, what in OTHER_TYPES if data.lstrip()[:8].startswith(magic)), "some other file")
        raise NotAPdf(f"{name}: {kind}, not a PDF", "convert it to PDF or take it out of the input")
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        # Without a page tree pdfium leaves the error of the file before it. Only an encrypted file has this key,
        # in a trailer that is never compressed (PDF 32000-1, 7.5.5 and 7.5.8).
        code = getattr(error, "err_code", None) if b"/Encrypt" in data else None
        if code == pdfium_c.FPDF_ERR_PASSWORD:
            wrong = "the password given does not open it" if password else "needs a password"
            raise EncryptedPdf(f"{name}: encrypted, {wrong}", "give the right one with --password") from error
        if code == pdfium_c.FPDF_ERR_SECURITY:
            raise EncryptedPdf(
                f"{name}: encrypted in a way that is not supported", "save it without protection and try again"
            ) from error
        if NO_PAGES.search(data) and not A_PAGE.search(data):
            raise EmptyPdf(f"{name}: the PDF has no pages", "get the file again from where it was published") from error
        raise DamagedPdf(
            f"{name}: damaged or cut off, cannot be opened", "download it again or print it to a new PDF"
        ) from error
    if len(document) == 0:
        document.close()
        raise EmptyPdf(f"{name}: the PDF has no pages", "get the file again from where it was published")
    return document
