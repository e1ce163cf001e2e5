"""A stand-in font for text whose font is not in the file, so that pdfium reads it the same on every machine.

Many Chinese producers leave SimSun and the like out of the file. pdfium then asks the operating system for a font; on
a machine without Chinese fonts it takes every such glyph to be of no size, and its text page silently drops text
objects of no width (single characters vanish). The stand-in answers every request with a font of one narrow box for
all characters: advances come from the PDF's own /W and /Widths, the text from its CMap, so that nothing depends on
what is installed. The standard fonts (PDF 32000-1, 9.6.2.2) may be named in a file without widths: for those pdfium
takes its own copies, whose advances are right, when the system has none.

The font is generated here, byte by byte (OpenType 1.9, chapter `otff`; the character map is format 13, many-to-one).
It holds for the whole process; `use_system_fonts` undoes it for whoever renders pages for people to look at.
"""

from __future__ import annotations

import ctypes
import struct
from typing import Any

import pypdfium2.raw as pdfium_c

UNITS_PER_EM = 1000
ASCENT, DESCENT = 880, -120  # the em box of Chinese fonts
INK_WIDTH = 200  # narrower than any advance, so that a glyph's box is its advance
LAST_CODE_POINT = 0x3FFFF
FONT_HANDLE = 1  # there is one font; the handle only has to be other than null
GB2312_CHARSET = 134
STANDARD_LATIN = (b"Times-", b"Helvetica", b"Courier")  # pdfium asks by these names also for Times New Roman and Arial


def _table_glyf() -> bytes:
    """Two glyphs, .notdef and the box, with the same outline: a rectangle."""
    box = struct.pack(">hhhhh", 1, 0, DESCENT, INK_WIDTH, ASCENT)  # contours, bounding box
    box += struct.pack(">HH", 3, 0)  # last point, no instructions
    box += bytes([1, 1, 1, 1])  # on-curve points, long vectors
    box += struct.pack(">hhhh", 0, 0, INK_WIDTH, 0)  # x steps
    box += struct.pack(">hhhh", DESCENT, ASCENT - DESCENT, 0, DESCENT - ASCENT)  # y steps
    return box + bytes(-len(box) % 4)


def _table_name() -> bytes:
    family, style = ("Standin".encode("utf-16-be"), "Regular".encode("utf-16-be"))
    records = struct.pack(">HHHHHH", 3, 1, 0x409, 1, len(family), 0)
    records += struct.pack(">HHHHHH", 3, 1, 0x409, 2, len(style), len(family))
    return struct.pack(">HHH", 0, 2, 6 + len(records)) + records + family + style


def _build_font() -> bytes:
    """The font file: cmap, glyf, head, hhea, hmtx, loca, maxp, name, OS/2 and post."""
    glyph = _table_glyf()
    tables = {
        b"OS/2": struct.pack(">Hh3H11h10B4L4s3H3h2H", 0, 1000, 400, 5, 0, *([0] * 11), *([0] * 10), 0, 0, 0, 0, b"FUHE",
                             64, 0x20, 0xFFFF, ASCENT, DESCENT, 0, ASCENT, -DESCENT),
        b"cmap": struct.pack(">HHHHL", 0, 1, 3, 10, 12) + struct.pack(">HHLLL", 13, 0, 28, 0, 1)
        + struct.pack(">LLL", 0x20, LAST_CODE_POINT, 1),
        b"glyf": glyph * 2,
        b"head": struct.pack(">LLLLHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, UNITS_PER_EM, 0, 0, 0, DESCENT,
                             INK_WIDTH, ASCENT, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">LhhhHhhhhhhhhhhhH", 0x10000, ASCENT, DESCENT, 0, UNITS_PER_EM, 0, 0, INK_WIDTH, 1,
                             *([0] * 7), 2),
        b"hmtx": struct.pack(">HhHh", UNITS_PER_EM, 0, UNITS_PER_EM, 0),
        b"loca": struct.pack(">LLL", 0, len(glyph), 2 * len(glyph)),
        b"maxp": struct.pack(">LHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _table_name(),
        b"post": struct.pack(">LLhhLLLLL", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip
    head = struct.pack(">LHHHH", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    directory, body = b"", b""
    start = len(head) + 16 * len(tables)
    for tag, data in tables.items():
        padded = data + bytes(-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        directory += tag + struct.pack(">LLL", checksum, start + len(body), len(data))
        body += padded
    return head + directory + body


_FONT = _build_font()
_FACE = b"Standin\0"
_installed: list[bool] = []  # holds something while the stand-in answers
_kept: list[Any] = []  # what pdfium holds pointers to must live as long as the process


def _font_data(_this: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    if table:  # a single table, or the collection tag: pdfium then asks for the whole file
        return 0
    if size >= len(_FONT):
        ctypes.memmove(buffer, _FONT, len(_FONT))
    return len(_FONT)


def _face_name(_this: Any, _font: Any, buffer: Any, size: int) -> int:
    if size >= len(_FACE):
        ctypes.memmove(buffer, _FACE, len(_FACE))
    return len(_FACE)


def _font_for(_this: Any, _weight: int, _italic: int, _charset: int, _pitch: int, face: Any, _exact: Any) -> int | None:
    name = ctypes.cast(face, ctypes.c_char_p).value if face else None
    return None if name and name.startswith(STANDARD_LATIN) else FONT_HANDLE


def use_standin_font() -> None:
    """Answer all of pdfium's requests for fonts that are not in the file with the stand-in. Cheap when already set."""
    if _installed:
        return
    _installed.append(True)
    info = pdfium_c.FPDF_SYSFONTINFO()
    info.version = 1
    types = dict(pdfium_c.FPDF_SYSFONTINFO._fields_)
    answers = {
        "Release": lambda _this: None,
        "EnumFonts": lambda _this, _mapper: None,
        "MapFont": _font_for,
        "GetFont": lambda _this, _face: FONT_HANDLE,
        "GetFontData": _font_data,
        "GetFaceName": _face_name,
        "GetFontCharset": lambda _this, _font: GB2312_CHARSET,
        "DeleteFont": lambda _this, _font: None,
    }
    for name, answer in answers.items():
        callback = types[name](answer)
        _kept.append(callback)
        setattr(info, name, callback)
    _kept.append(info)
    pdfium_c.FPDF_SetSystemFontInfo(ctypes.byref(info))


def use_system_fonts() -> None:
    """Give pdfium the operating system's fonts back, for pictures that people look at. Documents opened before keep
    what they have; reading installs the stand-in again."""
    if _installed:
        _installed.clear()
        default = pdfium_c.FPDF_GetDefaultSystemFontInfo()
        _kept.append(default)
        pdfium_c.FPDF_SetSystemFontInfo(default)
