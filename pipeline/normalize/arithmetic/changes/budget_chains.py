"""Budgets told move by move: 年初预算 A，上年结转 B，年中追加 C，压减 D，调整后预算 E.

Unlike arithmetic.moves (one that was added and one that was taken) a chain holds any number of moves, and its
beginning may stand in an earlier sentence of the paragraph with its own parts behind it. A move that names what it was
for may be one of several, so that only a slip of the pen shows the result to be wrong; bare moves are all there were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of
from pipeline.vocabulary.budget_moves import ADDED, IS_TAKEN, TAKEN

_FIRST = re.compile(
    r"年初(?:部门|批复|安排|财政|支出|总|收入)*(?:预算|安排|批复)|年初预算|批复(?:年初|部门)*预算|预算批复|批准(?:本级|部门|年初|的)*预算"
)
_LATER = re.compile(
    r"(?:调整|压减|核减|追[加减]|调剂|变更|调增|调减)(?:后|为|至|到)|(?:全年|可用|最终|年终|年末|实际可用|合计)[^，；]{0,6}预算"
    r"|(?:可支配|可用|可供安排|可执行)(?:的)?(?:财力|资金|指标|经费)"
)
_CARRIED = re.compile(r"(?:上年|上一年|年初|以前年度|20\d\d年)[^，；]{0,4}结[转余]|^[，、；]?(?:加上?)?结转")
_ADDED = re.compile(rf"{ADDED}|净增|下达")
# 因甲追加、乙压减等净调整 A 万元
_EITHER_WAY = re.compile(
    r"(?<!追加)(?<!调增)(?<!调减)(?<!追减)(?<!压减)(?<!核减)(?:调整|变动|变化)(?![后为至到增减])|相抵"
)
_BARE = re.compile(
    r"(?:[，、；]|和|及|并|又|再|加上|同时|另有?|其中|年中|年度中|执行中|全年|年内|当年|期间|按(?:照)?[^，；]{0,12}要求|根据[^，；]{0,12}|经批准"
    r"|预算|资金|指标|总|净|共|累计|调整|额|数|金额|了|为|上年|上一年|年初|以前年度|20\d\d年|的|结转|结余|和"
    rf"|{ADDED}|下达|{TAKEN}|\([^()]*\))*"
)
_PART = re.compile(r"三公|公用|人员|基本|采购|接待|用车|基金|公共预算|培训|会议|专项|工程|补助|补贴|奖励")
_LIST = re.compile(r"其中|包括|含|：")
_ANYHOW = re.compile(r"目标|预计|力争|拟|下一年|上年同期|同比|比上年|较上年")


@dataclass(frozen=True, slots=True)
class _Chain:
    first: Term
    moves: tuple[tuple[Term, int], ...]  # with +1 or -1
    later: Term


def chains_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every changed budget of a paragraph with the budget of the beginning and the moves between them."""
    for i, later in enumerate(terms):
        if _is_later(later) and (chain := _chain(terms, i)) is not None:
            yield from _worked(chain)


def _is_later(term: Term) -> bool:
    return term.is_money and term.usable and not term.depth and bool(_LATER.search(term.near)) and not term.old


def _chain(terms: Sequence[Term], i: int) -> _Chain | None:
    """The beginning and the moves before the changed budget at `i`; None where anything else stands between."""
    later = terms[i]
    moves: list[tuple[Term, int]] = []
    for j in range(i - 1, -1, -1):
        term = terms[j]
        if not term.is_money or term.depth > later.depth:
            if term.is_percent or term.depth > later.depth or not moves:
                continue  # a rate, or what a bracket says
            continue
        if term.role == "base" or term.old:
            continue  # 比上年年初预算 A 万元增长 x%
        if term.role == "change" and j and terms[j - 1].role == "base" and terms[j - 1].sentence == term.sentence:
            continue  # 比上年 A 万元增加 B 万元: no move of this year
        if not term.usable or _ANYHOW.search(term.lead):
            return None
        if _FIRST.search(term.near) and not _CARRIED.search(term.near):
            return _Chain(term, tuple(reversed(moves)), later) if moves and same_kind(term, later) else None
        if _is_member(terms, j):
            continue
        sign = _sign(term)
        if not sign:
            return None
        moves.append((term, sign))
    return None


def _sign(term: Term) -> int:
    """+1 for what was added, -1 for what was taken, by the last word before the number; 0 where that leaves it open."""
    if _CARRIED.search(term.near):
        return 1
    verbs = [(m.end(), 1) for m in _ADDED.finditer(term.near)] + [(m.end(), -1) for m in IS_TAKEN.finditer(term.near)]
    verbs += [(m.end(), 0) for m in _EITHER_WAY.finditer(term.near)]
    return max(verbs)[1] if verbs else 0


def _is_member(terms: Sequence[Term], j: int) -> bool:
    """Whether an amount stands in a list behind another of its sentence (其中 A 万元、B 万元)."""
    sentence = terms[j].sentence
    for k in range(j, -1, -1):
        if terms[k].sentence != sentence:
            return False
        if _LIST.search(terms[k].lead) and k and terms[k - 1].sentence == sentence:
            # 年初预算 A，两次调整：第一次追加 B，第二次追加 C: moves of A, and no parts of it
            return not _sign(terms[j]) or bool(_sign(terms[k - 1])) or "其中" in terms[k].lead
        if not terms[k].lead.startswith(("、", "和", "及", "，")) or _sign(terms[k]):
            return False
    return False


def _worked(chain: _Chain) -> Iterator[Worked]:
    themes = [_theme(t) for t in (chain.first, *(t for t, _ in chain.moves), chain.later)]
    if len(set(filter(None, themes))) > 1 and (themes[0] or themes[-1]):
        return  # moves of one thing are none of another's
    nets = [m for m in chain.moves if _NET.search(m[0].near)]
    single = [m for m in chain.moves if m not in nets and not _CARRIED.search(m[0].near)]
    # 追加 A，核减 B，净增 C，调整后 N: by C, or by A and B
    both = [[m for m in chain.moves if m not in left_out] for left_out in (nets, single)]
    ways = both if nets and single else [chain.moves]
    bare = all(_BARE.fullmatch(t.lead) for t, _ in chain.moves)
    moved = any(not _CARRIED.search(t.near) for t, _ in chain.moves)  # else what was added besides is not told
    named = themes[-1] in ("", themes[0])
    certain = bare and named and moved
    readings = tuple(_reading(chain.first, way) for way in ways)
    yield Worked("sum", chain.later, readings, certain, subject_of(chain.later, chain.first))


def _reading(first: Term, moves: Sequence[tuple[Term, int]]) -> Reading:
    formula = "f1" + "".join(f" {'+' if sign > 0 else '-'} f{n}" for n, (_, sign) in enumerate(moves, 2))
    return Reading(formula, (first, *(t for t, _ in moves)))


_NET = re.compile(r"净(?:(?P<up>增加?|调增|追加)|(?P<down>减少?|调减|压减))(?:预算|支出|资金)?(?:额|为|：)*$")


def _theme(term: Term) -> str:
    found = _PART.search(term.near)
    return found.group() if found else ""
