"""A total that only a column of shares bears out: the parts are all there are when their shares come to 100%."""

from __future__ import annotations

import pytest

from schemas.audit import CheckCode, Severity
from tests.normalize.grids import table
from tests.small_audits import audited

_SOURCES = """
收入来源 | 金额 | 比重
财政拨款 | 4,967.97 | 96.68%
上年结转 | {carried} | 3.00%
其他收入 | 16.58 | 0.32%
收入合计 | 5,138.71 | {whole}
"""


@pytest.mark.parametrize(
    ("carried", "whole", "accused"),
    [("154.16", "100.00%", False), ("151.46", "100.00%", True), ("151.46", "—", False)],
)
def test_amounts_beside_shares_that_make_the_whole(carried: str, whole: str, accused: bool) -> None:
    report = audited(table(_SOURCES.format(carried=carried, whole=whole), unit="万元"))
    found = [f for f in report.findings if f.severity is Severity.ERROR and f.code is CheckCode.SUM]
    assert bool(found) is accused
