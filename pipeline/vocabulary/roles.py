"""What columns hold besides metrics (`roles.yaml`): row names, numbers, codes, indicator levels, criteria, remarks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pipeline.vocabulary.files import read_yaml
from pipeline.vocabulary.names import name_key, without_brackets


@cache
def role_names() -> Mapping[str, str]:
    """Cleaned name -> role. Raises ValueError where one name stands for two roles."""
    index: dict[str, str] = {}
    for role, names in read_yaml("roles.yaml").items():
        for name in names:
            if index.setdefault(name_key(name), role) != role:
                raise ValueError(f"roles.yaml: {name} names both {index[name_key(name)]} and {role}")
    return MappingProxyType(index)


@cache
def role_of_header(text: str) -> str:
    """The role that one header text names; '' where unknown. What stands in brackets is left out at need."""
    index = role_names()
    return index.get(name_key(text)) or index.get(name_key(without_brackets(text)), "")
