"""Pages as scanners, copiers, fax machines, stamps, pens and cameras leave them.

Each `Machine` (listed in `bench.facsimiles.machines`) takes the pictures of a report's pages (height x width x BGR,
0..255) through its steps and packs them into a PDF. The same seed gives the same picture.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

from tests.typeset.style import WORD, Style

Picture = npt.NDArray[np.uint8]
Step = Callable[[Picture, np.random.Generator, float], Picture]
"""(picture, chance, pixels per point) -> picture"""

WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Machine:
    """One way of getting a printed report into a PDF. `grey` pictures are saved without colour; `bilevel` is the level
    at which pixels turn black (0: none do; packed as CCITT group 4)."""

    name: str
    steps: tuple[Step, ...] = ()
    dpi: int = 200
    quality: int = 70
    grey: bool = True
    bilevel: int = 0
    style: Style = field(default_factory=lambda: WORD)


def scanned(pdf: bytes, machine: Machine, seed: int = 0) -> bytes:
    """The file with every page as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    pages: list[Image.Image] = []
    try:
        for index, page in enumerate(document):
            scale = machine.dpi / 72
            chance = np.random.default_rng([seed, index])
            picture = cv2.cvtColor(np.asarray(page.render(scale=scale).to_pil().convert("RGB")), cv2.COLOR_RGB2BGR)
            for step in machine.steps:
                picture = step(np.asarray(picture, dtype=np.uint8), chance, scale)
            pages.append(_packed(picture, machine))
    finally:
        document.close()
    file = io.BytesIO()
    options: dict[str, Any] = {} if machine.bilevel else {"quality": machine.quality}
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=machine.dpi, **options)
    return file.getvalue()


def _packed(picture: Picture, machine: Machine) -> Image.Image:
    if machine.bilevel:
        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        return Image.fromarray(np.asarray((grey > machine.bilevel) * 255, dtype=np.uint8)).convert("1")
    if machine.grey:
        return Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
    return Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))


def lean(*degrees: float) -> Step:
    """Turned counter-clockwise by one of these."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        high, wide = picture.shape[:2]
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), float(chance.choice(degrees)), 1.0)
        return np.asarray(cv2.warpAffine(picture, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=WHITE))

    return step


def quarters(*turns: int) -> Step:
    """Laid on the glass by one of these quarter turns counter-clockwise."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        return np.ascontiguousarray(np.rot90(picture, int(chance.choice(turns))))

    return step


def noise(deviation: float) -> Step:
    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        layer = chance.normal(0, deviation, picture.shape[:2])[..., None]
        return np.asarray(np.clip(picture + layer, 0, 255), dtype=np.uint8)

    return step


def blur(points: float) -> Step:
    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), points * scale), dtype=np.uint8)

    return step


def fade(share: float) -> Step:
    """Print with this share of its darkness: worn toner, a copy of a copy."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        return np.asarray(255 - (255 - picture.astype(np.float32)) * share, dtype=np.uint8)

    return step


def uneven_light(least: float, paper: Sequence[int] = (205, 212, 216)) -> Step:
    """Grey paper with a shadow from one corner, down to `least` of the light."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        high, wide = picture.shape[:2]
        y, x = np.mgrid[0:high, 0:wide]
        far = (x / wide) ** 1.5 * 0.6 + (y / high) ** 2 * 0.4
        shade = (1 - (1 - least) * far)[..., None] * (np.array(paper) / 255)
        return np.asarray(np.clip(picture * shade, 0, 255), dtype=np.uint8)

    return step


def salt(share: float) -> Step:
    """Single pixels dark or light, as worn copiers and cheap sensors leave them."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        drawn = chance.random(picture.shape[:2])
        out = picture.copy()
        out[drawn < share / 2], out[drawn > 1 - share / 2] = 15, 255
        return out

    return step


def specks(per_page: int) -> Step:
    """Dust: dark and light spots of up to a point and a half."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        out = picture.copy()
        high, wide = out.shape[:2]
        for _ in range(per_page):
            at = (int(chance.integers(wide)), int(chance.integers(high)))
            level = int(chance.choice([20, 60, 255]))
            cv2.circle(out, at, max(1, round(float(chance.uniform(0.15, 0.7)) * scale)), (level,) * 3, -1)
        return out

    return step


def streaks(count: int) -> Step:
    """Dust on the glass of a document feeder: thin grey lines down the whole page."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        out = picture.astype(np.int16)
        for _ in range(count):
            x = int(chance.integers(round(0.1 * out.shape[1]), round(0.9 * out.shape[1])))
            out[:, x : x + max(1, round(0.35 * scale))] -= int(chance.integers(70, 140))
        return np.asarray(np.clip(out, 0, 255), dtype=np.uint8)

    return step


def seals(count: int) -> Step:
    """Red seals of 41 mm wherever there is print."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        layer = np.full_like(picture, 255)
        high, wide = picture.shape[:2]
        red, radius = (45, 40, 215), round(58 * scale)
        for _ in range(count):
            x, y = int(chance.uniform(0.25, 0.75) * wide), int(chance.uniform(0.15, 0.75) * high)
            cv2.circle(layer, (x, y), radius, red, max(2, round(2.2 * scale)), cv2.LINE_AA)
            turns = [np.pi * (0.2 * i - 0.5) for i in range(10)]
            star = [(x + radius * (0.3 if i % 2 == 0 else 0.12) * np.cos(a),
                     y + radius * (0.3 if i % 2 == 0 else 0.12) * np.sin(a)) for i, a in enumerate(turns)]  # fmt: skip
            cv2.fillPoly(layer, [np.array(star, dtype=np.int32)], red, cv2.LINE_AA)
            for a in np.linspace(0.9 * np.pi, 2.1 * np.pi, 9):  # letters along the ring, as good as letters here
                cx, cy = int(x + radius * 0.78 * np.cos(a)), int(y + radius * 0.78 * np.sin(a))
                half, pen = round(7 * scale), max(1, round(1.3 * scale))
                cv2.rectangle(layer, (cx - half, cy - half), (cx + half, cy + half), red, pen)
                cv2.line(layer, (cx - half, cy), (cx + half, cy), red, pen)
                cv2.line(layer, (cx, cy - half), (cx, cy + half), red, pen)
        return np.asarray(picture.astype(np.uint16) * layer // 255, dtype=np.uint8)

    return step


def pen_strokes(count: int, colour: Sequence[int] = (150, 60, 30)) -> Step:
    """Curves of a pen over print: ticks, underlines, somebody's name."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        layer = np.full_like(picture, 255)
        high, wide = picture.shape[:2]
        for _ in range(count):
            x, y = chance.uniform(0.15, 0.8) * wide, chance.uniform(0.12, 0.85) * high
            points = [(x, y)]
            for _ in range(int(chance.integers(3, 7))):
                x, y = x + chance.uniform(2, 14) * scale, y + chance.uniform(-9, 9) * scale
                points.append((x, y))
            cv2.polylines(layer, [np.array(points, np.int32)], False, tuple(colour), round(1.1 * scale), cv2.LINE_AA)
        return np.asarray(picture.astype(np.uint16) * layer // 255, dtype=np.uint8)

    return step


def worn_lines(count: int) -> Step:
    """Short white scratches across the page: rulings with holes of up to four points."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        out = picture.copy()
        dark = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) < 160
        long = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, round(30 * scale)), np.uint8))
        tall = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_OPEN, np.ones((round(30 * scale), 1), np.uint8))
        spots = np.argwhere((long | tall) > 0)
        for _ in range(count if len(spots) else 0):
            y, x = spots[int(chance.integers(len(spots)))]
            half = chance.uniform(0.5, 2.0) * scale
            ends = (int(x - half), int(y - half)), (int(x + half), int(y + half))
            cv2.rectangle(out, *ends, WHITE, -1)
        return np.where((long | tall)[..., None] > 0, out, picture).astype(np.uint8)

    return step


def shifted(points: float) -> Step:
    """A page laid askew on the glass: moved, with the black of the open lid beside it."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        high, wide = picture.shape[:2]
        dx, dy = (float(chance.choice([-1, 1])) * chance.uniform(0.5, 1) * points * scale for _ in range(2))
        move = np.array([[1, 0, dx], [0, 1, dy]], dtype=np.float32)
        return np.asarray(cv2.warpAffine(picture, move, (wide, high), borderValue=(25, 25, 25)), dtype=np.uint8)

    return step


def perspective(share: float, bow: float = 0.0) -> Step:
    """Seen by a camera held askew; `bow` points of bend in the middle of the sheet."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        high, wide = picture.shape[:2]
        edge = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
        moved = edge + chance.uniform(-share, share, (4, 2)).astype(np.float32) * wide
        turn = cv2.getPerspectiveTransform(edge, moved.astype(np.float32))
        out = cv2.warpPerspective(picture, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(190, 190, 190))
        if bow:
            y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
            out = cv2.remap(out, x, y + bow * scale * np.sin(np.pi * x / wide), cv2.INTER_CUBIC,
                            borderValue=(190, 190, 190))  # fmt: skip
        return np.asarray(out, dtype=np.uint8)

    return step


def show_through(share: float) -> Step:
    """The print of the other side, mirrored and pale (the page's own print stands in for it)."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        back = cv2.GaussianBlur(picture[:, ::-1], (0, 0), 0.6 * scale).astype(np.float32)
        return np.asarray(picture * (1 - share * (1 - back / 255)), dtype=np.uint8)

    return step


def dark_heads(shade: Sequence[int] = (0xF3, 0xE2, 0xD9)) -> Step:
    """Shaded heads turned into white print on a dark ground."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        near = np.abs(picture.astype(np.int16) - np.array(shade)).max(axis=2) < 10
        side = round(9 * scale)
        area = cv2.morphologyEx(near.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
        return np.where(area[..., None] > 0, 255 - picture, picture).astype(np.uint8)

    return step
