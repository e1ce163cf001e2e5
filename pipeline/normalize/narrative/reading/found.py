"""What reading a sentence yields, and what it hands on to the next sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.normalize.narrative.reading.lexicon import Word
from pipeline.normalize.narrative.reading.meaning import Kind, Meaning
from pipeline.normalize.narrative.reading.named_subjects import Subject
from pipeline.normalize.narrative.reading.periods import Period
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.vocabulary.budget_moves import ADDED, TAKEN

# 调整后预算数: the budget after the move, by its own name.
_AFTER_MOVE = re.compile(r"调整后|后预算|调整(?:为|至|到)")
_PLANNED = re.compile(r"安排|批复|下达|计划")
_BUDGETS = frozenset({"original_budget", "revised_budget", "open_budget", "budget"})
_EXECUTED = re.compile(r"(?:执行|支出|完成)(?:率|进度)")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure with its meaning, before it becomes a fact. `negative` for 调减; `base` tells which budget was meant
    where the metric leaves it open (original, revised)."""

    metric: str
    subject: Subject
    period: Period
    quantity: Quantity
    sentence: tuple[int, int]
    base: str = ""
    negative: bool = False
    name: str = ""


@dataclass
class Carry:
    """What one sentence hands on to the next of its paragraph."""

    default: Subject | None  # of the paragraph; None where it is about something that is not understood
    period: Period
    subject: Subject | None = None
    words: dict[Kind, Word] = field(default_factory=dict)
    rated: set[str] = field(default_factory=set)
    accounts: bool = False  # under a heading about final accounts: 支出 is what was spent
    other_body: bool = False  # under the name of a body that is not the agency
    begun: bool = False  # a sentence with numbers has gone before
    after_list: bool = False  # it ended with a list of the whole's parts,
    listed: set[str] = field(default_factory=set)  # whose members have these measures of their own
    either: bool = False  # it stated both the budget and the spending of its subject
    sources: int = 0  # kinds of income that it told one after the other: what is spent behind them is of all of them

    def begin(self) -> bool:
        """Whether the sentence before this one told what the unit's income is made of."""
        after, self.sources = self.sources > 1, 0
        return after

    def came_from(self, lists: Sequence[OpenList]) -> None:
        """A kind of income is named, as a part of the whole or of nothing else: 事业收入 A 万元."""
        self.sources += all(x.head is None or x.head.is_whole for x in lists)

    def told(self, subject: Subject | None, rated: set[str], found: Sequence[Found]) -> None:
        """A sentence with numbers was of `subject` at its end."""
        self.subject, self.rated, self.begun = subject, rated, True
        self.either = budget_and_spending(found, subject)

    def ended_with(self, lists: Sequence[OpenList]) -> None:
        """The sentence is over, with these lists open."""
        ended = lists[0] if lists and not lists[0].bracket else None
        self.after_list = ended is not None and ended.members > 1 and (ended.head is None or ended.head.is_whole)
        self.listed = ended.rated if ended else set()


@dataclass
class OpenList:
    """A list that is open: what its head is, the measures its members share, and which rates members have."""

    head: Subject | None
    words: dict[Kind, Word]
    bracket: bool = False
    members: int = 0
    rated: set[str] = field(default_factory=set)
    head_rated: set[str] = field(default_factory=set)
    waiting: list[Found] = field(default_factory=list)
    period: Period | None = None  # that held before a bracket
    since: int = 0  # how much was found before it


def budget_and_spending(found: Sequence[Found], subject: Subject | None) -> bool:
    """Whether a sentence states what a subject was given and what it spent: parts named behind may be of either."""
    stated = {f.metric for f in found if f.subject == subject}
    return "outturn" in stated and bool(stated & _BUDGETS)


def measure_of_parts(words: dict[Kind, Word], text: str) -> dict[Kind, Word]:
    """The measures that the parts of such a subject share: 支出 A，预算 B。其中：基本支出 C，执行率 x% tells what was
    spent, as a rate of execution follows; without a rate the parts may be of either amount."""
    money = words.get("money")
    if money is None or money.code not in _BUDGETS:
        return words
    others = dict(words)
    if _EXECUTED.search(text):
        others["money"] = Word("aspect", "outturn")
    else:
        others.pop("money")
    return others


_ITEM_OF_ALL = re.compile(r"[^实累已决]{0,12}(?:(?:基本|项目)支出|经费)")


def of_what_stands_before(
    said: Meaning, name: str, words: str, found: Sequence[Found], before: Quantity | None
) -> Meaning:
    """追加 A 万元（占年初预算的 x%）: 占 tells of the amount right before it; only of what was spent is it how far the
    original budget was carried out. `words` are what it is told of: 项目支出（A 万元，）占全年
    预算的 x% may be its share of all."""
    last = found[-1] if found and before is not None and found[-1].quantity.start == before.start else None
    item = words or said.subject.item
    if said.metric == "execution_rate" and name.startswith("占") and _ITEM_OF_ALL.fullmatch(item):
        return replace(said, metric="")
    if said.metric != "original_execution_rate":
        return said
    if not name.startswith("占"):  # 调整后预算 A 万元，净增 B 万元，为年初预算的 x%: of A, and of nothing spent
        return replace(said, metric="") if last is not None and last.metric in _NOT_SPENT else said
    if last is None or last.metric not in ("outturn", "adjustment"):
        return replace(said, metric="")
    return said if last.metric == "outturn" else replace(said, metric="adjustment_rate", negative=last.negative)


_NOT_SPENT = frozenset({"adjustment", "revised_budget", "original_budget"})


def in_planned_list(lists: Sequence[OpenList], text: str, span: tuple[int, int]) -> bool:
    """Whether an open bracket holds the parts of an amount that was planned (安排 A 万元（…))."""
    if not (lists and lists[-1].bracket):
        return False
    before = text[span[0] : text.rfind("(", *span)]
    return bool(_PLANNED.search(re.split(r"[，；]", before)[-1]))


def one_series(found: list[Found]) -> list[Found]:
    """Bare 预算执行率 of quarters takes the name that its series has elsewhere in the sentence."""
    named = {f.metric for f in found if f.period.quarter} & {"cumulative_progress", "quarterly_execution_rate"}
    if len(named) != 1:
        return found
    metric = named.pop()
    return [
        replace(f, metric=metric) if f.metric == "execution_rate" and f.period.quarter and f.subject.is_whole else f
        for f in found
    ]


def with_spending(found: list[Found]) -> list[Found]:
    """Without bare 预算 of items whose spending the sentence does not state: it may be the original budget.
    One that may be either stands only beside both the spending and the rate that ties the two."""
    spent, rated = ({f.subject for f in found if f.metric == m} for m in ("outturn", "execution_rate"))
    known = {"open_budget": spent & rated}
    return [f for f in found if f.base != "bare" or f.subject in known.get(f.metric, spent | rated)]


def moved_instead(found: list[Found]) -> list[Found]:
    """预算调整数 and its like as what was moved, where it cannot be the budget after the move.

    It cannot, below zero; beside 年初预算 and the rate that it makes of it; beside a budget that is named as the one
    after the move; or where far more was spent than it comes to.
    """
    return [replace(f, metric="adjustment") if _is_moved(f, found) else f for f in found]


def _is_moved(amount: Found, found: Sequence[Found]) -> bool:
    if amount.metric != "revised_budget" or _AFTER_MOVE.search(amount.name) or "调整" not in amount.name:
        return False
    if amount.quantity.value < 0:
        return True
    alike = [f for f in found if f.subject == amount.subject and f.quantity.unit is amount.quantity.unit]
    if any(f.metric == "outturn" and f.period == amount.period and _far_above(f, amount) for f in alike):
        return True
    here = [f for f in alike if f.sentence == amount.sentence]
    if any(f.metric == "revised_budget" and _AFTER_MOVE.search(f.name) and _far_above(f, amount) for f in here):
        return True
    base = next((f for f in here if f.metric == "original_budget"), None)
    rates = (f for f in found if f.sentence == amount.sentence and f.subject == amount.subject)
    rate = next((f for f in rates if f.metric == "adjustment_rate"), None)
    if base is None or rate is None or base.quantity.value <= 0:
        return False
    share = amount.quantity.value / base.quantity.value * 100
    return abs(share - rate.quantity.value) <= Decimal(1).scaleb(-rate.quantity.decimals)


_MONEY_BEHIND = (
    r"(?:年初|部门|本年|项目|财政|结余|存量)*(?:预算|指标|资金|支出|经费|金额)?(?:数|额|了)?(?:共|约|为|：)?"
    r"\d[\d,.]*[万亿]?元"
)
_ADDED = re.compile(rf"(?:{ADDED}){_MONEY_BEHIND}")
_TAKEN = re.compile(rf"(?:{TAKEN}){_MONEY_BEHIND}")


_DIVIDES = re.compile(
    r"(?:其中[，：])?(?:从[^，。；\d]{1,12}(?:看|来看|划分|分析)|[按分][^，。；\d]{1,12}(?:看|来看|分|划分|分类|统计))[，：]"
)


def divided_again(text: str, span: tuple[int, int]) -> bool:
    """Whether a sentence and the one before it divide one thing in two ways (从性质看，…。从结构看，…)."""
    before = re.split(r"[。；]", text[: span[0]].rstrip("。；"))[-1]
    first = text.rfind("。", 0, max(span[0] - 1, 0)) + 1
    return bool(_DIVIDES.match(text[slice(*span)]) and (_DIVIDES.match(before) or _DIVIDES.match(text[first:])))


def moves_both_ways(sentence: str) -> bool:
    """Whether a sentence tells what was added and what was taken away, of which neither is what the budget moved by."""
    added, taken = _ADDED.search(sentence), _TAKEN.search(sentence)
    if added is None or taken is None:
        return False
    return "其中" not in sentence[min(added.end(), taken.end()) : max(added.start(), taken.start())]


def _far_above(one: Found, other: Found) -> bool:
    return one.quantity.value > 2 * other.quantity.value


# Rates whose statement shows that the amount before them was spent: the metric of that amount.
SPENT_BEFORE = {
    "execution_rate": "outturn",
    "three_public_control_rate": "three_public_outturn",
    "operating_expense_control_rate": "operating_expense_outturn",
}


def spent_before(amount: Found, rate: Found) -> Found | None:
    """An amount of 支出 as expenditure, now that a rate of the same subject follows; None where it is of another."""
    theme = {"three_public": "three_public", "operating": "operating"}.get(amount.subject.code, amount.subject.theme)
    if rate.metric == "execution_rate":
        return amount if amount.subject == rate.subject else None
    if theme and rate.metric.startswith(theme):
        return replace(amount, metric=SPENT_BEFORE[rate.metric], subject=Subject(theme=theme))
    return None
