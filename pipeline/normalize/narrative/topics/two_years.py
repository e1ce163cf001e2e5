"""三公经费 of this year and of the year before in one sentence: 2022年“三公”经费支出40万元，2021年支出50万元.

Indicators on 三公经费变动率 are scored from the two. The facts are `three_public_outturn` of both periods with scope
`two_years`, so that they stand beside what other sentences and tables say of this year, and are not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.normalize.narrative.sentence_facts import Sentence, stating_sentences
from schemas.document import Document
from schemas.records import Fact

SCOPE = "two_years"
_YEAR = r"(?:(?P<named>20\d\d)年度?|(?P<now>本年度?|当年度?|今年)|(?P<last>上年度?|上一年度?|去年))"
_SPENT = r"(?:支出|决算|实际支出|支出决算|决算支出)?(?:数|总额|合计|金额)?(?:共计?|为|是|：)?"
_WHOSE = r"(?:我[局委办处部院校镇]|本?(?:部门|单位)|全部门)?(?:财政拨款)?"
_FIRST = re.compile(rf"(?:{_YEAR}的?)?{_WHOSE}三公经费{_SPENT}$")
_SECOND = re.compile(rf"^(?:相比|比较)?[，、；]?(?:而|较|比|与|同)?{_YEAR}的?(?:财政拨款)?(?:三公经费)?{_SPENT}$")
# 三公经费支出由上年的A万元下降至本年的B万元
_FROM = re.compile(rf"三公经费{_SPENT}(?:由|从){_YEAR}的?(?:支出|决算)?(?:数)?$")
_TO = re.compile(
    r"^(?:下降|降低|减少|压减|压缩|降|减|上升|增加|增长|升|增)?(?:至|到|为)(?:20\d\d年度?|本年度?|当年|今年)?的?(?:支出|决算)?(?:数)?$"
)


def two_year_facts(document: Document, year: int | None) -> list[Fact]:
    """The facts in reading order, with placeholder ids."""
    if year is None:
        return []
    return [fact for sentence in stating_sentences(document, "三公") for fact in _of_sentence(sentence, year)]


def _of_sentence(sentence: Sentence, year: int) -> Iterator[Fact]:
    for n, (one, two) in enumerate(pairwise(sentence.quantities)):
        if not all(q.is_money and q.is_exact for q in (one, two)):
            continue
        years = _years(sentence.lead(n), sentence.lead(n + 1), year)
        if sorted(years) != [year - 1, year]:
            continue
        for quantity, of in zip((one, two), years, strict=True):
            yield sentence.fact(quantity, "three_public_outturn", str(of), scope=SCOPE)


def _years(lead: str, between: str, year: int) -> list[int]:
    """The years of two amounts by the words before each; empty where they do not say. An amount without a year is of
    this one where the other is of last year's."""
    moved = _FROM.search(lead)
    if moved is not None and _TO.match(between):
        return [_year(moved, year), year]
    first, second = _FIRST.search(lead), _SECOND.match(between)
    if first is None or second is None or "预算" in lead[first.start() :]:
        return []
    other = _year(second, year)
    if not any(first.groupdict().values()):
        return [year, other] if other == year - 1 else []
    return [_year(first, year), other]


def _year(found: re.Match[str], year: int) -> int:
    if found["named"]:
        return int(found["named"])
    return year if found["now"] else year - 1
