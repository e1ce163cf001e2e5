"""Which metric a phrase means inside one indicator: by a printed formula, by its name, or as the indicator's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.normalize.narrative.topics.satisfactions import people_of
from pipeline.rules.printed.measures import quantity_key
from pipeline.rules.printed.words import BARE_BUDGET, BARE_SPENT
from pipeline.vocabulary.metrics import load_metrics, metric_names
from schemas.rubric import MetricRef

from .deviations import deviation
from .formula_metric import OF_A_PART, OF_ALL, OF_THE_WHOLE, metric_by_formula
from .operand_names import ends_with, last_noun, quotient_key
from .phrases import GENERIC, SCHEDULE, TARGET, metric_of_phrase, phrase_key, ratio_metric

_OWN_DEFINITION = re.compile(r"([^=]*)=([^;。=,≥≤<>]*[-/][^;。=,≥≤<>]*?)(?:×100%?)?")
_DEFINITION = re.compile(
    r"(?:^|[;。,:])(?:其中:?|注:?)?(比[率例值]|[^;。,:=]{2,30}?(?:率|度|比例|比率|比重|占比|进度))(?:\([^()]{1,8}\))?=(?!.*得分|-|\d(?!(?:00%)?-[(\u4e00-\u9fff]))([^;。=,]+(?:,[^;。=,()]*\)[^;。=,]*)*?)(?:×100%?)?(?=[;。,]|$)"
)
_SIZE_OF = re.compile(r"\(([^()/]+-[^()/]+)\)的?绝对值(?=/)")  # (全年预算数-年初预算数)的绝对值/年初预算数
_BETWEEN_TWO = re.compile(
    r"(?:实际|年末|本年度)?([^,。;]{2,40}?)(?:与|占|和)([^,。;]{2,40}?)的(?:比率|比例|比重|百分比|比值)"
)
_RATE_OF_QUARTER = re.compile(r"第?([一二三四1-4])季度(?:末)?(?:预算|支出)?(?:执行率|完成率)")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4} | {str(n): n for n in range(1, 5)}
_OF_MEAN = re.compile(r"^(?:满意[度率]|(?:平均|综合|总体|整体)满意[度率]|平均(?:值|数|分)|满意[度率]平均(?:值|数)?)$")
_SATISFACTION = MetricRef(metric="satisfaction_rate")
_TIME_ONLY = re.compile(r"(?:截至)?(?:第?[一二三四1-4]季度|(?:1[0-2]|[1-9])月|年|全年|上半年|半年)(?:末|底|份)*")
_SHORT_NAME = 4  # characters of an operand that leaves out what it is of (受理数, 办结件数)
_COMPLETIONS = frozenset({"完成率", "实际完成率", "任务完成率", "计划完成率", "目标完成率"})
_RATE_END = re.compile(r"(?:率|比例|比重|占比|比率|比值|幅度|程度)$")
# 三公经费控制, scored by whether it rose since last year: what it is about is how far it moved.
_MOVING = re.compile(r"(.{2,12}?)(?:支出)?(变动|变化|增减|压减|压缩|控制|管理)(?:情况)?$")


def formula_key(ref: MetricRef) -> str:
    """By what a printed formula of a rate is kept: its name, else its code, of the part of the budget that it is of."""
    return ref.name or (f"{ref.metric}:{ref.item}" if ref.item else ref.metric)


@dataclass
class MetricNames:
    """Metric lookup inside one indicator: printed formulas first, then names, then the indicator itself.

    `own` is the metric the indicator as a whole is about, None where it is not known.
    """

    indicator: str
    definition: str = ""
    formulas: dict[str, MetricRef | None] = field(default_factory=dict)
    quotients: dict[str, str] = field(default_factory=dict)
    sized: bool = False  # whether thresholds are of the rate's size (±5%以内)
    target: Decimal | None = None  # of the rate in percent, where the criteria state one (指标值≥98%)
    printed: dict[str, str] = field(default_factory=dict)  # formulas as they stand, by the names they define
    measure: str = ""  # the unit of the thresholds, where they are of no rate (see `measures`)
    scheduled: bool = False  # whether rates of quarters are told to be against the schedule
    mean: tuple[str, str] | None = None  # of named rates, and its formula, where the indicator takes one
    heard: list[tuple[str, MetricRef]] = field(default_factory=list)  # rates, as the text has named them

    def learn(self, clause: str) -> bool:
        """Take in a clause that defines a rate; whether it was one."""
        clause = _SIZE_OF.sub(r"|\1|", clause)
        match = _DEFINITION.fullmatch(clause) or _DEFINITION.match(clause) or self._of_indicator(clause)
        if not match or match.end() < len(clause):
            return False
        name, right = phrase_key(match[1]), match[2]
        self.formulas[name] = metric_by_formula(name, right, self.indicator)
        self.quotients[quotient_key(right)] = name
        self._keep(name, right)
        return True

    def _of_indicator(self, clause: str) -> re.Match[str] | None:
        """预算编制质量=|执行数-预算数|/预算数: what an indicator of any name is measured by."""
        found = _OWN_DEFINITION.fullmatch(clause)
        named = found and found[1] == phrase_key(self.indicator)
        return found if named and not re.search(r"\d分|得分", clause) else None

    def _keep(self, name: str, right: str) -> None:
        ref = self.formulas.get(name)
        if ref is not None:
            self.printed[formula_key(ref)] = right.removesuffix("×100%")

    def quotient(self, expression: str) -> MetricRef | None:
        """The rate that a printed formula defines as this quotient (满意人数/调查人数)."""
        name = self.quotients.get(quotient_key(expression))
        return self.formulas.get(name) if name else None

    def ratio(self, above: str, below: str) -> MetricRef | None:
        """The metric of a quotient of two printed names; one by the names where no metric is known for them."""
        subject = phrase_key(self.indicator)[:2]  # 信访事项办理: 按期办结数/受理数 are of 信访
        known = (
            ratio_metric(above, below)
            or self.quotient(f"{above}/{below}")
            or (ratio_metric(subject + above, subject + below) if len(phrase_key(below)) <= _SHORT_NAME else None)
        )
        if known is not None or SCHEDULE.match(phrase_key(below)):
            return self.of_part(known, above, below)
        added = below.strip("()").split("+")
        if len(added) > 1 and all(re.fullmatch(r"[\u4e00-\u9fff]{2,20}", one) for one in (above, *added)):
            return MetricRef(name=f"{above}/({'+'.join(added)})")  # 取消额/（取消额+注销额）
        one, two = metric_of_phrase(above), metric_of_phrase(below)
        plain = all(re.fullmatch(r"[\u4e00-\u9fff()]{2,24}", side) for side in (above, below))
        if not plain or (one is not None and two is not None):  # both known, and no metric is their quotient
            return None
        name = f"{above}/{below}"
        if TARGET.search(below):
            return MetricRef(name=name)  # of a target that the indicator's row may state
        if self.own is None and self._is_rate(self.indicator) and not self.quotients:  # the rate of the indicator
            self.quotients[quotient_key(name)] = key = phrase_key(self.indicator)
            self.formulas[key] = MetricRef(name=key)
            self._keep(key, name)
            return self.formulas[key]
        return MetricRef(name=name)

    def of_part(self, known: MetricRef | None, above: str, below: str) -> MetricRef | None:
        """支出数/预算数 of an indicator about a part of the budget: that part's own rate, and not the whole's."""
        bare = BARE_SPENT.match(phrase_key(above)) and BARE_BUDGET.match(phrase_key(below))
        if known is None or not bare or known.metric not in OF_THE_WHOLE or known.item:
            return known
        if self.own is not None and (self.own.metric in OF_A_PART or self.own.item):
            return self.own  # 基本支出执行率: 决算数÷预算数
        about = phrase_key(self.indicator)
        return known if OF_ALL.search(about) or not self._is_rate(about) else MetricRef(name=about)

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
        told = metric_of_phrase(self.definition.strip("。;,"))  # 公用经费节约率: 公用经费支出占预算比例
        if told is not None and re.search(r"率|比|占", self.definition):
            return told
        pair = _BETWEEN_TWO.search(self.definition)
        if pair:
            return ratio_metric(last_noun(pair[1]), last_noun(pair[2]))
        moved = _MOVING.fullmatch(key)
        return MetricRef(name=f"{moved[1]}变动率") if moved and moved[2] in ("变动", "变化", "增减") else None

    def find(self, phrase: str) -> MetricRef | None:
        """The metric that `phrase` means here; for a rate that the vocabulary does not know, a ref by name."""
        if self.measure:
            return self._quantity(phrase)
        if self.mean is not None and (self.implies(phrase) or _OF_MEAN.search(phrase_key(phrase))):
            name, self.printed[name] = self.mean[0], self.mean[1]
            return MetricRef(name=name)
        found = self._found(phrase)
        if found == _SATISFACTION and (people := people_of(phrase_key(phrase))) and people not in self.indicator:
            found = MetricRef(metric=found.metric, name=phrase_key(phrase))  # 住院患者满意度 of 患者满意度
        return found.model_copy(update={"absolute": True}) if found is not None and self.sized else found

    def _quantity(self, phrase: str) -> MetricRef | None:
        """The quantity that a phrase names: the vocabulary's sum or count, else one by name."""
        key = quantity_key(phrase_key(phrase))
        if len(key) > 20:
            return None
        known = metric_of_phrase(phrase) if key else None
        if known is not None and load_metrics()[known.metric].unit != "percent":
            return known.model_copy(update={"measure": self.measure})
        own = phrase_key(self.indicator)
        counted = key.removesuffix(re.sub(r"^[万亿]", "", self.measure))  # 实际新增册数 of 新增藏书, in 册
        idle = counted != key and counted in own
        named = key and not idle and not self.implies(phrase) and not quantity_key(own).endswith(key)
        return MetricRef(name=phrase_key(phrase) if named else own, measure=self.measure)

    def _found(self, phrase: str) -> MetricRef | None:
        """From what is told most surely to what a name alone says."""
        key = phrase_key(phrase)
        if _TIME_ONLY.fullmatch(key) and re.search(r"进度|执行", self.indicator):  # 支出进度: 6月底低于50%的扣1分
            return metric_of_phrase(f"{key}支出进度")
        if self.scheduled and (quarter := _RATE_OF_QUARTER.fullmatch(key)):
            return MetricRef(metric="quarterly_execution_rate", period=f"Q{_QUARTERS[quarter[1]]}")
        if size := re.fullmatch(r"(.*?)绝对(?:值|数)?", key) or re.fullmatch(r"\|(.+)\|", key):
            return self._size_of(size[1])
        if defined := self._defined(key):
            return defined[0]
        if re.search(r"[\u4e00-\u9fff)]-\(?[\u4e00-\u9fff]", key):
            return None  # 结转结余率-上年结转结余率 is not 结转结余率
        if self.implies(phrase) or self._says_only_own(key):
            return self._implied(key)
        if named := metric_of_phrase(phrase):
            return self._of_vocabulary(key, named)
        if apart := deviation(key):
            name, self.printed[name] = apart
            return MetricRef(name=name)
        return self._said_longer(key) or self._of_its_name(key) or self._by_own_name(key)

    def _size_of(self, name: str) -> MetricRef | None:
        found = self.find(name)
        if found is not None and self.own is not None and found.metric == self.own.metric:
            self.sized = True  # 绝对值≤10%…；每超过1个百分点扣…: of the size as well
        return found.model_copy(update={"absolute": True}) if found else None

    def _defined(self, key: str) -> list[MetricRef | None]:
        """What the print has a formula for, by the name it has there or one that ends alike; [] where it has none."""
        cut = [name for name in self.formulas if name in (f"{key}比例", f"{key}比重", f"{key}水平")]
        if len(key) > 2 and len(cut) == 1:  # the reader of ranges leaves 比例 out
            return [self.formulas[cut[0]]]
        if key in self.formulas:
            return [self.formulas[key]]
        if len(key) <= 2 or re.search(r"[-+×/=]", key):  # 1-调剂率 is not 调剂率
            return []
        alike = [ref for name, ref in self.formulas.items() if ends_with(name, key) or ends_with(key, name)]
        return alike[:1] if all(ref == alike[0] for ref in alike) else []

    def _implied(self, key: str) -> MetricRef | None:
        """What a phrase means that names nothing but a rate: the indicator's own."""
        if self.own is not None:
            return self.own
        own = phrase_key(self.indicator)
        if re.search(r"(?:完成|落实|执行|办理)情况$", self.indicator):
            return MetricRef(name=re.sub(r"情况$", "率", own))
        if key in _COMPLETIONS and not self._is_rate(self.indicator):
            return self.completion  # 两癌筛查: 完成率≥100%得10分
        if key == "变动率" and (moved := _MOVING.match(own)):
            return MetricRef(name=f"{moved[1]}变动率")
        return MetricRef(name=self.indicator) if self._is_rate(self.indicator) else None

    def _of_vocabulary(self, key: str, named: MetricRef) -> MetricRef:
        own = self.own  # 6月执行进度: 支出进度达到40%的得4分
        of_time = own is not None and own.metric == named.metric and own.period and not named.period
        self.heard.append((key, named))
        return own if own is not None and of_time else named

    def _said_longer(self, key: str) -> MetricRef | None:
        """部门预算结余率小于10%…；结余率大于10%的…: the last that was said with more words."""
        bare = re.sub(r"^(?:实际|最终|当年|年度)+", "", key)
        longer = [ref for name, ref in self.heard if len(bare) > 2 and ends_with(name, bare) and name != key]
        return longer[-1] if longer else None

    def _of_its_name(self, key: str) -> MetricRef | None:
        """What the indicator is of, where the phrase is its name or a part of it."""
        if key.endswith("满意度") and self.own == _SATISFACTION:
            return self.own  # 受访者满意度: whoever is asked
        if key == phrase_key(self.indicator):
            return self.own or MetricRef(name=key)
        if len(key) > 2 and key in self.indicator and self._is_rate(key):
            return self.own or MetricRef(name=self.indicator)
        return None

    def _by_own_name(self, key: str) -> MetricRef | None:
        """A rate by the name that the print gives it."""
        if not self._is_rate(key) or len(key) > 20:
            return None
        bare = re.sub(r"^(?:实际|当年|本年度?|年度|全年)", "", key)  # 研发投入强度: 得分=实际强度/3.5%×6分
        if len(bare) > 1 and bare != key and phrase_key(self.indicator).endswith(bare):
            return self.own or MetricRef(name=phrase_key(self.indicator))
        self.heard.append((key, MetricRef(name=key)))
        return MetricRef(name=key)

    def named(self, phrase: str) -> MetricRef | None:
        """The metric that a phrase names by itself, not by the indicator around it; None where it names none."""
        key = phrase_key(phrase)
        if not key or key in GENERIC or len(key) > 24:
            return None
        if key in self.formulas:
            return self.formulas[key]
        return metric_of_phrase(phrase) or (
            MetricRef(name=key) if re.search(r"(?:率|满意度|比例|比重)$", key) else None
        )

    def begins_with(self, phrase: str) -> bool:
        """Whether the indicator is a rate of change of what a phrase names."""
        key, own = phrase_key(phrase), re.sub(r"[“”\"]", "", phrase_key(self.indicator))
        return own.startswith(key) and bool(re.fullmatch(r"(?:支出)?(?:变动率|变化率|增长率)", own[len(key) :]))

    def _says_only_own(self, key: str) -> bool:
        """Whether a rate's name has no words but the indicator's own (执行比例 of 采购预算执行), where one formula is
        printed."""
        bare = _RATE_END.sub("", key)
        return bare != key and bare in self.indicator and len(set(self.formulas)) == 1 and self.own is not None

    @property
    def completion(self) -> MetricRef:
        """How much of an indicator was done: its own rate, or one as the report may call it."""
        if self._is_rate(self.indicator):
            return self.find("") or MetricRef(name=phrase_key(self.indicator))
        done = re.sub("(?:完成)?(?:情况|[次场件个户家台]?数量?)$", "", phrase_key(self.indicator))
        return MetricRef(name=f"{done}完成率")

    def completion_of_case(self) -> MetricRef | None:
        """The rate that an indicator of a 情况 (绩效目标编报情况) is about; None for any other indicator."""
        key = phrase_key(self.indicator)
        return MetricRef(name=re.sub(r"情况$", "率", key)) if re.search(r"[\u4e00-\u9fff]{4,}情况$", key) else None

    def is_target(self, below: str) -> bool:
        """Whether what a rate is divided by is its target, and the target is known."""
        return self.target is not None and bool(TARGET.search(below))

    @staticmethod
    def speaks_of_another(text: str, metric: MetricRef) -> bool:
        """Whether a text names a metric of the vocabulary other than `metric`."""
        return any(len(name) > 3 and name in text and code != metric.metric for name, code in metric_names().items())

    @staticmethod
    def implies(phrase: str) -> bool:
        """Whether a phrase says only 比率, 完成率 or nothing: then the metric is that of what stands around it."""
        key = phrase_key(phrase)
        return not key or key in GENERIC or bool(re.fullmatch(r"[A-Za-z]", key))

    @staticmethod
    def _is_rate(name: str) -> bool:
        return bool(re.search(r"(?:率|度|比例|比重|占比|比率|进度)$", phrase_key(name)))
