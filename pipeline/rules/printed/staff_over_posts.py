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
    rf"|{_STAFF}(?:≤|小于等于|控制在|在){_POSTS}(?:以内|之内|内)?|无超编)"
)
_BEYOND = rf"每(?:超编|超出|超过|超|多|增加)(?:{_POSTS})?1?(?:人|名)"
_WHOLE = re.compile(
    rf"{_WITHIN}(?:的|时)*,?[得计](?P<points>{NUMBER})分"
    rf"[,;。](?:(?:超编|超过|超出)(?:编制)?的,?)?{_BEYOND}(?:的)?,?扣(?P<each>{NUMBER})分(?:[,;](?:直至)?扣完为止)?。?"
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
