"""Figures in doubt read again from a finer picture of the page; the reading that most agree on is kept, and the others
with it, for the audit to choose from where the sums of a table say which of them is printed."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import cv2
import numpy as np

from parsers.pictures.deskew import rotated
from parsers.pictures.pale_bands import deepened
from parsers.pictures.picture import Grey, PagePicture, clean, native_scale, take_again, with_contrast
from parsers.pictures.print_lines import TextLine
from parsers.pictures.ruling_lines import erase
from parsers.recognition.figures import has_form, in_doubt, is_figure, text_of
from parsers.recognition.glyphs import LineReading, settled
from parsers.recognition.lines import read_line
from parsers.recognition.other_readings import as_figures, cut_to, redrawn, rivals, without_marks
from parsers.recognition.recogniser import Recogniser
from parsers.recognition.signs import Pair

FINER = 1.75  # times the resolution of the first reading
SHARPER = 1.15  # times the resolution of the first reading up to which a scan holds no more than that shows
MARGINS = (0.12, 0.25)  # em of white above and below, one further reading for each
STEADY = 0.9  # confidence of the weakest character from which a figure stays as it is unless all readings agree
DISPUTED = 0.5  # the most confidence that a figure has on which readings do not agree


class Settled(NamedTuple):
    """The characters of a line, and what else it may say where it holds a figure in doubt."""

    pairs: list[Pair]
    others: tuple[str, ...] = ()


class SecondLook:
    """Reads lines of a page again. The finer picture is rendered when first needed."""

    def __init__(
        self, page: Any, dpi: float, picture: PagePicture, mask: Grey, engine: Recogniser,
        area: tuple[float, float, float, float] | None = None,
    ) -> None:  # fmt: skip
        """`picture` shows the page or `area` of it (points), without the lines of `mask`."""
        self._page, self._dpi, self._picture, self._mask, self._engine = page, dpi, picture, mask, engine
        self._area = area
        self._fine: Grey | None = None

    def settle(self, reading: LineReading, pairs: list[Pair], ink: Grey, before: str = "", after: str = "") -> Settled:
        """`pairs` (the settled characters of `reading`), or what further readings say of a figure in doubt.

        `before` and `after` are the lines above and below in its cell.
        """
        if not is_figure(text_of(pairs)):
            return Settled(pairs, as_figures(self._between_marks(reading, pairs), text_of(pairs)))
        if not in_doubt(pairs, before, after):
            return Settled(pairs)
        readings = [pairs, *(settled(again, ink, after=after) for again in self._again(reading))]
        votes = Counter(text_of(p) for p in readings)
        formed = {text: has_form(text, before, after) for text in votes}
        others = [] if before or after else self._others(reading, readings)
        if len(votes) > 1 and _weakest(pairs) >= STEADY and not in_doubt(_sure(pairs), before, after):
            return Settled(pairs, as_figures(others, text_of(pairs)))
        best = max(readings, key=lambda p: (formed[text_of(p)], votes[text_of(p)], _weakest(p)))
        agreed = votes[text_of(best)] >= 2 and formed[text_of(best)]
        if not agreed:
            best = [(r._replace(confidence=min(r.confidence, DISPUTED)), box) for r, box in best]
        return Settled(best, as_figures(others, text_of(best)))

    def _between_marks(self, reading: LineReading, pairs: list[Pair]) -> list[str]:
        """What stands between marks at the ends of a line that without them would be a figure, read alone."""
        if (cut := without_marks(pairs)) is None:
            return []
        alone = read_line(self._finer(), self._larger(cut_to(reading.line, pairs, *cut)), self._engine)
        return [alone.text]

    def _others(self, reading: LineReading, readings: list[list[Pair]]) -> list[str]:
        """What the readings of a figure say, what its ink says drawn anew where they do not agree, and the characters
        that came second."""
        texts = [text_of(pairs) for pairs in readings]
        if len(set(texts)) > 1 or _weakest(readings[0]) < STEADY:
            fine, larger = self._finer(), self._larger(reading.line)
            texts += [read_line(grey, line, self._engine).text for grey, line in redrawn(fine, larger)]
        texts += self._between_marks(reading, readings[0])
        return [*texts, *(text for pairs in readings for text in rivals(pairs))]

    def _again(self, reading: LineReading) -> list[LineReading]:
        fine, line = self._finer(), reading.line
        times = fine.shape[0] / self._picture.grey.shape[0]
        found = [read_line(fine, self._larger(line), self._engine, margin) for margin in MARGINS]
        return [LineReading(line, f.readings, [m / times for m in f.middles]) for f in found if f.readings]

    def _larger(self, line: TextLine) -> TextLine:
        """A line as it lies in the finer picture."""
        fine = self._finer()
        times = fine.shape[0] / self._picture.grey.shape[0]
        return line._replace(
            x0=round(line.x0 * times),
            top=round(line.top * times),
            x1=min(fine.shape[1], round(line.x1 * times)),
            bottom=min(fine.shape[0], round(line.bottom * times)),
            em=line.em * times,
        )

    def _finer(self) -> Grey:
        if self._fine is None and native_scale(self._page) <= SHARPER * self._picture.scale:
            size = tuple(round(side * FINER) for side in self._picture.grey.shape[::-1])
            grey = cv2.resize(self._picture.grey, size, interpolation=cv2.INTER_CUBIC)
            self._fine = self._without_rulings(np.asarray(grey, dtype=np.uint8), self._picture.scale * FINER)
        if self._fine is None:
            self._engine.give_back()  # the finer picture has three times the pixels
            colours, scale = take_again(self._page, self._dpi * FINER, self._picture.placing.sheet)
            grey = clean(colours, scale)
            if self._area is not None:
                left, top, right, bottom = (max(0, round(v * scale)) for v in self._area)
                grey = np.ascontiguousarray(grey[top:bottom, left:right])
            placing = self._picture.placing
            if placing.quarters:
                grey = np.ascontiguousarray(np.rot90(grey, -placing.quarters))
            if placing.skew:
                grey = rotated(grey, placing.skew)
            if self._picture.bands:
                grey = deepened(grey, self._picture.bands)
            self._fine = self._without_rulings(grey, scale)
        return self._fine

    def _without_rulings(self, grey: Grey, scale: float) -> Grey:
        mask = cv2.resize(self._mask, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST)
        return with_contrast(erase(grey, np.asarray(mask, dtype=np.uint8), scale))


def _weakest(pairs: list[Pair]) -> float:
    return min((r.confidence for r, _ in pairs), default=0.0)


def _sure(pairs: list[Pair]) -> list[Pair]:
    """The same characters, read for certain: what is in doubt then is so by its form."""
    return [(r._replace(confidence=1.0), box) for r, box in pairs]
