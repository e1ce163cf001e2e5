"""Counts of things that the sentence then names: 下设 5 个科室：a、b …; a、b、c 3 个科室."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.terms import Term

_COUNTED = re.compile(
    r"^(?:内设|职能|下属|直属|派出|所属|二级|业务|预算|事业|行政|基层|临床|综合|专业|独立|机关|内部|科级|正科级|副科级|股级|参公|公益一类|公益二类)*"
    r"(?:科室|处室|股室|部室|机构|部门|单位|科|处|股|室|站所|站|所|中心|分局|支队|大队|学院|系|办公室|事业单位|分局|院系|派出机构|人民法庭|预算单位|二级机构)"
    r"(?:单位|机构)?"
)
_LIST_BEHIND = re.compile(
    r"^(?:\(|，|：)?(?:分别(?:为|是)|即|包括|具体(?:为|是)|为|是|有)?[：]?(?P<names>[^。；()：]+)"
)
_OPENS = re.compile(r"^(?:：|\(|，?(?:分别(?:为|是)|即|包括：?|具体(?:为|是))[：]?)")
_LIST_BEFORE = re.compile(
    r"(?:设有|设立|内设|下设|下辖|设|包括|含|(?<![国所公私])有|辖)(?P<names>[^，。；：()]+?)(?:等|共)?$"
)
# 派出人民法庭 4 个，分别为…: the noun stands before the number.
_NAMED_APART = re.compile(r"^，?(?:分别(?:为|是)|即)")
_IN_BRACKET = re.compile(
    r"^\((?!含|不含|如|其中|包括|等)(?P<names>[^()\d，。；：等]{1,12}(?:、[^()\d，。；：等]{1,12})+)\)"
)
_AND = re.compile(r"和|及|与|以及")
# 设9个内设机构、3个直属事业单位: a list of counts names nothing
_COUNTS = re.compile(r"\d(?:个|家|所|名)")


def listed_names(terms: Sequence[Term]) -> Iterator[tuple[Term, int, int]]:
    """Counts of named things, each with the fewest and the most names that its list can hold."""
    for term in terms:
        if not term.exact or not 1 < term.quantity.value <= 60 or not term.usable or "余" in term.tail[:1]:
            continue
        tail = term.tail
        counted = _COUNTED.match(tail)
        rest = tail[counted.end() :] if counted else tail
        bracket = _IN_BRACKET.match(tail)
        if bracket and not counted:
            yield term, *_bounds(bracket["names"])
            continue
        if not counted and not _NAMED_APART.match(tail):
            continue
        if _OPENS.match(rest):
            found = _LIST_BEHIND.match(rest)
            names = found["names"] if found else ""
            open_end = names.rstrip("，").endswith(("等", "等等")) or "等" in names[-3:]
            if "、" in names and not open_end and not _COUNTS.search(names):
                yield term, *_bounds(names)
            continue
        if not counted:
            continue
        before = _LIST_BEFORE.search(term.lead)
        if before and "、" in before["names"] and not term.lead.endswith(("等", "、")):
            yield term, *_bounds(before["names"])


def _bounds(names: str) -> tuple[int, int]:
    """How many names a list holds: 和 may stand between two names or within one."""
    names = re.split(r"，", names)[0]
    least = names.count("、") + 1
    return least, least + len(_AND.findall(names))
