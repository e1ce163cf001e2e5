"""Points that are printed as a share of the weight, written out: 扣权重的5%, 得80%权重分, 扣该项分值的1/5, 得一半分.

Only where it is the indicator's own weight: in numbered parts 该项分值 may be that of the part.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from pipeline.rules.printed.words import NUMBER

_WHOLE = (
    r"(?:(?:本|该|此)?(?:三级)?(?:项|指标|项指标|指标项)?的?"
    r"(?:权重分值|权重分数|权重分|权重|分值|总分值?|满分|标准分值?|指标分值?|应得分|分数))"
)
_SHARE = rf"(?:(?P<percent>{NUMBER})%|(?P<over>\d)/(?P<under>\d{{1,2}})|(?P<half>一半))"
_GIVES = r"(?P<verb>得|计|给|记|可得|扣除|扣减|扣|减)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_GIVES}(?:其|了)?{_WHOLE}的?{_SHARE}(?:的?分值|的?分数|分)?(?=[,;。()]|$|,|的)",
        rf"{_GIVES}{_SHARE}的?{_WHOLE}(?=[,;。)]|$)",
        rf"(?P<verb>得){_SHARE}分?(?=[,;。]|$)",
        rf"(?P<verb>按){_WHOLE}的?{_SHARE}(?:计算?|得|给)分?(?=[,;。)]|$)",
    )
)
# 一档100分，二档80分；得分=档位分×权重/100: grades on a scale of a hundred.
_OF_HUNDRED = re.compile(
    r"[,;。]?得分=(?:档位|档次|等级|评价|该档|百分制)?(?:得分|分值|分)×(?:本指标|指标)?(?:权重|分值)(?:/100|%)[。;]?"
)
_IN_HUNDRED = re.compile(rf"(?<![\d.])({NUMBER})分(?!之)")
# 满分5分。执行率100%不扣分: what it is all worth, which the weight says too.
_WHOLE_SAID = re.compile(
    rf"^(?:本指标|本项|该项|指标)?(?:满分|总分|分值|共|权重)(?:为|是|:)?({NUMBER})分[,;。:](?=.*[得扣计%])"
)
_SPAN = re.compile(rf"得({NUMBER})%-({NUMBER})%{_WHOLE}")
# Points told as such: with them, a share in a numbered part may be of the part's own points.
_OWN_POINTS = re.compile(r"(?<![\d.])(?:[1-9]\d*(?:\.\d+)?|0\.\d+)分(?!之)")
_PARTED = re.compile(r"\(\d+(?:\.\d+)?分\)|(?:^|[;。])\(?[1①一][).、]?.*(?:[;。])\(?[2②二][).、]")
_INDICATOR = re.compile(r"权重|指标|总分")
# 重点工作共32项，完成一项得0.25分
_ONE_BY_ONE = re.compile(
    r"^(?:年度|全年|本年度?|当年)?(?P<what>[\u4e00-\u9fff]{2,10}?)(?:共计?|合计|总计|计划|为|有)*(?P<count>\d+)[项个件],"
    rf"每?完成(?:一|1|其中一)?[项个件](?:的)?[得计](?P<each>{NUMBER})分(?:,最高(?:得)?{NUMBER}分|,满分{NUMBER}分|,扣完为止)?。?$"
)


def with_points(text: str, weight: Decimal) -> str:
    """Plain `text` with such shares as points of `weight`."""

    def points(found: re.Match[str]) -> str:
        if parted and not _INDICATOR.search(found.group()):
            return found.group()
        if found["percent"]:
            share = Decimal(found["percent"]) / 100
        elif found["over"]:
            share = Decimal(found["over"]) / Decimal(found["under"])
        else:
            share = Decimal("0.5")
        worth = weight * share
        if worth != worth.quantize(Decimal("0.0001"), ROUND_HALF_UP) or share > 1:
            return found.group()
        shown = f"{worth.normalize():f}"
        return f"{'得' if found['verb'] == '按' else found['verb']}{shown}分"

    text = _share_of_counted(text, weight)
    whole = _WHOLE_SAID.match(text)
    if whole is not None and Decimal(whole[1]) == weight:
        text = text[whole.end() :]
    parted = bool(_PARTED.search(text) and _OWN_POINTS.search(text))
    if _OF_HUNDRED.search(text):
        text = _IN_HUNDRED.sub(lambda m: f"{(weight * Decimal(m[1]) / 100).normalize():f}分", _OF_HUNDRED.sub("", text))
    text = _SPAN.sub(lambda found: _span_of(found, weight), text)
    for form in _FORMS:
        text = form.sub(points, text)
    return text


def _span_of(found: re.Match[str], weight: Decimal) -> str:
    """得80%-100%权重分 as a range of points."""
    ends = sorted(weight * Decimal(found[n]) / 100 for n in (1, 2))
    return f"得{ends[0].normalize():f}-{ends[1].normalize():f}分"


def _share_of_counted(text: str, weight: Decimal) -> str:
    """`text` of so many tasks, each worth the same, as a share of `weight` where they come to it."""
    found = _ONE_BY_ONE.match(text)
    if found is None or Decimal(found["count"]) * Decimal(found["each"]) != weight:
        return text
    what = re.sub(r"(?:任务)?(?:完成情况|情况)$", "", found["what"])
    return f"得分={what}完成率×{weight}分"
