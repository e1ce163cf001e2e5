"""Wordings that hold a sum or rate against the year before as thresholds of its rate of change; on plain text.

与上年相比下降或持平的得5分，上升的不得分; 较上年减少得满分，持平得一半分，增加不得分; 同比下降10%得3分; 负增长不得分.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_LAST_YEAR = r"(?:同比,?|(?:与|比|较|同)(?:上年度?|去年|上一年度?)(?:决算数?|支出数?|同期)?(?:相比|比较|比)?,?)"
_NOT_MORE = r"(?:持平|[未没]有?(?:增长|增加|上升)|不上升|零增长|不增长|不增加|只减不增|无增长)"
_LESS = r"(?:下降|减少|降低|负增长|压减|压缩)"
_MORE = r"(?:上升|增长|增加|超过上年|高于上年)"
_THEN = r"(?=的?,?(?:不得分|不计分|[得计给扣]|0分))"
_NAME = r"[\u4e00-\u9fff]{2,12}?"
_NAMED = re.compile(
    rf"(?:^|(?<=[,;。:.)、]))(?P<a>{_NAME})?(?:支出数?|决算数?|预算数?|总额)?{_LAST_YEAR}(?P<b>{_NAME})??(?:实现|保持|有所|略有|均有)*"
    rf"(?P<way>{_NOT_MORE}(?:[或和、及]{_LESS})?|{_LESS}(?:[或和、及]{_NOT_MORE})?|{_MORE}{_THEN})"
)
_BY_SO_MUCH = re.compile(
    rf"(?:^|(?<=[,;。:.)、]))(?P<a>{_NAME})?(?:同比|{_LAST_YEAR})(?:(?P<less>下降|减少|降低|压减)|(?P<more>增长|增加|上升|提高))(?:幅度)?(?:率)?"
    rf"(?P<sign>不低于|不少于|达到?|超过|大于|≥|>)?(?P<n>{_N})%(?P<side>及?以上)?(?:\(含\))?(?=的?,?(?:及以上)?的?,?(?:得|计))"
)


# （结转结余率-上年结转结余率）≤0
_DIFFERENCE = re.compile(
    r"\(?(?P<name>[\u4e00-\u9fff]{1,12}[率度])-(?:上年度?|去年|上一年度?)(?:同期)?的?(?P=name)\)?(?=[<>≤≥=]|为|不|小于|大于|高于|低于)"
)


# 本年会议费≤上年会议费
_SUMS_OF_TWO_YEARS = re.compile(
    r"(?:本年度?|当年|今年)(?P<name>[\u4e00-\u9fff“”]{2,12}?)(?P<sign>[≤<])(?:上年度?|去年|上一年度?)(?P=name)(?=的?,?(?:得|计))"
)
# 较上年增长的，增长率5%以内得2分: said twice
_THEN_BY = re.compile(
    rf"(?<=[,;。])(?:{_LAST_YEAR})(?:有所)?(?:增长|上升|增加)的,(?=(?:增长|上升|增加)?(?:率|幅度?|比例)|增幅|升幅)"
)


# 下降或持平计5分，每上升1%扣0.5分, of a rate of change
_NO_MORE = re.compile(
    rf"(?:^|(?<=[,;。:]))(?:{_LESS}(?:或者?|[、和及]){_NOT_MORE}|{_NOT_MORE}(?:或者?|[、和及]){_LESS}){_THEN}"
)


def against_last_year(text: str) -> str:
    """Plain `text` with such conditions as thresholds of a rate of change at 0, or at the percent that it names."""
    text = _THEN_BY.sub("", text)
    if re.search(r"变动率|增减率|变化率", text):
        text = _NO_MORE.sub("比率≤0%", text)
    if "-" in text:
        text = _DIFFERENCE.sub(r"\g<name>变动率", text)
    text = re.sub(rf"(?<=[,;。]){_LAST_YEAR}(?=每)", "", text)
    text = _SUMS_OF_TWO_YEARS.sub(r"\g<name>变动率\g<sign>0%", text)
    named = _BY_SO_MUCH.search(text)
    text = _BY_SO_MUCH.sub(_by_so_much, text)
    if named is not None:  # …下降10%及以上得4分，下降5%-10%得2分
        way, rate = ("下降|减少|降低|压减", "下降率") if named["less"] else ("增长|增加|上升|提高", "增长率")
        text = re.sub(rf"(?:^|(?<=[,;。]))(?:{way})(?=[<>≤≥]?\d|在\d)", f"{named['a'] or ''}{rate}", text)
    return _directions(_shrinking(text))


def _by_so_much(found: re.Match[str]) -> str:
    """投诉量同比下降10%得3分: all points for that much, or more."""
    sign = ">" if found["sign"] in ("超过", "大于", ">") else "≥"
    return f"{found['a'] or ''}{'下降率' if found['less'] else '增长率'}{sign}{found['n']}%"


def _shrinking(text: str) -> str:
    """负增长不得分 beside thresholds of a rate of growth."""
    if re.search(r"(?:下降率|降幅|压减率)", text) and not re.search(r"变动率|上升率", text):
        return re.sub(rf"(?:^|(?<=[,;。]))(?:出现|有所|不降反)?(?:上升|增长|增加|升)的?{_THEN}", "下降率<0%的", text)
    if not re.search(r"(?:增长率|增幅|增速)", text):
        return text
    return re.sub(rf"(?:^|(?<=[,;。]))(?:出现|为|若)?负增长(?:的)?{_THEN}", "增长率<0%的", text)


def _directions(text: str) -> str:
    named = _NAMED.search(text)
    if named is None:
        return text
    words, way = named.group(), named["way"]
    what = re.sub(r"^(?:本年度?|当年|全年|年度)+", "", named["a"] or named["b"] or "")
    rate = f"{what}{'预算' if '预算' in words else ''}变动率"
    rest = text[named.end() :]
    less_apart = re.search(rf"(?:^|[,;。])(?:{_LAST_YEAR})?(?:有所)?{_LESS}的?{_THEN}", rest)
    if re.match(_MORE, way):
        stated = f"{rate}>0%"
    elif re.search(_NOT_MORE, way):
        stated = f"{rate}=0%" if less_apart and not re.search(_LESS, way) else f"{rate}≤0%"
    else:
        stated = f"{rate}<0%"
    text = text[: named.start()] + stated + rest
    text = re.sub(
        rf"(?:^|(?<=[,;。]))(?:增幅|升幅|增长幅度|增长率|增长比例|(?:{_LAST_YEAR})?(?:增长|上升|增加))(?={_N}%|在|超过|不超过|[<>≤≥]|大于|小于)",
        rate,
        text,
    )
    for direction, sign in ((_MORE, ">"), (_LESS, "<"), (_NOT_MORE, "=")):
        text = re.sub(
            rf"(?:^|(?<=[,;。]))(?:{_LAST_YEAR})?(?:有所?|出现|略有|若有|如有)?{direction}的?{_THEN}",
            f"{rate}{sign}0%的",
            text,
        )
    return text
