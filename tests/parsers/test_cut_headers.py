"""Headers and names that a page break cuts."""

from __future__ import annotations

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

XS = [80.0, 140.0, 200.0, 300.0, 400.0]


def lines(sheet: Sheet, ys: list[float], xs: list[float] = XS) -> None:
    for y in ys:
        sheet.line(xs[0], y, xs[-1], y)
    for x in xs:
        sheet.line(x, ys[0], x, ys[-1])


def row(sheet: Sheet, y: float, texts: list[str], xs: list[float] = XS) -> None:
    for x, text in zip(xs, texts, strict=False):
        sheet.text(x + 3, y, text, 9)


def grid(pdf: bytes) -> list[list[str]]:
    (table,) = read_document(pdf).tables
    return [[table.text_at(r, c) for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


def test_levels_of_a_header_on_two_pages() -> None:
    """The name over two columns stands on the first page, those below it on the second, beside the rest of the cells
    that are merged over both levels."""

    def first(sheet: Sheet) -> None:
        lines(sheet, [740, 760], [80, 200, 300, 400])
        row(sheet, 754, ["预算安排", "决算数", "执行率"], [80, 200, 300])

    def second(sheet: Sheet) -> None:
        for y in (75, 115, 135, 155):
            sheet.line(80, y, 400, y)
        sheet.line(80, 95, 200, 95)
        for x in XS:
            sheet.line(x, 75, x, 155)
        row(sheet, 89, ["年初", "调整", "", ""])
        row(sheet, 109, ["A", "B", "", ""])
        row(sheet, 129, ["10.20", "12.50", "11.00", "88%"])
        row(sheet, 149, ["20.20", "22.50", "21.00", "93%"])

    read = grid(pdf_of(first, second))
    assert read[0] == ["预算安排", "预算安排", "决算数", "执行率"]
    assert [r[0] for r in read[1:]] == ["年初", "A", "10.20", "20.20"]
    assert [r[3] for r in read[1:]] == ["执行率", "执行率", "88%", "93%"]


def test_names_of_columns_whose_brackets_close_overleaf() -> None:
    def first(sheet: Sheet) -> None:
        lines(sheet, [740, 760])
        row(sheet, 754, ["季度", "预算金额（万", "支出进度", "执行率"])

    def second(sheet: Sheet) -> None:
        lines(sheet, [75, 95, 115, 135])
        row(sheet, 89, ["", "元）", "", ""])
        row(sheet, 109, ["一季度", "504.18", "41.45", "80.1"])
        row(sheet, 129, ["二季度", "504.22", "54.36", "90.2"])

    read = grid(pdf_of(first, second))
    assert read[0] == ["季度", "预算金额（万元）", "支出进度", "执行率"]
    assert [r[0] for r in read[1:]] == ["一季度", "二季度"]


def test_a_name_from_top_to_bottom_goes_on_overleaf() -> None:
    def stack(sheet: Sheet, y: float, text: str) -> None:
        for n, char in enumerate(text):
            sheet.text(XS[0] + 20, y + 12 * n, char, 10)

    def first(sheet: Sheet) -> None:
        lines(sheet, [620, 640])
        row(sheet, 634, ["层级", "分值", "指标", "得分"])
        for y in (640, 700, 750):
            sheet.line(XS[0], y, XS[-1], y)
        for x in XS:
            sheet.line(x, 640, x, 750)
        stack(sheet, 655, "过程管理")
        row(sheet, 672, ["", "5", "资金使用", "4"])
        stack(sheet, 719, "目标设")
        row(sheet, 725, ["", "6", "目标明确", "5"])

    def second(sheet: Sheet) -> None:
        lines(sheet, [75, 95])
        row(sheet, 89, ["层级", "分值", "指标", "得分"])
        for y in (95, 135, 195):
            sheet.line(XS[0], y, XS[-1], y)
        for x in XS:
            sheet.line(x, 95, x, 195)
        stack(sheet, 118, "定")
        row(sheet, 118, ["", "7", "目标完整", "6"])
        stack(sheet, 150, "产出质量")
        row(sheet, 168, ["", "8", "完成情况", "7"])

    read = grid(pdf_of(first, second))
    assert [r[0] for r in read] == ["层级", "过程管理", "目标设定", "目标设定", "产出质量"]
