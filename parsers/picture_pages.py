"""Which pages are read from their picture, and which reading of a page wins."""

from __future__ import annotations

from typing import Any

from parsers.content import PageContent
from parsers.ocr_models import REMEDY, ocr_available

SOUND = 0.9  # quality from which a text layer is sound
POOR = 0.85  # mean confidence under which a reading is not preferred to a sound layer
MUCH_LESS = 0.7  # share of the layer's characters under which a reading has missed print
SCAN_SHARE = 0.6  # share of the page covered by one picture that makes it a scan …
FEW_GLYPHS = 40  # … when there is no more text than a header and a page number


def is_wanted(content: PageContent) -> bool:
    """Whether a page should be read from its picture: it has no text, little beside a picture of a page, text of poor
    quality, or only somebody else's reading of a scan."""
    if content.width <= 0 or content.height <= 0 or content.is_blank:
        return False
    if not content.glyphs or content.layer or content.quality < SOUND:
        return True
    return content.picture_share >= SCAN_SHARE and len(content.glyphs) < FEW_GLYPHS


def read_if_wanted(page: Any, content: PageContent) -> PageContent:
    """A page's content as decoded from a pypdfium2 page or, where that is wanted and better, read from its picture."""
    if not is_wanted(content):
        return content
    if not ocr_available():
        if content.text_source == "none" and content.pictures:
            content.problems.append(f"page {content.number}: a picture without text; {REMEDY} to read it")
        return content
    from parsers.ocr import read_page  # OpenCV and the model are loaded for those who need them

    return better(content, read_page(page, content.number))


def better(layer: PageContent, read: PageContent) -> PageContent:
    """The better of a page's own text and the reading of its picture: the reading, unless it found much less."""
    if not read.glyphs:
        return layer
    if layer.layer and layer.quality >= SOUND and read.quality < POOR:
        return layer
    own = [g for g in layer.glyphs if not g.text.isspace()]
    if layer.quality >= SOUND and len(read.glyphs) < MUCH_LESS * len(own):
        return layer
    read.problems = layer.problems + read.problems
    return read
