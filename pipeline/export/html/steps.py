"""Calculations as a tree that a page can show, its fixed words in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from pipeline.export.code_words import UNITS
from pipeline.vocabulary.english import english, english_formula
from schemas.figure import Interval, plain_decimal
from schemas.trace import Trace

_MOST_QUOTED = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence or cell that a step rests on."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A step; `again` where the same step was shown above, whose inputs are then left out."""

    label: str
    label_en: str
    formula: str
    formula_en: str
    value: str
    unit: str
    unit_en: str
    reading: str
    reading_en: str
    missing: str
    missing_en: str
    note: str
    note_en: str
    quotes: tuple[Quote, ...]
    again: bool
    children: tuple[StepView, ...]

    @property
    def size(self) -> int:
        return 1 + sum(child.size for child in self.children)


def step_view(trace: Trace) -> StepView:
    """A calculation as the page shows it; a step that comes again is shown once and referred to."""
    return _view(trace, set())


def _view(trace: Trace, shown: set[Trace]) -> StepView:
    again = trace in shown and bool(trace.children or trace.places)
    shown.add(trace)
    unit = UNITS[trace.unit.value]
    return StepView(
        label=trace.label,
        label_en=english(trace.label),
        formula=trace.formula,
        formula_en=english_formula(trace.formula),
        value="" if trace.value is None else value_text(trace.value),
        unit=unit.zh,
        unit_en=unit.en,
        reading=trace.reading,
        reading_en=english(trace.reading),
        missing=trace.missing,
        missing_en=", ".join(english(name) for name in trace.missing.split("、")),
        note=trace.note,
        note_en=english(trace.note),
        quotes=() if again else tuple(Quote(p.page, p.text) for p in trace.places[:_MOST_QUOTED]),
        again=again,
        children=() if again else tuple(_view(child, shown) for child in trace.children),
    )


def value_text(value: Interval) -> str:
    """A value to four places, ends of a range outwards, with thousands separators."""
    if value.is_exact:
        return _short(value.low, ROUND_HALF_UP)
    low, high = _short(value.low, ROUND_FLOOR), _short(value.high, ROUND_CEILING)
    return low if low == high else f"{low} – {high}"


def _short(value: Decimal, rounding: str) -> str:
    text = plain_decimal(value.quantize(Decimal("0.0001"), rounding=rounding))
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    return f"{int(whole):,}" + (f".{decimals}" if decimals else "") if whole not in ("-0",) else text.rstrip("0")
