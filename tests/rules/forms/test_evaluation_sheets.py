"""Score sheets as evaluators print them: scales in the targets' column, no results, scores worked out in the row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.audit import audit
from schemas.audit import AuditedReport, Verdict
from tests.normalize.grids import document, table

TITLE = "某某县2022年度水利专项资金绩效评价报告"
HEAD = "一级指标|二级指标|三级指标|分值|指标值（评分标准）|得分|评分依据"


def audited(*rows: str, head: str = HEAD) -> AuditedReport:
    return audit(document(table("\n".join((head, *rows)), title="专项资金绩效评价评分表", unit=""), text=(TITLE,)))


def test_a_target_in_a_sheet_without_results_asks_for_no_figure() -> None:
    rows = ("产出|数量|堤防加固完成率|60|>90%|60", "^|质量|制度健全性|40|①制度健全；②制度完整。|35")
    sheet = audited(*rows, head="一级指标|二级指标|三级指标|分数|指标值|得分")
    assert [s.verdict for s in sheet.scores] == [Verdict.WITHIN_RANGE, Verdict.WITHIN_RANGE]
    assert not sheet.findings


def test_an_empty_cell_of_a_column_of_results_is_asked_for() -> None:
    rows = ("产出|数量|堤防加固完成率|60|>90%||60", "^|质量|闸门检修合格率|40|>95%|98%|40")
    sheet = audited(*rows, head="一级指标|二级指标|三级指标|分值|指标值|实际完成值|得分")
    assert [s.verdict for s in sheet.scores] == [Verdict.NOT_VERIFIABLE, Verdict.AGREES]
    assert [f.code.value for f in sheet.findings] == ["evidence"]


@pytest.mark.parametrize(
    ("scale", "score", "verdict"),
    [
        ("评分标准：闸门检修合格率*10", "9", Verdict.AGREES),
        ("闸门检修合格率≥95%得10分，每低1个百分点扣1分", "5", Verdict.AGREES),
        ("闸门检修合格率≥95%得10分，每低1个百分点扣1分", "8", Verdict.DISAGREES),
        ("评分标准：合格[9,10]，基本合格[8,9)，不够合格[0,8)", "9", Verdict.WITHIN_RANGE),
    ],
)
def test_a_scale_in_the_column_of_targets_is_the_rule(scale: str, score: str, verdict: Verdict) -> None:
    rows = (
        f"产出|质量|闸门检修合格率|10|{scale}|{score}|闸门检修合格率为90%。",
        "^|^|制度健全性|90|制度健全|90|制度文件",
    )
    assert audited(*rows).scores[0].verdict is verdict


@pytest.mark.parametrize(
    "worked",
    [
        "90%*10分=9",
        "完成率×权重=（288/320）×10",
    ],
)
def test_the_rate_that_a_row_multiplies_by_its_weight(worked: str) -> None:
    criteria = "得分=水毁工程修复完成率×10分。"
    head = "一级指标|二级指标|三级指标|分值|评分标准|得分|扣分要点"
    rest = "^|^|制度健全性|90|制度健全得90分|90|-"
    sheet = audited(f"产出|数量|水毁工程修复完成率|10|{criteria}|9.00|{worked}", rest, head=head)
    assert sheet.scores[0].verdict is Verdict.AGREES
    other = audited(f"产出|数量|水毁工程修复完成率|10|{criteria}|7.00|{worked}", rest, head=head)
    assert other.scores[0].verdict is Verdict.DISAGREES


@pytest.mark.parametrize("worked", ["288/320*10，300/320*10", "5%+85%*10", "95%×10×0.9", "较上年增长12%"])
def test_other_reckoning_states_no_rate(worked: str) -> None:
    head = "一级指标|二级指标|三级指标|分值|评分标准|得分|扣分要点"
    row = f"产出|数量|水毁工程修复完成率|10|得分=水毁工程修复完成率×10分。|9.00|{worked}"
    sheet = audited(row, "^|^|制度健全性|90|制度健全得90分|90|-", head=head)
    assert sheet.scores[0].verdict is Verdict.NOT_VERIFIABLE


def test_the_grade_below_the_total_is_no_indicator() -> None:
    rows = ("决策|立项|立项依据充分性|40|36", "产出|数量|水毁工程修复数|60|52.5", "合计|||100|88.5", "评价等级|||良|")
    sheet = audited(*rows, head="一级指标|二级指标|三级指标|分值|评分")
    assert [s.indicator for s in sheet.scores] == ["立项依据充分性", "水毁工程修复数"]
    assert [
        (t.name, t.grade) for t in sheet.report.score_totals if t.self_score and t.self_score.value == Decimal("88.5")
    ] == [("合计", "良")]


@pytest.mark.parametrize(("target", "actual"), [("3%", "0"), ("3%", "2.1%"), ("＝3%", "1%"), ("≤3%", "2%")])
@pytest.mark.parametrize("name", ["预算调整率", "年末结转结余率", "资产负债率", "群众投诉率"])
def test_less_is_better_by_what_the_rate_is(name: str, target: str, actual: str) -> None:
    head = "一级指标|二级指标|三级指标|分值|年度指标值|全年完成值|得分"
    rows = (f"管理|预算|{name}|10|{target}|{actual}|10", "产出|数量|堤防加固长度|90|≥12公里|12公里|90")
    assert audited(*rows, head=head).scores[0].verdict is Verdict.AGREES


def test_a_coefficient_of_the_form_s_own_leaves_its_score_to_a_person() -> None:
    head = "一级指标|二级指标|三级指标|分值|年度指标值|全年完成值|得分系数（%）|得分"
    rows = ("产出|数量|演练次数|40|26次|12次|100%|40", "^|^|清淤长度|60|12公里|12公里|100%|60")
    assert audited(*rows, head=head).scores[0].verdict is Verdict.WITHIN_RANGE
    wrong = ("产出|数量|演练次数|40|26次|12次|46%|40", "^|^|清淤长度|60|12公里|12公里|100%|60")
    assert audited(*wrong, head=head).scores[0].verdict is Verdict.DISAGREES
