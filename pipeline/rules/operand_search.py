"""A quotient's operands looked for in everything that a report tells, where no vocabulary and no row names them.

Numbers of one sentence come first, then those of one row of a table, of one column, of one paragraph: operands of two
places make no rate. In each place every operand must find exactly one value by its words (`told_words`), and all places
of a kind must give one quotient. Such a value accuses nobody by itself, unless the place prints the rate as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise, product

from pipeline.rules.resolved import Resolved, beyond_doubt, in_base_units, metric_label
from pipeline.rules.rows.numbers import RowFigure, row_figures
from pipeline.rules.told_words import (
    DONE,
    PART_OF_YEAR,
    PLANNED,
    ROLES,
    Asked,
    content,
    is_of_others,
    says,
    told_apart,
    with_nouns,
)
from pipeline.rules.year_on_year import YEAR_ON_YEAR
from pipeline.vocabulary.expression import Node, names_of, parse, value_of
from schemas.figure import Figure, Interval, Unit
from schemas.geometry import Box
from schemas.records import Report, ScoreLine
from schemas.rubric import MetricRef
from schemas.trace import Place, trace_step

# 会议费、培训费决算合计数: of each, added up
_SUMMED = re.compile(
    r"(?P<nouns>[\u4e00-\u9fff]{2,8}?(?:[、和与及][\u4e00-\u9fff]{2,8}?)+)(?P<role>(?:年初|年度|全年|实际|调整)?(?:预算|决算|支出|执行|计划))"
    r"(?:安排|执行|支出)?(?:数|额)?(?:合计|之和|总和|总)(?:数|额)?"
)
_MOST_OPERANDS, _LONGEST = 4, 24  # names of a formula, characters of one
_AGAINST_WHEN = re.compile(r"^[较比与同]?(?:年?[末底初])?的?")
_MOST_STRANGE = 5  # words of a number's clause that are nothing of the operand's
_LAST_YEAR = re.compile(r"上年|去年|上一年|上期")
_TOTAL = re.compile(r"^(?:合|总|共)计")
_ANYTHING = re.compile(r"^(?:.{0,2}(?:问题|情况|事项|情形|现象|项目|任务|工作|资料|数量|次数))$")
_NOT_THESE = re.compile(r"整改|解决|化解|更正|纠正|未发|上年|去年|同比|较|计划|目标|拟|应|预计|要求|不超过|累计")
_FINE = 2  # digits behind the point of a rate that no two things have by chance
_MOST = Decimal(300)  # percent; a rate beyond that was made of two things
# 已实施项目数: how many, and not what they cost (预算数, 支出数)
_HOW_MANY = re.compile(
    r"(?:项目|任务|工作|指标|课题|事项|案件|工程|活动|企业|人员|对象|学生|样本|问卷|人|户|件|次|宗|家|所|处)(?:总|个)?数量?$"
)


@dataclass(frozen=True)
class Told:
    """A number with the words of its clause, those around it, and the places it stands in, nearest first."""

    words: str
    around: str
    figure: Figure
    measure: str
    places: tuple[str, ...]
    tail: str = ""
    year: int | None = None


_Fit = tuple[tuple[int, int], Told]  # how well a number says an operand (`told_words.says`), and the number


def told_numbers(report: Report) -> tuple[Told, ...]:
    """Every number of the body and of tables that states something of the report's year, and of the year before."""
    return (*_of_sentences(report), *_of_cells(report))


def of_year(told: Sequence[Told], year: int | None) -> tuple[Told, ...]:
    """Those of the report's year."""
    return tuple(one for one in told if one.year in (None, year))


def _of_sentences(report: Report) -> Iterator[Told]:
    for statement in report.statements:
        for part, text in enumerate(re.split("[；]", statement.text)):
            for one in figures_of(text, statement.box, report.fiscal_year):
                if not one.grew:
                    places = (f"s{statement.order}.{part}", f"s{statement.order}", f"b{statement.block}")
                    around = statement.above + statement.text
                    words = one.name or (one.tail if one.last else "")  # 24项按期办结
                    yield Told(words, around, one.figure, one.measure, places, one.tail, one.year)


def _of_cells(report: Report) -> Iterator[Told]:
    for cell in report.cells:
        places = (f"r{cell.table_id}.{cell.row}", f"c{cell.table_id}.{cell.col}", f"t{cell.table_id}")
        words = cell.label + cell.header
        before = report.fiscal_year - 1 if report.fiscal_year and _LAST_YEAR.search(words) else None
        yield Told(words, cell.title, cell.figure, "", places, year=before)


def told_in(text: str, about: str, box: Box, year: int | None) -> tuple[Told, ...]:
    """The numbers of one text that is about something (an indicator's own cell)."""
    return tuple(
        Told(one.name, about + text, one.figure, one.measure, ("s",), one.tail)
        for one in figures_of(text, box, year)
        if one.year in (None, year) and not one.grew
    )


def figures_of(text: str, box: Box, year: int | None) -> tuple[RowFigure, ...]:
    line = ScoreLine(
        table_id="", row=0, order=0, level1="", level2="", indicator="", weight=None, self_score=None,
        remark=text, remark_box=box, boxes=(box,),
    )  # fmt: skip
    return row_figures(line, year)


def quotient_told(ref: MetricRef, formula: str, told: Sequence[Told], *, alone: bool = False) -> Resolved | None:
    """The value of a printed formula over the numbers that a report tells; None where they leave it open. `alone` where
    they are those of one cell that is about nothing else."""
    node = _spelt_out(formula.replace(" ", ""))
    names = names_of(node) if node is not None else ()
    if node is None or not 2 <= len(names) <= _MOST_OPERANDS or any(len(name) > _LONGEST for name in names):
        return None
    asked = told_apart(names)
    if any(not a.words for a in asked):
        return None
    counted = [one for one in told if one.figure.unit not in (Unit.PERCENT, Unit.POINTS)]
    if not any(content(name) - ROLES for name in names):
        if any(len(content(name)) < 2 for name in names):
            return None  # 执行数/预算数: of whatever
        counted = [one for one in counted if one.words in names]  # 实际完成任务数/计划任务数: in these very words
    loosely = alone and len(counted) == len(names)
    fitting = {
        # a number under the very name of one operand is no other's: 项目支出预算数 of 项目支出决算数/项目支出预算数
        a.name: [fit for fit in _fitting(a, counted, loosely=loosely) if fit[1].words not in set(names) - {a.name}]
        for a in asked
    }
    if not all(fitting.values()):
        return None
    # where nothing else is said besides, 收入预算 of 合计 before 非税收入计划 of a sentence; then as near as can be
    for more, kind in product((False, True), ("s", "r", "c", "b", "t")):
        places = [(chosen, fit) for chosen, fit in _places(kind, fitting) if more or not fit[1]]
        least = min((fit[0] for _, fit in places), default=0)
        best = [(chosen, fit) for chosen, fit in places if fit[0] == least]
        found = _quotients(ref, formula, node, best)
        if len({r.nominal for r in found}) > 1:  # 合计 before 财政拨款: the row that says nothing else besides
            fewest = min(fit for _, fit in best)
            found = _quotients(ref, formula, node, [one for one in best if one[1] == fewest])
        values = {r.nominal for r in found}
        if len(values) == 1:
            return _printed_besides(found[0], asked, told)
        if values:
            return None
    return None


def _printed_besides(found: Resolved, asked: Sequence[Asked], told: Sequence[Told]) -> Resolved:
    """The quotient, beyond doubt where a rate of that very value is told in words of its operands: 年中追加 193.51
    万元, and elsewhere 追加资金占年初预算的 10.30%."""
    words = frozenset().union(*(a.own for a in asked)) - ROLES
    rates = (one for one in told if one.figure.unit is Unit.PERCENT and one.figure.decimals >= _FINE)
    for one in rates:
        agrees = found.wide is not None and found.wide.meets(one.figure.interval)
        if agrees and any(word in one.words for word in words):
            return replace(found, trace=beyond_doubt(found.trace))
    return found


def _quotients(
    ref: MetricRef, formula: str, node: Node, places: Sequence[tuple[dict[str, Told], tuple[int, int]]]
) -> list[Resolved]:
    found = (_in_place(ref, formula, node, chosen, fit == (0, 0)) for chosen, fit in places)
    return [r for r in found if r is not None]


def undone_told(ref: MetricRef, about: str, told: Sequence[Told]) -> Resolved | None:
    """How many are not done of what a verb says (未按期答复), from a sentence that tells all and those that are
    (承办建议18件，按期答复17件). None where no sentence about the indicator does, or several differ."""
    verb = ref.name.removeprefix("未")
    found = []
    for n, one in enumerate(told[1:], 1):
        whole = told[n - 1]
        same = one.measure == whole.measure and one.places[:1] == whole.places[:1]
        fits = verb in one.words and one.figure.exact and whole.figure.exact
        if (
            same
            and fits
            and whole.figure.value >= one.figure.value
            and not any(is_of_others(x.words) or PART_OF_YEAR.search(x.around) for x in (one, whole))
        ):
            found.append((whole, one))
    said = content(about) - content(verb) if found else frozenset()
    found = [(whole, one) for whole, one in found if not said or any(word in one.around for word in said)]
    if len({whole.figure.value - one.figure.value for whole, one in found}) != 1:
        return None
    whole, one = found[0]
    left = whole.figure.value - one.figure.value
    places = tuple(_place_of(x) for x in (whole, one))
    trace = trace_step(
        label=metric_label(ref), formula="总数 - 完成数", value=Interval.exactly(left), likely=True, places=places
    )
    return Resolved("known", trace, left, Interval.exactly(left))


def moved_told(ref: MetricRef, what: str, told: Sequence[Told], year: int | None, formula: str = "") -> Resolved | None:
    """How far something moved since the year before (发生事故7起，上年9起; two columns of a row), in percent; None
    where no place tells both years of it, or several do otherwise. `formula` may say that the sums are budgets."""
    words, planned = content(what), bool(content(formula) & PLANNED)
    found = []
    for one, other in _in_one_place(told) if words and year else ():
        now, before = (other, one) if other.year == year or one.year == (year or 0) - 1 else (one, other)
        if one.measure != other.measure or now.year not in (None, year) or before.year != (year or 0) - 1:
            continue
        if not (_of_it(one, words) and before.figure.value > 0 and not PART_OF_YEAR.search(one.around)):
            continue
        held_against = _AGAINST_WHEN.sub("", other.words)  # 较上年末162.17万元
        if one.places[0].startswith("s") and content(held_against) - words - ROLES:
            continue
        if not one.places[0].startswith("s") and content(now.words) != content(before.words):
            continue  # 上年决算数 beside 本年预算数
        if _planned_and_done(now.words, before.words):
            continue
        if not formula or now.figure.unit.is_money is False or planned <= bool(content(now.words) & PLANNED):
            found.append((now, before))
    if len({(now.figure.value, before.figure.value) for now, before in found}) != 1:
        return None
    now, before = found[0]
    (new, new_wide), (old, old_wide) = in_base_units(now.figure), in_base_units(before.figure)
    nominal = (new - old) / old * 100
    wide = (new_wide / old_wide - Interval.exactly(1)).times(100).join(Interval.exactly(nominal))
    places = tuple(_place_of(x) for x in (now, before))
    trace = trace_step(
        label=metric_label(ref), formula=YEAR_ON_YEAR, value=wide, unit=Unit.PERCENT, likely=True, places=places
    )
    return Resolved("known", trace, nominal, wide)


def _planned_and_done(*clauses: str) -> bool:
    """Whether one clause says a plan, the other what was done, and neither says both: 上年决算23万元，本年预算25万."""
    said = [(bool(words & PLANNED), bool(words & DONE)) for words in map(content, clauses)]
    return (True, False) in said and (False, True) in said


def _in_one_place(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Numbers that stand beside each other in a sentence, any two of one row of a table, and the two of one column
    whose rows differ in nothing but the year."""
    rows: dict[str, list[Told]] = {}
    columns: dict[tuple[str, frozenset[str]], list[Told]] = {}
    for one, other in pairwise(told):
        if one.places[:1] == other.places[:1] and one.places[0].startswith("s"):
            yield one, other
    for one in told:
        if one.places[0].startswith("r"):
            rows.setdefault(one.places[0], []).append(one)
            columns.setdefault((one.places[1], content(one.words)), []).append(one)
    for row in rows.values():
        yield from combinations(row, 2)
    # 上年支出 | 52.00 below 本年支出 | 49.50: two rows of one column, of the same words
    for below in columns.values():
        if len(below) == 2:
            yield below[0], below[1]


def _of_it(one: Told, words: frozenset[str]) -> bool:
    """Whether a number says all words, or is the total of a table that does."""
    text = one.around if _TOTAL.match(one.words) and one.places[0].startswith("r") else one.words
    return all(word in text for word in words)


def cases_told(ref: MetricRef, criteria: str, about: str, told: Sequence[Told]) -> Resolved | None:
    """How many cases of what criteria count (每个问题扣1.5分), from sentences that speak of what the criteria or the
    indicator speak of: 审计指出…等2个预算管理方面问题. None where they give no number, or several."""
    words, own = content(criteria) - content(ref.name), content(about) - content(ref.name) - {"情况", "管理"}
    cases = [
        one
        for one in told
        if one.measure == ref.measure
        and (one.tail.endswith(ref.name) or one.words.endswith(ref.name))
        and one.figure.exact
        and not PART_OF_YEAR.search(one.around)
    ]
    found = [one for one in cases if sum(word in one.around for word in words) > 1]
    if not found:
        cases = [one for one in cases if not _NOT_THESE.search(one.words)]
        found = [one for one in cases if own and all(word in one.around for word in own)]
        found = found or ([] if _ANYTHING.search(ref.name) else cases) or _counted_so(ref, words | own, told)
    if len({one.figure.value for one in found}) != 1:
        return None
    value = found[0].figure.value
    trace = trace_step(
        label=metric_label(ref), value=Interval.exactly(value), likely=True, places=(_place_of(found[0]),)
    )
    return Resolved("known", trace, value, Interval.exactly(value))


def _counted_so(ref: MetricRef, asked: frozenset[str], told: Sequence[Told]) -> list[Told]:
    """Numbers in the measure of `ref` whose own words are all of the criteria or the indicator: 全年举办活动17场."""
    name = content(ref.name)
    return [
        one
        for one in told
        if one.measure == ref.measure
        and one.figure.exact
        and not (_NOT_THESE.search(one.words) or PART_OF_YEAR.search(one.around))
        and content(one.words) & name
        and content(one.words) - ROLES <= asked | name
    ]


def _place_of(one: Told) -> Place:
    return Place(page=one.figure.box.page, box=one.figure.box, text=f"{one.words}{one.figure.text}")


def _spelt_out(formula: str) -> Node | None:
    """A formula with the nouns that an operand leaves to the one before it, and sums of a list spelt out."""
    above, slash, below = formula.partition("/")
    if slash and re.fullmatch(r"[\u4e00-\u9fff、]+", above + below):
        formula = "/".join(with_nouns((above, below)))
    return parse(_SUMMED.sub(_added, formula))


def _added(found: re.Match[str]) -> str:
    nouns = re.split(r"[、和与及]", found["nouns"])
    return f"({'+'.join(noun + found['role'] for noun in nouns)})"


def _fitting(asked: Asked, told: Sequence[Told], *, loosely: bool) -> Iterator[_Fit]:
    how_many = _HOW_MANY.search(asked.name)
    for one in told:
        if how_many and one.figure.unit.is_money:
            continue
        counted = "人员" if _measure(one) == "人" else ""  # 年末在岗80人
        fit = says(asked, one.words + counted, one.around, loosely=loosely) if one.words else None
        if fit is not None and fit[1] <= _MOST_STRANGE:
            yield fit, one


def _places(kind: str, fitting: dict[str, list[_Fit]]) -> Iterator[tuple[dict[str, Told], tuple[int, int]]]:
    """For each place of a kind that holds all operands, the one number of each, and how well all of them say their
    operands; places that leave it open are none."""
    by_place: dict[str, dict[str, list[_Fit]]] = {}
    for name, several in fitting.items():
        for fit, one in several:
            for place in one.places:
                if place.startswith(kind):
                    by_place.setdefault(place, {}).setdefault(name, []).append((fit, one))
    for here in by_place.values():
        if len(here) == len(fitting) and (chosen := _one_each(here)) is not None:
            least = [min(fit for fit, _ in several) for several in here.values()]
            yield chosen, (sum(unsaid for unsaid, _ in least), sum(strange for _, strange in least))


def _one_each(here: dict[str, list[_Fit]]) -> dict[str, Told] | None:
    """The number that says an operand best, for each operand; None where two do so equally."""
    chosen: dict[str, Told] = {}
    for name, several in here.items():
        least = min(fit for fit, _ in several)
        best = [one for fit, one in several if fit == least]
        if len({(one.figure.value, one.figure.unit) for one in best}) > 1:
            return None
        chosen[name] = best[0]
    if len({id(one) for one in chosen.values()}) < len(chosen):
        return None  # one number for two operands
    kinds = {one.figure.unit.is_money for one in chosen.values()}
    measures = {_measure(one) for one in chosen.values() if one.measure} if kinds == {False} else set()
    return chosen if len(kinds) == 1 and len(measures) <= 1 else None


def _measure(one: Told) -> str:
    return "人" if one.measure in ("名", "人", "位") else one.measure


def _in_place(ref: MetricRef, formula: str, node: Node, chosen: dict[str, Told], exact: bool) -> Resolved | None:
    values = {name: in_base_units(one.figure) for name, one in chosen.items()}
    try:
        nominal = value_of(node, lambda n: Interval.exactly(values[n][0]))
        wide = value_of(node, lambda n: values[n][1])
    except ZeroDivisionError:
        return None
    if nominal is None or wide is None:
        return None
    percent = nominal.low * 100
    if percent > _MOST:
        return None
    children = tuple(
        trace_step(
            label=name,
            value=Interval.exactly(values[name][0]),
            unit=Unit.YUAN if one.figure.unit.is_money else one.figure.unit,
            places=(_place_of(one),),
        )
        for name, one in chosen.items()
    )
    trace = trace_step(
        label=metric_label(ref),
        formula=formula,
        value=wide.times(100).join(Interval.exactly(percent)),
        unit=Unit.PERCENT,
        note="按评分标准所列公式的用词取数",
        likely=not exact,
        children=children,
    )
    return Resolved("known", trace, percent, wide.times(100).join(Interval.exactly(percent)))
