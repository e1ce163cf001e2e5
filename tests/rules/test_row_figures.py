"""Figures that only an indicator's own row states, and what they must not do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.rule import printed_rule
from pipeline.rules.rows.numbers import row_figures
from schemas.audit import Severity, Verdict
from schemas.geometry import Box
from tests.rules.small_reports import score_line
from tests.rules.test_annexes import judged

BOX = Box(page=1, x0=0, top=0, x1=10, bottom=10)


def read(remark: str) -> list[tuple[str, str, int | None]]:
    line = score_line("某指标", "5", "5", remark=remark).model_copy(update={"remark_box": BOX})
    return [(f.name, f.figure.text, f.year) for f in row_figures(line, 2022)]


@pytest.mark.parametrize(
    ("remark", "wanted"),
    [
        ("全年预算数300万元，执行数285万元，执行率95%。", [("全年预算数", "300"), ("执行数", "285"), ("执行率", "95")]),
        ("6月末、9月末执行进度分别为41%、66.9%。", [("6月末执行进度", "41"), ("9月末执行进度", "66.9")]),
        ("执行率：95%", [("执行率", "95")]),
        ("结余率为0.15", [("结余率", "15")]),
        ("要求不低于95%", []),
        ("满意度约95%", []),
    ],
)
def test_numbers_with_the_words_before_them(remark: str, wanted: list[tuple[str, str]]) -> None:
    assert [(name, Decimal(text)) for name, text, _ in read(remark)] == [(n, Decimal(t)) for n, t in wanted]


def test_years_of_a_comparison() -> None:
    assert [year for *_, year in read("2021年支出36万元，2022年支出33万元。")] == [2021, 2022]
    assert [year for *_, year in read("上年度支出36万元，本年度支出33万元。")] == [2021, 2022]


RATE = {"指标": "资金到位率", "权重": 5, "评分标准": "得分=资金到位率×5分。"}


@pytest.mark.parametrize(
    "remark",
    [
        "目标值为80%",  # what was wanted
        "上年资金到位率为80%",
        "资金到位率为80%，资金到位率为90%",  # two values: neither
        "项目资金到位率较好",
    ],
)
def test_what_is_not_the_rate_states_nothing(remark: str) -> None:
    _, score = judged(RATE, {"自评说明": remark}, Decimal(5))
    assert (score.low, score.high) in ((None, None), (Decimal(0), Decimal(5)))


def test_the_body_comes_before_the_row() -> None:
    case = {"指标": "公众满意度", "权重": 10, "评分标准": "满意度≥90%得10分，≥80%得8分，低于80%不得分。"}
    stated = {"正文": "经调查，服务对象满意度为92%。", "自评说明": "满意度为85%"}
    report, score = judged(case, stated, Decimal(10))
    assert (score.low, score.high) == (Decimal(10), Decimal(10))
    assert not [f for f in report.findings if f.severity is Severity.ERROR]


def test_a_row_that_contradicts_itself_states_nothing() -> None:
    case = {"指标": "政府采购执行率", "权重": 5, "评分标准": "得分=执行率×5分，最高5分。"}
    remark = "政府采购预算数100万元，实际采购金额60万元，政府采购执行率95%"
    report, score = judged(case, {"自评说明": remark}, Decimal("4.75"))
    assert score.low is None
    assert not [f for f in report.findings if f.severity is Severity.ERROR]


def test_a_quotient_of_target_words_is_not_the_rate_itself() -> None:
    case = {"指标": "设备完好率", "权重": 5, "评分标准": "达标得满分，未达标按实际值/指标值×分值计算。"}
    report, score = judged(case, {"自评说明": "设备完好率为93.1%"}, Decimal("4.75"))
    assert not [f for f in report.findings if f.severity is Severity.ERROR]
    assert score.low in (None, Decimal(0))
    with_target = case | {"评分标准": "指标值≥98%，达标得满分，未达标按实际值/指标值×分值计算。"}
    assert printed_rule("设备完好率", Decimal(5), with_target["评分标准"]).understood


def test_what_a_rule_excepts_is_left_to_a_person() -> None:
    case = {
        "指标": "预算调整率",
        "权重": 4,
        "评分标准": "调整率不超过10%得4分，每超过1个百分点扣0.4分，扣完为止。因落实政策产生的调整除外。",
    }
    report, score = judged(case, {"正文": "2022年预算调整率为15%。"}, Decimal(4))
    assert (score.low, score.high) == (Decimal(2), Decimal(4))
    assert not [f for f in report.findings if f.severity is Severity.ERROR]


def test_a_score_that_only_its_row_explains_is_for_a_person() -> None:
    case = {"指标": "公众满意度", "权重": 10, "评分标准": "满意度≥90%得10分，≥80%得8分，低于80%不得分。"}
    stated = {"正文": "经调查，服务对象满意度为92%。", "自评说明": "满意度为85%"}
    report, score = judged(case, stated, Decimal(8))
    assert score.verdict is Verdict.AMBIGUOUS
    assert not [f for f in report.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "criteria",
    [
        "控制率小于或等于1计5分，否则按比例计分。",
        "控制率≤100%得5分；控制率＞100%的，按比例扣分。",
        "按控制率的比例计分。",
    ],
)
def test_in_proportion_to_a_rate_of_which_less_is_better_is_not_guessed(criteria: str) -> None:
    case = {"指标": "在职人员控制率", "权重": 5, "评分标准": criteria}
    stated = {"正文": "我局编制数100人，在职人员数104人，在职人员控制率104%。"}
    for score in (Decimal("4.81"), Decimal("4.8"), Decimal(0), Decimal(5)):
        report, _ = judged(case, stated, score)
        assert not [f for f in report.findings if f.severity is Severity.ERROR], score


def test_a_change_of_budgets_is_not_worked_out_from_what_was_spent() -> None:
    case = {
        "指标": "“三公经费”变动率",
        "权重": 5,
        "指标说明": "“三公经费”变动率=[（本年度“三公经费”预算数-上年度“三公经费”预算数）/上年度“三公经费”预算数]×100%",
        "评分标准": "“三公经费”变动率≦0，计5分；“三公经费”＞0，每超过一个百分点扣0.5分，扣完为止。",
    }
    stated = {"正文": "2022年“三公”经费决算数26万元，2021年“三公”经费决算数25万元。"}
    _, score = judged(case, stated, Decimal(5))
    assert score.low is None
    without = {k: v for k, v in case.items() if k != "指标说明"}
    assert judged(without, stated, Decimal(3))[1].low == Decimal(3)


def test_who_has_nothing_of_the_kind_has_no_figure_either() -> None:
    case = {
        "指标": "楼堂馆所面积控制率",
        "权重": 5,
        "评分标准": "100%以下（含）计满分，每超出5%扣2分。没有楼堂馆所的部门按满分计算。",
    }
    report, score = judged(case, {}, Decimal(5))
    assert score.verdict is Verdict.WITHIN_RANGE
    assert not [f for f in report.findings if "楼堂馆所" in f.message_zh]


@pytest.mark.parametrize(
    "criteria",
    [
        "目标值90%，达标得10分；未达标，得分=实际值/目标值×10。",
        "目标值为90%，得分=实际值/目标值×10，最高10分。",
        "得分=实际完成值/年度目标值×10，最高10分。",  # the target is not stated: nothing can be said
    ],
)
def test_a_rate_above_its_target_is_not_the_quotient_of_both(criteria: str) -> None:
    case = {"指标": "暴雨预警准确率", "权重": 10, "评分标准": criteria}
    report, score = judged(case, {"自评说明": "91.5%"}, Decimal(10))
    assert score.verdict is not Verdict.DISAGREES
    assert not [f for f in report.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("remark", "score"),
    [
        ("全年共完成政府采购90.00万元，占采购计划金额100.00万元的90.00%。", "2.70"),
        ("采购计划金额100.00万元，完成采购金额90.00万元。", "2.70"),
        ("上年完成政府采购90.00万元。", None),
    ],
)
def test_operands_that_the_words_before_a_number_end_with(remark: str, score: str | None) -> None:
    rule = {"指标": "政府采购执行率", "权重": 3, "评分标准": "得分=实际采购金额合计数/采购计划金额合计数×3分。"}
    _, found = judged(rule, {"自评说明": remark}, Decimal(3))
    wanted = None if score is None else Decimal(score)
    assert (found.low, found.high) == (wanted, wanted)
