"""Without the OCR extra a scan says so and names the remedy; nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.read import read_document
from parsers.recognition import models, which_pages
from schemas.errors import NoText
from tests.typeset import WORD, Paragraph, Report, Scan, typeset

REPORT = Report("two", [Paragraph("本年支出 12.50 万元，比上年有所减少。")])


@pytest.fixture
def _no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "model_path", lambda: None)
    monkeypatch.setattr(which_pages, "ocr_available", lambda: False)


@pytest.mark.usefixtures("_no_engine")
def test_a_scan_is_refused_with_a_remedy() -> None:
    pdf, _ = typeset(REPORT, replace(WORD, scan=Scan(dpi=100)))
    with pytest.raises(NoText, match=r"fuhe\[ocr\]"):
        read_document(pdf, name="scan.pdf")


@pytest.mark.usefixtures("_no_engine")
def test_a_digital_report_is_read_as_ever() -> None:
    pdf, _ = typeset(REPORT, WORD)
    assert "12.50" in read_document(pdf, name="digital.pdf").blocks[0].text
