"""Printed text of one cell or phrase -> an exact number that remembers its decimals. Nothing here is ever a float."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from pipeline.normalize.chinese_numerals import chinese_number
from pipeline.vocabulary.names import UNIT_WORDS
from schemas.document import Cell
from schemas.figure import Figure, Unit
from schemas.trusted import trusted
from schemas.white_space import without_space

_DASHES = frozenset("-‐‑‒–—―－−ー─一/／\\")  # 一 stands in for a dash only where it is the whole cell
_ABSENT = frozenset({"", "无", "不适用", "N/A", "NA", "n/a", "不涉及", "暂无", "未提供", "空", "*", "**", "…", "--/--"})
_SIGNS = "-‐‑‒–—―－−"
_UNITS = UNIT_WORDS | {"个百分点": Unit.PERCENT, "家": Unit.ITEMS, "次": Unit.ITEMS}
_UNIT_PATTERN = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<sign>[+{re.escape(_SIGNS)}△▲])?(?P<open>\()?(?P<inner>[{re.escape(_SIGNS)}])?"
    r"(?P<digits>\d[\d,.'’ ]*|\.\d+)"
    rf"(?P<percent>%)?(?P<close>\))?(?P<unit>{_UNIT_PATTERN})?"
)
# The mark of a note at a number (30,261,280①, 1,024²); NFKC would make it one more digit.
_NOTE_MARK = re.compile(r"(?<=[\d%％])\s*[①-⑳⑴-⒇⁰¹²³⁴-⁹]\s*$|^\s*[①-⑳⑴-⒇⁰¹²³⁴-⁹]\s*(?=-?\d{2,}|-?\d,|-?\d\.)")
_OF_HUNDRED = re.compile(r"百分之([零〇一二两三四五六七八九十百点]+)")
_SPACE = re.compile(r"\s+")
# A space beside a separator, sign or unit is the typesetter's; one between digits may part two numbers.
_BESIDE_SEPARATOR = re.compile(r"\s*([,.%()])\s*")
_BESIDE_SIGN = re.compile(rf"(?<=[{re.escape(_SIGNS)}△▲+])\s|\s(?=[^\d\s])")
_APART = re.compile(r"['’ ]")
_POINTS_FOR_COMMAS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SEPARATOR = re.compile(r"[.,]")
_CHINESE_NUMBER = re.compile(rf"(.+?)({_UNIT_PATTERN})?")
_SPACED_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
# 增长2.21%, 下降0.5个百分点: a change with its sign in words. As an amount (减少2) it may be a remark.
_MOVED = re.compile(
    r"(?P<up>增长|增加|上升|提高|上涨|增|升)?(?:下降|减少|降低|下跌|减|降)?(?P<rate>\d[\d.]*(?:%|个百分点))"
)
_FIRST_OF_MOVED = frozenset("增上提下减降升")
_EXACT_UNITS = frozenset({Unit.POINTS, Unit.PERSONS, Unit.ITEMS})
MOST_DIGITS = 20  # of an amount; more are an account's number, or cells that ran together
DOUBTFUL = 0.5  # confidence of a reading that had to mend the print (36.681.11)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as printed: `unit` only where it is printed with it; `dash` for a dash that stands for zero."""

    value: Decimal
    decimals: int
    unit: Unit | None = None
    dash: bool = False
    confidence: float = 1.0


@lru_cache(maxsize=1 << 13)  # a cell is looked at for its column's meaning, its line and its checks
def read_number(text: str) -> PrintedNumber | None:
    """The number that `text` as a whole states; None where it is empty, a word, or more than a number.

    Full-width forms, thousands separators (also wrong ones), %, brackets or △ for negatives, units and Chinese
    numerals are understood. A dash alone is zero.
    """
    # A stop that hangs over the end of the cell before is printed where this one begins (。15).
    plain = unicodedata.normalize("NFKC", _NOTE_MARK.sub("", text)).strip().lstrip("。、；;")
    if without_space(plain) in _ABSENT:
        return None
    squeezed = without_space(text)
    if squeezed and all(c in _DASHES for c in squeezed):
        return PrintedNumber(value=Decimal(0), decimals=0, dash=True)
    if squeezed[:1] in _FIRST_OF_MOVED:
        return _moved(unicodedata.normalize("NFKC", squeezed))
    return _arabic(plain) or _chinese(without_space(plain))


def _moved(plain: str) -> PrintedNumber | None:
    found = _MOVED.fullmatch(plain)
    size = _arabic(found["rate"]) if found else None
    return size if found is None or size is None or found["up"] else replace(size, value=-size.value)


def _arabic(plain: str) -> PrintedNumber | None:
    text = plain
    if _SPACE.search(text):
        text = _BESIDE_SIGN.sub("", _BESIDE_SEPARATOR.sub(r"\1", _SPACE.sub(" ", text)))
    found = _NUMBER.fullmatch(text)
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    digits = found["digits"]
    if " " in digits and not _SPACED_THOUSANDS.fullmatch(digits):
        return None
    read = _digits(_APART.sub("", digits))
    if read is None:
        return None
    value, decimals, confidence = read
    if found["open"] and not found["inner"] and len(digits) < 2:
        return None  # (1) numbers a line; it is no negative amount
    if found["sign"] not in (None, "+") or found["inner"] or found["open"]:
        value = -value
    unit = Unit.PERCENT if found["percent"] else (_UNITS[found["unit"]] if found["unit"] else None)
    if found["percent"] and found["unit"]:
        return None
    return PrintedNumber(value=value, decimals=decimals, unit=unit, confidence=confidence)


def _digits(text: str) -> tuple[Decimal, int, float] | None:
    """Value, decimals and confidence of digits with commas and points."""
    confidence = 1.0
    text = text.rstrip(",")
    if text.endswith("."):
        text = text[:-1]
    head, point, tail = text.rpartition(".")
    if not point:
        head, tail = text, ""
    if "." in head:  # 36.681.11: points for commas
        if not _POINTS_FOR_COMMAS.fullmatch(head):
            return None
        confidence = DOUBTFUL
    if "," in tail:
        return None
    groups = _SEPARATOR.split(head)
    if not point and len(groups) > 1 and len(groups[-1]) in (1, 2) and all(len(g) == 3 for g in groups[1:-1]):
        head, tail, confidence = ",".join(groups[:-1]), groups[-1], DOUBTFUL  # 36,681,11: a comma for the point
    whole = _SEPARATOR.sub("", head)
    if not (whole + tail).isdigit() or len(whole + tail) > MOST_DIGITS:
        return None
    return Decimal(f"{whole or '0'}.{tail}" if tail else whole), len(tail), confidence


def _chinese(plain: str) -> PrintedNumber | None:
    of_hundred = _OF_HUNDRED.fullmatch(plain)
    if of_hundred:
        value = chinese_number(of_hundred[1])
        unit: Unit | None = Unit.PERCENT
    else:
        found = _CHINESE_NUMBER.fullmatch(plain)
        if not found or found[1] in "百千万亿" or (len(found[1]) == 1 and not found[2]):
            return None
        value, unit = chinese_number(found[1]), _UNITS[found[2]] if found[2] else None
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    return PrintedNumber(value=value, decimals=max(0, -exponent) if isinstance(exponent, int) else 0, unit=unit)


def figure_of_cell(cell: Cell, unit: Unit) -> Figure | None:
    """The figure that a cell states, in `unit` unless the cell prints its own.

    None where the cell states none, or prints a unit of another sort (a % in a column of money).
    Dashes, counts, points and a bare 0 are exact.
    """
    printed = read_number(cell.text)
    if printed is None or (cell.text[:1] in ".．" and cell.boxes[0].origin == "ocr"):
        return None  # of 5.00 the point may be the first that was seen in a scan
    return make_figure(printed, cell, unit)


def make_figure(printed: PrintedNumber, cell: Cell, unit: Unit, text: str = "") -> Figure | None:
    """A printed number of a cell as a figure in `unit` (see `figure_of_cell`)."""
    own = printed.unit
    if own is not None and own is not unit:
        if not (own.is_money and unit.is_money):
            return None
        unit = own
    exact = printed.dash or unit in _EXACT_UNITS or (printed.value == 0 and printed.decimals == 0)
    return trusted(
        Figure,
        value=printed.value,
        decimals=printed.decimals,
        unit=unit,
        text=text or cell.text.strip(),
        boxes=cell.content.boxes() or cell.boxes,
        exact=exact,
        confidence=min(printed.confidence, cell.content.confidence),
    )
