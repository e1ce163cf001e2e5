"""Results of surveys told without repeating what was asked: 开展公众满意度调查，结果为 94.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact

_RESULT = re.compile(
    r"满意度(?:问卷|抽样|专项|电话|网络|第三方)*(?:调查|测评|测评调查|评价)[^。；%\d]{0,12}?"
    r"(?:结果|总体|综合|整体|最终)(?:结果|得分|显示)?(?:显示)?(?:为|是|：|达到?)*$"
)
# Of something narrower than what the unit did, or no result at all.
_NARROWER = re.compile(
    r"培训|活动|课程|讲座|热线|食堂|会议|演出|展览|办件|12345|目标|要求|不低于|上年|去年|较|提高|下降"
)


def survey_result_facts(document: Document, year: int | None) -> list[Fact]:
    """The facts in reading order, with placeholder ids."""
    period = str(year) if year else ""
    return [fact for sentence in told_sentences(document) for fact in _of_sentence(sentence, period)]


def _of_sentence(sentence: Sentence, period: str) -> Iterator[Fact]:
    for quantity in sentence.quantities:
        before = sentence.squeezed.text[sentence.span[0] : quantity.start]
        plain = not (quantity.bound or quantity.approximate or quantity.words)
        if quantity.unit is Unit.PERCENT and plain and _RESULT.search(before) and not _NARROWER.search(before):
            yield sentence.fact(quantity, "satisfaction_rate", period)
