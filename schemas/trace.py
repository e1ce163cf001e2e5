"""How a value came about, as a tree: rule → inputs → figures with page, box and quote."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from schemas.figure import Interval, Unit
from schemas.geometry import Box


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
