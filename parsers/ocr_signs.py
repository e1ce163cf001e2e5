"""Signs that a recogniser confuses because only their size, place or company tells them apart.

Works on the readings of one line together with the ink of each character: hyphen, dash and 一; dust read as a stop; O
and 0, l and 1 within figures; a full stop and a decimal point.
"""

from __future__ import annotations

from typing import NamedTuple

from parsers.recogniser import Reading

FLAT = 0.28  # em: ink lower than this and wider than high is a stroke lying down
LONG_STROKE = 0.62  # em: a longer one is a dash or 一, a shorter one a hyphen
STROKES = "-－—–―一_~～=二^¯‐―−"
STOPS = ".。,，、'’‘·`:：;；"
DUST_GAP, DUST_LIFT = 0.16, 0.14  # em from the neighbour's ink and off the line's foot at which a final stop is dust
AS_DIGIT = {"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "|": "1", "丨": "1", "!": "1", "〇": "0",
            "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2", "之": "2"}  # fmt: skip
AS_SIGN = {"。": ".", "·": ".", "•": ".", "、": ",", "’": ",", "‘": ",", "'": ",", "；": ",", ";": ","}
FIGURE_SIGNS = ".,，．%％-－—+()（）"


SAME_SHAPE = "CSUVWXZ"  # letters alike in both cases
LOWER_CASE, UPPER_CASE = 0.84, 0.93  # height as a share of a capital's


class InkBox(NamedTuple):
    """Ink of one character in pixels, relative to the line's box."""

    x0: float
    x1: float
    top: float
    bottom: float


def settle(readings: list[Reading], ink: list[InkBox], em: float, *, alone: bool) -> list[tuple[Reading, InkBox]]:
    """Readings with confused signs put right. `alone`: the line is all that stands in its cell."""
    pairs = [(r, b) for r, b in zip(readings, ink, strict=True)]
    pairs = [(_stroke(r, b, em, [q for q, _ in pairs], alone), b) for r, b in pairs]
    pairs = _without_dust(pairs, em)
    return _figures(_brackets(_sums(_letters(pairs))))


def is_figure(text: str) -> bool:
    """Whether a line holds a figure and nothing else (apart from what a figure is misread as)."""
    digits = sum(c.isdigit() and c.isascii() for c in text)
    others = sum(c not in FIGURE_SIGNS and c not in AS_DIGIT and c not in AS_SIGN and not c.isdigit() for c in text)
    return digits > 0 and others == 0 and digits * 2 >= len(text)


def _stroke(reading: Reading, box: InkBox, em: float, line: list[Reading], alone: bool) -> Reading:
    """A lone lying stroke: a hyphen when short; when long, a dash if it is all that stands in its cell."""
    wide, high = box.x1 - box.x0, box.bottom - box.top
    if len(line) != 1 or reading.text not in STROKES or high > FLAT * em or wide < 2 * high:
        return reading
    if wide < LONG_STROKE * em:
        return reading._replace(text="-")
    return reading._replace(text="—") if alone else reading


def _without_dust(pairs: list[tuple[Reading, InkBox]], em: float) -> list[tuple[Reading, InkBox]]:
    """Leave out a stop at the end of a figure that stands too far off or too high to be one."""
    while len(pairs) > 1 and pairs[-1][0].text in STOPS and is_figure("".join(r.text for r, _ in pairs[:-1])):
        last, before = pairs[-1][1], pairs[-2][1]
        small = max(last.x1 - last.x0, last.bottom - last.top) < 0.25 * em
        if not small or (last.x0 - before.x1 < DUST_GAP * em and abs(last.bottom - before.bottom) < DUST_LIFT * em):
            break
        pairs = pairs[:-1]
    return pairs


def _letters(pairs: list[tuple[Reading, InkBox]]) -> list[tuple[Reading, InkBox]]:
    """Letters of one shape in both cases by their height beside figures and other capitals."""
    heights = [
        b.bottom - b.top
        for r, b in pairs
        if r.text.isascii() and (r.text.isdigit() or (r.text.isupper() and r.text not in SAME_SHAPE))
    ]
    if not heights:
        return pairs
    tall = sorted(heights)[len(heights) // 2]
    settled = []
    for reading, box in pairs:
        share = (box.bottom - box.top) / max(tall, 1.0)
        if reading.text in SAME_SHAPE and share < LOWER_CASE:
            reading = reading._replace(text=reading.text.lower())
        elif reading.text in SAME_SHAPE.lower() and share > UPPER_CASE:
            reading = reading._replace(text=reading.text.upper())
        settled.append((reading, box))
    return settled


def _sums(pairs: list[tuple[Reading, InkBox]]) -> list[tuple[Reading, InkBox]]:
    """∑ before a Latin letter is typed as the Greek letter (they look the same), before anything else as the sign."""
    after = [*(r.text for r, _ in pairs[1:]), ""]
    return [
        (r._replace(text="Σ") if r.text == "∑" and a.isascii() and a.isalpha() else r, b)
        for (r, b), a in zip(pairs, after, strict=True)
    ]


def _brackets(pairs: list[tuple[Reading, InkBox]]) -> list[tuple[Reading, InkBox]]:
    """Both brackets of a pair full-width where one of them was read so."""
    text = [r.text for r, _ in pairs]
    open_at: list[int] = []
    for index, char in enumerate(text):
        if char in "(（":
            open_at.append(index)
        elif char in ")）" and open_at:
            start = open_at.pop()
            if {text[start], char} in ({"(", "）"}, {"（", ")"}):
                text[start], text[index] = "（", "）"
    return [(r if r.text == t else r._replace(text=t), b) for (r, b), t in zip(pairs, text, strict=True)]


def _figures(pairs: list[tuple[Reading, InkBox]]) -> list[tuple[Reading, InkBox]]:
    """Letters and signs within a figure as the digits and signs that they must be."""
    text = "".join(r.text for r, _ in pairs)
    if not is_figure(text):
        return pairs
    points = [i for i, (r, _) in enumerate(pairs) if r.text in ".。·"]
    settled: list[tuple[Reading, InkBox]] = []
    for index, (reading, box) in enumerate(pairs):
        new = AS_DIGIT.get(reading.text)
        if new is None and 0 < index < len(pairs) - 1:
            new = AS_SIGN.get(reading.text)
            if index in points[:-1] and _three_digits(text, index):
                new = ","  # 19.346.35: one figure has one point
        settled.append((reading if new is None else reading._replace(text=new, confidence=reading.confidence / 2), box))
    return settled


def _three_digits(text: str, index: int) -> bool:
    after = text[index + 1 : index + 4]
    return len(after) == 3 and after.isdigit() and not text[index + 4 : index + 5].isdigit()
