"""Tables whose lines of print are set far apart (28 points, as in letters): their rows are still told from their lines.

The rows have rules under them or none at all, and abut: lines of one cell and of two rows are equally far apart.
"""

from __future__ import annotations

from tests.parsers.sheets import Sheet, cells_of, read

PITCH = 19.0  # of type of ten points: from line to line of a cell, and from row to row
XS = (60.0, 190.0, 250.0, 420.0, 530.0)  # left side of the first column, middles of the others
HEAD = ["指标", "分值", "说明", "标准", "得分"]
ROWS = [
    [
        "预算编报",
        "5.00",
        "核对本年度预/算编报是否按/时并且完整，/数据是否真实/可靠有据。",
        "逾期未报的一次扣一分并通报；/数据有误的酌情扣分。",
        "4.00",
    ],
    [
        "资金支付",
        "6.00",
        "支付是否合乎/规定的程序，/手续齐备。",
        "未按程序支付的每笔扣两分，/手续不齐的每笔扣一分，/扣完为止，另须整改。",
        "6.00",
    ],
    ["信息公开", "3.00", "按照规定时限/公开。", "未公开的不得分。", "3.00"],
]
OVERLEAF = [
    [
        "项目验收",
        "4.00",
        "验收程序是否/合乎规定。",
        "（一） 未验收的不得分；/（二） 漏项的每项扣一分；/其余情形酌情扣分为止。",
        "4.00",
    ],
    ["档案管理", "2.00", "档案是否完整/有序。", "缺一份扣半分。", "1.50"],
]


def written(sheet: Sheet, y: float, rows: list[list[str]], rules: bool) -> float:
    """Rows written below height `y`, each text in the middle of its row, with a rule under each or none; the foot."""
    for row in rows:
        cells = [text.split("/") for text in row]
        high = max(map(len, cells))
        for k, (lines, x) in enumerate(zip(cells, XS, strict=True)):
            first = y + PITCH / 2 + (high - len(lines)) * PITCH / 2
            for n, line in enumerate(filter(None, lines)):
                sheet.write(line, x, first + n * PITCH, middle=k > 0)
        y += high * PITCH
        if rules:
            sheet.rule(y)
    return y


def sheet_of(rows: list[list[str]], *, number: int = 1, rules: bool) -> Sheet:
    sheet = Sheet(number).rule(100.0)
    foot = written(sheet, 100.0, rows[:1], True) if rows[0] is HEAD else 100.0
    foot = written(sheet, foot, rows[1:] if rows[0] is HEAD else rows, rules)
    return sheet if rules else sheet.rule(foot)


def joined(rows: list[list[str]]) -> list[list[str]]:
    return [[text.replace("/", "") for text in row] for row in rows]


def texts(*sheets: Sheet) -> list[list[str]]:
    (table,) = read(*sheets).tables
    assert all(span == [1, 1] for _, _, *span in cells_of(table))
    return [[table.grid[r, c].text for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


def test_rows_with_rules_under_them() -> None:
    assert texts(sheet_of([HEAD, *ROWS], rules=True)) == joined([HEAD, *ROWS])


def test_rows_without_rules() -> None:
    assert texts(sheet_of([HEAD, *ROWS], rules=False)) == joined([HEAD, *ROWS])


def test_a_blank_within_texts_overleaf_is_no_border_of_columns() -> None:
    overleaf = sheet_of(OVERLEAF, number=2, rules=False)
    assert texts(sheet_of([HEAD, *ROWS], rules=False), overleaf) == joined([HEAD, *ROWS, *OVERLEAF])


def test_a_page_begins_with_the_rest_of_a_row_and_ends_within_one() -> None:
    first = [*ROWS[:2], ["信息公开", "3.00", "按照规定时限/公开本单位的", "未公开的不得分。", "3.00"]]
    rest = ["", "", "预算与决算的/各项内容。", "", ""]
    cut = ["结转结余", "2.00", "结转与结余的/资金是否按期", "超出百分之十的扣一分；", "2.00"]
    overleaf = Sheet(2).rule(100.0)
    foot = written(overleaf, 100.0, [rest, *OVERLEAF], False)
    for k, text in enumerate(cut):  # at the top of a row that the page cuts
        for n, line in enumerate(text.split("/")):
            overleaf.write(line, XS[k], foot + PITCH / 2 + n * PITCH, middle=k > 0)
    overleaf.rule(foot + 2 * PITCH)
    found = texts(sheet_of([HEAD, *first], rules=False), overleaf)
    assert found[4:] == joined([*OVERLEAF, cut])
