"""Cases that criteria count (每个问题扣1.5分, 每有1件未按期答复), told by sentences that speak of the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.rules.resolved import Resolved, metric_label
from pipeline.rules.told_words import PART_OF_YEAR, ROLES, content, is_of_others
from schemas.figure import Interval
from schemas.rubric import MetricRef
from schemas.trace import trace_step

from .spoken_numbers import Told, place_of

_ANYTHING = re.compile(r"^(?:.{0,2}(?:问题|情况|事项|情形|现象|项目|任务|工作|资料|数量|次数))$")
_NOT_THESE = re.compile(r"整改|解决|化解|更正|纠正|未发|上年|去年|同比|较|计划|目标|拟|应|预计|要求|不超过|累计")


def undone_told(ref: MetricRef, about: str, told: Sequence[Told]) -> Resolved | None:
    """How many are not done of what a verb says (未按期答复), from a sentence that tells all and those that are
    (承办建议18件，按期答复17件). None where no sentence about the indicator does, or several differ."""
    verb = ref.name.removeprefix("未")
    found = []
    for n, one in enumerate(told[1:], 1):
        whole = told[n - 1]
        same = one.measure == whole.measure and one.places[:1] == whole.places[:1]
        fits = verb in one.words and one.figure.exact and whole.figure.exact
        if (
            same
            and fits
            and whole.figure.value >= one.figure.value
            and not any(is_of_others(x.words) or PART_OF_YEAR.search(x.around) for x in (one, whole))
        ):
            found.append((whole, one))
    said = content(about) - content(verb) if found else frozenset()
    found = [(whole, one) for whole, one in found if not said or any(word in one.around for word in said)]
    if len({whole.figure.value - one.figure.value for whole, one in found}) != 1:
        return None
    whole, one = found[0]
    left = whole.figure.value - one.figure.value
    places = tuple(place_of(x) for x in (whole, one))
    trace = trace_step(
        label=metric_label(ref), formula="总数 - 完成数", value=Interval.exactly(left), likely=True, places=places
    )
    return Resolved("known", trace, left, Interval.exactly(left))


def cases_told(ref: MetricRef, criteria: str, about: str, told: Sequence[Told]) -> Resolved | None:
    """How many cases of what criteria count (每个问题扣1.5分), from sentences that speak of what the criteria or the
    indicator speak of: 审计指出…等2个预算管理方面问题. None where they give no number, or several."""
    words, own = content(criteria) - content(ref.name), content(about) - content(ref.name) - {"情况", "管理"}
    cases = [
        one
        for one in told
        if one.measure == ref.measure
        and (one.tail.endswith(ref.name) or one.words.endswith(ref.name))
        and one.figure.exact
        and not PART_OF_YEAR.search(one.around)
    ]
    found = [one for one in cases if sum(word in one.around for word in words) > 1]
    if not found:
        cases = [one for one in cases if not _NOT_THESE.search(one.words)]
        found = [one for one in cases if own and all(word in one.around for word in own)]
        found = found or ([] if _ANYTHING.search(ref.name) else cases) or _counted_so(ref, words | own, told)
    if len({one.figure.value for one in found}) != 1:
        return None
    value = found[0].figure.value
    trace = trace_step(
        label=metric_label(ref), value=Interval.exactly(value), likely=True, places=(place_of(found[0]),)
    )
    return Resolved("known", trace, value, Interval.exactly(value))


def _counted_so(ref: MetricRef, asked: frozenset[str], told: Sequence[Told]) -> list[Told]:
    """Numbers in the measure of `ref` whose own words are all of the criteria or the indicator: 全年举办活动17场."""
    name = content(ref.name)
    return [
        one
        for one in told
        if one.measure == ref.measure
        and one.figure.exact
        and not (_NOT_THESE.search(one.words) or PART_OF_YEAR.search(one.around))
        and content(one.words) & name
        and content(one.words) - ROLES <= asked | name
    ]
