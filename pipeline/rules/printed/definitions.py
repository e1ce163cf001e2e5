"""Definitions (指标说明, 计算公式) that are nothing but a quotient: （办结件数/受理件数）×100%."""

from __future__ import annotations

import re

from pipeline.rules.printed.phrases import phrase_key
from schemas.white_space import without_space

_BARE_QUOTIENT = re.compile(
    r"^[(（\[]?[^=＝。；;，,:：/÷]{2,40}[/÷][^=＝。；;，,:：/÷]{2,40}[)）\]]?(?:[×xX*]100[%％])[。；;]?$"
)
_RATE = re.compile(r"(?:率|度|比例|比重|占比)$")


def as_formula(definition: str, indicator: str) -> str:
    """A definition that is only a quotient, as one of the indicator's rate; any other as it is."""
    bare, name = without_space(definition), without_space(indicator)
    if not _BARE_QUOTIENT.match(bare):
        return definition
    return f"{phrase_key(name)}{'' if _RATE.search(name) else '率'}={bare}"
