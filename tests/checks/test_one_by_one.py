"""A check that fails by a mistake of ours costs itself: a report of a sort that nobody has seen keeps all others."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from pipeline.checks import all_checks
from tests.normalize.grids import document, table

SHEET = """
项目 | 预算数 | 决算数 | 执行率
基本支出 | 100.00 | 90.00 | 90.00%
项目支出 | 300.00 | 270.00 | 90.00%
合计 | 400.00 | 380.00 | 95.00%
"""


def broken(*_: object, **__: object) -> None:
    raise KeyError("no such row")


def test_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    report = document(table(SHEET, title="表1 支出情况表"), text=("甲县乙局2022年度部门整体支出绩效自评报告",))
    whole = audit(report)
    monkeypatch.setattr(all_checks, "growth_checks", broken)
    failed: list[str] = []
    found = audit(report, failed)
    assert [f.message_zh for f in found.findings] == [f.message_zh for f in whole.findings] != []
    assert failed == ["broken: KeyError: 'no such row'"]


def test_a_mistake_is_seen_where_nobody_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(all_checks, "growth_checks", broken)
    with pytest.raises(KeyError):
        audit(document(table(SHEET, title="表1 支出情况表"), text=("甲县乙局2022年度部门整体支出绩效自评报告",)))
