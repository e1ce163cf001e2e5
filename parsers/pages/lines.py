"""Glyphs -> printed lines, and lines -> running text that knows where each character stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from operator import itemgetter

from parsers.pages.content import Glyph
from schemas.document import GlyphPlace, PlacedText, TextSource
from schemas.trusted import trusted

SAME_LINE = 0.45  # share of the size between the middles of two glyphs of one line; lines are at least 1.0 apart
WORD_GAP = 0.18  # share of the size between two Latin words or two figures; letters of one word are closer
SIDEWAYS = (90, 270)
LEAST_STACKED, MOST_UPRIGHT = 2, 4  # heights of characters, and columns, of a text set from top to bottom
SAME_COLUMN = 0.2  # sizes between the middles of its characters
STACKED, COLUMN_GAP = 1.1, 0.25  # sizes from one to the next below, and of white between two columns
FIRST_LATIN, BEYOND_LATIN = "!", "\u0250"
_LAST = (-1, -2, -3)  # lines that a glyph may still belong to
_MEASURES = frozenset({"x0", "x1", "top", "bottom", "y", "size", "largest"})
_MIDDLE, _LEFT, _TOP = itemgetter(0), itemgetter(1), itemgetter(2)  # of a line on its way, of a glyph


PlacedChar = tuple[str, Glyph | None]
"""A character with its glyph; None for a joining space."""


class Line:
    """Glyphs of one printed line, left to right, with their hull, the height of their middle, the size of most and the
    largest: figures may be set smaller than the words beside them.

    These are worked out when one of them is first asked for: of the lines in cells only the text is.
    """

    __slots__ = ("_characters", "_text", "bottom", "glyphs", "largest", "size", "top", "x0", "x1", "y")
    x0: float
    x1: float
    top: float
    bottom: float
    y: float
    size: float
    largest: float

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.glyphs = glyphs
        self._text: str | None = None
        self._characters: tuple[PlacedChar, ...] | None = None

    def __getattr__(self, name: str) -> float:
        """Called for what has no value yet."""
        if name not in _MEASURES:
            raise AttributeError(name)
        glyphs = self.glyphs
        tops, bottoms = [g[2] for g in glyphs], [g[4] for g in glyphs]
        self.x0 = glyphs[0].x0
        self.x1 = max([g[3] for g in glyphs[-3:]])
        self.top = min(tops)
        self.bottom = max(bottoms)
        self.y = (sum(tops) + sum(bottoms)) / (2 * len(glyphs))
        sizes = sorted([g[5] for g in glyphs])
        self.size, self.largest = sizes[len(glyphs) // 2], sizes[-1]
        measured: float = getattr(self, name)
        return measured

    def has_type_of(self, other: Line, points: float = 0.5, share: float = 0.0) -> bool:
        """Whether the sizes of most, or the largest, of two lines differ by at most so many points, or that share."""
        by = abs(self.size - other.size), abs(self.largest - other.largest)
        return min(by) <= points or by[0] <= share * max(self.size, other.size) or by[1] <= share * self.largest

    @property
    def bold(self) -> bool:
        return sum(g.bold for g in self.glyphs) * 2 > len(self.glyphs)

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = "".join([char for char, _ in self.characters])
        return self._text

    @property
    def characters(self) -> tuple[PlacedChar, ...]:
        """What `characters` gives for its glyphs; asked for by all who join lines."""
        if self._characters is None:
            self._characters = tuple(characters(self.glyphs))
        return self._characters


def to_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Upright glyphs as lines, top to bottom, each left to right."""
    glyphs = [*glyphs]
    if _on_one_height(glyphs):
        return [Line(sorted(glyphs, key=_LEFT))]
    lines: list[tuple[float, float, list[Glyph]]] = []  # middle, size, glyphs
    open_lines: tuple[int, ...] = ()
    for y, _, glyph in sorted([((g[2] + g[4]) / 2, g[1], g) for g in glyphs]):
        size = glyph[5]
        for back in open_lines:
            middle, usual, members = lines[back]
            if y - middle <= SAME_LINE * (size if size > usual else usual):
                if size > usual:
                    lines[back] = (y, size, members)
                members.append(glyph)
                break
        else:
            lines.append((y, size, [glyph]))
            open_lines = _LAST[: len(lines)]
    lines.sort(key=_MIDDLE)
    return [Line(sorted(members, key=_LEFT)) for _, _, members in lines]


def _on_one_height(glyphs: list[Glyph]) -> bool:
    """Whether all stand between one top and one bottom, side by side: most cells hold one such line."""
    if not glyphs:
        return False
    top, bottom = glyphs[0][2], glyphs[0][4]
    for glyph in glyphs:
        if glyph[2] != top or glyph[4] != bottom:
            return False
    return len({g[1] for g in glyphs}) == len(glyphs)


def reading_lines(glyphs: list[Glyph]) -> list[Line]:
    """Lines of a cell in reading order, whichever way its text runs (text on its side is read along its own lines)."""
    sideways = [g for g in glyphs if g.turn in SIDEWAYS]
    if len(sideways) * 2 <= len(glyphs):
        lines = to_lines(glyphs)
        if len(lines) < LEAST_STACKED or any(len(line.glyphs) > MOST_UPRIGHT for line in lines):
            return lines
        return _upright_columns(glyphs) or lines
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


def _upright_columns(glyphs: list[Glyph]) -> list[Line] | None:
    """Upright characters set from top to bottom in several columns, the first one on the right; None where they are
    not: characters touch those below them, and white stands between the columns."""
    if sum(g.text > BEYOND_LATIN for g in glyphs) * 2 <= len(glyphs):
        return None
    columns: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=_LEFT, reverse=True):
        if columns and abs(columns[-1][0].x - glyph.x) <= SAME_COLUMN * glyph.size:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    if len(columns) < 2 or max(map(len, columns)) < 2:
        return None
    size = glyphs[0].size
    for column in columns:
        column.sort(key=_TOP)
        if any(b.top - a.top > STACKED * size for a, b in pairwise(column)):
            return None
    if any(right[0].x0 - left[0].x1 < COLUMN_GAP * size for right, left in pairwise(columns)):
        return None
    return [Line(column) for column in columns]


def characters(glyphs: list[Glyph]) -> list[PlacedChar]:
    """Characters of one line with their glyphs; None for a joining space, which stands only between Latin words or
    figures that are printed apart."""
    out: list[PlacedChar] = []
    last: Glyph | None = None  # the one before, where it is Latin
    for glyph in glyphs:
        text = glyph[0]
        if FIRST_LATIN <= text[-1] < BEYOND_LATIN:
            if last is not None:
                gap = (glyph.x0 - last.x1) if glyph.turn not in SIDEWAYS else 0.0
                if gap > WORD_GAP * max(last.size, glyph.size) or (last.end and gap > -WORD_GAP * glyph.size):
                    out.append((" ", None))
            last = glyph
        else:
            last = None
        out.append((text, glyph))
    return out


def join_lines(lines: Iterable[Line]) -> list[PlacedChar]:
    """Characters of several lines as one text: no space at a line's end except between two Latin words."""
    out: list[PlacedChar] = []
    for line in lines:
        piece = line.characters
        if out and piece and _is_letter(out[-1][0]) and _is_letter(piece[0][0]):
            out.append((" ", None))
        out.extend(piece)
    return out


def placed(pieces: Iterable[tuple[int, list[PlacedChar]]], source: TextSource = "digital") -> PlacedText:
    """Text with the place of each character, from (page, characters) pieces joined without a space."""
    pieces = list(pieces)
    text = "".join([char for _, chars in pieces for char, _ in chars])
    new = tuple.__new__  # what a NamedTuple is made with; twice as fast as its class
    places = [
        new(GlyphPlace, (page, glyph[1], glyph[2], glyph[3], glyph[4])) if glyph is not None else None  # joining space
        for page, chars in pieces
        for _, glyph in chars
    ]
    if len(text) != len(places):  # some glyphs are several characters
        widths = [len(char) for _, chars in pieces for char, _ in chars]
        places = [place for place, width in zip(places, widths, strict=True) for _ in range(width)]
    confidence = min([1.0, *[glyph[8] for _, chars in pieces for _, glyph in chars if glyph is not None]])
    return trusted(
        PlacedText,
        text=text,
        places=tuple(places),
        origin="ocr" if source == "ocr" else "digital",
        confidence=confidence,
        confidences=_confidences(pieces) if confidence < 1.0 else (),
        others=_other_readings(text, pieces) if confidence < 1.0 else (),
        read_as="",
    )


def _confidences(pieces: list[tuple[int, list[PlacedChar]]]) -> tuple[float, ...]:
    """One for each character."""
    return tuple(
        1.0 if glyph is None else glyph.confidence for _, chars in pieces for char, glyph in chars for _ in char
    )


def _other_readings(text: str, pieces: list[tuple[int, list[PlacedChar]]]) -> tuple[str, ...]:
    """How else a figure may be read that is all of the text."""
    first = next((glyph for _, chars in pieces for _, glyph in chars if glyph is not None), None)
    return first.figure[1:] if first is not None and first.figure and first.figure[0] == text else ()


def _is_letter(char: str) -> bool:
    code = ord(char[-1])
    return 0x41 <= code < 0x250 and unicodedata.category(chr(code))[0] == "L"


def spaced(line: Line) -> str:
    """Text of a line with a space wherever print leaves one (after 表5, before 2021年)."""
    out: list[str] = []
    last = None
    for text, glyph in line.characters:
        if glyph is not None and last is not None and glyph.x0 - last.x1 > 0.15 * glyph.size and out[-1] != " ":
            out.append(" ")
        out.append(text)
        last = glyph or last
    return "".join(out).strip()
