"""Paragraphs that review one project (道路养护项目绩效自评综述：…自评得分 96.5 分。全年预算数为…，执行数为…).

Final accounts print such a paragraph for each project and its form behind them. The project is named once, at the
paragraph's start or in the line above it; the sentences behind it name nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.normalize.narrative.reading.sentences import Squeezed, squeeze
from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.names import UNIT_WORDS, name_key
from schemas.document import Block, Document
from schemas.figure import Figure
from schemas.trace import Place, place_at

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_MONEY = rf"(?:分别)?(?:共计?|总计|合计)?(?:为|是|：)?{_NUMBER}(万?元)"
# What a paragraph says once of its project; said twice, it may be of a part or of another year.
_STATED = {
    "original_budget": re.compile(rf"年初预算(?:数|资金|金额|安排)?{_MONEY}"),
    "revised_budget": re.compile(
        rf"(?:(?:全年|年度|调整后(?:的)?)预算(?:总)?(?:数|资金|金额|安排|额)?|(?:年度|项目)资金总额){_MONEY}"
    ),
    "outturn": re.compile(
        rf"(?:(?:全年|实际|预算)?(?:执行|支出|支付)(?:数|资金|金额|额)|实际(?:执行|支出|支付|使用)){_MONEY}"
    ),
    "execution_rate": re.compile(rf"(?:完成(?:全年|年度)?预算的|执行率(?:为|是|达到?|：)?){_NUMBER}(%)"),
    "self_score": re.compile(
        rf"(?<!指标)(?<!部分)(?:自评|评价|综合|绩效)(?:总|综合)?得?分(?:数)?(?:为|是|：)?{_NUMBER}(分)"
    ),
}

_ORDINAL = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳])+")
_BESIDE_NAME = re.compile(
    r"20\d\d年度?|(?:项目)?(?:支出)?的?(?:绩效)?自评(?:综述|情况|结果|结论|报告).*$|(?:项目)?(?:支出)?$"
)
_BEHIND_NAME = re.compile(r"(?:专项)?(?:项目|经费|资金)?(?:20\d\d年度?)?")
_LONGEST_HEAD = 70  # characters before the first stop


class Review(NamedTuple):
    """What one paragraph states of the project `key`, by metric, each with its place."""

    key: str
    text: str
    said: dict[str, tuple[Figure, Place]]


def reviews(document: Document, keys: Mapping[str, object]) -> Iterator[Review]:
    """Paragraphs about one of the projects whose keys are given."""
    named = ""  # by the line above
    for block in document.blocks:
        squeezed = squeeze(block.text)
        for start, end in _parts(squeezed.text, keys):
            text = squeezed.text[start:end]
            head, stop, rest = _head(text)
            key = _project(head, keys)
            about, named = key or named, ""
            if key and not (stop and rest):
                named = key
                continue
            said = _said(block, squeezed, start, end) if about else {}
            if said:
                yield Review(about, text, said)


def _parts(text: str, keys: Mapping[str, object]) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph that goes on with a further project behind a full stop."""
    sentences = [0, *(found.end() for found in re.finditer("。", text[:-1]))]
    begin = [n for n in sentences if n and any(_goes_on(_head(text[n:])[0], key) for key in keys)]
    yield from zip([0, *begin], [*begin, len(text)], strict=True)


def _head(text: str) -> tuple[str, str, str]:
    """What stands before the first stop, the stop, and what follows it."""
    found = re.search(r"[：。，；]", text[:_LONGEST_HEAD])
    if found is None:
        return (text, "", "") if len(text) <= _LONGEST_HEAD else ("", "", text)
    return text[: found.start()], found[0], text[found.end() :]


def _project(head: str, keys: Mapping[str, object]) -> str:
    """The one project that a head names, alone or before what it states; '' for none or several."""
    name = name_key(_BESIDE_NAME.sub("", _ORDINAL.sub("", head)))
    found = [k for k in keys if (k in name and len(k) * 2 >= len(name)) or _goes_on(head, k)]
    longest = max(found, key=len, default="")
    return longest if all(k in longest for k in found) else ""


def _goes_on(head: str, key: str) -> bool:
    """Whether a head begins with a project's name and goes on with what the project had or got (甲全年预算数为…)."""
    told = _ORDINAL.sub("", head)
    own = _BEHIND_NAME.match(told, len(key)) if told.startswith(key) else None
    return own is not None and any(p.match(told, own.end()) for p in _STATED.values())


def _said(block: Block, squeezed: Squeezed, start: int, end: int) -> dict[str, tuple[Figure, Place]]:
    found = {}
    for metric, pattern in _STATED.items():
        matches = list(pattern.finditer(squeezed.text, start, end))
        printed = read_number(matches[0][1]) if len(matches) == 1 else None
        if printed is None:
            continue
        match = matches[0]
        boxes = block.content.boxes(*squeezed.span(*match.span(1)))
        if not boxes:
            continue
        figure = Figure(
            value=printed.value, decimals=printed.decimals, unit=UNIT_WORDS[match[2]], text=match[1], boxes=boxes
        )
        found[metric] = figure, place_at(boxes[0], match[0])
    return found
