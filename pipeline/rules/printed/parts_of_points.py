"""Numbered criteria that state points for every part (①…，1分；②…，2分): whether they come to the weight, or must."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from pipeline.rules.printed.text import numbered, plain
from pipeline.rules.printed.words import NUMBER

# Words that make parts something else than terms of a sum: grades, alternatives, a maximum, cases that are counted.
_NO_SUM = re.compile(
    r"最高|最多|不超过\d|上限|封顶|为限|任[一意]项|之一|其一|其中一|择|酌情|等级|档|分级|优秀?[,:(]|加分|奖励|扣|每|否则|满分"
    r"|各得|各\d|分别|同上|累计"
)
_POINTS = re.compile(rf"({NUMBER})分(?![之类别])")


@lru_cache(maxsize=4096)  # asked for several times for each criterion of an annex
def points_of_parts(criteria: str) -> tuple[Decimal, ...]:
    """The points of numbered parts that each state them once (nothing, 记0分, aside); empty for any other criteria."""
    if criteria.count("分") < 2:
        return ()
    found = numbered(plain(criteria))
    stated = [[p for p in map(Decimal, _POINTS.findall(part)) if p] for part in found.parts] if found else []
    return tuple(own[0] for own in stated) if len(stated) > 1 and all(len(own) == 1 for own in stated) else ()


def must_add_up(criteria: str, parts: Sequence[Decimal]) -> bool:
    """Whether criteria state these points for their parts, and nothing says that they are no sum."""
    return points_of_parts(criteria) == tuple(parts) and not _NO_SUM.search(plain(criteria))
