"""Criteria that give each quarter points of its own, and often their mean some: 四个季度各计1分，按序时进度执行率×1分
计算，每季度最高1分；全年平均执行率×2分.

Every statement must be one of the few that such criteria are made of, whatever the rate is called, and the points of
the quarters and of their mean must come to the weight; where anything else is said, nothing is read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.rules.printed.words import NUMBER
from schemas.rubric import MetricRef, Proportional, Reading, Readings, Rule, SumOfParts

_QUARTERS = r"(?:第?[一1]季?度?(?:至|到|-)第?[四4]季度|一、二、三、四季度|各季度?|每个?季度?|四个季度|单个?季度?|单季)"
_OF_QUARTER = rf"(?:{_QUARTERS}|[该本当]?季度)?(?:末|底)?(?:的)?"
_PROGRESS = (
    r"(?:截至季末|实际|累计|预算|资金|部门|既定|应达|目标|序时|时序|计划|要求|支出|支付|执行|使用|的)*"
    r"进度(?:目标|要求|指标)?"
)
_QUOTIENT = rf"\(?{_OF_QUARTER}{_PROGRESS}(?:/|与|占){_OF_QUARTER}{_PROGRESS}(?:之比|的?比[例值重率])?\)?(?:×100%)?"
_NAME = rf"{_OF_QUARTER}(?:预算|支出|支付|资金|序时|时序|进度|目标|计划)*(?:执行|完成|匹配|达标|支付|支出|符合)*[率度]"
_RATE = rf"(?:{_QUOTIENT}|{_NAME})"
_P = rf"(?P<points>{NUMBER})分?"
_MISSED = r"(?:(?:未|没有?)(?:达到?|完成)[^×=,]{0,10}?的?|达不到[^×=,]{0,8}?的?|低于[^×=,]{1,8}?的)"
# 预算执行率得分=一季度得分+二季度得分+三季度得分+四季度得分+全年平均得分
_ADDED = r"(?:[一二三四1-4]季度得分\+){3}[四4]季度得分(?:\+(?:全年)?平均(?:执行率)?得分)?"
_MEAN_OF = rf"(?:{_QUARTERS})(?:的)?(?:{_NAME}|得分)?(?:的)?(?:算术)?平均(?:值|数)"

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:其中:?|注:?)?{shape}"))
    for kind, shape in (
        ("each", rf"{_QUARTERS}(?:分别|得分)?(?:各|均)?(?:占|计|得|为|赋|满分)?{_P}(?:满分)?"),
        ("mean", rf"(?:全年|年度)?平均(?:预算)?执行率(?:占|计|满分)?{_P}"),
        ("nothing", rf"{_QUARTERS}(?:分别|单独|逐季)(?:计分|计算|评分|考核|打分)"),
        (
            "schedule",
            rf"(?:{_QUARTERS})?(?:末)?{_PROGRESS}(?:分别|依次|各)?(?:为|是|按|:)?(?P<values>(?:{NUMBER}%[、和及]?){{4}})(?:计算)?",
        ),
        ("nothing", _MISSED),
        ("nothing", rf"{_RATE}(?:=|为|是|指){_QUOTIENT}(?:×100%)?(?:\((?:25%[、,]50%[、,]75%[、,和及]?100%)\))?"),
        ("nothing", rf"(?:本?(?:项|指标)?|[\u4e00-\u9fff]{{2,8}})得分(?:=|为){_ADDED}"),
        ("nothing", rf"(?:{_QUARTERS})得分(?:之和|合计|相加|累计)(?:即?为|=)?(?:本|该)?(?:项|指标)*(?:最终|总)?得分?"),
        ("nothing", rf"(?:全年|年度)?平均(?:执行率|进度)(?:=|为|是|指){_MEAN_OF}"),
        (
            "mean",
            r"(?:按照?|(?:全年|年度)?(?:平均(?:执行率|进度)?)?(?:得分=|=)?)"
            rf"(?:{_MEAN_OF}|(?:全年|年度)?平均(?:预算)?执行率)×{_P}(?:计算|计分)?",
        ),
        (
            "rate",
            rf"{_MISSED}?,?(?:则)?(?:{_OF_QUARTER}得分=|得分=|按照?|=)?{_RATE}×{_P}(?:计算|计分|得分|计)*",
        ),
        ("capped", rf"(?:{_RATE})?(?:超过|大于|高于|>)100%的?,?按(?:照)?100%(?:计算?|计分)"),
        (
            "full",
            rf"(?:{_RATE}|{_OF_QUARTER}{_PROGRESS})?(?:达到|≥|不低于|高于|超过)"
            rf"(?:100%|{_PROGRESS}|目标|标准)(?:及?以上)?的?[得计]{_P}",
        ),
        (
            "most",
            rf"(?:{_QUARTERS}|单季|每季|平均|全年)?(?:的)?(?:得分)?(?:(?:最高|最多|上限|封顶)(?:得分)?(?:得|计|不超过|为)?|不超过){_P}",
        ),
    )
)
# 序时进度:一季度25%,二季度50%,三季度75%,四季度100%: what every schedule is.
_STANDARD_SAID = re.compile(
    r"(?:^|(?<=[;。,(]))(?:各季度)?(?:序时|时序|时间|计划)进度(?:要求)?(?:分别)?(?:为|是|按)?:?"
    r"(?:第?[一1]季度末?)(?:为|:)?25%[,、]?(?:第?[二2]季度末?)(?:为|:)?50%[,、]?(?:第?[三3]季度末?)(?:为|:)?75%[,、和及]?"
    r"(?:第?[四4]季度末?)(?:为|:)?100%(?:计算)?"
)
_MEAN_SAID = re.compile(
    r"(?:全年|年度)?平均(?:预算|支出)?执行率(?:为|=|是|按)(?:各|四个|每个)季度(?:末)?(?:的)?(?:预算|支出)?执行率"
    r"(?:(?:之和|合计|相加)(?:/4|除以4)|的?(?:算术)?平均(?:值|数))(?:计算)?"
)
# 一季度得分=一季度执行率×1.5分,二季度得分=二季度执行率×1.5分 …: one formula, printed for each of the four.
_ONE_OF_FOUR = r"{q}季度(?:末)?得分={q}季度(?:末)?(?P<{n}>[^;。,=]+?×\d+(?:\.\d+)?)分?"
_FOUR_ALIKE = re.compile(
    "[,;。、]".join(_ONE_OF_FOUR.format(q=f"第?[{c}{n}]", n=f"f{n}") for n, c in enumerate("一二三四", 1))
)
_LISTED = re.compile(r"[一1]、[二2]、[三3]、[四4]季度")
_NUMBERING = re.compile(r"^(?:\(?[一二三四五\d]{1,2}\)|[一二三四五\d]{1,2}[.、]|[①-⑨])+(?!\d)")


MEAN_AS_TOLD = "平均执行率按各季度实际执行率计算"
MEAN_OF_CUT = "平均执行率按封顶后的各季度执行率计算"
STANDARD = (Decimal(25), Decimal(50), Decimal(75), Decimal(100))  # % of the year that has passed


@dataclass(slots=True)
class _Said:
    """What the statements say of one quarter and of the mean: points, and the most of them."""

    quarter: Decimal | None = None
    most: Decimal | None = None
    mean: Decimal | None = None
    most_of_mean: Decimal | None = None
    is_rate: bool = False
    rates_capped: bool = False
    schedule: tuple[Decimal, ...] = STANDARD

    def take(self, kind: str, points: Decimal, *, of_mean: bool) -> bool:
        """Whether a statement agrees with those before it."""
        if kind == "mean":
            agreed, self.mean = self.mean in (None, points), points
        elif kind == "most" and of_mean:
            agreed, self.most_of_mean = self.most_of_mean is None, points
        elif kind in ("most", "full"):
            agreed, self.most = self.most in (None, points), points
        else:
            self.is_rate = self.is_rate or kind == "rate"
            agreed, self.quarter = self.quarter in (None, points), points
        return agreed


def of_quarters_and_mean(text: str, weight: Decimal) -> SumOfParts | Readings | None:
    """The rule of plain `text`, four quarters and perhaps their mean; None where it says anything else."""
    said = _Said()
    last = ""
    text = _FOUR_ALIKE.sub(_of_each, text)
    for statement in filter(None, re.split(r"[;。,:]", _MEAN_SAID.sub("", _STANDARD_SAID.sub("", text)))):
        bare = statement if _LISTED.match(statement) else _NUMBERING.sub("", statement)
        found = next(((kind, m) for kind, shape in _SHAPES if (m := shape.fullmatch(bare))), None)
        if found is None:
            return None
        kind, match = found
        if kind == "capped":
            if last == "mean" and not re.match(_OF_QUARTER + "(?:预算|支出)?执行率", bare):
                said.most_of_mean = said.mean
            else:
                said.rates_capped = True
        elif kind == "schedule":
            said.schedule = tuple(map(Decimal, re.findall(NUMBER, match["values"])))
        elif kind != "nothing":
            of_mean = last == "mean" and not re.match(_QUARTERS, bare)
            if not said.take(kind, Decimal(match["points"]), of_mean=of_mean):
                return None
            last = kind
    return _rule(said, text, weight)


def _of_each(found: re.Match[str]) -> str:
    """One statement for the four, where they are alike."""
    alike = {re.sub(r"^(?:的|末)", "", found[f"f{n}"]) for n in range(1, 5)}
    return f"各季度得分=季度{alike.pop()}分" if len(alike) == 1 else found.group()


def _rule(said: _Said, text: str, weight: Decimal) -> SumOfParts | Readings | None:
    if said.quarter is None or not said.is_rate or said.most not in (None, said.quarter):
        return None
    if said.quarter * 4 + (said.mean or 0) != weight or said.most_of_mean not in (None, said.mean):
        return None
    quarters: list[Rule] = [_of_quarter(said, n, text) for n in range(1, 5)]
    if said.mean is None:
        return SumOfParts(parts=tuple(quarters), cap=weight, source=text)
    mean = MetricRef(metric="average_execution_rate")
    of_mean = Proportional(metric=mean, points=said.mean, cap=said.most_of_mean, source=text)
    rule = SumOfParts(parts=(*quarters, of_mean), cap=weight, source=text)
    if not said.rates_capped:
        return rule
    share = said.mean / 4  # 季度执行率超过100%的按100%计算: whether the mean is of what was cut off is not said
    cut = [q.model_copy(update={"points": share, "cap": share}) for q in quarters]
    of_cut = SumOfParts(parts=(*quarters, *cut), cap=weight, source=text)
    return Readings(options=(Reading(name=MEAN_AS_TOLD, rule=rule), Reading(name=MEAN_OF_CUT, rule=of_cut)))


def _of_quarter(said: _Said, quarter: int, text: str) -> Proportional:
    """A quarter's rate against the schedule; its progress against the target where the criteria set their own."""
    assert said.quarter is not None  # the caller has looked
    target = said.schedule[quarter - 1]
    own = said.schedule != STANDARD
    return Proportional(
        metric=MetricRef(metric="cumulative_progress" if own else "quarterly_execution_rate", period=f"Q{quarter}"),
        points=said.quarter,
        full_at=target if own else Decimal(100),
        cap=said.quarter if said.rates_capped else said.most,
        source=text,
    )
