"""Wholes that come last: 行政 A 人、事业 B 人，合计 N 人; 三年累计 N 件; 编内编外共 N 人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.fit import sum_of
from pipeline.normalize.arithmetic.sums.added_up import (
    adds,
    is_grand,
    may_be_added_to,
    open_ended,
    reckoned,
    said_at_once,
    sums_with,
)
from pipeline.normalize.arithmetic.sums.heads import SENTENCES_BACK, is_head, opening_of
from pipeline.normalize.arithmetic.sums.list_members import EMPTY_POSTS, MOST, TOTAL, excluded
from pipeline.normalize.arithmetic.sums.totals_of_others import clause_of, totals_others
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Worked, counted_noun, noun_of, share_a_word, subject_of
from pipeline.vocabulary.link_words import IS

_OVER_YEARS = re.compile(
    r"(?:[两二三四五六七八九十\d]年|近年|历年)[\u4e00-\u9fff]{0,4}(?:累计|合计|共|总计)[\u4e00-\u9fff]{0,6}$"
)
_AND_OF = re.compile(r"[\u4e00-\u9fff]{0,6}[、，]")  # 合计 16 个项目、2,068 万元
_BESIDE = 40  # characters between the last part of a list and its total
_FROM_ELSEWHERE = re.compile(r"上年|结[转余]|转移|上级|补助|上解|调入|调出|债务|债券|还本|动用|调节")
_FLOW_TOTAL = re.compile(r"(?:收入|支出)(?:合计|总计|总量|共计)")
_SINCE = re.compile(r"以来|至今|迄今")  # 2019 年以来累计竣工 N 台: more than this year's, whatever stands before it
_ADDED = re.compile(r"共|[合总小累]计|之和|相加|加总|总和|总人?数|总量")
_SUM_WORD = re.compile(r"之和|相加|合计|总计|共计|共")


def totals_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every total of a paragraph that stands behind its parts."""
    for i, whole in enumerate(terms):
        if not whole.usable or excluded(whole):
            continue
        added = _added_up(terms, i) if whole.is_money else None
        if added is not None:
            yield from added
        else:
            yield from _total(terms, i)


def _added_up(terms: Sequence[Term], i: int) -> list[Worked] | None:
    """收入 A 亿元，加上 B、C 后，总收入 N 亿元: what the words add up, with what they add it to; None where they say no
    such thing."""
    whole = terms[i]
    if not (is_grand(whole) or TOTAL.search(whole.near)):
        return None
    parts = _members_before(terms, i)
    adding = [n for n, p in enumerate(parts) if adds(p)]
    if not adding:
        return [] if adds(whole) else None
    first = adding[-1]
    if open_ended(whole) or any(p.role == "change" or p.old or not p.usable for p in parts[first:]):
        return []
    begins = not first or ("；" in parts[first].lead and not said_at_once(parts[first]))
    heads = may_be_added_to(terms, parts[first], whole) if begins else []
    sums = [[h, *parts[first:]] for h in heads] if begins else sums_with(terms, parts, first)
    if not sums or max(map(len, sums)) > MOST:
        return []
    return [Worked("sum", whole, tuple(map(reckoned, sums)), not begins or _of_one_sentence(heads), subject_of(whole))]


def _of_one_sentence(heads: Sequence[Term]) -> bool:
    return len({t.sentence for t in heads}) == 1


def _members_before(terms: Sequence[Term], i: int) -> list[Term]:
    """The amounts of its sentence and kind before a total."""
    whole = terms[i]
    apart = (t.sentence != whole.sentence or t.depth < whole.depth or _closes(terms, t, whole) for t in terms[:i])
    begin = max((n for n, ends in enumerate(apart) if ends), default=-1)
    return [
        t
        for t in terms[begin + 1 : i]
        if t.depth == whole.depth
        and not excluded(t, zero=True, negative=True)
        and same_kind(t, whole)
        and t.role in _MEMBERS
    ]


def _closes(terms: Sequence[Term], term: Term, whole: Term) -> bool:
    """收入 A、结转 B，收入总计 N；支出 C、结转 D，支出总计 N: whether a list has a total before the next begins."""
    follows = terms[term.index + 1] if term.index + 1 < whole.index else None
    return follows is not None and follows.lead.startswith("；") and bool(TOTAL.search(term.near))


_MEMBERS = frozenset({"amount", "rest", "change"})


def _total(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """A whole that comes last: 行政 A 人、事业 B 人，合计 N 人."""
    whole = terms[i]
    if not _is_total(terms, i):
        return
    if subtotals := _subtotals(terms, i) or _both_named(terms, i):
        yield Worked("sum", whole, (sum_of(subtotals),), True, subject_of(whole))
        return
    found = None if totals_others(terms, i) else _parts_before(terms, i)
    if found is None:
        return
    parts, certain = found
    if "；" in whole.lead and parts and _are_anothers(terms, parts[0]):
        return
    some = _named_of(clause_of(terms, i), parts) or ([] if certain else _outside_posts(terms, i))
    if some:
        yield Worked("sum", whole, (sum_of(some), sum_of(parts)), True, subject_of(whole))
        return
    parts = _so_called(whole, parts)
    if len(parts) < 2 and TOTAL.search(whole.near):
        yield from _across(terms, i, parts)
    if not 2 <= len(parts) <= MOST:
        return
    together = (
        all(_in_one_list(terms, p, q) for p, q in pairwise(parts))
        and "；" not in parts[-1].tail
        and len(whole.lead) <= _BESIDE
    )
    certain = certain and together and _of_those(whole, parts)
    if certain and _FLOW_TOTAL.search(whole.near) and all(_FROM_ELSEWHERE.search(p.near) for p in parts):
        certain = False  # 本年收入 A。上年结转 B、调入 C，收入总计 N: of A as well
    readings = tuple(sum_of(parts[n:]) for n in range(1 if certain else len(parts) - 1))
    yield Worked("sum", whole, readings, certain, subject_of(whole), partial=True)


def _are_anothers(terms: Sequence[Term], first: Term) -> bool:
    """预算总额 A，其中甲 B、乙 C；调整后预算总额 D: whether a list is of a whole that stands right before it."""
    head = terms[first.index - 1] if first.index else None
    of_one = head is not None and head.sentence == first.sentence and same_kind(head, first)
    return head is not None and of_one and bool(opening_of(head, first))


def _is_total(terms: Sequence[Term], i: int) -> bool:
    """Whether the words of a number call it what others come to, all of which have a number."""
    whole = terms[i]
    both = i > 0 and bool(TOTAL.search(terms[i - 1].near)) and bool(_AND_OF.fullmatch(whole.lead))
    called = TOTAL.search(whole.near) or _OVER_YEARS.search(whole.near) or (is_grand(whole) and whole.is_money)
    if not (both or called) or _SINCE.search(whole.near) or re.search(r"^[^，；(]{0,6}其中|^，包[含括]", whole.tail):
        return False
    # 加上甲、乙等转移性收入，收入总量 N: parts without a number
    return not re.search(r"[，；：][^，；：]*等[^，；：]*[，；：]|加上", whole.lead)


def _parts_before(terms: Sequence[Term], i: int) -> tuple[list[Term], bool] | None:
    """The numbers before a total that may be its parts, and whether no other is; None where it is no sum of them."""
    whole = terms[i]
    years = bool(_OVER_YEARS.search(whole.near))
    parts: list[Term] = []
    posts: list[Term] = []
    certain = True
    for term in reversed(terms[:i]):
        if term.sentence != whole.sentence or term.depth < whole.depth:
            break
        if term.depth > whole.depth or excluded(term) or not same_kind(term, whole):
            continue
        if term.role == "base" or _CAME_TO.search(term.near):
            return None  # 由 A 增加到 B，五年累计 N
        if (_POSTS.search(term.near) and "编制" not in whole.near) or EMPTY_POSTS.search(term.near):
            posts.insert(0, term)
            continue  # 核定编制 A 名，在职 B 人，编外 C 人，合计 N 人: posts are nobody
        alike = term.role in ("amount", "rest") or _moved_alike(term, whole)
        if not alike or not term.usable or (term.old and not years):
            certain = False
            continue
        parts.insert(0, term)
        if TOTAL.search(term.near) or (opening_of(term, whole) and len(parts) > 1):
            certain = False
            break
        if _CONTAINS.match(term.tail):
            parts.pop(0)  # A 份有效问卷中非常满意 B 份、满意 C 份，合计 N 份: A holds them
            break
        if "其中" in term.lead:
            behind = next((n for n, p in enumerate(parts) if n and "；" in p.lead), 0)
            if not behind:
                break  # A，其中 B、C 共 N: what stands before is the whole of them
            parts = parts[behind:]  # A，其中 B，占 x%；C，合计 N: B is part of A
            continue
        if "；" in term.lead and len(parts) > 1:
            certain = False
    if whole.measure.unit == "分" and _LOST.search(whole.near) and not all(_LOST.search(p.near) for p in parts):
        return None  # 满分 100 分，实得 A 分，共扣 B 分
    if not parts and len(sorts := [t for t in posts if _SORT_OF_POSTS.search(t.near) and t.usable]) > 1:
        return sorts, certain  # 行政编制 A 名、事业编制 B 名，共计 N 名
    return parts, certain


def _moved_alike(part: Term, whole: Term) -> bool:
    """公用支出压减 A 万元，项目支出压减 B 万元，两项共压减 C 万元: moves that the total calls by their own word and by
    no other."""
    again = re.match(r"[，、(](?:比|较|同比|环比|与)", part.lead)  # the same thing, held against something else
    moved = part.role == whole.role == "change" and part.down == whole.down and not (part.is_percent or again)
    word = re.sub(_SUM_WORD, "", whole.near)
    return moved and len(word) == 2 and part.near.endswith(word)  # 三公经费共减少 C 万元: of more than was told


_CAME_TO = re.compile(
    r"(?:增加|增长|提高|提升|扩大|上升|减少|下降|降低|压减|增|降|减)(?:到|至)(?:(?:19|20)\d\d年末?)?的?$"
)
_CONTAINS = re.compile(r"[\u4e00-\u9fff]{1,8}(?<!其)[中里内](?=[\u4e00-\u9fff，])")
_POSTS = re.compile(r"编制(?:数|人数|总数)?(?:为|是|共|：)?$")
_SORT_OF_POSTS = re.compile(
    r"(?!核定|批复|批准|人员|现有|实有|年末|单位|部门|机构|全部|共有)[\u4e00-\u9fff]{2}编制(?:数|人数)?(?:为|是|共|：)?$"
)
_LOST = re.compile(r"[扣失减丢]")
_OUTSIDE = re.compile(r"编外|编制外|非在?编|聘用|外聘|临聘|派遣")


def _outside_posts(terms: Sequence[Term], i: int) -> list[Term]:
    """在编 A 人（…）；另有辅警 B 人、文员 C 人，编外人员合计 N 人: those behind the semicolon, right before it."""
    whole = terms[i]
    if whole.unit != "人" or not _OUTSIDE.search(whole.near) or _BOTH.search(whole.near):
        return []
    first = next((t.index for t in reversed(terms[:i]) if "；" in t.lead), 0)
    here = terms[first:i] if first else []
    plain = all(
        t.role == "amount" and t.unit == "人" and t.usable and not t.old and t.depth == whole.depth for t in here
    )
    joined = all(_joined(t.tail) for t in here[:-1]) and here and "；" not in here[-1].tail
    own = not any(TOTAL.search(t.near) or "其中" in t.lead or re.search("编内|在编", t.near) for t in here)
    same = bool(here) and all(t.sentence == whole.sentence for t in here)
    return list(here) if len(here) > 1 and plain and joined and own and same and "；" not in whole.lead else []


_BOTH = re.compile(r"编内[、和与及]?编外|编内外|在[编职][、和与及]编外|编制内外|在编.{0,4}编外")
_SUBTOTAL = re.compile(r"(?:共计?|合计|总计|小计|总数)(?:为)?$")


_NAMED_BOTH = re.compile(
    rf"(?P<a>[\u4e00-\u9fff]{{2,8}})[与和及、](?P<b>[\u4e00-\u9fff]{{2,10}}?)(?:合计|共计|共|总计|之和){IS}$"
)


def _both_named(terms: Sequence[Term], i: int) -> list[Term]:
    """在编人员与辅助人员合计 N 人: the two amounts of the paragraph that go by these names, each the only one."""
    whole = terms[i]
    found = _NAMED_BOTH.search(whole.near)
    if found is None:
        return []
    before = [t for t in terms[:i] if same_kind(t, whole) and not t.depth and t.role == "amount" and not t.old]
    named = [[t for t in before if _goes_by(words, t)] for words in (found["a"], found["b"])]
    return [n[0] for n in named] if all(len(n) == 1 and n[0].usable for n in named) and named[0] != named[1] else []


def _named_of(clause: str, parts: Sequence[Term]) -> list[Term]:
    """在岗 A 人，退休 B 人，编外聘用 C 人，在岗与编外合计 N 人: those parts whose names the total names, one each."""
    words = _SUM_END.sub("", clause)
    names = [_KIND_END.sub("", n) for n in re.split(r"以及|[、与和及加]", words)] if words != clause else []
    if len(names) < 2 or min(map(len, names)) < 2:
        return []
    called = [[p for p in parts if name in noun_of(p) + counted_noun(p)] for name in names]
    one_each = all(len(c) == 1 for c in called) and len({c[0].index for c in called}) == len(called)
    return [c[0] for c in called] if one_each and len(called) < len(parts) else []


_SUM_END = re.compile(r"[两二三四]?[者项类]?(?:合计|共计|共|总计|之和|相加)[\u4e00-\u9fff]{0,4}$")
_KIND_END = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:人员|人数|经费|支出|费用?|资金|项目|数)$")


def _goes_by(words: str, term: Term) -> bool:
    """Whether just these words name an amount: 在编行政人员 are not all that 在编 are."""
    stem = re.sub(r"(?:人员|人数|职工|数)$", "", words)
    named = re.search(rf"{re.escape(stem)}(?:教?职工|人员|人数|总人?数|数|共计?|合计|有|为)*$", term.near)
    return len(stem) > 1 and bool(named) and not re.search(r"编制|核定", term.near)


def _subtotals(terms: Sequence[Term], i: int) -> list[Term]:
    """在编共 A 人；…编外合计 B 人，编内编外共 N 人: the sums of the sentence, where the words name both."""
    whole = terms[i]
    if not _BOTH.search(whole.near):
        return []
    here = [t for t in terms[:i] if t.sentence == whole.sentence and same_kind(t, whole) and not t.depth and t.usable]
    sums = [t for t in here if _SUBTOTAL.search(t.near) and t.role == "amount" and not t.old]
    return sums if len(sums) == 2 else []


def _joined(between: str) -> bool:
    """Whether two parts stand in one list: a comma between them and the second one's name."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{0,12}(?:\([^()]*\))?[、，和与及][^；。：]{0,30}", between))


def _so_called(whole: Term, parts: list[Term]) -> list[Term]:
    """甲类 A 件、办结 A1 件，乙类 B 件、办结 B1 件，合计办结 N 件: of those that the total's own verb names."""
    verb = _TOTAL_VERB.search(whole.near)
    named = [p for p in parts if verb and p.near.endswith(verb[1])]
    return named if 2 <= len(named) < len(parts) else parts


_TOTAL_VERB = re.compile(r"(?:合计|共计|总计|共)([\u4e00-\u9fff]{2,4})$")


def _in_one_list(terms: Sequence[Term], part: Term, follows: Term) -> bool:
    """Whether one part follows the other in a list: 甲 A（其中土建 A1），乙 B."""
    aside = terms[part.index + 1 : follows.index]
    told_aside = bool(aside) and all(t.depth > part.depth for t in aside)
    bracket = told_aside and _OPENS.fullmatch(part.tail) and _CLOSES.match(follows.lead)
    return bool(bracket) or _joined(part.tail)


_OPENS = re.compile(r"[\u4e00-\u9fff]{0,12}\([^()。；]{0,30}")
_CLOSES = re.compile(r"[^()。；]{0,12}\)[、，和与及][^；。：]{0,30}$")


def _of_those(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the total names nothing of its own, or what its parts are: so it is of them."""
    name = re.sub(_SUM_WORD, "", noun_of(whole))
    if re.match(r"[不未无非]", name) and not all(re.match(r"[不未无非]", noun_of(p)) for p in parts):
        return False  # 有效 A 份，满意 B 份，不满意及一般合计 C 份
    own = _SORT.sub("", name)
    named = [noun_of(p) + counted_noun(p) for p in parts]
    if whole.unit == "人" and len(own) > 2 and not any(share_a_word(own, n) for n in named):
        return False  # 在编 A 人，台聘 B 人，采编播人员共 N 人: of another sort than both
    return len(name) <= 1 or all(set(name) & set(noun_of(p) + p.tail[:8]) for p in parts)


_SORT = re.compile(
    r"[一二两三四五六七八九十\d各几](?:类|项|种|部分|支|者|方面)|加总|小计|以上|上述|全部|所有|人员|人数|职工|员工|队伍|总|数|人$"
)


def _across(terms: Sequence[Term], i: int, parts: Sequence[Term]) -> Iterator[Worked]:
    """在编 A 人，其中…。聘用 B 人，合计 N 人: with what the sentences before state first, which is never certain."""
    whole = terms[i]
    if not _ADDED.search(whole.near):
        return  # 资产总额 A。… 负债总额 B: the one is no sum of the other
    if any(TOTAL.search(p.near) for p in parts):
        return  # 三个项目预算合计 A 万元，支出合计 B 万元: of A and what else?
    earlier: list[Term] = []
    for sentence in range(whole.sentence - 1, whole.sentence - 1 - SENTENCES_BACK, -1):
        heads = [t for t in terms[:i] if t.sentence == sentence and is_head(t, whole, rests=True) and t.usable]
        heads = [t for t in heads if "编制" in whole.near or not _POSTS.search(t.near)]  # posts are nobody
        if heads:
            earlier.append(heads[0])
            if len([*parts, *earlier]) > 1:
                yield Worked("sum", whole, (sum_of([*earlier, *parts]),), False, subject_of(whole), partial=True)
                return
