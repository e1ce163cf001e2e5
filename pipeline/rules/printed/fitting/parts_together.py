"""Parts of printed criteria put together: parts that add up to the whole, grades of one scale, or neither.

What stands before the parts (their heading) may say what all of them are worth.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.neighbours import named_by_neighbours
from rubrics.check import metrics_of
from schemas.rubric import Judgement, Reading, Readings, SumOfParts

from .gates import PART_WORDS, WHOLE_WORDS, inside, with_gates
from .leaf import NOT_READ, Built
from .pile import has_points

THIS_PART = "本项指该得分点"
THIS_INDICATOR = "本项指整个指标"
_GRADED = re.compile(r"分档|以下(?:标准|情况|情形)|分级|等级|三档|四档|五档|分类")
_ZERO = Decimal(0)


def own_points(head: list[Item]) -> Decimal | None:
    """The points that stand with the heading of a list (部门预算公开（1.5分）：…)."""
    points = [i.points for i in head if i.kind == "points" and i.points is not None]
    return points[0] if len(points) == 1 else None


def beyond_points(head: list[Item]) -> list[Item]:
    return [i for i in head if i.kind not in ("points", "note", "subject", "lead")]


def grades_of_one(leaves: list[list[Item]]) -> bool:
    """Whether every part is a band of one metric: then they are grades of one scale, not parts of a sum."""
    # a part that names its own metric (A率=B/C。率<90%的，得3分) is about that and not about its neighbours'
    leaves = [named_by_neighbours(leaf) if any(i.kind == "subject" for i in leaf) else leaf for leaf in leaves]
    together = named_by_neighbours([i for leaf in leaves for i in leaf if i.kind != "note"])
    if any(not [i for i in leaf if i.kind != "note"] for leaf in leaves[:1]):
        return False
    together = [i for i in together if i.kind not in ("subject", "lead")]
    kinds = {i.kind for i in together}
    metrics = {i.metric for i in together if i.kind == "band"}
    return kinds <= {"band", "otherwise"} and len(metrics) == 1 and len(together) > 1


def graded(head: str, leaves: list[list[Item]]) -> bool:
    """Whether parts are grades that a person chooses from (按规定公开得1.5分；不完整得1分；未公开得0分)."""
    points = [i for leaf in leaves for i in leaf if i.kind in ("points", "gate", "otherwise")]
    judged = len(points) == sum(len([i for i in leaf if i.kind not in ("note", "discretion")]) for leaf in leaves)
    nothing = any(i.kind in ("gate", "otherwise") and not i.whose for i in points)
    return judged and not any(i.bracket for i in points) and (nothing or bool(_GRADED.search(head)))


def summed(
    parts: list[Built | None], leaves: list[list[Item]], nested: list[bool], head: list[Item], worth: Decimal | None
) -> Built | None:
    """Parts that say what they are worth and add up to the whole; None where they do not."""
    if beyond_points(head):
        return None
    scored: list[Built] = []
    gates: list[Item] = []
    for built, leaf, deep in zip(parts, leaves, nested, strict=True):
        gates += [i for i in leaf if i.kind in ("gate", "exempt")] if built is None else []
        if built is None:
            if any(i.kind not in ("note", "gate", "exempt", "subject") for i in leaf):
                return None  # a deduction or a judgement that changes the others
            continue
        if not built.own or not (deep or has_points(leaf)):
            return None
        scored.append(built)
    metrics = [m for b in scored for m in set(metrics_of(b.rule))]
    if len(set(metrics)) < len(metrics):
        return None  # two parts on one figure: more likely grades, or a part that names another figure
    total = sum((b.points for b in scored), _ZERO)
    if not scored or (worth is not None and total != worth):
        return None
    unread = tuple(u for b in scored for u in b.unread)
    if len(scored) == 1:
        one = scored[0]
        return Built(one.rule, one.points, True, (*one.gates, *gates), unread)
    ambiguous = [g for b in scored for g in b.gates if g.kind == "gate" and g.whose in PART_WORDS]
    outer = [g for b in scored for g in b.gates if g.kind == "exempt" or g.whose in WHOLE_WORDS]
    inner = SumOfParts(parts=tuple(with_gates(b.rule, inside(b), b.points) for b in scored), cap=total)
    if not ambiguous:
        return Built(inner, total, True, (*outer, *gates), unread)
    plainly = SumOfParts(
        parts=tuple(with_gates(b.rule, tuple(g for g in inside(b) if g not in ambiguous), b.points) for b in scored),
        cap=total,
    )
    reading = Readings(
        options=(
            Reading(name=THIS_PART, rule=inner),
            Reading(name=THIS_INDICATOR, rule=with_gates(plainly, tuple(ambiguous), total)),
        ),
        source=ambiguous[0].text,
    )
    return Built(reading, total, True, (*outer, *gates), unread)


def not_fitting(parts: list[Built | None], leaves: list[list[Item]], worth: Decimal | None, text: str) -> Built | None:
    """Parts whose points do not make the whole: all of it is for a person, with what the print adds up to."""
    scored = [b for b in parts if b is not None]
    total = sum((b.points for b in scored if b.own), _ZERO)
    misread = tuple(u for b in scored for u in b.unread)
    known = not misread and not any(i.kind == "unknown" for leaf in leaves for i in leaf)
    unread = misread or (text,)
    if worth is None:
        return (
            Built(Judgement(points=total, reason=NOT_READ, source=text), total, bool(total), (), unread)
            if total
            else None
        )
    rule = Judgement(points=worth, reason=NOT_READ, source=text)
    points = tuple(b.points for b in scored if b.own)
    return Built(rule, worth, True, (), unread, total if known and total else None, points)
