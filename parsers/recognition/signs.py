"""Signs that a recogniser confuses because only their size, place or company tells them apart.

Works on the readings of one line together with the ink of each character: hyphen, dash and 一; dust read as a stop;
brackets of a pair; letters alike in both cases; the sign of a sum.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers.recognition.recogniser import Reading

Pair = tuple[Reading, "InkBox"]

FLAT = 0.28  # em: ink lower than this and wider than high is a stroke lying down
LONG_STROKE = 0.62  # em: a longer one is a dash or 一, a shorter one a hyphen
STROKES = "-－—–―一_~～=二^¯‐―−"
STOPS = ".。,，、'’‘·`:：;；"
BULLETS = "•∙・"
DUST_GAP, DUST_LIFT = 0.16, 0.14  # em from the neighbour's ink and off the line's foot at which a final stop is dust
ROUND, RING = "0oO", 0.45  # what a Chinese stop is read as, and em: higher than it is none of these
SMALL = 0.25  # em: the largest ink of a point
AMOUNT = re.compile(r"-?\d{1,3}(?:[,，]?\d{3})*\.\d{1,2}%?")
SAME_SHAPE = "CSUVWXZ"  # letters alike in both cases
MOST_DECIMALS = 2  # that reports print: .100 is 100 behind a speck
LOWER_CASE, UPPER_CASE = 0.84, 0.93  # height as a share of a capital's


class InkBox(NamedTuple):
    """Ink of one character in pixels, relative to the line's box."""

    x0: float
    x1: float
    top: float
    bottom: float


def settle(pairs: list[Pair], em: float, *, alone: bool, goes_on: bool = False) -> list[Pair]:
    """Readings with confused signs put right. `alone`: the line is all that stands in its cell; `goes_on`: its cell
    goes on with a digit below."""
    pairs = [(_stroke(r, b, em, [q for q, _ in pairs], alone), b) for r, b in pairs]
    if not goes_on:  # 12,345. above 67 is one figure
        pairs = _without_dust(_without_specks(pairs, em, alone), em)
    return _brackets(_sums(_letters(_rings(pairs, em))))


def _stroke(reading: Reading, box: InkBox, em: float, line: list[Reading], alone: bool) -> Reading:
    """A lone lying stroke: a hyphen when short; when long, a dash if it is all that stands in its cell."""
    wide, high = box.x1 - box.x0, box.bottom - box.top
    if len(line) != 1 or reading.text not in STROKES or high > FLAT * em or wide < high:
        return reading
    if wide < LONG_STROKE * em:
        return reading._replace(text="-")
    return reading._replace(text="—") if alone else reading


def is_dust(pairs: list[Pair]) -> bool:
    """Whether a line holds nothing but what dust is read as."""
    return all(r.text in STOPS or r.text in BULLETS for r, _ in pairs)


def _without_specks(pairs: list[Pair], em: float, alone: bool) -> list[Pair]:
    """Leave out small points where nobody types one: behind or between Chinese characters, before one, behind the
    decimals of a figure that has its point; and bullets and hyphens at the ends of a cell's only line (`alone`)."""
    text = ["", *(r.text for r, _ in pairs), ""]
    amount = bool(AMOUNT.fullmatch("".join(text).strip(".．")))

    def is_speck(n: int) -> bool:
        before, char, after = text[n - 1 : n + 2]
        _, box = pairs[n - 1]
        if char in ".．" and amount and not after:
            return True
        if char == "-" and alone and len(pairs) > 2:  # what is left of a ruling, a stroke of a pen
            return (before >= "\u4e00" and not after) or (not before and after >= "\u4e00")
        if max(box.x1 - box.x0, box.bottom - box.top) >= SMALL * em:
            return False
        if char in BULLETS + "·":
            return alone and not before and after >= "\u4e00"
        if char not in ".'`":
            return False
        behind_chinese = before >= "\u4e00" and (not after or after >= "\u4e00")
        return behind_chinese or (not before and after >= "\u4e00")

    kept = [pair for n, pair in enumerate(pairs, 1) if not is_speck(n)]
    return kept or pairs


def _without_dust(pairs: list[Pair], em: float) -> list[Pair]:
    """Leave out a stop that begins a figure, or that ends a line but stands too far off or too high to be one."""
    rest = [r.text for r, _ in pairs[1:]]
    figure = any(t.isdigit() for t in rest) and not any(t.isalpha() for t in rest)
    if len(pairs) > 1 and pairs[0][0].text in STOPS + BULLETS and figure and (rest[0].isdigit() or rest[0] in "-("):
        decimals = len(re.match(r"\d*", "".join(rest))[0])  # type: ignore[index]
        decimal = 0 < decimals <= MOST_DECIMALS and "." not in rest and pairs[0][0].text == "."
        pairs = pairs if decimal else pairs[1:]
    if len(pairs) > 1 and pairs[-1][0].text in ".·•`'" and pairs[-2][0].text >= "\u4e00":
        pairs = _without_last_speck(pairs, em)
    while len(pairs) > 1 and pairs[-1][0].text in STOPS and not any(r.text >= "\u2e80" for r, _ in pairs[:-1]):
        last, before = pairs[-1][1], pairs[-2][1]
        small = max(last.x1 - last.x0, last.bottom - last.top) < 0.25 * em
        if not small or (last.x0 - before.x1 < DUST_GAP * em and abs(last.bottom - before.bottom) < DUST_LIFT * em):
            break
        pairs = pairs[:-1]
    return pairs


def _without_last_speck(pairs: list[Pair], em: float) -> list[Pair]:
    """A line of Chinese without a final point that is off its foot or far from the last character."""
    last, before = pairs[-1][1], pairs[-2][1]
    small = max(last.x1 - last.x0, last.bottom - last.top) < 0.25 * em
    off = last.x0 - before.x1 >= DUST_GAP * em or abs(last.bottom - before.bottom) >= DUST_LIFT * em
    return pairs[:-1] if small and (off or pairs[-1][0].text in BULLETS) else pairs


def _rings(pairs: list[Pair], em: float) -> list[Pair]:
    """The small ring behind the last Chinese character of a line is its stop, whatever round sign it is read as."""
    if len(pairs) < 2 or pairs[-1][0].text not in ROUND or pairs[-2][0].text < "\u4e00":
        return pairs
    (last, box), before = pairs[-1], pairs[-2][1]
    low = box.top > (before.top + before.bottom) / 2 - DUST_LIFT * em
    return [*pairs[:-1], (last._replace(text="。"), box)] if low and box.bottom - box.top < RING * em else pairs


def _letters(pairs: list[Pair]) -> list[Pair]:
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


def _sums(pairs: list[Pair]) -> list[Pair]:
    """∑ before a Latin letter is typed as the Greek letter (they look the same), before anything else as the sign."""
    after = [*(r.text for r, _ in pairs[1:]), ""]
    return [
        (r._replace(text="Σ") if r.text == "∑" and a.isascii() and a.isalpha() else r, b)
        for (r, b), a in zip(pairs, after, strict=True)
    ]


def _brackets(pairs: list[Pair]) -> list[Pair]:
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
