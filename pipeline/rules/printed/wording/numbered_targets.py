"""Wordings that print a target's number beside the word, as the number alone; on plain text.

达到目标值70%得6分, 实际值÷目标值×8 of 目标值45%, 目标值480场，每少1场扣0.2分, 超过目标值的按8分计. Every number and
sign is kept.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.measures import MEASURE
from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_WHOSE = r"(?:年度|全年|当年|本年度?|年初|绩效|预期|既定|设定)*"
_TARGET = rf"{_WHOSE}(?:目标|指标|计划|任务|标准|考核)(?:值|数|量|要求)"
_IS = r"(?:应?为|是|:|=|≥|不低于)?"
_QUANTITY = rf"(?P<n>{_N})(?P<unit>%|{MEASURE})"
# 目标值70%, 年度目标值（70%）
_STATED = re.compile(
    rf"(?P<target>{_TARGET}){_IS}(?:\({_QUANTITY}\)|{_QUANTITY.replace('<n>', '<m>').replace('<unit>', '<per>')})"
)
# What stands before a target whose number is the threshold.
_BEFORE = r"(?P<op>未?达到?|完成|不?低于|不足|不?高于|不?超过|[≥≤<>])"
_THRESHOLD = re.compile(rf"{_BEFORE}{_TARGET}(?:\(({_N}(?:%|{MEASURE}))\)|({_N}(?:%|{MEASURE})))")
# 目标值480场，每少1场扣0.2分
_THEN_STEPS = re.compile(
    rf"^(?:本?(?:项|指标))?(?:{_TARGET}|{_WHOSE}(?:计划|目标|任务)[\u4e00-\u9fff]{{0,8}}?){_IS}({_N}(?:%|{MEASURE}))[,;。](?=每?(?:少|低|减少|降低|缺|差)[\u4e00-\u9fff]{{0,4}}{_N})"
)
# 计划培训1200人次，完成率100%得5分
_PLANNED = re.compile(
    rf"^(?:年度|全年)?(?:计划|目标|任务)[\u4e00-\u9fff]{{0,10}}?{_N}{MEASURE}[,;。](?=(?:实际)?完成率)"
)
# 目标值6万册，得分=实际新增册数/目标册数×8分
_OF_FORMULA = re.compile(
    rf"^(?:本?(?:项|指标))?(?:{_TARGET}|{_WHOSE}(?:目标|任务|计划)){_IS}({_N}(?:%|{MEASURE}))[,;。](?=[^;。]*/)"
)
_BELOW = re.compile(r"/(?:目标|计划|任务)[\u4e00-\u9fff]{0,5}?(?=[)×,;。]|$)")
# 超过目标值的按8分计
_MOST = re.compile(
    rf"(?:超过|超出|高于|大于|超额完成)(?:{_TARGET})?的?,?(?:仍|均|则)?(?:按|以|得|计)({_N})分(?:计算?|计分|为限|封顶)?(?=[,;。]|$)"
)
_FULL = re.compile(rf"(?:超过|超出|高于|大于){_TARGET}的?,?(?:仍|均|则)?(?:按|以|得|计)满分(?:计算?|计分)?(?=[,;。]|$)")


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
            text = re.sub(rf"/{_TARGET}(?=[)×,;。]|$)", f"/{number}", text)
    text = _PLANNED.sub("", text)
    text = _THEN_STEPS.sub(r"达到\1得满分;", text)
    of_formula = _OF_FORMULA.match(text)
    if of_formula is not None and _BELOW.search(text, of_formula.end()):
        number = of_formula[1]
        text = _BELOW.sub(f"/{number}", text[of_formula.end() :])
    return text
