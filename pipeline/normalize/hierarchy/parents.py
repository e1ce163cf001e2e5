"""Which line of a budget table is part of which.

`parent` of a line is the line whose figures it is part of: 小计 and 合计 are parents of the lines they sum, so that
lines of role `line` or `subtotal` under one parent add up to it. 其中 lines (role `of_which`) are part of their parent
but need not make it up. Where print admits several hierarchies, the one that most sums agree with is taken. Lines that
miss their whole in every one of several columns are not understood and become `of_which`: a slip breaks one column.
"""

from __future__ import annotations

from pipeline.normalize.hierarchy.candidates import candidates, candidates_of_lists
from pipeline.normalize.hierarchy.fit import fit_of, sums_met
from pipeline.normalize.hierarchy.lines import Placement, RawLine


def arrange(lines: list[RawLine]) -> Placement:
    """The hierarchy of the lines of one panel of a table."""
    distinct = list(dict.fromkeys((*candidates(lines), *candidates_of_lists(lines))))
    fits = [fit_of(lines, p) for p in distinct]
    best = max(range(len(distinct)), key=lambda i: fits[i].score)
    return _without_doubtful(lines, distinct[best])


def _without_doubtful(lines: list[RawLine], placement: Placement) -> Placement:
    roles = list(placement.roles)
    for whole in range(len(lines)):
        members = placement.children(whole)
        met, broken = sums_met(lines, members, whole, copies_once=True) if members else (0, 0)
        if broken > 1 and not met:
            for member in members:
                roles[member] = "of_which"
    return Placement(placement.parents, tuple(roles))
