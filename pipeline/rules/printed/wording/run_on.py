"""Steps of a scale that no mark parts, as statements of their own; on plain text.

95%及以上得3分85%-95%得2分低于85%不得分: a line of its cell ended behind each step, and nothing else says so.
"""

from __future__ import annotations

import re

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
