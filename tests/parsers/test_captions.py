"""What is printed above a table: label, title, unit; and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.read import read_document
from parsers.texts.caption_lines import is_continuation_mark, is_unit_line, split_label
from schemas.document import Table
from tests.parsers.pdfs import Sheet, pdf_of

ROWS = [["项目", "预算数", "决算数"], ["一、基本支出", "10.00", "9.00"], ["合计", "10.00", "9.00"]]
WIDTHS = [160.0, 100.0, 100.0]
MIDDLE = 298


def table_under(*lines: tuple[float, float, str]) -> Table:
    """The table of a page with these lines (x, baseline, text) above it; x < 0 is the middle of the line."""

    def page(sheet: Sheet) -> None:
        for x, y, text in lines:
            sheet.text(MIDDLE - 10.5 * len(text) / 2 if x < 0 else x, y, text)
        sheet.table(118, 200, WIDTHS, ROWS)

    return read_document(pdf_of(page)).tables[0]


@pytest.mark.parametrize(
    ("text", "label", "title"),
    [
        ("表5 预算执行情况表", "表5", "预算执行情况表"),
        ("表 5：预算执行情况表", "表5", "预算执行情况表"),
        ("表3-2 明细", "表3-2", "明细"),
        ("表一、收支总表", "表一", "收支总表"),
        ("附表1 评分表", "附表1", "评分表"),
        ("附表 2021年度评分表", "附表", "2021年度评分表"),
        ("表22021年预算安排", "表2", "2021年预算安排"),
        ("附件：", "附件", ""),
        ("2021年收支预算总表", "", "2021年收支预算总表"),
        ("表明了态度", "", "表明了态度"),
    ],
)
def test_label_is_told_from_title(text: str, label: str, title: str) -> None:
    assert split_label(text) == (label, title)


def test_label_title_and_unit() -> None:
    table = table_under((-1, 170, "表5 预算执行情况表"), (400, 190, "单位：万元"))
    assert (table.label, table.title, table.unit) == ("表5", "预算执行情况表", "万元")


def test_unit_beside_the_name_of_the_office() -> None:
    table = table_under((-1, 165, "收入支出决算总表"), (118, 190, "编制部门：某某局"), (420, 190, "金额单位：元"))
    assert (table.label, table.title, table.unit) == ("", "收入支出决算总表", "元")


def test_unit_in_the_caption() -> None:
    table = table_under((-1, 185, "表2 支出明细表（单位：元）"))
    assert (table.label, table.title, table.unit) == ("表2", "支出明细表", "元")


@pytest.mark.parametrize("title", ["表2 支出明细表", "2021年度支出明细表"])
def test_the_unit_may_stand_above_the_caption(title: str) -> None:
    table = table_under((118, 130, "支出情况见下表。"), (420, 168, "单位：元"), (-1, 190, title))
    assert (table.title.removeprefix("2021年度"), table.unit) == ("支出明细表", "元")
    assert table_under((118, 168, "单位：元的由来不详"), (-1, 190, title)).unit == ""


def test_office_called_unit_is_no_unit_of_figures() -> None:
    assert table_under((118, 190, "单位：某某街道办事处")).unit == ""


def test_points_are_a_unit_and_the_first_sign_of_a_name_is_none() -> None:
    assert is_unit_line("编制单位：某某中心  单位：分")
    assert not is_unit_line("编制单位：分水镇人民政府")


@pytest.mark.parametrize("line", ["各季度支出情况如下表所示：", "（二）预算执行情况"])
def test_running_text_is_no_title(line: str) -> None:
    table = table_under((142, 190, line))
    assert (table.label, table.title) == ("", "")


def test_caption_alone_at_the_foot_of_the_page_before() -> None:
    def first(sheet: Sheet) -> None:
        for n in range(20):
            sheet.text(90, 100 + 30 * n, "本单位按照要求组织开展绩效自评工作并形成报告内容如下所述。")
        sheet.text(240, 740, "表4 项目支出明细表")

    document = read_document(pdf_of(first, lambda sheet: sheet.table(118, 75, WIDTHS, ROWS) and None))
    table = document.tables[0]
    assert (table.label, table.title) == ("表4", "项目支出明细表")
    assert table.caption_boxes[0].page == 1
    assert [b.page for b in document.blocks if b.kind == "caption"] == [1]


@pytest.mark.parametrize("text", ["续表", "（续）", "续表3", "(续表)", "接上页", "表 4（续）", "续上表", "(Continued)"])
def test_continuation_marks(text: str) -> None:
    assert is_continuation_mark(text)


@pytest.mark.parametrize("text", ["续等。", "接受", "续签合同", "接待费", "续保费用"])
def test_words_that_begin_like_marks(text: str) -> None:
    assert not is_continuation_mark(text)


def test_part_under_a_continuation_mark_is_joined() -> None:
    def second(sheet: Sheet) -> None:
        sheet.text(118, 70, "续表")
        sheet.table(118, 80, WIDTHS, [ROWS[0], ["二、项目支出", "5.00", "4.00"]])

    document = read_document(pdf_of(lambda sheet: sheet.table(118, 700, WIDTHS, ROWS[:2]) and None, second))
    (table,) = document.tables
    assert table.rows == 3
    assert table.pages == (1, 2)


@pytest.mark.parametrize(
    ("foot", "head"),
    [
        ("（接下页）", "续表"),
        ("未完待续", "表4 项目支出明细表（续）"),
        ("Continued on next page", "表 4: (Continued)"),
        ("", "表4 项目支出明细表（续表）"),
    ],
)
def test_marks_below_and_above_the_break_part_no_table(foot: str, head: str) -> None:
    def first(sheet: Sheet) -> None:
        sheet.text(230, 690, "表4 项目支出明细表")
        below = sheet.table(118, 700, WIDTHS, ROWS[:2])
        sheet.text(330, below + 14, foot)

    def second(sheet: Sheet) -> None:
        sheet.text(220, 90, head)
        sheet.table(118, 100, WIDTHS, [ROWS[0], ["二、项目支出", "5.00", "4.00"]])

    document = read_document(pdf_of(first, second))
    assert [(table.rows, table.label) for table in document.tables] == [(3, "表4")]
    assert not [b.text for b in document.blocks if b.kind not in ("caption", "unit")]


def test_label_at_the_left_and_unit_at_the_right_of_one_line() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 92, "表1 部门支出情况表")
        sheet.text(350, 92, "单位：万元")
        sheet.table(90, 100, [140, 90, 90], [["项目", "预算数", "决算数"], ["基本支出", "10.00", "9.00"]])

    (table,) = read_document(pdf_of(page)).tables
    assert (table.label, table.title, table.unit) == ("表1", "部门支出情况表", "万元")


@pytest.mark.parametrize(
    ("lines", "label", "title"),
    [
        ([("表二十一：2024年某县转移支付情况表（分乡镇）", 12)], "表二十一", "2024年某县转移支付情况表（分乡镇）"),
        ([("1.4 2021年某县一般公共预算支出功能分类决算表", 14)], "", "1.4 2021年某县一般公共预算支出功能分类决算表"),
        ([("表15-4", 9), ("2024年县本级资金来源表（草案）", 16)], "表15-4", "2024年县本级资金来源表（草案）"),
        ([("某县公共预算支出表", 16), ("（按功能科目分类）", 12)], "", "某县公共预算支出表（按功能科目分类）"),
        ([("表九：", 9), ("某县公共预算收支总表", 16), ("（草案）", 12)], "表九", "某县公共预算收支总表（草案）"),
    ],
)
@pytest.mark.parametrize("pages", [1, 4])
def test_title_of_several_lines_on_every_page(
    lines: list[tuple[str, float]], label: str, title: str, pages: int
) -> None:
    """A title that every page of its table prints is no running head."""

    def page(number: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            for n, (text, size) in enumerate(lines):
                width = sum(0.5 if char.isascii() else 1.0 for char in text) * size
                x = 118 if size == 9 else MIDDLE - width / 2
                sheet.text(x, 88 - 20 * (len(lines) - 1 - n), text, size)
            rows = [[f"{number}.{k} 支出{number}{k}", "10.00", "9.00"] for k in range(3)]
            sheet.table(118, 100, WIDTHS, [ROWS[0], *rows])

        return draw

    (table,) = read_document(pdf_of(*[page(n) for n in range(pages)])).tables
    assert (table.label, table.title, len(table.pages)) == (label, title, pages)


def test_a_running_head_that_stands_over_text_too_is_no_title() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(200, 48, "某县部门决算公开报表")
        sheet.table(118, 70, WIDTHS, ROWS)

    def text(sheet: Sheet) -> None:
        sheet.text(200, 48, "某县部门决算公开报表")
        sheet.text(90, 110, "全年收支情况良好，各项任务按期完成，现将有关情况说明如下。")

    document = read_document(pdf_of(page, text, text, text))
    assert document.tables[0].title == ""
    assert not any("公开报表" in block.text for block in document.blocks)
