"""Two amounts and the rate that they make, told in one breath: 公用经费支出 A 万元，占调整预算数 B 万元的 x%.

What stands between the amounts names the second (占、为、完成 … 的 x%), and with it the rate. The facts are those that
separate clauses would state: the budget of what was spent, its rate, and the amount spent where an item's name alone
leaves its measure open. Counts of people are told alike (编外人员 A 人，占在职人员总数 B 人的 x%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from pipeline.vocabulary.items import item_named
from pipeline.vocabulary.link_words import IS
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact

_SPENT = (
    r"(?:的)?(?:实际)?(?:支出|决算|执行|列支|使用)?(?:决算|支出|执行)?(?:数|额|金额|合计|总额)?"
    r"(?:共计?|合计|总计|为|是|达到?|：)*$"
)
_BETWEEN = re.compile(
    r"^，?(?:仅|约)?(?:占|为|是|完成了?|相当于)(?:到)?(?:当年|全年|年度|本年度?)?"
    r"(?P<budget>(?:调整后?|年初|全年|年度|批复)?(?:的)?(?:全年|年初|部门|采购)?(?:预算|计划)(?:安排)?(?:数|金额|总额|额)?"
    r"|在职人员总数|人员总数|职工总数|在职人员合计)(?:为)?$"
)
_RATE_BEHIND = re.compile(rf"^的{IS}$")
_WHOLE = re.compile(
    rf"(?:^|[，；。：])(?:20\d\d年?度?|全年|年度|截至\d+年?底?|我?[局委办院校]|本?(?:部门|单位|街道)|累计|财政拨款|预算)*(?:总)?(?:支出|决算){_SPENT}"
)
_ITEM = re.compile(
    rf"(?:^|[，；。：、])(?:全年|年度|本?(?:部门|单位)|其中：?)*(?P<item>[\u4e00-\u9fff]{{2,8}}?)(?:支出)?{_SPENT}"
)


_ITEMS = frozenset({"basic_expenditure", "project_expenditure", "personnel"})


class _Theme(NamedTuple):
    name: re.Pattern[str]
    outturn: str
    budget: str
    rate: str


_THEMES = (
    _Theme(
        re.compile(rf"三公经费(?:全年|年度)?{_SPENT}"),
        "three_public_outturn",
        "three_public_budget",
        "three_public_control_rate",
    ),
    _Theme(
        re.compile(rf"(?:日常)?公用经费(?:全年|年度)?{_SPENT}"),
        "operating_expense_outturn",
        "operating_expense_budget",
        "operating_expense_control_rate",
    ),
    _Theme(
        re.compile(r"采购(?:合同)?(?:支出|金额|总额|规模)*(?:共计?|合计|为|是|达到?|：)*$"),
        "procurement_actual",
        "procurement_planned",
        "procurement_execution_rate",
    ),
)
_OUTSIDE = re.compile(r"(?:编外|劳务派遣|派遣|临聘|聘用)(?:人员|人数|用工)*(?:数)?(?:为|共|：)*$")


def part_of_budget_facts(document: Document, year: int | None) -> list[Fact]:
    """The facts in reading order, with placeholder ids; none where the report's year is not known."""
    if year is None:
        return []
    return [fact for sentence in told_sentences(document) for fact in _of_sentence(sentence, str(year))]


# 全年预算由年初的 A 万元变为 B 万元
_FROM = re.compile(
    r"(?:^|[，。；：])(?:20\d\d年?度?|全年|年度|我?[局委办院校]|本?(?:部门|单位|街道)|支出|总)*预算(?:总额|数)?"
    r"(?:由|从)(?:年初(?:批复|安排)?)?(?:的)?(?:预算)?$"
)
_TO = re.compile(r"^(?:调整|变更?|增加|追加|调增|减少|调减|压减|提高|核减)(?:为|至|到)(?:了)?$")


def _moved(sentence: Sentence, n: int, period: str) -> Iterator[Fact]:
    """The original and the revised budget of the whole, where a sentence tells how the one became the other."""
    first, second = sentence.quantities[n : n + 2]
    plain = not (second.bound or any(q.approximate or q.words for q in (first, second)))
    told = _FROM.search(sentence.lead(n)) and _TO.match(sentence.lead(n + 1))
    if plain and told and first.is_money and second.is_money and not _of_another_year(sentence, n):
        yield sentence.fact(first, "original_budget", period)
        yield sentence.fact(second, "revised_budget", period)


# 三公经费支出 A 万元，较年初预算 B 万元节约 C 万元
_THAN = re.compile(
    r"^，?(?:较|比|与)(?:当年|全年|年度)?(?:年初|调整后?|批复)?(?:的)?(?:采购)?(?:预算|计划)(?:安排)?(?:数|金额|额)?(?:为)?$"
)
_LESS_OR_MORE = re.compile(r"^(?:相比)?，?(?:节约|节省|减少|下降|压减|结余|少支|降低|增加|超支|超出)")


def _saved(sentence: Sentence, n: int, period: str) -> Iterator[Fact]:
    """What was spent and budgeted, where a sentence holds the one against the other."""
    spent, budget = sentence.quantities[n : n + 2]
    plain = all(q.is_plain for q in (spent, budget)) and spent.is_money and budget.is_money
    behind = sentence.squeezed.text[budget.end : sentence.span[1]]
    if not plain or not _THAN.match(sentence.lead(n + 1)) or not _LESS_OR_MORE.match(behind):
        return
    theme = next((t for t in _THEMES if t.name.search(sentence.lead(n))), None)
    if theme is not None and not _of_another_year(sentence, n):
        yield sentence.fact(spent, theme.outturn, period)
        yield sentence.fact(budget, theme.budget, period)


# 编外人员 A 人，占全部人员（在编+编外）的 x%: the whole may stand elsewhere, or nowhere
_OF_ALL_STAFF = re.compile(
    r"^(?:人|名|个)?[，、(]?占(?:全部|全体|全局|单位|部门|在职|在岗|实有|总)*(?:人员|职工|工作人员|用工|人数)(?:总人?数|总量|总额|数)?"
    rf"(?:\([^()]*\))?的?(?:比例|比重|比率)?{IS}$"
)
_NOT_THE_STAFF = re.compile(r"其中|新增|新聘|减少|清退|辞退|压减|培训|上年|去年")


def _outside_share(sentence: Sentence, n: int, period: str) -> Iterator[Fact]:
    staff, rate = sentence.quantities[n : n + 2]
    plain = all(q.is_plain for q in (staff, rate))
    told = _OUTSIDE.search(sentence.lead(n)) and _OF_ALL_STAFF.match(sentence.lead(n + 1))
    clause = re.split(r"[，；。]", sentence.lead(n))[-1]
    units = staff.unit is Unit.PERSONS and rate.unit is Unit.PERCENT
    if plain and told and units and not (_NOT_THE_STAFF.search(clause) or _of_another_year(sentence, n)):
        yield sentence.fact(rate, "dispatched_staff_rate", period)


def _of_sentence(sentence: Sentence, period: str) -> Iterator[Fact]:
    here = sentence.quantities
    for n in range(len(here) - 1):
        yield from _moved(sentence, n, period)
        yield from _saved(sentence, n, period)
        yield from _outside_share(sentence, n, period)
    for n in range(len(here) - 2):
        spent, budget, rate = here[n : n + 3]
        if not all(q.is_plain for q in (spent, budget, rate)) or rate.unit is not Unit.PERCENT:
            continue
        between = _BETWEEN.match(sentence.lead(n + 1))
        if between is None or not _RATE_BEHIND.match(sentence.lead(n + 2)) or _of_another_year(sentence, n):
            continue
        people = spent.unit is Unit.PERSONS and budget.unit is Unit.PERSONS
        if people and "人" in between["budget"]:
            if _OUTSIDE.search(sentence.lead(n)):
                yield from _three(sentence, here[n : n + 3], period, _STAFF)
        elif spent.is_money and budget.is_money and "人" not in between["budget"]:
            metrics = _metrics(sentence.lead(n), between["budget"])
            if metrics is not None:
                yield from _three(sentence, here[n : n + 3], period, metrics)


_Metrics = tuple[str, str, str, str]  # of the amount spent, of its budget, of their rate; the item
_STAFF: _Metrics = ("dispatched_staff", "total_staff", "dispatched_staff_rate", "")


def _metrics(lead: str, budget: str) -> _Metrics | None:
    """What the three numbers are by the words before the first; None where these name something narrower."""
    for theme in _THEMES:
        if theme.name.search(lead):
            return theme.outturn, theme.budget, theme.rate, ""
    if "采购" in budget:
        return None
    first = "年初" in budget or "批复" in budget
    plan, rate = ("original_budget", "original_execution_rate") if first else ("revised_budget", "execution_rate")
    if "调整" not in budget and not first and not re.match(r"全年|年度", budget):
        return None  # 占预算 B 的: which of the budgets is not said
    if _WHOLE.search(lead):
        return "outturn", plan, rate, ""
    named = _ITEM.search(lead)
    for item in (named["item"], f"{named['item']}支出") if named else ():
        if item_named(item) in _ITEMS:
            return "outturn", plan, rate, item
    return None


def _three(
    sentence: Sentence, numbers: tuple[Quantity, ...] | list[Quantity], period: str, of: _Metrics
) -> Iterator[Fact]:
    *metrics, item = of
    for quantity, metric in zip(numbers, metrics, strict=True):
        fact = sentence.fact(quantity, metric, period, item=item)
        yield fact.model_copy(update={"item_code": item_named(item)}) if item else fact


def _of_another_year(sentence: Sentence, n: int) -> bool:
    return bool(re.search(r"上年|去年|上一年|前年|往年", "".join(sentence.lead(k) for k in range(n + 2))))
