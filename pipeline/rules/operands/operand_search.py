"""A quotient's operands looked for in everything that a report tells, where no vocabulary and no row names them.

Numbers of one sentence come first, then those of one row of a table, of one column, of one paragraph: operands of two
places make no rate. In each place every operand must find exactly one value by its words (`told_words`), and all places
of a kind must give one quotient. Such a value accuses nobody by itself, unless the place prints the rate as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from pipeline.rules.resolved import Resolved, beyond_doubt, in_base_units, metric_label
from pipeline.rules.told_words import ROLES, Asked, content, says, told_apart, with_nouns
from pipeline.vocabulary.expression import Node, names_of, parse, value_of
from schemas.figure import Interval, Unit
from schemas.rubric import MetricRef
from schemas.trace import trace_step

from .spoken_numbers import Told, place_of

# 会议费、培训费决算合计数: of each, added up
_SUMMED = re.compile(
    r"(?P<nouns>[\u4e00-\u9fff]{2,8}?(?:[、和与及][\u4e00-\u9fff]{2,8}?)+)(?P<role>(?:年初|年度|全年|实际|调整)?(?:预算|决算|支出|执行|计划))"
    r"(?:安排|执行|支出)?(?:数|额)?(?:合计|之和|总和|总)(?:数|额)?"
)
_MOST_OPERANDS, _LONGEST = 4, 24  # names of a formula, characters of one
_MOST_STRANGE = 5  # words of a number's clause that are nothing of the operand's
_FINE = 2  # digits behind the point of a rate that no two things have by chance
_MOST = Decimal(300)  # percent; a rate beyond that was made of two things
# 已实施项目数: how many, and not what they cost (预算数, 支出数)
_HOW_MANY = re.compile(
    r"(?:项目|任务|工作|指标|课题|事项|案件|工程|活动|企业|人员|对象|学生|样本|问卷|人|户|件|次|宗|家|所|处)(?:总|个)?数量?$"
)


_Fit = tuple[tuple[int, int], Told]  # how well a number says an operand (`told_words.says`), and the number


def quotient_told(ref: MetricRef, formula: str, told: Sequence[Told], *, alone: bool = False) -> Resolved | None:
    """The value of a printed formula over the numbers that a report tells in one place, else in its very words; None
    where they leave it open. `alone` where they are those of one cell that is about nothing else."""
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
    chosen = _one_each({name: [fit for fit in fits if fit[1].words == name] for name, fits in fitting.items()})
    return _in_place(ref, formula, node, chosen, exact=False) if chosen is not None else None


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
        if not several:
            return None
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
            places=(place_of(one),),
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
