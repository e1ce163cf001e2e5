"""What a scale is of, told in words of its own, under the name that the readers of statements know; plain text.

在用固定资产占比 is 固定资产利用率, 每季度末 is quarter by quarter.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.metric_names.phrases import metric_of_phrase

_IN_USE = re.compile(
    r"在用(?:的)?(?:固定)?资产(?:所?占(?:全部|总)?(?:固定)?(?:资产)?(?:总额|原值|总值)?的?(?:比例|比重|比)|占比)"
)
_ANYBODY = r"(?:社会公众|公众|办事群众|群众|服务对象|受益对象|居民|市民)(?:或|和|及|与)?"
_SATISFACTION = re.compile(rf"(?P<of>(?:{_ANYBODY})+|[\u4e00-\u9fff]{{0,6}})满意(?P<end>[度率])")
_SATISFIED = re.compile(
    r"(?<=得分=)(?:表示)?满意(?:的)?(?:总)?人数[/÷](?:被|受|参与|接受)?(?:调查|访|测评|问卷|访问)(?:对象|的)?(?:总)?(?:人数|人次|份数)(?:×100%)?"
)
_EITHER = re.compile(r"达到(?:或|或者|及)(?:超过|高于)(?=序时进度)")
_SCHEDULE = re.compile(r"(?<=序时进度)\((?:25%、50%、75%[、和]100%)\)")
# 每季度末执行率不低于 95%的得 1 分，四个季度共 4 分；低于 95%的该季度不得分
_EACH_QUARTER = re.compile(
    r"(?:每个?|各)季度末?(?P<rate>执行率|序时进度执行率|预算执行率)(?:\([^()]*\))?(?:不低于|达到|≥)(?P<least>\d+(?:\.\d+)?%)(?:以上)?的?,?得(?P<n>\d+(?:\.\d+)?)分"
    r"(?:,四个季度共(?:计)?\d+(?:\.\d+)?分)?[,;](?:低于(?P=least)|未达到?(?:(?P=least))?)的?,?(?:该|当)?季度不得分"
)


# 满意度调查结果≥90%, 满意度测评得分在95分以上: the satisfaction itself
_ASKED = re.compile(
    r"(?<=满意[度率])(?:问卷)?(?:调查|测评|测评|评价|评议)(?:结果|得分|情况|值|分数)(?=[≥≤<>=]|为|在|达|不|高于|低于|大于|小于|/|,|\d)"
)
_RESULT = re.compile(r"(?:(?<=[,;。])|^)(?:调查|测评)?结果(?=[≥≤<>=在]|为\d)")


# 到位资金在规定期限内支付的比例为100%: the indicator's rate, told at the head of its scale
# (未按期完工项目占应完工项目的比例 is what the rate of those that are finished leaves)
_SPELT_RATE = re.compile(
    r"^(?!未|不|无|没有|逾期|超期|闲置|空置|尚未|剩余)[\u4e00-\u9fff“”]{6,30}的(?:比例|比率|比重|占比)(?=(?:为|达到?|在|不低于|不高于|[≥≤<>=])\d)"
    r"|^[\u4e00-\u9fff“”]{4,24}(?=达到)达到[\u4e00-\u9fff“”]{2,12}的(?=\d+%)"
)


_A_RATE = re.compile(r"(?:率|度|比例|比重|占比|情况)$")
_SHARE_OF = re.compile(r"^[^,;。占]{2,24}占[^,;。占]{2,20}的比")


# 在岗人员数与编制数的比例小于等于100%; 按实际采购额占采购计划额的比例计分，得分=比例×4分: the quotient, told in words
_SIDE = r"(?:(?![率度占与]|上年|去年|序时|季度|其中)[\u4e00-\u9fff“”]){2,20}?"
_QUOTIENT = rf"(?P<a>{_SIDE})(?:占|与|除以)(?P<b>{_SIDE})(?:的|之)(?P<n>比例|比重|比率|百分比|比值|比)"
_TOLD_AT_HEAD = re.compile(rf"^{_QUOTIENT}(?=[≤≥<>=\d在为]|[小大]于|[低高]于|不[超低高大小]|达到|超过|每)")
_TOLD_BY = re.compile(
    rf"^(?:按照?|以|根据){_QUOTIENT}(?:计分|得分|计算得分|赋分|评分)?[,;。](?:本项)?得分=(?:该)?(?P=n)×"
)


def _quotients_spelt(text: str, indicator: str) -> str:
    """Such a quotient as a formula of the indicator, if that is a rate, else of 比率; not of a rate that is known."""
    if metric_of_phrase(indicator) is not None:
        return text
    name = (
        re.sub(r"[“”\"]", "", indicator)
        if re.fullmatch(r"[\u4e00-\u9fff“”\"]+(?:率|比例|比重|占比)", indicator)
        else "比率"
    )
    text = _TOLD_BY.sub(lambda m: f"{name}={m['a']}/{m['b']}×100%;得分={name}×", text)
    return _TOLD_AT_HEAD.sub(lambda m: f"{name}={m['a']}/{m['b']}×100%;{name}", text)


def subjects_reworded(text: str, indicator: str = "") -> str:
    """Plain `text` of the criteria of `indicator` with such subjects under their usual names."""
    if (asked := _ASKED.sub("", text)) != text:
        text = _RESULT.sub("满意度", asked)
    text = _quotients_spelt(text, indicator)
    text = _of_anybody(_IN_USE.sub("固定资产利用率", text))
    text = _SCHEDULE.sub("", _EITHER.sub("达到", text))
    of_its_own = _SHARE_OF.match(text) and not _A_RATE.search(indicator)  # whose operands are all that says what it is
    if not re.search(r"[率度]", text) and not of_its_own:
        text = _SPELT_RATE.sub("比率", text)
    return _EACH_QUARTER.sub(_quarter_by_quarter, text)


def _of_anybody(text: str) -> str:
    """群众满意度达到100%的…，得分=满意人数/调查人数×4分: one satisfaction, of whoever is asked."""
    whose = {m["of"] for m in _SATISFACTION.finditer(text)}
    if len(whose) == 1 and re.fullmatch(rf"(?:{_ANYBODY})+", next(iter(whose))):
        text = _SATISFACTION.sub(r"满意\g<end>", text)
    return _SATISFIED.sub("满意度", text) if "满意度" in text else text


def _quarter_by_quarter(found: re.Match[str]) -> str:
    least, rates = found["least"], [f"{quarter}季度执行率" for quarter in "一二三四"]
    return ";".join(f"{rate}≥{least}的得{found['n']}分;{rate}<{least}的得0分" for rate in rates)
