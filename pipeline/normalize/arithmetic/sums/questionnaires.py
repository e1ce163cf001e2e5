"""Questionnaires, counted from what was handed out to who was content: 发放 A 份，收回 B 份，无效 C 份，有效 D 份，其中
满意 E 份、基本满意 F 份、不满意 G 份，满意率 x%.

What came back is what was handed out without what did not; what is valid is what came back without what is not; the
answers come to the valid ones where those who were not content are told. Each is asked of one survey, of which every
number is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.fit import percent_of, rest_of, sum_of
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, counted_noun, subject_of
from pipeline.vocabulary.link_words import IS

_SURVEY = re.compile(r"问卷|调查表|测评表|评价表|答卷|受访|随机调查|随机访问|抽样调查")
_SORTS = {
    "not_back": re.compile(r"未(?:能)?(?:收回|回收|返回|反馈)"),
    "invalid": re.compile(r"无效|作废|废卷|不合格"),
    "not_content": re.compile(r"不(?:太|甚|很|够)?满意|一般|差评|不了解|不清楚|弃权|无所谓"),
    "both": re.compile(r"满意(?:和|与|或|及|、|以及)?(?:基本|比较|较)满意|(?:基本|比较)满意(?:及|和)?以上"),
    "fairly": re.compile(r"(?:基本|比较|较)满意"),
    "very": re.compile(r"(?:非常|很|十分)满意"),
    "content": re.compile(r"满意|好评"),
    "valid": re.compile(r"有效|可用"),
    "back": re.compile(r"收回|回收|收到|反馈|返回"),
    "sent": re.compile(r"发放|发出|投放|派发|印发|下发"),
}
_QUOTES = dict.fromkeys(map(ord, "“”‘’「」"))
ABOUT_CONTENT = re.compile(r"满意[度率]?(?:调查|测评|问卷|评价)")  # a survey, and no answer to it
_RATES = (  # what each rate is of: the part, then the whole
    (re.compile(r"有效(?:回收|收回)率|(?:回收|收回)有效率"), "valid", "sent"),
    (re.compile(r"(?:回收|收回|反馈|返回)率"), "back", "sent"),
    (re.compile(r"有效率"), "valid", "back"),
)
_CONTENT_RATE = re.compile(rf"^(?!.*(?:非常|很|十分|不)满意).*(?:满意[度率]|好评率){IS}$")
_ALL_KINDS = re.compile(r"综合|总体|整体|总|度")
_LAST = re.compile(r"上年|去年|比|较(?!满意)|目标|不低于|要求")


def questionnaires_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """What the numbers of the one survey of a paragraph give of each other."""
    if not any(_SURVEY.search(t.lead) or _SURVEY.search(t.tail) for t in terms):
        return
    told: dict[str, Term] = {}
    for term in terms:
        sort = _sort_of(term)
        if not sort:
            continue
        if sort in told or not same_kind(term, next(iter(told.values()), term)):
            return  # two surveys, or one that is told twice
        told[sort] = term
    yield from _counts(told)
    yield from _rates(terms, told)


def _sort_of(term: Term) -> str:
    if term.is_percent or not term.measure.counts or not term.usable or term.old:
        return ""
    said = ABOUT_CONTENT.sub("", term.near + counted_noun(term)[:6]).translate(_QUOTES)
    return next((sort for sort, words in _SORTS.items() if words.search(said)), "")


def _counts(told: dict[str, Term]) -> Iterator[Worked]:
    for whole, lost, left in (("sent", "not_back", "back"), ("back", "invalid", "valid")):
        if {whole, lost, left} <= told.keys():
            yield _left(told[whole], told[lost], told[left])
    answers = [told[s] for s in ("very", "content", "fairly", "not_content") if s in told]
    kinds = len(answers) > 2 and "not_content" in told and "both" not in told
    if kinds and "valid" in told and _in_a_row(answers):
        yield Worked("sum", told["valid"], (sum_of(answers),), True, subject_of(told["valid"]))


def _left(whole: Term, lost: Term, left: Term) -> Worked:
    """The one that stands last of the three, by the two before it."""
    last = max((whole, lost, left), key=lambda t: t.index)
    if last is whole:
        return Worked("sum", whole, (sum_of((left, lost)),), True, subject_of(whole))
    other = left if last is lost else lost
    return Worked("rest", last, (rest_of(whole, (other,)),), True, subject_of(last))


def _in_a_row(answers: Sequence[Term]) -> bool:
    """Whether the answers stand one behind the other, nothing but their shares between."""
    order = sorted(answers, key=lambda t: t.index)
    return order[-1].sentence == order[0].sentence and "其他" not in order[-1].tail and "等" not in order[-1].tail[:1]


def _rates(terms: Sequence[Term], told: dict[str, Term]) -> Iterator[Worked]:
    for rate in terms:
        if not rate.is_percent or rate.role != "rate" or not rate.usable or rate.old or _LAST.search(rate.lead):
            continue
        named = next(((p, w) for words, p, w in _RATES if words.search(rate.near)), None)
        if named is not None:
            part, whole = (told.get(sort) for sort in named)
            if part is not None and whole is not None and not ("invalid" in told and "valid" not in told):
                yield Worked("rate", rate, (percent_of((part,), whole),), True, subject_of(rate))
        elif _CONTENT_RATE.search(rate.near) and "not_content" not in told:
            yield from _content_rate(terms, rate, told)


def _content_rate(terms: Sequence[Term], rate: Term, told: dict[str, Term]) -> Iterator[Worked]:
    """Of the valid answers: the content with those who are fairly so, or without, where the words leave it open. The
    unhappy are not told, who would say which there are (`rates_of_the_content`)."""
    whole = told.get("valid") or told.get("back")
    content = [told[s] for s in ("very", "content", "both", "fairly") if s in told]
    if "both" in told:
        content = [told["both"]]  # 满意和基本满意合计 A 份，其中满意 B 份: B is a part of it
    if whole is None or not content or sum(c.size for c in content) > whole.size or rate.index < content[-1].index:
        return
    others = (t for t in terms[content[-1].index + 1 : rate.index] if t.measure.counts and t not in told.values())
    if any(t.sentence == rate.sentence for t in others):
        return  # 满意度 x%。同期电话抽访 N 位家长，满意度 y%: of those
    sums = [content] if _ALL_KINDS.search(rate.near) or len(content) == 1 else [content, content[:1]]
    readings: tuple[Reading, ...] = tuple(percent_of(c, whole) for c in sums)
    yield Worked("rate", rate, readings, True, subject_of(rate))
