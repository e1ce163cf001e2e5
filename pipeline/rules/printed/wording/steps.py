"""Steps of a scale that are written together, as statements of their own; on plain text.

95%及以上得3分85%-95%得2分低于85%不得分: a line of its cell ended behind each step, and nothing else says so;
每低于85%或高于93%1个百分点扣0.5分 is 低于85%的，每低1个百分点扣0.5分；高于93%的，每高1个百分点扣0.5分;
甲率达100%得1.5分，乙率达100%得1.5分；低于100%的，每低1个百分点扣0.1分: steps of either rate. Only where all
name one threshold, and the deduction names no rate of its own.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_P = rf"{_N}%"
_POINTS = (
    rf"(?:(?<![\d.]){_N}分|\({_N}分\)|(?:满|标准|零)分|不得分|不扣分|不(?:予)?[给计记赋]分|(?:分值?|分数)的{_N}%|(?<=按){_N}%(?:计分|得分)"
    rf"|(?<=得){_N}%(?:的?分值|权重分?))"
)
# what begins the next step: a threshold, with words before it that give nothing and take nothing off
_STEP = rf"(?:(?![的得扣按分])[\u4e00-\u9fff“”]){{0,18}}(?:[<>≤≥]{_N}|{_P}(?!的?(?:分值|权重|标准分|满分)))"
_RUN_ON = re.compile(rf"({_POINTS})(?={_STEP})")
# 98%以上（4分），95%-98%（3分），
_BRACKETED = re.compile(rf"((?:%|含\)|[上下内间])\({_N}分\)),(?=[^,;。]*\({_N}分\))")


# 98%以上的，赋予8分; 95%以下时，得分为3分: whatever word gives points behind a threshold
_GIVING = re.compile(
    r"(?<=%)(?P<cond>(?:\(不?含[^()]*\)|及?以[上下内]|之[间内]|区间|范围|内|的|时|者|部分|情况下?|,|:)*)"
    rf"(?!得\d)[得计给记赋评获取核予定值分为]{{1,4}}(?={_N}分(?!值))"
)
# 记零分, 不予计分, 计为0分; 得0分 stays as it is printed
_NOTHING = re.compile(
    r"(?<=[,的时者内上下间)%项标])(?!得0分)(?:不予?(?:给|计|记|赋|得)分|无分|(?:得|计|记|给|赋|取|获|为|评)(?:分|值|为|得)?(?:零|0)分)"
    r"(?=[,;。]|$)"
)


# 考核标准：, 计分办法：
_HEADING = re.compile(r"^[\u4e00-\u9fff]{2,4}(?:标准|办法|方法|规则|要点|细则|说明)(?:为|如下)?:(?=[^=]*分)")
# 达到95%的均得6分: words that add nothing
_EVENLY = re.compile(rf"(?<=[的时,%])(?:均|都|即|方|才|则|即可|可|应|统一|一律)+(?=[得计](?:{_N}分|满分))")


def points_reworded(text: str) -> str:
    """Plain `text` with one word for points that a threshold gives, and one for none."""
    text = _HEADING.sub("", text)
    text = _EVENLY.sub("", text.replace("正负", "±"))
    return _GIVING.sub(r"\g<cond>得", _NOTHING.sub("不得分", text))


def steps_parted(text: str) -> str:
    """Plain `text` with a mark between such steps."""
    if text.count("%") < 2:
        return text
    return _BRACKETED.sub(r"\1;", _RUN_ON.sub(r"\1;", text))


_BELOW, _ABOVE = r"(?:低于|少于|小于|低)", r"(?:高于|超过|超出|大于|多于|高|超)"
_OR = r"(?:或者?|、|和|及|以及)"
_OFF = rf"扣(?:减|除)?(?:{_N}分|[^,;。\d]{{0,8}}{_N}%(?:的?分值?|权重)?)"
_EACH_STEP = rf"(?P<step>{_N}(?:个百分点|%))(?:的|时)?,?(?:则)?(?P<off>{_OFF})"
_NAMED = (
    re.compile(rf"每{_BELOW}(?P<low>{_P}){_OR}{_ABOVE}(?P<high>{_P})的?,?{_EACH_STEP}"),
    re.compile(rf"每{_ABOVE}(?P<high>{_P}){_OR}{_BELOW}(?P<low>{_P})的?,?{_EACH_STEP}"),
)
_RANGE = re.compile(
    rf"(?:在|为|处于|介于)?(?P<low>{_P})(?:\(含\))?(?:-|至|到|和|与)(?P<high>{_P})(?:\(含\))?(?:之间|区间|范围)?(?:内)?(?:\(含[^()]*\))?的?,?(?:得|计)"
)
_BEYOND_RANGE = re.compile(
    rf"(?:每(?:偏离|偏差|低于或高于|高于或低于|高于或者低于)(?=\d)|每(?:超出|超过|偏离|低于或高于|高于或低于)(?:该|上述|此|规定|以上)?(?:合理)?(?:区间|范围|幅度|值域)"
    rf"|(?:超出|超过|偏离|不在)(?:该|上述|此|规定|以上|这一)?(?:合理)?(?:区间|范围|幅度)(?:内)?的,?每(?:超出|超过|偏离|相差|差)?){_EACH_STEP}"
)


def both_sides_reworded(text: str) -> str:
    """Plain `text` with such steps; unchanged where no range that earns the points stands before them."""
    if "每" not in text:
        return text
    for pattern in _NAMED:
        if (found := pattern.search(text)) is not None:
            return _spelt(text, found, found["low"], found["high"])
    found, ranges = _BEYOND_RANGE.search(text), list(_RANGE.finditer(text))
    if found is None or len(ranges) != 1 or ranges[0].start() > found.start():
        return text
    return _spelt(text, found, ranges[0]["low"], ranges[0]["high"])


def _spelt(text: str, found: re.Match[str], low: str, high: str) -> str:
    if Decimal(low[:-1]) >= Decimal(high[:-1]):
        return text
    step, off = found["step"], found["off"]
    steps = f"低于{low}的,每低{step}{off};高于{high}的,每高{step}{off}"
    return f"{text[: found.start()]}{steps}{text[found.end() :]}"


_ONE = rf"[\u4e00-\u9fff“”]{{2,16}}率(?:达到?|为|≥|=|不低于)({_N})%(?:的|时)?,?(?:得|计){_N}分"
_SEVERAL = re.compile(
    rf"^(?P<rates>{_ONE}(?:[,;]{_ONE}){{1,2}})[,;](?:(?:低于|未达到?|不足|达不到)(?:{_N}%)?(?:的|时)?,?)?"
    rf"(?P<step>每(?:低|降低|减少|下降|少){_N}(?:个百分点|%)的?,?(?:各|均|分别)?扣(?:减|除)?{_N}分(?:,扣完为止)?)[;。]?$"
)
_RATE = re.compile(_ONE)


def shared_steps_reworded(text: str) -> str:
    """Plain `text` with such a deduction after each rate."""
    found = _SEVERAL.match(text) if "每" in text and text.count("率") > 1 else None
    if found is None:
        return text
    rates = list(_RATE.finditer(found["rates"]))
    if len({rate[1] for rate in rates}) != 1:
        return text
    step = re.sub(r"(?:各|均|分别)(?=扣)", "", found["step"])
    return ";".join(f"{rate.group()},{step}" for rate in rates)
