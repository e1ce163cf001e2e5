"""Spoilt copies of sound PDFs: cut off, bits flipped, parts swapped, numbers and drawing instructions replaced."""

from __future__ import annotations

import base64
import io
import random
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

_STREAM = re.compile(rb"(<<[^<>]*/Filter[^<>]*>>)\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_WORD = re.compile(rb"/[A-Za-z]{2,}")
_NASTY = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"99999999999",
    b"0.00000001",
    b"1e30",
    b"nan",
    b"",
)
_MOST_TEXT = 1 << 20

Mutation = Callable[[random.Random, bytes], bytes]


def seeds(folder: Path) -> list[bytes]:
    """Single pages of the sample reports (a whole report takes long and breaks at its first wrong byte), unpacked."""
    found = []
    for path in sorted(folder.glob("*.pdf")):
        source = pdfium.PdfDocument(path)
        for number in range(len(source)):
            page = pdfium.PdfDocument.new()
            page.import_pages(source, [number])
            data = io.BytesIO()
            page.save(data)
            page.close()
            found.append(unpacked(data.getvalue()))
        source.close()
    return found


def unpacked(data: bytes) -> bytes:
    """The file with drawing instructions in plain text, where mutations reach them (fonts and pictures stay packed)."""

    def plain(match: re.Match[bytes]) -> bytes:
        content = match.group(2)
        try:
            if b"ASCII85Decode" in match.group(1):
                content = base64.a85decode(content.strip().removesuffix(b"~>"))
            text = zlib.decompress(content)
        except (zlib.error, ValueError):
            return match.group()
        if not re.search(rb"\b(BT|re|Do)\b", text[:4000]):
            return match.group()
        return b"<</Length %d>>stream\n" % len(text) + text + b"\nendstream"

    return _STREAM.sub(plain, data)


def _place(rng: random.Random, data: bytes, longest: int = 4000) -> tuple[int, int]:
    start = rng.randrange(len(data))
    return start, min(len(data), start + rng.randint(1, longest))


def cut_off(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def flip_bits(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 30, 300))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def swap_parts(rng: random.Random, data: bytes) -> bytes:
    (a, b), (c, d) = sorted((_place(rng, data), _place(rng, data)))
    if b > c:
        return data[:a] + data[c:d] + data[b:]
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def drop_part(rng: random.Random, data: bytes) -> bytes:
    start, end = _place(rng, data)
    return data[:start] + data[end:]


def repeat_part(rng: random.Random, data: bytes) -> bytes:
    start, end = _place(rng, data, 400)
    return data[:start] + data[start:end] * rng.choice((2, 10, 200)) + data[end:]


def nasty_numbers(rng: random.Random, data: bytes) -> bytes:
    share = rng.choice((0.001, 0.01, 0.1))
    return _NUMBER.sub(lambda found: rng.choice(_NASTY) if rng.random() < share else found.group(), data)


def other_names(rng: random.Random, data: bytes) -> bytes:
    names = sorted(set(_WORD.findall(data)))
    if not names:
        return data
    return _WORD.sub(lambda found: rng.choice(names) if rng.random() < 0.01 else found.group(), data)


MUTATIONS: tuple[Mutation, ...] = (
    cut_off,
    flip_bits,
    swap_parts,
    drop_part,
    repeat_part,
    nasty_numbers,
    nasty_numbers,
    other_names,
)


def mutant(rng: random.Random, samples: list[bytes]) -> bytes:
    """One to three mutations of one sample."""
    data = rng.choice(samples)
    for _ in range(rng.randint(1, 3)):
        data = rng.choice(MUTATIONS)(rng, data or b"%PDF-1.7")
    return data[: 8 * _MOST_TEXT]
