"""Growth over the year before is stated only where amount, change and rate stand side by side."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.topics.growth import growth_facts
from tests.narrative.documents import document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021 年度决算数为 100.00 万元，本年比上年增加 5.00 万元，增长 5.00%。", ["growth_base", "100.00", "5.00"]),
        ("与上年相比，上年支出 100.00 万元，同比减少 5.00 万元，同比下降 5.00%。", ["growth_base", "100.00", "-5.00"]),
        ("本年支出 105.00 万元，比 2021 年度增加 5.00 万元，增长 5.00%。", ["growth_now", "105.00", "5.00"]),
        ("本年支出 105.00 万元，收入增加 5.00 万元，增长 5.00%。", []),
        ("上年支出 100.00 万元，增加 5.00 万元，下降 5.00%。", []),
        ("上年支出约 100 万元，增加 5.00 万元，增长 5.00%。", []),
        ("支出 8.00 万元，比预算增加 0 万元，比上年增加 5.00 万元，增长 5.00%。", []),
        ("总预算 80.00 万元，含甲园 9.00 万元；比上年增加 5.00 万元，增长 5.00%。", []),
    ],
)
def test_growth(text: str, expected: list[str]) -> None:
    found = growth_facts(document([text]), 2022)
    if not expected:
        assert found == []
        return
    rate, change, amount = found
    assert (rate.metric, change.metric) == ("growth_rate", "growth_amount")
    assert [amount.metric, str(amount.figure.value), str(change.figure.value)] == expected
