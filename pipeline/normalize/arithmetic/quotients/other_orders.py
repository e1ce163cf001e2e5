"""Rates of the two or three numbers before them in another order than whole and part: what was done before what there
was to do, what was left over or failed, what the done and the rest come to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.arithmetic.quotients.rate_words import RECEIVED
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading
from pipeline.vocabulary.link_words import IS

_GOAL = re.compile(r"(?:年度|全年|年初)?(?:目标|计划|任务)(?:数|值|量|任务)?(?:为|是|：)?")
_OF_GOAL = re.compile(r"(?:年度|全年)?(?:目标|任务|计划)?(?:完成|实现|达成)")
_NOT_YET = re.compile(r"(?:尚|暂|还)?未([\u4e00-\u9fff]{1,4})|剩余|结余")


def in_other_order(before: Sequence[Term], stem: str) -> Reading | None:
    """The reading of a rate named `stem` over the numbers `before` it, nearest first; None for the usual order."""
    found = _all_but_failed(before, stem) or _told_first(before, stem)
    return found or _done_and_left(before, stem) or _done_of_whole(before, stem)


def _all_but_failed(before: Sequence[Term], stem: str) -> Reading | None:
    """抽检 A 批，不合格 B 批，合格率 x%: of the only two numbers, the second being what did not."""
    if len(before) != 2 or len(stem) < 2:
        return None
    failed, whole = before
    if stem[-2:] not in failed.near:
        return None
    said = re.search(rf"[不未]{stem[-2:]}(?:数|数量)?{IS}$", failed.near)
    told = (
        said and not re.search(rf"[不未]{stem[-2:]}", stem) and stem[-2:] not in whole.near and "；" not in failed.lead
    )
    fits_in = same_kind(failed, whole) and failed.size < whole.size and failed.index == whole.index + 1
    return Reading("(f2 - f1) / f2 * 100", (failed, whole)) if told and fits_in else None


def _told_first(before: Sequence[Term], stem: str) -> Reading | None:
    """办结 A 件，受理 B 件，办结率 x%: what was done stands before what there was to do, or before what was aimed at
    (到馆 A 人次，目标 B 人次，完成率 x%); None for any other order."""
    if len(before) != 2 or len(stem) < 2:
        return None
    whole, part = before
    if _GOAL.fullmatch(whole.near) and _OF_GOAL.fullmatch(stem) and same_kind(part, whole) and "；" not in whole.lead:
        return Reading("f1 / f2 * 100", (part, whole))
    done = (
        stem[-2:] in part.near
        and stem[-2:] not in whole.near
        and not re.search(r"[未不]|按[时期]|及时|其中|基本", part.near + whole.near)
    )
    if done and RECEIVED.search(whole.near) and part.size <= whole.size and same_kind(part, whole):
        return Reading("f1 / f2 * 100", (part, whole))
    return None


def _done_and_left(before: Sequence[Term], stem: str) -> Reading | None:
    """支付 A 万元，未支付 B 万元，支付率 x%: of both together, where the sentence states nothing else."""
    if len(before) != 2 or len(stem) < 2:
        return None
    left, done = before
    found = _NOT_YET.search(left.near)
    told = found is not None and (found[1] is None or found[1][0] in stem) and stem[-2:] in done.near
    if told and left.role == "rest" and not _NOT_YET.search(done.near) and "其中" not in left.lead:
        return Reading("f1 / (f1 + f2) * 100", (done, left))
    return None


def _done_of_whole(before: Sequence[Term], stem: str) -> Reading | None:
    """发现 A 处，整改 B 处，其余 C 处移交，整改率 x%: of A, where B and C come to it."""
    if len(before) < 3 or len(stem) < 2:
        return None
    left, done, whole = before[:3]
    told = left.role == "rest" and stem[-2:] in done.near and stem[-2:] not in whole.near
    comes_to = done.exact and left.exact and whole.size == done.size + left.size
    return Reading("f1 / f2 * 100", (done, whole)) if told and comes_to else None
