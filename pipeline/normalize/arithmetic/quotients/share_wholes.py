"""The whole that a share is of: what its words name, the budget beside it, the head of its list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.arithmetic.amounts import Amounts, key_of, of_both
from pipeline.normalize.arithmetic.quotients.named_budgets import PLANNED, may_be_named
from pipeline.normalize.arithmetic.quotients.share_parts import ANY_BUDGET, part_of_share, stands_by_its_part
from pipeline.normalize.arithmetic.quotients.shares_together import PARAGRAPHS_BACK, SHARE, Open
from pipeline.normalize.arithmetic.sums.heads import head_of
from pipeline.normalize.arithmetic.terms import LAST, Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, share_a_word, subject_of
from pipeline.vocabulary.link_words import IS

_HUNDRED = 100  # percent
_ALL_OF_IT = re.compile(r"(?:全年|年度|本年|部门|年初|调整后?的?|年中调整后?)*预算(?:数|总额|额)?")
_IN_ALL = re.compile(rf"(?:共计|合计|总计|总共|共有|总额|总数|总量|总值){IS}$")
_OF_CHANGE = re.compile(r"(?:追加|增加|调增|增长|减少|调减|变动|增减|调整)(?:总)?额$")
_OF_LAST_YEAR = re.compile(LAST)  # 为上年额度的 x%
_OF_A_BODY = re.compile(r"(?:集团|公司|企业|全国|全省|全行业)$")  # 占同期集团的 x%: of a figure of its own
_NAMES_BUDGET = re.compile(rf"预算数?{IS}$")
# Those counted apart from a whole, whose share may be of both together (编外人员控制率 divides by 在编+编外).
_OUTSIDE = re.compile(r"编外|派遣|临聘|聘用|另有|另外|此外|^[，；]另")


def named_whole(terms: Sequence[Term], i: int, amounts: Amounts) -> Worked | Open | None:
    """The share at `i`, or itself with its part and the wholes that it may be of, where the words leave that open."""
    share = terms[i]
    if _OF_CHANGE.search(share.whole) or _OF_LAST_YEAR.search(share.whole) or _OF_A_BODY.search(share.whole):
        return None  # 追加 A 万元（…追加到 B 万元），占追加额的 x%: of an A that is no amount by itself
    words = key_of(share.whole)
    part = part_of_share(terms, i, words, amounts)
    if part is None:
        return None
    if share.whole in ANY_BUDGET and _of_its_own_budget(terms, part, share, amounts):
        return None
    if words in ANY_BUDGET or share.whole in ANY_BUDGET:
        budget = _budget_beside(terms, part, share)
        if budget is not None:
            return Worked("share", share, (Reading(SHARE, (part, budget)),), True, subject_of(part))
        if not any(words in noun_of(t) for t in amounts.named(words, part) if t.paragraph == part.paragraph):
            return None  # 相当于预算的 x%: whose is said in this paragraph or not at all
    if not words and (budget := _budget_right_before(terms, part, share)):
        return Worked("share", share, (Reading(SHARE, (part, budget)),), True, subject_of(part))
    head = head_of(terms, part.index, amounts) if part.paragraph == share.paragraph else None
    if words:
        wholes, certain = _so_called(terms, share, part, amounts)
    else:
        wholes, certain = _unnamed(terms, share, part, head, amounts)
    wholes = [t for t in wholes if t.size >= part.size or share.quantity.value > 100]
    if _SPENDING.search(share.whole):  # 占特定目标类支出的 x%: of no 特定目标类 B that a budget holds
        wholes = [t for t in wholes if _SPENDING.search(t.near) or not amounts.is_planned(t)]
        if _SPENDING.search(part.near) and "预算" not in share.whole and not amounts.divides_a_budget(part):
            wholes = [t for t in wholes if not amounts.divides_a_budget(t)]  # what was spent, of what was spent
    ordered = sorted(wholes, key=lambda t: (t.paragraph != part.paragraph, abs(t.index - part.index)))
    if not certain or not ordered:
        return share, part, ordered
    # 完成 A 公里，其中 … B 公里，完成计划的 x%: of A
    parts = [part] if head is None or share.index == part.index + 1 else [part, head]
    readings = [Reading(SHARE, (one, w)) for one in parts for w in ordered]
    if _OUTSIDE.search(part.lead):
        readings += [Reading("f1 / (f1 + f2) * 100", (part, w)) for w in ordered]
    return Worked("share", share, tuple(readings), True, subject_of(part))


_SPENDING = re.compile(r"支出|决算")
_ITEM = re.compile(r"三公|接待|公车|用车|出国|公用|培训|会议|采购")
_FULFILLED = re.compile(r"(?:完成|执行|达到?|为)[^占]*$")


def _of_its_own_budget(terms: Sequence[Term], part: Term, share: Term, amounts: Amounts) -> bool:
    """预算 B，支出 A，其中甲 A1，完成预算的 x%；乙 A2，完成预算的 y%: of what was planned for each; 三公经费 A，
    占预算的 x%: of a budget that stands elsewhere, where none of that name is told."""
    if _FULFILLED.search(share.lead):
        return head_of(terms, part.index, amounts) is not None
    item = _ITEM.search(noun_of(part))
    told = [t for t in amounts.named(share.whole, part) if item and item[0] in t.lead]
    return item is not None and not told


def _so_called(terms: Sequence[Term], share: Term, part: Term, amounts: Amounts) -> tuple[list[Term], bool]:
    """The amounts that the words of a share name as its whole, and whether no other can be meant."""
    words, beside = key_of(share.whole), stands_by_its_part(terms, part, share)
    named = [t for t in amounts.named(words, part) if t is not part and may_be_named(share.whole, t)]
    if share.quantity.value <= _HUNDRED and _ALL_OF_IT.fullmatch(share.whole):
        named = [t for t in named if t.size >= part.size]  # 公用经费调整预算 B of another paragraph is no whole of A
    named = [t for t in _just_so_named(share.whole, named) if not amounts.told_years_apart(part, t)]
    here = {t.size for t in named if t.paragraph == part.paragraph}
    exact = bool(named) and all(key_of(noun_of(t)) == words or t.tail.startswith(share.whole) for t in named)
    if beside and exact and (len(here) == 1 or len({t.size for t in named}) == 1):
        return named, True
    # 签约 A 人；其中重点人群 B 人，占签约总数的 x%: the only larger number of its kind in the sentence
    siblings = _siblings(terms, share)
    here_above = [
        t
        for t in terms[: share.index]
        if t.sentence == share.sentence
        and t.index not in siblings
        and _may_hold(t, part)
        and may_be_named(share.whole, t)
        and not _named_years_apart(part, t)
    ]
    literal = [t for t in here_above if _begins_with(share.whole, t)]
    if len(literal) == 1:
        return literal, beside  # 实际完成 A 亩，超额完成 B 亩；补植 C 亩，占实际完成面积的 x%
    alike = [t for t in here_above if share_a_word(words, noun_of(t)) and not of_both(noun_of(t), words)]
    if (some := _SOME_OF_THEM.match(words)) and not any(some.group() in noun_of(t) for t in alike):
        alike = []  # 专任教师 A 人；交流 B 人，占符合条件教师的 x%
    if len(alike) == 1:
        return alike, beside
    if apart := _no_siblings(named, siblings, part):
        return apart, False
    return [t for t in _larger(part, siblings, amounts) if may_be_named(share.whole, t)], False


_SOME_OF_THEM = re.compile(r"符合|适龄|应[参到缴交检]|到期|有[\u4e00-\u9fff]{2,4}能力")


def _begins_with(words: str, term: Term) -> bool:
    """Whether the words for a whole begin with all that stands right before an amount."""
    return len(term.near) > FEWEST_SAID and words.startswith(term.near)


FEWEST_SAID = 2  # characters that name something


def _unnamed(
    terms: Sequence[Term], share: Term, part: Term, head: Term | None, amounts: Amounts
) -> tuple[list[Term], bool]:
    """The amounts that a share without words for its whole may be of, and whether it must be of them: the head of its
    list (`head`), else the one that is said to be all, else any larger one."""
    if head is not None:
        return [head], stands_by_its_part(terms, part, share)
    if len(sole := [t for t in terms[: share.index] if _in_all(t, part)]) == 1:
        return sole, stands_by_its_part(terms, part, share) and share.index == part.index + 1
    return _larger(part, _siblings(terms, share), amounts), False


def _larger(part: Term, siblings: set[int], amounts: Amounts) -> list[Term]:
    return _no_siblings(amounts.larger(part, PARAGRAPHS_BACK), siblings, part)


def _no_siblings(wholes: Sequence[Term], siblings: set[int], part: Term) -> list[Term]:
    return [t for t in wholes if t.index not in siblings or t.paragraph != part.paragraph]


def _budget_beside(terms: Sequence[Term], part: Term, share: Term) -> Term | None:
    """支出预算为 B 万元，支出决算为 A 万元，完成预算的 x%: the only budget of the sentence, and the only other amount
    but where the share names the first of them (年初预算 B，调整为 C，支出 A，完成年初预算的 x%)."""
    here = [t for t in terms[: share.index] if t.sentence == share.sentence and same_kind(t, part) and t is not part]
    first = "年初" in share.whole
    budgets = [t for t in here if _is_budget(t) and t.role == "amount" and t.usable and not t.old]
    budgets = [t for t in budgets if "年初" in t.near] if first else budgets
    spent = bool(re.search(r"决算|支出|执行|完成", part.near)) and not _NAMES_BUDGET.search(part.near)
    behind = all(t.is_percent for t in terms[part.index + 1 : share.index])
    if (len(here) != 1 and not first) or len(budgets) != 1 or not spent or not behind:
        return None
    return budgets[0]


def _is_budget(term: Term) -> bool:
    return bool(_NAMES_BUDGET.search(term.near) or PLANNED.search(term.near))


def _budget_right_before(terms: Sequence[Term], part: Term, share: Term) -> Term | None:
    """预算 A 万元、支出 B 万元，占 x%: of the budget right before it, where nothing is named."""
    budget = terms[part.index - 1] if part.index and share.index == part.index + 1 else None
    if budget is None or part.paragraph != share.paragraph or budget.sentence != part.sentence:
        return None
    spent = re.fullmatch(r"[，、]?(?:实际)?(?:支出|决算|执行|使用|列支)数?(?:为|是)?", part.lead)
    named = budget.role == "amount" and _NAMES_BUDGET.search(budget.near)
    return budget if spent and named and budget.depth == part.depth and same_kind(budget, part) else None


def _just_so_named(words: str, wholes: list[Term]) -> list[Term]:
    """Of several amounts those that are called so word by word: 全年支付额 is 全年支付, not 实际支付."""
    bare = re.sub(r"(?:总)?[额数]$", "", words)
    exact = [t for t in wholes if len(bare) > 2 and t.near.endswith(bare)]
    return exact if exact and len({t.size for t in wholes}) > 1 else wholes


def _named_years_apart(a: Term, b: Term) -> bool:
    """总量 2022 年 A 起，2024 年 B 起，其中 2024 年甲类 C 起: whether the words right before two amounts name other
    years."""
    years = [re.findall(r"20\d\d(?=年)", t.lead)[-1:] for t in (a, b)]
    return all(years) and years[0] != years[1]


def _in_all(whole: Term, part: Term) -> bool:
    """固定资产原值共计 A 万元，在用的 B 万元，占 x%: what is said to be all, right before its part."""
    return (
        whole.index == part.index - 1
        and _may_hold(whole, part)
        and bool(_IN_ALL.search(whole.near))
        and whole.sentence == part.sentence
    )


def _siblings(terms: Sequence[Term], share: Term) -> set[int]:
    """The amounts of a sentence that are themselves followed by their share of what this share is of: 甲 A 万元，占收入
    的 a%；乙 B 万元，占收入的 b%."""
    found: set[int] = set()
    for t in terms:
        if t.sentence == share.sentence and t is not share and t.role == "share" and t.whole == share.whole:
            before = [
                b for b in terms[: t.index] if b.sentence == t.sentence and not b.is_percent and b.depth <= t.depth
            ]
            stated = [b for b in before if b.role in ("amount", "rest")]
            found.update(b.index for b in stated[-1:])
    return found


def _may_hold(whole: Term, part: Term) -> bool:
    return same_kind(whole, part) and whole.size > part.size and whole.depth <= part.depth and whole.role == "amount"
