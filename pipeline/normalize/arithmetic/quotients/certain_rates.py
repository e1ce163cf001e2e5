"""Whether a rate must be of the two numbers before it: by its name, by theirs, and by what stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.arithmetic.quotients.rate_words import (
    ADDED,
    ASKED,
    CASES,
    MISSING,
    PLAN,
    RECEIVED,
    SHORT,
    SPENT,
)
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import counted_noun, noun_of

_PLANNED = re.compile(r"年初|批复|原预算|当年预算")
_OF_PART = re.compile(r"项目|基本|公用|人员|采购|三公|专项")
_ACTUAL = re.compile(
    r"实际|完成|支出|执行|使用|实有|在职|在岗|办结|审结|整改|合格|满意|报到|就业|回收|收回|拨付|到位|入住|转化|解决|达标|处置|签订|合同|成交|中标"
)
# Rates of something that the numbers before them need not be of.
_OTHER_RATE = re.compile(
    r"增长|接种|覆盖|普及|优良|成活|密度|及时|准确|知晓|达标|保有|死亡|发病|平均|综合|总体|按时|按期"
)
_FROM_BEFORE = re.compile(r"含|包括|上年|往年|去年|结转|历史|累计")
_MAY_EXCEED = re.compile(r"完成|执行|实现|达成|控制|增|减|变|调|偏|差|超|使用|支出|负荷|周转|产出|投入")
_DONE = frozenset({"完成", "执行", "支出", "支付", "使用"})
_IN_TIME = re.compile(r"[及按准即限]时|按期|当[日天]|时限内|小时内")
_GENERAL = "人员数量件个项目控制"  # characters of a rate's name that tie it to no number
_OTHER_WORDS = re.compile(r"合[作同计]|[综联组结]合")  # 农民合作社, beside 抽检合格率


def is_certain(before: Sequence[Term], passed: bool, pairs: Sequence[tuple[Term, Term]], rate: Term, stem: str) -> bool:
    """Whether the number right before a rate is what the rate's name says was done, of the numbers before that.

    `before`: the amounts before the rate, nearest first; `pairs`: a whole and a part each, the likeliest first;
    `passed`: another rate stands between; `stem`: the name of the rate without 率.
    """
    whole, part = pairs[0]
    if ADDED.search(stem):
        return _is_adjusted(before, stem)
    named_after = len(stem) > 1 and stem[-2:] in part.near  # …；办结 B 件，办结率 x%
    if _is_of_others(before, part, stem) or _is_apart(before, part, rate, stem, named_after):
        return False
    if _counts_both(before, whole, part, stem):
        return False
    if re.search(r"不合格|未", stem) and stem[-3:] in part.near and len(before) == 2:
        return True  # 抽检 A 批，不合格 B 批，不合格率 x%
    if MISSING.search(stem):
        amounts = [t for t in before if t.role == "amount" and same_kind(t, part)]
        of_counts = _SPARED.search(stem) and not part.is_money  # 租用 A 台，回收 B 台，节约率 x%: of what that cost
        return bool(SHORT.search(stem)) and len(amounts) == 2 and len(before) <= 3 and not of_counts
    of_money = re.search(r"预算|资金|支出|经费", stem) or (re.search(r"(?:执行|支付)$", stem) and not named_after)
    if of_money and not part.is_money:
        return False  # 完成 A 个，项目预算执行率 x%: of money, not of what was counted
    if _ANOTHER.search(rate.lead):
        return False  # 完成 B 个，某平台因流标重新采购，完成率 x%: of that one
    apart = ("；" in part.lead and named_after) or _of_which_told(before, stem)
    if not apart and any(re.search(r"其中|包括|分别", t.lead) for t in before[:2]):
        return False  # 支出 A，其中甲 B、乙 C，完成率 x%: of A
    return _is_named_by(before, part, passed, stem)


_SPARED = re.compile(r"节约|节支|节省|核减|审减")


def _is_adjusted(before: Sequence[Term], stem: str) -> bool:
    """Whether a rate of adjustment is of the only amount added and the only one planned before it."""
    added = [t for t in before if ADDED.search(t.near)]
    part_named = _OF_PART.search(stem)
    if part_named and not any(part_named[0] in t.near for t in added):
        return False  # 项目支出调整率, beside the adjusted budget of the whole
    return len(added) == 1 and len([t for t in before if t.role == "amount" and _PLANNED.search(t.near)]) == 1


def _is_of_others(before: Sequence[Term], part: Term, stem: str) -> bool:
    """Whether a rate by its name is of something that the numbers before it need not be of."""
    others = [t.near for t in before if t is not part]
    # 立案 A 起，结案 B 起（含上年结转 C 起）: more than there were that year
    own = stem[-2:] in part.near and not _FROM_BEFORE.search(part.lead + part.tail)
    asked = own and any(ASKED.search(n) or RECEIVED.search(n) or CASES.search(n) for n in others)
    if all(t.size < part.size for t in before if t is not part) and not (_MAY_EXCEED.search(stem) or asked):
        return True  # 建成中心 A 个，覆盖社区 B 个，覆盖率 x%: of all communities, and of no centres
    other = _OTHER_RATE.search(stem)
    in_time = other and _IN_TIME.search(other[0]) and _IN_TIME.search(part.near)
    return bool(other and not in_time and other[0] not in part.near)  # 办结 B 件，办结率 x%，按时办结率 y%


def _is_apart(before: Sequence[Term], part: Term, rate: Term, stem: str, named_after: bool) -> bool:
    """Whether another number or a semicolon stands between a rate and its part, or between that and its whole."""
    if part is not before[0] or "；" in rate.lead or (_OTHER_RATE.search(stem) and not named_after):
        return True
    listed = "其中" in before[-2].lead if len(before) > 2 else False
    received = RECEIVED.search(before[-1].near) or PLAN.search(before[-1].near)
    # 年初在册 A 人；帮教 B 人，帮教率 x%: of none that another clause counts
    return "；" in part.lead and not (named_after and (listed or received))


def _counts_both(before: Sequence[Term], whole: Term, part: Term, stem: str) -> bool:
    """Whether both numbers count what the rate is named by, so that neither is the whole of the other."""
    planned = PLAN.search(whole.near)
    told_of_both = len(stem) > 1 and stem[-2:] in part.near and stem[-2:] in whole.near
    if told_of_both and not planned and not ASKED.search(whole.near):
        return True  # 事业在编 A 人，后勤在编 B 人，在编率 x%
    if stem[-2:] in _DONE and stem[-2:] in whole.near and not planned:
        return True  # 完成 A，其中完成甲 B，完成率 x%: A was done as well, and is no plan
    return any(t.role == "change" for t in before) and not MISSING.search(stem)


def _is_named_by(before: Sequence[Term], part: Term, passed: bool, stem: str) -> bool:
    """Whether the words of a rate and those of its part say the same."""
    counted = counted_noun(part)
    names = noun_of(part) + part.near + (counted if len(counted) > 1 else "")  # of 10.37 万通 none got through
    if re.search(r"[不未]", names):
        return False
    if "满意" in stem:
        # A 份，满意 B 份，家长满意率 x%，职工满意率 y%: only the first is of them
        return not passed and "满意" in names  # of answers, not of the sheets that came back
    bare = _OTHER_WORDS.sub("", names) if "合" in stem else names
    tied = [c for c in stem[-4:] if c in bare and c not in _GENERAL]
    spent = SPENT.search(stem) and SPENT.search(names)
    return bool(tied or spent or (_ACTUAL.search(names) and len(before) == 2))


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
