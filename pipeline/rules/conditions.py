"""Whether the condition of a knock-out or exemption holds: for figures as printed, and for all they can stand for."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.figures import Figures
from schemas.figure import Interval
from schemas.rubric import Condition, MetricRef
from schemas.trace import Trace, trace_step


def holds(condition: Condition, figures: Figures) -> tuple[bool | None, bool | None, Trace]:
    """Whether a condition holds for every value the figures can stand for, and as printed (None: cannot say)."""
    label = f"条件：{condition.text}"
    if condition.left is None or condition.right is None or condition.op is None:
        said = figures.says(condition.text)
        told = figures.tells(condition.text) if said is None else said
        note = "需人工判断" if told is None else f"自评说明称{'成立' if told else '不成立'}"
        return told, told, trace_step(label=label, note=note, likely=told is not None and said is None)
    left = figures.resolve(condition.left)
    right = figures.resolve(condition.right) if isinstance(condition.right, MetricRef) else None
    children = (left.trace, *((right.trace,) if right else ()))
    a, b = left.nominal, right.nominal if right else condition.right
    if a is None or not isinstance(b, Decimal) or left.wide is None:
        if (said := figures.says(condition.text)) is not None:
            return (
                said,
                said,
                trace_step(label=label, note=f"自评说明称{'成立' if said else '不成立'}", children=children),
            )
        names = [*left.missing, *(right.missing if right else ())]
        return None, None, trace_step(label=label, missing="、".join(names), children=children)
    b_wide = right.wide if right and right.wide else Interval.exactly(b)
    as_printed = _compare(a, condition.op, b)
    if a == b:  # equal prints are taken as equal
        certain: bool | None = as_printed
    else:
        corners = {
            _compare(x, condition.op, y) for x in (left.wide.low, left.wide.high) for y in (b_wide.low, b_wide.high)
        }
        certain = as_printed if len(corners) == 1 else None
    note = "成立" if as_printed else "不成立"
    return certain, as_printed, trace_step(label=label, note=note, children=children)


def _compare(a: Decimal, op: str, b: Decimal) -> bool:
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b, "=": a == b}[op]
