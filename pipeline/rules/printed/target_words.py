"""Criteria that speak of the target in the row's own column, with that target's number in its place.

达到目标值得满分，每低1个百分点扣1分 of a row whose 目标值 is ≥99% is ≥99%得满分，每低1个百分点扣1分.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.rules.printed.measures import MEASURE
from pipeline.rules.printed.text import plain
from pipeline.rules.printed.wording.targets import divides_by_target, shares_target
from schemas.white_space import without_space

_WORDS = r"(?:年初|年度|预期|计划|既定|绩效)*(?:(?:目标|指标|计划|预期|任务)[值数]|目标)"
_TARGET = re.compile(r"^(?P<sign>≥|≤|=|>|<|±|不低于|不高于|不超过|达到)?(?P<n>\d+(?:\.\d+)?)%(?:及?以[上下内])?$")
_MEASURED = re.compile(
    rf"^(?P<sign>≥|≤|=|>|<|不低于|不高于|不超过|不少于|达到)?(?P<n>\d+(?:\.\d+)?)(?P<measure>{MEASURE})(?:及?以[上下内])?$"
)
_REACHED = re.compile(rf"(?:达到|完成|实现|符合|满足)(?:了)?{_WORDS}(?:及以上|以上)?|达标(?!率)|达到及超过{_WORDS}")
_MISSED = re.compile(rf"(?:未|没有|不)(?:达到?|能达到|完成)(?:到)?(?:{_WORDS}|标)?(?=的?[,，得扣不按])")
_BARE = re.compile(rf"(?<![\u4e00-\u9fff]){_WORDS}(?=[×/÷)）,，;；。]|$)|(?<=[/÷])\(?{_WORDS}")
# A target that the criteria state themselves.
_STATED = re.compile(
    rf"{_WORDS}(?:(?:为|是|=|:|：|≥)\d|\d+(?:\.\d+)?[%％](?:及?以[上下内])?(?=[,，;；。)）的得计，]|$))"
)


def with_target(criteria: str, target: str) -> str:
    """`criteria` with the row's target written out, in percent or in the measure of their own steps; unchanged where
    the target is none of these, or the criteria divide by it."""
    told = without_space(unicodedata.normalize("NFKC", target))
    found = _TARGET.match(told) or _in_steps(told, criteria)
    text = plain(criteria)
    divided = divides_by_target(text) and not (_REACHED.search(criteria) or _MISSED.search(criteria))
    if found is None or _STATED.search(criteria) or shares_target(text) or divided:
        return criteria
    number = f"{found['n']}{found.groupdict().get('measure') or '%'}"
    least = found["sign"] not in ("≤", "<", "不高于", "不超过", "±")
    full, short = ("≥", "<") if least else ("≤", ">")
    criteria = re.sub(rf"(?<=每)(低|高|少|超)[于过出]{_WORDS}(?=\d)", r"\1", criteria)
    text = _MISSED.sub(f"{short}{number}", criteria)
    text = _REACHED.sub(f"{full}{number}", text)
    text = re.sub(rf"(?:不低于|高于或等于|大于等于|不少于|≥){_WORDS}", f"≥{number}", text)
    text = re.sub(rf"(?:不高于|不超过|低于或等于|小于等于|≤){_WORDS}", f"≤{number}", text)
    text = re.sub(rf"(?<!或)(?<!大于)(?<!小于)(?:等于|=){_WORDS}(?=的?[,，得记计给])", f"{full}{number}", text)
    text = re.sub(rf"(?:低于|少于|小于|<){_WORDS}", f"<{number}", text)
    text = re.sub(rf"(?:高于|超过|大于|>){_WORDS}", f">{number}", text)
    return _BARE.sub(number, text)


def _in_steps(target: str, criteria: str) -> re.Match[str] | None:
    """≤8.00天 of 每高0.1天扣0.5分: a target in the measure in which points are taken off."""
    found = _MEASURED.match(target)
    return found if found and re.search(rf"每[^，,；;。\d]{{0,8}}\d+(?:\.\d+)?{found['measure']}", criteria) else None


# 年度目标1500人次, 目标值：98%; of the definition, where the row has no column for it
_TOLD = re.compile(
    rf"(?:^|[。；;，,：:（(])(?:本?年度|年初|全年|预期|绩效|计划|既定)*(?:目标|指标|任务|计划)(?:值|数量?)?(?:为|是|:|：)?"
    rf"(?P<sign>≥|≤|不低于|不高于|不超过|不少于)?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>[%％]|{MEASURE}|[\u4e00-\u9fff]{{1,2}})(?=[。；;，,）)]|$)"
)


_OWN = re.compile(
    r"^[\u4e00-\u9fff]{0,16}?(?:年度|年初|预期|绩效|计划)*(?:目标|指标)值?(?:为|是|:|：)?"
    r"(?P<n>\d+(?:\.\d+)?)[%％][。；;,，](?=.*(?<!每低于)(?<!每高于)(?<!每超过)(?:目标|指标)值?)(?!.*/[^。；;，,]{0,4}(?:目标|指标))"
)


def own_target(criteria: str) -> tuple[str, str]:
    """Criteria without the target that they begin with (指标值为60%。达到指标值得4分…), and that target, or none."""
    found = _OWN.match(without_space(criteria))
    if found is not None and shares_target(plain(criteria)):
        return criteria, ""  # 完成值与目标值之比: the target stays beside what it divides
    return (without_space(criteria)[found.end() :], f"{found['n']}%") if found else (criteria, "")


def told_target(definition: str) -> str:
    """The one target that a definition states (年度目标1500人次), as a cell of its own would; '' where it states none,
    or several."""
    found = list(_TOLD.finditer(without_space(definition)))
    if len(found) != 1:
        return ""
    one = found[0]
    return f"{one['sign'] or ''}{one['n'].replace(',', '')}{one['unit'].replace('％', '%')}"
