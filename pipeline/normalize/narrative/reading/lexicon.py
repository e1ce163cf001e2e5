"""Words of sentences and what they mean: names of metrics, of items, and aspects said of a subject.

Built from the vocabulary (`metrics.yaml`, `items.yaml`, `phrases.yaml`); no name of a report or agency is here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Literal

from pipeline.vocabulary.files import read_yaml
from pipeline.vocabulary.items import load_items
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import name_key

# Where money comes from or is left over: what follows in the sentence is not said of it.
NOT_SPENDING = frozenset(
    {
        "carried_over",
        "carried_forward",
        "own_income",
        "other_funds",
        "income_total",
        "subtotal",
        "fiscal_special_account",
    }
)
# Metrics that are said of any subject; all others name what they are of.
ASPECTS = frozenset(
    {
        "original_budget",
        "revised_budget",
        "adjustment",
        "adjustment_rate",
        "outturn",
        "execution_rate",
        "original_execution_rate",
        "cumulative_outturn",
        "cumulative_progress",
        "scheduled_progress",
        "quarterly_execution_rate",
        "average_execution_rate",
        "budget_share",
        "outturn_share",
        "share_change",
        "adjustment_share",
    }
)
# Not read by their names in any sentence.
_NO_FACTS = frozenset(
    # scores are claims; what is left at the year's end is read by `carried_forward`, which tells the years apart
    {"self_score", "score_deduction", "score_rate", "weight", "carried_forward"}
)
# (theme, aspect) -> metric. A theme's budget may be the original or the revised one.
THEMED: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        **{
            ("procurement", a): "procurement_planned"
            for a in ("planned", "budget", "original_budget", "revised_budget")
        },
        **{("procurement", a): "procurement_actual" for a in ("outturn", "spent")},
        **{("procurement", a): "procurement_execution_rate" for a in ("execution_rate", "completion")},
        **{("three_public", a): "three_public_budget" for a in ("budget", "original_budget", "revised_budget")},
        **{("three_public", a): "three_public_outturn" for a in ("outturn", "spent")},
        **{("three_public", a): "three_public_control_rate" for a in ("execution_rate", "control_rate", "completion")},
        **{("operating", a): "operating_expense_budget" for a in ("budget", "original_budget", "revised_budget")},
        **{("operating", a): "operating_expense_outturn" for a in ("outturn", "spent")},
        ("operating", "control_rate"): "operating_expense_control_rate",
        ("operating", "execution_rate"): "operating_expense_control_rate",
        ("assets", "original_value"): "fixed_assets_original",
        ("assets", "in_use_value"): "fixed_assets_in_use",
        ("assets", "utilisation"): "fixed_asset_utilisation_rate",
    }
)
# Aspects of phrases.yaml that are no metrics: what they mean for a subject without a theme ('' = not stated).
_PLAIN = {
    "planned": "",
    "growth": "",
    "moved": "",
    "spent": "outturn",
    "completion": "execution_rate",
    "control_rate": "",
    "original_value": "",
    "in_use_value": "",
    "utilisation": "",
    "reduction": "adjustment",
    "reduction_rate": "adjustment_rate",
}
THEME_OF_METRIC = {
    "procurement": ("procurement_planned", "procurement_actual", "procurement_execution_rate"),
    "three_public": ("three_public_budget", "three_public_outturn", "three_public_control_rate"),
    "operating": ("operating_expense_budget", "operating_expense_outturn", "operating_expense_control_rate"),
    "assets": ("fixed_assets_original", "fixed_assets_in_use", "fixed_asset_utilisation_rate"),
}
_THEMES_BY_METRIC = {metric: theme for theme, metrics in THEME_OF_METRIC.items() for metric in metrics}

Kind = Literal["aspect", "metric", "income", "item", "theme"]


@dataclass(frozen=True, slots=True)
class Word:
    """What a name means: an aspect (original_budget, spent, …), a metric of its own subject, a metric of
    income, an item or a theme."""

    kind: Kind
    code: str


def theme_of(metric: str) -> str:
    """The theme that a metric belongs to; '' for none."""
    return _THEMES_BY_METRIC.get(metric, "")


def money_metric(aspect: str) -> str:
    """The metric of an aspect said of an item or of the whole unit; '' where that is not settled by the words."""
    return _PLAIN.get(aspect, "" if aspect in ("budget", "share") else aspect)


@cache
def lexicon() -> Mapping[str, Word]:
    """Squeezed name -> meaning. Where a name could be several, metrics go before aspects, aspects before items."""
    found: dict[str, Word] = {}

    def add(names: tuple[str, ...] | list[str], word: Word) -> None:
        for name in names:
            found.setdefault(name_key(name), word)

    phrases = read_yaml("phrases.yaml")
    for metric in load_metrics().values():
        if metric.code not in _NO_FACTS and metric.names:
            add(metric.names, Word("aspect" if metric.code in ASPECTS else "metric", metric.code))
    for code, names in phrases["metrics"].items():
        add(names, Word("metric", code))
    for code, names in phrases["aspects"].items():
        add(names, Word("aspect", code))
    for code, lists in phrases["composed"].items():
        keys = [[name_key(word) for word in words] for words in lists]  # a tenth of a start, were each name asked
        found = found | dict.fromkeys(map("".join, product(*keys)), Word("aspect", code)) | found
    for code, names in phrases["income"].items():
        add(names, Word("income", code))
    for code, names in phrases["themes"].items():
        add(names, Word("theme", code))
    for code, names in phrases["items"].items():
        add(names, Word("item", code))
    for code, names in load_items().items():
        add(list(names), Word("item", code))
    found.pop("", None)
    return MappingProxyType(found)


@cache
def longest_name() -> int:
    """Characters of the longest name in the lexicon."""
    return max(map(len, lexicon()))


def lookup(text: str) -> Word | None:
    """The meaning of a whole name (squeezed, without 的)."""
    return lexicon().get(text)


def names_at_end(text: str) -> Iterator[tuple[Word, int]]:
    """Every name that `text` ends with, longest first, with the place where it starts."""
    for start in range(max(0, len(text) - longest_name()), len(text) - 1):
        word = lexicon().get(text[start:])
        if word:
            yield word, start


def last_name(text: str) -> tuple[Word, int] | None:
    """The longest name that `text` ends with; None where it ends with none."""
    return next(names_at_end(text), None)
