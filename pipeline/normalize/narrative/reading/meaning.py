"""What a measure said of a subject is in the vocabulary: (word, subject, unit, period) -> metric."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.normalize.narrative.reading.lexicon import THEMED, Word, money_metric, theme_of
from pipeline.normalize.narrative.reading.named_subjects import Subject
from pipeline.normalize.narrative.reading.periods import Period
from pipeline.vocabulary.metrics import load_metrics
from schemas.figure import Unit

Kind = Literal["money", "percent", "persons", "items"]

_BUDGETS = frozenset({"original_budget", "revised_budget", "budget", "planned"})
_SPENDING = frozenset({"outturn", "spent"})
_SHARES = {
    "original_budget": "budget_share",
    "revised_budget": "budget_share",
    "outturn": "outturn_share",
    "spent": "outturn_share",
    "adjustment": "adjustment_share",
}
_OF_QUARTERS = frozenset(
    {"cumulative_outturn", "cumulative_progress", "scheduled_progress", "quarterly_execution_rate", "execution_rate"}
)
_IN_PERCENT = {"adjustment": "adjustment_rate", "reduction": "reduction_rate"}  # 全年预算调增 27.11%
_IN_USE = re.compile(
    r"(?:(?!其余|余下|剩余|其他|其它|其中|除|闲置|报废|处置|另)[^；。]){0,40}?(?:全部|均|都)(?:为|处于|是|属于|已)?(?:正常)?(?:在用|使用中|投入使用|在使用|使用状态)(?:状态)?"
)
_WITH_OUTSIDE_STAFF = re.compile(r"[，：(]*(?:其中|包括|含|由|分别)[^。；]*(?:编外|劳务派遣|派遣|聘用|临聘|雇员)")
# 实有人数 A 人，较上年减少 B 人，其中在编 C 人、劳务派遣 D 人
_BOTH_FOLLOW = re.compile(
    r"[，：(]*(?:[较比与][^，。；]{2,24}[，])?(?:其中|包括|含|由|分别)+[：，]?(?:在[编职岗]|编内|编制内)[^。；]*?"
    r"[，、；](?:编外|劳务派遣|派遣|外?聘用|临聘|雇员)"
)
_INCOME = Subject("收入", "income_total")
# Budgets of a theme that may be the original or the revised one.
OPEN_BUDGETS = ("three_public_budget", "operating_expense_budget", "procurement_planned")
_BASE = {"original_budget": "original", "revised_budget": "revised"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """`metric` is '' where the words do not settle one; `keeps`: members of a list may still take the measure."""

    metric: str
    subject: Subject
    base: str = ""
    negative: bool = False
    keeps: bool = False


def kind_of(unit: Unit | None) -> Kind | None:
    """The sort of figure a unit stands for; None for what carries no facts."""
    if unit is None:
        return None
    if unit.is_money:
        return "money"
    return {Unit.PERCENT: "percent", Unit.PERSONS: "persons", Unit.ITEMS: "items"}.get(unit)  # type: ignore[return-value]


def head_count(subject: Subject, lead: str, shared: Word | None) -> str:
    """The metric of a number of 行政编制 or 事业人员: posts or the staff in them; '' for another subject."""
    if subject.code in ("administrative_staff", "institution_staff"):
        return "staff_in_post"
    if subject.code not in ("administrative_posts", "institution_posts"):
        return ""
    if re.search(r"实有|在编|在岗|在职", lead):
        return "staff_in_post"
    return shared.code if shared and shared.code == "staff_in_post" else "authorised_posts"


def meaning(
    word: Word, name: str, subject: Subject, kind: Kind, before: Mapping[Kind, Word], period: Period
) -> Meaning:
    """`before` holds the measures of the numbers before it in the sentence, by kind."""
    if word.kind == "metric":
        return _whole_metric(word, name, subject, kind)
    if word.kind == "income":
        if not subject.is_whole or period.quarter:
            return Meaning("", subject, keeps=True)  # the parts of income are not parts of expenditure
        return replace(_if_fits(word.code, _INCOME, kind), keeps=True)
    aspect = word.code
    theme = subject.theme or (subject.code if subject.code in ("three_public", "procurement") else "")
    if not theme and subject.code == "operating" and aspect in ("budget", "control_rate"):
        theme = "operating"
    if theme:
        metric = THEMED.get((theme, aspect), "")
        if subject.code == theme:
            subject = Subject(theme=theme)
        return _if_fits(metric, subject, kind, base=_BASE.get(aspect, ""))
    if aspect == "growth":
        # 调增 100 万元，增幅 5%; any other growth is against another year
        aspect = {"adjustment": "adjustment_rate", "reduction": "reduction_rate"}.get(_code(before, "money"), "growth")
    if kind == "percent" and aspect in _IN_PERCENT and not name.endswith(("为", "至", "到")):
        aspect = _IN_PERCENT[aspect]
    elif kind == "percent" and name == "预算调整为":
        aspect = "adjustment_rate"
    metric = _plain(aspect, name, subject, before, period)
    base = "bare" if aspect == "budget" else ""
    said = _if_fits(metric, subject, kind, base=base, negative=aspect.startswith("reduction"))
    return replace(said, keeps=not metric and aspect == "budget")


def _whole_metric(word: Word, name: str, subject: Subject, kind: Kind) -> Meaning:
    code = "staff_in_post" if word.code == "on_duty" else word.code
    if code in ("authorised_posts", "staff_in_post") and kind == "items":
        kind = "persons"  # 编制 119 个
    base = ""
    if code in OPEN_BUDGETS:
        base = "original" if "年初" in name else "revised" if re.search(r"调整|全年", name) else ""
    theme = theme_of(code)
    return _if_fits(code, replace(subject, theme=subject.theme or theme), kind, base=base)


def _plain(aspect: str, name: str, subject: Subject, before: Mapping[Kind, Word], period: Period) -> str:
    """The metric of an aspect of an item or of the whole unit; '' where that is not settled."""
    last = _code(before, "money")
    if aspect == "budget":
        # a project's 预算金额 beside its expenditure is what it could spend; of a whole unit it may be either budget
        return "revised_budget" if subject.item and not subject.code else "open_budget"
    if aspect == "share":
        return _SHARES.get(last, "") if subject.item else ""
    if aspect == "spent":
        if subject.is_whole and last not in _BUDGETS:
            return ""
        metric = "outturn"
    elif aspect == "completion":
        metric = "execution_rate" if last in _SPENDING else ""
    else:
        metric = money_metric(aspect)
    if period.quarter:
        if metric == "outturn":
            return "cumulative_outturn" if "累计" in name else ""
        return metric if metric in _OF_QUARTERS else ""
    if metric == "cumulative_progress":
        return "execution_rate" if subject.is_whole else ""
    return "" if metric in ("cumulative_outturn", "scheduled_progress", "quarterly_execution_rate") else metric


def _if_fits(metric: str, subject: Subject, kind: Kind, *, base: str = "", negative: bool = False) -> Meaning:
    known = load_metrics().get(metric)
    if known is None or (known.unit != kind and not (known.unit == "items" and kind == "items")):
        return Meaning("", subject)
    return Meaning(metric, subject, base, negative)


def _code(before: Mapping[Kind, Word], kind: Kind) -> str:
    return before[kind].code if kind in before else ""


def all_in_use(rest: str) -> bool:
    """Whether the words behind the value of fixed assets say that all of them are in use (全部为在用状态)."""
    return bool(_IN_USE.match(rest))


def outside_staff_follow(name: str, rest: str) -> bool:
    """Whether 在职人员 N 人 or 实有人数 N 人 is broken down into those in posts and those outside."""
    if "编" in name:
        return False
    return bool(("在职" in name and _WITH_OUTSIDE_STAFF.match(rest)) or _BOTH_FOLLOW.match(rest))
