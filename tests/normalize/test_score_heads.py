"""Score tables whose levels and indicators go by names of their own: known by what their cells cover and share out."""

from __future__ import annotations

import pytest

from pipeline.normalize.report import normalize
from tests.normalize.grids import document, table

TITLE = "甲县乙局2023年度部门整体支出绩效自评报告"
LEVELS = """
评价维度 | 基准分 | 核定得分 | 分项指标 | 基准分 | 核定得分 | 具体指标 | 基准分 | 赋分规则 | 核定得分
决策 | 30 | 27 | 目标 | 20 | 18 | 目标规范 | 12 | 规范得满分，否则扣1分。 | 11
^ | ^ | ^ | ^ | ^ | ^ | 目标清晰 | 8 | 清晰得满分，否则扣1分。 | 7
^ | ^ | ^ | 预算 | 10 | 9 | 编制合理 | 10 | 合理得满分，否则扣1分。 | 9
产出 | 70 | 66 | 数量 | 40 | 37 | 巡查完成 | 25 | 完成得满分，否则扣1分。 | 23
^ | ^ | ^ | ^ | ^ | ^ | 宣传开展 | 15 | 完成得满分，否则扣1分。 | 14
^ | ^ | ^ | 质量 | 30 | 29 | 验收合格 | 30 | 合格得满分，否则扣1分。 | 29
合计 | < | < | < | < | < | < | 100 | | 93
"""
REPEATED = """
指标类别 | 二级指标名称 | 评价要点 | 权重 | 赋分规则 | 自评得分
决策 | 目标 | 目标规范 | 12 | 规范得满分，否则扣1分。 | 11
决策 | 目标 | 目标清晰 | 8 | 清晰得满分，否则扣1分。 | 7
决策 | 预算 | 编制合理 | 10 | 合理得满分，否则扣1分。 | 9
产出 | 数量 | 巡查完成 | 25 | 完成得满分，否则扣1分。 | 23
产出 | 数量 | 宣传开展 | 15 | 完成得满分，否则扣1分。 | 14
产出 | 质量 | 验收合格 | 15 | 合格得满分，否则扣1分。 | 15
产出 | 质量 | 资料齐全 | 15 | 齐全得满分，否则扣1分。 | 14
合计 | < | < | 100 | | 93
"""
BETWEEN = """
一级 | 评价方面 | 评价内容 | 标准分 | 评分办法 | 得分（分）
决策 | 目标 | 目标规范 | 12 | 规范得满分，否则扣1分。 | 11
^ | ^ | 目标清晰 | 8 | 清晰得满分，否则扣1分。 | 7
^ | 预算 | 编制合理 | 10 | 合理得满分，否则扣1分。 | 9
产出 | 数量 | 巡查完成 | 25 | 完成得满分，否则扣1分。 | 23
^ | ^ | 宣传开展 | 15 | 完成得满分，否则扣1分。 | 14
^ | 质量 | 验收合格 | 15 | 合格得满分，否则扣1分。 | 15
^ | ^ | 资料齐全 | 15 | 齐全得满分，否则扣1分。 | 14
合计 | < | < | 100 | | 93
"""
ONE_LEVEL = """
评价要点 | 设定分 | 计分方法 | 核定得分
目标规范 | 22 | 规范得满分，否则扣1分。 | 20
编制合理 | 18 | 合理得满分，否则扣1分。 | 18
巡查完成 | 35 | 完成得满分，否则扣1分。 | 33
验收合格 | 25 | 合格得满分，否则扣1分。 | 22
合计 | 100 | | 93
"""


@pytest.mark.parametrize(
    ("grid", "indicators", "scores"),
    [
        (LEVELS, ["目标规范", "目标清晰", "编制合理", "巡查完成", "宣传开展", "验收合格"], "11 7 9 23 14 29"),
        (
            REPEATED,
            ["目标规范", "目标清晰", "编制合理", "巡查完成", "宣传开展", "验收合格", "资料齐全"],
            "11 7 9 23 14 15 14",
        ),
        (
            BETWEEN,
            ["目标规范", "目标清晰", "编制合理", "巡查完成", "宣传开展", "验收合格", "资料齐全"],
            "11 7 9 23 14 15 14",
        ),
        (ONE_LEVEL, ["目标规范", "编制合理", "巡查完成", "验收合格"], "20 18 33 22"),
    ],
)
def test_the_finest_names_are_the_indicators_and_what_groups_them_their_levels(
    grid: str, indicators: list[str], scores: str
) -> None:
    lines = normalize(document(table(grid, unit=""), text=(TITLE,))).score_lines
    assert [x.indicator for x in lines] == indicators
    assert [x.self_score.text for x in lines if x.self_score] == scores.split()
    assert all(x.weight and x.self_score and x.self_score.value <= x.weight.value for x in lines)


UNNUMBERED = """
绩效指标 | 二级 | 三级 | 分值 | 评分标准 | 得分
部门管理 | 预算 | 编制合理 | 30 | 合理得满分，否则扣1分。 | 29
^ | 资产 | 资产安全 | 20 | 安全得满分，否则扣1分。 | 20
部门绩效 | 产出 | 巡查完成 | 50 | 完成得满分，否则扣1分。 | 48
合计 | | | 100 | | 97
"""


def test_the_first_level_may_not_say_that_it_is_one() -> None:
    report = normalize(document(table(UNNUMBERED, title="指标体系", unit=""), text=(TITLE,)))
    assert [(x.level1, x.indicator) for x in report.score_lines] == [
        ("部门管理", "编制合理"),
        ("部门管理", "资产安全"),
        ("部门绩效", "巡查完成"),
    ]
