"""PDF bytes -> Document: the whole way, one named step after the other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parsers.assemble import assemble_document
from parsers.pages.annotations import with_annotations
from parsers.pages.characters import CharacterReader
from parsers.pages.content import PageContent
from parsers.pages.decode import read_page
from parsers.pages.layers import has_hidden_layers, without_hidden
from parsers.pages.opening import open_pdf, read_bytes, sha256_of
from parsers.pages.placing_back import place_back
from parsers.pages.sheets import pages_of_report
from parsers.pages.standin import use_standin_font
from parsers.pages.watermarks import drop_watermarks
from parsers.pictures.page_register import register
from parsers.recognition.models import REMEDY, ocr_available
from parsers.recognition.which_pages import read_if_wanted
from parsers.second_opinion import SecondOpinion
from schemas.document import Document
from schemas.errors import DamagedPdf, DocumentError, EmptyPdf, NoText


def read_document(
    source: Path | bytes, *, name: str = "", password: str | None = None, whole: bool = False
) -> Document:
    """Read a PDF file (path or bytes).

    `name` is the file's name in messages and in the record; by default that of the path. Raises NotAPdf, DamagedPdf,
    EncryptedPdf, EmptyPdf or NoText (schemas.errors), or MemoryError where no page can be read for want of it; with
    `whole` where any page cannot. A page that cannot be read otherwise becomes a line in `problems`.
    """
    data, shown_name = read_bytes(source, name)
    with _without_collector():
        return _read(data, shown_name, password, whole)


def _read(data: bytes, shown_name: str, password: str | None, whole: bool) -> Document:
    sheets = read_contents(data, shown_name, password, whole)
    if all(page.text_source == "none" for page in sheets):
        raise _without_text(sheets, shown_name)
    pages = pages_of_report(sheets)
    register(pages)
    document = assemble_document(pages, sha256_of(data), shown_name, SecondOpinion(data, password))
    damaged = tuple(sorted({content.page_of_file for content in (*sheets, *pages) if content.incomplete}))
    placed = place_back(document, pages, sheets)
    return placed.model_copy(update={"damaged_pages": damaged}) if damaged else placed


def _without_text(contents: list[PageContent], shown_name: str) -> DocumentError:
    """Why a document has no text: nothing on its pages, pictures that nobody may read, or none to be read on them."""
    count = f"{len(contents)} page{'' if len(contents) == 1 else 's'}"
    if all(page.is_blank and page.width > 0 for page in contents):
        return EmptyPdf(f"{shown_name}: {count} with nothing on them", "check that this is the right file")
    if not ocr_available():
        return NoText(f"{shown_name}: {count} without text, pictures of pages only", f"{REMEDY} to read them")
    return NoText(
        f"{shown_name}: {count} without text, and text recognition found none in the pictures",
        "check that this is the report; if its text can be seen, scan it anew with 200 dpi or more",
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Reading makes hundreds of thousands of small tuples and no cycles; to look for them costs a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _unread(number: int, problem: str) -> PageContent:
    return PageContent(number, 0.0, 0.0, text_source="none", quality=0.0, problems=[problem], incomplete=True)


def read_contents(data: bytes, name: str, password: str | None = None, whole: bool = False) -> list[PageContent]:
    """What stands on each page; pages that cannot be read are empty and carry a problem. With `whole` a page for which
    there is no memory raises MemoryError."""
    use_standin_font()
    document = open_pdf(data, name, password)
    try:
        reader = CharacterReader()
        contents = []
        layered = has_hidden_layers(data, password)
        cause, short_of_memory = "its pages have no area", False
        for index in range(len(document)):
            number = index + 1
            try:
                page = with_annotations(document, index)
                if layered:
                    without_hidden(page)
                contents.append(read_if_wanted(page, read_page(page, number, reader)))
                page.close()
            except Exception as error:
                if whole and isinstance(error, MemoryError):
                    raise
                cause = f"{type(error).__name__}: {error}"
                short_of_memory = short_of_memory or isinstance(error, MemoryError)
                problem = f"page {number}: cannot be read ({cause})"
                contents.append(_unread(number, problem))
        if all(page.width == 0 for page in contents):
            if short_of_memory:
                raise MemoryError
            raise DamagedPdf(f"{name}: no page can be read ({cause})", "download it again or print it to a new PDF")
        drop_watermarks(contents)
        return contents
    finally:
        document.close()
