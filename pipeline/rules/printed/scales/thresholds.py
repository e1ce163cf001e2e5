"""Conditions that figures can be held against: ranges of a rate, and two sums held against each other."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Literal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.metric_names.metrics import MetricNames
from pipeline.rules.printed.metric_names.phrases import metric_of_phrase, phrase_key
from pipeline.rules.printed.scales.ranges import Range, read_range
from pipeline.rules.printed.subjects import held_against, in_percent, metric_of_subject, unit_fits
from schemas.rubric import Condition, MetricRef

_OPERATOR = (
    r"大于等于|小于等于|大于或等于|小于或等于|不低于|不超过|未超过|没有超过|未超|不高于|不大于|大于|超过|高于|超出|多于|小于|低于|少于"
    r"|>|<|≥|≤"
)
_TWO_METRICS = re.compile(
    rf"^(?:如果?|若|当(?!年))?(?P<a>[^<>≤≥=]+?)(?P<op>{_OPERATOR})(?P<b>[^<>≤≥=\d]+?)(?:的|时|,)*$"
)
_OPS: dict[str, Literal["<", "<=", ">", ">="]] = {
    "大于": ">", "超过": ">", "高于": ">", "超出": ">", "多于": ">", ">": ">", "小于": "<", "低于": "<", "少于": "<",
    "<": "<", "大于等于": ">=", "不低于": ">=", "≥": ">=", "小于等于": "<=", "不超过": "<=", "不高于": "<=", "≤": "<=",
    "未超过": "<=", "未超": "<=", "没有超过": "<=", "不大于": "<=",
    "大于或等于": ">=", "小于或等于": "<=",
}  # fmt: skip
_AND = re.compile(r",?(?:并且|而且|同时|且)")
_OPERATING = MetricRef(metric="operating_expense_outturn")
_FULL = Decimal(100)


def read_band(cond: str, clause: str, names: MetricNames, **fields: Any) -> list[Item] | None:
    """Band items for a condition (two where it names two ranges with 或); [unknown] for a range of something that is
    not known; None where it is no range. `fields` are the items' further fields."""
    ranges = [read_range(part) for part in cond.split("或")] if cond.count("或") == 1 else []
    stated = [r for r in ranges if r is not None]
    if len(stated) == 2 and _apart(*stated):  # 85%-95%或105%-115%, 低于70%或高于100%
        subject = next((r.subject for r in stated if r.subject), "")
        return [_band(Range(subject, **_ends(r)), clause, names, fields) for r in stated]
    one = read_range(cond) or _bare_rate(cond)
    if one is not None and _AND.search(one.subject):
        return [Item("unknown", clause)]  # 未超预算且执行率在90%以上的: a range, and something that a person must say
    if one is not None:
        return [_band(one, clause, names, fields)]
    return _of_two(cond, clause, names, fields)


def _apart(one: Range, two: Range) -> bool:
    below, above = sorted((one, two), key=lambda r: (r.low is not None, r.low))
    return below.high is not None and above.low is not None and below.high < above.low


def _ends(stated: Range) -> dict[str, Any]:
    return {k: v for k, v in vars(stated).items() if k != "subject"}


def _band(stated: Range, clause: str, names: MetricNames, fields: dict[str, Any]) -> Item:
    metric, implied = metric_of_subject(stated.subject, names)
    stated = in_percent(stated, metric)
    if not (metric or implied) or not unit_fits(stated, metric):
        return Item("unknown", clause)
    return Item("band", clause, metric=metric, range=stated, implied=implied, **fields)


def _of_two(cond: str, clause: str, names: MetricNames, fields: dict[str, Any]) -> list[Item] | None:
    """决算数不超过预算数: a range of the rate that the two make."""
    found = _TWO_METRICS.match(cond)
    if found is not None and (apart := _of_their_difference(found["a"], found["b"], _OPS[found["op"]], names)):
        return [Item("band", clause, metric=names.own, range=apart, **fields)]
    metric = held_against(found["a"], found["b"], names) if found else None
    if found is None or metric is None:
        return None
    match _OPS[found["op"]]:
        case "<=" | "<" as op:
            stated = Range("", high=_FULL, high_open=op == "<")
        case op:
            stated = Range("", low=_FULL, low_open=op == ">")
    return [Item("band", clause, metric=metric, range=stated, **fields)]


_DIFFERENCE = re.compile(r"\(*(?P<a>[^()/-]+)-\(?(?P<b>[^()/-]+)\)*/[^/]+")
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _of_their_difference(left: str, right: str, op: str, names: MetricNames) -> Range | None:
    """实际成本不超过计划成本 of 节约率=(计划成本-实际成本)/计划成本: the indicator's own rate on one side of nothing.

    What the one is of the other is no rate that the row of such an indicator states.
    """
    own = names.own
    found = _DIFFERENCE.fullmatch(names.printed.get(own.name or own.metric, "")) if own is not None else None
    sides = (phrase_key(left), phrase_key(right))
    if found is None or sides not in ((found["a"], found["b"]), (found["b"], found["a"])):
        return None
    op = op if sides == (found["a"], found["b"]) else _TURNED[op]
    nothing = Decimal(0)
    if op in ("<", "<="):
        return Range("", high=nothing, high_open=op == "<", percent=True)
    return Range("", low=nothing, low_open=op == ">", percent=True)


def _bare_rate(cond: str) -> Range | None:
    """`执行率100%得满分`: a rate at its full value; `执行率95%得8分`: at that value and no other."""
    found = re.fullmatch(r"([^\d<>≤≥=]*?)(\d+(?:\.\d+)?)%(?:的|时)?,?", cond)
    if found is None:
        return None
    at, subject = Decimal(found[2]), found[1].strip(",:")
    return Range(subject, low=_FULL) if at == _FULL else Range(subject, low=at, high=at)


def over_sum(cond: str, names: MetricNames) -> MetricRef | None:
    """The rate of two sums of which a condition says that the first is more (决算数>预算数); None for any other."""
    found = _TWO_METRICS.match(cond)
    return held_against(found["a"], found["b"], names) if found and _OPS[found["op"]] == ">" else None


def between_metrics(text: str) -> Condition | None:
    """实际采购金额大于采购计划金额: a condition that can be measured, where both sides are known."""
    found = _TWO_METRICS.match(text)
    if not found:
        return None
    left = metric_of_phrase(found["a"])
    right = metric_of_phrase(found["b"])
    if left is not None and left.metric == "procurement_actual":  # 实际采购金额超过计划金额
        right = right if right and right.metric == "procurement_planned" else metric_of_phrase(f"采购{found['b']}")
    elif right is not None and left == _OPERATING and right.metric in ("original_budget", "revised_budget"):
        right = MetricRef(metric="operating_expense_budget")  # 公用经费决算数超过年初预算数的
    if left is None or right is None:
        return None
    return Condition(text=text, left=left, op=_OPS[found["op"]], right=right)
