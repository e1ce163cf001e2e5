"""A figure whose digits were cut off is told once, whatever number of checks comes upon it."""

from __future__ import annotations

import random

import pytest

from parsers.read import read_document
from pipeline.audit import audit
from schemas.audit import CheckCode, Severity
from tests.test_other_sentences import audited
from tests.typeset import WORD, typeset
from tests.typeset.project_forms import make_form_report


def test_a_rate_cut_off_is_one_notice() -> None:
    said = "2022年政府采购计划金额为8,445.96万元，实际采购金额8,369.01万元，政府采购执行率为99.08%。"
    found = [f for f in audited(text=(said,)).findings if f.reported == "99.08"]
    assert [f.severity for f in found] == [Severity.NOTICE]


@pytest.mark.parametrize("seed", [241000, 241003])
def test_a_score_that_follows_a_wrong_amount_is_no_finding_of_its_own(seed: int) -> None:
    """The total of a form's funds is wrong: its sum fails, and with it the score for 执行率, right by the sum."""
    report, key = make_form_report(random.Random(seed), error="fund_sum")
    found = audit(read_document(typeset(report, WORD)[0], name="form.pdf")).findings
    [told] = [f for f in found if f.severity is Severity.ERROR]
    assert told.code is CheckCode.SUM
    assert told.reported.replace(",", "") == key["findings"][0]["reported"].replace(",", "")
    assert ["预算执行率" in said for said in told.consequences] == [True]
    assert told.message_zh.endswith("另有 1 处因此不符")
