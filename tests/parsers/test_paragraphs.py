"""Lines to paragraphs and headings; what runs along every page is not part of the text."""

from __future__ import annotations

from parsers.read import read_document
from schemas.document import Document
from tests.parsers.pdfs import Sheet, pdf_of
from tests.typeset import STYLES, Heading, Paragraph, Report, Style, typeset

FILLER = "街道按照年度计划推进各项工作，预算编制、执行和监督都有专人负责，资料齐全，手续完备，资金使用符合规定。"


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, b.text) for b in document.blocks]


def test_headings_know_their_level_and_what_stands_above() -> None:
    report = Report(
        "r",
        [
            Heading("一、基本情况", 1),
            Heading("（一）主要职能", 2),
            Paragraph(FILLER),
            Heading("1.资金管理", 3),
            Paragraph(FILLER),
            Heading("二、主要绩效", 1),
            Paragraph(FILLER),
        ],
    )
    document = read_document(typeset(report, STYLES["word"])[0])
    assert [(k, n) for k, n, _ in kinds(document)] == [
        ("heading", 1), ("heading", 2), ("paragraph", 0), ("heading", 3), ("paragraph", 0), ("heading", 1),
        ("paragraph", 0),
    ]  # fmt: skip
    assert document.blocks[4].section == ("一、基本情况", "（一）主要职能", "1.资金管理")
    assert document.blocks[6].section == ("二、主要绩效",)


def test_paragraph_goes_on_over_the_page() -> None:
    report = Report("r", [Paragraph(FILLER * 2) for _ in range(20)])
    for style in (STYLES["word"], STYLES["wps"], Style(page_number="of", running_header="绩效自评报告", justify=False)):
        document = read_document(typeset(report, style)[0])
        assert len(document.pages) > 1
        assert [b.text for b in document.blocks] == [FILLER * 2] * 20


def test_short_last_line_without_indent_ends_a_paragraph() -> None:
    def page(sheet: Sheet) -> None:
        y = 100.0
        for _ in range(3):
            for text in ("甲" * 40, "乙" * 40, "丙" * 12 + "。"):
                sheet.text(80, y, text)
                y += 20

    document = read_document(pdf_of(page))
    assert [b.text for b in document.blocks] == ["甲" * 40 + "乙" * 40 + "丙" * 12 + "。"] * 3


def test_a_number_and_its_unit_may_have_gone_to_the_next_line_together() -> None:
    def page(sheet: Sheet) -> None:
        y = 100.0
        for text in ("甲" * 40, "乙" * 33 + "支出数", "7996.90万元，" + "丙" * 12 + "。", "丁" * 12 + "。"):
            sheet.text(80, y, text)
            y += 20

    document = read_document(pdf_of(page))
    assert [b.text for b in document.blocks] == [
        "甲" * 40 + "乙" * 33 + "支出数7996.90万元，" + "丙" * 12 + "。",
        "丁" * 12 + "。",
    ]


def test_page_numbers_and_running_lines_are_no_text() -> None:
    def page(number: int) -> object:
        def draw(sheet: Sheet) -> None:
            sheet.text(240, 50, f"某某局2024年度报告 第{number}页")
            sheet.text(101, 120, f"第{'一二三四'[number - 1]}段正文写在这里，说明当年的情况，一行写不下，接着")
            sheet.text(80, 140, "写到下一行。")
            sheet.text(290, 800, str(number))

        return draw

    document = read_document(pdf_of(*[page(n) for n in range(1, 5)]))  # type: ignore[arg-type]
    assert [b.text for b in document.blocks] == [
        f"第{n}段正文写在这里，说明当年的情况，一行写不下，接着写到下一行。" for n in "一二三四"
    ]


def test_year_alone_on_a_line_is_no_page_number() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(80, 400, "编制年度")
        sheet.text(80, 430, "2021")

    assert "2021" in "".join(b.text for b in read_document(pdf_of(page)).blocks)


def test_sentences_in_larger_type_than_the_notes_are_no_title() -> None:
    """Where long notes below tables outweigh the body, full lines of the body are centred and larger than most type."""
    full = "全年预算数一百二十六万元，全年执行数一百零八万元，执行率八成六，"
    note = "注：定量指标完成年初目标的得满分，未完成的按照完成值与目标值的比例计分，定性指标分三档由单位打分。"
    ends = "各项产出的数量和质量都达到年初设定的目标，服务的群众比较满意情况良好。"

    def page(sheet: Sheet) -> None:
        y = 80.0
        for number in "一二三":
            sheet.text(102, y, f"（{number}）{full}", size=11)
            sheet.text(80, y + 18, ends, size=11)
            y += 36
        for row in range(14):
            sheet.text(80, 400 + 12 * row, note, size=8)

    blocks = [b.text for b in read_document(pdf_of(page)).blocks if not b.text.startswith("注")]
    assert blocks == [f"（{number}）{full}{ends}" for number in "一二三"]
