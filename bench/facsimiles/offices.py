"""Pages as offices pass them on: copied on a worn drum, sent through a messenger, looked over with a pen, faxed."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from bench.facsimiles.scanners import Picture, Step


def copied(gain: float = 1.6, soft: float = 0.28) -> Step:
    """On a copier: blurred by `soft` points, its contrast pushed `gain` times, with noise of its own."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        out = cv2.GaussianBlur(picture, (0, 0), soft * scale).astype(np.float32)
        out += chance.normal(0, 9, picture.shape[:2])[..., None]
        return np.asarray(np.clip((out - 140) * gain + 128, 0, 255), dtype=np.uint8)

    return step


def messenger(longest: int, quality: int) -> Step:
    """Sent by phone: shrunk to so many pixels along its longer side, and packed as JPEG on the way."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        high, wide = picture.shape[:2]
        share = longest / max(high, wide)
        small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        _, packed = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])
        back = cv2.imdecode(packed, cv2.IMREAD_COLOR)
        return np.asarray(cv2.resize(back, (wide, high), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)

    return step


def fax() -> Step:
    """Fewer lines than columns: rows of pixels come double."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        high, wide = picture.shape[:2]
        low = cv2.resize(picture, (wide, int(high * 0.7)), interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.resize(low, (wide, high), interpolation=cv2.INTER_NEAREST), dtype=np.uint8)

    return step


def toner_bands(count: int, least: float = 0.4) -> Step:
    """A worn drum: bands down the page in which print has down to `least` of its darkness."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        wide = picture.shape[1]
        share = np.ones(wide, dtype=np.float32)
        for _ in range(count):
            at, reach = chance.uniform(0.1, 0.9) * wide, chance.uniform(8, 30) * scale
            share *= 1 - (1 - least) * np.exp(-(((np.arange(wide) - at) / reach) ** 2))
        return np.asarray(255 - (255 - picture.astype(np.float32)) * share[None, :, None], dtype=np.uint8)

    return step


def ticks(count: int, colour: Sequence[int] = (40, 40, 205)) -> Step:
    """Looked over by somebody with a pen: ticks beside and through figures, and a third as many underlines."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        layer = np.full_like(picture, 255)
        high, wide = picture.shape[:2]
        pen = max(1, round(1.1 * scale))
        for number in range(count + count // 3):
            x, y = chance.uniform(0.25, 0.8) * wide, chance.uniform(0.2, 0.8) * high
            if number < count:
                size = scale * chance.uniform(0.8, 1.3)
                points = np.array([(x, y), (x + 3 * size, y + 5 * size), (x + 13 * size, y - 8 * size)])
            else:
                along = np.linspace(0, chance.uniform(25, 60) * scale, 12)
                points = np.stack([x + along, y + 1.2 * scale * np.sin(along / along[-1] * 6)], axis=1)
            cv2.polylines(layer, [points.astype(np.int32)], False, tuple(colour), pen, cv2.LINE_AA)
        return np.asarray(picture.astype(np.uint16) * layer // 255, dtype=np.uint8)

    return step
