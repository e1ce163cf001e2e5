"""Rates printed with their formula: 编外人员比例（编外人员数÷在编人数）为 x%, 节约率=1-采购金额/计划金额=x%.

What an author prints as the formula goes before what the rate's name usually means. The formula's names are looked up
among the numbers of the paragraph; where one of them is nowhere, or could be two of them, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of
from pipeline.vocabulary.expression import Name, Node, Number, Operation, names_of, parse
from pipeline.vocabulary.link_words import IS

_SIGNS = str.maketrans("＋－—–÷／*＝", "+---//×=")
_INNER = r"(?:[^()，；。=]|\([^()；。=]*\))"
_FORMULA = rf"(?P<formula>{_INNER}{{0,40}}/{_INNER}{{1,40}})"
_SAID = r"(?:即|也即|为|按|等于|计算公式|公式|计算方法|算法|[：=])*"
_NAME = r"(?P<name>[\u4e00-\u9fff]{2,16})"
# What leads to a rate, up to its number: 占比(A/B)为, 占比(即A/B×100%)达到, 占比=A/B=.
BEFORE = (
    re.compile(rf"{_NAME}\({_SAID}{_FORMULA}\){IS}$"),
    re.compile(rf"{_NAME}(?:为|是)?[：=]{_FORMULA}=$"),
)
# What stands behind it: 占比为x%(A/B).
BEHIND = re.compile(rf"\({_SAID}{_FORMULA}\)")
_TIMES_HUNDRED = re.compile(r"×100(?![\d%])")
LONGEST = 110  # characters before a rate, and behind it, that are looked through

_FILLER = re.compile(r"[数额量值总之的共个]|金额|人员|实际|本年度?|当年|全年")
LEAST_ALIKE = 0.4  # of two names, how much of both is the same
WHOLLY_ALIKE = 0.8


def told_formulas(text: str, terms: Sequence[Term]) -> Iterator[Worked]:
    """Every rate of a paragraph of squeezed text that is printed with its formula in names."""
    for rate in terms:
        if not rate.is_percent or rate.quantity.approximate:
            continue
        found = formula_beside(text, rate.quantity.start, rate.end)
        tree = parse(found["formula"].removeprefix("=")) if found is not None else None
        limit = rate.quantity.bound and text[rate.quantity.start - 1] != "="  # =94.64%: no limit
        if found is None or tree is None or not names_of(tree) or limit:
            continue
        told = [t for t in terms if t.index != rate.index and not t.is_percent and t.usable and t.measure.unit]
        seats = _seats(names_of(tree), [t for t in told if t.sentence == rate.sentence]) or _seats(names_of(tree), told)
        formula = _formula(tree, names_of(tree), _TIGHTNESS["×"]) if seats is not None else None
        if seats is None or formula is None or not _of_one_kind(seats):
            continue
        times = "" if _TIMES_HUNDRED.search(found["formula"]) else " * 100"
        reading = Reading(f"{formula}{times}", tuple(term for term, _ in seats))
        certain = all(alike >= WHOLLY_ALIKE for _, alike in seats)
        name = found.groupdict().get("name") or noun_of(rate)
        yield Worked("rate", rate, (reading,), certain, name, own_formula=True)


def formula_beside(text: str, start: int, end: int) -> re.Match[str] | None:
    """The formula in names that stands right before or right behind a rate, `text[start:end]` of squeezed text."""
    before = text[max(0, start - LONGEST) : start].translate(_SIGNS)
    if "/" in before:
        found = next(filter(None, (pattern.search(before) for pattern in BEFORE)), None)
        if found is not None:
            return found
    return BEHIND.match(text[end : end + LONGEST].translate(_SIGNS)) if text.startswith("(", end) else None


def _seats(names: Sequence[str], terms: Sequence[Term]) -> list[tuple[Term, float]] | None:
    """The number that each of `names` is of, with how much the names are alike; None where one has none of its own."""
    found: list[tuple[Term, float]] = []
    for name in names:
        ranked = sorted(((_alike(name, t), t) for t in terms), key=lambda pair: -pair[0])
        best = [(t, alike) for alike, t in ranked if alike >= LEAST_ALIKE and alike == ranked[0][0]]
        if not best or len({t.size for t, _ in best}) > 1:
            return None
        found.append(best[0])
    return found if len({t.index for t, _ in found}) == len(names) else None


def _alike(name: str, term: Term) -> float:
    """How much of two names is the same (1: all), 0 where neither is a shorter way to say the other."""
    return max(_alike_words(name, noun_of(term)), _alike_words(name, term.near))


def _alike_words(name: str, noun: str) -> float:
    name, noun = _FILLER.sub("", name), _FILLER.sub("", noun)
    a, b = set(name), set(noun)
    if not a or not b or not (a <= b or b <= a):
        return 0.0
    alike = 2 * len(a & b) / (len(a) + len(b))
    # 公用经费预算 B 万元，支出 A 万元: what it is of is said once, before the numbers or in the formula
    return max(alike, WHOLLY_ALIKE) if name.endswith(noun) or noun.endswith(name) else alike


def _of_one_kind(seats: Sequence[tuple[Term, float]]) -> bool:
    """Whether the numbers can be divided by each other: all money, or none of them."""
    return len({t.is_money for t, _ in seats}) == 1


_TIGHTNESS = {"+": 1, "-": 1, "×": 2, "/": 2}


def _formula(tree: Node, names: Sequence[str], least: int = 0) -> str | None:
    """A tree over f1, f2 …, in the order of its names, in brackets where it binds less than `least`; None where it
    holds what such a formula cannot say."""
    match tree:
        case Name(text=text):
            return f"f{names.index(text) + 1}"
        case Number(value=value):
            return str(int(value)) if value == int(value) else None
        case Operation(sign="×", left=left, right=Number(value=value)) if value == 1:  # ×100%
            return _formula(left, names, least)
        case Operation(sign=sign, left=left, right=right):
            own = _TIGHTNESS[sign]
            one, two = _formula(left, names, own), _formula(right, names, own + 1)
            if one is None or two is None:
                return None
            told = f"{one} {'*' if sign == '×' else sign} {two}"
            return f"({told})" if own < least else told
        case _:
            return None
