"""How far something moved since the year before, where one place tells both years and no vocabulary knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from pipeline.rules.resolved import Resolved, in_base_units, metric_label
from pipeline.rules.told_words import DONE, PART_OF_YEAR, PLANNED, ROLES, content
from pipeline.rules.year_on_year import YEAR_ON_YEAR
from schemas.figure import Interval, Unit
from schemas.rubric import MetricRef
from schemas.trace import trace_step

from .spoken_numbers import Told, place_of

_AGAINST_WHEN = re.compile(r"^[较比与同]?(?:年?[末底初])?的?")
_TOTAL = re.compile(r"^(?:合|总|共)计")


def moved_told(ref: MetricRef, what: str, told: Sequence[Told], year: int | None, formula: str = "") -> Resolved | None:
    """How far something moved since the year before (发生事故7起，上年9起; two columns of a row), in percent; None
    where no place tells both years of it, or several do otherwise. `formula` may say that the sums are budgets."""
    words, planned = content(what), bool(content(formula) & PLANNED)
    found = []
    for one, other in _in_one_place(told) if words and year else ():
        now, before = (other, one) if other.year == year or one.year == (year or 0) - 1 else (one, other)
        if one.measure != other.measure or now.year not in (None, year) or before.year != (year or 0) - 1:
            continue
        if not (_of_it(one, words) and before.figure.value > 0 and not PART_OF_YEAR.search(one.around)):
            continue
        held_against = _AGAINST_WHEN.sub("", other.words)  # 较上年末162.17万元
        if one.places[0].startswith("s") and content(held_against) - words - ROLES:
            continue
        if not one.places[0].startswith("s") and content(now.words) != content(before.words):
            continue  # 上年决算数 beside 本年预算数
        if _planned_and_done(now.words, before.words):
            continue
        if not formula or now.figure.unit.is_money is False or planned <= bool(content(now.words) & PLANNED):
            found.append((now, before))
    if len({(now.figure.value, before.figure.value) for now, before in found}) != 1:
        return None
    now, before = found[0]
    (new, new_wide), (old, old_wide) = in_base_units(now.figure), in_base_units(before.figure)
    nominal = (new - old) / old * 100
    wide = (new_wide / old_wide - Interval.exactly(1)).times(100).join(Interval.exactly(nominal))
    places = tuple(place_of(x) for x in (now, before))
    trace = trace_step(
        label=metric_label(ref), formula=YEAR_ON_YEAR, value=wide, unit=Unit.PERCENT, likely=True, places=places
    )
    return Resolved("known", trace, nominal, wide)


def _planned_and_done(*clauses: str) -> bool:
    """Whether one clause says a plan, the other what was done, and neither says both: 上年决算23万元，本年预算25万."""
    said = [(bool(words & PLANNED), bool(words & DONE)) for words in map(content, clauses)]
    return (True, False) in said and (False, True) in said


def _in_one_place(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Numbers that stand beside each other in a sentence, any two of one row of a table, and the two of one column
    whose rows differ in nothing but the year."""
    rows: dict[str, list[Told]] = {}
    columns: dict[tuple[str, frozenset[str]], list[Told]] = {}
    for one, other in pairwise(told):
        if one.places[:1] == other.places[:1] and one.places[0].startswith("s"):
            yield one, other
    for one in told:
        if one.places[0].startswith("r"):
            rows.setdefault(one.places[0], []).append(one)
            columns.setdefault((one.places[1], content(one.words)), []).append(one)
    for row in rows.values():
        yield from combinations(row, 2)
    # 上年支出 | 52.00 below 本年支出 | 49.50: two rows of one column, of the same words
    for below in columns.values():
        if len(below) == 2:
            yield below[0], below[1]


def _of_it(one: Told, words: frozenset[str]) -> bool:
    """Whether a number says all words, or is the total of a table that does."""
    total = _TOTAL.match(one.words) and one.places[0].startswith("r")
    text = one.around + one.words if total else one.words
    return all(word in text for word in words)
