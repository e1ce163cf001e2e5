"""A column of points lost is held against weight and score, row by row; a column of something else accuses nobody."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import CheckCode, Severity
from tests.normalize.grids import document, table

TITLE = "某某县交通运输局2022年度部门整体支出绩效自评报告"


def lost(head: str, *points: str) -> list[tuple[str, str]]:
    """Row and printed number of the errors of a score table with such a last column."""
    scores = ("20", "19.5", "29", "28")
    weights = ("20", "20", "30", "30")
    rows = [f"|三级指标|权重|自评得分|{head}"[1:]]
    rows += [f"指标{n}情况|{w}|{s}|{p}" for n, (w, s, p) in enumerate(zip(weights, scores, points, strict=True), 1)]
    rows.append("合计|100|96.5|3.5")
    found = audit(document(table("\n".join(rows), title="绩效自评得分表", unit=""), text=(TITLE,)))
    errors = [f for f in found.findings if f.severity is Severity.ERROR and f.code is CheckCode.DIFFERENCE]
    return [(f.locus.row, f.message_zh.partition("印为 ")[2].partition("，")[0]) for f in errors]


@pytest.mark.parametrize("head", ["失分", "扣分", "扣减分值"])
def test_points_lost(head: str) -> None:
    assert not lost(head, "0", "0.5", "1", "2")
    assert not lost(head, "—", "-0.5", "-1", "-2")
    assert lost(head, "0", "0.5", "1", "3") == [("指标4情况", "3")]


def test_a_column_of_something_else() -> None:
    assert not lost("扣分", "2", "2", "2", "2")


HALVES = """
一级指标 | 三级指标 | 权重 | 自评得分
管理 | 档案管理 | 20 | 19.5
^ | 场馆管理 | 20 | 18.5
产出 | 读者服务 | 60 | 59.42
合计 | < | 100 | 97.42
"""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("档案管理扣0.5分，场馆管理扣1.5分，读者服务扣0.58分。", []),
        ("档案管理扣1分。", ["1"]),
        ("场馆管理扣2分。", ["2"]),
        ("场馆管理中开放时间不足扣1分、公示不及时扣0.5分。", []),
        ("读者服务扣0.6分。", []),
        ("读者服务扣1分。", []),  # 0.58 rounded
    ],
)
def test_a_half_point_is_not_told_as_a_whole_one(text: str, wrong: list[str]) -> None:
    title = "某某区图书馆2022年度部门整体支出绩效自评报告"
    found = audit(document(table(HALVES, title="评分表", unit=""), text=(title, text))).findings
    told = [f for f in found if f.severity is Severity.ERROR]
    assert [f.reported for f in told] == wrong
    assert all(f.expected_low.endswith(".5") for f in told)
