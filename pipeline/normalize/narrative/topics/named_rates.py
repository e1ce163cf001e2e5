"""Rates that a report's own criteria name and the vocabulary does not know, where the text states them.

An annex scores 重点工作完成率 or 质量达标率 and the body says 重点工作完成率为 97.50%: the name is all there is.
Such a figure becomes a fact of metric `named_rate` with the printed name as its item. A number that the sentence calls
a target, a limit or another year's states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.normalize.narrative.reading.lexicon import lookup
from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from pipeline.vocabulary.metrics import metric_named
from pipeline.vocabulary.names import name_key
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact, ScoreLine

NAMED_RATE = "named_rate"
_RATE_NAME = re.compile(r"[\u4e00-\u9fff“”\"（）()、]{2,24}?(?:率|满意度|达标度|比例|比重|占比)")
_DEFINED = re.compile(r"([^；;。，,：:=＝\s\d]{2,24}(?:率|度|比例|比重|占比))\s*[=＝]")
_MEASURED = re.compile(
    r"(?:^|[；;。，,：:\d.、）)]|并且|而且|同时|或者|且|或)([\u4e00-\u9fff“”]{4,16}?率)(?=[≥≤<>＜＞]|小于|大于|不低于|不高于|达到|低于|高于|超过|在\d)"
)
_WHOSE = re.compile(r"^(?:本?(?:部门|单位)|本年度?|年度)(?=.{5})")  # 部门整体结余率 is stated as 整体结余率
_SHORTEST = 4  # characters; 完成率 alone could be of anything
_STATES = re.compile(r"(?:\([^()\d]{0,40}\))?(?:总体|整体|实际|平均|全年|均)?(?:为|是|达到了?|达|：|:)?$")
# What may stand right before a name without making it another one.
_BEFORE = re.compile(
    r"(?:^|[，。；：、()※\d%]|[件项个宗人元份]|年度?|实际|本年|当年|我[局委办处部院校镇]|部门|单位|整体|总体|平均|的|即|其中|且|并|实现|确保)$"
)
_NOT_STATED = re.compile(r"目标|要求|指标值|上年|去年|前年|往年|同比|应|须|需达|不低于|不超过|力争|争取|计划|预计|标准")
# 同类部门设备完好率, 全市平均设备完好率: of others, or of all of them.
_OF_OTHERS = re.compile(
    r"(?:同类|同级|同行|同业|兄弟|周边|其他|其它|相邻)[\u4e00-\u9fff]{0,6}的?$|行业(?:平均|一般)?的?$|全[国省市县区州][\u4e00-\u9fff]{0,6}平均的?$"
)
_YEAR = re.compile(r"(20\d\d)年")


def named_rate_facts(document: Document, score_lines: Iterable[ScoreLine], year: int | None) -> list[Fact]:
    """Facts of rates that only the report's criteria name, in reading order, with placeholder ids."""
    names = {short: name for name in _names(score_lines) for short in (_WHOSE.sub("", name), name)}
    if not names:
        return []
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    found: list[Fact] = []
    for sentence in told_sentences(document):
        found += (f.model_copy(update={"item": names[f.item]}) for f in _of_sentence(sentence, pattern, year))
    return found


def _names(score_lines: Iterable[ScoreLine]) -> set[str]:
    """Rates named by indicators, by the formulas of their definitions and criteria, and by the criteria's scales."""
    names: set[str] = set()
    for line in score_lines:
        candidates = [line.indicator, *_DEFINED.findall(f"{line.definition}；{line.criteria}")]
        candidates += _MEASURED.findall(line.criteria)
        for candidate in candidates:
            key = name_key(candidate)
            whole = _RATE_NAME.fullmatch(key)
            if whole and len(key) >= _SHORTEST and not metric_named(key) and lookup(key) is None:
                names.add(key)
    return names


def _of_sentence(sentence: Sentence, names: re.Pattern[str], year: int | None) -> Iterator[Fact]:
    text, start = sentence.squeezed.text, sentence.span[0]
    for quantity in sentence.quantities:
        if quantity.unit is not Unit.PERCENT or quantity.bound or quantity.words:
            continue
        named = list(names.finditer(text, start, quantity.start))
        if not named or not _STATES.fullmatch(text[named[-1].end() : quantity.start]):
            continue
        name = named[-1]
        clause = re.split(r"[，；。：]", text[start : name.start()])[-1]
        if not _BEFORE.search(text[start : name.start()]) or _NOT_STATED.search(clause) or _OF_OTHERS.search(clause):
            continue
        other = _YEAR.findall(clause)
        if other and year is not None and str(year) not in other:
            continue
        yield sentence.fact(quantity, NAMED_RATE, str(year) if year else "", item=name.group())
