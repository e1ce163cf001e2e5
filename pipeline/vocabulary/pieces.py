"""The short words that a name is made of (年初预算数 → 年初, 预算, 数), to compare names that no vocabulary knows."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.vocabulary.words import search_words

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_SHORT, _LONG = 2, 3  # characters of a word
_ALONE = 3  # what a character that belongs to no word costs; a word costs 1
_COUNTS = "数额率"  # what a word of three characters may end with and be one of two (预算数)


@lru_cache(maxsize=8192)
def pieces(text: str) -> tuple[str, ...]:
    """The words of two or three characters that `text` is made of, in order, and what stands between them.

    The dictionary holds whole names of metrics (固定资产原值) as words; here they are cut into what they say."""
    return tuple(piece for run in _CHINESE.findall(text) for piece in _cut(run))


def _cut(run: str) -> list[str]:
    """The cover of a run of characters that leaves the fewest of them alone, of the fewest words."""
    if len(run) <= _SHORT:
        return [run]  # a word or what words leave, and no dictionary need be read to say so
    known = {w for w in search_words(run) if _SHORT <= len(w) <= _LONG}
    known -= {w for w in known if len(w) == _LONG and w[-1] in _COUNTS and w[:-1] in known}
    best: list[tuple[int, list[str], bool]] = [(0, [], False)]  # cost, pieces, whether the last is what words leave
    for end in range(1, len(run) + 1):
        cost, cut, loose = best[end - 1]
        last = [*cut[:-1], cut[-1] + run[end - 1]] if loose else [*cut, run[end - 1]]
        options = [(cost + _ALONE, last, True)]
        for length in (_SHORT, _LONG):
            if end >= length and (word := run[end - length : end]) in known:
                cost, cut, _ = best[end - length]
                options.append((cost + 1, [*cut, word], False))
        best.append(min(options, key=lambda o: o[0]))
    return best[-1][1]
