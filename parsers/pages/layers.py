"""Layers of a page that are switched off (optional content, ISO 32000-1, 8.11): taken out, since nobody sees them.

pdfium draws a page without them but hands out their text. Which parts of a page belong to them it does not tell, so
parts are taken out that a picture of the page looks the same without; this is done for files with such layers only.
"""

from __future__ import annotations

import ctypes
import io
import logging
from typing import Any

import pypdfium2.raw as pdfium_c

MOST_PARTS = 60  # of a page that are tried
LONGEST = 512  # bytes of a layer's name
SCALE = 1.0  # pixels per point of the pictures that are compared


def has_hidden_layers(data: bytes, password: str | None) -> bool:
    """Whether a file switches layers off. Files that cannot be looked into have none."""
    if b"/OCProperties" not in data and b"/ObjStm" not in data:
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
