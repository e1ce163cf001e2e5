"""Score tables and forms in the wordings of other provinces: what is found, and that nobody is accused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors, verdicts

SCORES = """
一级指标 | 二级指标 | 三级指标 | 分值 | 得分
过程 | 预算执行 | 预算执行率 | 10 | 9.81
^ | ^ | 预算调整率 | 5 | 4
产出 | 履职 | 重点工作完成率 | 85 | 80
合计 | < | < | 100 | 93.81
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "整体绩效自评得分为93.81分，其中预算执行情况得分9.81分。",
        "预算执行率98.1%，按照执行率×10分计算，预算执行得9.81分。",
    ],
)
def test_a_part_of_the_score_is_neither_the_whole_nor_another_level(sentence: str) -> None:
    assert errors(audited(table(SCORES), text=(sentence,))) == []


def test_the_total_and_a_level_said_wrongly_are_found() -> None:
    found = audited(table(SCORES), text=("整体绩效自评得分为95.81分。预算执行得11分。",))
    assert [reported for *_, reported in errors(found)] == ["95.81", "11"]


def test_targets_over_three_columns() -> None:
    found = audited(
        table(
            """
            一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 实际完成值 | 分值 | 得分
            产出指标 | 数量指标 | 参保人数 | ≥ | 28 | 万人 | 28.6 | 10 | 10
            ^ | ^ | 检查家数 | ≥ | 120 | 家 | 108 | 10 | 10
            ^ | 时效指标 | 支付及时率 | ≥ | 95 | % | 96.8 | 10 | 10
            效益指标 | 社会效益 | 人均费用 | ≤ | 500 | 元 | 480 | 60 | 60
            ^ | ^ | 基金运行 | 定性 | 良好 | | 良好 | 10 | 9
            总分 | < | < | < | < | < | < | 100 | 99
            """
        )
    )
    assert verdicts(found)["参保人数"] == ("agrees", "10.00", "10.00")
    assert verdicts(found)["人均费用"] == ("agrees", "60.00", "60.00")
    assert verdicts(found)["基金运行"][0] == "within_range"
    assert errors(found) == [("score", "检查家数", "得分", "10")]


def test_a_scale_beside_targets_is_what_counts() -> None:
    found = audited(
        table(
            """
            一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准 | 年初目标值 | 实际完成值 | 得分
            效果 | 满意度 | 公众满意度 | 10 | ≥90%得10分，每降低1个百分点扣0.1分，扣完为止。 | ≥90% | 85% | 9.5
            产出 | 数量 | 巡查次数 | 90 | 达到目标值得满分，未达到的按完成比例得分。 | ≥90次 | 81次 | 81
            合计 | < | < | 100 | | | | 90.5
            """
        )
    )
    assert errors(found) == []
    assert verdicts(found)["巡查次数"] == ("agrees", "81.00", "81.00")


def test_a_form_that_prints_points_behind_the_names() -> None:
    form = """
        单位名称 | 甲县乙局 | < | < | < | <
        预算执行情况（万元）（20分） | < | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）
        部门整体支出总额 | < | 1,000.00 | 945.00 | 94.50% | {score}
        一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
        产出指标（40分） | 数量指标 | 清淤湖泊数量（20分） | ≥10个 | 9个 | 18
        ^ | 质量指标 | 验收合格率（20分） | 100% | 100% | 20
        效益指标（40分） | 社会效益指标 | 渍水点整治率（40分） | ≥90% | 92% | 40
        总分 | < | < | < | < | {total}
        """
    found = audited(table(form.format(score="18.90", total="96.90"), header_rows=0))
    assert errors(found) == []
    assert verdicts(found)["预算执行率"] == ("agrees", "18.90", "18.90")
    assert verdicts(found)["清淤湖泊数量"] == ("agrees", "18.00", "18.00")
    wrong = audited(table(form.format(score="19.90", total="97.90"), header_rows=0))
    assert errors(wrong) == [("score", "预算执行率", "得分", "19.90")]


def test_a_wrong_score_does_not_hide_a_total_that_is_wrong_by_itself() -> None:
    grid = """
        一级指标 | 三级指标 | 评分标准 | 分值 | 得分
        过程 | 群众满意度 | ≥90%得10分，≥80%得8分，＜80%得0分 | 10 | 8
        ^ | 制度健全性 | 制度健全的得满分，否则酌情扣分 | 90 | 85
        合计 | < | | 100 | {total}
        """
    said = ("群众满意度为91.50%。",)
    assert errors(audited(table(grid.format(total="93")), text=said)) == [("score", "群众满意度", "得分", "8")]
    follows = errors(audited(table(grid.format(total="95")), text=said))  # 85 + 10: the same slip
    assert follows == [("score", "群众满意度", "得分", "8")]
    text = (*said, "自评总得分93分，其中，“过程”得分97分。")
    claimed = errors(audited(table(grid.format(total="93")), text=text))
    assert sorted(e[0] for e in claimed) == ["score", "score_claim"]
    apart = errors(audited(table(grid.format(total="96")), text=said))
    assert sorted(apart) == [("score", "群众满意度", "得分", "8"), ("score_sum", "合计", "得分", "96")]


def test_subtotals_below_each_level_are_of_that_level() -> None:
    grid = """
        一级指标 | 二级指标 | 三级指标 | 分值 | 得分
        管理 | 资金 | 支出合规性 | 15 | 14
        ^ | ^ | 内控健全性 | 10 | 8.5
        小计 | < | < | 25 | {first}
        效果 | 社会效益 | 住房改善 | 75 | 70
        小计 | < | < | 75 | 70
        合计 | < | < | 100 | 92.5
        """
    found = audited(table(grid.format(first="22.5")))
    assert errors(found) == []
    assert (found.weight_total, found.self_total) == (100, Decimal("92.5"))
    assert [e[0] for e in errors(audited(table(grid.format(first="23.5"))))] == ["score_sum"]


def test_points_off_in_a_column_of_their_own() -> None:
    grid = """
        一级指标 | 二级指标 | 标准分 | 自评分 | 扣分 | 扣分原因
        管理 | 预算执行 | 15 | 13.2 | {off} | 进度偏慢
        产出 | 公路养护 | 85 | 85 | 0 |
        合计 | | 100 | 98.2 | 1.8 |
        """
    assert errors(audited(table(grid.format(off="1.8")))) == []
    assert [(e[1], e[3]) for e in errors(audited(table(grid.format(off="1.2"))))] == [("预算执行", "1.2")]


def test_scores_of_levels_beside_bare_weights() -> None:
    scored = table(SCORES)
    said = "过程指标15分，得{}分，得分率{}%。"
    assert not audited(scored, text=(said.format("13.81", "92.07"),)).findings
    found = audited(scored, text=(said.format("13.81", "90.07"),))
    assert [(kind, name, reported) for kind, name, _, reported in errors(found)] == [("score_claim", "过程", "90.07")]


@pytest.mark.parametrize(("score", "wrong"), [("13.81", False), ("12.81", True)])
def test_a_table_of_levels_is_held_against_the_indicators(score: str, wrong: bool) -> None:
    levels = f"""
    指标类别 | 分值 | 得分 | 得分率
    过程 | 15 | {score} | 92.07%
    产出 | 85 | 80 | 94.12%
    合计 | 100 | 93.81 | 93.81%
    """
    found = errors(audited(table(levels, title="各类指标得分汇总表"), table(SCORES, title="评分表")))
    assert [(kind, name, reported) for kind, name, _, reported in found] == (
        [("score_copy", "过程", score)] if wrong else []
    )


@pytest.mark.parametrize(("total", "wrong"), [("86.95", []), ("87.95", ["87.95"])])
def test_rows_that_add_up_a_level_under_its_name_are_no_indicators(total: str, wrong: list[str]) -> None:
    grid = f"""
    板块 | 评价指标 | 自评得分 | 标准分值
    决策 | 目标设定 | 7.5 | 8
    ^ | 预算编制 | 7 | 7
    决策得分 | < | 14.5 | 15
    绩效 | 巡查次数 | 30 | 35
    ^ | 群众满意度 | 42.45 | 50
    绩效得分 | < | 72.45 | 85
    总得分 | < | {total} | 100
    """
    assert [reported for *_, reported in errors(audited(table(grid)))] == wrong


TOTAL_IN_A_NAME = """
一级指标 | 二级指标 | 三级指标 | 分值 | 得分
过程 | 管理 | 预算执行率 | 40 | 38.33
^ | ^ | 制度建设 | 20 | 20
效益 | 影响 | {name} | 20 | 19
^ | 满意 | 群众满意度 | 20 | 18
{total} | < | < | 100 | 95.33
"""


@pytest.mark.parametrize("name", ["总分馆体系建设", "总分析报告质量", "合计划完成率"])
@pytest.mark.parametrize("total", ["合计", "总分（满分100分）", "总得分情况", "综合得分：", "总计得分"])
def test_an_indicator_whose_name_begins_like_a_total_is_none(name: str, total: str) -> None:
    report = audited(table(TOTAL_IN_A_NAME.format(name=name, total=total)))
    assert errors(report) == []
    assert name in [line.indicator for line in report.report.score_lines]
    assert len(report.report.score_lines) == 4


def test_a_score_told_of_all_levels_at_once_is_the_reports() -> None:
    named = TOTAL_IN_A_NAME.replace("过程", "运行成本").replace("效益", "管理效率")
    grid = table(named.format(name="制度执行", total="合计"))
    said = "综合运行成本和管理效率两个方面，我局自评得{}分。"
    assert errors(audited(grid, text=(said.format("95.33"),))) == []
    assert [reported for *_, reported in errors(audited(grid, text=(said.format("97.33"),)))] == ["97.33"]
    assert errors(audited(grid, text=("运行成本方面，我局自评得58.33分。",))) == []


OF_UNITS = """
单位 | 年初预算（万元） | 调整预算（万元） | 决算数（万元） | 执行率
局本级 | 12,986.69 | 13,329.47 | 12,651.89 | 94.92%
甲中心 | 55,228.91 | 57,933.83 | 56,149.83 | 96.92%
合计 | 68,215.60 | 71,263.30 | 68,801.72 | 96.55%
"""


OF_PROJECTS = """
专项名称 | 调整预算（万元） | 决算数（万元） | 执行率
道路养护 | 4,952.73 | 4,693.92 | 94.77%
公交补贴 | 5,505.67 | 5,476.61 | 99.47%
合计 | 10,458.40 | 10,170.53 | 97.25%
"""


OF_RATE = """
一级指标 | 三级指标 | 评分标准 | 分值 | 得分
过程 | 预算执行率 | 预算执行率=全年支出÷调整预算×100%。得分=预算执行率×8分。 | 8 | {score}
效果 | 履职成效 | 酌情评分。 | 92 | 92
合计 | < | | 100 | {total}
"""


def test_of_two_totals_the_one_that_a_sentence_rounds_is_the_units() -> None:
    said = "调整预算数7.13亿元，全年支出6.88亿元，占调整预算的96.55%。"
    grids = (table(OF_UNITS), table(OF_PROJECTS), table(OF_RATE.format(score="7.72", total="99.72")))
    [score] = [c for c in audited(*grids, text=(said,)).checks if c.locus.indicator == "预算执行率"]
    assert (score.expected_low, score.expected_high) == (
        Decimal("7.72"),
        Decimal("7.72"),
    )
