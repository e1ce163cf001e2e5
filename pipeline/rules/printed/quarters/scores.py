"""Criteria that score the mean of the quarters' rates and cap each of these: 单个季度执行率高于100%的按100%计算."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.words import NUMBER, WEIGHT_WORDS
from schemas.rubric import MetricRef, Proportional, SumOfParts

_EACH = r"(?:该|各|每个?|当|本)?季度?(?:末)?"
_SPENT = r"(?:部门|累计|预算|实际|资金)*(?:支出|执行|支付)?进度"
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
