"""Numbers that a sentence gives out in order to what it names before them (甲、乙支出分别为 A 和 B) or behind them
(A 和 B 分别用于甲和乙), and the lines of a table that such names are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence
from pipeline.vocabulary.names import name_key
from schemas.figure import Unit

from .table_lines import TableLine
from .told_numbers import is_count, is_stated

_IN_ORDER = re.compile(r"分别|依次|各(?=为|占|是|有|达|完成|支出|执行)")
# Between two numbers of a list; each may be told which way it went (分别增长 x%、下降 y%).
_NEXT = re.compile(r"(?:[、，]|[、，]?(?:和|与|及|以及))(?:增[长加]|下降|减少|上升|降低|提高)?了?")
_JOINS = re.compile(r"以及|[、和与及]")
_LAST_JOIN = re.compile(r"(?:以及|[和与及])(?!.*[和与及])")
_BEHIND = re.compile(r"(?:元|%)?，?分别(?:用于|投向|属于|来自|为|是)(?P<names>[^，；。：\d]{4,40})")
_CLAUSE = re.compile(r"[，；：。()（）]")
_LEAST_NAME, _LEAST_CUT = 2, 3  # characters of a name; of one that ends other words
_LONGEST = 24
_LONGEST_MEASURE = 16  # characters between 分别 and the first number


@dataclass(frozen=True, slots=True)
class NumberList:
    """Numbers of a sentence by their place in it, and as many names; the first name may have words before it, the last
    words of measure behind it. `measure`: what stands between the names and the numbers."""

    numbers: tuple[int, ...]
    names: tuple[str, ...]
    measure: str


def number_lists(sentence: Sentence) -> Iterator[NumberList]:
    """The lists of a sentence from left to right. One without names (占比分别为 x、y) is of the names before it."""
    text, n = sentence.squeezed.text, 0
    names: Sequence[str] = ()
    while n < len(sentence.quantities):
        first, n = n, _end_of_run(sentence, n)
        numbers = tuple(range(first, n))
        said = text[sentence.span[0] : sentence.quantities[first].start] if first == 0 else sentence.lead(first)
        order = list(_IN_ORDER.finditer(said))
        after = said[order[-1].end() :] if order else ""
        if order and len(after) <= _LONGEST_MEASURE and not _CLAUSE.search(after):
            before = said[: order[-1].start()].rstrip("，")
            own = _names_in(before, len(numbers))
            if own:
                names = own
            if len(names) == len(numbers):
                yield NumberList(numbers, tuple(names), after if own else _CLAUSE.split(before)[-1] + after)
        elif behind := _BEHIND.match(text, sentence.quantities[n - 1].end):
            listed = _JOINS.split(behind["names"])
            if len(listed) == len(numbers):
                yield NumberList(numbers, tuple(listed), "")


def _end_of_run(sentence: Sentence, first: int) -> int:
    """Behind the last number that goes on the list which the `first` may begin: of one sort with it, or the whole list
    has as many names as numbers of any sort (预算数、支出数和执行率分别为 A、B 和 x%)."""
    quantities = sentence.quantities
    end = first + 1
    while end < len(quantities) and _NEXT.fullmatch(sentence.lead(end)):
        end += 1
    alike = first + 1
    while alike < end and _sort(quantities[alike]) == _sort(quantities[first]):
        alike += 1
    said = _IN_ORDER.split(sentence.lead(first))
    return end if alike < end and len(said) > 1 and _names_in("".join(said[:-1]), end - first) else alike


def _sort(quantity: Quantity) -> str:
    unit = quantity.unit
    return "rate" if unit is Unit.PERCENT else "money" if unit is not None and unit.is_money else str(unit)


def _names_in(before: str, count: int) -> list[str]:
    """The last words before a list that join as many names as it has numbers; none where they join more or fewer. A
    name may hold the word that joins names (商品和服务支出)."""
    for clause in reversed(_CLAUSE.split(before)) if count > 1 else ():
        parts = [p for p in _JOINS.split(clause) if p]
        if len(parts) > 1:
            apart = [p for p in clause.split("、") if p]
            last = [p for p in _LAST_JOIN.split(apart[-1], maxsplit=1) if p]
            ways = (parts, apart, [*apart[:-1], *last])
            return next((way for way in ways if len(way) == count), [])
    return []


def lines_named(listed: NumberList, lines: Sequence[TableLine]) -> tuple[list[TableLine], str] | None:
    """The lines of one table that the names of a list are of, one for each, and the words of its measure; None where a
    name is of none or of several. Names may be cut short (房屋、设备 of rows 房屋及构筑物 and 设备购置)."""
    shared = _shared_end(listed.names)
    cut = tuple(n.removesuffix(shared) for n in listed.names) if shared else ()
    for names, behind in ((listed.names, ""), (cut, shared)) if cut else ((listed.names, ""),):
        found, measure = _matched(names, lines)
        if len(found) == len(names) and len({id(x) for x in found}) == len(found):
            return found, measure + behind + listed.measure
    return None


def _shared_end(names: Sequence[str]) -> str:
    """What all names end in, where they are more than that (行政编制、事业编制)."""
    first = names[0]
    ends = (first[-n:] for n in range(len(first) - _LEAST_NAME, 1, -1))
    return next((e for e in ends if all(n.endswith(e) and len(n) >= len(e) + _LEAST_NAME for n in names)), "")


def _matched(names: Sequence[str], lines: Sequence[TableLine]) -> tuple[list[TableLine], str]:
    found: list[TableLine] = []
    measure = ""
    for n, name in enumerate(names):
        line, rest = _line_of(name_key(name)[:_LONGEST], lines, first=n == 0, last=n == len(names) - 1)
        if line is None:
            break
        found.append(line)
        measure = rest
    return found, measure


def _line_of(said: str, lines: Sequence[TableLine], *, first: bool, last: bool) -> tuple[TableLine | None, str]:
    """The line that a name is of, by all of its name before the beginning of it, and what words stand behind it."""
    starts = range(len(said)) if first else range(1)
    for whole in (True, False):
        for start in starts:
            for end in range(len(said), start + _LEAST_NAME - 1, -1) if last else (len(said),):
                piece = said[start:end]
                if len(piece) < (_LEAST_CUT if start else _LEAST_NAME):
                    continue
                alike = [x for x in lines if x.name == piece or (not whole and x.name.startswith(piece))]
                if len(alike) == 1:
                    return alike[0], said[end:]
                if alike:
                    return None, ""
    return None, ""


def is_listed(quantity: Quantity) -> bool:
    """Whether a number is stated exactly: an amount, a rate, or a count of people or things."""
    return is_stated(quantity) or is_count(quantity)
