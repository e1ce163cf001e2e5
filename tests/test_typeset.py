"""The typesetter's truth must be true: what it says stands on the page is what other programs read there."""

from __future__ import annotations

import io
import random
import re
from dataclasses import replace
from itertools import pairwise

import pdfplumber
import pypdfium2
import pytest

from tests.typeset import (
    STYLES,
    Cell,
    Heading,
    Orientation,
    Paragraph,
    Report,
    Scan,
    Style,
    Table,
    Title,
    Truth,
    typeset,
)
from tests.typeset.content import place
from tests.typeset.generator import ERRORS, make_report
from tests.typeset.linebreak import NOT_FIRST, NOT_LAST, wrap
from tests.typeset.samples import SAMPLES
from tests.typeset.truth import plain

READABLE = [name for name, style in STYLES.items() if style.scan is None]


def small_report() -> Report:
    """A little of everything: a span each way, stacked header, negative numbers, a second section on its side."""
    stacked = Table(
        "附件",
        [[Cell("指标", cols=2), Cell("说明", rows=2)], [Cell("名称", stacked=True), Cell("参考分值", stacked=True)]],
        [
            [Cell("效果", rows=2), "5", "固定资产利用率≥90%的，得1分；75%≤利用率＜90%的，得0.7分。" * 3],
            ["10", "“三公”经费控制率＞100%的，得0分。"],
        ],
        [1, 1, 8],
        caption="附件 评分表",
        repeat_header=True,
        split_rows=True,
    )
    money = Table(
        "表1",
        [["项目", "年初预算数", "决算数", "执行率"]],
        [["一、基本支出", "4，881.22", "-1,234.50", "97.02%"], [Cell("合计", cols=3), "100%"]],
        [3, 2, 2, 2],
        caption="表 1 预算执行情况表",
        unit="万元",
    )
    text = "2021 年采购计划 8,445.96 万元，实际支出 8,369.01 万元，执行率为 99.08%（见表 1）；网址 http://www.example.gov.cn。"
    return Report(
        "small", [Title("自评报告"), Heading("一、基本情况"), Paragraph(text), money, Orientation(True), stacked]
    )


def letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def read_box(page: pdfplumber.page.Page, box: tuple[float, float, float, float]) -> str:
    """What stands in a box, line by line, each character once."""
    inside = [
        c
        for c in page.chars
        if c["upright"]
        and box[0] - 1 <= (c["x0"] + c["x1"]) / 2 <= box[2] + 1
        and box[1] <= (c["top"] + c["bottom"]) / 2 <= box[3]
    ]
    lines: dict[int, list[dict]] = {}
    for char in inside:
        near = next((k for k in lines if abs(k - char["top"]) < 3), round(char["top"]))
        lines.setdefault(near, []).append(char)
    text = ""
    for key in sorted(lines):
        last = None
        for char in sorted(lines[key], key=lambda c: c["x0"]):
            if last is None or char["text"] != last["text"] or char["x0"] - last["x0"] > 1:
                text += char["text"]
            last = char
    return letters(text)


@pytest.mark.parametrize("name", [n for n in READABLE if n not in {"watermark", "distractors"}])
def test_every_cell_stands_where_the_truth_says(name: str) -> None:
    style = STYLES[name]
    pdf, truth = typeset(small_report(), style)
    with pdfplumber.open(io.BytesIO(pdf), password=style.password) as document:
        for table in truth.tables:
            for cell in table.cells:
                parts = "".join(read_box(document.pages[page - 1], box) for page, box in cell.ink)
                assert parts == cell.text


@pytest.mark.parametrize("name", [n for n in READABLE if n != "wps"])
def test_pdfium_reads_what_was_set(name: str) -> None:
    """Not for a font that is not embedded: pdfium knows no height for it and loses stacked characters."""
    style = STYLES[name]
    pdf, truth = typeset(small_report(), style)
    document = pypdfium2.PdfDocument(pdf, password=style.password)
    assert len(document) == truth.n_pages
    read = letters("".join(page.get_textpage().get_text_range() for page in document))
    for item in [t.text for t in truth.texts] + [c.text for t in truth.tables for c in t.cells if c.row > 1]:
        missing = set(letters(item)) - set(read)
        assert not missing


def test_no_compatibility_characters_come_back() -> None:
    """No Kangxi radicals or other look-alikes: ⼀ for 一 would break every comparison."""
    pdf, _ = typeset(SAMPLES["bantian_2021"](), STYLES["wps-embedded"])
    document = pypdfium2.PdfDocument(pdf)
    read = "".join(page.get_textpage().get_text_range() for page in document)
    assert not re.search("[\u2e80-\u2fdf\uf900-\ufaff\ue000-\uf8ff]", read)


@pytest.mark.parametrize("name", ["word", "wps", "distractors", "encrypted-empty"])
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert typeset(small_report(), STYLES[name])[0] == typeset(small_report(), STYLES[name])[0]


def test_scanned_pages_are_pictures_and_the_same_every_time() -> None:
    style = Style(scan=Scan(dpi=72, skew=1.0, noise=8.0, pages=(1,)), seal="街道办事处")
    pdf, truth = typeset(small_report(), style)
    assert pdf == typeset(small_report(), style)[0]
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert len(document.pages[0].chars) == 0
        assert len(document.pages[0].images) == 1
        assert len(document.pages[1].chars) > 0
    assert truth.n_pages == len(document.pages)


def test_a_password_is_asked_for() -> None:
    pdf, _ = typeset(small_report(), STYLES["encrypted"])
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(pdf)
    assert len(pypdfium2.PdfDocument(typeset(small_report(), STYLES["encrypted-empty"])[0])) == 2


def test_turned_pages_are_shown_upright() -> None:
    pdf, _ = typeset(small_report(), STYLES["rotated"])
    first, second = list(pypdfium2.PdfDocument(pdf))
    assert first.get_rotation() == 90
    assert first.get_width() < first.get_height()
    assert second.get_width() > second.get_height()


def check_shape(truth: Truth) -> None:
    for table in truth.tables:
        data = table.as_json()
        grid, spans = data["header_rows"] + data["body_rows"], data["header_spans"] + data["body_spans"]
        assert {len(row) for row in grid + spans} == {data["n_cols"]}
        for r, row in enumerate(spans):
            for c, (r0, c0, high, wide) in enumerate(row):
                assert r0 <= r < r0 + high
                assert c0 <= c < c0 + wide
                assert grid[r][c] == grid[r0][c0]
        assert all(data["body_row_pages"])
        assert [f["page"] for f in data["fragments"]] == sorted(set(data["pages"]))
        assert sorted({r for f in data["fragments"] for r in f["body_rows"]}) == list(range(len(data["body_rows"])))


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_have_whole_tables(name: str) -> None:
    _, truth = typeset(SAMPLES[name]())
    check_shape(truth)
    assert any(len(t.fragments) > 1 for t in truth.tables)


def test_a_cut_row_goes_on_overleaf_and_a_header_can_stay_alone() -> None:
    _, truth = typeset(SAMPLES["bantian_2021"](), STYLES["word"])
    quarters, annex = truth.tables[1], truth.tables[2]
    assert quarters.fragments[0]["body_rows"] == []
    assert any(len(pages) > 1 for pages in annex.body_row_pages)
    assert annex.repeated


def test_merged_text_is_printed_once() -> None:
    for style in (STYLES["word"], STYLES["wps-embedded"]):
        _, truth = typeset(SAMPLES["bantian_2021"](), style)
        for cell in truth.tables[2].cells:
            if cell.row_span > 1 and not cell.header:
                assert len(cell.ink) == 1


def test_lines_break_where_chinese_lines_may() -> None:
    rng = random.Random(7)
    signs = "财政预算执行率，。、；：（）《》“”％%123.45,万元ABC"
    for _ in range(200):
        text = "".join(rng.choice(signs) for _ in range(rng.randint(1, 60)))
        lines = wrap(text, 120.0, "song", 10.0, 20.0)
        assert "".join(line.text for line in lines) == text
    lines = wrap("本年实际采购支出为8,369.01万元，政府采购执行率为99.08%，（较上年提高）。" * 4, 90.0, "song", 10.0)
    for before, after in pairwise(lines):
        assert after.text[0] not in NOT_FIRST
        assert before.text[-1] not in NOT_LAST
        assert not (before.text[-1] in "0123456789.," and after.text[0] in "0123456789.,")


def test_a_cell_that_does_not_fit_the_grid_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        place([[Cell("a", cols=3)]], 2)
    with pytest.raises(ValueError, match="no cell covers"):
        place([["a"]], 2)


def test_a_sign_that_the_font_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the font"):
        typeset(Report("x", [Paragraph("𠮷")]))


def test_caption_and_unit_are_in_the_truth() -> None:
    _, truth = typeset(small_report(), replace(STYLES["word"], page_number=None))
    assert truth.tables[0].caption == plain("表 1 预算执行情况表")
    assert truth.tables[0].unit == "万元"
    assert truth.text().splitlines()[0] == "自评报告"


@pytest.mark.parametrize("error", [None, *ERRORS])
def test_a_synthetic_report_has_one_known_error_or_none(error: str | None) -> None:
    made = 0
    for seed in range(5):
        try:
            report, key = make_report(random.Random(seed), error=error)
        except LookupError:
            continue
        made += 1
        _, truth = typeset(report, STYLES["word"])
        check_shape(truth)
        assert len(key["findings"]) == (error is not None)
        assert len(key["indicators"]) == 21
        printed = letters(truth.text() + "".join(c.text for t in truth.tables for c in t.cells)).replace(",", "")
        for finding in key["findings"]:
            assert finding["reported"] != finding["expected"]
            assert finding["reported"] in printed
    assert made >= 3


def test_an_error_changes_one_place_only() -> None:
    clean, _ = make_report(random.Random(3))
    spoilt, key = make_report(random.Random(3), error="rate")
    before, after = (typeset(r, STYLES["word"])[1] for r in (clean, spoilt))
    assert before.text() == after.text()
    changed = [
        (a.id, x.text, y.text)
        for a, b in zip(before.tables, after.tables, strict=True)
        for x, y in zip(a.cells, b.cells, strict=True)
        if x.text != y.text
    ]
    assert len(changed) == 1
    assert changed[0][0] == key["findings"][0]["table"]
