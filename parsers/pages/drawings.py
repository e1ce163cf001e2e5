"""What is drawn on a page besides text: straight strokes, filled rectangles, pictures; forms are entered.

Every item keeps its place in the order of painting, so that later steps can tell what shows.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.pages import pdfium
from parsers.pages.paths import (
    JITTER,
    STRAIGHT,
    THICKEST_LINE,
    Bounds,
    Subpath,
    filled_boxes,
    hull,
    straight_segments,
    subpaths_of,
)
from parsers.pages.pdfium import Colour, Handle, Matrix

PATH, IMAGE, SHADING, FORM = 2, 3, 4, 5  # fpdf_edit.h, FPDF_PAGEOBJ_*
EVEN_ODD = 1  # fpdf_edit.h, FPDF_FILLMODE_ALTERNATE
MOST_CLIP_SEGMENTS = 400  # looked at in a clipping path
FORM_DEPTH = 8  # forms inside forms; deeper ones are made to hang readers
MOST_OBJECTS = 60_000  # page objects looked at; a page of text and tables has some thousands


class Stroke(NamedTuple):
    """A stroked straight segment along an axis."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float
    colour: Colour
    order: int


class Patch(NamedTuple):
    """A filled rectangle, thin or large."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour
    order: int


@dataclass(slots=True)
class Drawings:
    """`texts` maps the handle of a text object to its place in the order of painting and the clip that holds for it;
    `marks` counts paths, pictures and shadings, whatever their form."""

    strokes: list[Stroke] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    pictures: list[tuple[Bounds, int]] = field(default_factory=list)
    texts: dict[Handle, tuple[int, Bounds]] = field(default_factory=dict)
    marks: int = 0
    too_many: bool = False


class _Scope(NamedTuple):
    """Where the objects of a page or form stand: their matrix to the displayed page, and the clip around them."""

    matrix: Matrix
    clip: Bounds
    depth: int


def read_drawings(page: Handle, to_display: Matrix, visible: Bounds, texts: Collection[Handle]) -> Drawings:
    """Everything drawn on the page, in display coordinates, cut to the visible area; `texts` are objects known to be
    text."""
    found = Drawings()
    _Walker(found, texts).walk(pdfium.page_objects(page, MOST_OBJECTS + 1), _Scope(to_display, visible, 0))
    return found


class _Walker:
    def __init__(self, found: Drawings, texts: Collection[Handle]) -> None:
        self.found = found
        self._texts = texts
        self.order = 0
        self._clips: dict[tuple[object, ...], Bounds] = {}

    def walk(self, objects: list[Handle], scope: _Scope) -> None:
        found = self.found
        for obj, kind, clip, count in pdfium.kinds_and_clips(objects, self._texts):
            self.order += 1
            if self.order > MOST_OBJECTS:
                found.too_many = True
                return
            bounds = self._clip(clip, count, scope) if count > 0 and clip else scope.clip
            if kind == pdfium.TEXT:
                found.texts[obj] = (self.order, bounds)
                continue
            found.marks += kind in (PATH, IMAGE, SHADING)
            if kind == PATH:
                self._path(obj, bounds, scope)
            elif kind == IMAGE:
                self._image(obj, bounds, scope)
            elif kind == FORM and scope.depth < FORM_DEPTH:
                inner = _Scope(pdfium.concat(pdfium.matrix_of(obj), scope.matrix), bounds, scope.depth + 1)
                self.walk(pdfium.form_objects(obj, MOST_OBJECTS + 1), inner)

    def _image(self, obj: Handle, bounds: Bounds, scope: _Scope) -> None:
        sides = pdfium.bounds_of(obj)
        if sides:
            corners = [_apply(scope.matrix, x, y) for x, y in (sides[:2], sides[2:])]
            box = intersect(hull(corners), bounds)
            if box:
                self.found.pictures.append((box, self.order))

    def _path(self, obj: Handle, bounds: Bounds, scope: _Scope) -> None:
        fill_mode, stroked = pdfium.draw_mode_of(obj)
        if not (fill_mode or stroked):
            return
        matrix = pdfium.concat(pdfium.matrix_of(obj), scope.matrix)
        parts = subpaths_of(obj, matrix, stroked=stroked)
        if not parts:
            return
        if fill_mode:
            colour = pdfium.fill_of(obj)
            if colour[3] > 0:
                for box in filled_boxes(parts, fill_mode == EVEN_ODD):
                    shown = intersect(box, bounds)
                    if shown:
                        self.found.patches.append(Patch(*shown, colour, self.order))
        if stroked:
            colour = pdfium.stroke_of(obj)
            if colour[3] > 0:
                scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
                self._stroke(parts, colour, pdfium.stroke_width_of(obj) * scale, bounds)

    def _stroke(self, parts: list[Subpath], colour: Colour, width: float, clip: Bounds) -> None:
        strokes, patches = self.found.strokes, self.found.patches
        for part in parts:
            for (xa, ya), (xb, yb) in straight_segments(part):
                dx, dy = abs(xb - xa), abs(yb - ya)
                if dy <= max(JITTER, STRAIGHT * dx) and dx > dy:
                    y = (ya + yb) / 2
                    if clip[1] <= y <= clip[3]:
                        x0, x1 = max(min(xa, xb), clip[0]), min(max(xa, xb), clip[2])
                        if x1 > x0 and width <= THICKEST_LINE:
                            strokes.append(Stroke(x0, y, x1, y, width, colour, self.order))
                        elif x1 > x0:
                            patches.append(Patch(x0, y - width / 2, x1, y + width / 2, colour, self.order))
                elif dx <= max(JITTER, STRAIGHT * dy) and dy > dx:
                    x = (xa + xb) / 2
                    if clip[0] <= x <= clip[2]:
                        y0, y1 = max(min(ya, yb), clip[1]), min(max(ya, yb), clip[3])
                        if y1 > y0 and width <= THICKEST_LINE:
                            strokes.append(Stroke(x, y0, x, y1, width, colour, self.order))
                        elif y1 > y0:
                            patches.append(Patch(x - width / 2, y0, x + width / 2, y1, colour, self.order))

    def _clip(self, clip: Handle, count: int, scope: _Scope) -> Bounds:
        """The box of a clip of so many paths. Objects share clip paths, so each is worked out once."""
        key = (scope.depth, scope.clip, *pdfium.clip_starts(clip, count))
        known = self._clips.get(key)
        if known is None:
            known = scope.clip
            for index in range(count):
                points = [_apply(scope.matrix, x, y) for x, y in pdfium.clip_points(clip, index, MOST_CLIP_SEGMENTS)]
                box = hull(points) if points else known
                known = intersect(known, box) or (0.0, 0.0, 0.0, 0.0)
            self._clips[key] = known
        return known


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def intersect(one: Bounds, other: Bounds) -> Bounds | None:
    """The common part of two boxes; None when there is none."""
    x0, top, x1, bottom = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return (x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None
