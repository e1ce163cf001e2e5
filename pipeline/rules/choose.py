"""Which rules a report is judged by: an edition on file, or the criteria that it prints itself.

The report's own print comes first, because that is what it was scored by; an edition stands in where the print is
silent or not understood. Where the two differ, the differences are handed on as notices.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipeline.rules.changed_number import changed_number
from pipeline.rules.describe import describe
from pipeline.rules.hundred_marks import HUNDRED, marks_of_hundred, weighted
from pipeline.rules.printed.band_defects import band_defects
from pipeline.rules.printed.beside_criteria import parted, split_labelled
from pipeline.rules.printed.built_rule import PrintedRule
from pipeline.rules.printed.fitting.parts_of_points import must_add_up, points_of_parts, points_side_by_side
from pipeline.rules.printed.rule import printed_rule
from pipeline.rules.printed.target_words import own_target, told_target, with_target
from pipeline.rules.printed.text import plain
from pipeline.rules.same_rule import same_rule
from pipeline.rules.score_lines import LeafIndicator, leaf_indicators, plain_name, points_left
from pipeline.rules.targets import execution_by_printed_rate, form_evaluation, is_form
from pipeline.rules.worlds import Evaluation
from rubrics.check import thresholds
from rubrics.load import all_editions
from schemas.figure import Figure
from schemas.geometry import Box
from schemas.records import Report
from schemas.rubric import Judgement, Rubric, RubricIndicator, Rule

PRINTED = "printed"
# An edition is recognised by its indicators: this share of the report's names must be its own, with equal weights.
_SHARE_KNOWN = Decimal("0.8")
# Without printed criteria the nearest edition is used from this share on, and only for indicators it knows.
_SHARE_NEAR = Decimal("0.5")


@dataclass(frozen=True)
class Difference:
    """Where the print is not what the edition on file says of an indicator: its criteria, or its weight; or not what
    its own next band says, where two bands hold one value or leave some between them.

    `printed` and `expected` are rules in one line, the clauses that tell them apart, or bare weights; `box` is where
    the print stands.
    """

    kind: Literal["criteria", "weight", "overlap", "gap"]
    indicator: str
    printed: str
    expected: str
    box: Box | None


@dataclass(frozen=True)
class PointsGap:
    """Printed criteria whose points do not come to the indicator's weight.

    `total` is what they come to, `parts` the points of the single parts (empty where there is one statement only),
    `weights` the prints of the weight. `certain` where the report's other numbered criteria all come to theirs.
    """

    indicator: str
    table_id: str
    total: Decimal
    weight: Decimal
    parts: tuple[Decimal, ...]
    criteria: str
    box: Box | None
    weights: tuple[Figure, ...] = ()
    certain: bool = False


@dataclass(frozen=True)
class ChosenRule:
    """The rule for one indicator; `origin` is an edition's id, `printed`, or '' where there is no rule at all.

    `fixed` is the outcome where it does not come from a rule (targets of a project form), `text` then its rule's words.
    `by_rate` is what a form's printed execution rate gives, where its amounts decide `fixed`. `formulas` are the
    quotients that the criteria print for names of rates.
    """

    leaf: LeafIndicator
    rule: Rule
    weight: Decimal | None
    origin: str
    note: str = ""
    fixed: Evaluation | None = None
    text: str = ""
    formulas: tuple[tuple[str, str], ...] = ()
    by_rate: Evaluation | None = None


@dataclass(frozen=True)
class RubricChoice:
    """What a report is judged by. `rubric_id` is as `reports.csv` carries it; `note` says how it was chosen.

    `differences` are between print and edition, `gaps` between the points of printed criteria and their weight.
    """

    rubric_id: str
    rules: tuple[ChosenRule, ...]
    differences: tuple[Difference, ...] = ()
    note: str = ""
    edition: Rubric | None = None
    gaps: tuple[PointsGap, ...] = ()


def find_indicator(rubric: Rubric, name: str) -> RubricIndicator | None:
    """The edition's indicator of a printed name."""
    wanted = plain_name(name)
    return next((i for i in rubric.indicators if wanted in map(plain_name, (i.name, *i.aliases))), None)


@dataclass(frozen=True)
class _Match:
    """How well an edition fits: shares of names and of weights, and whether district and year are its own."""

    rubric: Rubric
    names: Decimal
    weights: Decimal
    district: bool
    year: bool

    @property
    def known(self) -> bool:
        return self.names >= _SHARE_KNOWN and self.weights >= _SHARE_KNOWN

    @property
    def rank(self) -> tuple[bool, bool, bool, Decimal, Decimal]:
        return (self.known, self.district, self.year, self.names, self.weights)


def _matches(report: Report, leaves: tuple[LeafIndicator, ...]) -> list[_Match]:
    """Editions by how well they fit, best first."""
    out = []
    for rubric in all_editions():
        known = [(leaf, find_indicator(rubric, leaf.name)) for leaf in leaves]
        named = [(leaf, i) for leaf, i in known if i is not None]
        equal = [i for leaf, i in named if leaf.weight is None or leaf.weight.value == i.weight]
        district = bool(report.district) and (
            report.district in rubric.district or rubric.district.endswith(report.district)
        )
        names = Decimal(len(named)) / max(len(leaves), len(rubric.indicators))
        weights = Decimal(len(equal)) / len(named) if named else Decimal(0)
        out.append(_Match(rubric, names, weights, district, report.fiscal_year == rubric.fiscal_year))
    return sorted(out, key=lambda m: m.rank, reverse=True)


def choose_rubric(report: Report) -> RubricChoice:
    """The rules for every leaf indicator of a report, and where its print differs from the edition on file."""
    leaves = leaf_indicators(report)
    if not leaves:
        return RubricChoice("", ())
    matches = _matches(report, leaves)
    best = matches[0]
    forms = {id(leaf) for leaf in leaves if is_form(leaf)}
    prints = any(leaf.criteria.strip() and id(leaf) not in forms for leaf in leaves)
    own_edition = best.known and (best.district or not report.district) and (best.year or report.fiscal_year is None)
    if own_edition:
        return _nearest_print(report, leaves, [m for m in matches if m.rank[:3] == best.rank[:3]])
    if prints:
        return _choice(report, leaves, None, PRINTED, "按报告所附评分标准")
    if best.names >= _SHARE_NEAR and best.weights >= _SHARE_NEAR:
        note = f"报告未附评分标准，按指标名称和权重最接近的版本 {best.rubric.title}"
        return _choice(report, leaves, best.rubric, best.rubric.rubric_id, note)
    return _choice(report, leaves, None, PRINTED if forms else "", "报告未附评分标准，也没有可用的版本")


def _nearest_print(report: Report, leaves: tuple[LeafIndicator, ...], equal: list[_Match]) -> RubricChoice:
    """Of editions that fit equally well (a report that does not name its district), the one whose rules the print
    repeats most closely."""

    def chosen(match: _Match, clauses: bool = False) -> RubricChoice:
        note = f"按本地区本年度版本 {match.rubric.title}"
        return _choice(report, leaves, match.rubric, match.rubric.rubric_id, note, compare=True, clauses=clauses)

    if len(equal) > 1:
        choices = [(chosen(match), match) for match in equal]
        equal = [min(choices, key=lambda c: (len(c[0].differences), [-c[1].names, -c[1].weights]))[1]]
    return chosen(equal[0], clauses=True)


def _choice(
    report: Report,
    leaves: tuple[LeafIndicator, ...],
    rubric: Rubric | None,
    rubric_id: str,
    note: str,
    compare: bool = False,
    clauses: bool = False,
) -> RubricChoice:
    """`compare`: with the edition, whose differences are told by their clauses where that is asked for (it takes a few
    readings of a print)."""
    rules: list[ChosenRule] = []
    differences: list[Difference] = []
    gaps: list[PointsGap] = []
    fitting = 0
    of_hundred = marks_of_hundred([x for x in leaves if not is_form(x)], _printed)
    for leaf in leaves:
        known = find_indicator(rubric, leaf.name) if rubric else None
        weight = leaf.weight.value if leaf.weight else known.weight if known else None
        if is_form(leaf):
            rules.append(_of_form(leaf, report, weight if weight is not None else points_left(leaf, report)))
            continue
        printed = _printed(leaf, HUNDRED if of_hundred else weight)
        if of_hundred and printed is not None and weight is not None:
            printed = weighted(printed, weight)
        elif printed is not None and weight is not None and (found := _points_gap(leaf, printed, weight)) is not None:
            gaps.append(found)
        fitting += weight is not None and sum(points_of_parts(leaf.criteria)) == weight
        if printed is not None and printed.understood and known is None and report.text_source == "digital":
            box = leaf.criteria_box or leaf.line.boxes[0]
            differences += [Difference(d.kind, leaf.name, d.one, d.two, box) for d in band_defects(printed.rule)]
        if compare and known is not None and printed is not None and _misread(report, printed, known):
            printed = None
        rules.append(_rule_for(leaf, weight, printed, known, rubric))
        if compare and known is not None:
            differences += _differences(leaf, weight, printed, known, clauses)
    return RubricChoice(
        rubric_id,
        tuple(rules),
        tuple(differences),
        note,
        rubric,
        _with_certainty(gaps, fitting if _come_to_hundred(leaves) else 0),
    )


def _come_to_hundred(leaves: tuple[LeafIndicator, ...]) -> bool:
    """Whether no weight is a slip, as far as their sum tells."""
    return sum((leaf.weight.value for leaf in leaves if leaf.weight), Decimal(0)) == HUNDRED


def _with_certainty(gaps: list[PointsGap], fitting: int) -> tuple[PointsGap, ...]:
    """`gaps` of numbered points are certain where as many numbered criteria at least come to their weights."""
    own = [g for g in gaps if must_add_up(g.criteria, g.parts)]
    return tuple(replace(g, certain=len(own) <= fitting and g in own) for g in gaps)


def _points_gap(leaf: LeafIndicator, printed: PrintedRule, weight: Decimal) -> PointsGap | None:
    """Points of criteria that do not come to the weight: as the rule was read, or as its numbered parts state them
    where none of them could be the whole (a grade) and all is for a person to judge."""
    if printed.total is not None and (parts := points_side_by_side(leaf.criteria)):
        total = sum(parts, Decimal(0))
        return _gap(leaf, parts, total, weight) if total != weight else None
    if printed.total is not None:
        return _gap(leaf, printed.parts, printed.total, weight)
    parts = points_of_parts(leaf.criteria) if printed.understood and isinstance(printed.rule, Judgement) else ()
    total = sum(parts, Decimal(0))
    if not parts or total == weight or max(parts) >= weight or not must_add_up(leaf.criteria, parts):
        return None
    return _gap(leaf, parts, total, weight)


def _gap(leaf: LeafIndicator, parts: tuple[Decimal, ...], total: Decimal, weight: Decimal) -> PointsGap:
    line = next((c for c in leaf.copies if c.criteria == leaf.criteria), leaf.line)
    weights = tuple(c.weight for c in leaf.copies if c.weight is not None and c.weight.value == weight)
    return PointsGap(leaf.name, line.table_id, total, weight, parts, leaf.criteria, leaf.criteria_box, weights)


def _of_form(leaf: LeafIndicator, report: Report, weight: Decimal | None) -> ChosenRule:
    points = weight or Decimal(0)
    fixed, text = form_evaluation(leaf, report, points)
    by_rate = execution_by_printed_rate(leaf, report, points)
    return ChosenRule(leaf, Judgement(points=points), weight, PRINTED, fixed=fixed, text=text, by_rate=by_rate)


def _printed(leaf: LeafIndicator, weight: Decimal | None, print_of: str = "") -> PrintedRule | None:
    """The leaf's criteria, or `print_of` in their place, as a rule; None where there are none."""
    criteria = print_of or leaf.criteria
    if weight is None or weight <= 0 or not criteria.strip():
        return None
    criteria, definition = split_labelled(parted(criteria)[0], parted(leaf.definition, all_told=True)[0])
    criteria, target = own_target(criteria)
    target = target or leaf.target or told_target(leaf.definition)
    return printed_rule(leaf.name, weight, with_target(criteria, target), definition)


def _rule_for(
    leaf: LeafIndicator,
    weight: Decimal | None,
    printed: PrintedRule | None,
    known: RubricIndicator | None,
    rubric: Rubric | None,
) -> ChosenRule:
    """The print where it is understood, else the edition's rule for the same weight, else what is understood of it."""
    if printed is not None and printed.understood:
        return ChosenRule(leaf, printed.rule, weight, PRINTED, formulas=printed.formulas)
    fits = printed is None or _could_be(known.rule if known else None, leaf.criteria)
    if known is not None and rubric is not None and weight == known.weight and fits:
        note = "；".join(printed.problems) if printed else ""
        return ChosenRule(leaf, known.rule, weight, rubric.rubric_id, note)
    if printed is not None:
        note = "；".join(printed.problems)
        return ChosenRule(leaf, printed.rule, weight, PRINTED, note, formulas=printed.formulas)
    rule = Judgement(points=weight or Decimal(0), reason="报告未附评分标准")
    return ChosenRule(leaf, rule, weight, "")


def _could_be(rule: Rule | None, criteria: str) -> bool:
    """Whether print that was not understood names every threshold of the edition's rule, so that it may well be it."""
    if rule is None:
        return False
    named = {Decimal(n) for n in re.findall(r"\d+(?:\.\d+)?", plain(criteria))}
    return all(value in named for value in thresholds(rule))


def _misread(report: Report, printed: PrintedRule, known: RubricIndicator) -> bool:
    """Whether print that differs from its own edition was read from a picture: then one wrong digit is likelier."""
    return report.text_source != "digital" and not same_rule(printed.rule, known.rule)


def _differences(
    leaf: LeafIndicator, weight: Decimal | None, printed: PrintedRule | None, known: RubricIndicator, by_clause: bool
) -> list[Difference]:
    out = []
    if leaf.weight is not None and weight is not None and weight != known.weight:
        out.append(Difference("weight", leaf.name, f"{weight:f}", f"{known.weight:f}", leaf.weight.box))
    if printed is None or (printed.understood and same_rule(printed.rule, known.rule)):
        return out
    box = leaf.criteria_box or leaf.line.boxes[0]
    clauses = changed_number(leaf.criteria, known.rule, lambda text: _read(leaf, weight, text)) if by_clause else None
    if clauses is not None:
        out.append(Difference("criteria", leaf.name, *clauses, box))
    elif printed.understood:
        out.append(Difference("criteria", leaf.name, describe(printed.rule), describe(known.rule), box))
    return out


def _read(leaf: LeafIndicator, weight: Decimal | None, criteria: str) -> Rule | None:
    printed = _printed(leaf, weight, criteria)
    return printed.rule if printed is not None and printed.understood else None
