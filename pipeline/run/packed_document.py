"""A document as bytes, for keeping: its record as JSON, and the places of its characters, which are nine tenths of it,
as columns of numbers. Compressed, that is half of what JSON alone would be, in half of the time.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError, from_json

from schemas.document import Document, GlyphPlace, PlacedText

_FAST = 1
_NOWHERE = (0, 0.0, 0.0, 0.0, 0.0)  # a character that is not printed; pages count from 1
_COLUMNS = len(GlyphPlace._fields)
_AT_ONCE = 4096
_LENGTH = 8  # bytes that say how many bytes or items follow
_PLACES = {"content": {"places"}}
_WITHOUT_PLACES: Any = {"blocks": {"__all__": _PLACES}, "tables": {"__all__": {"cells": {"__all__": _PLACES}}}}


def pack(document: Document) -> bytes:
    """Raises ValueError where the text holds characters that UTF-8 has no bytes for."""
    try:
        record = document.model_dump_json(exclude=_WITHOUT_PLACES, exclude_defaults=True).encode()
    except PydanticSerializationError as error:
        raise ValueError(str(error)) from error
    texts = [*_texts(document)]
    counts = array("Q", [len(text.places) for text in texts])
    columns = _columns(chain.from_iterable([text.places for text in texts]))
    packer = zlib.compressobj(_FAST)
    pieces: Iterator[bytes | array[Any]] = chain((record, counts), columns)
    packed = [packer.compress(part) for piece in pieces for part in _sized(piece)]
    return b"".join([*packed, packer.flush()])


def unpack(data: bytes) -> Document:
    """Raises ValueError when the bytes are damaged or of another layout."""
    try:
        pieces = _pieces(memoryview(zlib.decompress(data)))
        record = from_json(next(pieces))
        counts = _numbers("Q", next(pieces))
        pages, *edges = [_numbers("d", piece) for piece in pieces] or [array("d")] * _COLUMNS
        places = zip(map(int, pages), *edges, strict=True)
        for content, count in zip(_contents(record), counts, strict=True):
            content["places"] = [place if place[0] else None for place in islice(places, count)]
        return Document.model_validate(record)
    except (zlib.error, ValidationError, StopIteration, KeyError, TypeError) as error:
        raise ValueError(f"not a packed document: {error}") from error


def _texts(document: Document) -> Iterator[PlacedText]:
    """The texts with places, in the order of `_contents`."""
    for block in document.blocks:
        yield block.content
    for table in document.tables:
        for cell in table.cells:
            yield cell.content


def _columns(places: Iterator[tuple[float, ...] | None]) -> list[array[float]]:
    """The places, column by column; nothing where there are none.

    Taken apart some thousands at a time, since the numbers of a budget of 160 pages make 70 MB of lists, and by
    `struct`, which makes bytes of numbers in half of the time of `array`.
    """
    columns = [array("d") for _ in range(_COLUMNS)]
    while some := [place or _NOWHERE for place in islice(places, _AT_ONCE)]:
        numbers = array("d", struct.pack(f"{len(some) * _COLUMNS}d", *chain.from_iterable(some)))
        for number, column in enumerate(columns):
            column.extend(numbers[number::_COLUMNS])
    return columns if columns[0] else []


def _contents(record: Any) -> Iterator[Any]:
    for block in record["blocks"]:
        yield block["content"]
    for table in record["tables"]:
        for cell in table["cells"]:
            yield cell["content"]


def _sized(piece: bytes | array[Any]) -> tuple[bytes, bytes]:
    """A piece with its length before it; numbers with the lowest byte first."""
    if isinstance(piece, array):
        if sys.byteorder == "big":  # pragma: no cover
            piece.byteswap()
        piece = piece.tobytes()
    return len(piece).to_bytes(_LENGTH, "little"), piece


def _pieces(data: memoryview) -> Iterator[bytes]:
    while data:
        end = _LENGTH + int.from_bytes(data[:_LENGTH], "little")
        yield bytes(data[_LENGTH:end])
        data = data[end:]


def _numbers(kind: str, piece: bytes) -> array[Any]:
    found = array(kind, piece)
    if sys.byteorder == "big":  # pragma: no cover
        found.byteswap()
    return found
