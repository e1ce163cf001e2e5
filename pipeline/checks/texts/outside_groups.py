"""Which figures of people outside the establishment are of one group: dispatched, or hired by the unit itself.

The vocabulary has one quantity for all of them, as most reports tell of one group only, by whatever name. Where a
report tells several (编外聘用 9 人、劳务派遣 7 人) none of them is the other, and none is all of those outside
(编外 16 人).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice

from schemas.records import Fact
from schemas.white_space import without_space

OUTSIDE = "dispatched_staff"
_LEAD, _TAIL = 10, 8  # characters around a figure that name what it counts
_DISPATCHED = re.compile(r"派遣")
_WITH_THEM = re.compile(r"(?:含|包括)(?:劳务)?派遣|编外|聘")


def outside_groups(facts: Sequence[Fact]) -> dict[int, str]:
    """The group of each figure of those outside, by its place in `facts`; empty where the report tells one figure, or
    all under one name."""
    group: dict[int, str] = {}
    values = defaultdict(set)
    met: Counter[tuple[str, str]] = Counter()  # 编外聘用 20 人，劳务派遣 20 人
    for place, fact in enumerate(facts):
        if fact.metric == OUTSIDE and not fact.item:
            said = (fact.quote, fact.figure.text)
            group[place] = "劳务派遣" if _is_dispatched(fact, met[said]) else "编外"
            met[said] += 1
            values[group[place]].add(fact.figure.value)
    hired, dispatched = values["编外"], values["劳务派遣"]
    together = {h + d for h in hired for d in dispatched} & hired
    for place in group:
        if group[place] == "编外" and facts[place].figure.value in together:
            group[place] = "编外合计"
    alike = len(list(filter(None, values.values()))) < 2 or len(set.union(*values.values())) < 2
    return {} if alike else group


def _is_dispatched(fact: Fact, before_it: int) -> bool:
    """`before_it`: how many facts of the same print the quote tells before this one."""
    quote = without_space(fact.quote)
    if fact.source == "table":
        return bool(_DISPATCHED.search(quote))
    printed = rf"(?<![\d.,]){re.escape(without_space(fact.figure.text))}(?![\d.,])"
    number = next(islice(re.finditer(printed, quote), before_it, None), None)
    before, behind = (quote[: number.start()], quote[number.end() :]) if number else ("", "")
    name = re.split(r"[，。；：、()（）\d]", before)[-1][-_LEAD:] or behind[:_TAIL]
    return bool(_DISPATCHED.search(name)) and not _WITH_THEM.search(name)
