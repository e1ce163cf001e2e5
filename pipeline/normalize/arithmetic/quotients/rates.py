"""Rates beside the two numbers that give them: 排查 A 处，整改 B 处，整改率 x%; 预算 A 万元，支出 B 万元，执行率 x%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.fit import gives_another
from pipeline.normalize.arithmetic.quotients.certain_rates import is_certain
from pipeline.normalize.arithmetic.quotients.other_orders import in_other_order
from pipeline.normalize.arithmetic.quotients.rate_words import (
    ADDED,
    HANDLED,
    MISSING,
    PLAN,
    RECEIVED,
    SHORT,
    SPENT,
    TO_BE_DONE,
)
from pipeline.normalize.arithmetic.quotients.rates_of_lists import of_parallel_lists
from pipeline.normalize.arithmetic.quotients.rates_of_the_content import (
    MOST,
    share_of_the_content,
    share_of_those_content,
)
from pipeline.normalize.arithmetic.runs import given_out, partners, run_from
from pipeline.normalize.arithmetic.sums.questionnaires import ABOUT_CONTENT
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of
from pipeline.vocabulary.link_words import IS

_STEM = re.compile(
    rf"([\u4e00-\u9fff]{{0,12}}?)(?:率|满意度|占比|比例|(?<=调整)幅度|(?<=调剂)幅度|进度|(?<=执行|完成|达成|实现)度|完成|实现){IS}$"
)
# 目标 A，实际 B，完成当月目标 x%
_OF_THE_GOAL = re.compile(
    rf"(?<!超额)(?<!超)(完成|实现|达成)了?(?:(?:当|本|全)[年月季]度?|年度?|年初|既定|预期|计划|总|的)*(?:目标|任务|计划)(?:任务|数|值|量|的)*{IS}$"
)
# 剔除上级追加后调整率 x%; 连同结转执行率 x%: of other amounts than those that stand before it.
_EXCEPTED = re.compile(
    r"(?:连同|加上|算上|计入|剔除|扣除|不考虑|不含)[^，。；]*$|[；。，](?:剔除|扣除|不考虑|不含|仅就|单就|就|若|如果|单看|仅看)[^，。；]*，[^，。；]*$"
)
_REMAINS = re.compile(r"[\u4e00-\u9fff]{0,4}(?:未|尚未|正在|跨年)")
# Sums that grow with the year: none is a part of another.
_SO_FAR = re.compile(r"累计|上?半年|季度|月[末底份]?")
MOST_BACK = 12


def rates_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Every rate of a paragraph with the pairs of numbers before it that can give it."""
    for i, rate in enumerate(terms):
        if rate.role != "rate" or not rate.usable or rate.old or _EXCEPTED.search(rate.lead):
            continue
        if _FIXED.search(rate.near):
            continue
        if given_out(terms, i):
            yield from _in_order(terms, i)
        elif (worked := _by_itself(terms, i, amounts)) is not None:
            yield worked


def _by_itself(terms: Sequence[Term], i: int, amounts: Amounts) -> Worked | None:
    """The rate at `i`, which stands in no row of rates: of its base in a bracket, of answers, of an amount stated
    elsewhere or of the numbers before it; None where nothing gives it."""
    rate = terms[i]
    found = _STEM.search(_OF_THE_GOAL.sub(r"\1率", rate.near))
    if found is None:
        return None
    stem = found[1] + next((w for w in ("满意", "完成", "实现") if w in rate.near and w not in found[1]), "")
    before = _before(terms, i)
    if _OF_THE_GOAL.search(rate.near):
        return _of_goal(rate, before)
    if (handled := HANDLED.search(rate.near)) and not any(handled["what"] in t.near for t in before):
        return None  # 抽检 A 批，合格 B 批，不合格处置率 100%: of those that were not
    based = _base_behind(terms, i)
    of_base = _told_of_base(rate, before, based)
    if based is not None and of_base:
        readings = tuple(Reading("f1 / f2 * 100", (part, based)) for part in of_base)
        return Worked("rate", rate, readings, True, _name_of(rate))
    if "满意" in rate.near:
        answers = share_of_the_content(before, only=bool(MOST.search(rate.near)))
        told = any("满意" in t.near and t.role == "rate" for t in terms[:i] if t.sentence == rate.sentence)
        if answers is not None and not told:  # else it is of something else they were asked
            return Worked("rate", rate, answers, True, _name_of(rate))
        if not told and (content := share_of_those_content(before)):
            certain = content[0].terms[0].index == i - 1 and not _WEIGHED.search(rate.near)
            return Worked("rate", rate, content, certain, _name_of(rate))
        if not any("满意" in ABOUT_CONTENT.sub("", t.near) for t in before):
            return None  # 满意度调查发放问卷 A 份，回收 B 份，满意度 x%: B of A came back
    if len(before) == 1:
        named = _of_named(before[0], amounts)
        if named is None or not SPENT.search(stem):
            return None
        return Worked("rate", rate, (Reading("f1 / f2 * 100", (named, before[0])),), True, _name_of(rate))
    of_lists = of_parallel_lists([t for t in reversed(terms[:i]) if t.sentence == rate.sentence and t.role == "amount"])
    worked = _of_two(terms, i, [t for t in before if _counted_alike(t, before[0])], stem)
    if of_lists and worked is not None:
        return replace(worked, readings=(*of_lists, *worked.readings), certain=False)
    return worked


def _of_two(terms: Sequence[Term], i: int, before: Sequence[Term], stem: str) -> Worked | None:
    """The rate at `i` over every two of the numbers `before` it, nearest first, that can give it."""
    rate = terms[i]
    if _only_done(before, stem):
        return None
    pairs = [
        (a, b)
        for n, b in enumerate(before)
        for a in before[n + 1 :]
        if _counted_alike(a, b) and not (_both_so_far(a, b) or _both_spent(a, b))
    ]
    pairs = [(a, b) for a, b in pairs if a.index not in _with_rates(terms, rate) and not _beside(a, b)]
    if before and SHORT.search(stem) and SHORT.search(before[0].near):  # 送审 A，审定 B，审减 C: of the first
        pairs.sort(key=lambda pair: (pair[1] is not before[0], -pair[0].size))
    if not pairs or _of_a_member(terms, pairs[0][1], i):
        return None
    if _capped(rate, *pairs[0]) or _of_some_years(*pairs[0]):
        return None
    every = [r for whole, part in pairs for r in _readings(whole, part, stem)]
    turned = in_other_order(before, stem)
    if turned is not None:
        return Worked("rate", rate, (turned,), True, _name_of(rate))
    between = [t for t in terms[before[0].index + 1 : i] if t.role == "rate"]
    certain = is_certain(before, bool(between), pairs, rate, stem) and not _each_its_own(terms, i)
    certain = certain and not (_both_paid(*pairs[0]) or _all_of_these(rate, *pairs[0]))
    certain = certain and not gives_another(rate, every[0], terms)
    return Worked("rate", rate, tuple(every), certain, _name_of(rate))


def _counted_alike(a: Term, b: Term) -> bool:
    """Whether two numbers are of one kind: 检查 A 家次，处理 B 家 as well."""
    return same_kind(a, b) or a.unit == f"{b.unit}次" or b.unit == f"{a.unit}次"


def _of_goal(rate: Term, before: Sequence[Term]) -> Worked | None:
    """目标 A，实际 B，完成全年目标 x%: of the only goal before it; 共有 A 个，完成 B 个，完成全年任务 x%: no goal."""
    goals = [t for t in before if PLAN.search(t.near)]
    if len(before) != 2 or len(goals) != 1 or not same_kind(*before):
        return None
    (done,) = (t for t in before if t is not goals[0])
    if _capped(rate, goals[0], done):
        return None
    return Worked("rate", rate, (Reading("f1 / f2 * 100", (done, goals[0])),), True, _name_of(rate))


def _only_done(before: Sequence[Term], stem: str) -> bool:
    """来信办结 A 件、来访办结 B 件、网上办结 C 件，共办结 D 件，办结率 x%: of what was received, told elsewhere."""
    done = [t for t in before if stem[-2:] in t.near and not PLAN.search(t.near)]
    return len(done) == len(before) > 2 and any(t.lead.startswith("、") for t in before)


_WEIGHED = re.compile(r"综合|平均|加权|总体|整体|测评")
# Rates that are agreed on or reckoned on what no report of a budget tells; works have a progress beside that of money.
_FIXED = re.compile(
    r"(?:形象|实物|工程|施工)进度|利率|税率|费率|汇率|毛利率|净利率|收益率|出生率|死亡率|自然增长率|失业率|[发患]病率"
)
_COHORT = re.compile(r"(?:19|20)\d\d[级届]")
_HUNDRED = 100


def _capped(rate: Term, whole: Term, part: Term) -> bool:
    """目标 17 项，完成 20 项，完成率 100%: more than all of it is all of it, as many offices score it."""
    return rate.quantity.value == _HUNDRED and part.size > whole.size and bool(SPENT.search(rate.near))


def _all_of_these(rate: Term, whole: Term, part: Term) -> bool:
    """新立项 A 项，结题验收 B 项，通过率 100%: of B, where nothing says that A were to be done."""
    asked = PLAN.search(whole.near) or RECEIVED.search(whole.near) or TO_BE_DONE.search(whole.lead)
    return rate.quantity.value == _HUNDRED and part.index == rate.index - 1 and not asked


def _of_some_years(whole: Term, part: Term) -> bool:
    """招收 A 人，2019 级 B 人合格，合格率 x%: of those of that year, who are not told."""
    return bool(_COHORT.search(part.lead)) and not _COHORT.search(whole.lead)


def _both_paid(whole: Term, part: Term) -> bool:
    """9 月支付 A 万元、10 月支付 B 万元，执行率 x%: of a budget that stands elsewhere."""
    names = [t.near for t in (whole, part)]
    return whole.is_money and all(SPENT.search(n) or "付" in n for n in names) and not PLAN.search(names[0])


def _beside(a: Term, b: Term) -> bool:
    """人员支出 A 万元，公用支出 B 万元（控制率 x%）: neither is what the other was planned to be."""
    ends = {noun_of(t)[-2:] for t in (a, b)}
    return len(ends) == 1 and ends <= {"支出", "决算"} and noun_of(a) != noun_of(b)


def _with_rates(terms: Sequence[Term], rate: Term) -> set[int]:
    """The amounts of a sentence that have a rate of that name right behind them: 甲完成 A，完成率 a%；乙完成 B，
    完成率 b% tells of two plans, and A is not the one of B; nor of 合计完成率 c%."""
    before = (t for t in terms[: rate.index] if t.sentence == rate.sentence and t.role == "rate" and t.near)
    named = [t for t in before if rate.near.endswith(t.near)]
    return {t.index - 1 for t in named if t.index and not terms[t.index - 1].is_percent}


def _of_a_member(terms: Sequence[Term], part: Term, i: int) -> bool:
    """计划 A，完成 B，完成率 x%，其中货物类完成率 y%，工程类完成率 z%: of amounts that are not told."""
    return any(re.search(r"其中|分[^，]{1,6}看", t.lead) for t in terms[part.index + 1 : i + 1])


def _both_so_far(*amounts: Term) -> bool:
    """上半年累计支出 A 万元，…；前三季度累计支出 B 万元，支出进度 x%: of a budget that stands elsewhere."""
    return all(t.is_money and _SO_FAR.search(t.near) for t in amounts)


def _both_spent(whole: Term, part: Term) -> bool:
    """支出 A 万元，其中一般公共预算 B 万元，合计执行率 x%: B was spent as A was, and neither is what was planned."""
    of_which = re.match(r"[，；(]*其中", part.lead)
    return bool(of_which and whole.is_money and SPENT.search(whole.near) and not PLAN.search(whole.near))


def _in_order(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """甲、乙预算分别为 A 和 B，支出分别为 C 和 D，执行率分别为 x% 和 y%: each of the two numbers in its place. Nothing
    where only one row of numbers stands before: what the rates are of is said elsewhere."""
    run = run_from(terms, i)
    parts = partners(terms, run) if len(run) > 1 else None
    wholes = partners(terms, [p.index for p in parts]) if parts else None
    if not parts or not wholes or not all(same_kind(p, w) for p, w in zip(parts, wholes, strict=True)):
        return
    if any(t.is_percent for t in terms[parts[-1].index + 1 : i]):
        return  # 支出进度分别为 …，季度执行率分别为 …: the first row of rates is what the amounts give
    stem = terms[i].near
    certain = bool(SPENT.search(stem) and SPENT.search(parts[0].lead) and PLAN.search(wholes[0].lead))
    for place, part, whole in zip(run, parts, wholes, strict=True):
        rate = terms[place]
        if rate.is_percent and rate.usable:
            yield Worked("rate", rate, tuple(_readings(whole, part, stem)), certain, noun_of(part))


def _each_its_own(terms: Sequence[Term], i: int) -> bool:
    """A（执行率 x%）、B（执行率 y%）: each amount of a row has its rate in a bracket, none is the base of another's."""
    rate = terms[i]
    beside = [t for t in terms[:i] if t.sentence == rate.sentence and t.role == "rate"]
    return rate.depth > 0 and any(t.depth == rate.depth for t in beside)


def _base_behind(terms: Sequence[Term], i: int) -> Term | None:
    """随访率 x%（以出院 B 人次为基数）: what a bracket behind a rate says that it is reckoned on."""
    if i + 1 >= len(terms) or terms[i + 1].depth <= terms[i].depth or terms[i + 1].sentence != terms[i].sentence:
        return None
    base = terms[i + 1]
    told = re.match(r"\((?:以|按)", base.lead) and re.search(r"基数|测算|计算|计\)|为分母", base.tail)
    alone = re.fullmatch(r"\([\u4e00-\u9fff]{2,8}", base.lead) and base.tail.startswith(")") and not base.old
    alone = alone and not SPENT.search(base.near)  # 执行率 x%（决算 A 万元）: what was done, and of no matter what
    return base if told or alone else None


def _told_of_base(rate: Term, before: Sequence[Term], base: Term | None) -> list[Term]:
    """What a rate with its base in a bracket may be of: what its words name (上半年进度), else any amount before it
    that is no change."""
    alike = [t for t in before if base is not None and same_kind(base, t)]
    stated = [t for t in alike if t.role != "change"] or alike
    named = [t for t in stated if rate.near[:2] in noun_of(t)]
    return named[:1] or stated


def _name_of(rate: Term) -> str:
    return re.sub(rf"{IS}$", "", rate.near)[-14:]


_BUDGET_OF = re.compile(rf"(?P<what>[\u4e00-\u9fff]{{4,12}}?)的?(?:年初)?预算(?:数|金额|安排)?{IS}$")


def _of_named(budget: Term, amounts: Amounts) -> Term | None:
    """项目支出的预算 B 万元，执行率 x%: what was spent on it, where the text states that once under its name."""
    found = _BUDGET_OF.search(budget.near)
    if found is None or "年初" in budget.near:
        return None
    spent = {t.size: t for t in amounts.named_exactly(found["what"]) if same_kind(t, budget) and t is not budget}
    return spent.popitem()[1] if len(spent) == 1 else None


def _before(terms: Sequence[Term], i: int) -> list[Term]:
    """The amounts before a rate in its sentence, nearest first. What a bracket beside them holds is no more than said
    in passing."""
    found: list[Term] = []
    for term in reversed(terms[:i]):
        if term.sentence != terms[i].sentence or len(found) == MOST_BACK:
            break
        if _REMAINS.match(term.tail) or term.depth > terms[i].depth:
            continue
        if term.unit == "分" and "分" not in terms[i].near:
            continue  # 效果 25 分，得 24 分（家长满意度 93.0%）: what was scored is not what was asked or done
        sort = term.role in ("amount", "rest") or (term.role == "change" and not term.is_percent)
        listed = term.lead.startswith("、") and "；" in terms[i].lead + "".join(t.lead for t in found)
        if sort and not listed and not term.is_percent and not term.quantity.approximate and not term.old:
            found.append(term)
    return found


def _readings(whole: Term, part: Term, stem: str) -> list[Reading]:
    """`whole` stands before `part`."""
    straight, back = Reading("f1 / f2 * 100", (part, whole)), Reading("f1 / f2 * 100", (whole, part))
    short = Reading("(f2 - f1) / f2 * 100", (part, whole))
    over = Reading("(f1 - f2) / f2 * 100", (part, whole))
    if MISSING.search(stem) or ADDED.search(stem):
        over_part = Reading("(f1 - f2) / f1 * 100", (part, whole))
        added = (
            over_part,
            Reading("f1 / (f2 - f1) * 100", (part, whole)),
            Reading("f1 / (f2 - f1) * 100", (whole, part)),
        )
        named = bool(MISSING.search(noun_of(part)) or ADDED.search(noun_of(part)))
        found = [straight, short, over, back, *added] if named else [short, over, straight, back, *added]
        if named and MISSING.search(stem) and not PLAN.search(noun_of(whole)):
            # 采购 A 万元，比预算节约 B 万元，节约率 x%: of what both come to
            both = Reading("f1 / (f1 + f2) * 100", (part, whole))
            found = [both, *found] if SPENT.search(noun_of(whole)) else [straight, both, *found[1:]]
    else:
        found = [straight, back, short]
    return [r for r in found if all(t.quantity.value for t in r.terms[1:])]
