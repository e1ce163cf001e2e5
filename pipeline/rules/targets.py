"""Project forms (项目支出绩效自评表): the actual value against the target, and the points that this leaves.

Source: 财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）on self-evaluation: a quantitative indicator that
reaches its target takes all its points, one that falls short takes the share that was reached; qualitative ones are
graded by a person; the execution rate is worth its rate of its points, and not more than all. A score below the share
is left to the person who gave it (deviations may cost points) unless the form's own note binds it to the share; a score
above it is not.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.normalize.forms.funds import EXECUTION_INDICATOR
from pipeline.rules.evaluate import evaluate
from pipeline.rules.figures import Figures
from pipeline.rules.form_method import FormMethod, form_method
from pipeline.rules.printed.rule import printed_rule
from pipeline.rules.resolved import Resolved
from pipeline.rules.score_lines import LeafIndicator
from pipeline.rules.target_values import Target, compared_values
from pipeline.rules.worlds import Evaluation, NamedReading
from rubrics.check import metrics_of, most_points
from schemas.figure import Figure, Interval, Unit
from schemas.records import BudgetLine, Report
from schemas.rubric import MetricRef
from schemas.trace import Place, Trace, trace_step

# How far an actual value may pass its target before a person may call the target too low and take points off.
_FAR_ABOVE = Decimal("1.2")
# Points that a share may be rounded down by where the form's note binds the score to it.
_COARSE = Decimal("0.5")
_RATE = MetricRef(metric="execution_rate")
_HABIT = 3  # targets that were reached and did not get all their points
_ZERO, _ONE = Decimal(0), Decimal(1)
_HUNDRED = Decimal(100)

_COST = re.compile(r"成本")
# 预算调整率 3% | 0: rates and counts of which less is better, whatever sign their targets lack
# (投诉办结率 and 事故处置率 are of what was done about it)
_LESS = re.compile(
    r"(?:控制|调整|调剂|结转|结余|负债|变动|偏差|偏离|差异|投诉|死亡|事故|发病|缺陷|差错|错误|不合格|失误|空置|闲置|超支|复发|返工)"
    r"(?![\u4e00-\u9fff]*(?:办[结理复]|处[理置]|[回答批]复|反馈|解决|整改|化解|响应|回访|及时|完成|满意|核?查处?|[下减]降|减少|降低|纠[正错]|修复"
    r"|[回追]收|盘活|清[理零]|消[除化]|达标|使用|利用|执行))"
    r"[\u4e00-\u9fff]{0,4}率$|(?:投诉|事故|差错|违规|死亡|伤亡)[\u4e00-\u9fff]{0,4}(?:数|量|次数|起数|件数|人数)$"
)
_IS_RATE = re.compile(r"(?:率|比例|比重|占比|满意度|覆盖面)$")
# 酌情扣分, 按偏离度扣 1 分: that a person took more off than the share that is missing
_TAKEN_OFF = re.compile(r"酌情|扣(?:除|减)?\d*(?:\.\d+)?分|偏离度")
# 带动效应有待持续: why points came off though the target was reached; 无, 无偏差 and the like say that none did.
_REASON = re.compile(r"^(?!.*(?:^无|无偏差|不涉及|按计划|已完成|达到目标|超额|超过目标))[^，。；]*[\u4e00-\u9fff]{4}")


def is_form(leaf: LeafIndicator) -> bool:
    """Whether an indicator is scored by its target and actual value."""
    return any(copy.measured for copy in leaf.copies)


def form_evaluation(leaf: LeafIndicator, report: Report, weight: Decimal) -> tuple[Evaluation, str]:
    """The points that a form leaves for an indicator, and the rule in one line."""
    if not leaf.criteria.strip() and leaf.line.level1 == EXECUTION_INDICATOR:
        funds = _funds(leaf, report)
        scale = form_method(report.form_method).rate_scale
        if funds is not None and scale:
            by_scale = _by_scale(leaf, funds, scale, report, weight)
            return by_scale or _open(leaf, weight), f"按填表说明的执行率分档计分，最高{weight:f}分"
        if funds is not None:
            return _execution(leaf, funds, weight), f"预算执行率×{weight:f}分，最高{weight:f}分"
    method = form_method(report.form_method)
    less = _LESS.search(leaf.name) is not None
    wanted = re.sub(r"^\s*(?:[=＝]|等于)", "", leaf.criteria) if less else leaf.criteria
    fewer = less or bool(_COST.search(leaf.line.level1 + leaf.line.level2))
    target, numbers = compared_values(wanted, leaf.line.remark, fewer, leaf.name)
    if numbers is not None and not re.search("[%％]", wanted + leaf.line.remark) and _is_fraction(leaf.name, *numbers):
        numbers = None  # 覆盖率 100 against 1: a hundred percent, or one of them
    if target is None or numbers is None:
        asked = target is not None or method.tiers or _tells_results(leaf, report)
        if asked and _has_results(leaf, report) and leaf.criteria.strip() and not re.search(r"\w", leaf.line.remark):
            return _open(leaf, weight, missing=f"{leaf.name}的实际完成值"), f"按完成情况计分，满分{weight:f}分"
        return _in_words(leaf, method, weight)
    if (own := _by_own_coefficient(leaf, report, weight)) is not None and not _reached(target, *numbers):
        return own, "按表中所列得分系数"
    if _reached(target, *numbers) and not method.by_share and _by_judgement(leaf, report):
        return _open(leaf, weight), "本表达到指标值的指标多未得满分，由人工判断"
    return _measured(leaf, target, *numbers, weight, method), f"完成值/指标值×{weight:f}分，达到指标值得满分"


def _is_fraction(name: str, wanted: Decimal, got: Decimal) -> bool:
    """Whether a rate is wanted in percent and may be told as a fraction."""
    return _IS_RATE.search(name) is not None and wanted > _ONE >= got > _ZERO and wanted <= _HUNDRED


def _tells_results(leaf: LeafIndicator, report: Report) -> bool:
    """Whether the leaf's table has results for any of its indicators: one without such a column lacks none."""
    return any(re.search(r"\w", x.remark) for x in report.score_lines if x.table_id == leaf.line.table_id)


def _has_results(leaf: LeafIndicator, report: Report) -> bool:
    """Whether the leaf's table has a column for results at all, be it empty in this row."""
    return any(x.remark_box for x in report.score_lines if x.table_id == leaf.line.table_id)


def _in_words(leaf: LeafIndicator, method: FormMethod, weight: Decimal) -> tuple[Evaluation, str]:
    """A result in words: the range of its tier where the form's note has tiers, else what a person finds."""
    tier = method.tier_of(leaf.line.remark)
    if tier is None:
        return _open(leaf, weight), f"人工判断0–{weight:f}分"
    span = tier.times(weight)
    found = _evaluation(leaf, weight, span, span, "按填表说明的分档", "需人工判断", _compared(leaf), judged=True)
    return found, f"“{leaf.line.remark}”在{span.low.normalize():f}–{span.high.normalize():f}分内由人工判断"


def _compared(leaf: LeafIndicator) -> tuple[Trace, ...]:
    places = tuple(
        Place(page=box.page, box=box, text=text)
        for box, text in ((leaf.line.criteria_box, leaf.criteria), (leaf.line.remark_box, leaf.line.remark))
        if box is not None and text
    )
    return (trace_step(label="指标值与实际完成值", formula=f"{leaf.criteria} / {leaf.line.remark}", places=places),)


def _reached(target: Target, wanted: Decimal, got: Decimal) -> bool:
    return {"least": got >= wanted, "most": got <= wanted, "exactly": got == wanted}[target.direction]


def _by_judgement(leaf: LeafIndicator, report: Report) -> bool:
    """Whether a form takes points off several targets that were reached, and says of none why: whoever filled it in
    graded all of them, which no note of the form forbids."""
    line = leaf.line
    if line.self_score is None or line.weight is None or line.self_score.value >= line.weight.value:
        return False
    graded = 0
    for x in report.score_lines:
        short = x.self_score is not None and x.weight is not None and x.self_score.value < x.weight.value
        if x.table_id != line.table_id or not short or _REASON.search(x.reason):
            continue
        target, numbers = compared_values(x.criteria, x.remark, bool(_COST.search(x.level1 + x.level2)), x.indicator)
        graded += target is not None and numbers is not None and _reached(target, *numbers)
    return graded >= _HABIT


def _by_own_coefficient(leaf: LeafIndicator, report: Report, weight: Decimal) -> Evaluation | None:
    """What a form leaves to a person that prints a coefficient of its own beside the score which follows from it."""
    score = leaf.line.self_score
    own = next(
        (
            f.figure
            for f in report.facts
            if f.metric == "score_rate" and (f.table_id, f.row) == (leaf.line.table_id, leaf.line.row)
        ),
        None,
    )
    if own is None or score is None or score.value not in (weight * own.value / _HUNDRED, weight * own.value):
        return None
    anything = Interval(low=_ZERO, high=weight)
    children = (*_compared(leaf), _leaf(own, "得分系数"))
    return _evaluation(leaf, weight, anything, anything, "按表中所列得分系数", "需人工判断", children, judged=True)


def _measured(
    leaf: LeafIndicator, target: Target, wanted: Decimal, got: Decimal, weight: Decimal, method: FormMethod
) -> Evaluation:
    children = _compared(leaf)
    full = Interval.exactly(weight)
    anything = Interval(low=_ZERO, high=weight)
    if _reached(target, wanted, got):
        far = wanted > 0 and got > wanted * _FAR_ABOVE and target.direction == "least"
        note = "完成值明显高于指标值，是否调减由人工判断" if far else ""
        if _REASON.search(leaf.line.reason):
            note, far = "得分原因已写明，由人工判断", True
        return _evaluation(leaf, weight, full, anything if far else full, "达到指标值，得满分", note, children)
    if target.direction == "least" or (target.direction == "exactly" and _ZERO < got < wanted):
        share = Interval.exactly(weight * max(got, _ZERO) / wanted) if wanted > 0 else anything
        bound = method.by_share and not _TAKEN_OFF.search(leaf.line.reason)
        wide = Interval(low=max(_ZERO, share.low - _COARSE) if bound else _ZERO, high=share.high)
        return _evaluation(leaf, weight, share, wide, "实际完成值 / 指标值 × 分值", "", children)
    if target.direction == "most" and method.reversed_share and got > 0 and wanted > 0:
        share = Interval.exactly(weight * wanted / got)
        wide = Interval(low=max(_ZERO, share.low - _COARSE), high=share.high)
        return _evaluation(leaf, weight, share, wide, "指标值 / 实际完成值 × 分值", "", children)
    if target.direction == "exactly" and not target.said:
        return _evaluation(leaf, weight, anything, anything, "指标值未写明方向", "需人工判断", children, judged=True)
    return _evaluation(
        leaf, weight, anything, anything, "未达到指标值，扣分办法未写明", "需人工判断", children, judged=True
    )


def _funds(leaf: LeafIndicator, report: Report) -> BudgetLine | None:
    """The form's own line of total funds."""
    table = leaf.line.table_id
    return next((line for line in report.budget_lines if line.table_id == table and line.level == 0), None)


def _execution(leaf: LeafIndicator, funds: BudgetLine, weight: Decimal) -> Evaluation:
    """执行率 × points, from 全年执行数 and 全年预算数, else from the printed rate."""
    spent, budget = funds.figures.get("outturn"), funds.figures.get("revised_budget")
    rate = funds.figures.get("execution_rate")
    children = tuple(
        _leaf(f, label) for f, label in ((spent, "全年执行数"), (budget, "全年预算数"), (rate, "执行率")) if f
    )
    full, anything = Interval.exactly(weight), Interval(low=_ZERO, high=weight)
    if spent is not None and budget is not None and budget.value > 0:
        nominal = Interval.exactly(spent.value / budget.value)
        low_budget = budget.interval if budget.interval.low > 0 else Interval.exactly(budget.value)
        wide = (spent.interval / low_budget).join(nominal)
        if rate is not None:
            printed = Interval.exactly(rate.value / _HUNDRED)
            wide = wide.join(printed) if wide.meets(rate.interval.times(Decimal("0.01"))) else wide
    elif budget is not None and budget.value == 0:  # no rate on a zero base, whatever is printed for it
        return _evaluation(leaf, weight, full, anything, "预算数为零", "需人工判断", children, judged=True)
    elif rate is not None:
        nominal = Interval.exactly(rate.value / _HUNDRED)
        wide = rate.interval.times(Decimal("0.01"))
    else:
        return _open(leaf, weight, missing="全年执行数、全年预算数")
    nominal, wide = (i.times(weight).clamp(_ZERO, weight) for i in (nominal, wide))
    return _evaluation(leaf, weight, nominal, wide, "全年执行数 / 全年预算数 × 分值", "", children)


def _by_scale(leaf: LeafIndicator, funds: BudgetLine, scale: str, report: Report, weight: Decimal) -> Evaluation | None:
    """The execution rate on the form's own steps; None where they are not understood or ask for other figures."""
    spent, budget = funds.figures.get("outturn"), funds.figures.get("revised_budget")
    printed = printed_rule(leaf.name, weight, scale, "")
    if not printed.understood or spent is None or budget is None or budget.interval.low <= 0:
        return None
    if any(ref != _RATE for ref in metrics_of(printed.rule)) or most_points(printed.rule) != weight:
        return None  # of something else, or of another table's points
    nominal = spent.value / budget.value * _HUNDRED
    wide = (spent.interval / budget.interval).times(_HUNDRED).join(Interval.exactly(nominal))
    children = (_leaf(spent, "全年执行数"), _leaf(budget, "全年预算数"))
    trace = trace_step(label="预算执行率", value=Interval.exactly(nominal), unit=Unit.PERCENT, children=children)
    figures = Figures(report).with_value(_RATE, Resolved("known", trace, nominal, wide))
    return evaluate(printed.rule, figures, weight, leaf.name)


def execution_by_printed_rate(leaf: LeafIndicator, report: Report, weight: Decimal) -> Evaluation | None:
    """What the form's own printed rate gives the execution indicator, for forms whose amounts give another rate; None
    for other indicators and where there is no such rate."""
    if form_method(report.form_method).rate_scale:
        return None
    funds = _funds(leaf, report) if not leaf.criteria.strip() and leaf.line.level1 == EXECUTION_INDICATOR else None
    rate = funds.figures.get("execution_rate") if funds is not None else None
    budget = funds.figures.get("revised_budget") if funds is not None else None
    if rate is None or (budget is not None and budget.value == 0):
        return None
    nominal = Interval.exactly(rate.value / _HUNDRED).times(weight).clamp(_ZERO, weight)
    wide = rate.interval.times(Decimal("0.01")).times(weight).clamp(_ZERO, weight)
    return _evaluation(leaf, weight, nominal, wide, "执行率 × 分值", "", (_leaf(rate, "执行率"),))


def _leaf(figure: Figure, label: str) -> Trace:
    place = Place(page=figure.box.page, box=figure.box, text=f"{label} {figure.text}")
    return trace_step(label=label, value=Interval.exactly(figure.value), unit=figure.unit, places=(place,))


def _open(leaf: LeafIndicator, weight: Decimal, missing: str = "") -> Evaluation:
    span = Interval(low=_ZERO, high=weight)
    trace = trace_step(
        label=leaf.name, value=span, unit=Unit.POINTS, missing=missing, note="" if missing else "需人工判断"
    )
    reading = NamedReading("", span, span)
    return Evaluation(_ZERO, weight, _ZERO, weight, (reading,), not missing, (missing,) if missing else (), trace)


def _evaluation(
    leaf: LeafIndicator,
    weight: Decimal,
    nominal: Interval,
    wide: Interval,
    formula: str,
    note: str,
    children: tuple[Trace, ...],
    judged: bool = False,
) -> Evaluation:
    trace = trace_step(label=leaf.name, formula=formula, value=nominal, unit=Unit.POINTS, note=note, children=children)
    reading = NamedReading("", nominal, wide.join(nominal))
    return Evaluation(nominal.low, nominal.high, _ZERO, weight, (reading,), judged, (), trace)
