"""One slip, one finding: which single figure explains several failed checks.

A wrong digit in one cell breaks its sum, its rate, its share and its copy in the text. The checks that failed share
that cell. So: of all figures that failed checks touch, take the one that most of them have in common
(`slip_figure.py`), make it the slip, lay those checks under it (`slip_told.py` says how it is told), and repeat with
what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.findings.slip_figure import GROUPED, alone_explains, explained, known_of, nodes_of, slip_node
from pipeline.findings.slip_told import cell_check, lead_of
from pipeline.findings.twins import Twins
from pipeline.findings.worked_back import Node, implied, node_of, node_of_figure
from schemas.audit import FAILED, Check, CheckCode, Outcome
from schemas.figure import Interval
from schemas.records import Report


@dataclass(frozen=True, slots=True)
class Slip:
    """`lead` tells the slip best; `others` fail because of the same figure, `node`."""

    lead: Check
    others: tuple[Check, ...]
    node: Node | None


def slips(checks: Iterable[Check], report: Report, names: Mapping[str, str], twins: Twins) -> list[Slip]:
    """Failed checks grouped by the figure that explains them, in the order of the first check of each. `names` are what
    a person calls the tables, by their ids; `twins` knows what else the document prints."""
    every = list(checks)
    failed = [c for c in every if c.outcome in FAILED]
    known = known_of(every, failed, report, twins)
    open_checks = [c for c in failed if _shares(c)]
    alone = [Slip(c, (), None) for c in failed if not _shares(c)]
    grouped: list[Slip] = []
    while open_checks:
        node, told_apart = slip_node(open_checks, known)
        members = explained([c for c in open_checks if node in nodes_of(c)], node, known.facts)
        lead = lead_of(members, node)
        members = [c for c in members if c is lead or not _apart(lead, c)]
        others = tuple(c for c in members if c is not lead)
        told_by = known.facts.get(node), node in twins.chosen or alone_explains(members, node, known.facts)
        cell = cell_check(members, node, *told_by, names) if nodes_of(lead)[0] != node and told_apart else None
        grouped.append(Slip(cell, tuple(members), node) if cell else Slip(lead, others, node))
        told = set(map(id, members))
        open_checks = [c for c in open_checks if id(c) not in told]
    alone, grouped = _with_criteria(alone, grouped)
    order = {id(c): i for i, c in enumerate(every)}
    return sorted(alone + grouped, key=lambda s: min(order.get(id(c), len(every)) for c in (s.lead, *s.others)))


def _shares(check: Check) -> bool:
    """Whether a failed check can fail because of a figure that others share. An ambiguous rule accuses nobody and is
    told by itself; digits cut off instead of rounded are a habit of the writer, and each explains nothing else."""
    if check.variant in ("missing_score", "direction"):
        return False  # a score left out is its own matter, and so are words that numbers which come out contradict
    inconsistent = check.outcome is Outcome.INCONSISTENT and check.code in GROUPED and bool(check.inputs)
    return inconsistent and (check.code is not CheckCode.SCORE or check.variant == "disagrees")


def _with_criteria(alone: Sequence[Slip], grouped: Sequence[Slip]) -> tuple[list[Slip], list[Slip]]:
    """Criteria whose points do not come to a weight that is itself the slip are told with it."""
    wrong = {s.node for s in grouped if s.node is not None}
    of_slip = {
        id(s): node
        for s in alone
        if s.lead.code is CheckCode.CRITERIA
        for node in map(node_of, s.lead.inputs[1:])
        if node in wrong
    }
    told = [
        replace(s, others=(*s.others, *(a.lead for a in alone if of_slip.get(id(a)) == s.node and s.node is not None)))
        for s in grouped
    ]
    return [s for s in alone if id(s) not in of_slip], told


_MARKS = frozenset({"full_count", "lost_count"})


def _apart(score: Check, total: Check) -> bool:
    """Whether a total of scores, or what the text says of one, is wrong by itself: setting a wrong score right would
    not make it come out; so is a grade that the right total would not have either."""
    if total.variant == "grade":
        return _still_of_that_grade(score, total)
    if total.variant in _MARKS and total.reported is not None and total.expected_low is not None:
        return abs(total.reported.value - total.expected_low) > 1  # one score set right is one indicator more or less
    if score.code is not CheckCode.SCORE or score.reported is None:
        return False
    if score.expected_low is None or score.expected_high is None:
        return False
    if total.code is CheckCode.SCORE_CLAIM and total.variant in ("score_rate", "deduction"):
        left = implied([total], node_of_figure(score.reported), score.reported)
        right = Interval(low=score.expected_low, high=score.expected_high)
        return left is not None and not left.meets(right)
    of_scores = total.code is CheckCode.SCORE_SUM or (total.code, total.variant) == (CheckCode.SCORE_CLAIM, "score")
    if not of_scores or total.reported is None or total.expected_low is None:
        return False
    given, missing = score.reported.value, total.reported.value - total.expected_low
    return not score.expected_low - given <= missing <= score.expected_high - given


def _still_of_that_grade(lead: Check, grade: Check) -> bool:
    """Whether the total that a grade goes by is of the same grade when it is set right (`lead`)."""
    same = lead.reported is not None and grade.reported is not None and lead.reported.value == grade.reported.value
    ends = (lead.expected_low, lead.expected_high, grade.expected_low, grade.expected_high)
    low, high, least, most = ends
    return same and None not in ends and least <= low and high < most  # type: ignore[operator]
