"""Rates that remarks of a score table work out themselves: 24/25×100%=96%; 在用 A 万元，总额 B 万元，利用率 x%.

A quotient that the remark prints says what was divided. Where it only tells two numbers and a rate, the indicator's
own criteria must print it (利用率=在用资产/全部资产), and the words of the numbers tell which stands on which side
of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.compare import compared, judge
from pipeline.checks.scores.remark_operands import ToldNumber, counted_numbers, told_number
from pipeline.normalize.arithmetic.quotients.written_equations import written_equations
from pipeline.normalize.arithmetic.worked import Worked
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.vocabulary.formulas import evaluate_formula
from schemas.audit import Check, CheckCode, Outcome, Relation, locus_at
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report, ScoreLine
from schemas.trace import Place

_QUOTIENT = re.compile(r"(?P<above>[\u4e00-\u9fff“”()（）+＋]{2,40})[/÷](?P<below>[\u4e00-\u9fff“”()（）+＋]{2,40})")
_RATE_NAME = re.compile(r"[率度比例重]+(?:达到?|为|是|：|=)*$")
_SIZE = re.compile(r"[|｜∣]([^|｜∣]+)[|｜∣]")  # |A-B|/B
NEAR = 15  # percent points within which a rate may be worked out wrongly; else it is of something else
# A row that explains why its figures are not what counts.
_PLEADS = re.compile(r"剔除|扣除|除外|不扣分|视同|按规定不")


def remark_quotient_checks(report: Report, names: Mapping[str, str]) -> Iterator[Check]:
    """One check for each rate of a remark that its own numbers give. `names`: of the tables by id."""
    for line in report.score_lines:
        if line.measured or line.remark_box is None or "%" not in line.remark or _PLEADS.search(line.remark):
            continue
        text = squeeze(line.remark).text
        table = names.get(line.table_id, "")
        written = [w for w in written_equations(_SIZE.sub(r"(\1)", text), 0) if w.result.is_percent]
        for equation in written:
            try:
                check = _written(line, text, equation, table)
            except ZeroDivisionError:  # /(5-5)
                continue
            yield check
        for rate, above, below in () if written else _told_beside(text, find_quantities(text), line):
            yield _check(line, rate, above, below, table)


Divided = tuple[Quantity, ToldNumber, ToldNumber]


def _written(line: ScoreLine, text: str, equation: Worked, table: str) -> Check:
    """A rate against the numbers that the remark works it out from: (A-B)/B×100%=x%. It may be the size of a change."""
    reading = equation.readings[0]
    numbers = [told_number(term.quantity, text, line) for term in reading.terms]
    names = [f"f{n}" for n in range(1, len(numbers) + 1)]
    given = evaluate_formula(reading.formula, {n: x.value for n, x in zip(names, numbers, strict=True)})
    formula, shown = reading.formula, reading.formula
    mixed = len({x.figure.unit for x in numbers}) > 1
    for name, number in reversed([*zip(names, numbers, strict=True)]):
        yuan = number.figure.unit.to_yuan() if number.figure.unit.is_money and mixed else None
        formula = re.sub(rf"\b{name}\b", f"({name} * {yuan})", formula) if yuan else formula
        shown = re.sub(rf"\b{name}\b", number.figure.text, shown)
    rate = told_number(equation.result.quantity, "", line).figure
    return _held(
        line,
        rate,
        [-given if given.high < 0 < rate.value else given],
        Relation(formula=formula, figures=tuple(x.figure for x in numbers)),
        shown.replace("*", "×"),
        table,
    )


def _told_beside(text: str, quantities: Sequence[Quantity], line: ScoreLine) -> list[Divided]:
    """The one rate of a remark and its two numbers, as the criteria divide what their words name."""
    rates = [q for q in quantities if q.unit is Unit.PERCENT]
    numbers = counted_numbers(text, line)
    quotients = {(m["above"], m["below"]) for m in _QUOTIENT.finditer(squeeze(line.criteria).text)}
    if len(rates) != 1 or len(numbers) != 2 or len(quotients) != 1:
        return []
    if rates[0].bound or not _RATE_NAME.search(text[: rates[0].start]) or "率" not in line.indicator:
        return []
    ((above, below),) = quotients
    sides = [_side(n.name, above, below) for n in numbers]
    if sides[0] == sides[1] or numbers[0].figure.unit is not numbers[1].figure.unit:
        return []
    part, whole = numbers if sides[0] > sides[1] else reversed(numbers)
    given = (part.value / whole.value).times(100)
    return [(rates[0], part, whole)] if abs(rates[0].value - given.low) <= NEAR else []


def _side(name: str, above: str, below: str) -> int:
    """1 for words of what is divided, -1 for words of what divides it, 0 where they are of both or none."""
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    top, bottom = (sum(p in words for p in pairs) for words in (above, below))
    return (top > bottom) - (top < bottom)


def _check(line: ScoreLine, rate: Quantity, above: ToldNumber, below: ToldNumber, table: str) -> Check:
    return _held(
        line,
        told_number(rate, "", line).figure,
        [(above.value / below.value).times(100) if below.value.low > 0 else Interval.exactly(0)],
        Relation(formula="f1 / f2 * 100", figures=(above.figure, below.figure)),
        f"{above.figure.text} / {below.figure.text} × 100",
        table,
    )


def _held(
    line: ScoreLine, rate: Figure, expected: list[Interval], relation: Relation, formula: str, table: str
) -> Check:
    outcome = judge(rate, expected)
    return compared(
        CheckCode.RATIO,
        "stated_in_text",
        locus_at(table=table, row=line.indicator, indicator=line.indicator),
        rate,
        expected,
        [Place(page=rate.box.page, box=rate.box, text=f"{line.indicator} {line.remark}")],
        outcome=outcome if outcome is not Outcome.TRUNCATED else Outcome.CONSISTENT,
        relation=relation,
        formula=formula,
    )
