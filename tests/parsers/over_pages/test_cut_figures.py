"""Figures that a page break cuts within a narrow cell."""

from __future__ import annotations

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

XS = [80.0, 160.0, 280.0, 310.0]


def rows(sheet: Sheet, top: float, texts: list[list[str]], merged_last: bool = False) -> None:
    """Ruled rows of 20 points; in the last one the first two columns may be one cell."""
    foot = top + 20 * len(texts)
    for n in range(len(texts) + 1):
        sheet.line(XS[0], top + 20 * n, XS[-1], top + 20 * n)
    for k, x in enumerate(XS):
        sheet.line(x, top, x, foot - 20 if merged_last and k == 1 else foot)
    for n, row in enumerate(texts):
        for x, text in zip(XS, row, strict=False):
            sheet.text(x + 4, top + 14 + 20 * n, text, 9)


def test_the_last_digits_of_a_total_stand_overleaf() -> None:
    body = [["指标", "说明", "得分"], *([f"指标{n}", "按期完成", f"{n}.25"] for n in range(4))]

    def first(sheet: Sheet) -> None:
        rows(sheet, 700, [*body, ["合计", "", "16.50"[:3]]], merged_last=True)

    def second(sheet: Sheet) -> None:
        rows(sheet, 60, [["", "", "50"]])

    (table,) = read_document(pdf_of(first, second)).tables
    assert table.rows == 6
    assert (table.grid[6, 1].text, table.grid[6, 1].col_span) == ("合计", 2)
    assert table.text_at(6, 3) == "16.50"
