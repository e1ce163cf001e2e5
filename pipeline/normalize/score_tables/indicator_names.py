"""One indicator under two names: 预算编制合理性 in the short score table, 预算编制合理性情况 in the annex.

The tables list the same indicators in the same order, so that a name that only one of them knows stands where the other
one has a name that only it knows. Such a pair with like names and equal weights is one indicator; it gets the name
of the table that prints the criteria.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from schemas.records import ScoreLine

ALIKE = 0.6  # similarity of two names (difflib) from which they may be of one indicator
NEARLY_EQUAL = 0.75  # the same where their weights differ
KNOWN = 0.5  # share of the shorter table's names that both tables must print alike


def with_one_name(lines: Sequence[ScoreLine]) -> tuple[list[ScoreLine], dict[str, str]]:
    """The lines with the names of one table, and the other names as they were printed (name -> new name)."""
    tables: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in lines:
        if not line.subject:
            tables[line.table_id].append(line)
    if len(tables) < 2:
        return list(lines), {}
    leading = max(tables.values(), key=lambda own: (any(x.criteria for x in own), len(own)))
    aliases: dict[str, str] = {}
    renamed: dict[int, ScoreLine] = {}
    for own in tables.values():
        if own is leading:
            continue
        for line, name in _pairs(own, leading):
            renamed[id(line)] = line.model_copy(update={"indicator": name})
            aliases[line.indicator] = name
    return [renamed.get(id(line), line) for line in lines], aliases


def _pairs(own: list[ScoreLine], leading: list[ScoreLine]) -> list[tuple[ScoreLine, str]]:
    names, known = [_key(x.indicator) for x in own], [_key(x.indicator) for x in leading]
    matcher = SequenceMatcher(None, names, known, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < KNOWN * min(len(names), len(known)):
        return []
    found = []
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind != "replace" or a1 - a0 != b1 - b0:
            continue
        for line, other in zip(own[a0:a1], leading[b0:b1], strict=True):
            strange = _key(line.indicator) not in known and _key(other.indicator) not in names
            if strange and _one_indicator(line, other):
                found.append((line, other.indicator))
    return found


def _one_indicator(line: ScoreLine, other: ScoreLine) -> bool:
    a, b = _key(line.indicator), _key(other.indicator)
    similarity = 1.0 if a in b or b in a else SequenceMatcher(None, a, b, autojunk=False).ratio()
    equal = line.weight is None or other.weight is None or line.weight.value == other.weight.value
    return similarity >= (ALIKE if equal else NEARLY_EQUAL)


def _key(name: str) -> str:
    return re.sub(r"[^\w]|的", "", unicodedata.normalize("NFKC", name))
