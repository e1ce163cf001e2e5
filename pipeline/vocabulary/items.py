"""Codes for what rows and phrases are of (`items.yaml`): totals, kinds of expenditure, funds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pipeline.vocabulary.files import read_yaml
from pipeline.vocabulary.names import bare_item, name_key, without_brackets

BUDGETS = frozenset({"general_public_budget", "government_fund", "state_capital"})
FUNDS = BUDGETS | {"fiscal_special_account"}  # where a unit's money comes from, its own income left aside
USES = frozenset({"basic_expenditure", "project_expenditure"})  # what it goes to: each yuan to one of them


@cache
def load_items() -> Mapping[str, tuple[str, ...]]:
    """Code -> printed names, in the order of the file."""
    return MappingProxyType({code: tuple(names) for code, names in read_yaml("items.yaml").items()})


@cache
def item_names() -> Mapping[str, str]:
    """Cleaned name -> code. Raises ValueError where one name stands for two items."""
    index: dict[str, str] = {}
    for code, names in load_items().items():
        for name in names:
            if index.setdefault(name_key(name), code) != code:
                raise ValueError(f"items.yaml: {name} names both {index[name_key(name)]} and {code}")
    return MappingProxyType(index)


@cache
def item_named(text: str) -> str:
    """The code of the item that a row's or phrase's name stands for, numbering and 其中： taken off; '' where unknown.

    What stands in brackets is left out where the full name is not known (人员经费（含离退休人员）).
    """
    index = item_names()
    name = bare_item(text)
    return index.get(name_key(name)) or index.get(name_key(without_brackets(name)), "")
