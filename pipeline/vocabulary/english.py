"""What fuhe itself says, in English: labels, notes, formulas of calculations. Printed words stay as they are printed.

The corpus carries calculations in Chinese; this is how messages and pages tell them in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from pipeline.vocabulary.files import read_yaml
from pipeline.vocabulary.items import load_items
from pipeline.vocabulary.metrics import load_metrics

_QUARTERS = {"一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4"}
_NUMBERED_QUARTER = re.compile(r"第([1-4])季度(?: (.+))?")
_SIGNED = re.compile(r"(?P<left>[^<>≤≥=]+)(?P<sign>[<>≤≥=])(?P<right>[^<>≤≥=]+)")
_NUMBER = re.compile(r"[\d.,]+%?")
_JOINS = (("；", "; "), ("、", ", "))

# Sentences with a place for a name or a number; names are told in English where they are known.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), english)
    for pattern, english in (
        (r"各部分相加，合计不超过([\d.]+)分", "the parts added up, at most {0} points"),
        (r"评分标准各部分合计([\d.]+)分，权重([\d.]+)分", "the criteria's parts give {0} points, the weight is {1}"),
        (r"报告未直接列示(.+)，取(.+)", "the report does not state {0} itself; {1} stands for it"),
        (r"报告另有不同列示：(.+)", "stated differently elsewhere: {0}"),
        (r"(.+)（分母为零）", "{0} (the denominator is zero)"),
        (r"(.+)的权重", "the weight of {0}"),
        (r"(.+)的实际完成值", "the actual value of {0}"),
    )
)


@cache
def own_words() -> Mapping[str, str]:
    """fuhe's fixed Chinese words and the English ones, of `english_words.yaml`."""
    return MappingProxyType({str(zh): str(en) for zh, en in read_yaml("english_words.yaml").items()})


@cache
def _names() -> Mapping[str, str]:
    """Names of metrics and items, the longest first."""
    named = {name: code for code, names in load_items().items() for name in names}
    named |= {name: code for code, metric in load_metrics().items() for name in metric.names}
    return MappingProxyType({name: named[name].replace("_", " ") for name in sorted(named, key=len, reverse=True)})


def english(text: str) -> str:
    """A label or note in English where its words are fuhe's; the printed Chinese otherwise."""
    if text in own_words():
        return own_words()[text]
    if text.startswith("条件："):
        return f"If {english_condition(text.removeprefix('条件：'))}"
    points_for = text.removesuffix("得分")
    if points_for != text:  # of a metric; an indicator of that name is printed
        name = english_name(points_for)
        return text if name == points_for else f"Points for {name}"
    known = english_name(text)
    if known != text:
        return known
    for pattern, sentence in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            return sentence.format(*(english(part) for part in found.groups()))
    for separator, joint in _JOINS:
        if separator in text:
            parts = text.split(separator)
            told = [english(part) for part in parts]
            if told != parts:
                return joint.join(told)
    name, colon, value = text.rpartition("：")
    if colon and english(name) != name:  # a reading and what it gives
        return f"{english(name)}: {value}"
    return text


def english_name(text: str) -> str:
    """The name of a metric, with quarter and item before it, in English; `text` itself where it is not known."""
    for zh, quarter in _QUARTERS.items():
        rest = text.removeprefix(zh)
        if rest != text and (name := english_name(rest)) != rest:
            return f"{quarter} {name}"
    numbered = _NUMBERED_QUARTER.fullmatch(text)
    if numbered:
        return f"Q{numbered[1]}" + (f" {english_name(numbered[2])}" if numbered[2] else "")
    if text in _names():
        return _names()[text]
    for name, english_of in _names().items():
        item = text.removesuffix(name)
        if item != text and item in _names():
            return f"{english_of} of {_names()[item]}"
    return text


def english_condition(text: str) -> str:
    """`甲率≥90%` with the name told in English; a printed condition as it is printed."""
    found = _SIGNED.fullmatch(text)
    if not found:
        return text
    left, right = english_name(found["left"]), english_name(found["right"])
    if left == found["left"] and (right == found["right"] and not _NUMBER.fullmatch(right)):
        return text
    return f"{left} {found['sign']} {right}"


def english_formula(text: str) -> str:
    """A formula of fuhe's in English; printed criteria stay as they are."""
    if text in own_words():
        return own_words()[text]
    return _by_terms(text, english) if re.search(r" [-+×/÷] ", text) else english(text)


def _by_terms(text: str, tell: Callable[[str], str]) -> str:
    terms = re.split(r"( [-+×/÷] |[()])", text)
    told = [tell(term) for term in terms]
    return "".join(told) if told != terms else text
