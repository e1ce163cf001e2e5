"""One slip in a project form is one error, at the figure that is wrong; what follows from it stands below."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.audit import audit
from schemas.audit import AuditedReport, Finding, Severity, Verdict
from tests.normalize.grids import document, table

FORM = """
项目名称 | < | {name} | < | < | < | < | <
项目资金（万元） | 来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 100.00 | {budget} | {spent} | 10 | {rate} | {rate_score}
^ | 其中：当年财政拨款 | 80.00 | 110.00 | 90.70 | — | 82.45% | —
^ | 上年结转资金 | 20.00 | 20.00 | 16.20 | — | 81.00% | —
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 原因
产出指标 | 数量指标 | 巡查次数 | ≥12次 | 12次 | {weight} | 40 |
^ | 质量指标 | 整改率 | ≥95% | 96% | 20 | 20 |
满意度指标 | 服务对象满意度 | 居民满意度 | ≥90% | 95% | 30 | 30 |
总分 | < | < | < | < | 100 | {total} |
"""
RIGHT = {
    "name": "河道保洁", "budget": "130.00", "spent": "106.90", "rate": "82.23%", "rate_score": "8.22",
    "weight": "40", "total": "98.22",
}  # fmt: skip


def audited(*forms: dict[str, str]) -> AuditedReport:
    tables = [
        table(FORM.format(**RIGHT | values), header_rows=0, unit="", table_id=f"t{n:02}")
        for n, values in enumerate(forms)
    ]
    return audit(document(*tables))


def errors(*forms: dict[str, str]) -> list[Finding]:
    return [f for f in audited(*forms).findings if f.severity is Severity.ERROR]


def test_a_right_form_is_not_accused() -> None:
    assert errors({}) == []


@pytest.mark.parametrize(
    ("values", "reported", "expected"),
    [
        ({"budget": "148.00"}, "148.00", "130.00"),
        ({"spent": "97.90"}, "97.90", "106.90"),
        # rate and score follow the wrong total, and only its parts do not make it up
        ({"budget": "148.00", "rate": "72.23%", "rate_score": "7.22", "total": "97.22"}, "148.00", "130.00"),
        ({"rate": "86.23%"}, "86.23", "82.23"),
        ({"rate": "86.23%", "rate_score": "8.62", "total": "98.62"}, "86.23", "82.23"),
    ],
)
def test_a_slip_of_the_funds_is_one_error_and_the_score_follows_from_it(
    values: dict[str, str], reported: str, expected: str
) -> None:
    [finding] = errors(values)
    assert (finding.reported, finding.expected_low) == (reported, expected)


def test_a_score_that_follows_from_neither_amounts_nor_rate_is_wrong() -> None:
    [finding] = errors({"rate_score": "9.20", "total": "99.20"})
    assert (finding.locus.indicator, finding.reported, finding.expected_low) == ("预算执行率", "9.20", "8.22")


def test_a_weight_that_breaks_the_total_and_the_full_points_is_the_slip() -> None:
    [finding] = errors({"weight": "45"})
    assert (finding.locus.row, finding.locus.column) == ("巡查次数", "权重")
    assert (finding.reported, finding.expected_low) == ("45", "40")


@pytest.mark.parametrize(("score", "total"), [("8.2", "98.2"), ("8", "98")])
def test_each_form_prints_scores_to_its_own_decimals(score: str, total: str) -> None:
    rounded = {"name": "道路养护", "rate_score": score, "total": total}
    report = audited({}, rounded)
    assert [f.message_zh for f in report.findings if f.severity is Severity.ERROR] == []
    [own] = [s for s in report.scores if s.subject == "道路养护" and s.indicator == "预算执行率"]
    assert own.verdict is Verdict.AGREES


def test_the_range_of_a_file_of_forms_is_that_of_its_first() -> None:
    report = audited({}, {"name": "道路养护"}, {"name": "校舍维修"})
    assert (report.self_total, report.recomputed_low, report.recomputed_high) == (Decimal("98.22"),) * 3


WHOLE = """
一级指标 | 二级指标 | 评价指标 | 分值 | 自评得分
决策 | 预算编制 | 预算编制合理性 | 40 | 36.5
管理 | 资金管理 | 财务合规性 | 60 | 55
"""


@pytest.mark.parametrize("forms_first", [True, False])
def test_what_is_said_of_the_unit_is_not_held_against_a_projects_form(forms_first: bool) -> None:
    own = table(WHOLE, title="部门整体支出绩效自评得分表", unit="")
    forms = [table(FORM.format(**RIGHT), header_rows=0, unit="")]
    tables = [*forms, own] if forms_first else [own, *forms]
    for said, wrong in (("91.5", []), ("93.5", ["93.5"])):
        text = f"本部门整体支出绩效自评得分{said}分，评价等级为优。"
        found = audit(document(*tables, text=["甲市乙局2022年度部门整体支出绩效自评报告", text])).findings
        assert [f.reported for f in found if f.severity is Severity.ERROR] == wrong


SCALE = (
    "说明：1.预算执行率达到90%（含）以上的，得10分；80%（含）-90%的，得8分；60%（含）-80%的，得6分；60%以下的不得分。"
    "2.其余按完成情况打分。"
)


def test_steps_of_the_execution_rate_that_the_form_prints_decide_its_score() -> None:
    def found(points: str, total: str, note: str) -> tuple[list[str], Verdict]:
        values = RIGHT | {"rate_score": points, "total": total}
        report = audit(document(table(FORM.format(**values), header_rows=0, unit=""), text=[note]))
        [own] = [s for s in report.scores if s.indicator == "预算执行率"]
        return [f.reported for f in report.findings if f.severity is Severity.ERROR], own.verdict

    assert found("8", "98", SCALE) == ([], Verdict.AGREES)
    assert found("8.22", "98.22", SCALE) == (["8.22"], Verdict.DISAGREES)
    assert found("8.22", "98.22", SCALE.replace("得10分", "得20分"))[0] == []  # of a table with other points
    unread = "预算执行率达到序时进度且高于90%以上的，参照主管部门意见得5分至10分，其他视情况扣分。"
    assert found("7", "97", unread)[0] == []


SIGNED = """
项目名称 | < | 水库加固 | < | < | < | < | <
预算执行情况（万元） | 来源 | 年初预算数 | 调整后预算数 | 预算执行数 | 预算执行率 | 得分 | <
^ | 总额 | 100.00 | 130.00 | 106.90 | 82.23% | {funds} | <
^ | 其中：财政资金 | 100.00 | 130.00 | 106.90 | 82.23% | | <
一级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分
产出指标 | 加固座数 | ≥ | 3 | 座 | 2 | 30 | {score}
^ | 合格率 | ＝ | 100 | % | 100 | 30 | 30
满意度指标 | 群众满意度 | ≥ | 90 | % | 94.3 | 30 | 30
合计 | < | < | < | < | < | 100 | {total}
"""


@pytest.mark.parametrize(
    ("funds", "score", "total", "wrong"),
    [
        ("8.22", "20", "88.22", []),
        ("8.22", "30", "98.22", [("加固座数", "30")]),
        ("9.22", "20", "89.22", [("预算执行率", "9.22")]),
    ],
)
def test_points_of_the_funds_without_a_weight_are_what_the_other_weights_leave(
    funds: str, score: str, total: str, wrong: list[tuple[str, str]]
) -> None:
    form = table(SIGNED.format(funds=funds, score=score, total=total), header_rows=0, unit="")
    found = audit(document(form, text=["注：定量指标未达到指标值的，得分=完成值/指标值×权重。"]))
    told = [f for f in found.findings if f.severity is not Severity.NOTICE]
    assert [(f.locus.indicator, f.reported) for f in told] == wrong


def test_a_score_is_told_with_the_form_that_it_stands_in() -> None:
    made = [
        table(FORM.format(**RIGHT | values), header_rows=0, unit="", table_id=f"t{n:02}", title=title)
        for n, (title, values) in enumerate(
            (("甲表", {}), ("乙表", {"name": "灯会", "rate_score": "9.22", "total": "99.22"}))
        )
    ]
    found = [f for f in audit(document(*made)).findings if f.severity is Severity.ERROR]
    assert [(f.locus.table, f.locus.indicator, f.reported) for f in found] == [("乙表", "预算执行率", "9.22")]
