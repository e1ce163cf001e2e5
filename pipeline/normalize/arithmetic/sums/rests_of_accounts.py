"""What is left of an account: of one year or of all, nothing where its two sides are called equal, and beside what else
is added up or taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.sums.added_up import adds
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of

BROUGHT = re.compile(r"(?:上年|年初|期初|往年|历年|以前年度)[^，。；]{0,4}(?:结转|结余)")
ACCUMULATED = re.compile(r"(?:滚存|累计)(?:收支)?结[余转]|滚存(?:为|是|共|达|：)*$")
_OPENING = re.compile(r"年初.{0,6}(?:结转|结余)|上年.{0,4}结转")
_INCOME = re.compile(r"收入")
_SPENT = re.compile(r"支出")
_NOTHING = re.compile(r"(?!)")
_OF_THIS_YEAR = re.compile(r"(?:本年|当年|当期|年度|收支)[^，。；]{0,4}结余")


def accumulated(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """收支结余 C，上年结转 O，滚存结余 N: what was left over all the years; what one year left is but a part of it."""
    here = [t for t in terms[:i] if t.sentence == terms[i].sentence and same_kind(t, terms[i]) and t.usable]
    begin = next((t.index for t in reversed(here) if "；" in t.lead), 0)
    openings = [t for t in here if t.index >= begin and BROUGHT.search(t.near)]
    years = [t for t in here if t.index >= begin and _OF_THIS_YEAR.search(t.near) and not BROUGHT.search(t.near)]
    if len(openings) == len(years) == 1 and not ACCUMULATED.search(years[0].near):
        yield Worked("rest", terms[i], (Reading("f1 + f2", (openings[0], years[0])),), True, subject_of(terms[i]))


_ADDED_OR_TAKEN = re.compile(r"扣除|减去|剔除")


def in_added_list(terms: Sequence[Term], i: int) -> bool:
    """支出 A，加上上解 B、年终结余 C，总支出 N; 扣除上解 B、年终结余 C: a member of a sum, and no difference."""
    rest = terms[i]
    if not rest.is_money:
        return False
    for term in reversed(terms[: i + 1]):
        if term.sentence != rest.sentence:
            return False
        if adds(term) or (_ADDED_OR_TAKEN.search(term.lead) and not term.taken_away):
            return True
        if "；" in term.lead:
            return False
    return False


_ACCOUNT = re.compile(r"公共预算|基金预算|经营预算|资本预算|保险基金预算")
_GOES_OUT = re.compile(r"支出|调出|上解|还本|付息")
_COMES_IN = re.compile(r"收入|预算|指标|拨款|(?<!调出)资金|计划|下达|到位|安排|限额|来源|总额|批复")


def of_one_account(here: Sequence[Term], rest: Term) -> bool:
    """Whether of the two numbers before a rest one can be taken from the other: not 评审 A 和采购 B, told together, and
    not 支出 A，调出 B, which are both spent."""
    done, whole = here[:2]
    names = [_ACCOUNT.sub("", t.near) for t in (done, whole)]
    if re.match(r"(?:和|与|及|以及)", done.lead) and done.index == whole.index + 1:
        return bool(_GOES_OUT.search(names[0]) and _COMES_IN.search(names[1]))
    if not rest.is_money or len(here) > 2:
        return True
    return not all(_GOES_OUT.search(n) and not _COMES_IN.search(n) for n in names)


def left_before(terms: Sequence[Term], i: int, taken: Term) -> tuple[Reading, ...]:
    """本年收支结余 R，归还借款 B 后，年终结转 C: what is left of what was left."""
    rest = terms[i]
    here = [t for t in terms[: taken.index] if t.sentence == rest.sentence and t.role == "rest" and t.usable]
    same = [t for t in here if same_kind(t, rest) and not BROUGHT.search(t.near) and t.depth <= rest.depth]
    return tuple(Reading("f1 - f2", (t, taken)) for t in same[-1:])


_OF_ALL = re.compile(r"本年|全年|当年|总|合计")
_ALL_INCOME, _ALL_SPENT = re.compile(r"收入[^，。；支]{0,3}总计"), re.compile(r"支出[^，。；收]{0,3}总计")
_GRAND_INCOME, _GRAND_SPENT = re.compile(r"总收入|收入总量"), re.compile(r"总支出|支出总量")


def balance(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """年初结转 + 收入 - 支出 = 年末结转, where a paragraph states all four. 收入总计 holds what was brought forward."""
    closing = terms[i]
    before = [t for t in terms[:i] if t.is_money and t.role in ("amount", "rest") and t.usable]

    def last(pattern: re.Pattern[str], but: re.Pattern[str]) -> Term | None:
        named = [t for t in before if pattern.search(t.near) and not but.search(t.near)]
        whole = [t for t in named if _OF_ALL.search(t.near)]  # 本年收入合计 A，其中甲收入 B，乙收入 C
        return (whole or named)[-1] if named else None

    if re.search(r"[①-⑳]", closing.lead):
        return  # 总支出 N，其构成是：①…；⑥结转下年 C: a member of what is spent
    every, gone = last(_GRAND_INCOME, _SPENT), last(_GRAND_SPENT, _INCOME)
    if every is not None and gone is not None and every.size >= gone.size:
        yield Worked("rest", closing, (Reading("f1 - f2", (every, gone)),), False, subject_of(closing))
        return
    part = re.compile(r"基本|项目|其中|总计")
    opening = last(_OPENING, _NOTHING)
    income = last(_INCOME, re.compile(rf"{_SPENT.pattern}|{part.pattern}"))
    spent = last(_SPENT, re.compile(rf"{_INCOME.pattern}|{part.pattern}"))
    if income is None and (income := last(_ALL_INCOME, _SPENT)) is not None:
        opening, spent = None, last(_ALL_SPENT, _INCOME) or spent
    if income is None or spent is None:
        return
    if opening is None:  # what was brought forward may stand elsewhere
        yield Worked("rest", closing, (Reading("f1 - f2", (income, spent)),), False, subject_of(closing))
        return
    certain = bool(_OF_ALL.search(income.near) and _OF_ALL.search(spent.near))
    readings = [Reading("f1 + f2 - f3", (opening, income, spent))]
    if opening.index + 1 == income.index and "合计" in income.near:  # 本年收入 A、上年结转 B，收入合计 N: it holds B
        readings.insert(0, Reading("f1 - f2", (income, spent)))
    yield Worked("rest", closing, tuple(readings), certain, subject_of(closing))


_BALANCED = re.compile(r"收支(?:预算|决算)?(?:均|总体|总量|基本)?(?:平衡|相等|相抵)[，：]?")
_SIDES = re.compile(r"(?:预算|决算|合计|总计|总额|总量|数)")


def balanced_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """收支平衡：收入预算 A 万元，支出预算 B 万元: two sides that the words call equal."""
    for income, spent in pairwise(terms):
        said = income.sentence == spent.sentence and (_BALANCED.search(income.lead) or _BALANCED.search(spent.tail))
        names = [t.near.replace("收支", "") for t in (income, spent)]
        sides = _INCOME.search(names[0]) and _SPENT.search(names[1]) and not any("基本平衡" in t.lead for t in terms)
        plain = all(t.is_money and t.usable and not t.old and t.role == "amount" for t in (income, spent))
        if said and sides and plain and all(_SIDES.search(n) for n in names):
            yield Worked("sum", spent, (Reading("f1", (income,)),), True, subject_of(spent))
