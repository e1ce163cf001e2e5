"""When is a printed figure wrong? The one place that decides (contract.md, "When is a printed figure wrong?").

The idea is that of XBRL Calculations 1.1: a printed number stands for an interval, and two numbers contradict each
other only when no values in their intervals agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from pipeline.vocabulary.formulas import evaluate_formula
from schemas.audit import Check, CheckCode, Locus, Outcome, Relation
from schemas.figure import Figure, Interval, Unit
from schemas.trace import Place, Trace
from schemas.trusted import trusted

_BARE_ZERO_RATE = Interval(low=Decimal("-0.5"), high=Decimal("0.5"))


def values_of(figure: Figure) -> Interval:
    """The values a printed figure stands for: a bare `0` in a rate column is a rate rounded to whole percents."""
    if figure.exact and figure.value == 0 and figure.unit is Unit.PERCENT and "0" in figure.text:
        return _BARE_ZERO_RATE
    return figure.interval


def judge(reported: Figure, expected: Iterable[Interval]) -> Outcome:
    """Hold a printed figure against the intervals that admissible readings of its formula leave (in its unit).

    `consistent` if any reading meets it, `truncated` if one does once digits are taken as cut off, else
    `inconsistent`.
    """
    readings = list(expected)
    printed = values_of(reported)
    if any(printed.meets(e) for e in readings):
        return Outcome.CONSISTENT
    if any(_cut_from(reported, e) for e in readings):
        return Outcome.TRUNCATED
    return Outcome.INCONSISTENT


def _cut_from(reported: Figure, expected: Interval) -> bool:
    """Whether cutting digits off a value of `expected` gives the print: 7.99 gives 7, but 8 does not."""
    cut = reported.interval_if_cut
    far = cut.high if reported.value >= 0 else cut.low
    return cut.meets(expected) and expected != Interval.exactly(far)


def face_value(formula: str, figures: Mapping[str, Figure]) -> Decimal | None:
    """What a formula gives for figures taken as printed; None where it divides by zero."""
    try:
        return evaluate_formula(formula, {name: Interval.exactly(f.value) for name, f in figures.items()}).low
    except ZeroDivisionError:
        return None


def compared(
    code: CheckCode,
    variant: str,
    locus: Locus,
    reported: Figure,
    expected: Sequence[Interval],
    inputs: Iterable[Place],
    *,
    outcome: Outcome | None = None,
    nominals: Sequence[Decimal] = (),
    trace: Callable[[], Trace] | None = None,
    relation: Relation | None = None,
    **fields: str,
) -> Check:
    """A Check that compares a printed figure with what its readings leave. The first reading is the one reported. A
    rate that has a note (-4.1%①: what it leaves out) is not accused.

    `nominals` are needed only where the middle of an interval is not what the printed figures give (quotients). `trace`
    is made only where something may be told of the figure: few are not as they should be.
    """
    outcome = outcome or judge(reported, expected)
    if outcome is Outcome.INCONSISTENT and code is CheckCode.RATIO and _NOTE.search(reported.text):
        return not_checkable(code, variant, locus, reported, "a note says what the figure leaves out")
    if outcome is Outcome.INCONSISTENT and code is CheckCode.RATIO and _cut_at_all(reported, expected, locus):
        return not_checkable(code, variant, locus, reported, "more than all of it may be told as all of it")
    return trusted(
        Check,
        code=code,
        variant=variant,
        locus=locus,
        outcome=outcome,
        reported=reported,
        expected_low=expected[0].low,
        expected_high=expected[0].high,
        nominals=tuple(nominals) or ((expected[0].low + expected[0].high) / 2,),
        inputs=tuple(inputs),
        reason="",
        trace=trace() if trace is not None and outcome is not Outcome.CONSISTENT else None,
        relation=relation,
        fields=fields,
    )


def _cut_at_all(reported: Figure, expected: Sequence[Interval], locus: Locus) -> bool:
    """目标 900，完成 993，完成率 100%: many editions count no aim for more than reached. Of what was spent it is no
    reading: nobody spends more than all."""
    whole = reported.unit is Unit.PERCENT and reported.value == ALL
    return whole and min(e.low for e in expected) > ALL and bool(_REACHED.search(locus.row + locus.column))


ALL = Decimal(100)
_REACHED = re.compile(r"(?:完成|达成|实现|达标|覆盖|到位|落实)(?:率|度|比例|情况)")
_NOTE = re.compile(r"[①-⑳⑴-⒇]")
_WORD = re.compile(r"\w+")


def relation_of(formula: str, figures: Mapping[str, Figure]) -> Relation:
    """The relation of a formula whose names are those of `figures`."""
    place = {name: f"f{number}" for number, name in enumerate(figures, 1)}
    formula = _WORD.sub(lambda word: place.get(word[0], word[0]), formula)
    return trusted(Relation, formula=formula, figures=tuple(figures.values()))


def sum_relation(figures: Iterable[Figure]) -> Relation:
    """The relation of a figure that is the sum of others."""
    every = tuple(figures)
    return trusted(Relation, formula=" + ".join(f"f{n}" for n in range(1, len(every) + 1)), figures=every)


def not_checkable(code: CheckCode, variant: str, locus: Locus, reported: Figure | None, reason: str) -> Check:
    """A check that accuses nobody: `reason` says why it cannot be told."""
    return Check(
        code=code, variant=variant, locus=locus, outcome=Outcome.NOT_CHECKABLE, reported=reported, reason=reason
    )


def prints_a_number(figure: Figure) -> bool:
    """Whether a cell prints a number: a dash in a column of rates, or where parts come to something, says that none is
    given, not that it is nothing."""
    return any(char.isdigit() for char in figure.text)
