"""Figures that an indicator's own row states (自评说明, 得分依据): 全年预算数300万元，执行数285万元，执行率95%.

They are read for that indicator only, and only where the report states what the rule needs nowhere else. A number is
known by the words before it: by a name of the vocabulary, by the rate or the operands that the indicator's own
criteria name, or as the one rate of the row. Numbers that are targets, limits or another year's rate state nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.normalize.narrative.topics.named_rates import NAMED_RATE
from pipeline.normalize.narrative.topics.satisfactions import of_people
from pipeline.rules.figures import Figures
from pipeline.rules.plan_figures import plan_rate
from pipeline.rules.printed.metric_names.phrases import metric_of_phrase
from pipeline.rules.printed.target_words import told_target
from pipeline.rules.printed.words import BARE_BUDGET, BARE_SPENT
from pipeline.rules.resolved import Resolved, is_likely, metric_label
from pipeline.rules.rows.cells import stating_cells
from pipeline.rules.rows.changes import change_in_row
from pipeline.rules.rows.days import asks_for_days, days_in_row
from pipeline.rules.rows.facts import CHANGE, row_facts
from pipeline.rules.rows.none_told import none_of
from pipeline.rules.rows.numbers import RowFigure, row_figures
from pipeline.rules.rows.operands import SUM_END, one_figure_twice, operand_metric, operand_told
from pipeline.rules.rows.quantities import quantity_in_row
from pipeline.rules.rows.quotients import bare_quotient, given_by_two, share_said
from pipeline.rules.rows.target import target_share
from pipeline.rules.rows.words import part_about, says, unchanged, within_posts
from pipeline.rules.year_on_year import BUDGETED, YEAR_ON_YEAR, year_on_year
from pipeline.vocabulary.expression import Node, Number, Operation, names_of, parse, value_of
from pipeline.vocabulary.names import name_key
from schemas.figure import Interval, Unit
from schemas.records import ScoreLine
from schemas.rubric import MetricRef
from schemas.trace import Trace, trace_step

_SAME_AT_YEAR_END = {
    MetricRef(metric="cumulative_progress", period="Q4"): MetricRef(metric="execution_rate"),
    MetricRef(metric="execution_rate"): MetricRef(metric="cumulative_progress", period="Q4"),
}
# 抽查10个，合格9个，其余全部合格: the two counts are not all there is.
_MORE_TOLD = re.compile(r"其余|其他|其它|另有|此外|未抽")
_OF_BUDGET = re.compile(r"(?:控制率|执行率|支出率)$")
# Indicators about a part of the budget, whose 预算数 and 决算数 are not the whole's.
_OF_PARTS = re.compile(r"三公|公用|采购|项目|基本|会议|接待|用车|专项|培训|经费|收入|税")

_PROGRESS = MetricRef(metric="cumulative_progress")
_SATISFACTION = MetricRef(metric="satisfaction_rate")


def _of_told_target(ref: MetricRef, formula: str, line: ScoreLine, cell: ScoreLine) -> Resolved | None:
    """What a cell that states nothing but a result (实际完成96.4%) is of the target that the definition states."""
    if line.actual:
        return None
    target = line.target or told_target(line.definition)
    stated = line.model_copy(update={"target": target, "actual": cell.remark, "actual_box": cell.remark_box})
    return target_share(ref, formula, stated) if target else None


@dataclass
class RowFigures(Figures):
    """Looks up metrics in the report, and what it does not state in the indicator's row.

    `needs` are the metrics of the indicator's rule, `formulas` the quotients that its criteria print for names;
    `row_first` takes the row's figures also where the report states others.
    """

    base: Figures | None = None
    line: ScoreLine | None = None
    needs: tuple[MetricRef, ...] = ()
    formulas: Mapping[str, str] = field(default_factory=dict)
    row_first: bool = False
    _row: Figures | None = None
    _set: dict[MetricRef, Resolved] = field(default_factory=dict)
    _cells: dict[str, RowFigures] = field(default_factory=dict)
    _looked_up: dict[MetricRef, Resolved] = field(default_factory=dict, init=False)  # not taken over by `replace`

    def resolve(self, ref: MetricRef) -> Resolved:
        if ref in self._set:
            return self._set[ref]
        if ref not in self._looked_up:
            self._looked_up[ref] = self._look_up(ref)
        return self._looked_up[ref]

    def _look_up(self, ref: MetricRef) -> Resolved:
        if ref.absolute:
            return self._size_of(ref)
        found = self._anywhere(ref)
        other = _SAME_AT_YEAR_END.get(ref)
        if found.status == "missing" and other is not None:  # by the end of the year the two are one
            same = self._anywhere(other)
            return same if same.status == "known" else found
        if found.status == "missing" and ref.metric and not ref.period and set(self.needs) == {ref}:
            own = self._by_indicator(ref)
            return own if own is not None else found
        return found

    def _by_indicator(self, ref: MetricRef) -> Resolved | None:
        """The one rate of a rule under its indicator's own name (固定资产在用率), where the report states it alone."""
        assert self.base is not None
        if self.line is None or not re.search(r"(?:率|比例|比重|占比|满意度)$", self.line.indicator):
            return None
        printed = re.sub(r"[\s“”\"]", "", f"{self.line.criteria};{self.line.definition}").replace("＝", "=")
        asked = ref.metric == "satisfaction_rate"  # 家长满意度 is that of the criteria, whoever else is asked
        if not asked and f"{re.sub('[“”]', '', name_key(self.line.indicator))}=" not in printed:
            return None  # 财政拨款执行率≥95% of an indicator that is called 预算执行率
        found = self.base.resolve(MetricRef(name=name_key(self.line.indicator)))
        return found if found.status == "known" else None

    def _anywhere(self, ref: MetricRef) -> Resolved:
        """What the report states beyond doubt, else the row, else what the report's text most likely says."""
        assert self.base is not None
        of_its_people = self._satisfaction_of_people(ref)
        if of_its_people is not None and self.row_first and self.line is not None:
            own = self._in_cells(ref, self.line)
            return own if own is not None and not is_likely(own) else of_its_people
        if of_its_people is not None:
            return of_its_people
        found = self._satisfaction_of_its_name(ref) or self.base.resolve(ref)
        budgets = "预算" in self.formulas.get(ref.name, "")  # of two years, and not what was spent
        if budgets and (found.trace.formula == YEAR_ON_YEAR or found.status == "missing"):
            label = metric_label(ref)
            spent = found.trace.formula == YEAR_ON_YEAR
            missing = Resolved("missing", trace_step(label=label, missing=label), missing=(label,)) if spent else found
            found = year_on_year(self.base, ref, BUDGETED) or missing
        elif (
            found.trace.formula == YEAR_ON_YEAR
            and not re.search(r"支出|决算", self.formulas.get(ref.name, ""))
            and "结转" not in ref.name
        ):
            # 总额 may be that of the budgets: worth a look, no accusation
            found = replace(found, trace=found.trace.model_copy(update={"likely": True}))
        elif ref == _SATISFACTION and len({f.figure.value for f in self._facts_of(ref.metric)}) > 1:
            # several are told, and not whose: one of them may be the indicator's
            found = replace(found, trace=found.trace.model_copy(update={"likely": True}))
        sure = found.status != "missing" and not is_likely(found)
        if (sure and not self.row_first) or self.line is None:
            return found
        own = self._in_cells(ref, self.line)
        return own if own is not None else found

    def _satisfaction_of_people(self, ref: MetricRef) -> Resolved | None:
        """The satisfaction of the people that the criteria or the indicator names (企业满意度), where the report states
        several: of people whom it does not name, none."""
        if ref != MetricRef(metric="satisfaction_rate", name=ref.name) or self.line is None:
            return None
        told = self._facts_of(ref.metric)
        own = of_people(told, ref.name) or ([] if ref.name else of_people(told, self.line.indicator))
        facts = tuple(f.model_copy(update={"item": ""}) for f in own)
        stated = Figures(self.report.model_copy(update={"facts": facts, "quarters": ()}), self.prefer)
        if facts:
            return stated._stated(ref)
        return self._missing(ref) if ref.name and any(f.item for f in told) else None

    def _satisfaction_of_its_name(self, ref: MetricRef) -> Resolved | None:
        """The satisfaction that the report states under the indicator's whole name (群众文化活动满意度)."""
        if ref != _SATISFACTION or self.line is None or not self.line.indicator.endswith(("满意度", "满意率")):
            return None
        return self._stated(MetricRef(metric=NAMED_RATE, name=name_key(self.line.indicator)))

    def _in_cells(self, ref: MetricRef, line: ScoreLine) -> Resolved | None:
        """What the first cell of the row that states the figure says: by its words, or by what was done of a plan."""
        formula = self.formulas.get(ref.name, "") or (ref.name if "/" in ref.name else "")
        if (of_target := target_share(ref, formula, line)) is not None:
            return of_target
        cells = stating_cells(line)
        if not cells:
            return self._in_row(ref)  # its formula over what the report states
        for cell in cells:
            read = self._of_cell(cell)
            found = _of_told_target(ref, formula, line, cell) or read._in_row(ref)
            if (found is None or found.status != "known") and not _MORE_TOLD.search(cell.remark):
                found = plan_rate(ref, row_figures(cell, self.report.fiscal_year), formula, self.report.fiscal_year)
            if found is not None:
                return found
        # 全年支出进度为90%: by its name the year's rate of execution
        return self._in_cells(MetricRef(metric="execution_rate"), line) if ref == _PROGRESS else None

    def _of_cell(self, cell: ScoreLine) -> RowFigures:
        if cell is self.line:
            return self
        if cell.remark not in self._cells:
            self._cells[cell.remark] = RowFigures(
                self.report, self.prefer, base=self.base, line=cell, needs=self.needs, formulas=self.formulas
            )
        return self._cells[cell.remark]

    def with_value(self, ref: MetricRef, value: Resolved) -> RowFigures:
        return RowFigures(
            self.report,
            self.prefer,
            base=self.base,
            line=self.line,
            needs=self.needs,
            formulas=self.formulas,
            row_first=self.row_first,
            _row=self._row,
            _set={**self._set, ref: value},
        )

    def says(self, condition: str) -> bool | None:
        return says(condition, self.line.remark) if self.line is not None else None

    def _in_row(self, ref: MetricRef) -> Resolved | None:
        assert self.line is not None
        year = self.report.fiscal_year
        figures = row_figures(self.line, year)
        if asks_for_days(ref):
            return days_in_row(ref, self.line, year, alone=len(set(self.needs)) == 1)
        if ref.measure and not ref.metric:
            return quantity_in_row(ref, figures, self.line, year)
        if (own := self._of_whole_name(ref, figures)) is not None:
            return own
        if self._row is None:
            facts = tuple(row_facts(figures, self.needs, year))
            alone = self.report.model_copy(update={"facts": facts, "quarters": (), "likely": ()})
            self._row = Figures(alone, self.prefer)
        found = self._row.resolve(ref)
        if found.status in ("known", "zero_base"):
            worked = self._worked_out_otherwise(ref, found, figures)
            return worked or (None if _contradicts_itself(found) else found)
        if ref.item and not ref.period and (part := part_about(ref.item, self.line.remark)):
            bare = ref.model_copy(update={"item": ""})
            row = self.line.model_copy(update={"remark": part})
            return replace(self, line=row, needs=(bare,), formulas={}, _row=None)._in_row(bare)
        if change := CHANGE.search(ref.name):
            if unchanged(ref.name[: change.start()], self.line.remark):
                nothing = Interval.exactly(0)
                trace = trace_step(
                    label=metric_label(ref), value=nothing, unit=Unit.PERCENT, note="自评说明称与上年持平"
                )
                return Resolved("known", trace, Decimal(0), nothing)
            if (moved := change_in_row(ref, figures, year, self.formulas.get(ref.name, ""))) is not None:
                return moved
        if ref.name.startswith("未") and not ref.metric and none_of(ref.name, self.line.remark, year):
            nothing = Interval.exactly(0)
            trace = trace_step(label=metric_label(ref), value=nothing, note="自评说明称没有")
            return Resolved("known", trace, Decimal(0), nothing)
        if ref.metric == "staffing_control_rate" and within_posts(self.line.remark):
            said = Interval(low=Decimal(0), high=Decimal(100))
            trace = trace_step(label=metric_label(ref), value=said, unit=Unit.PERCENT, note="自评说明称未超编")
            return Resolved("known", trace, Decimal(100), said)
        formula = self.formulas.get(ref.name or ref.metric, "") or (ref.name if "/" in ref.name else "")
        if ref.metric == "carry_rate" and not formula:
            formula = "年末结余/全年预算"  # 年末结余 A 万元，占全年预算的 x%
        if not formula and _OF_BUDGET.search(ref.name):
            formula = bare_quotient(figures)
        if not formula:
            return None
        return self._by_formula(ref, formula, figures) or share_said(ref, formula, figures)

    def _of_whole_name(self, ref: MetricRef, figures: tuple[RowFigure, ...]) -> Resolved | None:
        """The satisfaction of the people whom a rule names, where the row tells those of several (群众满意度为94%,
        企业满意度为96%)."""
        rates = [f for f in figures if f.figure.unit is Unit.PERCENT and f.year in (None, self.report.fiscal_year)]
        named = [f for f in rates if ref.name and name_key(f.name).endswith(name_key(ref.name))]
        if ref.metric != _SATISFACTION.metric or len(named) != 1 or len(rates) < 2 or named[0].aimed or named[0].grew:
            return None
        value = named[0].figure
        trace = trace_step(label=metric_label(ref), value=value.interval, unit=Unit.PERCENT, places=(named[0].place,))
        return Resolved("known", trace, value.value, value.interval)

    def _worked_out_otherwise(self, ref: MetricRef, found: Resolved, figures: tuple[RowFigure, ...]) -> Resolved | None:
        """What the row's operands give by its own formula, where it prints a rate that neither they nor any other two
        of its numbers give: then the rate is the slip."""
        formula = self.formulas.get(ref.name, "")
        rates = [f.figure for f in figures if f.figure.unit is Unit.PERCENT]
        worked = self._by_formula(ref, formula, figures) if formula and len(rates) == 1 else None
        if worked is None or worked.wide is None or found.wide is None or rates[0].interval.meets(worked.wide):
            return None
        return None if given_by_two(rates[0], figures) else worked

    def _by_formula(self, ref: MetricRef, formula: str, figures: tuple[RowFigure, ...]) -> Resolved | None:
        """A rate from the operands that its printed formula names: each once in the row, or known to the report."""
        node = parse(formula)
        if node is None or not names_of(node):
            return None
        used: dict[str, tuple[Interval, Interval, Trace, bool]] = {}
        names = names_of(node)
        operands = [operand_told(name, figures, self.report.fiscal_year) for name in names]
        if any(o is None for o in operands):  # all of them in one place: amounts of two scopes make no rate
            operands = [self._known_operand(name) for name in names]
        for name, operand in zip(names, operands, strict=True):
            if operand is None:
                return None
            used[name] = operand
        if len({money for *_, money in used.values()}) > 1 or one_figure_twice(used):
            return None
        try:
            nominal = value_of(node, lambda n: used[n][0])
            wide = value_of(node, lambda n: used[n][1])
        except ZeroDivisionError:
            return None
        if nominal is None or wide is None:
            return None
        children = tuple(trace for _, _, trace, _ in used.values())
        factor = 1 if _is_mean(node) and all(c.unit is Unit.PERCENT for c in children) else 100
        percent = wide.times(factor).join(nominal.times(factor))
        trace = trace_step(
            label=metric_label(ref), formula=formula, value=percent, unit=Unit.PERCENT, children=children
        )
        return Resolved("known", trace, nominal.low * Decimal(factor), percent)

    def _known_operand(self, name: str) -> tuple[Interval, Interval, Trace, bool] | None:
        bare = SUM_END.sub("", name)
        names = dict.fromkeys(
            (name, f"{name}数", bare, f"{bare}数", f"{bare.removesuffix('安排')}数")
        )  # 公用经费预算安排
        known = (metric_of_phrase(one) for one in names)
        metric = next(filter(None, known), None) or operand_metric(name, self.report.fiscal_year)
        if metric is None and self.line is not None and not _OF_PARTS.search(self.line.indicator):
            whole = "revised_budget" if BARE_BUDGET.match(name) else "outturn" if BARE_SPENT.match(name) else ""
            metric = MetricRef(metric=whole) if whole else None
        found = self.base.resolve(metric) if metric is not None and self.base is not None else None
        if metric == _SATISFACTION:
            found = self._satisfaction_of_people(MetricRef(metric=metric.metric, name=name))
        if found is None or found.nominal is None or found.wide is None:
            return None
        return Interval.exactly(found.nominal), found.wide, found.trace, found.trace.unit is Unit.YUAN


def _is_mean(node: Node) -> bool:
    """Whether a tree adds names up and divides by a number: a mean of rates is in percent as they are."""
    return isinstance(node, Operation) and node.sign == "/" and isinstance(node.right, Number)


def _contradicts_itself(found: Resolved) -> bool:
    """Whether a row states a rate that its own amounts do not give: then it is not understood."""
    return any("不一致" in step.note for step in found.trace.walk())
