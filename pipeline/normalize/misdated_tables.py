"""Tables whose title names another year than the report's, over figures that the report states as its own year's.

A caption carried over from last year's report (表3 2021年度预算调整表 in the report of 2022) would make this year's
figures last year's. Where the amounts are those that sentences and other tables give for the report's year, they are of
that year; a true table of the year before shares no amounts with this one but by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from pipeline.vocabulary.names import bare_item
from schemas.records import Fact

_LEAST_SHARED = 2  # different amounts that must be the report year's
_MARKED = 4  # significant digits of an amount that is not shared by chance

# The last quarter's figures are the year's.
_YEAR_END = {"cumulative_outturn": "outturn"}

_Key = tuple[str, str]


def of_report_year(facts: Sequence[Fact], year: int | None) -> list[Fact]:
    """`facts` with those of misdated tables put into the report's year; others come back as they are."""
    if year is None:
        return list(facts)
    own: dict[_Key, set[Decimal]] = defaultdict(set)
    other: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if not fact.figure.unit.is_money or fact.period[4:] not in ("", "Q4"):
            continue
        if fact.period == str(year):
            own[_key(fact)].add(_yuan(fact))
        elif fact.table_id and fact.period:
            other[fact.table_id].append(fact)
    misdated = {table_id for table_id, of_table in other.items() if _is_of_year(of_table, own)}
    return [
        f.model_copy(update={"period": str(year) + f.period[4:]})
        if f.table_id in misdated and f.period[:4].isdigit()
        else f
        for f in facts
    ]


def _is_of_year(of_table: Sequence[Fact], own: dict[_Key, set[Decimal]]) -> bool:
    """Whether a table's amounts are those of the report's year: several are, and no more are another."""
    shared: set[Decimal] = set()
    against = 0
    for fact in of_table:
        known = own.get(_key(fact))
        if known is None:
            continue
        if _yuan(fact) not in known:
            against += 1
        elif fact.figure.significant_digits >= _MARKED:
            shared.add(_yuan(fact))
    return len(shared) >= _LEAST_SHARED and len(shared) > against


def _key(fact: Fact) -> _Key:
    if fact.period.endswith("Q4"):
        return _YEAR_END.get(fact.metric, fact.metric), "total"
    return fact.metric, fact.item_code or bare_item(fact.item) or "total"


def _yuan(fact: Fact) -> Decimal:
    return (fact.figure.value * fact.figure.unit.to_yuan()).normalize()
