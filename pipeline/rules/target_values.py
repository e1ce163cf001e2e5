"""Targets and results of project forms as numbers: ≥95% and 96.2%, 30天内 and 25天, ≥1.2万份 and 13500份."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipeline.rules.printed.text import plain
from pipeline.vocabulary.names import MONEY_WORDS

from .around_targets import bare_quantity, in_percent, in_time, is_nothing, moved_alike

Direction = Literal["least", "most", "exactly"]

_AT_LEAST = r"≥|大于等于|大于或等于|不低于|不少于|不小于|达到?|至少|>|大于|高于|超过|多于"
_AT_MOST = r"≤|小于等于|小于或等于|不超过|不高于|不多于|不大于|<|小于|低于|少于|控制在|最多|至多"
_EXACTLY = r"=|等于|为"
_NUMBER = r"-?\d+(?:\.\d+)?"
_UNIT = r"[%‰a-zA-Z\u4e00-\u9fff/²³㎡\(\)]{0,8}"
_TARGET = re.compile(
    rf"^(?P<op>{_AT_LEAST}|{_AT_MOST}|{_EXACTLY})?(?P<n>{_NUMBER})(?P<u>{_UNIT}?)"
    r"(?P<side>以上|及以上|以内|以下|及以下|(?<=[日天月年时钟元])内)?(?:\(含\))?$"
)
_ACTUAL = re.compile(
    rf"^(?:全年|本年度?|年内|累计|共计?|实际|已|完成|达到|达|为|约)*(?P<op>[≥≤=><])?(?P<n>{_NUMBER})(?P<u>{_UNIT})$"
)
_MOST = ("以内", "以下", "及以下", "内")
_MONEY = {word: unit.to_yuan() for word, unit in MONEY_WORDS.items()} | {"万": Decimal(10_000)}
# Units of one measure, each in the smallest of them.
_MEASURES = (
    {"米": Decimal(1), "公里": Decimal(1000), "千米": Decimal(1000), "km": Decimal(1000)},
    {"千克": Decimal(1), "公斤": Decimal(1), "吨": Decimal(1000), "万吨": Decimal(10_000_000)},
    {"平方米": Decimal(1), "平米": Decimal(1), "㎡": Decimal(1), "万平方米": Decimal(10_000)},
    {"分钟": Decimal(1), "小时": Decimal(60)},
    {"个月": Decimal(1), "年": Decimal(12)},
)
_TEN_THOUSAND = Decimal(10_000)
_NEAR = 2  # times as much may be of the same thing
_WITH_PARTS = re.compile(r"\((?:其中|含|包括)[^()]*\)$")
_BESIDE = re.compile(r"\([^()\d%]*\)$")  # （抽样调查）
_BETWEEN = re.compile(rf"^({_NUMBER})(%?)(?:-|~|至)({_NUMBER})(%?)$")
_RANK = (
    re.compile(r"^(?:全[省市县区国州旗])?前(\d+)[名位]?(?:以内)?$"),
    re.compile(r"^(?:全[省市县区国州旗])?第(\d+)[名位]?$"),
)


@dataclass(frozen=True)
class Target:
    """What was to be reached: a number, its unit as printed, and which way is good."""

    value: Decimal
    unit: str
    direction: Direction
    said: bool


def read_target(text: str, less: bool = False) -> Target | None:
    """A quantitative target; None for words that only a person can measure. A number without a direction is a maximum
    where `less` is better."""
    found = _TARGET.match(re.sub(r"^(?:完成|实现)(?=\d)|\(含\)", "", plain(text)))
    if not found:
        return None
    op, side = found["op"] or "", found["side"] or ""
    direction: Direction = "least"
    if re.fullmatch(_AT_MOST, op) or side in _MOST:
        direction = "most"
    elif re.fullmatch(_EXACTLY, op):
        direction = "exactly"
    elif not op and not side and less:
        direction = "most"
    return Target(Decimal(found["n"]), _unit(found["u"]), direction, bool(op or side))


def read_actual(text: str) -> tuple[Decimal, str] | None:
    """The number and unit of an actual value; None for words."""
    found = _ACTUAL.match(_BESIDE.sub("", _WITH_PARTS.sub("", plain(text))))
    if not found or found["op"] in ("<", ">", "≤"):
        return None
    return Decimal(found["n"]), _unit(found["u"])


def compared_values(
    wanted: str, result: str, less: bool, name: str = ""
) -> tuple[Target | None, tuple[Decimal, Decimal] | None]:
    """The target that `wanted` states, and it and the result as numbers of one unit; None for what is not said so.
    `less` as for `read_target`; `name` says what is measured."""
    said, got = (bare_quantity(in_percent(plain(text)), name) for text in (wanted, result))
    if in_time(said, got):  # what came late has no share: a person says what it is worth
        return Target(Decimal(0), "", "most", True), (Decimal(0), Decimal(0))
    target, actual = _in_words(said, got, name) or (read_target(said, less), read_actual(got))
    if target is None and is_nothing(said):
        target = Target(Decimal(0), "", "most", True)
    if target is not None and actual is None and not target.value and is_nothing(got):
        actual = Decimal(0), target.unit
    return target, in_common(target, actual) if target and actual else None


def _in_words(wanted: str, result: str, name: str) -> tuple[Target, tuple[Decimal, str]] | None:
    """What target and result say only together: 增长5% and 增长6.2%, 前10名 and 第8名, 80%-90% and 88%."""
    moved = moved_alike(wanted, result, name)
    if moved is not None:
        target, actual = read_target(moved[0]), read_actual(moved[1])
        return (target, actual) if target is not None and actual is not None else None
    rank, place = _RANK[0].match(wanted), _RANK[1].match(result)
    if rank and place:
        return Target(Decimal(rank[1]), "名", "most", True), (Decimal(place[1]), "名")
    between, reached = _BETWEEN.match(wanted), read_actual(result)
    if (
        between
        and reached
        and reached[1] in (between[4], "")
        and Decimal(between[1]) <= reached[0] <= Decimal(between[3])
    ):
        return Target(Decimal(between[1]), between[4], "least", True), reached
    return None


def _unit(text: str) -> str:
    """A unit without the time that all amounts of a form are of (人次/年)."""
    bare = re.sub(r"(?<=.)/(?:年度?|全年)$", "", text)
    return "%" if bare in ("百分比", "百分点", "个百分点") else bare


def _names_of(unit: str) -> set[str]:
    """What a unit may be called: 台(套) is 台, 套 or 台套; 场次 is 场."""
    whole, beside = re.sub(r"[()]", "", unit), re.fullmatch(r"(.+)\((.+)\)", unit)
    names = {whole, *(beside.groups() if beside else ())}
    return names | {whole[:-1]} if whole in ("场次", "批次", "期次", "班次") else names


def in_common(target: Target, actual: tuple[Decimal, str]) -> tuple[Decimal, Decimal] | None:
    """Target and actual value in one unit; None where the units say different things."""
    number, unit = actual
    if not unit or not target.unit or _names_of(target.unit) & _names_of(unit):
        if "%" in (target.unit, unit) and target.unit != unit and target.value > 1 >= number > 0:
            return None  # 95% against 0.95, or 95% against 1 of something
        return target.value, number
    if ("/" in target.unit) != ("/" in unit):  # 1.2万元/公里 and 1.1万元, if they are about as much
        bare = replace(target, unit=target.unit.split("/")[0])
        both = in_common(bare, (number, unit.split("/")[0]))
        near = both is not None and both[0] <= both[1] * _NEAR and both[1] <= both[0] * _NEAR
        return both if near else None
    for measure in (_MONEY, *_MEASURES):
        if target.unit in measure and unit in measure:
            return target.value * measure[target.unit], number * measure[unit]
    if target.unit == f"万{unit}":
        return target.value * _TEN_THOUSAND, number
    if unit == f"万{target.unit}":
        return target.value, number * _TEN_THOUSAND
    return None
