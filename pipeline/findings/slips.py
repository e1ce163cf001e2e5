"""One slip, one finding: which single figure explains several failed checks.

A wrong digit in one cell breaks its sum, its rate, its share and its copy in the text. The checks that failed share
that cell. So: of all figures that failed checks touch, take the one that most of them have in common (and that the
fewest passed checks vouch for), make it the slip, and lay those checks under it; repeat with what is left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.figure import Figure, Interval
from schemas.records import Fact, Report
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
        CheckCode.SCORE,
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


def slips(checks: Iterable[Check], report: Report) -> list[Slip]:
    """Failed checks grouped by the figure that explains them, in the order of the first check of each."""
    every = list(checks)
    vouched: Counter[Node] = Counter()
    for check in every:
        if check.outcome is Outcome.CONSISTENT and check.code in GROUPED:
            vouched.update({node_of(p) for p in check.inputs})
    failed = [c for c in every if c.outcome in FAILED]

    # An ambiguous rule accuses nobody and is told by itself.
    # Digits cut off instead of rounded are a habit of the writer; each is told where it stands and explains nothing.
    def shares(check: Check) -> bool:
        inconsistent = check.outcome is Outcome.INCONSISTENT and check.code in GROUPED and bool(check.inputs)
        if check.variant == "missing_score":
            return False  # a score left out is its own matter
        return inconsistent and (check.code is not CheckCode.SCORE or check.variant == "disagrees")

    open_checks = [c for c in failed if shares(c)]
    alone = [Slip(c, (), None) for c in failed if not shares(c)]
    facts = {node_of(f.place): f for f in report.facts}
    grouped: list[Slip] = []
    while open_checks:
        node = _most_shared(open_checks, vouched)
        members = [c for c in open_checks if node in _nodes(c)]
        lead = _lead(members, node)
        others = tuple(c for c in members if c is not lead)
        cell = _cell_check(members, node, facts.get(node)) if others and _nodes(lead)[0] != node else None
        grouped.append(Slip(cell, tuple(members), node) if cell else Slip(lead, others, node))
        open_checks = [c for c in open_checks if node not in _nodes(c)]
    order = {id(c): i for i, c in enumerate(every)}
    return sorted(alone + grouped, key=lambda s: min(order.get(id(c), len(every)) for c in (s.lead, *s.others)))


def _nodes(check: Check) -> list[Node]:
    """The figures a check touches. A score against its rule touches only itself: what the rule reads has checks of
    its own."""
    places = check.inputs[:1] if check.code is CheckCode.SCORE else check.inputs
    return list(dict.fromkeys(node_of(p) for p in places))


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
            CheckCode.SCORE: -1,
            CheckCode.SCORE_COPY: 0,
            CheckCode.WEIGHT: 0,
            CheckCode.SCORE_SUM: 1,
            CheckCode.SCORE_CLAIM: 2,
        },
    )
    return min(members, key=lambda c: (not (c.inputs and node_of(c.inputs[0]) == node), rank[c.code]))


def _cell_check(members: Sequence[Check], node: Node, fact: Fact | None) -> Check | None:
    """A check of the figure that explains all members but is reported wrong by none: what they leave for it.

    None where the figure is not a fact, or no member lets its value be worked back.
    """
    if fact is None:
        return None
    implied: Interval | None = None
    source: Check | None = None
    for check in members:
        value = _worked_back(check, fact.figure)
        if value is None:
            continue
        source = source or check
        narrower = implied is not None and implied.meets(value)
        if implied is None:
            implied = value
        elif narrower:
            implied = Interval(low=max(implied.low, value.low), high=min(implied.high, value.high))
    if implied is None or source is None or implied.meets(fact.figure.interval):
        return None
    places = dict.fromkeys(p for c in members for p in c.inputs)
    own = [p for p in places if node_of(p) == node]
    return Check(
        code=source.code,
        variant="cell",
        locus=Locus(table=source.locus.table, row=fact.item or source.locus.row, column=source.locus.column),
        outcome=Outcome.INCONSISTENT,
        reported=fact.figure,
        expected_low=implied.low,
        expected_high=implied.high,
        nominals=((implied.low + implied.high) / 2,),
        inputs=(*own, *(p for p in places if node_of(p) != node)),
        trace=source.trace,
        fields={"where": ""},
    )


def _worked_back(check: Check, figure: Figure) -> Interval | None:
    """What a failed sum leaves for one of its parts: the whole less the other parts."""
    if check.code is not CheckCode.SUM or check.variant not in ("parts", "parts_with_blanks"):
        return None
    if check.reported is None or check.expected_low is None or check.expected_high is None:
        return None
    own, whole = figure.interval, check.reported.interval
    others_low, others_high = check.expected_low - own.low, check.expected_high - own.high
    return Interval(low=whole.low - others_high, high=whole.high - others_low)
