"""One slip, one finding: which single figure explains several failed checks.

A wrong digit in one cell breaks its sum, its rate, its share and its copy in the text. The checks that failed share
that cell. So: of all figures that failed checks touch, take the one that most of them have in common (and that the
fewest passed checks vouch for), make it the slip, and lay those checks under it; repeat with what is left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.findings.told_weights import told_weights
from pipeline.findings.twins import Twins
from pipeline.findings.worked_back import Node, implied, implied_by_any, node_of, node_of_figure, swapped_within
from pipeline.vocabulary.metrics import load_metrics
from schemas.audit import FAILED, Check, CheckCode, Locus, Outcome, locus_at
from schemas.figure import Figure, Interval, Unit
from schemas.records import Fact, Report
from schemas.trace import Place

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
class Slip:
    """`lead` tells the slip best; `others` fail because of the same figure, `node`."""

    lead: Check
    others: tuple[Check, ...]
    node: Node | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of figures before a slip is looked for: how many passed checks vouch for each (`vouched`), which
    scores, and weights with them, are what their rules give (`settled`), the facts at their places, what criteria say
    that a weight is (`said`), weights that are less than their score (`outscored`), the weights of scores, and what
    else the document prints (`twins`)."""

    vouched: Counter[Node]
    settled: Set[Node]
    facts: Mapping[Node, Fact]
    said: Mapping[Node, Collection[Decimal]]
    outscored: Collection[Node]
    weights: Mapping[Node, Decimal]
    twins: Twins


def _known(every: Sequence[Check], failed: Sequence[Check], report: Report, twins: Twins) -> _Known:
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
    return _Known(
        vouched=vouched,
        settled=settled,
        facts={node_of_figure(f.figure): f for f in report.facts},
        said=told_weights(report.score_lines, failed),
        outscored={weight for _, weight, got, worth in weighed if got > worth},
        weights={score: worth for score, _, _, worth in weighed},
        twins=twins,
    )


def slips(checks: Iterable[Check], report: Report, names: Mapping[str, str], twins: Twins) -> list[Slip]:
    """Failed checks grouped by the figure that explains them, in the order of the first check of each. `names` are what
    a person calls the tables, by their ids; `twins` knows what else the document prints."""
    every = list(checks)
    failed = [c for c in every if c.outcome in FAILED]
    known = _known(every, failed, report, twins)
    open_checks = [c for c in failed if _shares(c)]
    alone = [Slip(c, (), None) for c in failed if not _shares(c)]
    grouped: list[Slip] = []
    while open_checks:
        node, told_apart = _slip_node(open_checks, known)
        members = _explained([c for c in open_checks if node in _nodes(c)], node, known.facts)
        lead = _lead(members, node)
        members = [c for c in members if c is lead or not _apart(lead, c)]
        others = tuple(c for c in members if c is not lead)
        told_by = known.facts.get(node), node in twins.chosen
        cell = _cell_check(members, node, *told_by, names) if _nodes(lead)[0] != node and told_apart else None
        grouped.append(Slip(cell, tuple(members), node) if cell else Slip(lead, others, node))
        told = set(map(id, members))
        open_checks = [c for c in open_checks if id(c) not in told]
    alone, grouped = _with_criteria(alone, grouped)
    order = {id(c): i for i, c in enumerate(every)}
    return sorted(alone + grouped, key=lambda s: min(order.get(id(c), len(every)) for c in (s.lead, *s.others)))


def _shares(check: Check) -> bool:
    """Whether a failed check can fail because of a figure that others share. An ambiguous rule accuses nobody and is
    told by itself; digits cut off instead of rounded are a habit of the writer, and each explains nothing else."""
    if check.variant == "missing_score":
        return False  # a score left out is its own matter
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


def _vouches(check: Check) -> bool:
    """Whether a passed check shows that its figures are right: an equation that came out, and no mere limit. A score
    that agrees with its rule leaves its rate much room, as a grade leaves its total."""
    limits = check.variant in ("part_of_whole", "cumulative", "grade") or check.code is CheckCode.SCORE
    return check.outcome is Outcome.CONSISTENT and check.code in GROUPED and not limits


def _settles(check: Check) -> bool:
    """Whether a score is what its rule gives: of the score itself that says as much as an equation that came out."""
    return check.code is CheckCode.SCORE and check.outcome is Outcome.CONSISTENT and check.variant == "agrees"


def _explained(checks: Sequence[Check], node: Node, facts: Mapping[Node, Fact]) -> list[Check]:
    """The checks that one other value of the figure at `node` would set right: the most that leave a common value for
    it, with those that cannot be solved for it."""
    if len(checks) < 2:
        return list(checks)
    figure = _figure_at(node, checks, facts)
    left = [(c, implied([c], node, figure) if figure else None) for c in checks]
    solved = [(c, value) for c, value in left if value is not None]
    if not solved:
        return list(checks)
    # An interval that meets the most others holds a point of the largest group: its lower or its upper end.
    ends = [Interval.exactly(e) for _, value in solved for e in (value.low, value.high)]
    best = max(ends, key=lambda end: sum(value.meets(end) for _, value in solved))
    return [c for c, value in left if value is None or value.meets(best)]


def _apart(score: Check, total: Check) -> bool:
    """Whether a total of scores, or what the text says of one, is wrong by itself: setting a wrong score right would
    not make it come out."""
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


def _nodes(check: Check) -> list[Node]:
    """The figures a check touches. A score against its rule touches itself, and the weight that it is a share of: what
    the rule reads has checks of its own. How many indicators there are hangs on no figure of theirs."""
    if (check.code, check.variant) == (CheckCode.COUNT, "indicators"):
        return [node_of(p) for p in check.inputs[:1]]
    if check.code is CheckCode.SCORE:
        weights = map(node_of_figure, check.relation.figures) if check.relation else ()
        return list(dict.fromkeys((*map(node_of, check.inputs[:1]), *weights)))
    return list(dict.fromkeys(node_of(p) for p in check.inputs))


def _slip_node(checks: Sequence[Check], known: _Known) -> tuple[Node, bool]:
    """The figure that explains most failed checks, and whether anything tells it from others that explain as many.

    Where several figures are touched by the same failed checks, it is the odd one out: the weight that would come out
    if it were one of the points that its criteria name; else the only weight that is less than the score given for it;
    else the only amount whose right value the document prints elsewhere; else the only one that no passed check vouches
    for; else the only one that two swapped digits set right; else the one reported as wrong.
    """
    node = _most_shared(checks, known)
    members = _explained([c for c in checks if node in _nodes(c)], node, known.facts)
    rivals = [n for n in _nodes(members[0]) if all(n in _nodes(c) for c in members[1:])]
    rivals = [n for n in rivals if len(_explained(members, n, known.facts)) == len(members)]
    rivals = [n for n in rivals if n not in known.settled] or rivals
    rivals = [n for n in rivals if n not in known.weights or _within(members, n, known.weights[n], known.facts)]
    if not rivals:
        return node, False
    of_criteria = [
        n for n in rivals if any(_sets_right(members, n, value, known.facts) for value in known.said.get(n, ()))
    ]
    too_small = [n for n in rivals if n in known.outscored]  # no indicator scores more than its weight
    for certain in (of_criteria, too_small):
        if len(certain) == 1:
            return certain[0], True
    printed = known.twins.choose(members, [(n, _figure_at(n, members, known.facts)) for n in rivals])
    if printed is not None:
        return printed, True
    unvouched = [n for n in rivals if not known.vouched[n]]
    if len(unvouched) == 1:
        figure = _figure_at(unvouched[0], members, known.facts)
        if figure is not None and implied(members, unvouched[0], figure):
            return unvouched[0], True
    if all(c.relation is not None and len(c.relation.figures) <= MOST_INPUTS_SWAPPED for c in members):
        swapped = [n for n in unvouched or rivals if _swap(members, n, known.facts) is not None]
        if len(swapped) == 1:
            return swapped[0], True
    reported = next((_nodes(c)[0] for c in members if _nodes(c)[0] in rivals), None)
    if reported is not None:
        return reported, True
    alike = [n for n in rivals if known.vouched[n] == known.vouched[node]]
    return node, node not in known.weights or (node in rivals and len(alike) < FEW_ALIKE)


def _within(members: Sequence[Check], node: Node, weight: Decimal, facts: Mapping[Node, Fact]) -> bool:
    """Whether the score at `node` would be none below zero or above its weight if it were the slip."""
    figure = _figure_at(node, members, facts)
    left = implied(members, node, figure) if figure is not None else None
    return left is None or left.meets(Interval(low=Decimal(0), high=weight))


def _figure_at(node: Node, members: Sequence[Check], facts: Mapping[Node, Fact]) -> Figure | None:
    if node in facts:
        return facts[node].figure
    every = (f for c in members if c.relation for f in (*c.relation.figures, *([c.reported] if c.reported else [])))
    return next((f for f in every if node_of_figure(f) == node), None)


def _sets_right(members: Sequence[Check], node: Node, value: Decimal, facts: Mapping[Node, Fact]) -> bool:
    figure = _figure_at(node, members, facts)
    left = implied(members, node, figure) if figure else None
    return left is not None and left.holds(value)


def _swap(members: Sequence[Check], node: Node, facts: Mapping[Node, Fact]) -> Decimal | None:
    figure = _figure_at(node, members, facts)
    left = implied(members, node, figure) if figure else None
    return swapped_within(figure, left) if figure and left else None


def _most_shared(checks: Sequence[Check], known: _Known) -> Node:
    """The figure that explains most failed checks, and is no score that its rule gives; then the one fewest passed
    checks vouch for; then the one most often reported as wrong; then the first on the pages."""
    touching: dict[Node, list[Check]] = defaultdict(list)
    reported: Counter[Node] = Counter()
    for check in checks:
        nodes = _nodes(check)
        for node in nodes:
            touching[node].append(check)
        if nodes:
            reported[nodes[0]] += 1
    explains = {n: len(_explained(own, n, known.facts)) for n, own in touching.items()}
    for n, own in touching.items():
        if not reported[n]:  # a figure that no check calls wrong has to explain what it is blamed for
            explains[n] -= len(own) - explains[n]
    return min(
        touching, key=lambda n: (n in known.settled, -explains[n], known.vouched[n] - reported[n], -reported[n], n)
    )


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
            CheckCode.COUNT: 0,
            CheckCode.SCORE: -1,
            CheckCode.SCORE_COPY: 0,
            CheckCode.WEIGHT: 0,
            CheckCode.SCORE_SUM: 1,
            CheckCode.SCORE_CLAIM: 2,
        },
    )

    def plainness(check: Check) -> tuple[bool, int]:
        # Shares are printed so short that their sum says less of one of them than its own amounts do.
        of_shares = check.code is CheckCode.SUM and check.reported is not None and check.reported.unit is Unit.PERCENT
        return not (check.inputs and node_of(check.inputs[0]) == node), 2 if of_shares else rank[check.code]

    return min(members, key=plainness)


def _cell_check(
    members: Sequence[Check], node: Node, fact: Fact | None, certain: bool, names: Mapping[str, str]
) -> Check | None:
    """A check of the figure that explains all members but is reported wrong by none: what they leave for it.

    None where no member lets its value be worked back, or the figure is no fact and not `certain` to be the slip.
    """
    figure = fact.figure if fact is not None else _figure_at(node, members, {}) if certain else None
    left = implied_by_any(members, node, figure) if figure is not None else None
    source = next((c for c in members if c.relation), None)
    if figure is None or left is None or source is None or left.meets(figure.interval):
        return None
    places = dict.fromkeys(p for c in members for p in c.inputs)
    own = [p for p in places if node_of(p) == node]
    swap = swapped_within(figure, left)
    sums = all(c.code is CheckCode.SUM for c in members)
    return Check(
        code=source.code,
        variant="cell" if swap is None else "cell_swapped",
        locus=_locus_of_cell(source.locus, fact, figure, own, names, sums),
        outcome=Outcome.INCONSISTENT,
        reported=figure,
        expected_low=left.low,
        expected_high=left.high,
        nominals=(swap,) if swap is not None else ((left.low + left.high) / 2,) if sums else (),
        inputs=(*own, *(p for p in places if node_of(p) != node)),
        trace=source.trace,
        fields={"where": ""},
    )


def _locus_of_cell(
    locus: Locus, fact: Fact | None, figure: Figure, own: Sequence[Place], names: Mapping[str, str], sums: bool
) -> Locus:
    """Where a figure stands that no check reports wrong: as its fact says, else as its place quotes it."""
    if fact is None:
        name = own[0].text.removesuffix(figure.text).strip() if own else ""
        return locus_at(table=locus.table, row=name.removesuffix(locus.column).strip(), column=locus.column)
    return locus_at(
        table=names.get(fact.table_id, locus.table) if fact.source == "table" else "",
        row=fact.item or (locus.row if fact.source == "table" else ""),
        column=locus.column if sums else _column(fact, own),
    )


def _column(fact: Fact, own: Sequence[Place]) -> str:
    """The printed name of a table fact's column, as its place quotes it; the metric's name for one of a sentence."""
    metric = load_metrics().get(fact.metric)
    named = metric.name if metric else ""
    if fact.source == "table" and own:
        return own[0].text.removeprefix(fact.item).removesuffix(fact.figure.text).strip() or named
    return named
