"""Layers of a page that are switched off (optional content, ISO 32000-1, 8.11): taken out, since nobody sees them.

pdfium draws a page without them but hands out their text. Which parts of a page belong to them it does not tell, so
parts are taken out that a picture of the page looks the same without; this is done for files with such layers only.
"""

from __future__ import annotations

import ctypes
import io
import logging
import re
import zlib
from typing import Any

import pypdfium2.raw as pdfium_c

MOST_PARTS = 60  # of a page that are tried
LONGEST = 512  # bytes of a layer's name
_LAYERS = b"/OCProperties"
_OBJECT_STREAM = b"/ObjStm"
_REST_OF_HEAD = re.compile(rb"[^<>]*>>\s*stream\r?\n")
_LONGEST_HEAD = 2000  # bytes before the name in which the dictionary begins
_MOST_UNPACKED = 1 << 24  # bytes of one object stream; longer ones are left to pdfminer
SCALE = 1.0  # pixels per point of the pictures that are compared


def has_hidden_layers(data: bytes, password: str | None) -> bool:
    """Whether a file switches layers off. Files that cannot be looked into have none."""
    if not may_name_layers(data):
        return False
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        properties = resolve1(PDFDocument(PDFParser(io.BytesIO(data)), password or "").catalog.get("OCProperties"))
        usual: Any = resolve1(properties.get("D")) if isinstance(properties, dict) else None
        return bool(usual) and bool(resolve1(usual.get("OFF")) or str(usual.get("BaseState")) == "/'OFF'")
    except Exception:  # pdfminer trips over many damaged files that pdfium reads
        return False


def may_name_layers(data: bytes) -> bool:
    """Whether a file names layers, in the open or in an object stream (ISO 32000-1, 7.5.7), or has such a stream that
    cannot be unpacked here. Word puts the catalog into one, and to open each such file with pdfminer takes as long as
    to read two pages."""
    if _LAYERS in data:
        return True
    at = data.find(_OBJECT_STREAM)
    while at >= 0:
        objects = _objects_at(data, at)
        if objects is None or _LAYERS in objects:
            return True
        at = data.find(_OBJECT_STREAM, at + 1)
    return False


def _objects_at(data: bytes, at: int) -> bytes | None:
    """What the object stream holds whose dictionary says at a place that it is one; None where that is not told here:
    nested dictionaries, other filters, a password, damage."""
    head = _REST_OF_HEAD.match(data, at)
    start = data.rfind(b"<<", max(0, at - _LONGEST_HEAD), at)
    if head is None or start < 0 or b"/Predictor" in data[start : head.end()]:
        return None
    end = data.find(b"endstream", head.end())
    unpacker = zlib.decompressobj()
    try:
        objects = unpacker.decompress(data[head.end() : end if end >= 0 else len(data)], _MOST_UNPACKED)
    except zlib.error:
        return None
    return objects if unpacker.eof else None


def without_hidden(page: Any) -> None:
    """Take what is on hidden layers out of a pypdfium2 page, in place (the file stays as it is)."""
    parts: dict[str, list[Any]] = {}
    for number, item in enumerate(page.get_objects(max_depth=1)):
        if item.type == pdfium_c.FPDF_PAGEOBJ_FORM:
            parts[f"form {number}"] = [item.raw]
        elif (layer := _layer_of(item.raw)) is not None:
            parts.setdefault(layer, []).append(item.raw)
    if not parts or len(parts) > MOST_PARTS:
        return
    shown = _picture(page)
    for part in parts.values():
        for handle in part:
            pdfium_c.FPDFPageObj_SetIsActive(handle, False)
        if _picture(page) == shown:
            for handle in part:
                pdfium_c.FPDFPage_RemoveObject(page.raw, handle)
        else:
            for handle in part:
                pdfium_c.FPDFPageObj_SetIsActive(handle, True)


def _layer_of(handle: Any) -> str | None:
    """The name of the layer whose marks stand around an object; None where it is on none."""
    for number in range(pdfium_c.FPDFPageObj_CountMarks(handle)):
        mark = pdfium_c.FPDFPageObj_GetMark(handle, number)
        if _told(pdfium_c.FPDFPageObjMark_GetName, mark) == "OC":
            return _told(pdfium_c.FPDFPageObjMark_GetParamStringValue, mark, b"Name")
    return None


def _told(ask: Any, mark: Any, *key: bytes) -> str:
    """What one of pdfium's functions writes into a buffer as UTF-16; '' where it has no answer."""
    length = ctypes.c_ulong()
    buffer = ctypes.create_string_buffer(LONGEST)
    as_words = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    if not ask(mark, *key, as_words, LONGEST, ctypes.byref(length)):
        return ""
    return buffer.raw[: min(length.value, LONGEST)].decode("utf-16-le", "replace").rstrip("\0")


def _picture(page: Any) -> bytes:
    bitmap = page.render(scale=SCALE, grayscale=True)
    try:
        return bytes(bitmap.buffer)
    finally:
        bitmap.close()
