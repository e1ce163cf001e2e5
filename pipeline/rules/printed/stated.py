"""Sentences of a criteria cell that tell what was done, between those that say how it is scored.

Some offices write the result into the cell of the standard: 满意度≥90%得6分，≥80%得4分。抽样调查满意度为88.6%. Such a
sentence is no part of the rule; it states figures as the row's remark does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from schemas.white_space import without_space

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
