"""Columns of a table without lines that stand close: right-aligned scores right before texts that begin at the left."""

from __future__ import annotations

import pytest

from tests.parsers.sheets import Sheet, cells_of, read


def test_a_score_right_before_a_text_stands_in_a_column_of_its_own() -> None:
    texts = ["按照规定编制并且报送", "支付程序合乎相关规定", "信息公开及时内容完整", "资产管理规范账实相符"]
    sheet = Sheet().rule(60).write("指标", 90, 72).write("分数", 180, 72).write("说明", 270, 72).write("得分", 420, 72)
    sheet.rule(84)
    for n, text in enumerate(texts):
        y = 104 + 60 * n
        sheet.write(f"指标{n}", 90, y)
        sheet.write(f"{n + 3}.00", 190 - 20, y, middle=False)
        for k in (-1, 0, 1):
            sheet.write(text, 193.4, y + 14 * k, middle=False)
        sheet.write(f"{n + 2}.00", 420, y)
    (table,) = read(sheet.rule(324)).tables
    assert table.cols == 4
    assert all(span == [1, 1] for _, _, *span in cells_of(table))
    assert [table.text_at(r, 2) for r in range(2, 6)] == ["3.00", "4.00", "5.00", "6.00"]
    assert [table.text_at(r, 3) for r in range(2, 6)] == [text * 3 for text in texts]


@pytest.mark.parametrize("white", [1.8, 0.0])
def test_texts_right_behind_amounts_as_spreadsheets_print_them_stand_in_a_column_of_their_own(white: float) -> None:
    texts = ["未支付，发票未到", "受汛期影响停工", "合同尚未签订", "", "尾款待审计后结清"]
    sheet = Sheet().write("表4 项目支出", 300, 60)
    for x, name in ((100, "项目"), (260, "预算数"), (360, "执行率"), (450, "原因")):
        sheet.write(name, x, 90)
    for n, text in enumerate(texts):
        y = 112 + 20 * n
        sheet.write(f"项目{n}", 100, y).write(f"{n + 3}10.25", 280 - 15, y)
        sheet.write(f"{n + 4}1.50%", 380 - 30, y, middle=False).write(text, 380 + white, y, middle=False)
    (table,) = read(sheet).tables
    assert table.cols == 4
    assert [table.text_at(r, 4) for r in range(2, 7)] == texts
    assert [table.text_at(r, 3) for r in range(2, 7)] == [f"{n + 4}1.50%" for n in range(5)]


def test_a_stop_that_hangs_over_the_next_column_stays_with_its_text() -> None:
    sheet = Sheet().write("附表 评分标准", 300, 60).rule(76)
    for x, name in ((80, "指标"), (200, "说明"), (360, "标准"), (480, "得分")):
        sheet.write(name, x, 86)
    sheet.rule(96)
    for n in range(4):
        y = 110 + 44 * n
        sheet.write(f"指标{n}", 80, y + 6).write(f"{n + 4}.5", 480, y + 6)
        sheet.write("目标与部门职责是否一致，是否符", 130, y, middle=False).write(
            "一致且符合得五分，基本一", 288, y, middle=False
        )
        sheet.write("合本地客观实际和中长期规划情况。" if n == 0 else "合本地客观实际。", 130, y + 12, middle=False)
        sheet.write("致得三分，不一致不得分。", 288, y + 12, middle=False)
    (table,) = read(sheet.rule(280)).tables
    assert table.cols == 4
    assert all(span == [1, 1] for _, _, *span in cells_of(table))
    assert table.text_at(2, 2) == "目标与部门职责是否一致，是否符合本地客观实际和中长期规划情况。"
    assert table.text_at(5, 3) == "一致且符合得五分，基本一致得三分，不一致不得分。"


def test_one_text_right_behind_an_amount_where_other_texts_of_its_column_wrap() -> None:
    """Two points of white in one line only; the lines above and below begin where that text does."""
    sheet = Sheet().rule(60)
    for x, name in ((60, "项目"), (270, "支付率"), (330, "说明")):
        sheet.write(name, x, 70, middle=False)
    sheet.rule(80)
    remarks = ["招标节约", "尾款于次年/三月前付清", "", "人数减少，/按实际结算"]
    for n, remark in enumerate(remarks):
        y = 95 + 30 * n
        sheet.write(f"第{n + 1}项支出", 60, y, middle=False).write(f"{n + 4}1.50%", 270, y, middle=False)
        lines = remark.split("/")
        for k, line in enumerate(lines):
            sheet.write(line, 302, y + 12 * k - 6 * (len(lines) - 1), middle=False)
    (table,) = read(sheet.rule(205)).tables
    assert [table.text_at(r, 3) for r in range(1, 6)] == ["说明", *(r.replace("/", "") for r in remarks)]
