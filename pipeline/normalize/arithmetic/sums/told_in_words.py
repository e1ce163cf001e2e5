"""Members of a list that are told in words among figures: 共 45 个（完成 38 个，推进中四个，未启动 3 个）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked
from pipeline.normalize.chinese_numerals import chinese_number
from pipeline.vocabulary.formulas import evaluate_formula

_NUMERAL = re.compile(
    r"(?<![第其每各某前后同近十百千万零一二两三四五六七八九])"
    r"(?P<n>[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
)


def has_members_in_words(worked: Worked, terms: Sequence[Term]) -> bool:
    """Whether a sum comes out with members of its sentence that are told in words, of which it knows nothing."""
    unit = worked.result.measure.unit
    if worked.kind not in ("sum", "rest") or not worked.result.measure.counts or not unit:
        return False
    here = [t for t in terms if t.sentence == worked.result.sentence]
    said = "，".join([*(t.lead for t in here), here[-1].tail])
    words = [chinese_number(m["n"]) for m in _NUMERAL.finditer(said) if said.startswith(unit, m.end())]
    missing = sum((Decimal(w) for w in words if w), Decimal(0))
    missing += sum((t.size for t in here if t.quantity.words and t.unit == worked.result.unit), Decimal(0))
    sign = -1 if worked.kind == "rest" else 1
    return bool(missing) and any(_lacks(worked.result, r, sign * missing) for r in worked.readings)


def _lacks(result: Term, reading: Reading, missing: Decimal) -> bool:
    values = {f"f{n}": t.interval for n, t in enumerate(reading.terms, 1)}
    given = evaluate_formula(reading.formula, values)
    return given.low + missing == result.size == given.high + missing
