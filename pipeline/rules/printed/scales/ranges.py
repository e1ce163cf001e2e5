"""Printed conditions on one metric as ranges: ≥90%, 90%＞x≥75%, 在90%以上（含90%）, 介于…之间, 低于60%.

Words follow 民法典 §1259: 以上, 以下 and 以内 include the number, 不满, 超过 and 以外 leave it out. Where only the word
says so, the end is marked `said` = False, so that a neighbouring band that says otherwise can win.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True)
class Range:
    """A range of a metric named `subject`. `low_said`/`high_said`: whether the print says if the end belongs."""

    subject: str
    low: Decimal | None = None
    low_open: bool = False
    low_said: bool = True
    high: Decimal | None = None
    high_open: bool = False
    high_said: bool = True
    percent: bool = True

    def meets(self, other: Range) -> Range | None:
        """Both ranges at once (≥75% and <90%); None where they are of other things or do not meet."""
        if self.subject and other.subject and self.subject != other.subject:
            return None
        out = replace(self, subject=self.subject or other.subject)
        if out.low is None and other.low is not None:
            out = replace(out, low=other.low, low_open=other.low_open, low_said=other.low_said)
        elif out.high is None and other.high is not None:
            out = replace(out, high=other.high, high_open=other.high_open, high_said=other.high_said)
        else:
            return None
        return out if out.low is not None and out.high is not None and out.low <= out.high else None


# A mark stands for the unit of thresholds that are no rates, see `measures`.
_N = r"(-?\d+(?:\.\d+)?)([%¤]?)"
_AT_LEAST = (
    r"≥|大于等于|大于或等于|大于或者等于|高于等于|高于或等于|不低于|不小于|不少于"
    r"|达到或超过|达到及超过|等于或大于|等于或高于|大于、等于"
)
_AT_MOST = (
    r"≤|小于等于|小于或等于|小于或者等于|低于等于|低于或等于|不高于|不超过|不大于|不多于|未超过|没有超过|未超出|不超出|[未不]突破"
    r"|等于或小于|等于或低于|小于、等于|控制在(?=.*以?内)"
)
_ABOVE = r">|大于|高于|超过|超出|多于|突破|超(?![期时])"
_BELOW = r"<|小于|低于|不足|未达到|未达|少于|达不到|不到|没有达到|未满|不满|未能达到"
_EQUALS = r"=|等于|恰好为"
_REACHES = r"达到了?|满足|达|为|完成|(?<!不)(?<!未)满"
_OPERATORS = (
    (_AT_LEAST, "≥"),
    (_AT_MOST, "≤"),
    (_BELOW, "<"),
    (_ABOVE, ">"),
    (_EQUALS, "="),
)
_FLIPPED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤", "=": "="}
_CLOSED = {"<": "≤", ">": "≥", "≤": "≤", "≥": "≥"}
_OPENED = {closed: opened for opened, closed in _CLOSED.items() if opened in "<>"} | {"<": "<", ">": ">"}
_BETWEEN = re.compile(
    rf"(?P<s>.*?)(?:介于|在|处于|位于|达到?|为|:)?{_N}(?P<a>\(不?含\)|\(不?包括\)|\(不?包含\)|\(不?含{_N}\))?(?:-|至|到|与|和|及)"
    rf"(?P<again>[^\d,]{{0,12}}?){_N}(?P<b>\(不?含\)|\(不?包括\)|\(不?包含\)|\((?:不?[包]?含{_N}(?:[,、和及与]{_N})*[,、]?)+\))?(?:之间|区间|范围内|以内|的区间)?(?P<c>\((?:不?包?含{_N}(?:[,、和及]{_N})*[,、]?)+\))?"
)
_FINE_END, _FINE_START = re.compile(r"\.9+$"), re.compile(r"\.0+1$")
_BOTH_ENDS = re.compile(r"\((?:两端)?均(?:包)?[含括]\)|\(含(?:两端|端点|首尾|上下限)\)")
_SIDE = re.compile(
    rf"(?P<s>.*?)(?:在|达到?|控制在|保持在|为|:)?{_N}(?P<a>\(不?[包]?[含括](?:{_N})?\))?及?(?P<w>以上|及以上|以下|及以下|以内|之内|内)(?P<b>\(不?[包]?[含括](?:{_N})?(?:本数)?\))?"
)
# Words around a condition that change nothing.
_FILLER_FRONT = re.compile(
    r"^(?:(?:优秀?|良好?|中等?|较?差|较好|好|一般|合格|不合格|第?[一二三四五1-5甲乙丙丁][档级类等]|[A-E][档级]?)(?:等级?|档)?:|其中:?|当(?!年)|若|如果|如|凡|对于?|对|以|即|且|而|但|同时|分值标准:|评分标准:|标准:|本指标|指标得分:|计分标准:|得分标准:|计分方法:)+"
)
_FILLER_BACK = re.compile(r"(?:的情况下?|情形|的情形|时|者|的|,|:|则|部分|之间|范围|区间)+$")
# Months of a subject stand aside while thresholds are read.
_MONTHS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
_MONTH = re.compile(r"(?<![\d.])(1[0-2]|[1-9])月")
_SUBJECT_BACK = re.compile(
    r"(?:数值|比例|的?值|结果|水平|控制|达|在|为|是|均|都|:|的|应|实际|(?<=[\u4e00-\u9fff])[xX]|\([A-Za-zxX]\))+$"
)


_SIGNS = tuple((re.compile(words), sign) for words, sign in _OPERATORS)


def _sign(text: str) -> str:
    out = text
    for words, sign in _SIGNS:
        out = words.sub(sign, out)
    return out


def read_range(text: str) -> Range | None:
    """The range that a condition states; None unless every word of it is understood."""
    condition = _trimmed(_MONTH.sub(lambda m: _MONTHS[int(m[1]) - 1] + "月", text))  # 9月末支出进度达到75%
    condition = re.sub(r"(?<=[\d%¤])以上(?=[至到-]\d)", "", condition)  # 90%以上至100%(含100%)
    if not condition or len(condition) > 80:
        return None
    readers: tuple[Callable[[str], Range | None], ...] = (_sides, _word_side, _between)
    for reader in readers:
        found = reader(condition)
        if found is not None and not re.search(r"[\d<>≤≥=%¤]", found.subject):
            subject = re.sub(f"[{_MONTHS}]", lambda m: str(_MONTHS.index(m[0]) + 1), found.subject)
            return replace(found, subject=_SUBJECT_BACK.sub("", subject))
    return None


def _trimmed(text: str) -> str:
    out = text
    while True:
        shorter = _FILLER_BACK.sub("", _FILLER_FRONT.sub("", out.strip(",、:;。")))
        if shorter == out:
            return out
        out = shorter


def _end(low: bool, number: str, sign: str, percent: str, subject: str) -> Range:
    value = Decimal(number)
    if sign == "=":
        return Range(subject, low=value, high=value, percent=percent == "%")
    opened = sign in "<>"
    if low:
        return Range(subject, low=value, low_open=opened, percent=percent == "%")
    return Range(subject, high=value, high_open=opened, percent=percent == "%")


_CHAIN = re.compile(rf"{_N}([<>≤≥])([^<>≤≥=\d]+)([<>≤≥]){_N}")
_SINGLE = re.compile(rf"([^<>≤≥=\d]*)([<>≤≥=]){_N}")
_REACHING = re.compile(rf"([^<>≤≥=\d]*?)(?:{_REACHES}){_N}")
_FROM_TO = re.compile(rf"([^<>≤≥=\d]*?)(?:{_REACHES}){_N}([<≤]){_N}")
_TURNED = re.compile(rf"{_N}([<>≤≥])([^<>≤≥=\d]+)")
_TWO_SIGNS = re.compile(rf"([^<>≤≥=\d]*)([<>≤≥]){_N}([<>≤≥]){_N}")


def _sides(condition: str) -> Range | None:
    """`N op S op N`, `S op N`, `N op S`, and two of them joined (S≥75%且<90%)."""
    signs = _noted_ends(_sign(condition))
    chain = _CHAIN.fullmatch(signs)
    if chain:
        n1, p1, op1, subject, op2, n2, p2 = chain.groups()
        percent = p1 or p2
        one = _end(_FLIPPED[op1] in ">≥", n1, _FLIPPED[op1], percent, subject)
        two = _end(op2 in ">≥", n2, op2, percent, subject)
        return one.meets(two)
    single = _SINGLE.fullmatch(signs)
    if single:
        subject, op, number, percent = single.groups()
        return _end(op in ">≥", number, op, percent, subject)
    reaches = _REACHING.fullmatch(signs)
    if reaches:
        subject, number, percent = reaches.groups()
        exact = signs[reaches.start(2) - 1] == "为"
        return _end(True, number, "=" if exact else "≥", percent, subject)
    from_to = _FROM_TO.fullmatch(signs)
    if from_to:  # 达到90%不足95%
        subject, n1, p1, op, n2, p2 = from_to.groups()
        return _end(True, n1, "≥", p1 or p2, subject).meets(_end(False, n2, op, p1 or p2, subject))
    flipped = _TURNED.fullmatch(signs)
    if flipped:
        number, percent, op, subject = flipped.groups()
        return _end(_FLIPPED[op] in ">≥", number, _FLIPPED[op], percent, subject)
    for joint in ("且", "并且", "但", "同时", "而", ",", "、", "并"):
        left, found, right = signs.partition(joint)
        if found:
            first, second = (_sides(_trimmed(t)) or _word_side(_trimmed(t)) for t in (left, right))
            if first and second:  # 达到85%及以上、不足95%
                return first.meets(second)
    two_signs = _TWO_SIGNS.fullmatch(signs)
    if two_signs:  # 大于75%小于等于90%
        subject, op1, n1, p1, op2, n2, p2 = two_signs.groups()
        percent = p1 or p2
        return _end(op1 in ">≥", n1, op1, percent, subject).meets(_end(op2 in ">≥", n2, op2, percent, subject))
    return None


_NOTED_END = re.compile(
    r"(?P<sign>[<>≤≥])(?P<number>-?\d+(?:\.\d+)?[%¤]?)\((?P<no>不?)包?[含括](?:本数|-?\d+(?:\.\d+)?[%¤]?)?\)"
)


def _noted_ends(signs: str) -> str:
    """`≤2%(含)` and `<5%(含)` as the signs that the notes say."""

    def noted(found: re.Match[str]) -> str:
        return (_OPENED if found["no"] else _CLOSED)[found["sign"]] + found["number"]

    return _NOTED_END.sub(noted, signs)


def _says(note: str | None) -> bool | None:
    """Whether (含) or (不含) belongs to an end; None where nothing is said."""
    return None if not note else "不" not in note


def _word_side(condition: str) -> Range | None:
    """`在90%以上（含90%）`, `60%以下`, `10%（含）以内`."""
    found = _SIDE.fullmatch(condition)
    if not found:
        return None
    number, percent = found.group(2), found.group(3)
    said = _says(found.group("a") or found.group("b"))
    opened = said is False
    subject = found.group("s")
    low = found.group("w") in ("以上", "及以上")
    sure = said is not None or found.group("w").startswith("及") or condition.count("及以") > 0
    if low:
        return Range(subject, low=Decimal(number), low_open=opened, low_said=sure, percent=percent == "%")
    return Range(subject, high=Decimal(number), high_open=opened, high_said=sure, percent=percent == "%")


def _between(condition: str) -> Range | None:
    """`60%（含）-90%`, `介于60%和90%之间`, `90%-95%（含90%，不含95%）`; either number may come first."""
    both = bool(_BOTH_ENDS.search(condition))
    condition = _BOTH_ENDS.sub("", condition)
    found = _BETWEEN.fullmatch(condition)
    if not found or found.group("again"):
        return None
    groups = _numbers(condition)
    if groups is None:
        return None
    (n1, p1), (n2, p2), said = groups
    if both:
        said |= {n1: True, n2: True}
    note_a, note_b, note_c = found.group("a"), found.group("b"), found.group("c")
    one, two = said.get(n1, _says(note_a)), said.get(n2, None if said else _says(note_b or note_c))
    two_inferred = False
    if one is True and two is None:
        two = False
    elif two is True and one is None:
        one = False
    elif one is False and two is None:
        two_inferred, two = True, True  # 0-5%(不含0): nothing is said of 5% where a neighbour says it
    elif two is False and one is None:
        one = True
    if one is None and two is None and not said and (_FINE_END.search(n2) or _FINE_START.search(n1)):
        one = two = True  # 80%-84.99%: both ends belong, as the neighbour's begins a hundredth on
    low, high = (Decimal(n1), one), (Decimal(n2), two)
    if low[0] > high[0]:
        low, high = high, low
    return Range(
        found.group("s"),
        low=low[0],
        low_open=low[1] is False,
        low_said=low[1] is not None,
        high=high[0],
        high_open=high[1] is False,
        high_said=high[1] is not None and not two_inferred,
        percent="%" in p1 + p2,
    )


def _numbers(condition: str) -> tuple[tuple[str, str], tuple[str, str], dict[str, bool]] | None:
    """The two ends of a between-condition, and what its brackets say of numbers they repeat (含90%，不含95%)."""
    said: dict[str, bool] = {}
    for inside in re.findall(r"\(([^()]*)\)", condition):
        for no, numbers in re.findall(r"(不?)包?[含括]((?:-?\d+(?:\.\d+)?[%¤]?[,、和及与]?)+)", inside):
            said |= dict.fromkeys(re.findall(r"-?\d+(?:\.\d+)?", numbers), not no)
    bare = re.sub(r"\([^()]*\)", "", condition)
    ends = re.findall(r"(?<![\d.])(\d+(?:\.\d+)?)([%¤]?)", bare)
    if len(ends) != 2:
        return None
    return ends[0], ends[1], said
