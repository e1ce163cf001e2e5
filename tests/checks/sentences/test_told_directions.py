"""Words that say whether more or less was spent than planned are held against the two amounts told before them."""

from __future__ import annotations

import pytest

from schemas.audit import Severity
from tests.small_audits import audited


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "行政运行。年初预算为1,560.05万元，支出决算为1,511.89万元。决算数大于预算数的主要原因：人员进出。",
            "决算数大于预算数",
        ),
        (
            "年初预算为62.29万元，支出决算为60.99万元，完成年初预算的97.91%。决算数等于预算数的主要原因：按需执行。",
            "决算数等于预算数",
        ),
        (
            "“三公”经费年初预算为2.85万元，支出决算为0.39万元，完成预算的13.68%，其中：公务接待费决算为0.39万元。"
            "“三公”经费支出决算数大于预算数的主要原因：控制支出。",
            "支出决算数大于预算数",
        ),
        ("年初预算为446.11万元，支出决算为346.10万元，决算数与年初预算数一致。", "决算数与年初预算数一致"),
        ("年初预算为88.20万元，调整预算为96.30万元，支出决算为99.10万元，决算数小于预算数。", "决算数小于预算数"),
    ],
)
def test_words_against_amounts(text: str, claim: str) -> None:
    assert [(f.severity, f.locus.column) for f in audited(text=(text,)).findings] == [(Severity.ERROR, claim)]


@pytest.mark.parametrize(
    "text",
    [
        "年初预算为1,560.05万元，支出决算为1,511.89万元。决算数小于预算数的主要原因：人员进出。",
        "年初预算为100.20万元，支出决算为110.30万元。决算数大于预算数。",
        # nearly the same is told as the same, and rounding may make it so
        "年初预算为446.11万元，支出决算为446.10万元，决算数与预算数持平。",
        "年初预算为120.00万元，支出决算为93.20万元，决算数与预算数基本一致。",
        "年初预算为54.53万元，支出决算为54.53万元，决算数小于预算数的原因是四舍五入前略有结余。",
        # which plan is meant, and of what
        "年初预算为100.20万元，调整后预算为120.40万元，支出决算为110.30万元。决算数大于年初预算数，主要是追加。",
        "年初预算为100.20万元，调整后预算为120.40万元，支出决算为110.30万元。决算数大于预算数，主要是追加。",
        "三公经费预算10.20万元，决算8.30万元；其中公务接待费预算2.10万元，决算3.20万元。"
        "公务接待费决算数大于预算数的主要原因是批次增加。",
        "会议费预算10.20万元，决算8.30万元。培训费决算数大于预算数的主要原因是新增班次。",
        "甲项目预算10.20万元，决算8.30万元；乙项目预算2.10万元，决算3.20万元，决算数大于预算数。",
    ],
)
def test_right_words(text: str) -> None:
    assert audited(text=(text,)).findings == ()
