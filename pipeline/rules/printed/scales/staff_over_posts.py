"""Criteria that take points off for each person beyond the posts: 在编人数未超过核定编制数的得2分；每超编1人扣0.5分."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.words import NUMBER
from schemas.rubric import Deduction, MetricRef

_STAFF = r"(?:部门|单位|年末|实际|编制内|在编|在职|在岗|实有|财政供养|人员|人|总|数|的)*"
_POSTS = r"(?:核定|批准|批复|部门|单位|人员|的)*编制(?:总?数|人数|内)?"
_WITHIN = (
    rf"(?:{_STAFF}(?:未|不|没有)(?:得)?(?:超编|(?:超过|超出|突破|高于|大于){_POSTS})"
    rf"|{_STAFF}(?:≤|小于等于|控制在|在){_POSTS}(?:以内|之内|内)?|(?:无|没有|未)(?:人员)?超编(?:情况|现象)?"
    r"|(?:单位|部门|财政供[养给]|在[职编]|人员|编制|的)*控制率(?:≤|不超过|未超过|不高于|不大于|在)100%(?:\(含\))?(?:以内|以下|及以下)?)"
)
_BEYOND = rf"每(?:超编|超出|超过|超|多|增加)(?:{_POSTS})?[1一]?(?:个)?(?:人|名)(?:员)?"
# 财政供养人员控制率=在编人数/核定编制数×100%: which it is whatever is counted.
_DEFINED = rf"(?:[\u4e00-\u9fff]{{2,10}}率=[^;。=,%]*/{_POSTS}[^;。=,%/]{{0,12}}(?:×100%)?[;。,])?"
_WHOLE = re.compile(
    rf"{_DEFINED}{_WITHIN}(?:的|时)*,?[得计](?P<points>{NUMBER})分"
    rf"[,;。](?:(?:超编|超过|超出)(?:编制)?的,?)?{_BEYOND}(?:的)?,?扣(?P<each>{NUMBER})分(?:[,;](?:直至)?扣完(?:{NUMBER}分)?为止)?。?"
)


def of_staff_over_posts(text: str, weight: Decimal) -> Deduction | None:
    """The rule of plain `text`; None where it says anything else, or other points than the weight."""
    found = _WHOLE.fullmatch(text)
    if found is None or Decimal(found["points"]) != weight:
        return None
    return Deduction(
        metric=MetricRef(metric="excess_staff"),
        points=weight,
        direction="above",
        threshold=Decimal(0),
        each=Decimal(found["each"]),
        source=text,
    )
