"""A rule beside a target and an actual value in columns of their own."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from pipeline.rules.printed.target_words import with_target
from schemas.audit import Severity, Verdict
from tests.normalize.grids import document, table

TITLE = "某某县民政局2022年度部门整体支出绩效自评报告"


def judged(name: str, target: str, actual: str, criteria: str, weight: int, score: str) -> tuple[Verdict, int]:
    """The verdict on an indicator's score, and how many errors the report is accused of."""
    rest = 100 - weight
    rows = (
        "一级指标|二级指标|三级指标|年度指标值|全年完成值|评（扣）分标准|分值|得分",
        f"产出|质量|{name}|{target}|{actual}|{criteria}|{weight}|{score}",
        f"^|^|档案工作规范性|规范|规范|档案工作有序的得{rest}分，否则酌情扣分。|{rest}|{rest}",
    )
    report = audit(document(table("\n".join(rows), title="部门整体绩效自评表", unit=""), text=(TITLE,)))
    errors = [f for f in report.findings if f.severity is Severity.ERROR and f.code.value == "score"]
    return report.scores[0].verdict, len(errors)


CASES = [
    ("社会公众满意度", "≥90%", "88%", "≥90%得满分，每低1个百分点扣0.5分", 5, "4", "4.5"),
    ("服务企业满意度", "≥90%", "95.1%", "≥90%得满分，每低1个百分点扣0.5分", 5, "5", "4"),
    ("“三公经费”控制率", "≤100%", "102%", "≤100%得满分，每超1%扣10%分值", 4, "3.2", "4"),
    ("政府采购执行率", "≥95%", "90%", "政府采购执行率≥95%得满分，每低1个百分点扣5%分值", 4, "3", "3.5"),
    ("对象认定准确率", "≥99%", "98%", "达到目标值得满分，每低1个百分点扣1分，扣完为止", 8, "7", "8"),
    ("补助按时发放率", "100%", "100%", "达到目标值得满分，未达到目标值不得分", 6, "6", "3"),
    ("平均住院日", "≤8.00天", "8.3天", "不高于目标值得8分；高于目标值的，每高0.1天扣0.5分，扣完为止", 8, "6.5", "7"),
    ("公开课场次", "≥20场", "18场", "达到目标值得满分，每少1场扣1分，扣完为止", 8, "6", "7"),
    ("新建泊位数", "≥320个", "296个", "完成值不低于目标值的得满分，低于的按完成值与目标值之比计分", 8, "7.4", "7.8"),
    ("游客增长率", "≥8%", "6.4%", "达到目标值得8分；未达到的，按完成值占目标值的比例计分；负增长不得分", 8, "6.4", "7"),
    ("吨水电耗", "≤0.4千瓦时", "0.5千瓦时", "不高于目标值得满分，否则得分=目标值÷完成值×分值", 8, "6.4", "7.2"),
    ("展览场次", "25场", "20场", "完成率=完成值/目标值×100%，达到100%得满分，否则按完成率×权重计分", 8, "6.4", "7.2"),
    ("培训参训率", "≥90%", "80%", "完成值÷指标值×8，不超过8分", 8, "7.11", "7.6"),
    (
        "养老对象满意度",
        "≥90%",
        "87%",
        "≥90%得满分；60%-90%之间按（满意度-60%）/30%×8计分；低于60%不得分",
        8,
        "7.2",
        "7.7",
    ),
]


@pytest.mark.parametrize(("name", "target", "actual", "criteria", "weight", "right", "wrong"), CASES)
def test_the_row_s_own_actual_value_is_what_the_rule_is_applied_to(
    name: str, target: str, actual: str, criteria: str, weight: int, right: str, wrong: str
) -> None:
    assert judged(name, target, actual, criteria, weight, right) == (Verdict.AGREES, 0)
    assert judged(name, target, actual, criteria, weight, wrong) == (Verdict.DISAGREES, 1)


@pytest.mark.parametrize("actual", ["基本完成", "", "详见附件", "88%-92%"])
def test_words_and_ranges_are_no_actual_value(actual: str) -> None:
    verdict, errors = judged("公众满意度", "≥90%", actual, "≥90%得满分，每低1个百分点扣0.5分", 5, "4")
    assert (verdict in (Verdict.NOT_VERIFIABLE, Verdict.WITHIN_RANGE), errors) == (True, 0)


@pytest.mark.parametrize(
    ("criteria", "target", "wanted"),
    [
        ("达到年度指标值得5分，未达到的不得分", "=100%", "≥100%得5分，<100%的不得分"),
        ("达标得10分；未达标的，得分=实际值/目标值×10", "≥90%", "≥90%得10分；<90%的，得分=实际值/90%×10"),
        ("不高于目标值得满分，每高1个百分点扣0.5分", "≤5%", "≤5%得满分，每高1个百分点扣0.5分"),
        ("目标值95%，达标得满分", "≥90%", "目标值95%，达标得满分"),  # its own target stands
        ("达到目标值得满分", "≥600家次", "达到目标值得满分"),
    ],
)
def test_the_target_s_number_in_the_criteria(criteria: str, target: str, wanted: str) -> None:
    assert with_target(criteria, target) == wanted


def test_targets_are_figures_of_a_rule_that_another_table_prints() -> None:
    scores = (
        "一级指标|三级指标|分值|年度指标值|实际完成值|得分|偏差原因",
        "产出|新建泊位数|60|≥320个|240个|45|征地受阻",
        "产出|泊位使用率|40|≥90%|88%|39|收费偏高",
    )
    rules = (
        "序号|指标名称|评分方法",
        "1|新建泊位数|完成值不低于指标值的记满分；低于指标值的，按完成值占指标值的比例乘以分值记分。",
        "2|泊位使用率|使用率达到90%的得40分，每低1个百分点扣2分，扣完为止。",
    )
    tables = (
        table("\n".join(scores), title="部门整体绩效自评表", unit=""),
        table("\n".join(rules), title="指标评分方法", unit="", table_id="t02"),
    )
    report = audit(document(*tables, text=(TITLE,)))
    found = {s.indicator: (s.verdict, s.low, s.high) for s in report.scores}
    assert found["新建泊位数"] == (Verdict.AGREES, 45, 45)
    assert found["泊位使用率"] == (Verdict.DISAGREES, 36, 36)
