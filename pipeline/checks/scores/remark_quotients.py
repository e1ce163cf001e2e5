"""Rates that remarks of a score table work out themselves: 24/25×100%=96%; 在用 A 万元，总额 B 万元，利用率 x%.

A quotient that the remark prints says what was divided. Where it only tells two numbers and a rate, the indicator's
own criteria must print it (利用率=在用资产/全部资产), and the words of the numbers tell which stands on which side
of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.checks.compare import compared, judge
from pipeline.checks.scores.remark_operands import ToldNumber, counted_numbers, told_number
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from schemas.audit import Check, CheckCode, Outcome, Relation, locus_at
from schemas.figure import Interval, Unit
from schemas.records import Report, ScoreLine
from schemas.trace import Place

_OVER = re.compile(r"(?:万?元|[人个件项名份次场户处家批期辆]|人次|家次)?[/÷][\u4e00-\u9fff]{0,12}$")
_EQUALS = re.compile(r"[\u4e00-\u9fff]{0,3}[)）]?(?:[×*xX]100[%％])?[=＝]")
_QUOTIENT = re.compile(r"(?P<above>[\u4e00-\u9fff“”()（）+＋]{2,40})[/÷](?P<below>[\u4e00-\u9fff“”()（）+＋]{2,40})")
_RATE_NAME = re.compile(r"[率度比例重]+(?:达到?|为|是|：|=)*$")
NEAR = 15  # percent points within which a rate may be worked out wrongly; else it is of something else
# A row that explains why its figures are not what counts.
_PLEADS = re.compile(r"剔除|扣除|除外|不扣分|视同|按规定不")


def remark_quotient_checks(report: Report, names: Mapping[str, str]) -> Iterator[Check]:
    """One check for each rate of a remark that its own numbers give. `names`: of the tables by id."""
    for line in report.score_lines:
        if line.measured or line.remark_box is None or "%" not in line.remark or _PLEADS.search(line.remark):
            continue
        text = squeeze(line.remark).text
        quantities = find_quantities(text)
        for rate, above, below in _divided(text, quantities, line) or _told_beside(text, quantities, line):
            yield _check(line, rate, above, below, names.get(line.table_id, ""))


Divided = tuple[Quantity, ToldNumber, ToldNumber]


def _divided(text: str, quantities: Sequence[Quantity], line: ScoreLine) -> list[Divided]:
    """A/B=x%, with or without ×100% and words behind the numbers."""
    found = []
    plain = [q for q in quantities if not (q.unit is Unit.PERCENT and text[q.start - 1 : q.start] in "×*xX")]
    for (above, below), rate in zip(pairwise(plain), plain[2:], strict=False):
        over = _OVER.fullmatch(text[above.digits_end : below.start])
        equals = _EQUALS.fullmatch(
            re.sub(r"^(?:万?元|[人个件项名份次场户处家批期辆]+)", "", text[below.digits_end : rate.start])
        )
        if over and equals and rate.unit is Unit.PERCENT and below.value > 0:
            found.append((rate, told_number(above, text, line), told_number(below, text, line)))
    return found


def _told_beside(text: str, quantities: Sequence[Quantity], line: ScoreLine) -> list[Divided]:
    """The one rate of a remark and its two numbers, as the criteria divide what their words name."""
    rates = [q for q in quantities if q.unit is Unit.PERCENT]
    numbers = counted_numbers(text, line)
    quotients = {(m["above"], m["below"]) for m in _QUOTIENT.finditer(squeeze(line.criteria).text)}
    if len(rates) != 1 or len(numbers) != 2 or len(quotients) != 1:
        return []
    if rates[0].bound or not _RATE_NAME.search(text[: rates[0].start]) or "率" not in line.indicator:
        return []
    ((above, below),) = quotients
    sides = [_side(n.name, above, below) for n in numbers]
    if sides[0] == sides[1] or numbers[0].figure.unit is not numbers[1].figure.unit:
        return []
    part, whole = numbers if sides[0] > sides[1] else reversed(numbers)
    given = (part.value / whole.value).times(100)
    return [(rates[0], part, whole)] if abs(rates[0].value - given.low) <= NEAR else []


def _side(name: str, above: str, below: str) -> int:
    """1 for words of what is divided, -1 for words of what divides it, 0 where they are of both or none."""
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    top, bottom = (sum(p in words for p in pairs) for words in (above, below))
    return (top > bottom) - (top < bottom)


def _check(line: ScoreLine, rate: Quantity, above: ToldNumber, below: ToldNumber, table: str) -> Check:
    reported = told_number(rate, "", line).figure
    expected = (above.value / below.value).times(100) if below.value.low > 0 else Interval.exactly(0)
    outcome = judge(reported, [expected])
    box = reported.box
    return compared(
        CheckCode.RATIO,
        "stated_in_text",
        locus_at(table=table, row=line.indicator, indicator=line.indicator),
        reported,
        [expected],
        [Place(page=box.page, box=box, text=f"{line.indicator} {line.remark}")],
        outcome=outcome if outcome is not Outcome.TRUNCATED else Outcome.CONSISTENT,
        relation=Relation(formula="f1 / f2 * 100", figures=(above.figure, below.figure)),
        formula=f"{above.figure.text} / {below.figure.text} × 100",
        parts=f"{above.figure.text}、{below.figure.text}",
    )
