"""Tables wider than the paper, printed in blocks of columns under the same names of rows, are one table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.read import read_document
from schemas.document import Table
from tests.parsers.pdfs import Sheet, pdf_of

NAMES = ["合计", "教育补助", "林草补助", "公路养护补助", "农田建设补助"]
FIRST = [["项目", "合计", "甲市", "乙市"], ["100", "10", "20"], ["50", "5", "15"], ["20", "1", "2"], ["18", "2", "1"]]
SECOND = [["项目", "丙市", "丁市", "戊市"], ["30", "25", "15"], ["10", "10", "10"], ["7", "6", "4"], ["9", "4", "2"]]
FIRST.append(["12", "2", "2"])
SECOND.append(["4", "5", "-1"])
Titles = tuple[str, str]
TITLES: list[Titles] = [
    ("", ""),
    ("表9 某省对各市补助分地区情况表", "表9 某省对各市补助分地区情况表"),
    ("表三十九 某省对各市补助表（一）", "表三十九 某省对各市补助表（二）"),
    ("附表5 某省对各市补助表", "附表5 某省对各市补助表（续）"),
    ("某省对各市补助情况表", ""),
]


def _page(title: str, names: list[str], block: list[list[str]], rows: slice) -> Callable[[Sheet], None]:
    body = [[name, *figures] for name, figures in zip(names, block[1:], strict=True)][rows]

    def draw(sheet: Sheet) -> None:
        if title:
            sheet.text(190, 100, title)
        sheet.text(420, 128, "单位：万元")
        sheet.table(90, 140, [150.0, 80.0, 80.0, 80.0], [block[0], *body])

    return draw


def _text(sheet: Sheet) -> None:
    sheet.text(90, 100, "补助资金按照规定的程序分配并及时下达，现将有关情况说明如下。")


def tables_of(*pages: Callable[[Sheet], None]) -> list[Table]:
    return list(read_document(pdf_of(*pages, *[_text] * 4)).tables)


def _rows(table: Table) -> list[list[str]]:
    return [[table.text_at(r, c) for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


WHOLE = [
    [*FIRST[0], *SECOND[0][1:]],
    *([n, *a, *b] for n, a, b in zip(NAMES, FIRST[1:], SECOND[1:], strict=True)),
]


@pytest.mark.parametrize("titles", TITLES)
def test_blocks_one_after_the_other(titles: Titles) -> None:
    pages = [_page(title, NAMES, block, slice(None)) for title, block in zip(titles, (FIRST, SECOND), strict=True)]
    [table] = tables_of(*pages)
    assert _rows(table) == WHOLE
    assert table.pages == (1, 2)


def test_blocks_of_several_pages_each() -> None:
    halves = (slice(0, 3), slice(3, None))
    [table] = tables_of(*[_page("", NAMES, block, rows) for block in (FIRST, SECOND) for rows in halves])
    assert _rows(table) == WHOLE


def test_all_columns_of_the_first_rows_and_then_of_the_others() -> None:
    halves = (slice(0, 3), slice(3, None))
    pages = [
        _page("", [*NAMES, "其他补助"], [*block, ["0", "0", "0"]], rows) for rows in halves for block in (FIRST, SECOND)
    ]
    [table] = tables_of(*pages)
    assert _rows(table)[:-1] == WHOLE


def test_rows_that_only_their_figures_part() -> None:
    """Nothing ruled between rows, and none of two rows has a figure in the second block."""
    names = ["下达教育补助", "林草补助", "公路养护补助", "农田建设补助", "其他补助"]

    def page(head: list[str], figures: list[list[str]]) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            for y in (140.0, 165.0, 300.0):
                sheet.line(90, y, 480, y)
            for x in (240.0, 320.0, 400.0):
                sheet.line(x, 140, x, 300)
            for x, name in zip((100, 250, 330, 410), head, strict=True):
                sheet.text(x, 156, name)
            for row, (name, own) in enumerate(zip(names, figures, strict=True)):
                sheet.text(95, 182 + 22 * row, name)
                for x, figure in zip((270, 350, 430), own, strict=True):
                    sheet.text(x, 182 + 22 * row, figure)

        return draw

    first = [["9", "1", "2"], ["7", "2", "2"], ["5", "3", "1"], ["6", "5", "1"], ["3", "1", "1"]]
    second = [["1", "2", "3"], ["", "", ""], ["", "", ""], ["2", "1", "4"], ["1", "3", "2"]]
    [table] = tables_of(page(FIRST[0], first), page(SECOND[0], second))
    assert [row[0] for row in _rows(table)] == ["项目", *names]
    assert [row[4:] for row in _rows(table)][4:] == second[3:]


def test_tables_of_other_rows_or_other_titles_stay_apart() -> None:
    other = _page("", [*NAMES[:-1], "渔业补助"], SECOND, slice(None))
    assert len(tables_of(_page("", NAMES, FIRST, slice(None)), other)) == 2
    first, second = "表1 甲类债务余额表", "表2 乙类债务余额表"
    pages = [_page(first, NAMES, FIRST, slice(None)), _page(second, NAMES, SECOND, slice(None))]
    assert len(tables_of(*pages)) == 2


@pytest.mark.parametrize("cut", [3, 5])
def test_a_sheet_cut_between_columns_without_names_of_rows_on_the_second_page(cut: int) -> None:
    """Rows that their texts have made different in height; the pages may end after different rows."""
    heights = [30.0, 20.0, 44.0, 32.0, 20.0, 56.0]
    left = [["指标", "权重"], *([f"指标{n}", f"{n}"] for n in range(1, 6))]
    right = [["评分标准", "得分"], *([f"标准{n}", f"{n}.5"] for n in range(1, 6))]

    def part(rows: list[list[str]], first: int, end: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            y = 90.0
            for row, height in zip(rows[first:end], heights[first:end], strict=True):
                y = sheet.table(90, y, [150.0, 90.0] if rows is left else [260.0, 60.0], [row], height)

        return draw

    [table] = tables_of(part(left, 0, 4), part(left, 4, 6), part(right, 0, cut), part(right, cut, 6))
    assert _rows(table) == [[*a, *b] for a, b in zip(left, right, strict=True)]


def test_a_sheet_of_two_heights_of_rows_in_turn_whose_blocks_have_names_of_columns_in_common() -> None:
    """上年 and 本年 have 预算数 below them both; rows are one or two lines high, in an order that is the sheet's."""
    heights = [20.0, 20.0, 20.0, 36.0, 20.0, 36.0, 20.0, 20.0, 36.0]
    wide = [75.0, 75.0]

    def part(over: str, names: list[str], word: str) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            y = sheet.table(90, 90, [150.0], [[over]], heights[0])
            y = sheet.table(90, y, wide, [names], heights[1])
            for n, height in enumerate(heights[2:]):
                y = sheet.table(90, y, wide, [[f"{word}{n}", f"{n}.5"]], height)

        return draw

    [table] = tables_of(part("上年情况", ["项目", "预算数"], "事项"), part("本年情况", ["预算数", "完成率"], "3"))
    assert _rows(table)[1] == ["项目", "预算数", "预算数", "完成率"]
    assert _rows(table)[8] == ["事项6", "6.5", "36", "6.5"]


def test_rows_of_one_height_do_not_tell_a_sheet() -> None:
    def page(head: list[str], widths: list[float]) -> Callable[[Sheet], None]:
        rows = [head, *([f"甲{n}", f"{n}"] for n in range(6))]
        return lambda sheet: _drawn(sheet.table(90, 90, widths, rows))

    assert len(tables_of(page(["指标", "权重"], [150.0, 90.0]), page(["评分标准", "得分"], [260.0, 60.0]))) == 2


@pytest.mark.parametrize("first", ["amounts", "numbers"])
def test_a_sheet_with_rows_of_one_height_goes_on_beside_itself_with_its_cut_cells(first: str) -> None:
    """At the side of the paper the frame stays open where a merged cell goes on; rows that are numbered begin another
    table."""
    ys = [90.0 + 20 * n for n in range(10)]
    rows = [[f"事项{n}", f"{n}.25", f"{n}.50"] for n in range(8)]

    def left(sheet: Sheet) -> None:
        _block(sheet, [90.0, 200.0, 300.0, 400.0], ys, [["项目", "预算", "决"], *rows], 1)

    def right(sheet: Sheet) -> None:
        own = [f"{n}" if first == "numbers" else f"{n}.75" for n in range(8)]
        _block(sheet, [90.0, 190.0, 290.0], ys, [["算", "备注"], *([figure, "无"] for figure in own)], -1)

    found = tables_of(left, right)
    assert len(found) == (1 if first == "amounts" else 2)
    if first == "amounts":
        head = [(c.text, c.col_span) for c in found[0].cells if c.row == 1]
        assert head == [("项目", 1), ("预算", 1), ("决算", 2), ("备注", 1)]
        assert _rows(found[0])[8] == ["事项7", "7.25", "7.50", "7.75", "无"]


def _block(sheet: Sheet, xs: list[float], ys: list[float], rows: list[list[str]], open_at: int) -> None:
    """A grid whose first row has no line at its right (1) or left side (-1)."""
    for y in ys:
        sheet.line(xs[0], y, xs[-1], y)
    for x in xs:
        is_open = x == (xs[-1] if open_at > 0 else xs[0])
        sheet.line(x, ys[1] if is_open else ys[0], x, ys[-1])
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            sheet.text(x + 4, y + 14, text, 9)


def _drawn(_: float) -> None:
    """The foot of what is drawn is of no interest."""
