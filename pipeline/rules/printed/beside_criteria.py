"""What a criteria cell holds beside its criteria: the definition (指标说明：…。评分标准：①…), or what was done.

Some offices write the result into the cell, between the sentences that say how it is scored.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from schemas.white_space import without_space

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


_RULE = re.compile(
    r"[\d一二三四五六七八九十]分(?!之|钟|别)|得分|[加减倒]?扣|满分|计分|评分|分值|权重|不得|[<>≤≥=×÷/]|每(?!股|平)|以[上下内外]|之间|不[低高]于|不[少多]于"
    r"|不超过|不足|要求|标准|规定|基准|应当|应达|应不|酌情|反映|考核|评价要点|是否|指标值|目标值|系指|是指|主要指|比例为|口径|之比|按(?:照)?\d+(?:\.\d+)?%[计折]"
)
_TELLS = re.compile(
    r"(?:率|度|占比|比重)(?:分别)?(?:为|是|达到?|：|:|约)*\d|实际|完成|共(?:有|计)?|发放|回收|抽样|调查|问卷|走访|结果|显示|20\d\d年|本年|本部门|本单位|我[局委办处部院校镇县区中]"
)
_SENTENCE = re.compile(r"[^。\n]*(?:[。\n]+|$)")


def _tells(sentence: str) -> bool:
    folded = without_space(unicodedata.normalize("NFKC", sentence))
    return bool(re.search(r"\d", folded) and _TELLS.search(folded) and not _RULE.search(folded))


@lru_cache(maxsize=4096)
def parted(criteria: str, *, all_told: bool = False) -> tuple[str, str]:
    """The criteria without sentences that tell figures, and those sentences. Unless `all_told`, all stays criteria
    where nothing else is left."""
    sentences = [s for s in _SENTENCE.findall(criteria) if s]
    told = [s for s in sentences if _tells(s)]
    if not told or not (all_told or any(re.search(r"\w", s) for s in sentences if s not in told)):
        return criteria, ""
    return "".join(s for s in sentences if s not in told), "".join(told)
