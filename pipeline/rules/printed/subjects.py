"""What a condition of printed criteria is about: the metric of its subject, its thresholds in that metric's unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.metric_names.metrics import MetricNames
from pipeline.rules.printed.metric_names.phrases import metric_of_phrase, phrase_key, ratio_metric
from pipeline.rules.printed.scales.ranges import Range
from pipeline.rules.printed.words import BARE_BUDGET, BARE_PLAN, BARE_SPENT
from pipeline.rules.told_words import DONE, PLANNED, content, with_nouns
from pipeline.vocabulary.metrics import load_metrics
from schemas.rubric import MetricRef

_CONTROLLED = re.compile(r"(?:控制|执行|压减|压缩|管理|支出)*(?:情况)?$")
_PART_OF = re.compile(r"(?P<part>[^占/]{2,20})占(?P<whole>[^占/]{2,20}?)(?:比例|比重|比率|百分比|占比)?")
_UNDONE = re.compile(r"未|不(?!动产)|没有|逾期|超期|闲置|空置|尚未")
_CHANGE = re.compile(r"变动|变化|增长|下降|增减")
_INSIDE_POSTS = re.compile(r"^(?!.*(?:总|编外)).*(?:在编|编内|编制)")
_SPENT_END = re.compile(r"(?:决算|支出|执行|实际)(?:数|额)?$")


# 实际建设规模达到计划规模 95%以上, 完成年初预算的 100%: how much of a plan was done.
_OF_PLAN = re.compile(
    r"(?P<done>[\u4e00-\u9fff]{0,16}?)(?:达到|完成)了?(?P<plan>[\u4e00-\u9fff]{0,8}?(?:计划|目标|预算|任务|指标)[\u4e00-\u9fff]{0,4}?)的?"
)


# 培训费决算数为预算数的 90%以内: one sum as a share of another
_OF_SUM = re.compile(
    r"(?P<a>[\u4e00-\u9fff“”]{2,16}?(?:决算|支出|执行|实际)(?:数|额)?)(?:为|占|是|相当于)(?P<b>[\u4e00-\u9fff“”]{0,12}?(?:预算|计划)(?:安排)?(?:数|额)?)的?"
)


def metric_of_subject(subject: str, names: MetricNames) -> tuple[MetricRef | None, bool]:
    """The metric of a condition's subject, and whether it is only implied (比率, or no subject at all)."""
    if (of_plan := _OF_PLAN.fullmatch(subject)) and metric_of_phrase(subject) is None:
        done = names.find("") or names.completion
        if of_plan["done"] and done.name:
            names.printed.setdefault(done.name, f"{of_plan['done']}/{of_plan['plan']}")
        return done, True
    if (of_sum := _OF_SUM.fullmatch(subject)) and content(of_sum["a"]) - DONE and metric_of_phrase(subject) is None:
        above, below = with_nouns((of_sum["a"], of_sum["b"]))
        return ratio_metric(above, below) or MetricRef(name=f"{above}/{below}"), False
    above, slash, below = phrase_key(subject).partition("/")
    if "+" in subject and (summed := re.fullmatch(r"([^/()]+)/\(([^/()]+)\)", subject)):  # 编外人员数/(在编+编外人员数)
        above, below = summed[1], summed[2]
    if slash and "/" not in below:  # 在职人数/编制数≤100%
        return names.ratio(above, below), False
    against = re.fullmatch(r"(.{2,20})与(.{2,20}?)(?:之)?(?:比率|比例|比值|比)", phrase_key(subject))
    if against is not None and (rate := held_against(against[1], against[2], names)) is not None:
        return rate, False  # 三公经费实际支出数与预算安排数的比率
    part = _PART_OF.fullmatch(phrase_key(subject))
    if part is not None and (rate := part_of(part["part"], part["whole"], names)) is not None:
        return rate, False  # 编外人员数量占在职人员总数（含编外）的比重
    if part is not None and names.own is not None and not is_rate(MetricRef(name=names.indicator)):
        return MetricRef(
            name=f"{part['part']}/{part['whole']}"
        ), False  # of 政府采购: its execution rate is another part's
    if part is not None and _UNDONE.match(part["part"]):  # 未整改问题占全部问题的比例 of 整改率
        return MetricRef(name=f"{part['part']}/{part['whole']}"), False
    if re.search(r"占.{2,20}$", phrase_key(subject)) and names.find(subject) is None:
        case = names.completion_of_case()
        if part is not None and case is None and not is_rate(MetricRef(name=names.indicator)):
            return MetricRef(
                name=f"{part['part']}/{part['whole']}"
            ), False  # 采购政策: what it divides is all that is said
        return names.find("") or names.completion_of_case(), True  # 开展自评的项目占全部项目的比例: what it names
    metric = names.find(subject)
    if metric is None and len(phrase_key(subject)) > 2 and names.begins_with(subject):
        return names.find(""), True  # “三公经费”>0 of 三公经费变动率
    return metric, names.implies(subject)


def part_of(part: str, whole: str, names: MetricNames) -> MetricRef | None:
    """The rate that 甲占乙的比重 spells out: the quotient of both, else the indicator's own if it divides the first."""
    if (rate := names.of_part(ratio_metric(part, whole), part, whole)) is not None:
        return rate
    own, one, two = names.own, metric_of_phrase(part), metric_of_phrase(whole)
    known = load_metrics().get(own.metric) if own is not None else None
    if known is None or one is None or one.item or _CHANGE.search(whole):
        return None
    above, _, below = known.formula.removesuffix(" * 100").partition(" / ")
    if one.metric != above:
        return None
    # 编外人员数占编制数的比例 is of another whole than the rate of that name
    same = not _INSIDE_POSTS.search(whole) if two is None else two.metric == below
    return own if same else MetricRef(name=f"{part}/{whole}")


def _spending(phrase: str, wanted: str = "") -> MetricRef | None:
    """The sum that a phrase about spending names (实际公用经费支出 as 公用经费决算数): the metric `wanted` if it can be
    that, else what its words say first."""
    bare = re.sub(r"(?:实际)?支出(?:数|额)?$", "", phrase_key(phrase).removeprefix("实际"))
    names = (phrase, f"{bare}决算数" if bare != phrase_key(phrase) else "", f"{phrase}数")
    found = [m for name in names if name and (m := metric_of_phrase(name)) is not None]
    return next((m for m in found if wanted and m.metric == wanted), found[0] if found else None)


def _quotient(above: MetricRef, below: MetricRef) -> MetricRef | None:
    """The vocabulary's rate of two sums; None where it has none."""
    formula = f"{above.metric} / {below.metric} * 100"
    code = next((m.code for m in load_metrics().values() if m.formula == formula), "")
    return MetricRef(metric=code) if code and not (above.item or below.item) else None


def held_against(left: str, right: str, names: MetricNames) -> MetricRef | None:
    """The rate that two sums held against each other make (决算数不超过预算数): the indicator's own, or by names."""
    own = names.own
    formula = load_metrics()[own.metric].formula if own is not None and own.metric in load_metrics() else ""
    above, _, below = formula.removesuffix(" * 100").partition(" / ")
    if below == "" and BARE_SPENT.match(phrase_key(left)) and BARE_BUDGET.match(phrase_key(right)):
        theirs = _CONTROLLED.sub("", phrase_key(names.indicator))  # 三公经费控制: 决算数≤预算数
        if metric_of_phrase(f"{theirs}决算数") and metric_of_phrase(f"{theirs}预算数"):
            left, right = f"{theirs}决算数", f"{theirs}预算数"
    one, two = _spending(left, above), metric_of_phrase(right)
    spent = BARE_SPENT.match(phrase_key(left)) or (one is not None and one.metric == above)
    plan = re.compile(
        rf"{BARE_BUDGET.pattern}|{BARE_PLAN.pattern}" if below == "procurement_planned" else BARE_BUDGET.pattern
    )
    planned = plan.match(phrase_key(right)) or (two is not None and two.metric == below)
    if below and spent and planned:
        return own
    if own is None and BARE_SPENT.match(phrase_key(left)) and BARE_BUDGET.match(phrase_key(right)):
        return names.find("")  # of whatever the indicator is about
    if one is not None and BARE_BUDGET.match(phrase_key(right)):  # 三公经费决算≤预算
        theirs = _SPENT_END.sub("", phrase_key(left)) + phrase_key(right)
        two = metric_of_phrase(theirs) or metric_of_phrase(f"{theirs}数") or two
    known = _quotient(one, two) if one is not None and two is not None else None
    if known is not None and known.metric:
        return known
    if re.search(r"预算|计划|定额|标准", right) and not (one is not None and two is not None):
        return names.ratio(left, right)
    above, below = with_nouns((phrase_key(left), phrase_key(right)))
    if below != phrase_key(right) and content(below) & PLANNED and content(above) & DONE:
        return MetricRef(name=f"{above}/{below}")  # 公车运行费决算数不高于年初预算数: of what the left side names
    return None


def is_rate(metric: MetricRef | None) -> bool:
    """Whether a metric is measured in percent."""
    known = load_metrics().get(metric.metric) if metric else None
    if known:
        return known.unit == "percent"
    if metric and metric.measure:
        return False
    if metric and "/" in metric.name:
        return True
    return bool(metric and phrase_key(metric.name).endswith(("率", "进度", "度", "比重", "占比")))


def metric_name(metric: MetricRef | None) -> str:
    """The name that a metric is known by, '' for none."""
    known = load_metrics().get(metric.metric) if metric else None
    return known.name if known else metric.name if metric else ""


def in_percent(stated: Range, metric: MetricRef | None) -> Range:
    """A rate's range printed without % in percent: fractions of one (结余率小于0.1), or percent as bare numbers
    (90≤执行率≤100). Others as they are."""
    ends = [e for e in (stated.low, stated.high) if e is not None]
    if stated.percent or not is_rate(metric) or not any(ends):
        return stated
    of_whole = re.search(r"(?:控制|执行|完成|实现|达成|支出|到位)率$", metric_name(metric))
    if all(0 <= e <= 1 for e in ends) or (of_whole and all(0 <= e < 2 for e in ends)):  # 大于1小于等于1.05
        low, high = (e if e is None else e * 100 for e in (stated.low, stated.high))
        return replace(stated, low=low, high=high, percent=True)
    return replace(stated, percent=True) if all(e == 0 or 2 <= e <= 200 for e in ends) else stated


def unit_fits(stated: Range, metric: MetricRef | None) -> bool:
    """A threshold in % belongs to a rate; a bare number to a count or sum (zero to either)."""
    known = load_metrics().get(metric.metric) if metric else None
    zero = stated.low in (None, Decimal(0)) and stated.high in (None, Decimal(0))
    return zero or known is None or (known.unit == "percent") == stated.percent
