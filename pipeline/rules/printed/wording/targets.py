"""Wordings that hold an actual value against its target, in the form that the readers of statements know; plain text.

完成值等于指标值的记满分, ≥目标值得6分, 按业绩值占目标值的比例计分, 负增长不得分 beside a share of the target.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.words import OPENS

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
