"""What a sentence says of each of its numbers: the row or column that it names, and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.normalize.narrative.reading.measures import Measure, measure_at
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence
from pipeline.vocabulary.names import name_key
from schemas.figure import Figure
from schemas.records import Fact

from .told_names import Mention, NamedLine, ToldNames

_CLAUSE = re.compile(r"[，：；。（()）]")
_ENDS = re.compile(r"[；。]")
_BRACKET = re.compile(r"[（(]$")
_NOUN = re.compile(r"[\u4e00-\u9fff]{0,6}")
_JOINED = re.compile(r"[、和与及]|以及")
_LONGEST_BETWEEN = 60  # characters between a name and a number that is still said of it
_LONGEST_CARRIED = 120  # characters from the one name of earlier sentences to a number that is still said of it
_LONGEST_JOIN = 2  # characters that only join a number and the name behind it: 的, 用于, 来自
_LEAST_CUT, _LONGEST_CUT = 3, 12  # characters of a name cut short

Way = Literal["before", "behind", "carried"]


class Claim(NamedTuple):
    """A number and what its sentence says of it.

    `own`: the words of its clause without the name; `before`: those of the clauses before it; `left`: what stands
    before the name in its clause; `between`: from the name to the clause; `noun`: what stands right behind the
    number (101 个编制). `way`: the name stands before the number, behind it in its clause (A 万元用于甲, 预算为 A 万元
    的甲), or in an earlier sentence of the paragraph, which names no other line.
    """

    fact: Fact
    measure: Measure
    mention: Mention
    own: str
    before: str
    left: str
    between: str
    noun: str
    way: Way

    @property
    def figure(self) -> Figure:
        return self.fact.figure


def claims_of(sentence: Sentence, names: ToldNames, year: int | None) -> Iterator[Claim]:
    """The numbers of a sentence that the names of a line stand by, no further off than one is still said of it."""
    text, (start, end) = sentence.squeezed.text, sentence.span
    named = names.mentions(text)
    mentions = [m for m in named if start <= m.start and m.end <= end]
    carried = _carried([m for m in named if m.end <= start]) if not any(m.of_rows for m in mentions) else None
    ends = [start, *(m.end() for m in _ENDS.finditer(text, start, sentence.quantities[-1].start))]
    for n, quantity in enumerate(sentence.quantities):
        if quantity.bound or quantity.approximate or quantity.words or quantity.also or not quantity.value:
            continue
        begin = max(e for e in ends if e <= quantity.start)
        before = sentence.quantities[n - 1].end if n else start
        said = _BRACKET.sub("", text[begin : quantity.start])  # 比上限（x%）为低: of the words before the bracket
        clause = max([begin, before, *(begin + m.end() for m in _CLAUSE.finditer(said))])
        here = [m for m in mentions if begin <= m.start and m.end <= quantity.start]
        mention = next((m for m in reversed(here) if m.of_rows), here[-1] if here else None)
        if mention is None or not mention.of_rows:
            mention = _cut_short(text, begin, quantity.start, names) or mention
        told = _Telling(sentence, n, begin, clause, year)
        if (mention is None or mention.start < clause) and (
            lines := names.measured(told.measure, text[clause : quantity.start])
        ):
            yield told.in_pieces(lines)
            continue
        if mention is None or not mention.of_rows or mention.start < clause:
            behind = _behind(sentence, n, mentions)
            if behind is not None:
                yield told.behind(*behind)
                continue
        near = carried is not None and quantity.start - carried.end <= _LONGEST_CARRIED
        if carried is not None and near and (mention is None or not mention.of_rows):
            yield told.carried(carried)
            continue
        if mention is None or quantity.start - mention.end > _LONGEST_BETWEEN:
            continue
        if any(_JOINED.fullmatch(text[a.end : b.start]) for a, b in pairwise([*mentions, mention]) if b is mention):
            continue  # 甲、乙和丙合计
        yield told.before(mention)


class _Telling(NamedTuple):
    """The `n`th number of a sentence; what is told by itself begins at `begin`, its own clause at `clause`."""

    sentence: Sentence
    n: int
    begin: int
    clause: int
    year: int | None

    @property
    def _quantity(self) -> Quantity:
        return self.sentence.quantities[self.n]

    @property
    def measure(self) -> Measure:
        return measure_at(self.sentence.squeezed.text, self._quantity.digits_end)

    def _claim(self, mention: Mention, own: str, before: str, left: str, between: str, way: Way) -> Claim:
        fact = self.sentence.fact(self._quantity, "named_rate", str(self.year or ""))
        noun = _NOUN.match(self.sentence.squeezed.text, self._quantity.end)
        return Claim(fact, self.measure, mention, own, before, left, between, noun.group() if noun else "", way)

    def before(self, mention: Mention) -> Claim:
        text, clause, number = self.sentence.squeezed.text, self.clause, self._quantity.start
        opened = max([self.begin, *(m.end() for m in _CLAUSE.finditer(text, self.begin, mention.start))])
        inside, behind = mention.start >= clause, max(clause, mention.end)
        return self._claim(
            mention,
            own=(text[clause : mention.start] + "，" if inside else "") + text[behind:number],
            before=text[self.begin : min(clause, mention.start)],
            left=text[opened : mention.start],
            between=text[mention.end : behind],
            way="before",
        )

    def in_pieces(self, lines: Sequence[NamedLine]) -> Claim:
        """Of a line that only pieces of its name stand for."""
        text, number = self.sentence.squeezed.text, self._quantity.start
        name, words = name_key(lines[0].grid.labels[lines[0].row]), text[self.clause : number]
        for piece in (name[i : i + 2] for i in range(len(name) - 1)):
            words = words.replace(piece, "，")
        mention = Mention(self.clause, number, lines, whole=False)
        return self._claim(mention, words, text[self.begin : self.clause], "", "", way="before")

    def behind(self, mention: Mention, stop: int) -> Claim:
        """`stop`: where the clause of the number ends, or another number begins."""
        text, quantity = self.sentence.squeezed.text, self._quantity
        joins = text[quantity.end : mention.start]
        joins = joins if len(joins) > _LONGEST_JOIN else ""
        own = "，".join((text[self.clause : quantity.start], joins, text[mention.end : stop]))
        return self._claim(mention, own, text[self.begin : self.clause], "", "", way="behind")

    def carried(self, mention: Mention) -> Claim:
        text = self.sentence.squeezed.text
        own, before = text[self.clause : self._quantity.start], text[self.begin : self.clause]
        return self._claim(mention, own, before, "", "", way="carried")


def _behind(sentence: Sentence, n: int, mentions: Sequence[Mention]) -> tuple[Mention, int] | None:
    """The only row named behind a number in its clause, before any other number, and where that clause ends."""
    text, quantity = sentence.squeezed.text, sentence.quantities[n]
    stop = sentence.quantities[n + 1].start if n + 1 < len(sentence.quantities) else sentence.span[1]
    inside = [range(m.start, m.end) for m in mentions]  # 因公出国（境）费
    marks = (m for m in _CLAUSE.finditer(text, quantity.end, stop) if not any(m.start() in i for i in inside))
    mark = next(marks, None)
    joined = _JOINED.search(text, quantity.end, stop) if mark is None else None
    stop = mark.start() if mark else stop
    found = [m for m in mentions if m.of_rows and quantity.end <= m.start and m.end <= stop]
    if len(found) != 1 or (joined is not None and joined.start() < found[0].start):
        return None  # A 万元和甲 B 万元
    return found[0], stop


def _carried(earlier: Sequence[Mention]) -> Mention | None:
    """The only line that the sentences before one name in its paragraph."""
    rows = [m for m in earlier if m.of_rows]
    alone = len({id(line) for m in rows for line in m.lines}) == len(rows[-1].lines) if rows else False
    return rows[-1] if alone else None


def _cut_short(text: str, begin: int, end: int, names: ToldNames) -> Mention | None:
    """A name that only a short form of it stands for, at the beginning of a clause before a number."""
    clause = max([begin, *(m.end() for m in _CLAUSE.finditer(text, begin, end))])
    words = text[clause:end]
    for cut in range(min(len(words), _LONGEST_CUT), _LEAST_CUT - 1, -1):
        if lines := names.cut_short(words[:cut]):
            return Mention(clause, clause + cut, lines, whole=False)
    return None
