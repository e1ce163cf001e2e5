"""PDF bytes -> Document: the whole way, one named step after the other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parsers.annotations import with_annotations
from parsers.assemble import assemble_document
from parsers.characters import CharacterReader
from parsers.content import PageContent
from parsers.decode import read_page
from parsers.opening import open_pdf, read_bytes, sha256_of
from parsers.picture_pages import read_if_wanted
from parsers.placing_back import place_back
from parsers.second_opinion import SecondOpinion
from parsers.standin import use_standin_font
from parsers.watermarks import drop_watermarks
from schemas.document import Document
from schemas.errors import DamagedPdf, NoText


def read_document(source: Path | bytes, *, name: str = "", password: str | None = None) -> Document:
    """Read a PDF file (path or bytes).

    `name` is the file's name in messages and in the record; by default that of the path. Raises NotAPdf, DamagedPdf,
    EncryptedPdf, EmptyPdf or NoText (schemas.errors). A page that cannot be read becomes a line in `problems`.
    """
    data, shown_name = read_bytes(source, name)
    with _without_collector():
        return _read(data, shown_name, password)


def _read(data: bytes, shown_name: str, password: str | None) -> Document:
    contents = read_contents(data, shown_name, password)
    if all(page.text_source == "none" for page in contents):
        raise NoText(
            f"{shown_name}: {len(contents)} pages without text, pictures of pages only",
            "install text recognition with: pip install fuhe[ocr]",
        )
    opinion = SecondOpinion(data, password)
    return place_back(assemble_document(contents, sha256_of(data), shown_name, opinion), contents)


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


def read_contents(data: bytes, name: str, password: str | None = None) -> list[PageContent]:
    """What stands on each page; pages that cannot be read are empty and carry a problem."""
    use_standin_font()
    document = open_pdf(data, name, password)
    try:
        reader = CharacterReader()
        contents = []
        for index in range(len(document)):
            number = index + 1
            try:
                page = with_annotations(document, index)
                contents.append(read_if_wanted(page, read_page(page, number, reader)))
                page.close()
            except Exception as error:
                problem = f"page {number}: cannot be read ({type(error).__name__}: {error})"
                contents.append(PageContent(number, 0.0, 0.0, text_source="none", quality=0.0, problems=[problem]))
        if all(page.width == 0 for page in contents):
            raise DamagedPdf(f"{name}: no page can be read", "download it again or print it to a new PDF")
        drop_watermarks(contents)
        return contents
    finally:
        document.close()
