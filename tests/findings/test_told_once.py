"""A figure whose digits were cut off is told once, whatever number of checks comes upon it."""

from __future__ import annotations

from schemas.audit import Severity
from tests.test_other_sentences import audited


def test_a_rate_cut_off_is_one_notice() -> None:
    said = "2022年政府采购计划金额为8,445.96万元，实际采购金额8,369.01万元，政府采购执行率为99.08%。"
    found = [f for f in audited(text=(said,)).findings if f.reported == "99.08"]
    assert [f.severity for f in found] == [Severity.NOTICE]
