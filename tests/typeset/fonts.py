"""Open Chinese fonts for reportlab: the CFF outlines of Noto CJK turned into TrueType, once, in a cache."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.basePen import BasePen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as FontFile
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

SOURCES = {"song": "NotoSerifCJKsc-Regular.otf", "hei": "NotoSansCJKsc-Regular.otf"}
NOT_EMBEDDED = {"stsong": "STSong-Light"}
ASCENT = 0.86  # of the em box that a line of text takes; the rest lies below the base line
BEYOND_GB2312 = "㎡³²μ–—…·•≥≤＜＞∑Σ÷×〔〕㎏€□☑√④⑩－＝％＋"
VERSION = "4"


@functools.cache
def coverage() -> str:
    """GB 2312 (what reports are written in), ASCII and a few signs beyond."""
    found = {chr(code) for code in range(0x20, 0x7F)} | set(BEYOND_GB2312)
    for first in range(0xA1, 0xF8):
        for second in range(0xA1, 0xFF):
            try:
                found.add(bytes([first, second]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return "".join(sorted(found))


def source(face: str) -> Path:
    """The font file in the installed package mplfonts (not imported: that would start matplotlib)."""
    spec = importlib.util.find_spec("mplfonts")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("the package mplfonts is needed for its open Chinese fonts: pip install mplfonts")
    return Path(next(iter(spec.submodule_search_locations))) / "fonts" / SOURCES[face]


def cached(face: str) -> Path:
    """The TrueType version of a face; made when it is not there yet."""
    key = hashlib.sha256(f"{VERSION}{SOURCES[face]}{coverage()}".encode()).hexdigest()[:12]
    folder = Path(os.environ.get("FUHE_FONT_CACHE") or Path(tempfile.gettempdir()) / f"fuhe-fonts-{os.getuid()}")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{face}-{key}.ttf"
    if not path.exists():
        half = path.with_suffix(f".{os.getpid()}.part")
        convert(source(face), half, coverage())
        half.replace(path)  # whole or not at all, however many make it at once
    return path


def convert(origin: Path, target: Path, characters: str) -> None:
    """Write a TrueType font with these characters of an OpenType/CFF font."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["VORG", "vhea", "vmtx", "GSUB", "GPOS", "GDEF", "BASE"]
    font = subset.load_font(str(origin), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in characters])
    subsetter.subset(font)
    glyphs, shapes = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        shapes[name] = pen.glyph()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(font.getGlyphOrder())
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupGlyf(shapes)
    widths = font["hmtx"].metrics
    builder.setupHorizontalMetrics({n: (widths[n][0], getattr(shapes[n], "xMin", 0)) for n in shapes})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    family = origin.stem.split("-")[0]
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": origin.stem})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = 3_600_000_000
    builder.font.recalcTimestamp = False
    builder.save(str(target))


@functools.cache
def _outlines(face: str) -> FontFile:
    return FontFile(str(cached(face)), lazy=True)


def registered(face: str) -> str:
    """The name under which reportlab knows this face."""
    name = NOT_EMBEDDED.get(face, f"fuhe-{face}")
    if name not in pdfmetrics.getRegisteredFontNames():
        font = UnicodeCIDFont(name) if face in NOT_EMBEDDED else TTFont(name, str(cached(face)))
        pdfmetrics.registerFont(font)
    return name


@functools.cache
def advance(face: str, char: str) -> float:
    """Width of a character for size 1."""
    return float(pdfmetrics.stringWidth(char, registered(face), 1000)) / 1000


def width(face: str, text: str, size: float) -> float:
    return sum(advance(face, char) for char in text) * size


def missing(characters: set[str]) -> str:
    """Characters that the embedded faces do not have."""
    return "".join(sorted(characters - set(coverage()) - set("\n")))


class _Outline(BasePen):
    """Collects a glyph's outline as drawing commands of a reportlab path."""

    def __init__(self, glyphs: object, path: object) -> None:
        super().__init__(glyphs)
        self.path = path

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.path.moveTo(*pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.path.lineTo(*pt)

    def _curveToOne(self, a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:  # noqa: N802
        self.path.curveTo(*a, *b, *c)

    def _closePath(self) -> None:  # noqa: N802
        self.path.close()


def draw_outline(char: str, path: object, face: str = "song") -> None:
    """Add a character's outline to a path, in units of a thousandth of the size."""
    font = _outlines(face)
    glyphs = font.getGlyphSet()
    glyphs[font.getBestCmap()[ord(char)]].draw(_Outline(glyphs, path))
