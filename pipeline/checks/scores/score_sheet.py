"""The score tables of a report as sentences speak of them: each indicator once, levels by name, the grand total."""

from __future__ import annotations

from pipeline.checks.scores.divided_tables import apart
from pipeline.normalize.score_tables.score_sections import leaf_lines
from pipeline.vocabulary.names import name_key
from schemas.records import Report, ScoreLine, ScoreTotal

_MEASURES = frozenset({"率", "情况", "度", "进度"})


class ScoreSheet:
    """One view over all score tables of a report: each leaf indicator once, levels by name, the grand total."""

    def __init__(self, report: Report) -> None:
        by_name: dict[str, ScoreLine] = {}
        for line in leaf_lines(report.score_lines):
            if line.subject:
                continue
            key = name_key(line.indicator)
            held = by_name.get(key)
            by_name[key] = line if held is None else _with_weight_of_copy(held, line)
        self.lines = by_name
        # what is said of the whole unit is not said of the projects whose forms stand in the same file
        self.forms = {x.table_id for x in report.score_lines if x.subject} if by_name else set()
        totals = [
            t
            for t in report.score_totals
            if t.self_score is not None and t.table_id not in self.forms and not self.level(t.name)
        ]
        # where two tables share out the indicators, the total of either is none of the whole
        parted = len({t.table_id for t in totals}) > 1 and apart(x for x in report.score_lines if not x.subject)
        self.total: ScoreTotal | None = self._borne_out(totals) if totals and not parted else None

    def _borne_out(self, totals: list[ScoreTotal]) -> ScoreTotal:
        """Of totals that differ the one that the indicators add up to, else the first."""
        scores = [x.self_score.value for x in self.lines.values() if x.self_score is not None]
        right = (t for t in totals if t.self_score is not None and t.self_score.value == sum(scores))
        return next(right, totals[0])

    def level(self, name: str) -> list[ScoreLine]:
        key = name_key(name)
        return [x for x in self.lines.values() if key in (name_key(x.level1), name_key(x.level2))]

    def begun_with(self, name: str) -> list[ScoreLine]:
        """Indicators whose names begin with a level's and say only of what it is a measure (预算执行 → 预算执行率)."""
        key = name_key(name)
        named = (x for own, x in self.lines.items() if own.startswith(key) and own[len(key) :] in _MEASURES)
        return list(named) if self.is_level(name) else []

    def is_level(self, name: str) -> bool:
        return bool(name) and name_key(name) not in self.lines

    def of(self, subject: str) -> list[ScoreLine]:
        """The lines a subject stands for: one indicator, a level, or all for ''. Empty where it is neither."""
        if not subject:
            return list(self.lines.values())
        line = self.lines.get(name_key(subject))
        return [line] if line else self.level(subject)


def _with_weight_of_copy(one: ScoreLine, other: ScoreLine) -> ScoreLine:
    """The first of an indicator's lines that has a score, with the weight that only the other one prints."""
    if one.self_score is None and other.self_score is not None:
        one, other = other, one
    return one if one.weight is not None or other.weight is None else one.model_copy(update={"weight": other.weight})
