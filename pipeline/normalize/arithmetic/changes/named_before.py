"""What a change is of, stated before it under its name: 支出决算为 A 万元，…。接待费支出决算数比上年减少 C 万元."""

from __future__ import annotations

import re

from pipeline.normalize.arithmetic.amounts import Amounts, key_of
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import noun_of

NEAR = 3  # paragraphs back, headings among them, that a name is looked for in
_FLOW = re.compile(r"(?:支出|收入)$")
_FUND = re.compile(r"财政拨款|公共预算|基金预算|经营预算|专户")
_SHORT = 2
_LONG = 4  # characters of a name that is one without 支出 behind it
_WHOLE = 6  # characters of a name that others end with by no chance
_ACCOUNTED = re.compile(r"(?:支出)?决算(?:支出|金额|数)?$")
_BARE_ACCOUNT = re.compile(r"(?:支出)?(?:决算)?(?:支出|金额|数)?")
_PLANNED = re.compile(r"(?:年初|全年|调整后?的?)?预算(?:数|金额|安排)?$")
BOTH_SIDES = re.compile(
    r"(?:^|[，。；]|20\d\d年度?|本年度?|上年|相比|部门|单位)(?:收入[、和与及]?支出|收支)(?:总体|总计|合计|总额)"
)
_TOTAL = re.compile(r"(?:总计|合计|总额)(?:均?为)?$")


def stated_before(name: str, like: Term, first: Term, amounts: Amounts) -> Term | None:
    """The amount of `name` that the text states near before `first`.

    It is the only one of that name, else of one that leaves 支出 out or puts it behind; 支出决算为 A behind a budget of
    that name; or both totals of a balanced account."""
    key = key_of(name)
    before = [(k, t) for k, t in amounts.stated(like) if _place(t) < _place(first)]
    exact = [t for k, t in before if k == key]
    of_fund = [t for k, t in before if k != key and key and k.endswith(key) and _FUND.search(k.removesuffix(key))]
    if of_fund and (not exact or _place(of_fund[-1]) > _place(exact[-1])):
        # 财政拨款收支总计 A 万元。收支总计比上年增加 C 万元: of what the paragraph is about, not of all
        return _one_of_paragraph(of_fund, exact, first)
    without = _without_flow(key, before)
    here = [t for t in without if t.paragraph == first.paragraph]  # 财政拨款收入 stands elsewhere
    # 甲县乙局财政拨款收支总计 A 万元。财政拨款收支总计比上年增加 C 万元
    ending = [t for k, t in before if len(key) >= _WHOLE and k.endswith(key) and t.paragraph == first.paragraph]
    for found in (exact, ending, here or without, _accounted(name, before, amounts)):
        if found:
            return _only(found, first)
    return _both_sides(first, [t for _, t in before])


def _place(term: Term) -> tuple[int, int]:
    return term.paragraph, term.index


def _one_of_paragraph(of_fund: list[Term], exact: list[Term], first: Term) -> Term | None:
    here = [t for t in of_fund if t.paragraph == first.paragraph]
    alone = len({t.size for t in here}) == 1 and not any(t.paragraph == first.paragraph for t in exact)
    return here[-1] if alone else None


def _only(found: list[Term], first: Term) -> Term | None:
    near = [t for t in found if first.paragraph - t.paragraph <= NEAR]
    return near[-1] if near and len({t.size for t in found}) == 1 else None


def _without_flow(key: str, before: list[tuple[str, Term]]) -> list[Term]:
    stem = _FLOW.sub("", key)
    return [t for k, t in before if _FLOW.sub("", k) == stem] if len(stem) >= _LONG else []


def _accounted(name: str, before: list[tuple[str, Term]], amounts: Amounts) -> list[Term]:
    """三公经费支出年初预算为 B，支出决算为 A: A is what 三公经费支出决算 is, the two standing side by side."""
    found = _ACCOUNTED.search(name)
    stem = _FLOW.sub("", key_of(name[: found.start()])) if found else ""
    if len(stem) < _SHORT:
        return []
    bare = [t for k, t in before if len(k) <= _LONG and _BARE_ACCOUNT.fullmatch(noun_of(t))]
    return [t for t in bare if _beside_budget(t, stem, amounts)]


def _beside_budget(term: Term, stem: str, amounts: Amounts) -> bool:
    budget = amounts.right_before(term)
    if budget is None or budget.sentence != term.sentence:
        return False
    named, planned = _PLANNED.subn("", noun_of(budget))
    own = _FLOW.sub("", key_of(named))
    return bool(planned) and (own == stem or (len(stem) >= _LONG and own.endswith(stem)))  # names are cut at the front


def _both_sides(first: Term, before: list[Term]) -> Term | None:
    """收入总计 A 万元。支出总计 A 万元。收入支出总体比上年增加 C 万元: both sides of one account, of one size.

    The nearest totals are meant; those of one fund only are not what the words call by no fund."""
    if not BOTH_SIDES.search(first.lead):
        return None
    near = [t for t in before if first.paragraph - t.paragraph <= NEAR and _TOTAL.search(t.near) and not t.depth]
    if near and BOTH_SIDES.search(near[-1].lead):
        return near[-1]
    near = [t for t in near if "总" in t.near] or near  # 收入总计 A 万元，其中本年收入合计 B 万元
    sides = [[t for t in near if side in noun_of(t)][-1:] for side in ("收入", "支出")]
    plain = [t for side in sides for t in side if noun_of(t) in ("收入", "支出")]
    return plain[1] if len(plain) == 2 and plain[0].size == plain[1].size else None
