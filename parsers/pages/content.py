"""What stands on one page, whatever it was read from: glyphs, ruling lines, fills, pictures.

These are the only types that pass between the readers of a page (`decode` for the objects of the PDF, `recognition` for
a picture of the page) and the geometry that follows (grids, cells, blocks). All lengths are points; the origin is the
top-left corner of the page as displayed, after /Rotate and the crop box; y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.pages.placing import Placing
from schemas.document import TextSource

SQUARES = 40  # per side of a page, looked at to see what pictures cover


class Glyph(NamedTuple):
    """One printed character.

    The box is the character's em box: `x0`..`x1` the advance, `top`..`bottom` ascent to descent (not the ink), so that
    glyphs of one line have nearly the same top and bottom. `size` is the font size as displayed. `turn` is the
    direction of writing in degrees clockwise (0 for upright text, 90 and 270 for text on its side, -1 for any slant).
    `confidence` is 1 for text of the PDF itself, else the reader's own measure. `end` marks the last glyph before a
    white space in the text layer. `shade` is the luminance of its colour, 0 black to 1 white. `figure`, on the first
    glyph of a figure in doubt, is how the figure was read and how else it may be read.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    turn: int = 0
    confidence: float = 1.0
    end: bool = False
    shade: float = 0.0
    figure: tuple[str, ...] = ()

    @property
    def x(self) -> float:
        """Horizontal centre."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Vertical centre."""
        return (self.top + self.bottom) / 2


class Ruling(NamedTuple):
    """One visible straight line along an axis.

    `at` is the y of a horizontal line or the x of a vertical one (its centre line), `start`..`end` its extent along
    the other axis, `width` its thickness. `drawn` is False for a border that is only a change of fill colour. `faint`
    is True for a white line, which shows on a shaded ground only.
    """

    at: float
    start: float
    end: float
    width: float
    drawn: bool = True
    faint: bool = False


class Fill(NamedTuple):
    """A filled area that shows (shading); `shade` is its luminance, 0 black to 1 white."""

    x0: float
    top: float
    x1: float
    bottom: float
    shade: float


class Picture(NamedTuple):
    """An image placed on the page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class PageContent:
    """All that geometry needs to know of one page.

    `quality` (0..1) says how far the text can be trusted; 1 for a sound text layer. `text_source` is `none` for a page
    without readable text. `layer` is True when the text is an invisible layer over a picture of the page (a scan that
    somebody else has read). `marks` counts what is painted besides text. `problems` are lines for a person. `noise`
    holds those of `glyphs` whose font does not tell what they say. `placing`
    tells where the page lies on the page as displayed when it was set straight or upright; None when it is that page.
    `sheet` is the number of the file's page on which it stands, where that is not `number`. `incomplete` is True where
    something that the page shows was not read.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    text_source: TextSource = "digital"
    quality: float = 1.0
    layer: bool = False
    marks: int = 0
    problems: list[str] = field(default_factory=list)
    noise: list[Glyph] = field(default_factory=list)
    placing: Placing | None = None
    sheet: int | None = None
    incomplete: bool = False

    @property
    def page_of_file(self) -> int:
        return self.sheet or self.number

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all shows on the page."""
        return not self.glyphs and not self.marks

    @property
    def picture_share(self) -> float:
        """Share of the page that its pictures cover together (a scan may come in strips): near 1 for a scan."""
        if not self.pictures or self.width <= 0 or self.height <= 0:
            return 0.0
        covered = 0
        columns, rows = self.width / SQUARES, self.height / SQUARES
        for row in range(SQUARES):
            y = (row + 0.5) * rows
            there = [(p.x0, p.x1) for p in self.pictures if p.top <= y < p.bottom]
            covered += sum(any(a <= (i + 0.5) * columns < b for a, b in there) for i in range(SQUARES)) if there else 0
        return covered / SQUARES**2
