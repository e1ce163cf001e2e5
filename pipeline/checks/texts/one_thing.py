"""Whether two figures of one name in sentences are of one thing: of one sum, of one survey."""

from __future__ import annotations

import re

from schemas.records import Fact
from schemas.white_space import without_space

# 收入总计 holds what was carried forward from the year before, 本年收入合计 does not.
_GRAND_TOTAL = re.compile(r"(?:收入|支出|收支)[和与、及]?(?:收入|支出)?总计[^，；。\d]{0,4}$")
_LEAD = 16  # characters before a figure that name it


def is_grand_total(fact: Fact) -> bool:
    """Whether a sentence calls its figure a grand total, which holds what was carried forward as well."""
    return _GRAND_TOTAL.search(_lead_of(fact)) is not None


def of_two_things(first: Fact, other: Fact) -> bool:
    """Whether two figures of one name can hardly be of one thing: a sentence states both (全年预算支出 A 万元，实际支出
    B 万元; 实有 11 人，其中：在职 10 人), or one is a grand total and the other the year's own."""
    if is_grand_total(first) != is_grand_total(other):
        return True
    return first.quote == other.quote


def _lead_of(fact: Fact) -> str:
    """What stands before a figure in its sentence; nothing for one of a table."""
    quote = without_space(fact.quote) if fact.source == "text" else ""
    at = quote.find(fact.figure.text)
    return quote[max(0, at - _LEAD) : at] if at > 0 else ""


ASKED_AND_CONTENT = 2  # numbers of people that tell a survey without naming it
_HEADS = re.compile(r"(\d[\d,]*)(?=\s*[余多]?(?:人|名|位|份|户|家))")
_ASKED = re.compile(r"调查|问卷|测评|访问|访谈|评议|第三方|抽样|抽取")
_JUDGED = re.compile(r"(?:低于|未达|未达到|不足|没有达到|高于)[^，。；]{0,12}\d|指标|扣\d|目标值|标准")


def of_one_survey(first: Fact, other: Fact) -> bool:
    """Whether two satisfactions of the same people are of one survey: one sentence tells that they were asked, the
    other holds the result against a standard. Elsewhere each service may have asked its own."""
    asked = bool(_ASKED.search(first.quote)) or bool(_ASKED.search(other.quote))
    judged = bool(_JUDGED.search(first.quote)) or bool(_JUDGED.search(other.quote))
    return first.metric == "satisfaction_rate" and bool(first.item) and asked and judged


def of_two_surveys(first: Fact, other: Fact) -> bool:
    """Whether two satisfactions are told each with those who were asked: 问卷 A 份，满意度 x%; 访谈 B 人，满意度 y%;
    样本 C 份、满意 D 份."""
    told = [(f, set(_HEADS.findall(f.quote))) for f in (first, other)]
    asked = [heads for f, heads in told if len(heads) >= ASKED_AND_CONTENT or (heads and _ASKED.search(f.quote))]
    return first.metric == "satisfaction_rate" and len(asked) == 2 and not asked[0] & asked[1]
