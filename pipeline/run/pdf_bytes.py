"""What the bytes of a PDF tell before any library opens it."""

from __future__ import annotations

import re
import zlib

_OBJECT_STREAM_COUNT = re.compile(rb"/N\s+(\d{1,9})\b")  # PDF 32000-1, table 16
_STREAM = re.compile(rb"stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*\[?\s*/(\w+)")
_LONGEST_DICTIONARY = 2000  # bytes before a stream in which its filter is looked for
_PIECE = 1 << 14
_MOST = 1 << 28  # unpacked bytes of one stream that are looked at


def count_objects(data: bytes) -> int:
    """Roughly how many indirect objects a file claims to hold, those in object streams included.

    It only has to be cheap and never far too low: what the file says is counted, not what can be read. `/N` also stands
    in ICC profiles (3 or 4 components) and page transitions, which adds next to nothing.
    """
    counted = data.count(b" obj")
    if b"/ObjStm" in data:
        counted += sum(int(found.group(1)) for found in _OBJECT_STREAM_COUNT.finditer(data))
    return counted


def count_damaged_streams(data: bytes) -> tuple[int, int]:
    """(compressed streams that do not unpack, compressed streams in all).

    Every Flate stream ends with a checksum (RFC 1950), so that flipped bits and lost ends show; pdfium takes what it
    gets from such a stream and says nothing. Not looked at: pictures, encrypted files, text wrapped in ASCII85.
    """
    if b"/Encrypt" in data:
        return 0, 0
    damaged = seen = 0
    view = memoryview(data)
    for found in _STREAM.finditer(data):
        if data[found.start() - 1 : found.start()].isalnum():  # endstream; with \b the pattern takes ten times as long
            continue
        head = data[max(0, found.start() - _LONGEST_DICTIONARY) : found.start()]
        head = head[head.rfind(b" obj") + 1 :]
        packed = _FILTER.search(head)
        if packed is None or packed[1] not in (b"FlateDecode", b"Fl") or b"/Image" in head:
            continue
        end = data.find(b"endstream", found.end())
        seen += 1
        damaged += not _unpacks(view[found.end() : end if end >= 0 else len(data)])
    return damaged, seen


def _unpacks(packed: memoryview) -> bool:
    unpacker, size = zlib.decompressobj(), 0
    try:
        for start in range(0, len(packed), _PIECE):
            size += len(unpacker.decompress(packed[start : start + _PIECE]))
            if unpacker.eof or size > _MOST:
                return True
    except zlib.error:
        return False
    return False
