"""What is drawn on a page besides text: straight strokes, filled rectangles, pictures; forms are entered.

Every item keeps its place in the order of painting, so that later steps can tell what shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from parsers import pdfium
from parsers.pdfium import Colour, Handle, Matrix

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5  # fpdf_edit.h, FPDF_PAGEOBJ_*
LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2  # fpdf_edit.h, FPDF_SEGMENT_*
STRAIGHT = 0.02  # slope up to which a stroke counts as running along an axis (1 degree)
JITTER = 0.35  # points that the ends of an axis-parallel stroke may be off each other
THICKEST_LINE = 3.0  # points; thicker fills and strokes are areas (rules of Word tables go to 6 pt, but rarely past 3)
MOST_SEGMENTS = 400  # paths with more are outlines of glyphs, seals, charts
FORM_DEPTH = 8  # forms inside forms; deeper ones are made to hang readers
MOST_OBJECTS = 60_000  # page objects looked at; a page of text and tables has some thousands
EVERYTHING = (-1e9, -1e9, 1e9, 1e9)

Bounds = tuple[float, float, float, float]  # x0, top, x1, bottom on the displayed page


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


def read_drawings(page: Handle, to_display: Matrix, visible: Bounds) -> Drawings:
    """Everything drawn on the page, in display coordinates, cut to the visible area."""
    found = Drawings()
    _Walker(found).walk(
        (pdfium.page_object(page, i) for i in range(pdfium.count_objects(page))), _Scope(to_display, visible, 0)
    )
    return found


class _Walker:
    def __init__(self, found: Drawings) -> None:
        self.found = found
        self.order = 0
        self._clips: dict[tuple[Handle, ...], Bounds] = {}

    def walk(self, objects: Iterator[Handle], scope: _Scope) -> None:
        found = self.found
        for obj in objects:
            self.order += 1
            if self.order > MOST_OBJECTS:
                found.too_many = True
                return
            kind = pdfium.object_type(obj)
            found.marks += kind in (PATH, IMAGE, SHADING)
            if kind == TEXT:
                found.texts[obj] = (self.order, self._clip(obj, scope))
            elif kind == PATH:
                self._path(obj, scope)
            elif kind == IMAGE:
                self._image(obj, scope)
            elif kind == FORM and scope.depth < FORM_DEPTH:
                inner = _Scope(
                    pdfium.concat(pdfium.matrix_of(obj), scope.matrix), self._clip(obj, scope), scope.depth + 1
                )
                self.walk((pdfium.form_object(obj, i) for i in range(max(pdfium.form_count(obj), 0))), inner)

    def _image(self, obj: Handle, scope: _Scope) -> None:
        sides = pdfium.bounds_of(obj)
        if sides:
            corners = [_apply(scope.matrix, x, y) for x, y in (sides[:2], sides[2:])]
            box = intersect(_hull(corners), self._clip(obj, scope))
            if box:
                self.found.pictures.append((box, self.order))

    def _path(self, obj: Handle, scope: _Scope) -> None:
        filled, stroked = pdfium.draw_mode_of(obj)
        count = pdfium.path_segments(obj)
        if not (filled or stroked) or not 2 <= count <= MOST_SEGMENTS:
            return
        matrix = pdfium.concat(pdfium.matrix_of(obj), scope.matrix)
        parts = _subpaths(obj, count, matrix)
        clip = self._clip(obj, scope)
        if filled:
            colour = pdfium.fill_of(obj)
            if colour[3] > 0:
                self._fill(parts, colour, clip)
        if stroked:
            colour = pdfium.stroke_of(obj)
            if colour[3] > 0:
                scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
                self._stroke(parts, colour, pdfium.stroke_width_of(obj) * scale, clip)

    def _fill(self, parts: list[_Subpath], colour: Colour, clip: Bounds) -> None:
        boxes = [_hull(part.points) for part in parts]
        if len(boxes) == 2 and (frame := _frame(boxes)):
            boxes = frame
        elif any(not _is_box(part, box) for part, box in zip(parts, boxes, strict=True)):
            boxes = [box for part, box in zip(parts, boxes, strict=True) if _is_box(part, box)]
        for box in boxes:
            shown = intersect(box, clip)
            if shown:
                self.found.patches.append(Patch(*shown, colour, self.order))

    def _stroke(self, parts: list[_Subpath], colour: Colour, width: float, clip: Bounds) -> None:
        strokes, patches = self.found.strokes, self.found.patches
        for part in parts:
            points = part.points
            pairs = [pair for end, pair in enumerate(pairwise(points), 1) if end not in part.bent]
            if part.closed and len(points) > 2 and points[0] != points[-1]:
                pairs.append((points[-1], points[0]))
            for (xa, ya), (xb, yb) in pairs:
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

    def _clip(self, obj: Handle, scope: _Scope) -> Bounds:
        """The box of the clip that holds for an object. Objects share clip paths, so each is worked out once."""
        clip = pdfium.clip_path(obj)
        count = pdfium.clip_count(clip) if clip else 0
        if count <= 0:
            return scope.clip
        key = (
            scope.depth,
            *(int(v * 100) for v in scope.clip),
            *(pdfium.clip_segment(clip, i, 0) or 0 for i in range(count)),
        )
        known = self._clips.get(key)
        if known is None:
            known = scope.clip
            for index in range(count):
                segments = min(pdfium.clip_segments(clip, index), MOST_SEGMENTS)
                points = [pdfium.point_of(pdfium.clip_segment(clip, index, i)) for i in range(segments)]
                box = _hull([_apply(scope.matrix, x, y) for x, y in points]) if points else known
                known = intersect(known, box) or (0.0, 0.0, 0.0, 0.0)
            self._clips[key] = known
        return known


class _Subpath(NamedTuple):
    points: list[tuple[float, float]]
    closed: bool
    curved: bool
    bent: frozenset[int]  # points whose way from the point before is part of a curve that is no straight line


def _subpaths(obj: Handle, count: int, matrix: Matrix) -> list[_Subpath]:
    """The pieces of a path, on the displayed page; a curve keeps its end and control points."""
    a, b, c, d, e, f = matrix
    parts: list[_Subpath] = []
    points: list[tuple[float, float]] = []
    bezier: list[int] = []
    bent: set[int] = set()
    closed = curved = False
    for index in range(count):
        segment = pdfium.path_segment(obj, index)
        kind = pdfium.segment_type(segment)
        if kind == MOVE_TO:
            if len(points) > 1:
                parts.append(_Subpath(points, closed, curved, frozenset(bent)))
            points, closed, curved, bezier, bent = [], False, False, [], set()
        elif kind == BEZIER_TO:
            curved = True
            bezier.append(len(points))
        x, y = pdfium.point_of(segment)
        points.append((a * x + c * y + e, b * x + d * y + f))
        if len(bezier) == 3:  # two control points and the end
            box = _hull(points[max(bezier[0] - 1, 0) :])
            if min(box[2] - box[0], box[3] - box[1]) > JITTER:
                bent.update(bezier)
            bezier = []
        if pdfium.segment_close(segment):
            closed = True
    if len(points) > 1:
        parts.append(_Subpath(points, closed, curved, frozenset(bent)))
    return parts


def _is_box(part: _Subpath, box: Bounds) -> bool:
    """A rectangle along the axes, or something so thin that it looks like one (a mitred border is a thin trapezium)."""
    if min(box[2] - box[0], box[3] - box[1]) <= THICKEST_LINE:
        return len(part.points) <= 12
    if part.curved or not 4 <= len(part.points) <= 6:
        return False
    return all(
        min(abs(x - box[0]), abs(x - box[2])) <= JITTER and min(abs(y - box[1]), abs(y - box[3])) <= JITTER
        for x, y in part.points
    )


def _frame(boxes: list[Bounds]) -> list[Bounds] | None:
    """A border filled between an outer and an inner rectangle, as four thin ones."""
    outer, inner = sorted(boxes, key=lambda b: (b[0] - b[2]) * (b[3] - b[1]))
    margins = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    if not all(0 < m <= THICKEST_LINE for m in margins):
        return None
    x0, top, x1, bottom = outer
    return [
        (x0, top, x1, inner[1]),
        (x0, inner[3], x1, bottom),
        (x0, top, inner[0], bottom),
        (inner[2], top, x1, bottom),
    ]


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _hull(points: list[tuple[float, float]]) -> Bounds:
    xs = [p[0] for p in points]
    ys = [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def intersect(one: Bounds, other: Bounds) -> Bounds | None:
    """The common part of two boxes; None when there is none."""
    x0, top, x1, bottom = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return (x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None
