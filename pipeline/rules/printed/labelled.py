"""A criteria cell that holds the definition as well: 指标说明：…。评分标准：①…."""

from __future__ import annotations

import re

_LABEL = (
    r"(?:指标|评价|计算|评分|计分|考核|具体|打分|赋分)?"
    r"(?:说明|解释|内涵|定义|含义|内容|要点|公式|方法|标准|规则|办法|细则|依据|口径)"
)
_HEADED = re.compile(rf"(?:^|(?<=[。；;\n）)]))\s*(?:[\[【(（])?(?P<label>{_LABEL})(?:[\]】)）])?\s*[:：]")
_SCORES = re.compile(r"评分|计分|打分|赋分|考核|标准|细则")
_POINTS = re.compile(r"\d\s*分(?!之|钟|别|类|配)|满分|得分|不得分|扣")
_WORTH = re.compile(rf"{_POINTS.pattern}|[×xX*]\s*(?:该项|本项|指标)*(?:分值|权重)")


def split_labelled(criteria: str, definition: str) -> tuple[str, str]:
    """Criteria and definition, with what the criteria's cell prints under labels of its own where each belongs: what
    stands before the label of the scoring, and says nothing of points, is definition."""
    marks = list(_HEADED.finditer(criteria))
    scoring = [m for m in marks if _SCORES.search(m["label"]) and _WORTH.search(criteria[m.end() :])]
    if not scoring:
        return criteria, definition
    first = scoring[0]
    before = criteria[: first.start()]
    if not before.strip() or _POINTS.search(before):
        return criteria, definition
    head = _HEADED.match(before)
    told = before[head.end() :] if head else before
    return criteria[first.end() :], f"{definition}；{told}" if definition.strip() else told
