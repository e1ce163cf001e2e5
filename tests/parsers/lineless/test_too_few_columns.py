"""Tables with one line behind the first names: white space parts the other columns."""

from __future__ import annotations

import pytest

from parsers.pages.content import Ruling
from tests.parsers.sheets import Sheet, cells_of, read

NAMES = ["科目", "批复数", "执行数", "完成比例", "说明"]
ROWS = [
    ["人员支出", "1,620.40", "1,600.00", "98.74%", "按月发放"],
    ["公用支出", "215.08", "190.51", "88.58%", "厉行节约"],
    ["专项支出", "3,040.00", "2,100.75", "69.10%", ""],
    ["合计", "4,875.48", "3,891.26", "79.81%", ""],
]
XS = (90, 190, 290, 390, 500)


def sheet_of(rows: list[list[str]], down_to: float, rules: tuple[float, ...]) -> Sheet:
    sheet = Sheet().write("表2 支出完成情况", 300, 60)
    for n, row in enumerate([NAMES, *rows]):
        for text, x in zip(row, XS, strict=True):
            if text:
                sheet.write(text, x, 100 + 20 * n)
    for y in rules:
        sheet.rule(y)
    sheet.content.verticals.append(Ruling(140.0, 90.0, down_to, 0.5))
    return sheet


@pytest.mark.parametrize("down_to", [190.0, 170.0])
def test_three_lines_and_one_behind_the_names_of_rows(down_to: float) -> None:
    """The line may end above the row of totals, so that it touches no line at the foot."""
    (table,) = read(sheet_of(ROWS, down_to, (90, 110, 190))).tables
    assert (table.rows, table.cols) == (5, 5)
    assert [[table.text_at(r, c) for c in range(1, 6)] for r in range(1, 6)] == [NAMES, *ROWS]


def test_names_alone_at_the_foot_of_a_page() -> None:
    overleaf = Sheet(2)
    for n, row in enumerate(ROWS):
        for text, x in zip(row, XS, strict=True):
            if text:
                overleaf.write(text, x, 60 + 20 * n)
    first = sheet_of([], 110.0, (90, 110))
    (table,) = read(first, overleaf.rule(130)).tables
    assert [table.text_at(1, c) for c in range(1, 6)] == NAMES
    assert (table.rows, table.cols) == (5, 5)


def test_two_columns_of_words_stay_two() -> None:
    """Lines of a text break in their own places: no white runs through them."""
    sheet = Sheet()
    for n, (name, text) in enumerate([("目标", "完成  三项工程"), ("措施", "每季度  督查"), ("成效", "按期 交付使用")]):
        y = 100.0 + 20 * n
        sheet.write(name, 70, y, middle=False).write(text, 150, y, middle=False).rule(y - 10)
    sheet.rule(150)
    sheet.content.verticals += [Ruling(x, 90.0, 150.0, 0.5) for x in (50.0, 140.0, 550.0)]
    (table,) = read(sheet).tables
    assert (table.rows, table.cols) == (3, 2)
    assert cells_of(table)[1, 1, 1, 1] == "目标"
