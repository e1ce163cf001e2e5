"""Shapes of a drawn path: its pieces, the rectangles that it fills, the straight lines that it strokes.

Producers put from one to thousands of shapes into one path: every edge of a table, frames as an outer and an inner
rectangle, a whole grid as one rectangle with a hole for each cell. A rounded corner counts as the corner it rounds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from parsers.pages import pdfium
from parsers.pages.pdfium import Handle, Matrix

LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2  # fpdf_edit.h, FPDF_SEGMENT_*
STRAIGHT = 0.02  # slope up to which a stroke counts as running along an axis (1 degree)
JITTER = 0.35  # points that the ends of an axis-parallel stroke may be off each other
THICKEST_LINE = 3.0  # points; thicker fills and strokes are areas (rules of Word tables go to 6 pt, but rarely past 3)
ROUNDEST = 12.0  # points: radius up to which a corner between straight sides is only rounded
ALONG = 0.12  # slope up to which a bend leaves or arrives along an axis
FEW_SEGMENTS = 400  # paths with more are outlines of glyphs, seals, charts, unless they begin with rectangles or lines
MOST_SEGMENTS = 20_000  # of one path: a page of cells with every edge a rectangle has some thousands
LOOKED_AT = 40  # segments at the beginning of a long path that show whether it is made of straight lines
THIN_POINTS = 20  # points of a shape so thin that it looks like a line, a dot drawn as a circle included
MOST_RECTANGLES = 1200  # of one path, looked at for holes
MOST_SQUARES = 40_000  # into which the holes of one rectangle cut it

Bounds = tuple[float, float, float, float]  # x0, top, x1, bottom on the displayed page
Point = tuple[float, float]
Segment = tuple[Point, Point]


class Subpath(NamedTuple):
    """A piece of a path on the displayed page; `points` hold ends and control points of curves.

    `bent`: points whose way from the point before is part of a curve that is no straight line. `corners`: for each
    bend that only rounds a corner, the indices of the points where it begins and ends and the corner itself.
    """

    points: list[Point]
    closed: bool
    curved: bool
    bent: frozenset[int]
    corners: tuple[tuple[int, int, Point], ...] = ()


def subpaths_of(obj: Handle, matrix: Matrix, *, stroked: bool = True) -> list[Subpath]:
    """The pieces of a path object; none for outlines of glyphs and pictures made of very many segments. Whether a piece
    is `closed` is told where it is `stroked` only: what is filled is closed in any case."""
    count = pdfium.segment_count(obj)
    if not 2 <= count <= MOST_SEGMENTS or (count > FEW_SEGMENTS and _begins_curved(obj)):
        return []
    a, b, c, d, e, f = matrix
    parts: list[Subpath] = []
    points: list[Point] = []
    curve: list[int] = []  # indices of the points of curves
    closed = False
    for kind, x, y, closes in pdfium.segments_of(obj, count, closes=stroked):
        if kind == MOVE_TO:
            if len(points) > 1:
                parts.append(_subpath(points, closed, curve))
            points, closed, curve = [], False, []
        elif kind == BEZIER_TO:
            curve.append(len(points))
        points.append((a * x + c * y + e, b * x + d * y + f))
        if closes:
            closed = True
    if len(points) > 1:
        parts.append(_subpath(points, closed, curve))
    return parts


def _subpath(points: list[Point], closed: bool, curve: list[int]) -> Subpath:
    """A piece of a path; `curve` are the indices of the points of its curves, two control points and the end each."""
    bent: set[int] = set()
    corners: list[tuple[int, int, Point]] = []
    for first, last in _bends(points, curve):
        box = hull(points[first : last + 1])
        if min(box[2] - box[0], box[3] - box[1]) > JITTER:
            bent.update(range(first + 1, last + 1))
            corner = _corner(points, first, last, box)
            if corner:
                corners.append((first, last, corner))
    return Subpath(points, closed, bool(curve), frozenset(bent), tuple(corners))


def _bends(points: list[Point], curve: list[int]) -> Iterator[tuple[int, int]]:
    """First and last points of curves; those that follow each other are one as far as the next axis, as browsers
    draw a quarter of a circle in many pieces."""
    start = -1
    for number in range(2, len(curve), 3):
        first, last = max(curve[number - 2] - 1, 0), curve[number]
        start = first if start < 0 else start
        goes_on = number + 1 < len(curve) and curve[number + 1] == last + 1
        if not goes_on or _leaves_across(points[last - 1], points[last]) is not None:
            yield start, last
            start = -1


def _begins_curved(obj: Handle) -> bool:
    return any(pdfium.segment_type(obj, index) == BEZIER_TO for index in range(LOOKED_AT))


def _corner(points: list[Point], first: int, last: int, box: Bounds) -> Point | None:
    """Where the sides meet that a bend joins: it leaves along one axis and arrives along the other."""
    if last - first < 3 or max(box[2] - box[0], box[3] - box[1]) > ROUNDEST:
        return None
    across = _leaves_across(points[first], points[first + 1])
    if across is None or _leaves_across(points[last - 1], points[last]) is not (not across):
        return None
    (xa, ya), (xd, yd) = points[first], points[last]
    return (xd, ya) if across else (xa, yd)


def _leaves_across(one: Point, other: Point) -> bool | None:
    """Whether the way from one point to another runs across, or down (False); None where it runs along no axis."""
    dx, dy = abs(one[0] - other[0]), abs(one[1] - other[1])
    return None if min(dx, dy) > ALONG * max(dx, dy) or dx == dy else dx > dy


def straight_segments(part: Subpath) -> list[Segment]:
    """Straight pieces of a subpath, with the corners between them that are only rounded."""
    points = part.points
    found: list[Segment] = []
    lengths: dict[int, float] = {}  # by the index of the segment's end
    for end, (start_point, end_point) in enumerate(pairwise(points), 1):
        if end not in part.bent:
            found.append((start_point, end_point))
            lengths[end] = max(abs(start_point[0] - end_point[0]), abs(start_point[1] - end_point[1]))
    if part.closed and len(points) > 2 and points[0] != points[-1]:
        found.append((points[-1], points[0]))
    for first, last, corner in part.corners:
        before, after = points[first], points[last]
        radius = max(abs(before[0] - after[0]), abs(before[1] - after[1]))
        if max(lengths.get(first, 0.0), lengths.get(last + 1, 0.0)) > radius:  # else it is a circle
            found += [(before, corner), (corner, after)]
    return found


def filled_boxes(parts: list[Subpath], even_odd: bool) -> list[Bounds]:
    """Rectangles along the axes that a path fills; what its holes leave of one is given in strips and areas."""
    if len(parts) == 2 and (frame := _frame(*sorted((hull(part.points) for part in parts), key=_minus_area))):
        return frame
    boxes: list[Bounds] = []
    large: list[tuple[Bounds, bool]] = []  # with the direction in which they are drawn
    for part in parts:
        box = hull(part.points)
        if is_thin(box):
            if len(part.points) <= THIN_POINTS:
                boxes.append(box)
        elif _is_rectangle(part, box):
            large.append((box, _is_clockwise(part.points)))
    if not 2 <= len(large) <= MOST_RECTANGLES:
        return boxes + [box for box, _ in large]
    large.sort(key=lambda item: _minus_area(item[0]))
    holes: dict[Bounds, list[Bounds]] = {}
    for index, (box, clockwise) in enumerate(large):
        around = [other for other in large[:index] if _holds(other[0], box)]
        if len(around) % 2 and around[-1][0] in holes and (even_odd or around[-1][1] != clockwise):
            holes[around[-1][0]].append(box)
        else:
            holes[box] = []
    for box, inside in holes.items():
        boxes += _rest(box, inside) if inside else [box]
    return boxes


def is_thin(box: Bounds) -> bool:
    """Whether a shape within these bounds looks like a line (a mitred border is a thin trapezium)."""
    return min(box[2] - box[0], box[3] - box[1]) <= THICKEST_LINE


def _is_rectangle(part: Subpath, box: Bounds) -> bool:
    """A rectangle along the axes, its corners round or not."""
    points = part.points
    if part.corners and sum(last - first for first, last, _ in part.corners) == len(part.bent):
        inner = {index for first, last, _ in part.corners for index in range(first + 1, last)}
        sides = [segment for segment in straight_segments(part) if is_along_axis(*segment)]
        points = [p for i, p in enumerate(points) if i not in inner]
        return len(sides) >= 4 and all(
            min(abs(x - box[0]), abs(x - box[2])) <= JITTER or min(abs(y - box[1]), abs(y - box[3])) <= JITTER
            for x, y in points
        )
    if part.curved or not 4 <= len(points) <= 6:
        return False
    return all(
        min(abs(x - box[0]), abs(x - box[2])) <= JITTER and min(abs(y - box[1]), abs(y - box[3])) <= JITTER
        for x, y in points
    )


def is_along_axis(one: Point, other: Point) -> bool:
    """Whether a segment between two points runs across or down, but for jitter and a slight slope."""
    dx, dy = abs(other[0] - one[0]), abs(other[1] - one[1])
    return dy <= max(JITTER, STRAIGHT * dx) or dx <= max(JITTER, STRAIGHT * dy)


def _minus_area(box: Bounds) -> float:
    return (box[0] - box[2]) * (box[3] - box[1])


def _is_clockwise(points: list[Point]) -> bool:
    return sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in pairwise([*points, points[0]])) > 0


def _holds(outer: Bounds, inner: Bounds) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _frame(outer: Bounds, inner: Bounds) -> list[Bounds] | None:
    """A border filled between an outer and an inner rectangle, as four thin ones."""
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


def _rest(outer: Bounds, holes: list[Bounds]) -> list[Bounds]:
    """What is left of a rectangle with holes: thin strips along the axes, and what is no strip."""
    xs = sorted({outer[0], outer[2], *(v for h in holes for v in (h[0], h[2]))})
    ys = sorted({outer[1], outer[3], *(v for h in holes for v in (h[1], h[3]))})
    if len(xs) * len(ys) > MOST_SQUARES:
        return [outer]
    painted = [[True] * (len(xs) - 1) for _ in ys[1:]]
    for x0, top, x1, bottom in holes:
        left, right = bisect_left(xs, x0), bisect_left(xs, x1)
        for row in range(bisect_left(ys, top), bisect_left(ys, bottom)):
            painted[row][left:right] = [False] * (right - left)
    found: list[Bounds] = []
    for row, (top, bottom) in enumerate(pairwise(ys)):
        thin = bottom - top <= THICKEST_LINE
        wanted = [on and (thin or xs[c + 1] - xs[c] > THICKEST_LINE) for c, on in enumerate(painted[row])]
        found += [(xs[a], top, xs[b], bottom) for a, b in _runs(wanted)]
    for col, (left_side, right_side) in enumerate(pairwise(xs)):
        if right_side - left_side <= THICKEST_LINE:
            found += [(left_side, ys[a], right_side, ys[b]) for a, b in _runs([row[col] for row in painted])]
    return found


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """First and past-the-last index of every run of True."""
    runs: list[tuple[int, int]] = []
    for index, flag in enumerate(flags):
        if not flag:
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def hull(points: list[Point]) -> Bounds:
    """The smallest box around points."""
    xs = [p[0] for p in points]
    ys = [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)
