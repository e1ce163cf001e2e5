"""How well a supposed hierarchy agrees with the figures and with what is part of what."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from pipeline.normalize.hierarchy.lines import ADDITIVE_SHARES, Placement, RawLine, sum_of
from schemas.figure import Unit

# What is part of what in Chinese departmental budgets, wherever both stand in one table.
PART_OF: dict[str, tuple[str, ...]] = {
    "personnel": ("basic_expenditure",),
    "operating": ("basic_expenditure",),
    "capital_projects": ("project_expenditure",),
    "mandate_projects": ("project_expenditure",),
    "special_funds": ("project_expenditure",),
    "basic_expenditure": ("general_public_budget",),
    "vehicle_running": ("vehicles",),
    "vehicle_purchase": ("vehicles",),
    "vehicles": ("three_public",),
    "receptions": ("three_public",),
    "overseas_trips": ("three_public",),
    "procurement_goods": ("procurement",),
    "procurement_works": ("procurement",),
    "procurement_services": ("procurement",),
}
_SURELY = Decimal("0.5")  # what a known part under its whole weighs against one sum that meets
_MAYBE = Decimal("0.1")  # the same of a 其中 list that comes to its whole


class Fit(NamedTuple):
    """Sums that meet in an arrangement of lines, sums that do not, and what known parts under their whole weigh."""

    met: int
    broken: int
    known: Decimal

    @property
    def score(self) -> Decimal:
        return self.met - self.broken + self.known


def sums_met(lines: list[RawLine], members: list[int], whole: int, *, copies_once: bool = False) -> tuple[int, int]:
    """In how many columns the members add up to the whole, and in how many they do not (columns of zeros left out).
    With `copies_once` two columns of the same amounts (合计 | 人员经费) break once: one slip was printed in both."""
    met = broken = 0
    seen = set()
    for metric, figure in lines[whole].figures.items():
        if not (figure.unit.is_money or (figure.unit is Unit.PERCENT and metric in ADDITIVE_SHARES)):
            continue
        total = sum_of(lines, members, metric)
        if total is None or (figure.value == 0 and total.low <= 0 <= total.high):
            continue
        if total.meets(figure.interval):
            met += 1
        elif not copies_once or (figure.value, total) not in seen:
            seen.add((figure.value, total))
            broken += 1
    return met, broken


def fit_of(lines: list[RawLine], placement: Placement) -> Fit:
    """Sums that meet and that do not, and how many known parts stand under their whole."""
    met = broken = 0
    for whole in range(len(lines)):
        members = placement.children(whole)
        if members:
            m, b = sums_met(lines, members, whole)
            met, broken = met + m, broken + b
    return Fit(met, broken, _known_parts(lines, placement) + _MAYBE * _full_lists(lines, placement))


def _full_lists(lines: list[RawLine], placement: Placement) -> int:
    """In how many columns 其中 lists of several lines come to their whole: they need not, and so none is broken."""
    members: dict[int, list[int]] = {}
    for i, whole in enumerate(placement.parents):
        if whole is not None and placement.roles[i] == "of_which":
            members.setdefault(whole, []).append(i)
    return sum(sums_met(lines, of_which, whole)[0] for whole, of_which in members.items() if len(of_which) > 1)


def _known_parts(lines: list[RawLine], placement: Placement) -> Decimal:
    known = Decimal(0)
    for i, line in enumerate(lines):
        wholes = PART_OF.get(line.mark.item_code, ())
        before = [j for j in range(i) if lines[j].mark.item_code in wholes]
        if not before:
            continue
        above, parent = set(), placement.parents[i]
        while parent is not None:
            above.add(parent)
            parent = placement.parents[parent]
        known += _SURELY if before[-1] in above else -_SURELY
    return known
