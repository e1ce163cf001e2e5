"""Rates that a text works out before the reader's eyes: 374.11÷2,134.80×100%=17.52%; (A-B)/B×100%=C%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked
from pipeline.normalize.narrative.reading.measures import measure_at
from pipeline.normalize.narrative.reading.sentences import sentences
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from schemas.figure import Unit

_N = r"\d[\d,]*(?:\.\d+)?"
_U = r"(?:[万亿]?元|[人名个项件宗次户家])?"
_QUOTIENT = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,14}}?)?(?:为|是)?[：=]?(?:\((?P<base>{_N}){_U}[-－](?P<less>{_N}){_U}\)|(?<![\d.\-])(?P<above>{_N}){_U})"
    rf"[÷/](?P<below>{_N}){_U}\)?(?:[×*]100%?)?=(?P<rate>-?{_N})%"
)
_UNITS = {"万元": Unit.WAN_YUAN, "亿元": Unit.YI_YUAN, "元": Unit.YUAN}


def written_quotients(text: str, paragraph: int) -> Iterator[Worked]:
    """Every such rate of a paragraph of squeezed text. The numbers need no units: they are all of one."""
    for found in _QUOTIENT.finditer(text) if "=" in text else ():
        names = ["base", "less", "below"] if found["base"] else ["above", "below"]
        if len({measure_at(text, found.end(n)).unit for n in names}) > 1 or not Decimal(_digits(found["below"])):
            continue
        numbers = [_term(text, found, n, paragraph) for n in names]
        formula = "(f1 - f2) / f3 * 100" if found["base"] else "f1 / f2 * 100"
        rate = _term(text, found, "rate", paragraph)
        yield Worked("rate", rate, (Reading(formula, tuple(numbers)),), True, found["name"] or "")


def _digits(printed: str) -> str:
    return printed.replace(",", "")


def _term(text: str, found: re.Match[str], group: str, paragraph: int) -> Term:
    """A number of the formula as a term of its own, told from those that the sentence is read in by its place."""
    start, end = found.span(group)
    digits, measure = _digits(found[group]), measure_at(text, end)
    unit = Unit.PERCENT if group == "rate" else _UNITS.get(text[end : end + measure.length])
    quantity = Quantity(start, end + measure.length, end, Decimal(digits), len(digits.partition(".")[2]), unit)
    sentence = next(n for n, (first, last) in enumerate(sentences(text)) if first <= start < last)
    return Term(paragraph, -1 - start, sentence, quantity, measure, quantity.end, text[found.start() : start], "", 0)
