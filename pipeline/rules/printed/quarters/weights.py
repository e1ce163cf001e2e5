"""Criteria that weigh quarters differently, or take points from one whole for what each quarter lacks; on plain text.

一至三季度权重各为20%，四季度权重为40%。季度得分=执行率×8分×季度权重; 任一季度执行率低于100%的，每低1个百分点扣0.1分，
各季度累计扣减.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.quarters.shapes import OF_QUARTER
from pipeline.rules.printed.words import NUMBER, WEIGHT_WORDS
from schemas.rubric import Deduction, MetricRef, Proportional, Rule, SumOfParts

_N = NUMBER
_HUNDRED = Decimal(100)
_WEIGH = r"(?:的)?(?:得分|考核)?(?:权重|占比|比重|系数)(?:分别|依次|各|均)*(?:为|是|占|:)?"
_FIRST_THREE = re.compile(
    rf"(?:第?[一1](?:季度)?(?:至|到|-)第?[三3]个?季度|前[三3]个?季度|第?[一1]、[二2]、[三3]季度)末?{_WEIGH}(?P<a>{_N})%[,;。、]"
    rf"第?[四4]季度末?(?:{_WEIGH})?(?:为|是|占)?(?P<b>{_N})%[;。,]"
)
_ALL_FOUR = re.compile(
    rf"(?:(?:四个|各个?|每个)季度|第?[一1](?:季度)?(?:至|到|-)第?[四4]季度){_WEIGH}(?P<each>(?:{_N}%[、,和及]?){{4}})[;。,]"
)
_WORDS = r"(?:末|累计|实际|预算|资金|部门|支出|支付|执行|序时|时序)*"
_RATE = (
    rf"{OF_QUARTER}{_WORDS}(?:率|进度)(?:/|与|占){OF_QUARTER}{_WORDS}进度(?:之比|的?比[例值率])?"
    rf"|{OF_QUARTER}{_WORDS}(?:执行|支付|支出|进度)率"
)
_FORMULA = re.compile(
    rf"(?:{OF_QUARTER}得分=|得分=)\(?(?:{_RATE})\)?(?:×100%)?×(?:(?P<points>{_N})分?|{WEIGHT_WORDS})×(?:该|各|本|对应)?(?:季度)?(?:的)?权重"
)
_ADDED = re.compile(
    rf"(?:{OF_QUARTER}得分(?:之和|合计|相加|累计)(?:即|为|是|作为)*(?:本|该)?(?:项|指标)*(?:最终|总)?(?:得分)?"
    rf"|(?:本|该)?(?:项|指标)*得分(?:=|为){OF_QUARTER}得分(?:之和|合计|相加))"
)
_CAPPED = re.compile(r"(?:超过|大于|高于|>)100%的?,?按(?:照)?100%|(?:最高|不超过)(?:不超过)?100%")


def of_weighted_quarters(text: str, definition: str, weight: Decimal) -> SumOfParts | None:
    """The rule that plain `text` prints for quarters of different weights; None where it is no such text."""
    weighed = _FIRST_THREE.search(text) or _ALL_FOUR.search(text)
    formula = _FORMULA.search(text)
    if weighed is None or formula is None or Decimal(formula["points"] or weight) != weight:
        return None
    named = weighed.groupdict()
    every = re.findall(_N, named["each"]) if named.get("each") else [named["a"]] * 3 + [named["b"]]
    shares = [Decimal(n) / _HUNDRED for n in every]
    rest = text
    for pattern in (weighed.re, formula.re, _ADDED):
        rest = pattern.sub("", rest, count=1)
    rest = re.sub(rf"(?:比值|比例|比率|执行率)?(?:{_CAPPED.pattern})(?:计算?|计分)?", "", rest)
    if sum(shares) != 1 or re.sub(r"[;,。:]", "", rest):
        return None
    capped = _CAPPED.search(f"{text};{definition}") is not None
    parts = tuple(
        Proportional(metric=_rate(n), points=weight * share, cap=weight * share if capped else None, source=text)
        for n, share in enumerate(shares, 1)
    )
    return SumOfParts(parts=parts, cap=weight, source=text)


_BASE = rf"(?:基(?:础|本|准)分(?:值)?(?:为|是|得|计)?(?P<base>{_N})分[;。,])?"
_SHORT = r"(?:低于|未达到?|不足|小于|少于|<|每?低)"
_STEP = rf"每(?:低|少|降低|相差|差)(?P<step>{_N})(?:个百分点|%)的?,?扣(?:减|除)?(?P<each>{_N})分"
_BEGUN = (
    rf"(?P<begun>[,(]不足{_N}(?:个百分点|%)的?,?"
    rf"(?:按比例[扣计折][^,;)]{{0,3}}|按{_N}(?:个百分点|%)(?:计算?|扣)?|不扣分?)\)?)?"
)
# 任一季度执行率=累计进度/序时进度×100%;基础分…: what the rate is, said first
_DEFINED = re.compile(r"^(?:任[一何]个?|每一?个?|各个?|单个)?季度(?:末)?[\u4e00-\u9fff]{0,6}率=[^;=]*/[^;=]*;")
_LOSSES = re.compile(
    rf"^{_BASE}(?:任[一何]个?|每一?个?|各个?|单个)季度(?:末)?(?P<what>{_WORDS}(?:率|进度))"
    rf"{_SHORT}(?P<at>100%|序时进度|既定进度|时序进度)(?:要求)?的?,?{_STEP}{_BEGUN}"
    r"(?:[,;](?:(?:各|四个|每个)季度)?(?:分别|逐季)?(?:累计|累加|合计)(?:扣减|扣分|计扣|扣除|计算)*)?(?:[,;](?:累计)?扣完为止)?[;。]?$"
)


# 支出进度每低于序时进度1个百分点扣0.2分，四个季度累计扣分
_EACH_BELOW = re.compile(
    rf"^(?:各季度末?|每个?季度末?)?(?:实际)?(?P<what>{_WORDS}(?:率|进度))每低于(?P<at>序时进度|既定进度|时序进度)(?:要求)?的?(?P<step>{_N}(?:个百分点|%))的?,?(?P<off>扣(?:减|除)?{_N}分)"
    r"(?=[,;](?:各|四个|每个)季度(?:分别|逐季)?(?:累计|累加|合计))"
)


def of_quarter_losses(text: str, weight: Decimal) -> SumOfParts | None:
    """The rule that plain `text` prints for losses of the quarters from one whole; None where it is no such text. Each
    quarter may cost all the points, so that a part of them goes below nothing where its quarter costs more than it."""
    text = _EACH_BELOW.sub(r"任一季度\g<what>低于\g<at>的,每低\g<step>\g<off>", text)
    found = _LOSSES.match(_DEFINED.sub("", text))
    if found is None or Decimal(found["base"] or weight) != weight:
        return None
    of_rate = not found["what"].endswith("进度")
    if of_rate != (found["at"] == "100%"):
        return None
    begun = found["begun"] or ""
    said = "share" if "比例" in begun else "nothing" if "不扣" in begun else "whole" if "按" in begun else "unsaid"
    own = weight / 4
    parts: list[Rule] = [
        Deduction.model_validate(
            {
                "metric": _rate(n) if of_rate else _progress(n),
                "points": own,
                "direction": "below",
                "threshold": _HUNDRED if of_rate else Decimal(25 * n),
                "step": Decimal(found["step"]),
                "each": Decimal(found["each"]),
                "floor": own - weight,
                "part_step": said,
                "source": text,
            }
        )
        for n in range(1, 5)
    ]
    return SumOfParts(parts=tuple(parts), cap=weight, source=text)


def _rate(quarter: int) -> MetricRef:
    return MetricRef(metric="quarterly_execution_rate", period=f"Q{quarter}")


def _progress(quarter: int) -> MetricRef:
    return MetricRef(metric="cumulative_progress", period=f"Q{quarter}")
