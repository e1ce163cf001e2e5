"""Where a figure that a rule needs may stand under another name (`stand_ins.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pipeline.rules.resolved import Resolved
from rubrics.yaml_nodes import read_plain
from schemas.rubric import MetricRef


@cache
def stand_ins(instead: bool) -> dict[str, tuple[MetricRef, ...]]:
    """Metric -> other places where the same figure may stand (`stand_ins.yaml`): those that come before it, or not."""
    loaded = read_plain(Path(__file__).with_name("stand_ins.yaml"))
    return {
        metric: tuple(
            MetricRef(metric=row["metric"], item=row.get("item", ""))
            for row in rows
            if bool(row.get("instead")) is instead
        )
        for metric, rows in loaded.items()
    }


# 信访事项按期办结率, 群众来信来访及时办理回复率: of those dealt with in time, or of all that were answered.
_PETITIONS = re.compile(
    r"^(?:受理|接到|收到|全部)?(?:群众|公众|居民|市民)?(?:来信来访|信访(?:投诉|举报|诉求)?)(?:事项|案件|件次?|来件|工单)?(?:的)?"
    r"(?P<timely>按期|按时|及时|如期|限期内?|期限内)?(?:办理|办结|回复|答复|处理|处置|反馈)+率$"
)


def by_other_name(resolve: Callable[[MetricRef], Resolved], ref: MetricRef) -> Resolved | None:
    """The vocabulary's rate that a name means, where the report states none under the name itself."""
    petitions = _PETITIONS.match(ref.name)
    if petitions is None:
        return None
    found = resolve(MetricRef(metric="petition_timely_reply_rate" if petitions["timely"] else "petition_reply_rate"))
    return found if found.status == "known" else None
