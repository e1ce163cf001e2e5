"""Rates that count together, as one formula: A率、B率的平均值×6分, A率占70%、B率占30%加权计算.

For a second look at criteria that were not understood. The points are the indicator's own, or those that are printed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.words import NUMBER, WEIGHT_WORDS

_NAME = r"[\u4e00-\u9fff]{2,14}?(?:率|度|比例|占比)"
_OPENS = r"(?:^|(?<=[,;。:=]))(?:本项|该项|本指标|得分|即|为|=)*(?:按照?|以|取|将|由|根据|分别计算)?"
_JOINT = r"(?:、|和|与|以?及(?!时)|\+)"
_MEAN = re.compile(
    rf"{_OPENS}(?P<rates>{_NAME}(?:{_JOINT}{_NAME}){{1,4}})(?:等)?(?:这)?(?:[二两三四五23456](?:者|项|个)?(?:指标|比率|率)*)?的?"
    r"(?:算术|简单)?(?:平均(?:值|数|水平)?|均值)(?P<rest>.*)$"
)
_SHARE = rf"(?:占比?|权重为?|的权重为?|所占权重为?|按|占权重)(?P<s>{NUMBER}%?)(?:的?权重)?"
_TERM = re.compile(rf"(?P<name>{_NAME}){_SHARE}")
_ONE_TERM = _NAME + _SHARE.replace("?P<s>", "")
_WEIGHTED = re.compile(rf"^(?P<head>.*?)(?P<terms>{_ONE_TERM}(?:[、,和与及]+(?!时){_ONE_TERM})+)(?P<rest>.*)$")
# what turns the mean into points: ×6分, 乘以分值, 按4分折算, 作为得分率
_INTO_POINTS = re.compile(
    r"^(?:[作计]为得分率|计算|综合得分率|,|;|。|即为得分|得分=|加权值|加权平均值?|加权|综合得分|综合值|得分率|作为|后|乘以"
    rf"|×|按|为|即|计分|折算|本项|{NUMBER}分|{WEIGHT_WORDS}|:|超过100%的?,?按100%计算?|进行|得分)*$"
)
_OPENING = re.compile(r"^(?:本项|该项|本指标|得分|按照?|以|取|将|由|=|:|,)+")


def combined(text: str, weight: Decimal) -> str:
    """Plain `text` whose rates count together for `weight` points, with the formula that it says in words."""
    if (found := _MEAN.search(text)) is not None and _INTO_POINTS.match(found["rest"]) and _of(found["rest"], weight):
        rates = [_OPENING.sub("", rate) for rate in re.split(_JOINT, found["rates"])]
        return f"{text[: found.start()]}得分=({'+'.join(rates)})/{len(rates)}×{weight:f}分"
    if (found := _WEIGHTED.match(text)) is None or not re.search("加权|综合", text):
        return text
    terms = [(_OPENING.sub("", m["name"]), _share(m["s"])) for m in _TERM.finditer(found["terms"])]
    head_idle = _OPENING.sub("", found["head"]) == ""
    if not head_idle or sum(s for _, s in terms) != 1 or not _INTO_POINTS.match(found["rest"]):
        return text
    if not _of(found["rest"], weight):
        return text
    return f"得分=({'+'.join(f'{name}×{(share * 100).normalize():f}%' for name, share in terms)})×{weight:f}分"


def _of(rest: str, weight: Decimal) -> bool:
    """Whether the points that are named are the indicator's own."""
    named = [Decimal(n) for n in re.findall(rf"({NUMBER})分", rest)]
    return all(n == weight for n in named)


def _share(text: str) -> Decimal:
    value = Decimal(text.rstrip("%"))
    return value / 100 if text.endswith("%") else value
