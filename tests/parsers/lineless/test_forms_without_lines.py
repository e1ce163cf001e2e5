"""Forms printed without lines: blocks of rows with columns of their own, names merged over rows and columns."""

from __future__ import annotations

import random

import pytest

from parsers.lineless.rows.shared_rows import RowText, share_columns
from parsers.lineless.textblocks import Chunk
from parsers.lineless.white_columns import find_columns
from parsers.read import read_document
from pipeline.audit import audit
from tests.parsers.against_truth import rows_of, rows_of_truth
from tests.parsers.sheets import Sheet, cells_of, read
from tests.typeset import STYLES, typeset
from tests.typeset.project_forms import make_form_report


@pytest.mark.parametrize(("style", "seed"), [("bare", 0), ("three", 102)])
def test_a_form_without_lines_is_read_and_scored(style: str, seed: int) -> None:
    report, key = make_form_report(random.Random(seed))
    pdf, truth = typeset(report, STYLES[style])
    document = read_document(pdf)
    assert [rows_of(t) for t in document.tables] == [rows_of_truth(t) for t in truth.tables]
    audited = audit(document)
    scored = {(s.subject, s.indicator) for s in audited.report.score_lines}
    assert {tuple(name.split("/")) for name, *_ in key["indicators"]} == scored
    assert not [f for f in audited.findings if f.severity == "error"]


def chunk(x0: float, x1: float, line: int, text: str = "甲") -> Chunk:
    return Chunk(x0, x1, 20.0 * line, 20.0 * line + 10, 10.0, text, line)


def test_a_text_over_two_columns_does_not_close_the_white_between_them() -> None:
    rows = [[chunk(0, 40, n), chunk(60, 100, n), chunk(120, 160, n)] for n in range(8)]
    over = [[chunk(40, 90, 8)], [chunk(95, 140, 9)]]
    assert find_columns([*rows, *over], []) == [(0, 40), (60, 100), (120, 160)]


def test_names_merged_over_rows_prove_a_column_though_few_lines_hold_both_sides() -> None:
    names = [[chunk(0, 30, 3 * n)] for n in range(6)]
    rows = [[chunk(45, 90, 3 * n + 1), chunk(120, 160, 3 * n + 1)] for n in range(6)]
    title = [[chunk(10, 60, 30)]]
    assert find_columns([*names, *rows, *title], []) == [(0, 30), (45, 90), (120, 160)]


def test_a_long_name_of_the_last_row_runs_into_the_column_beside_wrapped_names() -> None:
    """一季 over 度 stand beside the figures of their row, on lines of their own; the last name reaches over the gap."""
    rows: list[list[Chunk]] = []
    for n in range(4):
        rows += [[chunk(0, 20, 3 * n)], [chunk(32, 72, 3 * n + 1, "8"), chunk(90, 130, 3 * n + 1, "9")]]
        rows += [[chunk(0, 10, 3 * n + 2)]]
    last = [chunk(0, 70, 12), chunk(90, 130, 12, "9")]
    assert find_columns([*rows, last], []) == [(0, 20), (32, 72), (90, 130)]


def test_texts_that_share_a_row_stand_each_in_the_middle_of_its_columns() -> None:
    xs = [0.0, 30.0, 60.0, 120.0, 180.0, 240.0]
    label, value, unit = RowText(30, 0, 1), RowText(120, 2, 2), RowText(210, 4, 4)
    assert share_columns([label, value, unit], 0, 4, xs, 10) == [(0, 1), (2, 3), (4, 4)]
    assert share_columns([label, RowText(90, 2, 2), unit], 0, 4, xs, 10) is None  # a column is left over
    assert share_columns([RowText(15, 0, 0), value, unit], 0, 4, xs, 10) is None  # nothing runs across


def test_texts_at_the_left_take_the_columns_of_the_names_above_them() -> None:
    sheet = Sheet()
    for n in range(12):
        for text, x in zip((f"指标{n}", f"{n}0", f"{n}2", "5"), (100, 200, 330, 460), strict=True):
            sheet.write(text, x, 100 + 20 * n)
    sheet.write("预期目标和安排说明", 150, 340).write("实际完成情况和原因", 395, 340)
    sheet.write("按计划办完的各项任务。", 80, 360, middle=False).write("已办完。", 310, 360, middle=False)
    (table,) = read(sheet).tables
    assert {place: text for place, text in cells_of(table).items() if place[0] > 12} == {
        (13, 1, 1, 2): "预期目标和安排说明",
        (13, 3, 1, 2): "实际完成情况和原因",
        (14, 1, 1, 2): "按计划办完的各项任务。",
        (14, 3, 1, 2): "已办完。",
    }


def test_names_over_two_columns_each_do_not_join_them() -> None:
    heads = [
        [chunk(85, 115, 0, "预算"), chunk(205, 235, 0, "决算")],
        [chunk(60, 80, 1, "金额"), chunk(120, 140, 1, "占比"), chunk(180, 200, 1, "金额"), chunk(240, 260, 1, "占比")],
    ]
    rows = [[chunk(0, 40, n), *(chunk(x, x + 20, n, "1.5") for x in (60, 120, 180, 240))] for n in (2, 3)]
    assert find_columns(rows, heads) == [(0, 40), (60, 80), (120, 140), (180, 200), (240, 260)]


def test_rows_with_few_texts_do_not_hide_the_columns_of_the_full_ones() -> None:
    sheet = Sheet().write("项目名称", 90, 60).write("城区清扫与公厕管养", 345, 60)
    sheet.write("主管部门", 90, 80).write("城市管理办公室", 265, 80).write("实施单位", 430, 80).write("街道办", 510, 80)
    xs = (90.0, 190.0, 270.0, 350.0, 430.0, 510.0)
    rows = ["指标 目标内容 目标值 完成值 分值 得分", "数量 清扫面积 120 123 20 20", "数量 公厕座数 18 18 15 15"]
    rows += ["质量 作业合格 95 96 15 15", "效益 考核名次 5 3 30 30", "满意 居民满意 90 88 10 8"]
    for n, texts in enumerate(rows):
        for text, x in zip(texts.split(), xs, strict=True):
            sheet.write(text, x, 100 + 20 * n)
    for n in range(3):  # remarks that run over the last two columns
        sheet.write("全部任务按照计划完成没有偏差", 470, 230 + 14 * n).write("说明", 90, 230 + 14 * n)
    (table,) = read(sheet).tables
    assert [table.grid[4, c].text for c in range(1, table.cols + 1)] == rows[1].split()


@pytest.mark.parametrize("cut", [2, 4, 5])
def test_a_form_of_names_and_values_goes_on_over_the_page(cut: int) -> None:
    """What is said at length beside a name runs over the columns of the page before, and over its right side."""
    rows: list[list[str]] = [
        ["单位名称", "南溪镇人民政府", "负责人", "孙力"],
        ["联系人", "周方", "联系电话", "88345671"],
        ["编制人数", "45", "实有人数", "43"],
        ["年初预算", "1,204.50", "全年支出", "1,180.25"],
        ["主要职能", "负责本镇的公共服务和公共安全，组织实施年度计划，指导各村工作并定期检查。"],
        ["重点工作", "完成村道维修和河道清理，办好便民服务，按季度公布资金使用的情况和结果。"],
        ["填报日期", "2023年4月6日", "审核意见", "同意"],
    ]
    sheets = [Sheet(1).write("表1 部门基本情况表", 300, 660 - 26 * cut), Sheet(2)]
    for n, row in enumerate(rows):
        y = 690 + 26.0 * (n - cut) if n < cut else 60 + 26.0 * (n - cut)
        for x, text in zip((60.0, 130.0, 330.0, 400.0), row, strict=False):
            sheets[n >= cut].write(text, x, y, middle=False)
    (table,) = read(*sheets).tables
    found = [[c.text for c in sorted(table.cells, key=lambda c: c.col) if c.row == n + 1] for n in range(len(rows))]
    assert found == rows
    assert table.cols == 4
