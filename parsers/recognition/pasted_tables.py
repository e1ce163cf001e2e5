"""Tables that were pasted as pictures into pages of text: read in their place and added to what the page says.

Each picture is cut out of the rendered page, set straight and read like a scanned page, provided that it shows ruling
lines that cross: photographs, logos, charts and seals are left alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from parsers.content import Glyph, PageContent, Picture, Ruling
from parsers.pictures.picture import Grey, clean, render, straighten
from parsers.recognition.doubt import SecondLook
from parsers.recognition.lines import read_lines
from parsers.recognition.page import DPI, lay_out, to_content
from parsers.recognition.recogniser import Recogniser, recogniser

RULINGS = 3  # along one axis (2 along the other): what a table has at the least
FEW = 4  # characters; less is no table
POOR = 0.75  # mean confidence under which a picture was no print


def add_pictured_tables(
    page: Any, content: PageContent, pictures: list[Picture], dpi: float = DPI, engine: Recogniser | None = None
) -> None:
    """Add glyphs and ruling lines of the tables in `pictures` of a pypdfium2 page to its content."""
    colours, scale = render(page, dpi)
    grey = clean(colours, scale)
    for picture in pictures:
        read = _read(page, grey, scale, picture, dpi, engine)
        if read is None:
            continue
        content.glyphs += [_moved(glyph, picture) for glyph in read.glyphs]
        content.horizontals += [
            r._replace(at=r.at + picture.top, start=r.start + picture.x0, end=r.end + picture.x0)
            for r in read.horizontals
        ]
        content.verticals += [
            r._replace(at=r.at + picture.x0, start=r.start + picture.top, end=r.end + picture.top)
            for r in read.verticals
        ]


def _read(
    page: Any, grey: Grey, scale: float, picture: Picture, dpi: float, engine: Recogniser | None
) -> PageContent | None:
    """What one picture says, placed from its own corner; None where it shows no table."""
    part = _cut(grey, scale, picture)
    if part.size == 0:
        return None
    layout = lay_out(straighten(part, scale))
    if not _is_ruled(layout.horizontals, layout.verticals) or not layout.lines:
        return None
    engine = engine or recogniser()  # loaded for those who need it: most pictures are charts and logos
    area = (picture.x0, picture.top, picture.x1, picture.bottom)
    second = SecondLook(page, dpi, layout.picture, layout.mask, engine, area)
    read = to_content(0, layout, read_lines(layout.text, layout.lines, engine), second)
    return read if len(read.glyphs) >= FEW and read.quality >= POOR else None


def _cut(grey: Grey, scale: float, picture: Picture) -> Grey:
    rows = slice(max(0, round(picture.top * scale)), max(0, round(picture.bottom * scale)))
    columns = slice(max(0, round(picture.x0 * scale)), max(0, round(picture.x1 * scale)))
    return np.ascontiguousarray(grey[rows, columns])


def _is_ruled(horizontals: list[Ruling], verticals: list[Ruling]) -> bool:
    crossing = sum(
        any(v.start - 3 <= h.at <= v.end + 3 and h.start - 3 <= v.at <= h.end + 3 for v in verticals)
        for h in horizontals
    )
    return crossing >= 2 and len(verticals) >= 2 and max(crossing, len(verticals)) >= RULINGS


def _moved(glyph: Glyph, picture: Picture) -> Glyph:
    return glyph._replace(
        x0=glyph.x0 + picture.x0, x1=glyph.x1 + picture.x0, top=glyph.top + picture.top,
        bottom=glyph.bottom + picture.top,
    )  # fmt: skip
