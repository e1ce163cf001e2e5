"""Totals of what the sentence states no numbers of: 甲项目 A 万元，乙项目 B 万元，其余 5 个项目合计 C 万元.

They are members of the list that they stand in, and no sum of the members before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.arithmetic.terms import Term, same_kind

_TOTAL = re.compile(r"(?:(?:合计|共计|总计|小计|总共|一共|共)[\u4e00-\u9fff]{0,6}|[之总]和)$")
_OF_ALL = re.compile(r"合计|共计|总计|小计|总共|一共|共")  # 合计 16 个项目、N 万元
_CLAUSE = re.compile(r"[，；：。()]")
_TOLD = re.compile(r"上述|以上|前述|前[两三四]|[两二三四五六七八九十]者|[两二三四五六七八九十][项类者]|各项|全部|所有")
_REST = re.compile(r"其[余他它]|余下|剩余(?!资金)|另外|另有")
_RANKED = re.compile(r"前(?:\d+|[一二两三四五六七八九十]+)[名位家大]")
_NAMES = re.compile(r"[、和与及]|以及")
_KIND = re.compile(
    r"^(?:其中|以及|及|和|为|是)|(?:等.*|项目|经费|支出|费用?|资金|工程|预算|决算|\d+[个项类].*|[\d一二两三四五六七八九十]+[个项类].*)$"
)


def totals_others(terms: Sequence[Term], i: int) -> bool:
    """Whether the total at `i` names what it counts together, and its sentence states nothing of that before it."""
    words = _TOTAL.sub("", clause_of(terms, i))
    if words.startswith("其中") or _RANKED.search(words):
        return True  # 最多 A 万元，最少 B 万元，其中前三名合计 C 万元
    if _REST.search(words):
        return True  # 其余两项合计 C: told by its number, as 两项合计 of those before would be
    if _TOLD.search(words) or _OF_ALL.match(words):
        return False
    names = [name for name in _NAMES.split(words) if name]
    if len(names) < 2 and "等" not in words:
        return False  # 采购合计 N: what all of them are
    before = "".join(t.lead for t in terms[:i] if t.sentence == terms[i].sentence and same_kind(t, terms[i]))
    before = before.removesuffix(words)
    stems = [s for s in (_stem(n) for n in names) if s]
    return bool(stems) and not any(s in before for s in stems)


def clause_of(terms: Sequence[Term], i: int) -> str:
    """The words of the clause that ends before the number at `i`, without other numbers (丙项目等 5 个项目合计)."""
    words = ""
    for term in reversed(terms[: i + 1]):
        if term.sentence != terms[i].sentence:
            break
        parts = _CLAUSE.split(term.lead)
        words = parts[-1] + words
        if len(parts) > 1:
            break
    return words


def _stem(name: str) -> str:
    while (shorter := _KIND.sub("", name)) != name:
        name = shorter
    return name
