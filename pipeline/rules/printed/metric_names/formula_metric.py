"""Which metric a printed formula defines: 控制率=公用经费支出数/公用经费预算数.

公用经费控制率=实际支出数/预算安排数: where the formula's words are as general as can be, it is of what the name says.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.words import BARE_BUDGET, BARE_SPENT
from schemas.rubric import MetricRef

from .operand_names import counts_cases, is_of_cases
from .phrases import metric_of_phrase, phrase_key, ratio_metric

MEAN_OF_QUARTERS = re.compile(
    r"^[∑Σ]?\(?(?:每个?|各|四个|1-4|一至四)季度?.{0,8}率(?:之和|合计|总和)?\)?(?:/4|的?平均值?|的算术平均数?)$"
)
# (一季度执行率+二季度执行率+…)/4
_MEAN_SPELT_OUT = re.compile(r"^\(?(?:第?[一二三四1-4]季度[^+/()]{1,8}率\+?){4}\)?/4$")
_QUOTIENT = re.compile(r"^\(*(.+?)\)?/\(?([^/]+?)\)*$")
_MOVED_BUDGET = re.compile(r"\|?\(?([^-+|()]+)-([^-+|()]+)\)?\|?")
_CHANGE = re.compile(r"(?:同比)?(?:变动|变化|增减|增长|下降|压减|降低|减少)(?:率|幅度?)|[增降]幅")
_REVISED, _ORIGINAL = MetricRef(metric="revised_budget"), MetricRef(metric="original_budget")
# What says that an indicator is of the whole budget; rates of it, and of a part of it.
OF_ALL = re.compile(r"预算|执行|支出进度|资金|全年|整体|总支出|完成率")
OF_THE_WHOLE = frozenset({"execution_rate", "original_execution_rate"})
OF_A_PART = frozenset({"operating_expense_control_rate", "three_public_control_rate", "procurement_execution_rate"})


def metric_by_formula(name: str, right: str, indicator: str) -> MetricRef | None:
    """The rate that `indicator` defines as `name` = `right`; one by that name, or the indicator's whose change it is
    (三公经费变动率, by 变动率=…), where no metric is the quotient."""
    by_name = metric_of_phrase(name)
    if (
        by_name is None
        and _CHANGE.fullmatch(name)
        and (own := re.sub(r"[“”\"]", "", phrase_key(indicator))).endswith(name)
    ):
        name = own
    if MEAN_OF_QUARTERS.match(right) or _MEAN_SPELT_OUT.match(right):
        mean = MetricRef(metric="average_execution_rate")
        return mean if by_name in (None, mean) else None
    quotient = _QUOTIENT.match(right.removesuffix("×100%").removesuffix("×100"))
    if not quotient:
        return by_name if "/" not in right and not re.search(r"[-+×]", right) else None
    above, below = quotient[1], re.sub(r"\([^()/]*\)?$", "", quotient[2])  # 在职人员总数（在编+编外）
    ratio = ratio_metric(above, below)
    whole = ratio is None or (ratio.metric in OF_THE_WHOLE and not ratio.item)
    if whole and BARE_SPENT.match(phrase_key(above)) and BARE_BUDGET.match(phrase_key(below)):
        found = _of_whose(name, by_name, ratio or MetricRef(name=name), indicator)
        if ratio is not None or found.metric in OF_A_PART:
            return found
    if ratio is not None:
        return ratio
    moved = _MOVED_BUDGET.fullmatch(above)  # (调整后预算数-年初批复数)/年初批复数
    ends = [metric_of_phrase(moved[1]), metric_of_phrase(moved[2])] if moved else []
    if ends == [_REVISED, _ORIGINAL] and metric_of_phrase(below) == _ORIGINAL:
        return MetricRef(metric="adjustment_rate", absolute="|" in above)
    one, two = metric_of_phrase(above), metric_of_phrase(below)
    if re.search(r"[-+]", above + below):  # a sum of its own making
        return MetricRef(name=name)
    if one is not None and two is not None:  # both known, and no metric is their quotient: not what the name says
        return MetricRef(name=name)
    if by_name is not None and is_of_cases(above) and not counts_cases(by_name):
        return MetricRef(name=f"{above}/{below}")  # 采购项目数 are not the sums that a rate of that name divides
    return by_name or MetricRef(name=name)


def _of_whose(name: str, by_name: MetricRef | None, whole: MetricRef, indicator: str) -> MetricRef:
    """The rate of 决算数/预算数, words that do not say of what: of what the name says, else the indicator, else of
    the `whole`."""
    if by_name is not None and by_name.metric in (*OF_A_PART, whole.metric):
        return by_name
    if by_name is None:
        about = re.sub(r"[“”\"]|(?:的|控制|管理|执行|支出|经费)*(?:情况|水平)?$", "", phrase_key(indicator))
        tried = (metric_of_phrase(f"{about}{end}") for end in ("", "率", "控制率", "经费控制率", "执行率"))
        part = next((ref for ref in tried if ref is not None and ref.metric in OF_A_PART), None)
        if part is not None:
            return part
        if not OF_ALL.search(f"{indicator}{name}"):
            return MetricRef(name=f"{about}{name}")
    return whole
