"""A number that comes plainly of what stands before it in its own sentence is no question; slips go on being told."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Outcome, Severity
from tests.normalize.grids import document

TITLE = "某县某某局2023年度部门整体支出绩效自评报告"


def told(sentence: str) -> list[str]:
    """The errors and warnings of a sentence."""
    found = audit(document(text=(TITLE, sentence))).findings
    return [f.message_zh for f in found if f.severity is not Severity.NOTICE]


@pytest.mark.parametrize(
    "right",
    [
        "改造涉及17个院落1335户，居民自筹44.51万元、财政补助508.16万元，户均投入4140元。",
        "门诊收入1821.38万元、住院收入2034.21万元，分别占47.24%和52.76%，合计较上年3783.11万元增长1.92%。",
        "年末实有商户50840户，当年新设7553户、注销3896户，净增3657户，比上年末增长7.75%。",
        "在校学生2859人，教学班53个，初一至初三分别为966人、979人、914人，平均班额53.9人。",
        "全年接警2550起，其中火灾697起、抢险831起、其他1022起，接警总量比上年2361起增长8.01%。",
        "全市发生事故12起、死亡3人，起数比上年的15起下降20.00%，死亡人数比上年减少3人。",
        "募集善款206.55万元，资助学生432名，人均4303元（按善款的90%用于资助计算）。",
        "调查372人，门诊183人中满意162人（88.52%），住院189人中满意183人（96.83%），职工满意度86.71%不计分。",
    ],
)
def test_results_of_the_sentence_s_own_numbers(right: str) -> None:
    assert told(right) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("收到投诉520件，办结507件，办结率97.50%。", "收到投诉520件，办结507件，办结率97.05%。"),
        ("预算300.00万元，支出276.30万元，执行率92.10%。", "预算300.00万元，支出276.30万元，执行率91.20%。"),
        ("在编38人、聘用19人，共57人，人均经费2.10万元。", "在编38人、聘用19人，共75人，人均经费2.10万元。"),
        (
            "项目支出812.40万元，较上年的760.10万元增长6.88%。",
            "项目支出812.40万元，较上年的760.10万元增长8.68%。",
        ),
    ],
)
def test_slips_are_told_as_before(right: str, wrong: str) -> None:
    assert told(right) == []
    assert told(wrong)


def test_what_is_left_open_says_why() -> None:
    checks = audit(document(text=(TITLE, "改造1335户，居民自筹44.51万元、财政补助508.16万元，户均投入4140元。"))).checks
    left = [c for c in checks if c.variant == "own_result"]
    assert [c.outcome for c in left] == [Outcome.NOT_CHECKABLE]
    assert left[0].reason
