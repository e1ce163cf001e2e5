"""A calculation survives the way into the corpus and back."""

from __future__ import annotations

import json
from decimal import Decimal

from pipeline.export.trace_json import (
    PlaceTexts,
    boxes_to_json,
    compact_json,
    place_json,
    trace_from_json,
    trace_to_json,
)
from schemas.figure import Interval
from schemas.geometry import Box
from schemas.trace import Place, Trace
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


def test_places_put_together_by_hand_are_the_json_of_the_rest() -> None:
    texts = ("", '支出 "12%" \\ \n\t\x01', "末\u2028行")
    boxes = [
        Box(page=3, x0=0, top=-1.005, x1=144.126, bottom=1e-7),
        Box(page=12, x0=72.0, top=9.999, x1=1 / 3, bottom=842),
        Box(page=12, x0=-0.001, top=90.125, x1=510.3, bottom=1234567.895),
    ]
    places = [Place(page=box.page, box=box, text=text, fact_id=text[:1]) for text in texts for box in boxes]
    assert PlaceTexts().of(places) == compact_json([place_json(place) for place in places])
    assert boxes_to_json(boxes) == compact_json([{"page": box.page, "box": box.as_list()} for box in boxes])
    assert (PlaceTexts().of([]), boxes_to_json([])) == ("[]", "[]")
