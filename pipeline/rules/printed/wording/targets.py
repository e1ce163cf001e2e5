"""Wordings that hold an actual value against its target, in the form that the readers of statements know; plain text.

完成值等于指标值的记满分, ≥目标值得6分, 按业绩值占目标值的比例计分, 负增长不得分 beside a share of the target. A target
whose number is printed beside the word, as the number alone: 达到目标值70%得6分, 实际值÷目标值×8 of 目标值45%,
目标值480场，每少1场扣0.2分, 超过目标值的按8分计. Every number and sign is kept.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.measures import MEASURE
from pipeline.rules.printed.words import NUMBER, OPENS

_WHOSE = r"(?:年度|全年|当年|本年度?|年初|指标|绩效|预期|既定|设定|计划|实际|自评)*"
_ACTUAL = rf"{_WHOSE}(?:(?:完成|业绩|实现|达到|达成)(?:值|数量?|指标值|情况)|实际(?:值|指标值))"
_TARGET = rf"{_WHOSE}(?:(?:目标|指标|预期)(?:值|数量?)|(?:计划|任务)值)"
_SHARE = re.compile(
    rf"(?:按照?|依|以)(?P<above>{_ACTUAL})(?:占|与|和|同|/)(?P<below>{_TARGET})(?:的|之)?(?:比例|比值|比重|比率|百分比|比)"
    r"(?:乘以?(?:权重分值?|权重|分值|满分|\d+(?:\.\d+)?分))?(?:进行)?(?:折算|计算)?(?:计分|记分|得分|给分|赋分|评分|计|记)?(?=[,;。]|$)"
)
_REACHED = re.compile(rf"{OPENS}(?:{_ACTUAL})?(?:不低于|不少于|等于|达到或超过|≥)(?={_TARGET}的?,?(?:得|计|记|给))")
_MISSED = re.compile(rf"{OPENS}(?:{_ACTUAL})?(?:低于|少于|小于|<)(?={_TARGET}的)")
_FORMULA = re.compile(rf"得分={_ACTUAL}/{_TARGET}×")
# 结案率×15，目标值99%，…未达到的按（实际值/目标值）计算: that share of all the points, not the rate by itself.
_BARE = re.compile(
    rf"按(?:照)?\(?(?P<above>{_ACTUAL})/(?P<below>{_TARGET})\)?(?:的?比例)?(?:计算|计分|记分|得分|计)(?=[,;。]|$)"
)
_RATE_BEFORE = re.compile(r"^[\u4e00-\u9fff]{1,10}率×\d+(?:\.\d+)?分?[,;]")
# A share of the target that is below nothing earns nothing anyway.
_NEGATIVE = re.compile(r"[,;。](?:出现|为|若)?负增长的?,?(?:不得分|不计分|得0分|计0分)(?=[,;。]|$)")


def shares_target(text: str) -> bool:
    """Whether plain `text` gives points by the share of the target that was reached, without a formula."""
    return bool(_SHARE.search(text))


def divides_by_target(text: str) -> bool:
    """Whether plain `text` has a formula that divides the actual value by the target (得分=实际完成值/目标值×5分)."""
    return bool(_FORMULA.search(text))


def targets_reworded(text: str) -> str:
    """Plain `text` with such statements as 达到目标值, 未达到目标值 and 得分=完成值/目标值×权重."""
    if _BARE.search(text):
        text = _BARE.sub(r"按(\g<above>/\g<below>)×权重计算", _RATE_BEFORE.sub("", text))
    shared = _SHARE.search(text)
    if shared is not None:
        text = _SHARE.sub(rf"得分={shared['above']}/{shared['below']}×权重", text)
    elif not _FORMULA.search(text):
        return text
    return _NEGATIVE.sub("", _MISSED.sub("未达到", _REACHED.sub("达到", text)))


_N = NUMBER
_WHOSE_NUMBER = r"(?:年度|全年|当年|本年度?|年初|绩效|预期|既定|设定)*"
_NUMBERED = rf"{_WHOSE_NUMBER}(?:目标|指标|计划|任务|标准|考核)(?:值|数|量|要求)"
_IS = r"(?:应?为|是|:|=|≥|不低于)?"
_QUANTITY = rf"(?P<n>{_N})(?P<unit>%|{MEASURE})"
# 目标值70%, 年度目标值（70%）
_STATED = re.compile(
    rf"(?P<target>{_NUMBERED}){_IS}(?:\({_QUANTITY}\)|{_QUANTITY.replace('<n>', '<m>').replace('<unit>', '<per>')})"
)
# What stands before a target whose number is the threshold.
_BEFORE = r"(?P<op>未?达到?|完成|不?低于|不足|不?高于|不?超过|[≥≤<>])"
_THRESHOLD = re.compile(rf"{_BEFORE}{_NUMBERED}(?:\(({_N}(?:%|{MEASURE}))\)|({_N}(?:%|{MEASURE})))")
# 目标值480场，每少1场扣0.2分
_THEN_STEPS = re.compile(
    rf"^(?:本?(?:项|指标))?(?:{_NUMBERED}|{_WHOSE_NUMBER}(?:计划|目标|任务)[\u4e00-\u9fff]{{0,8}}?){_IS}({_N}(?:%|{MEASURE}))[,;。](?=每?(?:少|低|减少|降低|缺|差)[\u4e00-\u9fff]{{0,4}}{_N})"
)
# 计划培训1200人次，完成率100%得5分
_PLANNED = re.compile(
    rf"^(?:年度|全年)?(?:计划|目标|任务)[\u4e00-\u9fff]{{0,10}}?{_N}{MEASURE}[,;。](?=(?:实际)?完成率)"
)
# 目标值6万册，得分=实际新增册数/目标册数×8分
_OF_FORMULA = re.compile(
    rf"^(?:本?(?:项|指标))?(?:{_NUMBERED}|{_WHOSE_NUMBER}(?:目标|任务|计划)){_IS}({_N}(?:%|{MEASURE}))[,;。](?=[^;。]*/)"
)
_BELOW = re.compile(r"/(?:目标|计划|任务)[\u4e00-\u9fff]{0,5}?(?=[)×,;。]|$)")
# 超过目标值的按8分计
_MOST = re.compile(
    rf"(?:超过|超出|高于|大于|超额完成)(?:{_NUMBERED})?的?,?(?:仍|均|则)?(?:按|以|得|计)({_N})分(?:计算?|计分|为限|封顶)?(?=[,;。]|$)"
)
_FULL = re.compile(
    rf"(?:超过|超出|高于|大于){_NUMBERED}的?,?(?:仍|均|则)?(?:按|以|得|计)满分(?:计算?|计分)?(?=[,;。]|$)"
)


def numbered_targets_reworded(text: str) -> str:
    """Plain `text` with such targets as thresholds, maxima and numbers below a line."""
    if "/" in text or "×" in text:
        text = _FULL.sub("最高得满分", _MOST.sub(r"最高\1分", text))
    if not re.search(r"目标|指标|计划|任务|标准|考核", text):
        return text
    stated = {found["n"] or found["m"] for found in _STATED.finditer(text)}
    if len(stated) == 1:
        numbers = {(found["n"] or found["m"]) + (found["unit"] or found["per"]) for found in _STATED.finditer(text)}
        if len(numbers) == 1 and _THRESHOLD.search(text):
            number = numbers.pop()
            text = _THRESHOLD.sub(rf"\g<op>{number}", text)
            text = re.sub(rf"/{_NUMBERED}(?=[)×,;。]|$)", f"/{number}", text)
    text = _PLANNED.sub("", text)
    text = _THEN_STEPS.sub(r"达到\1得满分;", text)
    of_formula = _OF_FORMULA.match(text)
    if of_formula is not None and _BELOW.search(text, of_formula.end()):
        number = of_formula[1]
        text = _BELOW.sub(f"/{number}", text[of_formula.end() :])
    return text
