"""What one statement of printed criteria says, as a record."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.rules.printed.scales.linear import Linear
from pipeline.rules.printed.scales.ranges import Range
from schemas.rubric import Condition, MetricRef, PartStep

# `whose` of an exemption that may change a score to either side.
ANY_SCORE = "any"

Kind = Literal[
    "band", "graded", "tally", "share", "linear", "step", "bonus", "count", "points", "cap", "most_off", "most_on",
    "gate", "exempt", "otherwise", "standard", "interpolate", "discretion", "subject", "lead", "note", "unknown",
]  # fmt: skip


@dataclass(frozen=True)
class Item:
    """What one statement says. Which fields are set follows from `kind`.

    `points` of a band, share, cap or judged statement (None = the part's full points); `each` per `step` of a
    deduction, of what a `bonus` adds, or for each of what a `tally` counts; `bracket` marks points that stand in
    brackets behind what they are for;
    `whose` is the word that says what a knock-out takes to zero (本指标, 本项, ''); `implied` marks a metric that the
    statement does not name: it is then that of its neighbours, or of the indicator (which may be unknown). A `subject`
    names what the statements after it are about; a `lead` says how points are found without saying what they are;
    `form` is a formula that is linear in rates (`metric` is set where it is in one); `full_at` is where a share is
    full, `less` that it is of what the rate leaves to the whole ((1-调剂率)×10); `off` what a band takes from the
    part's points; `part_step` what is said of a step only begun; a `graded` range leaves from `least` to `points` to a
    person.
    """

    kind: Kind
    text: str
    points: Decimal | None = None
    metric: MetricRef | None = None
    range: Range | None = None
    direction: Literal["above", "below", "either", "unsaid"] = "above"
    step: Decimal = Decimal(1)
    each: Decimal = Decimal(0)
    condition: Condition | None = None
    off: Decimal | None = None
    bracket: bool = False
    whose: str = ""
    implied: bool = False
    form: Linear | None = None
    full_at: Decimal = Decimal(100)
    less: bool = False
    part_step: PartStep = "unsaid"
    least: Decimal = Decimal(0)
