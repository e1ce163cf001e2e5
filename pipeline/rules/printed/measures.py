"""Criteria in units of their own: 不超过5个工作日得4分, 达到1200人次, 每少100人扣0.5分, ≤300万元, 310天以上.

Where every threshold of a text is in one measure, a mark stands for the measure while the text is read, as % does in
others; what the thresholds are of is then a quantity by name in that measure, and no rate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.rules.printed.rewriting import rewritten
from pipeline.rules.printed.words import NUMBER

MARK = "¤"
_MEASURES = (
    "个工作日|工作日|个自然日|个月|小时|分钟|秒钟?|天|日|万人次|人次|万人|人|名|万户次|户次|万户|户|家次|家|所|件次|件|起|宗|例|次|座|处|个|项"
    "|批次|批|笔|场次|场|期|节次|课时|学时|篇|条|平方公里|公里|千米|万平方米|平方米|万立方米|立方米|米|万亩|亩|公顷|万吨|吨|千克|公斤|千瓦时|辆|台|套|株|棵"
    "|万册|册|份|盏|栋|间|张|份次|亿元|万元|元|分贝|吨标准煤|千克标准煤"
)
MEASURE = rf"(?:{_MEASURES})"
_N = NUMBER
_QUANTITY = re.compile(rf"(?P<n>{_N})(?P<measure>{MEASURE})(?!百分|百分点|月|季|年|以前|之前|前)")
# What makes a quantity a threshold: a sign or word before it, or a side behind it.
_BEFORE = re.compile(
    r"(?:[<>≤≥=]|不?[低高大小多少]于|不?超过|不?超出|未?超过|达到?(?:目标值?|计划)?|不足|不满|不到|未达到?|以内|控制在|/|完成[^\d,;。]{0,8}|等于)$"
)
_BEHIND = re.compile(r"^(?:\(不?含\))?(?:及?以上|及?以下|以内|之内|-|至|到)")
# 1万平方米 in square metres.
_SCALES = (("亿", Decimal(100_000_000)), ("万", Decimal(10_000)))
_SAME = {"工作日": "个工作日", "日": "天", "个自然日": "天", "名": "人", "节次": "节", "秒钟": "秒", "千克": "公斤"}


_OF_MARKED = (
    # 完成改造20座得6分: what was to be done, or more; 少完成1座扣0.5分: for each
    (re.compile(rf"完成([^\d,;。完]{{0,12}}?)({_N}{MARK})(?=的?,?(?:得|计))"), r"完成\1≥\2"),
    (re.compile(rf"(?<=[,;。])(少|多|超|低|高)([\u4e00-\u9fff]{{0,4}})({_N}{MARK})(?=的?,?(?:扣|减))"), r"每\1\3"),
    (re.compile(rf"(?:达到?|完成|不低于|不少于)(?:目标值?|计划数?|任务数?)(?={_N}{MARK})"), "达到"),
    (re.compile(rf"({_N}{MARK})以上,?(?=不足|不满|不到|未达|低于|少于)"), r"≥\1"),
)


@dataclass(frozen=True)
class Measured:
    """Text with `MARK` for its measure, and the measure."""

    text: str
    measure: str


def measured(text: str) -> Measured | None:
    """Plain `text` whose thresholds are all in one measure; None for any other."""
    if "%" in text or "百分" in text:
        return None
    found = list(_QUANTITY.finditer(text))
    thresholds = [m for m in found if _BEFORE.search(text[: m.start()]) or _BEHIND.match(text[m.end() :]) is not None]
    if not thresholds:
        return None
    measures = {m["measure"] for m in found}
    longest = max(measures, key=len)
    if any(m != longest and not (m == "个" and longest.startswith("个")) for m in measures):
        return None  # 涉及金额超过100万元的, beside 每发现1个问题: two things are counted
    marked = _QUANTITY.sub(rf"\g<n>{MARK}", text)
    marked = rewritten(marked, _OF_MARKED)
    for number in {m["n"] for m in thresholds}:  # 实际时长/2000×4分, of thresholds in 小时
        marked = re.sub(rf"/{re.escape(number)}(?=[×),;。]|$)", f"/{number}{MARK}", marked)
    return Measured(marked, longest)


def unmarked(text: str, measure: str) -> str:
    """Text with the measure where the mark stood."""
    return text.replace(MARK, measure)


CASES = frozenset("个项件起宗例次处笔份")  # any of which counts the cases of a thing


def in_measure(value: Decimal, printed: str, wanted: str) -> Decimal | None:
    """A value in one printed measure in another (10.8万平方米 in 平方米); None where they measure different things."""
    (one, base), (two, other) = _scaled(printed), _scaled(wanted)
    return value * one / two if base == other and base else None


def _scaled(measure: str) -> tuple[Decimal, str]:
    for sign, factor in _SCALES:
        if measure.startswith(sign):
            return factor, measure.removeprefix(sign)
    return Decimal(1), _SAME.get(measure, measure)


# Words that say when, how much in all or that it was done, and leave a quantity what it is.
_IDLE = re.compile(
    r"20\d\d年度?|全年度?|年度|本年度?|当年|年末|截至|累计|实际|共计?|合计|总计|已|完成|达到?了?|开展|举办|举行|组织|发生|出现|收到|接到|目标值?|控制|人数|人次|次数|批次|场次|户次|学时|课时|数量|总数|户数|件数|面积|里程|长度|[的了为是在]|金额|总额"
)


def quantity_key(name: str) -> str:
    """A quantity's name as it is compared: 全年累计培训 and 培训人数 are one."""
    return _IDLE.sub("", name).removesuffix("数")
