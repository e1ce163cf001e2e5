"""Statements that give points in proportion: 完成率×6分, A/B×权重, 按执行率乘以分值计算, 按完成比例得分."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.metric_names.formula_metric import MEAN_OF_QUARTERS
from pipeline.rules.printed.metric_names.metrics import MetricNames
from pipeline.rules.printed.scales.linear import Rate, linear
from pipeline.rules.printed.scales.ranges import Range, read_range
from pipeline.rules.printed.subjects import metric_of_subject
from pipeline.rules.printed.words import NUMBER, WEIGHT_WORDS
from pipeline.vocabulary.expression import parse
from schemas.rubric import MetricRef

_NUM, _WEIGHT_WORDS = NUMBER, WEIGHT_WORDS
CAP = re.compile(
    rf"^满分为止$|^(?:加(?:满|至|到)|(?:但|且)?(?:得分|累计|合计|总分)?(?:最高|最多|上限|封顶|以|不超过|不高于|最高不超过|最多不超过)(?:可?得|为|不超过|是)?)(?:({_NUM})分|{_WEIGHT_WORDS}|满分)(?:为限|封顶|为上限|计算?|为止|止)?$"
)
CAP_AT_FULL = re.compile(
    r"^[^,;=×\d]{0,14}?(?:率|比例|结果|度)?(?<![不未])(?:超过|大于|高于|超出|超)100%(?:的|时|部分)?,?(?:按|以|均按|视为|视同|得|计|给)(?:照)?(?:100%|满分)(?:计|计算|计分|处理)?$|^(?:得分)?(?:不超过|超过)(?:满分|权重|分值|100%)(?:的?按满分计)?$|^(?:但|且)?[^,;=×\d]{0,14}?(?:超过|高于|超出|大于)(?:100%|满分)?的?部分,?不(?:予)?(?:得|计|加)分$|^超(?:额(?:完成)?|过部分|出部分)的?,?按100%(?:计算?|计分)?$|^超额(?:完成)?(?:的|部分)*,?不(?:再|另|予)?(?:加|计|得)分$|^超过(?:部分)?不(?:加|计|再加|另加)分$"
)
_FORMULA = re.compile(r"^(?:(?P<lead>[^=]{2,60}?,))?(?P<left>[^=,]*?(?:得分|分数|评分|计分))=(?P<right>.+)$")
_BY = re.compile(
    rf"^(?P<lead>.*?)(?:按照|按(?!时|期|质(?!量[^,;×]{{0,6}}率)|计划|规定|要求)|以(?![下上内])|根据)(?:公式)?(?P<right>[^,;]*?)(?:×|乘以|乘)(?P<points>{_NUM}分?|{_WEIGHT_WORDS})(?:进行)?(?:计算|计|记|给|核算|确定)?(?:得分|分|评分|计分|记分|给分|得分值)?$"
)
_IN_PROPORTION = re.compile(
    r"^(?P<lead>.*?)(?:按|依|按照|根据)(?:其|实际)?(?P<what>[^,;×]*?)(?:的)?(?:比例|百分比|比重|占比|比率|率)(?:相应|进行|折算)?(?:得|计|计算|给|赋|计算得|折算|核算)(?:得)?(?:分|分值|分数)$"
)
# 低于90%的计执行率/90%×6分: the range is no part of the rate's name
_NO_RANGE = r"(?![^/×(]*\d%[^/×(]*[/×(])"
_SIMPLE = re.compile(
    rf"^(?P<lead>.*?,)?(?:(?:得|计)(?=\())?(?P<right>{_NO_RANGE}[^=,;]+×(?:{_NUM}分|{_WEIGHT_WORDS}))$"
)
_PRODUCT = re.compile(rf"^(?P<lead>)(?P<right>{_NO_RANGE}[^=,;得扣按]+×[^=,;得扣按]+)$")
# 95%≤合格率<100%得10×合格率分
_GIVEN = re.compile(r"^(?P<lead>[^,;=×/]+?)(?:的|时)?,?(?:得|计)(?P<right>[^,;=]*×[^,;=得]*?)分?$")
# 按全年预算执行率计算得分: says on what points depend, not how.
_LEAD = re.compile(
    r"^(?:根据|按照?|依据)[^,;×]{2,24}(?:率|度|情况|结果)(?:进行)?(?:计算|确定|核算|折算)?(?:得分|计分|评分|打分|赋分)$"
)
# (1-调剂率)×10: what is left of the rate to the whole.
_LESS = re.compile(r"(?:1|100%)-(.+)")
_HUNDRED = Decimal(100)
_ACTUAL = re.compile(r"^(?:实际)?(?:完成)?(?:值|数|情况)$")
_FULL_AT = re.compile(rf"^(.+)/\(?({_NUM})[%¤]\)?$")


# Rates of which less is better: a score in proportion to them is none.
_LESS_IS_BETTER = re.compile(r"控制率|变动率|变化率|增长率|结转|结余|调整|调剂|偏差|差异|偏离|编外|投诉|超支|闲置")
# 按完成比例得分，得分=…: what follows says how.
# 未达到的，按实际进度量化计算得分: in proportion, though no 比例 is said.
_BY_RATE = re.compile(
    r"^(?P<lead>[^,;×=]*,)?(?:则)?(?:按照|按|以)(?:当年|全年|年度)?(?:实际)?(?P<what>(?:支出|预算|项目|资金)*(?:执行|支出|支付|完成)?(?:进度|率))(?:进行)?(?:量化)?(?:计算|折算|核算|计|给)?(?:得分|计分|分)$"
)
# 按实际设备完好率计分: by any rate that the criteria may mean
_BY_ANY_RATE = re.compile(
    r"^(?:按照?|以|根据|依据)(?:实际|当年|全年|年度)?(?P<what>[^,;×\d]{0,20}?(?:率|满意度))(?:进行)?(?:计算|折算|核算|计|给)?(?:得分|计分|评分|赋分|分)$"
)
# 按实际比例计分（得分=完成率×3分）: the brackets say how.
_SPELT_OUT = re.compile(
    r"^([^()]*?)(?:,?按[^,()]{0,8}比例(?:计分|得分|给分|计算得分|计算))\((?:即|即:|公式:)?((?:得分=)?[^()]*[×/][^()]*(?:\([^()]*\)[^()]*)*)\)$"
)


def read_share(clause: str, names: MetricNames) -> list[Item] | None:
    """The items of a share, with a maximum that stands behind it; None where the statement is no share."""
    body, cap = _without_cap(_SPELT_OUT.sub(_spelt, clause))
    if _LEAD.match(body):
        by_rate = _BY_RATE.match(body)
        if by_rate is None and (other := _BY_ANY_RATE.match(body)) and not _falls(names, other["what"]):
            return [Item("lead", clause, metric=names.find(other["what"]), implied=names.implies(other["what"])), *cap]
        return [Item("lead", clause, metric=names.find("") if by_rate else None, implied=bool(by_rate)), *cap]
    by_rate = _BY_RATE.match(body)
    if by_rate is not None and by_rate["lead"]:
        held, span = _lead_range(by_rate["lead"])
        if held:
            return [Item("share", clause, range=span, metric=names.find(""), implied=True), *cap]
    for pattern in (_FORMULA, _BY, _SIMPLE, _PRODUCT, _GIVEN, _IN_PROPORTION):
        found = pattern.match(body)
        if found is None or re.search(rf"{_NUM}分", found["lead"] or ""):
            continue
        held, span = _lead_range(found["lead"] or "")
        if not held:
            return [Item("unknown", clause)]
        if pattern is _IN_PROPORTION:
            return [_of_anything(i, names) for i in _in_proportion(clause, found, span, names, cap)]
        right = found["right"] if pattern is not _BY else f"{found['right']}×{found['points']}"
        items = _share_of(clause, right, span, names, cap) or _linear_of(clause, right, span, names, cap)
        return [_of_anything(i, names) for i in items]
    return None


def _falls(names: MetricNames, what: str) -> bool:
    """Whether less of the rate is better, so that no score is in proportion to it."""
    return _LESS_IS_BETTER.search(f"{names.indicator}{what}") is not None


def _spelt(found: re.Match[str]) -> str:
    formula = found[2] if found[2].startswith("得分=") else f"得分={found[2]}"
    return f"{found[1]},{formula}"


def _of_anything(item: Item, names: MetricNames) -> Item:
    """A share of 完成比例 of an indicator that names no rate: how much of it was done."""
    if item.kind != "share" or item.metric is not None or not item.implied:
        return item
    return replace(item, metric=names.completion)


def _lead_range(lead: str) -> tuple[bool, Range | None]:
    """Whether a lead-in is understood, and the range it limits the share to (低于95%的，得分=…)."""
    if re.search(r"[得扣]分|[=×/]", lead):
        return False, None
    if not re.search(r"[\d<>≤≥]", lead):
        return True, None
    span = read_range(lead)
    return span is not None, span


def _in_proportion(
    clause: str, found: re.Match[str], span: Range | None, names: MetricNames, cap: list[Item]
) -> list[Item]:
    """按…比例得分: points × rate; over a range with a lower end it could as well be interpolation, and is not read."""
    if span is not None and span.low is not None:
        metric, implied = metric_of_subject(span.subject, names)
        if not (metric or implied):
            return [Item("unknown", clause, range=span)]
        # 0-5%的按比例得分: a share of the upper end and a line from nothing are one there
        from_nothing = Item("interpolate", clause, metric=metric, range=span, implied=implied)
        return [from_nothing if span.low == 0 else replace(from_nothing, kind="graded")]
    what = found["what"]
    metric = names.find(what if what.endswith("率") else f"{what}率") if what else names.own
    known = metric if metric and metric.metric else names.own
    if _falls(names, what):
        return [Item("unknown", clause)]
    if known is not None and not what and names.speaks_of_another(found["lead"] or "", known):
        return [Item("unknown", clause)]
    return [Item("share", clause, metric=known, range=span, implied=not (metric and metric.metric)), *cap]


def _without_cap(clause: str) -> tuple[str, list[Item]]:
    """A share's statement without a maximum that stands behind it (…×1分,最高得1分)."""
    for mark in re.finditer(r"[,(]", clause):
        head, tail = clause[: mark.start()], clause[mark.end() :]
        cap = CAP.match(tail.strip("()")) or CAP_AT_FULL.match(tail.strip("()"))
        if cap:
            number = cap[1] if cap.re is CAP else None
            return head, [Item("cap", tail, points=Decimal(number) if number else None)]
    return clause, []


def _share_of(clause: str, right: str, span: Range | None, names: MetricNames, cap: list[Item]) -> list[Item]:
    """`expression × points`, in either order, 100% passed over; empty where it is no such product."""
    terms = [t for t in _factors(right) if t not in ("100%", "100")]
    if len(terms) != 2 or any(re.search(r"[-+]", re.sub(r"\([^()]*\)|1-4", "", t)) for t in terms):
        return []  # 4-变动率×0.2 is no product
    for points_term, rate_term in ((terms[1], terms[0]), (terms[0], terms[1])):
        points = re.fullmatch(rf"\(?({_NUM})分?\)?", points_term)
        if not (points or re.fullmatch(_WEIGHT_WORDS, points_term)):
            continue
        term, full_at = _full_at(rate_term, names)
        rest = _LESS.fullmatch(_bare(term))
        if rest is None and re.match(rf"\(*{_NUM}%?[-+]", term):
            return []  # (110%-实际比例)/20%
        metric, implied = _rate(rest[1] if rest else term, names)
        if (metric is None and not implied) or (rest and full_at != _HUNDRED):
            return []
        worth = Decimal(points[1]) if points else None
        share = Item(
            "share", clause, points=worth, metric=metric, range=span, implied=implied, full_at=full_at, less=bool(rest)
        )
        return [share, *cap]
    return []


def _linear_of(clause: str, right: str, span: Range | None, names: MetricNames, cap: list[Item]) -> list[Item]:
    """Any other formula that is linear in rates."""
    if names.target is not None and re.search(r"/(?:年度)?(?:目标|指标|标准)值", right):
        return [Item("unknown", clause)]
    node = parse(right)
    form = linear(node, lambda term: _rate(term, names)) if node is not None else None
    if form is None or not form.terms:
        return [Item("unknown", clause)]
    rates = [rate for rate, _ in form.terms]
    one = rates[0] if len(rates) == 1 else Rate(None, False)
    if len(rates) > 1 and any(rate.metric is None for rate in rates):
        return [Item("unknown", clause)]
    if one.capped:
        cap = [*cap, Item("cap", clause)]
    return [Item("linear", clause, metric=one.metric, range=span, implied=one.implied, form=form), *cap]


def _factors(text: str) -> list[str]:
    """Factors of a product, brackets kept together."""
    out, depth, start = [], 0, 0
    for position, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "×" and depth == 0:
            out.append(text[start:position])
            start = position + 1
    return [*out, text[start:]]


def _bare(term: str) -> str:
    """A term without brackets around the whole of it, and without ×100%."""
    while term.startswith("(") and term.endswith(")") and term.find(")") == len(term) - 1:
        term = term[1:-1]
    return term.removesuffix("×100%")


def _full_at(term: str, names: MetricNames) -> tuple[str, Decimal]:
    """满意度/90% is full at 90; 实际值/指标值 at the target that the criteria state."""
    above, _, below = _bare(term).partition("/")
    if names.target is not None and names.is_target(below):
        return re.sub(r"(?:实际|完成)?值$", "", "" if _ACTUAL.match(above) else above), names.target
    found = _FULL_AT.match(_bare(term))
    if found and "/" not in found[1] and not found[1].endswith("进度") and Decimal(found[2]) > 0:
        return found[1], Decimal(found[2])
    return term, Decimal(100)


def _rate(term: str, names: MetricNames) -> tuple[MetricRef | None, bool]:
    """The metric of a share, and whether it is only implied (完成率×6分)."""
    inner = term[1:-1] if term.startswith("(") and term.endswith(")") else term
    inner = _bare(inner.removesuffix("×100%"))
    if MEAN_OF_QUARTERS.match(inner):
        return MetricRef(metric="average_execution_rate"), False
    inner = re.sub(r"^([^/占]{2,20})占([^/占]{2,20}?)的?(?:比例|比重|比率|百分比)$", r"\1/\2", inner)
    above, slash, below = inner.partition("/")
    if slash:
        return (names.ratio(above, below), False) if "/" not in below else (None, False)
    return names.find(inner), names.implies(inner)
