"""Numbered criteria that state points for every part (①…，1分；②…，2分): whether they come to the weight, or must."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

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


# 制度完备计2分，执行有效计3分: clauses that say nothing but what is so and what it gives
_CLAUSE = re.compile(rf"[\u4e00-\u9fff、“”]{{3,24}}?的?,?(?:可?得|计|记|给)({NUMBER})分")
_GRADED = re.compile(r"不|未|无|较|一般|部分|基本|全部|差|优|良|中等|及格|达到|低于|高于|超过|以[上下内]")


def points_side_by_side(criteria: str) -> tuple[Decimal, ...]:
    """The points of clauses without numbers that each give their own, where they read as parts and not as steps: what
    steps give falls from one to the next. Empty for any other criteria."""
    text = plain(criteria)
    clauses = [c for c in re.split(r"[,;。]", text) if c]
    found = [_CLAUSE.fullmatch(c) for c in clauses]
    if len(clauses) < 2 or not all(found) or _GRADED.search(text) or _NO_SUM.search(text):
        return ()
    points = tuple(Decimal(m[1]) for m in found if m)
    falls = all(a > b for a, b in pairwise(points))
    return () if falls else points


def must_add_up(criteria: str, parts: Sequence[Decimal]) -> bool:
    """Whether criteria state these points for their parts, and nothing says that they are no sum."""
    return points_of_parts(criteria) == tuple(parts) and not _NO_SUM.search(plain(criteria))
