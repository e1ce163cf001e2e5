"""Two tables side by side, each with a caption of its own."""

from __future__ import annotations

from parsers.pages.content import Ruling
from tests.parsers.sheets import Sheet, read


def test_tables_side_by_side_have_their_own_captions() -> None:
    sheet = Sheet()
    for x0, name in ((40.0, "收入"), (320.0, "支出")):
        sheet.write(f"表{1 if x0 < 100 else 2} {name}情况表", x0 + 120, 90)
        for row in range(4):
            sheet.rule(100 + 20 * row, x0, x0 + 240)
        for x in (x0, x0 + 120, x0 + 240):
            sheet.content.verticals.append(Ruling(x, 100, 160, 0.5))
        for row, (item, amount) in enumerate((("项目", "金额"), (f"{name}一", "1.50"), (f"{name}二", "2.50"))):
            sheet.write(item, x0 + 60, 110 + 20 * row).write(amount, x0 + 180, 110 + 20 * row)
    document = read(sheet)
    assert [(t.label, t.title) for t in document.tables] == [("表1", "收入情况表"), ("表2", "支出情况表")]
    assert not [b for b in document.blocks if b.kind == "paragraph"]
