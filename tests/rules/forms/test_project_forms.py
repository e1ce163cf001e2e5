"""Targets of project forms against actual values: the points that the national form's method leaves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.audit import audit
from pipeline.normalize.report import normalize
from pipeline.rules.choose import choose_rubric
from pipeline.rules.target_values import read_actual, read_target
from pipeline.rules.verdict import score_indicators
from schemas.audit import IndicatorScore, Verdict
from tests.normalize.grids import document, table

FORM = """
项目支出绩效自评表 | < | < | < | < | < | < | <
项目名称 | < | 社区文化活动 | < | < | < | < | <
主管部门 | < | 甲局 | < | 实施单位 | < | 乙中心 | <
项目资金（万元） | < | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分
^ | ^ | 年度资金总额 | 100.00 | 120.00 | {spent} | 10 | {rate_score}
^ | ^ | 其中：当年财政拨款 | 100.00 | 110.00 | 100.00 | — | —
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 偏差原因分析及改进措施 | 分值 | 得分
产出指标（50分） | 数量指标 | 活动场次 | ≥12场 | {done} | | 20 | {done_score}
^ | 质量指标 | 活动质量 | 优良 | 优良 | | 10 | 9.50
^ | 成本指标 | 活动成本 | ≤120万元 | {cost} | | 20 | {cost_score}
满意度指标 | 服务对象满意度 | 居民满意度 | 90% | 95% | | 40 | 40
总分 | < | < | < | < | < | 100 | 97.95
"""


def scores(**values: str) -> dict[str, IndicatorScore]:
    filled = {
        "spent": "108.00",
        "rate_score": "9",
        "done": "12场",
        "done_score": "20",
        "cost": "108万元",
        "cost_score": "20",
    }
    report = normalize(document(table(FORM.format(**(filled | values)), header_rows=0, unit="")))
    choice = choose_rubric(report)
    assert choice.rubric_id == "printed"
    return {s.indicator: s for s in score_indicators(report, choice)}


def test_a_form_that_is_right_has_no_disagreement() -> None:
    found = scores()
    assert {name: s.verdict for name, s in found.items()} == {
        "预算执行率": Verdict.AGREES,
        "活动场次": Verdict.AGREES,
        "活动质量": Verdict.WITHIN_RANGE,
        "活动成本": Verdict.AGREES,
        "居民满意度": Verdict.AGREES,
    }
    assert all(s.subject == "社区文化活动" for s in found.values())
    assert found["预算执行率"].trace.all_places()
    assert found["活动场次"].trace.all_places()


@pytest.mark.parametrize(
    ("name", "values", "verdict", "low", "high"),
    [
        ("预算执行率", {"spent": "60.00", "rate_score": "9"}, Verdict.DISAGREES, "5", "5"),
        ("预算执行率", {"spent": "120.00", "rate_score": "10"}, Verdict.AGREES, "10", "10"),
        ("活动场次", {"done": "9场", "done_score": "15"}, Verdict.AGREES, "15", "15"),
        ("活动场次", {"done": "9场", "done_score": "20"}, Verdict.DISAGREES, "15", "15"),
        # a person may take more off than the share that is missing
        ("活动场次", {"done": "9场", "done_score": "12"}, Verdict.WITHIN_RANGE, "0", "15"),
        ("活动场次", {"done": "30场", "done_score": "18"}, Verdict.WITHIN_RANGE, "0", "20"),
        ("活动场次", {"done": "已完成", "done_score": "20"}, Verdict.WITHIN_RANGE, "0", "20"),
        ("活动场次", {"done": "", "done_score": "20"}, Verdict.NOT_VERIFIABLE, None, None),
        # how much a cost above its limit costs is not said
        ("活动成本", {"cost": "130万元", "cost_score": "15"}, Verdict.WITHIN_RANGE, "0", "20"),
        ("活动成本", {"cost": "1,080,000元", "cost_score": "20"}, Verdict.AGREES, "20", "20"),
    ],
)
def test_verdict(name: str, values: dict[str, str], verdict: Verdict, low: str | None, high: str | None) -> None:
    found = scores(**values)[name]
    wanted = tuple(None if v is None else Decimal(v) for v in (low, high))
    assert (found.verdict, (found.low, found.high)) == (verdict, wanted)


@pytest.mark.parametrize(
    ("text", "value", "direction"),
    [
        ("≥95%", "95", "least"),
        ("＝12次", "12", "exactly"),
        ("≤30万元", "30", "most"),
        ("100%", "100", "least"),
        ("不少于50人次", "50", "least"),
        ("30万元以内", "30", "most"),
        ("≥100百分比", "100", "least"),
        (">=98 %", "98", "least"),
    ],
)
def test_targets(text: str, value: str, direction: str) -> None:
    target = read_target(text)
    assert target is not None
    assert (target.value, target.direction) == (Decimal(value), direction)


@pytest.mark.parametrize(
    "text", ["优良", "2021年12月底前", "≥95%且≤100%", "12次，每次50人", "全覆盖", "逐步提高", "10月1日"]
)
def test_words_are_no_targets(text: str) -> None:
    assert read_target(text) is None


def test_actual_values_that_only_bound() -> None:
    assert read_actual("＜5%") is None
    assert read_actual("95.5%") == (Decimal("95.5"), "%")


@pytest.mark.parametrize(
    ("reason", "verdict"),
    [
        ("带动效应有待持续", Verdict.WITHIN_RANGE),
        ("受市场影响，投资意愿不强", Verdict.WITHIN_RANGE),
        ("", Verdict.DISAGREES),
        ("无偏差", Verdict.DISAGREES),
    ],
)
def test_a_target_that_is_reached_costs_points_only_with_a_reason(reason: str, verdict: Verdict) -> None:
    rows = (
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
        f"产出|数量|带动投入|≥2亿元|2.3亿元|30|29|{reason}",
        "^|^|档案规范性|规范|规范|70|70|",
    )
    title = "某某区科技局2022年度部门整体支出绩效自评报告"
    report = audit(document(table("\n".join(rows), title="项目支出绩效自评表", unit=""), text=(title,)))
    assert report.scores[0].verdict is verdict


def test_a_form_without_a_column_of_results_lacks_none() -> None:
    rows = (
        "一级指标|二级指标|三级指标|分数|指标值|得分",
        "决策|立项|立项依据充分性|20|①符合法律法规；②符合行业规划|19",
        "产出|质量|档案规范性|80|资料齐全、归档及时|79",
    )
    title = "某某区科技局2022年度部门整体支出绩效自评报告"
    report = audit(document(table("\n".join(rows), title="专项支出绩效评分表", unit=""), text=(title,)))
    assert [s.verdict for s in report.scores] == [Verdict.WITHIN_RANGE] * 2
    assert not report.findings


RATES = """
项目名称 | 信访与普查 | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 质量指标 | {name} | {target} | {actual} | 90 | 90
满意度指标 | 满意度 | 来访群众满意度 | ≥90% | 95% | 10 | 10
总分 | < | < | < | < | 100 | 100
"""


@pytest.mark.parametrize(
    ("name", "target", "actual", "verdict"),
    [
        ("投诉办结率", "95", "97.3", Verdict.AGREES),  # of what was done about complaints, more is better
        ("事故处置及时率", "95%", "90%", Verdict.DISAGREES),
        ("群众投诉率", "3%", "2%", Verdict.AGREES),
        ("普查覆盖率", "100", "1", Verdict.WITHIN_RANGE),  # a hundred percent, or one of them
    ],
)
def test_which_way_a_rate_is_good(name: str, target: str, actual: str, verdict: Verdict) -> None:
    grid = RATES.format(name=name, target=target, actual=actual)
    report = normalize(document(table(grid, header_rows=0, unit="")))
    found = {s.indicator: s.verdict for s in score_indicators(report, choose_rubric(report))}
    assert found[name] is verdict


NO_BUDGET = """
项目名称 | < | 应急抢险 | < | < | < | < | <
项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 0.00 | {budget} | 0.00 | 10 | {rate} | 10
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 原因
产出指标 | 数量指标 | 抢险次数 | ≥1次 | 2次 | 90 | 90 |
总分 | < | < | < | < | 100 | 100 |
"""


@pytest.mark.parametrize(
    ("budget", "rate", "verdict"),
    [
        ("0.00", "0.00%", Verdict.AGREES),
        ("0", "0", Verdict.AGREES),
        ("15.00", "0.00%", Verdict.DISAGREES),
    ],
)
def test_no_execution_rate_on_a_budget_of_nothing(budget: str, rate: str, verdict: Verdict) -> None:
    report = normalize(document(table(NO_BUDGET.format(budget=budget, rate=rate), header_rows=0, unit="")))
    found = {s.indicator: s.verdict for s in score_indicators(report, choose_rubric(report))}
    assert found["预算执行率"] is verdict
