"""Names of levels in tables without lines that set all texts at the top of their cells, as Word does."""

from __future__ import annotations

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


def test_codes_stand_for_themselves() -> None:
    rows = [(code, name, criteria, score) for code, (_, name, criteria, score) in
            zip(("201", "", "", "208", ""), ROWS, strict=True)]  # fmt: skip
    (table,) = read(table_at(Sheet().rule(110), 122, rows).rule(280)).tables
    assert all(cell.row_span == 1 for cell in table.cells)
