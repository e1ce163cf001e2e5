"""Wordings that say a threshold or a formula in words, as the figures that the readers of statements know; plain text.

为负或零 is ≤0%, 以一百为限 is 以100%为标准, 满意度≥90分 is one of percent, 得分=10×完成率 is 得分=完成率×10分.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from pipeline.rules.printed.rewriting import rewritten
from pipeline.rules.printed.words import NUMBER, WEIGHT_WORDS

_N = NUMBER
_LAST_YEAR = r"(?:与|同|和|较|比)(?:上年度?|去年|上一年度?)(?:同期)?(?:相比|比较|对比|比)?"
_THEN = r"(?=的?,?(?:不得分|不计分|[得计给扣]))"
_NEGATIVE, _POSITIVE = r"负(?:数|值|增长)?", r"正(?:数|值|增长)?"
_CHANGES = re.compile(r"(?:变动|变化|增减|增长)率$")

_REWRITINGS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # 变动率为负或零得4分；为正得0分
        (
            rf"(?<![\u4e00-\u9fff]分)(?:为|是)(?:{_NEGATIVE}(?:或者?|和|及|、)(?:为)?[零0]|[零0](?:或者?|和|及|、)(?:为)?{_NEGATIVE}){_THEN}",
            "≤0%",
        ),
        (rf"(?:(?<=率)|^|(?<=[,;。]))(?:为|是){_NEGATIVE}{_THEN}", "<0%"),
        (rf"(?:(?<=率)|^|(?<=[,;。]))(?:为|是){_POSITIVE}{_THEN}", ">0%"),
        (r"(?<=[于等过为≤≥<>=])零(?=不[得计])", "0"),
        # 以一百为限，每超过5个百分点…
        (r"(?:^|(?<=[,;。:]))以(?:一百|百分之百|100)%?为(?:限|上限|最高限|限度)(?=[,;])", "以100%为标准"),
        # 与上年相比，变动率≤-10%得6分
        (rf"{_LAST_YEAR},(?=[^,;。]{{0,10}}(?:变动率|变化率|增减率|增长率|下降率))", ""),
        # 执行率×权重，超过100%按0分计
        (r"[,;](?:超过|超出|高于|大于)100%的?,?(?:按|以)(?:照)?0分(?:计算?|计分)(?=$|[,;。])", ";超过100%的不得分"),
        # 得分=10×预算完成率，预算完成率=实际支出数/调整后预算数
        (r"(得分=[^,;。=]+),(?=[\u4e00-\u9fff]{2,14}(?:率|度|比例|比重)=)", r"\1;"),
        (rf"得分=({_N})分?×(\([^;,。]+\)|[\u4e00-\u9fff]{{2,14}})(?=$|[,;。])", r"得分=\2×\1分"),
        (rf"(得分=\([^;,。]+\)×{_N})(?=$|[,;。])", r"\1分"),
    )
)
# 满意度≥90分得8分: on a scale of a hundred.
_OF_HUNDRED = re.compile(r"(?<=[≥≤<>于])([5-9]\d(?:\.\d+)?|100)分(?=[得计,的;])")
# Of an indicator that is a rate of change: …小于上年的得5分，等于上年的得3分，大于上年的得0分; 本年…不高于上年…的得5分
_SIDES = (
    (r"(?:不高于|不超过|不大于|不多于|未超过|没有超过|小于或?等于|低于或等于|≤)", "≤"),
    (r"(?:不低于|不少于|不小于|大于或?等于|≥)", "≥"),
    (r"(?:小于|少于|低于|不足)", "<"),
    (r"(?:等于|同于)", "="),
    (r"(?:大于|多于|高于|超过)", ">"),
)


_RATE = r"[^,;。=()×和与及、由\d]{2,14}?率"
_SHARE = r"的?\(?(?:权重|权数|占比|比重|占)(?:分别)?(?:为|是|:)?"
# 甲执行率权重40%，乙执行率权重60%，加权平均后乘以5分; 综合率由甲率（占40%）和乙率（占60%）加权得出，得分=综合率×5分
_WEIGHTED = re.compile(
    rf"(?:^|(?<=[;。]))(?:[^,;。=()]{{0,10}}?由|按(?:照)?)?(?P<a>{_RATE}){_SHARE}(?P<wa>{_N})%\)?[,、和与及]+(?P<b>{_RATE}){_SHARE}(?P<wb>{_N})%\)?,?"
    rf"(?:按)?(?:加权)(?:平均|求和|汇总|计算|得出|合计|确定)*(?:值|数|结果)?(?:后|,|的结果)*(?:再)?"
    rf"(?:(?:乘以?|×)|[^,;。=]{{0,6}}得分=[^,;。=×]{{2,12}}×)(?P<points>{_N}分|{WEIGHT_WORDS})(?:计算|计)?(?:得分|计分)?"
)


def _weighted(found: re.Match[str]) -> str:
    """Such a mean as a formula; as it stands where the weights are not those of a whole."""
    if sum(Decimal(found[w]) for w in ("wa", "wb")) != 100:
        return found.group()
    return f"得分=({found['a']}×{found['wa']}%+{found['b']}×{found['wb']}%)×{found['points']}"


def words_reworded(text: str, indicator: str = "") -> str:
    """Plain `text` of the criteria of `indicator` with such words as figures."""
    text = rewritten(text, _REWRITINGS)
    if "加权" in text:
        text = _WEIGHTED.sub(_weighted, text)
    if "满意度" in text or "满意率" in text:
        text = _OF_HUNDRED.sub(r"\1%", text)
    if _CHANGES.search(indicator):
        for words, sign in _SIDES:
            text = re.sub(
                rf"(?:^|(?<=[,;。]))[^,;。<>≤≥=%]{{0,24}}?{words}(?:上年度?|去年|上一年度?)[^,;。<>≤≥=%/×]{{0,16}}的?{_THEN}",
                f"变动率{sign}0%的",
                text,
            )
    return _left_over(text)


# 无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分
_LEFT_OVER = re.compile(
    rf"^(?:年末)?(?:资金)?(?:无|没有)(?:资金)?(?:结转)?结余(?:的)?,?(?:得|计)?(?P<a>{_N}分)[,;](?:年末)?有(?:结转)?结余(?:的)?,?(?:但|且)?(?:不超过|小于等于|未超过|不高于)上年(?:度)?(?:末)?(?:结转|结余|结转结余)(?:资金|数|额)*的?,?"
    rf"(?:得|计)?(?P<b>{_N}分)[,;](?:有)?(?:(?:结转)?结余(?:资金)?)?(?:超过|大于|高于)上年(?:度)?(?:末)?(?:结转|结余|结转结余)(?:资金|数|额)*的?,?(?P<c>不得分|不计分|得?0分)"
)


def _left_over(text: str) -> str:
    """资金结余 held against what was left a year before, as bands of how far that moved."""
    rate = "结转结余变动率"
    return _LEFT_OVER.sub(rf"{rate}≤-100%得\g<a>;-100%<{rate}≤0%得\g<b>;{rate}>0%\g<c>", text)
