"""Figures that an indicator's own row states (自评说明, 得分依据): 全年预算数300万元，执行数285万元，执行率95%.

They are read for that indicator only, and only where the report states what the rule needs nowhere else. A number is
known by the words before it: by a name of the vocabulary, by the rate or the operands that the indicator's own
criteria name, or as the one rate of the row. Numbers that are targets, limits or another year's rate state nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.normalize.narrative.named_rates import NAMED_RATE
from pipeline.normalize.narrative.sentences import squeeze
from pipeline.normalize.narrative.text_numbers import Quantity, find_quantities
from pipeline.rules.figures import Figures
from pipeline.rules.printed.expression import names_of, parse, value_of
from pipeline.rules.printed.metrics import MetricNames
from pipeline.rules.printed.phrases import metric_of_phrase, phrase_key
from pipeline.rules.printed.words import BARE_BUDGET, BARE_SPENT
from pipeline.rules.resolved import Resolved, in_base_units, is_likely, metric_label
from pipeline.rules.year_on_year import YEAR_ON_YEAR
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import name_key
from schemas.figure import Figure, Interval, Unit
from schemas.geometry import Box
from schemas.records import Fact, ScoreLine
from schemas.rubric import MetricRef
from schemas.trace import Place, Trace

_ENDS = "，。；：、"
_YEAR = re.compile(r"(20\d\d)年(?:度)?")
_LAST_YEAR = re.compile(r"上年度?|去年|上一年度?")
_THIS_YEAR = re.compile(r"本年度?|当年度?|今年")
_STATES = re.compile(r"(?:总额|合计)?(?:共计?|合计|实际|均|已|仅)?(?:达到了?|为|是|达|共|有|:|：|=)?$")
_LEAD = re.compile(
    r"^(?:其中|经核算|经计算|经统计|根据|截至|全部门|我[局委办处部院校镇县区]|本?(?:部门|单位)|实际上?|\(?\d{1,2}[.、)](?!\d)|[①-⑳])+"
)
_NO_RATE = re.compile(r"目标(?:值|$)|要求|标准|指标值|计划|上年|去年|同比|环比|较|应|须|扣|权重|分值|占比例分")
_GREW = re.compile(
    r"(?:比|较|同比|与)?(?:上年度?|去年|上一年度?)?(?:相比)?(?:同比)?,?(?:(增长|增加|上升)|(下降|减少|降低))了?$"
)
_ALL_QUARTERS = re.compile(r"^(?:第)?[一1](?:季度)?[至到-](?:第)?[四4]个?季度(.*)$")
_TIME = re.compile(r"(?:20\d\d年)?(?:第?[一二三四1-4]季度?|(?:1[0-2]|[1-9])月?(?:份)?)(?:末|底)?")
# Rates of a part of the budget, whose row may say only 预算数 and 决算数.
_OF_PART = {
    "three_public_control_rate": ("three_public_budget", "three_public_outturn"),
    "operating_expense_control_rate": ("operating_expense_budget", "operating_expense_outturn"),
    "procurement_execution_rate": ("procurement_planned", "procurement_actual"),
}
_SAME_AT_YEAR_END = {
    MetricRef(metric="cumulative_progress", period="Q4"): MetricRef(metric="execution_rate"),
    MetricRef(metric="execution_rate"): MetricRef(metric="cumulative_progress", period="Q4"),
}
_MOVED = re.compile(r"^(?:本年度?|当年|年中|年度)?(?:追加|调增|调剂|调减)(?:预算)?(?:数|金额|额|资金)?$")
_OF_BUDGET = re.compile(r"(?:控制率|执行率|支出率)$")
# A row that explains why its figures are not what counts.
_PLEADS = re.compile(r"剔除|扣除.{2,20}后|除外|不扣分|免扣|免于|视同|按规定不|可不")
# What may stand before a rate's name and leave it the whole's; 省级资金到位率 is of a part.
_OF_ALL = re.compile(
    r"(?:全?部门|全?单位|全?县|全?市|年度|全年|当年|本年|总体?|整体|综合|平均|累计|实际|项目|预算|财政|资金|服务|群众|社会|公众|对象)*"
)
_UNDONE = re.compile(r"^(?:未|不)")
_CHANGE = re.compile(r"(?:变动率|增长率|增减率|变化率|下降率)$")


@dataclass(frozen=True)
class RowFigure:
    """A number of the row: the words before it, without year; `grew` is 1 or -1 where they say 增长 or 下降."""

    name: str
    figure: Figure
    year: int | None
    grew: int = 0
    percent: bool = False


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

    def resolve(self, ref: MetricRef) -> Resolved:
        assert self.base is not None
        if ref in self._set:
            return self._set[ref]
        if ref.absolute:
            return self._size_of(ref)
        found = self._anywhere(ref)
        other = _SAME_AT_YEAR_END.get(ref)
        if found.status == "missing" and other is not None:  # by the end of the year the two are one
            same = self._anywhere(other)
            return same if same.status == "known" else found
        return found

    def _anywhere(self, ref: MetricRef) -> Resolved:
        """What the report states beyond doubt, else the row, else what the report's text most likely says."""
        assert self.base is not None
        found = self.base.resolve(ref)
        if found.trace.formula == YEAR_ON_YEAR and "预算" in self.formulas.get(ref.name, ""):
            label = metric_label(ref)  # of the budgets of two years, and not of what was spent
            found = Resolved("missing", Trace(label=label, missing=label), missing=(label,))
        elif found.trace.formula == YEAR_ON_YEAR and not re.search(r"支出|决算", self.formulas.get(ref.name, "")):
            # 总额 may be that of the budgets: worth a look, no accusation
            found = replace(found, trace=found.trace.model_copy(update={"likely": True}))
        sure = found.status != "missing" and not is_likely(found)
        if (sure and not self.row_first) or self.line is None:
            return found
        own = self._in_row(ref)
        return own if own is not None else found

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

    def _in_row(self, ref: MetricRef) -> Resolved | None:
        assert self.line is not None
        year = self.report.fiscal_year
        figures = row_figures(self.line, year)
        if self._row is None:
            facts = tuple(_facts(figures, self.needs, year))
            self._row = Figures(self.report.model_copy(update={"facts": facts, "quarters": ()}), self.prefer)
        found = self._row.resolve(ref)
        if found.status in ("known", "zero_base"):
            return None if _contradicts_itself(found) else found
        formula = self.formulas.get(ref.name, "") or (ref.name if "/" in ref.name else "")
        if not formula and _OF_BUDGET.search(ref.name):
            formula = _bare_quotient(figures)
        return self._by_formula(ref, formula, figures) if formula else None

    def _by_formula(self, ref: MetricRef, formula: str, figures: tuple[RowFigure, ...]) -> Resolved | None:
        """A rate from the operands that its printed formula names: each once in the row, or known to the report."""
        node = parse(formula)
        if node is None or not names_of(node):
            return None
        used: dict[str, tuple[Interval, Interval, Trace, bool]] = {}
        names = names_of(node)
        operands = [_operand(name, figures, self.report.fiscal_year) for name in names]
        if any(o is None for o in operands):  # all of them in one place: amounts of two scopes make no rate
            operands = [self._known_operand(name) for name in names]
        for name, operand in zip(names, operands, strict=True):
            if operand is None:
                return None
            used[name] = operand
        if len({money for *_, money in used.values()}) > 1:
            return None
        try:
            nominal = value_of(node, lambda n: used[n][0])
            wide = value_of(node, lambda n: used[n][1])
        except ZeroDivisionError:
            return None
        if nominal is None or wide is None:
            return None
        percent = wide.times(100).join(nominal.times(100))
        children = tuple(trace for _, _, trace, _ in used.values())
        trace = Trace(label=metric_label(ref), formula=formula, value=percent, unit=Unit.PERCENT, children=children)
        return Resolved("known", trace, nominal.low * Decimal(100), percent)

    def _known_operand(self, name: str) -> tuple[Interval, Interval, Trace, bool] | None:
        metric = metric_of_phrase(name)
        found = self.base.resolve(metric) if metric is not None and self.base is not None else None
        if found is None or found.nominal is None or found.wide is None:
            return None
        return Interval.exactly(found.nominal), found.wide, found.trace, found.trace.unit is Unit.YUAN


def _bare_quotient(figures: tuple[RowFigure, ...]) -> str:
    """决算数/预算数 in the row's own words, where it states one of each."""
    spent = {f.name for f in figures if f.figure.unit.is_money and BARE_SPENT.search(f.name)}
    planned = {f.name for f in figures if f.figure.unit.is_money and BARE_BUDGET.search(f.name)}
    planned |= {f.name for f in figures if f.figure.unit.is_money and f.name.endswith(("预算数", "预算金额", "预算"))}
    return f"{spent.pop()}/{planned.pop()}" if len(spent) == len(planned) == 1 else ""


def _contradicts_itself(found: Resolved) -> bool:
    """Whether a row states a rate that its own amounts do not give: then it is not understood."""
    return any("不一致" in step.note for step in found.trace.walk())


def row_figures(line: ScoreLine, year: int | None) -> tuple[RowFigure, ...]:
    """The numbers of an indicator's remark, in order."""
    if line.remark_box is None or line.measured or _PLEADS.search(line.remark):
        return ()
    return tuple(_read(line.remark, line.remark_box, year))


def _read(remark: str, box: Box, year: int | None) -> Iterator[RowFigure]:
    squeezed = squeeze(remark).text.replace("÷", "/")
    quantities = [q for q in find_quantities(squeezed) if q.unit is not Unit.POINTS or _in_points(squeezed, q)]
    listed = _listed(squeezed, quantities)
    last = 0
    context: int | None = year
    for n, quantity in enumerate(quantities):
        between = squeezed[last : quantity.start]
        if re.search(r"[。；;]", between):
            context = year
        clause = listed.get(n) or re.split(f"[{_ENDS}(]", _without_colon(between))[-1]
        last = quantity.end
        said = _year_of(listed.get(n) or between, year)
        context = said if said is not None else context
        if quantity.bound or quantity.approximate or quantity.words:
            continue
        grew = _GREW.search(clause)
        name = _plain_name(clause)
        yield RowFigure(name, _figure(quantity, box, name), context, (1 if grew[1] else -1) if grew else 0)


def _in_points(text: str, quantity: Quantity) -> bool:
    """群众满意度96分: a satisfaction on a scale of a hundred."""
    return bool(re.search(r"满意度(?:得分|为|达到?|:|：)*$", text[: quantity.start]))


def _without_colon(text: str) -> str:
    """执行率：95% names what stands before the colon."""
    return re.sub(r"[：:]$", "", text)


def _listed(text: str, quantities: list[Quantity]) -> dict[int, str]:
    """甲、乙、丙分别为1、2、3: the name for each number of such a list."""
    out: dict[int, str] = {}
    for n, quantity in enumerate(quantities):
        start = quantities[n - 1].end if n else 0
        lead = re.search(r"([^，。；：]*)分别为?(?:是|达到?)?$", text[start : quantity.start])
        if lead is None:
            continue
        run = [n]
        while run[-1] + 1 < len(quantities) and re.fullmatch(
            r"[、，和]", text[quantities[run[-1]].end : quantities[run[-1] + 1].start]
        ):
            run.append(run[-1] + 1)
        names = re.split(r"[、和]", lead[1])
        if all_quarters := _ALL_QUARTERS.match(_YEAR.sub("", lead[1])):
            names = [f"{quarter}季度{all_quarters[1]}" for quarter in "一二三四"]
        names = _with_last_noun(names)
        if len(names) == len(run):
            out |= dict(zip(run, names, strict=True))
    return out


def _with_last_noun(names: list[str]) -> list[str]:
    """6月末、9月末、11月末执行进度: the noun behind the last time belongs to each."""
    last = _TIME.match(names[-1])
    if last is None or not all(_TIME.fullmatch(name) for name in names[:-1]):
        return names
    return [*(name + names[-1][last.end() :] for name in names[:-1]), names[-1]]


def _year_of(text: str, year: int | None) -> int | None:
    named = _YEAR.findall(text)
    if named:
        return int(named[-1])
    if year is not None and _LAST_YEAR.search(text) and not _GREW.search(text):
        return year - 1
    return year if _THIS_YEAR.search(text) else None


def _plain_name(clause: str) -> str:
    text = _LAST_YEAR.sub("", _THIS_YEAR.sub("", _YEAR.sub("", clause)))
    text = text.partition("=")[0] if "=" in text else text
    return _LEAD.sub("", _STATES.sub("", text))


def _figure(quantity: Quantity, box: Box, name: str) -> Figure:
    """The number as a figure; a rate printed as a fraction of one (结余率为0.15) in percent."""
    unit, value, decimals = quantity.unit or Unit.NONE, quantity.value, quantity.decimals
    if unit is Unit.POINTS:
        unit = Unit.PERCENT
    if not quantity.measure and 0 <= value <= 1 and decimals and re.search(r"(?:率|比重|占比)$", name):
        unit, value, decimals = Unit.PERCENT, value * 100, max(0, decimals - 2)
    counted = unit in (Unit.PERSONS, Unit.ITEMS) or (unit is Unit.NONE and decimals == 0)
    return Figure(value=value, decimals=decimals, unit=unit, text=f"{value:f}", boxes=(box,), exact=counted)


def _facts(figures: tuple[RowFigure, ...], needs: tuple[MetricRef, ...], year: int | None) -> Iterator[Fact]:
    """The row's figures as facts under the codes and names that the rule asks for."""
    sole = needs[0] if len(set(needs)) == 1 else None
    part = _OF_PART.get(sole.metric) if sole else None
    for one in figures:
        period = str(one.year) if one.year else ""
        if one.figure.unit is Unit.PERCENT and (_NO_RATE.search(one.name) or one.grew):
            continue
        if one.figure.unit is Unit.PERCENT and _TIME.fullmatch(one.name):  # 6月底50%
            known = metric_of_phrase(f"{one.name}支出进度")
            if known is not None:
                yield _fact(one, known, period)
            continue
        bare = 0 if BARE_BUDGET.match(one.name) else 1 if BARE_SPENT.match(one.name) else None
        if part is not None and bare is not None:
            yield _fact(one, MetricRef(metric=part[bare]), period)
            continue
        known = metric_of_phrase(one.name) or _of_header(one.name) or metric_of_phrase(f"{one.name}数")
        if known is not None and (one.figure.unit is Unit.PERCENT) == (metric_label(known)[-1] in "率度重比"):
            yield _fact(one, known, period)
    for ref in dict.fromkeys(needs):
        yield from _named(figures, ref, sole, year)


def _of_header(name: str) -> MetricRef | None:
    if _MOVED.match(name):
        return MetricRef(metric="adjustment")
    code = next((m.code for m in load_metrics().values() if name in m.headers and not m.split), "")
    return MetricRef(metric=code) if code else None


def _named(figures: tuple[RowFigure, ...], ref: MetricRef, sole: MetricRef | None, year: int | None) -> Iterator[Fact]:
    """The rate that a rule asks for by its name, or that is the only one of the row."""
    current = [f for f in figures if f.year in (None, year)]
    key = phrase_key(ref.name)
    rates = [
        f
        for f in current
        if f.figure.unit is Unit.PERCENT and not f.grew and (phrase_key(f.name) == key or not _NO_RATE.search(f.name))
    ]
    if _CHANGE.search(ref.name):
        moved = [f for f in current if f.figure.unit is Unit.PERCENT and f.grew]
        if len(moved) == 1 and not any(f.name == ref.name for f in rates):
            one = moved[0]
            turned = one.figure.model_copy(update={"value": one.figure.value * one.grew})
            yield _fact(RowFigure(ref.name, turned, one.year), ref, str(year or ""))
            return
    if _UNDONE.match(ref.name):
        counts = [f for f in current if f.figure.exact and f.figure.unit is not Unit.PERCENT]
        same = [f for f in counts if ref.name in f.name]
        if len({f.figure.value for f in same}) == 1:
            yield _fact(same[0], ref, str(year or ""))
        return
    same = _alike(rates, ref.name) if ref.name else []
    if not same and sole == ref and len(rates) == 1 and rates[0].name[-3:] == ref.name[-3:]:
        same = rates
    if not same and sole == ref:
        generic = [f for f in rates if not f.name or MetricNames.implies(f.name)]
        same = generic if len({f.figure.value for f in generic}) == 1 else []
    if len({f.figure.value for f in same}) == 1:
        yield _fact(same[0], ref, str(year or ""))


def _alike(figures: list[RowFigure], wanted: str, *, rate: bool = True) -> list[RowFigure]:
    """Figures of a name: the same, else one that ends in the other. A rate of a part is no rate of the whole."""
    key = phrase_key(wanted)
    exact = [f for f in figures if phrase_key(f.name) == key]
    if exact or len(key) < 3:
        return exact
    near = [f for f in figures if len(phrase_key(f.name)) > 1 and _within(phrase_key(f.name), key, rate)]
    return near if len({f.figure.value for f in near}) == 1 else []


def _within(one: str, wanted: str, rate: bool) -> bool:
    """Whether the row's name is the end of the one that is wanted, or only says more before it; of a rate, nothing that
    makes it another's."""
    more = one.removesuffix(wanted) if one.endswith(wanted) else None
    return wanted.endswith(one) or (more is not None and (not rate or bool(_OF_ALL.fullmatch(more))))


def _fact(one: RowFigure, ref: MetricRef, period: str) -> Fact:
    """A figure as a fact of `ref`: by code, or by its printed name."""
    quarter = ref.period if ref.period[:1] in ("Q", "M") else ""
    return Fact(
        fact_id="r",
        metric=ref.metric or NAMED_RATE,
        item="" if ref.metric else name_key(ref.name),
        item_code=ref.item,
        period=period + quarter,
        figure=one.figure,
        source="text",
        quote=f"{one.name}{one.figure.text}",
    )


def _operand(
    name: str, figures: tuple[RowFigure, ...], year: int | None
) -> tuple[Interval, Interval, Trace, bool] | None:
    """An amount or count that the row states once under a name: its value, its interval, where, whether money."""
    said = _year_of(name, year)  # 上年度预算数 of a row that states both years
    found = _alike([f for f in figures if said is None or f.year in (None, said)], _plain_name(name), rate=False)
    if not found or len({(f.figure.value, f.figure.unit) for f in found}) != 1:
        return None
    figure = found[0].figure
    value, wide = in_base_units(figure)
    place = Place(page=figure.box.page, box=figure.box, text=f"{found[0].name}{figure.text}")
    unit = Unit.YUAN if figure.unit.is_money else figure.unit
    trace = Trace(label=name, value=Interval.exactly(value), unit=unit, places=(place,))
    return Interval.exactly(value), wide, trace, figure.unit.is_money or figure.unit is Unit.PERCENT
