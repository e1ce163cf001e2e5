"""Names of columns in three-line tables: levels of names over columns, some of them in stacked characters."""

from __future__ import annotations

import pytest

from tests.parsers.sheets import Sheet, cells_of, read

MIDDLES = [70.0, 110.0, 150.0, 190.0, 300.0, 430.0, 510.0]


def three_line_table(sheet: Sheet, score_at: float) -> Sheet:
    """Seven columns: two names over two columns each, stacked names of weights, an empty last column."""
    sheet.rule(60)
    sheet.write("评价指标", 130, 70)
    for x, name in ((90.0, "一级指标"), (170.0, "二级指标")):
        sheet.write(name, x, 88)
    for x in (70.0, 150.0):
        sheet.write("名称", x, 120)
    for x in (110.0, 190.0):
        for n, sign in enumerate("分数值"):
            sheet.write(sign, x, 106 + 12 * n)
    sheet.write("评分标准", 300, 100)
    for n, sign in enumerate("得分情况"):
        sheet.write(sign, 430, 76 + 12 * n)
    sheet.write("扣分说明", 510, 100)
    sheet.rule(140)
    for n in range(5):
        y = 152 + 24 * n
        for x, text in zip(MIDDLES, ("决策", "20", "编制", "10", "按照规定编制并且及时报送的得分"), strict=False):
            sheet.write(text, x, y)
        sheet.write(f"{n + 3}", score_at, y)
    return sheet.rule(262)


@pytest.mark.parametrize("score_at", [430.0, 436.0])  # in the middle of the column, or at its right
def test_levels_of_names_with_stacked_ones_and_an_empty_column(score_at: float) -> None:
    (table,) = read(three_line_table(Sheet(), score_at)).tables
    cells = cells_of(table)
    assert table.cols == 7
    assert cells[1, 1, 1, 4] == "评价指标"
    assert cells[2, 1, 1, 2] == "一级指标"
    assert cells[2, 3, 1, 2] == "二级指标"
    assert [cells[3, c, 1, 1] for c in range(1, 5)] == ["名称", "分数值"] * 2
    assert cells[1, 6, 3, 1] == "得分情况"
    assert cells[1, 7, 3, 1] == "扣分说明"
    assert [table.text_at(4 + n, 6) for n in range(5)] == ["3", "4", "5", "6", "7"]
