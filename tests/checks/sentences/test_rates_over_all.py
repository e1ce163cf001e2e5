"""A rate that says of how many among all cases something holds cannot exceed all of them."""

from __future__ import annotations

import pytest

from schemas.audit import Severity
from tests.small_audits import audited


@pytest.mark.parametrize(
    ("text", "rate", "printed"),
    [
        ("全年共接到来访91宗，信访办结率达102%，未发生超期。", "信访办结率", "102"),
        ("检查场所730个，隐患整改率为180%。", "隐患整改率", "180"),
        ("经问卷调查，服务对象满意度195.8%。", "服务对象满意度", "195.8"),
    ],
)
def test_more_than_all_is_asked_about(text: str, rate: str, printed: str) -> None:
    found = audited(text=(text,)).findings
    assert [(f.severity, f.locus.column, f.reported) for f in found] == [(Severity.WARNING, rate, printed)]


@pytest.mark.parametrize(
    "text",
    [
        "信访办结率达100%，群众满意度98.5%。",
        "任务完成率达160%，居全区第一。",
        "床位使用率为104%。",
        "投诉件数同比下降，办结率比上年提高102%。",
        "实际入户率为上年的120%，资金到位率110%。",
    ],
)
def test_rates_that_may_exceed(text: str) -> None:
    assert audited(text=(text,)).findings == ()
