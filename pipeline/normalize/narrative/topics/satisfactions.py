"""Whose satisfaction a rate is: 公众满意度 94.36%, 服务对象满意度 97.18%, 门诊患者满意度 93.88%.

A report may state several, each for people of its own. As long as it names one group of people only, its rate is the
unit's; where it names more, each rate carries its people as `item`, and is nobody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact
from schemas.white_space import without_space

_METRIC = "satisfaction_rate"
_PEOPLE = (
    r"社会公众|公众|办事群众|群众|居民|市民|村民|业主|住户|服务对象|受益对象|受助对象|受益群众|对象|企业|商户|纳税人|用户|职工|员工|干部"
    r"|教师|师生|学生|家长|患者|病人|读者|观众|游客|学员|老人|长者|儿童|妇女|退役军人|残疾人|社会"
    r"|(?:市场|经营|各类)主体|群体|机构|(?<![本我])单位|[\u4e00-\u9fff](?:者|会员|委员|人员|农户|商户|代表)"
)
_WHICH = r"(?:(?![的是以对于和及较比])[\u4e00-\u9fff]){0,4}?"  # of those people: 门诊患者, 受检企业
# 满意度测评得分率 is what those who were asked gave, 满意度得分率 what the indicator got of its points.
_SAID = (
    r"满意[度率](?:测评|调查|评价)?(?:(?<=测评|调查|评价)(?:总体|整体|平均|综合)*(?:得分率|满意[率度])|(?:结果|得分|指数)?)"
    r"(?:总体|整体|平均|综合)?(?:为|达到|达|是|：)?(?:了)?$"
)
_WHOSE = re.compile(rf"(?P<of>{_WHICH}(?:{_PEOPLE}))(?:的)?(?:总体|整体|综合|平均)*{_SAID}")
# Whoever else a clause begins with (网格长满意度, 乡镇满意度), unless that only says what the rate is.
_ANYBODY = (
    r"^(?P<of>(?!.*(?:总体|整体|综合|平均|调查|测评|问卷|抽样|回访|结果|年|本|我|指标))"
    r"[\u4e00-\u9fff]{2,8}?)(?<!服务)(?<!工作)(?<!成效)(?<!成果)(?<!效果)(?:的)?"
)
_ANYBODYS = re.compile(rf"{_ANYBODY}{_SAID}")
_OF_PEOPLE = re.compile(rf"(?P<of>{_WHICH}(?:{_PEOPLE}))(?:总体|综合|整体|平均|的)*满意[度率]")
_OF_ANYBODY = re.compile(rf"{_ANYBODY}满意[度率]")
_OWN_PEOPLE = re.compile(r"(?:职工|员工|干部)$")  # what they think is not what the public thinks
_CLAUSE = re.compile(r"[，。；：、()]")
# Of something narrower than what the unit did, or no result.
_NARROWER = re.compile(
    r"培训|活动|课程|讲座|热线|食堂|会议|演出|展览|办件|12345|目标|要求|不低于|上年|去年|较|比|低于|高于|提高|下降|力争|标准|每|各"
)
_CASES = re.compile(r"办结|工单|热线|12345|投诉|诉求|信访|办件")
_RESULT = re.compile(r"满意[度率][^，。；：\d]{0,6}：?\d")
_SURVEY = re.compile(r"问卷|调查|测评|抽样|访谈|走访")
_SOCIETY = re.compile(
    r"^(?:经?(?:调查|结果|统计|测评|问卷)*(?:显示|表明|反映|得出))|^(?:同期|当年|其中)|^社会(?=公众)|^(?:我|本)[局委办院校街道区]{1,2}|^(?:辖区|全区|全市|街道)"
)


def people_of(name: str) -> str:
    """Whose satisfaction an indicator or a rate of this name is (社会公众满意度 → 公众); '' where it is not said."""
    found = _OF_PEOPLE.search(name)
    return _plain(found["of"]) if found else ""


def of_cases(words: str) -> bool:
    """办结诉求 A 件，群众满意率 x%: of those whose cases were settled, and of nobody who was asked what they think."""
    return _CASES.search(words) is not None and not _SURVEY.search(words)


def satisfaction_facts(document: Document, year: int | None, indicators: Iterable[str] = ()) -> Iterator[Fact]:
    """Rates right behind the people whose they are, with placeholder ids; people are also whom an indicator names."""
    named = {people for name in indicators if (people := _anybody_of(name))}
    sentences = list(told_sentences(document))
    told = (s.squeezed.text[slice(*s.span)] for s in sentences)
    surveyed = any("满意" in t and _RESULT.search(t) and not of_cases(t) for t in told)
    for sentence in sentences:
        for n, quantity in enumerate(sentence.quantities):
            if quantity.unit is not Unit.PERCENT or not quantity.is_plain:
                continue
            start, end = sentence.span
            listed = _of_list(sentence.squeezed.text[start:end], quantity.start - start)
            of = _plain(listed) or _people_before(sentence, n, named)
            if of and not (surveyed and of_cases(sentence.squeezed.text[start:end])):
                yield sentence.fact(quantity, _METRIC, str(year) if year else "", item=of)


def _anybody_of(name: str) -> str:
    """Whose satisfaction an indicator of this name is, whoever they are."""
    found = _OF_ANYBODY.search(name)
    return people_of(name) or (found["of"] if found else "")


def _people_before(sentence: Sentence, n: int, named: set[str]) -> str:
    clause = _CLAUSE.split(sentence.lead(n))[-1]
    found = _WHOSE.search(clause)
    if found is None and (other := _ANYBODYS.search(clause)) and other["of"] in named:
        found = other
    return "" if found is None or _NARROWER.search(clause) else _plain(found["of"])


def with_people(facts: Sequence[Fact]) -> list[Fact]:
    """`facts` where each satisfaction carries the people whose it is, if there are several groups of them; without
    people where there is one group."""
    rates = [f for f in facts if f.metric == _METRIC and f.source == "text"]
    whose = {f.figure.box: _told_of(f) for f in rates}
    several = len(set(filter(None, whose.values()))) > 1
    kept = {box for box, people in whose.items() if people and (several or _OWN_PEOPLE.search(people))}
    result: list[Fact] = []
    told = set()
    for fact in facts:
        if fact.metric != _METRIC or fact.source != "text":
            result.append(fact)
        elif fact.figure.box not in told:
            told.add(fact.figure.box)
            result.append(fact.model_copy(update={"item": whose[fact.figure.box] if fact.figure.box in kept else ""}))
    return result


# 居民满意度、企业满意度分别为94.1%、88.6%
_LISTED = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,12}(?:[、和与及][\u4e00-\u9fff]{2,12})+?)(?:总体|整体)?分别(?:为|是|达到?了?|：)"
    r"(?P<values>\d[\d.%％、，和及]*)"
)


def _of_list(quote: str, at: int) -> str:
    """The name that a list gives the number at `at` of its quote; '' for a number of no list."""
    for found in _LISTED.finditer(quote):
        names = re.split("[、和与及]", found["names"])
        values = [m.start() + found.start("values") for m in re.finditer(r"\d+(?:\.\d+)?", found["values"])]
        if at in values and len(names) == len(values) and "满意" in names[-1]:
            return re.sub(r"(?:的)?(?:总体|整体)?满意[度率]$|对.*$", "", names[values.index(at)])
    return ""


def _told_of(fact: Fact) -> str:
    if fact.item:
        return _plain(fact.item)
    quote = without_space(fact.quote)
    at = quote.find(fact.figure.text)
    if at > 0 and (listed := _of_list(quote, at)):
        return _plain(listed)
    clause = _CLAUSE.split(quote[:at])[-1] if at > 0 else ""
    found = _WHOSE.search(clause) or (_ANYBODYS.search(clause) if not _NARROWER.search(clause) else None)
    return _plain(found["of"]) if found else ""


def _plain(people: str) -> str:
    return _SOCIETY.sub("", people)


def of_people(facts: Iterable[Fact], name: str) -> list[Fact]:
    """The satisfactions among `facts` that are those of an indicator called `name`: of the same people, else of the one
    group whose name ends with theirs (门诊患者 for 患者) or theirs with its (服务对象 for 建设领域服务对象)."""
    wanted = _anybody_of(name)
    rates = [f for f in facts if f.metric == _METRIC and f.item and wanted]
    for alike in (
        [f for f in rates if f.item == wanted],
        [f for f in rates if f.item.endswith(wanted)],
        [f for f in rates if wanted.endswith(f.item)],
    ):
        if alike:
            return alike if len({f.item for f in alike}) == 1 else []
    return []
