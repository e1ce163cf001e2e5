"""满意 A 份、基本满意 B 份、不满意 C 份，满意度 x%: the rate of the content among those who answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.arithmetic.fit import percent_of, percent_of_sum
from pipeline.normalize.arithmetic.quotients.rate_words import ASKED
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading

MOST = re.compile(r"非常|很满意|十分")


def share_of_the_content(before: Sequence[Term], *, only: bool) -> tuple[Reading, ...] | None:
    """满意 A 份、基本满意 B 份、不满意 C 份，满意度 x%: the content over all, or over what stands before. None where
    the sentence does not tell them apart. `only`: 非常满意率 is of those that are very content."""
    row = [t for t in reversed(before) if ("满意" in t.near or "一般" in t.near) and not ASKED.search(t.near)]
    bad = [t for t in row if re.search(r"不(?:太|甚|很)?满意|一般", t.near)]
    good = [t for t in row if t not in bad]
    if not good or not bad:
        return None
    wholes = [t for t in before if t not in row]
    most = [t for t in good if MOST.search(t.near)]
    sums = [most] if only and most else [good[:n] for n in range(len(good), 0, -1)]
    found = []
    for content in sums:
        found.append(percent_of_sum(content, row))
        found += [percent_of(content, whole) for whole in wholes]
    middling = [t for t in bad if "一般" in t.near and not only]
    if middling:
        found.append(percent_of_sum([*good, *middling], row))
    return tuple(found)


def share_of_those_content(before: Sequence[Term]) -> tuple[Reading, ...]:
    """调查 A 户，B 户表示满意，满意度 x%: the only ones that are told to be content, over those before them; nothing
    where several are, or only the most content. `before`: the amounts before the rate, nearest first."""
    said = [(t, t.near + re.split(r"[，；：。、]", t.tail)[0]) for t in before]
    content = [t for t, words in said if "满意" in words and not ASKED.search(t.near)]
    if len(content) != 1 or any(MOST.search(words) or _NOT_CONTENT.search(words) for _, words in said):
        return ()
    earlier = [t for t in before if t.index < content[0].index and t.size >= content[0].size]
    valid = [t for t in earlier if "有效" in t.near and (t.measure.counts or not t.unit)]
    # 抽样 A 人，有效样本 B 个，满意 C 人: of the answers that count, in whatever they are counted
    wholes = valid[:1] or [t for t in earlier if same_kind(t, content[0])]
    return tuple(percent_of(content, whole) for whole in wholes)


_NOT_CONTENT = re.compile(r"不(?:太|甚|很)?满意|一般|无效|弃权")
