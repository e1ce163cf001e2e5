"""One statement of printed criteria as an item: a band, a share, a deduction, a knock-out, points to be judged.

A statement that holds points or deductions and is not understood to its last word becomes `unknown`, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.item import ANY_SCORE, Item
from pipeline.rules.printed.metric_names.metrics import MetricNames
from pipeline.rules.printed.metric_names.phrases import metric_of_phrase, of_quarters_progress, phrase_key
from pipeline.rules.printed.scales.ranges import Range, read_range
from pipeline.rules.printed.scales.shares import CAP, CAP_AT_FULL, read_share
from pipeline.rules.printed.scales.steps import read_deduction, read_tail, read_tally
from pipeline.rules.printed.scales.thresholds import between_metrics, read_band
from pipeline.rules.printed.words import FULL_WORDS, NUMBER
from pipeline.vocabulary.metrics import load_metrics
from schemas.rubric import Condition, MetricRef

from .subjects import metric_of_subject

_NUM, _FULL = NUMBER, FULL_WORDS
_GIVE = r"(?:得|计|给|记|赋|评|可得|给予|为|评为|计为|给满|得到)"
_INTERPOLATE = re.compile(
    r"^(?P<cond>.*?)(?:,|的|之间)*(?:按照|按|采用|用|根据|以|则按)?(?:线性|直线)?(?:内)?(?:插值|内插|直线法(?:内插|插值)|插值法|直线插值法?|线性插值法?|直线法|线性法|(?:直线|线性)比例)(?:法)?(?:计算|计)?(?:得|计)?(?:分|得分)?$"
)
_IN_BETWEEN = re.compile(r"^(?:在|处于|介于)?(?:两者|二者|上述区间|其|区间)?(?:之间|中间|其间|区间)?$")
_STANDARD = re.compile(
    rf"^(?:(?:以|按)({_NUM})%(?:为|作为)(?:标准|基准|目标值?|满分值?|评价标准)|(?:年度|预期|绩效)?(?:目标|指标|标准)值(?:为|是|:)({_NUM})%)$"
)
_MET = re.compile(
    rf"^(?:以|按)(?P<at>{_NUM})%(?:为|作为)(?:标准|基准|目标值?|评价标准),(?P<subject>[^,\d]*?)(?:达到|达标|不低于标准)(?:标准|要求|目标)?的?,?{_GIVE}(?:满分|(?P<points>{_NUM})分)$"
)
_ZERO = re.compile(
    r"^(?P<cond>.+?)[,:]?(?P<whose>本项指标|该项指标|此项指标|本三级指标|整个指标|本指标|该指标|指标|本项|该项|此项|该部分|本部分|此部分|该得分点|全部)?(?:评分)?(?:直接|均)?"
    r"(?:不得分|(?:得|计|给|记|为|评)0分|不计分|不给分|得零分|扣完|扣完所有分数?|扣完全部分值|扣完该项分值|全扣|(?<![\d.])0分|直接扣完)$"
)
# What a report is blamed for; to have none of it earns points and exempts from nothing.
_BLAME = r"(?![^,;]{0,8}(?:违|问题|截留|挪用|逾期|投诉|虚列|超支|超标|事故|差错|错误))"
_WHOSE = r"(?:全年|当年|本年度?|年度内|年内|本部门|本单位)*"
_EXEMPT = re.compile(
    rf"^{_WHOSE}(?:没有|无|未(?:安排|收到|接到|发生|涉及|列支|编制|编列|编报|申报|设置|聘用|使用)){_BLAME}[^,;]{{2,16}}?(?:的)?(?:部门|单位)?的?,?(?:直接|可|均|该项)*(?:按|计|得|视为|视同)满分|(?:涉密|不涉及|不适用|无需公开|不需要?公开|没有此项|无此项|未发生|没有发生|无该项|不考核).*?(?:直接得分|得满分|计满分|视为满分|视同满分|不扣分|直接得满分|直接计满分)"
)
# 当年未安排“三公”经费预算的，得4分
_NOTHING_PLANNED = re.compile(
    rf"^{_WHOSE}(?:未(?:安排|编制|编列|编报|申报|聘用|聘请|使用|配备)|没有(?:安排|聘用|使用)?|无){_BLAME}[^,<>≤≥%\d]{{2,24}}?(?:的|,|直接)*{_GIVE}(?:满分|(?P<points>{_NUM})分)$"
)
_NOBODY = re.compile(
    rf"^{_WHOSE}(?:未(?:聘用|聘请|使用|配备)|没有(?:聘用|使用)?|无)(?P<whom>[\u4e00-\u9fff]{{2,10}}?)的?,?{_GIVE}(?:满分|(?P<points>{_NUM})分)$"
)
_OFF = re.compile(rf"^(?P<cond>[^每]+?)[,:]?(?:的|时)?[,:]?(?:不扣分|(?:扣减|扣除|扣)(?P<off>{_NUM})分)$")
# 因政策调整的除外: something is left out of the count, and the score may be higher.
_EXCEPT = re.compile(
    r"(?:除外|不计入[^,;。%\d]{0,10}|不纳入[^,;。%\d]{0,10}|不列入[^,;。%\d]{0,10}|不在此列|不扣分|可不扣|视同100%|按100%计)(?:范围)?$"
)
# 剔除上级专款, 调整数不含追加的转移支付: another base than the report's figures have; the score may be anything.
_OTHER_BASE = re.compile(
    r"(?:剔除|扣除|不含|不包括|不包含)[^,;。%\d]{4,}|以(?:\d{1,2}月|上年|上半年|第?[一二三四1-4]季度)[^,;。]{0,6}(?:数据|为准|计算)"
)
_OTHERWISE = re.compile(
    r"^(?:否则|反之|其他|其它|其余|其他情况|其余情况|其它情况|其他情形|其余情形|以上均不满足|除此之外|其他的)[,:]?(?:的)?,?"
    rf"(?:不得分|不计分|扣完|{_GIVE}?(?P<points>{_NUM})分)$"
)
_POINTS = re.compile(rf"^(?P<cond>.*?)[,:]?(?P<give>{_GIVE})?(?P<full>满分|全分)?\(?(?P<points>{_NUM})分\)?$")
# 82%-92%:7-8.9分, 80%≤执行率<95%按区间得分(5-10分): a range of points for a range of the rate.
_BEHIND = rf"按照?(?:区间|程度|情况|比例)*(?:[赋得计评给]分)?\((?P<a>{_NUM})分?-(?P<b>{_NUM})分\)"
_GRADED = re.compile(
    rf"^(?P<cond>.+?)(?:的|时|之间)*[,:]*"
    rf"(?:{_BEHIND}|\((?P<c>{_NUM})分?-(?P<d>{_NUM})分\)|(?:在)?(?:{_GIVE}|:|,){{1,2}}(?P<least>{_NUM})分?-(?P<most>{_NUM})分(?:之间)?)$"
)
# 80%以下酌情扣分, 70%≤执行率<90%的，视情况得分, 60%至95%的，按比例得分
_OPEN_RANGE = re.compile(
    rf"^(?P<cond>[^;]*?{_NUM}%[^,;]*?)(?:的|时|之间)*,?(?:(?:可|由[^,;\d]{{2,8}})?(?:根据|按照?|视)[^,;\d%]{{0,12}})?"
    r"(?:酌情|酌量|适当|视情况?|视程度|相应|综合|按(?:照)?(?:实际|完成)?(?:比例|程度|情况))"
    r"(?:[扣减加得给计评打赋]|扣除|扣减|判断|评定)*分?(?:\d+(?:\.\d+)?分?(?:-|至|到)\d+(?:\.\d+)?分)?$"
)
# 超过的，不得分；未超过的，得10分: the other side of what was said before.
_SURVEYED = re.compile(r"^(?:未|没有)(?:开展|进行|组织)(?:过)?(?:[^,]{0,8}满意度)?(?:问卷)?(?:调查|测评)的?$")
_NOT_SO = re.compile(r"^(?:未|没有|不)(?:超过|超出|超|突破|高于|低于|达到|发生)的?,?$")
_EACH_OF = re.compile(r"(?P<names>[\u4e00-\u9fff]{2,12}(?:[、和与及][\u4e00-\u9fff]{2,12})+)(?:均|的)?各$")
_POINTS_FIRST = re.compile(rf"^(?:{_GIVE})?(?P<points>{_NUM})分:(?P<cond>.+)$")
_FULL_POINTS = re.compile(rf"^(?P<cond>.*?)[,:]?{_GIVE}{_FULL}$")
_BRACKET = re.compile(rf"\((?:满分|计|得|共|分值|权重)?:?({_NUM})分(?:,[^()]*)?\)")
_HEADED = re.compile(
    rf"^(?P<name>[^()\d,;:]{{2,24}})\((?:满分|计|共|分值|权重)?:?(?P<points>{_NUM})分\):?(?P<rest>[^():,;].*)$"
)
_DISCRETION = re.compile(
    r"酌情|酌量|视情况|视情|视程度|根据实际情况|根据情况|适当扣|综合评|综合判断|相应扣分|相应扣减|按程度|视.{0,10}程度|程度(?:进行)?(?:评分|计分|打分|赋分)"
)
_SCORING = re.compile(
    rf"{_NUM}分(?!之)|扣分|扣减|扣完|不得分|得分(?!点|标准|情况|说明)|加分|满分|按(?!以下|下列|如下|上述|照以下).*(?:计分|评分)|×|倒扣|减半"
)


def read_clause(clause: str, names: MetricNames) -> list[Item]:
    """The items of one statement; a definition gives none."""
    definition, comma, rest = clause.partition(",")
    if names.learn(clause):
        return _defined(clause, names)
    if comma and names.learn(definition):
        return [*_defined(definition, names), *read_clause(rest, names)]
    standard, comma, rest = clause.partition(",")
    if comma and _STANDARD.match(standard) and not _MET.match(clause):  # 以100%为标准，控制率≤100%，得满分
        return [*(_standard(standard, names) or []), *read_clause(rest, names)]
    headed = _HEADED.match(clause)
    if headed is not None and _SCORING.search(headed["rest"]):  # 政府采购执行率(3分):达到90%得3分
        own = Item("points", clause, points=Decimal(headed["points"]), bracket=True)
        about = _subject(headed["name"], names)
        return [own, *about, *_called(about, read_clause(headed["rest"], names), names)]
    heading, colon, rest = clause.partition(":")
    if colon and (metric := of_quarters_progress(heading)):
        return [Item("subject", heading, metric=metric), *read_clause(rest, names)]
    readers = (
        _graded, read_tally, _caps, _standard, _taken_off, read_deduction, _exempt, _zero, _interpolation, read_share,
        _with_bracket, _points,
    )  # fmt: skip
    for reader in readers:
        found = reader(clause, names)
        if found is not None:
            return found
    if (left_open := _left_to_a_person(clause, names)) is not None:
        return left_open
    if _DISCRETION.search(clause):
        return [Item("discretion", clause)]
    if _SCORING.search(clause) or read_range(clause) is not None:  # a threshold that leads to nothing
        return [Item("unknown", clause)]
    return _subject(clause, names) or [Item("note", clause)]


def _called(about: list[Item], items: list[Item], names: MetricNames) -> list[Item]:
    """项目开工率(4分):得分=已开工项目数/应开工项目数×4分: the quotient is the rate that the heading names."""
    rate = about[0].metric if about else None
    of = [i for i in items if i.kind == "share" and i.metric is not None and "/" in i.metric.name]
    if rate is None or not rate.name or len(of) != 1 or of[0].metric is None:
        return items
    names.printed[rate.name] = of[0].metric.name
    return [replace(i, metric=rate) if i is of[0] else i for i in items]


def _defined(clause: str, names: MetricNames) -> list[Item]:
    """A printed formula names the rate that the statements after it are about (A率=B/C。率<90%的，得3分)."""
    metric = names.formulas.get(phrase_key(clause.partition("=")[0]))
    return [Item("subject", clause, metric=metric)] if metric else []


def _graded(clause: str, names: MetricNames) -> list[Item] | None:
    found = _GRADED.match(clause)
    if found is None or re.search(rf"{_NUM}分", found["cond"]):
        return None
    least, most = (
        Decimal(next(found[k] for k in keys if found[k])) for keys in (("least", "a", "c"), ("most", "b", "d"))
    )
    bands = read_band(found["cond"], clause, names, points=max(least, most), least=min(least, most))
    return [replace(i, kind="graded") if i.kind == "band" else i for i in bands or ()] or None


def _left_to_a_person(clause: str, names: MetricNames) -> list[Item] | None:
    """`80%以下酌情扣分`, `60%-95%的按比例得分`: a range of which the print does not say how points are found."""
    found = _OPEN_RANGE.match(clause)
    bands = read_band(found["cond"], clause, names) if found else None
    return [replace(i, kind="graded") for i in bands] if bands and all(i.kind == "band" for i in bands) else None


def _caps(clause: str, names: MetricNames) -> list[Item] | None:
    cap = CAP.match(clause)
    if cap:
        return [Item("cap", clause, points=Decimal(cap[1]) if cap[1] else None)]
    if CAP_AT_FULL.match(clause):
        return [Item("cap", clause)]
    return read_tail(clause)


def _standard(clause: str, names: MetricNames) -> list[Item] | None:
    found = _STANDARD.match(clause)
    if found:
        return [Item("standard", clause, points=Decimal(found[1] or found[2]))]
    met = _MET.match(clause)
    if met is None:
        return None
    metric, implied = metric_of_subject(met["subject"], names)
    if not (metric or implied):
        return [Item("unknown", clause)]
    points = Decimal(met["points"]) if met["points"] else None
    stated = Range(met["subject"], low=Decimal(met["at"]))
    return [Item("band", clause, points=points, metric=metric, range=stated, implied=implied)]


def _taken_off(clause: str, names: MetricNames) -> list[Item] | None:
    """`5%-15%（含）扣1分`, `≤5%的，不扣分`: a band by what it costs."""
    found = _OFF.match(clause)
    return read_band(found["cond"], clause, names, off=Decimal(found["off"] or 0)) if found else None


def _exempt(clause: str, names: MetricNames) -> list[Item] | None:
    if nobody := _nobody(clause, names):
        return [nobody]
    none = _NOTHING_PLANNED.match(clause)
    if none:
        points = Decimal(none["points"]) if none["points"] else None
        return [Item("exempt", clause, points=points, condition=_none_planned(clause, names))]
    if _EXEMPT.search(clause) or (_EXCEPT.search(clause) and not re.search(rf"{_NUM}分|×", clause)):
        return [Item("exempt", clause)]
    if _OTHER_BASE.search(clause) and not re.search(rf"{_NUM}分|×|得分|扣分|满分", clause):
        return [Item("exempt", clause, whose=ANY_SCORE)]
    return None


def _nobody(clause: str, names: MetricNames) -> Item | None:
    """未聘用编外人员的得2分: the indicator's rate where there is nothing above its line."""
    found, own = _NOBODY.match(clause), names.own
    known = load_metrics().get(own.metric) if own is not None else None
    above = known.formula.partition(" / ")[0] if known is not None else ""
    if found is None or not above or metric_of_phrase(found["whom"]) != MetricRef(metric=above):
        return None
    points = Decimal(found["points"]) if found["points"] else None
    return Item("band", clause, points=points, metric=own, range=Range("", low=Decimal(0), high=Decimal(0)))


def _none_planned(clause: str, names: MetricNames) -> Condition | None:
    """The exemption as one that figures decide: the budget that the indicator's rate divides by is nothing."""
    own = names.own
    formula = load_metrics()[own.metric].formula if own is not None and own.metric in load_metrics() else ""
    below = formula.removesuffix(" * 100").partition(" / ")[2]
    if below not in load_metrics():
        return None
    return Condition(text=clause, left=MetricRef(metric=below), op="=", right=Decimal(0))


def _zero(clause: str, names: MetricNames) -> list[Item] | None:
    other = _OTHERWISE.match(clause)
    if other:
        return [Item("otherwise", clause, points=Decimal(other["points"] or 0))]
    found = _ZERO.match(clause)
    if not found or _BRACKET.search(found["cond"]) or re.search(rf"{_NUM}分", found["cond"]):
        return None
    whose = found["whose"] or ""
    if _SURVEYED.match(found["cond"]):
        return [Item("note", clause)]  # where a satisfaction is stated, there was a survey; where none is, none counts
    measured = between_metrics(found["cond"])
    band = None if measured else read_band(found["cond"], clause, names, points=Decimal(0), whose=whose)
    if band is not None:
        return band
    if measured is None and re.search(r"[%<>≤≥=×/]|得分|扣分", found["cond"]):
        return [Item("unknown", clause)]
    condition = measured or Condition(text=found["cond"])
    return [Item("gate", clause, points=Decimal(0), condition=condition, whose=whose)]


def _interpolation(clause: str, names: MetricNames) -> list[Item] | None:
    found = _INTERPOLATE.match(clause)
    if not found:
        return None
    if _IN_BETWEEN.match(found["cond"]):
        return [Item("interpolate", clause, metric=names.find(""), implied=True)]
    stated = read_range(found["cond"])
    metric, implied = metric_of_subject(stated.subject, names) if stated else (None, False)
    if stated is None or not (metric or implied) or stated.low is None or stated.high is None:
        return [Item("unknown", clause)]
    return [Item("interpolate", clause, metric=metric, range=stated, implied=implied)]


def _with_bracket(clause: str, names: MetricNames) -> list[Item] | None:
    """`…（1分）`: points in brackets behind what they are for, and what stands behind them."""
    found = list(_BRACKET.finditer(clause))
    if len(found) != 1:
        return [Item("unknown", clause)] if len(found) > 1 else None
    match = found[0]
    front, back = clause[: match.start()].strip(",:"), clause[match.end() :].strip(",:")
    points = Decimal(match[1])
    band = read_band(front, clause, names, points=points, bracket=True)
    if band is not None and all(i.kind == "band" for i in band):
        rest = read_clause(back, names) if back else []
        if all(i.kind in ("band", "otherwise", "step", "gate", "note", "cap", "most_off") for i in rest):
            return [*band, *rest]  # 到位率≥98%（3分），低于98%不得分
    if re.search(rf"{_NUM}分", front):
        return [Item("unknown", clause)]
    behind = read_clause(back, names) if back else []
    # the part's own knock-out changes nothing that its points, for a person to judge, do not cover
    behind = [i for i in behind if not (i.kind == "gate" and not i.whose and i.condition and i.condition.left is None)]
    own = Item("points", clause, points=points, bracket=True)
    return [own, *_subject(front, names), *(i for i in behind if i.kind != "note")]


def _subject(text: str, names: MetricNames) -> list[Item]:
    """The metric that a heading names, for the statements after it (“三公”经费控制率（3分）：≤90%得3分)."""
    metric = names.named(text)
    return [Item("subject", text, metric=metric)] if metric else []


def _points(clause: str, names: MetricNames) -> list[Item] | None:
    """`condition 得N分`, a band where the condition is a range of a metric, else points for a person to judge."""
    full, first, found = _FULL_POINTS.match(clause), _POINTS_FIRST.match(clause), _POINTS.match(clause)
    if full:
        cond, points = full["cond"], None
    elif first:
        cond, points = first["cond"], Decimal(first["points"])
    elif found and (found["give"] or found["full"] or not found["cond"] or _apart(clause, found)):
        cond, points = found["cond"], Decimal(found["points"])
    else:
        return None
    if re.search(rf"{_NUM}分|扣", cond):
        return [Item("unknown", clause)]
    if points is not None and (each := _EACH_OF.search(cond)):  # 按时公开部门预算、决算各得1分
        points *= len(re.split(r"[、和与及]", each["names"]))
    if _NOT_SO.match(cond):
        return [Item("otherwise", clause, points=points)]
    return read_band(cond, clause, names, points=points) or [Item("points", clause, points=points)]


def _apart(clause: str, found: re.Match[str]) -> bool:
    """Whether a mark stands between what is asked and its points (制度有效执行,1.5分)."""
    return clause[found.end("cond") : found.start("points")] in (",", ":", ",(", ":(")
