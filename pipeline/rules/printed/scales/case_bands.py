"""Points by how many cases there were, each number with its own.

全部完成得6分；有1个未完成的扣1分，有2个未完成的扣3分，3个及以上不得分.

Every statement must name a number of cases of the one thing; where anything else is said, nothing is read here.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.measures import MEASURE
from pipeline.rules.printed.words import NUMBER
from schemas.rubric import Band, Bands, MetricRef

_N, _ZERO = NUMBER, Decimal(0)
_UNDONE = r"未(?:按期|按时|及时|如期|按计划|按要求)?(?:完成|办结|整改|实施|开展|落实|回复|答复|公开|报送)"
_GIVEN = rf"的?,?(?:(?:得|计)(?P<points>{_N})分|扣(?:减|除)?(?P<off>{_N})分|(?P<none>不得分|不计分|得?0分|扣完|全扣))"
_ALL = re.compile(
    rf"^[\u4e00-\u9fff]{{0,12}}?(?:全部|均|都|无|没有)(?:按期|按时|及时|如期|按计划|按要求)?(?P<verb>未?[\u4e00-\u9fff]{{2,4}})的?,?(?:得|计)(?:(?P<points>{_N})分|满分)$"
)
# 未发现差错得5分; 逾期为0的得满分: what there was none of
_NONE = re.compile(
    rf"^(?:全年|当年|年度内|本年度?)?(?:(?:未|没有|无)(?:发现|发生|出现|存在|查出)?|不存在|零)(?P<noun>[\u4e00-\u9fff]{{2,10}}?)(?:的?情况|现象)?的?,?(?:得|计)(?:(?P<points>{_N})分|满分)$"
    rf"|^(?P<thing>[\u4e00-\u9fff]{{2,10}}?)(?:数量?|次数|个数)?(?:为|=)0[个处次件起]?的?,?(?:得|计)(?:(?P<given>{_N})分|满分)$"
)
_CASES = re.compile(
    rf"^(?:有|存在|出现|发生|发现|查出)?(?P<ahead>(?!超过|大于|多于)[\u4e00-\u9fff]{{2,6}}?)??(?P<beyond>超过|大于|多于)?(?P<low>\d+)(?:(?:-|至|到)(?P<high>\d+))?(?P<measure>{MEASURE})(?P<more>\(含\)以上|及?以上(?:\(含[^()]*\))?)?(?P<within>(?:\(含\))?以内(?:\(含\))?)?"
    rf"(?P<noun>[\u4e00-\u9fff]{{0,8}}?)(?P<undone>{_UNDONE})?{_GIVEN}$"
)


# 存在违规支出情况的,不得分; 发现超标准列支的，该项计0分: all is lost with the first case
_SOME = re.compile(
    r"^(?:一?经?(?:发现|发生|出现|存在|查[出实])|有)(?:存在|有(?!效))?(?P<noun>[\u4e00-\u9fff]{3,12}?)(?:的?情况|现象|行为|情形)?的?,?(?:本项|该项|此项|本指标|该指标)?"
    r"(?:不得分|不计分|[得计]?0分)$"
)
_NONE_OF_IT = re.compile(rf"^(?:未发[现生]|没有|不存在|未出现|无)的?,?(?:得|计)(?:(?P<points>{_N})分|满分)$")


def of_none_or_some(text: str, weight: Decimal) -> Bands | None:
    """All points where there was none of a thing, none with the first case; None where the text says anything else."""
    statements = [s for s in re.split(r"[;。]|(?<=分)[,、]", text) if s.strip(",")]
    if len(statements) != 2:
        return None
    some = [m for s in statements if (m := _SOME.match(s))]
    none = [m for s in statements if (m := _NONE_OF_IT.match(s) or _NONE.match(s))]
    if len(some) != 1 or len(none) != 1:
        return None
    said = none[0].groupdict()
    noun = said.get("noun") or said.get("thing") or some[0]["noun"]
    if noun != some[0]["noun"] or Decimal(said["points"] or said.get("given") or weight) != weight:
        return None
    nothing = Band(low=_ZERO, high=_ZERO, points=weight, source=none[0].group())
    return Bands(metric=MetricRef(name=noun, measure="个"), bands=(nothing,), otherwise=_ZERO, source=text)


def of_cases(text: str, weight: Decimal, indicator: str) -> Bands | None:
    """The rule of plain `text` that gives points by the number of cases; None where it is no such text."""
    if (found := of_none_or_some(text, weight)) is not None:
        return found
    statements = [s for s in re.split(r"[;。]|(?<=分)[,、]", text) if s.strip(",")]
    while len(statements) > 3 and not re.search(r"\d", statements[0]):
        statements = statements[1:]  # what the indicator is for
    whole = (_NONE.match(statements[0]) or _ALL.match(statements[0])) if len(statements) > 2 else None
    cases = [_CASES.match(s.strip(",")) for s in statements[1:]]
    stated = whole.groupdict() if whole is not None else {}
    if whole is None or Decimal(whole["points"] or stated.get("given") or weight) != weight or not all(cases):
        return None
    bands, last = [Band(low=Decimal(0), high=Decimal(0), points=weight, source=statements[0])], 0
    for case, source in zip(cases, statements[1:], strict=True):
        assert case is not None
        low, high = int(case["low"]), int(case["high"] or case["low"])
        if case["within"] and not case["high"]:  # 2个以内: from the first case on
            low = last + 1
        if case["beyond"]:
            low, high = low + 1, high + 1
        points = Decimal(case["points"]) if case["points"] else weight - Decimal(case["off"] or weight)
        if low != last + 1 or high < low or not 0 <= points <= bands[-1].points:
            return None
        last = high
        end = None if case["more"] or case["beyond"] else Decimal(high)
        bands.append(Band(low=Decimal(low), high=end, points=points, source=source))
    said = {case["undone"] for case in cases if case is not None and case["undone"]}
    noun = stated.get("noun") or stated.get("thing") or ""
    nouns = {case[of] for case in cases if case is not None for of in ("noun", "ahead") if case[of]}
    if noun and not said and all(noun.endswith(n) or n.endswith(noun) for n in nouns) and bands[-1].high is None:
        measure = next(case["measure"] for case in cases if case is not None)
        return Bands(metric=MetricRef(name=noun, measure=measure), bands=tuple(bands), source=text)
    if len(said) != 1 or bands[-1].high is not None or any(b.high is None for b in bands[:-1]):
        return None
    return Bands(metric=_of(said.pop(), text, indicator), bands=tuple(bands), source=text)


def _of(undone: str, text: str, indicator: str) -> MetricRef:
    """What is counted: projects, where it is these that were not finished, else what is undone by that name."""
    if "项目" in indicator + text and undone.endswith("完成"):
        return MetricRef(metric="projects_unfinished")
    return MetricRef(name=undone)
