"""What else a figure in doubt may be: further readings of the same print, for arithmetic to choose from.

Nothing here knows what a sum needs. Every one is what the recogniser makes of the print: of its ink made bolder, of its
ink alone without greys, of the line without a mark at its end that no figure has; or the character that came second
where the first one won by little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import cv2
import numpy as np

from parsers.pictures.picture import Grey
from parsers.pictures.print_lines import TextLine
from parsers.recognition.figures import FIGURE, MOST_DECIMALS
from parsers.recognition.signs import Pair

RIVAL, WON_BY = 0.08, 0.9  # score of the second character, and the most of the first, for either to be what is printed
MOST_MARKS = 2  # characters at either end of a line that are no part of its figure
LEAST_DIGITS = 3  # of a figure that is told apart from what stands beside it
MOST = 5  # readings of one figure
WHOLE = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?%?")
PLAIN = str.maketrans("，％－—", ",%--")
BOLDER = np.ones((2, 2), np.uint8)


def as_figures(texts: list[str], taken: str) -> tuple[str, ...]:
    """Those of the texts that are figures of usual decimals, each once, without the one that was taken."""
    texts = [text.translate(PLAIN) for text in texts]
    sound = [text for text in texts if text != taken and FIGURE.fullmatch(text) and _decimals(text) <= MOST_DECIMALS]
    return tuple(dict.fromkeys(sound))[:MOST]


def rivals(pairs: list[Pair]) -> Iterator[str]:
    """The line with one digit or sign as the character that came second there."""
    for index, (reading, _) in enumerate(pairs):
        if reading.rival_score >= RIVAL and reading.confidence <= WON_BY:
            yield "".join(r.rival if n == index else r.text for n, (r, _) in enumerate(pairs))


def without_marks(pairs: list[Pair]) -> tuple[int, int] | None:
    """(first, end) of the characters that make a figure by themselves, where one or two at the ends of the line make
    it none."""
    text = "".join(r.text for r, _ in pairs)
    if len(text) != len(pairs) or (FIGURE.fullmatch(text) and _decimals(text) <= MOST_DECIMALS):
        return None
    cuts = [(a, len(text) - b) for a in range(MOST_MARKS + 1) for b in range(MOST_MARKS + 1) if a + b]
    for first, end in sorted(cuts, key=lambda cut: cut[0] - cut[1]):
        kept = text[first:end].lstrip("-－—")
        if sum(c.isdigit() for c in kept) >= LEAST_DIGITS and WHOLE.fullmatch(kept):
            return first, end
    return None


def cut_to(line: TextLine, pairs: list[Pair], first: int, end: int) -> TextLine:
    """The part of a line that some of its characters stand on."""
    left = line.x0 + (round((pairs[first - 1][1].x1 + pairs[first][1].x0) / 2) if first else 0)
    right = line.x0 + round((pairs[end - 1][1].x1 + pairs[end][1].x0) / 2) if end < len(pairs) else line.x1
    return line._replace(x0=left, x1=max(left + 1, right))


def redrawn(grey: Grey, line: TextLine) -> Iterator[tuple[Grey, TextLine]]:
    """The picture of a line by itself, drawn bolder and without greys, with the line as it lies in that picture."""
    reach = round(line.em / 2)
    top, left = max(0, line.top - reach), max(0, line.x0 - reach)
    part = np.ascontiguousarray(grey[top : line.bottom + reach, left : line.x1 + reach])
    moved = line._replace(x0=line.x0 - left, x1=line.x1 - left, top=line.top - top, bottom=line.bottom - top)
    for draw in (_bolder, _two_tone):
        yield draw(part), moved


def _bolder(grey: Grey) -> Grey:
    return np.asarray(cv2.erode(grey, BOLDER), dtype=np.uint8)


def _two_tone(grey: Grey) -> Grey:
    _, drawn = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(drawn, dtype=np.uint8)


def _decimals(text: str) -> int:
    return sum(c.isdigit() for c in text[text.rfind(".") :]) if "." in text else 0
