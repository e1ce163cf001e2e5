"""The `rule` column read back into arithmetic, so that a spreadsheet can carry it out.

The line is written by `pipeline.rules.describe`; only its parts about one metric are read here (bands, shares,
deductions, interpolations). What does not read as one of them is left alone: the workbook then shows the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple


class Live(NamedTuple):
    """A spreadsheet expression and the value it has."""

    text: str
    value: Decimal


_EXCEL_SIGNS = {"≤": "<=", "≥": ">="}
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_SIGN = "(<|>|≤|≥|=)"
_BAND = re.compile(rf"^(?:{_NUMBER}%?(<|≤))?([^<>≤≥=\d].*?)(?:{_SIGN}{_NUMBER}%?)? 得{_NUMBER}分$")
_OTHERWISE = re.compile(rf"^其他得{_NUMBER}分$")
_SHARE = re.compile(rf"^(.+?)(?:/{_NUMBER}%?)?×{_NUMBER}分(?:，最高{_NUMBER}分)?$")
_DEDUCTION = re.compile(
    rf"^{_NUMBER}分，(.+?)(超出|低于){_NUMBER}%?每{_NUMBER}个百分点扣{_NUMBER}分(?:，扣完为止|，最低{_NUMBER}分)$"
)
_COUNT = re.compile(rf"^{_NUMBER}分，(.+?)扣{_NUMBER}分，最低{_NUMBER}分$")
_KNOTS = re.compile(r"^(.+?)线性插值：(.+)$")
_KNOT = re.compile(rf"^{_NUMBER}%?→{_NUMBER}分$")
_GATE = re.compile(rf"^若(.+?)得{_NUMBER}分，否则 ")
_READING = re.compile(r"^（[^）]*）")


def points_for(rule: str, metric: str, cell: Live) -> Iterator[Live]:
    """Points that parts of `rule` about `metric` give for the value in `cell`: one expression per part."""
    for part in _parts(rule):
        found = (
            _bands(part, metric, cell)
            or _share(part, metric, cell)
            or _deduction(part, metric, cell)
            or _count(part, metric, cell)
            or _knots(part, metric, cell)
        )
        if found is not None:
            yield found
            uncapped = _share(part, metric, cell, capped=False)
            if uncapped is not None and uncapped.value != found.value:
                yield uncapped  # no maximum printed: the reading in which only the whole is capped


def gate_scores(rule: str) -> Iterator[Decimal]:
    """Scores that conditions of `rule` set (若…得0分，否则 …)."""
    for part in re.split(r" 或 |(?<=\])\s\+\s(?=\[)", rule):
        found = _GATE.match(_READING.sub("", part).lstrip("["))
        if found:
            yield Decimal(found[2])


def _parts(rule: str) -> Iterator[str]:
    """The single-metric parts of a rule: sums, readings and conditions taken apart."""
    for option in rule.split(" 或 "):
        option = _READING.sub("", option)
        for part in re.split(r"(?<=\])\s\+\s(?=\[)", option):
            part = part.strip().removeprefix("[").removesuffix("]")
            while gate := _GATE.match(part):
                part = part[gate.end() :].removeprefix("[")
            yield from (p.removeprefix("[").removesuffix("]") for p in re.split(r"\]\s\+\s\[", part))


def _bands(part: str, metric: str, cell: Live) -> Live | None:
    tests: list[tuple[str, bool, Decimal]] = []
    otherwise: Decimal | None = None
    for piece in part.split("；"):
        rest = _OTHERWISE.match(piece)
        if rest:
            otherwise = Decimal(rest[1])
            continue
        found = _BAND.match(piece)
        if found is None or found[3] != metric:
            return None
        conditions = []
        if found[1]:
            conditions.append(_compared(cell, {"<": ">", "≤": "≥"}[found[2]], Decimal(found[1])))
        if found[4]:
            conditions.append(_compared(cell, found[4], Decimal(found[5])))
        if not conditions:
            return None
        text = conditions[0][0] if len(conditions) == 1 else f"AND({','.join(c[0] for c in conditions)})"
        tests.append((text, all(c[1] for c in conditions), Decimal(found[6])))
    if not tests:
        return None
    value = next((points for _, holds, points in tests if holds), otherwise)
    if value is None:
        return None
    text = f"{otherwise}" if otherwise is not None else "NA()"
    for test, _, points in reversed(tests):
        text = f"IF({test},{points},{text})"
    return Live(text, value)


def _compared(cell: Live, sign: str, threshold: Decimal) -> tuple[str, bool]:
    holds = {
        "<": cell.value < threshold,
        ">": cell.value > threshold,
        "≤": cell.value <= threshold,
        "≥": cell.value >= threshold,
        "=": cell.value == threshold,
    }[sign]
    return f"{cell.text}{_EXCEL_SIGNS.get(sign, sign)}{threshold}", holds


def _share(part: str, metric: str, cell: Live, *, capped: bool = True) -> Live | None:
    found = _SHARE.match(part)
    if found is None or found[1] != metric or not (capped or found[4] is None):
        return None
    full, points = Decimal(found[2] or 100), Decimal(found[3])
    if not capped:
        return Live(f"MAX(0,{cell.text}/{full}*{points})", max(Decimal(0), cell.value / full * points))
    most = Decimal(found[4]) if found[4] else points
    value = max(Decimal(0), min(most, cell.value / full * points))
    return Live(f"MAX(0,MIN({most},{cell.text}/{full}*{points}))", value)


def _deduction(part: str, metric: str, cell: Live) -> Live | None:
    found = _DEDUCTION.match(part)
    if found is None or found[2] != metric:
        return None
    points, threshold, step, each = (Decimal(found[i]) for i in (1, 4, 5, 6))
    floor = Decimal(found[7] or 0)
    over = cell.value - threshold if found[3] == "超出" else threshold - cell.value
    difference = f"{cell.text}-{threshold}" if found[3] == "超出" else f"{threshold}-{cell.text}"
    value = max(floor, points - each * max(Decimal(0), over / step))
    return Live(f"MAX({floor},{points}-{each}*MAX(0,({difference})/{step}))", value)


def _count(part: str, metric: str, cell: Live) -> Live | None:
    found = _COUNT.match(part)
    if found is None or found[2] != metric:
        return None
    points, each, floor = (Decimal(found[i]) for i in (1, 3, 4))
    return Live(f"MAX({floor},{points}-{each}*{cell.text})", max(floor, points - each * cell.value))


def _knots(part: str, metric: str, cell: Live) -> Live | None:
    found = _KNOTS.match(part)
    if found is None or found[1] != metric:
        return None
    given = [_KNOT.match(knot) for knot in found[2].split("、")]
    knots = [(Decimal(k[1]), Decimal(k[2])) for k in given if k]
    if len(knots) != len(given) or len(knots) < 2:
        return None
    text, value = str(knots[-1][1]), knots[-1][1]
    for (x0, y0), (x1, y1) in reversed(list(pairwise(knots))):
        line = f"{y0}+({y1 - y0})*({cell.text}-{x0})/{x1 - x0}"
        text = f"IF({cell.text}<={x1},{line},{text})"
        if cell.value <= x1:
            value = y0 + (y1 - y0) * (cell.value - x0) / (x1 - x0)
    if cell.value <= knots[0][0]:
        value = knots[0][1]
    return Live(f"IF({cell.text}<={knots[0][0]},{knots[0][1]},{text})", value)
