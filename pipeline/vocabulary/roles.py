"""What columns hold besides metrics: row names, numbers, codes, indicator levels, criteria, remarks.

Listed names (`roles.yaml`) come first, then names built from the usual words (`role_patterns.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pipeline.vocabulary.files import read_pairs, read_yaml
from pipeline.vocabulary.names import name_key, without_brackets

LEVELS = ("level1", "level2", "level3", "level4")  # of names above the indicators, the widest first


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
    full, bare = name_key(text), name_key(without_brackets(text))
    return index.get(full) or index.get(bare) or _by_pattern(full) or _by_pattern(bare)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, re.compile(pattern)) for role, pattern in read_pairs("role_patterns.yaml"))


@cache
def _by_pattern(key: str) -> str:
    return next((role for role, pattern in _patterns() if pattern.fullmatch(key)), "")
