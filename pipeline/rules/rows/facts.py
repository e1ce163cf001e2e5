"""A row's numbers as facts: under the codes and names that its indicator's rule asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.normalize.narrative.reading.lexicon import last_name
from pipeline.normalize.narrative.topics.named_rates import NAMED_RATE
from pipeline.rules.printed.metric_names.metrics import MetricNames
from pipeline.rules.printed.metric_names.phrases import metric_of_phrase, phrase_key
from pipeline.rules.printed.words import BARE_BUDGET, BARE_SPENT
from pipeline.rules.resolved import metric_label
from pipeline.rules.rows.numbers import TIME, RowFigure
from pipeline.rules.stand_ins import same_fall
from pipeline.vocabulary.formulas import inputs_of
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import name_key
from schemas.figure import Unit
from schemas.records import Fact
from schemas.rubric import MetricRef

_NO_RATE = re.compile(
    r"同类|同级|同行|兄弟|行业平均|全[国省市县区州]平均|目标(?:值|$)|要求|标准|指标值|计划|上年|去年|同比|环比|较|应|须|扣|权重|分值|占比例分"
)
# Rates of a part of the budget, whose row may say only 预算数 and 决算数.
_OF_PART = {
    "three_public_control_rate": ("three_public_budget", "three_public_outturn"),
    "operating_expense_control_rate": ("operating_expense_budget", "operating_expense_outturn"),
    "procurement_execution_rate": ("procurement_planned", "procurement_actual"),
}
_PART_WORDS = {
    "three_public_control_rate": "三公",
    "operating_expense_control_rate": "公用",
    "procurement_execution_rate": "采购",
}
_MOVED = re.compile(r"^(?:本年度?|当年|年中|年度)?(?:追加|调增|调剂|调减)(?:预算)?(?:数|金额|额|资金)?$")
# What may stand before a rate's name and leave it the whole's; 省级资金到位率 is of a part.
_OF_ALL = re.compile(
    r"(?:全?部门|全?单位|全?县|全?市|年度|全年|当年|本年|总体?|整体|综合|平均|累计|实际|项目|预算|财政|资金|服务|群众|社会|公众|对象)*"
)
# What before an amount's or count's name makes it another: 计划养护里程 is no 养护里程.
_OF_OTHERS = re.compile(r"计划|目标|应|拟|预期|预计|任务|未|[^一]不|上年|去年|同期|较|比")
# 实际值/目标值: the bare rate of a row is above that line, and not the quotient.
_OVER_TARGET = re.compile(r"/.*(?:目标|指标|标准|预期|计划)值?$")
_SATISFACTION = MetricRef(metric="satisfaction_rate")
_SATISFIED = re.compile(r"满意[度率](?:得分)?$")
_UNDONE = re.compile(r"^(?:未|不)")
_SHARE_NAME = re.compile(r"(?:占比|比例|比重|份额)$")
_OTHER_TIME = re.compile(r"上年|去年|往年|计划完成|预计|其中")
CHANGE = re.compile(
    r"(?:(?P<fall>下降率|压减率|降低率|减少率|降幅|减幅|下降幅度|压减幅度)|变动率|增长率|增减率|变化率|增幅|升幅|增速|增长幅度)$"
)
# 三公经费控制率 says how much of a budget was spent, and nothing of how that moved.
_LEVEL = re.compile(r"(?:控制|执行|完成|利用|使用|支出)率$")
# What names a change, or its base, and leaves what moved.
_OF_CHANGE = re.compile(
    r"(?:比|较|同比|与|相比|同期|增长|增加|上升|下降|减少|降低|压减|压缩|支出|决算|了|率|总额|数)+$"
)
# A first quarter beyond this is no progress of the year so far: the rates are against the schedule.
_AHEAD = Decimal(60)


def row_facts(figures: tuple[RowFigure, ...], needs: tuple[MetricRef, ...], year: int | None) -> Iterator[Fact]:
    """The row's figures as facts under the codes and names that the rule asks for."""
    sole = needs[0] if len(set(needs)) == 1 else None
    part = _OF_PART.get(sole.metric) if sole else _one_part(needs)
    against = _of_the_schedule(figures)
    for one in figures:
        period = str(one.year) if one.year else ""
        if one.figure.unit is Unit.PERCENT and (_NO_RATE.search(one.name) or one.grew):
            continue
        if one.figure.unit is Unit.PERCENT and TIME.fullmatch(one.name):  # 6月底50%
            known = metric_of_phrase(f"{one.name}支出进度")
            if known is not None:
                yield _fact(one, known, period)
            continue
        bare = 0 if BARE_BUDGET.match(one.name) else 1 if BARE_SPENT.match(one.name) else None
        if part is not None and bare is not None:
            yield _fact(one, MetricRef(metric=part[bare]), period)
            continue
        known = metric_of_phrase(one.name) or _of_header(one.name) or metric_of_phrase(f"{one.name}数")
        known = known or _ending_in(one.name, needs)
        if against and known is not None and known.metric == "cumulative_progress":
            known = known.model_copy(update={"metric": "quarterly_execution_rate"})
        if known is not None and (one.figure.unit is Unit.PERCENT) == (metric_label(known)[-1] in "率度重比"):
            yield _fact(one, known, period)
    for ref in dict.fromkeys(needs):
        yield from _named(figures, ref, sole, year)
        for name in same_fall(ref.name)[1:]:
            yield from _named(figures, ref.model_copy(update={"name": name}), None, year)


def _one_part(needs: tuple[MetricRef, ...]) -> tuple[str, str] | None:
    """The budget and spending of the one part that all rates of a rule are about (三公控制率 and 三公变动率)."""
    parts = {ref.metric for ref in needs if ref.metric in _OF_PART}
    if len(parts) != 1:
        return None
    (only,) = parts
    words = _PART_WORDS[only]
    return _OF_PART[only] if all(ref.metric == only or words in ref.name for ref in needs) else None


def _ending_in(name: str, needs: tuple[MetricRef, ...]) -> MetricRef | None:
    """The operand of the rule's only rate that words before a number end with (占采购计划金额, 全年完成政府采购)."""
    metrics = load_metrics()
    formulas = (metrics[ref.metric].formula for ref in needs if ref.metric in metrics)
    operands = {code for formula in formulas if formula for code in inputs_of(formula)}
    named = metric_of_phrase(re.sub(r"^(?:占|为|完成|达到)(?:了)?", "", name))
    if named is None:
        word = last_name(name)
        named = MetricRef(metric=word[0].code) if word is not None and word[0].kind == "metric" else None
    return named if named is not None and named.metric in operands and not _OTHER_TIME.search(name) else None


def _of_header(name: str) -> MetricRef | None:
    if _MOVED.match(name):
        return MetricRef(metric="adjustment")
    code = next((m.code for m in load_metrics().values() if name in m.headers and not m.split), "")
    return MetricRef(metric=code) if code else None


def _named(figures: tuple[RowFigure, ...], ref: MetricRef, sole: MetricRef | None, year: int | None) -> Iterator[Fact]:
    """The rate that a rule asks for by its name, or that is the only one of the row."""
    current = [f for f in figures if f.year in (None, year)]
    key = phrase_key(ref.name)
    rates = [
        f
        for f in current
        if f.figure.unit is Unit.PERCENT
        and not f.grew
        and (_plainly(f.name) == _plainly(key) or not _NO_RATE.search(f.name))
    ]
    # 实际92.00%（402.95万元÷437.99万元）: what the bracket comes to is the rate before it
    rates = [f for f in rates if f.name or not any(o.name and o.figure.interval.holds(f.figure.value) for o in rates)]
    if change := CHANGE.search(ref.name):
        fall = -1 if change["fall"] else 1
        moved = [f for f in current if f.figure.unit is Unit.PERCENT and f.grew and _moves(f, ref)]
        if len(moved) == 1 and not any(f.name == ref.name for f in rates):
            one = moved[0]
            turned = one.figure.model_copy(update={"value": one.figure.value * one.grew * fall})
            yield _fact(RowFigure(ref.name, turned, one.year), ref, str(year or ""))
            return
        plainly = [f for f in rates if _plainly(f.name) == _plainly(key)]
        if len({f.figure.value for f in plainly}) == 1:
            yield _fact(plainly[0], ref, str(year or ""))
            return
        rates = [f for f in rates if not _LEVEL.search(f.name)]
    if _UNDONE.match(ref.name):
        counts = [f for f in current if f.figure.exact and f.figure.unit is not Unit.PERCENT]
        same = [f for f in counts if ref.name in f.name] or [f for f in counts if _undone_so(f.tail, ref.name)]
        if len({f.figure.value for f in same}) == 1:
            yield _fact(same[0], ref, str(year or ""))
        return
    same = alike(rates, ref.name) if ref.name else []
    above, slash, below = ref.name.partition("/")
    if slash and any(f.figure.unit is Unit.PERCENT and phrase_key(f.name) in (above, below) for f in current):
        return  # 本单位增长率/全市平均增长率: one of the two is not what they make
    if not same and sole == ref and len(rates) == 1 and rates[0].name[-3:] == ref.name[-3:]:
        same = rates
    if not same and sole == _SATISFACTION:  # 网络问卷显示群众满意度89.4%: the row is about no other
        same = [f for f in rates if _SATISFIED.search(f.name)]
    if not same and sole == ref and not _OVER_TARGET.search(ref.name):
        generic = [f for f in rates if f.name in ("", "实际") or MetricNames.implies(f.name)]
        same = generic if len({f.figure.value for f in generic}) == 1 else []
    if not same and sole == ref and _SHARE_NAME.search(ref.name):  # 授予小微企业 A 万元，占采购总额 B 万元的 63.8%
        same = [f for f in rates if f.name == "的" or f.name.startswith("占")]
    if len({f.figure.value for f in same}) == 1:
        yield _fact(same[0], ref, str(year or ""))


def _undone_so(tail: str, name: str) -> bool:
    """Whether what stands behind a count says what was not done: 3项未公开, of 未公开 or 未公开事项."""
    return tail.endswith(name) or (len(tail) > 2 and name.startswith(tail) and bool(_UNDONE.match(tail)))


def _plainly(name: str) -> str:
    """A rate's name without 同比, which every rate of change is."""
    key = phrase_key(name)
    return key.replace("同比", "") if CHANGE.search(key) else key


def _moves(one: RowFigure, ref: MetricRef) -> bool:
    """Whether a change is of what a rule asks for: of the same words, or of nothing that the row names."""
    what = name_key(_OF_CHANGE.sub("", phrase_key(CHANGE.sub("", ref.name))))
    said = name_key(_OF_CHANGE.sub("", phrase_key(one.name)))
    return not said or not what or said.endswith(what) or what.endswith(said)


def _of_the_schedule(figures: tuple[RowFigure, ...]) -> bool:
    """一季度支出进度率92%: rates of quarters that can only be held against the schedule."""
    first = [f for f in figures if metric_of_phrase(f.name) == MetricRef(metric="cumulative_progress", period="Q1")]
    return any(f.figure.value > _AHEAD for f in first)


def alike(figures: list[RowFigure], wanted: str, *, rate: bool = True) -> list[RowFigure]:
    """Figures of a name: the same, else one that ends in the other. A rate of a part is no rate of the whole."""
    key = phrase_key(wanted)
    exact = [f for f in figures if phrase_key(f.name) == key]
    if exact or len(key) < 3:
        return exact
    near = [f for f in figures if len(phrase_key(f.name)) > 1 and _within(_stated_name(f), key, rate)]
    # 面向小微企业采购金额 of a sentence that has 采购金额 and 其中面向小微企业采购金额
    near = [f for f in near if phrase_key(f.name).endswith(key)] or near
    return near if len({f.figure.value for f in near}) == 1 else []


def _stated_name(one: RowFigure) -> str:
    """The name of a figure; 占计划里程 318 公里的 96% states what it is a share of."""
    name = phrase_key(one.name)
    return name if one.figure.unit is Unit.PERCENT else name.removeprefix("占")


def _within(one: str, wanted: str, rate: bool) -> bool:
    """Whether the row's name is the end of the one that is wanted, or only says more before it; of a rate, nothing that
    makes it another's, of an amount or count nothing that makes it a plan or another year's."""
    one, wanted = one.replace("政府采购", "采购"), wanted.replace("政府采购", "采购")  # no other 采购 is spoken of
    if not rate and one.startswith("占") and not wanted.startswith("占"):
        return False  # 占采购金额的 40%: a share of it
    if not one.endswith(wanted):  # 养护 is not the end of 计划养护 alone
        return wanted.endswith(one) and (rate or not re.search(r"计划|目标|应|上年|去年|未", wanted.removesuffix(one)))
    return bool(_OF_ALL.fullmatch(one.removesuffix(wanted))) if rate else ends_plainly(one, wanted)


def ends_plainly(name: str, wanted: str) -> bool:
    """Whether a name ends with the wanted one, and what it says before makes it no plan and no other year's."""
    more = name.removesuffix(wanted)
    return name.endswith(wanted) and (not more or not _OF_OTHERS.search(more))


def _fact(one: RowFigure, ref: MetricRef, period: str) -> Fact:
    """A figure as a fact of `ref`: by code, or by its printed name."""
    quarter = ref.period if ref.period[:1] in ("Q", "M") else ""
    return Fact(
        fact_id="",
        metric=ref.metric or NAMED_RATE,
        item="" if ref.metric else name_key(ref.name),
        item_code=ref.item,
        period=period + quarter,
        figure=one.figure,
        source="text",
        quote=f"{one.name}{one.figure.text}",
    )
