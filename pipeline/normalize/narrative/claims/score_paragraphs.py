"""Indicators that a report without a score table scores in its text: 1.预算执行率（满分15分）。评分标准：…。…得12分。

An item begins a paragraph with its name and its weight and tells its score before the next one begins. Names with a
weight and no score of their own are the levels of those that follow. Nothing is taken unless the items share out what
all editions share out, a hundred points, or nearly so: then it is no list of anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from pipeline.normalize.narrative.reading.sentences import Squeezed, sentences, squeeze
from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.names import bare_indicator
from schemas.document import Block, Document
from schemas.figure import Figure, Unit
from schemas.records import ScoreLine, ScoreTotal
from schemas.white_space import without_space

_N = r"\d+(?:\.\d+)?"
_LEAST_ITEMS = 3
_NEAR_HUNDRED = (Decimal(85), Decimal(115))
_NUMBERING = r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:\.\d{1,2})*[.、)]?|[①-⑳])?"
_ITEM = re.compile(
    rf"^(?P<number>{_NUMBERING})(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff、/+]{{1,23}}?)(?:指标)?"
    rf"(?:\((?:满分|分值|权重|标准分|共|计|总分)?(?:值|为|：)*(?P<bracket>{_N})分(?P<rest>[^()]*)\)"
    rf"|[：。，](?:本项|该项|本指标|该指标|指标)?(?:满分|分值|权重|标准分)(?:值|为|是|：)*(?P<told>{_N})分)"
)
_SCORE = re.compile(
    rf"(?<![应可不满未能最以])(?:自评|实际|实|本项|最终|综合|自我评价)?(?:得分|得)(?:情况)?(?:为|是|：|共)*(?P<n>{_N})分(?![值数之])"
    rf"|自评(?:分|为|：)*(?P<own>{_N})分(?![值数之])"
)
_CRITERIA = re.compile(r"(?:评分|计分|评价|打分|赋分|考核|记分)(?:标准|办法|细则|规则|方法|依据)(?:为|是|如下)?：")
_RULE = re.compile(r"每[^。]*扣|[的，；：](?:得|计|不得|不计|给|记)|满分|×|乘以|酌情|以上|以下|[≥≤]")
_TELLS = re.compile(r"本项|本指标|该项|自评|实际|我|全年|故|因此|扣分原因")
# 自评38.4分，扣1.6分 of 20 points: right behind a score, so that it is one, and a slip
_LOST = re.compile(rf"得?分?(?:为|是|：)*{_N}分[，；、(]扣(?:除|减|掉|了)*{_N}分")
# What is said of several items, or of all: no score of the item before it.
_SUMS_UP = re.compile(r"^(?:以上|上述|综上|该类|本类|合计|小计|综合以上|汇总)")


@dataclass
class _Item:
    """A name with its weight, and the text up to the next one as (block, squeezed, start)."""

    name: str
    number: str
    weight: Figure
    pieces: list[tuple[Block, Squeezed, int]] = field(default_factory=list)


class ScoredText(NamedTuple):
    """Indicators that the text scores, and the levels over them that have a score of their own."""

    lines: list[ScoreLine]
    totals: list[ScoreTotal]


def score_paragraphs(document: Document) -> ScoredText:
    """The indicators that the text scores, in reading order; none where it does not score a whole edition's."""
    items = list(_items(document))
    leaf = max((_rank(item.number) for item in items), default=0)
    lines: list[ScoreLine] = []
    totals: list[ScoreTotal] = []
    over: dict[int, _Item] = {}  # the levels that hold, by rank
    for item in items:
        rank = _rank(item.number)
        line = _line(item, [over[r] for r in sorted(over)], len(lines) + 1)
        if rank == leaf and line is not None:
            lines.append(line)
            continue
        over = {r: level for r, level in over.items() if r < rank} | {rank: item}
        if line is not None:
            totals.append(_total(line))
    total = sum((x.weight.value for x in lines if x.weight is not None), Decimal(0))
    told = len(lines) >= _LEAST_ITEMS and _NEAR_HUNDRED[0] <= total <= _NEAR_HUNDRED[1]
    complete = told and len({x.indicator for x in lines}) == len(lines)
    return ScoredText(lines, totals) if complete else ScoredText([], [])


# Numbers by rank: 一、 stands over （一）, that over 1., that over （1）; an item without a number is of the lowest.
_RANKS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"\d{1,2}[.、](?!\d)"),
    re.compile(r"\(\d{1,2}\)|\d{1,2}\)|\d{1,2}\.\d"),
)


def _rank(number: str) -> int:
    return next((n for n, mark in enumerate(_RANKS) if mark.match(number)), len(_RANKS))


def _total(line: ScoreLine) -> ScoreTotal:
    return ScoreTotal(table_id="", row=line.row, name=line.indicator, weight=line.weight, self_score=line.self_score)


def _items(document: Document) -> Iterator[_Item]:
    current: _Item | None = None
    for block in document.blocks:
        if block.kind not in ("heading", "paragraph", "note"):
            continue
        squeezed = squeeze(block.text)
        found = _ITEM.match(squeezed.text)
        if found is not None:
            if current is not None:
                yield current
            group = "bracket" if found["bracket"] else "told"
            weight = _points(block, squeezed, *found.span(group))
            current = _Item(bare_indicator(found["name"]), found["number"], weight) if weight is not None else None
            start = found.start("rest") if found["rest"] else found.end()
        elif current is not None and _SUMS_UP.match(squeezed.text):
            yield current
            current = None
        else:
            start = 0
        if current is not None:
            current.pieces.append((block, squeezed, start))
    if current is not None:
        yield current


def _line(item: _Item, levels: Sequence[_Item], order: int) -> ScoreLine | None:
    """The item under its levels as a line of a score table; None where it has no score, or one above its weight
    that nothing else says is its own."""
    score: Figure | None = None
    criteria: list[str] = []
    remark: list[str] = []
    for block, squeezed, start in item.pieces:
        for first, last in sentences(squeezed.text):
            if last <= start:
                continue
            begin = max(first, start)
            text = squeezed.text[begin:last]
            rule = _CRITERIA.search(text)
            if rule is not None:
                criteria.append(_printed(block, squeezed, begin + rule.end(), last))
                continue
            if criteria and not remark and _RULE.search(text) and not _TELLS.search(text):
                criteria.append(_printed(block, squeezed, begin, last))
                continue
            remark.append(_printed(block, squeezed, begin, last))
            for found in _SCORE.finditer(text):
                group = "n" if found["n"] else "own"
                score = _points(block, squeezed, begin + found.start(group), begin + found.end(group)) or score
    if score is None or (score.value > item.weight.value and not _LOST.search("".join(remark))):
        return None
    return ScoreLine(
        table_id="",
        row=order,
        order=order,
        level1=levels[0].name if levels else "",
        level2=levels[1].name if len(levels) > 1 else "",
        indicator=item.name,
        weight=item.weight,
        self_score=score,
        level1_weight=levels[0].weight if levels else None,
        level2_weight=levels[1].weight if len(levels) > 1 else None,
        criteria="".join(criteria),
        remark="".join(remark),
        criteria_box=item.weight.box,
        remark_box=score.box,
        boxes=(*score.boxes, *item.weight.boxes),
    )


def _printed(block: Block, squeezed: Squeezed, start: int, end: int) -> str:
    if end <= start:
        return ""
    first, last = squeezed.span(start, end)
    return without_space(block.text[first:last])


def _points(block: Block, squeezed: Squeezed, start: int, end: int) -> Figure | None:
    number = read_number(squeezed.text[start:end])
    first, last = squeezed.span(start, end)
    boxes = tuple(block.content.boxes(first, last))
    if number is None or not boxes:
        return None
    return Figure(
        value=number.value,
        decimals=number.decimals,
        unit=Unit.POINTS,
        text=block.text[first:last],
        boxes=boxes,
        confidence=block.content.confidence_of(first, last),
    )
