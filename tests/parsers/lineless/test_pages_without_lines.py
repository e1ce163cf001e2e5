"""Tables without lines over several pages, and rows that touch."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.lineless.rows.merged_rows import merged_columns, share_rows
from parsers.lineless.rows.row_pitch import row_pitch
from parsers.lineless.rows.touching_rows import cut_beside_figures, cut_stacks
from parsers.lineless.textblocks import Chunk, TextBlock
from tests.parsers.sheets import Sheet, cells_of, read

SIZE = 10.0


def line(text: str, x: float, y: float) -> Chunk:
    half = SIZE * len(text) / 2
    return Chunk(x - half, x + half, y - SIZE / 2, y + SIZE / 2, SIZE, text, int(y))


def test_a_stack_of_lines_is_cut_where_short_texts_stand_in_the_middle() -> None:
    criteria = TextBlock([line("做到的得分没有做到的不得分", 100, 10.0 + 15 * n) for n in range(5)])
    scores = [TextBlock([line("2", 250, 17.5)]), TextBlock([line("3", 250, 55)])]
    left, right = cut_stacks([[criteria], scores], SIZE)
    assert [len(b.chunks) for b in left] == [2, 3]
    assert right == scores


def test_a_name_of_stacked_characters_beside_two_rows_is_one() -> None:
    name = TextBlock([line("绩", 20, 10), line("效", 20, 25), line("指", 20, 40), line("标", 20, 55)])
    rows = [TextBlock([line("甲", 100, 17.5)]), TextBlock([line("乙", 100, 47.5)])]
    assert cut_stacks([[name], rows], SIZE) == [[name], rows]


def test_lines_that_fill_few_columns_are_lines_of_cells() -> None:
    long = [line("做到的得分没有做到的不得分", 200, 15.0 * n) for n in range(12)]
    short = [[line("甲", x, y) for y in (30.0, 105.0)] for x in (20, 50, 350, 400)]
    assert row_pitch([*short, long]) > 1.6


def test_the_page_leaves_the_name_of_a_cut_cell_at_its_top() -> None:
    ys = [0.0, 40.0, 80.0, 160.0, 240.0]
    names = [TextBlock([line("甲", 20, 40)]), TextBlock([line("乙", 20, 88)])]
    cut = share_rows(names, ys, [False] * 5, SIZE, False, True)
    assert cut is not None
    assert [rows for rows, _ in cut] == [(0, 1), (2, 3)]


def test_a_name_that_hangs_as_low_as_others_of_its_page_is_at_the_top_of_its_cell() -> None:
    ys = [0.0, 168.0, 350.0, 420.0, 480.0]
    group = TextBlock([line("丙", 20, 177)])  # nearly in the middle of the first two rows, and 4 points below the third
    items = [TextBlock([line("项", 100, y)]) for y in (260.0, 385.0, 429.0)]
    texts = [TextBlock([line("做到的得分没有做到的不得分", 250, y + 15 * n) for n in range(2)]) for y in (250.0, 380.0)]
    texts.append(TextBlock([line("做到的得分没有做到的不得分", 250, 429 + 15 * n) for n in range(3)]))
    found = merged_columns([[group], items, texts], ys, [set()] * 3, SIZE, True, True, frozenset({0}))
    assert found[0] == [(0, 0), (1, 3)]


def page(number: int, top: float, rows: list[tuple[str, str, str]], rest: str = "") -> Sheet:
    """A header of two rows, what is left of a row of the page before, and rows of three columns."""
    sheet = Sheet(number, 300)
    sheet.write("评价指标", 165, top)
    for text, x in zip(("一级", "二级"), (100, 230), strict=True):
        sheet.write(text, x, top + 18)
    sheet.write("得分", 480, top + 9)
    y = top + 40
    if rest:
        sheet.write(rest, 200, y, middle=False)
        y += 20
    for first, second, score in rows:
        sheet.write(first, 100, y).write(second, 230, y).write(score, 480, y)
        y += 22
    return sheet


def test_a_header_that_comes_again_is_known_though_a_cut_row_follows_it() -> None:
    first = page(1, 40, [(f"投入{n}", f"目标设定情况{n}", f"{n}.50") for n in range(9)])
    second = page(2, 40, [(f"产出{n}", f"职责履行情况{n}", f"{n}.50") for n in range(4)], rest="的得分，否则不得")
    (table,) = read(first, second).tables
    assert cells_of(table)[1, 1, 1, 2] == "评价指标"
    assert [r for r in range(1, table.rows + 1) if table.text_at(r, 1) == "一级"] == [2]
    assert table.pages == (1, 2)


def rows_at(sheet: Sheet, top: float, rows: Sequence[tuple[str, ...]]) -> Sheet:
    for n, texts in enumerate(rows):
        for text, x in zip(texts, (120, 260, 380, 500), strict=True):
            sheet.write(text, x, top + 20 * n)
    return sheet


ROWS = [("绿化", "20.00", "18.00", "90%"), ("河道", "30.00", "29.50", "98%"), ("合计", "50.00", "47.50", "95%")]


def test_a_rule_below_the_header_alone_has_rows_below_it_and_names_above() -> None:
    sheet = Sheet().write("预算数", 320, 100).write("项目", 120, 106).write("年初", 260, 112).write("年末", 380, 112)
    sheet.write("比率", 500, 106).rule(122)
    rows_at(sheet, 134, ROWS).write(
        "以上各数都取自决算，年中没有追加，年末没有结余，执行情况良好。", 72, 220, middle=False
    )
    (table,) = read(sheet).tables
    assert cells_of(table)[1, 2, 1, 2] == "预算数"
    assert cells_of(table)[1, 1, 2, 1] == "项目"
    assert [table.text_at(r, 1) for r in range(3, table.rows + 1)] == ["绿化", "河道", "合计"]


def test_a_header_alone_at_the_foot_of_a_page_below_another_table() -> None:
    first = rows_at(Sheet(1, 240).rule(60), 70, [("项目", "预算", "决算", "比率")]).rule(80)
    rows_at(first, 90, ROWS).rule(140).write("表2 收入情况表", 300, 170, size=11)
    rows_at(first.rule(182), 192, [("来源", "预算", "决算", "比率")]).rule(202)
    second = rows_at(Sheet(2, 240), 50, [("拨款", "9.00", "8.00", "89%"), ("其他", "1.00", "1.00", "100%")]).rule(80)
    one, two = read(first, second).tables
    assert one.rows == 4
    assert [two.text_at(r, 1) for r in range(1, two.rows + 1)] == ["来源", "拨款", "其他"]


def test_the_name_of_a_total_stands_where_codes_would() -> None:
    lines = [("201", "一般公共服务支出", "20.00", "9%"), ("20103", "政府办公厅事务", "18.00", "8%")] * 3
    sheet = rows_at(Sheet().rule(90), 100, [("编码", "名称", "金额", "占比")]).rule(110)
    for n, texts in enumerate([*lines, ("合计", "", "120.00", "90%")]):
        for text, x, middle in zip(texts, (80, 160, 380, 500), (False, False, True, True), strict=True):
            sheet.write(text, x, 120 + 20 * n, middle=middle)
    (table,) = read(sheet.rule(250)).tables
    assert cells_of(table)[8, 1, 1, 2] == "合计"


def test_a_cell_cut_by_the_page_is_told_by_the_column_beside_it() -> None:
    ys = [20.0 * n for n in range(8)]
    first = [TextBlock([line("甲", 20, 40)]), TextBlock([line("乙", 20, 90)])]
    second = [TextBlock([line(text, 80, y)]) for text, y in (("子", 20), ("丑", 60), ("寅", 110))]
    rest = [TextBlock([line("9", 200, 10 + 20 * n)]) for n in range(7)]
    found = merged_columns([first, second, rest], ys, [set()] * 3, SIZE, False, True, frozenset())
    assert found == {0: [(0, 3), (4, 6)], 1: [(0, 1), (2, 3), (4, 6)]}


def test_a_line_of_totals_is_a_row_whatever_stands_above_it() -> None:
    first = rows_at(Sheet(1, 240).rule(60), 70, [("指标", "标准", "权重", "得分")]).rule(80)
    rows_at(first, 90, [(f"指标{n}", "做到的得分", "10", "9.50") for n in range(7)])
    second = rows_at(Sheet(2, 240).rule(40), 50, [("指标", "标准", "权重", "得分")]).rule(60)
    second.write("其余不得分", 260, 72).write("不再重复", 260, 85).write("合计", 320, 104).write(
        "66.50", 500, 104
    ).rule(114)
    (table,) = read(first, second).tables
    assert table.text_at(table.rows, 4) == "66.50"
    assert table.text_at(table.rows - 1, 2).endswith("其余不得分不再重复")


@pytest.mark.parametrize("bold", [True, False])
def test_one_line_of_names_below_a_caption_at_the_foot_of_a_page(bold: bool) -> None:
    first = Sheet(1, 240).write("表1 支出情况表（单位：万元）", 300, 180, size=11)
    first.write(
        "全年安排的各项支出都按照批复的预算执行，没有超出范围，也没有结余，情况如下。", 75, 100, middle=False, size=12
    )
    rows_at(first, 200, [("项目", "预算", "决算", "比率")])
    first.content.glyphs = [g._replace(bold=bold and g.y > 190) for g in first.content.glyphs]
    second = Sheet(2, 240)
    for n, texts in enumerate(ROWS):
        second.write(texts[0], 75, 50 + 20 * n, middle=False)
        for text, x in zip(texts[1:], (260, 380, 500), strict=True):
            second.write(text, x, 50 + 20 * n)
    (table,) = read(first, second).tables
    assert [table.text_at(r, 1) for r in range(1, table.rows + 1)] == ["项目", "绿化", "河道", "合计"]


def test_where_the_page_cuts_one_level_it_may_cut_the_next_one() -> None:
    ys = [20.0 * n for n in range(7)]
    first = [TextBlock([line("决策", 20, 20)]), TextBlock([line("管理", 20, 50)])]
    second = [TextBlock([line(t, 60, y)]) for t, y in (("编制", 20.0), ("资金", 60.0), ("项目", 90.0))]
    third = [TextBlock([line(f"指标{n}", 120, 10 + 20.0 * n)]) for n in range(6)]
    found = merged_columns([first, second, third, third], ys, [set()] * 4, SIZE, False, True, frozenset())
    assert found == {0: [(0, 1), (2, 5)], 1: [(0, 1), (2, 3), (4, 5)]}


def test_figures_in_smaller_type_than_the_names_of_their_rows() -> None:
    pages = [Sheet(1), Sheet(2)]
    pages[0].write("表5 二级项目执行情况表", 300, 70, size=12).rule(90)
    for page, sheet in enumerate(pages):
        for name, x in (("项目名称", 130), ("全年预算", 280), ("决算数", 380), ("备注", 490)):
            sheet.write(name, x, 100)
        sheet.rule(110)
        for n in range(9):
            y = 124 + 28 * n
            sheet.write(f"第{page}{n}期养护工程", 130, y) if n % 4 == 3 else sheet.write(f"{page}{n}", 130, y, size=8)
            sheet.write(f"{n}5.20", 280, y, size=8).write(f"{n}4.10", 380, y, size=8)
            if n % 3 == 2:
                sheet.write("跨年实施的项目", 490, y - 6.5).write("尾款次年支付", 490, y + 6.5)
    (table,) = read(pages[0], pages[1].rule(364)).tables
    assert (table.rows, table.cols, table.header_rows) == (19, 4, 1)
    assert table.grid[4, 4].text == "跨年实施的项目尾款次年支付"


def test_names_of_two_rows_beside_figures_of_their_own_are_two() -> None:
    def piece(text: str, line: int, y: float) -> Chunk:
        return Chunk(100, 140, y - 5, y + 5, 10, text, line)

    names = TextBlock([piece("制度管理", 25, 443), piece("经济性", 26, 462)])
    weights = [TextBlock([piece(text, line, y)]) for text, line, y in (("3", 25, 443), ("6", 26, 462))]
    assert [b.text for b in cut_beside_figures([[names], weights, weights])[0]] == ["制度管理", "经济性"]
    assert len(cut_beside_figures([[names], weights])[0]) == 1  # one column may hold a figure of two lines
    close = TextBlock([piece("项目管理和", 25, 443), piece("监督检查", 26, 457)])
    assert len(cut_beside_figures([[close], weights, weights])[0]) == 1


def test_a_long_name_across_the_white_that_other_rows_share_stands_in_one_column() -> None:
    sheet = Sheet().write("表9 评分表", 300, 70, size=12)
    for name, x in (("一级指标", 106), ("二级指标", 184), ("三级指标", 311), ("分数", 430), ("得分", 493)):
        sheet.write(name, x, 91, size=9)
    sheet.rule(102, 70, 525)
    y, row = 113.0, 0
    for level, groups in enumerate(((1, 1, 3), (1, 3), (1, 2))):
        sheet.write(f"部门{level}层", 106, y + 20 * (sum(groups) - 1) / 2, size=9)
        for rows in groups:
            sheet.write(f"指标{row:02}组", 184, y + 20 * (rows - 1) / 2, size=9)
            for _ in range(rows):
                name = "社会效益、经济效益、生态效益及可持续" if row == 9 else f"第{row:02}项合规的情况"
                for text, x in ((name, 311), ("5.00", 430), ("4.50", 493)):
                    sheet.write(text, x, y, size=9)
                y, row = y + 20, row + 1
    for text, x in (("合计", 234), ("100.00", 430), ("54.00", 493)):
        sheet.write(text, x, y, size=9)
    (table,) = read(sheet).tables
    assert [c.row_span for c in table.cells if c.col == 1] == [1, 5, 4, 3, 1]
    assert [c.row_span for c in table.cells if c.col == 2] == [1, 1, 1, 3, 1, 3, 1, 2]
