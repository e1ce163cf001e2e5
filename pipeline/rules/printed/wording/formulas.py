"""Words around a formula, and quotients without a name, in the form that the readers of statements know; plain text.

计算公式为：完成率/95%×5 and 按“得分=完成率×权重”计算 are 得分=…; X=A/B×100%。X≥95%得4分 is a definition of the
indicator's rate and then its scale. Every number and sign is kept.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.rewriting import rewritten
from pipeline.rules.printed.words import NUMBER, RATE_NAME, WEIGHT_WORDS

_N = NUMBER
_OPENS = r"(?:^|(?<=[,;。:]))"
_ENDS = r"(?=[,;。]|$)"
_WAY = r"(?:得分|计分|评分|计算)?(?:的)?(?:计算|计分)?(?:公式|方法|办法|方式)"
_SCORE = rf"(?:得分=)?(?P<right>[^,;。=]*[×/][^,;。=]*?(?:{_N}分?|{WEIGHT_WORDS}|率))"
# Wordings of products and quotients, for texts that have any.
_PRODUCTS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # 小于95%的，计算公式为：预算完成率/95%×5; 计分公式：得分=预算执行率×8
        (rf"{_OPENS}{_WAY}(?:为|是|如下)?:?{_SCORE}{_ENDS}", r"得分=\g<right>"),
        # 按照得分=完成率×权重计算; 按公式使用率/90%×6计分; 采用执行率×分值的方法计分
        (
            rf"{_OPENS}按(?:照)?(?:公式)?得分=(?P<right>[^,;。=]*×[^,;。=]*?)(?:计算|计分)(?:得分)?{_ENDS}",
            r"得分=\g<right>",
        ),
        # 得6分+(执行率-90%)/5%×2分
        (rf"(?<=[,的])得({_N})分\+(?=\([^;。,]*[-/])", r"得分=\1+"),
        # 按甲占乙的比例计分; 按甲与乙之比计算得分
        (
            rf"{_OPENS}(?:按照?|根据)([^,;。占与和=×]{{4,16}}?)(?:占([^,;。占=×]{{4,16}}?)的?(?:比例|比重|比率|百分比)"
            rf"|[与和]([^,;。占=×]{{4,16}}?)(?<![率度值])(?:之比|的比[例率值]))(?:进行)?(?:计算|折算|计)?"
            rf"(?:得分|计分|分|给分|赋分){_ENDS}(?![,;。]得分=)",
            lambda m: f"得分={m[1]}/{m[2] or m[3]}×权重",
        ),
        # 不足85%的,按实际值占85%的比例计分
        (
            rf"按(?:照)?(?:其)?(?:实际[\u4e00-\u9fff]{{0,6}}|[\u4e00-\u9fff]{{2,10}}率)占({_N}%)的?(?:比例|比重|百分比)(?:进行)?(?:计算|折算|计)*(?:得分|计分|分){_ENDS}",
            r"得分=比率/\1×权重",
        ),
        # 高于90%得3分;低于70%得0分;介于两者之间的,按比例得分,即(完成率-70%)/20%×3分
        (r"(?:介于|在|处于)?(?:两者|二者)之间的?,?按比例(?:得分|计分),?即?:?(?=\([^;。,]*-[^;。,]*\)/)", "得分="),
        # 以完成率为计分系数,得分为系数与分值5分的乘积
        (
            rf"{_OPENS}以([^,;。=]{{2,16}}?率)(?:作为|为)(?:计分|得分|评分)?系数[,;](?:本项)?得分(?:为|=)系数(?:与|和|×|乘以?)(?:分值|满分)?({_N}分)(?:的?乘积|之积|相乘)?",
            r"得分=\1×\2",
        ),
        # 以甲除以乙的结果乘以10分计分
        (
            rf"{_OPENS}(?:以|用|按(?:照)?)?([^,;。=×/]{{3,16}}?)除以([^,;。=×/]{{3,16}}?)(?:的结果|的商|所得(?:结果)?|之商)?,?再?(?:×|乘以?)"
            rf"({_N}分|{WEIGHT_WORDS})(?:计算|计|得|为|确定)*(?:得分|计分|分)?{_ENDS}",
            r"得分=\1/\2×\3",
        ),
        # 以完成率×8为得分
        (rf"{_OPENS}(?:以|将|按)([^,;。=]*×[^,;。=]*?)(?:作为|为|计为)(?:本项|该项|指标)?得分{_ENDS}", r"得分=\1"),
        # 10×(执行率-60%)/(90%-60%),大于90%计满分
        (rf"^({_N})分?×(\([^();,。=]*\)/(?:\([^();,。=]*\)|{_N}%))[,;。]", r"得分=\2×\1分;"),
        # 得分按甲/乙×分值计算; 8×完成率=得分
        (rf"{_OPENS}得分(?:按照?|以|根据)([^,;。=]*×[^,;。=]*?)(?:计算|计|确定|核算){_ENDS}", r"得分=\1"),
        (rf"{_OPENS}([^,;。=]*×[^,;。=]*)=(?:本项|指标)?得分{_ENDS}", r"得分=\1"),
        # 得分:资金到位率×3
        (rf"{_OPENS}(?:本项)?得分:(?=[^,;。:=]*[×/])", "得分="),
        # 该项得分为(执行率-80%)/15%×10; 按(执行率-70%)×权重/30%计算得分
        (r"(?:该|本|此)(?:项|指标|项指标)?得分(?:为|是|按)(?=\(?[^,;。=]*[×/])", "得分="),
        # 及格线以上部分按(执行率-90%)/10%×8计分
        (r"(?<=以[上下])的?部分,?(?=按\(|得分=)", "的,"),
        # 应公开的项数占…的百分比乘以2分
        (
            rf"{_OPENS}([^,;。占=]{{2,16}})占([^,;。占=]{{2,16}}?)的?百分比(?:×|乘以|乘)({_N}分?|{WEIGHT_WORDS})(?:计算|计)?(?:得分|计分)?{_ENDS}",
            r"得分=\1/\2×\3",
        ),
        # 得分=8-(100-执行率×100)×0.2,最低为0分
        (r"(?<=[\d)]),(?:得分)?(?:最低|最少)(?:得分)?(?:为|得|计|是)?0分(?:为止)?(?=[,;。]|$)", ""),
    )
)
# 每节约1个百分点得1分（不足1个百分点的按比例计算），最高4分
_EACH_SAVED = re.compile(
    rf"(?:^|(?<=[,;。]))每(?:节[约支]|压[减缩]|下降|降低|减少)(?P<step>{_N})(?:个百分点|%)的?,?(?:得|计)(?P<each>{_N})分"
    rf"[,(]*不足{_N}(?:个百分点|%)的?(?:部分)?,?按比例(?:计算|计分|得分|折算)\)*[,;]?(?:最高|最多)(?:得|计)?(?P<most>{_N})分"
)
_POINTS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # 95%及以上=6分; 结余率≤5%=4分
        (rf"(?<=[%上下内)])=(?={_N}分(?:[,;。]|$))", "得"),
        # 以100%执行率为满分
        (r"(?:^|(?<=[;。]))以(?:100%[\u4e00-\u9fff]{2,6}率|[\u4e00-\u9fff]{2,6}率100%)为满分[,;]", "以100%为标准;"),
        # 控制率=100%以内(含)的
        (rf"(?<=率)=(?={_N}%(?:\(不?含\))?(?:及?以[上下内]))", ""),
        # 执行率≥95%的,该项得满分
        (r"(?<=[,的])(?:该|本|此)(?:项|指标|项指标)(?=(?:得|计)(?:满分|[1-9]))", ""),
        # 满意度90%以上(9-10分),80%-90%(7-9分)
        (rf"(\({_N}分?-{_N}分\)),(?=[^,;。]*%)", r"\1;"),
        # 每降低5个百分点扣2分(不足5个百分点的按5个百分点计算)
        (rf"(扣(?:减|除)?{_N}分)\(((?:不足|不满|未满|不够){_N}(?:个百分点|%)[^()]{{2,16}})\),?", r"\1,\2;"),
        # 超过100%(含追加)不扣分
        (r"(?<=%)\(含(?![本税下上此该等两端首边])[\u4e00-\u9fff]{2,8}\)", ""),
        # 合格率达到100%的6分
        (rf"(?<=%)((?:\(不?含\))?(?:及?以[上下内](?:\(不?含\))?)?的)(?={_N}分(?:[,;。]|$))", r"\1得"),
    )
)
_SIGNS = re.compile("[×/乘]|占\\d|占.+比|除以|之比|的比[例率值]")
# X=采购金额/采购预算×100%。X≥95%得4分: a letter for the rate
_LETTER = re.compile(
    r"^(?P<letter>[A-Za-z])=(?P<right>[^=,;。<>≤≥]{2,30}/[^=,;。<>≤≥]{2,30})(?:×100%)?[,;。](?=(?P<rest>.*))"
)


# 执行率每1个百分点得0.1分，满分10分: so many points for the whole of it
_BY_POINT = re.compile(
    rf"^(?P<rate>[\u4e00-\u9fff“”]{{2,20}}?率)每(?:达到|完成|实现)?1(?:个百分点|%)的?,?(?:得|计)(?P<each>{_N})分[,;。](?P<rest>(?:(?![得计扣加]\d|不得分)[^;])*)$"
)


def _up_to_most(found: re.Match[str]) -> str:
    """Points for each step, up to a maximum: a share of the rate at which that is reached."""
    full = Decimal(found["most"]) / Decimal(found["each"]) * Decimal(found["step"])
    return f"得分=比率/{full.normalize():f}%×{found['most']}分,最高{found['most']}分"


def formulas_reworded(text: str, indicator: str = "") -> str:
    """Plain `text` of the criteria of `indicator` with such formulas."""
    name = indicator if RATE_NAME.search(indicator) else "比率"
    if (found := _BY_POINT.match(text)) is not None:
        most = re.sub(rf"(?:本项)?满分(?:为)?(?={_N}分)", "最高", found["rest"])
        text = f"得分={found['rate']}×{Decimal(found['each']) * 100:f}分,{most}"
    if (found := _LETTER.match(text)) is not None:
        rest = re.sub(rf"(?<![A-Za-z]){found['letter']}(?![A-Za-z])", name, found["rest"])
        text = f"{name}={found['right']}×100%;{rest}"
    text = _EACH_SAVED.sub(_up_to_most, text)
    if _SIGNS.search(text):
        text = rewritten(text, _PRODUCTS)
    return rewritten(text, _POINTS)
