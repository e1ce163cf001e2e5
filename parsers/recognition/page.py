"""Pages that are pictures -> the same `PageContent` that digital pages give, with a confidence for every glyph.

The chain: picture (cleaned, straight, upright) -> ruling lines, whitened -> lines of print within the areas that
rulings make -> one reading per line, figures in doubt again from a finer picture -> glyphs with boxes, set between the
gaps of the ink. Coordinates are those of the straightened page, so that tables are made by the same code as for digital
pages; `placing` says how to find the place on the page as displayed (`parsers.pages.placing_back`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from parsers.pages.content import PageContent, Picture, Ruling
from parsers.pages.rulings import join_rulings
from parsers.pictures.loose_strokes import loose_strokes, whiten
from parsers.pictures.pale_bands import deepened, pale_bands, still_free
from parsers.pictures.picture import Grey, PagePicture, clean_and_tell, straighten, take, with_contrast
from parsers.pictures.print_lines import OUTSIDE, TextLine, find_lines
from parsers.pictures.ruling_crumbs import ruling_crumbs
from parsers.pictures.ruling_lines import erase, find_rulings, over_holes, widened, without_edges
from parsers.pictures.stray_ink import StrayInk
from parsers.recognition.doubt import SecondLook
from parsers.recognition.figures import TICK_ENDS, TICKS, is_figure, text_of
from parsers.recognition.glyphs import LineReading, settled, sized_by_figures, to_glyphs, with_dashes
from parsers.recognition.lines import SINGLE, read_line, read_lines
from parsers.recognition.recogniser import Recogniser, recogniser
from parsers.recognition.signs import STROKES, Pair, is_dust

FAINT = 0.35  # mean confidence below which a line is no print
SAMPLE = 10  # longest lines looked at to see which way up a page is
SURE = 0.8  # confidence from which a character counts for that
UPRIGHT = 0.85  # characters per em under which a page may lie on its side or on its head
SINGLE_CHARACTERS = 1.3  # em: lines whose median is shorter are characters of print on its side
BETTER = 0.15  # gain that turns a page
CRUMB = 2  # characters of a line that is no print if it is not read surely
LOW = 0.55  # em: lower than a digit
TOUCHED = 0.5  # the most confidence of a character that ink touches which is no print
TICK_AWAY = 1.5  # em between a figure and the tick beside it, where no ruling tells columns
DPI = 200.0


@dataclass(slots=True)
class Layout:
    """A straight picture with what stands where: rulings in points, the picture without them, lines of print, and
    strokes of a pen that were taken out."""

    picture: PagePicture
    horizontals: list[Ruling]
    verticals: list[Ruling]
    mask: Grey
    text: Grey
    ink: Grey
    lines: list[TextLine]
    strokes: Grey | None = None


def read_picture_page(page: Any, number: int) -> PageContent:
    """What stands on a pypdfium2 page, read from its picture. Raises `NoText` when the OCR extra is not installed."""
    engine = recogniser()
    colours, scale, sheet = take(page, DPI)
    grey, free = clean_and_tell(colours, scale)
    layout = lay_out(straighten(grey, scale, sheet=sheet, free=free))
    layout, known = _upright(grey, scale, layout, engine, free)
    readings = read_lines(layout.text, layout.lines, engine, known)
    second = SecondLook(page, DPI, layout.picture, layout.mask, engine)
    return to_content(number, layout, readings, second)


class Ruled(NamedTuple):
    """Rulings of a straight picture, in points, and their pixels."""

    horizontals: list[Ruling]
    verticals: list[Ruling]
    mask: Grey


def find_ruled(picture: PagePicture) -> Ruled:
    """The ruling lines of a picture, without the edges of its sheet, and their pixels."""
    across, down, mask = find_rulings(picture.grey, picture.scale)
    across, down = join_rulings(across), join_rulings(down)
    across, down = over_holes(across, down), over_holes(down, across)
    return Ruled(*without_edges(across, down, picture.placing), mask)


def lay_out(picture: PagePicture, ruled: Ruled | None = None) -> Layout:
    """Rulings and lines of print of a straight picture; `ruled` where its rulings are known already."""
    scale = picture.scale
    horizontals, verticals, mask = ruled or find_ruled(picture)
    if ruled is None and (bands := pale_bands(picture.grey, horizontals, verticals, scale)):
        free = still_free(picture.free, bands, picture.grey.shape)
        picture = replace(picture, grey=deepened(picture.grey, bands), bands=bands, free=free)
        horizontals, verticals, mask = find_ruled(picture)
    text = PagePicture(with_contrast(erase(picture.grey, mask, scale)), scale, picture.placing)
    ink = text.ink
    crumbs = ruling_crumbs(ink, horizontals, verticals, scale)
    if crumbs is not None:
        whiten(text.grey, ink, crumbs)
    lines = find_lines(ink, horizontals, verticals, scale)
    strokes = loose_strokes(ink, widened(mask, scale), lines, scale)
    if strokes is not None:
        whiten(text.grey, ink, strokes)
        lines = find_lines(ink, horizontals, verticals, scale)
    return Layout(picture, horizontals, verticals, mask, text.grey, ink, lines, strokes)


def _upright(
    grey: Grey, scale: float, layout: Layout, engine: Recogniser, free: Grey | None
) -> tuple[Layout, dict[TextLine, LineReading]]:
    """The page turned by the quarters at which its longest lines read best (as it was where none is clearly better),
    and what these lines say."""
    known = _sample(layout, engine)
    sideways = _is_sideways(layout.lines)
    if not layout.lines or (_sense(known) >= UPRIGHT and not sideways):
        return layout, known
    best, found = _sense(known) + BETTER, (layout, known)
    for quarters in (1, 3, 2) if sideways else (2, 1, 3):
        turned = lay_out(straighten(grey, scale, quarters, layout.picture.placing.sheet, free))
        if not sideways and _is_sideways(turned.lines):
            continue  # lines that fall into single characters are no better than those that do not
        sample = _sample(turned, engine)
        if (sense := _sense(sample)) > best:
            best, found = sense, (turned, sample)
        if best >= UPRIGHT and found[0] is turned and not _is_sideways(turned.lines):
            break
    return found


def _sample(layout: Layout, engine: Recogniser) -> dict[TextLine, LineReading]:
    """Readings of the longest lines."""
    longest = sorted(layout.lines, key=lambda line: (line.x0 - line.x1) / line.em)[:SAMPLE]
    return {line: read_line(layout.text, line, engine) for line in longest if line.x1 - line.x0 > SINGLE * line.em}


def _is_sideways(lines: list[TextLine]) -> bool:
    """Whether most lines are single characters: what print on its side falls into."""
    return bool(lines) and float(np.median([(line.x1 - line.x0) / line.em for line in lines])) < SINGLE_CHARACTERS


def _sense(sample: dict[TextLine, LineReading]) -> float:
    """Characters read with confidence per em of the longest lines: 1 or more for print that is upright, below 0.9 for
    most print on its side (columns of single characters) or on its head. What reads as nothing (the shadow of a fold)
    says nothing of it."""
    sure = sum(c.confidence for r in sample.values() for c in r.readings if c.confidence >= SURE)
    return sure / max(sum((line.x1 - line.x0) / line.em for line, r in sample.items() if r.readings), 1.0)


def to_content(number: int, layout: Layout, readings: list[LineReading], second: SecondLook) -> PageContent:
    """Lines as read -> glyphs in points, figures in doubt looked at a second time."""
    placing, scale = layout.picture.placing, layout.picture.scale
    content = PageContent(
        number=number, width=placing.width, height=placing.height, text_source="ocr", placing=placing
    )  # fmt: skip
    content.horizontals, content.verticals = layout.horizontals, layout.verticals
    content.pictures = [Picture(0, 0, content.width, content.height)]
    readings = [with_dashes(reading, layout.ink) for reading in sized_by_figures(readings)]
    company = Counter(line.area for line in layout.lines)
    stray = StrayInk(layout.ink, layout.lines, layout.strokes, layout.picture.free)
    for index, reading in enumerate(readings):
        if (
            reading.readings
            and reading.confidence >= FAINT
            and not (_is_crumb(reading, readings) or _is_tick(reading, readings))
        ):
            alone = reading.line.area != OUTSIDE and company[reading.line.area] == 1
            alone = alone and not _counts_in_words(reading, readings)
            before, after = _figure_at(readings, index, -1), _figure_at(readings, index, 1)
            pairs = settled(reading, layout.ink, alone=alone, after=after)
            if is_dust(pairs) or _is_stroke_beside(text_of(pairs), reading, readings):
                continue
            pairs = _crossed(reading, pairs, stray)
            pairs, others = second.settle(reading, pairs, layout.ink, before, after)
            content.glyphs += to_glyphs(reading.line, _in_doubt(reading, pairs, stray), scale, others)
    sure = [g.confidence for g in content.glyphs]
    content.quality = round(float(np.mean(sure)), 3) if sure else 1.0
    if not content.glyphs:
        content.text_source = "none"
    return content


def _is_crumb(reading: LineReading, readings: list[LineReading]) -> bool:
    """Whether a line is a speck, or what is left of a shadow or a ruling, read as a character or two: outside of tables
    it would part one from its second page, above or below the words of a cell it would make another name of them."""
    line = reading.line
    if len(reading.readings) > CRUMB:
        return False
    if line.area == OUTSIDE:  # where a table without lines may stand: a digit as high as print is kept
        low = line.bottom - line.top < LOW * line.em
        return reading.confidence < SURE and (low or not any(c.isdigit() for c in reading.text))
    others = [o for o in readings if o.line.area == line.area and o is not reading]
    if any(_is_low_mark(reading, o) for o in others):
        return True
    if reading.text != "一":
        return False
    named = any(c >= "\u4e00" and c != "一" for o in others for c in o.text)
    bare = any(is_figure(o.text) and o.text[0] not in "(（" for o in others)
    return named and not bare and all(o.line.x0 < line.x1 and line.x0 < o.line.x1 for o in others)


def _is_low_mark(reading: LineReading, figure: LineReading) -> bool:
    """Whether a line is too low for digits and letters, was read as one or two of them without being sure, and stands
    in the cell of a figure where no minus does."""
    line, other = reading.line, figure.line
    low = reading.confidence < SURE and line.bottom - line.top < LOW * line.em
    odd = reading.text.isascii() or all(c in STROKES for c in reading.text)
    if not (low and odd and is_figure(figure.text) and len(figure.text) > CRUMB):
        return False
    return not (_same_row(line, other) and line.x1 <= (other.x0 + other.x1) / 2)


def _is_stroke_beside(text: str, reading: LineReading, readings: list[LineReading]) -> bool:
    """Whether a line is one slanted stroke in a cell that holds a figure at one side of it: the end of a tick that was
    put beside the figure of the next cell."""
    line = reading.line
    if len(text) != 1 or text not in TICK_ENDS or line.area == OUTSIDE:
        return False
    level = [o.line for o in readings if o.line.area == line.area and o is not reading and _same_row(o.line, line)]
    figures = [o for o in readings if o.line in level and is_figure(o.text)]
    return len(figures) == len(level) == 1


def _same_row(one: TextLine, other: TextLine) -> bool:
    return one.top < other.bottom and other.top < one.bottom


def _is_tick(reading: LineReading, readings: list[LineReading]) -> bool:
    """Whether a line is a tick put beside a figure by hand, or the stroke of one that reaches into the next cell."""
    line = reading.line
    if len(reading.readings) != 1 or reading.text not in (TICKS if line.area == OUTSIDE else TICKS + TICK_ENDS):
        return False
    figures = (r.line for r in readings if r.line.area == line.area and r is not reading and is_figure(r.text))
    return any(
        figure.top < line.bottom
        and line.top < figure.bottom
        and (line.area != OUTSIDE or max(figure.x0 - line.x1, line.x0 - figure.x1) <= TICK_AWAY * line.em)
        for figure in figures
    )


def _in_doubt(reading: LineReading, pairs: list[Pair], stray: StrayInk) -> list[Pair]:
    """Characters with little confidence in those that stray ink touches; in all that stand beside a lone stroke of it,
    for it may hide one."""
    line = reading.line
    reach = line.em / 2
    pairs = _crossed(reading, pairs, stray)
    if not stray.touches(line.x0 - reach, line.top, line.x1 + reach, line.bottom):
        return pairs
    return [
        (r._replace(confidence=min(r.confidence, TOUCHED)), box)
        if stray.touches(line.x0 + box.x0 - reach, line.top, line.x0 + box.x1 + reach, line.bottom)
        else (r, box)
        for r, box in pairs
    ]


def _crossed(reading: LineReading, pairs: list[Pair], stray: StrayInk) -> list[Pair]:
    """Characters with little confidence in those that stand where a seal or a stroke of a pen was taken out."""
    line = reading.line
    if not stray.hid(line.x0, line.top, line.x1, line.bottom):
        return pairs
    return [
        (r._replace(confidence=min(r.confidence, TOUCHED)), box)
        if stray.hid(line.x0 + box.x0, line.top, line.x0 + box.x1, line.bottom)
        else (r, box)
        for r, box in pairs
    ]


def _figure_at(readings: list[LineReading], index: int, step: int) -> str:
    """The figure, or part of one, that stands on the line above (-1) or below (1) in the same cell; else ''."""
    if not 0 <= index + step < len(readings):
        return ""
    line, other = readings[index].line, readings[index + step]
    inside = line.area == other.line.area != OUTSIDE and line.x0 < other.line.x1 and other.line.x0 < line.x1
    return other.text if inside and is_figure(other.text) else ""


def _counts_in_words(reading: LineReading, others: list[LineReading]) -> bool:
    """Whether the column of a line is one that counts 一, 二, 三."""
    line = reading.line
    return any(o.text in set("二三四五六七八九十") and o.line.x0 < line.x1 and line.x0 < o.line.x1 for o in others)
