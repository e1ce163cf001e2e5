"""Tables over page breaks: what belongs together is one table, what only looks alike is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.read import read_document
from tests.parsers.against_truth import assert_tables_equal
from tests.parsers.pdfs import Sheet, pdf_of
from tests.typeset import STYLES, Cell, Heading, Paragraph, Report, Table, typeset

WIDTHS = [160.0, 100.0, 100.0]
HEAD = ["项目", "预算数", "决算数"]
STYLE_NAMES = ["word", "wps-embedded", "shaded", "gaps", "three"]


def many_rows(first: int, last: int) -> list[list[Cell | str]]:
    return [[f"{n}.第{n}号项目", f"{n}00.00", f"{n}0.00"] for n in range(first, last + 1)]


def long_text(word: str, lines: int) -> str:
    return "；".join(f"{n}.{word}的第{n}条要求写在这里，做到的得{n}分" for n in range(1, lines + 1)) + "。"


@pytest.mark.parametrize("name", STYLE_NAMES)
@pytest.mark.parametrize("repeat", [True, False])
def test_long_table_with_and_without_repeated_header(name: str, repeat: bool) -> None:
    table = Table(
        "long", [list(HEAD)], many_rows(1, 60), [4, 2, 2], caption="表1 项目明细表", unit="万元", repeat_header=repeat
    )
    pdf, truth = typeset(Report("r", [Heading("一、支出情况"), table, Paragraph("说明到此为止。")]), STYLES[name])
    assert len(truth.tables[0].fragments) > 1
    assert_tables_equal(read_document(pdf), truth)


@pytest.mark.parametrize("name", STYLE_NAMES)
def test_header_left_alone_at_the_foot(name: str) -> None:
    table = Table("alone", [list(HEAD)], many_rows(1, 4), [4, 2, 2], header_alone=True)
    pdf, truth = typeset(Report("r", [Paragraph("各项目情况如下："), table]), STYLES[name])
    assert_tables_equal(read_document(pdf), truth)


@pytest.mark.parametrize("name", ["word", "wps-embedded", "shaded", "rotated"])
def test_rows_cut_by_the_page_and_cells_merged_over_it(name: str) -> None:
    body: list[list[Cell | str]] = []
    for group in range(4):
        for n in range(3):
            level = [Cell(f"类别{group}", rows=3)] if n == 0 else []
            body.append([*level, f"指标{group}{n}", long_text(f"指标{group}{n}", 14), f"{n + 1}"])
    body.append([Cell("合计", cols=3), "24"])
    table = Table("cut", [["类别", "指标", "评分标准", "得分"]], body, [1, 1.5, 6, 1], split_rows=True)
    pdf, truth = typeset(Report("r", [table]), STYLES[name])
    assert any(len(pages) > 1 for pages in truth.tables[0].body_row_pages)
    assert_tables_equal(read_document(pdf), truth)


@pytest.mark.parametrize(("name", "rows"), [("word", 5), ("chars", 5), ("double-lines", 5), ("gaps", 2), ("word", 2)])
def test_one_row_before_the_break_and_the_name_of_its_level_overleaf(name: str, rows: int) -> None:
    """The weight of the level stands beside the first row, its name in the middle of the rows overleaf."""
    body: list[list[Cell | str]] = []
    for level, count in (("预算编制情况", rows), ("预算管理情况", 3)):
        lead: list[Cell | str] = [Cell(level, rows=count), Cell("21", rows=count)]
        body += [[*(lead if n == 0 else []), f"指标{level[2:4]}{n}", f"{n + 1}", f"{n}.5"] for n in range(count)]
    table = Table("one", [["一级指标", "权重", "三级指标", "分值", "自评得分"]], body, [0.7, 1, 3, 1, 1])
    for filler in range(24, 60):  # until the page ends below the first row
        report = Report("r", [*(Paragraph(f"第{n}段。") for n in range(filler)), table])
        pdf, truth = typeset(report, STYLES[name])
        first, second, *_ = truth.tables[0].body_row_pages
        if first != second:
            break
    else:
        raise AssertionError("the table nowhere breaks after its first row")
    assert_tables_equal(read_document(pdf), truth)


def test_two_tables_of_one_shape_stay_two_when_a_caption_stands_between() -> None:
    def first(sheet: Sheet) -> None:
        sheet.text(200, 690, "表1 上年情况表")
        sheet.table(100, 700, WIDTHS, [HEAD, ["一、基本支出", "10.00", "9.00"]])

    def second(sheet: Sheet) -> None:
        sheet.text(200, 75, "表2 本年情况表")
        sheet.table(100, 85, WIDTHS, [HEAD, ["一、基本支出", "12.00", "11.00"]])

    document = read_document(pdf_of(first, second))
    assert [t.label for t in document.tables] == ["表1", "表2"]
    assert [t.rows for t in document.tables] == [2, 2]


def test_text_between_parts_them() -> None:
    def first(sheet: Sheet) -> None:
        sheet.table(100, 600, WIDTHS, [HEAD, ["一、基本支出", "10.00", "9.00"]])
        sheet.text(90, 700, "以上为基本支出，下表为项目支出。")

    def second(sheet: Sheet) -> None:
        sheet.table(100, 85, WIDTHS, [["二、项目支出", "12.00", "11.00"], ["合计", "22.00", "20.00"]])

    assert len(read_document(pdf_of(first, second)).tables) == 2


def test_another_header_starts_another_table() -> None:
    def first(sheet: Sheet) -> None:
        sheet.table(100, 700, WIDTHS, [HEAD, ["一、基本支出", "10.00", "9.00"]])

    def second(sheet: Sheet) -> None:
        sheet.canvas.setFillGray(0.8)
        sheet.fill(100, 85, 460, 105)
        sheet.canvas.setFillGray(0)
        sheet.table(100, 85, WIDTHS, [["科室", "编制数", "在岗人数"], ["办公室", "5", "4"]])

    assert len(read_document(pdf_of(first, second)).tables) == 2


def test_a_new_row_of_blanks_is_no_rest_of_the_row_before() -> None:
    def first(sheet: Sheet) -> None:
        sheet.table(100, 700, WIDTHS, [HEAD, ["本年收入合计", "10.00", "9.00"]])

    def second(sheet: Sheet) -> None:
        sheet.table(100, 75, WIDTHS, [["使用结余", "", ""], ["总计", "10.00", "9.00"]])

    (table,) = read_document(pdf_of(first, second)).tables
    assert [table.text_at(r, 1) for r in range(1, 5)] == ["项目", "本年收入合计", "使用结余", "总计"]


def test_empty_cells_of_a_plain_column_are_not_merged_over_the_break() -> None:
    def first(sheet: Sheet) -> None:
        sheet.table(100, 700, WIDTHS, [HEAD, ["第一季度", "10.00", "按期"]])

    def second(sheet: Sheet) -> None:
        sheet.table(100, 75, WIDTHS, [["第二季度", "20.00", ""], ["第三季度", "30.00", "延后"]])

    (table,) = read_document(pdf_of(first, second)).tables
    assert table.grid[3, 3].text == ""
    assert table.grid[3, 3].row_span == 1


def test_row_cut_beside_merged_cells_whose_text_stands_overleaf() -> None:
    """Names over several rows begin in the cut row and are printed on the next page."""
    rows = [f"指标{n}" for n in range(1, 40)]
    body: list[list[Cell | str]] = []
    for n, name in enumerate(rows):
        level = [Cell("部门管理", rows=3), Cell("20", rows=3)] if n % 3 == 0 else []
        body.append([*level, name, long_text(name, 6), "3"])
    table = Table("cut", [["一级", "分值", "指标", "标准", "得分"]], body, [1, 0.8, 1.5, 6, 1], split_rows=True)
    for size in (9.0, 10.5, 14.0):
        table.size = size
        pdf, truth = typeset(Report("r", [table]), STYLES["word"])
        assert_tables_equal(read_document(pdf), truth)


def test_rest_of_a_row_lacks_the_figures_that_every_row_has() -> None:
    """One clause ends above the break and the next begins below it: only the empty columns tell the rest of a row."""
    widths = [20.0, 40.0, 90.0, 200.0, 40.0]
    head = ["级", "分值", "三级指标", "评分标准", "得分"]
    rows = [["甲乙丙丁"[n - 1], "3", f"指标名称{n}", f"{n}.按规定完成的得满分；", "3"] for n in range(1, 5)]

    def first(sheet: Sheet) -> None:
        sheet.table(70, 600, widths, [head, *rows, ["制", "3", "管理制度健全是否", "1.制定制度的得一分；", "3"]], 26)

    def second(sheet: Sheet) -> None:
        sheet.table(70, 75, widths, [["度", "", "完善", "2.制度得到执行的得两分。", ""], *rows[:2]], 26)

    (table,) = read_document(pdf_of(first, second)).tables
    assert table.rows == 8
    cut = [table.text_at(6, c) for c in range(1, 6)]
    assert cut == ["制度", "3", "管理制度健全是否完善", "1.制定制度的得一分；2.制度得到执行的得两分。", "3"]


@pytest.mark.parametrize(("above", "below"), [(["5."], "82"), (["2"], ".00"), (["2.0"], "0"), (["9", "6."], "82")])
def test_a_figure_broken_in_its_narrow_cell_goes_on_overleaf(above: list[str], below: str) -> None:
    widths = [70.0, 22.0, 190.0]
    rows = [["项目监管", "3.00", "按规定监督的得分。"], ["资产管理", "1.00", "保存完整的得分。"]]

    def first(sheet: Sheet) -> None:
        sheet.table(
            70, 600, widths, [["指标", "得分", "标准"], *rows, ["执行率", "", "按进度计算每一季度的执行比率并取平"]], 30
        )
        for n, line in enumerate(above):
            sheet.text(144, 702 + 12 * n, line)

    def second(sheet: Sheet) -> None:
        sheet.table(70, 75, widths, [["", below, "均数。"], ["及时性", "4.00", "按时完成的得分。"]], 30)

    (table,) = read_document(pdf_of(first, second)).tables
    assert [table.text_at(4, c) for c in (1, 2)] == ["执行率", "".join(above) + below]
    assert table.rows == 5


def test_figures_of_two_rows_are_not_one_broken_figure() -> None:
    widths = [70.0, 20.0, 220.0]

    def first(sheet: Sheet) -> None:
        sheet.table(
            70, 700, widths, [["指标", "分", "标准"], ["执行率", "5.5", "按进度计算得分，计算到一位小数。"]], 30
        )

    def second(sheet: Sheet) -> None:
        sheet.table(70, 75, widths, [["", "6", "按时完成的得分。"], ["及时性", "4.5", "按时完成的得分。"]], 30)

    (table,) = read_document(pdf_of(first, second)).tables
    assert table.text_at(2, 2) == "5.5"


def test_name_in_the_middle_of_a_cut_cell_whose_figure_stands_above_the_break() -> None:
    """Half of a name above the page break, half below it, white all round; its weight is printed above only."""
    xs = [90.0, 130.0, 170.0, 330.0, 380.0]

    def rows(sheet: Sheet, top: float, groups: list[tuple[str, str, list[str]]]) -> None:
        y = top
        for name, weight, leaves in groups:
            foot = y + 30 * len(leaves)
            for k, leaf in enumerate(leaves):
                sheet.text(xs[2] + 4, y + 30 * k + 19, leaf)
                sheet.text(xs[3] + 20, y + 30 * k + 19, "1")
                sheet.line(xs[2], y + 30 * (k + 1), xs[4], y + 30 * (k + 1))
            for k, char in enumerate(name):
                sheet.text(xs[0] + 15, (y + foot) / 2 - 6 * len(name) + 12 * k + 10, char)
            sheet.text(xs[1] + 15, (y + foot) / 2 + 4, weight)
            sheet.line(xs[0], foot, xs[4], foot)
            y = foot
        sheet.line(xs[0], top, xs[4], top)
        for x in xs:
            sheet.line(x, top, x, y)

    def first(sheet: Sheet) -> None:
        rows(sheet, 600, [("预算", "2", ["编制规范性", "编制合理性"]), ("目标", "2", ["完整性", "明确性"]),
                          ("资产", "2", ["资产安全性"])])  # fmt: skip

    def second(sheet: Sheet) -> None:
        rows(sheet, 75, [("管理", "", ["资产利用率"]), ("人员", "2", ["供养人员控制率", "编外人员控制率"])])

    (table,) = read_document(pdf_of(first, second)).tables
    assert (table.grid[5, 1].text, table.grid[5, 1].row_span) == ("资产管理", 2)
    assert (table.grid[5, 2].text, table.grid[5, 2].row_span) == ("2", 2)
    assert table.text_at(7, 1) == "人员"


@pytest.mark.parametrize("points", ["（10分）", "(10 %)", "（3.5分）"])
def test_points_in_brackets_overleaf_belong_to_the_name_above_the_break(points: str) -> None:
    head = ["二级指标", "三级指标", "权重"]

    def first(sheet: Sheet) -> None:
        sheet.table(90, 740, [110.0, 120.0, 60.0], [head, ["资金管理", "资金到位率", "3"]])

    def second(sheet: Sheet) -> None:
        bottom = sheet.table(90, 60, [110.0, 120.0, 60.0], [head, [points, "预算执行率", "3"]])
        sheet.table(90, bottom, [110.0, 120.0, 60.0], [["组织实施（4分）", "制度健全性", "4"]])

    (table,) = read_document(pdf_of(first, second)).tables
    name = table.grid[(2, 1)]
    assert (name.text.replace(" ", ""), name.row_span) == (f"资金管理{points}".replace(" ", ""), 2)
    assert table.text_at(4, 1) == "组织实施（4分）"


def test_names_of_columns_over_two_rows_are_no_habit_of_merged_rows() -> None:
    """The repeated header has cells over two rows; the rows at the break stay two."""

    def page(rows: list[list[str]], top: float) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            for x in (80, 260, 340, 420, 500):
                sheet.line(x, top + 20 if x == 420 else top, x, top + 40)
            sheet.line(80, top, 500, top)
            sheet.line(340, top + 20, 500, top + 20)
            for x, y, name in (
                (90, 24, "科目"),
                (270, 24, "上年数"),
                (380, 14, "本年"),
                (350, 34, "预算数"),
                (430, 34, "增减"),
            ):
                sheet.text(x, top + y, name)
            sheet.table(80, top + 40, [180.0, 80.0, 80.0, 80.0], rows, 22)

        return draw

    first = [["市场监督", "52", "45", "-7"], ["行政运行", "22", "19", "-3"], ["秩序执法", "3", "", "-3"]]
    second = [["质量基础", "", "21", "21"], ["药品事务", "23", "", "-23"], ["安全监管", "18", "", "-18"]]
    (table,) = read_document(pdf_of(page(first, 690), page(second, 60))).tables
    assert [[table.text_at(r, c) for c in range(1, 5)] for r in range(3, 9)] == [*first, *second]


def test_complete_names_right_above_the_break_do_not_go_on() -> None:
    """Two lines fill the height of each cell, as in sheets whose rows fit their text; the second line is short."""

    def page(top: float, rows: list[tuple[str, str, str]]) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            for x in (80, 230, 300):
                sheet.line(x, top, x, top + 20 + 26 * len(rows))
            for n in range(len(rows) + 2):
                y = top + 20 + 26 * (n - 1) if n else top
                sheet.line(80, y, 300, y)
            sheet.text(84, top + 14, "项目")
            sheet.text(240, top + 14, "预算数")
            for n, (first, second, figure) in enumerate(rows):
                y = top + 31 + 26 * n
                sheet.text(82, y, first, 10.5)
                sheet.text(82, y + 12, second, 10.5)
                sheet.text(240, y + 6, figure)

        return draw

    wide = "大中型水库库区基金专项债务项"
    above = [(wide, "目专项收入", "84"), (f"国{wide[1:]}", "目建设收入", "157")]
    below = [(f"城{wide[1:]}", "目配套收入", ""), (f"小{wide[1:]}", "目扶助收入", "33")]
    (table,) = read_document(pdf_of(page(700, above), page(60, below))).tables
    assert [table.text_at(r, 1) for r in range(2, 6)] == [a + b for a, b, _ in (*above, *below)]


def test_the_text_of_a_merged_cell_printed_on_both_pages_is_one() -> None:
    """As spreadsheets do; the figure beside it is printed once."""

    def page(top: float, figures: list[str], total: bool) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            foot = top + 20 * len(figures)
            for x in (80, 200, 260, 330):
                sheet.line(x, top, x, foot)
            for n in range(len(figures) + 1):
                whole = n in (0, 1 if total else 0, len(figures))
                sheet.line(80 if whole else 260, top + 20 * n, 330, top + 20 * n)
            for x, name in zip((84, 204), ("项目", "收入") if total else (), strict=False):
                sheet.text(x, top + 14, name)
            sheet.text(84, (top + foot) / 2 + 4 + 10 * total, "土地出让收入安排")
            if total:
                sheet.text(210, (top + foot) / 2 + 14, "1443")
            for n, figure in enumerate(figures):
                sheet.text(270, top + 14 + 20 * n, figure)

        return draw

    first, second = ["支出", "998", "95", "50"], ["80", "150", "70"]
    (table,) = read_document(pdf_of(page(690, first, True), page(60, second, False))).tables
    assert [table.text_at(r, 1) for r in (2, 7)] == ["土地出让收入安排"] * 2
    assert table.grid[(2, 1)].row_span == table.grid[(2, 2)].row_span == 6


def test_a_table_keeps_its_columns_where_another_table_overleaf_has_all_of_their_borders_and_more() -> None:
    names = ["项目", "预算数", "支出数"]

    def first(sheet: Sheet) -> None:
        sheet.text(90, 90, "表1 支出总表")
        sheet.table(90, 100, [120, 120, 120], [names, ["基本支出", "10.00", "9.00"], ["项目支出", "8.00", "7.00"]])
        sheet.text(90, 190, "下面分部门说明。")

    def second(sheet: Sheet) -> None:
        sheet.text(90, 90, "表2 部门支出")
        head = ["部门", "上年预算", "上年支出", "上年结余", "本年预算", "本年支出"]
        sheet.table(90, 100, [60] * 6, [head, ["人事科", "1.00", "1.00", "0.00", "2.00", "1.50"]])

    one, other = read_document(pdf_of(first, second)).tables
    assert (one.cols, other.cols) == (3, 6)
    assert [one.text_at(1, c) for c in (1, 2, 3)] == names
