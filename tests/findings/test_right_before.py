"""What stands right before a number of a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.findings.meanings.printed_numbers import Printed
from pipeline.findings.meanings.right_before import right_before
from schemas.figure import Interval


def numbers(*told: tuple[str, str]) -> list[Printed]:
    return [
        Printed(Decimal(value), 2, Interval.rounded_to(Decimal(value), 2), measure, index=n)
        for n, (value, measure) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "before"),
    [
        ([("80.00", "money"), ("76.00", "money"), ("95.00", "%")], ["80.00", "76.00"]),
        # a rate between them is of them, and nothing that another rate is worked out from
        ([("80.00", "money"), ("95.00", "%"), ("60.00", "money"), ("75.00", "%")], ["80.00", "60.00"]),
        # what stands farther off belongs to other clauses
        (
            [("90.00", "money"), ("80.00", "money"), ("76.00", "money"), ("4.00", "money"), ("95.00", "%")],
            ["80.00", "76.00", "4.00"],
        ),
        ([("95.00", "%")], []),
    ],
)
def test_amounts_and_counts_but_no_rates_and_three_at_the_most(told: list[tuple[str, str]], before: list[str]) -> None:
    here = numbers(*told)
    behind = numbers(("70.00", "money"))[0]
    sentence = [*here, Printed(behind.value, 2, behind.values, "money", index=len(here))]
    assert [str(p.value) for p in right_before(sentence, here[-1])] == before
