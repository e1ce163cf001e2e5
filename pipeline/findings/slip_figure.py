"""Which one figure explains several failed checks: what is known of the figures, and how the odd one out is chosen."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from pipeline.findings.twins import Twins
from pipeline.findings.worked_back import Node, implied, node_of, node_of_figure, swapped_within
from pipeline.vocabulary.header_words import OF_DIFFERENCES
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval
from schemas.records import Fact, Report, ScoreLine
from schemas.white_space import without_space

# Columns that are worked out of others: where any of three figures may be the slip, that one is named.
_RESULTS = {
    CheckCode.DIFFERENCE: OF_DIFFERENCES,
    CheckCode.SUM: re.compile(r"合计|总计|小计|总[额数]|累计|调[整后].*后"),
    CheckCode.RATIO: re.compile(r"率|比|[幅程进]度|[%％]|均|每|单[位价]|造价"),
}
_OF_TEXT = frozenset({"stated_in_text", "sentence_complete"})
FEW_ALIKE = 3  # scores of which each would explain two wrong totals: none of so many is called wrong
MOST_INPUTS_SWAPPED = 2  # a long sum has so many digits that some swap nearly always explains it
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
        CheckCode.COUNT,
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of figures before a slip is looked for: how many passed checks vouch for each (`vouched`), which
    scores, and weights with them, are what their rules give (`settled`), the facts at their places, what criteria say
    that a weight is (`said`), weights that are less than their score, with that (`outscored`), weights that are printed
    once more as their score (`given`), the weights of scores, and what else the document prints (`twins`)."""

    vouched: Counter[Node]
    settled: Set[Node]
    facts: Mapping[Node, Fact]
    said: Mapping[Node, Collection[Decimal]]
    outscored: Mapping[Node, Decimal]
    given: Set[Node]
    weights: Mapping[Node, Decimal]
    twins: Twins


def known_of(every: Sequence[Check], failed: Sequence[Check], report: Report, twins: Twins) -> Known:
    """What `every` check and the `failed` ones among them tell of the figures of a report."""
    vouched: Counter[Node] = Counter()
    settled: set[Node] = set()
    for check in every:
        if _vouches(check):
            vouched.update({node_of(p) for p in check.inputs})
        elif _settles(check):
            vouched.update({node_of(p) for p in check.inputs[:1]})
            settled.update({node_of(p) for p in check.inputs[:1]})
    weighed = [
        (node_of_figure(x.self_score), node_of_figure(x.weight), x.self_score.value, x.weight.value)
        for x in report.score_lines
        if x.weight is not None and x.self_score is not None
    ]
    # a score that its rule gives at a weight speaks for the weight too
    settled |= {weight for score, weight, _, _ in weighed if score in settled}
    return Known(
        vouched=vouched,
        settled=settled,
        facts={node_of_figure(f.figure): f for f in report.facts},
        said=told_weights(report.score_lines, failed),
        outscored={weight: got for _, weight, got, worth in weighed if got > worth},
        given={weight for _, weight, got, worth in weighed if got == worth},
        weights={score: worth for score, _, _, worth in weighed},
        twins=twins,
    )


def _vouches(check: Check) -> bool:
    """Whether a passed check shows that its figures are right: an equation that came out, and no mere limit. A score
    that agrees with its rule leaves its rate much room, as a grade leaves its total."""
    limits = check.variant in ("part_of_whole", "part_in_text", "cumulative", "grade") or check.code is CheckCode.SCORE
    return check.outcome is Outcome.CONSISTENT and check.code in GROUPED and not limits


def _settles(check: Check) -> bool:
    """Whether a score is what its rule gives: of the score itself that says as much as an equation that came out."""
    return check.code is CheckCode.SCORE and check.outcome is Outcome.CONSISTENT and check.variant == "agrees"


def slip_node(checks: Sequence[Check], known: Known) -> tuple[Node, bool]:
    """The figure that explains most failed checks, and whether anything tells it from others that explain as many.

    Where several figures are touched by the same failed checks, it is the odd one out: the weight that would come out
    if it were one of the points that its criteria name; else the only weight that is less than the score given for it;
    else the only amount whose right value the document prints elsewhere; else the only one that no passed check vouches
    for; else the only one that two swapped digits set right; else the one reported as wrong.
    """
    node = _most_shared(checks, known)
    members = explained([c for c in checks if node in nodes_of(c)], node, known.facts)
    rivals = [n for n in nodes_of(members[0]) if all(n in nodes_of(c) for c in members[1:])]
    rivals = [n for n in rivals if len(explained(members, n, known.facts)) == len(members)]
    for sure in (known.settled, known.given):
        rivals = [n for n in rivals if n not in sure] or rivals
    rivals = [n for n in rivals if n not in known.weights or _within(members, n, known.weights[n], known.facts)]
    if not rivals:
        return node, False
    of_criteria = [
        n for n in rivals if any(_sets_right(members, n, value, known.facts) for value in known.said.get(n, ()))
    ]
    # no indicator scores more than its weight, so a weight that is set right is at least the score
    too_small = [n for n in rivals if n in known.outscored and _is_raised(members, n, known.outscored[n], known.facts)]
    for certain in (of_criteria, too_small):
        if len(certain) == 1:
            return certain[0], True
    printed = known.twins.choose(members, [(n, figure_at(n, members, known.facts)) for n in rivals])
    if printed is not None:
        return printed, True
    unvouched = [n for n in rivals if not known.vouched[n]]
    if len(unvouched) == 1:
        figure = figure_at(unvouched[0], members, known.facts)
        if figure is not None and implied(members, unvouched[0], figure):
            return unvouched[0], True
    if all(c.relation is not None and len(c.relation.figures) <= MOST_INPUTS_SWAPPED for c in members):
        swapped = [n for n in unvouched or rivals if _swap(members, n, known.facts) is not None]
        if len(swapped) == 1:
            return swapped[0], True
    called_wrong = [c for c in members if nodes_of(c)[0] in rivals]
    if called_wrong:
        results = [c for c in called_wrong if _is_result(c)]
        return nodes_of((results or called_wrong)[0])[0], True
    alike = [n for n in rivals if known.vouched[n] == known.vouched[node]]
    return node, node not in known.weights or (node in rivals and len(alike) < FEW_ALIKE)


def _is_result(check: Check) -> bool:
    """Whether the column of a figure that is called wrong says that it follows from others as the check has it."""
    pattern = _RESULTS.get(check.code)
    return pattern is not None and pattern.search(check.locus.column) is not None


def _most_shared(checks: Sequence[Check], known: Known) -> Node:
    """The figure that explains most failed checks, and is no score that its rule gives; then the one fewest passed
    checks vouch for; then the one most often reported as wrong; then the first on the pages."""
    touching: dict[Node, list[Check]] = defaultdict(list)
    reported: Counter[Node] = Counter()
    for check in checks:
        nodes = nodes_of(check)
        for node in nodes:
            touching[node].append(check)
        if nodes:
            reported[nodes[0]] += 1
    explains = {n: len(explained(own, n, known.facts)) for n, own in touching.items()}
    for n, own in touching.items():
        if not reported[n]:  # a figure that no check calls wrong has to explain what it is blamed for
            explains[n] -= len(own) - explains[n]
    return min(
        touching, key=lambda n: (n in known.settled, -explains[n], known.vouched[n] - reported[n], -reported[n], n)
    )


def nodes_of(check: Check) -> list[Node]:
    """The figures a check touches. A score against its rule touches itself, and the weight that it is a share of: what
    the rule reads has checks of its own. How many indicators there are hangs on no figure of theirs."""
    if (check.code, check.variant) == (CheckCode.COUNT, "indicators"):
        return [node_of(p) for p in check.inputs[:1]]
    if check.code is CheckCode.SCORE:
        weights = map(node_of_figure, check.relation.figures) if check.relation else ()
        return list(dict.fromkeys((*map(node_of, check.inputs[:1]), *weights)))
    return list(dict.fromkeys(node_of(p) for p in check.inputs))


def explained(checks: Sequence[Check], node: Node, facts: Mapping[Node, Fact]) -> list[Check]:
    """The checks that one other value of the figure at `node` would set right: the most that leave a common value for
    it, with those that cannot be solved for it."""
    if len(checks) < 2:
        return list(checks)
    figure = figure_at(node, checks, facts)
    left = [(c, implied([c], node, figure) if figure else None) for c in checks]
    solved = [(c, value) for c, value in left if value is not None]
    if not solved:
        return list(checks)
    # An interval that meets the most others holds a point of the largest group: its lower or its upper end.
    ends = [Interval.exactly(e) for _, value in solved for e in (value.low, value.high)]
    best = max(ends, key=lambda end: sum(value.meets(end) for _, value in solved))
    return [c for c, value in left if (value is None or value.meets(best)) and not _has_that_grade(c, best)]


def alone_explains(members: Sequence[Check], node: Node, facts: Mapping[Node, Fact]) -> bool:
    """Whether no other figure of several failed checks of sentences would set all of them right. In a table, figures
    that no fact knows are of columns that were not understood."""
    others = {n for c in members for n in nodes_of(c) if n != node}
    of_text = all(c.variant in _OF_TEXT for c in members)
    return (
        of_text
        and len(members) > 1
        and all(
            not all(n in nodes_of(c) for c in members) or len(explained(members, n, facts)) < len(members)
            for n in others
        )
    )


def _has_that_grade(check: Check, value: Interval) -> bool:
    """Whether a total of this value has the grade that it has as printed: its word stays wrong."""
    low, high = check.expected_low, check.expected_high
    return check.variant == "grade" and low is not None and high is not None and low <= value.low < high


def _within(members: Sequence[Check], node: Node, weight: Decimal, facts: Mapping[Node, Fact]) -> bool:
    """Whether the score at `node` would be none below zero or above its weight if it were the slip."""
    figure = figure_at(node, members, facts)
    left = implied(members, node, figure) if figure is not None else None
    return left is None or left.meets(Interval(low=Decimal(0), high=weight))


def _is_raised(members: Sequence[Check], node: Node, score: Decimal, facts: Mapping[Node, Fact]) -> bool:
    """Whether the weight at `node` would hold the score that is given for it if it were the slip."""
    figure = figure_at(node, members, facts)
    left = implied(members, node, figure) if figure is not None else None
    return left is None or left.high >= score


def _sets_right(members: Sequence[Check], node: Node, value: Decimal, facts: Mapping[Node, Fact]) -> bool:
    figure = figure_at(node, members, facts)
    left = implied(members, node, figure) if figure else None
    return left is not None and left.holds(value)


def _swap(members: Sequence[Check], node: Node, facts: Mapping[Node, Fact]) -> Decimal | None:
    figure = figure_at(node, members, facts)
    left = implied(members, node, figure) if figure else None
    return swapped_within(figure, left) if figure and left else None


def figure_at(node: Node, members: Sequence[Check], facts: Mapping[Node, Fact]) -> Figure | None:
    """The figure at a place: the fact that stands there, else what the checks read there; None where they read none."""
    if node in facts:
        return facts[node].figure
    every = (f for c in members if c.relation for f in (*c.relation.figures, *([c.reported] if c.reported else [])))
    return next((f for f in every if node_of_figure(f) == node), None)


_POINTS = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)分(?!之|钟|类|项|别|档|值)|[×*](\d+(?:\.\d+)?)(?![\d.%％])")
_LOST = re.compile(r"(?:扣|减|加)(?:减|除|掉|去)?(?:分)?$")


def told_weights(lines: Iterable[ScoreLine], failed: Iterable[Check]) -> Mapping[Node, frozenset[Decimal]]:
    """Printed weights that their criteria do not come to, with the points that these name: each, and their sum."""
    told = {
        node_of(place): frozenset({check.reported.value})
        for check in failed
        if check.code is CheckCode.CRITERIA and check.reported is not None
        for place in check.inputs[1:]
    }
    for line in lines if told else ():
        node = node_of_figure(line.weight) if line.weight is not None else None
        if node in told:
            points = _points(without_space(line.criteria))
            told[node] |= {*points, sum(points, Decimal(0))}
    return told


def _points(criteria: str) -> list[Decimal]:
    """The points that criteria give, in their order; what they take away is none."""
    return [Decimal(m[1] or m[2]) for m in _POINTS.finditer(criteria) if not _LOST.search(criteria[: m.start()][-4:])]
