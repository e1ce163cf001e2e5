"""Tables that print their whole title again on every page are one table; tables that begin anew are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from parsers.read import read_document
from schemas.document import Table
from tests.parsers.pdfs import Sheet, pdf_of

HEAD = ["科目编码", "科目名称", "预算数"]
WIDTHS = [90.0, 170.0, 100.0]
FIRST = [["204", "公共安全支出", "5,310"], ["20402", "公安", "4,100"], ["2040201", "行政运行", "2,900"]]
SECOND = [["2040202", "一般行政管理事务", "1,200"], ["20406", "司法", "1,210"]]
Titles = Sequence[tuple[float, float, float, str]]
TITLES: list[Titles] = [
    [
        (60, 11, 80, "附表六："),
        (90, 16, 210, "支出预算明细表"),
        (112, 12, 225, "（按功能科目）"),
        (132, 9, 400, "单位：万元"),
    ],
    [(80, 16, 190, "1.7 某县支出功能分类表"), (132, 9, 400, "金额单位：万元")],
    [(70, 15, 190, "某县一般公共预算支出"), (92, 15, 230, "功能分类决算表"), (132, 9, 400, "单位：万元")],
    [(100, 14, 210, "表 12 支出明细表")],
    [(95, 12, 90, "十三、支出明细表（草案）"), (132, 9, 90, "编制单位：某局")],
]

TEXT = 6  # pages of text behind, so that a line of two pages is no running header


def _text(sheet: Sheet) -> None:
    sheet.text(90, 100, "一年来，各单位按照要求做好收支管理，现将有关情况说明如下。")


def tables_of(titles: Titles, *bodies: list[list[str]], note: str = "") -> list[Table]:
    """One ruled table with the same head a page, under the same lines (baseline, size, left, text)."""

    def page(body: list[list[str]]) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            for y, size, x, text in titles:
                sheet.text(x, y, text, size=size)
            sheet.table(90, 140, WIDTHS, [HEAD, *body])
            if note:
                sheet.text(90, 330, note)

        return draw

    return list(read_document(pdf_of(*[page(body) for body in bodies], *[_text] * TEXT)).tables)


@pytest.mark.parametrize("titles", TITLES)
def test_a_title_of_several_lines_on_every_page(titles: Titles) -> None:
    [table] = tables_of(titles, FIRST, SECOND)
    assert [table.text_at(r, 2) for r in range(1, table.rows + 1)] == [
        "科目名称",
        *(name for _, name, _ in FIRST + SECOND),
    ]
    assert [p.page for p in table.parts] == [1, 2]


def test_tables_of_one_title_that_begin_alike_stay_apart() -> None:
    other = [[code, name, "1,000"] for code, name, _ in FIRST]
    assert len(tables_of(TITLES[1], FIRST, other)) == 2


def test_a_title_that_names_another_thing_starts_a_table() -> None:
    def page(title: str, body: list[list[str]]) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            sheet.text(190, 80, title, size=16)
            sheet.text(400, 132, "单位：万元")
            sheet.table(90, 140, WIDTHS, [HEAD, *body])

        return draw

    document = read_document(
        pdf_of(page("2.3 甲县支出功能分类表", FIRST), page("2.4 乙县支出功能分类表", SECOND), *[_text] * TEXT)
    )
    assert len(document.tables) == 2


def test_a_unit_alone_above_and_a_note_below_tells_nothing() -> None:
    assert (
        len(tables_of([(132, 9, 400, "单位：万元")], FIRST, SECOND, note="以上为甲县数据，详见后附的说明材料。")) == 2
    )


def test_labels_that_count_above_titles_of_two_lines() -> None:
    """表1, 表2 … in small type at one height, a title cut where it is too long for its line."""
    kinds = ["一般性", "专项类", "均衡性", "奖补类"]
    first = [f"某年某市对各县（市、区）预算内{kind}转移" for kind in kinds]

    def page(number: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            sheet.text(90, 60, f"表 {number}", size=9)
            sheet.text(110, 84, first[number - 1], size=17)
            sheet.text(190, 112, "支付分地区执行情况表", size=17)
            sheet.text(400, 134, "单位：万元", size=9)
            sheet.table(90, 140, WIDTHS, [HEAD, *[[f"{number}{row[0]}", *row[1:]] for row in FIRST]])

        return draw

    tables = read_document(pdf_of(*map(page, range(1, 5)), *[_text] * TEXT)).tables
    assert [(t.label, t.title) for t in tables] == [
        (f"表{n}", f"{line}支付分地区执行情况表") for n, line in enumerate(first, 1)
    ]


@pytest.mark.parametrize(
    "again",
    [
        "续表3 项目支出情况",
        "表3（续） 项目支出情况",
        "（续）表3 项目支出情况",
        "续上表：项目支出情况",
        "表3 项目支出情况（续）",
        "接上表 表3 项目支出情况",
    ],
)
@pytest.mark.parametrize("left", [90, 200])
def test_a_caption_printed_again_with_the_mark_that_its_table_goes_on(again: str, left: int) -> None:
    def page(title: str, body: list[list[str]]) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            sheet.text(left, 110, title)
            sheet.text(400, 132, "单位：万元", size=9)
            foot = sheet.table(90, 140, WIDTHS, [HEAD, *body])
            sheet.text(90, foot + 14, "注：口径与决算一致。", size=9)

        return draw

    document = read_document(pdf_of(page("表3 项目支出情况", FIRST), page(again, SECOND), *[_text] * TEXT))
    [table] = document.tables
    assert (table.rows, table.label, table.title) == (1 + len(FIRST + SECOND), "表3", "项目支出情况")
