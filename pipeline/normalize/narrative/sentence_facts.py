"""The sentences of a report that state numbers, one after the other, and facts made of their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.normalize.narrative.reading.paragraphs import whole_paragraphs
from pipeline.normalize.narrative.reading.sentences import Squeezed, squeeze
from pipeline.normalize.narrative.reading.text_figures import figure_of
from pipeline.normalize.narrative.reading.text_numbers import Quantity, numbered_sentences
from schemas.document import Block, Document
from schemas.figure import Figure
from schemas.records import Fact
from schemas.trusted import trusted

# Headings over what is wanted, not over what was done.
_AIMS = re.compile(r"目标|计划|改进|整改|措施|建议|打算|评分标准")
_RESULTS = re.compile(r"完成|情况|问题|实现|执行|分析|结果|绩效自评|成效|效益|产出|满意|管理")

_DENIES = re.compile(r"未[发出查]|没有|不存在|无|零")
_DAY = re.compile(r"\d月\d{1,2}[日号]|20\d\d[./-]\d{1,2}[./-]\d{1,2}")
_OF_SCORES_OR_PLANS = re.compile(r"扣\d|扣减|得分|满分|自评\d|(?<!结转)(?<!转入)下一?年|明年|将于|拟于|力争")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `span` (half-open) of its block's squeezed text, with the quantities that begin in it."""

    block: Block
    squeezed: Squeezed
    span: tuple[int, int]
    quantities: list[Quantity]
    _figures: dict[tuple[int, bool], tuple[Quantity, Figure]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def above(self) -> str:
        """The heading that it stands under; '' where there is none."""
        return self.block.section[-1] if self.block.section else ""

    @property
    def quote(self) -> str:
        first, last = self.squeezed.span(*self.span)
        return self.block.text[first:last].strip()

    @property
    def states_results(self) -> bool:
        """Whether it tells numbers, and none of scores or of what is planned for next year."""
        start, end = self.span
        return bool(self.quantities) and not _OF_SCORES_OR_PLANS.search(self.squeezed.text[start:end])

    @property
    def denies(self) -> bool:
        """Whether it tells without a number that there was none of something."""
        start, end = self.span
        text = self.squeezed.text
        return (
            not self.quantities
            and bool(_DENIES.search(text, start, end))
            and not _OF_SCORES_OR_PLANS.search(text, start, end)
        )

    @property
    def dated(self) -> bool:
        """Whether it tells two dates and no number: 2月3日批复，2月20日公开."""
        start, end = self.span
        text = self.squeezed.text
        return not self.quantities and len(_DAY.findall(text, start, end)) > 1

    def lead(self, n: int) -> str:
        """The squeezed words between the quantity before the `n`th, or the sentence's start, and it."""
        start = self.quantities[n - 1].end if n else self.span[0]
        return self.squeezed.text[start : self.quantities[n].start]

    def fact(
        self,
        quantity: Quantity,
        metric: str,
        period: str,
        *,
        item: str = "",
        scope: str = "",
        negative: bool = False,
    ) -> Fact:
        """A quantity of the sentence as a fact; its id is given when all facts are numbered."""
        return trusted(
            Fact,
            fact_id="",
            metric=metric,
            item=item,
            item_code="",
            scope=scope,
            period=period,
            figure=self._figure(quantity, negative=negative),
            source="text",
            table_id="",
            row=None,
            col=None,
            quote=self.quote,
            approximate=quantity.approximate,
        )

    def _figure(self, quantity: Quantity, *, negative: bool) -> Figure:
        """A quantity as a figure, the same for all the readers that ask for it."""
        key = (id(quantity), negative)  # its own as long as it is kept here
        known = self._figures.get(key)
        if known is None:
            figure = figure_of(self.block, self.squeezed, quantity, negative=negative)
            known = self._figures[key] = (quantity, figure)
        return known[1]


def stating_sentences(document: Document, having: str = "") -> Iterator[Sentence]:
    """The sentences of the body in reading order, of blocks that contain `having`."""
    return (sentence for sentence, _ in _sentences(document) if having in sentence.block.text)


def told_sentences(document: Document) -> Iterator[Sentence]:
    """Those that tell what was, and not what is aimed at by the heading above them."""
    return (sentence for sentence, told in _sentences(document) if told)


def whole_sentences(document: Document) -> Iterator[Sentence]:
    """Those that tell what was, with those whole that a page break cuts."""
    return (sentence for sentence, told in _sentences(document, whole=True) if told)


_asked: list[tuple[Document, dict[bool, list[tuple[Sentence, bool]]]]] = []
"""The document asked about last with its sentences, since a dozen readers ask one after the other."""


def _sentences(document: Document, *, whole: bool = False) -> list[tuple[Sentence, bool]]:
    """The sentences of the body, if asked for with those `whole` that a page break cuts, each with whether it tells
    what was."""
    if not _asked or _asked[0][0] is not document:
        _asked[:] = [(document, {})]
    known = _asked[0][1]
    if whole not in known:
        known[whole] = [*_read(whole_paragraphs(document.blocks) if whole else document.blocks)]
    return known[whole]


def forget_sentences() -> None:
    """Let go of the document that was asked about last: a large one would be held while the next is read."""
    _asked.clear()


def _read(blocks: Iterable[Block]) -> Iterator[tuple[Sentence, bool]]:
    for block in blocks:
        if block.kind in ("caption", "unit", "heading"):
            continue
        squeezed = squeeze(block.text)
        for span, here in numbered_sentences(squeezed.text):
            sentence = Sentence(block, squeezed, span, here)
            yield sentence, not is_of_aims(block)


def is_of_aims(block: Block) -> bool:
    """Whether a block stands under a heading over what is wanted, not over what was done."""
    above = block.section[-1] if block.section else ""
    return bool(_AIMS.search(above)) and not _RESULTS.search(above)
