"""Columns of a table without lines that stand close: right-aligned scores right before texts that begin at the left."""

from __future__ import annotations

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
