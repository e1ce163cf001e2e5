"""Wordings that hold a sum or rate against the year before, as thresholds of how far it grew or fell; on plain text.

With a percent: 增长10%以上的得6分，增长不足10%的得4分，未增长的不得分; 同比下降10%及以上…，不降反升的得0分; 破案率高于
上年的得6分. Without one: 与上年相比下降或持平的得5分，上升的不得分; 较上年减少得满分，持平得一半分; 负增长不得分.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_OPENS = r"(?:^|(?<=[,;。:.)、]))"
_YEAR = r"(?:同比|环比|(?:与|比|较|同)(?:上年度?|去年|上一年度?)(?:同期)?(?:相比|比较|比)?,?)?"
_UP, _DOWN = r"(?:增长|增加|上升|提高)", r"(?:下降|减少|降低|压减)"
_SIDE = r"(?:不足|低于|小于|不到|未达到?|未满|超过|大于|高于|不低于|不少于|达到?|在|[<>≤≥])"
_GIVEN = r"(?=的?,?(?:不得分|不计分|[得计给扣]|0分))"
_SCALED = re.compile(rf"{_OPENS}{_YEAR}(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:幅度?|率)?(?=为?{_SIDE}?{_N}(?:%|-{_N}%))")
_SHORT = re.compile(
    rf"(?<![<>≤≥])(?P<rate>(?:增长|下降)率)(?:不足|低于|小于|不到|未达到?|未满|<)(?P<n>(?!0%){_N})%{_GIVEN}"
)
_CHANGED = re.compile(r"(?:同比)?(?:增长|增加|上升|提高|下降|减少|降低|压减|变动|变化)(?:率|幅度?|情况)?$")
# What says of the other way: nothing moved, or it moved back.
_BACK = {
    "增长率": rf"(?:{_DOWN}|负增长|出现负增长|不增反降|不升反降|不增反减)",
    "下降率": rf"(?:{_UP}|不降反升|不减反增|不降反增|出现反弹|反弹)",
}
_NOT = {
    "增长率": rf"(?:(?:未|没有|无|不|未实现){_UP}|零增长(?:或|、|及|和)负增长|持平(?:或|、|及|和){_DOWN})",
    "下降率": rf"(?:(?:未|没有|不|未实现){_DOWN}|持平(?:或|、|及|和){_UP})",
}
_EVEN = r"(?:零增长|持平)"
# 破案率高于上年的: a rate that is held against its own of the year before.
_LEVEL = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}(?:率|度|数|量|额|值))?(?P<way>[不未]低于|[不未]高于|[不未]超过|高于|低于|超过)(?:上年度?|去年|上一年度?)"
    r"(?:同期|水平|实际|实绩|数据?|值|末|决算|支出|预算|安排|发生|金额|总额|额)*(?=的?,?(?:不得分|不计分|[得计给扣]|0分))"
)
_AS_MOVED = {"高于": "比上年上升", "超过": "比上年上升", "低于": "比上年下降"}
_AS_SIGN = {"高于": ">", "超过": ">", "低于": "<", "低": "≥", "高": "≤", "超": "≤"}  # of 不高于 its second character


def growth_reworded(text: str, indicator: str = "") -> str:
    """Plain `text` of the criteria of `indicator` with such conditions as thresholds of 增长率 or 下降率."""
    text = re.sub(r"小于(?:或者?)?等于(?=上年|去年|上一年)", "不高于", text)
    text = re.sub(r"大于(?:或者?)?等于(?=上年|去年|上一年)", "不低于", text)
    text = re.sub(
        r"(大|小)于(?=(?:上年|去年|上一年)[^,;。]{0,4}的)", lambda m: {"大": "高于", "小": "低于"}[m[1]], text
    )
    if re.search(r"[不未](?:[高低]于|超过)(?:上年|去年|上一年)", text):
        text = _LEVEL.sub(lambda m: f"{_named(m['name'], indicator)}变动率{_sign(m['way'])}0%", text)
    else:
        text = _LEVEL.sub(lambda m: f"{_named(m['name'], indicator)}{_AS_MOVED[m['way']]}", text)
    text = _MOVED_BUT.sub(r"\g<way>", _without_name(text, indicator))
    found = list(_SCALED.finditer(text))
    ways = {"增长率" if m["up"] else "下降率" for m in found}
    if len(ways) != 1 or re.search(r"[得扣计]|变动率|每", text[: found[0].start()]):
        return text
    (rate,) = ways
    level = re.compile(rf"{_OPENS}{_YEAR}(?:有所|出现|均)?(?:{_NOT[rate]}|{_BACK[rate]}|{_EVEN}){_GIVEN}")
    if len(found) < 2 and level.search(text) is None:
        return text
    text = _SCALED.sub(rate, text)
    nothing = re.compile(rf"{_OPENS}{_YEAR}(?:均)?{_NOT[rate]}{_GIVEN}")
    even = re.compile(rf"{_OPENS}{_YEAR}{_EVEN}{_GIVEN}")
    back = re.compile(rf"{_OPENS}{_YEAR}(?:有所|出现)?{_BACK[rate]}{_GIVEN}")
    least = "<" if nothing.search(text) or even.search(text) else "≤"
    text = nothing.sub(f"{rate}≤0%", text)
    text = back.sub(f"{rate}<0%", even.sub(f"{rate}=0%", text))
    if re.search(rf"{rate}[<≤]0%", text):  # 不足5%: and still moved that way
        text = _SHORT.sub(rf"0%{least}\g<rate><\g<n>%", text)
    return _of_indicator(text, rate, indicator)


# 有压减但不足10%的
_MOVED_BUT = re.compile(rf"有(?:所)?(?P<way>{_UP}|{_DOWN}),?但(?=不足|低于|小于|不到|未达|未满)")
_MOVED_BACK = re.compile(rf"[;。,](?:同比|[与比较同](?:上年度?|去年))(?:有所)?(?:{_UP}|{_DOWN}){_GIVEN}")
_OWN_NAME = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{3,16}}?)(?={_YEAR[:-1]}(?:{_UP}|{_DOWN})(?:幅度?|率)?{_SIDE}?{_N}%)"
)


def _without_name(text: str, indicator: str) -> str:
    """三公经费决算数较上年压减10%以上得6分…较上年增加不得分, of an indicator called after it: its change."""
    what = _CHANGED.sub("", re.sub(r"[“”\"（）()\s]", "", indicator))
    found = _OWN_NAME.match(text)
    return (
        text[found.end() :] if found and len(what) > 2 and what in found["name"] and _MOVED_BACK.search(text) else text
    )


_BARE_SUM = re.compile(r"(?:当年|本年度?|年度|全年|实际)*(?:决算|支出|(?P<plan>预算))(?:安排)?(?:总额|数|额|金额)?")
_MANAGED = re.compile(r"(?:支出)?(?:控制|压减|压缩|管理|厉行节约)*(?:情况|率)?$")


def _named(name: str | None, indicator: str) -> str:
    """What moved; of a bare 决算数 that of the indicator (三公经费控制)."""
    bare = _BARE_SUM.fullmatch(name or "")
    what = _MANAGED.sub("", re.sub(r"[“”\"（）()\s]", "", indicator)) if bare else ""
    return f"{what}{'预算' if bare and bare['plan'] else ''}" if what else name or ""


def _sign(way: str) -> str:
    """≤ for 不超过, > for 超过."""
    return _AS_SIGN[way[1] if way[0] in "不未" else way]


def _of_indicator(text: str, rate: str, indicator: str) -> str:
    """The rate by the name of what the indicator says has moved (发明专利授权增长 → 发明专利授权增长率)."""
    bare = re.sub(r"[“”\"（）()\s]", "", indicator)
    what = _CHANGED.sub("", bare)
    if what == bare or len(what) < 2:
        return text
    # 一般性支出压减率 as it is called; 下降5%以上 of 三公经费变动率 is a fall of it
    turned = rate == "下降率" and re.search(r"(?:变动|变化|增减|增长|上升|提高)率$", bare) is not None
    name = bare if bare.endswith("率") and not turned else f"{what}{rate}"
    return re.sub(rf"(?<![\u4e00-\u9fff]){rate}", name, text)


_LAST_YEAR = r"(?:同比,?|(?:与|比|较|同)(?:上年度?|去年|上一年度?)(?:决算数?|支出数?|同期)?(?:相比|比较|比)?,?)"
_NOT_MORE = r"(?:持平|[未没]有?(?:增长|增加|上升)|不上升|零增长|不增长|不增加|只减不增|无增长)"
_LESS = r"(?:下降|减少|降低|负增长|压减|压缩)"
_MORE = r"(?:上升|增长|增加|超过上年|高于上年)"
_NAME = r"[\u4e00-\u9fff]{2,12}?"
_NAMED = re.compile(
    rf"(?:^|(?<=[,;。:.)、]))(?P<a>{_NAME})?(?:支出数?|决算数?|预算数?|总额)?{_LAST_YEAR}(?P<b>{_NAME})??(?:实现|保持|有所|略有|均有)*"
    rf"(?P<way>{_NOT_MORE}(?:[或和、及]{_LESS})?|{_LESS}(?:[或和、及]{_NOT_MORE})?|{_MORE}{_GIVEN})"
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
    rf"(?:^|(?<=[,;。:]))(?:{_LESS}(?:或者?|[、和及]){_NOT_MORE}|{_NOT_MORE}(?:或者?|[、和及]){_LESS}){_GIVEN}"
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
        return re.sub(rf"(?:^|(?<=[,;。]))(?:出现|有所|不降反)?(?:上升|增长|增加|升)的?{_GIVEN}", "下降率<0%的", text)
    if not re.search(r"(?:增长率|增幅|增速)", text):
        return text
    return re.sub(rf"(?:^|(?<=[,;。]))(?:出现|为|若)?负增长(?:的)?{_GIVEN}", "增长率<0%的", text)


def _directions(text: str) -> str:
    named = _NAMED.search(text)
    if named is None:
        return text
    words, way = named.group(), named["way"]
    what = re.sub(r"^(?:本年度?|当年|全年|年度)+", "", named["a"] or named["b"] or "")
    rate = f"{what}{'预算' if '预算' in words else ''}变动率"
    rest = text[named.end() :]
    less_apart = re.search(rf"(?:^|[,;。])(?:{_LAST_YEAR})?(?:有所)?{_LESS}的?{_GIVEN}", rest)
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
            rf"(?:^|(?<=[,;。]))(?:{_LAST_YEAR})?(?:有所?|出现|略有|若有|如有)?{direction}的?{_GIVEN}",
            f"{rate}{sign}0%的",
            text,
        )
    return text
