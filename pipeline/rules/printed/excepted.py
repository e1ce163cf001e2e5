"""What criteria leave out of a count (因政策调整的除外), as exemptions that a person must judge; on plain text."""

from __future__ import annotations

import re

from pipeline.rules.printed.item import ANY_SCORE, Item

# 每超出1%扣0.5分（因政策调整的除外）: what is left out of the count, for a person to say.
_EXCEPTION = re.compile(r"\((?!不足|不满|未满|不够)[^()]*(?:除外|剔除|不计入|不纳入|不扣分)[^()\d]*\)")
# 预算执行率（不含上级专款）: of another base than the sums have that the report's own rate divides
_OTHER_BASE = re.compile(
    r"(?:(?<=执行率)|(?<=完成率)|(?<=支出率)|(?<=使用率)|(?<=进度)|(?<=调整率)|(?<=调剂率))\((?:不含|不包括|不包含|不计|扣除|剔除)[\u4e00-\u9fff、“”]{3,}\)"
)
_EXCEPTED = re.compile(
    r"(?:因|由于|受|政策|不可抗力|上级|客观)[^;。()]{0,80}(?:除外|剔除|不计入|不纳入)"
    r"|(?:不含|不包括|剔除|扣除)[^;。,()]{0,12}(?:追加|上级|专款|转移支付|政策|基建|结转|专项|不可抗力|一次性)"
)


def without_exceptions(text: str, definition: str) -> tuple[str, tuple[Item, ...]]:
    """Text without brackets that except something, and an exemption for each (for what the definition excepts too)."""
    found = [m.group().strip("()") for m in _EXCEPTION.finditer(text)]
    found += [m.group().strip("()") for m in _OTHER_BASE.finditer(text)]
    if (said := _EXCEPTED.search(definition)) and not _EXCEPTED.search(text):
        found.append(said.group())
    whose = [ANY_SCORE if re.search(r"不含|不包括|不包含|不计(?!入)|剔除|扣除", words) else "" for words in found]
    return _OTHER_BASE.sub("", _EXCEPTION.sub("", text)), tuple(
        Item("exempt", w, whose=who) for w, who in zip(found, whose, strict=True)
    )
