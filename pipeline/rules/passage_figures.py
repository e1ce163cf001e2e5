"""Figures of an indicator from the sentences that speak of it, where neither its row nor the report names them.

A sentence is read as the indicator's row is. Beyond that, one that has what was planned and what was done of it gives
the rate of completion, and how many are undone. All sentences that give a value must give the same. Such figures are
likely, unless the sentences begin with the indicator's whole name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.normalize.narrative.sentences import squeeze
from pipeline.rules.resolved import Resolved, in_base_units, metric_label
from pipeline.rules.row_figures import RowFigures
from pipeline.rules.row_numbers import RowFigure, row_figures
from pipeline.vocabulary.names import name_key
from schemas.figure import Interval, Unit
from schemas.records import ScoreLine
from schemas.rubric import MetricRef
from schemas.trace import Place, Trace

_PLANNED = re.compile(r"(?<!按)计划|应|目标|任务|确定|下达|总|共|受理|接收|安排|需")
_DONE = re.compile(r"完成|已|实际|办结|整改|落实|开展|实现|答复|回复")
_NOT_DONE = re.compile(r"^(?:未|没有|尚未)(?:完成|按期完成|按时完成|落实|办结|整改)?$")
_OF_DONE = re.compile(r"(?:完成|落实|办结|整改|覆盖|执行|回复|办理|答复|实现)率$")


@dataclass
class PassageFigures(RowFigures):
    """Looks up metrics in the report, in the indicator's row, and in the sentences that speak of the indicator."""

    def _anywhere(self, ref: MetricRef) -> Resolved:
        found = super()._anywhere(ref)
        if found.status != "missing" or self.line is None or ref.metric or ref.period:
            return found
        values = list(self._in_passages(ref, self.line))
        if len({v.nominal for v in values}) != 1:
            return found
        value = values[0]
        if self._named(self.line):
            return value
        return replace(value, trace=value.trace.model_copy(update={"likely": True, "note": "按文意取自正文"}))

    def _named(self, line: ScoreLine) -> bool:
        """Whether the sentences begin with the indicator's whole name (…次数：年度计划117次，实际完成134次)."""
        subject = name_key(line.indicator)
        texts = [squeeze(p.text).text for p in self.report.passages if p.subject == subject]
        return bool(texts) and all(text.startswith(subject) for text in texts)

    def with_value(self, ref: MetricRef, value: Resolved) -> PassageFigures:
        return replace(self, _set={**self._set, ref: value})

    def _in_passages(self, ref: MetricRef, line: ScoreLine) -> Iterator[Resolved]:
        subject = name_key(line.indicator)
        for passage in self.report.passages:
            if passage.subject != subject:
                continue
            row = line.model_copy(update={"remark": passage.text, "remark_box": passage.box, "measured": False})
            read = RowFigures(
                self.report, self.prefer, base=self.base, line=row, needs=self.needs, formulas=self.formulas
            )
            found = read._in_row(ref)
            if found is None or found.status != "known":
                formula = self.formulas.get(ref.name, "") or ref.name
                found = _of_plan(ref, row_figures(row, self.report.fiscal_year), formula, self.report.fiscal_year)
            if found is not None:
                yield found


def _of_plan(ref: MetricRef, figures: tuple[RowFigure, ...], formula: str, year: int | None) -> Resolved | None:
    """What was done of a plan in percent, or how many are undone, from the two counts of one sentence."""
    counts = [f for f in figures if f.figure.unit not in (Unit.PERCENT, Unit.POINTS) and f.year in (None, year)]
    planned = [f for f in counts if _PLANNED.search(f.name)]
    done = [f for f in counts if f not in planned and _DONE.search(f.name) and "未" not in f.name]
    if not done and len(counts) == 2:
        # 计划 120 次，实际 90 次; 公开课节次实际达到190节，超出计划的177节
        done = [f for f in counts if f not in planned and (not f.name or (len(f.name) > 2 and f.name in ref.name))]
    if not planned and len(done) == 1 and not counts[0].name and counts[0] not in done:
        planned = [counts[0]]  # 24项重点工作办结23项
    undone = [f for f in counts if re.match(r"(?:尚有)?未", f.name)]
    if not planned and len(done) == len(undone) == 1 and len(counts) == 2:  # 办结25项，未办结1项
        both = done[0].figure.value + undone[0].figure.value
        planned = [replace(done[0], figure=done[0].figure.model_copy(update={"value": both}))]
    if len(planned) != 1 or len(done) != 1 or planned[0].figure.unit is not done[0].figure.unit:
        return None
    (whole, whole_wide), (part, part_wide) = (in_base_units(f.figure) for f in (planned[0], done[0]))
    if whole <= 0:
        return None
    places = tuple(
        Place(page=f.figure.box.page, box=f.figure.box, text=f"{f.name}{f.figure.text}") for f in (done[0], planned[0])
    )
    label = metric_label(ref)
    if _NOT_DONE.match(ref.name):
        if part > whole:
            return None
        left = Interval.exactly(whole - part)
        trace = Trace(label=label, formula="计划数 - 完成数", value=left, unit=Unit.ITEMS, places=places)
        return Resolved("known", trace, whole - part, left)
    above, slash, below = formula.partition("/")
    asked = _DONE.search(above) and _PLANNED.search(below) if slash else _OF_DONE.search(ref.name)
    if not asked:
        return None
    nominal = part / whole * Decimal(100)
    wide = (part_wide / whole_wide).times(100).join(Interval.exactly(nominal))
    trace = Trace(label=label, formula="完成数 / 计划数 × 100", value=wide, unit=Unit.PERCENT, places=places)
    return Resolved("known", trace, nominal, wide)
