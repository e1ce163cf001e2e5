"""One slip, one finding: which single figure explains several failed checks.

A wrong digit in one cell breaks its sum, its rate, its share and its copy in the text. The checks that failed share
that cell. So: of all figures that failed checks touch, take the one that most of them have in common (and that the
fewest passed checks vouch for), make it the slip, and lay those checks under it; repeat with what is left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.audit import Check, CheckCode, Outcome
from schemas.trace import Place

# A figure's place on the page stands for the figure.
Node = tuple[int, float, float]

# Checks that follow from figures and can share a slip. A score against its rule stands for itself.
GROUPED = frozenset(
    {
        CheckCode.SUM,
        CheckCode.DIFFERENCE,
        CheckCode.RATIO,
        CheckCode.AVERAGE,
        CheckCode.SAME_FIGURE,
        CheckCode.SCORE_SUM,
        CheckCode.SCORE_COPY,
        CheckCode.SCORE_CLAIM,
        CheckCode.WEIGHT,
    }
)
FAILED = frozenset({Outcome.INCONSISTENT, Outcome.TRUNCATED})


@dataclass(frozen=True, slots=True)
class Slip:
    """`lead` tells the slip best; `others` fail because of the same figure, `node`."""

    lead: Check
    others: tuple[Check, ...]
    node: Node | None


def node_of(place: Place) -> Node:
    return (place.page, round(place.box.x0, 1), round(place.box.top, 1))


def slips(checks: Iterable[Check]) -> list[Slip]:
    """Failed checks grouped by the figure that explains them, in the order of the first check of each."""
    every = list(checks)
    vouched: Counter[Node] = Counter()
    for check in every:
        if check.outcome is Outcome.CONSISTENT and check.code in GROUPED:
            vouched.update({node_of(p) for p in check.inputs})
    failed = [c for c in every if c.outcome in FAILED]
    # Digits cut off instead of rounded are a habit of the writer; each is told where it stands and explains nothing.
    open_checks = [c for c in failed if c.code in GROUPED and c.outcome is Outcome.INCONSISTENT]
    alone = [Slip(c, (), None) for c in failed if c not in open_checks]
    grouped: list[Slip] = []
    while open_checks:
        node = _most_shared(open_checks, vouched)
        members = [c for c in open_checks if node in _nodes(c)]
        lead = _lead(members, node)
        grouped.append(Slip(lead, tuple(c for c in members if c is not lead), node))
        open_checks = [c for c in open_checks if c not in members]
    order = {id(c): i for i, c in enumerate(every)}
    return sorted(alone + grouped, key=lambda s: min(order[id(c)] for c in (s.lead, *s.others)))


def _nodes(check: Check) -> list[Node]:
    return list(dict.fromkeys(node_of(p) for p in check.inputs))


def _most_shared(checks: Sequence[Check], vouched: Counter[Node]) -> Node:
    """The figure that most failed checks touch; then the one fewest passed checks vouch for; then the one most often
    reported as wrong; then the first on the pages."""
    touched: Counter[Node] = Counter()
    reported: Counter[Node] = Counter()
    for check in checks:
        nodes = _nodes(check)
        touched.update(nodes)
        if nodes:
            reported[nodes[0]] += 1
    return min(touched, key=lambda n: (-touched[n], vouched[n] - reported[n], -reported[n], n))


def _lead(members: Sequence[Check], node: Node) -> Check:
    """The check that tells a slip best: one that reports the figure itself, the plainest relation first."""
    rank = defaultdict(
        lambda: 9,
        {
            CheckCode.RATIO: 1,
            CheckCode.DIFFERENCE: 1,
            CheckCode.AVERAGE: 1,
            CheckCode.SAME_FIGURE: 2,
            CheckCode.SUM: 0,
            CheckCode.SCORE_COPY: 0,
            CheckCode.WEIGHT: 0,
            CheckCode.SCORE_SUM: 1,
            CheckCode.SCORE_CLAIM: 2,
        },
    )
    return min(members, key=lambda c: (not (c.inputs and node_of(c.inputs[0]) == node), rank[c.code]))
