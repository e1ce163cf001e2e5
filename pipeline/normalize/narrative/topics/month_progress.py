"""Progress of spending at months of the year: 6月、9月、11月预算执行进度分别为42%、54%、83%.

Rubrics that look at the progress at given months need them by month. The facts are `cumulative_progress` with period
`2022Q2` for a month that ends a quarter, `2022M11` for another. What a sentence calls a target or a requirement, or
says of a part of the budget, states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, stating_sentences
from pipeline.normalize.quarter_names import QUARTER_NUMERALS
from pipeline.vocabulary.link_words import IS
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact

MONTH = r"(?:1[0-2]|[1-9])月?(?:份|末|底)*"
_LEAD = re.compile(
    rf"(?:^|[，；。：、]|20\d\d年(?:度)?|截[至止]|我[局委办处部院校镇]|(?:部门|单位)|[在到])(?P<months>{MONTH}(?:[、和,及]{MONTH})*)[，的]?"
    rf"(?:我[局委办处部院校镇]|全?部门|单位|整体|预算|累计|实际|支出|执行|支付)*进度(?:分别)?{IS}$"
)
# …，执行进度分别为 41%、67.5%、77% behind sums that were given out by the same months
_BARE_LEAD = re.compile(rf"^万?元?[，；](?:预算|累计|支出)*(?:执行|支出|支付)?进度(?:分别|依次){IS}$")
_MONTHS = re.compile(
    rf"(?:^|[，；。：、]|截[至止]|[在到至])(?P<months>{MONTH}(?:[、和,及]{MONTH})+)[^，。；：\d]*(?:分别|依次)"
)
# 11月末支出 6,768 万元、执行进度 83.44%
_BEHIND_SUM = re.compile(rf"^(?:亿|万)?元?[，、](?:预算|累计|支出|实际)*(?:执行|支出|支付)?(?:进度|率){IS}$")
_SPENT_BY = re.compile(
    rf"(?:^|[，；。：、]|20\d\d年(?:度)?|截[至止]|[在到])(?P<months>{MONTH})[，]?(?:预算|累计|实际|完成|资金)*支出{IS}$"
)
# 一季度末累计支出 1,558 万元，进度 21.28%: that is not called progress of spending is read by what stands before it
_QUARTER_SPENT_BY = re.compile(
    rf"(?:^|[，；。：、年]|截[至止]|[在到])第?(?P<quarter>[一二三四1-4])季度(?:末|底)?[，]?(?:预算|累计|实际|完成|资金)*支出{IS}$"
)
_BARE_BEHIND_SUM = re.compile(rf"^(?:亿|万)?元?[，、]进度{IS}$")
# 上半年执行率 52.3%
_PART_OF_YEAR = re.compile(
    r"(?:^|[，；。：、])(?:20\d\d年(?:度)?|截至|其中)?(?P<part>上半年|1-6月|前三季度|前3季度|1-9月)(?:末|底)?(?:全?部门|单位|预算|累计|实际|支出|支付)*"
    rf"(?:执行率|支出率|支付率|执行进度){IS}$"
)
_NOT_STATED = re.compile(r"目标|要求|应|须|需|不低于|计划|序时|标准|项目|基本支出|专项")


def month_progress_facts(document: Document, year: int | None) -> list[Fact]:
    """The facts in reading order, with placeholder ids."""
    if year is None:
        return []
    return [fact for sentence in stating_sentences(document) for fact in _of_sentence(sentence, year)]


def _of_sentence(sentence: Sentence, year: int) -> Iterator[Fact]:
    text, here = sentence.squeezed.text, sentence.quantities
    words = text[slice(*sentence.span)]
    if "进度" not in words and "率" not in words:
        return
    for n in range(len(here)):
        lead = _LEAD.search(sentence.lead(n))
        if lead is None and _BARE_LEAD.match(sentence.lead(n)):
            lead = next((m for k in range(n - 1, -1, -1) if (m := _MONTHS.search(sentence.lead(k)))), None)
        if lead is None and n and _BEHIND_SUM.match(sentence.lead(n)):
            lead = _SPENT_BY.search(sentence.lead(n - 1))
        if n == 0 and (of_quarters := _of_quarters(sentence)):
            for number, progress in of_quarters:
                yield sentence.fact(progress, "cumulative_progress", f"{year}Q{number}")
            return
        quarter_told = _QUARTER_SPENT_BY.search(sentence.lead(n - 1)) if n else None
        if quarter_told and _BARE_BEHIND_SUM.match(sentence.lead(n)) and here[n].unit is Unit.PERCENT:
            number = QUARTER_NUMERALS[quarter_told["quarter"]]
            yield sentence.fact(here[n], "cumulative_progress", f"{year}Q{number}")
            continue
        part = _PART_OF_YEAR.search(sentence.lead(n))
        if part is not None and not _NOT_STATED.search(sentence.lead(n)):
            quantity = here[n]
            if quantity.unit is Unit.PERCENT and quantity.is_exact:
                quarter = "Q2" if part["part"] in ("上半年", "1-6月") else "Q3"
                yield sentence.fact(quantity, "cumulative_progress", f"{year}{quarter}")
            continue
        if lead is None or _NOT_STATED.search(lead.string):
            continue
        months = [int(m) for m in re.findall(r"\d+", lead["months"])]
        run = here[n : n + len(months)]
        apart = [text[a.end : b.start] for a, b in pairwise(run)]
        beyond = here[n + len(months) : n + len(months) + 1]
        if beyond and re.fullmatch(r"[、和及]", text[run[-1].end : beyond[0].start]):
            continue  # more numbers than months: the list of months began before
        if len(run) < len(months) or any(not re.fullmatch(r"[、，和及]", gap) for gap in apart):
            continue
        if any(q.unit is not Unit.PERCENT or not q.is_exact for q in run):
            continue
        for month, quantity in zip(months, run, strict=True):
            yield sentence.fact(quantity, "cumulative_progress", f"{year}{period_of(month)}")


# 支出进度：一季度 22%，二季度 51%，…
_QUARTERS = ("一", "二", "三", "四")
_FIRST = re.compile(r"(?:支出|执行|支付|累计)进度(?:率|情况)?(?:为|：|，|如下：)*(?:第?一|1)季度(?:末|为|达到?)*$")


def _of_quarters(sentence: Sentence) -> list[tuple[int, Quantity]]:
    """The numbers of a sentence that gives the progress of one quarter after the other, each by its name."""
    here = sentence.quantities
    if not _FIRST.search(sentence.lead(0)) or _NOT_STATED.search(sentence.lead(0)):
        return []
    found: list[tuple[int, Quantity]] = []
    for n, quantity in enumerate(here[: len(_QUARTERS)]):
        named = n == 0 or re.fullmatch(rf"[，、；]第?(?:{_QUARTERS[n]}|{n + 1})季度(?:末|为|达到?)*", sentence.lead(n))
        if not named or quantity.unit is not Unit.PERCENT or not quantity.is_exact:
            return []
        found.append((n + 1, quantity))
    return found if len(found) > 1 else []


def period_of(month: int) -> str:
    """`Q2` for June, `M11` for November."""
    return f"Q{month // 3}" if month % 3 == 0 else f"M{month}"
