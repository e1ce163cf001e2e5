"""Tables that were pasted as pictures into pages of text: read in their place and added to what the page says.

Each picture is cut out of the rendered page, set straight and read like a scanned page, provided that it shows ruling
lines that cross: photographs, logos, charts and seals are left alone.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from parsers.pages.content import Glyph, PageContent, Picture, Ruling
from parsers.pictures.picture import clean, render, straighten
from parsers.recognition.doubt import SecondLook
from parsers.recognition.lines import read_lines
from parsers.recognition.page import DPI, find_ruled, lay_out, to_content
from parsers.recognition.recogniser import recogniser

Colours = npt.NDArray[np.uint8]
"""Height x width x BGR."""

RULINGS = 3  # along one axis (2 along the other) that cross: what a table has at the least
FEW = 4  # characters; less is no table
POOR = 0.75  # mean confidence under which a picture was no print


def add_pictured_tables(page: Any, content: PageContent, pictures: list[Picture]) -> None:
    """Add glyphs and ruling lines of the tables in `pictures` of a pypdfium2 page to its content."""
    colours, scale = render(page, DPI)
    parts = [_cut(colours, scale, picture) for picture in pictures]
    del colours  # pages are large pictures, what is pasted into them is small
    for picture, part in zip(pictures, parts, strict=True):
        read = _read(page, part, scale, picture)
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


def _read(page: Any, part: Colours, scale: float, picture: Picture) -> PageContent | None:
    """What one picture, `part` of the page, says, placed from its own corner; None where it shows no table."""
    if part.size == 0:
        return None
    straight = straighten(clean(part, scale), scale)
    ruled = find_ruled(straight)
    if not _is_ruled(ruled.horizontals, ruled.verticals):  # most pictures are charts and logos: nothing more for them
        return None
    layout = lay_out(straight, ruled)
    if not layout.lines:
        return None
    engine = recogniser()
    area = (picture.x0, picture.top, picture.x1, picture.bottom)
    second = SecondLook(page, DPI, layout.picture, layout.mask, engine, area)
    read = to_content(0, layout, read_lines(layout.text, layout.lines, engine), second)
    return read if len(read.glyphs) >= FEW and read.quality >= POOR else None


def _cut(colours: Colours, scale: float, picture: Picture) -> Colours:
    rows = slice(max(0, round(picture.top * scale)), max(0, round(picture.bottom * scale)))
    columns = slice(max(0, round(picture.x0 * scale)), max(0, round(picture.x1 * scale)))
    return np.ascontiguousarray(colours[rows, columns])


def _is_ruled(horizontals: list[Ruling], verticals: list[Ruling]) -> bool:
    """Whether lines cross as those of a table: two verticals that three horizontals meet, or three that two do. Of the
    bars of a chart each is a box of its own on their axis."""
    met = [
        [n for n, v in enumerate(verticals) if v.start - 3 <= h.at <= v.end + 3 and h.start - 3 <= v.at <= h.end + 3]
        for h in horizontals
    ]
    two = Counter(pair for of in met for pair in combinations(of, 2))
    three = Counter(tuple(of[i : i + RULINGS]) for of in met for i in range(len(of) - RULINGS + 1))
    return any(n >= RULINGS for n in two.values()) or any(n >= RULINGS - 1 for n in three.values())


def _moved(glyph: Glyph, picture: Picture) -> Glyph:
    return glyph._replace(
        x0=glyph.x0 + picture.x0, x1=glyph.x1 + picture.x0, top=glyph.top + picture.top,
        bottom=glyph.bottom + picture.top,
    )  # fmt: skip
