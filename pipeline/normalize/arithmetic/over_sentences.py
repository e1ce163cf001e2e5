"""Numbers worked out from those of the sentence before: 上年支出 B 万元。本年支出 A 万元，下降 x%.

Where words put a full stop in the middle of what they work out, the two or three sentences are read once more as one, a
comma or a semicolon between them. What comes of it counts only for numbers that no sentence gives alone, and only with
numbers of both sides of a full stop, where they state no more than the two amounts that a change or a rate is of, or
the three of a sum. Where one of the two readings gives the number, it is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.normalize.arithmetic.fit import fits, gives_another
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked
from pipeline.normalize.narrative.reading.sentences import sentences

_MARKS = "，；"
_MOST = 3  # sentences read as one
_MOST_OPERANDS = 3
_LONGEST = 160  # characters of them together
_MOVED = frozenset({"change", "growth"})
_LEAST_DIGITS = 3  # of a rate
# Moves of a budget have a reader of their own, as some may be left out.
_OF_OTHERS = re.compile(r"追加|追减|调[增减整]|核[增减]|压减")
_DERIVED = frozenset({"change", "growth", "share", "rate", "rest"})
_TOGETHER = re.compile(r"(?:合计|共计|总计|[两二三]者|[两二三]项|以上|上述)[^，；]{0,8}$")
_OWN = re.compile(
    r"^(?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}(?:、|是)|第[一二三四五六]|[①-⑳])"
)

Read = Callable[[str], tuple[Sequence[Term], Sequence[Worked]]]


def over_sentences(text: str, terms: Sequence[Term], known: Sequence[Worked], read: Read) -> Iterator[Worked]:
    """What sentences of a paragraph give together. `known`: what each gives alone; `read`: the terms of a text and what
    its words work out."""
    spans = sentences(text)
    done = {w.result.index for w in known if w.certain or any(fits(w.result, r) for r in w.readings)}
    for last in sorted({t.sentence for t in terms}):
        for first in range(last - 1, max(last - _MOST, -1), -1):
            begin, end = spans[first][0], spans[last][1]
            given_out = "分别" in text[spans[last][0] : end]
            if end - begin > _LONGEST or given_out or _OWN.match(text[spans[first + 1][0] :]):
                break
            here = [t for t in terms if first <= t.sentence <= last]
            asked = {t.index for t in here if t.sentence == last and t.index not in done and _is_derived(t)}
            if here[0].sentence != first or not any(_may_come_of(t, here) for t in here if t.index in asked):
                continue
            for worked in _together(text, (begin, end), here, asked, read):
                done.add(worked.result.index)
                yield worked


def _is_derived(term: Term) -> bool:
    """Whether a number is said to come of others, and has digits enough for a slip of one to be told."""
    digits = f"{term.quantity.value:f}".replace(".", "").strip("0")
    told = (len(digits) >= _LEAST_DIGITS or not term.is_percent) and not _OF_OTHERS.search(term.lead)
    return told and (term.role in _DERIVED or bool(_TOGETHER.search(term.lead)))


def _may_come_of(result: Term, here: Sequence[Term]) -> bool:
    """Whether `_all_there_is` may hold of a number, which spares most sentences to be read again: the few amounts of
    some kind can be reckoned with, stand in several sentences, and are what one is and was where it is a change."""
    amounts = [t for t in here if t.role not in _DERIVED - {"rest"} and t.index != result.index]
    for one in amounts:
        stated = [t for t in amounts if same_kind(t, one)]
        some = 1 < len(stated) <= _MOST_OPERANDS
        there = some and all(t.usable for t in stated) and any(t.sentence != result.sentence for t in stated)
        if there and (result.role not in _MOVED or sum(t.old or t.role == "base" for t in stated) == 1):
            return not _comes_out(result, stated)
    return False


# What two amounts, or three, give; most numbers are right, and need no second reading.
_OF_TWO = (
    *("f1 - f2", "f2 - f1", "f1 + f2", "f1 / f2 * 100", "f2 / f1 * 100"),
    *(f"({a} - {b}) / {c} * 100" for a, b in (("f1", "f2"), ("f2", "f1")) for c in ("f1", "f2")),
)
_OF_THREE = ("f1 + f2 + f3", "f1 - f2 - f3", "f2 - f1 - f3", "f3 - f1 - f2")


def _comes_out(result: Term, stated: Sequence[Term]) -> bool:
    formulas = {2: _OF_TWO, 3: _OF_THREE}.get(len(stated), ())
    return any(fits(result, Reading(formula, tuple(stated))) for formula in formulas)


def _together(text: str, span: tuple[int, int], here: Sequence[Term], asked: set[int], read: Read) -> Iterator[Worked]:
    """What the sentences at `span` give as one of the numbers `asked` of the last of them, and that none of the two
    readings gives rightly."""
    ends = [b for _, b in sentences(text[span[0] : span[1]])[:-1]]
    found: dict[int, list[Worked]] = {}
    for mark in _MARKS:
        joined = "".join(mark if n + 1 in ends else c for n, c in enumerate(text[span[0] : span[1]]))
        again, worked = read(joined)
        if len(again) != len(here):
            continue
        for w in worked:
            result = here[w.result.index] if w.result.paragraph == again[0].paragraph else None
            if result is not None and result.index in asked and _crosses(w, again, here):
                found.setdefault(result.index, []).append(_put_back(w, again, here))
    for every in found.values():
        first = every[0]
        if any(gives_another(first.result, r, here) for r in first.readings if first.kind == "rate"):
            continue
        if not any(fits(w.result, r) for w in every for r in w.readings) and _all_there_is(every[0], here):
            yield every[0]


def _all_there_is(worked: Worked, here: Sequence[Term]) -> bool:
    """Whether a number is worked out from all amounts of its kind that the sentences state; a change, from what is and
    what was (收入 A。支出 B。比上年增加 C: not from these)."""
    of, role = worked.readings[0].terms, worked.result.role
    if len(of) > _MOST_OPERANDS:
        return False
    if role in _MOVED and (worked.kind == "sum" or sum(t.old or t.role == "base" for t in of) != 1):
        return False
    stated = {t.index for t in here if t.role not in _DERIVED - {"rest"} and same_kind(t, of[0])} - {
        worked.result.index
    }
    return {t.index for t in of} == stated and all(t.usable for t in of)


def _crosses(worked: Worked, again: Sequence[Term], here: Sequence[Term]) -> bool:
    """Whether each reading takes a number of another sentence, and none of another paragraph."""
    own = here[worked.result.index].sentence
    return bool(worked.readings) and all(
        all(t.paragraph == again[0].paragraph for t in r.terms) and any(here[t.index].sentence != own for t in r.terms)
        for r in worked.readings
    )


def _put_back(worked: Worked, again: Sequence[Term], here: Sequence[Term]) -> Worked:
    readings = tuple(Reading(r.formula, tuple(here[t.index] for t in r.terms)) for r in worked.readings)
    return replace(worked, result=here[worked.result.index], readings=readings)
