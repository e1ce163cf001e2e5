"""The pages made from the code say what the code says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from docs.generate import pages
from parsers.read import read_document
from pipeline.audit import audit

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("path", "text"), list(pages().items()), ids=lambda value: getattr(value, "name", ""))
def test_generated_page_is_up_to_date(path, text: str) -> None:  # type: ignore[no-untyped-def]
    assert path.read_text("utf-8") == text, "run `make docs`"


def test_the_readmes_tell_as_many_findings_as_the_samples_give() -> None:
    """What is found on the samples moves with any rule; a README that tells other numbers was left behind."""
    reports = [audit(read_document(p.read_bytes(), name=p.name)) for p in sorted((ROOT / "corpus").glob("*.pdf"))]
    found = Counter(f.severity.value for report in reports for f in report.findings)
    told = f"Findings: {found['error']} errors, {found['warning']} warnings, {found['notice']} notices"
    for name in ("README.md", "README.zh-CN.md"):
        assert re.search(r"Findings: .*", (ROOT / name).read_text("utf-8"))[0] == told, "run `make docs`"  # type: ignore[index]
