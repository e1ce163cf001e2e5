"""Bands of printed criteria that hold a value twice, or leave values between them without points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.rules.printed.scales.bands import OVERLAP_UPPER
from rubrics.check import gaps_between
from schemas.rubric import Bands, Gate, Readings, Rule, SumOfParts


@dataclass(frozen=True)
class BandDefect:
    """What is wrong between two bands, each as it is printed."""

    kind: Literal["overlap", "gap"]
    one: str
    two: str


def band_defects(rule: Rule) -> Iterator[BandDefect]:
    """The defects of a rule's bands of rates: cases and days go by whole numbers, and leave no gap between them."""
    match rule:
        case Bands(metric=metric) if not metric.measure:
            for one, two in gaps_between(rule):
                yield BandDefect("gap", one.source, two.source)
        case Readings(options=options):
            first, second = options[0].rule, options[1].rule
            if options[0].name == OVERLAP_UPPER and isinstance(first, Bands) and isinstance(second, Bands):
                changed = [a.source for a, b in zip(first.bands, second.bands, strict=True) if a != b]
                yield BandDefect("overlap", changed[0], changed[-1])
            yield from dict.fromkeys(d for option in options for d in band_defects(option.rule))
        case SumOfParts(parts=parts):
            for part in parts:
                yield from band_defects(part)
        case Gate(rule=inner):
            yield from band_defects(inner)
