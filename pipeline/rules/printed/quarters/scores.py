"""Criteria that score every quarter by one formula: 季度得分=（季度支出进度/序时进度）×10，得分为各季度得分的平均值.

One formula stands for four: each quarter's rate against its schedule, the points shared out evenly where the mean is
taken, whole where the quarters' points are added.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.words import NUMBER, WEIGHT_WORDS
from schemas.rubric import MetricRef, Proportional, Rule, SumOfParts

_EACH = r"(?:该|各|每个?|当|本)?季度?(?:末)?"
_SPENT = r"(?:部门|累计|预算|实际|资金)*(?:支出|执行|支付)?进度"
_FORMULA = re.compile(
    rf"^(?:{_EACH}(?:{_SPENT}|(?:预算)?(?:执行率|支出率))?得分=)?\(?(?:{_EACH})?{_SPENT}/\(?(?:{_EACH})?(?:序时|时序|计划)进度(?:要求)?\)*(?:×100%)?×(?P<points>{NUMBER})分?$"
)
# 各季度支付进度率得分=该季度支付进度率×1分: the rate against the schedule by its name.
_BY_NAME = re.compile(
    rf"^(?:(?:各|每个?)季度[^=]{{0,10}}得分=)?(?:该|当|本|各|每个?)季度(?:末)?的?(?:支付|支出|序时|时序)?进度(?:执行|完成)?率×(?P<points>{NUMBER})分?$"
)
_DEFINED = re.compile(
    r"^(?:支付|支出|执行|序时)?进度(?:执行)?率=\(?(?:实际)?(?:支付|支出|执行)进度/(?:既定|序时|时序|计划)(?:支付|支出|执行)?进度\)?(?:×100%)?$"
)
# 每个季度支出进度达到序时进度的得1分，未达到的，该季度得分=支出进度/序时进度×1分
_MET = re.compile(
    rf"^(?:各|每个?)季度(?:末)?{_SPENT}(?:均)?(?:达到|≥|不低于)(?:序时|时序|计划)进度(?:要求)?(?:的|时)*(?:各)?得(?P<points>{NUMBER})分$"
)
_MISSED = re.compile(r"^(?:未达到?|达不到|低于)(?:序时|时序|计划)?(?:进度)?(?:要求)?的?$")
_IN_RATIO = re.compile(
    r"^(?:未达到?的|达不到的)?按(?:照)?(?:实际)?(?:支出|执行)?进度(?:与|占|/)(?:序时|时序|计划)进度(?:之比|的?比例|的?比率)?(?:计算)?(?:计分|得分)$"
)
_IN_ALL = re.compile(rf"^(?:四个|各|4个)季度(?:得分)?(?:合计|共计|共|总计)(?:得)?(?P<points>{NUMBER})分$")
_MEAN = re.compile(
    r"^(?:本?(?:指标|项)?(?:最终|最后|年度|全年)?得分)?(?:为|=|取|是)?(?:各|四个|每个)季度(?:的)?得分(?:的)?(?:算术)?平均(?:值|数|分)?$"
    r"|^\(?(?:各|四个|每个)季度(?:的)?得分(?:之和|合计|相加)\)?/4$"
)
_SUM = re.compile(
    r"^(?:本?(?:指标|项)?(?:最终|最后|年度|全年)?得分)?(?:为|=|是)?(?:各|四个|每个)季度(?:的)?得分(?:之和|合计|相加|累计)$"
)
_CAP = re.compile(
    rf"^(?:各|每个?|单个?)?季度(?:的)?(?:得分)?(?:最高|最多|上限)(?:得分)?(?:不超过|为|得|是)?(?P<points>{NUMBER})分$"
)


def of_every_quarter(text: str, weight: Decimal) -> SumOfParts | None:
    """The rule that plain `text` prints for all quarters at once; None where it is no such text, or says more."""
    points = cap = None
    parts = 0
    for statement in filter(None, re.split(r"[;。,]", text)):
        if (found := _FORMULA.match(statement) or _BY_NAME.match(statement)) and points is None:
            points = Decimal(found["points"])
        elif (found := _MET.match(statement)) and cap is None and not parts:
            cap, parts = Decimal(found["points"]), 1
        elif cap is not None and _MISSED.match(statement):
            continue
        elif cap is not None and points is None and _IN_RATIO.match(statement):
            points = cap
        elif _DEFINED.match(statement):
            continue
        elif (found := _IN_ALL.match(statement)) and not parts and Decimal(found["points"]) == weight:
            parts = 1
        elif _MEAN.match(statement) and not parts:
            parts = 4
        elif _SUM.match(statement) and not parts:
            parts = 1
        elif (found := _CAP.match(statement)) and cap is None:
            cap = Decimal(found["points"])
        else:
            return None
    if points is None or not parts or points * 4 / parts != weight or cap not in (None, points):
        return None
    each = points / parts
    quarters = tuple(
        Proportional(
            metric=MetricRef(metric="quarterly_execution_rate", period=f"Q{n}"),
            points=each,
            cap=None if cap is None else each,
            source=text,
        )
        for n in range(1, 5)
    )
    return SumOfParts(parts=quarters, cap=weight, source=text)


_OF_MEAN = re.compile(
    rf"^(?:本?(?:指标|项)?得分=)(?:(?:各|四个|每个)季度(?:的)?(?:预算|支出)?(?:执行率|完成率)的?|全年|年度|季度)?平均(?:值|数|预算|支出)*(?:执行率|完成率)?×(?:(?P<points>{NUMBER})分?|{WEIGHT_WORDS})$"
)
_MEAN_NAMED = re.compile(
    r"^按(?:照)?(?:各|四个|每个)季度(?:的)?(?:预算|支出)?(?:执行率|完成率)的?(?:算术)?平均(?:值|数)?(?:计分|得分|评分|计算)*$"
    r"|^(?:全年|年度|季度)?平均(?:预算|支出)?(?:执行率|完成率)(?:为|=|是)(?:各|四个|每个)季度(?:的)?(?:预算|支出)?(?:执行率|完成率)的?(?:算术)?平均(?:值|数)$"
)
_RATE_OF_EACH = re.compile(
    rf"^(?:其中:?)?(?:各|每个?|单个?)?季度(?:末)?(?:预算|支出|序时)?(?:执行率|完成率)=\(?(?:{_EACH})?{_SPENT}/(?:{_EACH})?(?:序时|时序|计划)进度\)?(?:×100%)?$"
)
_EACH_CAPPED = re.compile(
    r"^(?:其中:?)?(?:各|每个?|单个?|任[一何]个?|某一?)季度(?:的)?(?:末)?(?:预算|支出|序时)?(?:执行率|完成率)?(?:超过|大于|高于|>)100%的?,?(?:均)?按(?:照)?100%(?:计算?|计分)?$"
)


def of_mean_of_capped(text: str, weight: Decimal) -> SumOfParts | None:
    """得分=平均执行率×8分，单个季度执行率高于100%的按100%计算: a quarter of the points for each, and no more."""
    said = {"mean": 0, "each": 0, "capped": 0}
    for statement in filter(None, re.split(r"[;。]|,(?!按|均按)", text)):
        if (found := _OF_MEAN.match(statement)) and Decimal(found["points"] or weight) == weight:
            said["mean"] += 1
        elif _RATE_OF_EACH.match(statement):
            said["each"] += 1
        elif _EACH_CAPPED.match(statement):
            said["capped"] += 1
        elif not _MEAN_NAMED.match(statement):
            return None
    if said["mean"] != 1 or said["capped"] != 1 or said["each"] > 1:
        return None
    quarters = tuple(
        Proportional(
            metric=MetricRef(metric="quarterly_execution_rate", period=f"Q{n}"),
            points=weight / 4,
            cap=weight / 4,
            source=text,
        )
        for n in range(1, 5)
    )
    return SumOfParts(parts=quarters, cap=weight, source=text)


_CAPS = re.compile(
    rf"(?:^|(?<=[;。,]))(?:其中:?|注:?)?(?P<whose>(?:各|每个?|单个?)?季度|(?:全年)?平均(?:执行率)?)(?:的)?得分(?:最高|最多|上限)(?:不超过|为|得|是)?(?P<points>{NUMBER})分(?:[;。,]|$)"
)


def without_caps_of_quarters(text: str) -> tuple[str, dict[str, Decimal]]:
    """Text without 季度得分最高不超过1分，全年平均得分最高不超过2分, and what it says: metric -> most points."""
    capped: dict[str, Decimal] = {}
    while found := _CAPS.search(text):
        metric = "quarterly_execution_rate" if "季度" in found["whose"] else "average_execution_rate"
        capped[metric] = Decimal(found["points"])
        text = text[: found.start()] + text[found.end() :]
    return text, capped


def capped_quarters(rule: Rule, capped: dict[str, Decimal]) -> Rule:
    """`rule` with the printed maximum on the shares of quarters and of their mean."""
    match rule:
        case Proportional(metric=metric, cap=None) if metric.metric in capped:
            return rule.model_copy(update={"cap": capped[metric.metric]})
        case SumOfParts(parts=parts) if capped:
            return rule.model_copy(update={"parts": tuple(capped_quarters(p, capped) for p in parts)})
        case _:
            return rule
