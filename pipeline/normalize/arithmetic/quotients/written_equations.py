"""Equations that a text writes out in numbers: 374.11÷2,134.80×100%=17.52%; (本年A万元-上年B万元)/上年B万元×100%=C%;
得分=10×99.20%=9.92分; 部门预算A万元=人员经费B万元+公用经费C万元.

Each side of an `=` is read by itself: numbers with their units, the four signs and brackets; names beside a number or a
bracket say what it is and are passed over. A name that stands for a number leaves nothing to work out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked
from pipeline.normalize.narrative.reading.measures import MONEY, PERCENT, Measure, measure_at
from pipeline.normalize.narrative.reading.sentences import sentences
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.vocabulary.names import MONEY_WORDS
from schemas.figure import Unit

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SIGNS = {"+": "+", "-": "-", "×": "*", "*": "*", "÷": "/", "/": "/"}
_OPEN, _CLOSE = "([{【", ")]}】"
_BEFORE = re.compile(r"[^，；：。=※]*$")  # the side of an equation, up to its sign
_RESULT = re.compile(rf"=(?:约)?(?P<result>-?{_NUMBER.pattern})")
# What is put together behind its own number: its unit and a bracket may stand between that and the sign.
_RESULT_FIRST = re.compile(rf"(?<![-+×*÷/\d.,])(?P<result>{_NUMBER.pattern})[%％\u4e00-\u9fff]{{0,3}}(?:\([^()]*\))?=")
_BEHIND = re.compile(r"[^，；：。=※]*")
_NAME = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,16})(?:为|是)?(?:[：=]|(?=[(\[\d]))")
_HUNDRED = re.compile(r"100%?")
_WHOLE = "100%"
LONGEST = 120  # characters of one side
LONGEST_NAME = 16


def written_equations(text: str, paragraph: int) -> Iterator[Worked]:
    """Every such equation of a paragraph of squeezed text whose sides measure the same."""
    for found in _RESULT.finditer(text) if "=" in text else ():
        begin = max(0, found.start() - LONGEST)
        before = _BEFORE.search(text[begin : found.start()])
        assert before is not None  # it matches nothing as well
        start = begin + before.start()
        result = _term(text, *found.span("result"), paragraph)
        reading = _read(text, start + _unmatched(before.group()), found.start(), result)
        if reading is not None:
            yield Worked("rate", result, (reading,), True, _name_before(text, start))
    for found in _RESULT_FIRST.finditer(text) if "=" in text else ():
        side = _BEHIND.match(text, found.end())
        assert side is not None  # it matches nothing as well
        result = _term(text, *found.span("result"), paragraph)
        reading = _read(text, found.end(), side.end(), result)
        if reading is not None:
            name = re.split(r"[，；：。、]", text[: found.start()])[-1]
            yield Worked("rate", result, (reading,), True, name[-LONGEST_NAME:])


def _read(text: str, start: int, end: int, result: Term) -> Reading | None:
    """The side `text[start:end]` as what gives `result`; None where it is no calculation or gives something else."""
    side = _Side(text, start, end, result)
    value = side.read()
    if value is None or not side.terms or not side.signs or not _measures(value.unit, result):
        return None
    formula = f"{value.factor()} * 100" if result.is_percent else value.text
    return Reading(formula, tuple(side.terms))


def _name_before(text: str, start: int) -> str:
    """What an equation calls its result: 预算执行率= before the numbers, or 变动率 right at them."""
    clause = re.split(r"[，；：。]", text[:start])[-1]
    named = _NAME.match(text, start - len(clause))
    return named["name"] if named is not None else ""


def _unmatched(side: str) -> int:
    """Where a side begins that stands in a bracket opened before it: (即300/350."""
    begin = depth = 0
    for at in range(len(side) - 1, -1, -1):
        depth += (side[at] in _CLOSE) - (side[at] in _OPEN)
        if depth < 0:
            begin = at + 1
            break
    return begin


def _measures(unit: str, result: Term) -> bool:
    """Whether what a side gives can be its result: a quotient is a percentage or points, a sum has its parts' unit."""
    return unit == ("" if result.is_percent else result.unit) or (not unit and result.unit == "分")


@dataclass(frozen=True, slots=True)
class _Value:
    """`text`: a formula over f1, f2 … of `unit`; `tight`: whether it stands without brackets as a factor."""

    text: str
    unit: str
    tight: bool = True

    def factor(self) -> str:
        return self.text if self.tight else f"({self.text})"


@dataclass(slots=True)
class _Side:
    """Recursive descent over `text[at:end]`, which gives `result`; `terms` are the numbers met that may be rounded."""

    text: str
    at: int
    end: int
    result: Term
    terms: list[Term] = field(default_factory=list)
    signs: int = 0

    @property
    def percent(self) -> bool:
        return self.result.is_percent

    @property
    def points(self) -> bool:
        return self.result.unit == "分"

    def read(self) -> _Value | None:
        try:
            value = self._sum()
        except ValueError:
            return None
        return value if self.at == self.end else None

    def _sign(self, signs: str) -> str:
        """The sign at hand if it is one of `signs`, taken, else ''."""
        sign = self.text[self.at : min(self.at + 1, self.end)]
        if not sign or sign not in signs:
            return ""
        self.at += 1
        self.signs += 1
        return _SIGNS[sign]

    def _sum(self) -> _Value:
        value = self._product()
        while sign := self._sign("+-"):
            other = self._product()
            if other.unit != value.unit:
                raise ValueError("a sum of two measures")
            right = other.factor() if sign == "-" else other.text
            value = _Value(f"{value.text} {sign} {right}", value.unit, tight=False)
        return value

    def _product(self) -> _Value:
        value = self._operand()
        while sign := self._sign("×*÷/"):
            begin = self.at
            other = self._operand()
            if sign == "*" and self.percent and _HUNDRED.fullmatch(self.text[begin : self.at]):
                continue  # ×100%: in percent, as the result says
            if other.unit and (other.unit != value.unit if sign == "/" else value.unit):
                raise ValueError("a quotient or product of two measures")
            unit = "" if sign == "/" and other.unit else value.unit or other.unit
            right = other.factor() if re.fullmatch(r"\w+", other.text) or not other.tight else f"({other.text})"
            value = _Value(f"{value.factor()} {sign} {right}", unit)
        return value

    def _operand(self) -> _Value:
        self._pass_names()
        char = self.text[self.at : min(self.at + 1, self.end)]
        if char and char in _OPEN:
            self.at += 1
            value = self._sum()
            if self.text[self.at : self.at + 1] != _CLOSE[_OPEN.index(char)]:
                raise ValueError("a bracket is not closed")
            self.at += 1
        else:
            value = self._number()
        self._pass_names()
        return value

    def _pass_names(self) -> None:
        while self.at < self.end and ("\u4e00" <= self.text[self.at] <= "\u9fff"):
            self.at += 1

    def _number(self) -> _Value:
        found = _NUMBER.match(self.text, self.at, self.end)
        if found is None:
            raise ValueError("a number expected")
        term = _term(self.text, *found.span(), self.result.paragraph)
        self.at = min(term.end, self.end)
        whole, _, part = found.group().replace(",", "").partition(".")
        if self.text.startswith(_WHOLE, found.start()):
            return _Value("1", "")
        if part and term.unit in ("", "分") and self.points:  # 0.5 分 each: what a rule sets is not rounded
            return _Value(f"{int(whole + part)} / {10 ** len(part)}", term.unit)
        if not term.size:
            raise ValueError("nothing is not divided by")
        self.terms.append(term)
        name = f"f{len(self.terms)}"
        return _Value(f"{name} / 100", "") if term.is_percent else _Value(name, term.unit)


def _term(text: str, start: int, end: int, paragraph: int) -> Term:
    """A number as a term of its own, told from those that the sentence is read in by its place."""
    digits, measure = text[start:end].replace(",", ""), measure_at(text, end)
    if measure.unit not in (PERCENT, MONEY, "分") and not measure.counts:
        measure = Measure("", 1, 0)
    stop = end + measure.length
    unit = Unit.PERCENT if measure.unit == PERCENT else MONEY_WORDS.get(text[end:stop])
    quantity = Quantity(start, stop, end, Decimal(digits), len(digits.partition(".")[2]), unit)
    sentence = next(n for n, (first, last) in enumerate(sentences(text)) if first <= start < last)
    return Term(paragraph, -1 - start, sentence, quantity, measure, stop, "", "", 0)
