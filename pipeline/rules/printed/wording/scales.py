"""Wordings of thresholds and of what stands at them, in the form that the readers of statements know; on plain text.

Letters that stand for a rate, tenths (九成), ends that only words give (90%以下-75%), points as a share of the weight
(100%权重分), steps of whole grades, grades that share a range of points. Every number and sign is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.rules.printed.measures import MEASURE
from pipeline.rules.printed.rewriting import rewritten
from pipeline.rules.printed.words import NUMBER, WEIGHT_WORDS

_N = NUMBER
_P = rf"{_N}%"
_TENTHS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
_RATE = r"[\u4e00-\u9fff]{1,20}?(?:率|度|比重|比例|占比|进度)"
_WHOLE = r"(?:权重分值?|权重|分值|满分|总分|指标分值?|标准分)"


def _tenths(found: re.Match[str]) -> str:
    return f"{_TENTHS[found[1]]}{5 if found[2] == '半' else _TENTHS.get(found[2] or '', 0)}%"


_REWRITINGS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # 达九成及以上, 八成以上不足九成
        (r"(?<![\u4e00-\u9fff])([一二三四五六七八九])成([半一二三四五六七八九])?(?=[及以的至到,不未(])", _tenths),
        (
            r"(?<=[达到足于过至在含率度])([一二三四五六七八九])成([半一二三四五六七八九])?(?=[及以的至到得计,不未()])",
            _tenths,
        ),
        # 95%以上(含95%)未达到98%
        (
            rf"({_P})(?:及?以上)(?:\(含[^()]*\))?,?(?:且|但)?(?=(?:不足|低于|未达到?|小于|<|不到|未满|不满)\d)",
            r"≥\1",
        ),
        (rf"(?:达到|达|在|完成)≥({_P})", r"≥\1"),
        # 75%以上(含75%)100%以下的
        (rf"({_P})(?:及?以上)\((?P<no>不?)含[^()]*\),?(?:至|到|且)?({_P})(?:以下)(?!\()", r"\1(\g<no>含)-\3"),
        # 90%以下-75%: what neighbours the upper end is above it
        (rf"({_P})以下-({_P})(?:\(含\))?", r"\2(含)-\1(不含)"),
        # 100%权重分, 按80%计分
        (rf"(?<=[,:的])({_P})的?({_WHOLE})(?=[,;。]|$)", r"得\1\2"),
        (rf"(?<=[%,的])按(?!100%)({_P})(?:计分|得分|给分|赋分|计算得分)(?=[,;。]|$)", r"得\1权重分"),
        # 处于75%和98%之间的按直线比例计分：(R-75%)/(98%-75%)×8分
        (r",?按(?:照)?(?:直线|线性)?比例(?:计分|得分|计算得分|计算|折算)[:,](?=\(?[^,;。]*[/×])", ",得分="),
        (r",得分=(?=得分=)", ","),
        # 97%（含）以上满分; 75%至90%为二档得3分
        (r"((?:及?以上)(?:\(含[^()]*\))?)(?=满分(?:[,;。]|$))", r"\1得"),
        (r"(?<=[%上下内)])为[一二三四五]档(?=,?(?:得|计))", ""),
        (r"^[^,;。:%]{0,16}分(?:为|成)?[一二三四五两\d]个?档次?:", ""),
        # 养护里程达到320公里得6分，完成率低于100%的按完成率×6分
        (
            rf"(?:^|(?<=[;。]))[^,;。:%\d]{{2,14}}达到{_N}{MEASURE}的?,?(?=(?:得|计)[^,;。]*[,;]完成率)",
            "完成率≥100%的",
        ),
        # 每少完成1%扣0.1分
        (rf"^每?少完成({_N}(?:%|个百分点))(?=的?,?扣)", r"以100%为标准,每低\1"),
        # 少下降1个百分点扣1分
        (rf"(?<=[,;。])少([\u4e00-\u9fff]{{0,4}})(?={_N}(?:个百分点|%)(?:的)?,?(?:扣|减))", r"每少\1"),
        # 按期完成项目占全部项目的比重乘以5分
        (
            rf"(?:^|(?<=[;。]))(?:按(?![时期照计规]))?([^,;。占=]{{2,16}})占([^,;。占=]{{2,16}}?)的?(?:比重|比例|比率)(?:×|乘以|乘)({_N}分?)"
            r"(?:计算|计)?(?:得分|计分)?(?=[,;。]|$)",
            r"得分=\1/\2×\3",
        ),
        # 基础分3分
        (rf"(?:^|(?<=[;,。]))(基(?:础|本|准)分)(?={_N}分)", r"\1得"),
        # 基本支出执行率、项目支出执行率各占50%，分别按执行率计分
        (
            r"(?:^|(?<=[;。]))([^,;。、\d]{2,14}率)[、和与]([^,;。、\d]{2,14}率)(?:得分|分值)?各占(?:50%|一半),?"
            r"(?:分别|均)?(?:按照?[^,;。\d]{0,10}(?:率|比例))?(?:计分|计算|得分)",
            r"得分=\1×50%×权重+\2×50%×权重",
        ),
        # 采用线性插值法：执行率95%对应10分
        (
            r"^(?:采用|按照?|用)?(?:线性|直线)?(?:内插|插值|内插值)法?(?:计算|计分|赋分|得分)*[:,;]",
            "按线性插值计分;",
        ),
        (rf"({_P})对应(?=(?:满分|{_N}分))", r"\1得"),
        (r"((?:内插|插值)法?(?:计算|计分|得分)?),(?=[^,;。]*分)", r"\1;"),
        # 在此基础上每提高1个百分点加0.5分，加满10分为止
        (r"(?:在此基础上|在此之上|以此为基础),?(?=每)", ""),
        (rf",加(?:满|至|到)({_N}分)(?:为止|止|封顶)?(?=[,;。]|$)", r",最高\1"),
        # 实行一票否决，本指标不得分
        (r"的?,?(?:实行|予以|为)?一票否决(?:,|制,)?(?=(?:本|该|此|,|不得分|得0|计0|直接))", "的,"),
        # 每下降10个百分点为一档，每档减1分
        (
            rf"每([\u4e00-\u9fff]{{1,4}}{_N}(?:个百分点|%))(?:为|作为|算)?[一1]?个?档次?,每档(?:次)?(扣减|扣除|扣|减)(?={_N}分)",
            r"每\1\2",
        ),
        # 未达到的按完成率与分值的乘积计分; 得分按完成比例折算
        (rf"(?:按照?|以)([^,;。×与和]{{2,14}}?)[与和]({WEIGHT_WORDS})(?:的|之|相)?(?:乘积|积|乘)", r"按\1×\2"),
        (rf"得分按(?:照)?([^,;。×/]{{2,12}}?)(?:折算|计算|核算),(?=[^,;。]*{_P})", r"按\1计分;"),
        # 每超出1个百分点(含不足1个百分点)扣0.5分
        (
            rf"(每[\u4e00-\u9fff]{{1,4}})({_N})((?:个百分点|%))\(含?不足\2\3(?:的)?(?:按\2\3计算?)?\)([^,;。]*?扣{_N}分)",
            r"\1\2\3\4,不足\2\3按\2\3计算",
        ),
        # 每低于100%一个百分点
        (rf"((?:个百分点|{_P})(?:的)?),(?=扣(?:减|除)?{_N}分)", r"\1"),
        # 0-5%(不含0)
        (rf"(?<![\d.])({_N})%?-({_P})\(不含\1%?\)", r"\1%(不含)-\2"),
        (rf"(?<![\d.])({_N})%?-({_P})\(不含\)", r"\1%(含)-\2(不含)"),
    )
)
# 执行率(R):R≥98%; 预算执行率R为100%; 结余占比(B):B=0; (x为政府采购执行率): a letter for a rate.
_LETTERS = (
    re.compile(
        rf"(?:^|(?<=[;。,:]))(?P<name>{_RATE})\((?P<letter>[A-Za-z])\)(?:评分|得分|计分)?[:,](?=\d*%?[<>≤≥]?[A-Za-z][<>≤≥=为])"
    ),
    re.compile(rf"(?:^|(?<=[;。,:]))(?P<name>{_RATE})(?P<letter>[A-Z])(?=[<>≤≥=为达])"),
    re.compile(
        rf"(?:^|(?<=[;。:]))(?:其中:?)?(?P<letter>[A-Za-z])(?:为|表示|指|代表)(?P<name>{_RATE})[,;。](?=.*[<>≤≥=\d])"
    ),
    re.compile(rf"[(,;。](?:其中:?)?(?P<letter>[A-Za-z])(?:为|表示|指|代表|=)(?P<name>{_RATE})\)?[。;]?$"),
)


def scales_reworded(text: str, indicator: str = "") -> str:
    """Plain `text` with its scales in known wordings; `indicator` is whose criteria they are."""
    text = _of_several_grades(_without_letters(text, indicator))
    return rewritten(text, _REWRITINGS)


def _without_letters(text: str, indicator: str) -> str:
    """`text` with the rate's name where a letter stands for it."""
    for form in _LETTERS:
        found = form.search(text)
        if found is None:
            continue
        name, letter = found["name"], found["letter"]
        if form is _LETTERS[0] and not found.start() and re.search(r"(?:率|度|比重|占比)$", indicator):
            name = "比率"  # what the indicator measures, in words of its own
        bare = text[: found.start()] + (f"{name}{letter}" if form is _LETTERS[1] else "") + text[found.end() :]
        text = re.sub(rf"(?:{re.escape(found['name'])})?(?<![A-Za-z]){letter}(?![A-Za-z])", name, bare)
    return text


_GRADES = re.compile(
    rf"((?:[\u4e00-\u9fff]{{2,12}}?\([^、]*?{_N}%[^、]*?\)、){{1,4}}[\u4e00-\u9fff]{{2,12}}?\([^、,;]*?{_N}%[^、,;]*?\))"
    rf",?(?:[一二三四五]档,?)?分别(?:按照?|给予|计)?[^\d]{{0,16}}?((?:{_N}%?(?:\(含\))?-{_N}%?(?:\(含\))?、){{1,4}}{_N}%?(?:\(含\))?-{_N}%?(?:\(含\))?)"
    r"[^,;。\d]{0,12}"
)


def _of_several_grades(text: str) -> str:
    """基本达成(80%-100%)、部分达成(60%-80%)分别按分值的100%-80%、80%-60%确定得分: a range of points for each range."""

    def spelt(found: re.Match[str]) -> str:
        ranges = re.findall(rf"[\u4e00-\u9fff]\(((?:[^()]|\([^()]*\))*{_N}%(?:[^()]|\([^()]*\))*)\)", found[1])
        shares = re.findall(rf"({_N})%?(?:\(含\))?-({_N})%?", found[2])
        if len(ranges) != len(shares):
            return found.group()
        return ";".join(
            f"{one}得{min(a, b, key=float)}%-{max(a, b, key=float)}%权重分"
            for one, (a, b) in zip(ranges, shares, strict=True)
        )

    return _GRADES.sub(spelt, text)
