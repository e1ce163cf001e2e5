"""Lists that 其中 begins and nothing ends: 医疗收入 / 其中：门急诊收入 / 住院收入 / 科教收入.

Print does not say which of the lines that follow still belong to the list. Where the list adds up to its whole after
some line, it ends there; where a figure of it is wrong, every end is possible and the sums around it choose.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from pipeline.normalize.hierarchy.fit import sums_met
from pipeline.normalize.hierarchy.lines import RawLine
from pipeline.normalize.line_marks import Role

MOST_ENDS = 6  # lines after 其中 that are looked at
MOST_OPEN, MOST_WAYS = 3, 24  # lists whose end is open, and ways in which they may end together

_Placed = tuple[list[int | None], list[Role]]


def whole_lists(lines: list[RawLine], parents: list[int | None], roles: list[Role]) -> Iterator[_Placed]:
    """The placement with the lines that go on with a 其中 list put into it, in every way that they may."""
    found, open_lists = (list(parents), list(roles)), []
    for first, role in enumerate(roles):
        whole = parents[first]
        if role != "of_which" or whole is None or (first and roles[first - 1] == "of_which"):
            continue
        ends = list(_ends(lines, roles, first))
        end = next((e for e in ends if _adds_up(lines, range(first, e + 1), whole)), None)
        if end is None:
            open_lists.append((first, ends))
        elif end > first:
            _put(*found, range(first + 1, end + 1), whole)
    if found[0] != parents:
        yield found
    for chosen in islice(product(*(ends for _, ends in open_lists[:MOST_OPEN])), 1, MOST_WAYS):
        other = (list(found[0]), list(found[1]))
        for (first, _), end in zip(open_lists, chosen, strict=False):
            _put(*other, range(first + 1, end + 1), parents[first])
        yield other


def _ends(lines: list[RawLine], roles: list[Role], first: int) -> Iterator[int]:
    """The lines at which a list may end: its first line, and plain lines without a number that follow at once."""
    yield first
    for i in range(first + 1, min(first + 1 + MOST_ENDS, len(lines))):
        if roles[i] != "line" or lines[i].mark.rank or not lines[i].figures:
            return
        yield i


def _adds_up(lines: list[RawLine], members: range, whole: int) -> bool:
    met, broken = sums_met(lines, list(members), whole)
    return met > broken


def _put(parents: list[int | None], roles: list[Role], members: range, whole: int | None) -> None:
    for i in members:
        parents[i], roles[i] = whole, "of_which"
