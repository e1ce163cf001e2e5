"""Wordings that say what is lost, and where, in the form that the readers of statements know; on plain text.

按未完成比例扣分; 超计划采购的不得分; 各档均含下限，不含上限; A率（甲÷乙）低于90%. Every number and sign is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.rules.printed.rewriting import rewritten
from pipeline.rules.printed.words import NUMBER, OPENS

_N = NUMBER
_P = rf"{_N}%"
_RATE = r"[\u4e00-\u9fff]{2,16}?(?:率|比例|比重|占比)"


_REWRITINGS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # 减至0分止
        (r"(?:减|扣)至0分(?:为)?止", "扣完为止"),
        # 执行率≥96%为优，得10分; 85分以上为满意，计10分
        (
            r"(?<=[%分上下)])(?:为|属于?|评为|评定为)(?:优秀?|良好?|中等?|合格|不合格|较?差|好|较好|一般|非常满意|基本满意|较?满意|不满意)"
            r"(?:等次|等级|档次?)?,?(?=的?(?:得|计|记|不得分|不计分))",
            "",
        ),
        # 按（实际执行率-80%）/20%×10分计算; 按10×执行率计分
        (
            rf"{OPENS}按(?:照)?(\([^;。,]*[-/][^;。,]*\)[^;。,]*×{_N}分?)(?:计算得分|计算|计分|折算)(?=[,;。]|$)",
            r"得分=\1",
        ),
        (rf"按(?:照)?({_N})分?×([\u4e00-\u9fff]{{2,8}}率)(?=计分|得分|计算|折算)", r"按\2×\1分"),
        (r"(?<=按)(?:实际)?(?:完成)?比率(?=得分|计分|给分|赋分)", "比例"),
        # 达到考核要求（92%）的
        (rf"(?:达到|达)[\u4e00-\u9fff]{{2,6}}\(({_P})\)(?=的?,?(?:得|计|给))", r"≥\1"),
        # 未调整或调减的得5分
        (rf"{OPENS}(?:未|没有|无)(?:预算)?调整(?:或者?|和|、)(?:有所)?调减的?(?=,?(?:得|计))", "调整率≤0%的"),
    )
)
# 结转结余率每1个百分点扣0.2分: of a rate that is best at nothing.
_LEFT_BY_ITSELF = re.compile(
    r"(?:结转|结余|调整|调剂|闲置|空置|逾期|超期|差错|投诉|偏离|偏差|流失|缺勤|返工)[\u4e00-\u9fff]{0,4}[率度]$"
)
_EACH_OF_IT = re.compile(rf"(?:^|(?<=[;。]))(?:[\u4e00-\u9fff]{{2,10}}[率度])?每({_N}(?:个百分点|%)的?,?扣)")
# …。均按比例计扣，扣完为止: of every step before it.
_ALL_IN_PROPORTION = re.compile(
    r"[,;。](?:以上|上述|各项)?均按(?:照)?(?:实际)?比例(?:计扣|扣分|扣减|扣除|计算|折算)(?=[,;。]|$)"
)
_EACH_POINT = re.compile(rf"(每[^,;。扣]{{0,12}}{_N}(?:个百分点|%)的?,?扣(?:减|除)?{_N}分)")
# A率（甲÷乙）低于90%: the formula in brackets behind the name.
_FORMULA_BEHIND = re.compile(rf"{OPENS}({_RATE})\(([^()=\d×]{{2,20}}/[^()=\d×]{{2,20}})(?:×100%)?\)")
# 超计划采购的不得分, of an indicator that holds what was spent or bought against a plan.
_AGAINST_PLAN = re.compile(
    r"^(?!.*(?:变动|变化|增长|增减|压减|压降|下降|降低|节约|节支))(?:.*(?:采购|三公”?经费|公用经费)[\u4e00-\u9fff]{0,6}率|.*控制率)$"
)
_SUM_OF_PLAN = re.compile(r"(?:决算|支出)(?:数|额)?(?:为|占|相当于)[^,;。]{0,8}预算(?:数|额)?的")
_BEYOND_PLAN = re.compile(
    rf"{OPENS}(?:出现)?(?:实际)?(?:采购|支出)?(?:金额|额|数)?(?:超(?:出|过)?(?:采购)?(?:计划|预算)(?:金额|数|额)?)(?:采购|支出|执行|使用)?"
    r"(?=的?,?(?:(?:本|该|此)(?:项|指标))?(?:不得分|不计分|得0分|计0分))"
)


# 决算较预算压减的得2分，持平的得1分，超支的不得分: below what was planned, as planned, above it
_SPENT = r"[\u4e00-\u9fff“”]{0,8}?(?:决算|支出|实际|执行)(?:总额|总数|数|额|金额|支出(?:总额|数)?)?"
_PLAN = r"(?:年初|当年|调整后?|全年)?预算(?:安排)?(?:总额|总数|数|额|金额)?"
_POINTS = r"的?(?=,?(?:得|计|不得分|不计分|每))"
_HOW_IT_WAS = tuple(
    (re.compile(rf"{OPENS}(?:{words}){_POINTS}"), sign)
    for words, sign in (
        (rf"(?:{_SPENT})?(?:较|比|与){_PLAN}(?:数)?(?:相比)?,?(?:有所|出现)?(?:压减|下降|减少|节约|结余|降低)", "<"),
        (rf"{_SPENT}(?:低于|小于|少于){_PLAN}", "<"),
        (rf"(?:(?:{_SPENT})?(?:与|和){_PLAN}(?:相比)?)?持平|(?:{_SPENT})?等于{_PLAN}", "="),
        (
            rf"超支|(?:{_SPENT})?(?:较|比){_PLAN}(?:相比)?,?(?:有所)?(?:超支|增加|上升)|(?:{_SPENT})?(?:高于|大于){_PLAN}",
            ">",
        ),
        # 小于预算总额的，得6分；等于的，得5分；大于的，每超1%扣1分
        (r"等于(?=的)", "="),
        (r"(?:大于|高于|超过)(?=的)", ">"),
    )
)


# 各档均含下限、不含上限
_ENDS = re.compile(
    r"[,;。(](?:注:)?(?:以上|上述|各)?(?:各?档次?|各?区间|范围)?(?:均|都)?(?:包?含|包括)(?P<which>[上下])限(?:值)?"
    r"(?:[,、]?不(?:包?含|包括)[上下]限(?:值)?)?\)?(?=[,;。]|$)"
)


# 超支不得分, 无节约或超预算的不得分, of a rate of what was saved
_NOTHING_SAVED = re.compile(
    rf"{OPENS}(?P<none>(?:无|未|没有)节[约支](?:或者?|、|及)?)?(?:出现)?(?:超支|超预算)(?=的?,?(?:不得分|不计分|得0分))"
)


def losses_reworded(text: str, indicator: str = "") -> str:
    """Plain `text` of the criteria of `indicator` with such wordings as bands, shares and formulas."""
    found = _FORMULA_BEHIND.search(text)
    if found is not None and not re.search(rf"{re.escape(found[1])}=", text):
        defined = f"{found[1]}={found[2]}×100%;{found[1]}"
        text = text[: found.start()] + defined + text[found.end() :].replace(found[0], found[1])
    text = rewritten(text, _REWRITINGS)
    if _LEFT_BY_ITSELF.search(indicator):
        text = _EACH_OF_IT.sub(r"以0%为标准,每超出\1", text)
    if re.search(r"节约率", indicator + text):
        text = _NOTHING_SAVED.sub(lambda m: "比率≤0%" if m["none"] else "比率<0%", text)
    if re.search(r"(?:压减|压缩|下降|降低)率", text) or re.search(r"压减|压缩", indicator):
        text = re.sub(rf"{OPENS}未(?:压减|压缩|下降|降低)(?=的?,?(?:不得分|不计分|得0分))", "比率≤0%", text)
        text = re.sub(
            rf"{OPENS}(?:[\u4e00-\u9fff“”]{{2,10}})?不[压减降][缩低]?反[增升](?=的?,?(?:不得分|不计分|得0分))",
            "比率<0%",
            text,
        )
    if _ALL_IN_PROPORTION.search(text):
        text = _EACH_POINT.sub(r"\1,不足1个百分点的按比例计算", _ALL_IN_PROPORTION.sub("", text))
    if indicator.endswith("控制率"):
        for pattern, sign in _HOW_IT_WAS if "预算" in text and not re.search("上年|去年|同比", text) else ():
            text = pattern.sub(f"比率{sign}100%的", text)
    if _AGAINST_PLAN.search(indicator) or _SUM_OF_PLAN.search(text):
        text = _BEYOND_PLAN.sub("比率>100%", text)
    return _with_ends(text)


def _with_ends(text: str) -> str:
    """Every range with the end that a note gives to all of them."""
    note = _ENDS.search(text)
    if note is None:
        return text
    low, high = ("含", "不含") if note["which"] == "下" else ("不含", "含")
    bare = text[: note.start()] + text[note.end() :]
    bare = re.sub(rf"(?<![\d.])({_N}%?)-({_P})(?!\()", rf"\1({low})-\2({high})", bare)
    bare = re.sub(rf"({_P})(?=以上(?!\())", rf"\1({low})", bare)
    return re.sub(rf"({_P})(?=以[下内](?!\())", rf"\1({high})", bare)
