"""Places and calculations as compact JSON, the way the corpus carries them, and back.

Keys are sorted and empty members left out, so that equal values give equal bytes. A place is
`{"box": [x0, top, x1, bottom], "fact_id": "…", "page": 1, "text": "…"}`; a step of a calculation is
`{"children", "formula", "label", "missing", "note", "places", "reading", "unit", "value": ["low", "high"]}`, its values
exact decimals as strings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from json.encoder import encode_basestring
from typing import NotRequired, TypedDict

from schemas.figure import Interval, Unit
from schemas.geometry import Box
from schemas.trace import Place, Trace


class PlaceJson(TypedDict):
    """A place as JSON; `box` is x0, top, x1, bottom in points."""

    page: int
    box: list[float]
    text: str
    fact_id: str


class TraceJson(TypedDict):
    """A step of a calculation as JSON; what is empty is left out."""

    label: str
    formula: NotRequired[str]
    value: NotRequired[list[str]]
    unit: NotRequired[str]
    reading: NotRequired[str]
    missing: NotRequired[str]
    note: NotRequired[str]
    places: NotRequired[list[PlaceJson]]
    children: NotRequired[list[TraceJson]]


_PLACES = 12  # of a quotient
_COMPACT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def compact_json(value: object) -> str:
    """JSON without white space, keys sorted, Chinese as it is."""
    return _COMPACT.encode(value)


def place_json(place: Place) -> PlaceJson:
    return {"page": place.page, "box": place.box.as_list(), "text": place.text, "fact_id": place.fact_id}


class PlaceTexts:
    """Places of one report as JSON: what `compact_json` gives for a list of them, in a sixth of its time. A report has
    a thousand, since several checks read each figure; the text of a box is made once."""

    def __init__(self) -> None:
        self._of_box: dict[int, tuple[Box, str]] = {}  # by `id`, which is the box's own as long as it is kept here

    def of(self, places: Iterable[Place]) -> str:
        return f"[{','.join([self._of_place(place) for place in places])}]"

    def _of_place(self, place: Place) -> str:
        box = place.box
        known = self._of_box.get(id(box))
        if known is None:
            known = self._of_box[id(box)] = (box, _box_text(box))
        fact_id, text = encode_basestring(place.fact_id), encode_basestring(place.text)
        return f'{{"box":{known[1]},"fact_id":{fact_id},"page":{place.page},"text":{text}}}'


def boxes_to_json(boxes: Iterable[Box]) -> str:
    """Boxes with their pages."""
    return "[" + ",".join([f'{{"box":{_box_text(box)},"page":{box.page}}}' for box in boxes]) + "]"


def _box_text(box: Box) -> str:
    return f"[{','.join([_hundredths(side) for side in (box.x0, box.top, box.x1, box.bottom)])}]"


def _hundredths(value: float) -> str:
    """What JSON makes of `round(value, 2)`, in half of the time."""
    if not isinstance(value, float):  # a whole number
        return repr(value)
    text = f"{value:.2f}"
    return text[:-1] if text[-1] == "0" else text


def trace_json(step: Trace) -> TraceJson:
    """A step and all below it, numbers as text so that none is rounded."""
    out: TraceJson = {"label": step.label}
    if step.formula:
        out["formula"] = step.formula
    if step.value is not None:
        out["value"] = [_exact(step.value.low), _exact(step.value.high)]
    if step.unit is not Unit.NONE:
        out["unit"] = step.unit.value
    if step.reading:
        out["reading"] = step.reading
    if step.missing:
        out["missing"] = step.missing
    if step.note:
        out["note"] = step.note
    if step.places:
        out["places"] = [place_json(place) for place in step.places]
    if step.children:
        out["children"] = [trace_json(child) for child in step.children]
    return out


def trace_to_json(step: Trace) -> str:
    """A calculation as one line of JSON."""
    return compact_json(trace_json(step))


class TraceTexts:
    """Calculations of one report as JSON, each made once: a finding about a score tells that score's calculation."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Trace, str]] = {}  # by `id`, which is the step's own as long as it is kept here

    def of(self, step: Trace) -> str:
        known = self._known.get(id(step))
        if known is None:
            known = self._known[id(step)] = (step, trace_to_json(step))
        return known[1]


def place_from_json(data: PlaceJson) -> Place:
    """The place that was written so."""
    x0, top, x1, bottom = data["box"]
    box = Box(page=data["page"], x0=x0, top=top, x1=x1, bottom=bottom)
    return Place(page=data["page"], box=box, text=data["text"], fact_id=data["fact_id"])


def trace_from_json(text: str) -> Trace:
    """The calculation a `trace` column holds. Raises ValueError (or KeyError) for text that is none."""
    return _trace_from(json.loads(text))


def _trace_from(data: TraceJson) -> Trace:
    value = data.get("value")
    return Trace(
        label=data["label"],
        formula=data.get("formula", ""),
        value=Interval(low=Decimal(value[0]), high=Decimal(value[1])) if value else None,
        unit=Unit(data.get("unit", "")),
        reading=data.get("reading", ""),
        missing=data.get("missing", ""),
        note=data.get("note", ""),
        places=tuple(place_from_json(place) for place in data.get("places", [])),
        children=tuple(_trace_from(child) for child in data.get("children", [])),
    )


def _exact(value: Decimal) -> str:
    """An exact decimal without exponent; quotients are cut at the 12th place, where no printed figure can tell."""
    text = format(value, "f")
    if len(text.partition(".")[2]) > _PLACES:
        return format(value.quantize(Decimal(1).scaleb(-_PLACES)), "f")
    return text
