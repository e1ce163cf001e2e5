"""What sentences tell of income that is not the unit's: of another fund, or the total that an income is added up to.

本年收入合计 A is what the unit took in; 政府性基金预算收入 B and 加上转移性收入 C，收入合计 N are figures of other
accounts, which go by the same words. A share of a plan told right behind an income is that income's, no expenditure's.
"""

from __future__ import annotations

import re

from pipeline.normalize.narrative.reading.found import Found

_FUNDS = re.compile(r"一般公共预算|(?P<other>政府性基金|国有资本经营|社会保险基金|社保基金|财政专户)")
_ADDS = re.compile(r"(?:^|[，；。：(])(?:再|并|另|同时)?加(?:上|计)?(?![强大快深工以])")
_BEHIND_INCOME = re.compile(r"收入[^，。；：\d]{0,6}\d[\d,.]*(?:万|亿)?元[，、]?[^，。；\d]{0,12}$")


def of_other_income(figure: Found, text: str, heading: str) -> bool:
    """Whether a figure of `text` (a squeezed paragraph under `heading`) is of such an income or a rate of any."""
    begin, here = figure.sentence[0], figure.quantity.start
    if figure.metric in ("execution_rate", "original_execution_rate"):
        return bool(_BEHIND_INCOME.search(text[begin:here]))
    if figure.metric != "outturn" or figure.subject.code != "income_total":
        return False
    funds = [found["other"] for found in _FUNDS.finditer(f"{heading}。{text[:here]}")]
    return bool(funds and funds[-1]) or bool(_ADDS.search(text[begin:here]))
