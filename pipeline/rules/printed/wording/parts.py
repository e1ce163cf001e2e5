"""Wordings that say once what holds for several parts, or stand at the end of another statement; on plain text.

三公经费控制率和日常公用经费控制率各3分：… is two parts with one scale; ②…，按同样标准计分 one with the scale of the
part before; 得分=执行率×2分（超过100%的不得分） two statements; 重点工作共32项，完成一项得0.25分 a share of the weight.
Every number and sign is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.rules.printed.rewriting import rewritten
from pipeline.rules.printed.text import numbered
from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_BUDGET = r"(?:其)?(?:年初|当年|年度|调整后?)?预算(?:安排)?(?:数|总额|金额|额)?"
_NAME = r"[\u4e00-\u9fff]{2,14}?"
# 分别考核甲和乙，各占3分。…; 甲率、乙率各3分：…; 甲率和乙率分别计分，满分各3分，…
_EACH_OF = re.compile(
    rf"^(?:本指标|本项)?(?:分别|分为?|从)?(?:考核|评价|考察|计算|对|按)?(?P<names>{_NAME}(?:[、和与及]{_NAME})+)"
    rf"(?:两项|三项|两个?方面|两部分)?(?:指标)?,?(?:分别|单独|均|,|计分|评分|考核)*(?:满分)?各(?:占|计|为)?(?P<points>{_N})分(?:计分|考核)?[:。,;]"
    r"(?P<scale>.+)$"
)
# 控制率=实际支出数/预算安排数×100%: a formula for whichever of them.
_FOR_ALL = re.compile(r"^(?:其中:?)?(?P<rate>[\u4e00-\u9fff]{0,4}率)=[^,;。=]*/[^,;。=]*[,;。]")
_RATE_OF_SCALE = re.compile(
    r"(?:^|[,;。%≤<])(?P<rate>(?:控制|执行|完成|利用|支出)率)(?=[<>≤≥]|小于|大于|低于|高于|不|在|达)"
)
# 两部分相加为本指标得分: what parts do anyway.
_ADDED = re.compile(
    r"(?:^|(?<=[;。,]))(?:以上|上述)?(?:[一两二三四五六2-6]个?(?:部分|项|方面)|各部分|各项)(?:得分)?"
    r"(?:相加|之和|合计|累加|累计|加总)(?:后|即|为|得|作为|是|计)*(?:(?:本|该)(?:项|指标|项指标)(?:的)?(?:最终|总)?(?:得分|分值)?|总分|总得分)?(?:[;。]|$)"
)
_REWRITINGS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # 得分=执行率×2分（执行率超过100%的不得分）
        (r"(?<=分)\((?:如|若|其中)?([^()]{2,40}?(?:不得分|不计分|得0分|计0分))\)(?=$|[,;。])", r";\1"),
        # 90%以下75%以上(含)
        (rf"({_N}%)((?:及?以下|以内)(?:\(不?含\))?)(?={_N}%(?:\(不?含\))?(?:及?以上))", r"\1\2、"),
        # 根据满意度调查结果计分：95%以上得6分
        (r"(?:^|(?<=[;。]))根据[^,;。:%\d]{2,20}(?:计分|评分|得分|打分|赋分):", ""),
        # 政府采购执行率占1分，得分=…；政策功能落实情况占1分，…
        (rf"(?:^|(?<=[;。]))([\u4e00-\u9fff]{{3,18}}?)占({_N})分[,:](?=[^;。]{{4,}})", r"\1(\2分):"),
        # （在编人数÷编制数）×100%≤100%得2分
        (r"(?:^|(?<=[;。,]))\(([^()/=,;。]+)/([^()/=,;。]+)\)×100%(?=[≤≥<>])", r"\1/\2"),
        # 小于90%得分=执行率×2
        (rf"({_N}%)的?(?=得分=)", r"\1的,"),
        # 政府采购执行率得分（1分）=政府采购执行率×1分
        (rf"(?<=得分)\({_N}分\)(?==)", ""),
        # 0计5分；0-10%（含）计4分
        (rf"(?:^|(?<=[,;。:]))(?:为)?0(?=(?:的?,?)(?:得|计){_N}分[,;]0%?(?:\(不?含\))?(?:-|至|<))", "比率=0%"),
        # 公务用车运行维护费不超过预算得2分，超预算的，每超1%扣0.1分
        (
            rf"^((?!决算|支出|实际|预算)[\u4e00-\u9fff]{{2,12}}?)(?:实际|年度|全年)?(?:支出|决算|发生)?(?:数|额)?(?:不超过|未超过?|未突破|不突破|控制在){_BUDGET}(?:以?内)?的?,?得({_N}分)[,;]"
            rf"(?:超(?:过|出)?{_BUDGET}|超支|超过|超出)的?,?每超(?:过|出|支)?({_N}(?:%|个百分点))",
            r"\1控制率≤100%得\2;每超出\3",
        ),
        # 降低到80%以下不得分
        (rf"(?<=[,;。])(?:降低|下降|降)(?:到|至)(?={_N}%以下)", ""),
        # 实际满意度/目标满意度（95%）×5分
        (rf"实际([\u4e00-\u9fff]{{2,10}})/(?:目标|计划|标准)(?:\1|值)\(({_N}%)\)", r"\1/\2"),
        # 办结率<100%，按实际办结率×2分计分
        (
            rf"(?<=[%的]),?(?:则)?按(?:照)?(?:实际)?([\u4e00-\u9fff]{{2,12}}率)×({_N})分(?:计算得分|计分|计算|得分)(?=$|[,;。])",
            r",得分=\1×\2分",
        ),
        # 预算公开（1分）、决算公开（2分）: parts, each with its points behind it
        (rf"(?<=[^\d≥≤<>=%])(\({_N}分\))[、,](?=[\u4e00-\u9fff]{{2,20}}\({_N}分\))", r"\1;"),
        (rf"(?<=;)([\u4e00-\u9fff]{{2,20}}\({_N}分\)),(?=[^;。()]*扣)", r"\1;"),
    )
)
_LESS, _SAME, _MORE = "小于|低于|少于|<", "等于|=", "大于|超过|高于|超出|>"
_NO_MORE = "≤|不超过|未超过|小于等于|小于或等于|不大于|不高于|控制在"
# 三公经费决算数小于年初预算数得4分，等于年初预算数得3分，大于年初预算数得0分
_AGAINST_BUDGET = re.compile(
    rf"(?:^|(?<=[,;。:]))(?P<what>[\u4e00-\u9fff]{{2,10}}?)(?:实际)?(?:决算|支出)(?:数|总额|金额|额)?(?P<first>{_LESS}|{_SAME}|{_MORE}|{_NO_MORE}){_BUDGET}(?:以内|之内)?的?"
    r"(?=,?(?:得|计|不))"
)


def _against_budget(text: str) -> str:
    """What was spent less than, as much as and more than its budget as three steps of its control rate."""
    found = _AGAINST_BUDGET.search(text)
    if found is None or not re.search(
        rf"[,;。](?:{_LESS}|{_SAME}|{_MORE}){_BUDGET}的?,?(?:得|计|不)", text[found.end() :]
    ):
        return text
    rate, given = f"{found['what']}控制率", r"的?(?=,?(?:得|计|不))"
    text = f"{text[: found.start()]}{found['first']}预算{text[found.end() :]}"
    for words, sign in ((_NO_MORE, "≤"), (_LESS, "<"), (_SAME, "="), (_MORE, ">")):
        text = re.sub(rf"(?:^|(?<=[,;。:]))(?:{words}){_BUDGET}(?:以内|之内)?{given}", f"{rate}{sign}100%的", text)
    return text


# 甲率=…×100%。得分：（1）＜90%，3分；（2）…。乙率=…×100%。得分：（1）…
_LIST_BEGINS = re.compile(
    r"(?:^|(?<=[。;]))(?P<head>[^。;:(){}]{2,14}率(?:=[^。;]{2,60})?)[。;,:](?:(?:得分|评分标准|计分标准|标准)[:。])?(?=(?:\(1\)|①))"
)
# 日常公用经费控制率同上; …评分标准同三公经费控制率
_SAME_AS = re.compile(
    r"^(?P<first>.+分[^。;]*)[。;](?:2[.、]|\(2\)|②|二是)?(?P<name>[\u4e00-\u9fff]{2,12}?率)的?(?:评分|计分|得分)?(?:标准|办法|方法|方式)?,?"
    r"(?:同上|(?:同|与)(?P<other>[\u4e00-\u9fff]{2,12}率)(?:的?(?:评分|计分)?(?:标准|办法|方法))?(?:相同|一致|同)?)。?$"
)
_FIRST_RATE = re.compile(r"^(?:1[.、]|\(1\)|①|一是)?(?P<name>[\u4e00-\u9fff]{2,12}?率)")


def _lists_in_a_row(text: str) -> str:
    """Lists that stand one after the other, each under a rate of its own, as numbered parts."""
    starts = [found.start() for found in _LIST_BEGINS.finditer(text)]
    if len(starts) < 2 or starts[0] or re.search(r"(?:^|[;。:])[1１][.、](?!\d)", text):
        return text
    parts = [text[a:b].rstrip("。;") for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    parts = [re.sub(r"(?:得分|评分标准|计分标准|标准)[:。](?=\(1\)|①)", "", part) for part in parts]
    return "。".join(f"{n}.{part}" for n, part in enumerate(parts, 1)) + "。"


def _same_scale(text: str) -> str:
    """The scale of the first rate for the second, which is said to be scored like it."""
    found = _SAME_AS.match(text)
    first = _FIRST_RATE.match(found["first"]) if found else None
    if found is None or first is None or found["other"] not in (None, first["name"]):
        return text
    scale = found["first"][first.start("name") :]
    again = re.sub(rf"^{re.escape(first['name'])}=[^。;,]*[。;,]", "", scale)  # its formula is not the other's
    return f"1.{scale}。2.{again.replace(first['name'], found['name'])}。"


def parts_reworded(text: str) -> str:
    """Plain `text` with such statements spelt out."""
    text = _lists_in_a_row(_same_scale(_ADDED.sub("", text)))
    text = _against_budget(text)
    text = rewritten(text, _REWRITINGS)
    return _EACH_OF.sub(_part_by_part, text)


def _part_by_part(found: re.Match[str]) -> str:
    """One heading with its points, and the scale, for each part that is named."""
    names = re.split(r"[、和与及]", found["names"])
    scale = _FOR_ALL.sub("", found["scale"]).rstrip("。;,")
    rate = _RATE_OF_SCALE.search(scale)
    if not re.search(rf"{_N}分", scale) or re.search(r"\(\d\)|\d[.、](?!\d)|[①-⑨]", scale):
        return found.group()
    if all(re.search(r"[率度重]$", name) for name in names):
        headings = names
    elif rate is not None and not any(re.search(r"[率度重]$", name) for name in names):
        headings = [name + rate["rate"] for name in names]
    else:
        return found.group()
    return "。".join(f"{heading}({found['points']}分):{scale}" for heading in headings) + "。"


_BASIS = r"(?:评分|计分|打分|赋分|扣分)?(?:标准|办法|方法|规则|方式)"
_SCORED_ALIKE = re.compile(
    rf"[,;。:](?:评分|计分)?(?:(?:按|参照|采用|执行|依|比)(?:照)?(?:与)?(?:上述|同样|相同|同一|同等|前述|上款|前款|前项|上项|①|第?[一1]项)(?:的)?{_BASIS}"
    rf"(?:进行)?(?:计分|评分|计算|打分|赋分|执行|得分)?|{_BASIS}(?:同上|同①|同前项?|同上项|与(?:上述|上|前)(?:一)?项(?:相同|一致)))"
    r"(?:[,;]满分\d+(?:\.\d+)?分)?[。;]?$"
)
# What the part before is of, with its formula, and where its scale begins.
_SCALE = re.compile(
    r"^(?P<lead>[^<>≤≥]*?(?:×100%|率|比例|比重|占比)[,;:。]?)(?P<scale>(?:[<>≤≥]|在?\d|[低高]于|不|超).*分.*)$"
)


def same_as_before(text: str) -> str:
    """Plain `text` with the scale of the part before in each part that says it is scored by the same."""
    found = numbered(text)
    if found is None:
        return text
    scale = ""
    for part in found.parts:
        same = _SCORED_ALIKE.search(part)
        if same is None:
            own = _SCALE.match(part)
            scale = own["scale"].strip(",;。") if own else ""
        elif scale and text.count(part) == 1:
            text = text.replace(part, f"{part[: same.start()]},{scale}")
    return text
