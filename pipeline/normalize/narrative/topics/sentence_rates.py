"""Rates that a sentence states beside the two counts that it divides: 共 28 项，已完成 27 项，完成率为 96.43%.

The name of the rate says which count is the part: 质量达标率 is of those that the sentence says 达标. The facts are
`counted_rate`, `counted_part` and `counted_whole` with the rate's printed name as item. Where more than two counts
stand before the rate, or the words leave open which is which, nothing is stated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.normalize.narrative.reading.lexicon import lookup
from pipeline.normalize.narrative.reading.measures import measure_at
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from pipeline.vocabulary.metrics import load_metrics, metric_named
from schemas.document import Document
from schemas.figure import Interval, Unit
from schemas.records import Fact
from schemas.slips import LeastDigits, slip_makes

COUNTED_RATE = "counted_rate"
COUNTS = ("counted_part", "counted_whole")
_RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,14}率)(?:为|是|达到了?|达|：)?$")
_IN_TIME = re.compile(r"及时|按时|按期|如期|准时|按计划|限期")
_NOT = re.compile(r"未|没|不|无|超期|逾期|延期|尚|超过[\u4e00-\u9fff]{0,4}(?:时限|期限|时间)|晚于|迟于")
_PLANNED = re.compile(r"计划|应|需|目标|下达|交办|受理|任务|共|合计|总")
_DONE = re.compile(r"已|实际|其中|均|全部")
_FINISHED = dict.fromkeys(("完成", "办结", "完工"), ("完成", "办结", "完工"))  # 交办 25 项，办结 24 项，完成率 96.00%
_OTHER = re.compile(r"目标|要求|指标值|上年|去年|前年|往年|同比|力争|争取|预计|标准|较|比")
_COHORT = re.compile(r"(?:19|20)\d\d[级届]")
_SLIP = LeastDigits(changed=3, swapped=3)
MOST_VALUES = 60  # whole numbers that a rate leaves for a count, of which a slip may be the print
_CLAUSE_ENDS = "，；：。、(（"
_PLAN_OF = re.compile(r"(?:全年|年度|本年度?|当年|年内)*(?:计划|目标|应|需)(?:完成)?(?P<what>[\u4e00-\u9fff]{2,12})\d")


@dataclass(frozen=True, slots=True)
class _Count:
    quantity: Quantity
    clause: str  # the words around it, from comma to comma
    part: int  # of the sentence, as ； divide it
    measure: str = ""  # what is counted


def sentence_rate_facts(document: Document, year: int | None) -> list[Fact]:
    """Facts of such rates and their counts in reading order, with placeholder ids."""
    period = str(year) if year else ""
    return [fact for sentence in told_sentences(document) for fact in _of_sentence(sentence, period)]


def _of_sentence(sentence: Sentence, period: str) -> Iterator[Fact]:
    found = list(_told_in(sentence))
    names = Counter(name for name, _, _ in found)
    for name, figures, planned in found:
        # 计划造林 A 亩，完成率 a%；计划抚育 B 亩，完成率 b%: each of its own thing
        item = f"{planned}{name}" if names[name] > 1 else name
        for metric, of in zip((COUNTED_RATE, *COUNTS), figures, strict=True):
            yield sentence.fact(of, metric, period, item=item)


def _told_in(sentence: Sentence) -> Iterator[tuple[str, tuple[Quantity, Quantity, Quantity], str]]:
    """The rates of a sentence: the name of each, rate, part and whole, and what was planned, where that is said."""
    counts: list[_Count] = []
    for n, quantity in enumerate(sentence.quantities):
        if quantity.unit is Unit.PERCENT:
            parts = _part_and_whole(sentence.lead(n), counts, quantity)
            if parts is not None:
                name, part, whole = parts
                planned = _PLAN_OF.match(next(c.clause for c in counts if c.quantity is whole))
                yield name, (quantity, part, whole), planned["what"] if planned else ""
            counts = []
        elif quantity.unit in (Unit.ITEMS, Unit.PERSONS) or not quantity.measure:
            text, span = sentence.squeezed.text, sentence.span
            place = text.count("；", span[0], quantity.start)
            measure = measure_at(text, quantity.digits_end).unit
            counts.append(_Count(quantity, _clause(text, span, quantity), place, measure))


def _clause(text: str, span: tuple[int, int], quantity: Quantity) -> str:
    start, end = quantity.start, quantity.end
    while start > span[0] and text[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    while end < span[1] and text[end] not in _CLAUSE_ENDS:
        end += 1
    return text[start:end]


def _part_and_whole(lead: str, counts: Sequence[_Count], rate: Quantity) -> tuple[str, Quantity, Quantity] | None:
    named = _RATE.search(lead)
    exact = [c for c in counts if c.quantity.is_plain]
    if named is None or not rate.is_exact or len(counts) != 2 or len(exact) != 2 or _OTHER.search(lead):
        return None
    name = named["name"]
    if len({c.measure for c in exact if c.measure}) > 1:
        return None  # 检查企业 A 家次，整改隐患 B 处，整改率 x%: of what was found, which is not told
    if _has_formula(name):
        return None  # its inputs have names of their own
    done = _IN_TIME.sub("", name.removesuffix("率"))[-2:]
    says = [len(done) == 2 and any(w in c.clause for w in _FINISHED.get(done, (done,))) for c in exact]
    first, second = exact
    if says == [True, True]:
        if not (_PLANNED.search(first.clause) and _DONE.search(second.clause)):
            return None
    elif says != [False, True]:
        return None
    if first.part != second.part and not _PLANNED.search(first.clause):
        return None  # 年初在册 A 人；帮教 B 人，帮教率 x%: of none that another clause counts
    in_time = bool(_IN_TIME.search(second.clause))
    if _NOT.search(second.clause) or in_time != bool(_IN_TIME.search(name)):
        return None
    if _COHORT.search(second.clause) and not _COHORT.search(first.clause):
        return None  # 招收 A 人，2019 级 B 人合格: of those of that year, who are not told
    if first.quantity.value <= 0 or _NOT.search(first.clause):
        return None
    if second.quantity.value > first.quantity.value and rate.value <= 100 and not _slipped(first, second, rate):
        return None  # of another whole
    return name, second.quantity, first.quantity


def _slipped(whole: _Count, part: _Count, rate: Quantity) -> bool:
    """Whether a part above its whole is the print of a slip: with one digit changed in either the rate comes out."""
    share = Interval.rounded_to(rate.value, rate.decimals).times(Decimal(1) / 100)
    if share.low <= 0:
        return False
    pairs = (
        (part.quantity, share.times(whole.quantity.value)),
        (whole.quantity, Interval.exactly(part.quantity.value) / share),
    )
    return any(slip_makes(q.value, q.decimals, wanted, _SLIP, MOST_VALUES) for q, wanted in pairs)


def _has_formula(name: str) -> bool:
    word = lookup(name)
    code = metric_named(name) or (word.code if word is not None and word.kind in ("metric", "aspect") else "")
    metric = load_metrics().get(code)
    return metric is not None and bool(metric.formula)
