"""Shares: A 万元，占总支出的 x%; 占预算 B 万元的 x%; 完成年度任务 B 亩的 x%; 占比分别为 x%、y%.

What a bare 占 x% is of, the list says in which it stands; where that has no head, the whole that the other shares of
the sentence come out with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.normalize.arithmetic.amounts import Amounts, key_of
from pipeline.normalize.arithmetic.fit import percent_of
from pipeline.normalize.arithmetic.quotients.named_budgets import BUDGET
from pipeline.normalize.arithmetic.quotients.share_wholes import named_whole
from pipeline.normalize.arithmetic.quotients.shares_together import SHARE, Open, given_out_of_one_whole, of_one_whole
from pipeline.normalize.arithmetic.runs import given_out, in_row, partners, run_from
from pipeline.normalize.arithmetic.sums.heads import head_of
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, subject_of
from pipeline.vocabulary.link_words import IS

_NAMES_PLAN = re.compile(rf"(?:预算|计划|任务|目标)数?{IS}$")


def shares_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Every share of a paragraph whose part and whole are stated."""
    done: set[int] = set()
    open_ones: dict[tuple[int, str], list[Open]] = {}
    for i, term in enumerate(terms):
        if i in done or not term.is_percent or not term.usable:
            continue
        if in_turn := _row_of_whole(terms, i):
            done.update(w.result.index for w in in_turn)
            yield from in_turn
            continue
        if given_out(terms, i) or (term.role == "share" and in_row(terms, i)):
            run = run_from(terms, i)
            done.update(run)
            if term.role in ("rate", "growth"):
                continue  # 执行率分别为 x% 和 y%: of budgets that stand elsewhere, no shares of one whole
            parts = partners(terms, run)
            if parts is not None and len(parts) > 1:
                yield from given_out_of_one_whole(terms, run, parts, amounts)
            continue
        inside = _whole_inside(terms, i, amounts) or _together(terms, i, amounts) or share_of_staff(terms, i)
        if inside is not None:
            yield inside
        elif term.role == "share":
            found = named_whole(terms, i, amounts)
            if isinstance(found, Worked):
                yield found
            elif found is not None:
                open_ones.setdefault((term.sentence, term.whole), []).append(found)
    _join_bare(open_ones)
    for (sentence, _), row in open_ones.items():
        beside = [pair for (s, _), pairs in open_ones.items() if s == sentence for pair in pairs]
        yield from of_one_whole(row, beside)


def _join_bare(rows: dict[tuple[int, str], list[Open]]) -> None:
    """拨款收入 A，占总收入的 x%；事业收入 B，占 y%: bare shares behind one of a whole without a number are of it."""
    for (sentence, whole), row in list(rows.items()):
        bare = rows.get((sentence, ""), []) if whole and len(row) == 1 and not row[0][2] else []
        share, part, wholes = row[0]
        if bare and share.index < bare[0][0].index:
            rows[sentence, ""] = [(replace(share, whole=""), part, wholes), *bare]
            del rows[sentence, whole]


def _whole_inside(terms: Sequence[Term], i: int, amounts: Amounts) -> Worked | None:
    """占采购预算 B 万元的 x%: the whole stands between 占 and the share. None where it does not."""
    if i < 2 or terms[i - 1].sentence != terms[i].sentence:
        return None
    whole, share = terms[i - 1], terms[i]
    if whole.role != "whole":
        return None
    # 完成 A，为三季度目标 B 的 x%，为全年目标 C 的 y%: of A both times
    here = [t for t in terms[: i - 1] if t.sentence == share.sentence and t.depth <= whole.depth and not t.is_percent]
    before = [t for t in here if t.role != "whole"]  # 支出 A，占甲 B 的 x%，占乙 C 的 y%: of A both times
    stated = [
        t for t in before if not (BUDGET.search(whole.near) and _NAMES_PLAN.search(t.near) and t is not before[0])
    ]
    # A 万元，人均 D 万元，占 B 万元的 x%: of A
    stated = [t for t in stated if t.role != "average"] or stated
    part = stated[-1] if stated else None
    if part is None or part.sentence != share.sentence or not same_kind(part, whole) or part.role == "base":
        return None
    # 筹集 A 套，其中甲 B 套、乙 C 套，完成目标 D 套的 x%: of A or of C
    head = head_of(terms, part.index, amounts) if part.lead.startswith("、") or "其中" in part.lead else None
    readings = tuple(Reading(SHARE, (p, whole)) for p in (part, head) if p is not None and same_kind(p, whole))
    return Worked("share", share, readings, not part.quantity.approximate, subject_of(part))


def _row_of_whole(terms: Sequence[Term], i: int) -> list[Worked]:
    """甲、乙、丙分别为 A、B、C，占总数 N 的 x%、y% 和 z%: each of the amount in its place, of the whole between."""
    whole = terms[i - 1] if i else None
    run = run_from(terms, i) if whole is not None and whole.role == "whole" else []
    parts = partners(terms, run) if len(run) > 1 else None
    if whole is None or parts is None or whole.sentence != terms[i].sentence or not whole.usable:
        return []
    pairs = [(terms[place], part) for place, part in zip(run, parts, strict=True)]
    if not all(same_kind(p, whole) and p.usable and not p.old and s.usable for s, p in pairs):
        return []
    if any(t.is_percent for t in terms[parts[-1].index + 1 : i]):
        return []
    return [Worked("share", s, (Reading(SHARE, (p, whole)),), True, noun_of(p)) for s, p in pairs]


_ALL_OF = re.compile(r"(?:支出|费用|资金)?(?:合计|共计?|总共|之和)占(?P<whole>[^占]*?)的?(?:比例|比重)?(?:为)?$")


def _together(terms: Sequence[Term], i: int, amounts: Amounts) -> Worked | None:
    """A 万元，B 万元，两项合计占总支出的 x%."""
    share, counted = terms[i], terms[i - 1] if i else None
    found = _ALL_OF.fullmatch(share.lead)
    if (
        found is None
        or counted is None
        or counted.sentence != share.sentence
        or counted.unit not in ("项", "类", "笔", "个")
    ):
        return None
    here = [t for t in terms[: i - 1] if t.sentence == share.sentence and t.role == "amount" and not t.old]
    number = int(counted.quantity.value)
    parts = _listed(here)[:number] if counted.lead.endswith("前") else here[-number:]  # 前两项: the first of the list
    if not 1 < len(parts) == counted.quantity.value or not all(same_kind(p, parts[0]) for p in parts):
        return None
    key = key_of(found["whole"])
    wholes = [t for t in amounts.named(key, parts[0]) if key_of(noun_of(t)) == key and t not in parts] if key else []
    head = None if wholes else head_of(terms, parts[0].index, amounts)  # 取得收入 A，其中 …，两项合计占全部收入的 x%
    if head is not None and head not in parts and len(key) > 1 and noun_of(head).endswith(key):
        wholes = [head]
    readings = tuple(percent_of(parts, whole) for whole in wholes)
    return Worked("share", share, readings, len({w.size for w in wholes}) == 1, subject_of(share)) if readings else None


_WHOLE_OF_LIST = Decimal("0.9")  # of all behind it together: an amount as large as that is what they are parts of


def _listed(amounts: Sequence[Term]) -> Sequence[Term]:
    """The amounts of a sentence without the one before them that they divide."""
    behind = amounts[1:]
    divided = bool(behind) and amounts[0].size >= sum((t.size for t in behind), Decimal(0)) * _WHOLE_OF_LIST
    return behind if divided else amounts


_EVERYBODY = re.compile(
    r"(?:本?单位|部门|全局|全校|全院|我[局院校委])?(?:全部|全体|所有|总|用工|在岗|实有|工作)+(?:人员|职工|教职工|用工|人数|总数|数|总)+的?"
)
_INSIDE = re.compile(r"在编|编内|编制内")
_OUTSIDE = re.compile(r"编外|编制外|非在?编|派遣|临聘|外聘")
_NOBODY = re.compile(r"编制(?:数|人数|总数)?(?:为|共|：)?$|核定|离休|退休|借调|遗属")
_ALL = re.compile(r"共|合计|总")


def share_of_staff(terms: Sequence[Term], i: int) -> Worked | None:
    """The share at `i`; None where the sentence tells of more people than the two groups."""
    share = terms[i]
    if share.role != "share" or not _EVERYBODY.fullmatch(share.whole) or not _OUTSIDE.search(share.lead):
        return None
    people = [t for t in terms[:i] if t.sentence == share.sentence and t.unit == "人" and not _NOBODY.search(t.near)]
    if len(people) != 2 or not all(t.usable and t.role == "amount" and not t.old and not t.depth for t in people):
        return None
    inside, outside = people
    apart = _INSIDE.search(inside.near) and _OUTSIDE.search(outside.near) and not _OUTSIDE.search(inside.near)
    if not apart or any("其中" in t.lead or _ALL.search(t.near) for t in people):
        return None
    readings = (Reading("f1 / (f1 + f2) * 100", (outside, inside)), Reading("f1 / f2 * 100", (outside, inside)))
    return Worked("share", share, readings, True, subject_of(outside))
