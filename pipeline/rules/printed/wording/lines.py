"""Wordings that name a line once and then speak of it, or a quotient before its scale, as readers of statements know
them; on plain text.

以90%为达标线，达标的得10分; 甲与乙之比，85%及以上得4分; 超过5%的部分，每增加…; 未超编得4分，超编不得分;
基本达标（执行率≥85%）计3分. Every number and sign is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.rules.printed.rewriting import rewritten
from pipeline.rules.printed.words import NUMBER, OPENS, RATE_NAME, WEIGHT_WORDS

_N = NUMBER
_P = rf"{_N}%"
_GIVEN = r"(?=的?,?(?:得|计(?!算)|记|给|不得分|不计分|不扣分|扣))"
_SUM = r"[\u4e00-\u9fff“”()+、]{2,24}?"

_REWRITINGS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # 超过5%的部分，每增加1个百分点; 按每个百分点扣0.4分计扣
        (rf"({_P})的?部分,?(?=(?:按)?每)", r"\1的,"),
        (r"(?:按|以)?每个百分点", "每1个百分点"),
        (rf"(每[^,;。扣]{{0,16}}扣(?:减|除)?{_N}分)(?:计扣|计算|扣减|的标准扣减|的标准扣分)(?=[,;。(]|$)", r"\1"),
        # 达到100%得2分，否则每低1个百分点扣0.2分
        (r"[,;](?:否则|其余|其他),?(?=每)", ";"),
        # 超预算的按超出百分点数×0.5分扣分（可带小数）; 按低于目标的百分点数乘以0.2扣分: for each of them, parts too
        (
            rf"按(?:照)?(?:实际)?(超出|超过|高于|低于|高出|不足)(?:目标|预算|标准|部分)?(?:的)?(?:百分点数?|百分比数)(?:×|乘以|乘)({_N})分?(?:计算)?(?:扣分|扣减|计扣|扣)"
            r"(?:\((?:可|允许)?(?:带|有|保留|含)小数[^()]*\))?",
            r"每\g<1>1个百分点扣\2分,不足1个百分点的按比例扣分",
        ),
        # 不足部分按比例折算
        (
            rf"(每[^,;。扣]{{0,12}}({_N})(?:个百分点|%)[^,;。]*扣[^,;。]*?),(?:不足|剩余|余下)部分的?,?按(?:照)?比例(?:折算|扣分|扣减|计算|计扣)",
            r"\1,不足\2个百分点的按比例扣分",
        ),
        # 95%为满分线，每低…
        (rf"^({_P})为[\u4e00-\u9fff]{{0,4}}(?:线|目标值?|标准值?|基准值?|上限|下限)[,;。](?=.*每)", r"以\1为标准;"),
        # 完成率应达90%，达到的得5分
        (
            rf"(?:应|须|需)(?:当)?((?:达到?|不低于|不高于|不超过){_P}|控制在{_P}以?内)[,;](?:达到|满足|符合)(?:要求|目标|标准)?的,?(?=得|计)",
            r"\1的",
        ),
        # 完好率达标（95%）得4分
        (rf"(?:达标|达到(?:目标|标准)值?|合格)\(({_P})\)(?=的?,?(?:得|计))", r"达到\1"),
        # 完成率×指标分值（3分）; 完成率×本项满分3分
        (rf"(?<=[×率度重例)%])(×|乘以|乘){WEIGHT_WORDS}[(:]?({_N}分)\)?", r"×\2"),
        # 重点任务完成率乘以15分
        (rf"(?<=[率度重例])(?:乘以|乘上|乘)(?={_N}分|{WEIGHT_WORDS})", "×"),
        # 实际采购额与采购预算之比×4分; 甲占乙的比例乘以分值
        (
            rf"{OPENS}(?:按(?![时期照计]))?({_SUM})[与和]({_SUM})之比(?:率|值)?(?:×|乘以|乘)({_N}分?|{WEIGHT_WORDS})(?=[,;。]|$)",
            r"得分=\1/\2×\3",
        ),
        # 在用资产与资产总额之比。85%及以上得4分; 甲占乙的比例，不超过90%得5分
        # 满分4分，按比率折算得分（得分=4×比率）
        (
            rf"(?:{OPENS}满分{_N}分,)?按(?:照)?[^,;。()=×]{{2,12}}?(?:折算|换算|计算)?(?:得分|计分|评分)\((?:即)?(得分=[^()]*)\)",
            r"\1",
        ),
    )
)
_QUOTIENT_FIRST = re.compile(
    rf"^(?:({_SUM})[与和]({_SUM})(?:之比|的比[例率值])|({_SUM})占({_SUM})的?(?:比重|比例|比率|百分比))[,;。:](?=.)"
)
# What a line is called, and how a rate stands to it.
_LINE = (
    r"(?:达标|合格|及格|基准|标准|目标|控制|警戒|满分|底|红)?(?:线|值)"
    r"|基准|标准|目标|基数|上限|下限|最高限|门槛|限(?!额)"
)
_SET = re.compile(rf"以(?:[\u4e00-\u9fff]{{2,8}}率)?(?P<at>{_P})(?:\(含\))?(?:为|作为)(?P<name>{_LINE})(?=[,;。])")
_TO_LINE = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (
            rf"(?:(?<!未)达到|(?<!未)达|不低于|高于或等于|大于或?等于|(?<!未)满足)(?:该|此|上述)?(?:{_LINE})(?:要求)?(?:及以上|或以上|以上)?{_GIVEN}",
            "≥",
        ),
        (rf"{OPENS}(?:{_LINE})(?:及?以上)(?=的,(?:得分=|按))", "≥"),
        (rf"{OPENS}(?:{_LINE})以下(?=的?,?(?:不得分|不计分|得0分)|的,按)", "<"),
        (rf"{OPENS}(?:达标|达到|及格|合格|达线)(?:及以上|或以上)?{_GIVEN}", "≥"),
        (rf"(?:低于|小于|未达到?|不足|达不到|未满足)(?:该|此|上述)?(?:{_LINE})(?:要求)?(?=的)", "<"),
        (rf"{OPENS}(?:(?:未|不)(?:达标|及格|合格)|未达线)(?=的|,?不得分|,?不计分|,?得0分)", "<"),
        (rf"{OPENS}(?:未超过|不超过|未超出|未突破){_GIVEN}", "≤"),
        (rf"(?:(?<!不)(?<!未)超过|(?<!未)超出|(?<!未)(?<!不)突破|(?<!不)高于)(?:该|此|上述)?(?:{_LINE})(?=的)", ">"),
        (rf"{OPENS}(?:超过|超出|突破)(?=的,?每|的,?不得分|的,?得0)", ">"),
    )
)
# 未超编得4分，超编不得分: of an indicator about staff. 未超预算得3分，超预算不得分: of a control rate.
_STAFF = re.compile(r"人员|编制|在职|供养|在编")
_WITHIN, _OVER = (
    {
        "posts": re.compile(
            rf"{OPENS}[^,;。<>≥≤%=\d]{{0,14}}?(?:未|不|没有)(?:超编|(?:超出|突破|超过?)(?:核定|批准|批复)?的?编制)(?:总数|人数|数)?{_GIVEN}"
        ),
        "budget": re.compile(
            rf"{OPENS}(?:无超支|未超支|不超支|(?:未|不)(?:超过?|超出|突破)预算(?:数|安排数?)?){_GIVEN}"
        ),
    },
    {
        "posts": re.compile(
            rf"{OPENS}(?:出现)?(?:超编|(?:超出|突破|超过)(?:(?:核定|批准|批复)?的?编制(?:数|总数|人数)?)?)(?=的?,?(?:不得分|不计分|得0分|计0分))"
        ),
        "budget": re.compile(
            rf"{OPENS}(?:超支|(?:超|超过|超出|突破)预算(?:数|安排数?)?)(?=的?,?(?:不得分|不计分|得0分|计0分)|的,?每)"
        ),
    },
)
# 不降反升的，每上升1%扣1分, of a rate of cutting down.
_CUT = re.compile(r"(?:压减|压缩|下降|降低|节约|节支)率")
_ROSE = re.compile(
    rf"{OPENS}(?:不降反升|不降反增|不减反增)的?,?每(?:上升|增加|增长|提高|超出?)(?=(?:{_N})(?:个百分点|%))"
)


def lines_reworded(text: str, indicator: str = "") -> str:
    """Plain `text` of the criteria of `indicator` with such lines as thresholds and such quotients as formulas."""
    text = rewritten(text, _REWRITINGS)
    # 在用资产与资产总额之比。85%及以上得4分, or with a colon: what an indicator of that name is
    name = indicator if RATE_NAME.search(indicator) else "比率"
    text = _QUOTIENT_FIRST.sub(lambda m: f"{name}={m[1] or m[3]}/{m[2] or m[4]}×100%;", text)
    if _CUT.search(text + indicator):
        text = _ROSE.sub("比率<0%的,每降低", text)
    return _all_or_nothing(_of_the_line(text), indicator)


# 目标值≤5%。未超过目标值得满分，每高于目标值1个百分点扣0.4分: a target that the criteria state before they speak of it
_OWN_TARGET = re.compile(
    r"(?:^|(?<=[;。]))(?:本?年度|年初|预期|绩效|计划|既定)*(?:目标值?|指标值|标准值|基准值|计划值)(?:为|是|应为|:)?:?"
    rf"(?P<sign>≥|≤|=|不低于|不高于|不超过|达到)?(?P<at>{_P})(?:及?以(?P<side>[上内]))?[,;。]"
)
_TARGET = r"(?:该|此|上述)?(?:本?年度|年初|预期|绩效|计划|既定)*(?:目标值?|指标值|标准值|基准值|计划值)"
_REACHED, _MISSED = rf"(?:(?:达到或超过|达到|完成|实现){_TARGET}?|达标)", rf"(?:未达到?|未完成|未实现|达不到){_TARGET}?"
_OVER_TARGET, _UNDER_TARGET = rf"(?<![未不])(?:超过|超出|高于|大于){_TARGET}", rf"(?<!不)(?:低于|小于|不足){_TARGET}"
_KEPT = rf"(?:未超过|不超过|未超出|不高于|控制在){_TARGET}(?:以?内|之内)?"


def _of_own_target(text: str) -> str:
    """Such text with the target's number wherever the scale speaks of it; shares of a target stay as they are."""
    found = _OWN_TARGET.search(text)
    if found is None or re.search(rf"[/×]\(?{_TARGET}|{_TARGET}[×/]", text):
        return text
    most = found["sign"] in ("≤", "不高于", "不超过") or found["side"] == "内"
    at, rest = found["at"], text[found.end() :]
    full, short = ("≤", ">") if most else ("≥", "<")
    for pattern, sign in (
        (rf"{OPENS}{_MISSED}(?=的)", short),
        (rf"{OPENS}{_REACHED}{_GIVEN}", full),
        (rf"{OPENS}{_KEPT}{_GIVEN}", "≤"),
        (rf"{OPENS}{_OVER_TARGET}(?=的)", ">"),
        (rf"{OPENS}{_UNDER_TARGET}(?=的)", "<"),
    ):
        rest = re.sub(pattern, f"{sign}{at}", rest)
    rest = re.sub(rf"(?<=每)(高|低|超|少)[于过出]{_TARGET}(?=\d)", r"\1", rest)
    if rest == text[found.end() :] or re.search(_TARGET, rest):
        return text
    return f"{text[: found.start()]}以{at}为标准;{rest}"


def _of_the_line(text: str) -> str:
    text = _of_own_target(text)
    found = _SET.search(text)
    if found is None:
        return text
    rest = text[found.end() :]
    for pattern, sign in _TO_LINE:
        rest = pattern.sub(f"{sign}{found['at']}", rest)
    if rest == text[found.end() :]:
        return text
    return f"{text[: found.start()]}以{found['at']}为标准{rest}"


def _all_or_nothing(text: str, indicator: str) -> str:
    about = "posts" if _STAFF.search(indicator) else "budget" if re.search(r"控制(?:率|情况)?$", indicator) else ""
    if not about:
        return text
    within = _WITHIN[about].search(text)
    counted = re.search(r"每(?:超|突破)[^,;。%]*人", text)
    of_no_rate = about == "budget" and not re.search(r"率|情况$", indicator)
    if counted or (within is None and (of_no_rate or not re.search(rf"{_N}%", text))):
        return text
    rate = "比率" if re.search(r"率|比例", indicator) or re.search(rf"{_N}%", text) else "财政供养人员控制率"
    if about == "budget" and not re.search(r"率|比例", indicator):  # “三公”经费预算控制
        rate = re.sub(r"[“”]|(?:支出|预算|经费)*控制(?:情况)?$", "", indicator) + "经费控制率"
    return _OVER[about].sub(f"{rate}>100%", _WITHIN[about].sub(f"{rate}≤100%", text))
