"""A calculation survives the way into the corpus and back."""

from __future__ import annotations

import json
from decimal import Decimal

from pipeline.export.trace_json import trace_from_json, trace_to_json
from schemas.figure import Interval
from schemas.trace import Trace
from tests.export.sample_report import audited_report


def test_a_calculation_read_back_is_the_same() -> None:
    trace = audited_report().scores[0].trace
    text = trace_to_json(trace)
    again = trace_from_json(text)
    assert trace_to_json(again) == text
    assert [step.label for step in again.walk()] == [step.label for step in trace.walk()]
    assert again.value == trace.value
    assert again.children[1].missing == "计划采购金额"


def test_values_are_exact_decimals_without_exponent() -> None:
    third = Decimal(1) / Decimal(3)
    data = json.loads(trace_to_json(Trace(label="x", value=Interval(low=third, high=Decimal("1E+3")))))
    assert data["value"] == ["0.333333333333", "1000"]
