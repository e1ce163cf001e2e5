"""Results of surveys told without repeating what was asked: 开展公众满意度调查，结果为 94.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from pipeline.vocabulary.link_words import IS
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact

_RESULT = re.compile(
    r"满意度(?:问卷|抽样|专项|电话|网络|第三方)*(?:调查|测评|测评调查|评价)[^。；%\d]{0,12}?"
    rf"(?:(?:总体|综合|整体|平均)*(?:得分率|满意[度率])|(?:结果|总体|综合|整体|最终)(?:结果|得分|显示)?(?:显示)?){IS}$"
)
# 问卷调查显示，对工作表示满意的占 92.5%
_SATISFIED = re.compile(
    rf"(?:调查|问卷|测评|访问|抽样)[^。；%\d]{{0,30}}?(?<![不较本])满意的(?:群众|居民|企业|对象|人数|人员|样本)?占(?:比)?{IS}$"
)
# 满意度测评得分 92.5 分, 居民满意度为 92.5 分: of a hundred, and not the points of an indicator.
_SCORED = re.compile(
    rf"满意度(?:问卷|抽样|第三方)*(?:调查|测评|评价)?(?:结果|综合|平均|总体|最终)*(?:得分|评分|分值|分数|指数)?{IS}$"
)
_OF_HUNDRED = 50
_OWN_SCORE = re.compile(r"扣|满分|自评|权重|指标")
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
        plain = quantity.is_plain
        if not plain or quantity.unit not in (Unit.PERCENT, Unit.POINTS) or _NARROWER.search(before):
            continue
        if quantity.unit is Unit.PERCENT and (_RESULT.search(before) or _SATISFIED.search(before)):
            yield sentence.fact(quantity, "satisfaction_rate", period)
        elif quantity.unit is Unit.POINTS and _OF_HUNDRED < quantity.value <= 100 and _SCORED.search(before):
            told = sentence.squeezed.text[slice(*sentence.span)]
            if not _OWN_SCORE.search(told):
                fact = sentence.fact(quantity, "satisfaction_rate", period)
                yield fact.model_copy(update={"figure": fact.figure.model_copy(update={"unit": Unit.PERCENT})})
