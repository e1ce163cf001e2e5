"""Forms whose blocks divide the width anew, cut by the page where the columns change."""

from __future__ import annotations

import pytest

from parsers.read import read_document
from schemas.document import Document
from tests.parsers.pdfs import Sheet, pdf_of

LEFT = 60.0
# texts with the column borders (in twelfths of the width) that each cell of a row ends at
NAME = [("项目名称", 2), ("道路养护", 12)]
UNITS = [("主管部门", 2), ("甲市交通局", 6), ("实施单位", 8), ("甲市公路站", 12)]
FUNDS = [("资金（万元）", 3), ("年初预算数", 5), ("全年预算数", 7), ("全年执行数", 9), ("分值", 10), ("得分", 12)]
TOTAL = [("年度资金总额", 3), ("120.00", 5), ("130.00", 7), ("117.00", 9), ("10", 10), ("9", 12)]
AIMS = [("预期目标", 6), ("完成养护任务", 12)]
HEADS = [
    ("一级指标", 2), ("二级指标", 3), ("三级指标", 5), ("指标值", 7),
    ("完成值", 9), ("分值", 10), ("得分", 11), ("原因", 12),
]  # fmt: skip
INDICATOR = [
    ("产出指标", 2), ("数量指标", 3), ("养护里程", 5), ("≥9公里", 7), ("9公里", 9), ("90", 10), ("90", 11), ("无", 12),
]  # fmt: skip
ROWS = [NAME, UNITS, FUNDS, TOTAL, AIMS, HEADS, INDICATOR]


def draw(sheet: Sheet, y: float, rows: list[list[tuple[str, int]]], unit: float = 40.0, height: float = 24) -> float:
    for row in rows:
        x = LEFT
        for text, border in row:
            end = LEFT + border * unit
            for a, b, c, d in ((x, y, end, y), (x, y + height, end, y + height), (x, y, x, y + height)):
                sheet.line(a, b, c, d)
            sheet.text(x + 2, y + 15, text, size=8)
            x = end
        sheet.line(x, y, x, y + height)
        y += height
    return y


def in_two(rows: list[list[tuple[str, int]]], rest: list[list[tuple[str, int]]]) -> Document:
    def first(sheet: Sheet) -> None:
        sheet.text(200, 560, "项目支出绩效自评表")
        draw(sheet, 760 - 24 * len(rows), rows)

    def second(sheet: Sheet) -> None:
        draw(sheet, 60, rest)

    return read_document(pdf_of(first, second))


@pytest.mark.parametrize("cut", [3, 4, 5])
def test_a_form_is_one_table_wherever_the_page_ends(cut: int) -> None:
    (table,) = in_two(ROWS[:cut], ROWS[cut:]).tables
    texts = [[c.text for c in table.cells if c.row == row] for row in range(1, table.rows + 1)]
    assert texts == [[text for text, _ in row] for row in ROWS]
    assert table.cols == 10


# The same columns all the way down, as browsers print a form: blocks differ by what they merge.
WIDE = [
    [("项目名称", 2), ("道路养护", 12)],
    [("主管部门", 2), ("甲市交通局", 7), ("实施单位", 8), ("甲市公路站", 12)],
    [("资金（万元）", 2), ("", 4), ("年初预算数", 7), ("执行数", 8), ("分值", 9), ("得分", 12)],
    [("", 2), ("资金总额", 4), ("120.00", 7), ("117.00", 8), ("10", 9), ("9", 12)],
    [("年度目标", 2), ("预期目标", 7), ("实际完成情况", 12)],
    [("", 2), ("完成养护任务", 7), ("已完成", 12)],
    [("绩效指标", 2), ("一级指标", 4), ("指标值", 7), ("完成值", 8), ("分值", 9), ("得分", 12)],
    [("", 2), ("产出指标", 4), ("≥9公里", 7), ("9公里", 8), ("90", 9), ("90", 12)],
]


@pytest.mark.parametrize("cut", [4, 6])
def test_a_block_with_a_head_of_its_own_goes_on_with_its_form(cut: int) -> None:
    (table,) = in_two(WIDE[:cut], WIDE[cut:]).tables
    assert table.rows == len(WIDE)


def test_a_second_form_on_the_same_columns_is_another_table() -> None:
    other = [
        [("项目名称", 2), ("绿化养护", 12)],
        [("主管部门", 2), ("甲市城管局", 7), ("实施单位", 8), ("甲市园林所", 12)],
    ]
    assert len(in_two(WIDE, [*other, *WIDE[2:]]).tables) == 2


def test_a_second_form_overleaf_is_another_table() -> None:
    assert len(in_two(ROWS[:5], ROWS[:2] + ROWS[5:]).tables) == 2


def test_a_plain_table_overleaf_with_other_columns_is_another_table() -> None:
    plain = [[("序号", 2), ("名称", 6), ("金额", 12)], [("1", 2), ("电费", 6), ("5.00", 12)]]
    assert len(in_two(plain, [[("月份", 4), ("次数", 8), ("人数", 12)], [("1", 4), ("2", 8), ("3", 12)]]).tables) == 2


SCORED = [("项目名称", 2), ("道路养护", 6), ("自评得分", 9), ("99", 12)]


@pytest.mark.parametrize("name", [NAME, SCORED])
def test_a_form_that_begins_as_the_one_before_is_another(name: list[tuple[str, int]]) -> None:
    """Row by row the same names on the same columns, a page for each project: two forms, no table of two pages."""
    rows = [name, *ROWS[1:]]
    other = [[(text.replace("道路养护", "河道清淤"), border) for text, border in row] for row in rows]
    assert [t.rows for t in in_two(rows, other).tables] == [len(rows), len(rows)]
