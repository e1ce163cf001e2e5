"""The sheet of paper in a picture of a page: the whole page as a rule, a quadrilateral on a desk in a photograph.

A camera sees a sheet from one side and something around it. The sheet is what can be reached from the middle without
crossing an edge, once print is wiped out; its four sides are fitted and it is taken as a rectangle of a usual size.
Pages whose size in points is absurd (pictures saved at 72 dots per inch) are taken as sheets of a usual size too.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pages.placing import Sheet
from parsers.pictures.bend import bent

Picture = npt.NDArray[np.uint8]
Points = npt.NDArray[np.float32]

A4 = (595.28, 841.89)
SIZES = (A4, (841.89, 1190.55))  # A4, A3: widths and heights of standing sheets
SMALLEST, LARGEST = 300.0, 1100.0  # points: shorter side of a page whose size can be believed
LOOKED_AT = 850  # pixels of the longer side of the picture in which the sheet is looked for
WIPED = 17  # pixels there: wider than strokes of print and rulings
EDGE = 5  # of 255: change over five pixels there from which it is an edge; paper in uneven light changes by two
LEAST_AREA, MOST_AREA = 0.3, 0.97  # of the picture
FROM_EDGE = 0.006  # of the picture's side: a side of the sheet that is nearer to the picture's edge is cut off by it
BEYOND = 0.08  # of the picture's side: how far a corner may lie outside it
FEWEST = 10  # pixels of an outline that tell a side
FULL, STRAIGHT = 0.93, 0.97  # of the hull that is reached; of the quadrilateral around it that the hull fills
SQUARE, PARALLEL = 20.0, 0.75  # degrees that a corner is off 90; shorter of two opposite sides to the longer one
DRAWN, DRAWN_SIDES = 0.7, 3  # share of a side that a drawn line runs along, and sides from which it is a table's frame
DARKER, LEVEL_AT = 30, 6  # of 255, and pixels: how much darker a drawn line is than what is at both its sides
A_SIZE = 1.19  # ratio of the sides of a sheet to that of A4 within which it is one


def believable(width: float, height: float) -> Sheet | None:
    """The sheet that a page is whose size in points cannot be a sheet's; None for other pages."""
    if width <= 0 or height <= 0 or SMALLEST <= min(width, height) <= LARGEST:
        return None
    times = min(width, height) / A4[0]
    return Sheet((times, 0.0, 0.0, 0.0, times, 0.0, 0.0, 0.0, 1.0), width / times, height / times, width, height)


def find_sheet(picture: Picture, scale: float) -> Sheet | None:
    """The sheet in a picture (BGR) of a page, `scale` pixels per point; None where it fills the page."""
    corners = _corners(picture)
    if corners is None:
        return None
    corners /= scale
    top, right, bottom, left = (float(np.hypot(*(b - a))) for a, b in pairwise([*corners, corners[0]]))
    wide, high = _size((top + bottom) / 2, (left + right) / 2)
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    page = picture.shape[1] / scale, picture.shape[0] / scale
    return Sheet(tuple(float(v) for v in matrix.ravel()), wide, high, *page)


def flattened(picture: Picture, scale: float, sheet: Sheet, wanted: float) -> Picture:
    """The sheet of a picture that has `scale` pixels per point of the page, as a picture with `wanted` pixels per
    point of the sheet."""
    from_sheet = np.array(sheet.matrix).reshape(3, 3)
    if sheet.bend or sheet.on:
        return _unbent(picture, scale, sheet, wanted)
    pixels = np.diag([scale, scale, 1.0]) @ from_sheet @ np.diag([1 / wanted, 1 / wanted, 1.0])
    size = round(sheet.width * wanted), round(sheet.height * wanted)
    return np.asarray(
        cv2.warpPerspective(picture, pixels, size, flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
                            borderValue=(255, 255, 255)),
        dtype=np.uint8,
    )  # fmt: skip


def _unbent(picture: Picture, scale: float, sheet: Sheet, wanted: float) -> Picture:
    """The same of a sheet that is not flat."""
    wide, high = round(sheet.width * wanted), round(sheet.height * wanted)
    x, y = np.meshgrid((np.arange(wide) + 0.5) / wanted, (np.arange(high) + 0.5) / wanted)
    on: Sheet | None = sheet
    while on is not None:
        y = y + bent(on.bend, 2 * x / on.width - 1, 2 * y / on.height - 1)
        a, b, c, d, e, f, g, h, i = on.matrix
        depth = g * x + h * y + i
        x, y, on = (a * x + b * y + c) / depth, (d * x + e * y + f) / depth, on.on
    return np.asarray(
        cv2.remap(picture, (x * scale - 0.5).astype(np.float32), (y * scale - 0.5).astype(np.float32), cv2.INTER_CUBIC,
                  borderValue=(255, 255, 255)),
        dtype=np.uint8,
    )  # fmt: skip


def _size(wide: float, high: float) -> tuple[float, float]:
    """The usual size nearest to a sheet's, or its own where its sides are of another ratio."""
    standing = (wide, high) if wide <= high else (high, wide)
    ratio = standing[1] / standing[0] / (A4[1] / A4[0])
    if not 1 / A_SIZE < ratio < A_SIZE:
        return wide, high
    area = wide * high
    size = min(SIZES, key=lambda s: abs(np.log(s[0] * s[1] / area)))
    return size if wide <= high else (size[1], size[0])


def _corners(picture: Picture) -> Points | None:
    """Corners of the sheet in pixels, from the top left clockwise."""
    shrink = min(1.0, LOOKED_AT / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    reached = _reached(_wiped(small))
    area = float(reached.mean())
    if not LEAST_AREA <= area <= MOST_AREA:
        return None
    outlines, _ = cv2.findContours(reached, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=cv2.contourArea)
    hull = cv2.convexHull(outline)
    full = cv2.contourArea(hull)
    if cv2.contourArea(outline) < FULL * full:
        return None
    sides = _sides(hull, small.shape)
    if sides is None:
        return None
    corners = _fitted(outline.reshape(-1, 2).astype(np.float32), sides)
    if corners is None or not _is_sheet(corners, small.shape) or full < STRAIGHT * _area_within(corners, small.shape):
        return None
    if _is_frame(corners, small):
        return None
    return np.asarray((corners + 0.5) / shrink, dtype=np.float32)


def _wiped(small: Picture) -> Picture:
    """The picture without print. A strip of desk beside the sheet that is narrower than print stays."""
    framed = cv2.copyMakeBorder(small, *(WIPED,) * 4, cv2.BORDER_REPLICATE)
    wiped = cv2.morphologyEx(framed, cv2.MORPH_CLOSE, np.ones((WIPED, WIPED), np.uint8))
    wiped = cv2.GaussianBlur(cv2.medianBlur(wiped, 5), (0, 0), 1.0)
    return np.ascontiguousarray(wiped[WIPED:-WIPED, WIPED:-WIPED])


def _reached(wiped: Picture) -> Picture:
    """1 where one comes from the middle of the picture without crossing an edge."""
    side = np.ones((5, 5), np.uint8)
    change = cv2.morphologyEx(wiped, cv2.MORPH_GRADIENT, side).max(axis=2)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(change < EDGE, dtype=np.uint8), connectivity=4)
    high, wide = labels.shape
    middle = np.unique(labels[high // 3 : 2 * high // 3, wide // 3 : 2 * wide // 3])
    chosen = max((int(n) for n in middle if n), key=lambda n: int(stats[n, cv2.CC_STAT_AREA]), default=0)
    return np.asarray(cv2.dilate(np.asarray(labels == chosen, np.uint8), side), dtype=np.uint8)


def _sides(hull: npt.NDArray[np.int32], shape: tuple[int, ...]) -> list[tuple[Points, Points]] | None:
    """The four sides of the hull, clockwise from the top one; a corner may be cut off by the picture's edge."""
    high, wide = shape[:2]
    near = FROM_EDGE * max(high, wide)
    for share in (0.01, 0.02, 0.03):
        points = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True).reshape(-1, 2).astype(np.float32)
        middle = points.mean(axis=0)
        points = points[np.argsort(np.arctan2(*(points - middle).T[::-1]))]  # clockwise, as y grows downwards
        sides = [
            (a, b)
            for a, b in pairwise([*points, points[0]])
            if not any(max(abs(a[n] - at), abs(b[n] - at)) <= near for n, at in ((0, 0), (0, wide), (1, 0), (1, high)))
        ]
        if len(sides) == 4:
            top = min(range(4), key=lambda n: float(sides[n][0][1] + sides[n][1][1]))
            return sides[top:] + sides[:top]
    return None


def _fitted(outline: Points, rough: list[tuple[Points, Points]]) -> Points | None:
    """Corners, from the top left clockwise, where lines meet that are fitted to the outline along each side."""
    sides = []
    for a, b in rough:
        length = max(float(np.hypot(*(b - a))), 1.0)
        along = (b - a) / length
        offset = outline - a
        at, off = offset @ along, np.abs(offset @ np.array([-along[1], along[0]]))
        near = outline[(at > 0.06 * length) & (at < 0.94 * length) & (off < 0.03 * length + 2)]
        if len(near) < FEWEST:
            return None
        vx, vy, x, y = cv2.fitLine(near, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().tolist()
        sides.append(np.cross([x, y, 1.0], [x + vx, y + vy, 1.0]))
    corners = [np.cross(before, side) for before, side in pairwise([sides[-1], *sides])]
    if any(abs(c[2]) < 1e-9 for c in corners):
        return None
    return np.array([c[:2] / c[2] for c in corners], dtype=np.float32)


def _is_sheet(corners: Points, shape: tuple[int, ...]) -> bool:
    """Whether four corners are those of a rectangle seen by a camera, within the picture or nearly so."""
    size = np.array(shape[1::-1])
    if (corners < -BEYOND * size).any() or (corners > (1 + BEYOND) * size).any():
        return False
    sides = [b - a for a, b in pairwise([*corners, corners[0]])]
    long = [float(np.hypot(*s)) for s in sides]
    if any(min(pair) < PARALLEL * max(pair) for pair in (long[::2], long[1::2])):
        return False
    turns = [np.degrees(np.arccos(np.clip(np.dot(a, b) / np.hypot(*a) / np.hypot(*b), -1, 1)))
             for a, b in pairwise([sides[-1], *sides])]  # fmt: skip
    return all(abs(turn - 90) <= SQUARE for turn in turns)


def _is_frame(corners: Points, small: Picture) -> bool:
    """Whether lines are drawn along the sides: the frame of a table that fills its page, over print that shows through
    from the back. The edge of a sheet is darker than the sheet or than what it lies on, not than both."""
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
    drawn = 0
    for a, b in pairwise([*corners, corners[0]]):
        along = (b - a) / max(float(np.hypot(*(b - a))), 1.0)
        across = np.array([-along[1], along[0]])
        places = a + np.linspace(0.03, 0.97, 90)[:, None] * (b - a)
        around = places[:, None] + np.arange(-LEVEL_AT, LEVEL_AT + 1)[None, :, None] * across
        x, y = (np.asarray(around[..., n], dtype=np.float32) for n in (0, 1))
        levels = np.asarray(cv2.remap(grey, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
        beside = np.minimum(levels[:, :2].max(axis=1), levels[:, -2:].max(axis=1))
        drawn += bool((levels.min(axis=1) < beside - DARKER).mean() >= DRAWN)
    return drawn >= DRAWN_SIDES


def _area_within(corners: Points, shape: tuple[int, ...]) -> float:
    """Pixels of a quadrilateral that lie in the picture."""
    high, wide = shape[:2]
    frame = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    return float(cv2.intersectConvexConvex(corners, frame)[0])
