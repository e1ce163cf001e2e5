"""Which lines of a table a line is made of, and what they come to in a column.

Reports group lines in more than one way (a subtotal in the middle, a second total below the first), so each admissible
grouping is tried and the one that most columns bear out is used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import judge, values_of
from pipeline.checks.table_view import TableView
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import bare_item, name_key, without_brackets
from schemas.audit import Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.records import BudgetLine

ADDITIVE = frozenset(
    {
        "original_budget",
        "revised_budget",
        "adjustment",
        "outturn",
        "income",
        "budget_share",
        "outturn_share",
        "adjustment_share",
        "share_change",
        "unspent",
        "procurement_planned",
        "procurement_actual",
        "authorised_posts",
        "staff_in_post",
        "dispatched_staff",
        "fixed_assets_original",
        "fixed_assets_in_use",
    }
)
_REST = re.compile(r"其[他它](?:各类|来源)?(?:资金|来源|收入)?(?:来源)?")
_SOURCE = re.compile(r"资金|结转|拨款|收入")
# A subtotal of some of the lines above it, wherever they stand.
PICKED = re.compile(r"重点|[★☆▲△◆●*]|主要|部分")
_DIVISION = re.compile(r"按[^：:]{2,10}(?:分(?:类|组)?|类型|性质|来源)(?:[：:]|$)")
_CODE = re.compile(r"\d{5}|\d{7}")  # 款 and 项 of the functional, 款 of the economic classes
_CODE_STEP = 2
_MARKS = frozenset("★☆▲△◆●*")


@cache
def splits() -> frozenset[str]:
    """Columns that hold part of an amount, by fund, use, cost or source; they add up down the rows like the whole."""
    return frozenset(m.code for m in load_metrics().values() if m.split)


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to read which lines a line is made of. `certain` where the print leaves no other."""

    lines: tuple[BudgetLine, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Summed:
    """The sum of a grouping in one column; `blank` counts lines that state nothing there."""

    interval: Interval
    figures: tuple[Figure, ...]
    lines: tuple[BudgetLine, ...]
    blank: int

    @property
    def if_cut(self) -> Interval:
        """What the parts come to if digits of them were cut off instead of rounded; asked for where sums differ."""
        cut = [figure.interval_if_cut for figure in self.figures]
        return Interval(sum((c.low for c in cut), Decimal(0)), sum((c.high for c in cut), Decimal(0)))


def spots_by_code(view: TableView) -> frozenset[Spot]:
    """Where the figures of lines stand whose parts are told by their codes: all lines of a family (30201, 30202 …)."""
    families = Counter(x.item_code[:-_CODE_STEP] for x in view.lines if _CODE.fullmatch(x.item_code))
    found: set[Spot] = set()
    for line in view.lines:
        codes = [x.item_code for x in view.lines if x.parent_order == line.order]
        family = {code[:-_CODE_STEP] if _CODE.fullmatch(code) else "" for code in codes}
        if len(codes) > 1 and len(family) == 1 and families[family.pop()] == len(codes):
            found |= {spot_of(figure) for figure in line.figures.values()}
    return frozenset(found)


def groupings_of(view: TableView, line: BudgetLine) -> list[Grouping]:
    """Admissible groupings of a line, the most natural first."""
    parts = tuple(x for x in view.lines if x.parent_order == line.order and x.role != "of_which")
    children = tuple(x for x in view.lines if x.parent_order == line.order)
    # 其中 heads a run of parts that may be all of it; so may the sources below a form's 年度资金总额
    if any(begins_division(x) for x in children):
        found = [Grouping(x, certain=False) for x in _divisions(children)]
    elif len(children) > 1 and (children[0].item.startswith("其中") or not parts):
        found = [Grouping(x, certain=closed and not parts) for x, closed in _closed_by_the_rest(children)]
    else:
        # What is carried over often stands beside its own parts: which lines of such a total add up is not certain.
        # A project that goes on from last year (道路养护（结转）) is a line like any other.
        carried = any("结转" in without_brackets(x.item) for x in parts)
        marked = _marked_alike(view, line) if line.role == "subtotal" else ()
        found = [Grouping(marked, certain=False)] if marked else []
        picked = PICKED.search(line.item) is not None and line.role == "subtotal"
        lone = len(parts) == 1 and parts[0].role == "subtotal"  # and the lines beside it?
        found += [Grouping(parts, certain=not (carried or picked or lone))] if parts else []
    if parts and any(p.role == "subtotal" for p in parts):
        found.append(Grouping(tuple(p for p in parts if p.role != "subtotal"), certain=False))
    if line.role in ("total", "subtotal"):
        before = [x for x in view.lines if x.order < line.order]
        after = [x for x in view.lines if x.order > line.order] if line.order == 1 else []
        earlier_totals = [x for x in before if x.role == "total"]
        top = tuple(
            x for x in before or after if x.level <= 1 and x.role == "line" and x.parent_order in (None, line.order)
        )
        if top and line.role == "total" and not earlier_totals:
            found.append(Grouping(top, certain=not parts))
        if earlier_totals and line.role == "total":
            last = earlier_totals[-1]
            found.append(
                Grouping(
                    (last, *(x for x in before if x.order > last.order and x.role == "line" and x.level <= 1)), False
                )
            )
        leaves = tuple(x for x in before or after if x.role == "line" and not _has_parts(view, x))
        if leaves:
            found.append(Grouping(leaves, certain=False))
    unique: list[Grouping] = []
    for grouping in map(_of_this_year, found) if _THIS_YEAR.match(name_key(bare_item(line.item))) else found:
        if grouping.lines and all(grouping.lines != u.lines for u in unique):
            unique.append(grouping)
    return unique


def begins_division(line: BudgetLine) -> bool:
    """按收入性质分：, 按支出性质分：基本支出: whether a line is the first of a division of the whole above it."""
    return _DIVISION.match(line.item) is not None


def _divisions(children: tuple[BudgetLine, ...]) -> Iterator[tuple[BudgetLine, ...]]:
    """The lines of each division of a whole that is divided more than once."""
    starts = {0, *(i for i, x in enumerate(children) if begins_division(x)), len(children)}
    for start, end in pairwise(sorted(starts)):
        run = tuple(x for x in children[start:end] if x.figures)
        if len(run) > 1:
            yield run


def _closed_by_the_rest(children: tuple[BudgetLine, ...]) -> Iterator[tuple[tuple[BudgetLine, ...], bool]]:
    """The lines of a 其中 list, and whether a line for all that is left (其他资金) shows that they are all there are.
    What stands below that line and is no source (公用经费 / 其中：办公费 / 其他 / 政府采购金额) may be of another."""
    rest = max((i for i, x in enumerate(children) if _REST.fullmatch(name_key(bare_item(x.item)))), default=None)
    if rest is None or all(_SOURCE.search(x.item) for x in children[rest + 1 :]):
        yield children, rest is not None
        return
    if rest:
        yield children[: rest + 1], True
    yield children, False


_THIS_YEAR = re.compile(r"(?:本年|当年)")


def _of_this_year(grouping: Grouping) -> Grouping:
    """A grouping without what was carried over from before: 本年收入合计 leaves out 上年结转, wherever that stands."""
    return Grouping(tuple(x for x in grouping.lines if "结转" not in without_brackets(x.item)), grouping.certain)


def _marked_alike(view: TableView, line: BudgetLine) -> tuple[BudgetLine, ...]:
    """The lines before a 重点项目小计 that carry a mark (★) which others do not."""
    before = [x for x in view.lines if x.order < line.order and x.role == "line"]
    marked = tuple(x for x in before if x.item[:1] in _MARKS)
    return marked if marked and len(marked) < len(before) and PICKED.search(line.item) else ()


def _has_parts(view: TableView, line: BudgetLine) -> bool:
    return line.order in view.orders_with_parts


def leaves_that_add_up(view: TableView, metric: str) -> frozenset[int]:
    """The lines without parts, by order, where they add up to the grand total: then no part of any line is missing."""
    leaves = tuple(x for x in view.lines if x.role == "line" and not _has_parts(view, x))
    total, reported = summed(Grouping(leaves, certain=False), metric), None
    if view.total is not None:
        reported = view.total.figures.get(metric)
    if total is None or reported is None or reported.value == 0 or outcome_of(reported, total) is Outcome.INCONSISTENT:
        return frozenset()
    return frozenset(x.order for x in leaves)


def summed(grouping: Grouping, metric: str) -> Summed | None:
    """None where no line of the grouping states the metric."""
    stated = [(x, x.figures[metric]) for x in grouping.lines if x.figures.get(metric) is not None]
    if not stated:
        return None
    interval = Interval.exactly(0)
    whole_numbers = all(f.decimals == 0 and (f.unit.is_money or f.unit is Unit.NONE) for _, f in stated)
    for _, figure in stated:
        # 0% and -0% are shares rounded to nothing; so are amounts in a column of whole numbers
        nothing = whole_numbers and figure.value == 0 and "0" in figure.text
        interval += Interval.rounded_to(figure.value, 0) if nothing else values_of(figure)
    lines, figures = zip(*stated, strict=True)
    return Summed(interval, figures, lines, len(grouping.lines) - len(stated))


def outcome_of(reported: Figure, total: Summed) -> Outcome:
    """How a printed total stands to a sum; parts that were cut off instead of rounded may explain it."""
    outcome = judge(reported, [total.interval])
    if outcome is Outcome.INCONSISTENT:
        cut = total.if_cut
        if reported.interval_if_cut.meets(cut) or reported.interval.meets(cut):
            return Outcome.TRUNCATED
    return outcome


def best_of(line: BudgetLine, groupings: Sequence[Grouping], metrics: Sequence[str]) -> tuple[Grouping, int]:
    """The grouping that most columns bear out (the first among equals), and how many do.

    A column of zeros bears out anything and does not count; nor do whole percents, which a missing part hardly moves.
    """

    def borne_out(grouping: Grouping) -> int:
        count = 0
        for metric in metrics:
            reported, total = line.figures.get(metric), summed(grouping, metric)
            if reported is None or total is None or reported.value == 0:
                continue
            if reported.unit is Unit.PERCENT and (reported.decimals == 0 or metric == "share_change"):
                continue
            if reported.unit.is_money and not reported.decimals and reported.significant_digits < 2:
                continue  # amounts of one digit: 1 + 1 + 1 may be 2
            count += outcome_of(reported, total) is not Outcome.INCONSISTENT
        return count

    counts = [borne_out(g) for g in groupings]
    best = max(range(len(groupings)), key=lambda i: (counts[i], -i))
    return groupings[best], counts[best]
