"""The same report drawn in every style must be read as the same report."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from parsers.read import read_document
from tests.parsers.against_truth import assert_places_right, assert_tables_equal, assert_text_equal
from tests.typeset import STYLES, typeset
from tests.typeset.generator import make_report
from tests.typeset.samples import SAMPLES

DIGITAL = [name for name, style in STYLES.items() if style.scan is None]
WITHOUT_RULES = {"three", "bare"}  # borders lie somewhere in the white: boxes are not compared


@pytest.mark.parametrize("name", DIGITAL)
def test_annex_with_merged_and_cut_cells(name: str) -> None:
    pdf, truth = typeset(SAMPLES["bantian_2021"](), STYLES[name])
    document = read_document(pdf, name="report.pdf", password=STYLES[name].password)
    assert_tables_equal(document, truth)
    assert_text_equal(document, truth)
    if name not in WITHOUT_RULES:
        assert_places_right(document, truth)
    assert not document.problems


@pytest.mark.parametrize("name", ["wps-embedded", "patches", "three", "rotated-landscape"])
def test_many_tables_over_many_pages(name: str) -> None:
    pdf, truth = typeset(SAMPLES["xiangmihu_2021"](), STYLES[name])
    document = read_document(pdf)
    assert_tables_equal(document, truth)
    assert_text_equal(document, truth)


@pytest.mark.parametrize("seed", [3, 5])
@pytest.mark.parametrize("name", ["double-lines", "bare"])
def test_other_reports(seed: int, name: str) -> None:
    report, _ = make_report(random.Random(seed))
    pdf, truth = typeset(report, STYLES[name])
    document = read_document(pdf)
    assert_tables_equal(document, truth)
    assert_text_equal(document, truth)


@pytest.mark.parametrize("frame", ["", "tb", "lr", "tblr", "t", "b", "l", "r"])
@pytest.mark.parametrize("inner", ["head", "rows", "columns", "columns head", "rows columns"])
def test_every_frame_with_all_inner_lines(frame: str, inner: str) -> None:
    """Tables on one page each: where a page break takes the last line away, nothing may be left to read them by."""
    report, _ = make_report(random.Random(5))
    style = replace(STYLES["word"], frame=frame, inner=tuple(inner.split()))
    pdf, truth = typeset(report, style)
    assert_tables_equal(read_document(pdf), truth)
