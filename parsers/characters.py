"""The characters of a page's text layer, with what their text objects say of size, weight, colour and direction."""

from __future__ import annotations

import ctypes
import unicodedata
from ctypes import byref, c_double
from dataclasses import dataclass
from typing import NamedTuple

from parsers import pdfium
from parsers.content import Glyph
from parsers.pdfium import Colour, Handle, Matrix

ASCENT, DESCENT = 0.88, 0.12  # em box of Chinese fonts above and below the baseline, as shares of the font size
UPRIGHT = 0.035  # slope of a baseline (2 degrees) up to which text still counts as running along an axis
OVERHANG = 0.25  # share of the font size by which ink may stick out of the advance; more is vertical writing
BOLD_WEIGHT = 600  # OpenType usWeightClass: semi-bold and up
FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123
BOLD_NAMES = ("bold", "black", "heavy", "simhei", "heiti", "黑体", "粗", "xiaobiaosong", "小标宋")
HYPHEN_AT_LINE_END = 0x02  # what pdfium's text page puts for a hyphen that ends a line
INVISIBLE_MODES = (3, 7)  # PDF 32000-1, table 106: neither fill nor stroke
STROKED_MODES = (2, 6)
SMALLEST_SIZE = 0.5  # points; smaller text cannot be read by anyone


@dataclass(slots=True, eq=False)
class Run:
    """What holds for all characters of one text object. `turn` as in `Glyph`; `mapped` False when codes have no known
    character."""

    handle: Handle
    size: float
    turn: int
    bold: bool
    invisible: bool
    colour: Colour
    font: Handle
    mapped: bool
    shade: float


class Char(NamedTuple):
    glyph: Glyph
    run: Run


class _Rect(ctypes.Structure):
    _fields_ = [
        ("left", ctypes.c_float),
        ("top", ctypes.c_float),
        ("right", ctypes.c_float),
        ("bottom", ctypes.c_float),
    ]


class CharacterReader:
    """Reads text pages of one document; remembers its fonts."""

    def __init__(self) -> None:
        self._bold_fonts: dict[Handle, bool] = {}

    def read(self, page: Handle, to_display: Matrix) -> list[Char]:
        """All printed characters in the order of the text layer; white space becomes `Glyph.end` of the one before."""
        text = pdfium.load_text(page)
        if not text:
            return []
        try:
            return self._read(text, to_display)
        finally:
            pdfium.close_text(text)

    def _read(self, text: Handle, to_display: Matrix) -> list[Char]:
        a, b, c, d, e, f = to_display
        rect, ox, oy = _Rect(), c_double(), c_double()
        rect_ref, ox_ref, oy_ref = byref(rect), byref(ox), byref(oy)
        runs: dict[Handle, Run] = {}
        chars: list[Char] = []
        high_surrogate = 0
        code_of, object_of, box_of, origin_of = (
            pdfium.char_code,
            pdfium.char_object,
            pdfium.char_box,
            pdfium.char_origin,
        )
        for index in range(pdfium.count_chars(text)):
            obj = object_of(text, index)
            if not obj:  # white space that pdfium made up
                continue
            code = code_of(text, index)
            if 0xD800 <= code < 0xDC00:
                high_surrogate = code
                continue
            if 0xDC00 <= code < 0xE000 and high_surrogate:
                code = 0x10000 + ((high_surrogate - 0xD800) << 10) + (code - 0xDC00)
            run = runs.get(obj)
            if run is None:
                run = runs[obj] = self._run(text, index, obj, to_display)
            char = _printed(code)
            if not char:
                if chars and code in _SPACES:
                    last = chars[-1]
                    chars[-1] = Char(last.glyph._replace(end=True), last.run)
                continue
            box_of(text, index, rect_ref)
            origin_of(text, index, ox_ref, oy_ref)
            x, y, size = ox.value, oy.value, run.size
            xs = (a * rect.left + c * rect.top + e, a * rect.right + c * rect.bottom + e)
            ys = (b * rect.left + d * rect.top + f, b * rect.right + d * rect.bottom + f)
            x0, x1 = (xs[0], xs[1]) if xs[0] <= xs[1] else (xs[1], xs[0])
            if run.turn == 0 and a * x + c * y + e - x0 <= OVERHANG * size:
                base = b * x + d * y + f
                top, bottom = base - ASCENT * size, base + DESCENT * size
            else:
                top, bottom = (ys[0], ys[1]) if ys[0] <= ys[1] else (ys[1], ys[0])
            glyph = Glyph(char, x0, top, x1, bottom, size, run.bold, run.turn, 1.0, False, run.shade)
            chars.append(Char(glyph, run))
        return _spread_ligatures(chars)

    def _run(self, text: Handle, index: int, obj: Handle, to_display: Matrix) -> Run:
        matrix = pdfium.concat(pdfium.matrix_of_char(text, index), to_display)
        scale = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        mode = pdfium.text_mode(obj)
        font = pdfium.text_font(obj) or 0
        colour = pdfium.fill_of(obj)
        return Run(
            handle=obj,
            size=pdfium.font_size_of(obj) * scale,
            turn=_turn(matrix[0], matrix[1]),
            bold=mode in STROKED_MODES or self._is_bold(font),
            invisible=mode in INVISIBLE_MODES,
            colour=colour,
            font=font,
            mapped=pdfium.char_unmapped(text, index) != 1,
            shade=luminance(colour),
        )

    def _is_bold(self, font: Handle) -> bool:
        known = self._bold_fonts.get(font)
        if known is None:
            name = pdfium.font_name_of(font).lower() if font else ""
            known = bool(font) and (
                any(word in name for word in BOLD_NAMES)
                or pdfium.font_weight(font) >= BOLD_WEIGHT
                or bool(max(pdfium.font_flags(font), 0) & FORCE_BOLD)
            )
            self._bold_fonts[font] = known
        return known


def luminance(colour: Colour) -> float:
    """0 black to 1 white as seen on white paper (Rec. 709 weights)."""
    red, green, blue, alpha = colour
    shade = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
    return 1 - (1 - shade) * alpha / 255


def _turn(dx: float, dy: float) -> int:
    """Direction of a baseline on the page (y grows downwards), in degrees clockwise, or -1 when slanted."""
    if abs(dy) <= UPRIGHT * abs(dx):
        return 0 if dx > 0 else 180
    if abs(dx) <= UPRIGHT * abs(dy):
        return 90 if dy > 0 else 270
    return -1


_SPACES = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000})
_SYMBOLS = {  # Wingdings and Symbol, as Word writes them into the private use area
    0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF071: "□", 0xF075: "◆", 0xF076: "❖", 0xF0A7: "■", 0xF0A8: "□", 0xF0B7: "•",
    0xF0D8: "➢", 0xF0FC: "✓", 0xF0FE: "☑", 0xF052: "☑", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B4: "×", 0xF0B1: "±", 0xF02D: "-",
}  # fmt: skip
_printed_cache: dict[int, str] = {}


def _printed(code: int) -> str:
    """The character that a person would type for a code; '' for white space and what does not print.

    Compatibility ideographs and radicals (⼀ for 一) are folded, since fonts' ToUnicode maps give them by accident;
    full-width forms stay as printed.
    """
    known = _printed_cache.get(code)
    if known is None:
        if code == HYPHEN_AT_LINE_END:
            known = "-"
        elif code in _SPACES or code in (0xAD, 0xFFFE, 0xFFFF) or not 0x20 < code < 0x110000:
            known = ""
        elif code in _SYMBOLS:
            known = _SYMBOLS[code]
        elif 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00 or 0x2F800 <= code < 0x2FA20:
            known = _RADICALS.get(code) or unicodedata.normalize("NFKC", chr(code))
        elif unicodedata.category(chr(code)) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cn"):
            known = ""
        else:
            known = chr(code)
        _printed_cache[code] = known
    return known


# Radicals of the supplement block that Unicode gives no decomposition but that Chinese fonts share with ideographs.
_RADICALS = {
    0x2E81: "厂", 0x2E83: "乚", 0x2E84: "乙", 0x2E85: "亻", 0x2E86: "冂", 0x2E89: "刂", 0x2E8B: "㔾", 0x2E8C: "小",
    0x2E8F: "尣", 0x2E92: "巳", 0x2E93: "幺", 0x2E95: "彐", 0x2E96: "忄", 0x2E97: "心", 0x2E98: "扌", 0x2E99: "攵",
    0x2E9B: "旡", 0x2E9D: "月", 0x2E9F: "母", 0x2EA0: "民", 0x2EA1: "氵", 0x2EA2: "水", 0x2EA3: "灬", 0x2EA4: "爫",
    0x2EA9: "王", 0x2EAA: "疋", 0x2EAB: "目", 0x2EAC: "示", 0x2EAD: "礻", 0x2EAE: "竹", 0x2EAF: "糹", 0x2EB0: "纟",
    0x2EB6: "羊", 0x2EB9: "耂", 0x2EBB: "聿", 0x2EBC: "肉", 0x2EBF: "艹", 0x2EC1: "虎", 0x2EC2: "衤", 0x2EC3: "覀",
    0x2EC4: "西", 0x2EC5: "见", 0x2EC6: "角", 0x2EC8: "讠", 0x2EC9: "贝", 0x2ECA: "足", 0x2ECB: "车", 0x2ECC: "辶",
    0x2ECE: "辶", 0x2ECF: "邑", 0x2ED0: "钅", 0x2ED1: "長", 0x2ED3: "长", 0x2ED4: "门", 0x2ED6: "阝", 0x2ED8: "青",
    0x2ED9: "韦", 0x2EDA: "页", 0x2EDB: "风", 0x2EDC: "飞", 0x2EDD: "食", 0x2EDF: "飠", 0x2EE0: "饣", 0x2EE2: "马",
    0x2EE3: "骨", 0x2EE4: "鬼", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE7: "卤", 0x2EE8: "麦", 0x2EE9: "黄", 0x2EEA: "黾",
    0x2EEC: "齐", 0x2EED: "齿", 0x2EEF: "龙", 0x2EF0: "龟", 0x2EF3: "龟",
}  # fmt: skip


def _spread_ligatures(chars: list[Char]) -> list[Char]:
    """Characters of one ligature share a box in the text layer: give each its part of it."""
    spread: list[Char] = []
    start = 0
    for index in range(1, len(chars) + 1):
        first = chars[start].glyph
        if index < len(chars) and chars[index].run is chars[start].run and chars[index].glyph[1:5] == first[1:5]:
            continue
        group = chars[start:index]
        if len(group) > 1 and first.turn == 0:
            step = (first.x1 - first.x0) / len(group)
            group = [
                Char(g._replace(x0=first.x0 + i * step, x1=first.x0 + (i + 1) * step), run)
                for i, (g, run) in enumerate(group)
            ]
        spread.extend(group)
        start = index
    return spread
