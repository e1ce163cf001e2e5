"""Letters that an indicator's definition gives its sums (实际采购金额（A）与采购预算金额（B）之比), for criteria that
reckon with them (得分=A/B×4分); on plain text."""

from __future__ import annotations

import re

# 实际采购金额(A); what joins it to the sum before it is no part of the name
_GIVEN = re.compile(r"(?:^|[,;。:、]|与|和|占|除以|/|指|为|即|是)?([\u4e00-\u9fff“”]{2,20}?)\(([A-Za-z])\)")
_TOLD = re.compile(r"(?<![A-Za-z])([A-Za-z])(?:为|=|:|-+|表示|指|代表|是)([\u4e00-\u9fff“”]{2,20})(?=[,;。)]|$)")
_USED = re.compile(r"(?<![A-Za-z])([A-Za-z])(?:\)?/\(?|÷\(?|-(?=[A-Za-z]\)/))([A-Za-z])(?![A-Za-z])")


def with_names_of(definition: str, text: str) -> str:
    """`text` of the criteria with the names that the definition (or the text itself) gives the letters of a quotient;
    unchanged where it gives one of them none, or two."""
    used = _USED.search(text)
    if used is None:
        return text
    names: dict[str, set[str]] = {}
    for name, letter in _GIVEN.findall(f"{definition};{text}"):
        names.setdefault(letter, set()).add(name)
    for letter, name in _TOLD.findall(definition):
        names.setdefault(letter, set()).add(name)
    if any(len(names.get(letter, ())) != 1 for letter in used.groups()):
        return text
    for letter, (name,) in names.items():
        bare = re.sub(rf"{re.escape(name)}\({letter}\)", name, text)
        text = re.sub(rf"(?<![A-Za-z]){letter}(?![A-Za-z])", name, bare)
    return text
