"""The calculation of a score as rows of a sheet, with live formulas wherever they give what the audit gave.

Each step of a trace becomes a row: inputs are values with their page, steps above them formulas over the rows below.
A formula is only written when its value, worked out here from the same cells, agrees with the step's value; else the
value itself stands there. So a formula in the workbook can be trusted, and nothing is lost where none is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from pipeline.export.finished_run import FinishedScore
from pipeline.export.workbook_rule import Live, gate_scores, points_for
from schemas.trace import Trace

_NEAR = Decimal("0.0000001")
_TOKEN = re.compile(r"\s*([()+*/×÷－-]|\d+(?:\.\d+)?|[^\s()+*/×÷－-]+)")
_CAP = re.compile(r"合计不超过(\d+(?:\.\d+)?)分")


@dataclass(slots=True)
class Step:
    """A row: `low` and `high` are constants or formulas, None where the step has no value."""

    row: int
    depth: int
    trace: Trace
    children: list[Step] = field(default_factory=list)
    low: Live | None = None
    high: Live | None = None
    is_formula: bool = False

    @property
    def walk(self) -> Iterator[Step]:
        yield self
        for child in self.children:
            yield from child.walk


def steps_of(score: FinishedScore, first_row: int, columns: tuple[str, str]) -> Step:
    """The calculation of a score laid out from `first_row` (1 is the first row of the sheet); `columns` are the letters
    of the columns for the lower and upper value."""
    root, _ = _laid(score.trace, first_row, 0)
    _fill(root, score, columns)
    return root


def _laid(trace: Trace, row: int, depth: int) -> tuple[Step, int]:
    step = Step(row, depth, trace)
    row += 1
    for child in trace.children:
        below, row = _laid(child, row, depth + 1)
        step.children.append(below)
    return step, row


def _fill(step: Step, score: FinishedScore, columns: tuple[str, str]) -> None:
    for child in step.children:
        _fill(child, score, columns)
    value = step.trace.value
    if value is None:
        return
    low, high = value.low, value.high
    for a, b in _candidates(step, score, columns):
        for one, other in ((a, b), (_held(a, score), _held(b, score))):
            if _fits(one.value, other.value, low, high, is_points=step.trace.unit.value == "points"):
                step.low, step.high, step.is_formula = one, other, True
                return
    step.low, step.high = Live("", low), Live("", high)


def _fits(a: Decimal, b: Decimal, low: Decimal, high: Decimal, *, is_points: bool) -> bool:
    """Points must come out as they did; a rate may lie anywhere in what rounding of its figures allows."""
    if is_points:
        return abs(a - low) < _NEAR and abs(b - high) < _NEAR
    return low - _NEAR <= a <= high + _NEAR and low - _NEAR <= b <= high + _NEAR


def _held(live: Live, score: FinishedScore) -> Live:
    if score.weight is None:
        return live
    value = max(Decimal(0), min(score.weight, live.value))
    return Live(f"MAX(0,MIN({score.weight},{live.text}))", value)


def _cells(step: Step, columns: tuple[str, str]) -> tuple[Live, Live] | None:
    if step.low is None or step.high is None:
        return None
    return (
        Live(f"{columns[0]}{step.row}", step.low.value),
        Live(f"{columns[1]}{step.row}", step.high.value),
    )


def _candidates(step: Step, score: FinishedScore, columns: tuple[str, str]) -> Iterator[tuple[Live, Live]]:
    """Formulas that may tell this step, the most telling first."""
    known = [(child, cells) for child in step.children if (cells := _cells(child, columns))]
    if not known:
        return
    if step.trace.unit.value != "points":
        yield from _computed(step, known)
        return
    for child, (low, high) in known:
        name = child.trace.label
        for at_low, at_high in product(
            tuple(points_for(score.rule, name, low)), tuple(points_for(score.rule, name, high))
        ):
            yield (at_low, at_high) if at_low.value <= at_high.value else (at_high, at_low)
    yield from _gated(step, score, known)
    if len(known) == len(step.children):
        yield from _summed(step, known)
    last = known[-1][1]
    yield last
    lows, highs = (",".join(cells[end].text for _, cells in known) for end in (0, 1))
    yield (
        Live(f"MIN({lows})", min(cells[0].value for _, cells in known)),
        Live(f"MAX({highs})", max(cells[1].value for _, cells in known)),
    )


def _summed(step: Step, known: list[tuple[Step, tuple[Live, Live]]]) -> Iterator[tuple[Live, Live]]:
    cap = _CAP.search(step.trace.formula)
    ends = []
    for end in (0, 1):
        text = "+".join(cells[end].text for _, cells in known)
        value = sum((cells[end].value for _, cells in known), Decimal(0))
        if cap:
            text, value = f"MIN({cap[1]},{text})", min(Decimal(cap[1]), value)
        ends.append(Live(text, value))
    yield ends[0], ends[1]


def _gated(
    step: Step, score: FinishedScore, known: list[tuple[Step, tuple[Live, Live]]]
) -> Iterator[tuple[Live, Live]]:
    """A score under a condition that a person must judge: anything from the condition's score to the rule's."""
    if len(step.children) != 2 or step.children[0].trace.value is not None:
        return
    low, high = known[-1][1]
    for points in gate_scores(score.rule):
        yield (
            Live(f"MIN({low.text},{points})", min(low.value, points)),
            Live(f"MAX({high.text},{points})", max(high.value, points)),
        )


def _computed(step: Step, known: list[tuple[Step, tuple[Live, Live]]]) -> Iterator[tuple[Live, Live]]:
    if step.trace.formula.startswith("∑") and len(known) >= 2:
        parts = [cells[0] for child, cells in known if child.trace.label != step.trace.label]
        value = sum((p.value for p in parts), Decimal(0)) / len(parts)
        live = Live(f"AVERAGE({','.join(p.text for p in parts)})", value)
        yield live, live
        return
    names = [(child.trace.label, cells[0]) for child, cells in known if child.trace.label != step.trace.label]
    made = _arithmetic(step.trace.formula, names)
    if made is not None:
        yield made, made


def _arithmetic(formula: str, names: list[tuple[str, Live]]) -> Live | None:
    """`实际支出 / 预算 × 100` over cells, or None where it names something that is not there."""
    tokens = [t.replace("×", "*").replace("÷", "/").replace("－", "-") for t in _TOKEN.findall(formula)]
    lives: list[str | Live] = []
    for token in tokens:
        if token in "()+-*/":
            lives.append(token)
        elif re.fullmatch(r"\d+(\.\d+)?", token):
            lives.append(Live(token, Decimal(token)))
        else:
            found = next((live for label, live in names if label == token), None)
            found = found or next((live for label, live in names if label.endswith(token)), None)
            if found is None:
                return None
            lives.append(found)
    if len(lives) < 3:
        return None
    try:
        value, rest = _sum(lives)
    except (ZeroDivisionError, IndexError, ArithmeticError):
        return None
    return None if rest else Live("".join(x if isinstance(x, str) else x.text for x in lives), value)


def _sum(tokens: list[str | Live]) -> tuple[Decimal, list[str | Live]]:
    value, rest = _product(tokens)
    while rest and rest[0] in ("+", "-"):
        more, after = _product(rest[1:])
        value, rest = (value + more if rest[0] == "+" else value - more), after
    return value, rest


def _product(tokens: list[str | Live]) -> tuple[Decimal, list[str | Live]]:
    value, rest = _atom(tokens)
    while rest and rest[0] in ("*", "/"):
        more, after = _atom(rest[1:])
        value, rest = (value * more if rest[0] == "*" else value / more), after
    return value, rest


def _atom(tokens: list[str | Live]) -> tuple[Decimal, list[str | Live]]:
    first, rest = tokens[0], tokens[1:]
    if isinstance(first, Live):
        return first.value, rest
    if first == "(":
        value, rest = _sum(rest)
        return value, rest[1:]
    raise ArithmeticError(f"unexpected {first}")
