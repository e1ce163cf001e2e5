"""Amounts and rates that a sentence or a remark tells again, with a slip of the pen.

A figure that was told once in company (预算 A 万元，支出 B 万元，执行率 x%, or the row of a table) is told again in a
summary, a conclusion, a note or a remark, in other words and other company. No words have to be understood: a number
that nothing else in the report prints, beside numbers that stand in one company, and which one slip makes of a number
of that company that is not told again, is that number. One that is no slip's print must be called what that number is
called, and the others told beside it leave that number alone (last year's 支出 beside this year's 预算 and 执行率).
Where a sentence has no other number, its words must all be words of the other telling (采购完成 A 万元, of
实际采购金额). A number that comes out with others of its own sentence is right of these.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

from pipeline.checks.calculations import Spot, one_slip, spot_of
from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.same_print import one_unit_apart, same
from pipeline.checks.tables.figure_grid import FigureGrid
from pipeline.checks.texts.lines.told_rows import CLASSES_OF_AMOUNTS, CLASSES_OF_RATES
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.document import Document
from schemas.figure import Interval
from schemas.records import Report

from .companies import Company, Number, companies_of, content

_SURE_DIGITS = 5  # of an amount, where only the company does
_PLEADS = re.compile(r"剔除|扣除|不含|不包括|除外|口径|视同")
_RATE_WORDS = re.compile(r"执行|完成|支出|使用|控制|调整|利用|满意|率|比例|进度|幅度?|占|比重?")
_OF_OTHERS = re.compile(r"其余|其他|其它|另外|合计|[两三四五六七八九十]家")
# 甲与乙合计支出 N: no line's
_TOGETHER = re.compile(r"[\u4e00-\u9fff]{2}(?:、|和|与|及)[\u4e00-\u9fff]{2,10}(?:合计|共)")
_NEAR_TIMES = Decimal(2)
_NEAR_RATE = Decimal(25)  # points


def retold_number_checks(
    document: Document,
    report: Report,
    grids: Sequence[FigureGrid],
    settled: Collection[Spot],
    accused: Collection[tuple[Spot, Decimal]],
) -> Iterator[Check]:
    """One check for each number told again with a slip. `settled`: spots of numbers that other checks have judged;
    `accused`: those found wrong, with their values."""
    companies = companies_of(document, report, grids)
    known = _Known(companies)
    names = {t.table_id: t.name for t in document.tables}
    for company in companies:
        if company.table or _PLEADS.search(company.about):
            continue
        found = []
        for number in company.numbers:
            spot = spot_of(number.figure)
            judged = company.line is None and spot in settled
            if judged or (spot, number.figure.value) in accused or not _is_odd(number, company, known):
                continue
            meant = _meant(number, company, known)
            if meant is not None and (spot_of(meant[0].figure), meant[0].figure.value) not in accused:
                found.append((number, meant))
        if len(found) == 1:  # two slips in one sentence are another matter
            ((number, meant),) = found
            if company.line is None or not one_unit_apart(number.figure, meant[0].figure):
                yield _check(number, company, *meant, names)


class _Known:
    """The companies by the values of their numbers, as finely as these are printed."""

    def __init__(self, companies: Sequence[Company]) -> None:
        self.companies = companies
        self._values: dict[tuple[bool, Decimal], dict[Decimal, list[int]]] = {}

    def where(self, number: Number) -> set[int]:
        """The companies that print a number, as finely or more."""
        unit = number.figure.unit.plain_factor
        step = Decimal(1).scaleb(-number.figure.decimals) * unit
        key = (number.is_rate, step)
        if key not in self._values:
            values = self._values[key] = defaultdict(list)
            for n, company in enumerate(self.companies):
                for other in company.numbers:
                    if other.is_rate is number.is_rate:
                        values[_rounded(other.plain, step)].append(n)
        return set(self._values[key].get(_rounded(number.plain, step), ()))


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def _is_odd(number: Number, own: Company, known: _Known) -> bool:
    """Whether a marked number is told nowhere else, not more coarsely either, and comes out with none beside it."""
    if not number.kept or not number.marked or len(known.where(number)) != 1 or _TOGETHER.search(number.words):
        return False
    others = [x for x in own.numbers if x is not number]
    return not any(_comes_of(number, a, b) for a, b in permutations(others, 2))


def _comes_of(number: Number, a: Number, b: Number) -> bool:
    wanted = number.figure.interval.times(number.figure.unit.plain_factor)
    if number.is_rate:
        quotients = not (a.is_rate or b.is_rate) and b.plain
        return bool(quotients) and any(wanted.holds(x / b.plain * 100) for x in (a.plain, a.plain - b.plain))
    if a.is_rate or b.is_rate:
        pairs = ((number.plain, b.plain), (b.plain, number.plain)) if a.is_rate and not b.is_rate else ()
        given = (value for x, y in pairs if y for value in (x / y * 100, (x - y) / y * 100))
        return any(map(a.figure.interval.holds, given))
    return wanted.holds(a.plain - b.plain) or wanted.holds(a.plain + b.plain)


def _meant(number: Number, own: Company, known: _Known) -> tuple[Number, Company] | None:
    """The number that is told again, with its company; None where there is none or more than one."""
    told = {x.plain for x in own.numbers}
    ties: dict[int, list[Number]] = defaultdict(list)  # numbers told beside it, by companies that print them too
    for other in own.numbers:
        for n in known.where(other) if other is not number and other.kept and other.marked else ():
            if known.companies[n] is not own:
                ties[n].append(other)
    left = [
        (c, known.companies[n], tied)
        for n, tied in ties.items()
        for c in known.companies[n].numbers
        if c.plain not in told and c.is_rate is number.is_rate
    ]
    found = [(c, company) for c, company, tied in left if _slipped(number, c) and _fits(number, c, company, tied)]
    if not found:
        found = [(c, company) for c, company, tied in left if _stale(number, c, company, tied)]
    if len(own.numbers) == 1:
        found = [
            (c, company)
            for company in known.companies
            if company is not own
            for c in company.numbers
            if c.plain not in told and _slipped(number, c) and _all_words(number, c, company)
        ]
    values = {c.plain for c, _ in found}
    return max(found, key=lambda x: bool(x[1].table)) if len(values) == 1 else None


def _implied(number: Number, company: Company, tied: Sequence[Number]) -> bool:
    """Whether two of the numbers that are told again leave no other value for one of their company."""
    told = [
        x
        for x in company.numbers
        if x is not number and any(x.is_rate is t.is_rate and same(x.figure, t.figure) for t in tied)
    ]
    return any(_comes_of(number, a, b) for a, b in permutations(told, 2))


def _stale(number: Number, other: Number, company: Company, tied: Sequence[Number]) -> bool:
    """Whether a number that is no slip's print stands where its sentence leaves room for one value only: it is called
    what that one is called, and two others are told beside it that make that one."""
    if not other.marked or _OF_OTHERS.search(number.words) or same(number.figure, other.figure):
        return False
    if not _implied(other, company, tied):
        return False
    if number.is_rate:
        near = abs(number.plain - other.plain) <= _NEAR_RATE
    else:
        near = 1 / _NEAR_TIMES <= number.plain / other.plain <= _NEAR_TIMES
    return near and _class_of(number) is not None and _class_of(number) == _class_of(other)


def _class_of(number: Number) -> str | None:
    """What the words of a number say that it measures; None where they say nothing."""
    classes = CLASSES_OF_RATES if number.is_rate else CLASSES_OF_AMOUNTS
    words = number.words
    return next((name for name, said, named in classes if said.search(words) or named.search(words)), None)


def _slipped(number: Number, other: Number) -> bool:
    """Whether one slip of the pen, or another unit behind the same digits, makes the one of the other."""
    if number.is_rate is not other.is_rate or not other.marked:
        return False
    near = abs(other.plain) <= abs(number.plain) * 10 and abs(number.plain) <= abs(other.plain) * 10
    if not (near or number.figure.value == other.figure.value) or same(number.figure, other.figure):
        return False  # not as many digits: most pairs that are asked about
    if number.is_rate:
        return number.figure.decimals == other.figure.decimals and one_slip(
            number.figure, Interval.exactly(other.figure.value)
        )
    if number.figure.value == other.figure.value and number.figure.unit is not other.figure.unit:
        return True
    yuan = number.figure.unit.to_yuan()
    return one_slip(number.figure, Interval.exactly(other.plain / yuan)) if yuan else False


def _fits(number: Number, other: Number, company: Company, tied: Sequence[Number]) -> bool:
    """Whether words allow two numbers of one company to be one: they must agree where few digits tell and the others
    that are told leave it open."""
    own = content(number.words)
    by_rate_alone = all(t.is_rate for t in tied)  # 占 8.43% and 结余率 8.43% are two by chance
    if not (number.is_rate or by_rate_alone) and (len(own) < 2 or number.digits >= _SURE_DIGITS):
        return True
    if _implied(other, company, tied):
        return not number.is_rate or _class_of(number) in (None, _class_of(other))
    return any(pair in other.words + ("" if number.is_rate else company.about) for pair in _pairs(own))


def _all_words(number: Number, other: Number, company: Company) -> bool:
    """Whether the words that name a number are all words of the other telling, and say of what it is."""
    own = content(number.words)
    subject = _RATE_WORDS.sub("", own) if number.is_rate and "满意" not in own else own
    return len(subject) > 1 and set(own) <= set(other.words + company.about)


def _pairs(words: str) -> list[str]:
    return [words[i : i + 2] for i in range(len(words) - 1)]


def _check(number: Number, own: Company, meant: Number, company: Company, names: dict[str, str]) -> Check:
    both = number.figure.unit.is_money
    printed = meant.figure.in_unit(number.figure.unit) if both else meant.figure
    expected = [Interval.exactly(printed.value)]
    line = own.line
    if line is not None:
        locus = locus_at(table=names.get(line.table_id, ""), row=line.indicator, indicator=line.indicator)
        return compared(
            CheckCode.SAME_FIGURE, "remark", locus, number.figure, expected, [number.place, meant.place],
            outcome=Outcome.INCONSISTENT, relation=sum_relation([printed]),
        )  # fmt: skip
    return compared(
        CheckCode.SAME_FIGURE,
        ("text_and_table" if company.table else "two_sentences")
        + ("_last_digit" if one_unit_apart(number.figure, meant.figure) else ""),
        locus_at(row=company.label, column=meant.words) if company.table else locus_at(row=number.words),
        number.figure,
        expected,
        [number.place, meant.place],
        outcome=Outcome.INCONSISTENT,
        relation=sum_relation([printed]),
        other=meant.figure.text,
        where=company.table,
        page=str(meant.figure.box.page),
        quote=meant.place.text,
    )
