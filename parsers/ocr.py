"""Pages that are pictures -> the same `PageContent` that digital pages give, with a confidence for every glyph.

The chain: picture (cleaned, straight) -> ruling lines, whitened -> lines of print within the areas that rulings make ->
one reading per line -> glyphs with boxes, set between the gaps of the ink. Coordinates are those of the straightened
page, so that tables are made by the same code as for digital pages; `placing` says how to find the place on the page
as displayed (`parsers.placing_back`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2

from parsers.content import PageContent, Picture
from parsers.ocr_glyphs import LineReading, to_glyphs
from parsers.ocr_models import ocr_available
from parsers.picture import Grey, PagePicture, take, with_contrast
from parsers.picture_lines import OUTSIDE, TextLine, find_lines
from parsers.picture_rulings import erase, find_rulings
from parsers.placing import Placing
from parsers.recogniser import Recogniser, recogniser
from parsers.rulings import join_rulings

__all__ = ["PicturePage", "ocr_available", "read_page", "read_picture_page"]

MARGIN = 0.12  # em of white above and below a line that is read
SIDE = 0.3  # em of white left and right of it
LOWEST = 0.9  # em: the least height at which a line is read, so that 一 and - keep their proportion
LONGEST = 36  # times its height: longer lines are read in pieces
BLANK = 60  # of 255: darkness under which a column of pixels holds no print
SINGLE = 1.5  # em: the widest line that is a single character
STACK_GAP = 0.1  # em between stacked characters that are set side by side
FAINT = 0.35  # mean confidence below which a line is no print
DPI = 200.0


@dataclass(slots=True)
class PicturePage(PageContent):
    """A page read from its picture; `placing` tells where the straightened page lies on the displayed one."""

    placing: Placing = field(default_factory=lambda: Placing(0, 0))


def read_picture_page(
    source: bytes | pypdfium2.PdfDocument, page_number: int, *, dpi: float = DPI, threads: int | None = None
) -> PicturePage:
    """What stands on a page, read from its picture.

    `page_number` counts from 1. Raises `NoText` when the OCR extra is not installed.
    """
    engine = recogniser(threads)
    document = pypdfium2.PdfDocument(source) if isinstance(source, bytes) else source
    try:
        return read_page(document[page_number - 1], page_number, dpi, engine)
    finally:
        if isinstance(source, bytes):
            document.close()


def read_page(page: Any, number: int, dpi: float = DPI, engine: Recogniser | None = None) -> PicturePage:
    """What stands on a pypdfium2 page, read from its picture."""
    engine = engine or recogniser()
    picture = take(page, dpi)
    scale = picture.scale
    horizontals, verticals, mask = find_rulings(picture.grey, scale)
    text = PagePicture(with_contrast(erase(picture.grey, mask, scale)), scale, picture.placing)
    content = PicturePage(
        number=number, width=picture.placing.width, height=picture.placing.height, text_source="ocr",
        placing=picture.placing,
    )  # fmt: skip
    content.horizontals = join_rulings(horizontals)
    content.verticals = join_rulings(verticals)
    content.pictures = [Picture(0, 0, content.width, content.height)]
    ink = text.ink
    lines = find_lines(ink, content.horizontals, content.verticals, scale)
    readings = read_lines(text.grey, lines, engine)
    company = Counter(line.area for line in lines)
    for reading in readings:
        if reading.readings and reading.confidence >= FAINT:
            alone = reading.line.area != OUTSIDE and company[reading.line.area] == 1
            content.glyphs += to_glyphs(reading, ink, scale, alone=alone and not _counts_in_words(reading, readings))
    sure = [g.confidence for g in content.glyphs]
    content.quality = round(float(np.mean(sure)), 3) if sure else 1.0
    if not content.glyphs:
        content.text_source = "none"
    return content


def _counts_in_words(reading: LineReading, others: list[LineReading]) -> bool:
    """Whether the column of a line is one that counts 一, 二, 三."""
    line = reading.line
    return any(o.text in set("二三四五六七八九十") and o.line.x0 < line.x1 and line.x0 < o.line.x1 for o in others)


def read_lines(grey: Grey, lines: list[TextLine], engine: Recogniser) -> list[LineReading]:
    """A reading of every line. Single characters stacked in a narrow cell are read side by side as one word."""
    readings: list[LineReading] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        end = index + 1
        while line.area != OUTSIDE and end < len(lines) and _is_stacked(lines[end - 1], lines[end]):
            end += 1
        stack = lines[index:end]
        readings += _read_stack(grey, stack, engine) if len(stack) > 1 else [read_line(grey, line, engine)]
        index = end
    return readings


def read_line(grey: Grey, line: TextLine, engine: Recogniser) -> LineReading:
    """One line of print cut out, set on white and read; a long one in pieces, cut at its widest gaps."""
    whole = LineReading(line, [], [])
    for piece in _pieces(grey, line):
        crop, side = _on_white(grey, [piece])
        readings = engine.read(crop)
        whole.readings += readings
        whole.middles += [piece.x0 - side + r.at * crop.shape[1] for r in readings]
    return whole


def _is_stacked(above: TextLine, below: TextLine) -> bool:
    """Whether two lines are single characters of one area, one under the other."""
    single = max(above.x1 - above.x0, below.x1 - below.x0) <= SINGLE * above.em
    return single and above.area == below.area and above.bottom <= below.top + 1


def _read_stack(grey: Grey, stack: list[TextLine], engine: Recogniser) -> list[LineReading]:
    crop, side = _on_white(grey, stack)
    gap = round(STACK_GAP * stack[0].em)
    found = [LineReading(line, [], []) for line in stack]
    for reading in engine.read(crop):
        at = reading.at * crop.shape[1] - side
        left = 0
        for index, line in enumerate(stack):
            wide = line.x1 - line.x0
            if at < left + wide + gap / 2 or index == len(stack) - 1:
                found[index].readings.append(reading)
                found[index].middles.append(line.x0 + min(max(at - left, 0.0), wide))
                break
            left += wide + gap
    if all(f.readings for f in found):
        return found
    return [read_line(grey, line, engine) for line in stack]


def _on_white(grey: Grey, parts: list[TextLine]) -> tuple[Grey, int]:
    """(parts of the picture set side by side on white; width of the white at the left), in pixels."""
    em = parts[0].em
    tall = max(part.bottom - part.top for part in parts)
    high = max(tall, round(LOWEST * em)) + 2 * round(MARGIN * em)
    side, gap = round(SIDE * em), round(STACK_GAP * em)
    wide = sum(part.x1 - part.x0 for part in parts) + gap * (len(parts) - 1) + 2 * side
    crop = np.full((high, wide), 255, dtype=np.uint8)
    left = side
    for part in parts:
        above = (high - (part.bottom - part.top)) // 2
        cut = grey[part.top : part.bottom, part.x0 : part.x1]
        crop[above : above + cut.shape[0], left : left + cut.shape[1]] = cut
        left += cut.shape[1] + gap
    return crop, side


def _pieces(grey: Grey, line: TextLine) -> list[TextLine]:
    """A line, or its parts where it is so long that the model would lose sight of single characters."""
    if line.x1 - line.x0 <= LONGEST * (line.bottom - line.top):
        return [line]
    profile = (255 - grey[line.top : line.bottom, line.x0 : line.x1]).max(axis=0) < BLANK
    third = (line.x1 - line.x0) // 3
    best, best_at, run = 0, (line.x1 - line.x0) // 2, 0
    for at in range(third, 2 * third):
        run = run + 1 if profile[at] else 0
        if run > best:
            best, best_at = run, at - run // 2
    cut = line.x0 + best_at
    return [*_pieces(grey, line._replace(x1=cut)), *_pieces(grey, line._replace(x0=cut))]
