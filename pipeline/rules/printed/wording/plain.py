"""Wordings that say the same in a form that the readers of statements know; works on plain text.

Each rewriting keeps every number and sign. What is not recognised stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.rules.printed.rewriting import rewritten
from pipeline.rules.printed.wording.between import between_reworded
from pipeline.rules.printed.wording.formulas import formulas_reworded
from pipeline.rules.printed.wording.last_year import against_last_year, growth_reworded
from pipeline.rules.printed.wording.lines import lines_reworded
from pipeline.rules.printed.wording.losses import losses_reworded
from pipeline.rules.printed.wording.parts import parts_reworded, same_as_before
from pipeline.rules.printed.wording.restated import restated_once
from pipeline.rules.printed.wording.scales import scales_reworded
from pipeline.rules.printed.wording.steps import (
    both_sides_reworded,
    points_reworded,
    shared_steps_reworded,
    steps_parted,
)
from pipeline.rules.printed.wording.subjects import subjects_reworded
from pipeline.rules.printed.wording.targets import numbered_targets_reworded, targets_reworded
from pipeline.rules.printed.wording.words import words_reworded

_N = r"\d+(?:\.\d+)?"
_CASE = r"[个项件起宗例次处笔份]"
_WHOLE = r"(?:满分|权重分|分值|权重)"
_GRADES = r"(?:优秀?|良好?|中等?|较?差|较好|好|一般|合格|不合格|[一二三四五]档|[A-E][档级]?|全部[\u4e00-\u9fff]{2,4})"
# A=全年执行数，B=全年预算数，得分=A/B×8分: letters that stand for names.
_LETTER = re.compile(
    r"(?:(?<=[,;。:(])|^)(?:其中:?|式中:?)?([A-Z])(?:=|为|表示|指|代表|:)([\u4e00-\u9fff][\u4e00-\u9fff()]{1,23})(?:[,;。)]|$)"
)


def _from_to(found: re.Match[str]) -> str:
    low, high = found[1], found[4]
    own = "(含)" if found["and"] else ""  # 95%及以上98%以下: the word says that 95% belongs
    upto = "(含)" if found.groupdict().get("upto") else ""
    return f"{low}{found['a'] or own}-{high}{found['b'] or upto}"


_REWRITINGS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        # 虚列支出为0的得4分，每发生1笔扣1分
        (
            rf"(?:^|(?<=[;。]))([\u4e00-\u9fff]{{2,10}}?)(?:数量?|次数|件数)?为[0零]{_CASE}?的?,?(?=(?:得|计)(?:满分|{_N}分)[,;。]"
            rf"每(?:发生|发现|出现|有)1?{_CASE}的?,?扣)",
            r"无\1的",
        ),
        # 查实虚列支出每笔扣1分, 年度内有虚列支出的，1笔扣1分
        (
            rf"(?:^|(?<=[;。,]))(?:年度内|全年|当年|年内)?(?:经?查实|发现|发生|存在|出现|有)(?P<n>[\u4e00-\u9fff]{{3,10}}?)的?,?"
            rf"(?:每(?:出现|发生|有)?1?|1)(?P<c>{_CASE})(?=的?,?扣减?\d)",
            r"每发现1\g<c>\g<n>",
        ),
        # 未发生生产安全责任事故的得5分，每发生1起扣2分
        (
            rf"(?P<lead>(?:未发生|^无)(?:(?:一般|较大|重大)?及?以上)?(?P<noun>[\u4e00-\u9fff]{{4,16}}?)的?,?[得计](?:{_N}|满)分[,;。]"
            r")(?:每|凡)?发生1?(?P<m>[起例次件宗])(?=的?,?扣)",
            r"\g<lead>每发生1\g<m>\g<noun>",
        ),
        # 每降低1个百分点扣1分，直至扣完，不足1个百分点的不扣分
        (rf"(扣(?:完|光|减完)(?:为止)?|至0分(?:为止)?),(?=不[足满到]{_N}(?:个百分点|%))", r"\1;"),
        (rf"(扣(?:完|光|减完)(?:为止)?|至0分(?:为止)?),?\((不[足满到]{_N}(?:个百分点|%)[^()]{{1,16}})\)", r"\1;\2"),
        # 完成率为100%得6分，不足100%的按相同比例递减
        (rf"(?<=率)为100%(?=的?,?得(?:{_N}|满)分[,;。](?:不足|低于|未达到?)100%)", "≥100%"),
        (
            r"(?<=[,;。])(?:不足|低于|未达到?|达不到)100%的?,?按(?:相同|同等|同|相应)比例(?:递减|扣减|减分|扣分)(?=[,;。]|$)",
            "未达到的,按比例得分",
        ),
        # 起评分5分，差错每增加1处减1分，减完为止
        (
            rf"^(?:起评分|起始分|基准分)(?:为|:)?({_N})分[,;]([\u4e00-\u9fff]{{2,10}}?)每(?:增加|多|有|出现)?1?([个处次件起项例宗])的?,?[减扣]({_N}分),?[减扣]完为止",
            r"满分\1分;每有1\3\2扣\4,扣完为止",
        ),
        # 优（完成率≥95%）5分
        (
            rf"(?:(?<=[,;。:])|^){_GRADES}\(([^()]*[≥≤<>][^()]*|[^()]*{_N}%[^()]*)\):?得?({_N}分|{_N}分?-{_N}分)",
            r"\1得\2",
        ),
        # 得满分条件：执行率达到100%
        (r"(?:得|计)满分(?:的)?条件(?:为|是|:)([^,;。]+)", r"\1得满分"),
        # 80%（含）以上不足90%; 5%以上10%以内（含本数）
        (rf"({_N}%)\(含(?:本数|\1)?\)(及?以上|以[下内])", r"\1\2(含)"),
        (rf"({_N}%)((?:及?以[上下内])?)\((?:含|包含|包括)(?:本数|\1)\)", r"\1\2(含)"),
        # 85%以上不足95%
        (rf"({_N}%)(?:及?以上)(?:\(含\))?,?(?=(?:且|但)?(?:不足|低于|未达|小于|<|不到))", r"≥\1"),
        # 在5%以下（含本数，下同）; 达到98%（含98%）; 未突破100%
        (r"\(含本数,(?:以)?下同\)", "(含)"),
        (rf"(达到?了?{_N}%)\(含[^()]*\)", r"\1"),
        (r"(?<=,)(?:以)?满分封顶", "最高得满分"),
        (r"未突破(?=\d)", "未超过"),
        (r"(?<=[不未])超(?=预算|计划|标准|定额|核定)", "超过"),
        (r"(?<![\u4e00-\u9fff])突破(?=的|\d)", "超过"),
        # 实得分为分值3分乘以完成率; 4分×（实际数÷计划数）
        (rf"(?:实)?得分(?:为|=)(?:分值)?({_N}分)(?:乘以|×)([^,;。×]+?)(?=$|[,;。])", r"得分=\2×\1"),
        (rf"(?:^|(?<=[;。]))({_N}分)×(\([^()]+\))(?=$|[,;。])", r"得分=\2×\1"),
        # 达到计划数得8分
        (r"(?:^|(?<=[;。]))(?:实际[^,;。达]{0,6})?达到(?:年度|年初)?计划(?:数|目标|数量)?的?,?(?=得)", "完成率≥100%"),
        # 超过100%的按2分计, 超过8分的按8分计
        (rf"(?:超过|超出|高于|大于)100%的?,?(?:按|以)(?:照)?({_N})分(?:计算?|计分)", r"最高\1分"),
        (rf"(?:得分)?(?:超过|超出|高于)({_N})分的?,?(?:按|以)(?:照)?\1分(?:计算?|计分)?", r"最高\1分"),
        (
            rf"(?:得分)?(?:超过|超出|高于){_WHOLE}的?,?(?:按|以)(?:照)?{_WHOLE}(?:计算?|计分)?",
            "最高得满分",
        ),
        (r",最低(?:得)?0分(?=[;。,]|$)", ""),
        # 与预算相比，节约得5分，持平得4分，超支不得分
        (r"截[至止](\d{1,2}月)(?:\d{1,2}日|底|末)", r"\1末"),
        # 在-5%至5%之间
        (
            rf"(?:在|处于|介于)?-({_N}%)(?:至|到|-|和)\+?\1(?:\((?:均|两端)?含\))?(?:之间|区间|范围)?(?:以?内)?",
            r"±\1以内",
        ),
        # ±5%以内, ±5%-±10%, ±10%以外: of the size of the rate (see MetricNames.sized)
        (rf"±({_N}%)以外", r"超过\1"),
        (rf"±({_N}%)", r"\1"),
        (r"(?<=[于等过为≤≥<>=])零(?=[,;。且的分得计]|$)", "0"),
        # 85%以上（含）95%以下
        (
            rf"({_N}%)(?P<and>及?)以上(?P<a>\(不?含\))?,?(?:至|到|且)?({_N}%)(?P<upto>及?)(?:以[下内])(?P<b>\(不?含\))?",
            _from_to,
        ),
        (rf"({_N}%)(?P<and>及?)以上(?P<a>\(不?含\))?,?[至到]({_N}%)(?P<b>\(不?含\))?", _from_to),
        (rf"({_N})分半", r"\1.5分"),
        # 无调整的得4分
        (r"(?:(?<=[,;。:.)])|^)(?:当年)?(?:无|未|没有)(?:预算)?调整的?(?=,?(?:得|计))", "调整率=0的"),
        # 每低1个百分点扣0.1分（执行率以100%为基准）
        (rf"^(.*?)\((?:[^(),]{{0,10}})以({_N}%)为(?:基准|基数|标准)\)", r"以\2为标准;\1"),
        (rf"(?:^|(?<=[,;。:]))以[\u4e00-\u9fff]{{2,12}}?({_N}%)为(满分值?|标准值?|基准)", r"以\1为标准"),
        (
            rf"以({_N}%)为(?:基数|起点|满分值|[\u4e00-\u9fff]{{0,4}}(?:线|目标|标准|要求)|分界|界限?|上限|下限|限度?)(?=[,;。])",
            r"以\1为标准",
        ),
        (rf"(?:(?<=[,;。])|^)[\u4e00-\u9fff]{{2,12}}以({_N}%)为标准,", r"以\1为标准;"),
        # 100%到位得5分
        (r"(?:(?<=[,;。:])|^)100%(?:到位|完成|达标|合格|办结|落实|覆盖)的?(?=,?(?:得|计))", "100%"),
        (rf"((?:不足|低于|超过|高于|超出)({_N}%)的?),?以\2为标准,", r"\1,"),
        # 执行率分值按照区间赋分：
        (
            r"(?:^|(?<=[;。]))[^,;。:%]{0,16}?(?:按照?|分)[^,;。:%]{0,14}"
            r"(?:赋分|计分|评分|得分|给分|打分|考核|(?:计算|确定|核算)(?:得分|分值)?):",
            "",
        ),
        (
            r"(?:^|(?<=[;。]))[^,;。:%]{0,14}?(?:(?:评分|计分|得分|赋分|给分)(?:规则|标准|办法|方法|细则)(?:如下|为)?|(?:分值|得分)(?:计算|设置|标准)):(?=[^,;。=]*%)",
            "",
        ),
        # 按比例扣分，扣分=（1-完成率）×8
        (r"(?:按比例扣分,)?扣分=", "得分=满分-"),
        # 90%（含）—95%4分
        (rf"(%|%\((?:不?含)\)|%(?:\(含\))?及?以[上下内](?:\(不?含\))?)(?={_N}分(?!之))", r"\1得"),
        # 否则按比例扣减
        (
            r"(?:否则|其余|其他),?(?:则)?按(?:照)?(?:实际)?(?:完成)?比例(?:扣减|扣分|得分|计分|给分|赋分)",
            "未达到的,按比例得分",
        ),
        # 不足100%按比例扣分
        (
            r"(?<=[,;。])(?:不足|低于|未达到?|达不到|少于|小于|<)100%的?,?(?:则)?(?:相应)?按(?:照)?(?:实际|完成|相应)*比例(?:相应)?(?:扣减|扣除|扣)(?:得分|分数|分值|分)?(?=[,;。]|$)",
            "未达到的,按比例得分",
        ),
        # 到位率=实际到位/预算安排×10分
        (
            rf"(?:^|(?<=[;。]))([\u4e00-\u9fff]{{2,10}}率)=[^,;。=]*/[^,;。=]*×({_N}分)(?=$|[,;。])",
            r"得分=\1×\2",
        ),
        # 在编人数小于或等于编制数; 决算数大于预算数: one sum against another
        (r"(?:小于或者?等于|小于等于|不大于|不高于|≤)(?=[\u4e00-\u9fff]{2,8}[数额]的)", "不超过"),
        (r"(?<![不])(?:大于|高于|>)(?=[\u4e00-\u9fff]{2,8}[数额]的)", "超过"),
        # 平均执行率=…÷4，季度执行率=支出进度÷序时进度: one definition after another
        (r",(?=[\u4e00-\u9fff]{2,16}(?:率|度|比例|比重)=[^,;。]*/)", ";"),
        # …×100%（取绝对值）; 调整数取绝对值
        (r"\((?:结果)?取绝对值(?:计算)?\)|,(?:[\u4e00-\u9fff]{0,8})取绝对值(?:计算)?(?=[,;。]|$)", ""),
        # 得分为执行率与分值的乘积
        (
            rf"(?:本|该)?(?:项|指标)?得分(?:为|=|是|等于)([^,;。=×/]{{2,20}}?)(?:与|和|乘以?)(?:本项|该项|指标)?({_WHOLE})(?:的|之)?(?:乘积|积|相乘)?(?=[,;。]|$)",
            r"得分=\1×\2",
        ),
        # 95%-105%之间（含）
        (rf"({_N}%?)(?:-|至|到|和|与)({_N}%)之间\((?:均|都|两端)?含\)", r"\1(含)-\2(含)"),
    )
)


# 本项按合格率占70%、优良率占30%加权计算
_OF_ITSELF = re.compile(r"^(?:本项|该项|本指标)(?:按照?|以|取)(?=[\u4e00-\u9fff]{2,12}率占\d)")


def reworded(text: str, indicator: str = "") -> str:
    """Plain `text` of the criteria of `indicator` in known wordings."""
    text = _OF_ITSELF.sub("", text)
    text = restated_once(numbered_targets_reworded(points_reworded(steps_parted(text))))
    text = shared_steps_reworded(same_as_before(text))
    text = both_sides_reworded(formulas_reworded(text, indicator))
    text = lines_reworded(losses_reworded(targets_reworded(text), indicator), indicator)
    text = words_reworded(subjects_reworded(text, indicator), indicator)
    text = scales_reworded(_in_percent(text, indicator), indicator)
    text = rewritten(text, _REWRITINGS)
    return _spelt(against_last_year(growth_reworded(parts_reworded(between_reworded(text)), indicator)))


# 满意度95分以上（含95分）: a scale of a hundred points is one of percent.
_OF_HUNDRED = (
    re.compile(rf"(?<![得扣计加减\d.])({_N})分(?=(?:及?以[上下]|至|到|-)|\(不?含)"),
    re.compile(r"(?<=[至到含-])((?:[4-9]\d|100)(?:\.\d+)?)分(?=[得计)的])"),
    re.compile(rf"(?<=低于|高于|不足|未满|不到|超过|达到)({_N})分(?=的?,?(?:不得|不计|得|计)|但|且)"),
)


def _in_percent(text: str, indicator: str) -> str:
    """A scale of satisfaction in points as one in percent."""
    if "满意度" in text or "满意度" in indicator:
        for pattern in _OF_HUNDRED:
            text = pattern.sub(r"\1%", text)
    return text


def _spelt(text: str) -> str:
    """Letters of a formula replaced by the names that the text gives them; their definitions taken out."""
    names = dict(_LETTER.findall(text))
    if not names or not re.search(r"[A-Z][/÷×+\-]|[/÷×+\-]\(?[A-Z](?![A-Za-z])", text):
        return text
    bare = text
    while (found := _LETTER.search(bare)) is not None:
        bare = bare[: found.start()] + bare[found.end() :]
    for letter, name in names.items():
        bare = re.sub(rf"(?<![A-Za-z]){letter}(?![A-Za-z])", name, bare)
    return bare
