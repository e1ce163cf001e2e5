"""Pages as pictures: rendered, turned a little, made noisy, packed as JPEG."""

from __future__ import annotations

import io
import random

import pypdfium2
from PIL import Image, ImageChops

from .style import Scan


def photograph(pdf: bytes, scan: Scan) -> dict[int, bytes]:
    """JPEG pictures of the pages that the scan names, by number."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = {}
    try:
        for index in range(len(document)):
            if scan.pages is None or index + 1 in scan.pages:
                image = document[index].render(scale=scan.dpi / 72).to_pil().convert("RGB" if scan.colour else "L")
                pictures[index + 1] = _spoil(image, scan, index)
    finally:
        document.close()
    return pictures


def _spoil(image: Image.Image, scan: Scan, seed: int) -> bytes:
    if scan.skew:
        white = (255, 255, 255) if scan.colour else 255
        image = image.rotate(scan.skew, resample=Image.Resampling.BICUBIC, fillcolor=white)
    if scan.noise:
        image = _noisy(image, scan.noise, random.Random(seed))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=scan.quality)
    return buffer.getvalue()


def _noisy(image: Image.Image, deviation: float, rng: random.Random) -> Image.Image:
    """Add grey noise; one tile of it is laid over the whole picture, which is quick and the same every time."""
    side = 128
    values = bytes(max(0, min(255, round(rng.gauss(128, deviation)))) for _ in range(side * side))
    tile = Image.frombytes("L", (side, side), values)
    layer = Image.new("L", image.size)
    for x in range(0, image.width, side):
        for y in range(0, image.height, side):
            layer.paste(tile, (x, y))
    return ImageChops.add(image, layer.convert(image.mode), scale=1.0, offset=-128)
