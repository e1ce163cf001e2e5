"""Wordings of points between two marks, in the form that the readers of statements know; on plain text.

在80%至98%之间的，在0分至8分之间按线性插值法计分; 80%≤执行率<98%，按直线法在3-8分之间计算: the points at both marks
are told with the marks' own statements. Whether the line falls is told by what lies beyond the upper mark.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.scales.ranges import read_range
from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_WAY = r"(?:按照?|采用|用|以|通过)?(?:线性|直线)?(?:内)?(?:插值|内插|直线|线性|内插值)(?:法|方法|方式)"
_POINTS = rf"(?:在|于)?(?P<{{0}}>{_N})分?(?:至|到|-|和|与)(?P<{{1}}>{_N})分(?:的)?(?:之间|区间|范围)?(?:内)?"
_END = r"(?:计算|确定|折算|进行)*(?:得分|计分|评分|赋分|给分|记分)?(?=[,;。(]|$)"
_TOLD = re.compile(
    rf"(?:^|(?<=[;。]))(?P<cond>[^;。]*?\d[^;。]*?)(?:的|时)*,(?:则)?"
    rf"(?:{_POINTS.format('a', 'b')},?{_WAY}{_END}|{_WAY},?{_POINTS.format('c', 'd')}{_END})"
)


def between_reworded(text: str) -> str:
    """Plain `text` with such statements as the points at both marks, and 按线性插值计分 between them."""
    return _TOLD.sub(lambda found: _spelt(found, text), text)


def _spelt(found: re.Match[str], text: str) -> str:
    stated = read_range(found["cond"])
    if stated is None or stated.low is None or stated.high is None:
        return found.group()
    points = sorted(Decimal(found[k]) for k in "abcd" if found[k])
    beyond = re.compile(
        rf"(?:大于|高于|超过|超出|>)(?:或等于|等于)?{re.escape(f'{stated.high:f}')}%(?:以上)?的?,?(?:不得分|不计分|得?0分|计0分)"
    )
    if beyond.search(text):
        points.reverse()
    ends = zip((stated.low, stated.high), points, strict=True)
    return ";".join([f"{found['cond']},按线性插值计分", *(f"{at:f}%得{given:f}分" for at, given in ends)])
