"""Sentences of right and of slipped reports: a year written once for two words, totals told without 得分, projects told
before their number."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors, verdicts


@pytest.mark.parametrize(
    "said",
    [
        "2022年初预算4,835.96万元，调整后预算5,061.62万元，预算调整率{}%。",
        "2022年初部门预算数4,835.96万元，2022年中追加225.66万元，调整后预算5,061.62万元，预算调整率{}%。",
        "我局2022年初预算总额48,359,600.00元，全年预算50,616,200.00元，调整率为{}%。",
    ],
)
def test_a_year_that_is_written_once_for_two_words(said: str) -> None:
    assert not audited(text=(said.format("4.67"),)).findings
    assert [e[3] for e in errors(audited(text=(said.format("7.67"),)))] == ["7.67"]


def test_funds_of_the_centre_are_none_of_the_middle_of_the_year() -> None:
    assert not audited(text=("2022年中央财政资金100.00万元，省级资金50.00万元。",)).report.facts


SCORED = table(
    """
    一级指标 | 二级指标 | 三级指标 | 分值 | 得分
    部门决策 | 预算编制 | 编制规范性 | 20 | 19
    部门管理 | 资金管理 | 财务合规性 | 30 | 30
    部门绩效 | 效果性 | 履职效益 | 50 | 47.7
    合计 | < | < | 100 | 96.7
    """,
    unit="",
)


@pytest.mark.parametrize(
    "said",
    [
        "按指标体系打分，合计{}分，等级为“优”。",
        "经综合评定，自评结果为{}分。",
        "各项指标得分合计{}分。",
        "依据评分标准逐项打分，累计得分{}分。",
        "部门整体支出绩效评价最终评分为{}分。",
    ],
)
def test_the_total_of_all_points_without_a_word_for_it(said: str) -> None:
    assert errors(audited(SCORED, text=(said.format("96.7"),))) == []
    wrong = errors(audited(SCORED, text=(said.format("98.7"),)))
    assert [(e[0], e[3]) for e in wrong] == [("score_claim", "98.7")]


@pytest.mark.parametrize(
    "said",
    [
        "区财政局绩效评价结果为91.2分。",
        "其中两个重点项目绩效自评结果为93.5分。",
        "上年度自评结果为95.1分。",
        "群众满意度测评结果合计92.4分。",
    ],
)
def test_points_that_others_gave_are_not_the_total(said: str) -> None:
    assert errors(audited(SCORED, text=(said,))) == []


DONE = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    产出 | 项目完成及时性 | 得分=按期完成项目数/计划项目数×9分。 | 9 | 8
    产出 | 任务完成 | 按完成情况酌情扣分 | 91 | 91
    合计 | < | | 100 | 99
    """


@pytest.mark.parametrize("said", ["项目计划9个，完成8个，管网改造跨年实施。", "9个项目中8个按期完成。"])
def test_projects_told_before_their_number_or_out_of_all(said: str) -> None:
    assert verdicts(audited(table(DONE), text=(said,)))["项目完成及时性"] == ("agrees", "8.00", "8.00")


QUARTERS = """
    季度 | 当季支出 | 累计支出 | 预算数 | 累计进度 | 序时进度 | 季度执行率
    一季度 | 90.00 | 90.00 | 400.00 | 22.50% | 25% | 90.00%
    二季度 | 95.00 | 185.00 | 400.00 | 46.25% | 50% | 92.50%
    三季度 | 95.00 | 280.00 | 400.00 | 70.00% | 75% | 93.33%
    四季度 | 108.00 | 388.00 | 400.00 | 97.00% | 100% | 97.00%
    {row} | 388.00 | | | | | {average}
    """


@pytest.mark.parametrize("row", ["合计/平均", "合计（平均）", "全年平均"])
def test_a_row_of_totals_and_averages(row: str) -> None:
    for average, wrong in (("93.21%", []), ("90.21%", ["90.21"])):
        grid = table(QUARTERS.format(row=row, average=average), title="分季度执行情况")
        assert [e[3] for e in errors(audited(grid))] == wrong


MARKED = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    过程 | 固定资产利用率 | 利用率≥90%得10分；80%≤利用率＜90%得5分；＜80%得0分。 | 10 | 10
    过程 | 财务合规性 | 发现一处不合规扣1分。 | 20 | 20
    产出 | 任务完成 | 按完成情况酌情扣分 | 30 | 28
    效益 | 履职效益 | 综合评定 | 40 | 37
    合计 | < | | 100 | 95
    """


@pytest.mark.parametrize(("told", "wrong"), [("2", ["score"]), ("1", ["score"]), ("4", ["count", "score"])])
def test_a_wrong_score_explains_no_count_that_is_two_off(told: str, wrong: list[str]) -> None:
    text = (
        "固定资产总额100.00万元，在用固定资产85.00万元，固定资产利用率85.00%。",
        f"4项三级指标中，满分指标{told}项。",
    )
    assert sorted(e[0] for e in errors(audited(table(MARKED, unit=""), text=text))) == wrong
