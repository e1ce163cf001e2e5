"""Where a figure that a rule needs may stand under another name (`stand_ins.yaml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

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
