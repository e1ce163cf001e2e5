"""What the body tells of an indicator under its own name: 3.预算公开及时性。2月28日在门户网站公开了部门预算。

A stretch of a paragraph is an indicator's where its whole name begins the paragraph or a sentence of it, with a mark or
a word behind it that sets it off from what follows; so is a paragraph under its name as heading. It reaches to the next
indicator's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.normalize.narrative.reading.paragraphs import whole_paragraphs
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.sentence_facts import is_of_aims
from pipeline.vocabulary.names import name_key
from schemas.document import Document
from schemas.records import Passage, ScoreLine

_LEAST = 3  # characters of a name
_NUMBER = r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳])?"
_POINTS = r"(?:[（(](?:分值|权重|满分)?：?\d+(?:\.\d+)?分?[^（）()]{0,16}[）)])?"
_SET_OFF = r"(?:(?:指标|一项)?(?:方面|情况)?[。：:，])"


def own_words(document: Document, score_lines: Iterable[ScoreLine]) -> tuple[Passage, ...]:
    """The stretches of the body that are of one indicator, in reading order."""
    names = {key for line in score_lines if len(key := name_key(line.indicator)) >= _LEAST}
    if not names:
        return ()
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    lead = re.compile(rf"(?:^|(?<=[。；])){_NUMBER}(?P<name>{either}){_POINTS}{_SET_OFF}")
    alone = re.compile(rf"{_NUMBER}(?P<name>{either}){_POINTS}(?:指标)?(?:方面|情况)?[。：:]?")
    found: list[Passage] = []
    for block in whole_paragraphs(document.blocks):
        if block.kind != "paragraph" or is_of_aims(block):
            continue
        squeezed = squeeze(block.text)
        leads = [(m["name"], m.start(), m.end()) for m in lead.finditer(squeezed.text)]
        above = alone.fullmatch(squeeze(block.section[-1]).text) if block.section and not leads else None
        if above is not None:
            leads = [(above["name"], 0, 0)]
        if not leads:
            continue
        ends = [start for _, start, _ in leads[1:]] + [len(squeezed.text)]
        for (name, _, start), end in zip(leads, ends, strict=True):
            if start == end:
                continue
            first, last = squeezed.span(start, end)
            if boxes := block.content.boxes(first, last):
                found.append(Passage(subject=name, text=block.text[first:last].strip(), box=boxes[0], told=True))
    return tuple(found)
