"""Figures of an indicator from the sentences that speak of it, where neither its row nor the report names them.

A sentence is read as the indicator's row is. Beyond that, one that has what was planned and what was done of it gives
the rate of completion, and how many are undone. All sentences that give a value must give the same. Such figures are
likely, unless the sentences begin with the indicator's whole name, stand under it, or say the operands of its criteria.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.normalize.narrative.passages import IN_FULL
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.rules.plan_figures import plan_rate
from pipeline.rules.printed.measures import quantity_key
from pipeline.rules.printed.metric_names.metrics import formula_key
from pipeline.rules.printed.target_words import told_target
from pipeline.rules.printed.text import plain
from pipeline.rules.resolved import Resolved, is_likely
from pipeline.rules.rows.cells import stating_cells
from pipeline.rules.rows.facts import CHANGE
from pipeline.rules.rows.figures import RowFigures
from pipeline.rules.rows.numbers import RowFigure, row_figures
from pipeline.rules.rows.target import target_share
from pipeline.rules.rows.words import condition_of
from pipeline.rules.told_words import of_two_years
from pipeline.rules.worded.assertions import holds_of
from pipeline.rules.worded.criteria import word_scale
from pipeline.rules.worded.own_text import text_of
from pipeline.rules.worded.points import points_told
from pipeline.vocabulary.names import name_key
from schemas.figure import Interval, Unit
from schemas.records import ScoreLine
from schemas.rubric import MetricRef
from schemas.white_space import without_space

from .counted_cases import cases_told, undone_told
from .moved_since import moved_told
from .operand_search import quotient_told
from .spoken_numbers import told_in
from .told_outright import count_told, share_told

_SPENT = re.compile(r"支出|决算|实际")
# 实际完成率: of whatever the indicator is about; what the report states under that name may be another's.
_NO_NAME = re.compile(r"(?:实际|计划|任务|目标|年度|指标)*(?:完成|达标|落实|覆盖|合格|及时|办结|整改|实现|执行)率$")


_OTHERS = re.compile(r"其中|上年|去年|同期|季度|月|下属|目标|计划|应|拟")


def _counts(ref: MetricRef, line: ScoreLine, text: str) -> bool:
    """Whether a sentence states a number of what the indicator counts by its whole name (全年发生有效投诉7宗), or what
    was done of it beside the plan (新增学位 A 个，完成目标 B 个的 x%)."""
    whole = name_key(line.indicator)
    if ref.metric or _COMPLETED.sub("", name_key(ref.name)) != whole or (ref.measure and _OTHERS.search(text)):
        return False
    named = rf"(?:^|[，。；、]|[年度生理到计]|开展|举办|组织|完成|实施){re.escape(whole)}(?:共计|共|总数|数|为)?\d"
    return re.search(named, squeeze(text).text) is not None


_COMPLETED = re.compile(r"完成率$")


def _all_told(line: ScoreLine, figures: tuple[RowFigure, ...]) -> bool:
    """Whether a sentence's only counts are all of what the criteria want done, and what was (重点任务 A 项，办结 B 项,
    of 重点任务全部办结得满分)."""
    asked = IN_FULL.match(without_space(line.criteria))
    counts = [f for f in figures if f.figure.unit not in (Unit.PERCENT, Unit.POINTS)]
    if asked is None or len(counts) != 2 or counts[1].figure.value > counts[0].figure.value:
        return False
    done = rf"(?:已|均|全部|按期|按时)*{asked['verb']}"
    return bool(re.fullmatch(rf"{_WHOLE}{asked['noun']}", counts[0].name) and re.fullmatch(done, counts[1].name))


def _disagrees(stated: Resolved, counted: Resolved | None) -> bool:
    """Whether a rate is another than the counts beside it give: then it is the slip, and not what came of them."""
    if counted is None or counted.wide is None or stated.wide is None or stated.trace.unit is not Unit.PERCENT:
        return False
    return counted.status == "known" and counted.trace.unit is Unit.PERCENT and not counted.wide.meets(stated.wide)


_WHOLE = r"(?:共|全年|年度|当年|本年度?|确定|承担|安排|下达|列入|交办|部门|上级|实施|的)*"


@dataclass
class PassageFigures(RowFigures):
    """Looks up metrics in the report, in the indicator's row, and in the sentences that speak of the indicator."""

    def _anywhere(self, ref: MetricRef) -> Resolved:
        found = self._told_somewhere(ref)
        if found.status != "missing" and not is_likely(found):
            return found
        return self._in_own_words(ref) or found

    def _in_own_words(self, ref: MetricRef) -> Resolved | None:
        """What the indicator's own paragraphs give, read as its row is; None where they give nothing, or differ."""
        if self.line is None or ref.period:
            return None
        subject = name_key(self.line.indicator)
        found = []
        for own in self.report.own_words:
            if own.subject == subject:
                row = self.line.model_copy(
                    update={"remark": own.text, "remark_box": own.box, "actual": "", "measured": False}
                )
                read = RowFigures(
                    self.report, self.prefer, base=self.base, line=row, needs=self.needs, formulas=self.formulas
                )
                value = read._in_row(ref) or read._in_cells(ref, row)
                found += [value] if value is not None and value.status == "known" else []
        if len({v.nominal for v in found}) != 1:
            return None
        note = "按文意取自正文"  # a paragraph has more figures than a row's remark
        return replace(found[0], trace=found[0].trace.model_copy(update={"likely": True, "note": note}))

    def _told_somewhere(self, ref: MetricRef) -> Resolved:
        found = super()._anywhere(ref)
        if self.line is None or ref.period or (ref.item and not ref.metric):
            return found
        if ref.metric:
            return (found.status == "missing" and self._by_words(ref, self.line)) or found
        if found.status != "missing" and not is_likely(found) and not _NO_NAME.match(ref.name):
            return self._worked_out(ref, found)
        values = list(self._in_passages(ref, self.line))
        if len({v.nominal for v, _ in values}) != 1:
            return (found.status == "missing" and self._by_words(ref, self.line)) or found
        value = values[0][0]
        if any(told for _, told in values) or self._named(self.line):
            return value
        return replace(value, trace=value.trace.model_copy(update={"likely": True, "note": "按文意取自正文"}))

    def _worked_out(self, ref: MetricRef, stated: Resolved) -> Resolved:
        """A rate that the report states, with what the operands of its printed formula give beside it: the printed rate
        may be the slip."""
        formula = self.formulas.get(ref.name, "")
        if not formula or stated.trace.formula or stated.status != "known" or self.base is None:
            return stated
        computed = quotient_told(ref, formula, self.base.told_of_year)
        return self.base._both(computed, stated) if computed is not None and not is_likely(computed) else stated

    def _by_words(self, ref: MetricRef, line: ScoreLine) -> Resolved | None:
        """The printed formula over numbers of the row, else of the whole report, known by its operands' words alone."""
        if self.base is None:
            return None
        if ref.name.startswith("未"):
            return undone_told(ref, line.indicator, self.base.told_of_year)
        change = CHANGE.search(ref.name)
        formula = self.formulas.get(ref.name, "")
        if change and not change["fall"] and (not formula or of_two_years(formula)):
            return moved_told(ref, ref.name[: change.start()], self.base.told, self.report.fiscal_year, formula)
        if ref.measure:
            told = self.base.told_of_year
            return cases_told(ref, line.criteria, line.indicator, told) or count_told(ref, line.indicator, told)
        formula = self.formulas.get(formula_key(ref), "") or (ref.name if "/" in ref.name else "")
        if not formula:
            return None
        for cell in stating_cells(line):
            if cell.remark_box is not None:
                about = line.indicator + line.level2
                own = told_in(cell.remark, about, cell.remark_box, self.report.fiscal_year)
                if (found := quotient_told(ref, formula, own, alone=True)) is not None:
                    return found
        told = self.base.told_of_year
        return share_told(ref, formula, told) or quotient_told(ref, formula, told)

    def _named(self, line: ScoreLine) -> bool:
        """Whether the sentences begin with the indicator's whole name (…次数：年度计划117次，实际完成134次)."""
        subject = name_key(line.indicator)
        texts = [squeeze(p.text).text for p in self.report.passages if p.subject == subject]
        return bool(texts) and all(text.startswith(subject) for text in texts)

    def judged(self, criteria: str, points: Decimal) -> Interval | None:
        text = text_of((self.line,), self.report) if self.line is not None and criteria else None
        scale = word_scale(plain(criteria), points) if text is not None and text.clauses else None
        if text is None or scale is None or not scale.options:
            return None
        return points_told(scale, text)

    def tells(self, condition: str) -> bool | None:
        if self.line is None:
            return None
        return holds_of(plain(condition_of(condition)), text_of((self.line,), self.report))

    def with_value(self, ref: MetricRef, value: Resolved) -> PassageFigures:
        return replace(self, _set={**self._set, ref: value})

    def _of_the_other(self, ref: MetricRef, text: str) -> bool:
        """Whether a sentence tells of what was spent, and the criteria ask how budgets moved, or the other way."""
        formula = self.formulas.get(ref.name, "")
        spent, planned = bool(_SPENT.search(text)), "预算" in text
        if not CHANGE.search(ref.name) or not formula:
            return False
        return spent if "预算" in formula else planned and not spent

    def _in_passages(self, ref: MetricRef, line: ScoreLine) -> Iterator[tuple[Resolved, bool]]:
        """Values that the sentences give, each with whether its sentence is beyond doubt of the indicator."""
        subject = name_key(line.indicator)
        for passage in self.report.passages:
            if passage.subject != subject or self._of_the_other(ref, passage.text):
                continue
            row = line.model_copy(update={"remark": passage.text, "remark_box": passage.box, "measured": False})
            read = RowFigures(
                self.report, self.prefer, base=self.base, line=row, needs=self.needs, formulas=self.formulas
            )
            figures = row_figures(row, self.report.fiscal_year)
            found = read._in_row(ref)
            counted = plan_rate(ref, figures, self.formulas.get(ref.name, "") or ref.name, self.report.fiscal_year)
            if found is None or found.status != "known" or _disagrees(found, counted):
                found = counted
            if found is None and (share := self._of_told_target(ref, line, row)) is not None:
                yield share
            elif found is not None:
                yield found, passage.told or _counts(ref, line, passage.text) or _all_told(line, figures)

    def _of_told_target(self, ref: MetricRef, line: ScoreLine, row: ScoreLine) -> tuple[Resolved, bool] | None:
        """What the one quantity of a sentence is of the target that the definition states (年度目标1500人次), and
        whether it goes by the indicator's own name."""
        target = line.target or told_target(line.definition)
        figures = [
            f
            for f in row_figures(row, self.report.fiscal_year)
            if f.measure and target.endswith(f.measure) and not f.aimed and not _OTHERS.search(f.name)
        ]
        if len(figures) != 1 or not figures[0].name:
            return None
        actual = f"{figures[0].figure.plain}{figures[0].measure}"
        formula = self.formulas.get(ref.name, "") or (ref.name if "/" in ref.name else "")
        stated = line.model_copy(update={"target": target, "actual": actual, "actual_box": row.remark_box})
        share = target_share(ref, formula, stated)
        own = quantity_key(name_key(figures[0].name)) == quantity_key(name_key(line.indicator))
        return (share, own) if share is not None else None
