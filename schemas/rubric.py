"""Scoring rules as data: what a rubric edition, on file or printed in an annex, says of each indicator.

A rule is a tree of small nodes. Money, rates and points are Decimal; rates are in percent (90 = 90%). Every node keeps
`source`, the printed words it stands for, so that a trace can quote them. Code never holds a threshold: all are here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class RuleModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class MetricRef(RuleModel):
    """A figure that a rule needs: a vocabulary code, or the printed name where the vocabulary has none.

    `period` narrows to a quarter (`Q1` … `Q4`); `item` to a row (an item code such as `basic_expenditure`); `absolute`
    takes the size of the figure whatever its sign (预算调整率绝对值); `measure` is the printed unit of a quantity that
    is no rate (工作日, 人次, 万平方米), in which the rule's thresholds stand.
    """

    metric: str = ""
    name: str = ""
    period: str = ""
    item: str = ""
    absolute: bool = False
    measure: str = ""


class Condition(RuleModel):
    """When a gate opens. Either measurable (`left op right`) or, with `left` None, for a person to judge."""

    text: str
    left: MetricRef | None = None
    op: Literal["<", "<=", ">", ">=", "="] | None = None
    right: Decimal | MetricRef | None = None


class Band(RuleModel):
    """Points for a metric in a range. A missing end is unbounded; `low_open`/`high_open` exclude that end."""

    low: Decimal | None = None
    low_open: bool = False
    high: Decimal | None = None
    high_open: bool = False
    points: Decimal
    source: str = ""


class Bands(RuleModel):
    """≥90%得1分；75%≤x＜90%得0.7分 …; a value in no band gets `otherwise` (None: the rule does not say)."""

    kind: Literal["bands"] = "bands"
    metric: MetricRef
    bands: tuple[Band, ...]
    otherwise: Decimal | None = None
    source: str = ""


class Proportional(RuleModel):
    """`points` × metric/`full_at` (完成率×1分). `cap` is the printed maximum, None where none is printed: then both
    readings are kept, with the part capped at its points and without."""

    kind: Literal["proportional"] = "proportional"
    metric: MetricRef
    points: Decimal
    full_at: Decimal = Decimal(100)
    cap: Decimal | None = None
    source: str = ""


PartStep = Literal["unsaid", "whole", "nothing", "share"]


class Deduction(RuleModel):
    """`points`, less `each` for every `step` by which the metric is above (below, away to either side of) `threshold`,
    not under `floor` (每超出一个百分点扣0.1分，直至1分扣完为止). `part_step` is what the print says of a step only
    begun: that it counts as a whole one (不足1个百分点的按1个百分点计算), for nothing, or in proportion."""

    kind: Literal["deduction"] = "deduction"
    metric: MetricRef
    points: Decimal
    direction: Literal["above", "below", "either"]
    threshold: Decimal
    step: Decimal = Decimal(1)
    each: Decimal
    floor: Decimal = Decimal(0)
    part_step: PartStep = "unsaid"
    source: str = ""


class CountDeduction(RuleModel):
    """`points`, less `each` for every case of `metric` (发现一项扣1分，扣完为止). Without a count in the report it is
    for a person to judge: any score from `floor` to `points` in steps of `each`."""

    kind: Literal["count_deduction"] = "count_deduction"
    metric: MetricRef | None = None
    points: Decimal
    each: Decimal
    floor: Decimal = Decimal(0)
    source: str = ""


class Interpolation(RuleModel):
    """Points between knots (metric value → points), linear in between, flat outside."""

    kind: Literal["interpolation"] = "interpolation"
    metric: MetricRef
    knots: tuple[tuple[Decimal, Decimal], ...]
    source: str = ""


class Piece(RuleModel):
    """A rule for a metric in a range; ends as in a `Band`."""

    low: Decimal | None = None
    low_open: bool = False
    high: Decimal | None = None
    high_open: bool = False
    rule: Rule


class Piecewise(RuleModel):
    """A scale whose steps are not all fixed points: ≥90%得10分；60%≤x＜90%得x/90%×10分；不足60%不得分."""

    kind: Literal["piecewise"] = "piecewise"
    metric: MetricRef
    pieces: tuple[Piece, ...]
    source: str = ""


class Judgement(RuleModel):
    """A person must judge: any score from `low` to `points`. Also what fuhe could not read, with the reason."""

    kind: Literal["judgement"] = "judgement"
    points: Decimal
    low: Decimal = Decimal(0)
    reason: str = ""
    source: str = ""


class SumOfParts(RuleModel):
    """Parts that add up, held to `cap` (the indicator's weight) where given."""

    kind: Literal["sum"] = "sum"
    parts: tuple[Rule, ...]
    cap: Decimal | None = None
    source: str = ""


class Gate(RuleModel):
    """`rule`, unless a condition holds: then `score` (如…，本项得0分; 涉密…直接得分)."""

    kind: Literal["gate"] = "gate"
    rule: Rule
    condition: Condition
    score: Decimal
    source: str = ""


class Reading(RuleModel):
    name: str
    rule: Rule


class Readings(RuleModel):
    """A printed rule that can be read in more than one way; all readings are kept."""

    kind: Literal["readings"] = "readings"
    options: tuple[Reading, ...]
    source: str = ""


Rule = Annotated[
    Bands
    | Proportional
    | Deduction
    | CountDeduction
    | Interpolation
    | Piecewise
    | Judgement
    | SumOfParts
    | Gate
    | Readings,
    Field(discriminator="kind"),
]


class RubricIndicator(RuleModel):
    """One leaf indicator of an edition. `aliases` are other printed names; `reference` is the source of its values."""

    name: str
    aliases: tuple[str, ...] = ()
    level1: str
    level2: str
    weight: Decimal
    rule: Rule
    reference: str


class RubricLevel(RuleModel):
    name: str
    weight: Decimal


class Rubric(RuleModel):
    """A published edition of the rubric. `rubric_id` is the file's name without ending."""

    rubric_id: str
    title: str
    district: str
    fiscal_year: int
    reference: str
    levels: tuple[RubricLevel, ...]
    indicators: tuple[RubricIndicator, ...]
