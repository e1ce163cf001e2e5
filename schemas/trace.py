"""How a value came about, as a tree: rule → inputs → figures with page, box and quote."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from schemas.figure import Interval, Unit
from schemas.geometry import Box
from schemas.trusted import trusted


class Place(BaseModel):
    """Where a figure stands, with the words around it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    page: int
    box: Box
    text: str
    fact_id: str = ""


class Trace(BaseModel):
    """One step of a calculation.

    `label` names the step for a person (Chinese), `formula` is what was done with the children's values, `value` what
    came out (None where it could not), `reading` names the reading of an ambiguous rule, `missing` a figure that the
    report does not state. Leaves carry `places`; `likely` marks one that was taken from a sentence by its meaning.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    label: str
    formula: str = ""
    value: Interval | None = None
    unit: Unit = Unit.NONE
    reading: str = ""
    missing: str = ""
    note: str = ""
    likely: bool = False
    places: tuple[Place, ...] = ()
    children: tuple[Trace, ...] = ()

    def walk(self) -> Iterator[Trace]:
        """This step and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_places(self) -> tuple[Place, ...]:
        """The places of all figures below, each once."""
        return tuple(dict.fromkeys(p for step in self.walk() for p in step.places))


def trace_step(
    label: str,
    *,
    formula: str = "",
    value: Interval | None = None,
    unit: Unit = Unit.NONE,
    reading: str = "",
    missing: str = "",
    note: str = "",
    likely: bool = False,
    places: tuple[Place, ...] = (),
    children: tuple[Trace, ...] = (),
) -> Trace:
    """A step that our own code has just worked out; a report has hundreds."""
    return trusted(
        Trace,
        label=label,
        formula=formula,
        value=value,
        unit=unit,
        reading=reading,
        missing=missing,
        note=note,
        likely=likely,
        places=places,
        children=children,
    )


def place_at(box: Box, text: str) -> Place:
    """A place that is no fact's; made hundreds of times for a report."""
    return trusted(Place, page=box.page, box=box, text=text, fact_id="")


def printed_value(label: str, value: Interval, unit: Unit, place: Place) -> Trace:
    """A leaf: what is printed at a place."""
    return trace_step(label, value=value, unit=unit, places=(place,))
