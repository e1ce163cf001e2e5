"""The national form of a project's self-evaluation: blocks of one table."""

from __future__ import annotations

from decimal import Decimal

from pipeline.normalize.report import normalize
from schemas.figure import Unit
from tests.normalize.grids import document, table

FORM = """
项目支出绩效自评表 | < | < | < | < | < | < | <
项目名称 | < | {name} | < | < | < | < | <
主管部门 | < | 甲局 | < | 实施单位 | < | 乙中心 | <
项目资金（万元） | < | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分
^ | ^ | 年度资金总额 | 100.00 | 120.00 | 108.00 | 10 | 9
^ | ^ | 其中：当年财政拨款 | 100.00 | 110.00 | 100.00 | — | —
^ | ^ | 上年结转资金 | 0.00 | 10.00 | 8.00 | — | —
年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
^ | 办好活动 | < | < | 已办好 | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 偏差原因分析及改进措施 | 分值 | 得分
产出指标（50分） | 数量指标 | 活动场次 | ≥12场 | 12场 | | 30 | 30
^ | 时效指标 | 按期完成率 | ≥95% | 90% | 下雨延期 | 20 | 18.95
满意度指标 | 服务对象满意度 | 居民满意度 | ≥90% | 95% | | 40 | 40
总分 | < | < | < | < | < | 100 | 97.95
"""


def test_funds_indicators_and_total() -> None:
    report = normalize(document(table(FORM.format(name="社区文化活动"), header_rows=0, unit="")))
    assert {x.subject for x in report.score_lines} == {"社区文化活动"}
    got = [
        (x.level1, x.indicator, x.weight and x.weight.value, x.self_score and x.self_score.value)
        for x in report.score_lines
    ]
    assert got == [
        ("预算执行率", "预算执行率", 10, 9),
        ("产出指标", "活动场次", 30, 30),
        ("产出指标", "按期完成率", 20, Decimal("18.95")),
        ("满意度指标", "居民满意度", 40, 40),
    ]
    late = report.score_lines[2]
    assert (late.criteria, late.remark) == ("≥95%", "90%")
    (total,) = report.score_totals
    assert total.self_score is not None
    assert total.self_score.value == Decimal("97.95")
    whole, *parts = report.budget_lines
    assert whole.figures["outturn"].plain == "108.00"
    assert whole.figures["outturn"].unit is Unit.WAN_YUAN
    assert all(p.parent_order == whole.order for p in parts)


def test_forms_of_two_projects_do_not_speak_of_one_quantity() -> None:
    forms = [table(FORM.format(name=n), header_rows=0, unit="") for n in ("社区文化活动", "河道保洁")]
    report = normalize(document(*forms))
    budgets = [f for f in report.facts if f.metric == "revised_budget" and f.item == "年度资金总额"]
    assert sorted(f.scope for f in budgets) == ["河道保洁", "社区文化活动"]
    assert [x.subject for x in report.score_lines].count("河道保洁") == 4


def test_a_score_table_of_a_department_is_no_project_form() -> None:
    grid = table(
        """
        一级指标 | 二级指标 | 三级指标 | 分值 | 得分
        决策 | 目标 | 目标完整 | 4 | 4
        绩效 | 效率 | 执行进度 | 6 | 5
        """
    )
    assert all(not x.subject for x in normalize(document(grid)).score_lines)
