"""The role that a number's own words give it: 增加 C a change, 占…的 x% a share, 人均 x 元 an average."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.normalize.arithmetic.terms import DOWN, LAST, UP, Term
from pipeline.normalize.narrative.reading.measures import MONEY, POINTS
from pipeline.vocabulary.link_words import IS

_RATE_NOUN = (
    r"(?:增幅|增速|涨幅|升幅|增长率|增长比例|增加比例|增长幅度|上升幅度|增减率|增减幅度|变动率|变动幅度|变化率|"
    r"变化幅度)"
)
_DOWN_NOUN = r"(?:降幅|减幅|下降率|降低率|减少率|下降幅度|减少幅度|压减率|压减幅度|下降比例|减少比例|压缩率)"
_ENDING = r"(?:了|额|金额|幅度|数额|数|比例|约|近|为|达到|达|共|计|是|：|合计|大约)*$"
CHANGE = re.compile(rf"(?:(?P<up>{UP}|升幅)|(?P<down>{DOWN}|降幅|(?:还|相)?差)|变化|变动)(?:支出|收入|投入)?{_ENDING}")
_GROWTH = re.compile(rf"(?:(?P<up>{UP}|{_RATE_NOUN})|(?P<down>{DOWN}|{_DOWN_NOUN})){_ENDING}")
TO = re.compile(rf"(?:{UP}|{DOWN}|变|调整|优化|精简|缩|升|增|扩)+(?:了)?(?:至|到|为)(?:了)?$")
_LAST = re.compile(LAST)
_SHARE = re.compile(
    r"占(?P<whole>[^占，。；]{0,24}?)的?(?:比例|比重|比率|百分比|比|总比)?(?:分别|各|依次|约|近|达到?|为|是|：|仅|就|将近)*$"
    r"|(?:比重|比例)(?:分别|各|依次|约|达|为|是|：)*$"
)
_OF_WHOLE = re.compile(rf"(?:完成了?|为|达到?|相当于)(?P<whole>[^，。；]{{0,16}}?)的{IS}$")
AVERAGE = re.compile(
    r"(?P<each>亩产|单产|人均|户均|车均|亩均|次均|场均|日均|月均|村均|校均|生均|床均|件均|批均|篇均|项均|单位面积|单均|例均|案均|套均|[笔栋台吨辆条]均|班均|师均|页均|"
    r"平均每?一?个?(?P<per>[\u4e00-\u9fff]{0,6}?)|每一?(?P<per2>[\u4e00-\u9fff]{1,6}?)(?:平均)?|均(?![衡为]))"
    rf"(?P<what>[\u4e00-\u9fff()]{{0,14}}?){IS}$"
)
# Of a budget, not of a year.
_MOVED_BUDGET = re.compile(rf"(?:追加|调增|调减|调整)(?:率|比例|幅度|比率){IS}$")
_OWN_RATE = re.compile(rf"[\u4e00-\u9fff]{{2,}}(?:比例|比重){IS}$")  # 办结比例, no bare 比例
_LIMIT = re.compile(r"低于|高于|不超过|未超过|小于|控制|标准|限额")
_NO_AVERAGE = re.compile(r"(?:单位成本|单页|单价)")
_REST = re.compile(
    r"(?:未(?!发生)[\u4e00-\u9fff]{1,6}|尚余|节余|欠缴|欠收|减分|核减|审减|差值|差异额?|(?:逾期|超期)[\u4e00-\u9fff]{0,4}|尚缺|还缺|在办|待办|节支额?|剩余|尚有|还有|仍有|余下|其余|其他|结余|结转|盈余|空编|缺编|空缺|缺额|缺员|差额|净值|净资产|结存|节约|节省|少支出|"
    r"超编|超出|超支|空|闲置|不合格|失分|扣分|扣减)(?:资金|金额|数|额|了|为|的|约|共|计|：|是)*$"
)
_DEADLINE = re.compile(r"个?(?:工作日|自然日|日|天|小时|分钟|个月|月)(?:以|之)?内(?!部)")
# 645 元/月; but 在用 A 万元/资产总额 B 万元 is a quotient
_FOR_EACH = re.compile(r"/(?![\u4e00-\u9fff]*[总额数量值算]$)[\u4e00-\u9fff]")
_MORE = re.compile(rf"(?:比|较){LAST}[^，。；]{{0,8}}(?P<sign>多|少)[\u4e00-\u9fff]{{1,3}}$")  # 比去年多接收 86 人
# 决算数小于年初预算数 C 万元: how far the two lie apart, and no budget.
APART = re.compile(rf"(?:(?P<more>大于|高于|多于)|小于|低于|少于)[\u4e00-\u9fff]{{0,6}}?(?:预算|决算)数{IS}$")
# 未超过预算 C 万元, 控制在 C 万元以内: what there was to be, and neither left over nor spent.
WITHIN = re.compile(
    r"(?:未|没有?|不|无)(?:曾|得)?(?:超过|超出|超(?=编制|预算|标准|限额|定额)|突破|高于|多于|大于)[\u4e00-\u9fff]{0,10}(?:为|的|：)*$"
)
_AS_BEFORE = re.compile(r"持平|一致|相同|相当|相近|不变|无(?:增减|变化|变动)|没有变化|一样")


def own_role(term: Term, year: int | None) -> Term:
    """The role that a number's own lead gives it."""
    near = term.near.replace("的", "") if not term.is_percent else term.near
    if term.measure.unit == "个" and "编制" in near:
        term = replace(term, measure=replace(term.measure, unit="人"))  # 编制 12 个 is so many people
    if term.measure.length and _FOR_EACH.match(term.tail):
        return replace(term, role="average", old=True)  # 645 元/月: what one gets, and no amount
    if _DEADLINE.match(term.measure.unit + term.tail) and not term.is_money:
        return replace(term, role="ratio")  # 30 日内签订 A 份: by when, and nothing that is counted
    old = _names_last_year(term.lead, year)
    if TO.search(near):
        return term
    if term.is_percent:
        share = _SHARE.search(near)
        grown = None if _MOVED_BUDGET.search(near) else _GROWTH.search(near)
        if share and not (grown and "占" not in share.group()):
            if "占" in share.group() or not _OWN_RATE.search(near):
                return replace(term, role="share", whole=share["whole"] or "")
        elif grown:
            return replace(term, role="growth", down=bool(grown["down"]))
        part = _OF_WHOLE.search(near)
        if part:
            return replace(term, role="share", whole=part["whole"])
        return replace(term, role="rate", old=old)
    if WITHIN.search(near):
        return replace(term, old=True)
    each = AVERAGE.search(near)
    if each and not _NO_AVERAGE.search(near):
        limited = _LIMIT.search(near[: each.start()]) or re.match(r"的[^，。；]{0,6}(?:标准|限额|要求)", term.tail)
        return replace(term, role="average", each=each["each"], old=old or bool(limited))
    moved = CHANGE.search(near)
    if moved and (moved["up"] or moved["down"]) and not near.startswith("新增"):
        return replace(term, role="change", down=bool(moved["down"]))
    if term.measure.unit == POINTS and near in ("高", "低", "高了", "低了"):
        return replace(term, role="change", down="低" in near)
    more = _MORE.search(term.lead.replace("的", ""))
    if more:
        return replace(term, role="change", down=more["sign"] == "少")
    if term.measure.unit == MONEY and (apart := APART.search(term.lead)):
        return replace(term, role="change", down=not apart["more"])
    if _REST.search(near):
        return replace(term, role="rest")
    return replace(term, old=True) if old else term


def _names_last_year(lead: str, year: int | None) -> bool:
    """Whether the last time that a lead names lies before the report's year."""
    if not _LAST.search(lead):
        return False
    clauses = [c for c in re.split(r"[，；：。、()]", lead) if c]
    here = clauses[-1:] if not clauses or _LAST.search(clauses[-1]) else clauses[-2:]
    if len(here) == 2 and _AS_BEFORE.search(here[0]):
        here = here[1:]  # 甲 A 万元，与上年持平；乙 B 万元: that was said of A
    if len(here) == 2 and not re.fullmatch(rf"(?:与|和|同)?{LAST}[\u4e00-\u9fff]{{0,4}}", here[0]):
        here = here[1:]  # 始建于 1951 年，设科室 32 个
    named = [m for clause in here for m in _LAST.finditer(clause)]
    if not named:
        return False
    word = named[-1].group()
    if word[:2] in ("19", "20"):
        return year is not None and int(word[:4]) < year
    return True
