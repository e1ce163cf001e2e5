"""Figures as a recogniser reads them: what cannot stand in one put right, what the ink shows put in, the rest doubted.

A line holds a figure when it has digits and nothing but what belongs to figures or is mistaken for it.
"""

from __future__ import annotations

import re

from parsers.recognition.recogniser import Reading
from parsers.recognition.signs import InkBox, Pair

FIGURE = re.compile(r"[-－—+]?(\d{1,3}([,，]\d{3})+|\d+)(\.\d+)?[%％]?|[(（](\d{1,3}(,\d{3})+|\d+)(\.\d+)?[)）]")
END_OF_SENTENCE = "。；，、"  # may follow a figure that stands on a line of its own
SIGNS = ".,，．%％-－—+()（）"
AS_DIGIT = {"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "|": "1", "丨": "1", "〇": "0",
            "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2"}  # fmt: skip
AS_SIGN = {"。": ".", "·": ".", "•": ".", "、": ",", "’": ",", "‘": ",", "'": ",", "；": ",", ";": ",", "`": ","}
SHORTEST = 4  # characters of a figure in which a letter is taken for a digit; B1 may be a label
SURE = 0.995  # confidence of the weakest character from which a figure is not in doubt (`findings.readings.misread`)
STRAYS, MOST_STRAYS = "一二八丨丶丿;；:：!！|_~", 2  # what strokes are read as that no figure holds, and how many
TICKS, TICK_SURE = "√✓✔∨", 0.8  # what a reader puts beside a figure by hand, and from when no digit can hide in it
TICK_ENDS = "/丿"  # the long stroke of a tick that reaches into the next cell
FOUND_IN_INK = 0.5  # confidence of a sign that only the ink shows
LIKELY = 0.1  # score of % behind a 9 from which 96 is a % …
POSSIBLE, MOST_DECIMALS = 0.002, 2  # … or this with more decimals than reports print
COLON = re.compile(r"(?:[-－]\d+|\d{3,}|\d{1,3}(?:[,，]\d{3})+)([:：])\d{2}[%％]?")  # no time and no proportion
LAST_COMMA = re.compile(r"[-－]?\d{1,3}(?:[,，]\d{3})*([,，])\d{2}[%％]?")
SMALL, FOOT = 0.27, 0.12  # em: size of a point or comma, and how far from the digits' foot it may end


def text_of(pairs: list[Pair]) -> str:
    """What pieces that were read one by one spell together."""
    return "".join(r.text for r, _ in pairs)


def is_figure(text: str) -> bool:
    """Whether a line holds a figure and nothing else, apart from what a figure is misread as."""
    digits = sum(c.isdigit() and c.isascii() for c in text)
    odd = sum(c not in SIGNS and not (c.isdigit() and c.isascii()) for c in text)
    known = all(c in SIGNS or c in AS_DIGIT or c in AS_SIGN or (c.isdigit() and c.isascii()) for c in text)
    return digits > 0 and known and (odd == 0 or (len(text) >= SHORTEST and odd * 2 <= digits))


def in_doubt(pairs: list[Pair], before: str = "", after: str = "") -> bool:
    """Whether a figure should be read again: a weak character, not of a figure's form, or of too many decimals.

    `before` and `after` are the lines above and below in its cell: 12,345. and 67 are one figure.
    """
    text = text_of(pairs)
    weakest = min((r.confidence for r, _ in pairs), default=0.0)
    return weakest < SURE or not has_form(text, before, after) or _decimals(text) > MOST_DECIMALS


def has_form(text: str, before: str = "", after: str = "") -> bool:
    """Whether a line is of a figure's form, alone or together with the lines above and below it in its cell; the last
    line of a paragraph may hold a figure and its stop."""
    text = text[:-1] if text[-1:] in END_OF_SENTENCE and text[-2:-1] != text[-1:] else text
    return any(FIGURE.fullmatch(t) for t in (text, text + after, before + text, before + text + after))


def settle_figure(pairs: list[Pair], runs: list[list[InkBox]], em: float) -> list[Pair]:
    """A line that holds a figure with its signs and digits put right; any other line as it is.

    `runs` holds for each character the separate pieces of ink, left to right, within its bounds.
    """
    pairs = _point_of(COLON, pairs)
    if not is_figure(text_of(pairs)):
        return pairs
    pairs = _point_of(LAST_COMMA, pairs)
    return _one_point(_percent(_lookalikes(_with_stray_ink(pairs, runs, em))))


def without_strokes(pairs: list[Pair]) -> list[Pair]:
    """All that a cell holds, without what no figure has before or behind it or beside its signs: strokes of a seal or
    of a ruling that are read as a sign or as 二, 八. What is left is in doubt, as such a stroke may hide a digit."""
    text = f" {text_of(pairs)} "
    if len(text) != len(pairs) + 2:
        return pairs
    odd = [_is_stray(text[n : n + 3]) for n in range(len(pairs))]
    kept = [pair for pair, stray in zip(pairs, odd, strict=True) if not stray]
    if not any(odd) or sum(odd) > MOST_STRAYS or not FIGURE.fullmatch(text_of(kept)):
        return pairs
    return [(r._replace(confidence=min(r.confidence, FOUND_IN_INK)), b) for r, b in kept]


def _is_stray(three: str) -> bool:
    """Whether the middle one of three characters is a stroke: 一 before a figure may be its minus, a dash or a colon
    between digits parts two numbers."""
    before, char, after = tuple(three)
    if char not in STRAYS or (char == "一" and before == " "):
        return False
    return " " in (before, after) or before in ",." or after in ",."


def without_ticks(pairs: list[Pair]) -> list[Pair]:
    """A line of figures without the ticks that stand beside them, any other line as it is. Nothing printed says that a
    figure was looked at; a tick for an answer stands alone."""
    text = text_of(pairs)
    if len(text) != len(pairs) or not any(c in TICKS or c in TICK_ENDS for c in text):
        return pairs
    gone = [c in TICKS or (c in TICK_ENDS and n in (0, len(text) - 1)) for n, c in enumerate(text)]
    for n in range(1, len(text)):
        gone[n] |= gone[n - 1] and text[n] in ".·" and not any(c.isdigit() for c in text[:n])
    figures = "".join(" " if odd else c for c, odd in zip(text, gone, strict=True)).split()
    if not any(gone) or not figures or not all(FIGURE.fullmatch(figure) for figure in figures):
        return pairs
    sure = all(p[0].text in TICKS and p[0].confidence >= TICK_SURE for p, odd in zip(pairs, gone, strict=True) if odd)
    most = 1.0 if sure else FOUND_IN_INK
    kept = [pair for pair, odd in zip(pairs, gone, strict=True) if not odd]
    return [(r._replace(confidence=min(r.confidence, most)), box) for r, box in kept]


def _with_stray_ink(pairs: list[Pair], runs: list[list[InkBox]], em: float) -> list[Pair]:
    """Points, commas and a minus sign that stand in the ink beside a digit but were not read."""
    found: list[Pair] = []
    for index, ((reading, box), pieces) in enumerate(zip(pairs, runs, strict=True)):
        if not reading.text.isdigit() or len(pieces) != 2:
            found.append((reading, box))
            continue
        left, right = pieces
        if _is_point(right, left, em) and index + 1 < len(pairs) and pairs[index + 1][0].text.isdigit():
            sign = "," if right.bottom > left.bottom + FOOT * em / 2 else "."
            found += [(reading, left), (Reading(sign, reading.at, FOUND_IN_INK), right)]
        elif index == 0 and _is_minus(left, right, em):
            found += [(Reading("-", reading.at, FOUND_IN_INK), left), (reading, right)]
        else:
            found.append((reading, box))
    return found


def _point_of(form: re.Pattern[str], pairs: list[Pair]) -> list[Pair]:
    """The sign that `form` names as a point, read in doubt: a speck beside a point makes another sign of it, before
    two digits that no group of thousands ends with."""
    found = form.fullmatch(text_of(pairs))
    if not found or len(pairs) != len(found[0]):
        return pairs
    at = found.start(1)
    reading, box = pairs[at]
    point = reading._replace(text=".", confidence=min(reading.confidence, FOUND_IN_INK))
    return [*pairs[:at], (point, box), *pairs[at + 1 :]]


def _is_point(box: InkBox, digit: InkBox, em: float) -> bool:
    small = max(box.x1 - box.x0, box.bottom - box.top) <= SMALL * em and min(box.x1 - box.x0, box.bottom - box.top) >= 2
    return small and abs(box.bottom - digit.bottom) <= FOOT * em and box.top > (digit.top + digit.bottom) / 2


def _is_minus(box: InkBox, digit: InkBox, em: float) -> bool:
    wide, high = box.x1 - box.x0, box.bottom - box.top
    middle = (box.top + box.bottom) / 2
    third = (digit.bottom - digit.top) / 3
    return wide >= 2 * high and wide >= 0.15 * em and digit.top + third * 0.8 < middle < digit.bottom - third * 0.4


def _lookalikes(pairs: list[Pair]) -> list[Pair]:
    """Letters and other signs within a figure as the digits and signs that they must be."""
    settled: list[Pair] = []
    tall = sorted(b.bottom - b.top for r, b in pairs if r.text.isdigit())
    foot = sorted(b.bottom for r, b in pairs if r.text.isdigit())
    for index, (reading, box) in enumerate(pairs):
        new = AS_DIGIT.get(reading.text)
        if AS_DIGIT.get(reading.rival) == reading.text:  # a 0 that may be an O is a 0
            reading = reading._replace(confidence=reading.confidence + reading.rival_score)
        if new is None and 0 < index < len(pairs) - 1:
            new = AS_SIGN.get(reading.text)
        if new is None and index == 0 and reading.text in ".,·。、" and len(pairs) > 1 and tall:
            rise = foot[len(foot) // 2] - box.bottom
            new = "-" if rise > 0.2 * tall[len(tall) // 2] and box.x1 - box.x0 > box.bottom - box.top else None
        settled.append((reading if new is None else reading._replace(text=new, confidence=reading.confidence / 2), box))
    return settled


def _percent(pairs: list[Pair]) -> list[Pair]:
    """A per cent sign whose second ring was read as a 6, both rings as 96, or all of it as one digit too many."""
    text = text_of(pairs)
    while len(pairs) > 2 and pairs[-2][0].text in "%％" and pairs[-1][0].text.isdigit():
        pairs = [*pairs[:-2], _joined(pairs[-2], pairs[-1], pairs[-2][0])]
    if len(pairs) > 2 and text.endswith("96"):
        nine = pairs[-2][0]
        rival = nine.rival_score if nine.rival in ("%", "％") else 0.0
        if rival >= LIKELY or (rival >= POSSIBLE and _decimals(text) > MOST_DECIMALS):
            sign = nine._replace(text="%", confidence=max(rival, FOUND_IN_INK))
            return [*pairs[:-2], _joined(pairs[-2], pairs[-1], sign)]
    last, box = pairs[-1]
    if (
        last.rival in ("%", "％")
        and last.rival_score >= LIKELY
        and last.text.isdigit()
        and _decimals(text) > MOST_DECIMALS
    ):
        pairs = [*pairs[:-1], (last._replace(text="%", confidence=max(last.rival_score, FOUND_IN_INK)), box)]
    return pairs


def _decimals(text: str) -> int:
    return sum(c.isdigit() for c in text[text.rfind(".") :]) if "." in text else 0


def _joined(left: Pair, right: Pair, reading: Reading) -> Pair:
    a, b = left[1], right[1]
    return reading, InkBox(a.x0, b.x1, min(a.top, b.top), max(a.bottom, b.bottom))


def _one_point(pairs: list[Pair]) -> list[Pair]:
    """19.346.35: one figure has one point; earlier ones before three digits are commas."""
    text = text_of(pairs)
    points = [i for i, c in enumerate(text) if c == "."]
    commas = {i for i in points[:-1] if re.match(r"\.\d{3}(?!\d)", text[i:])}
    return [(r._replace(text=",") if i in commas else r, b) for i, (r, b) in enumerate(pairs)]
