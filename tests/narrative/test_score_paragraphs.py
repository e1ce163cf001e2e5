"""Indicators that a report without a score table scores one after the other in its text."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from pipeline.normalize.report import normalize
from schemas.audit import AuditedReport, Severity, Verdict
from tests.narrative.documents import document

LEADS = {
    "weights in brackets": "{n}.{name}（满分{w}分）。评分标准：{rule}。{said}本项{off}得{got}分。",
    "weights in the first clause": "（{n}）{name}：分值{w}分。计分办法：{rule}。{said}自评得分{got}分。",
    "nothing but a name before": "{name}（{w}分）。{said}评分标准：{rule}。自评得{got}分。",
}
ITEMS = (
    ("目标明确性", "20", "目标清晰的得20分，视情扣分", "年初设定目标12项。", "19"),
    ("预算执行率", "40", "执行率不低于95%的得40分，低于95%的得30分", "全年预算数100.00万元，实际支出93.00万元。", "30"),
    ("服务对象满意度", "40", "满意度乘以40分", "满意度为90%。", "36"),
)


def told(lead: str, scores: tuple[str, ...] = ("19", "30", "36")) -> tuple[str, ...]:
    out = ["甲局2021年度部门整体支出绩效自评报告"]
    for n, ((name, w, rule, said, _), got) in enumerate(zip(ITEMS, scores, strict=True), 1):
        off = f"扣{int(w) - int(got)}分，"
        out.append(LEADS[lead].format(n=n, name=name, w=w, rule=rule, said=said, off=off, got=got))
    return (*out, f"综上，自评总得分{sum(map(int, scores))}分。")


def audited(*texts: str) -> AuditedReport:
    return audit(document(texts))


@pytest.mark.parametrize("lead", LEADS)
def test_items_of_the_text_are_indicators(lead: str) -> None:
    lines = normalize(document(told(lead))).score_lines
    stated = [(x.indicator, x.weight and x.weight.plain, x.self_score and x.self_score.plain) for x in lines]
    assert stated == [(name, w, got) for name, w, _, _, got in ITEMS]
    assert [x.criteria for x in lines] == [f"{rule}。" for _, _, rule, _, _ in ITEMS]


@pytest.mark.parametrize("lead", LEADS)
def test_they_are_scored_by_their_criteria(lead: str) -> None:
    right, wrong = audited(*told(lead)), audited(*told(lead, ("19", "40", "36")))
    assert [s.verdict for s in right.scores][1:] == [Verdict.AGREES, Verdict.AGREES]
    assert not [f for f in right.findings if f.severity is Severity.ERROR]
    assert [(f.locus.indicator, f.reported) for f in wrong.findings if f.severity is Severity.ERROR] == [
        ("预算执行率", "40")
    ]


def test_a_wrong_deduction_or_total_is_found() -> None:
    texts = [t.replace("扣10分", "扣12分").replace("总得分85分", "总得分87分") for t in told("weights in brackets")]
    found = {f.reported for f in audited(*texts).findings if f.severity is Severity.ERROR}
    assert found == {"12", "87"}


def test_a_wrong_count_of_the_items_is_found() -> None:
    first, *items = told("weights in brackets")
    texts = (first, "本次自评共4项指标，满分100分，逐项评价如下。", *items)
    assert [f.reported for f in audited(*texts).findings if f.severity is Severity.ERROR] == ["4"]


def test_levels_stand_over_their_items() -> None:
    first, *items, _ = told("weights in brackets")
    lines = normalize(
        document((first, "（一）预算执行（60分）", *items[:2], "（二）效果（40分）", items[2]))
    ).score_lines
    assert [(x.level1, x.level1_weight and x.level1_weight.plain) for x in lines] == [
        ("预算执行", "60"),
        ("预算执行", "60"),
        ("效果", "40"),
    ]


def test_headings_that_score_levels_and_items() -> None:
    texts = (
        "甲局2021年度部门整体支出绩效自评报告",
        "（一）投入指标（分值40分，得分38.5分）",
        "1.目标合理性（分值15分，得分15分）",
        "对照年度目标，资料齐全。",
        "2.编制科学性（分值25分，得分23.5分）",
        "个别项目测算不细，扣1.5分。",
        "（二）产出指标（分值60分，得分58分）",
        "1.检查批次（分值60分，得分58分）",
        "2宗文书归档超期，扣2分。",
        "综合以上3项指标，自评得分96.5分。",
    )
    report = normalize(document(texts))
    assert [(x.level1, x.indicator, x.self_score and x.self_score.plain) for x in report.score_lines] == [
        ("投入", "目标合理性", "15"),
        ("投入", "编制科学性", "23.5"),
        ("产出", "检查批次", "58"),
    ]
    assert not [f for f in audited(*texts).findings if f.severity is Severity.ERROR]
    spoilt = [t.replace("得分38.5分", "得分39.5分").replace("扣2分", "扣3分") for t in texts]
    assert {f.reported for f in audited(*spoilt).findings if f.severity is Severity.ERROR} == {"39.5", "3"}


def test_other_lists_with_points_are_no_indicators() -> None:
    texts = ("1.环境卫生考核（10分），得9分。", "2.安全生产考核（10分），得8分。", "3.信访考核（10分），得10分。")
    assert normalize(document(texts)).score_lines == ()
