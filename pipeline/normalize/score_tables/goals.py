"""Tables of goals and what came of them (绩效目标完成情况表: 指标 | 目标值 | 实际完成值).

Where another table scores an indicator, target and result of the row that has its name are those its rule asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.normalize.forms.target_cells import target_text, with_unit
from pipeline.normalize.numbers import read_number
from pipeline.normalize.read_table import ReadTable
from pipeline.vocabulary.names import bare_indicator, name_key
from schemas.geometry import Box
from schemas.records import ColumnMeaning, ScoreLine
from schemas.white_space import without_space

_NAMED = ("indicator", "level3", "level2", "item")
# 指标 | 计划 | 实际: told by both together.
_BARE = {
    **dict.fromkeys(("计划", "目标", "任务"), "target"),
    **dict.fromkeys(("实际", "完成", "完成数"), "actual"),
    "单位": "target_unit",
}


@dataclass(frozen=True, slots=True)
class Goal:
    """One row: the texts of its target ('' where none) and of its result, and where the result stands."""

    table_id: str
    name: str
    target: str
    actual: str
    box: Box


def goals_of(read: ReadTable) -> list[Goal]:
    """The rows of a table of goals that state a number as their result; none for other tables."""
    by_role = {_BARE.get(name_key(read.leaf_name(c)), c.role): c for c in reversed(read.columns)}
    actual, target = by_role.get("actual"), by_role.get("target")
    names = next((c for r in _NAMED if (c := by_role.get(r)) is not None), None)
    if actual is None or target is None or names is None or any(c.metric == "weight" for c in read.columns):
        return []
    unit = by_role.get("target_unit")
    return [goal for row in read.body_rows if (goal := _goal(read, row, names, target, actual, unit)) is not None]


def _goal(
    read: ReadTable,
    row: int,
    names: ColumnMeaning,
    target: ColumnMeaning,
    actual: ColumnMeaning,
    unit: ColumnMeaning | None,
) -> Goal | None:
    name, cell = without_space(read.text(row, names.col)), read.cell(row, actual.col)
    if not name or cell is None or cell.row != row or read_number(cell.text) is None or not cell.boxes:
        return None
    measure = read.text(row, unit.col) if unit is not None else ""
    wanted = target_text(read.text(row, target.col), "", measure)
    return Goal(read.table.table_id, bare_indicator(name), wanted, with_unit(cell.text, measure), cell.boxes[0])


def with_results(lines: Iterable[ScoreLine], goals: Iterable[Goal]) -> list[ScoreLine]:
    """The lines of score tables, those that have a rule and no result of their own with target and result of the only
    goal that goes by their name."""
    found: dict[str, list[Goal]] = {}
    for goal in goals:
        found.setdefault(name_key(goal.name), []).append(goal)
    return [_with_result(line, found.get(name_key(line.indicator), [])) for line in lines]


def _with_result(line: ScoreLine, goals: list[Goal]) -> ScoreLine:
    if len(goals) != 1 or line.measured or line.subject or line.actual or not line.criteria:
        return line
    (goal,) = goals
    if goal.table_id == line.table_id:
        return line
    target = line.target or goal.target
    return line.model_copy(update={"target": target, "actual": goal.actual, "actual_box": goal.box})
