"""Tables of few rules or of paint in one column only: where they begin and end, and what their rules part."""

from __future__ import annotations

from parsers.read import read_document
from schemas.document import Table
from tests.parsers import pdfs
from tests.parsers.sheets import Sheet, cells_of, read

XS = (60.0, 250.0, 340.0, 430.0)  # left sides of the texts in four columns
ROWS = [
    ["支出项目", "年初预算", "全年预算", "支出数"],
    ["人员经费", "420.10", "431.20", "430.85"],
    ["公用经费", "35.40", "33.10", "31.02"],
    ["宣传专项", "12.00", "12.00", "11.50"],
    ["检测专项", "66.50", "70.00", "64.13"],
    ["合计", "534.00", "546.30", "537.50"],
]


def written(sheet: Sheet, rows: list[list[str]], top: float, pitch: float = 20.0, figures: float = 10.0) -> Sheet:
    """Rows of texts, the first at height `top`; type of figures may be smaller than that of words."""
    for n, row in enumerate(rows):
        for text, x in zip(row, XS, strict=True):
            if text:
                size = figures if text[0].isdigit() else 10.0
                sheet.write(text, x, top + pitch * n, middle=False, size=size)
    return sheet


def texts(table: Table) -> list[list[str]]:
    return [[table.grid[r, c].text for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


def test_rules_below_the_names_and_above_the_total_alone() -> None:
    sheet = written(Sheet().write("表2 支出执行情况", 300, 70), ROWS, 110).rule(120).rule(200)
    (table,) = read(sheet.write("注：本表不含结转资金。", 60, 232, middle=False)).tables
    assert texts(table) == ROWS
    assert table.header_rows == 1


def test_figures_set_smaller_than_the_words_beside_them_end_no_table() -> None:
    rows = [*ROWS[:3], ["历史遗留项目和其他的结转资金", "", "", "1.50"], *ROWS[3:]]
    (table,) = read(written(Sheet().write("表2 支出执行情况", 300, 70), rows, 110, 22, figures=8)).tables
    assert texts(table) == rows


def test_rules_between_groups_of_rows_part_no_rows() -> None:
    sheet = Sheet().rule(100)
    rows = [["指标", "目标值", "完成值", "分值"]]
    rows += [[f"第{n}项指标", f"{n + 3}个", f"{n + 2}个", "8"] for n in range(9)]
    written(sheet, rows, 108, 15)
    for y in (115.5, 160.5, 205.5, 250.5):
        sheet.rule(y)
    (table,) = read(sheet).tables
    assert texts(table) == rows


def test_two_levels_of_names_each_above_a_rule_of_the_whole_width() -> None:
    sheet = Sheet().rule(100).write("收入", 170, 110).write("支出", 402, 110).rule(120)
    rows = [["项目", "预算数", "项目", "预算数"], ["财政拨款", "820.10", "人员经费", "520.10"]]
    rows += [["事业收入", "33.40", "公用经费", "208.15"], ["其他收入", "6.50", "专项经费", "131.75"]]
    (table,) = read(written(sheet, rows, 130).rule(140).rule(200)).tables
    assert table.header_rows == 2
    assert cells_of(table)[1, 1, 1, 2] == "收入"
    assert cells_of(table)[1, 3, 1, 2] == "支出"


def test_a_name_over_two_columns_of_figures_at_their_right_sides_is_no_column() -> None:
    sheet = Sheet().rule(100).write("项目", 100, 117).write("上年", 220, 117).write("本年", 310, 117)
    sheet.write("增减变动", 450, 110).write("金额", 400, 124).write("幅度", 500, 124).rule(132)
    rows = (["接待费", "5.57", "4.07", "-1.50", "-26.93%"], ["运行费", "20.65", "18.77", "-1.88", "-9.10%"])
    for n, row in enumerate(rows):
        sheet.write(row[0], 60, 144 + 18 * n, middle=False)
        for text, x in zip(row[1:], (260, 350, 445, 545), strict=True):
            sheet.write(text, x - 5 * len(text), 144 + 18 * n, middle=False)
    (table,) = read(sheet.rule(172)).tables
    assert (table.rows, table.cols) == (4, 5)
    assert cells_of(table)[1, 4, 1, 2] == "增减变动"


def test_paint_in_the_first_column_alone_is_not_the_table() -> None:
    def draw(sheet: pdfs.Sheet) -> None:
        sheet.text(220, 80, "表2 支出执行情况", 12)
        for n, row in enumerate(ROWS):
            sheet.canvas.setFillGray(0.9)
            sheet.fill(50, 100 + 20 * n, 200 if n else 330, 120 + 20 * n)
            sheet.canvas.setFillGray(0)
            for text, x in zip(row, XS, strict=True):
                sheet.text(x, 114 + 20 * n, text)

    (table,) = read_document(pdfs.pdf_of(draw)).tables
    assert texts(table) == ROWS


def test_rows_of_a_list_set_in_below_one_without_figures_are_rows() -> None:
    rows = [["支出项目", "年初预算", "全年预算", "支出数"], ["办公费", "3.40", "3.10", "3.02"]]
    rows += [["公务用车购置及运行费用", "20.65", "18.77", "18.70"], ["　其中：公务用车的购置费", "", "", ""]]
    rows += [["　　　公务用车的维护费", "20.65", "18.77", "18.70"], ["合计", "24.05", "21.87", "21.72"]]
    sheet = Sheet().rule(100).rule(116.5).rule(100 + 16.5 * len(rows))
    for n, row in enumerate(rows):
        for k, (text, x) in enumerate(zip(row, XS, strict=True)):
            own = text.lstrip("　")
            if own:
                sheet.write(own, x + 10.0 * (len(text) - len(own)) * (k == 0), 108 + 16.5 * n, middle=False)
    (table,) = read(sheet).tables
    assert texts(table) == [[text.lstrip("　") for text in row] for row in rows]


def test_painted_rows_below_names_and_a_row_without_figures_are_not_the_whole_table() -> None:
    rows = [ROWS[0], ["因公出国费", "", "", ""], *ROWS[1:]]

    def draw(sheet: pdfs.Sheet) -> None:
        sheet.text(220, 80, "表2 支出执行情况", 12)
        for n, row in enumerate(rows):
            if n > 1:
                for x0, x1 in zip((50, *XS[1:]), (*XS[1:], 520), strict=True):
                    sheet.canvas.setFillGray(0.93 if n % 2 else 0.97)
                    sheet.fill(x0, 100 + 20 * n, x1, 120 + 20 * n)
            sheet.canvas.setFillGray(0)
            for text, x in zip(row, XS, strict=True):
                sheet.text(x, 114 + 20 * n, text)

    (table,) = read_document(pdfs.pdf_of(draw)).tables
    assert texts(table) == rows


def test_short_rules_above_names_of_groups_part_no_table_of_their_own() -> None:
    sheet = Sheet().write("表7 目标完成情况", 300, 70)
    written(sheet, [["一级　　　　二级", "三级指标", "完成值", "得分"]], 110)
    written(sheet, [["", f"第{n}项任务", f"{n + 2}个", f"{n % 3 + 6}.5"] for n in range(12)], 130)
    for n, name in enumerate(("产出", "效益")):
        sheet.rule(120 + 120.0 * n, 50, 190).write(name, 70, 180 + 120.0 * n)
        for k, part in enumerate(("数量", "质量", "时效")):
            sheet.rule(120 + 120.0 * n + 40.0 * k, 100, 190).write(part, 130, 140 + 120.0 * n + 40.0 * k)
    (table,) = read(sheet).tables
    assert (table.rows, table.cols) == (13, 5)
    assert [cells_of(table)[r, 1, 6, 1] for r in (2, 8)] == ["产出", "效益"]
    assert [cells_of(table)[r, 2, 2, 1] for r in (2, 4, 6, 8)] == ["数量", "质量", "时效", "数量"]


def test_a_name_of_three_lines_beside_names_of_one_above_a_lone_rule_on_each_page() -> None:
    def head(sheet: Sheet) -> Sheet:
        for text, y in (("执行率（B/A", 55), ("）", 67)):
            sheet.write(text, 445, y)
        return written(sheet, [["项目名称", "预算数", "支出数", ""]], 61).rule(75)

    rows = [[f"第{n}项专项经费", f"{n + 20}9.10", f"{n + 20}6.67", f"9{n}.40%"] for n in range(8)]
    total = ["合计", "5,025.25", "4,795.42", "97.58%"]
    first = written(head(Sheet(1, 160).write("表4 支出明细", 300, 30)), rows[:4], 86)
    second = written(written(head(Sheet(2, 800)), rows[4:], 86).rule(157), [total], 168)
    (table,) = read(first, second).tables
    assert texts(table) == [["项目名称", "预算数", "支出数", "执行率（B/A）"], *rows, total]


def test_paint_of_every_second_column_parts_no_rows() -> None:
    def draw(sheet: pdfs.Sheet) -> None:
        sheet.text(220, 80, "表2 支出执行情况", 12)
        for x0, x1 in ((50, 230), (330, 420)):
            sheet.canvas.setFillGray(0.93)
            sheet.fill(x0, 100, x1, 100 + 20 * len(ROWS))
        sheet.canvas.setFillGray(0)
        sheet.line(50, 120, 520, 120)
        for n, row in enumerate(ROWS):
            for text, x in zip(row, XS, strict=True):
                sheet.text(x, 114 + 20 * n, text)

    (table,) = read_document(pdfs.pdf_of(draw)).tables
    assert texts(table) == ROWS


def test_three_levels_of_names_without_rules_in_lines_close_to_each_other() -> None:
    sheet = Sheet().write("表8 支出明细", 300, 60)
    xs = (50, 110, 180, 245, 315, 385, 450, 510, 560)
    sheet.write("支出科目", 80, 90).write("全年预算", 315, 90).write("科目名称", 110, 109).write("编码", 50, 109)
    sheet.write("决算数", 510, 102).write("结余", 560, 102).write("合计", 180, 109).write("项目支出", 450, 109)
    sheet.write("基本支出", 315, 102).write("小计", 245, 115).write("人员", 315, 115).write("公用", 385, 115)
    for n in range(6):
        sheet.write(f"20{n}", 50, 142 + 18 * n).write(f"第{n}类支出", 110, 142 + 18 * n)
        for k, x in enumerate(xs[2:]):
            sheet.write(f"{n + 1}{k}.50", x, 142 + 18 * n)
    (table,) = read(sheet).tables
    found = cells_of(table)
    assert table.header_rows == 3
    assert found[1, 3, 1, 5] == "全年预算"
    assert found[2, 4, 1, 3] == "基本支出"
    assert found[1, 8, 3, 1] == "决算数"


def test_names_between_a_rule_and_the_first_painted_row_are_of_its_table() -> None:
    rows = [["支出项目", "年初", "全年", "支出数"], *ROWS[1:]]

    def draw(sheet: pdfs.Sheet) -> None:
        sheet.text(220, 80, "表2 支出执行情况", 12)
        sheet.line(50, 100, 520, 100)
        sheet.text(325, 114, "预算数")  # over the border of the columns below
        for n, row in enumerate(rows):
            for x0, x1 in zip((50, *XS[1:]), (*XS[1:], 520), strict=True):
                sheet.canvas.setFillGray(0.93 if n % 2 else 0.97)
                sheet.fill(x0, 120 + 20 * n, x1, 140 + 20 * n)
            sheet.canvas.setFillGray(0)
            for text, x in zip(row, XS, strict=True):
                sheet.text(x, 134 + 20 * n, text)

    (table,) = read_document(pdfs.pdf_of(draw)).tables
    assert texts(table)[1:] == rows
    assert "预算数" in "".join(texts(table)[0])
