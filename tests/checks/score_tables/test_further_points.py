"""Columns of points beside the self-score: their totals add up the same lines."""

from __future__ import annotations

import pytest

from tests.checks.figures_of_tables.test_honest_tables import wrong

REVIEWED = """
    指标名称 | 权重 | 自评得分 | 财政复核得分 | 扣分
    预算编制 | 20 | 18 | {} | 2
    预算执行 | 30 | 29.5 | 29.5 | {}
    履职产出 | 30 | 30 | 28.5 | -
    服务对象满意度 | 20 | 19 | 19 | 1
    合计 | 100 | 96.5 | {} | 3.5
    """


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (("18", "0.5", "95"), set()),
        (("18", "0.5", "98"), {("合计", "98")}),
        (("16", "0.5", "95"), {("合计", "95")}),
        (("28", "0.5", "95"), {("合计", "95")}),  # above its weight
        (("18", "1.5", "95"), {("预算执行", "1.5")}),  # what it is taken from shows which
    ],
)
def test_the_total_of_a_further_column_of_points(printed: tuple[str, ...], told: set[tuple[str, str]]) -> None:
    assert wrong(REVIEWED.format(*printed), title="自评评分表", unit="") == told


def test_points_of_a_hundred_each_are_not_added_up() -> None:
    marks = REVIEWED.replace("财政复核得分", "专家评分").format("91", "0.5", "88")
    marks = marks.replace("29.5 | 29.5", "29.5 | 92").replace("30 | 28.5", "30 | 85").replace("19 | 19", "19 | 86")
    assert wrong(marks, title="自评评分表", unit="") == set()
