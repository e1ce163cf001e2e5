"""Pieces of the source pages around the figures of findings, each piece held once however many findings show it.

Coordinates are points of the page as displayed, so that a frame is drawn where the corpus says the figure stands.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image

from parsers.page_picture import PagePictures
from schemas.geometry import Box
from schemas.trace import Place

_DPI = 144
_QUALITY = 62
_ABOVE = 34.0  # points shown above and below a figure
_LEAST_HEIGHT = 84.0
_MOST_HEIGHT = 250.0  # figures further apart get a picture each
_SIDE = 14.0  # points shown beside the printed part of a page
_LEAST_WIDTH = 420.0
_INK = 200  # grey level (0 black, 255 white) that counts as print
_FRAME = 2.5  # points between a figure and its frame
MOST_BYTES = 8_000_000  # of pictures in one page; what comes after goes without


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame around a figure. `main` is the figure in question, the others are what it is held against."""

    x: float
    y: float
    width: float
    height: float
    main: bool


@dataclass(frozen=True, slots=True)
class View:
    """A part of a page: the rectangle shown, the strip it is taken from, and the frames in it."""

    page: int
    x: float
    y: float
    width: float
    height: float
    strip: str
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page as a data URI, in points of the page."""

    name: str
    x: float
    y: float
    width: float
    height: float
    uri: str


@dataclass(slots=True)
class _Window:
    page: int
    top: float
    bottom: float
    places: list[tuple[Box, bool]]


class SourcePictures:
    """Cuts pictures out of one open PDF. `strips` are all that were cut."""

    def __init__(self, data: bytes, name: str, password: str | None = None) -> None:
        self._pages = PagePictures(data, name, password, dpi=_DPI)
        self.strips: list[Strip] = []
        self._bytes = 0

    def close(self) -> None:
        self._pages.__exit__()

    def views(self, findings: Sequence[Sequence[Place]]) -> list[list[View]]:
        """For each finding the views of its places, the figure in question (its first place) first.

        A finding has no views where its page cannot be drawn or the pictures would grow too large.
        """
        windows = [_windows(places) for places in findings]
        cut = self._cut([w for of_finding in windows for w in of_finding])
        return [
            [view for w in of_finding if (view := _view(w, cut.get(w.page, []))) is not None] for of_finding in windows
        ]

    def _cut(self, windows: Iterable[_Window]) -> dict[int, list[Strip]]:
        by_page: dict[int, list[_Window]] = {}
        for window in windows:
            by_page.setdefault(window.page, []).append(window)
        cut: dict[int, list[Strip]] = {}
        for page, of_page in sorted(by_page.items()):
            if self._bytes > MOST_BYTES:
                break
            cut[page] = self._strips(page, of_page)
        return cut

    def _strips(self, page: int, windows: list[_Window]) -> list[Strip]:
        try:
            picture = self._pages.page(page)
        except (IndexError, RuntimeError, ValueError, MemoryError):
            return []
        scale = self._pages.scale
        height = picture.height / scale
        left, right = _printed_width(picture, scale)
        strips = []
        for number, (top, bottom) in enumerate(_merged(windows)):
            top, bottom = max(0.0, top), min(height, bottom)
            if bottom - top < 1:
                continue
            pixels = tuple(round(v * scale) for v in (left, top, right, bottom))
            out = io.BytesIO()
            picture.crop((pixels[0], pixels[1], pixels[2], pixels[3])).save(out, "WEBP", quality=_QUALITY, method=4)
            data = out.getvalue()
            self._bytes += len(data)
            strips.append(
                Strip(
                    name=f"s{page}-{number}",
                    x=pixels[0] / scale,
                    y=pixels[1] / scale,
                    width=(pixels[2] - pixels[0]) / scale,
                    height=(pixels[3] - pixels[1]) / scale,
                    uri="data:image/webp;base64," + base64.b64encode(data).decode(),
                )
            )
        self.strips += strips
        return strips


def _printed_width(picture: Image.Image, scale: float) -> tuple[float, float]:
    """From where to where a page is printed, with a little room; never so narrow that print looks enormous."""
    width = picture.width / scale
    ink = picture.convert("L").point(lambda v: 255 if v < _INK else 0).getbbox()
    left, right = (ink[0] / scale - _SIDE, ink[2] / scale + _SIDE) if ink else (0.0, width)
    short = (_LEAST_WIDTH - (right - left)) / 2
    if short > 0:
        left, right = left - short, right + short
    return max(0.0, left), min(width, right)


def _windows(places: Sequence[Place]) -> list[_Window]:
    """Places of a finding near each other share a window; the first window holds the first place."""
    windows: list[_Window] = []
    for number, place in enumerate(places):
        box, main = place.box, number == 0
        top, bottom = _around(box.top, box.bottom)
        for window in windows:
            low, high = min(window.top, top), max(window.bottom, bottom)
            if window.page == box.page and high - low <= _MOST_HEIGHT:
                window.top, window.bottom = low, high
                window.places.append((box, main))
                break
        else:
            windows.append(_Window(box.page, top, bottom, [(box, main)]))
    return windows


def _around(top: float, bottom: float) -> tuple[float, float]:
    space = max(_ABOVE, (_LEAST_HEIGHT - (bottom - top)) / 2)
    return top - space, bottom + space


def _merged(windows: Iterable[_Window]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for window in sorted(windows, key=lambda w: w.top):
        if spans and window.top <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], window.bottom))
        else:
            spans.append((window.top, window.bottom))
    return spans


def _view(window: _Window, strips: Iterable[Strip]) -> View | None:
    middle = (window.top + window.bottom) / 2
    strip = next((s for s in strips if s.y - 1 <= middle <= s.y + s.height + 1), None)
    if strip is None:
        return None
    top, bottom = max(window.top, strip.y), min(window.bottom, strip.y + strip.height)
    frames = [
        Frame(
            round(b.x0 - _FRAME, 2),
            round(b.top - _FRAME, 2),
            round(b.width + 2 * _FRAME, 2),
            round(b.height + 2 * _FRAME, 2),
            main,
        )
        for b, main in window.places
    ]
    return View(
        page=window.page,
        x=round(strip.x, 2),
        y=round(top, 2),
        width=round(strip.width, 2),
        height=round(bottom - top, 2),
        strip=strip.name,
        frames=tuple(sorted(frames, key=lambda f: f.main)),
    )
