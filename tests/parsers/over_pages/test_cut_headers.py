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


def test_a_header_of_two_levels_cut_between_them() -> None:
    """Overleaf stands one row of names, empty below those that are merged over both levels; one of these spans columns
    that only the body has."""
    xs = [80.0, 120.0, 200.0, 260.0, 320.0, 400.0]

    def first(sheet: Sheet) -> None:
        lines(sheet, [740, 760], [80, 200, 320, 400])
        row(sheet, 754, ["收支类别", "本年预算", "决算数"], [80, 200, 320])

    def second(sheet: Sheet) -> None:
        for y in (75, 95, 135):
            sheet.line(80, y, 400, y)
        sheet.line(120, 115, 400, 115)
        for x in (80, 200, 260, 320, 400):
            sheet.line(x, 75, x, 135)
        sheet.line(120, 95, 120, 135)
        row(sheet, 89, ["年初数", "调整数"], [200, 260])
        row(sheet, 119, ["收入"], [80])
        row(sheet, 109, ["财政拨款", "10.20", "12.50", "11.00"], xs[1:])
        row(sheet, 129, ["单位资金", "20.20", "22.50", "21.00"], xs[1:])

    (table,) = read_document(pdf_of(first, second)).tables
    assert table.header_rows == 2
    assert [(c.text, c.row_span, c.col_span) for c in table.cells if c.row == 1] == [
        ("收支类别", 2, 2),
        ("本年预算", 1, 2),
        ("决算数", 2, 1),
    ]


def levels(sheet: Sheet, ys: list[float], stops: dict[float, float], texts: list[tuple[int, float, str]]) -> None:
    """A table whose line at height y begins at x, for `stops` {y: x}, and its texts as (column, height, text)."""
    for y in ys:
        sheet.line(stops.get(y, XS[0]), y, XS[-1], y)
    for x in XS:
        sheet.line(x, ys[0], x, ys[-1])
    for col, y, text in texts:
        sheet.text(XS[col] + 3, y, text, 9)


def test_names_of_levels_that_a_page_cuts_before_their_first_row_ends() -> None:
    """投入 stands above the break, 管理 below it; that they are one tells the next level, which has no name below."""

    def first(sheet: Sheet) -> None:
        texts = [(0, 714, "一级"), (1, 714, "二级"), (2, 714, "指标"), (3, 714, "得分")]
        texts += [(0, 738, "投入"), (1, 738, "目标设定"), (2, 738, "目标明确"), (3, 738, "5")]
        levels(sheet, [700, 720, 745], {}, texts)

    def second(sheet: Sheet) -> None:
        stops = {95: XS[2], 115: XS[1], 155: XS[1], 175: XS[0]}
        texts = [(2, 89, "目标完整"), (3, 89, "4"), (2, 109, "目标可行"), (3, 109, "3"), (0, 104, "管理")]
        texts += [(1, 129, "预算配置"), (2, 129, "编制科学"), (3, 129, "6"), (2, 149, "编制完整"), (3, 149, "7")]
        texts += [(0, 189, "过程管理"), (1, 189, "预算执行"), (2, 169, "支出进度"), (3, 169, "8")]
        texts += [(2, 189, "结转控制"), (3, 189, "9"), (2, 209, "采购执行"), (3, 209, "2")]
        ys = [75.0, 95, 115, 135, 155, 175, 195, 215]
        stops = {95: XS[2], 115: XS[1], 135: XS[2], 175: XS[2], 195: XS[2]}
        levels(sheet, ys, stops, texts)

    read = grid(pdf_of(first, second))
    assert [r[0] for r in read] == ["一级"] + ["投入管理"] * 5 + ["过程管理"] * 3
    assert [r[1] for r in read] == ["二级"] + ["目标设定"] * 3 + ["预算配置"] * 2 + ["预算执行"] * 3


def test_a_bracket_of_a_level_that_closes_overleaf() -> None:
    def first(sheet: Sheet) -> None:
        texts = [(0, 694, "一级"), (1, 694, "分值"), (2, 694, "指标"), (3, 694, "得分")]
        texts += [(0, 719, "产出指标"), (0, 731, "（50"), (1, 714, "3"), (2, 714, "数量"), (3, 714, "5")]
        levels(sheet, [680, 700, 720, 740], {720: XS[1]}, [*texts, (1, 734, "4"), (2, 734, "质量"), (3, 734, "4")])

    def second(sheet: Sheet) -> None:
        texts = [(0, 99, "分）"), (1, 89, "5"), (2, 89, "时效"), (3, 89, "6"), (1, 109, "6"), (2, 109, "成本")]
        texts += [(3, 109, "7"), (0, 139, "效益指标"), (1, 129, "7"), (2, 129, "社会"), (3, 129, "8")]
        texts += [(1, 149, "8"), (2, 149, "生态"), (3, 149, "9")]
        levels(sheet, [75, 95, 115, 135, 155], {95: XS[1], 135: XS[1]}, texts)

    assert [r[0] for r in grid(pdf_of(first, second))] == ["一级"] + ["产出指标（50分）"] * 4 + ["效益指标"] * 2


def test_a_name_that_fills_its_line_goes_on_overleaf() -> None:
    """公用经费控制率 in a column of five characters: its row ends below the first line of it."""
    xs = [80.0, 129.0, 250.0, 300.0]

    def rows(sheet: Sheet, ys: list[float], merged: list[int], texts: list[tuple[int, float, str]]) -> None:
        for n, y in enumerate(ys):
            sheet.line(xs[n in merged], y, xs[-1], y)
        for x in xs:
            sheet.line(x, ys[0], x, ys[-1])
        for col, y, text in texts:
            sheet.text(xs[col] + 2, y, text, 9)

    def first(sheet: Sheet) -> None:
        texts = [(0, 674, "三级指标"), (1, 674, "四级指标"), (2, 674, "得分"), (0, 704, "支出进度")]
        texts += [(1, 694, "支出落实"), (2, 694, "2"), (1, 714, "支出成效"), (2, 714, "3"), (0, 731, "公用经费控")]
        rows(sheet, [660, 680, 700, 720, 736], [2], [*texts, (1, 731, "公用落实"), (2, 731, "1")])

    def second(sheet: Sheet) -> None:
        texts = [(0, 86, "制率"), (1, 86, "公用成效"), (2, 86, "4"), (0, 104, "采购执行情"), (0, 116, "况评价")]
        texts += [(1, 109, "采购落实"), (2, 109, "5"), (1, 129, "采购成效"), (2, 129, "1")]
        texts += [(0, 149, "固定资产利"), (0, 161, "用率"), (1, 149, "资产落实"), (2, 149, "2"), (1, 169, "资产成效")]
        rows(sheet, [75, 95, 115, 135, 155, 175], [2, 4], [*texts, (2, 169, "3")])

    names = [r[0] for r in grid(pdf_of(first, second))]
    assert names[1:5] == ["支出进度"] * 2 + ["公用经费控制率"] * 2


def test_a_figure_that_fills_its_cell_is_no_piece_of_the_dash_overleaf() -> None:
    """4231486.20 and -, of two rows: together they are as long as the other amounts."""
    xs = [80.0, 200.0, 260.0, 320.0]

    def rows(sheet: Sheet, ys: list[float], texts: list[tuple[str, str, str]]) -> None:
        lines(sheet, ys, xs)
        for y, cells in zip(ys[1:], texts, strict=True):
            row(sheet, y - 5, list(cells), xs)

    def first(sheet: Sheet) -> None:
        rows(sheet, [664, 682, 700, 718], [("项目", "基本支出", "项目支出"), ("合计", "14231486.20", "13374144.12"),
                                           ("行政运行", "4231486.20", "3374144.12")])  # fmt: skip

    def second(sheet: Sheet) -> None:
        rows(sheet, [75, 93, 111], [("机关服务", "-", "3374144.12"), ("事业运行", "10000000.00", "10000000.00")])

    assert [r[1] for r in grid(pdf_of(first, second))[2:4]] == ["4231486.20", "-"]


def test_a_name_cut_where_its_column_has_no_line_at_the_foot() -> None:
    """A spreadsheet leaves merged cells open at the foot of a page; of 资产管理 the last character stands overleaf."""

    def first(sheet: Sheet) -> None:
        texts = [(0, 694, "一级"), (1, 694, "二级"), (2, 694, "指标"), (3, 694, "得分"), (0, 724, "过程")]
        texts += [(1, 734, "资产管"), (2, 714, "管理规范"), (3, 714, "3"), (2, 734, "账实相符"), (3, 734, "2")]
        levels(sheet, [680, 700, 720, 740], {720: XS[2], 740: XS[2]}, texts)

    def second(sheet: Sheet) -> None:
        texts = [(1, 84, "理"), (2, 89, "资产利用"), (3, 89, "3"), (0, 119, "产出"), (1, 119, "职责履行")]
        texts += [(2, 109, "完成率"), (3, 109, "4"), (2, 129, "及时率"), (3, 129, "5")]
        levels(sheet, [75, 95, 115, 135], {115: XS[2]}, texts)

    read = grid(pdf_of(first, second))
    assert [r[1] for r in read] == ["二级"] + ["资产管理"] * 3 + ["职责履行"] * 2
