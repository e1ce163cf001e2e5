"""What criteria leave out of a count (因政策调整的除外), as exemptions that a person must judge; on plain text."""

from __future__ import annotations

import re

from pipeline.rules.printed.item import ANY_SCORE, Item

# 每超出1%扣0.5分（因政策调整的除外）: what is left out of the count, for a person to say.
_EXCEPTION = re.compile(r"\((?!不足|不满|未满|不够)[^()]*(?:除外|剔除|不计入|不纳入|不扣分)[^()\d]*\)")
_EXCEPTED = re.compile(
    r"(?:因|由于|受|政策|不可抗力|上级|客观)[^;。()]{0,80}(?:除外|剔除|不计入|不纳入)"
    r"|(?:不含|不包括|剔除|扣除)[^;。,()]{0,12}(?:追加|上级|专款|转移支付|政策|基建|结转|专项|不可抗力|一次性)"
)


def without_exceptions(text: str, definition: str) -> tuple[str, tuple[Item, ...]]:
    """Text without brackets that except something, and an exemption for each (for what the definition excepts too)."""
    found = [m.group().strip("()") for m in _EXCEPTION.finditer(text)]
    if (said := _EXCEPTED.search(definition)) and not _EXCEPTED.search(text):
        found.append(said.group())
    whose = [ANY_SCORE if re.search(r"不含|不包括|剔除|扣除", words) else "" for words in found]
    return _EXCEPTION.sub("", text), tuple(Item("exempt", w, whose=who) for w, who in zip(found, whose, strict=True))
