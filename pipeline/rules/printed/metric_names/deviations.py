"""How far the spending of a part of the budget is from what was planned for it (日常公用经费预决算偏差程度), as a rate
with a formula: |决算数-预算数|/预算数 of that part."""

from __future__ import annotations

import re

from .phrases import metric_of_phrase

_DEVIATION = re.compile(
    r"(?P<part>[\u4e00-\u9fff]{2,10}?)(?:支出)?(?:的)?(?:预决算|决算与预算|预算与决算|预算决算|预算执行)(?:数)?(?:的)?(?:偏差|差异|偏离)(?:程度|度|率)?"
)


def deviation(key: str) -> tuple[str, str] | None:
    """The name and the formula of such a rate; None where `key` names none, or of what the vocabulary has no sums."""
    found = _DEVIATION.fullmatch(key)
    if found is None:
        return None
    spent, planned = f"{found['part']}决算数", f"{found['part']}预算数"
    if metric_of_phrase(spent) is None or metric_of_phrase(planned) is None:
        return None
    return key, f"|{spent}-{planned}|/{planned}"
