"""What a sentence's figure should be, from the finer prints of coarse figures beside it: 占支出5.71亿元的41.89%, where
a table prints these 5.71亿元 as 57,061.36万元.

Whether a figure is wrong is told from the sentence alone; only the value that it should have is worked out from the
finer prints, as a reader would who looks it up. A coarse figure that several cells round to stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from pipeline.checks.compare import face_value
from pipeline.findings.meanings.printed_numbers import Printed, PrintedNumbers
from pipeline.normalize.narrative.reading.measures import MONEY
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Unit
from schemas.trusted import changed

_WORKED_OUT = frozenset({CheckCode.RATIO, CheckCode.DIFFERENCE, CheckCode.SUM})
_COARSE = 4  # significant digits, at most
_FINER = 20  # times
_SHOWN = {Unit.YUAN: "", Unit.WAN_YUAN: "万", Unit.YI_YUAN: "亿"}  # as formulas print figures


def with_finer_inputs(check: Check, printed: Callable[[], PrintedNumbers]) -> Check:
    """A failed check of a sentence with its expected value from finer prints; any other as it is."""
    if check.outcome is not Outcome.INCONSISTENT or check.code not in _WORKED_OUT or check.locus.table:
        return check
    if check.relation is None or check.reported is None or len(check.nominals) != 1:
        return check
    figures = check.relation.figures
    coarse = [f for f in figures if f.unit.is_money and not f.exact and f.significant_digits <= _COARSE]
    if not coarse:
        return check
    cells = [p for p in printed().in_tables if p.measure == MONEY]
    finer = {id(f): found for f in coarse if (found := _finer(f, cells)) is not None}
    new = _worked_out(check, {n: finer.get(id(f), f) for n, f in enumerate(figures, 1)})
    if not finer or new is None or check.reported.interval.holds(new):
        return check
    fields = dict(check.fields)
    for figure in coarse:
        if id(figure) in finer and "formula" in fields:
            fields["formula"] = fields["formula"].replace(_shown(figure), _shown(finer[id(figure)]))
    return changed(check, nominals=(new,), fields=fields)


def _finer(figure: Figure, cells: list[Printed]) -> Figure | None:
    """The one amount that tables print within what a coarse figure stands for, in its unit."""
    factor = figure.unit.to_yuan()
    values = figure.interval.times(factor)
    width = values.high - values.low
    inside = {
        (c.values.low + c.values.high) / 2
        for c in cells
        if values.low <= c.values.low and c.values.high <= values.high
        if (c.values.high - c.values.low) * _FINER <= width
    }
    if len(inside) != 1:
        return None
    value = (inside.pop() / factor).normalize()
    decimals = max(0, -int(value.as_tuple().exponent))
    return figure.model_copy(update={"value": value, "decimals": decimals, "text": f"{value:,f}"})


def _worked_out(check: Check, figures: Mapping[int, Figure]) -> Decimal | None:
    """What the check's formula gives, in the units in which it gives what the check says of its own figures."""
    assert check.relation is not None
    names = {f"f{n}": f for n, f in enumerate(check.relation.figures, 1)}
    for in_yuan in (False, True):
        if _value(check, names, in_yuan) == check.nominals[0]:
            return _value(check, {f"f{n}": f for n, f in figures.items()}, in_yuan)
    return None


def _value(check: Check, figures: Mapping[str, Figure], in_yuan: bool) -> Decimal | None:
    assert check.relation is not None
    if in_yuan:
        figures = {n: f.in_unit(Unit.YUAN) if f.unit.is_money else f for n, f in figures.items()}
    return face_value(check.relation.formula, figures)


def _shown(figure: Figure) -> str:
    return f"{figure.text.rstrip('万亿元')}{_SHOWN.get(figure.unit, '')}"
