"""Lines of a budget table before and after their place in the hierarchy is known."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.normalize.line_marks import LineMark, Role
from schemas.figure import Figure, Interval


class RawLine(NamedTuple):
    """A line as printed. `code` is its 类款项 code, `indent` where its name starts (points from the cell's edge, None
    where names are centred), `group` the text of a merged cell to the left that several lines share."""

    name: str
    mark: LineMark
    figures: dict[str, Figure]
    code: str = ""
    indent: float | None = None
    group: str = ""


class Placement(NamedTuple):
    """Where lines stand: `parents` by index (None for top lines), `roles` by index."""

    parents: tuple[int | None, ...]
    roles: tuple[Role, ...]

    def children(self, parent: int) -> list[int]:
        """Indices of the lines that together make up a line (其中 lines are not among them)."""
        return [i for i, p in enumerate(self.parents) if p == parent and self.roles[i] != "of_which"]

    def level(self, index: int) -> int:
        """Depth of a line: 0 for totals, 1 for lines that are part of nothing but a total; a 小计 is as deep as the
        lines beside it."""
        if self.roles[index] == "total":
            return 0
        depth, above = 1, self.parents[index]
        while above is not None:
            depth += self.roles[above] in ("line", "of_which")
            above = self.parents[above]
        return depth


# Metrics whose figures add up along the hierarchy, besides all amounts of money.
ADDITIVE_SHARES = frozenset({"budget_share", "outturn_share", "adjustment_share"})


def sum_of(lines: list[RawLine], members: list[int], metric: str) -> Interval | None:
    """The interval of the members' sum; an empty cell adds nothing. None where no member states the metric."""
    figures = [lines[i].figures[metric] for i in members if metric in lines[i].figures]
    if not figures:
        return None
    total = figures[0].interval
    for figure in figures[1:]:
        total = total + figure.interval
    return total
