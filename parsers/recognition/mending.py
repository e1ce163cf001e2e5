"""Words of single fonts that give no characters, in pages of otherwise sound text: read from the page's picture.

A producer may leave the map to characters out of one font of several, as a rule that of headings, or map figures to
private codes. The rest of such a page stays as it is printed; only what stands in the place of noise is recognised.
"""

from __future__ import annotations

from typing import Any

from parsers.pages.content import Glyph, PageContent
from parsers.recognition.page import read_picture_page

AROUND = 0.3  # em around a character of noise in which what is recognised stands for it
FAINT = 0.5  # mean confidence under which what was recognised is no better than noise


def mend(page: Any, content: PageContent) -> None:
    """Put recognised characters in the place of noise on a pypdfium2 page, in place."""
    read = read_picture_page(page, content.number)
    if read.placing is None or not read.placing.is_trivial:
        return
    rows = _rows(content.noise)
    noise = set(content.noise)
    sound = [g for g in content.glyphs if g not in noise]
    places = _rows(sound)
    found = [glyph for glyph in read.glyphs if _is_in(glyph, rows, AROUND) and not _is_in(glyph, places, 0.0)]
    if not found or sum(g.confidence for g in found) < FAINT * len(found):
        return
    content.glyphs = sound + found


def _rows(noise: list[Glyph]) -> dict[int, list[Glyph]]:
    """Characters by the points of the page's height that they cover."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in noise:
        for y in range(int(glyph.top), int(glyph.bottom) + 1):
            rows.setdefault(y, []).append(glyph)
    return rows


def _is_in(glyph: Glyph, rows: dict[int, list[Glyph]], around: float) -> bool:
    there = rows.get(int(glyph.y), ())
    return any(g.x0 - around * g.size <= glyph.x <= g.x1 + around * g.size for g in there)
