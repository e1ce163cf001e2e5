"""Bands of printed criteria that hold a value twice, or leave values between them without points."""

from __future__ import annotations

import pytest

from schemas.audit import AuditedReport, Severity
from tests.normalize.grids import table
from tests.small_audits import audited, errors, verdicts

OVERLAP = "预算执行率≥90%得10分；80%≤预算执行率＜95%得8分；预算执行率＜80%不得分。"
BOTH_CLOSED = "预算执行率≥90%得10分；80%≤预算执行率≤90%得8分；预算执行率＜80%不得分。"
GAP = "预算执行率≥95%得10分；80%≤预算执行率＜90%得8分；预算执行率＜80%不得分。"
PLAIN = "预算执行率95%以上得10分，85%-95%得8分，85%以下不得分。"


def _found(criteria: str, outturn: str, score: str) -> AuditedReport:
    remark = f"全年预算数1000万元，实际支出{outturn}万元。"
    return audited(
        table(
            f"""三级指标 | 分值 | 评分标准 | 自评得分 | 自评说明
预算执行率 | 10 | {criteria} | {score} | {remark}
社会效益 | 90 | 根据效益实现情况酌情计分。 | 85 | """
        )
    )


def _told(found: AuditedReport) -> list[tuple[str, str]]:
    return [(f.severity.value, f.message_zh) for f in found.findings if f.code.value == "criteria"]


@pytest.mark.parametrize(
    ("criteria", "outturn", "low", "high"),
    [
        (OVERLAP, "920", "8.00", "10.00"),
        (OVERLAP, "970", "10.00", "10.00"),
        (OVERLAP, "850", "8.00", "8.00"),
        (BOTH_CLOSED, "900", "8.00", "10.00"),
        (BOTH_CLOSED, "850", "8.00", "8.00"),
        (GAP, "970", "10.00", "10.00"),
        (GAP, "920", "0.00", "10.00"),
    ],
)
def test_both_points_stay_where_two_bands_hold_a_value(criteria: str, outturn: str, low: str, high: str) -> None:
    found = _found(criteria, outturn, high.split(".")[0])
    assert errors(found) == []
    assert verdicts(found)["预算执行率"][1:] == (low, high)
    assert [severity for severity, _ in _told(found)] == ["notice"]
    if low == high:
        wrong = _found(criteria, outturn, "5")
        assert [e[:2] for e in errors(wrong)] == [("score", "预算执行率")]


def test_what_clashes_is_named() -> None:
    assert "重叠" in _told(_found(OVERLAP, "970", "10"))[0][1]
    assert "空档" in _told(_found(GAP, "970", "10"))[0][1]
    assert _told(_found(PLAIN, "970", "10")) == []
    assert all(f.severity is Severity.NOTICE for f in _found(GAP, "970", "10").findings if f.code.value == "criteria")
