"""Whether a score that a sentence tells is another year's: 比2022年度自评得分93.1分高1.8分, 上年度总分82.11分."""

from __future__ import annotations

import re

from pipeline.normalize.narrative.reading.periods import Period, after_mentions

_LAST = re.compile(r"上一?年度?|去年|上年同期|前年|往年|历年|前[一二两三]年")
# 2022年度，我局自评得分93.1分: a clause that is nothing but a time goes on in the next.
_TIME_ALONE = re.compile(r"(?:而|其中|较|与|和|比)?(?:在)?(?:(?:19|20)\d\d年度?|上一?年度?|去年|前年)(?:度|中|里|时)?")


_NOW = re.compile(r"本年|当年|今年|本次|此次|这次|现")
# 2021年度自评得分 93.85 分，财政复核得分 91.40 分: of that year too.
_SCORED = re.compile(r"(?:得分|评分|分数|总分|得|为)[^，；。\d]{0,4}\d[\d.]*分")


def of_another_year(told: str, year: int | None) -> bool:
    """Whether `told`, a sentence up to a number, says of the number that it is not of the report's `year`.

    Only the number's own clause says so, with a clause right before it that is a time and nothing else; and, where it
    names no time, the score of another year in the clause before it.
    """
    if _own_clause_says(told, year):
        return True
    clauses = re.split(r"[，：]", re.split(r"[；。]", told)[-1])
    plain = (
        len(clauses) > 1 and not _NOW.search(clauses[-1]) and not after_mentions(clauses[-1], Period(None), year).year
    )
    return plain and bool(_SCORED.search(clauses[-2])) and _own_clause_says(clauses[-2], year)


def _own_clause_says(told: str, year: int | None) -> bool:
    clauses = re.split(r"[，；：。(（)）]", told)
    own = clauses[-1]
    if len(clauses) > 1 and _TIME_ALONE.fullmatch(clauses[-2]):
        own = clauses[-2] + own
    last = _LAST.search(own)
    if last is not None:
        return not re.search(r"本年|当年|今年", own[last.end() :])
    return year is not None and after_mentions(own, Period(year), year).year != year
