"""One page of a PDF as it shows: pdfium's characters and drawings, cleaned of what a reader does not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

import pypdfium2.raw as pdfium_c

from parsers.pages import pdfium
from parsers.pages.characters import SMALLEST_SIZE, TWICE, Char, CharacterReader, PageText, Run
from parsers.pages.content import Glyph, PageContent, Picture
from parsers.pages.drawings import Drawings, Patch, read_drawings
from parsers.pages.page_frames import without_page_frame
from parsers.pages.paths import Bounds
from parsers.pages.pdfium import Matrix
from parsers.pages.placing import Placing
from parsers.pages.quality import is_sound, noise_in, text_quality
from parsers.pages.rulings import areas_of, colour_borders, is_covered, shadings, shows_on, visible_rulings
from parsers.pages.watermarks import without_stamped_print

HAIR = 0.7  # points right of a glyph's left edge: inside its ink even where a text object's box ends with the ink
FEW_CHARS = 20  # characters that say nothing of how a page is meant to be held
MOST_OF_TEXT = 0.7  # share of the characters whose direction sets the page upright
SQUARE = 16  # points: side of the squares in which twins are looked for
LIGHT = 0.5  # luminance from which text may be too light to show on its ground
SCAN_SHARE = 0.5  # share of the page covered by one picture from which invisible text is somebody's reading of it


def page_frame(page: Any) -> tuple[Matrix, float, float]:
    """(matrix from page space to the displayed page, width, height) of a pypdfium2 page."""
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page, rect)
    left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
    wide, high = right - left, top - bottom
    turn = page.get_rotation() % 360
    if turn == 90:
        return (0.0, 1.0, 1.0, 0.0, -bottom, -left), high, wide
    if turn == 180:
        return (-1.0, 0.0, 0.0, 1.0, right, -bottom), wide, high
    if turn == 270:
        return (0.0, -1.0, -1.0, 0.0, top, right), high, wide
    return (1.0, 0.0, 0.0, -1.0, -left, top), wide, high


def read_page(page: Any, number: int, reader: CharacterReader) -> PageContent:
    """What stands on a pypdfium2 page. `reader` remembers the document's fonts."""
    matrix, width, height = page_frame(page)
    handle = pdfium.handle(page)
    text = reader.read(handle, matrix)
    quarters = _quarters(text)
    if quarters:
        matrix = pdfium.concat(matrix, _quarter_matrix(quarters, width, height))
        width, height = (height, width) if quarters % 2 else (width, height)
        text = reader.read(handle, matrix)
        content = PageContent(number, width, height, placing=Placing(width, height, 0.0, quarters))
    else:
        content = PageContent(number, width, height)
    _fill_content(content, handle, text, matrix)
    return content


def _quarters(text: PageText) -> int:
    """Quarter turns clockwise that set most text upright."""
    if len(text.chars) < FEW_CHARS or not any(text.objects.turns):
        return 0
    turns = Counter([run.turn for _, run in text.chars])
    turn, count = turns.most_common(1)[0]
    return {90: 3, 180: 2, 270: 1}.get(turn, 0) if count >= MOST_OF_TEXT * len(text.chars) else 0


def _quarter_matrix(quarters: int, width: float, height: float) -> Matrix:
    if quarters == 1:
        return (0.0, 1.0, -1.0, 0.0, height, 0.0)
    if quarters == 2:
        return (-1.0, 0.0, 0.0, -1.0, width, height)
    return (0.0, -1.0, 1.0, 0.0, 0.0, width)


def _fill_content(content: PageContent, handle: pdfium.Handle, text: PageText, matrix: Matrix) -> None:
    """Put what shows of characters and drawings into `content`, whose page space `matrix` leads to."""
    visible = (0.0, 0.0, content.width, content.height)
    texts = text.objects.runs.keys()
    drawings = read_drawings(handle, matrix, visible, texts)
    content.marks = drawings.marks
    content.pictures = [Picture(*box) for box, _ in drawings.pictures]
    areas = areas_of(drawings)
    found = visible_rulings(drawings, areas)
    content.horizontals, content.verticals = without_page_frame(*found, content.width, content.height)
    borders = colour_borders(areas, content.verticals)
    content.horizontals += borders[0]
    content.verticals += borders[1]
    content.fills = shadings(areas)
    scanned = content.picture_share >= SCAN_SHARE
    shown = _without_hidden(text, drawings, areas, visible, keep_layer=scanned)
    content.layer = scanned and bool(shown) and sum(run.invisible for _, run in shown) * 2 > len(shown)
    if not is_sound(text, shown):
        content.quality = text_quality(shown)
        content.noise = noise_in(shown)
    printed = [glyph for glyph, _ in shown]
    once = _merged(printed) if text.crowded else printed
    content.glyphs = _drawn_twice(once, _drawn_again(texts, drawings, matrix), content.height)
    if not content.glyphs:
        content.text_source = "none"
    if drawings.too_many:
        content.problems.append(f"page {content.number}: too many drawn objects, the rest was not looked at")
        content.incomplete = True


def _without_hidden(
    text: PageText, drawings: Drawings, areas: list[Patch], visible: Bounds, keep_layer: bool
) -> list[Char]:
    """Characters that a reader sees (`keep_layer`: also invisible ones, which read a scanned page)."""
    shown: list[Char] = []
    last: Run | None = None
    left = top = right = bottom = 0.0
    order, seen, is_light = 0, False, False
    later: list[Patch] = []  # areas painted over the text object
    for char in without_stamped_print(text):
        glyph, run = char
        if run is not last:
            last = run
            seen = run.size >= SMALLEST_SIZE and (keep_layer if run.invisible else run.colour[3] > 0)
            order, (left, top, right, bottom) = drawings.texts.get(run.handle, (0, visible))
            is_light = run.shade > LIGHT and not run.invisible
            later = [] if run.invisible or not areas else [area for area in areas if area.order > order]
        x, y = (glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2
        if (
            seen
            and left <= x <= right
            and top <= y <= bottom
            and not (is_light and not shows_on(x, y, run.colour, order, areas))
            and not (later and is_covered((x, y, x, y), order, later))
        ):
            shown.append(char)
    return shown


def _drawn_again(seen: Collection[pdfium.Handle], drawings: Drawings, matrix: Matrix) -> list[Bounds]:
    """Boxes of text objects that pdfium left out because they repeat others in place (bold by doubling)."""
    a, b, c, d, e, f = matrix
    again: list[Bounds] = []
    for handle in drawings.texts:
        if handle not in seen and (sides := pdfium.bounds_of(handle)):
            left, bottom, right, top = sides
            xs = sorted((a * left + c * bottom + e, a * right + c * top + e))
            ys = sorted((b * left + d * bottom + f, b * right + d * top + f))
            if xs[1] - xs[0] > 1:
                again.append((xs[0], ys[0], xs[1], ys[1]))
    return again


def _drawn_twice(glyphs: list[Glyph], again: list[Bounds], height: float) -> list[Glyph]:
    """The glyphs, bold where a text object repeats them in place (`again`)."""
    if not again:
        return glyphs
    kept = list(glyphs)
    rows: dict[int, list[Bounds]] = {}
    for box in again:
        # Not beyond the page: a damaged file may claim a text object a thousand kilometres high.
        for row in range(int(max(0.0, box[1]) // SQUARE), int(min(height, box[3]) // SQUARE) + 1):
            rows.setdefault(row, []).append(box)
    for index, glyph in enumerate(kept):
        y = (glyph[2] + glyph[4]) / 2
        near = rows.get(int(y // SQUARE))
        if near is None:
            continue
        x, middle = glyph[1] + HAIR, (glyph[1] + glyph[3]) / 2  # boxes reach as far as ink, which may be narrower
        if any((b[0] <= x <= b[2] or b[0] <= middle <= b[2]) and b[1] <= y <= b[3] for b in near):
            kept[index] = glyph._replace(bold=True)
    return kept


def _merged(glyphs: list[Glyph]) -> list[Glyph]:
    """Glyphs without those that stand on another of their kind."""
    kept: list[Glyph] = []
    near: dict[tuple[str, int, int], list[int]] = {}  # character and square of the page -> positions in `kept`
    for glyph in glyphs:
        text, x, y = glyph[0], glyph[1], glyph[2]
        reach = min(TWICE * glyph.size, SQUARE)
        left, right = int((x - reach) // SQUARE), int((x + reach) // SQUARE)
        first, last = int((y - reach) // SQUARE), int((y + reach) // SQUARE)
        twin = None
        for column in (left,) if left == right else range(left, right + 1):
            for row in (first,) if first == last else range(first, last + 1):
                for index in near.get((text, column, row), ()):
                    other = kept[index]
                    if abs(other[1] - x) <= reach and abs(other[2] - y) <= reach:
                        twin = index
        if twin is None:
            near.setdefault((text, int(x // SQUARE), int(y // SQUARE)), []).append(len(kept))
            kept.append(glyph)
        else:
            kept[twin] = kept[twin]._replace(bold=True, end=kept[twin].end or glyph.end)
    return kept
