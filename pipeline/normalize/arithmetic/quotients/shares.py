"""Shares: A 万元，占总支出的 x%; 占预算 B 万元的 x%; 完成年度任务 B 亩的 x%; 占比分别为 x%、y%.

What a bare 占 x% is of, the list says in which it stands; where that has no head, the whole that the other shares of
the sentence come out with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.amounts import Amounts, key_of, of_both
from pipeline.normalize.arithmetic.fit import fits, sum_of
from pipeline.normalize.arithmetic.quotients.named_budgets import BUDGET, may_be_named
from pipeline.normalize.arithmetic.quotients.shares_by_year import of_several_years, year_by_year
from pipeline.normalize.arithmetic.quotients.staff_shares import share_of_staff
from pipeline.normalize.arithmetic.runs import given_out, in_row, partners, run_from
from pipeline.normalize.arithmetic.sums.parts import head_of
from pipeline.normalize.arithmetic.terms import LAST, Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, share_a_word, subject_of

_SHARE = "f1 / f2 * 100"
_Open = tuple[Term, Term, list[Term]]
"""A share, its part and the wholes that it may be of."""
_BEHIND = re.compile(r"^[\u4e00-\u9fff]{0,6}[，、()]*(?:以内，)?(?:约|仅|则|分别|所)?(?:占|完成|比重|为|相当于)")
_OF_PART = re.compile(r"(?P<part>[^，。；：、()占]{2,16})(?:所|约|仅|则|合计|分别)?占[^占]*$")
_AND_MORE = re.compile(r"及?以[上下](?:职称|学历|人员)?(?:分别|各)?$")
_FORMER = re.compile(r"(?:^|[，、])(前|后)者$")
_IN_ALL = re.compile(r"(?:共计|合计|总计|总共|共有|总额|总数|总量|总值)(?:为|是|达)?$")
_SAID_OF_ANY = frozenset(
    {"其中", "各项", "金额", "支出", "资金", "分别", "所占", "合计", "总计", "共计", "两项", "总共"}
)
PARAGRAPHS_BACK = 3
FEWEST_DECIMALS = 2  # at which one share that comes out is no chance


def shares_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Every share of a paragraph whose part and whole are stated."""
    done: set[int] = set()
    open_ones: dict[tuple[int, str], list[_Open]] = {}
    for i, term in enumerate(terms):
        if i not in done and term.measure.unit == "倍" and term.usable:
            times = _times(terms, i)
            if times is not None:
                yield times
        if i in done or not term.is_percent or not term.usable:
            continue
        if given_out(terms, i) or (term.role == "share" and in_row(terms, i)):
            run = run_from(terms, i)
            done.update(run)
            if term.role in ("rate", "growth"):
                continue  # 执行率分别为 x% 和 y%: of budgets that stand elsewhere, no shares of one whole
            parts = partners(terms, run)
            if parts is not None and len(parts) > 1:
                yield from _given_out(terms, run, parts, amounts)
            continue
        inside = _whole_inside(terms, i, amounts) or _together(terms, i, amounts) or share_of_staff(terms, i)
        if inside is not None:
            yield inside
        elif term.role == "share":
            found = _named_whole(terms, i, amounts)
            if isinstance(found, Worked):
                yield found
            elif found is not None:
                open_ones.setdefault((term.sentence, term.whole), []).append(found)
    for (sentence, _), row in open_ones.items():
        beside = [pair for (s, _), pairs in open_ones.items() if s == sentence for pair in pairs]
        yield from _of_one_whole(row, beside)


def _part_of(terms: Sequence[Term], i: int, whole: str, amounts: Amounts) -> Term | None:
    """The amount that a share is of: the one that its own words name, else the one right before it. Percentages, limits
    and what brackets hold may stand between."""
    term = terms[i]
    named = _OF_PART.search(term.lead)
    if named and _AND_MORE.search(named["part"]):
        return None  # 正高 A 人、副高 B 人、中级 C 人，中级以上占 x%: of several of them
    if named and (order := _FORMER.search(named["part"])):
        here = [t for t in terms[:i] if t.sentence == term.sentence and not t.is_percent and t.role == "amount"]
        level = [t for t in here if t.depth <= term.depth and not t.quantity.approximate]
        return level[-2 if order[1] == "前" else -1] if len(level) > 1 and same_kind(level[-1], level[-2]) else None
    if named and not named["part"].startswith(("其中占", "同比")):
        same = [t for t in amounts.named_exactly(named["part"]) if t.paragraph == term.paragraph and t.index < i]
        if same:
            return same[-1]
        if _BY_ALL.search(named.group()) and named["part"] in _SAID_OF_ANY:
            return None
        if named["part"] not in _SAID_OF_ANY:
            here = [t for t in terms[:i] if t.sentence == term.sentence and not t.is_percent and t.role == "amount"]
            if _MONEY_NAME.search(named["part"]):
                here = [t for t in here if t.is_money]
            alike = [t for t in here if _alike(named["part"], noun_of(t))]
            return alike[0] if len(alike) == 1 else None
    for before in reversed(terms[:i]):
        if before.sentence != term.sentence:
            return None
        if before.is_percent or before.depth > term.depth or before.role in ("change", "growth", "base"):
            continue
        if before.quantity.bound or (BUDGET.search(whole) and _is_whole(key_of(noun_of(before)), whole)):
            continue  # 支出 A 万元，控制在预算 B 万元以内，完成预算的 x%
        return before if before.role in ("amount", "rest") and not before.quantity.approximate else None
    return None


def _is_whole(name: str, whole: str) -> bool:
    """Whether an amount is the budget that a share is of (基本支出预算 is a part of 支出预算, 部门预算 is 预算)."""
    return name == whole or (whole in _ANY_BUDGET and name.endswith(whole))


def _alike(words: str, name: str) -> bool:
    """Whether two names begin alike (SCI论文 and SCI收录)."""
    return len(name) > 1 and words[:2] == name[:2]


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
    readings = tuple(Reading(_SHARE, (p, whole)) for p in (part, head) if p is not None and same_kind(p, whole))
    return Worked("share", share, readings, not part.quantity.approximate, subject_of(part))


def _times(terms: Sequence[Term], i: int) -> Worked | None:
    """访问量 A 次，是上年 B 次的 x 倍."""
    whole, times = terms[i - 1], terms[i]
    if i < 2 or whole.sentence != times.sentence or not re.fullmatch(r"[\u4e00-\u9fff]{0,4}的", times.lead):
        return None
    part = terms[i - 2]
    if not re.match(r"[，、](?:是|为|达到?|相当于|约为)", whole.lead) or not same_kind(part, whole):
        return None
    return Worked(
        "average", times, (Reading("f1 / f2", (part, whole)),), not part.quantity.approximate, subject_of(part)
    )


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
    parts = here[-int(counted.quantity.value) :]
    if not 1 < len(parts) == counted.quantity.value or not all(same_kind(p, parts[0]) for p in parts):
        return None
    key = key_of(found["whole"])
    wholes = [t for t in amounts.named(key, parts[0]) if key_of(noun_of(t)) == key and t not in parts] if key else []
    head = None if wholes else head_of(terms, parts[0].index, amounts)  # 取得收入 A，其中 …，两项合计占全部收入的 x%
    if head is not None and head not in parts and len(key) > 1 and noun_of(head).endswith(key):
        wholes = [head]
    top = " + ".join(f"f{n}" for n in range(1, len(parts) + 1))
    readings = tuple(Reading(f"({top}) / f{len(parts) + 1} * 100", (*parts, whole)) for whole in wholes)
    return Worked("share", share, readings, len({w.size for w in wholes}) == 1, subject_of(share)) if readings else None


_OF_CHANGE = re.compile(r"(?:追加|增加|调增|增长|减少|调减|变动|增减|调整)(?:总)?额$")


_OF_LAST_YEAR = re.compile(LAST)  # 为上年额度的 x%
_OF_A_BODY = re.compile(r"(?:集团|公司|企业|全国|全省|全行业)$")  # 占同期集团的 x%: of a figure of its own
_MONEY_NAME = re.compile(r"(?:产值|收入|支出|金额|资产|负债|利润|增加值|投资)$")
_BY_ALL = re.compile(r"(?:合计|共计|总共|一共|共)占")  # 甲（A 亿元）、乙（B 亿元），合计占 x%: no share of the last
_NAMES_PLAN = re.compile(r"(?:预算|计划|任务|目标)数?(?:为|是)?$")
_NAMES_BUDGET = re.compile(r"预算数?(?:为|是)?$")
_ANY_BUDGET = frozenset({"预算", "预算数", "年初预算", "计划", "计划数"})


# Those counted apart from a whole, whose share may be of both together (编外人员控制率 divides by 在编+编外).
_OUTSIDE = re.compile(r"编外|派遣|临聘|聘用|另有|另外|此外|^[，；]另")


def _budget_beside(terms: Sequence[Term], part: Term, share: Term) -> Term | None:
    """支出预算为 B 万元，支出决算为 A 万元，完成预算的 x%: the only budget of the sentence."""
    here = [t for t in terms[: share.index] if t.sentence == share.sentence and same_kind(t, part) and t is not part]
    budgets = [t for t in here if _NAMES_BUDGET.search(t.near) and t.role == "amount" and t.usable and not t.old]
    spent = bool(re.search(r"决算|支出|执行|完成", part.near)) and not _NAMES_BUDGET.search(part.near)
    if len(here) != 1 or len(budgets) != 1 or not spent or share.index != part.index + 1:
        return None
    return budgets[0]


def _budget_right_before(terms: Sequence[Term], part: Term, share: Term) -> Term | None:
    """预算 A 万元、支出 B 万元，占 x%: of the budget right before it, where nothing is named."""
    budget = terms[part.index - 1] if part.index and share.index == part.index + 1 else None
    if budget is None or part.paragraph != share.paragraph or budget.sentence != part.sentence:
        return None
    spent = re.fullmatch(r"[，、]?(?:实际)?(?:支出|决算|执行|使用|列支)数?(?:为|是)?", part.lead)
    named = budget.role == "amount" and _NAMES_BUDGET.search(budget.near)
    return budget if spent and named and budget.depth == part.depth and same_kind(budget, part) else None


def _named_whole(terms: Sequence[Term], i: int, amounts: Amounts) -> Worked | _Open | None:
    """The share at `i`, or itself with its part and the wholes that it may be of, where the words leave that open."""
    share = terms[i]
    if _OF_CHANGE.search(share.whole) or _OF_LAST_YEAR.search(share.whole) or _OF_A_BODY.search(share.whole):
        return None  # 追加 A 万元（…追加到 B 万元），占追加额的 x%: of an A that is no amount by itself
    words = key_of(share.whole)
    part = _part_of(terms, i, words, amounts)
    if part is None:
        return None
    if (words in _ANY_BUDGET or share.whole in _ANY_BUDGET) and not any(
        words in noun_of(t) for t in amounts.named(words, part) if t.paragraph == part.paragraph
    ):
        budget = _budget_beside(terms, part, share)
        if budget is None:
            return None  # 相当于预算的 x%: whose is said in this paragraph or not at all
        return Worked("share", share, (Reading(_SHARE, (part, budget)),), True, subject_of(part))
    if not words and (budget := _budget_right_before(terms, part, share)):
        return Worked("share", share, (Reading(_SHARE, (part, budget)),), True, subject_of(part))
    beside = _next_to(terms, part, share)
    wholes = [t for t in amounts.named(words, part) if t is not part and may_be_named(share.whole, t)] if words else []
    wholes = [t for t in _just_so_named(share.whole, wholes) if not amounts.told_years_apart(part, t)]
    here = {t.size for t in wholes if t.paragraph == part.paragraph}
    every = {t.size for t in wholes}
    exact = bool(wholes) and all(key_of(noun_of(t)) == words or t.tail.startswith(share.whole) for t in wholes)
    certain = beside and exact and (len(here) == 1 or len(every) == 1)
    head = head_of(terms, part.index, amounts) if part.paragraph == share.paragraph else None
    if not words and head is not None:
        wholes, certain = [head], beside
    elif not words and len(sole := [t for t in terms[:i] if _in_all(t, part)]) == 1:
        wholes, certain = sole, beside and terms[i].index == part.index + 1
    elif words and not certain:
        # 签约 A 人；其中重点人群 B 人，占签约总数的 x%: the only larger number of its kind in the sentence
        siblings = _siblings(terms, share)
        wholes = [t for t in wholes if t.index not in siblings or t.paragraph != part.paragraph]
        here_above = [
            t
            for t in terms[:i]
            if t.sentence == share.sentence
            and t.index not in siblings
            and _may_hold(t, part)
            and may_be_named(share.whole, t)
            and not _named_years_apart(part, t)
        ]
        alike = [t for t in here_above if share_a_word(words, noun_of(t)) and not of_both(noun_of(t), words)]
        if len(alike) == 1:
            wholes, certain = alike, beside
        elif not wholes:
            above = amounts.larger(part, PARAGRAPHS_BACK)
            wholes = [t for t in above if t.index not in siblings or t.paragraph != part.paragraph]
            wholes = [t for t in wholes if may_be_named(share.whole, t)]
    elif not wholes:
        siblings = _siblings(terms, share)
        above = amounts.larger(part, PARAGRAPHS_BACK)
        wholes = [t for t in above if t.index not in siblings or t.paragraph != part.paragraph]
    wholes = [t for t in wholes if t.size >= part.size or share.quantity.value > 100]
    ordered = sorted(wholes, key=lambda t: (t.paragraph != part.paragraph, abs(t.index - part.index)))
    if not ordered and words:
        return None
    if not certain:
        return share, part, ordered
    # 完成 A 公里，其中 … B 公里，完成计划的 x%: of A
    parts = [part] if head is None or share.index == part.index + 1 else [part, head]
    readings = [Reading(_SHARE, (one, w)) for one in parts for w in ordered]
    if _OUTSIDE.search(part.lead):
        readings += [Reading("f1 / (f1 + f2) * 100", (part, w)) for w in ordered]
    return Worked("share", share, tuple(readings), True, subject_of(part))


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


def _of_one_whole(row: Sequence[_Open], sentence: Sequence[_Open]) -> Iterator[Worked]:
    """Shares of one sentence: of the whole with which another of them comes out or that their parts come to, if there
    is one; else, where nothing is named, of what the parts come to, if others come out with that."""
    parts = [p for _, p, _ in row]
    told = {(p.paragraph, p.index) for p in parts if p.quantity.value}
    together = len(told) > 1 and all(same_kind(p, parts[0]) for p in parts)
    for share, part, wholes in row:
        others = [(s, p) for s, p, _ in sentence if s is not share]
        borne_out = [w for w in wholes if _comes_out(w, others) or (together and fits(w, sum_of(parts)))]
        ordered = borne_out or wholes
        readings = [Reading(_SHARE, (part, whole)) for whole in ordered]
        certain = len({w.size for w in borne_out}) == 1
        if not share.whole and together and not borne_out:
            readings.insert(0, _of_all(part, parts))
            right = [p for s, p, _ in row if s is not share and p.quantity.value and fits(s, _of_all(p, parts))]
            certain = not wholes and bool(right) and all(s.quantity.decimals >= FEWEST_DECIMALS for s, _, _ in row)
        if readings:
            yield Worked("share", share, tuple(readings), certain, subject_of(part))


def _of_all(part: Term, parts: Sequence[Term]) -> Reading:
    every = " + ".join(f"f{n}" for n in range(2, len(parts) + 2))
    return Reading(f"f1 / ({every}) * 100", (part, *parts))


def _comes_out(whole: Term, pairs: Sequence[tuple[Term, Term]]) -> bool:
    """Whether shares come out with a whole: one that is printed finely, or two."""
    some = [(s, p) for s, p in pairs if p.quantity.value]  # nothing is 0% of anything
    right = [(s, p) for s, p in some if same_kind(p, whole) and fits(s, Reading(_SHARE, (p, whole)))]
    named = [p for _, p in right if noun_of(p)[-2:] == noun_of(whole)[-2:] != ""]  # 项目支出 and 总支出
    return len(right) > 1 or bool(named) or any(s.quantity.decimals >= FEWEST_DECIMALS for s, _ in right)


def _next_to(terms: Sequence[Term], part: Term, share: Term) -> bool:
    """Whether a share stands right behind its amount, or names it."""
    if _OF_PART.search(share.lead):
        return True
    between = [t for t in terms if part.index < t.index < share.index]
    passed = all(t.is_percent or t.depth > share.depth or t.quantity.bound or t.role == "amount" for t in between[-1:])
    return passed and len(between) < 2 and bool(_BEHIND.search(share.lead))


def _given_out(terms: Sequence[Term], run: Sequence[int], parts: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """占比分别为 x%、y%: each part over the whole that they name or, where they name none, over one with which the
    others come out, or over what the parts come to."""
    first = terms[run[0]]
    pairs = [(terms[place], part) for place, part in zip(run, parts, strict=True)]
    wholes = amounts.named(key_of(first.whole), parts[0]) if first.whole else []
    if of_several_years(parts[0], first):
        yield from year_by_year(pairs, wholes, amounts)
        return
    exact = all(key_of(noun_of(w)) == key_of(first.whole) for w in wholes)
    named = bool(wholes) and exact and len({w.size for w in wholes}) == 1
    if not wholes:
        wholes = [t for t in amounts.larger(max(parts, key=lambda t: t.size), PARAGRAPHS_BACK) if t not in parts]
    budgets = {t.size for t in wholes if t.paragraph == first.paragraph and BUDGET.search(noun_of(t))}
    for share, part in pairs:
        others = [(s, p) for s, p in pairs if s is not share]
        borne_out = [w for w in wholes if _comes_out(w, others)]
        ordered = borne_out or sorted(wholes, key=lambda t: (t.paragraph != part.paragraph, abs(t.index - part.index)))
        readings = [Reading(_SHARE, (part, whole)) for whole in ordered]
        certain = named or len({w.size for w in borne_out}) == 1
        if first.role == "share" and all(same_kind(p, part) for p in parts):
            every = "(" + " + ".join(f"f{n}" for n in range(2, len(parts) + 2)) + ")"
            readings.append(Reading(f"f1 / {every} * 100", (part, *parts)))
            fine = all(s.quantity.decimals >= FEWEST_DECIMALS for s, _ in pairs)
            # 三类占比分别为 x%、y%、z%: where the others come out with what all come to, so must this one
            certain = certain or (fine and len(others) > 1 and all(fits(s, _of_all(p, parts)) for s, p in others))
        elif not borne_out and len(budgets) == 1:
            readings = [r for r in readings if r.terms[1].size in budgets]
            certain = True
        if readings:
            yield Worked("share", share, tuple(readings), certain, noun_of(part))
