"""A recognised line -> glyphs with boxes: characters set between the gaps of the ink that they were read from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from parsers.content import Glyph
from parsers.picture import Grey
from parsers.picture_lines import TextLine
from parsers.recogniser import Reading

HAN_INK = 0.9  # of an em: height of the ink of most Chinese characters
FIGURE_INK = 0.7  # of an em: height of figures and capitals
SLACK = 0.35  # share of the distance of two characters within which the gap between them is looked for


@dataclass(slots=True)
class LineReading:
    """The characters of a line; `middles` are their centres in pixels of the page's picture."""

    line: TextLine
    readings: list[Reading]
    middles: list[float]

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.readings)

    @property
    def confidence(self) -> float:
        return sum(r.confidence for r in self.readings) / len(self.readings) if self.readings else 0.0


def to_glyphs(reading: LineReading, ink: Grey, scale: float) -> list[Glyph]:
    """Glyphs in points. All glyphs of a line have the same top and bottom, an em apart."""
    line = reading.line
    part = ink[line.top : line.bottom, line.x0 : line.x1]
    edges = _edges(part.sum(axis=0), [m - line.x0 for m in reading.middles])
    spans = [_ink_span(part, start, end) for start, end in edges]
    em, middle = _size(reading, spans)
    top, bottom = (line.top + middle - em / 2) / scale, (line.top + middle + em / 2) / scale
    glyphs: list[Glyph] = []
    for item, (x0, x1, _, _) in zip(reading.readings, spans, strict=True):
        glyphs.append(
            Glyph(
                item.text,
                (line.x0 + x0) / scale,
                top,
                (line.x0 + x1) / scale,
                bottom,
                round(em / scale, 2),
                confidence=round(min(1.0, item.confidence), 4),
            )
        )
    return glyphs


def _edges(profile: np.ndarray[tuple[int], np.dtype[np.uint64]], middles: list[float]) -> list[tuple[int, int]]:
    """Left and right bound of each character: where least ink stands about midway between two."""
    width = len(profile)
    cuts = [0]
    for left, right in pairwise(middles):
        halfway, reach = (left + right) / 2, SLACK * max(right - left, 1.0)
        low = max(cuts[-1] + 1, int(halfway - reach))
        high = min(width, max(low + 1, int(halfway + reach) + 1))
        if low >= high:
            cuts.append(min(max(cuts[-1] + 1, round(halfway)), width))
            continue
        window = profile[low:high].astype(np.float64)
        window += 0.01 * np.abs(np.arange(low, high) - halfway) / reach  # of equal gaps the one nearest the middle
        cuts.append(low + int(np.argmin(window)))
    cuts.append(width)
    return [(a, max(a + 1, b)) for a, b in pairwise(cuts)]


def _ink_span(part: Grey, start: int, end: int) -> tuple[float, float, float, float]:
    """(x0, x1, top, bottom) of the ink between two bounds, or the bounds where there is none."""
    piece = part[:, start:end]
    columns = np.nonzero(piece.any(axis=0))[0]
    rows = np.nonzero(piece.any(axis=1))[0]
    if not len(columns):
        return float(start), float(end), 0.0, float(part.shape[0])
    return float(start + columns[0]), float(start + columns[-1] + 1), float(rows[0]), float(rows[-1] + 1)


def _size(reading: LineReading, spans: list[tuple[float, float, float, float]]) -> tuple[float, float]:
    """(em, middle of the line below its top) in pixels, from Chinese characters, else figures, else the area's em."""
    han = [s for r, s in zip(reading.readings, spans, strict=True) if "\u4e00" < r.text < "\ua000"]
    high = [s for s in han if s[3] - s[2] >= 0.5 * max(t[3] - t[2] for t in han)]
    if high:
        em = float(np.percentile([max(s[3] - s[2], s[1] - s[0]) for s in high], 75)) / HAN_INK
        return em, float(np.median([(s[2] + s[3]) / 2 for s in high]))
    plain = [
        s
        for r, s in zip(reading.readings, spans, strict=True)
        if r.text.isalnum() and unicodedata.category(r.text) != "Lo"
    ]
    if plain:
        em = float(np.median([s[3] - s[2] for s in plain])) / FIGURE_INK
        return em, float(np.median([(s[2] + s[3]) / 2 for s in plain]))
    return reading.line.em, (reading.line.bottom - reading.line.top) / 2
