"""Rates beside the two numbers that give them: 排查 A 处，整改 B 处，整改率 x%; 预算 A 万元，支出 B 万元，执行率 x%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.runs import given_out, partners, run_from
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, counted_noun, noun_of

_STEM = re.compile(
    r"([\u4e00-\u9fff]{0,12}?)(?:率|满意度|占比|比例|(?<=调整)幅度|(?<=调剂)幅度|进度|(?<=执行|完成|达成|实现)度|完成|实现)(?:约|近|达到?|为|是|：|仅|高达)*$"
)
# What is left over against what was to be: 缺编率, 结余率, 不合格率.
_MISSING = re.compile(
    r"缺|核减|审减|空编|差异|偏差|结余|结转|节约|节支|节省|不合格|闲置|空置|未|退|下降|压减|压缩|超支"
)
_PLANNED = re.compile(r"年初|批复|原预算|当年预算")
_PLAN = re.compile(r"预算|计划|任务|目标|应|指标")
_SHORT = re.compile(
    r"核减|审减|差异|空缺|缺编|空编|缺员|节约|节支|节省|不合格"
)  # of the two numbers before it and of nothing else
_ADDED = re.compile(r"调整|调剂|调增|调减|追加")
# 剔除上级追加后调整率 x%: of other amounts than those that stand before it.
_EXCEPTED = re.compile(r"(?:剔除|扣除|不考虑|不含)[^，。；]*$")
_OF_PART = re.compile(r"项目|基本|公用|人员|采购|三公|专项")
_ACTUAL = re.compile(
    r"实际|完成|支出|执行|使用|实有|在职|在岗|办结|审结|整改|合格|满意|报到|就业|回收|收回|拨付|到位|入住|转化|解决|达标|处置|签订|合同|成交|中标"
)
# Rates of something that the numbers before them need not be of.
_OTHER_RATE = re.compile(
    r"增长|接种|覆盖|普及|优良|成活|密度|及时|准确|知晓|达标|保有|死亡|发病|平均|综合|总体|按时|按期"
)
_SPENT = re.compile(r"执行|支出|使用|完成|实际|列支|支付|合同|成交|中标")
_MAY_EXCEED = re.compile(r"完成|执行|实现|达成|控制|增|减|变|调|偏|差|超|使用|支出|负荷|周转|产出|投入")
_DONE = frozenset({"完成", "执行", "支出", "支付", "使用"})
_IN_TIME = re.compile(r"[及按准即限]时|按期|当[日天]|时限内|小时内")
_REMAINS = re.compile(r"[\u4e00-\u9fff]{0,4}(?:未|尚未|正在|跨年)")
# 满意度测评 A 家，满意 B 家: of all that were asked
_ASKED = re.compile(r"满意[度率](?:测评|调查|问卷|评价|样本|测评表)?|测评|调查|问卷|样本|访问")
_GENERAL = "人员数量件个项目控制"  # characters of a rate's name that tie it to no number
# Sums that grow with the year: none is a part of another.
_OTHER_WORDS = re.compile(r"合[作同计]|[综联组结]合")  # 农民合作社, beside 抽检合格率
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
            continue
        found = _STEM.search(rate.near)
        if found is None:
            continue
        stem = found[1] + next((w for w in ("满意", "完成", "实现") if w in rate.near and w not in found[1]), "")
        before = _before(terms, i)
        based = _base_behind(terms, i)
        of_base = _told_of_base(rate, before, based)
        if based is not None and of_base:
            readings = tuple(Reading("f1 / f2 * 100", (part, based)) for part in of_base)
            yield Worked("rate", rate, readings, True, _name_of(rate))
            continue
        answers = _answers(before, only=bool(_MOST.search(rate.near)))
        told = any("满意" in t.near and t.role == "rate" for t in terms[:i] if t.sentence == rate.sentence)
        if answers is not None and "满意" in rate.near and not told:  # else it is of something else they were asked
            yield Worked("rate", rate, answers, True, _name_of(rate))
            continue
        if "满意" in rate.near and not any("满意" in t.near for t in before):
            continue  # 发放问卷 A 份，回收 B 份，满意度 x%: B of A came back
        if len(before) == 1:
            named = _of_named(before[0], amounts)
            if named is not None and _SPENT.search(stem):
                yield Worked("rate", rate, (Reading("f1 / f2 * 100", (named, before[0])),), True, _name_of(rate))
            continue
        before = [t for t in before if same_kind(t, before[0])]
        pairs = [
            (a, b) for n, b in enumerate(before) for a in before[n + 1 :] if same_kind(a, b) and not _both_so_far(a, b)
        ]
        pairs = [(a, b) for a, b in pairs if a.index not in _with_rates(terms, rate) and not _beside(a, b)]
        if before and _SHORT.search(stem) and _SHORT.search(before[0].near):  # 送审 A，审定 B，审减 C: of the first
            pairs.sort(key=lambda pair: (pair[1] is not before[0], -pair[0].size))
        if not pairs or _of_a_member(terms, pairs[0][1], i):
            continue
        if _capped(rate, *pairs[0]) or _of_some_years(*pairs[0]):
            continue
        every = [r for whole, part in pairs for r in _readings(whole, part, stem)]
        turned = _told_first(before, stem) or _done_and_left(before, stem)
        if turned is not None:
            yield Worked("rate", rate, (turned,), True, _name_of(rate))
            continue
        between = [t for t in terms[before[0].index + 1 : i] if t.role == "rate"]
        certain = _certain(before, bool(between), pairs, rate, stem) and not _each_its_own(terms, i)
        certain = certain and not _both_paid(*pairs[0])
        yield Worked("rate", rate, tuple(every), certain, _name_of(rate))


# Rates that are agreed on or reckoned on what no report of a budget tells.
_FIXED = re.compile(r"利率|税率|费率|汇率|毛利率|净利率|收益率|出生率|死亡率|自然增长率")
_COHORT = re.compile(r"(?:19|20)\d\d[级届]")
_HUNDRED = 100


def _capped(rate: Term, whole: Term, part: Term) -> bool:
    """目标 17 项，完成 20 项，完成率 100%: more than all of it is all of it, as many offices score it."""
    return rate.quantity.value == _HUNDRED and part.size > whole.size and bool(_SPENT.search(rate.near))


def _of_some_years(whole: Term, part: Term) -> bool:
    """招收 A 人，2019 级 B 人合格，合格率 x%: of those of that year, who are not told."""
    return bool(_COHORT.search(part.lead)) and not _COHORT.search(whole.lead)


def _both_paid(whole: Term, part: Term) -> bool:
    """9 月支付 A 万元、10 月支付 B 万元，执行率 x%: of a budget that stands elsewhere."""
    names = [t.near for t in (whole, part)]
    return whole.is_money and all(_SPENT.search(n) or "付" in n for n in names) and not _PLAN.search(names[0])


def _beside(a: Term, b: Term) -> bool:
    """人员支出 A 万元，公用支出 B 万元（控制率 x%）: neither is what the other was planned to be."""
    ends = {noun_of(t)[-2:] for t in (a, b)}
    return len(ends) == 1 and ends <= {"支出", "决算"} and noun_of(a) != noun_of(b)


def _with_rates(terms: Sequence[Term], rate: Term) -> set[int]:
    """The amounts of a sentence that have a rate of the same name right behind them: 甲完成 A，完成率 a%；乙完成 B，
    完成率 b% tells of two plans, and A is not the one of B."""
    named = [t for t in terms[: rate.index] if t.sentence == rate.sentence and t.role == "rate" and t.near == rate.near]
    return {t.index - 1 for t in named if t.index and not terms[t.index - 1].is_percent}


def _of_a_member(terms: Sequence[Term], part: Term, i: int) -> bool:
    """计划 A，完成 B，完成率 x%，其中货物类完成率 y%，工程类完成率 z%: of amounts that are not told."""
    return any(re.search(r"其中|分[^，]{1,6}看", t.lead) for t in terms[part.index + 1 : i + 1])


_RECEIVED = re.compile(r"受理|应[办结检查]|接收|收到|下达|交办|发放|抽查|抽检|检查")


def _told_first(before: Sequence[Term], stem: str) -> Reading | None:
    """办结 A 件，受理 B 件，办结率 x%: what was done stands before what there was to do; None for any other order."""
    if len(before) != 2 or len(stem) < 2:
        return None
    whole, part = before
    done = (
        stem[-2:] in part.near
        and stem[-2:] not in whole.near
        and not re.search(r"[未不]|按[时期]|及时|其中|基本", part.near + whole.near)
    )
    if done and _RECEIVED.search(whole.near) and part.size <= whole.size and same_kind(part, whole):
        return Reading("f1 / f2 * 100", (part, whole))
    return None


_NOT_YET = re.compile(r"(?:尚|暂|还)?未([\u4e00-\u9fff]{1,4})|剩余|结余")


def _done_and_left(before: Sequence[Term], stem: str) -> Reading | None:
    """支付 A 万元，未支付 B 万元，支付率 x%: of both together, where the sentence states nothing else."""
    if len(before) != 2 or len(stem) < 2:
        return None
    left, done = before
    found = _NOT_YET.search(left.near)
    told = found is not None and (found[1] is None or found[1][0] in stem) and stem[-2:] in done.near
    if told and left.role == "rest" and not _NOT_YET.search(done.near) and "其中" not in left.lead:
        return Reading("f1 / (f1 + f2) * 100", (done, left))
    return None


def _both_so_far(*amounts: Term) -> bool:
    """上半年累计支出 A 万元，…；前三季度累计支出 B 万元，支出进度 x%: of a budget that stands elsewhere."""
    return all(t.is_money and _SO_FAR.search(t.near) for t in amounts)


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
    certain = bool(_SPENT.search(stem) and _SPENT.search(parts[0].lead) and _PLAN.search(wholes[0].lead))
    for place, part, whole in zip(run, parts, wholes, strict=True):
        rate = terms[place]
        if rate.is_percent and rate.usable:
            yield Worked("rate", rate, tuple(_readings(whole, part, stem)), certain, noun_of(part))


def _each_its_own(terms: Sequence[Term], i: int) -> bool:
    """A（执行率 x%）、B（执行率 y%）: each amount of a row has its rate in a bracket, none is the base of another's."""
    rate = terms[i]
    beside = [t for t in terms[:i] if t.sentence == rate.sentence and t.role == "rate"]
    return rate.depth > 0 and any(t.depth == rate.depth for t in beside)


_MOST = re.compile(r"非常|很满意|十分")


def _answers(before: Sequence[Term], *, only: bool) -> tuple[Reading, ...] | None:
    """满意 A 份、基本满意 B 份、不满意 C 份，满意度 x%: the content over all, or over what stands before. None where
    the sentence does not tell them apart. `only`: 非常满意率 is of those that are very content."""
    row = [t for t in reversed(before) if ("满意" in t.near or "一般" in t.near) and not _ASKED.search(t.near)]
    bad = [t for t in row if re.search(r"不(?:太|甚|很)?满意|一般", t.near)]
    good = [t for t in row if t not in bad]
    if not good or not bad:
        return None
    wholes = [t for t in before if t not in row]
    most = [t for t in good if _MOST.search(t.near)]
    sums = [most] if only and most else [good[:n] for n in range(len(good), 0, -1)]
    found = []
    for content in sums:
        top = " + ".join(f"f{n}" for n in range(1, len(content) + 1))
        every = " + ".join(f"f{n}" for n in range(len(content) + 1, len(content) + len(row) + 1))
        found.append(Reading(f"({top}) / ({every}) * 100", (*content, *row)))
        found += [Reading(f"({top}) / f{len(content) + 1} * 100", (*content, whole)) for whole in wholes]
    middling = [t for t in bad if "一般" in t.near and not only]
    if middling:
        all_but = [*good, *middling]
        top = " + ".join(f"f{n}" for n in range(1, len(all_but) + 1))
        every = " + ".join(f"f{n}" for n in range(len(all_but) + 1, len(all_but) + len(row) + 1))
        found.append(Reading(f"({top}) / ({every}) * 100", (*all_but, *row)))
    return tuple(found)


def _base_behind(terms: Sequence[Term], i: int) -> Term | None:
    """随访率 x%（以出院 B 人次为基数）: what a bracket behind a rate says that it is reckoned on."""
    if i + 1 >= len(terms) or terms[i + 1].depth <= terms[i].depth or terms[i + 1].sentence != terms[i].sentence:
        return None
    base = terms[i + 1]
    told = re.match(r"\((?:以|按)", base.lead) and re.search(r"基数|测算|计算|计\)|为分母", base.tail)
    alone = re.fullmatch(r"\([\u4e00-\u9fff]{2,8}", base.lead) and base.tail.startswith(")") and not base.old
    alone = alone and not _SPENT.search(base.near)  # 执行率 x%（决算 A 万元）: what was done, and of no matter what
    return base if told or alone else None


def _told_of_base(rate: Term, before: Sequence[Term], base: Term | None) -> list[Term]:
    """What a rate with its base in a bracket may be of: what its words name (上半年进度), else any amount before it
    that is no change."""
    alike = [t for t in before if base is not None and same_kind(base, t)]
    stated = [t for t in alike if t.role != "change"] or alike
    named = [t for t in stated if rate.near[:2] in noun_of(t)]
    return named[:1] or stated


def _name_of(rate: Term) -> str:
    return re.sub(r"(?:约|近|达到?|为|是|：|仅|高达)*$", "", rate.near)[-14:]


_BUDGET_OF = re.compile(r"(?P<what>[\u4e00-\u9fff]{4,12}?)的?(?:年初)?预算(?:数|金额|安排)?(?:为|是)?$")


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
    if _MISSING.search(stem) or _ADDED.search(stem):
        over_part = Reading("(f1 - f2) / f1 * 100", (part, whole))
        added = (
            over_part,
            Reading("f1 / (f2 - f1) * 100", (part, whole)),
            Reading("f1 / (f2 - f1) * 100", (whole, part)),
        )
        named = bool(_MISSING.search(noun_of(part)) or _ADDED.search(noun_of(part)))
        found = [straight, short, over, back, *added] if named else [short, over, straight, back, *added]
        if named and _MISSING.search(stem) and not _PLAN.search(noun_of(whole)):
            # 采购 A 万元，比预算节约 B 万元，节约率 x%: of what both come to
            both = Reading("f1 / (f1 + f2) * 100", (part, whole))
            found = [both, *found] if _SPENT.search(noun_of(whole)) else [straight, both, *found[1:]]
    else:
        found = [straight, back, short]
    return [r for r in found if all(t.quantity.value for t in r.terms[1:])]


_PART_NAMED = re.compile(r"(?:^|[，；(])其中[，：]?(?P<name>[\u4e00-\u9fff]{2,10})(?:\([^()]*\))?$")


def _of_which_told(before: Sequence[Term], stem: str) -> bool:
    """毕业生 A 人，其中就业（含升学）B 人，就业率 x%: of the only two numbers, the part being what it is named by.
    Not of money: 其中采购 A 万元，采购完成率 x% is of what was planned for it."""
    counts = len(before) == 2 and len(stem) > 1 and not before[0].is_money and stem[-2:] not in _DONE
    found = _PART_NAMED.search(before[0].lead) if counts else None
    whole = before[-1].near + counted_noun(before[-1])
    return found is not None and found["name"].startswith(stem[-2:]) and stem[-2:] not in whole


# A clause between two numbers with a subject of its own and what came of it.
_ANOTHER = re.compile(r"，(?!其中|主要|但)[\u4e00-\u9fff]{2,}?(?:因|由于|受)[^，]*，")


def _certain(before: Sequence[Term], passed: bool, pairs: Sequence[tuple[Term, Term]], rate: Term, stem: str) -> bool:
    """Whether the number right before a rate is what the rate's name says was done, of the numbers before that.
    `passed`: another rate stands between."""
    whole, part = pairs[0]
    moved = _ADDED.search(stem)
    if moved:
        added = [t for t in before if _ADDED.search(t.near)]
        part_named = _OF_PART.search(stem)
        if part_named and not any(part_named[0] in t.near for t in added):
            return False  # 项目支出调整率, beside the adjusted budget of the whole
        return len(added) == 1 and len([t for t in before if t.role == "amount" and _PLANNED.search(t.near)]) == 1
    if all(t.size < part.size for t in before if t is not part) and not _MAY_EXCEED.search(stem):
        return False  # 建成中心 A 个，覆盖社区 B 个，覆盖率 x%: of all communities, and of no centres
    other = _OTHER_RATE.search(stem)
    in_time = other and _IN_TIME.search(other[0]) and _IN_TIME.search(part.near)
    if other and not in_time and other[0] not in part.near:
        return False  # 办结 B 件，办结率 x%，按时办结率 y%: of those done in time
    named_after = len(stem) > 1 and stem[-2:] in part.near  # …；办结 B 件，办结率 x%
    if part is not before[0] or "；" in rate.lead or (other and not named_after):
        return False
    listed = "其中" in before[-2].lead if len(before) > 2 else False
    received = _RECEIVED.search(before[-1].near) or _PLAN.search(before[-1].near)
    if "；" in part.lead and not (named_after and (listed or received)):
        return False  # 年初在册 A 人；帮教 B 人，帮教率 x%: of none that another clause counts
    told_of_both = len(stem) > 1 and stem[-2:] in part.near and stem[-2:] in whole.near
    if told_of_both and not _PLAN.search(whole.near) and not _ASKED.search(whole.near):
        return False  # 事业在编 A 人，后勤在编 B 人，在编率 x%
    if stem[-2:] in _DONE and stem[-2:] in whole.near and not _PLAN.search(whole.near):
        return False  # 完成 A，其中完成甲 B，完成率 x%: A was done as well, and is no plan
    if any(t.role == "change" for t in before) and not _MISSING.search(stem):
        return False
    if re.search(r"不合格|未", stem) and stem[-3:] in part.near and len(before) == 2:
        return True  # 抽检 A 批，不合格 B 批，不合格率 x%
    if _MISSING.search(stem):
        amounts = [t for t in before if t.role == "amount" and same_kind(t, part)]
        return bool(_SHORT.search(stem)) and len(amounts) == 2 and len(before) <= 3
    of_money = re.search(r"预算|资金|支出|经费", stem) or (re.search(r"(?:执行|支付)$", stem) and not named_after)
    if of_money and not part.is_money:
        return False  # 完成 A 个，项目预算执行率 x%: of money, not of what was counted
    if _ANOTHER.search(rate.lead):
        return False  # 完成 B 个，某平台因流标重新采购，完成率 x%: of that one
    counted = counted_noun(part)
    names = noun_of(part) + part.near + (counted if len(counted) > 1 else "")  # of 10.37 万通 none got through
    if re.search(r"[不未]", names):
        return False
    apart = ("；" in part.lead and named_after) or _of_which_told(before, stem)
    if not apart and any(
        re.search(r"其中|包括|分别", t.lead) for t in before[:2]
    ):  # 支出 A，其中甲 B、乙 C，完成率 x%: of A
        return False
    bare = _OTHER_WORDS.sub("", names) if "合" in stem else names
    tied = [c for c in stem[-4:] if c in bare and c not in _GENERAL]
    spent = _SPENT.search(stem) and _SPENT.search(names)
    if "满意" in stem and passed:
        return False  # A 份，满意 B 份，家长满意率 x%，职工满意率 y%: only the first is of them
    if "满意" in stem:
        return "满意" in names  # of answers, not of the sheets that came back
    return bool(tied or spent or (_ACTUAL.search(names) and len(before) == 2))
