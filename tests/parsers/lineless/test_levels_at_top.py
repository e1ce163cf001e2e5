"""Names of levels in tables without lines that set all texts at the top of their cells, as Word does."""

from __future__ import annotations

from parsers.read import read_document
from tests.parsers.pdfs import Sheet as DrawnSheet
from tests.parsers.pdfs import pdf_of
from tests.parsers.sheets import Sheet, cells_of, read

ROWS = [  # level, name, criteria, score
    ("编制", "规范性", ["按当年的编制原则", "编细编全，得五分"], "5.0"),
    ("", "合理性", ["贴合部门职责"], "3.5"),
    ("", "完整性", ["按要求申报，依据", "充分，内容完整，", "得三分"], "3.0"),
    ("执行", "进度", ["按季度考核"], "6.0"),
    ("", "采购", ["按采购计划执行，", "没有偏差"], "2.0"),
]


def table_at(sheet: Sheet, top: float, rows: list[tuple[str, str, list[str], str]]) -> Sheet:
    """Rows of lines 14 points apart, everything at their top."""
    y = top
    for level, name, criteria, score in rows:
        for text, x in ((level, 60), (name, 140), (score, 520)):
            if text:
                sheet.write(text, x, y, middle=False)
        for n, text in enumerate(criteria):
            sheet.write(text, 240, y + 14 * n, middle=False)
        y += 14 * len(criteria) + 6
    return sheet


def test_a_level_goes_down_to_the_next_name() -> None:
    sheet = Sheet().rule(90)
    for text, x in zip(("内容", "指标", "依据", "得分"), (60, 140, 240, 520), strict=True):
        sheet.write(text, x, 100, middle=False)
    (table,) = read(table_at(sheet.rule(110), 122, ROWS).rule(280)).tables
    cells = cells_of(table)
    assert cells[2, 1, 3, 1] == "编制"
    assert cells[5, 1, 2, 1] == "执行"
    assert [table.grid[r, 4].text for r in range(2, 7)] == ["5.0", "3.5", "3.0", "6.0", "2.0"]


def test_a_level_goes_up_to_the_next_name_where_all_stands_at_the_foot() -> None:
    """As in Excel, unless it is told otherwise."""
    sheet = Sheet().rule(90)
    for text, x in zip(("内容", "指标", "依据", "得分"), (60, 140, 240, 520), strict=True):
        sheet.write(text, x, 100, middle=False)
    sheet.rule(110)
    levels, foot = ("", "", "编制", "", "执行"), 118.0
    for level, (_, name, criteria, score) in zip(levels, ROWS, strict=True):
        foot += 14 * len(criteria) + 6
        for text, x in ((level, 60), (name, 140), (score, 520)):
            if text:
                sheet.write(text, x, foot - 14, middle=False)
        for n, text in enumerate(reversed(criteria)):
            sheet.write(text, 240, foot - 14 * (n + 1), middle=False)
    (table,) = read(sheet.rule(foot)).tables
    cells = cells_of(table)
    assert cells[2, 1, 3, 1] == "编制"
    assert cells[5, 1, 2, 1] == "执行"


def test_codes_stand_for_themselves() -> None:
    rows = [(code, name, criteria, score) for code, (_, name, criteria, score) in
            zip(("201", "", "", "208", ""), ROWS, strict=True)]  # fmt: skip
    (table,) = read(table_at(Sheet().rule(110), 122, rows).rule(280)).tables
    assert all(cell.row_span == 1 for cell in table.cells)


def test_weights_of_two_digits_one_under_the_other_in_a_narrow_column() -> None:
    """They stand beside the names of merged cells, which are set from top to bottom as well."""
    sheet = Sheet().rule(60)
    for x, name in ((70.0, "层级"), (110.0, "权重"), (180.0, "指标"), (240.0, "得分"), (400.0, "评分标准")):
        sheet.write(name, x, 72)
    sheet.rule(84)
    criteria = [
        "每项工作按照计划完成并且留有记录的得",
        "一分，未留记录的每发现一次扣半分，直",
        "至扣完为止，按照规定及时上报并且公开",
        "的得两分。",
    ]
    for row in range(4):
        y = 100 + 62 * row
        for n, line in enumerate(criteria):
            sheet.write(line, 300, y + 12 * n, middle=False)
        sheet.write(f"指标{'甲乙丙丁'[row]}", 180, y + 18).write(f"{row + 2}", 240, y + 18)
    for k, (name, weight) in enumerate((("决策", "16"), ("过程", "24"))):
        for n in range(2):
            y = 143 + 124 * k + 12 * n
            sheet.write(name[n], 70, y).write(weight[n], 110, y)
    [table] = read(sheet.rule(345)).tables
    assert [table.text_at(r, 1) for r in range(2, 6)] == ["决策", "决策", "过程", "过程"]
    assert [table.text_at(r, 2) for r in range(2, 6)] == ["16", "16", "24", "24"]
    assert [table.text_at(r, 4) for r in range(2, 6)] == ["2", "3", "4", "5"]


def test_weights_beside_the_names_of_levels_at_the_top_are_merged_as_these_are() -> None:
    sheet = Sheet().rule(90)
    for text, x in zip(("内容", "权重", "指标", "依据", "得分"), (60, 100, 140, 240, 520), strict=True):
        sheet.write(text, x, 100, middle=False)
    table_at(sheet.rule(110), 122, ROWS).write("15", 100, 122, middle=False).write("8", 100, 224, middle=False)
    (table,) = read(sheet.rule(280)).tables
    cells = cells_of(table)
    assert (cells[2, 1, 3, 1], cells[5, 1, 2, 1]) == ("编制", "执行")
    assert (cells[2, 2, 3, 1], cells[5, 2, 2, 1]) == ("15", "8")


def draw_levels(sheet: DrawnSheet, y: float, rows: list[tuple[str, str, str]]) -> None:
    """Rows of one line; level, group, name and two figures, no line anywhere."""
    for n, row in enumerate(rows):
        for x, text in zip((70, 150, 240, 420, 480), (*row, "5", f"{n % 4}.5"), strict=True):
            if text:
                sheet.text(x, y + 20 * n, text, 9)


def test_two_levels_at_the_top_of_rows_of_one_line_each() -> None:
    """Nothing but their place tells that names stand at the top: each of the first level beside one of the second."""
    groups = [("决策", "编制", 2), ("", "目标", 2), ("管理", "资金", 3), ("", "项目", 1), ("", "资产", 2)]
    more = [("", "人员", 2), ("绩效", "产出", 3), ("", "效果", 2)]

    def rows(groups: list[tuple[str, str, int]], first: int) -> list[tuple[str, str, str]]:
        found = []
        for level, group, count in groups:
            for k in range(count):
                found.append(
                    (level, group, f"指标{first + len(found)}") if not k else ("", "", f"指标{first + len(found)}")
                )
        return found

    def front(sheet: DrawnSheet) -> None:
        sheet.text(200, 560, "表6 整体支出绩效评分表", 11)
        for x, text in zip((70, 150, 240, 420, 480), ("一级", "二级", "三级", "分值", "得分"), strict=True):
            sheet.text(x, 580, text, 9)
        draw_levels(sheet, 600, rows(groups, 0))

    def back(sheet: DrawnSheet) -> None:
        draw_levels(sheet, 70, rows(more, 10))
        for n in range(20):
            sheet.text(
                60,
                300 + 20 * n,
                "各项指标按照年初批复的目标逐项核对，偏差原因已在报告正文中说明，并提出了整改的办法。",
                10,
            )

    (table,) = read_document(pdf_of(front, back)).tables
    levels = [table.text_at(r, 1) for r in range(2, table.rows + 1)]
    assert levels == ["决策"] * 4 + ["管理"] * 8 + ["绩效"] * 5
    seconds = [table.text_at(r, 2) for r in range(2, table.rows + 1)]
    assert seconds == [g for _, g, count in [*groups, *more] for _ in range(count)]
