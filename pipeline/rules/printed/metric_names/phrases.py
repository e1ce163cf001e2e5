"""Which metric of the vocabulary a phrase of printed criteria names: by name, as months or quarters, as a quotient."""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalize.narrative.reading.lexicon import lookup
from pipeline.normalize.narrative.topics.month_progress import period_of
from pipeline.normalize.quarter_names import QUARTER_NUMERALS
from pipeline.rules.printed.words import BARE_BUDGET
from pipeline.vocabulary.items import item_named
from pipeline.vocabulary.metrics import load_metrics, metric_named
from pipeline.vocabulary.names import without_brackets
from schemas.rubric import MetricRef

# Words that say whose, which or when, and leave the metric what it is.
_WHOSE = re.compile(
    r"^(?:被评价|年终|年底|当年度?|本年度?|年度|全年度?|年末|部门\(单位\)|部门整体|部门|单位|本部门|本单位|区级|市级|县级|实际|平均"
    r"|20\d\d年度?|项目实施单位|预算部门|各)"
)
_SUFFIX = re.compile(r"(?:的|得分|情况|比例|指标|结果|之比|百分比|%|数值|值)$")
# Phrases that mean "the rate this indicator is about".
GENERIC = frozenset(
    [
        "x",
        "X",
        "比率",
        "比例",
        "该比率",
        "该比例",
        "比值",
        "其比率",
        "率",
        "指标值",
        "该指标",
        "本指标",
        "指标",
        "完成",
        "实现",
        "达成",
        "完成率",
        "执行率",
        "完成比例",
        "完成情况",
        "占比",
        "比重",
        "控制率",
        "利用率",
        "变动率",
        "实际完成率",
        "指标完成率",
        "该指标值",
        "指标完成值",
        "实际值",
        "支出率",
        "实际比率",
        "实际占比",
        "实际比例",
        "实际比重",
        "调整率",
        "结果",
        "该率",
        "进度",
        "实际进度",
        "进度率",
        "计算结果",
    ]
)
_WHO_IS_SATISFIED = re.compile(
    r"^(?:社会|公众|群众|居民|市民|服务|对象|受益|企业|基层|单位|人员|办事|窗口|来访|师生|家长|患者|游客|村民|农户|用户|受众|参训|学员|或者|或|及|和|与|、|的|/|整体|总体|综合|平均|调查|部门|履职|效果|对)*$"
)
_QUARTER = re.compile(r"^(?:第)?([一二三四1-4])(?:个)?季度末?")
# What a quarter's progress is called where the schedule stands below it; alone, 执行率 may mean either.
_PROGRESS = frozenset(
    {"支出进度", "预算支出进度", "累计支出进度", "执行进度", "预算执行进度", "累计执行进度", "累计执行率"}
    | {"预算执行率", "执行率", "支出执行率", "实际支出进度", "预算实际支付进度", "实际支付进度", "支付进度"}
)
SCHEDULE = re.compile(r"^(?:第?[一二三四1-4]季度末?)?(?:序时进度|时序进度|既定支付进度|序时进度要求)(?:\(?(\d+)%\)?)?$")
# 半年进度, 前三季度支出进度率, 截至9月底支出进度, 11月执行进度: how far spending had come at a point of the year.
_SO_FAR = re.compile(
    r"^(?:部门)?(?:预算)?(?:项目)?(?:截[至止]|到)?(?:20\d\d年)?(?:(?P<year>年底|年末|年终|全年)|(?P<quarter>第?[一二三四1-4])(?:个)?季度|(?P<q2>上?半年度?|1-6月份?|[前]?[二2]季度)|(?P<q3>前[三3]个?季度|1-9月份?)|(?P<q1>1-3月份?)|(?P<month>1[0-2]|[1-9])月(?:份|末|底)*)(?:的|末|底)?"
    r"(?:部门|预算|累计|实际|资金|执行|支出|支付)*进度(?:率)?$"
)
# Phrases that are no name but say the same (调整、调剂资金累计在部门预算总规模的10%以内).
_PHRASES = (
    (
        re.compile(
            r"^(?:预算)?(?:调整|调剂)(?:、|和|及)?(?:调整|调剂)?(?:资金|金额|预算)?(?:累计)?(?:金额|数)?(?:占|在|不超过|超过)(?:本|年度|年初|单位|部门|整体)*(?:预算)(?:总规模|总额|总量|规模|总数|资金)?(?:的?(?:比例|比重))?$"
        ),
        "budget_adjustment_rate",
    ),
    (
        re.compile(
            r"^(?:按时|按期|如期|及时|按计划(?:时间)?)(?:已)?完成(?:预算|二级|部门)?项目(?:总)?(?:个数|数量?|数目)$"
        ),
        "projects_completed",
    ),
    (
        re.compile(
            r"^(?:(?:预算|二级|部门|年度|计划)*项目总(?:个数|数量?|数目)"
            r"|(?:部门|年度|预算|二级|本年|当年)*(?:全部|所有|应完成|计划完成|计划实施|安排)(?:的)?(?:预算|二级|部门)?项目总?(?:个数|数量?|数目))$"
        ),
        "projects_planned",
    ),
)
_OUTSIDE = r"(?:编外|编制外|(?:劳务)?派遣|临聘|聘用|合同制)(?:人员|用工|员工|工)?(?:数量?|人数|总数)?"
# 三公经费支出占预算比例: a part of the budget that was spent, of what was planned for it.
_OF_ITS_BUDGET = (
    r"(?:决算|实际|全年|年度)?(?:支出|发生)?(?:数|额|总额|决算数?)?(?:占|与|比)"
    r"(?:其|全年|年度|当年|年初|批复|安排|调整后?|财政)*(?:的)?预算(?:安排)?(?:数|额|总额)?(?:的|之)?(?:比|比例|比重|比率|百分比)?$"
)
_PARTS = (
    (re.compile(rf"^[“]?三公[”]?经费{_OF_ITS_BUDGET}"), "three_public_control_rate"),
    (re.compile(rf"^(?:日常)?公用(?:经费)?{_OF_ITS_BUDGET}"), "operating_expense_control_rate"),
    (
        re.compile(
            rf"^(?:年末|实有)?{_OUTSIDE}(?:占比|占(?:本单位|单位|部门|年末|实有)*(?:在职总|在职(?:人员|职工)?总|全部|全体|总|所有|用工总)"
            r"(?:在职)?(?:人员|职工|用工|工作人员)*(?:总?数|总?人数|总量|数量)?的?(?:比例|比重|比率|占比|百分比)?)$"
        ),
        "dispatched_staff_rate",
    ),
)
# Of scores themselves no rule speaks.
_SCORES = frozenset({"self_score", "weight", "score_rate", "score_deduction"})
# Metrics that can be narrowed to an item (项目支出执行率).
_OF_ITEMS = frozenset(
    ["execution_rate", "original_budget", "revised_budget", "outturn", "adjustment", "adjustment_rate"]
)


def phrase_key(phrase: str) -> str:
    """A phrase without brackets and 的, as it is compared."""
    return without_brackets(phrase).replace("的", "").replace("程度", "度").strip(",、:=()（）")


@cache
def metric_of_phrase(phrase: str) -> MetricRef | None:
    """The metric that a phrase names by the vocabulary, with its quarter or item; None where it names none."""
    for text in dict.fromkeys((phrase, phrase_key(phrase))):
        found = _named(text)
        if found:
            return found
    return None


def _named(text: str) -> MetricRef | None:
    seen = set()
    while text and text not in seen:
        seen.add(text)
        point = of_quarters_progress(text)  # 全年支出进度 is no progress of an unnamed time
        if point is not None:
            return point
        code = metric_named(text) or (metric_named(text.removesuffix("量")) if text.endswith("数量") else None)
        if code == "adjustment_rate" and "调剂" in text and "调整" not in text:
            code = "budget_adjustment_rate"  # between items: the whole need not have moved
        if code:
            return None if code in _SCORES else MetricRef(metric=code)
        code = next((code for pattern, code in (*_PHRASES, *_PARTS) if pattern.match(text)), None)
        if code:
            return MetricRef(metric=code)
        found = of_quarters_progress(text) or _of_quarter(text) or _of_item(text) or _satisfaction(text)
        if found:
            return found
        shorter = _WHOSE.sub("", text)
        text = shorter if shorter != text else _SUFFIX.sub("", text)
    return None


def _of_quarter(text: str) -> MetricRef | None:
    match = _QUARTER.match(text)
    if not match:
        return None
    rest = _WHOSE.sub("", text[match.end() :])
    code = metric_named(rest)
    if code in ("cumulative_progress", "quarterly_execution_rate"):
        return MetricRef(metric=code, period=f"Q{QUARTER_NUMERALS[match[1]]}")
    return None


def of_quarters_progress(text: str) -> MetricRef | None:
    """The progress of spending by the end of a quarter that a phrase names as months or part of the year."""
    found = _SO_FAR.match(phrase_key(text))
    if found is None:
        return None
    if found["year"]:
        return MetricRef(metric="execution_rate")
    if found["quarter"]:
        return MetricRef(metric="cumulative_progress", period=f"Q{QUARTER_NUMERALS[found['quarter'][-1]]}")
    if found["month"]:
        return MetricRef(metric="cumulative_progress", period=period_of(int(found["month"])))
    return MetricRef(metric="cumulative_progress", period=next(k for k, v in found.groupdict().items() if v).upper())


def _quarter_of_progress(text: str) -> str:
    """`Q1` … for a phrase that means a quarter's progress where a schedule stands below it; else ''."""
    match = _QUARTER.match(phrase_key(text))
    rest = _WHOSE.sub("", phrase_key(text)[match.end() :]) if match else ""
    return f"Q{QUARTER_NUMERALS[match[1]]}" if match and rest in _PROGRESS else ""


def _of_item(text: str) -> MetricRef | None:
    for cut in range(2, len(text) - 1):
        item, code = item_named(text[:cut]), metric_named(text[cut:])
        if item and code in _OF_ITEMS:
            return MetricRef(metric=code, item="" if item == "total" else item)
    return None


def _satisfaction(text: str) -> MetricRef | None:
    if text.endswith("满意度") and _WHO_IS_SATISFIED.match(text.removesuffix("满意度")):
        return MetricRef(metric="satisfaction_rate")
    return None


# 预算调整数 is the head of a column of adjusted budgets, and what was moved where it stands over the original budget.
_MOVED = re.compile(
    r"^(?:本年度?|当年|年度|全年|年中|部门|预算|支出)*(?:调整|调增|追加|变动|增减)(?:调剂)?(?:预算)?(?:数|额|金额|总额)?$"
)


TARGET = re.compile(r"(?:目标|指标|标准|预期|计划)值$|^(?:年度)?目标$")
TARGET_STATED = re.compile(
    r"(?:(?:目标|指标|标准)值|(?:年度|年初|预期|计划)目标)(?:(?:为|是|=|:|≥|不低于)(?P<n>\d+(?:\.\d+)?)%|(?P<bare>\d+(?:\.\d+)?)%(?=[,;。)(]|$))"
    r"|(?:^|(?<=[,;。]))以(?P<set>\d+(?:\.\d+)?)%(?:作?为)(?:年度|本?指标的?|预期)*(?:目标|指标|标准)值?(?=[,;。])"
)
_WHOLE_BUDGET = re.compile(r"^(?:当年|年度|全年|部门|支出)*预算(?:数|额|总额|金额|安排数)?$")


def _sum_of_metrics(text: str) -> MetricRef | None:
    """The metric that printed names add up to (在编人数+编外人员数)."""
    parts = [metric_of_phrase(part) or metric_of_phrase(f"{part}数") for part in text.split("+")]
    codes = {part.metric for part in parts if part is not None and not (part.item or part.period)}
    if len(parts) < 2 or len(codes) < len(parts):
        return None
    sums = (m.code for m in load_metrics().values() if " + " in m.formula and set(m.formula.split(" + ")) == codes)
    code = next(sums, "")
    return MetricRef(metric=code) if code else None


def _told_as(phrase: str) -> MetricRef | None:
    """The metric of money that sentences call so (政府采购实际执行金额)."""
    word = lookup(phrase_key(phrase))
    known = load_metrics().get(word.code) if word and word.kind == "metric" else None
    return MetricRef(metric=known.code) if known is not None and known.unit == "money" else None


_OF_ITS_OWN = {
    "operating_expense_outturn": "operating_expense_control_rate",
    "three_public_outturn": "three_public_control_rate",
    "procurement_actual": "procurement_execution_rate",
}
# 在职人员 / 编制数, 编内实有人数 / 编制数: whoever of them is in post.
_IN_POST = re.compile(r"^(?!.*(?:编外|总数|派遣|聘))[\u4e00-\u9fff]{0,6}(?:在职|在编|编内|实有|在岗)")


# 劳务派遣及直接聘用人员 / 在职人员总数: all of them outside the posts.
_OUTSIDE_POSTS = re.compile(
    r"^(?:年末|实有|实际|单位|部门)*(?:(?:劳务|人员)?派遣|(?:直接|自行|合同制?)?聘用|编制?外|临聘|临时(?:聘用)?|购买服务|雇员|[和及与、])+"
    r"(?:人员|用工|工|人员数)?(?:总?数|人数)?$"
)


def ratio_metric(above: str, below: str) -> MetricRef | None:
    """The metric of a quotient of two printed names (已完成项目数/计划完成项目总数)."""
    schedule = SCHEDULE.match(phrase_key(below) if "(" not in below else below)
    if schedule:
        quarter = _quarter_of_progress(above)
        if not quarter or schedule[1] not in (None, str(25 * int(quarter[1:]))):
            return None
        return MetricRef(metric="quarterly_execution_rate", period=quarter)
    one = metric_of_phrase(above) or _told_as(above)
    two = metric_of_phrase(below) or _sum_of_metrics(below)
    if one is not None and one.metric == "outturn" and _WHOLE_BUDGET.match(phrase_key(below)):  # 实际支出/预算
        return MetricRef(metric="execution_rate", item=one.item)
    if one is not None and BARE_BUDGET.match(phrase_key(below)) and (of_its_own := _OF_ITS_OWN.get(one.metric)):
        return MetricRef(metric=of_its_own)  # 公用经费决算数/调整预算数: the budget of what is spent
    if two == MetricRef(metric="authorised_posts") and _IN_POST.search(phrase_key(above)):
        return MetricRef(metric="staffing_control_rate")
    if two == MetricRef(metric="total_staff") and _OUTSIDE_POSTS.match(phrase_key(above)):
        return MetricRef(metric="dispatched_staff_rate")
    of_budget = two in (MetricRef(metric="original_budget"), MetricRef(metric="revised_budget"))
    if of_budget and "调剂" in above and not re.search("调整|调增|追加", above):
        return None  # between items: the whole need not have moved
    if _MOVED.match(phrase_key(above)) and two == MetricRef(metric="original_budget"):
        return MetricRef(metric="adjustment_rate")
    if one is None or two is None or one.period != two.period:
        return None
    wanted = f"{one.metric} / {two.metric} * 100"
    if one.item != two.item:
        return None
    code = next((m.code for m in load_metrics().values() if m.formula == wanted), "")
    return MetricRef(metric=code, item=one.item) if code else None
