"""Moves told with the verb before the item, and what was carried over, against the rows of a table."""

from __future__ import annotations

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from pipeline.normalize.narrative.topics.moved_items import moved_item_facts
from pipeline.normalize.report import normalize
from schemas.audit import Severity
from tests.normalize.grids import document, table

GRID = """
项目 | 年初预算 | 上年结转 | 年中调整 | 调整后预算
人员经费 | 100.00 | - | 12.50 | 112.50
公用经费 | 40.00 | - | -3.20 | 36.80
图书采购 | 60.00 | 25.40 | - | 85.40
场馆维修 | 30.00 | - | 8.10 | 38.10
合计 | 230.00 | 25.40 | 17.40 | 272.80
"""
SAID = "上年结转图书采购资金{}万元；年中追加人员经费{}万元，压减公用经费{}万元，场馆维修因雨季抢修追加{}万元。"


TITLE = "滨江区文化馆2022年度部门整体支出绩效自评报告"
TABLE = table(GRID, title="2022年预算调整情况表")


def errors(*values: str) -> list[tuple[str, str]]:
    doc = document(TABLE, text=(TITLE, SAID.format(*values)))
    report = normalize(doc)
    found = build_findings(report, list(all_checks(doc, report, [])))
    return [(f.locus.row, f.reported) for f in found if f.severity is Severity.ERROR]


def test_moves_against_their_rows() -> None:
    assert errors("25.40", "12.50", "3.20", "8.10") == []
    assert errors("25.40", "15.20", "3.20", "8.10") == [("人员经费", "15.20")]
    assert errors("24.50", "12.50", "3.20", "8.10") == [("图书采购", "24.50")]
    assert errors("25.40", "12.50", "3.20", "1.80") == [("场馆维修", "1.80")]


def test_an_item_that_is_moved_twice_has_no_one_move() -> None:
    said = "6月追加人员经费5.00万元。11月追加人员经费7.50万元。"
    doc = document(TABLE, text=(TITLE, said))
    assert moved_item_facts(doc, normalize(doc).budget_lines, 2022) == []
