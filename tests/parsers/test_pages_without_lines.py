"""Tables without lines over several pages, and rows that touch."""

from __future__ import annotations

from parsers.merged_rows import share_rows
from parsers.textblocks import Chunk, TextBlock, row_pitch
from parsers.touching_rows import cut_stacks
from tests.parsers.sheets import Sheet, cells_of, read

SIZE = 10.0


def line(text: str, x: float, y: float) -> Chunk:
    half = SIZE * len(text) / 2
    return Chunk(x - half, x + half, y - SIZE / 2, y + SIZE / 2, SIZE, text, int(y))


def test_a_stack_of_lines_is_cut_where_short_texts_stand_in_the_middle() -> None:
    criteria = TextBlock([line("做到的得分没有做到的不得分", 100, 10.0 + 15 * n) for n in range(5)])
    scores = [TextBlock([line("2", 250, 17.5)]), TextBlock([line("3", 250, 55)])]
    left, right = cut_stacks([[criteria], scores], SIZE)
    assert [len(b.chunks) for b in left] == [2, 3]
    assert right == scores


def test_a_name_of_stacked_characters_beside_two_rows_is_one() -> None:
    name = TextBlock([line("绩", 20, 10), line("效", 20, 25), line("指", 20, 40), line("标", 20, 55)])
    rows = [TextBlock([line("甲", 100, 17.5)]), TextBlock([line("乙", 100, 47.5)])]
    assert cut_stacks([[name], rows], SIZE) == [[name], rows]


def test_lines_that_fill_few_columns_are_lines_of_cells() -> None:
    long = [line("做到的得分没有做到的不得分", 200, 15.0 * n) for n in range(12)]
    short = [[line("甲", x, y) for y in (30.0, 105.0)] for x in (20, 50, 350, 400)]
    assert row_pitch([*short, long]) > 1.6


def test_the_page_leaves_the_name_of_a_cut_cell_at_its_top() -> None:
    ys = [0.0, 40.0, 80.0, 160.0, 240.0]
    names = [TextBlock([line("甲", 20, 40)]), TextBlock([line("乙", 20, 88)])]
    cut = share_rows(names, ys, [False] * 5, SIZE, False, True)
    assert cut is not None
    assert [rows for rows, _ in cut] == [(0, 1), (2, 3)]


def page(number: int, top: float, rows: list[tuple[str, str, str]], rest: str = "") -> Sheet:
    """A header of two rows, what is left of a row of the page before, and rows of three columns."""
    sheet = Sheet(number, 300)
    sheet.write("评价指标", 165, top)
    for text, x in zip(("一级", "二级"), (100, 230), strict=True):
        sheet.write(text, x, top + 18)
    sheet.write("得分", 480, top + 9)
    y = top + 40
    if rest:
        sheet.write(rest, 200, y, middle=False)
        y += 20
    for first, second, score in rows:
        sheet.write(first, 100, y).write(second, 230, y).write(score, 480, y)
        y += 22
    return sheet


def test_a_header_that_comes_again_is_known_though_a_cut_row_follows_it() -> None:
    first = page(1, 40, [(f"投入{n}", f"目标设定情况{n}", f"{n}.50") for n in range(9)])
    second = page(2, 40, [(f"产出{n}", f"职责履行情况{n}", f"{n}.50") for n in range(4)], rest="的得分，否则不得")
    (table,) = read(first, second).tables
    assert cells_of(table)[1, 1, 1, 2] == "评价指标"
    assert [r for r in range(1, table.rows + 1) if table.text_at(r, 1) == "一级"] == [2]
    assert table.pages == (1, 2)
