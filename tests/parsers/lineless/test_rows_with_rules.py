"""Tables with a rule under every cell and none between columns: annexes with merged levels, as browsers and offices
print them."""

from __future__ import annotations

from parsers.pages.content import Ruling
from parsers.pages.page_frames import without_page_frame
from parsers.read import read_document
from tests.parsers.pdfs import Sheet as PdfSheet
from tests.parsers.pdfs import pdf_of
from tests.parsers.sheets import Sheet, cells_of, read

MIDDLES = (75.0, 135.0, 215.0, 380.0, 525.0)  # of five columns


def with_header(sheet: Sheet, top: float) -> Sheet:
    """Names in two rows: one over the first three columns, the others over both rows."""
    sheet.rule(top).write("评价指标", 165, top + 10).rule(top + 20, 50, 260)
    for name, x in zip(("一级", "二级", "三级"), MIDDLES, strict=False):
        sheet.write(name, x, top + 30)
    return sheet.write("评分标准", MIDDLES[3], top + 20).write("得分", MIDDLES[4], top + 20).rule(top + 40)


HEADER = {
    (1, 1, 1, 3): "评价指标",
    (2, 1, 1, 1): "一级",
    (2, 2, 1, 1): "二级",
    (2, 3, 1, 1): "三级",
    (1, 4, 2, 1): "评分标准",
    (1, 5, 2, 1): "得分",
}


def row(sheet: Sheet, top: float, name: str, criteria: list[str], score: str) -> Sheet:
    """Three columns of a row that is 20 points high for each line of its criteria."""
    middle = top + 10 * len(criteria)
    sheet.write(name, MIDDLES[2], middle).write(score, MIDDLES[4], middle)
    for n, line in enumerate(criteria):
        sheet.write(line, 280, middle + (n - (len(criteria) - 1) / 2) * 13, middle=False)
    return sheet


def test_a_rule_that_stops_short_leaves_the_cells_beside_it_merged() -> None:
    sheet = with_header(Sheet(), 100)
    row(sheet, 140, "目标完整", ["全部申报的得三分；", "少一项扣一分，扣完为止。"], "3").rule(180, 180, 550)
    row(sheet, 180, "目标明确", ["可以衡量的得二分。"], "2").rule(200, 100, 550)
    row(sheet, 200, "资金到位", ["按时到位的得五分。"], "5").rule(220)
    sheet.write("决策", MIDDLES[0], 180).write("目标", MIDDLES[1], 170).write("资金", MIDDLES[1], 210)
    sheet.write("总得分", 225, 230).write("10", MIDDLES[4], 230).rule(240)
    (table,) = read(sheet).tables
    assert cells_of(table) == HEADER | {
        (3, 1, 3, 1): "决策",
        (3, 2, 2, 1): "目标",
        (3, 3, 1, 1): "目标完整",
        (3, 4, 1, 1): "全部申报的得三分；少一项扣一分，扣完为止。",
        (3, 5, 1, 1): "3",
        (4, 3, 1, 1): "目标明确",
        (4, 4, 1, 1): "可以衡量的得二分。",
        (4, 5, 1, 1): "2",
        (5, 2, 1, 1): "资金",
        (5, 3, 1, 1): "资金到位",
        (5, 4, 1, 1): "按时到位的得五分。",
        (5, 5, 1, 1): "5",
        (6, 1, 1, 4): "总得分",
        (6, 5, 1, 1): "10",
    }


def test_cells_without_a_rule_at_the_foot_of_the_page_go_on_overleaf() -> None:
    first = with_header(Sheet(1, 260), 60)
    row(first, 100, "目标完整", ["全部申报的得三分；", "少一项扣一分，扣完为止。"], "3").rule(140, 180, 550)
    row(first, 140, "目标明确", ["可以衡量的得二分。"], "2").rule(160, 100, 550)
    row(first, 160, "资金到位", ["按时到位的得五分。"], "5").rule(180, 180, 550)
    first.write("决策", MIDDLES[0], 140).write("目标", MIDDLES[1], 130).write("资金", MIDDLES[1], 170)
    second = with_header(Sheet(2, 260), 40)
    row(second, 80, "资金合规", ["手续齐全的得四分。"], "4").rule(100)
    (table,) = read(first, second).tables
    found = cells_of(table)
    assert found[3, 1, 4, 1] == "决策"
    assert found[5, 2, 2, 1] == "资金"
    assert found[6, 3, 1, 1] == "资金合规"
    assert found[6, 5, 1, 1] == "4"
    assert table.rows == 6


def test_a_name_that_runs_out_of_the_foot_keeps_its_table_open() -> None:
    first = with_header(Sheet(1, 260), 60)
    row(first, 100, "目标完整", ["全部申报的得三分；", "少一项扣一分，扣完为止。"], "3").rule(140, 180, 550)
    row(first, 140, "目标明确", ["可以衡量的得二分。"], "2").rule(160, 100, 550)
    row(first, 160, "资金到位", ["按时到位的得五分。"], "5").rule(180, 180, 550)
    first.write("决策", MIDDLES[0], 140).write("目标", MIDDLES[1], 130)
    for n, char in enumerate("资金"):
        first.write(char, MIDDLES[1], 173 + 13 * n)
    second = with_header(Sheet(2, 260), 40)
    row(second, 80, "资金合规", ["手续齐全的得四分。"], "4").rule(100)
    document = read(first, second)
    (table,) = document.tables
    found = cells_of(table)
    assert (found[5, 2, 2, 1], found[3, 1, 4, 1], found[6, 3, 1, 1]) == ("资金", "决策", "资金合规")
    assert not document.blocks


def test_rules_between_rows_only_have_a_row_above_them_and_one_below() -> None:
    sheet = Sheet()
    for y, texts in enumerate((("项目", "预算数", "决算数"), ("绿化", "20.00", "18.00"), ("河道", "30.00", "29.50"))):
        for x, text in zip((120, 300, 480), texts, strict=True):
            sheet.write(text, x, 110 + 20 * y)
        sheet.rule(120 + 20 * y)
    sheet.write("合计", 120, 170).write("50.00", 300, 170).write("47.50", 480, 170)
    sheet.write("以上数字都取自本部门的决算，单位是万元，年中没有追加，年末没有结余。", 72, 200, middle=False)
    (table,) = read(sheet).tables
    assert [table.text_at(r, 1) for r in range(1, table.rows + 1)] == ["项目", "绿化", "河道", "合计"]
    assert table.text_at(4, 3) == "47.50"


def test_a_short_page_takes_the_columns_of_the_page_before() -> None:
    first, second = with_header(Sheet(1, 240), 60), with_header(Sheet(2, 240), 40)
    for n in range(4):
        row(first, 100 + 20 * n, f"指标{n}", ["做到的得五分，没有做到的不得分。"], "5").rule(120 + 20 * n)
        first.write("过程", MIDDLES[0], 110 + 20 * n).write("管理", MIDDLES[1], 110 + 20 * n)
    second.write("总得分", 265, 90).write("20", MIDDLES[4], 90).rule(100)
    (table,) = read(first, second).tables
    assert table.cols == 5
    assert cells_of(table)[7, 1, 1, 4] == "总得分"


def test_a_line_under_words_is_no_table() -> None:
    sheet = Sheet().write("单位：", 80, 100).write("某某中心", 200, 100).rule(108, 150, 250)
    sheet.write("日期：", 350, 100).write("三月", 430, 100).rule(108, 400, 480)
    sheet.write("本部门按照要求开展自评，收集了全年的资料，形成了这份报告，请予审阅，谢谢。", 70, 140, middle=False)
    assert not read(sheet).tables


def test_a_title_with_its_unit_parts_tables_though_it_is_not_bold() -> None:
    sheet = Sheet()
    for top, name in ((100, "支出情况表（单位：元）"), (200, "收入情况表（单位：元）")):
        sheet.write(name, 300, top - 12, size=11).rule(top)
        for y, texts in enumerate((("项目", "预算数", "决算数"), ("甲", "20", "18"), ("合计", "20", "18"))):
            for x, text in zip((120, 300, 480), texts, strict=True):
                sheet.write(text, x, top + 10 + 20 * y)
            sheet.rule(top + 20 + 20 * y)
    assert [t.title for t in read(sheet).tables] == ["支出情况表", "收入情况表"]


def test_a_rule_that_stops_shows_a_border_that_names_run_across() -> None:
    """A form: labels over two columns, groups merged over rows, a last column with hardly any text."""
    sheet = Sheet().rule(90).write("项目名称", 105, 100).write("校舍维修改造", 380, 100).rule(110)
    sheet.write("主管部门", 105, 120).write("教育局", 245, 120).write("单位", 365, 120).write(
        "第一中学", 475, 120
    ).rule(130)
    for row, (name, target, score) in enumerate(
        (("数量", "95%", "1"), ("质量", "96%", "2"), ("时效", "97%", "3"), ("成本", "98%", "4"))
    ):
        y = 140 + 20 * row
        sheet.write(name, 135, y).write(target, 210, y).write(target, 280, y).write("10", 365, y).write(score, 425, y)
        sheet.rule(y + 10, 50 if row == 3 else 100, 550)
    sheet.write("绩效", 75, 164).write("指标", 75, 176).write("有偏差", 520, 160)
    (table,) = read(sheet).tables
    found = cells_of(table)
    assert table.cols == 7
    assert found[1, 1, 1, 2] == "项目名称"
    assert found[2, 1, 1, 2] == "主管部门"
    assert found[2, 3, 1, 2] == "教育局"
    assert found[2, 6, 1, 2] == "第一中学"
    assert found[3, 1, 4, 1] == "绩效指标"
    assert found[4, 7, 1, 1] == "有偏差"


def test_a_name_of_two_lines_above_the_first_rule() -> None:
    for beside in (0, 7):  # the other names beside its first line, or in the middle of both
        sheet = Sheet().write("附表收支情况", 300, 40)
        sheet.write("执行率（%", 450, 100 - beside).write("）", 450, 114 - beside)
        for name, x in (("项目", 100), ("预算数", 220), ("决算数", 330)):
            sheet.write(name, x, 100)
        sheet.rule(124)
        for n, name in enumerate(("人员", "公用", "项目", "合计")):
            y = 134 + 20 * n
            sheet.write(name, 100, y).write(f"{n}.50", 220, y).write(f"{n}.40", 330, y).write("80.0", 450, y).rule(
                y + 10
            )
        (table,) = read(sheet).tables
        assert [table.grid[1, c].text for c in range(1, 5)] == ["项目", "预算数", "决算数", "执行率（%）"]
        assert (table.rows, table.header_rows) == (5, 1)


def test_a_form_whose_first_row_holds_one_long_value() -> None:
    sheet = Sheet().rule(100).write("项目名称", 90, 110).write("城区主次干道清扫保洁与公厕管养经费", 345, 110).rule(120)
    xs = (90.0, 190.0, 270.0, 350.0, 430.0, 510.0)
    rows = ["指标 目标内容 目标值 完成值 分值 得分", "数量 清扫面积 120 123 20 20", "数量 公厕座数 18 18 15 15"]
    rows += ["质量 作业合格 95 96 15 15", "效益 考核名次 5 3 30 30", "满意 居民满意 90 88 10 8"]
    for n, texts in enumerate(rows):
        for text, x in zip(texts.split(), xs, strict=True):
            sheet.write(text, x, 130 + 20 * n)
        sheet.rule(140 + 20 * n)
    (table,) = read(sheet).tables
    assert (table.rows, table.cols) == (7, 6)
    assert (table.grid[1, 2].text, table.grid[1, 2].col_span) == ("城区主次干道清扫保洁与公厕管养经费", 5)


def test_a_form_s_number_beside_the_unit_is_no_row() -> None:
    sheet = (
        Sheet()
        .write("收入决算表", 300, 60, size=14)
        .write("公开02表", 440, 88)
        .write("金额单位：元", 520, 88)
        .rule(100)
    )
    for n, texts in enumerate(["项目 年初数 决算数", "基本 1.00 2.00", "项目 3.00 4.00", "合计 4.00 6.00"]):
        for text, x in zip(texts.split(), (100.0, 300.0, 480.0), strict=True):
            sheet.write(text, x, 110 + 20 * n)
        sheet.rule(120 + 20 * n)
    (table,) = read(sheet).tables
    assert (table.rows, table.cols, table.unit) == (4, 3, "元")


def test_levels_of_names_that_no_rule_parts() -> None:
    sheet = Sheet().write("表3 指标评分表", 300, 70, size=12).rule(90)
    sheet.write("评价指标", 150, 102).write("评分标准", 380, 111).write("得分", 510, 111)
    sheet.write("一级指标", 90, 120).write("三级指标", 210, 120).rule(130)
    for n in range(5):
        y = 141 + 22 * n
        sheet.write("决策", 90, y).write(f"第{n}项合规性", 210, y).write("合规的得满分，否则不得分", 380, y).write(
            "5", 510, y
        )
        sheet.rule(y + 11)
    (table,) = read(sheet).tables
    cells = cells_of(table)
    assert (table.rows, table.header_rows) == (7, 2)
    assert cells[1, 1, 1, 2] == "评价指标"
    assert (cells[1, 3, 2, 1], cells[1, 4, 2, 1]) == ("评分标准", "得分")


def test_names_of_two_lines_in_rows_between_rules_are_no_levels() -> None:
    sheet = Sheet().write("表3 执行情况表", 300, 70, size=12).rule(90)
    for x, (first, second) in ((210, ("累计支出金额", "（B）")), (350, ("累计执行进度", "（C=B/A）"))):
        sheet.write(first, x, 102).write(second, x, 116)
    sheet.write("季度", 90, 109).write("序时进度", 490, 109).rule(126)
    for n in range(4):
        y = 137 + 22 * n
        for text, x in ((f"第{n}季度", 90), (f"{n}4.20", 210), (f"{n}5.10%", 350), (f"{n}5%", 490)):
            sheet.write(text, x, y)
        sheet.rule(y + 11)
    (table,) = read(sheet).tables
    assert (table.rows, table.header_rows) == (5, 1)


def test_columns_part_where_rules_end() -> None:
    sheet = with_header(Sheet(), 100)
    for n in range(4):
        row(sheet, 140 + 20 * n, f"第{n}项", ["按时的得二分。"], "2").rule(160 + 20 * n, 50, 550)
        sheet.write("决策", MIDDLES[0], 150 + 20 * n).write("目标", MIDDLES[1], 150 + 20 * n)
    (table,) = read(sheet).tables
    assert {c.boxes[0].x1 for c in table.cells if c.col == 3} == {260.0}


def test_names_without_a_rule_above_rows_with_one_each() -> None:
    sheet = Sheet().write("表2 预算安排情况表", 300, 70, size=12)
    for name, x in (("分类", 120), ("预算数", 300), ("占比", 480)):
        sheet.write(name, x, 92)
    for n in range(5):
        for text, x in ((f"第{n}类支出", 120), (f"{n}1.20", 300), ("20.00%", 480)):
            sheet.write(text, x, 114 + 22 * n)
        sheet.rule(125 + 22 * n)
    (table,) = read(sheet).tables
    assert (table.rows, table.header_rows) == (6, 1)
    assert [table.grid[1, c].text for c in (1, 2, 3)] == ["分类", "预算数", "占比"]


def test_names_without_any_rule_above_a_first_row_of_several_lines() -> None:
    sheet = Sheet().write("表3 年度工作安排", 300, 70)
    sheet.write("工作安排", 200, 100).write("人数", 480, 107)
    for name, x in (("科室", 80), ("职责", 200), ("地点", 340)):
        sheet.write(name, x, 114)
    y = 134.0
    for n in range(4):
        duties = ["负责会议组织和档案管理，", "承担信访接待、转办与督办", "，协调有关单位。"][: 3 - n % 2]
        for k, line in enumerate(duties):
            sheet.write(line, 130, y + 13 * k, middle=False)
        middle = y + 6.5 * (len(duties) - 1)
        sheet.write(f"科室{n}", 80, middle).write(f"{n}楼", 340, middle).write(f"{n + 3}", 480, middle)
        y += 13 * len(duties) + 20
        sheet.rule(y - 16)
    (table,) = read(sheet).tables
    assert (table.rows, table.cols) == (6, 4)
    assert table.text_at(3, 2) == "负责会议组织和档案管理，承担信访接待、转办与督办，协调有关单位。"
    assert [table.text_at(r, 4) for r in (3, 4, 5, 6)] == ["3", "4", "5", "6"]
    assert [table.text_at(2, c) for c in (1, 2, 3)] == ["科室", "职责", "地点"]


def test_a_total_set_as_the_names_above_it_takes_no_empty_cell_beside() -> None:
    sheet = Sheet().rule(100)
    rows = [
        ["编码", "资产类别", "数量", "原值"],
        ["01", "房屋及构筑物", "2", "960.50"],
        ["02", "通用设备", "310", "88.10"],
    ]
    rows += [["03", "家具、用具", "95", "12.40"], ["", "合计", "", "1,061.00"]]
    for n, row in enumerate(rows):
        for text, x, middle in zip(row, (80, 130, 340, 480), (True, False, True, True), strict=True):
            if text:
                sheet.write(text, x, 110 + 20 * n, middle=middle)
        sheet.rule(120 + 20 * n)
    (table,) = read(sheet).tables
    assert {c.col_span for c in table.cells} == {1}


def test_names_over_two_columns_beside_cells_of_the_first() -> None:
    """In a form the name of a block stands in the middle over the columns that the blocks below it need: its lines tell
    nothing of where the second column sets its texts."""
    sheet = Sheet().rule(100).write("项目名称", 120, 110).write("河道保洁", 370, 110).rule(120)
    sheet.write("主管部门", 120, 130).write("某街道办事处", 370, 130).rule(140)
    sheet.write("项目资金", 120, 172).write("（万元）", 120, 188)
    for n, name in enumerate(("指标", "预算总额", "财政拨款", "其他资金")):
        sheet.write(name, 245, 150 + 20 * n).write(["金额", "12.00", "10.00", "2.00"][n], 370, 150 + 20 * n)
        sheet.write(["得分", "10", "5", "5"][n], 500, 150 + 20 * n).rule(160 + 20 * n, 190 if n < 3 else 50)
    sheet.write("绩", 65, 245).write("效", 65, 260)
    for n, name in enumerate(("产出指标", "效益指标", "满意度")):
        sheet.write(name, 135, 230 + 20 * n).write(["完成数量", "受益人数", "群众满意"][n], 245, 230 + 20 * n)
        sheet.write(["12个", "30人", "95%"][n], 370, 230 + 20 * n).write("5", 500, 230 + 20 * n)
        sheet.rule(240 + 20 * n, 80 if n < 2 else 50)
    (table,) = read(sheet).tables
    found = cells_of(table)
    assert found[3, 1, 4, 2] == "项目资金（万元）"
    assert found[7, 1, 3, 1] == "绩效"


def test_a_frame_around_the_page_is_no_side_of_its_table() -> None:
    across = [Ruling(at, 20.0, 580.0, 0.5) for at in (20.0, 24.0, 776.0, 780.0)]
    down = [Ruling(at, 20.0, 780.0, 0.5) for at in (20.0, 24.0, 576.0, 580.0)]
    rows = [Ruling(at, 50.0, 550.0, 0.5) for at in (100.0, 120.0, 140.0)]
    assert without_page_frame(across + rows, down, 600, 800) == (rows, [])
    filling = [*across, *rows, Ruling(300.0, 24.0, 576.0, 0.5)]
    assert without_page_frame(filling, down, 600, 800) == (filling, down)


def test_merged_levels_within_a_frame_around_the_page() -> None:
    def page(sheet: PdfSheet) -> None:
        for inset in (22, 26):
            corners = [(inset, inset), (595 - inset, inset), (595 - inset, 842 - inset), (inset, 842 - inset)]
            for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True):
                sheet.line(x0, y0, x1, y1)
        sheet.line(80, 72, 515, 72)
        for x, name in zip((85, 150, 300, 480), ("一级指标", "二级指标", "评分标准", "得分"), strict=True):
            sheet.text(x, 86, name, 9)
        sheet.line(80, 92, 515, 92)
        for n in range(9):
            for x, text in zip(
                (150, 240, 485), (f"指标之{n}", "全部完成的得满分，少一项扣一分，扣完为止。", f"{n}.5"), strict=True
            ):
                sheet.text(x, 106 + 20 * n, text, 9)
            sheet.line(140 if n % 3 < 2 else 80, 112 + 20 * n, 515, 112 + 20 * n)
        for n, name in enumerate(("决策", "过程", "产出")):
            sheet.text(95, 126 + 60 * n, name, 9)

    (table,) = read_document(pdf_of(page)).tables
    assert [table.text_at(r, 1) for r in range(1, 11)] == ["一级指标"] + ["决策"] * 3 + ["过程"] * 3 + ["产出"] * 3
