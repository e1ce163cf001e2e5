"""What a row's printed name says of its place: numbering, 其中：, 小计, 合计."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.vocabulary.items import item_named
from pipeline.vocabulary.names import bare_item, folded, without_brackets

Role = Literal["line", "subtotal", "total", "of_which"]

_ZH = "一二三四五六七八九十百"
# Numbering of Chinese outlines, from the outside in: 一、 （一） 1. 1.1 1.1.1 （1） ①
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第?[{_ZH}]{{1,3}}[、.:,]")),
    (2, re.compile(rf"\([{_ZH}]{{1,3}}\)")),
    (4, re.compile(r"(\d{1,3}[.-]\d{1,2})(?![.\d-]|\d)[.、]?(?=\D)")),
    (5, re.compile(r"(\d{1,3}(?:[.-]\d{1,2}){2,})(?!\d)[.、]?(?=\D)")),
    (3, re.compile(r"\d{1,3}[、.)](?=(?:19|20)\d\d|\D)")),
    (6, re.compile(r"\(\d{1,3}\)")),
    (7, re.compile(r"[①-⑳]")),
)
_CIRCLED = re.compile("[①-⑳]")
_OF_WHICH = re.compile(r"(?:其中|包括|含)[:,]?(?=.)")
_ENDS_TOTAL = re.compile(r"(?:总计|合计)(?:\([^()]*\))?:?$")
_ENDS_SUBTOTAL = re.compile(r"小计(?:\([^()]*\))?:?$")


class LineMark(NamedTuple):
    """`rank` of the numbering (1 = 一、 … 7 = ①; 0 = none), `number` as printed, `role`, and the item's code."""

    rank: int
    number: str
    role: Role
    item_code: str


def line_mark(name: str) -> LineMark:
    """What the printed name of a row says of its place."""
    plain = "".join([c if "①" <= c <= "⑳" else folded(c) for c in name]) if _CIRCLED.search(name) else folded(name)
    of_which = _OF_WHICH.match(plain)
    if of_which and plain.startswith(("包括", "含")) and plain[of_which.end() - 1] not in ":,":
        of_which = None
    if of_which:
        plain = plain[of_which.end() :]
    rank, number = 0, ""
    for candidate, pattern in _MARKS:
        found = pattern.match(plain)
        if found and found.end() < len(plain):
            rank, number = candidate, found.group(0)
            break
    code = item_named(name)
    role: Role = "of_which" if of_which else "line"
    bare = folded(without_brackets(bare_item(plain)))
    if not of_which:
        if code == "subtotal" or _ENDS_SUBTOTAL.search(bare):
            role = "subtotal"
        elif rank == 0 and code in ("total", "income_total"):
            role = "total"
        elif rank == 0 and _ENDS_TOTAL.search(bare):
            role = "total" if len(bare) <= 2 or "总计" in bare else "subtotal"  # 人员经费合计 sums its own lines only
    return LineMark(rank, number, role, code)
