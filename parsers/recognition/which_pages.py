"""Which pages are read from their picture, and which reading of a page wins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parsers.pages.content import Glyph, PageContent, Picture
from parsers.pictures.room import give_back
from parsers.recognition.models import REMEDY, ocr_available

SOUND = 0.9  # quality from which a text layer is sound
POOR = 0.85  # mean confidence under which a reading is not preferred to a sound layer
MUCH_LESS = 0.7  # share of the layer's characters under which a reading has missed print
SCAN_SHARE = 0.6  # share of the page covered by one picture that makes it a scan …
FEW_GLYPHS = 40  # … when there is no more text than a header and a page number
SMALLEST_PAGE = 6.0  # points: a page narrower or lower than a character holds no print

LEAST_WIDE, LEAST_HIGH = 120.0, 45.0  # points: a smaller picture is a seal, a logo, a signature, no table
ROW_WIDE, ROW_HIGH, EDGE = 0.5, 14.0, 56.0  # of the page's width, and points: the last row of a table, overleaf, may be
# a picture of its own; so low a one at the head or foot of the page is a banner
OVERLAID = 12.0  # square ems of picture per printed character under which it is a background, no table

FOREIGN, CHINESE = 0.02, 0.2  # share of Chinese characters in a layer read as if it were English, and in Chinese print

MANY_GLYPHS, MUCH_MORE = 400, 1.5  # of a page that is all picture: text that may be beside or on a scan, and the times
# as much that its reading must give to be preferred


def is_wanted(content: PageContent) -> bool:
    """Whether a page should be read from its picture: it has no text, little beside a picture of a page, text of poor
    quality, or only somebody else's reading of a scan."""
    if content.width <= 0 or content.height <= 0 or content.is_blank:
        return False
    if not content.glyphs or content.layer or content.quality < SOUND:
        return True
    return content.picture_share >= SCAN_SHARE and len(content.glyphs) < MANY_GLYPHS


def pasted_pictures(content: PageContent) -> list[Picture]:
    """Pictures on a page of text that are large enough for a table and have next to no text on them."""
    found: list[Picture] = []
    foot = content.height - EDGE
    for picture in sorted(content.pictures, key=lambda p: (p.x0 - p.x1) * (p.bottom - p.top)):
        x0, top, x1, bottom = picture
        row = x1 - x0 >= ROW_WIDE * content.width and bottom - top >= ROW_HIGH and top > EDGE and bottom < foot
        if not row and (x1 - x0 < LEAST_WIDE or bottom - top < LEAST_HIGH):
            continue
        if any(p.x0 < (x0 + x1) / 2 < p.x1 and p.top < (top + bottom) / 2 < p.bottom for p in found):
            continue
        inside = [g for g in content.glyphs if x0 < g.x < x1 and top < g.y < bottom]
        if sum(g.size**2 for g in inside) * OVERLAID <= (x1 - x0) * (bottom - top):
            found.append(picture)
    return found


def read_if_wanted(page: Any, content: PageContent) -> PageContent:
    """A page's content as decoded from a pypdfium2 page or, where that is wanted and better, read from its picture."""
    if not is_wanted(content):
        if (pictures := pasted_pictures(content)) and content.placing is None and ocr_available():
            from parsers.recognition.pasted_tables import add_pictured_tables

            add_pictured_tables(page, content, pictures)
            _give_back()
        if content.noise and content.placing is None and ocr_available():
            from parsers.recognition.mending import mend

            mend(page, content)
            _give_back()
        return content
    if not ocr_available():
        if content.text_source == "none" and content.pictures:
            content.problems.append(f"page {content.number}: a picture without text; {REMEDY} to read it")
        return content
    if min(content.width, content.height) < SMALLEST_PAGE:
        return content
    from parsers.recognition.page import read_picture_page  # OpenCV and the model are loaded for those who need them

    read = read_picture_page(page, content.number)
    _give_back()
    return better(content, read)


def _give_back() -> None:
    """What a page's picture needed goes before the next page, which may have none."""
    from parsers.recognition.recogniser import recogniser

    if recogniser.cache_info().currsize:
        recogniser().give_back()
    else:  # most pictures are no tables, and nothing was recognised
        give_back()


def better(layer: PageContent, read: PageContent) -> PageContent:
    """The better of a page's own text and the reading of its picture: the reading, unless it found much less."""
    if not read.glyphs:
        return layer
    many = len(layer.glyphs) >= FEW_GLYPHS and layer.quality >= SOUND and not layer.layer
    if many and len(read.glyphs) < MUCH_MORE * len(layer.glyphs):
        return layer
    if layer.layer and layer.quality >= SOUND and read.quality < POOR:
        return layer
    own = [g for g in layer.glyphs if not g.text.isspace()]
    foreign = layer.layer and _chinese(own) < FOREIGN and _chinese(read.glyphs) >= CHINESE
    if foreign and read.quality >= POOR:  # somebody else's reading, in another language
        return read
    if layer.quality >= SOUND and len(read.glyphs) < MUCH_LESS * len(own):
        return layer
    read.problems = layer.problems + read.problems
    return read


def _chinese(glyphs: Sequence[Glyph]) -> float:
    """Share of Chinese characters."""
    return sum("\u4e00" <= g.text[:1] < "\ua000" for g in glyphs) / max(len(glyphs), 1)
