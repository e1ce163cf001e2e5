"""Averages: 人均 x 元, 平均每公里投入 x 万元, 日均 x 人次, 三项平均 x%: an amount by what it is counted in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.amounts import Amounts, key_of
from pipeline.normalize.arithmetic.fit import mean_of
from pipeline.normalize.arithmetic.own_roles import AVERAGE
from pipeline.normalize.arithmetic.runs import given_out, run_from
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked, counted_noun, noun_of, subject_of
from pipeline.normalize.narrative.reading.measures import MONEY, measure_at
from pipeline.vocabulary.link_words import IS

_BY: dict[str, tuple[str, ...]] = {
    "人均": ("人", "人次"),
    "亩产": ("亩",),
    "单产": ("亩",),
    "日均": ("天",),
    "月均": ("个月",),
    "户均": ("户",),
    "车均": ("辆", "台"),
    "亩均": ("亩",),
    "次均": ("人次", "次", "批次", "批", "场次"),
    "场均": ("场", "场次", "次"),
    "村均": ("村", "个"),
    "校均": ("所",),
    "生均": ("人",),
    "师均": ("人",),
    "床均": ("张",),
    "件均": ("件",),
    "案均": ("件", "宗", "起"),
    "套均": ("套",),
    "批均": ("批", "批次"),
    "篇均": ("篇",),
    "项均": ("项", "个"),
    "班均": ("个", "班"),
    "例均": ("例", "人次"),
    "页均": ("页",),
}
_PER = re.compile(r"每一?(?P<per>[\u4e00-\u9fff]{1,4})")
_PER_THOUSANDS = re.compile(r"[十百千万]+(?:余|多)?(?:常住)?(?:人|名|户)")  # 每万人拥有 x 名: of the whole population
_MEAN = re.compile(rf"(?:平均|平均分|均分|均值|平均值|平均分|算术平均)[\u4e00-\u9fff]{{0,6}}{IS}$")
_NO_MEAN = re.compile(r"全年|季度|人均|平均执行")
_PLAIN = re.compile(r"算术|简单")
_ENDS = re.compile(r"最[高低大小多少好差长短快慢]")  # 最高 a 分、最低 b 分，平均 c 分: of all between them
_OF_AMOUNTS = re.compile(r"执行率|支出率|支付率|完成率|使用率|到位率|节约率|办结率|进度|增[长幅速]|占比|比重")
_TIMES = re.compile(r"([一二两三四五六七八九十]|\d)(?:项|类|个|方面|者|组|维度|对象)*")
PARAGRAPHS_BACK = 1
MOST_PAIRS = 40


def averages_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Every average of a paragraph with the amounts and counts that can give it."""
    for i, term in enumerate(terms):
        if not term.usable or term.old:
            continue
        if term.role == "average" and (term.each in _BY or _units_per(term) or _own_unit(term)):
            yield from _by_count(terms, i, amounts)
        elif term.role == "average" or term.role == "rate" or (term.role == "amount" and term.measure.unit == "分"):
            yield from _mean(terms, i)
            yield from _over_years(terms, i)


_YEARLY = re.compile(rf"，(?:平均每年|年均|年平均)[\u4e00-\u9fff]{{0,4}}?{IS}")
_MANY = "两三四五"
_YEARS = re.compile(rf"([{_MANY}])年(?:来|间|内)?(?:累计|合计|共计?|总计)")


def _over_years(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """三年累计支出 A 万元，年均 x 万元."""
    mean, whole = terms[i], terms[i - 1] if i else terms[i]
    years = _YEARS.search(whole.near) if _YEARLY.fullmatch(mean.lead) else None
    if years and whole.unit == mean.unit and whole.sentence == mean.sentence and whole.usable:
        reading = Reading(f"f1 / {_MANY.index(years[1]) + 2}", (whole,))
        yield Worked("average", mean, (reading,), True, subject_of(whole))


# What somebody gains is no part of what was spent on it: 投入 A 万元，带动 B 户，户均增收 x 元.
_GAIN = re.compile(
    r"增收|增产|分红|分得|获利|盈利|收益|受益|节约|节省|(?:可支配|纯|年|月|务工|工资性|经营)收入|收入(?:增加|提高|增长)"
)


_RAISED = re.compile(r"(?:增加|提高|上调|提标|调增|增发)了?$")  # 人均增加 170 元: by how much each got more


def _by_count(terms: Sequence[Term], i: int, amounts: Amounts) -> Iterator[Worked]:
    average = terms[i]
    units = _BY.get(average.each) or _units_per(average) or _own_unit(average)
    if not units or _RAISED.search(average.near):
        return
    near = [t for t in terms if t.sentence == average.sentence and t is not average and t.role in ("amount", "rest")]
    tops = [t for t in near if t.unit == average.unit and t.index < i and t.size > average.size and not t.old]
    tops += [t for t in near if t.index > i and t.unit == average.unit and "总" in t.near]  # 场均 x，总量 A
    tops += [
        t for t in near if t.index > i and t.depth > average.depth and t.unit == average.unit and _names_it(average, t)
    ]
    unders = [t for t in near if t.unit in units and t.quantity.value and not t.old]
    # 四季度支出 A 万元，月均 x 万元，是前 9 个月月均的 y 倍: months that have a mean of their own
    unders = [t for t in unders if t.index < i or not t.tail.startswith(average.each)]
    tops.reverse()
    if not tops:
        earlier = [t for t in terms[:i] if t.unit == average.unit and t.role == "amount" and not t.old]
        named = [t for t in amounts.named_exactly(_what(average)) if t.unit == average.unit and t.size > average.size]
        tops = named[-1:] or [t for t in reversed(earlier) if _shares_name(average, t)]
    if not (tops and unders):
        return
    beside = {t.index for t in _of_segment(terms, i, unders)}
    unders.sort(key=lambda t: (t.index not in beside, t.index > i, abs(t.index - i)))
    every_top = [
        *tops,
        *(t for t in amounts.larger(average, PARAGRAPHS_BACK) if t.unit == average.unit and t not in tops),
    ]
    every_top.sort(key=lambda t: not _names_it(average, t))
    pairs = [(top, under) for under in unders for top in every_top if top is not under][:MOST_PAIRS]
    readings = tuple(Reading("f1 / f2", pair) for pair in pairs)
    own_tops, own_unders = (_of_segment(terms, i, found) for found in (tops, unders))
    heads = [t for t in own_tops if not re.match(r"、|.*(?:其中|包括)", t.lead)]
    own_tops, tops = (heads, heads) if len(heads) == 1 and heads[0] is tops[-1] else (own_tops, tops)
    if not own_tops and len(tops) == 1 and _names_it(average, tops[0]):
        own_tops = tops
    # 参观 A 人次，场均 x 人次: of the only number of its kind
    alone = len(own_tops) == len(own_unders) == 1 and (own_tops == tops[:1] or tops[0].unit == MONEY)
    # 单产 x 公斤，其中小麦单产 y 公斤、玉米单产 z 公斤: of parts that are not told
    of_parts = re.search(r"其中|、", average.lead) and any(
        t.role == "average" and average.each in t.near and t.sentence == average.sentence for t in terms[:i]
    )
    certain = (alone or _by_one_of(average, own_tops, unders)) and not _of_visits(average, unders)
    certain = certain and not (of_parts or _gained(average, tops))
    yield Worked("average", average, readings, certain, subject_of(tops[0]))


def _of_visits(average: Term, unders: Sequence[Term]) -> bool:
    """到馆 A 人次，外借 B 册，人均借阅 x 册: of readers or residents, as whoever comes is counted each time."""
    return average.each == "人均" and not average.is_money and bool(unders) and unders[0].unit == "人次"


def _gained(average: Term, tops: Sequence[Term]) -> bool:
    """Whether an average is of what somebody gains and no amount before it is called so."""
    gain = _GAIN.search(average.near)
    return gain is not None and not any(gain.group()[-2:] in noun_of(t) + counted_noun(t) for t in tops)


def _by_one_of(average: Term, tops: Sequence[Term], unders: Sequence[Term]) -> bool:
    """受理 A 宗，通过 B 宗；拨付 C 万元，平均每宗拨付 x 万元: of the amount of that name, by one of two counts."""
    return len(tops) == 1 and _names_it(average, tops[0]) and len(unders) <= 2 and average.is_money


def _own_unit(average: Term) -> tuple[str, ...]:
    """笔均, 栋均: by what stands before 均."""
    return (average.each[0],) if len(average.each) == 2 and measure_at(average.each, 0).length == 1 else ()


def _units_per(average: Term) -> tuple[str, ...]:
    found = _PER.search(average.near)
    if found is None or _PER_THOUSANDS.match(found["per"]):
        return ()
    words = found["per"]
    for length in (4, 3, 2, 1):
        measure = measure_at(words[:length], 0)
        if measure.unit and measure.length <= length:
            return (measure.unit,)
    return ("个",) if words[:2] in ("乡镇", "单位", "学校") else ()


def _of_segment(terms: Sequence[Term], i: int, found: Sequence[Term]) -> list[Term]:
    """Those of some terms that stand in the stretch between two semicolons in which the term at `i` stands."""
    begin = next((t.index for t in reversed(terms[: i + 1]) if "；" in t.lead), 0)
    end = next((t.index for t in terms[i + 1 :] if "；" in t.lead), len(terms))
    return [t for t in found if t.sentence == terms[i].sentence and begin <= t.index < end]


def _names_it(average: Term, top: Term) -> bool:
    """Whether an amount has the name of what the average is of: 人员支出 A 万元。… 人均人员支出 x 万元."""
    what = _what(average)
    return len(what) > 1 and what in noun_of(top) + counted_noun(top)


def _shares_name(average: Term, top: Term) -> bool:
    return bool(set(_what(average)) & set(noun_of(top) + counted_noun(top)))


def _what(average: Term) -> str:
    """What an average is of: 公用经费 in 人均公用经费 and in 公用经费人均."""
    near = average.near.replace("的", "")
    found = AVERAGE.search(near)
    what = found["what"] if found else ""
    for unit in _units_per(average):
        what = what.removeprefix(unit)  # 平均每宗拨付
    return (what or key_of(near[: found.start()])) if found else ""


def _mean(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """The mean of the rates or scores that stand in a row before it: 得分依次为 a、b、c，平均 d."""
    mean = terms[i]
    if not _MEAN.search(mean.near):
        return
    if quarters := _of_quarters(terms, i):
        yield Worked("average", mean, (mean_of(quarters),), True, subject_of(mean, quarters[0]))
        return
    if _NO_MEAN.search(mean.near) or "加权" in mean.near:
        return
    row: list[Term] = []
    cut = False  # whether a number that may be one more of the row stands before it
    for term in reversed(terms[:i]):
        if term.index == mean.index - 1 and term.unit == "项" and not row:
            continue  # 三项平均
        if (
            term.sentence != mean.sentence
            or term.measure.unit != mean.measure.unit
            or term.role not in ("rate", "amount")
            or _MEAN.search(term.near)
        ):
            cut = term.sentence == mean.sentence and term.measure.unit == mean.measure.unit
            break
        row.insert(0, term)
        if given_out(terms, term.index):
            break  # 累计进度分别为 a、b，折合执行率分别为 c、d，平均 e: of the row right before
    if len(row) < 2 or any(_ENDS.search(t.near) for t in row):
        return
    counted = terms[i - 1].unit == "项" and terms[i - 1].quantity.value == len(row)  # 两项平均
    told = counted or _TIMES.search(mean.lead) or _PLAIN.search(mean.lead)
    # rates of parts, each with its own weight: 执行率分别为 a%、b%、c%，平均 d% may be the rate of all together
    said = "".join(t.lead for t in terms[: i + 1] if t.sentence == mean.sentence)
    weighted = mean.is_percent and _OF_AMOUNTS.search(said) and "季" not in said
    several = len(row) > 2 and not weighted
    yield Worked(
        "average",
        mean,
        (mean_of(row),),
        counted or (not cut and bool(told or several)),
        subject_of(mean),
    )


_OF_SCHEDULE = re.compile(r"(?:执行率|匹配率|完成率|达成率|符合率|匹配度|执行度)")
_NEXT_QUARTER = re.compile(
    r"[，、；]?第?[二三四2-4]季度末?(?:预算|支出|序时|进度)*(?:执行率|匹配率|完成率|达成率)?(?:为|是|：)?"
)
_LEAST = 50  # percent; a first quarter below it is no rate against the schedule, but how much of the year's was spent


def _of_quarters(terms: Sequence[Term], i: int) -> tuple[Term, ...]:
    """The four rates against the schedule right before their mean (季度执行率分别为 a、b、c 和 d，全年平均 e); () where
    what stands there may be something else."""
    row, mean = terms[max(0, i - 4) : i], terms[i]
    if len(row) < 4 or not all(t.is_percent and t.usable and t.sentence == mean.sentence for t in row):
        return ()
    first = row[0]
    told = any("季度" in t.lead for t in terms[: first.index + 1] if t.sentence == mean.sentence)
    if (
        not told
        or re.search(r"项目|部门|资金", first.near)
        or not _OF_SCHEDULE.search(first.lead)
        or first.depth != mean.depth
    ):
        return ()
    named = all(_NEXT_QUARTER.fullmatch(t.lead) for t in row[1:])
    in_order = given_out(terms, first.index) and run_from(terms, first.index) == [t.index for t in row]
    return tuple(row) if (named or in_order) and all(t.quantity.value >= _LEAST for t in row) else ()
