"""The rate by which a row works out its own score: 得分：11208/11608×3, 95.00%×10分=9.50分.

The other factor must be the indicator's weight. What the row multiplies is a rate of its own making: likely the one
that the rule asks for, so that a score which does not follow from it is asked about and not accused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from pipeline.rules.printed.text import plain
from pipeline.rules.printed.words import NUMBER
from pipeline.rules.resolved import Resolved, metric_label
from schemas.figure import Interval, Unit
from schemas.records import ScoreLine
from schemas.rubric import MetricRef
from schemas.trace import Place, trace_step

_N = NUMBER
_COUNTED = r"[\u4e00-\u9fff]{0,3}"
_RATE = rf"\(*(?:(?P<above>{_N}){_COUNTED}/(?P<below>{_N}){_COUNTED}\)?(?:×100%)?|(?P<rate>{_N})%)\)*"
_WORKED = (
    re.compile(rf"(?<![\d.+\-/×%]){_RATE}×(?P<points>{_N})分?(?![\d.%+\-/×])"),
    re.compile(rf"(?<![\d.+\-/×%])(?P<points>{_N})分?×{_RATE}(?![\d.%+\-/×])"),
)
_HALF, _HUNDRED = Decimal("0.5"), Decimal(100)
_NOTE = "按得分说明中的算式"


def worked_rate(ref: MetricRef, line: ScoreLine, cells: Iterable[ScoreLine]) -> Resolved | None:
    """The rate that the row's cells multiply by its weight; None where they do not, or by several."""
    if line.weight is None or ref.period or ref.measure:
        return None
    found = {}
    for cell in cells:
        if "×" not in (text := plain(cell.remark)) or cell.remark_box is None:
            continue
        for pattern in _WORKED:
            for match in pattern.finditer(text):
                rate = _rate(match) if Decimal(match["points"]) == line.weight.value else None
                if rate is not None:
                    place = Place(page=cell.remark_box.page, box=cell.remark_box, text=cell.remark)
                    found[rate] = (match.group(), place)
    if len(found) != 1:
        return None
    ((nominal, wide), (text, place)) = found.popitem()
    trace = trace_step(
        label=metric_label(ref), formula=text, value=wide, unit=Unit.PERCENT, note=_NOTE, places=(place,)
    )
    return Resolved("known", trace.model_copy(update={"likely": True}), nominal, wide)


def _rate(match: re.Match[str]) -> tuple[Decimal, Interval] | None:
    """The rate in percent, and what its printed digits can stand for; None over nothing."""
    if match["rate"]:
        return Decimal(match["rate"]), _printed(match["rate"])
    above, below = _printed(match["above"]), _printed(match["below"])
    if below.low <= 0:
        return None
    nominal = Decimal(match["above"]) / Decimal(match["below"]) * _HUNDRED
    return nominal, (above / below).times(_HUNDRED).join(Interval.exactly(nominal))


def _printed(number: str) -> Interval:
    """All that a number can stand for; a whole one is itself."""
    decimals = len(number.partition(".")[2])
    half = _HALF.scaleb(-decimals) if decimals else Decimal(0)
    return Interval(low=Decimal(number) - half, high=Decimal(number) + half)
