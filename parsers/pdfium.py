"""pdfium's C functions with plain arguments: pointers are integers, so that a call costs a third of a microsecond.

The addresses come from pypdfium2; only the prototypes are ours. Without releasing the interpreter lock (`PYFUNCTYPE`)
such short calls are cheaper; pdfium is not thread-safe anyway.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import byref, c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

Handle = int  # address of an object inside pdfium; 0 or None when there is none


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium_c, name), c_void_p).value
    if address is None:  # pragma: no cover - pypdfium2 refuses to import before this can happen
        raise ImportError(f"pdfium has no function {name}")
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_P, _I, _U = c_void_p, c_int, c_uint

load_text = _function("FPDFText_LoadPage", _P, _P)
close_text = _function("FPDFText_ClosePage", None, _P)
_count_chars = _function("FPDFText_CountChars", _I, _P)
_char_code = _function("FPDFText_GetUnicode", _U, _P, _I)
_char_object = _function("FPDFText_GetTextObject", _P, _P, _I)
_char_origin = _function("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
_char_box = _function("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
_char_matrix = _function("FPDFText_GetMatrix", _I, _P, _I, _P)
_char_unmapped = _function("FPDFText_HasUnicodeMapError", _I, _P, _I)

count_objects = _function("FPDFPage_CountObjects", _I, _P)
page_object = _function("FPDFPage_GetObject", _P, _P, _I)
form_count = _function("FPDFFormObj_CountObjects", _I, _P)
form_object = _function("FPDFFormObj_GetObject", _P, _P, c_ulong)
object_type = _function("FPDFPageObj_GetType", _I, _P)
object_matrix = _function("FPDFPageObj_GetMatrix", _I, _P, _P)
object_bounds = _function("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
_fill_colour = _function("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
_stroke_colour = _function("FPDFPageObj_GetStrokeColor", _I, _P, _P, _P, _P, _P)
_stroke_width = _function("FPDFPageObj_GetStrokeWidth", _I, _P, _P)
clip_path = _function("FPDFPageObj_GetClipPath", _P, _P)
clip_count = _function("FPDFClipPath_CountPaths", _I, _P)
clip_segments = _function("FPDFClipPath_CountPathSegments", _I, _P, _I)
clip_segment = _function("FPDFClipPath_GetPathSegment", _P, _P, _I, _I)

path_segments = _function("FPDFPath_CountSegments", _I, _P)
path_segment = _function("FPDFPath_GetPathSegment", _P, _P, _I)
_draw_mode = _function("FPDFPath_GetDrawMode", _I, _P, _P, _P)
segment_type = _function("FPDFPathSegment_GetType", _I, _P)
segment_point = _function("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_close = _function("FPDFPathSegment_GetClose", _I, _P)

_text_mode = _function("FPDFTextObj_GetTextRenderMode", _I, _P)
_font_size = _function("FPDFTextObj_GetFontSize", _I, _P, _P)
_text_font = _function("FPDFTextObj_GetFont", _P, _P)
font_weight = _function("FPDFFont_GetWeight", _I, _P)
font_flags = _function("FPDFFont_GetFlags", _I, _P)
_font_name = _function("FPDFFont_GetBaseFontName", ctypes.c_size_t, _P, _P, ctypes.c_size_t)

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]  # red, green, blue, alpha: 0..255

BLACK: Colour = (0, 0, 0, 255)


def handle(pointer: Any) -> Handle:
    """Address of one of pypdfium2's objects, or of a pointer."""
    return ctypes.cast(getattr(pointer, "_as_parameter_", pointer), c_void_p).value or 0


class _Matrix(ctypes.Structure):
    _fields_ = [(name, c_float) for name in "abcdef"]


_m = _Matrix()
_m_ref = byref(_m)
_rgba = tuple(c_uint() for _ in range(4))
_rgba_ref = tuple(byref(c) for c in _rgba)
_float = c_float()
_float_ref = byref(_float)
_two = (c_int(), c_int())
_two_ref = (byref(_two[0]), byref(_two[1]))
_sides = tuple(c_float() for _ in range(4))
_sides_ref = tuple(byref(s) for s in _sides)
_xy = (c_float(), c_float())
_xy_ref = (byref(_xy[0]), byref(_xy[1]))


def matrix_of(obj: Handle) -> Matrix:
    """Matrix of a page object into the space of its page or form."""
    if not object_matrix(obj, _m_ref):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (_m.a, _m.b, _m.c, _m.d, _m.e, _m.f)


def fill_of(obj: Handle) -> Colour:
    """Fill colour; black where pdfium cannot tell (patterns)."""
    if not _fill_colour(obj, *_rgba_ref):
        return BLACK
    return (_rgba[0].value, _rgba[1].value, _rgba[2].value, _rgba[3].value)


def stroke_of(obj: Handle) -> Colour:
    if not _stroke_colour(obj, *_rgba_ref):
        return BLACK
    return (_rgba[0].value, _rgba[1].value, _rgba[2].value, _rgba[3].value)


def stroke_width_of(obj: Handle) -> float:
    return float(_float.value) if _stroke_width(obj, _float_ref) else 0.0


def draw_mode_of(obj: Handle) -> tuple[int, bool]:
    """(FPDF_FILLMODE_*, stroked) of a path; 0 for one that is not filled."""
    if not _draw_mode(obj, *_two_ref):
        return 0, False
    return int(_two[0].value), _two[1].value != 0


def bounds_of(obj: Handle) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top in the space of the page or form."""
    if not object_bounds(obj, *_sides_ref):
        return None
    return (_sides[0].value, _sides[1].value, _sides[2].value, _sides[3].value)


def point_of(segment: Handle) -> tuple[float, float]:
    segment_point(segment, *_xy_ref)
    return _xy[0].value, _xy[1].value


def font_name_of(font: Handle) -> str:
    buffer = ctypes.create_string_buffer(256)
    return buffer.value.decode("utf-8", "replace") if _font_name(font, buffer, 256) else ""


def concat(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, then `then` (PDF 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


# -- many at once: a page has hundreds of characters, and a loop in Python would cost more than the answers ------------

CharBox = tuple[float, float, float, float, float, float]
"""Left, top, right, bottom of a character's box and x, y of its origin, in page space."""
Look = tuple[float, int, Handle, Colour]
"""Font size, rendering mode (PDF 32000-1, table 106), font and fill colour of a text object."""


def codes_and_objects(text: Handle) -> tuple[list[int], list[Handle | None]]:
    """UTF-16 code and text object of every character; no object for white space that pdfium made up."""
    places = range(max(_count_chars(text), 0))
    return list(map(_char_code, repeat(text), places)), list(map(_char_object, repeat(text), places))


def char_boxes(text: Handle, places: Sequence[int]) -> Iterator[CharBox]:
    boxes, origins = (c_float * (4 * len(places)))(), (c_double * (2 * len(places)))()
    _do(_char_box, repeat(text), places, _addresses(boxes, 4))
    _do(_char_origin, repeat(text), places, _addresses(origins, 2), _addresses(origins, 2, 1))
    return zip(boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], origins[0::2], origins[1::2], strict=True)


def char_matrices(text: Handle, places: Sequence[int]) -> Iterator[tuple[float, float, float, float]]:
    """a, b, c, d of the matrices of characters into page space, forms included."""
    room = (c_float * (6 * len(places)))()
    _do(_char_matrix, repeat(text), places, _addresses(room, 6))
    return zip(room[0::6], room[1::6], room[2::6], room[3::6], strict=True)


def unmapped_chars(text: Handle, places: Sequence[int]) -> Iterator[int]:
    """1 for a character whose code has no known meaning."""
    return map(_char_unmapped, repeat(text), places)


def text_looks(objects: Sequence[Handle]) -> Iterator[Look]:
    sizes, colours = (c_float * len(objects))(), (c_uint * (4 * len(objects)))()
    _do(_font_size, objects, _addresses(sizes, 1))
    told = list(map(_fill_colour, objects, *(_addresses(colours, 4, channel) for channel in range(4))))
    rgba = zip(colours[0::4], colours[1::4], colours[2::4], colours[3::4], strict=True)
    fills = [colour if known else BLACK for known, colour in zip(told, rgba, strict=True)]
    return zip(sizes[:], map(_text_mode, objects), map(_text_font, objects), fills, strict=True)


def _do(function: Callable[..., Any], *arguments: Iterable[Any]) -> None:
    """Call a function with each row of arguments, without a loop in Python."""
    deque(map(function, *arguments), maxlen=0)


def _addresses(room: ctypes.Array[Any], width: int, offset: int = 0) -> Iterable[int]:
    """Address of item `offset` of every `width` items."""
    size = ctypes.sizeof(room._type_)
    start = ctypes.addressof(room) + offset * size
    return range(start, start + len(room) * size - offset * size, width * size)
