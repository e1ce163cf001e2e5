"""Whether two rules say the same of the figures, however their words, order and judged parts are put."""

from __future__ import annotations

from schemas.rubric import (
    Bands,
    CountDeduction,
    Deduction,
    Gate,
    Interpolation,
    Judgement,
    Piecewise,
    Proportional,
    Readings,
    Rule,
    SumOfParts,
)

_MOST = 1024
_forms: dict[int, tuple[Rule, tuple[object, ...]]] = {}
"""Rules with their forms, by `id`, which is the rule's own as long as it is kept here: those of the editions, and of
criteria that were read before, come again with each report."""


def same_rule(one: Rule, other: Rule) -> bool:
    """Equal thresholds, points, caps and metrics; words and knock-outs that a person judges are left out."""
    if isinstance(one, CountDeduction) and isinstance(other, CountDeduction) and None in (one.metric, other.metric):
        # what is counted is named by one of the two only (未完成的扣4分; 每项扣4分)
        return (one.points, one.each, one.floor) == (other.points, other.each, other.floor)
    return _form(one) == _form(other)


def _form(rule: Rule) -> tuple[object, ...]:
    """What of a rule turns on figures, in an order of its own."""
    known = _forms.get(id(rule))
    if known is None:
        if len(_forms) >= _MOST:
            _forms.clear()
        known = _forms[id(rule)] = (rule, _made_form(rule))
    return known[1]


def _made_form(rule: Rule) -> tuple[object, ...]:
    match rule:
        case Bands():
            bands = sorted((str(b.low), b.low_open, str(b.high), b.high_open, b.points.normalize()) for b in rule.bands)
            return ("bands", rule.metric, tuple(bands), rule.otherwise)
        case Proportional():
            return ("share", rule.metric, rule.points.normalize(), rule.full_at.normalize(), rule.cap)
        case Deduction():
            scale = (rule.direction, rule.threshold.normalize(), (rule.each / rule.step).normalize(), rule.part_step)
            return ("deduction", rule.metric, rule.points.normalize(), *scale, rule.floor)
        case Interpolation():
            return ("interpolation", rule.metric, rule.knots)
        case Piecewise():
            pieces = [(str(p.low), p.low_open, str(p.high), p.high_open, _form(p.rule)) for p in rule.pieces]
            return ("piecewise", rule.metric, tuple(sorted(pieces, key=repr)))
        case CountDeduction() if rule.metric is not None:
            return ("count", rule.metric, rule.points.normalize(), rule.each.normalize(), rule.floor)
        case CountDeduction() | Judgement():
            return ("judged", rule.points.normalize())
        case SumOfParts():
            forms = [_form(part) for part in rule.parts]
            measured = sorted((f for f in forms if f[0] != "judged"), key=repr)
            judged = sum(f[1] for f in forms if f[0] == "judged")  # type: ignore[misc]
            if not measured:
                return ("judged", judged)
            return ("sum", tuple(measured), judged)
        case Gate():
            inner = _form(rule.rule)
            condition = rule.condition
            if condition.left is None or inner[0] == "judged":
                return inner
            return ("gate", condition.left, condition.op, condition.right, rule.score, inner)
        case Readings():
            forms = sorted({_form(option.rule) for option in rule.options}, key=repr)
            return forms[0] if len(forms) == 1 else ("readings", tuple(forms))
