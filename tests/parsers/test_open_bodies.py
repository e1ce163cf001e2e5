"""Tables with lines between their columns and none between their rows."""

from __future__ import annotations

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

XS = [80.0, 120.0, 240.0, 320.0, 400.0]


def frame(sheet: Sheet, top: float, head: float, bottom: float) -> None:
    for x in XS:
        sheet.line(x, top, x, bottom)
    for y in (top, head, bottom):
        sheet.line(XS[0], y, XS[-1], y)


def row(sheet: Sheet, y: float, texts: list[str]) -> None:
    for x, text in zip(XS, texts, strict=False):
        sheet.text(x + 4, y, text, 9)


def test_rows_told_by_their_figures() -> None:
    def page(sheet: Sheet) -> None:
        frame(sheet, 100, 120, 210)
        row(sheet, 114, ["序号", "项目", "预算", "决算"])
        for n in range(4):
            row(sheet, 136 + 20 * n, [f"{n + 1}", f"支出{n}", f"{n}5.20", f"{n}4.10"])

    (table,) = read_document(pdf_of(page)).tables
    assert [table.text_at(r, 2) for r in range(1, table.rows + 1)] == ["项目", *(f"支出{n}" for n in range(4))]
    assert [table.text_at(r, 4) for r in range(2, 6)] == [f"{n}4.10" for n in range(4)]


def test_one_tall_row_stays_one() -> None:
    """Lines of text that wrap, with one figure in the middle of them."""

    def page(sheet: Sheet) -> None:
        frame(sheet, 100, 120, 200)
        row(sheet, 114, ["序号", "项目", "说明", "得分"])
        for n, text in enumerate(("年度重点任务", "按期完成并且", "通过考核验收")):
            sheet.text(XS[1] + 4, 140 + 16 * n, text, 9)
            sheet.text(XS[2] + 4, 140 + 16 * n, text, 9)
        sheet.text(XS[0] + 4, 156, "1", 9)
        sheet.text(XS[3] + 4, 156, "5.00", 9)

    (table,) = read_document(pdf_of(page)).tables
    assert table.rows == 2
    assert table.text_at(2, 3) == "年度重点任务按期完成并且通过考核验收"
