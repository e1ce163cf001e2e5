"""What a row's actual value is of its target (≥60家 | 54家), for criteria that divide the one by the other.

完成值/指标值, 完成数÷目标数, 完成率=业绩值/目标值; upside down for limits (逆向: 指标值/完成值). Both cells must
state one number each, in units that fit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.metric_names.phrases import phrase_key
from pipeline.rules.resolved import Resolved, metric_label
from pipeline.rules.target_values import in_common, read_actual, read_target
from schemas.figure import Interval, Unit
from schemas.geometry import Box
from schemas.records import ScoreLine
from schemas.rubric import MetricRef
from schemas.trace import Place, trace_step

_WHOSE = r"(?:年度|全年|当年|本年度?|年初|年末|指标|绩效|预期|既定|设定|计划|实际|自评)*"
_COUNTED = r"值|数量?|[次件台户家个场批人]次?数|面积|里程|产量"
_ACTUAL = re.compile(rf"{_WHOSE}(?:(?:完成|业绩|实现|达到|达成|实际|取)(?:{_COUNTED}|指标值|情况|程度))")
_TARGET = re.compile(rf"{_WHOSE}(?:目标|指标|计划|预期|任务)(?:{_COUNTED})")
# 未达到的按完成比例得分 of an indicator that is no rate: the rule asks for its completion under no formula.
_COMPLETION = re.compile(rf"{_WHOSE}(?:任务)?完成(?:率|度|比例)")
_HUNDRED = Decimal(100)


def target_share(ref: MetricRef, formula: str, line: ScoreLine) -> Resolved | None:
    """The quotient of the row's actual value and its target in percent; None where the rule asks for another, or the
    cells do not state both."""
    above, _, below = (phrase_key(side) for side in formula.partition("/"))
    if line.actual_box is None:
        return None
    bare = not formula and not ref.metric and _completion_of(ref.name, line)
    upright = bare or (_ACTUAL.fullmatch(above) and _TARGET.fullmatch(below))
    turned = _TARGET.fullmatch(above) and _ACTUAL.fullmatch(below)
    target, actual = read_target(line.target), read_actual(line.actual)
    numbers = in_common(target, actual) if (upright or turned) and target and actual else None
    if numbers is None or numbers[0] <= 0 or (turned and numbers[1] <= 0):
        return None
    wanted, got = numbers
    share = (got / wanted if upright else wanted / got) * _HUNDRED
    children = tuple(
        trace_step(label=label, value=Interval.exactly(value), places=_place(line.actual_box, text))
        for label, value, text in (("实际完成值", got, line.actual), ("指标值", wanted, line.target))
    )
    exactly = Interval.exactly(share)
    trace = trace_step(label=metric_label(ref), formula=formula, value=exactly, unit=Unit.PERCENT, children=children)
    return Resolved("known", trace, share, exactly)


def _completion_of(name: str, line: ScoreLine) -> bool:
    """Whether a rate's name says that it is of the target, of an indicator that is itself no rate."""
    own = phrase_key(line.indicator)
    rate = own.endswith(("率", "度", "比例", "比重", "占比", "幅")) or "%" in f"{line.target}{line.actual}"
    bare = re.sub(r"[次场件个户家台]?数量?$", "", own)
    return not rate and bool(_COMPLETION.fullmatch(name.removeprefix(own).removeprefix(bare)))


def _place(box: Box, text: str) -> tuple[Place, ...]:
    return (Place(page=box.page, box=box, text=text),)
