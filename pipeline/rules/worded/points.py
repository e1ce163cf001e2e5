"""The points that criteria in words leave, by what is told of the indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from schemas.figure import Interval

from .assertions import denials, holds_of, words_of
from .counts import count_of
from .criteria import exceptions
from .moments import are_moments, by_date, by_grade, by_rank
from .own_text import OwnText
from .scale import Option, Tally, WordScale

_ZERO = Decimal(0)
# What a person must judge, whatever is claimed.
_QUALITY = re.compile(
    r"合理|规范|科学|充分|清晰|匹配|适应|符合|相符|体现|细化|完整|健全|完善|良好|准确|有效(?!投诉)|明确(?:$|性|的$)|对应"
)


def points_told(scale: WordScale, text: OwnText) -> Interval:
    """From the least to the most points that the text leaves."""
    if scale.parts:
        return _parts(scale, text)
    if scale.listed:
        counted = _tallied(replace(scale, options=(), listed=False), text)
        return counted if counted.is_exact else _listed(scale, text)
    if scale.tallies:
        return _tallied(scale, text)
    return _ladder(scale.options, text)


def excepted(criteria: str, points: Decimal, text: OwnText) -> Interval | None:
    """The points of a knock-out or an exemption that holds; None where none does."""
    held = {o.points for o in exceptions(criteria, points) if holds_of(o.said, text)}
    return Interval.exactly(held.pop()) if len(held) == 1 else None


def _between(values: Sequence[Decimal]) -> Interval:
    return Interval(low=min(values), high=max(values))


_REST_ALL = re.compile(
    r"^(?P<rest>其余|其他|其它)?(?:均|都|全部|[一二三四五六七八九十\d]?[项个条]|上述|以上|各|要求|要点|条件|内容|标准)*全部(?:已|能够?)?(?:做到|符合|满足|具备|落实|达到|达标|完成)"
)
_REST_SO = re.compile(
    r"^(?:其余|其他|其它)(?:[一二三四五六七八九十\d]?[项个条]|要求|要点|条件|内容|标准)*(?:已|能够?)?(?:做到|符合|满足|具备|落实|达到|达标)"
)


def _listed(scale: WordScale, text: OwnText) -> Interval:
    """The points of requirements by name: those that are denied, where all others are said to be met."""
    total = _parts(scale, text)
    said = [c.text for c in text.told if _REST_ALL.match(c.text) or _REST_SO.match(c.text)]
    if not said or any(not c.open for c in text.clauses):
        return total
    denied = [o for o in scale.options if holds_of(o.said, text) is False or _lacking(o.said, text)]
    rest_only = any(s.startswith(("其余", "其他", "其它")) for s in said)
    if bool(denied) != rest_only:
        return total
    return Interval.exactly(scale.points - sum((o.points for o in denied), _ZERO))


def _lacking(requirement: str, text: OwnText) -> bool:
    """Whether just this is said to be lacking: 缺少监控报告, 未做到定期盘点."""
    words = words_of(requirement)
    lacks = (re.match(r"(?:仅|只)?(?:缺|未做到|未达到|未满足|未落实)(.+)$", c.text) for c in text.told)
    return any(found is not None and words and all(w in found[1] for w in words) for found in lacks)


def _parts(scale: WordScale, text: OwnText) -> Interval:
    total = Interval.exactly(0)
    for option in scale.options:
        held = holds_of(option.said, text)
        if held and _QUALITY.search(option.said):
            held = None  # that its goals are sound is what every report says of itself
        all_or_none = Interval(low=_ZERO, high=option.points)
        total = total + (all_or_none if held is None else Interval.exactly(option.points if held else _ZERO))
    return total


def _ladder(options: Sequence[Option], text: OwnText) -> Interval:
    """The points of the one option that holds; else of all that may. That all is well is left to a person."""
    best = max(options, key=lambda o: o.points)
    found = _decided(options, text)
    claimed = found.is_exact and found.low == best.points and _QUALITY.search(best.said)
    return _between([o.points for o in options] + [_ZERO]) if claimed else found


def _decided(options: Sequence[Option], text: OwnText) -> Interval:
    for decide in (by_date, by_rank, by_grade):
        if (found := decide(options, text)) is not None:
            return Interval.exactly(found.points)
    if are_moments(options):
        return _between([o.points for o in options] + [_ZERO])
    held = {o: holds_of(o.said, text) for o in options if not o.rest}
    true = [o for o, h in held.items() if h]
    if true:
        most = max(true, key=lambda o: len(words_of(o.said)))
        if all(words_of(o.said) <= words_of(most.said) for o in true):
            return Interval.exactly(most.points)
    left = [o for o in options if held.get(o) is not False]
    if len(left) == 1 and len(options) > 1:
        return Interval.exactly(left[0].points)
    return _between([o.points for o in options] + [_ZERO])


def _tallied(scale: WordScale, text: OwnText) -> Interval:
    gates = [o for o in scale.options if o.points == 0]
    full = [o for o in scale.options if o.points == scale.points]
    lost = [holds_of(o.said, text) for o in gates if not o.rest]
    if any(lost):
        return Interval.exactly(0)
    if any(holds_of(o.said, text) for o in full if denials(o.said)):
        return Interval.exactly(scale.points)
    start = _start(scale, text)
    if start is None:
        return Interval(low=_ZERO, high=scale.points)
    low = high = start
    for tally in scale.tallies:
        steps = _steps(tally, scale, text)
        most = scale.points / abs(tally.each)
        least, top = steps if steps is not None else (_ZERO, most)
        ends = (tally.each * least, tally.each * top)
        low, high = low + min(ends), high + max(ends)
    cap = scale.cap if scale.cap is not None else scale.points
    found = Interval(low=low, high=high).clamp(scale.floor, cap)
    return (
        found.join(Interval.exactly(0))
        if None in lost and any(o.last for o in gates) and not _settled(scale, text)
        else found
    )


def _settled(scale: WordScale, text: OwnText) -> bool:
    """Whether what the tallies count is told, so that a knock-out would have been told as well."""
    return all(count_of(t, scale, text) is not None for t in scale.tallies)


def _start(scale: WordScale, text: OwnText) -> Decimal | None:
    """The points before anything is counted; None where the text leaves them open."""
    if scale.base is not None:
        return scale.base
    if all(t.each < 0 for t in scale.tallies):
        return scale.points
    base = [o for o in scale.options if 0 < o.points < scale.points]
    if not any(t.beyond for t in scale.tallies):
        return _ZERO if not base else None
    return base[0].points if len(base) == 1 else None


def _steps(tally: Tally, scale: WordScale, text: OwnText) -> tuple[Decimal, Decimal] | None:
    """How many steps a tally makes: least and most."""
    count = count_of(tally, scale, text)
    if count is None:
        return None
    steps = max(_ZERO, count - tally.free) / tally.step
    return steps.to_integral_value(ROUND_FLOOR), steps.to_integral_value(ROUND_CEILING)
