"""What a sentence says of each of its numbers: the row or column that it names before it, and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.normalize.narrative.reading.measures import measure_at
from pipeline.normalize.narrative.sentence_facts import Sentence
from schemas.figure import Figure
from schemas.records import Fact

from .told_names import Mention, ToldNames

_CLAUSE = re.compile(r"[，：；。（()）]")
_ENDS = re.compile(r"[；。]")
_BRACKET = re.compile(r"[（(]$")
_JOINED = re.compile(r"[、和与及]|以及")
_LONGEST_BETWEEN = 60  # characters between a name and a number that is still said of it
_LEAST_CUT, _LONGEST_CUT = 3, 12  # characters of a name cut short


class Claim(NamedTuple):
    """A number and what its sentence says of it. `own`: the words of its clause without the name; `before`: those of
    the clauses before it; `left`: what stands before the name in its clause; `between`: from the name to the clause."""

    fact: Fact
    measure: str
    mention: Mention
    own: str
    before: str
    left: str
    between: str

    @property
    def figure(self) -> Figure:
        return self.fact.figure


def claims_of(sentence: Sentence, names: ToldNames, year: int | None) -> Iterator[Claim]:
    """The numbers of a sentence that the names of a line stand before, no further off than one is still said of it."""
    text, (start, _) = sentence.squeezed.text, sentence.span
    mentions = names.mentions(text, start, sentence.quantities[-1].start)
    ends = [start, *(m.end() for m in _ENDS.finditer(text, start, sentence.quantities[-1].start))]
    for n, quantity in enumerate(sentence.quantities):
        if quantity.bound or quantity.approximate or quantity.words or quantity.also or not quantity.value:
            continue
        begin = max(e for e in ends if e <= quantity.start)
        before = sentence.quantities[n - 1].end if n else start
        told = _BRACKET.sub("", text[begin : quantity.start])  # 比上限（x%）为低: of the words before the bracket
        clause = max([begin, before, *(begin + m.end() for m in _CLAUSE.finditer(told))])
        here = [m for m in mentions if begin <= m.start and m.end <= quantity.start]
        mention = next((m for m in reversed(here) if m.of_rows), here[-1] if here else None)
        if mention is None or not mention.of_rows:
            mention = _cut_short(text, begin, quantity.start, names) or mention
        if mention is None or quantity.start - mention.end > _LONGEST_BETWEEN:
            continue
        if any(_JOINED.fullmatch(text[a.end : b.start]) for a, b in pairwise([*mentions, mention]) if b is mention):
            continue  # 甲、乙和丙合计
        opened = max([begin, *(m.end() for m in _CLAUSE.finditer(text, begin, mention.start))])
        inside, behind = mention.start >= clause, max(clause, mention.end)
        yield Claim(
            sentence.fact(quantity, "named_rate", str(year or "")),
            quantity.measure or measure_at(text, quantity.digits_end).unit,
            mention,
            own=(text[clause : mention.start] + "，" if inside else "")
            + text[max(clause, mention.end) : quantity.start],
            before=text[begin : min(clause, mention.start)],
            left=text[opened : mention.start],
            between=text[mention.end : behind],
        )


def _cut_short(text: str, begin: int, end: int, names: ToldNames) -> Mention | None:
    """A name that only a short form of it stands for, at the beginning of a clause before a number."""
    clause = max([begin, *(m.end() for m in _CLAUSE.finditer(text, begin, end))])
    words = text[clause:end]
    for cut in range(min(len(words), _LONGEST_CUT), _LEAST_CUT - 1, -1):
        if lines := names.cut_short(words[:cut]):
            return Mention(clause, clause + cut, lines, whole=False)
    return None
