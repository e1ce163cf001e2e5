"""Weights and scores under heads of an author's own."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from pipeline.normalize.report import normalize
from tests.normalize.grids import document, table

TITLE = "甲区乙街道办事处2022年度部门整体支出绩效自评报告"
ROWS = """
决策 | 预算编制规范性 | 20 | 20
^ | 绩效目标完整性 | 15 | 12.5
管理 | 政府采购执行率 | 10 | 9.8
^ | 固定资产利用率 | 5 | 5
绩效 | 预算执行率 | 20 | 19.2
^ | 服务对象满意度 | 30 | 28
合计 | < | 100 | 94.5
"""


def scores(heads: str) -> list[tuple[str, str]]:
    found = normalize(document(table(f"一级指标 | 三级指标 | {heads}{ROWS}"), text=[TITLE])).score_lines
    return [(x.weight.plain if x.weight else "", x.self_score.plain if x.self_score else "") for x in found]


@pytest.mark.parametrize(
    "heads",
    [
        "指标分 | 自评打分",
        "基准分 | 本次得分",
        "设定分值 | 自我评分",
        "档位 | 本轮评定",
        "分值 | 本轮评定",
        "档位 | 得分",
    ],
)
def test_weight_and_score_under_other_names(heads: str) -> None:
    assert scores(heads)[1] == ("15", "12.5")


def test_a_column_that_is_neither_stays_what_it_is() -> None:
    rows = ROWS.replace("| 12.5", "| 17.5")  # above its weight: not the score of these weights
    found = normalize(document(table(f"一级指标 | 三级指标 | 分值 | 上轮评定{rows}"), text=[TITLE])).score_lines
    assert all(x.self_score is None for x in found)


def test_shares_in_whole_percents_are_of_the_amount_whose_quotients_they_print() -> None:
    grid = """
    项目 | 调整后预算数 | 实际执行数 | 支出执行率（%） | 比重（%）
    人员经费 | 675.27 | 675.27 | 100 | 34
    公用经费 | 78.80 | 71.94 | 91 | 4
    养老助餐 | 263.01 | 232.95 | 89 | 12
    其他项目 | 1146.74 | 1002.40 | 87 | 51
    合计 | 2163.82 | 1982.56 | 92 | 100
    """
    found = audit(document(table(grid)))
    assert [c.metric for c in found.report.readings[0].columns][-1] == "outturn_share"
    assert not found.findings
