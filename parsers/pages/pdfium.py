"""pdfium's C functions with plain arguments: a page asks them some five thousand questions.

The addresses come from pypdfium2. Nothing is declared of their arguments, since ctypes would then make an object of its
own for each argument of each call, which takes half of the time: a whole number goes as C's int, and a pointer is made
by `_pointer`. No function leaves this module, so that nobody gives one an address as a number. Without releasing the
interpreter lock (`PYFUNCTYPE`) such short calls are cheaper; pdfium is not thread-safe anyway.
"""

from __future__ import annotations

import ctypes
from _ctypes import FUNCFLAG_CDECL, FUNCFLAG_PYTHONAPI, CFuncPtr
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from ctypes import byref, c_double, c_float, c_int, c_uint, c_void_p
from itertools import chain, repeat
from typing import Any

import pypdfium2.raw as pdfium_c

Handle = int  # address of an object inside pdfium; 0 or None when there is none


class _GivesInt(CFuncPtr):
    """A function that gives C's int. No type of result is declared: ctypes makes the number at once then, an eighth
    quicker than by `c_int`."""

    _flags_ = FUNCFLAG_CDECL | FUNCFLAG_PYTHONAPI


def _function(name: str, result: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium_c, name), c_void_p).value
    if address is None:  # pragma: no cover - pypdfium2 refuses to import before this can happen
        raise ImportError(f"pdfium has no function {name}")
    return _GivesInt(address) if result is _I else ctypes.PYFUNCTYPE(result)(address)


_pointer: Callable[[Handle | None], Any] = c_void_p.from_param
_P, _I, _U = c_void_p, c_int, c_uint

_load_text = _function("FPDFText_LoadPage", _P)
_close_text = _function("FPDFText_ClosePage", None)
_count_chars = _function("FPDFText_CountChars", _I)
_page_codes = _function("FPDFText_GetText", _I)
_char_code = _function("FPDFText_GetUnicode", _U)
_char_object = _function("FPDFText_GetTextObject", _P)
_char_origin = _function("FPDFText_GetCharOrigin", _I)
_char_box = _function("FPDFText_GetLooseCharBox", _I)
_char_matrix = _function("FPDFText_GetMatrix", _I)
_char_unmapped = _function("FPDFText_HasUnicodeMapError", _I)

_count_objects = _function("FPDFPage_CountObjects", _I)
_page_object = _function("FPDFPage_GetObject", _P)
_form_count = _function("FPDFFormObj_CountObjects", _I)
_form_object = _function("FPDFFormObj_GetObject", _P)
_object_type = _function("FPDFPageObj_GetType", _I)
_object_matrix = _function("FPDFPageObj_GetMatrix", _I)
_object_bounds = _function("FPDFPageObj_GetBounds", _I)
_fill_colour = _function("FPDFPageObj_GetFillColor", _I)
_stroke_colour = _function("FPDFPageObj_GetStrokeColor", _I)
_stroke_width = _function("FPDFPageObj_GetStrokeWidth", _I)
_clip_path = _function("FPDFPageObj_GetClipPath", _P)
_clip_count = _function("FPDFClipPath_CountPaths", _I)
_clip_segments = _function("FPDFClipPath_CountPathSegments", _I)
_clip_segment = _function("FPDFClipPath_GetPathSegment", _P)

_path_segments = _function("FPDFPath_CountSegments", _I)
_path_segment = _function("FPDFPath_GetPathSegment", _P)
_draw_mode = _function("FPDFPath_GetDrawMode", _I)
_segment_type = _function("FPDFPathSegment_GetType", _I)
_segment_point = _function("FPDFPathSegment_GetPoint", _I)
_segment_close = _function("FPDFPathSegment_GetClose", _I)

_text_mode = _function("FPDFTextObj_GetTextRenderMode", _I)
_font_size = _function("FPDFTextObj_GetFontSize", _I)
_text_font = _function("FPDFTextObj_GetFont", _P)
_font_weight = _function("FPDFFont_GetWeight", _I)
_font_flags = _function("FPDFFont_GetFlags", _I)
_font_name = _function("FPDFFont_GetBaseFontName", ctypes.c_size_t)

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]  # red, green, blue, alpha: 0..255

BLACK: Colour = (0, 0, 0, 255)
TEXT = 1  # fpdf_edit.h, FPDF_PAGEOBJ_TEXT


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
_x, _y = c_float(), c_float()
_point_ref = (byref(_x), byref(_y))
_origin_x, _origin_y = c_double(), c_double()
_origin_ref = (byref(_origin_x), byref(_origin_y))
_sides = tuple(c_float() for _ in range(4))
_sides_ref = tuple(byref(s) for s in _sides)


def load_text(page: Handle) -> Handle:
    """The text of a page, to be closed again; 0 where it has none."""
    return _load_text(_pointer(page)) or 0


def close_text(text: Handle) -> None:
    """Free the text of a page; its handle is not to be used again."""
    _close_text(_pointer(text))


def page_objects(page: Handle, most: int) -> list[Handle]:
    """The objects of a page in the order of painting, the first `most` of them."""
    asked = _pointer(page)
    return list(map(_page_object, repeat(asked), range(min(_count_objects(asked), most))))


def form_objects(form: Handle, most: int) -> list[Handle]:
    """The objects of a form in the order of painting, the first `most` of them."""
    asked = _pointer(form)
    places = map(ctypes.c_ulong, range(min(_form_count(asked), most)))
    return list(map(_form_object, repeat(asked), places))


def matrix_of(obj: Handle) -> Matrix:
    """Matrix of a page object into the space of its page or form."""
    if not _object_matrix(_pointer(obj), _m_ref):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (_m.a, _m.b, _m.c, _m.d, _m.e, _m.f)


def fill_of(obj: Handle) -> Colour:
    """Fill colour; black where pdfium cannot tell (patterns)."""
    if not _fill_colour(_pointer(obj), *_rgba_ref):
        return BLACK
    return (_rgba[0].value, _rgba[1].value, _rgba[2].value, _rgba[3].value)


def stroke_of(obj: Handle) -> Colour:
    """Red, green, blue and alpha of an object's lines, 0 to 255; black where it says none."""
    if not _stroke_colour(_pointer(obj), *_rgba_ref):
        return BLACK
    return (_rgba[0].value, _rgba[1].value, _rgba[2].value, _rgba[3].value)


def stroke_width_of(obj: Handle) -> float:
    """In units of the object's own space; 0 where it says none."""
    return float(_float.value) if _stroke_width(_pointer(obj), _float_ref) else 0.0


def draw_mode_of(obj: Handle) -> tuple[int, bool]:
    """(FPDF_FILLMODE_*, stroked) of a path; 0 for one that is not filled."""
    if not _draw_mode(_pointer(obj), *_two_ref):
        return 0, False
    return int(_two[0].value), _two[1].value != 0


def bounds_of(obj: Handle) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top in the space of the page or form."""
    if not _object_bounds(_pointer(obj), *_sides_ref):
        return None
    return (_sides[0].value, _sides[1].value, _sides[2].value, _sides[3].value)


def segment_count(path: Handle) -> int:
    """How many segments a path has."""
    return int(_path_segments(_pointer(path)))


def segment_type(path: Handle, index: int) -> int:
    """FPDF_SEGMENT_* of a segment of a path."""
    return int(_segment_type(_pointer(_path_segment(_pointer(path), index))))


def font_weight_of(font: Handle) -> int:
    """100 to 900; -1 where the font does not tell."""
    return int(_font_weight(_pointer(font)))


def font_flags_of(font: Handle) -> int:
    """Flags of the font descriptor (ISO 32000-1, table 123); -1 where it has none."""
    return int(_font_flags(_pointer(font)))


def font_name_of(font: Handle) -> str:
    """The name of the font that a PDF gives, '' for none."""
    buffer = ctypes.create_string_buffer(256)
    length = ctypes.c_size_t(ctypes.sizeof(buffer))
    return buffer.value.decode("utf-8", "replace") if _font_name(_pointer(font), buffer, length) else ""


def concat(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, then `then` (PDF 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


# -- many at once: a page has hundreds of characters, and a loop in Python would cost more than the answers ------------

_MOST = 4096  # things that are asked about in one go, so that a page of a million characters needs no more room


class _Room:
    """Where pdfium writes what it answers about many things: `width` numbers about each, which it is told by so many
    `pointers`. It is used again and again, since to make its pointers takes as long as to ask."""

    def __init__(self, kind: str, width: int, pointers: int) -> None:
        self._width = width
        self._numbers = array(kind)
        self._pointers: list[list[Any]] = [[] for _ in range(pointers)]

    def answers(self, function: Callable[..., int], *asked: Sequence[Any]) -> tuple[list[int], list[list[Any]]]:
        """Whether the function answered for each row of arguments, and the columns of numbers: 0 where it did not."""
        count, width = len(asked[0]), self._width
        if count > _MOST:
            parts = [self.answers(function, *[c[n : n + _MOST] for c in asked]) for n in range(0, count, _MOST)]
            rooms = [[*chain.from_iterable(part[1][item] for part in parts)] for item in range(width)]
            return [*chain.from_iterable(told for told, _ in parts)], rooms
        if count > len(self._pointers[0]):
            self._grow(count)
        told = list(map(function, *asked, *self._pointers))
        columns = [self._numbers[item : count * width : width].tolist() for item in range(width)]
        if not all(told):
            for place in [place for place, answered in enumerate(told) if not answered]:
                for column in columns:
                    column[place] = 0
        return told, columns

    def _grow(self, count: int) -> None:
        self._numbers = array(self._numbers.typecode, bytes(self._numbers.itemsize * self._width * count))
        first, _ = self._numbers.buffer_info()
        size = self._numbers.itemsize
        for item in range(len(self._pointers)):
            places = range(first + item * size, first + len(self._numbers) * size, self._width * size)
            self._pointers[item] = [*map(_pointer, places)]


_BOXES, _MATRICES = _Room("f", 4, 1), _Room("f", 6, 1)
_SIZES, _COLOURS, _POINTS = _Room("f", 1, 1), _Room("I", 4, 4), _Room("f", 2, 2)

CharBox = tuple[float, float, float, float]
"""Left, top, right, bottom of a character's box, in page space."""
Look = tuple[float, float, float, float, float, int, Handle, int, int, int, int]
"""What a text object looks like: a, b, c, d of its matrix into page space, forms included, font size, rendering mode
(PDF 32000-1, table 106), font, and red, green, blue and alpha it is filled with."""
_HYPHEN = 0xFFFE  # how the text of a page holds a hyphen at the end of a line, which is told otherwise as a character


def codes_and_objects(text: Handle) -> tuple[list[int], list[Handle | None]]:
    """UTF-16 code and text object of every character; no object for white space that pdfium made up."""
    asked = _pointer(text)
    places = range(max(_count_chars(asked), 0))
    room = array("H", bytes(2 * len(places) + 2))  # two bytes for each code, and for the zero at the end
    told = _page_codes(asked, 0, len(places), _pointer(room.buffer_info()[0]))
    codes = room.tolist()[:-1]
    if told != len(room) or _HYPHEN in codes:  # some characters have no code in the text of the page
        codes = list(map(_char_code, repeat(asked), places))
    return codes, list(map(_char_object, repeat(asked), places))


def char_boxes(text: Handle, places: Sequence[int]) -> Iterator[CharBox]:
    """For each of these characters of a page its box and its origin."""
    asked = [_pointer(text)] * len(places)
    _, box = _BOXES.answers(_char_box, asked, places)
    return zip(*box, strict=True)


def char_origin(text: Handle, place: int) -> tuple[float, float]:
    """x, y of the point that a character is set from, in page space."""
    if not _char_origin(_pointer(text), place, *_origin_ref):
        return 0.0, 0.0
    return _origin_x.value, _origin_y.value


def form_left_out(text: Handle, obj: Handle, place: int) -> Matrix | None:
    """The matrix of the form that holds a text object, where pdfium left it out of the box and the origin of one of
    its characters, as it does of those that marked content spells out (ActualText); None where it did not."""
    looks, starts = text_looks(text, [obj], [place])
    x, y = next(starts)
    left, low = char_origin(text, place)
    own = matrix_of(obj)
    det = own[0] * own[3] - own[1] * own[2]
    if not det or max(abs(left - own[4]), abs(low - own[5])) > 1 or max(abs(left - x), abs(low - y)) <= 1:
        return None
    a, b, c, d, e, f = own
    back = (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)
    return concat(back, (*looks[0][:4], x, y))


def moved(matrix: Matrix, box: CharBox) -> CharBox:
    """A box of a character brought into another space: left, top, right, bottom there, y still going up."""
    a, b, c, d, e, f = matrix
    left, top, right, bottom = box
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (top, bottom)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), max(ys), max(xs), min(ys)


def unmapped_chars(text: Handle, places: Sequence[int]) -> Iterator[int]:
    """1 for a character whose code has no known meaning."""
    return map(_char_unmapped, repeat(_pointer(text)), places)


def text_looks(
    text: Handle, objects: Sequence[Handle], places: Sequence[int]
) -> tuple[list[Look], Iterator[tuple[float, float]]]:
    """The look of text objects, and x and y that each begins at; `places` are those of a character of each."""
    asked = [*map(_pointer, objects)]
    _, (a, b, c, d, x, y) = _MATRICES.answers(_char_matrix, [_pointer(text)] * len(places), places)
    _, (sizes,) = _SIZES.answers(_font_size, asked)
    told, fills = _COLOURS.answers(_fill_colour, asked)
    if not all(told):
        for place in [place for place, known in enumerate(told) if not known]:
            for column, part in zip(fills, BLACK, strict=True):
                column[place] = part
    looks = zip(a, b, c, d, sizes, map(_text_mode, asked), map(_text_font, asked), *fills, strict=True)
    return [*looks], zip(x, y, strict=True)


def kinds_and_clips(
    objects: Sequence[Handle], texts: Collection[Handle]
) -> Iterator[tuple[Handle, int, Handle | None, int]]:
    """Each object with its FPDF_PAGEOBJ_*, its clip path and how many paths that has. `texts` are known to be text."""
    asked = [*map(_pointer, objects)]
    kinds = [TEXT if obj in texts else _object_type(ref) for obj, ref in zip(objects, asked, strict=True)]
    clips = [*map(_clip_path, asked)]
    return zip(objects, kinds, clips, map(_clip_count, map(_pointer, clips)), strict=True)


def clip_starts(clip: Handle, count: int) -> list[Handle]:
    """The first segments of the paths of a clip: the same for objects that share a path."""
    asked = _pointer(clip)
    return [_clip_segment(asked, index, 0) or 0 for index in range(count)]


def clip_points(clip: Handle, index: int, most: int) -> Iterator[tuple[float, float]]:
    """The points of one of the paths of a clip, the first `most` of them."""
    asked = _pointer(clip)
    count = min(_clip_segments(asked, index), most)
    _, points = _POINTS.answers(_segment_point, [_pointer(_clip_segment(asked, index, n)) for n in range(count)])
    return zip(*points, strict=True)


def segments_of(path: Handle, count: int, *, closes: bool) -> Iterator[tuple[int, float, float, int]]:
    """FPDF_SEGMENT_*, x and y of the end and, where that is asked for, whether it `closes` its figure, of the first
    segments of a path."""
    for segment in map(_pointer, map(_path_segment, repeat(_pointer(path)), range(count))):
        # Most paths have from two to five: a room for many would take longer to fill and to read than to do without.
        _segment_point(segment, *_point_ref)
        yield _segment_type(segment), _x.value, _y.value, _segment_close(segment) if closes else 0
