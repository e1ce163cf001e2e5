"""Complete lists that no one sentence holds, or that no word opens.

三公经费 A 万元。其中：出国费 B 万元。购车费 C 万元，…；运行费 D 万元，…。接待费 E 万元: each member begins a clause.
全年支出 A 万元，基本支出 B 万元，项目支出 C 万元: by what they are called, and only a slip of the pen is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.fit import sum_of
from pipeline.normalize.arithmetic.sums.complete_lists import names_all
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Worked, subject_of

_MOST = 8  # clauses of one list
_BASIC = re.compile(r"^[，；](?:年[初末])?基本支出(?:决算|预算)?(?:数|合计)?为?$")
_PROJECTS = re.compile(r"^[，；、](?:年[初末])?项目支出(?:决算|预算)?(?:\([^()]*\))?(?:数|合计)?为?$")
_PLANNED = re.compile(r"预算|计划|安排")
_OF_ALL = re.compile(r"预算|决算|支出|经费|指标")
_OF_ONE = re.compile(r"基本支出|项目支出|人员|公用|三公|接待|采购|培训|会议")


def lists_apart_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every such list of a paragraph."""
    for i, first in enumerate(terms):
        if i and first.lead.startswith("其中") and first.sentence > terms[i - 1].sentence:
            yield from _over_sentences(terms, i)
        elif first.lead[1:5] in ("基本支出", "年初基本", "年末基本") and i:
            yield from _unopened(terms, i)


def _over_sentences(terms: Sequence[Term], first: int) -> Iterator[Worked]:
    before = [t for t in terms if t.sentence == terms[first].sentence - 1 and t.is_money]
    amounts = [t for t in before if t.role == "amount"]
    whole = (
        amounts[0] if len(amounts) == 1 and before[0] is amounts[0] else None
    )  # 预算 A，支出 B。其中 …: of A or of B
    if whole is None or whole.old or not whole.usable or "其中" in whole.lead:
        return
    parts = _first_of_clauses(terms, first, whole)
    for end in range(len(parts), 1, -1):
        apart = parts[end - 1].sentence > parts[0].sentence
        planned = {bool(_PLANNED.search(t.near)) for t in (whole, *parts[:end])}
        if apart and len(planned) == 1 and names_all(whole, parts[:end]):
            yield Worked("sum", whole, (sum_of(parts[:end]),), True, subject_of(whole), partial=True)
            return


def _first_of_clauses(terms: Sequence[Term], first: int, whole: Term) -> list[Term]:
    parts: list[Term] = []
    for i in range(first, len(terms)):
        term = terms[i]
        begins = i == first or term.sentence > terms[i - 1].sentence or term.lead.startswith("；")
        if not begins:
            continue
        if term.role != "amount" or term.depth or not same_kind(term, whole) or not term.usable or len(parts) == _MOST:
            break
        if i > first and "其中" in term.lead:
            break
        parts.append(term)
    return parts


def _unopened(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    basic = terms[i]
    here = [t for t in terms if t.sentence == basic.sentence and t.depth == basic.depth and same_kind(t, basic)]
    before = [t for t in here if t.index < i]
    behind = [t for t in here if t.index > i]
    if not before or not behind or not _BASIC.match(basic.lead):
        return
    whole = before[-1]
    # 基本支出 B，其中人员 B1，公用 B2；项目支出 C
    project = next((t for t in behind if _PROJECTS.match(t.lead)), None)
    if project is None or (project is not behind[0] and not project.lead.startswith("；")):
        return
    parts = (basic, project)
    plain = all(t.role == "amount" and t.usable and not t.old for t in (whole, *parts))
    if (
        plain
        and _OF_ALL.search(whole.near)
        and not _OF_ONE.search(whole.near)
        and whole.size >= max(p.size for p in parts)
    ):
        yield Worked("sum", whole, (sum_of(parts),), False, subject_of(whole))
