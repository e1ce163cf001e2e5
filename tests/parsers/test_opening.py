"""Input that is no readable PDF: one error each, with a line that names the file and a remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from parsers.read import read_document
from schemas.errors import DamagedPdf, DocumentError, EmptyPdf, EncryptedPdf, NotAPdf
from tests.parsers.pdfs import Sheet, pdf_of
from tests.typeset import STYLES, Paragraph, Report, typeset

LINE = "全年预算执行情况良好。"


def one_line(sheet: Sheet) -> None:
    sheet.text(90, 100, LINE)


def nothing(sheet: Sheet) -> None:
    """An empty page."""


def without_pages() -> bytes:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return body + b"trailer << /Root 1 0 R /Size 3 >>\nstartxref\n0\n%%EOF"


def locked() -> bytes:
    return typeset(Report("locked", [Paragraph(LINE)]), STYLES["encrypted"])[0]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (lambda: b"", EmptyPdf),
        (without_pages, EmptyPdf),
        (lambda: pdf_of(nothing, nothing), EmptyPdf),
        (lambda: b"PK\x03\x04 word/document.xml", NotAPdf),
        (lambda: b"<html>404</html>", NotAPdf),
        (lambda: pdf_of(one_line)[:200], DamagedPdf),
        (locked, EncryptedPdf),
    ],
)
def test_error_says_what_is_wrong_with_which_file(data: Callable[[], bytes], error: type[DocumentError]) -> None:
    with pytest.raises(error) as raised:
        read_document(data(), name="report.pdf")
    assert raised.value.message.startswith("report.pdf: ")
    assert raised.value.remedy
    assert "\n" not in str(raised.value)


def test_wrong_password_is_told_from_none() -> None:
    with pytest.raises(EncryptedPdf, match="does not open"):
        read_document(locked(), name="report.pdf", password="guess")
    assert read_document(locked(), password=STYLES["encrypted"].password).blocks[0].text == LINE


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DamagedPdf, match=r"gone\.pdf"):
        read_document(tmp_path / "gone.pdf")


def test_name_and_checksum_come_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "绩效自评.pdf"
    path.write_bytes(pdf_of(one_line))
    document = read_document(path)
    assert document.file == "绩效自评.pdf"
    assert document.sha256 == read_document(path.read_bytes()).sha256


def test_bytes_before_the_header_do_no_harm() -> None:
    document = read_document(b"\r\n\r\n" + pdf_of(one_line))
    assert document.blocks[0].text == LINE


def test_half_a_file_gives_what_can_be_read_or_an_error_of_its_own() -> None:
    whole = pdf_of(*[one_line] * 6)
    for share in (0.3, 0.5, 0.7, 0.9, 0.99):
        try:
            document = read_document(whole[: int(len(whole) * share)])
        except DocumentError:
            continue
        assert document.pages


@pytest.mark.parametrize("size", [(0.1, 800), (1, 800), (1, 14000), (2, 14000)])
def test_a_page_narrower_than_a_character_is_no_scan(size: tuple[float, float]) -> None:
    noise = Image.frombytes("L", (40, 800), Random(7).randbytes(40 * 800))

    def strip(sheet: Sheet) -> None:
        sheet.canvas.setPageSize(size)
        sheet.canvas.drawInlineImage(noise, 0, 0, *size)

    document = read_document(pdf_of(one_line, strip))
    assert document.blocks[0].text == LINE
    assert len(document.pages) == 2
    assert not document.problems


def test_a_page_for_which_there_is_no_memory_is_left_out_unless_the_whole_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A process that other documents have filled asks for the whole, so that a fresh one can try."""
    import parsers.read

    read_page = parsers.read.read_page

    def short(page: object, number: int, reader: object) -> object:
        if number == 2:
            raise MemoryError("Unable to allocate 22.6 MiB")
        return read_page(page, number, reader)  # type: ignore[arg-type]

    monkeypatch.setattr(parsers.read, "read_page", short)
    data = pdf_of(one_line, one_line)
    document = read_document(data, name="a.pdf")
    assert [page.number for page in document.pages] == [1, 2]
    assert "page 2: cannot be read (MemoryError" in document.problems[0]
    with pytest.raises(MemoryError):
        read_document(data, name="a.pdf", whole=True)
