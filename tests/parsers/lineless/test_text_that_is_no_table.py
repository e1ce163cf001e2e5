"""Lists and lines with wide gaps that are text: no table is made of them."""

from __future__ import annotations

import pytest

from tests.parsers.sheets import Sheet, read

PROSE = "本单位按照通知要求开展自评工作，逐项核对预算批复和支付记录，有关情况如下。"


def written(*lines: list[tuple[str, float]]) -> Sheet:
    """Lines of texts with their left sides, with running text above and below them."""
    sheet = Sheet()
    for n, texts in enumerate([[(PROSE, 60.0)], *lines, [(PROSE, 60.0)]]):
        for text, x in texts:
            sheet.write(text, x, 100 + 18 * n, middle=False)
    return sheet


Texts = list[list[tuple[str, float]]]  # lines of texts with their left sides

DOTS = "…" * 20
DOTTED: Texts = [
    [("一、部门基本情况", 80), (DOTS, 180), ("1", 400)],
    [("二、预算执行情况", 80), (DOTS, 180), ("4", 400)],
]
GLUED: Texts = [[("一、基本情况" + "." * 40 + "1", 80)], [("二、主要问题" + "." * 40 + "12", 80)]]
PAGES = (("基本", "1"), ("执行", "3"), ("问题", "11"))
CONTENTS: Texts = [[("目　录", 280)], *[[(name, 80.0), (page, 400.0)] for name, page in PAGES]]
ITEMS = (("综合办公室", "负责文电与会务"), ("党群办", "负责基层党建"), ("服务办", "负责社会救助"))
NUMBERED: Texts = [[(f"{n}.", 80), (name, 110), (text, 220)] for n, (name, text) in enumerate(ITEMS, 1)]
BRACKETS: Texts = [[(f"（{n}）", 80), (name, 130), (text, 220)] for n, (name, text) in enumerate(ITEMS, 1)]
SIGNED: Texts = [
    [("单位负责人：张某", 80), ("填表人：李某", 250), ("电话：88886666", 400)],
    [("填报日期：3月15日", 80), ("地址：某路1号", 250)],
]


@pytest.mark.parametrize("lines", [DOTTED, GLUED, CONTENTS, NUMBERED, BRACKETS, SIGNED])
def test_lists_and_signatures_are_text(lines: Texts) -> None:
    document = read(written(*lines))
    assert not document.tables
    assert all(text in "".join(b.text for b in document.blocks).replace(" ", "") for text, _ in lines[0])


def test_a_numbered_table_without_lines_stays_one() -> None:
    rows: Texts = [[("序号", 80), ("项目", 130), ("金额", 300)]]
    rows += [
        [(f"{n}", 85), (name, 130), (f"{n}2.50", 295)] for n, name in enumerate(("人员", "公用", "项目", "合计"), 1)
    ]
    (table,) = read(written(*rows)).tables
    assert (table.rows, table.cols) == (5, 3)


def test_a_caption_tells_a_table_without_any_figure() -> None:
    rows: Texts = [[("任务", 80), ("责任科室", 230), ("完成情况", 380)]]
    rows += [[(name, 80), (office, 230), ("按期完成", 380)] for office, name in (*ITEMS, ("应急办", "三防值守"))]
    assert not read(written(*rows)).tables
    (table,) = read(written([("表2 重点任务完成情况表", 200)], *rows)).tables
    assert (table.rows, table.cols, table.label) == (5, 3, "表2")
