"""Where a figure that a rule needs may stand under another name (`stand_ins.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.rules.resolved import Resolved, is_likely
from rubrics.data_files import read_plain
from schemas.rubric import MetricRef


@cache
def stand_ins(instead: bool) -> dict[str, tuple[tuple[MetricRef, bool], ...]]:
    """Metric -> other places where the same figure may stand (`stand_ins.yaml`), each with whether it is only likely
    the same: those that come before it, or not."""
    loaded = read_plain(Path(__file__).with_name("stand_ins.yaml"))
    return {
        metric: tuple(
            (MetricRef(metric=row["metric"], item=row.get("item", "")), bool(row.get("likely")))
            for row in rows
            if bool(row.get("instead")) is instead
        )
        for metric, rows in loaded.items()
    }


# Names of rates that mean one of the vocabulary's where the report states none under the name itself.
_OTHER_NAMES = tuple(
    (re.compile(pattern), metric)
    for pattern, metric in (
        (
            r"^(?:受理|接到|收到|全部)?(?:群众|公众|居民|市民)?(?:来信来访|信访(?:投诉|举报|诉求)?)(?:事项|案件|件次?|来件|工单)?的?"
            r"(?:按期|按时|及时|如期|限期内?|期限内)(?:办理|办结|回复|答复|处理|处置|反馈)+率$",
            "petition_timely_reply_rate",
        ),
        (
            r"^(?:受理|接到|收到|全部)?(?:群众|公众|居民|市民)?(?:来信来访|信访(?:投诉|举报|诉求)?)(?:事项|案件|件次?|来件|工单)?的?"
            r"(?:办理|办结|回复|答复|处理|处置|反馈)+率$",
            "petition_reply_rate",
        ),
        (
            r"^(?:二级|预算|部门|年度|安排的?)*项目(?:按时|按期|及时|如期|按计划(?:时间)?)?(?:数量)?完成(?:及时)?(?:率|比例)$",
            "project_completion_rate",
        ),
        (r"^(?:部门|年度)?(?:预算|项目|资金|支出)*调剂(?:资金)?(?:率|比例|占比)$", "budget_adjustment_rate"),
        (r"^三公经费(?:支出|决算)?(?:控制|执行)率$", "three_public_control_rate"),
        (r"^(?:日常)?公用(?:经费)?(?:支出|决算)?(?:控制|执行)率$", "operating_expense_control_rate"),
        (r"^(?:固定)?资产(?:使用|在用|利用)(?:比例|比率|率)$", "fixed_asset_utilisation_rate"),
    )
)


_FALLS = ("下降率", "压减率", "压缩率", "降低率", "减少率")


def same_fall(name: str) -> tuple[str, ...]:
    """A rate's name, and the others of its kind where it says how far something fell (支出下降率, 支出压减率)."""
    end = next((end for end in _FALLS if name.endswith(end)), "")
    bare = name.removesuffix(end)
    return (name, *(bare + other for other in _FALLS if other != end)) if end and bare else (name,)


def by_other_name(resolve: Callable[[MetricRef], Resolved], ref: MetricRef) -> Resolved | None:
    """The vocabulary's rate that a name means, where the report states none under the name itself."""
    name = re.sub(r"[“”\"]", "", ref.name)
    metric = next((metric for pattern, metric in _OTHER_NAMES if pattern.match(name)), "")
    found = resolve(MetricRef(metric=metric)) if metric else None
    if found is None or found.status != "known":
        return None
    # what was shifted is of whatever budget the sentence says; criteria may divide by another
    shifted = metric == "budget_adjustment_rate"
    if shifted and is_likely(found):
        return None  # how far the whole moved
    return replace(found, trace=found.trace.model_copy(update={"likely": True})) if shifted else found
