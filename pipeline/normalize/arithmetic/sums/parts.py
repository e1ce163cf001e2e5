"""Wholes that the text divides: 共 N 人，其中 A、B、C; N 项（A、B）; N 万元。按用途分：A、B、C.

Whether the parts named are all there are is the question. 包括, 分为, a colon or a bracket right behind the whole say
so, and so does 其他 as the last part; 其中 alone does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.fit import fits, sum_of
from pipeline.normalize.arithmetic.runs import in_run, list_before, one_of_several, run_from
from pipeline.normalize.arithmetic.sums.complete_lists import (
    came_of_plan,
    in_columns,
    is_rest,
    names_all,
    one_alone,
    shares_of_all,
    too_many_of_one_sort,
    zeros_listed,
)
from pipeline.normalize.arithmetic.sums.list_members import MOST, OF_WHICH, excluded, goes_on, members_of
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, share_a_word, subject_of

_ALL = re.compile(
    r"包括|包含|分为|划分为?|分别(?:为|是|有|(?![比较同增减]|上升|下降|提高|降低)[\u4e00-\u9fff]{0,4}$)|具体(?:为|是|有)|(?:^|，)即|由(?!于)[^，。；]{0,12}$|：|"
    r"按[^，。；]{1,12}(?:分|划分|统计)|分[^，。；]{1,6}(?:看|来看|为)"
)
_ROW = re.compile(r"^[，；][^，。；：]{0,10}(?:分别|依次|各)")
# A sentence that divides what the one before has stated.
_OPENS = re.compile(
    r"^(?:其中|按[^，。；：\d]{1,14}(?:分|划分|分类|分列|统计|来?看|构成)|从[^，。；：\d]{1,14}(?:看|来看|划分)|"
    r"分[^，。；：\d]{1,8}(?:看|来看|列|统计|：|，)|"
    r"(?:主要)?(?:包括|包含)|具体(?:为|是|包括|如下)?|各[^，。；：\d]{1,10}(?:为|：|分别)|分别(?:为|是))"
)
_DIVIDES_ANEW = re.compile(
    r"^(?:再|又|另|如)?(?:按|从|分)[^，。；：\d]{1,14}(?:分|划分|分类|分列|统计|看|构成|口径|情况[是为]?)[，：]"
)
_BRACKET = re.compile(r"[\u4e00-\u9fff]{0,8}\((?!上年|去年|不含|以|含|加上?)")
_WITHIN = re.compile(
    r"^(?:在)?(?P<head>[^，。；：、\d]{2,14}?)(?:构成)?(?:之?中|里面?|以?内)"
    r"(?:，|：|包括|，其中|(?<=[员工师生出入金费产目]中)(?=[\u4e00-\u9fff]{2}))"
)
_DIVIDED = re.compile(
    r"^(?P<head>[^，。；：、\d]{2,14}?)(?:(?:按[^，。；：\d]{1,12})?(?:共?分为?|划分为|包括|主要包括|主要用于|构成(?:为|如下))"
    r"[^，。；\d]{0,8}：|按[^，。；：\d]{1,8}(?:分|划分|统计|看)?[，：]|按[^，。；：\d]{1,8}(?:划)?分为(?=[\u4e00-\u9fff]{2}))"
)
_MAIN_ONES = re.compile(
    r"(?:分|从|按)[^，。；：\d]{0,4}主要|主要(?!包括|包含|用于|由)[^，。；：\d]{1,10}(?:看|如下|：|有|是|为|，)"
)
SENTENCES_BACK = 3
MOST_OVER = Decimal("1.2")  # times a whole that parts of it can come to by a slip in one of them
_NAME = 4  # characters at the end of a name by which two amounts are of one thing (计划金额)


def parts_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Every whole of a paragraph with its parts."""
    for i, whole in enumerate(terms):
        if not i or whole.sentence != terms[i - 1].sentence:
            yield from _next_sentence(terms, i, amounts)
        elif again := _DIVIDED_AGAIN.search(whole.lead):
            yield from _next_sentence(terms, i, amounts, again["opening"])
        if not whole.usable or excluded(whole):
            continue
        if whole.role not in ("change", "base"):
            yield from _behind(terms, i)
        yield from _in_order(terms, i)


def head_of(terms: Sequence[Term], i: int, amounts: Amounts) -> Term | None:
    """The whole in whose list the term at `i` stands: the last amount of its kind before a word that opens a list."""
    part = terms[i]
    if OF_WHICH.search(part.lead) and (passed := _behind_its_rate(terms, i)):
        return passed  # 计划 P，其中甲 A；采购 N，执行率 x%，其中乙 B，占 y%: of N
    for j in range(i - 1, -1, -1):
        before, follows = terms[j], terms[j + 1]
        if before.sentence < part.sentence:
            break
        if (
            opening_of(before, follows)
            and not excluded(before)
            and same_kind(before, part)
            and before.depth <= part.depth
            and (part.depth > before.depth or not _closes_again(terms[j + 1 : i + 1], before))
        ):
            return before
    if passed := _behind_its_rate(terms, i):
        return passed
    first = next(j for j, t in enumerate(terms) if t.sentence == part.sentence)
    heads = _heads_before(terms, first, part, amounts)
    return heads[0] if len({h.size for h in heads}) == 1 else None


def _closes_again(behind: Sequence[Term], whole: Term) -> bool:
    """Whether a bracket right behind an amount is closed before another: A 万元（占 x%）、B 万元（占 y%）."""
    return behind[0].depth > whole.depth and ")" in "".join(t.lead for t in behind)


def _behind_its_rate(terms: Sequence[Term], i: int) -> Term | None:
    """决算 A 万元，控制率 80%；其中，购车 B 万元，…: the amount whose rate stands before the list."""
    part = terms[i]
    for j in range(i - 2, -1, -1):
        head, rate = terms[j], terms[j + 1]
        if head.sentence != part.sentence:
            return None
        if rate.role == "rate" and OF_WHICH.search(rate.tail) and head.role == "amount" and not excluded(head):
            fits_in = same_kind(head, part) and head.depth <= part.depth and head.size >= part.size
            return head if fits_in else None
    return None


def _heads_before(terms: Sequence[Term], first: int, part: Term, amounts: Amounts, lead: str = "") -> list[Term]:
    """What a sentence that begins at `first` can divide: what its own words name (基本支出中，…), else the amounts of
    the last sentence that states any."""
    lead = lead or terms[first].lead
    named = _WITHIN.match(lead) or _DIVIDED.match(lead)
    if named:
        here = (part.paragraph, part.index)
        found = [t for t in amounts.named(named["head"], part) if t.size >= part.size]
        # planned in one paragraph and spent in the next
        found = [t for t in found if t.paragraph == part.paragraph or not amounts.is_planned(t)]
        before = [t for t in found if (t.paragraph, t.index) < here]
        if before or _WITHIN.match(lead):
            return before[-1:]
    if not named and not _OPENS.match(lead):
        return []
    beside: list[Term] = []
    for sentence in range(terms[first].sentence - 1, terms[first].sentence - 1 - SENTENCES_BACK, -1):
        stated = [t for t in terms[:first] if t.sentence == sentence and is_head(t, part) and t.usable]
        heads = [t for t in stated if not in_run(terms, t.index)]
        if _DIVIDES_ANEW.match(lead) and stated and _DIVIDES_ANEW.match(stated[0].lead):
            continue  # 按资金性质分，…。按支出性质分，…: both of what stands before
        if _DIVIDES_ANEW.match(lead) and stated and stated[0].lead.startswith("其中"):
            beside += heads
            continue  # 余额 N。其中，甲 A、乙 B。按级次分，…: of N or of B
        if stated and not heads:
            continue  # 甲、乙分别为 A 和 B。从别处看，丙、丁分别为 …: two ways to divide what stands before
        if heads:
            if named:  # 实际签约 A 万元。签约金额按类型分为 …
                heads = [h for h in heads if share_a_word(noun_of(h), named["head"])] or heads
            divided = heads[0].index + 1 < first and opening_of(heads[0], terms[heads[0].index + 1])
            return [*(heads[:1] if divided else heads), *beside]
    return []


def is_head(term: Term, like: Term, *, rests: bool = False) -> bool:
    stated = term.role == "amount" or (rests and term.role == "rest")
    return not excluded(term) and same_kind(term, like) and not term.old and not term.depth and stated


_MOVES = re.compile(r"(?:调整|变动|变化|追加|调增|调剂|增减)(?:情况)?(?:为|如下)?：")
_MOST_CLAUSES = 4  # between a whole and the word that opens its list


def opening_of(whole: Term, follows: Term) -> str:
    """`all` or `some` where the words behind a whole open a list of all or of some of its parts; '' for none."""
    if whole.depth > follows.depth:
        return ""  # 限额 A 万元（含外债 B 万元），其中 …: not of B
    if whole.tail.count("，") > _MOST_CLAUSES:
        return ""
    opening = (
        whole.tail if follows.depth > whole.depth or "(" not in whole.tail else re.sub(r"\([^()]*\)", "", whole.tail)
    )
    if _MOVES.search(opening):
        return ""  # 年初预算 A，两次调整：第一次追加 B，第二次追加 C: no parts of A
    bracket = bool(_BRACKET.match(opening))
    if "；" in opening or (bracket and follows.depth <= whole.depth):
        return ""
    of_which = OF_WHICH.search(opening)
    if (_ALL.search(opening) and not re.search(r"其中(?!：)", opening)) or (bracket and not of_which):
        return "some" if of_which or "主要" in opening.split("(")[0] else "all"
    return "some" if of_which else ""


def _behind(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """The parts that follow a whole: those of a bracket right behind it, or those behind 其中, 包括, a colon."""
    whole = terms[i]
    if i + 1 >= len(terms) or terms[i + 1].sentence != whole.sentence or one_of_several(terms, i):
        return
    if not (whole.unit or re.search(r"[\u4e00-\u9fff]", noun_of(whole))):
        return  # ● 12345 热线：受理 A 件: the name of something
    first = i + 1
    if _ROW.search(whole.tail) and (whole.name or len(list_before(terms, i)) == len(run_from(terms, first)) > 1):
        return  # 甲、乙预算分别为 A、B，支出分别为 C、D: a row beside another
    opening = opening_of(whole, terms[first]) or _kinds(terms, first, whole)
    while not opening and first + 1 < len(terms) and terms[first + 1].sentence == whole.sentence:
        # A 万亩，占任务 B 万亩的 x%，其中 …
        if "；" in terms[first].lead:
            break
        passing = terms[first].is_percent or terms[first].role in ("base", "change") or "占" in terms[first].lead
        if passing and terms[first].role == "rate" and _SOURCES.search(terms[first].tail):
            opening, first = "all", first + 1  # 支出 A，执行率 x%，按来源分，财政拨款 B、事业收入 C
            break
        if passing and _MADE_UP.search(terms[first].tail):
            opening, first = "all", first + 1  # 总支出 A，完成预算的 x%，其构成是：…
            break
        if not passing or not OF_WHICH.search(terms[first].tail):
            if not passing:
                break
            first += 1
            continue
        opening, first = "some", first + 1
    if opening:
        parts, ends, nested = members_of(terms, first, whole)
        if in_columns(parts, ends):  # ①甲支出 A，结余 B；②乙支出 C，结余 D: what each begins with
            parts, ends = [parts[0], *(parts[n] for n in ends if n < len(parts))], []
        if len(parts) > 1 and any(p.size == whole.size for p in parts) and not fits(whole, sum_of(parts)):
            return  # 余额 A，其中有追索权 A，占 100%；正向 B，占 85%: divided twice
        own = parts[: ends[0]] if ends and ends[0] > 1 else parts
        defined = names_all(whole, own)
        apart = defined and noun_of(whole).endswith("基本支出")  # 预算 A，基本支出 B，其中人员 C、公用 D: of no other
        if (
            opening == "some"
            and not apart
            and (_of_an_earlier_one(terms, i, parts) or _named_as_another(terms, i, parts))
        ):
            return  # 支出 A 万元，节余 B 万元，其中 …: of A, or of both
        told = opening == "all" and not _aside(whole, parts)
        closed = told or defined or shares_of_all(terms, parts)
        if ends and "；" in whole.lead and parts[0].depth == whole.depth and not defined:
            closed, nested = False, True  # 甲 A 个，分别为 …；乙 B 个，分别为 …
        if goes_on(terms, parts) and not fits(whole, sum_of(parts)):
            return
        yield from _sums(whole, parts, ends, closed=closed, nested=nested)


def _aside(whole: Term, parts: Sequence[Term]) -> bool:
    """事业编制 41 个（参公 3 人，工勤 1 人）: a bracket that names a few of them, far from all."""
    few = whole.measure.counts and sum(p.size for p in parts) * 2 < whole.size
    return few and bool(_BRACKET.match(whole.tail)) and not _ALL.search(whole.tail)


def _kinds(terms: Sequence[Term], first: int, whole: Term) -> str:
    """稿件 A 条，图文类 B 条、视频类 C 条: a list that nothing opens but the names of its members."""
    if first + 1 >= len(terms) or not whole.tail.startswith(("，", "件，", "条，")):
        return ""
    two = terms[first : first + 2]
    alike = all(t.sentence == whole.sentence and same_kind(t, whole) and t.near.endswith(("类", "型")) for t in two)
    return "some" if alike and two[1].lead.startswith("、") else ""


def _of_an_earlier_one(terms: Sequence[Term], i: int, parts: Sequence[Term]) -> bool:
    """Whether a list comes to another amount before it in the sentence than the one right before."""
    whole = terms[i]
    if len(parts) < 2:
        return False
    before = [t for t in terms[:i] if t.sentence == whole.sentence and same_kind(t, whole) and t.role == "amount"]
    return not fits(whole, sum_of(parts)) and any(fits(t, sum_of(parts)) for t in before)


def _named_as_another(terms: Sequence[Term], i: int, parts: Sequence[Term]) -> bool:
    """计划 A，采购 B，节约 C，其中货物类计划 A1，采购 B1，节约 C1: whether a part has the name of another amount."""
    own = noun_of(terms[i])[-_NAME:]
    before = [t for t in terms[:i] if t.sentence == terms[i].sentence and same_kind(t, terms[i])]
    names = {noun_of(t)[-_NAME:] for t in before if t.role == "amount"} - {own, ""}
    return any(noun_of(p)[-_NAME:] in names for p in parts)


def _sums(whole: Term, parts: list[Term], ends: list[int], *, closed: bool, nested: bool) -> Iterator[Worked]:
    told_all = closed or (len(parts) > 2 and is_rest(parts[-1])) or zeros_listed(parts)  # …，其他收入 0 万元
    if not 2 <= len(parts) <= MOST or (not told_all and one_alone(parts)):
        return
    if all(p.size > whole.size and p.measure.unit != whole.measure.unit for p in parts):
        return  # 3 个单位（甲单位 120、乙单位 98): what each of them has
    cut = len(parts)
    if ends and ends[0] >= 2:  # else one part to each semicolon
        cut = ends[0]
    lengths = dict.fromkeys((cut, *range(len(parts), 1, -1)))
    readings = tuple(sum_of(parts[:n]) for n in lengths)
    named_rest = is_rest(parts[cut - 1])
    alike = _alike(parts[:cut], whole) and sum(p.size for p in parts[:cut]) > whole.size
    main = "主要" in whole.tail.split("(")[0]  # 失分 A 分，主要扣分指标为 …: not all of them
    scored = whole.measure.unit == "分" and len(parts) > 2  # the parts of a score are all told
    alike = alike or too_many_of_one_sort(whole, parts[:cut])
    certain = (closed or named_rest or alike or scored or zeros_listed(parts[:cut])) and not (nested or main)
    yield Worked("sum", whole, readings, certain, subject_of(whole), partial=not main)


def _alike(parts: Sequence[Term], whole: Term) -> bool:
    """Whether the names of the parts end alike, so that they are kinds of one thing (县道, 乡道, 村道). One enterprise
    or person may be of several kinds (高新企业, 外资企业)."""
    names = [noun_of(p) or p.tail for p in parts]
    if not all(p.lead[:1] in ("、", "和", "及", "与") for p in parts[1:]):
        return False  # 私人汽车 A 辆，轿车 B 辆: what is told one by one may be told of the same things
    several = whole.measure.unit in ("家", "人", "户") and noun_of(whole)[-2:] == names[0][-2:]
    return not several and all(n and n[-1] == names[0][-1] for n in names)


def _in_order(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """播种面积 A 亩；早稻、中稻、晚稻播种面积分别为 B、C、D 亩: what three or more have between them, of the amount
    with their name."""
    first = terms[i]
    if not re.search(r"分别|依次", first.lead) or first.lead.count("、") < 2:
        return
    run = run_from(terms, i)
    parts = [terms[k] for k in run]
    if len(parts) < 3 or not all(p.usable for p in parts):
        return
    sort = re.split(r"、|和|及|与", parts[-1].name)[-1][-4:]
    before = [t for t in terms[:i] if same_kind(t, first) and is_head(t, first) and t.size > max(p.size for p in parts)]
    heads = [t for t in before if sort and share_a_word(noun_of(t), sort)]
    if len(heads) != 1:
        return
    last, others = parts[-1], parts[:-1]
    rest = " - ".join(["f1", *(f"f{n}" for n in range(2, len(others) + 2))])
    yield Worked("sum", last, (Reading(rest, (heads[0], *others)),), False, subject_of(last), partial=True)


# 按来源分，…；按结构分，…; 收入包括：…；支出包括：…
_DIVIDED_AGAIN = re.compile(
    r"；(?P<opening>(?:按|从)[^，。；：\d]{1,14}(?:分|划分|分类|看|来看|构成)，.*|(?:收入|支出)(?:主要)?包括.*)$"
)


# 年初预算 A，上年结转 B，调整后预算 C。按来源划分，…: of the budget as it became, if of none of the others.
_CHANGED = re.compile(r"(?:调整|压减|追加)(?:后|为|至|到)|全年[^，]{0,4}预算|可用")
_MADE_UP = re.compile(r"^，(?:其|具体)?构成(?:是|为|如下|情况(?:是|为))*：")
_SOURCES = re.compile(r"^，按[^，。；：\d]{1,10}(?:分|划分|分类|分列|构成)，")
_MOVED = re.compile(r"追加|调增|调减|核减|压减")
_DIVIDES = re.compile(r"按[^，。；：\d]{1,14}(?:分|划分|分类|分列)")


def _next_sentence(terms: Sequence[Term], first: int, amounts: Amounts, lead: str = "") -> Iterator[Worked]:
    """A list in a sentence, or behind `lead` within one: its last part is what the others leave of the whole before."""
    again = bool(lead)
    lead = lead or terms[first].lead
    if terms[first].quantity.words and "：" in terms[first].tail and first + 1 < len(terms):
        lead += terms[first].tail  # 项目支出分五个明细项目：…
        first += 1
    parts, ends, nested = members_of(terms, first, terms[first])
    if not 2 <= len(parts) <= MOST:
        return
    if ends and ends[0] >= 2:
        if in_columns(parts, ends):
            return  # 甲县到位 A、支付 B；乙县到位 C、支付 D: one head for each
        parts = parts[: ends[0]]
    heads = _heads_before(terms, first, parts[0], amounts, lead)
    begins = terms[_begin(terms, first)]
    own = not (again or begins is parts[0] or begins.is_percent or begins.quantity.words)
    if own and opening_of(begins, terms[begins.index + 1]):
        return  # 2022 年偿还 A 亿元，其中：甲 B 亿元；乙 C 亿元: of A
    if again and not _OPENS.match(begins.lead) and not _SIDES.match(begins.lead):
        heads = [t for t in terms[_begin(terms, first) : first] if is_head(t, parts[0]) and t.usable][:1] or heads
    named = [h for h in heads if not _NAMELESS.fullmatch(noun_of(h))]
    alike = [h for h in heads if all(share_a_word(noun_of(h), noun_of(p)) for p in parts)]
    heads = alike if len(alike) == 1 and named == heads else came_of_plan(heads)
    others_sum, several = sum(p.size for p in parts[:-1]), len(heads) > 1
    heads = [h for h in heads if h.size * MOST_OVER >= others_sum]  # no whole is less than its parts
    if not heads:
        return
    changed = [h for h in heads if _CHANGED.search(h.near)] if _DIVIDES.match(lead) else []
    moved = any(_MOVED.search(t.near) for t in terms[heads[-1].index + 1 : first])
    defined = all(names_all(h, parts) for h in heads)  # 计划 A，实际 B。其中货物 C、工程 D、服务 E: all of one of them
    sole = (len(heads) == 1 and not (moved or several)) or len(changed) == 1 or defined
    heads = sorted(heads, key=lambda h: h not in changed)
    last, others = parts[-1], parts[:-1]
    rest = " - ".join(["f1", *(f"f{n}" for n in range(2, len(others) + 2))])
    readings = tuple(Reading(rest, (head, *others)) for head in heads)
    within = _WITHIN.match(lead)
    some = (
        re.match(r"(?:[^，；：]{2,14}，)?其中", lead)
        or _MAIN_ONES.match(lead)
        or (within and not within.group().endswith("："))
    )
    known = defined or (len(heads) == 1 and shares_of_all(terms, parts))
    if not known and one_alone(parts):
        return
    every = known or not some or is_rest(last) or (last.measure.unit == "分" and len(parts) > 2)
    open_ended = goes_on(terms, parts)
    if open_ended and not any(fits(last, r) for r in readings):
        return
    told = not (_MAIN_PARTS.match(lead) or _SEEN.match(lead)) or (known and not defined)
    certain = bool(every) and told and sole and not nested
    yield Worked("sum", last, readings, certain, subject_of(last), partial=not _SEEN.match(lead))


_SIDES = re.compile(r"^(?:收入|支出)(?:主要)?包括")
# 实际完成 A 万元: of what the amount before it is of
_NAMELESS = re.compile(
    r"(?:实际|累计|全年|调整后?|年初|批复|预计|已)*(?:完成|支出|执行|实现|收入|安排|预算|决算)?数?(?:为|达)?"
)
_MAIN_PARTS = re.compile(r"主要(?:包括|包含|有|是)")
_SEEN = re.compile(
    r"^(?:从[^，。；：\d]{1,14}看|[按分][^，。；：\d]{0,4}(?:商品|产品|贸易方式)[^，。；：\d]{0,3}(?:分|看))"
)  # 从贸易方式看，…: what there is to see, and not how it is divided


def _begin(terms: Sequence[Term], i: int) -> int:
    """The index of the first number of the sentence of that at `i`."""
    return next(j for j, t in enumerate(terms) if t.sentence == terms[i].sentence)
