"""Numbers written in Chinese: 七十四, 两, 一千零五, 百 of 百分之百."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}
NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_WHOLE = re.compile(rf"[{NUMERALS}]+")


def chinese_number(text: str) -> Decimal | None:
    """The value of a number written in Chinese numerals, with 点 for the decimal point; None for anything else."""
    whole, _, fraction = text.partition("点")
    value = _whole(whole)
    if value is None:
        return None
    if not fraction:
        return Decimal(value) if "点" not in text else None
    if not all(c in _DIGITS for c in fraction):
        return None
    return Decimal(f"{value}." + "".join(str(_DIGITS[c]) for c in fraction))


def _whole(text: str) -> int | None:
    if not text or not _WHOLE.fullmatch(text):
        return None
    if all(c in _DIGITS for c in text):  # 二〇二一
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _STEPS:
            section += (digit or (0 if section else 1)) * _STEPS[c]  # 十二, 百分之百
            digit = 0
        else:
            total += (section + digit) * _GROUPS[c]
            section = digit = 0
    return total + section + digit
