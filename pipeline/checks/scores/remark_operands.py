"""Amounts and counts that remarks of a score table restate (在职 60 人，编制 64 人), against what the score needed.

The rule of an indicator says which figures of the report its score needs. A remark that gives some of them, or the
rate that they make, and one number more that is none of them, but that one slip of the pen makes of the one that is
left, has that slip. What is left between two of them (空编 4 人, 闲置 A 万元) is held against their difference. Numbers
that prove nothing of this kind say something else, and accuse nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from pipeline.checks.calculations import one_slip
from pipeline.checks.compare import compared
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.rules.figures import Figures
from pipeline.vocabulary.formulas import inputs_of
from pipeline.vocabulary.metrics import load_metrics, metric_named
from pipeline.vocabulary.names import name_key
from schemas.audit import Check, CheckCode, IndicatorScore, Outcome, locus_at
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report, ScoreLine
from schemas.rubric import MetricRef
from schemas.slips import LeastDigits, is_count_slip
from schemas.trace import Place, Trace

_REST = re.compile(r"空编|缺编|空缺|闲置|剩余|结余|节约|未|少|低于|差额?|尚余")
_ELSE = re.compile(r"上年|去年|目标|应|扣|其中|新增|[一二三四]季度|\d月|上半年|同比|环比")
_LEAD = re.compile(r"[^，。；：、()（）]*$")
_HUNDRED = Decimal(100)  # yuan
_COUNT, _ANY_COUNT = LeastDigits(changed=2, swapped=2), LeastDigits(changed=1, swapped=2)


@dataclass(frozen=True)
class ToldNumber:
    """A number of a remark with the words before it in its clause; `value` in yuan, where it is an amount."""

    figure: Figure
    value: Interval
    name: str


def remark_operand_checks(
    report: Report, scores: Sequence[IndicatorScore], names: Mapping[str, str]
) -> Iterator[Check]:
    """One check for each number of a remark that is a slip of a figure its indicator was scored by. `names`: of the
    tables by id."""
    stated = Figures(report, "widest")
    steps = {name_key(s.indicator): s.trace for s in scores}
    for line in report.score_lines:
        trace = steps.get(name_key(line.indicator))
        if trace is None or line.measured or line.remark_box is None:
            continue
        text = squeeze(line.remark).text
        operands = _operands(trace, stated, line) if any(map(str.isdigit, text)) else []
        if operands:
            yield from _checks(line, text, operands, names.get(line.table_id, ""))


def _operands(trace: Trace, stated: Figures, line: ScoreLine) -> list[Trace]:
    """What the rates of a score were divided from, by the trace or by the formula of their metric: amounts and counts
    that the report states outside the indicator's own row."""
    found = [t for t in trace.walk() if not t.children]
    for rate in (t for t in trace.walk() if t.unit is Unit.PERCENT):
        metric = metric_named(rate.label)
        formula = load_metrics()[metric].formula if metric else ""
        known = [stated.resolve(MetricRef(metric=name)) for name in inputs_of(formula)] if formula else []
        found += [r.trace.model_copy(update={"value": Interval.exactly(r.nominal)}) for r in known if r.nominal]
    kept = [t for t in found if t.value and t.value.low > 0 and t.places and not t.likely and _is_operand(t, line)]
    return list({(t.label, t.value.low): _as_printed(t, t.value) for t in kept if t.value}.values())


def _as_printed(step: Trace, value: Interval) -> Trace:
    """An amount that may have been rounded to a hundredth of 万元 with all that it can stand for."""
    rounded = step.unit.is_money and value.is_exact and value.low % _HUNDRED == 0
    half = Interval(value.low - _HUNDRED / 2, value.low + _HUNDRED / 2)
    return step.model_copy(update={"value": half}) if rounded else step


def _is_operand(step: Trace, line: ScoreLine) -> bool:
    own = any(p.box == line.remark_box for p in step.places)
    return not own and step.unit not in (Unit.PERCENT, Unit.POINTS)


def _checks(line: ScoreLine, text: str, operands: Sequence[Trace], table: str) -> Iterator[Check]:
    quantities = find_quantities(text)
    rates = [q for q in quantities if q.unit is Unit.PERCENT]
    told = counted_numbers(text, line)
    met = {t.value for t in operands if t.value and any(n.value.meets(t.value) for n in told)}
    left = [t for t in operands if t.value not in met]
    odd = [n for n in told if not any(t.value and n.value.meets(t.value) for t in operands)]
    if len(odd) != 1 or _ELSE.search(odd[0].name) or _proves_itself(rates, told):
        return
    number = odd[0]
    if _REST.search(number.name):
        yield from _rest(line, number, operands, table)
        return
    values = [t.value for t in operands if t.value is not None]
    proven = met or any(_is_rate(rate, a, b) for rate in rates for a, b in combinations(values, 2))
    meant = [t for t in left if t.value and _one_kind(number, t) and _slipped(number.figure, t.value)]
    if proven and len(meant) == 1 and meant[0].value is not None:
        yield _failed(line, number, meant[0], meant[0].value, table)


def _rest(line: ScoreLine, number: ToldNumber, operands: Sequence[Trace], table: str) -> Iterator[Check]:
    """闲置 A 万元, 比编制少 B 人: what one operand leaves of another, where only two are of its kind."""
    pair = [t for t in operands if _one_kind(number, t) and t.value is not None]
    if len(pair) != 2 or pair[0].value is None or pair[1].value is None:
        return
    small, large = sorted((pair[0].value, pair[1].value), key=lambda v: v.low)
    expected = large - small
    if not number.value.meets(expected) and _slipped(number.figure, expected, _ANY_COUNT):
        yield _failed(line, number, pair[0], expected, table)


def _proves_itself(rates: Sequence[Quantity], told: Sequence[ToldNumber]) -> bool:
    """Whether numbers of the remark give its rate: it is then of these, whatever the report counts."""
    values = [n.value for n in told]
    return any(_is_rate(rate, a, b) for rate in rates for a, b in combinations(values, 2))


def counted_numbers(text: str, line: ScoreLine) -> list[ToldNumber]:
    """The amounts and counts of a remark (`text` squeezed) that state something: no rates, points, limits, words."""
    found = []
    for q in find_quantities(text):
        if q.value > 0 and q.is_plain and q.unit not in (Unit.PERCENT, Unit.POINTS):
            found.append(told_number(q, text, line))
    return found


def told_number(quantity: Quantity, text: str, line: ScoreLine) -> ToldNumber:
    """A number of a row's remark as a figure with the words of its clause."""
    assert line.remark_box is not None  # the caller has looked
    unit = quantity.unit or Unit.NONE
    figure = Figure(
        value=quantity.value,
        decimals=quantity.decimals,
        unit=unit,
        text=f"{quantity.value:f}",
        boxes=(line.remark_box,),
        exact=not unit.is_money and unit is not Unit.PERCENT and not quantity.decimals,
    )
    lead = _LEAD.search(text[: quantity.start])
    tail = re.match(r"[^，。；：、()（）\d]*", text[quantity.end :])
    value = figure.interval.times(unit.to_yuan()) if unit.is_money else figure.interval
    return ToldNumber(figure, value, (lead.group() if lead else "") + (tail.group() if tail else ""))


def _one_kind(number: ToldNumber, step: Trace) -> bool:
    unit = number.figure.unit
    return unit.is_money == step.unit.is_money and (unit.is_money or step.unit in (unit, Unit.NONE) or not unit)


def _slipped(figure: Figure, expected: Interval, least: LeastDigits = _COUNT) -> bool:
    """Whether one slip makes the number of what was expected."""
    if figure.unit.is_money:
        yuan = figure.unit.to_yuan()
        return one_slip(figure, Interval.exactly((expected.low + expected.high) / 2 / yuan))
    return expected.is_exact and not figure.decimals and is_count_slip(figure.value, expected.low, least)


def _is_rate(rate: Quantity, one: Interval, other: Interval) -> bool:
    printed = Interval.rounded_to(rate.value, rate.decimals)
    return any((above / below).times(100).meets(printed) for above, below in ((one, other), (other, one)))


def _failed(line: ScoreLine, number: ToldNumber, found: Trace, expected: Interval, table: str) -> Check:
    unit = number.figure.unit
    if unit.is_money:
        expected = Interval(expected.low / unit.to_yuan(), expected.high / unit.to_yuan())
    box = number.figure.box
    return compared(
        CheckCode.SAME_FIGURE,
        "remark",
        locus_at(table=table, row=line.indicator, column=found.label, indicator=line.indicator),
        number.figure,
        [expected],
        [Place(page=box.page, box=box, text=f"{line.indicator} {line.remark}"), *found.all_places()],
        outcome=Outcome.INCONSISTENT,
        trace=lambda: found,
    )
