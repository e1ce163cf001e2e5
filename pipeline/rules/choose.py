"""Which rules a report is judged by: an edition on file, or the criteria that it prints itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.rules.score_lines import LeafIndicator, leaf_indicators, plain_name
from rubrics.load import all_editions
from schemas.geometry import Box
from schemas.records import Report
from schemas.rubric import Judgement, Rubric, RubricIndicator, Rule

# An edition is recognised by its indicators: this share of the report's names must be its own, with equal weights.
_SHARE_OF_NAMES = Decimal("0.8")
_PRINTED = "printed"


@dataclass(frozen=True)
class Difference:
    """Where what a report prints of an indicator is not what it is compared with.

    `criteria` and `weight`: printed against the edition on file; `points`: the points in the printed criteria against
    the indicator's weight. `printed` and `expected` are the bare values or rules.
    """

    kind: Literal["criteria", "weight", "points"]
    indicator: str
    printed: str
    expected: str
    box: Box | None


@dataclass(frozen=True)
class ChosenRule:
    """The rule for one indicator; `origin` is the edition's id, `printed`, or '' where there is none."""

    leaf: LeafIndicator
    rule: Rule
    weight: Decimal | None
    origin: str
    note: str = ""


@dataclass(frozen=True)
class RubricChoice:
    """What a report is judged by. `rubric_id` is as `reports.csv` carries it; `note` says how it was chosen."""

    rubric_id: str
    rules: tuple[ChosenRule, ...]
    differences: tuple[Difference, ...] = ()
    note: str = ""
    edition: Rubric | None = None


def find_indicator(rubric: Rubric, name: str) -> RubricIndicator | None:
    """The edition's indicator of a printed name."""
    wanted = plain_name(name)
    return next((i for i in rubric.indicators if wanted in map(plain_name, (i.name, *i.aliases))), None)


def recognise_edition(report: Report, leaves: tuple[LeafIndicator, ...]) -> Rubric | None:
    """The edition whose indicators and weights the report uses; its district and year tell equal ones apart."""
    if not leaves:
        return None
    ranked = []
    for rubric in all_editions():
        known = [(leaf, find_indicator(rubric, leaf.name)) for leaf in leaves]
        named = [(leaf, i) for leaf, i in known if i is not None]
        equal = [i for leaf, i in named if leaf.weight is None or leaf.weight.value == i.weight]
        if len(named) < _SHARE_OF_NAMES * len(leaves) or len(equal) < _SHARE_OF_NAMES * len(named):
            continue
        district = bool(report.district) and (
            report.district in rubric.district or rubric.district.endswith(report.district)
        )
        year = report.fiscal_year == rubric.fiscal_year
        ranked.append((len(equal), district, year, rubric.rubric_id, rubric))
    return max(ranked, key=lambda r: r[:3])[-1] if ranked else None


def choose_rubric(report: Report) -> RubricChoice:
    """The rules for every leaf indicator of a report, and where the print differs from the edition on file."""
    leaves = leaf_indicators(report)
    rubric = recognise_edition(report, leaves)
    rules = tuple(_rule_for(leaf, rubric) for leaf in leaves)
    return RubricChoice(rubric.rubric_id if rubric else "", rules, (), "", rubric)


def _rule_for(leaf: LeafIndicator, rubric: Rubric | None) -> ChosenRule:
    known = find_indicator(rubric, leaf.name) if rubric else None
    weight = leaf.weight.value if leaf.weight else known.weight if known else None
    if known is None or rubric is None:
        return ChosenRule(leaf, Judgement(points=weight or Decimal(0), reason="无评分标准"), weight, "")
    return ChosenRule(leaf, known.rule, weight, rubric.rubric_id)
