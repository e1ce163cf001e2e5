"""What the words say of two amounts told before them: 年初预算为 A 万元，支出决算为 B 万元。决算数大于预算数的主要原因.

The templates of final accounts ask for the reason why more or less was spent than planned, and what is left of last
year's text contradicts this year's numbers. Words accuse only where every pair of the paragraph that they may be of
says the opposite, and the two lie further apart than 持平 is used for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.document import Document
from schemas.records import Fact

_KIND = r"(?P<kind>年初|全年|调整后?|当年)?"
_PLANNED = re.compile(rf"(?P<of>[^，；。：]*?){_KIND}(?:财政拨款)?预算(?:批复|安排)?数?(?:为|是|：|共|合计)?$")
_SPENT = re.compile(r"(?:支出决算|决算(?:支出)?|实际(?:支出|支付|执行))数?(?:为|是|：|共|合计)?$")
_CLAIM = re.compile(
    rf"(?P<of>[^，；。：\d]*?)(?:支出)?决算(?:支出)?数?"
    rf"(?:(?P<how>大于|高于|多于|超过|小于|低于|少于|等于)|(?:与|同|和)(?=[^，；。]*(?:持平|一致|相等|相同))){_KIND}(?:部门|财政拨款)?预算数?"
    r"(?P<even>(?<!基本)(?:持平|一致|相等|相同))?"
)
_WORDS = re.compile(r"决算(?:支出)?数?(?:[大高多小低少等]于|超过|[与同和])")  # that a claim holds
_GENERAL = re.compile(r"20\d\d年度?|本年度?|当年|全年|年度|支出|财政拨款|其中|[的“”]")
_UP = frozenset({"大于", "高于", "多于", "超过"})
_EVEN_WITHIN = Decimal("0.01")  # of the plan: nearly the same is told as the same, or as either


class _Pair(NamedTuple):
    """What was planned and what was spent, with what they are of and the kind of the plan, as its words say."""

    planned: Fact
    spent: Fact
    of: str
    kind: str


def direction_checks(document: Document, wrong: Collection[Spot]) -> Iterator[Check]:
    """One check for each claim that more, less or as much was spent as planned. `wrong`: where numbers stand that other
    checks found wrong; the words may be right of what should stand there."""
    block: object = None
    claims = False  # in the paragraph
    pairs: list[_Pair] = []
    for sentence in whole_sentences(document):
        text = sentence.squeezed.text
        if sentence.block is not block:
            block, pairs, claims = sentence.block, [], _WORDS.search(text) is not None
        if not claims:
            continue
        start, end = sentence.span
        own = _pairs(sentence)
        for claim in _CLAIM.finditer(text, start, end):
            before = pairs + [p for p, at in own if at < claim.start()]
            if any(spot_of(f.figure) in wrong for p in before for f in (p.planned, p.spent)):
                continue
            meant = [p for p in before if _may_be_of(claim, p)]
            check = _check(claim, meant[-1]) if meant and all(_contradicts(claim, p) for p in meant) else None
            if check is not None:
                yield check
        pairs += [p for p, _ in own]


def _pairs(sentence: Sentence) -> list[tuple[_Pair, int]]:
    """Each plan with what was spent of it behind (年初预算 A，调整预算 B，决算 C: two), and where the latter stands."""
    found: list[tuple[_Pair, int]] = []
    plans: list[tuple[Quantity, re.Match[str]]] = []
    for quantity in sentence.quantities:
        if not quantity.is_money or not quantity.is_exact:
            continue
        words = _clause(sentence, quantity)
        if plans and _SPENT.search(words) and _adjoins(sentence, plans[-1][0], quantity):
            for plan, told in plans:
                facts = (sentence.fact(plan, "original_budget", ""), sentence.fact(quantity, "outturn", ""))
                found.append((_Pair(*facts, plans[0][1]["of"], told["kind"] or ""), quantity.start))
        told_plan = _PLANNED.search(words)
        follows = plans and told_plan and not told_plan["of"] and _adjoins(sentence, plans[-1][0], quantity)
        plans = ([*plans, (quantity, told_plan)] if follows else [(quantity, told_plan)]) if told_plan else []
    return found


def _clause(sentence: Sentence, quantity: Quantity) -> str:
    return re.split("[，；。：]", sentence.squeezed.text[sentence.span[0] : quantity.start])[-1]


def _adjoins(sentence: Sentence, a: Quantity, b: Quantity) -> bool:
    return not re.search("[；。]|其中", sentence.squeezed.text[a.end : b.start])


def _may_be_of(claim: re.Match[str], pair: _Pair) -> bool:
    """Whether words speak of what a pair is of, and of that plan."""
    subject = _GENERAL.sub("", claim["of"])
    kinds = {claim["kind"], pair.kind} - {None, ""}
    return len(kinds) < 2 and (not subject or subject in _GENERAL.sub("", pair.of))


def _contradicts(claim: re.Match[str], pair: _Pair) -> bool:
    planned, spent = pair.planned.figure, pair.spent.figure
    if planned.unit is not spent.unit or not planned.value:
        return False
    if abs(planned.value - spent.value) <= _EVEN_WITHIN * planned.value and (claim["even"] or claim["how"] == "等于"):
        return False
    if claim["even"] or claim["how"] == "等于":
        return not planned.interval.meets(spent.interval)
    more = claim["how"] in _UP
    return (spent.interval.high < planned.interval.low) if more else (spent.interval.low > planned.interval.high)


def _check(claim: re.Match[str], pair: _Pair) -> Check:
    planned, spent = pair.planned, pair.spent
    words = claim.group()[len(claim["of"]) :]
    return compared(
        CheckCode.DIFFERENCE,
        "direction",
        locus_at(row=claim["of"] or pair.of or "支出决算", column=words),
        spent.figure,
        [planned.figure.interval],
        [spent.place, planned.place],
        outcome=Outcome.INCONSISTENT,
        nominals=[planned.figure.value],
        claim=words,
        planned=planned.figure.text,
    )
