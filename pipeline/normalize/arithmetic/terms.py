"""The numbers of a paragraph with the words around them, each read for the part it plays in its sentence.

A term is an `amount` until its words say otherwise: a `change` (增加 C), a `growth` (增长 D%), a `base` that
something is held against (比上年 B, 由 B 增至 A), a `share` (占…的 x%), an `average` (人均 x 元), a `rest` (尚有 x 件)
or a `rate` (办结率 x%).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from pipeline.normalize.arithmetic.measures import MONEY, PERCENT, POINTS, Measure, in_common, measure_at
from pipeline.normalize.arithmetic.sums.beside_others import in_ratios, of_that_year
from pipeline.normalize.arithmetic.sums.money_left_out import with_money
from pipeline.normalize.narrative.reading.sentences import sentences
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from schemas.figure import Interval

Role = Literal["amount", "change", "growth", "base", "share", "average", "rest", "rate", "whole", "ratio"]

UP = (
    r"(?:净增加?|增加|增长|上升|上涨|提高|提升|提标|增支|增收|多支出?|多收入?|多执行|多完成|多接待|多出|多了|多|扩大|超出|超过|超额|超支|超|高出|"
    r"高于|追加|调增|增)"
)
DOWN = (
    r"(?:负增长|净减少?|减少|下降|降低|减支|减收|少支出?|少收入?|少|压减|压缩|压降|缩减|缩短|节约|节省|节支|下滑|回落|低于|少于|慢于|落后于?|滞后于?|"
    r"调减|减|降)"
)
_RATE_NOUN = (
    r"(?:增幅|增速|涨幅|升幅|增长率|增长比例|增加比例|增长幅度|上升幅度|增减率|增减幅度|变动率|变动幅度|变化率|"
    r"变化幅度)"
)
_DOWN_NOUN = r"(?:降幅|减幅|下降率|降低率|减少率|下降幅度|减少幅度|压减率|压减幅度|下降比例|减少比例|压缩率)"
_ENDING = r"(?:了|额|金额|幅度|数额|数|比例|约|近|为|达到|达|共|计|是|：|合计|大约)*$"
_CHANGE = re.compile(rf"(?:(?P<up>{UP}|升幅)|(?P<down>{DOWN}|降幅|(?:还|相)?差)|变化|变动)(?:支出|收入|投入)?{_ENDING}")
_GROWTH = re.compile(rf"(?:(?P<up>{UP}|{_RATE_NOUN})|(?P<down>{DOWN}|{_DOWN_NOUN})){_ENDING}")
_NO_CHANGE = re.compile(
    r"(?:新增|不超过?|未超过?|至少|不少|最多|不多|许多|大多|至多|不高于|不低于|应当?|需要?|预计|计划|拟|力争|再){0,1}$"
)
_AIMED = re.compile(r"(?:预计|计划|拟|力争|争取|目标|将|应|需|要求|确保)[^，。；]{0,12}$")
_TO = re.compile(rf"(?:{UP}|{DOWN}|变|调整|优化|精简|缩|升|增|扩)+(?:了)?(?:至|到|为)(?:了)?$")
_FROM = re.compile(r"(?:由|从)[^，。；（）()]{0,24}$")
LAST = (
    r"(?:上年度?(?!末?结转|末?结余)|(?<=[较比同])上年度?(?=末?结[转余])|去年|上一年度?|前一年度?|上年末(?!结)|上期|往年|"
    r"(?:19|20)\d\d年)"
)
_LAST = re.compile(LAST)
AGAINST = re.compile(
    r"(?:(?<![占同环对])比(?!例|重|率|如|值|价)|较(?!大|多|少|高|低|好|为)|(?<=[，。；(])[与同和]|对比|高于|低于|超过|超出|超|少于|多于|慢于|快于|超额|距离?|"
    r"达到?(?=[^，。；：]{0,24}(?:目标|标准|要求|计划|指标|预算|任务)))[^，。；：]{0,24}$"
)
_SHARE = re.compile(
    r"占(?P<whole>[^占，。；]{0,24}?)的?(?:比例|比重|比率|百分比|比|总比)?(?:分别|各|依次|约|近|达到?|为|是|：|仅|就|将近)*$"
    r"|(?:比重|比例)(?:分别|各|依次|约|达|为|是|：)*$"
)
_OF_WHOLE = re.compile(r"(?:完成了?|为|达到?|相当于)(?P<whole>[^，。；]{0,16}?)的(?:约|近)?$")
AVERAGE = re.compile(
    r"(?P<each>亩产|单产|人均|户均|车均|亩均|次均|场均|日均|月均|村均|校均|生均|床均|件均|批均|篇均|项均|单位面积|单均|例均|案均|套均|[笔栋台吨辆条]均|班均|师均|页均|"
    r"平均每?一?个?(?P<per>[\u4e00-\u9fff]{0,6}?)|每一?(?P<per2>[\u4e00-\u9fff]{1,6}?)(?:平均)?|均(?![衡为]))"
    r"(?P<what>[\u4e00-\u9fff()]{0,14}?)(?:约|近|达到?|为|是|：|仅)*$"
)
_MOVED_BUDGET = re.compile(
    r"(?:追加|调增|调减|调整)(?:率|比例|幅度|比率)(?:约|达到?|为|是|：)*$"
)  # of a budget, not of a year
_OWN_RATE = re.compile(r"[\u4e00-\u9fff]{2,}(?:比例|比重)(?:约|达|为|是|：)*$")  # 办结比例, no bare 比例
_LIMIT = re.compile(r"低于|高于|不超过|未超过|小于|控制|标准|限额")
_NO_AVERAGE = re.compile(r"(?:单位成本|单页|单价)")
_REST = re.compile(
    r"(?:未(?!发生)[\u4e00-\u9fff]{1,6}|尚余|节余|欠缴|欠收|减分|核减|审减|差值|差异额?|(?:逾期|超期)[\u4e00-\u9fff]{0,4}|尚缺|还缺|节支额?|剩余|尚有|还有|仍有|余下|其余|其他|结余|结转|盈余|空编|缺编|空缺|缺额|缺员|差额|净值|净资产|结存|节约|节省|少支出|"
    r"超编|超出|超支|空|闲置|不合格|失分|扣分|扣减)(?:资金|金额|数|额|了|为|的|约|共|计|：|是)*$"
)
_RATE = re.compile(
    r"(?P<stem>[\u4e00-\u9fff()]{0,10}?)(?P<kind>率|占比|比率|比例|进度|使用率|(?<=调整)幅度|(?<=调剂)幅度)(?:约|近|达到?|为|是|：|仅|高达|分别|依次|均)*$"
)
_FOR_EACH = re.compile(r"/[\u4e00-\u9fff]")
_SET = re.compile(r"目标|要求|规定|标准|考核|指标值|距离")
_MORE = re.compile(rf"(?:比|较){LAST}[^，。；]{{0,8}}(?P<sign>多|少)[\u4e00-\u9fff]{{1,3}}$")  # 比去年多接收 86 人
_BY_HOW_MUCH = re.compile(r"了?(?:超出|超过|高出|多出|超|少于|低于|高于)了?")
_COMPARED = re.compile(rf"比|较|同比|环比|与.*相|{LAST}|同期|计划|目标|年初")
WHOLE_BEFORE = re.compile(r"(?:占|完成|为|达到?|相当于|覆盖)[^，。；]{0,20}$")
WHOLE_BEHIND = re.compile(r"\)?(?:[\u4e00-\u9fff]{0,8}|以内)的(?:比例|比重)?(?:为|约)?")
_NAMES_IN_ORDER = re.compile(
    r"(?P<names>[^，。；：()]{3,60}?)(?:的?(?:金额|占比|比重))?(?:分别|依次|各)"
    r"(?:为|是|达到?|(?:比|较)上年度?(?P<moved>增加|减少|增长|下降))?$"
)
_AND = re.compile(r"^(?:、|，|和|与|及|以及)$")
_AS_BEFORE = re.compile(r"持平|一致|相同|相当|相近|不变|无(?:增减|变化|变动)|没有变化|一样")
_TAKEN = re.compile(r"(?:扣除|剔除|减去|扣减|扣去|去除)[^，。；]{0,24}$")
_HANDED_OUT = re.compile(r"分别|依次|各")
_ASIDE = re.compile(r"(?<=[\u4e00-\u9fff])\([^()]*\)(?=[\u4e00-\u9fff：])")  # 满意度（满意与基本满意之和）为
_CLAUSE = re.compile(r"[，；：。、()]")
_WORDLESS = re.compile(r"^[，、；：()]*$")


@lru_cache(maxsize=4096)  # every reader of numbers asks
def _end_of(lead: str) -> str:
    return _CLAUSE.split(_ASIDE.sub("", lead))[-1]


@dataclass(frozen=True, slots=True)
class Term:
    """A number of a paragraph. `lead` is what stands between it and the number before, `near` the end of that behind
    the last comma or bracket, `tail` what stands between it and the next number. `name` is set where names and numbers
    stand in two rows (A 与 B 分别为 …)."""

    paragraph: int
    index: int
    sentence: int
    quantity: Quantity
    measure: Measure
    end: int
    lead: str
    tail: str
    depth: int
    role: Role = "amount"
    down: bool = False
    old: bool = False
    whole: str = ""
    each: str = ""
    name: str = ""

    @property
    def near(self) -> str:
        return _end_of(self.lead)

    @property
    def taken_away(self) -> bool:
        """剔除一次性补助 B 万元后: what follows is of what is left, and not of the amounts before."""
        return self.tail.startswith("后") and bool(_TAKEN.search(self.lead))

    @property
    def unit(self) -> str:
        return in_common(self.measure.unit, self.measure.factor)[0]

    @property
    def factor(self) -> Decimal:
        return in_common(self.measure.unit, self.measure.factor)[1]

    @property
    def is_percent(self) -> bool:
        return self.measure.unit == PERCENT

    @property
    def is_money(self) -> bool:
        return self.measure.unit == MONEY

    @property
    def usable(self) -> bool:
        """Whether the number says what is: no limit, no rounding up in words."""
        q = self.quantity
        return not (q.approximate or (q.bound and self.role != "base"))

    @property
    def exact(self) -> bool:
        """Whether the number was not rounded: a count, or a whole number that somebody set as a target."""
        set_by_words = self.role == "base" and bool(_SET.search(self.lead + self.tail[:6]))
        return not self.quantity.decimals and (self.measure.counts or set_by_words)

    @property
    def interval(self) -> Interval:
        q = self.quantity
        printed = Interval.exactly(q.value) if self.exact else Interval.rounded_to(q.value, q.decimals)
        return printed * Interval.exactly(self.factor)

    @property
    def size(self) -> Decimal:
        return self.quantity.value * self.factor


def same_kind(a: Term, b: Term) -> bool:
    """Whether two numbers count or measure the same sort of thing; a bare number may be of any that is counted."""
    if a.unit == b.unit:
        return True
    bare = not (a.unit and b.unit) and not (a.quantity.decimals or b.quantity.decimals)
    return bare and all(t.unit not in (MONEY, PERCENT, POINTS, "分") for t in (a, b))


def terms_of(text: str, year: int | None, paragraph: int = 0) -> list[Term]:
    """The terms of a paragraph of squeezed text, in order, with their roles."""
    found: list[Term] = []
    spans = sentences(text)
    quantities = find_quantities(text)
    measures = [measure_at(text, q.digits_end) for q in quantities]
    ends = [_end(text, q, m) for q, m in zip(quantities, measures, strict=True)]
    for index, quantity in enumerate(quantities):
        number = next(i for i, (a, b) in enumerate(spans) if a <= quantity.start < b)
        first, last = spans[number]
        begin = max(ends[index - 1] if index else 0, first)
        stop = min(quantities[index + 1].start if index + 1 < len(quantities) else len(text), last)
        measure = measures[index]
        if quantity.words and text[quantity.start :].startswith("百分之"):
            measure = Measure(PERCENT, 1, 0)
        before = text[first : quantity.start]
        found.append(
            Term(
                paragraph=paragraph,
                index=index,
                sentence=number,
                quantity=quantity,
                measure=measure,
                end=ends[index],
                lead=text[begin : quantity.start],
                tail=text[ends[index] : stop],
                depth=max(0, before.count("(") - before.count(")")),
            )
        )
    return _with_roles(of_that_year(in_ratios([_own_role(t, year) for t in with_money(_with_units(found))])))


def _with_units(terms: list[Term]) -> list[Term]:
    """各减少 1.5，2.5 万元; 较上年 2.08 减少 0.03 万元: a number without a unit has that of the number that follows in
    its row, or of its own change."""
    for i in range(len(terms) - 2, -1, -1):
        term, after = terms[i], terms[i + 1]
        if term.measure.length or term.unit or after.sentence != term.sentence or not after.measure.length:
            continue
        row = _AND.match(after.lead) and (term.quantity.decimals or _HANDED_OUT.search(term.lead))
        held = term.quantity.decimals and AGAINST.search(term.lead) and _CHANGE.fullmatch(after.lead)
        if row or held:
            terms[i] = replace(term, measure=replace(after.measure, length=0))
    return terms


def _end(text: str, quantity: Quantity, measure: Measure) -> int:
    if quantity.bound and quantity.end > quantity.digits_end and not measure.length:
        return quantity.end
    return max(quantity.digits_end + measure.length, quantity.digits_end)


def _own_role(term: Term, year: int | None) -> Term:
    """The role that a number's own lead gives it."""
    near = term.near.replace("的", "") if not term.is_percent else term.near
    if term.measure.unit == "个" and "编制" in near:
        term = replace(term, measure=replace(term.measure, unit="人"))  # 编制 12 个 is so many people
    if term.measure.length and _FOR_EACH.match(term.tail):
        return replace(term, role="average", old=True)  # 645 元/月: what one gets, and no amount
    old = _names_last_year(term.lead, year)
    if _TO.search(near):
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
    each = AVERAGE.search(near)
    if each and not _NO_AVERAGE.search(near):
        limited = _LIMIT.search(near[: each.start()]) or re.match(r"的[^，。；]{0,6}(?:标准|限额|要求)", term.tail)
        return replace(term, role="average", each=each["each"], old=old or bool(limited))
    moved = _CHANGE.search(near)
    if moved and (moved["up"] or moved["down"]) and not near.startswith("新增"):
        return replace(term, role="change", down=bool(moved["down"]))
    if term.measure.unit == POINTS and near in ("高", "低", "高了", "低了"):
        return replace(term, role="change", down="低" in near)
    more = _MORE.search(term.lead.replace("的", ""))
    if more:
        return replace(term, role="change", down=more["sign"] == "少")
    if _REST.search(near):
        return replace(term, role="rest")
    return replace(term, old=True) if old else term


def _names_last_year(lead: str, year: int | None) -> bool:
    """Whether the last time that a lead names lies before the report's year."""
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


_TOGETHER = re.compile(r"(?:共|共计|合计|总计|总共)(?:支出|完成|实现|为|：)*")


def _with_roles(terms: Sequence[Term]) -> list[Term]:
    """Roles that follow from the neighbours: what a change right behind it is held against is its base."""
    done = _moved_in_order(_named_in_order(terms))
    for i, term in enumerate(done):
        if term.role == "change" and not _told_as_change(done, i):
            done[i] = replace(term, role="amount", down=False)  # 能力提升 1,050 万元: the name of a project
        elif i and term.role == "amount" and done[i - 1].old and _TOGETHER.fullmatch(term.lead):
            done[i] = replace(term, old=True)  # 上年两项共 B 万元
    for i, term in enumerate(done):
        after = done[i + 1] if i + 1 < len(done) else None
        inside = after is not None and after.sentence == term.sentence and after.is_percent and not term.is_percent
        if inside and after is not None and WHOLE_BEFORE.search(term.lead) and WHOLE_BEHIND.fullmatch(after.lead):
            done[i] = term = replace(term, role="whole")  # 为预算数 B 万元的 x%: what the share is of
        follows = done[i + 1] if i + 1 < len(done) and done[i + 1].sentence == term.sentence else None
        if follows is None:
            continue
        if _FROM.search(term.lead) and _TO.search(follows.near) and same_kind(term, follows):
            done[i] = replace(term, role="base", old=True)
            continue
        against = AGAINST.search(term.lead)
        if not against or term.role not in ("amount", "rate", "change", "growth", "average"):
            continue
        own = "，" in follows.lead and re.search(r"同比|比|较|环比", follows.lead)  # 连续五年超过 90 分，同比提高 …
        if follows.role in ("change", "growth") and term.role in ("amount", "rate", "average") and not own:
            done[i] = replace(term, role="base", old=True)
            if _BY_HOW_MUCH.fullmatch(follows.lead):  # 比计划 A 人超出 B 人: by how much, and no limit
                done[i + 1] = replace(follows, quantity=replace(follows.quantity, bound=False))
        elif re.fullmatch(r"(?:多|少)[\u4e00-\u9fff]{1,5}", follows.lead) and same_kind(term, follows):
            done[i] = replace(term, role="base", old=True)  # 较上年 A 亿元多到位 B 亿元
            done[i + 1] = replace(follows, role="change", down=follows.lead.startswith("少"))
        elif re.fullmatch(r"(?:\)|的)?[^，。；、()]{0,10}", follows.lead) and _against_target(term, follows):
            down = bool(re.search(DOWN, against.group()))
            done[i] = replace(term, role="base", old=True)
            done[i + 1] = replace(follows, role="change", down=down)
    return done


def _named_in_order(terms: Sequence[Term]) -> list[Term]:
    """基本支出与项目支出分别为 A 和 B: each number with its own name."""
    done = list(terms)
    for i, term in enumerate(done):
        found = _NAMES_IN_ORDER.search(term.lead)
        if found is None:
            continue
        names = [n for n in re.split(r"、|与|和|及|以及", found["names"]) if n]
        run = [i]
        while len(run) < len(names) and run[-1] + 1 < len(done) and _AND.match(done[run[-1] + 1].lead):
            run.append(run[-1] + 1)
        if 1 < len(names) == len(run):
            for k, name in zip(run, names, strict=True):
                moved = bool(found["moved"]) and done[i].role == "change"
                role = done[i].role if moved else done[k].role
                done[k] = replace(done[k], name=name, role=role, down=done[i].down if moved else done[k].down)
    return done


def _moved_in_order(terms: list[Term]) -> list[Term]:
    """分别增加 A 和 B，增长 x% 和 y%: the numbers behind the first of a row moved as that did."""
    told = False
    for i, term in enumerate(terms):
        first = terms[i - 1] if i else term
        bare = bool(i and _AND.match(term.lead)) and first.sentence == term.sentence and first.unit == term.unit
        if bare and first.role in ("change", "growth") and (told or (term.is_percent and term.lead != "，")):
            terms[i] = replace(term, role=first.role, down=first.down)
        elif not bare:
            told = bool(_HANDED_OUT.search(term.lead))
    return terms


def _told_as_change(terms: Sequence[Term], i: int) -> bool:
    """Whether a word such as 提升 tells a change: it is held against something, stands alone, or its rate follows."""
    term = terms[i]
    if _COMPARED.search(term.lead) or term.measure.unit == POINTS:
        return True
    verb = _CHANGE.search(term.near)
    if verb is not None and verb.start() <= 2:
        return True
    return any(
        0 <= j < len(terms) and terms[j].sentence == term.sentence and terms[j].role == "growth" for j in (i - 1, i + 1)
    )


def _against_target(term: Term, follows: Term) -> bool:
    """高于 95% 的目标 2.8 个百分点, 超出计划 1,700 万元 166.20 万元: the second is by how much."""
    if term.is_percent:
        return follows.measure.unit == POINTS
    return (
        follows.role == "amount"
        and same_kind(term, follows)
        and bool(re.search(rf"{UP}|{DOWN}|慢于|快于", term.lead[-12:]))
    )
