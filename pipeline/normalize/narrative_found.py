"""What reading a sentence yields, and what it hands on to the next sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.normalize.narrative_leads import Subject
from pipeline.normalize.narrative_lexicon import Word
from pipeline.normalize.narrative_meaning import Kind
from pipeline.normalize.narrative_numbers import Quantity
from pipeline.normalize.narrative_periods import Period


@dataclass(frozen=True, slots=True)
class Found:
    """A figure with its meaning, before it becomes a fact. `negative` for 调减; `base` tells which budget was meant
    where the metric leaves it open (original, revised)."""

    metric: str
    subject: Subject
    period: Period
    quantity: Quantity
    sentence: tuple[int, int]
    base: str = ""
    negative: bool = False
    name: str = ""


@dataclass
class Carry:
    """What one sentence hands on to the next of its paragraph."""

    default: Subject
    period: Period
    subject: Subject | None = None
    words: dict[Kind, Word] = field(default_factory=dict)
    rated: set[str] = field(default_factory=set)
