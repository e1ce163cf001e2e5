"""Glyphs -> printed lines, and lines -> running text that knows where each character stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from parsers.content import Glyph
from schemas.document import GlyphPlace, PlacedText, TextSource

SAME_LINE = 0.45  # share of the size between the middles of two glyphs of one line; lines are at least 1.0 apart
WORD_GAP = 0.18  # share of the size between two Latin words or two figures; letters of one word are closer
SIDEWAYS = (90, 270)


class Line:
    """Glyphs of one printed line, left to right, with their hull, the height of their middle and the size of most."""

    __slots__ = ("_text", "bottom", "glyphs", "size", "top", "x0", "x1", "y")

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.glyphs = glyphs
        self._text: str | None = None
        tops = [g.top for g in glyphs]
        bottoms = [g.bottom for g in glyphs]
        self.x0 = glyphs[0].x0
        self.x1 = max(g.x1 for g in glyphs[-3:])
        self.top = min(tops)
        self.bottom = max(bottoms)
        self.y = (sum(tops) + sum(bottoms)) / (2 * len(glyphs))
        sizes = sorted(g.size for g in glyphs)
        self.size = sizes[len(sizes) // 2]

    @property
    def bold(self) -> bool:
        return sum(g.bold for g in self.glyphs) * 2 > len(self.glyphs)

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = "".join(c for c, _ in characters(self.glyphs))
        return self._text


def to_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Upright glyphs as lines, top to bottom, each left to right."""
    lines: list[tuple[float, float, list[Glyph]]] = []  # middle, size, glyphs
    for y, _, glyph in sorted(((g.top + g.bottom) / 2, g.x0, g) for g in glyphs):
        for index in range(len(lines) - 1, max(len(lines) - 4, -1), -1):
            middle, size, members = lines[index]
            if abs(y - middle) <= SAME_LINE * max(size, glyph.size):
                if glyph.size > size:
                    lines[index] = (y, glyph.size, members)
                members.append(glyph)
                break
        else:
            lines.append((y, glyph.size, [glyph]))
    lines.sort(key=lambda line: line[0])
    return [Line(sorted(members, key=lambda g: g.x0)) for _, _, members in lines]


def reading_lines(glyphs: list[Glyph]) -> list[Line]:
    """Lines of a cell in reading order, whichever way its text runs (text on its side is read along its own lines)."""
    sideways = [g for g in glyphs if g.turn in SIDEWAYS]
    if len(sideways) * 2 <= len(glyphs):
        return to_lines(glyphs)
    turn = sideways[0].turn
    turned = {}
    for glyph in glyphs:
        if turn == 90:  # read from top to bottom, next line to the left
            seat = glyph._replace(x0=glyph.top, x1=glyph.bottom, top=-glyph.x1, bottom=-glyph.x0)
        else:
            seat = glyph._replace(x0=-glyph.bottom, x1=-glyph.top, top=glyph.x0, bottom=glyph.x1)
        turned[id(seat)] = (seat, glyph)
    lines = to_lines([seat for seat, _ in turned.values()])
    return [Line([turned[id(g)][1] for g in line.glyphs]) for line in lines]


def characters(glyphs: list[Glyph]) -> list[tuple[str, Glyph | None]]:
    """Characters of one line with their glyphs; None for a joining space, which stands only between Latin words or
    figures that are printed apart."""
    out: list[tuple[str, Glyph | None]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and _is_latin(last.text) and _is_latin(glyph.text):
            gap = (glyph.x0 - last.x1) if glyph.turn not in SIDEWAYS else 0.0
            if gap > WORD_GAP * max(last.size, glyph.size) or (last.end and gap > -WORD_GAP * glyph.size):
                out.append((" ", None))
        out.append((glyph.text, glyph))
        last = glyph
    return out


def join_lines(lines: Iterable[Line]) -> list[tuple[str, Glyph | None]]:
    """Characters of several lines as one text: no space at a line's end except between two Latin words."""
    out: list[tuple[str, Glyph | None]] = []
    for line in lines:
        piece = characters(line.glyphs)
        if out and piece and _is_letter(out[-1][0]) and _is_letter(piece[0][0]):
            out.append((" ", None))
        out.extend(piece)
    return out


def placed(pieces: Iterable[tuple[int, list[tuple[str, Glyph | None]]]], source: TextSource = "digital") -> PlacedText:
    """Text with the place of each character, from (page, characters) pieces joined without a space."""
    text: list[str] = []
    places: list[GlyphPlace | None] = []
    confidence = 1.0
    for page, chars in pieces:
        for char, glyph in chars:
            text.append(char)
            place = None
            if glyph is not None:
                confidence = min(confidence, glyph.confidence)
                place = GlyphPlace(page, glyph.x0, glyph.top, glyph.x1, glyph.bottom)
            places.extend([place] * len(char))
    return PlacedText.model_construct(
        text="".join(text),
        places=tuple(places),
        origin="ocr" if source == "ocr" else "digital",
        confidence=confidence,
    )


def _is_latin(char: str) -> bool:
    code = ord(char[-1])
    return code < 0x250 and code > 0x20


def _is_letter(char: str) -> bool:
    code = ord(char[-1])
    return 0x41 <= code < 0x250 and unicodedata.category(chr(code))[0] == "L"
