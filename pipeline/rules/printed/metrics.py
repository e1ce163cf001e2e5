"""Which metric a phrase of printed criteria means: by name, by a printed formula, or by the indicator it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from pipeline.normalize.narrative.month_progress import period_of
from pipeline.vocabulary.items import item_named
from pipeline.vocabulary.metrics import load_metrics, metric_named, metric_names
from pipeline.vocabulary.names import without_brackets
from schemas.rubric import MetricRef

# Words that say whose, which or when, and leave the metric what it is.
_WHOSE = re.compile(
    r"^(?:被评价|年终|年底|当年度?|本年度?|年度|全年度?|年末|部门\(单位\)|部门整体|部门|单位|本部门|本单位|区级|市级|县级|实际|平均"
    r"|20\d\d年度?|项目实施单位|预算部门|各)"
)
_SUFFIX = re.compile(r"(?:的|得分|情况|比例|指标|结果|之比|百分比|%|数值|值)$")
# Phrases that mean "the rate this indicator is about".
_GENERIC = frozenset(
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
        "调整率",
        "结果",
        "该率",
        "进度",
        "进度率",
        "计算结果",
    ]
)
_WHO_IS_SATISFIED = re.compile(
    r"^(?:社会|公众|群众|居民|市民|服务|对象|受益|企业|基层|单位|人员|或者|或|及|和|与|、|的|/|整体|总体|综合|平均|调查|部门|履职|效果|对)*$"
)
_QUARTER = re.compile(r"^(?:第)?([一二三四1-4])(?:个)?季度末?")
_QUARTER_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# What a quarter's progress is called where the schedule stands below it; alone, 执行率 may mean either.
_PROGRESS = frozenset(
    {"支出进度", "预算支出进度", "累计支出进度", "执行进度", "预算执行进度", "累计执行进度", "累计执行率"}
    | {"预算执行率", "执行率", "支出执行率", "实际支出进度", "预算实际支付进度", "实际支付进度", "支付进度"}
)
_SCHEDULE = re.compile(
    r"^(?:第?[一二三四1-4]季度末?)?(?:序时进度|时序进度|既定支付进度|序时进度要求)(?:\(?(\d+)%\)?)?$"
)
# 半年进度, 前三季度支出进度率, 截至9月底支出进度, 11月执行进度: how far spending had come at a point of the year.
_SO_FAR = re.compile(
    r"^(?:部门)?(?:预算)?(?:项目)?(?:截[至止]|到)?(?:20\d\d年)?(?:(?P<year>年底|年末|年终|全年)|(?P<quarter>第?[一二三四1-4])(?:个)?季度|(?P<q2>上?半年度?|1-6月份?|[前]?[二2]季度)|(?P<q3>前[三3]个?季度|1-9月份?)|(?P<q1>1-3月份?)|(?P<month>1[0-2]|[1-9])月(?:份|末|底)*)(?:的|末|底)?"
    r"(?:部门|预算|累计|实际|资金|执行|支出|支付)*进度(?:率)?$"
)
# Phrases that are no name but say the same (调整、调剂资金累计在部门预算总规模的10%以内).
_PHRASES = (
    (
        re.compile(
            r"^(?:预算)?(?:调整|调剂)(?:、|和|及)?(?:调整|调剂)?(?:资金|金额|预算)?(?:累计)?(?:金额|数)?(?:占|在|不超过|超过)(?:本|年度|年初|单位|部门|整体)*(?:预算)(?:总规模|总额|总量|规模|总数|资金)?$"
        ),
        "budget_adjustment_rate",
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
        code = metric_named(text)
        if code:
            return None if code in _SCORES else MetricRef(metric=code)
        code = next((code for pattern, code in _PHRASES if pattern.match(text)), None)
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
        return MetricRef(metric=code, period=f"Q{_QUARTER_NUMBERS[match[1]]}")
    return None


def of_quarters_progress(text: str) -> MetricRef | None:
    """The progress of spending by the end of a quarter that a phrase names as months or part of the year."""
    found = _SO_FAR.match(phrase_key(text))
    if found is None:
        return None
    if found["year"]:
        return MetricRef(metric="execution_rate")
    if found["quarter"]:
        return MetricRef(metric="cumulative_progress", period=f"Q{_QUARTER_NUMBERS[found['quarter'][-1]]}")
    if found["month"]:
        return MetricRef(metric="cumulative_progress", period=period_of(int(found["month"])))
    return MetricRef(metric="cumulative_progress", period=next(k for k, v in found.groupdict().items() if v).upper())


def _quarter_of_progress(text: str) -> str:
    """`Q1` … for a phrase that means a quarter's progress where a schedule stands below it; else ''."""
    match = _QUARTER.match(phrase_key(text))
    rest = _WHOSE.sub("", phrase_key(text)[match.end() :]) if match else ""
    return f"Q{_QUARTER_NUMBERS[match[1]]}" if match and rest in _PROGRESS else ""


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
    r"^(?:本年度?|当年|年度|全年|年中|部门|预算|支出)*(?:调整|调剂|调增|追加|变动|增减)(?:预算)?(?:数|额|金额|总额)?$"
)


_TARGET = re.compile(r"(?:目标|指标|标准|预期|计划)值$|^(?:年度)?目标$")
TARGET_STATED = re.compile(r"(?:目标|指标|标准)值(?:为|是|=|:|≥|不低于)(\d+(?:\.\d+)?)%")
_WHOLE_BUDGET = re.compile(r"^(?:当年|年度|全年|部门|支出)*预算(?:数|额|总额|金额|安排数)?$")


def _sum_of_metrics(text: str) -> MetricRef | None:
    """The metric that printed names add up to (在编人数+编外人员数)."""
    parts = [metric_of_phrase(part) for part in text.split("+")]
    codes = {part.metric for part in parts if part is not None and not (part.item or part.period)}
    if len(parts) < 2 or len(codes) < len(parts):
        return None
    sums = (m.code for m in load_metrics().values() if " + " in m.formula and set(m.formula.split(" + ")) == codes)
    code = next(sums, "")
    return MetricRef(metric=code) if code else None


def ratio_metric(above: str, below: str) -> MetricRef | None:
    """The metric of a quotient of two printed names (已完成项目数/计划完成项目总数)."""
    schedule = _SCHEDULE.match(phrase_key(below) if "(" not in below else below)
    if schedule:
        quarter = _quarter_of_progress(above)
        if not quarter or schedule[1] not in (None, str(25 * int(quarter[1:]))):
            return None
        return MetricRef(metric="quarterly_execution_rate", period=quarter)
    one, two = metric_of_phrase(above), metric_of_phrase(below) or _sum_of_metrics(below)
    if one is not None and one.metric == "outturn" and _WHOLE_BUDGET.match(phrase_key(below)):  # 实际支出/预算
        return MetricRef(metric="execution_rate", item=one.item)
    if _MOVED.match(phrase_key(above)) and two == MetricRef(metric="original_budget"):
        return MetricRef(metric="adjustment_rate")
    if one is None or two is None or one.period != two.period:
        return None
    wanted = f"{one.metric} / {two.metric} * 100"
    if one.item != two.item:
        return None
    code = next((m.code for m in load_metrics().values() if m.formula == wanted), "")
    return MetricRef(metric=code, item=one.item) if code else None


_DEFINITION = re.compile(
    r"(?:^|[;。,:])(?:其中:?|注:?)?(比[率例值]|[^;。,:=]{2,30}?(?:率|度|比例|比率|比重|占比|进度))(?:\([^()]{1,8}\))?=(?!.*得分|[-\d])([^;。=,]+(?:,[^;。=,()]*\)[^;。=,]*)*?)(?:×100%?)?(?=[;。,]|$)"
)
_QUOTIENT = re.compile(r"^\(*(.+?)\)?/\(?([^/]+?)\)*$")
MEAN_OF_QUARTERS = re.compile(
    r"^[∑Σ]?\(?(?:每个?|各|四个|1-4|一至四)季度?.{0,8}率(?:之和|合计|总和)?\)?(?:/4|的?平均值?|的算术平均数?)$"
)
_BETWEEN_TWO = re.compile(
    r"(?:实际|年末|本年度)?([^,。;]{2,40}?)(?:与|占|和)([^,。;]{2,40}?)的(?:比率|比例|比重|百分比|比值)"
)


@dataclass
class MetricNames:
    """Metric lookup inside one indicator: printed formulas first, then names, then the indicator itself.

    `own` is the metric the indicator as a whole is about, None where it is not known. `odd` collects formulas that
    contradict the vocabulary; a metric so named is then not looked up by its name.
    """

    indicator: str
    definition: str = ""
    formulas: dict[str, MetricRef | None] = field(default_factory=dict)
    quotients: dict[str, str] = field(default_factory=dict)
    target: Decimal | None = None  # of the rate in percent, where the criteria state one (指标值≥98%)
    printed: dict[str, str] = field(default_factory=dict)  # formulas as they stand, by the names they define
    rates: list[str] = field(default_factory=list)  # that the vocabulary does not know, as the text has named them

    def learn(self, clause: str) -> bool:
        """Take in a clause that defines a rate; whether it was one."""
        match = _DEFINITION.fullmatch(clause) or _DEFINITION.match(clause) or self._of_indicator(clause)
        if not match or match.end() < len(clause):
            return False
        name, right = phrase_key(match[1]), match[2]
        self.formulas[name] = self._by_formula(name, right)
        self.quotients[_quotient_key(right)] = name
        self._keep(name, right)
        return True

    def _of_indicator(self, clause: str) -> re.Match[str] | None:
        """预算编制质量=|执行数-预算数|/预算数: what an indicator of any name is measured by."""
        name = phrase_key(self.indicator)
        found = re.fullmatch(rf"({re.escape(name)})=([^;。=,≥≤<>]*[-/][^;。=,≥≤<>]*?)(?:×100%?)?", clause)
        return found if found and not re.search(r"\d分|得分", clause) else None

    def _keep(self, name: str, right: str) -> None:
        ref = self.formulas.get(name)
        if ref is not None and ref.name:
            self.printed[ref.name] = right.removesuffix("×100%")

    def quotient(self, expression: str) -> MetricRef | None:
        """The rate that a printed formula defines as this quotient (满意人数/调查人数)."""
        name = self.quotients.get(_quotient_key(expression))
        return self.formulas.get(name) if name else None

    def ratio(self, above: str, below: str) -> MetricRef | None:
        """The metric of a quotient of two printed names; one by the names where no metric is known for them."""
        known = ratio_metric(above, below) or self.quotient(f"{above}/{below}")
        if known is not None or _SCHEDULE.match(phrase_key(below)):
            return known
        one, two = metric_of_phrase(above), metric_of_phrase(below)
        plain = all(re.fullmatch(r"[\u4e00-\u9fff()]{2,24}", side) for side in (above, below))
        if not plain or (one is not None and two is not None):  # both known, and no metric is their quotient
            return None
        name = f"{above}/{below}"
        if _TARGET.search(below):
            return MetricRef(name=name)  # of a target that the indicator's row may state
        if self.own is None and self._is_rate(self.indicator) and not self.quotients:  # the rate of the indicator
            self.quotients[_quotient_key(name)] = key = phrase_key(self.indicator)
            self.formulas[key] = MetricRef(name=key)
            self._keep(key, name)
            return self.formulas[key]
        return MetricRef(name=name)

    def _by_formula(self, name: str, right: str) -> MetricRef | None:
        by_name = metric_of_phrase(name)
        if MEAN_OF_QUARTERS.match(right):
            mean = MetricRef(metric="average_execution_rate")
            return mean if by_name in (None, mean) else None
        quotient = _QUOTIENT.match(right.removesuffix("×100%").removesuffix("×100"))
        if not quotient:
            return by_name if "/" not in right and not re.search(r"[-+×]", right) else None
        above, below = quotient[1], re.sub(r"\([^()/]*\)?$", "", quotient[2])  # 在职人员总数（在编+编外）
        ratio = ratio_metric(above, below)
        if ratio is not None:
            return ratio
        one, two = metric_of_phrase(above), metric_of_phrase(below)
        if re.search(r"[-+]", above + below):  # a sum of its own making
            return MetricRef(name=name)
        if one is not None and two is not None:  # both known, and no metric is their quotient: not what the name says
            return MetricRef(name=name)
        return by_name or MetricRef(name=name)

    @property
    def own(self) -> MetricRef | None:
        """The metric of the indicator as a whole."""
        key = phrase_key(self.indicator)
        printed = {ref for name, ref in self.formulas.items() if ref and (key.endswith(name) or name.endswith(key))}
        if len(printed) == 1:
            return printed.pop()
        named = metric_of_phrase(self.indicator) or metric_of_phrase(re.sub(r"情况$", "率", self.indicator))
        if named is not None:
            return named
        others = {ref for ref in self.formulas.values() if ref}
        if len(others) == 1:
            return others.pop()
        pair = _BETWEEN_TWO.search(self.definition)
        return ratio_metric(_bare(pair[1]), _bare(pair[2])) if pair else None

    def find(self, phrase: str) -> MetricRef | None:
        """The metric that `phrase` means here; for a rate that the vocabulary does not know, a ref by name."""
        key = phrase_key(phrase)
        size = re.fullmatch(r"(.*?)绝对(?:值|数)?", key) or re.fullmatch(r"\|(.+)\|", key)
        if size:
            found = self.find(size[1])
            return found.model_copy(update={"absolute": True}) if found else None
        computed = re.search(r"[-+×/=]", key)  # 1-调剂率 is not 调剂率
        alike = [
            ref
            for name, ref in self.formulas.items()
            if key == name or (len(key) > 2 and not computed and (name.endswith(key) or key.endswith(name)))
        ]
        if key in self.formulas or (alike and all(ref == alike[0] for ref in alike)):
            return self.formulas.get(key, alike[0])
        if self.implies(phrase):
            if self.own is None and re.search(r"(?:完成|落实|执行|办理)情况$", self.indicator):
                return MetricRef(name=re.sub(r"情况$", "率", phrase_key(self.indicator)))
            return self.own or (MetricRef(name=self.indicator) if self._is_rate(self.indicator) else None)
        named = metric_of_phrase(phrase)
        if named is not None:
            return named
        longer = [name for name in self.rates if len(key) > 2 and name.endswith(key)]
        if len(longer) == 1:  # 部门预算结余率小于10%…；结余率大于10%的…
            return MetricRef(name=longer[0])
        if key == phrase_key(self.indicator):
            return self.own or MetricRef(name=key)
        if len(key) > 2 and key in self.indicator and self._is_rate(key):
            return self.own or MetricRef(name=self.indicator)
        if not self._is_rate(key) or len(key) > 20:
            return None
        self.rates.append(key)
        return MetricRef(name=key)

    def named(self, phrase: str) -> MetricRef | None:
        """The metric that a phrase names by itself, not by the indicator around it; None where it names none."""
        key = phrase_key(phrase)
        if not key or key in _GENERIC or len(key) > 24:
            return None
        if key in self.formulas:
            return self.formulas[key]
        return metric_of_phrase(phrase) or (
            MetricRef(name=key) if re.search(r"(?:率|满意度|比例|比重)$", key) else None
        )

    @property
    def completion(self) -> MetricRef:
        """How much of an indicator that names no rate was done, as the report may call it."""
        return MetricRef(name=f"{re.sub('(?:完成)?(?:情况|数量?)$', '', phrase_key(self.indicator))}完成率")

    def of_target(self, above: str, below: str) -> bool:
        """Whether a quotient is the rate over its target, and the target is known."""
        return self.target is not None and bool(_TARGET.search(below))

    @staticmethod
    def speaks_of_another(text: str, metric: MetricRef) -> bool:
        """Whether a text names a metric of the vocabulary other than `metric`."""
        return any(len(name) > 3 and name in text and code != metric.metric for name, code in metric_names().items())

    @staticmethod
    def implies(phrase: str) -> bool:
        """Whether a phrase says only 比率, 完成率 or nothing: then the metric is that of what stands around it."""
        key = phrase_key(phrase)
        return not key or key in _GENERIC or bool(re.fullmatch(r"[A-Za-z]", key))

    @staticmethod
    def _is_rate(name: str) -> bool:
        return bool(re.search(r"(?:率|度|比例|比重|占比|比率|进度)$", phrase_key(name)))


def _quotient_key(expression: str) -> str:
    """A quotient without the brackets around it and ×100%."""
    return re.sub(r"×100%?$", "", expression).strip("()").replace("的", "")


def _bare(phrase: str) -> str:
    """The last noun of a phrase that a definition leads in with (反映部门…在编人数 → 在编人数)."""
    text = phrase_key(phrase)
    for cut in range(len(text) - 1):
        if metric_of_phrase(text[cut:]):
            return text[cut:]
    return text
