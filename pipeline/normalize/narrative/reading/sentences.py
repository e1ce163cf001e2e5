"""Paragraph text made ready for reading: squeezed, quotations of rules and titles blanked out, cut into sentences.

Squeezing takes white space and quotation marks out, and folds full-width digits, letters, `％` and brackets to plain
ones; every character keeps its place in the printed text. Commas, semicolons and colons end up as `，；：` unless they
stand inside a number, so that `,` in squeezed text is always a thousands separator.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

BLANK = "※"  # stands for a character of a title or a quoted rule: nothing to be read as a statement

_QUOTES = frozenset("“”\"'‘’「」『』")
# 支出 8.5 亿元.其中 …; 主要是结转.5.政府债务: some typesetters' full stop is a point
_FULL_STOP = re.compile(r"[。！？!?]|(?<=[\u4e00-\u9fff%)])\.(?=[\u4e00-\u9fff(]|\d{1,2}\.(?!\d)|$)")
_PUNCTUATION = {",": "，", ";": "；", ":": "：", "﹐": "，", "﹔": "；", "﹕": "：", "﹪": "%"}
_TITLES = re.compile(r"《[^《》]*》|[〔﹝][^〕﹞]{0,8}[〕﹞]\s*\d*\s*号?|\[\d{4}\]\s*\d*\s*号|https?[:：][\w:：/.\-]+")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」")
_RULE_WORDS = re.compile(
    r"每超|每少|每低|每高|每增|每减|每有|扣完为止|超出一个|发现一|[的，]\s*(?:得|扣)\s*\d|[≥≤＞＜].*(?:得|扣)"
)
# 营业收入 2.96 20.90 23.81: no number has two points, so that the white between keeps them apart.
_APART = re.compile(r"(?<=\d)\s+(?=\d[\d,]*\.\d)")
_JOINT = re.compile(r"收、支(?=[总合]计)")  # 收、支总计: one name, no list of two
_POINT_BEFORE = re.compile(r"\.\d+$")
_LONGEST = 8  # a point and the digits behind it
_COMMA = re.compile(r"[,，﹐︐]\s*[^\u4e00-\u9fff\s]")  # one that may stand in a number
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:[,，﹐]\d{3})+(?![\d])(?=\.\d|[^\d])")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Text without white space and quotes; character i stands at `source[i]` of the printed text."""

    text: str
    source: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of printed text under `text[start:end]` (not empty), as a half-open range."""
        return self.source[start], self.source[end - 1] + 1


@lru_cache(maxsize=1024)  # facts, claims and named rates read the same paragraphs one after the other
def squeeze(text: str) -> Squeezed:
    """`text` squeezed, titles (《…》), document numbers (〔2018〕34号) and quoted scoring rules blanked out.

    White space between two numbers stays, as a blank, where they can be no one number."""
    signs = [_SIGNS[char] for char in text]
    for place in _thousands_separators(text):
        signs[place] = ","
    quoted = [found for found in _QUOTED.finditer(text) if _RULE_WORDS.search(found.group())]
    for found in (*_TITLES.finditer(text), *quoted):
        for place in range(*found.span()):
            if not text[place].isspace():
                signs[place] = BLANK
    for place in _between_points(text):
        signs[place] = BLANK
    for found in _JOINT.finditer(text):
        signs[found.start() + 1] = ""
    return Squeezed("".join(signs), tuple([place for place, sign in enumerate(signs) if sign]))


def _between_points(text: str) -> set[int]:
    """One place of each stretch of white space that parts two numbers with points."""
    spaces = [found.start() for found in _APART.finditer(text)] if "." in text else []
    return {place for place in spaces if _POINT_BEFORE.search(text[max(0, place - _LONGEST) : place])}


def _thousands_separators(text: str) -> set[int]:
    """Places of commas inside numbers, with white space (a line break) beside them allowed."""
    if not _COMMA.search(text):
        return set()
    kept = [(i, _plain(c)) for i, c in enumerate(text) if not c.isspace()]
    flat = "".join(c if len(c) == 1 else "?" for _, c in kept)
    found: set[int] = set()
    for match in _THOUSANDS.finditer(flat):
        commas = [k for k in range(*match.span()) if flat[k] == ","]
        full_width = any(text[kept[k][0]] != "," for k in commas)
        # 4，881.22 is one number; 12，345 is more likely two
        if not full_width or flat[match.end() : match.end() + 1] == ".":
            found.update(kept[k][0] for k in commas)
    return found


@lru_cache(maxsize=1 << 14)
def _plain(char: str) -> str:
    return unicodedata.normalize("NFKC", char)


class _Signs(dict[str, str]):
    """What a printed character becomes, worked out once for each; nothing for white space and quotes."""

    def __missing__(self, char: str) -> str:
        self[char] = sign = "" if char.isspace() or char in _QUOTES else _folded(char)
        return sign


_SIGNS = _Signs()


def _folded(char: str) -> str:
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if char in "，；：。、！？" or "①" <= char <= "⑳":
        return char  # ①政府采购 2 项: no number stands before the name
    if char in "‐‑‒–—―－−":
        return "-"
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 and folded not in ",;:" else char


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of the sentences of squeezed text; the closing full stop belongs to its sentence."""
    ends = [stop.end() for stop in _FULL_STOP.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return tuple(zip([0, *ends], ends, strict=False)) if text else ()
