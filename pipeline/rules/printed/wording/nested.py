"""Parts that are told in one run of text with their points, as numbered parts that the readers know; on plain text.

本项8分。其中：预算执行率6分，执行率×6分；结转结余控制2分，结余率≤10%得2分; 由两部分组成：办结率占4分（办结率×4分），….
Only where the parts add up to the weight; any other text stays as it is.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.text import numbered
from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_HEAD = re.compile(
    rf"^(?:(?:本|该|此)?(?:项|指标|项指标)?(?:满分|总分|分值|共计?|计)?(?:为|是)?(?P<all>{_N})分|按[^,;。:\d]{{2,16}}(?:评|计)(?P<by>{_N})分)?[,;。:]?"
    r"(?:(?:由|分为?|包括|包含)[^,;。:\d]{0,10}(?:组成|构成|部分|方面|内容|加总|相加))?[,;。:]?(?:其中)?[,:]?"
)
_PART = re.compile(
    rf"^(?P<name>[\u4e00-\u9fff“”]{{1,16}}?)(?<![得计扣加减×至])(?:占|计|为)?(?P<points>{_N})分(?:\((?:其中:?,?)?(?P<inside>.+)\)|[,:](?P<rest>.+))?$"
)
_FOR_ALL = re.compile(
    r"^(?:(?:各|分别|均)*按(?:照)?(?:实际|各自)?[\u4e00-\u9fff]{0,6}率)(?:×|乘以?)(?:所占|对应|相应|各自)?(?:分值|权重|满分)(?:计算|计分|得分)*$"
)
_MISSED = re.compile(
    r"[,;。(](?=[^,;。]*(?:每项|各项|上述|以上|均|相应|对应|该|部分|子项|分项))(?:以上)?(?:每项|各项|上述)?"
    r"(?:未达到?|达不到|不达标|未达标)(?:的|标准|要求|目标)*,?(?:相应|对应|该|各)?(?:的)?(?:部分|子项|分项|项)*(?:均)?"
    r"(?:不得分|不计分|不得该(?:项|部分)分|(?:得|计|记)0分)\)?[。;]?$"
)
_GIVES = re.compile(rf"[得计记]{_N}分$")


def parts_told(text: str, weight: Decimal) -> str:
    """Plain `text` with such parts numbered; 未达到的相应部分不得分 said of each of them."""
    missed = _MISSED.search(text)
    if missed is not None:
        text = text[: missed.start()]
        text = ";".join(map(_lost, re.split(r"[;。]|,(?=[^,;。]*[得计记]\d)", text)))
    head = _HEAD.match(text)
    if numbered(text) is not None or head is None:
        return text
    told = head["all"] or head["by"]
    if told and Decimal(told) != weight:
        return text
    parts, of_all = [], ""
    for segment in _segments(text[head.end() :]):
        if _FOR_ALL.match(segment):
            of_all = segment
        elif (found := _PART.match(segment)) is not None:
            parts.append(found.groupdict())
        elif parts and segment and not parts[-1]["inside"]:
            parts[-1]["rest"] = f"{parts[-1]['rest'] or ''};{segment}".strip(";")
        else:
            return text
    if len(parts) < 2 or sum(Decimal(p["points"]) for p in parts) != weight:
        return text
    out = []
    for n, part in enumerate(parts, 1):
        scale = part["inside"] or part["rest"] or (f"得分={part['name']}×{part['points']}分" if of_all else "")
        if not scale:
            return text
        out.append(f"({n}){part['name']}({part['points']}分):{scale}")
    return ";".join(out) + "。"


def _lost(part: str) -> str:
    return f"{part},否则不得分" if _GIVES.search(part) else part


def _segments(text: str) -> list[str]:
    """The text cut at marks that stand outside brackets; a comma cuts only before a further part."""
    out, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        cuts = char in ";。、" or (char == "," and (text[at - 1] == ")" or _PART_BEGINS.match(text, at + 1)))
        if depth == 0 and cuts:
            out.append(text[start:at])
            start = at + 1
    return [s for s in (*out, text[start:]) if s]


_PART_BEGINS = re.compile(rf"[\u4e00-\u9fff“”]{{2,12}}(?<![得计扣加减])占{_N}分|各按|分别按")
