"""Wholes that the text divides: 共 N 人，其中 A、B、C; N 项（A、B）; N 万元。按用途分：A、B、C.

Whether the parts named are all there are is the question. 包括, 分为, a colon or a bracket right behind the whole say
so, and so does 其他 as the last part; 其中 alone does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.fit import fits, rest_of, sum_of
from pipeline.normalize.arithmetic.runs import list_before, one_of_several, run_from
from pipeline.normalize.arithmetic.sums.complete_lists import (
    in_columns,
    is_rest,
    names_all,
    one_alone,
    shares_of_all,
    too_many_of_one_sort,
    zeros_listed,
)
from pipeline.normalize.arithmetic.sums.divided_before import divided_before
from pipeline.normalize.arithmetic.sums.heads import ALL, BRACKET, is_head, opening_of
from pipeline.normalize.arithmetic.sums.list_members import (
    MOST,
    OF_WHICH,
    excluded,
    goes_on,
    members_of,
    only_content,
)
from pipeline.normalize.arithmetic.terms import Term, said_again, same_kind
from pipeline.normalize.arithmetic.worked import Worked, noun_of, share_a_word, subject_of

_ROW = re.compile(r"^[，；][^，。；：]{0,10}(?:分别|依次|各)")
_NAME = 4  # characters at the end of a name by which two amounts are of one thing (计划金额)
# 按来源分，…；按结构分，…; 收入包括：…；支出包括：…
_DIVIDED_AGAIN = re.compile(
    r"；(?P<opening>(?:按|从)[^，。；：\d]{1,14}(?:分|划分|分类|看|来看|构成)，.*|(?:收入|支出)(?:主要)?包括.*)$"
)
_MADE_UP = re.compile(r"^，(?:其|具体)?构成(?:是|为|如下|情况(?:是|为))*：")
_SOURCES = re.compile(r"^，按[^，。；：\d]{1,10}(?:分|划分|分类|分列|构成)，")


def parts_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Every whole of a paragraph with its parts."""
    for i, whole in enumerate(terms):
        if not i or whole.sentence != terms[i - 1].sentence:
            yield from divided_before(terms, i, amounts)
        elif again := _DIVIDED_AGAIN.search(whole.lead):
            yield from divided_before(terms, i, amounts, again["opening"])
        each = whole.role == "average" and OF_WHICH.search(whole.tail)  # 标准每人 1050 元，其中补助 A 元、自筹 B 元
        if not whole.usable or (excluded(whole) and not each):
            continue
        if whole.role not in ("change", "base"):
            yield from _behind(terms, i)
        yield from _in_order(terms, i)


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
    if first + 1 < len(terms) and said_again(whole, terms[first]):
        whole, first = replace(whole, tail=terms[first].tail.removeprefix(")")), first + 1
    opening = opening_of(whole, terms[first]) or _kinds(terms, first, whole)
    if not opening:
        opening, first = _opened_later(terms, first, whole)
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
        if ends and parts and "；" in whole.lead and parts[0].depth == whole.depth and not defined:
            closed, nested = False, True  # 甲 A 个，分别为 …；乙 B 个，分别为 …
        if (goes_on(terms, parts) or only_content(whole, parts)) and not fits(whole, sum_of(parts)):
            return
        if not _counts_otherwise(terms, whole, parts):
            yield from _sums(whole, parts, ends, closed=closed, nested=nested)


def _counts_otherwise(terms: Sequence[Term], whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a list holds members that are counted in another way (服务 N 人次，其中甲 A 人、乙 B 人次): how many
    of the whole they are is not told."""
    units = {whole.unit, f"{whole.unit}次", whole.unit.removesuffix("次")}
    between = terms[whole.index + 1 : parts[-1].index] if parts else []
    return any(t.unit != whole.unit and t.unit in units and t.role == "amount" for t in between)


def _opened_later(terms: Sequence[Term], first: int, whole: Term) -> tuple[str, int]:
    """How parts are opened behind rates and changes of the whole, and which is the first of them (A 万亩，占任务 B
    万亩的 x%，其中 …); '' where they are not."""
    while first + 1 < len(terms) and terms[first + 1].sentence == whole.sentence:
        term = terms[first]
        passing = term.is_percent or term.role in ("base", "change") or "占" in term.lead
        if "；" in term.lead or not passing:
            break
        first += 1
        if term.role == "rate" and _SOURCES.search(term.tail):
            return "all", first  # 支出 A，执行率 x%，按来源分，财政拨款 B、事业收入 C
        if _MADE_UP.search(term.tail):
            return "all", first  # 总支出 A，完成预算的 x%，其构成是：…
        if OF_WHICH.search(term.tail):
            return "some", first
    return "", first


def _aside(whole: Term, parts: Sequence[Term]) -> bool:
    """事业编制 41 个（参公 3 人，工勤 1 人）: a bracket that names a few of them, far from all."""
    few = whole.measure.counts and sum(p.size for p in parts) * 2 < whole.size
    return few and bool(BRACKET.match(whole.tail)) and not ALL.search(whole.tail)


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


_FIRST_OF = re.compile(r"前[二两三四五六七八九十\d]+[类项位名个大][^，；、]{0,4}$")  # 其中甲 A，前三类为 B、C、D: of A


def _sums(whole: Term, parts: list[Term], ends: list[int], *, closed: bool, nested: bool) -> Iterator[Worked]:
    parts = parts[: next((n for n, p in enumerate(parts) if n and _FIRST_OF.search(p.lead)), len(parts))]
    ends = [n for n in ends if n < len(parts)]
    told_all = closed or (len(parts) > 2 and is_rest(parts[-1])) or zeros_listed(parts)  # …，其他收入 0 万元
    if not 2 <= len(parts) <= MOST or (not told_all and one_alone(parts)):
        return
    if all(p.size > whole.size and p.measure.unit != whole.measure.unit for p in parts):
        return  # 3 个单位（甲单位 120、乙单位 98): what each of them has
    cut = len(parts)
    if ends and ends[0] >= 2:  # else one part to each semicolon
        cut = ends[0]
    lengths = dict.fromkeys((cut, *range(len(parts), 1, -1)))
    if cut < len(parts) and not closed:  # 其中资本金 A，已发行 B；累计使用 C: what a semicolon ends
        lengths = dict.fromkeys(n for n in lengths if n <= cut or fits(whole, sum_of(parts[:n])))
    readings = tuple(sum_of(parts[:n]) for n in lengths)
    named_rest = is_rest(parts[cut - 1])
    alike = _alike(parts[:cut], whole) and sum(p.size for p in parts[:cut]) > whole.size
    main = "主要" in whole.tail.split("(")[0]  # 失分 A 分，主要扣分指标为 …: not all of them
    scored = whole.measure.unit == "分" and len(parts) > 2  # the parts of a score are all told
    alike = alike or too_many_of_one_sort(whole, parts[:cut])
    certain = (closed or named_rest or alike or scored or zeros_listed(parts[:cut])) and not (nested or main)
    if not certain and ends and not _of_one_list(parts, ends):
        return
    yield Worked("sum", whole, readings, certain, subject_of(whole), partial=not main)


def _of_one_list(parts: Sequence[Term], ends: Sequence[int]) -> bool:
    """Whether what stands behind a semicolon goes on with a list: one part to each semicolon, told right behind it
    (其中人员 A，占 x%；公用 B); but 教师 A 人，其中本科 B 人；职称占 x%，交流 C 人."""
    return ends[0] > 1 or all("；" in p.lead for p in parts[1:])


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
    if first.lead.count("、") < 2 or not re.search(r"分别|依次", first.lead):
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
    yield Worked("sum", last, (rest_of(heads[0], others),), False, subject_of(last), partial=True)
