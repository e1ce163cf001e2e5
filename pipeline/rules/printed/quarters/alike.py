"""One scale printed for every quarter (每季度2分：执行率达到100%的得2分；90%（含）-100%得1分；低于90%不得分): the scale
as the rule of one quarter, four times."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from pipeline.rules.printed.built_rule import PrintedRule
from pipeline.rules.printed.quarters.shapes import QUARTERS
from pipeline.rules.printed.words import NUMBER
from rubrics.check import metrics_of
from schemas.rubric import Rule, SumOfParts

_EACH = re.compile(
    rf"^(?:{QUARTERS})(?:各|均|得分|满分|分别|分值|占|计|为)*\(?(?P<points>{NUMBER})分\)?[:,;。](?P<scale>.+?)"
    r"(?:[;。,](?:四个|各|每个)季度(?:的)?得分(?:相加|之和|合计|累计|累加)[^;。]*)?[;。]?$"
)
# 每个季度执行率不低于95%的得1.5分，低于95%的得1分，四个季度得分相加: the scale of each, its points not told apart
_EACH_SCALED = re.compile(
    rf"^(?:(?:其中:?)?(?:{QUARTERS})(?:末)?[\u4e00-\u9fff]{{0,6}}率=[^;。=]*/[^;。=]*[;。])?(?:{QUARTERS})(?:末)?(?:的)?(?P<scale>[\u4e00-\u9fff]{{0,6}}(?:率|进度).+?)"
    r"[;。,](?:四个|4个|各|每个)季度(?:的)?得分(?:相加|之和|合计|累计|累加|加总)[^;。]*[;。]?$"
)
# 四个季度分别考核; 季度执行率=累计支出进度/序时进度×100%: that it is done for each, and what the rate is
_SAID_BESIDE = re.compile(
    rf"^(?:(?:{QUARTERS})(?:分别|单独|逐季)|(?:按|分)(?:四个|各)?季度?(?:分别)?)(?:计分|计算|评分|考核|打分)[,;。:]"
    r"|[;。](?:其中:?)?(?:各|每个?|该)?季度(?:末)?[\u4e00-\u9fff]{0,6}率=[^;。=]*进度[^;。=]*/[^;。=]*进度[^;。=]*(?=[;。]|$)"
)
_RATE = re.compile(
    r"(?:该|各|每个?|本|当)?(?:季度|季末|序时|累计|预算|资金)*(?:末)?(?:支出|支付)?(?:进度)?执行率(?:\(=?[^()]*进度[^()]*\))?"
)


def of_quarters_alike(
    text: str, weight: Decimal, definition: str, read: Callable[[Decimal, str, str], PrintedRule]
) -> SumOfParts | None:
    """The rule that plain `text` prints for each of the four quarters; None where it prints none, or the scale is not
    understood as one of the quarter's rate alone. `read` reads points, criteria and a definition."""
    whole, text = text, _SAID_BESIDE.sub("", text)
    found = _EACH.match(text) or _EACH_SCALED.match(text)
    points = Decimal(found["points"]) if found is not None and "points" in found.groupdict() else weight / 4
    if found is None or points * 4 != weight or not re.search("进度|序时", whole + definition):
        return None
    parts: list[Rule] = []
    for number, quarter in enumerate("一二三四", 1):
        scale = _RATE.sub(f"{quarter}季度执行率", found["scale"])
        one = read(points, scale, "季度执行率=累计支出进度/序时进度")
        metrics = {(m.metric, m.period) for m in metrics_of(one.rule)}
        if not one.understood or metrics != {("quarterly_execution_rate", f"Q{number}")}:
            return None
        parts.append(one.rule)
    return SumOfParts(parts=tuple(parts), cap=weight, source=text)
