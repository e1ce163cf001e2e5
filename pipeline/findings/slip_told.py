"""How a slip is told: the check that reports it best, or a new one of a figure that none of them calls wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.findings.slip_figure import figure_at
from pipeline.findings.worked_back import Node, implied_by_any, node_of, swapped_within
from pipeline.vocabulary.metrics import load_metrics
from schemas.audit import Check, CheckCode, Locus, Outcome, locus_at
from schemas.figure import Figure, Unit
from schemas.records import Fact
from schemas.trace import Place

# The plainer a relation, the better it tells; codes that are not named come last.
_PLAINNESS = {
    CheckCode.SCORE: -1,
    CheckCode.SUM: 0,
    CheckCode.COUNT: 0,
    CheckCode.SCORE_COPY: 0,
    CheckCode.WEIGHT: 0,
    CheckCode.RATIO: 1,
    CheckCode.DIFFERENCE: 1,
    CheckCode.AVERAGE: 1,
    CheckCode.SCORE_SUM: 1,
    CheckCode.SAME_FIGURE: 2,
    CheckCode.SCORE_CLAIM: 2,
}
_LAST = 9
_CLAUSE = re.compile(r"[，。；：、（(,;]\s*(?:其中)?[:：]?")


def lead_of(members: Sequence[Check], node: Node) -> Check:
    """The check that tells a slip best: one that reports the figure itself, the plainest relation first."""

    def plainness(check: Check) -> tuple[bool, int]:
        # Shares are printed so short that their sum says less of one of them than its own amounts do.
        of_shares = check.code is CheckCode.SUM and check.reported is not None and check.reported.unit is Unit.PERCENT
        rank = 2 if of_shares else _PLAINNESS.get(check.code, _LAST)
        return not (check.inputs and node_of(check.inputs[0]) == node), rank

    return min(members, key=plainness)


def cell_check(
    members: Sequence[Check], node: Node, fact: Fact | None, certain: bool, names: Mapping[str, str]
) -> Check | None:
    """A check of the figure that explains all members but is reported wrong by none: what they leave for it.

    None where no member lets its value be worked back, or the figure is no fact and not `certain` to be the slip.
    """
    figure = fact.figure if fact is not None else figure_at(node, members, {}) if certain else None
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
        name = _named_in(own[0].text, figure.text) if own else ""
        return locus_at(table=locus.table, row=name.removesuffix(locus.column).strip(), column=locus.column)
    return locus_at(
        table=names.get(fact.table_id, locus.table) if fact.source == "table" else "",
        row=fact.item or (locus.row if fact.source == "table" else ""),
        column=locus.column if sums else _column(fact, own),
    )


def _named_in(text: str, printed: str) -> str:
    """What stands before a figure in the place it is quoted from: all of a cell's name, the clause of a sentence."""
    if text.endswith(printed):
        return text.removesuffix(printed).strip()
    return _CLAUSE.split(text.partition(printed)[0])[-1].strip()


def _column(fact: Fact, own: Sequence[Place]) -> str:
    """The printed name of a table fact's column, as its place quotes it; the metric's name for one of a sentence."""
    metric = load_metrics().get(fact.metric)
    named = metric.name if metric else ""
    if fact.source == "table" and own:
        return own[0].text.removeprefix(fact.item).removesuffix(fact.figure.text).strip() or named
    return named
