"""The members of a list: the amounts that stand one after the other behind what they are parts of.

None of them are the parts of a member, the reason for a change, what a share is of and the next point of a longer list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from pipeline.normalize.arithmetic.fit import fits, sum_of
from pipeline.normalize.arithmetic.runs import list_is_over
from pipeline.normalize.arithmetic.sums.added_up import adds
from pipeline.normalize.arithmetic.sums.totals_of_others import totals_others
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import noun_of
from pipeline.normalize.narrative.reading.measures import PERCENT, POINTS
from pipeline.vocabulary.budget_moves import ADDED, TAKEN
from pipeline.vocabulary.link_words import IS

MOST = 24  # parts of one list
TOTAL = re.compile(
    r"(?:共计|合计(?=[\u4e00-\u9fff]{5,6}$)[\u4e00-\u9fff]{2}|合计|总计|总共|一共|共有|(?<!公)共|总人?数|总额|之和|小计|总和|总量|加总|总规模)"
    r"(?:资金|金额|支出|收入|费用|编制|[\u4e00-\u9fff]{0,4})"
    rf"{IS}$"
)
OF_WHICH = re.compile(r"其中|当中|^(?:[，；(]?含)|^中[，：]")
_TAKEN_OFF = re.compile(
    r"(?:取消|撤销|核减|调减|撤回|终止|退出|剔除|扣除|注销|销号)(?:了|掉)?$"
)  # 立项 A 个，取消 B 个
# 6月、9月、11月末累计支出分别为 …: each holds the one before it.
_SO_FAR = re.compile(r"上半年|前[三3]个?季度|1-\d+月|(?:月|季度?)[末底份]?[^。；]{0,10}累计|累计[^。；]{0,12}(?:月|季)")
_BESIDES = re.compile(r"[，；](?:另(?![一行类案册]|外|有)|另有|此外|另外还?有?)(?!其他|其它|其余)[^，；]*$")
_MEASURED_BY = re.compile(r"(?:为|作为?)(?:基数|基准|分母|参照)|(?:的)?口径")  # 以 A 万元为基数，各季度分别支出 …


def excluded(term: Term, *, zero: bool = False, negative: bool = False) -> bool:
    """Whether a number is neither a whole nor a part; with `zero`, nothing at all may be a part (出国费 0 万元), with
    `negative` less than nothing (上级补助收入 -268 万元)."""
    percent = term.measure.unit in (PERCENT, POINTS, "‰")
    told = term.role in ("growth", "share", "average", "whole", "ratio")
    nothing = not (negative if term.quantity.value < 0 else zero or term.quantity.value)
    measured_by = _MEASURED_BY.match(term.tail) is not None
    return percent or told or nothing or measured_by or term.quantity.words  # 有一支队伍 counts nothing


def members_of(terms: Sequence[Term], first: int, whole: Term) -> tuple[list[Term], list[int], bool]:
    """The amounts of a list that begins at `first`, how many of them stand before each semicolon, and whether the list
    is lost sight of where one of them has a list of its own (公车 B，其中：购置 C；运行 D)."""
    so_far = _SO_FAR.search(terms[first].lead) and "下半年" not in terms[first].tail
    if so_far or TOTAL.match(terms[first].near):
        return [], [], False  # …，包括大厅和走廊，总计支出 A 万元: no number is a part
    members = _Members(terms, first, whole)
    for j in range(first, min(len(terms), first + 2 * MOST)):
        if terms[j].sentence != terms[first].sentence or terms[j].depth < terms[first].depth:
            break
        then = members.meet(j)
        if then is _Then.NO_LIST:
            return [], [], False
        if then is _Then.OVER:
            break
    return members.parts, members.ends, members.nested


class _Then(Enum):
    """What a number means for the list that it is met in."""

    GOES_ON = auto()
    OVER = auto()
    NO_LIST = auto()


class _Members:
    """The members of a list that begins at `first`, as its numbers are met one after the other."""

    def __init__(self, terms: Sequence[Term], first: int, whole: Term) -> None:
        self.terms, self.first, self.whole = terms, first, whole
        self.parts: list[Term] = []
        self.ends: list[int] = []  # members before each semicolon
        self.nested = False  # a member has a list of its own
        self.skipped = False  # nothing counts up to the next semicolon
        self.of_whole = False  # behind 占

    def meet(self, j: int) -> _Then:
        """Take or pass the number at `j`."""
        term, first, whole = self.terms[j], self.terms[self.first], self.whole
        if j > self.first and "；" in term.lead:
            self.ends.append(len(self.parts))
            self.skipped = False
        if self.skipped:
            return _Then.GOES_ON
        if list_is_over(self.parts, term, whole) or (j > self.first and _of_something_else(term, first, whole)):
            return _Then.OVER
        if self.parts and adds(term):
            return _Then.OVER  # 总收入 A，其中地方收入 B；加上级补助 C: to A, and no part of it
        alike = same_kind(term, whole)
        if j > self.first and "、" in term.lead and not alike and term.depth == first.depth and not excluded(term):
            return _Then.NO_LIST  # 牛 A 头、羊 B 只: parts in several measures
        if alike and _TAKEN_OFF.search(term.near):
            return _Then.NO_LIST  # 计划 C 个（立项 A 个，取消 B 个): no parts that add up
        if term.depth > first.depth or excluded(term, zero=True, negative=True) or not alike:
            return _Then.GOES_ON
        return self._meet_amount(j)

    def _meet_amount(self, j: int) -> _Then:
        """The same for an amount of the whole's kind that stands in the list itself and in no bracket of it."""
        term, parts = self.terms[j], self.parts
        own = term.lead.rsplit("；", 1)[-1]
        self.of_whole = bool(_OF_A_WHOLE.search(own)) or (self.of_whole and own[:1] in ("和", "、"))
        if self.of_whole:
            return _Then.GOES_ON  # 查明 A 种，占已发现 B 种和 C 种的 x% 和 y%
        if parts and EMPTY_POSTS.search(term.near) and not _POSTS.search(self.whole.near):
            return _Then.GOES_ON  # 实有 A 人，其中机关 B 人、下属 C 人，超编 D 人: of the posts, and no part of A
        if parts and _REASON.search(own):
            self.skipped = True  # 甲 A 亿元，增长 x%，主要是上年一次性资金 B 亿元；乙 C 亿元
            return _Then.GOES_ON
        move = _MOVE.fullmatch(own) if _of_the_year(self.whole, parts) else None
        if move and not move["up"]:
            return _Then.NO_LIST  # 年初预算 A、上年结转 B、年中调减 C: no parts that add up
        if (term.role in ("change", "base") and not move) or term.old:
            return _Then.GOES_ON
        if not term.usable:
            return _Then.NO_LIST
        if parts and _BESIDES.search(term.lead):
            return _Then.OVER  # 固定资产 A 万元，其中在用 B 万元，另有无形资产 C 万元: not of that whole
        if parts and (OF_WHICH.search(term.lead) or _CONTAINS.search(own)):
            self.skipped = _several_till_semicolon(self.terms, j)
            if self.skipped:
                return _Then.GOES_ON  # 新增 A，包括甲 B、乙 C；再融资 D
            self.nested = not (self.ends and self.ends[0] > 1)  # else it is of what stands behind the semicolon
            return _Then.OVER
        total = TOTAL.search(term.near) and len(parts) > 1 and not TOTAL.search(parts[0].near)
        if total and not (totals_others(self.terms, j) or fits(self.whole, sum_of([*parts, term]))):
            return _Then.OVER
        if not _is_of_a_part(self.terms, j, parts):
            parts.append(term)
        return _Then.GOES_ON


def _is_of_a_part(terms: Sequence[Term], j: int, parts: Sequence[Term]) -> bool:
    """其中授予中小企业 A 万元，占 x%，授予小微企业 B 万元，占授予中小企业金额的 y%: B is within A."""
    share = terms[j + 1] if parts and j + 1 < len(terms) else None
    if share is None or share.role != "share" or share.sentence != terms[j].sentence:
        return False
    names = [noun_of(p) for p in parts]
    return any(len(n) >= _TELLING and n in share.whole for n in names)


_TELLING = 4  # characters of a name that is in another's by no chance


# 全年预算 A，其中年初预算 B、上年结转 C、年中追加 D: a part of the budget, as its own name says.
_MOVE = re.compile(
    r"(?:[，、和及与]|以及)*(?:年中|年度中|执行中|年内|本年|当年|预算|净)*"
    rf"(?:调整)?(?:(?P<up>{ADDED})(?:增加)?|(?:{TAKEN}))的?"
    r"(?:预算|指标|资金|经费|安排|下达)*(?:[数额]|金额)?(?:为|是|：)*"
)
_BUDGET = re.compile(r"预算|指标")
_OF_YEAR = re.compile(r"年初|结转|上年|追加|调增")


def _of_the_year(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a budget is divided, and its members so far are what the year began with, and what was added."""
    named = re.split(r"[，；：。]", whole.lead)[-1]  # 支出预算数（调整后）
    return bool(parts and _BUDGET.search(named)) and all(_OF_YEAR.search(p.near) for p in parts)


EMPTY_POSTS = re.compile(r"(?:空编|缺编|空缺|缺额|缺员|超编)(?:数|人数)?(?:为|是|共|：)?$")
_POSTS = re.compile(r"编制|核定")
_REASON = re.compile(r"主要(?:是|原因|由于|因)|原因是|^，因")
_CONTAINS = re.compile(r"^，(?:主要)?(?:包括|包含)")
_OF_A_WHOLE = re.compile(r"占(?![用地比])[^，；]{2,}$")
_POINT = re.compile(
    r"(?:^|[，；。])(?:其?[一二三四五六七八九十]是|[①-⑳]|\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]、)"
)
# 核定编制 A 名，其中行政编制 B 名；截至年底，实有在编人员 C 人: what there is, and no part of what there may be
_NEXT_STATEMENT = re.compile(
    r"；(?:截[至止]|到|至)?[^，；]{0,12}(?:年末|年底|月底|月末|31日|目前)|；(?:年末|现|实)有|；(?:年末|年底)?实际(?:在岗|在职|在编)"
)
_IN_ANOTHER = re.compile(r"；[\u4e00-\u9fff]{2,8}(?<!其)中(?![央心学小等型期医国级介标])")


def _of_something_else(term: Term, first: Term, whole: Term) -> bool:
    """Whether a number behind the first of a list is none of it: it begins the next point of a list that the whole
    stands in (三是 …), divides something else (资本金中 …), or is more than the whole, behind a semicolon."""
    if _POINT.search(term.lead) and not _POINT.search(first.lead.rsplit("：", 1)[-1]):
        return True
    larger = whole.index < first.index and same_kind(term, whole) and term.size > whole.size
    another = _IN_ANOTHER.search(term.lead) or _NEXT_STATEMENT.search(term.lead)
    return another is not None or (larger and "；" in term.lead)


def _several_till_semicolon(terms: Sequence[Term], j: int) -> bool:
    """Whether the list that begins at `j` has two members or more before a semicolon that ends it."""
    members = 0
    for term in terms[j:]:
        if term.sentence != terms[j].sentence:
            return False
        if "；" in term.lead and members:
            return members > 1
        members += same_kind(term, terms[j]) and term.depth == terms[j].depth and term.role == "amount"
    return False


# 刑事 A 件、民事 B 件，其余为执行案件: whose number is not told
_OTHERS_BEHIND = re.compile(
    r"^[\u4e00-\u9fff]{0,3}[，；、](?:其余|其他|其它|余下|剩余)(?:的|均|都|主要|全部)*(?:为|是|属于?|系)[^，。；\d]*(?:[，。；)]|$)"
)
_WITHOUT_SOME = re.compile(r"(?:不含|不包括)(?P<what>[\u4e00-\u9fff]{2,3})")


def goes_on(terms: Sequence[Term], parts: Sequence[Term]) -> bool:
    """Whether a list goes on behind the last number: 甲 A、乙 B 等, or the paragraph ends with a semicolon; or a member
    is not told whole (甲市（不含新区）A)."""
    last = parts[-1] if parts else None
    if last is not None and _OTHERS_BEHIND.match(last.tail):
        return True
    for part in parts:
        without = _WITHOUT_SOME.search(part.lead)
        if without and not any(without["what"] in p.lead for p in parts if p is not part):
            return True
    return last is not None and (
        last.tail.startswith("等") or (last is terms[-1] and last.tail.endswith("；") and not last.depth)
    )


_CONTENT = re.compile(r"满意")
_NOT_CONTENT = re.compile(r"不满意|一般|不了解|不清楚|无所谓|弃权|其他|其它|其余|无效")


def only_content(whole: Term, parts: Sequence[Term]) -> bool:
    """收回 A 份，其中满意 B 份、基本满意 C 份: those who were not content are not told."""
    names = [p.near + p.tail[:6] for p in parts]
    told = bool(parts) and all(map(_CONTENT.search, names)) and not any(map(_NOT_CONTENT.search, names))
    return told and not _CONTENT.search(whole.near + whole.tail[:6].split("，")[0])
