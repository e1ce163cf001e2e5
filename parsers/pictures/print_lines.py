"""Where lines of print stand in a picture: pieces of ink, grouped within the cells that ruling lines make.

Ruling lines part the page into areas. Within each area ink is cut into rows and columns in turn (the recursive XY cut
of Nagy and Seth) until single lines of print remain, so that text never runs across a border, wrapped cells beside
each other come apart, and single figures or stacked characters are not overlooked.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pages.content import Ruling

Grey = npt.NDArray[np.uint8]
Boxes = npt.NDArray[np.int32]  # n x 4: x0, top, x1, bottom in pixels

GAP = 1.5  # em: white within a row from which its parts are read apart
NARROWER = (1.0, 0.7, 0.45)  # em: the same for rows of more than one line, tried one after the other
DEEPEST = 12  # cuts within cuts
TALL = 1.6  # em: rows taller than this hold more than one line
LOW = 0.55  # em: rows lower than this belong to a neighbour that is near enough, as the strokes of 二 do
ONE_LINE = 1.18  # em: the most that such a row and its neighbour measure together
JOINED = 1.3  # times its height: a piece wider than this is more than one character
SPECK = 1.1  # points: what is smaller both ways is dust where no print is near …
DOT = 0.28  # em: a line that is smaller both ways is dust; the shortest dash is longer
HYPHEN = 0.17  # em: the least width of a hyphen's ink
NEAR = 0.6  # … within this share of an em
LARGEST_EM, SMALLEST_EM, USUAL_EM = 40.0, 5.0, 10.5  # points
FEW = 8  # pieces of print that do not tell its size
OUTSIDE = 0  # number of the area around all tables
FLATTEST, LONGEST_DASH = 2.5, 45.0  # points: a lower and longer piece of ink is a line, not print
CLOSE_CORNERS = 3.0  # points by which rulings are lengthened so that areas close


class TextLine(NamedTuple):
    """Box of one line of print (tight around its ink), the size of an em there, all in pixels, and its area."""

    x0: int
    top: int
    x1: int
    bottom: int
    em: float
    area: int


def find_lines(ink: Grey, horizontals: list[Ruling], verticals: list[Ruling], scale: float) -> list[TextLine]:
    """Lines of print of a binary picture without its rulings, area by area, top to bottom."""
    boxes = _pieces(ink, scale)
    if not len(boxes):
        return []
    em = _em(boxes, scale)
    boxes = _without_specks(boxes, em, scale)
    if not len(boxes):
        return []
    areas = _areas(ink.shape, horizontals, verticals, scale)
    middle = (boxes[:, :2] + boxes[:, 2:]) // 2
    label = areas[middle[:, 1].clip(0, ink.shape[0] - 1), middle[:, 0].clip(0, ink.shape[1] - 1)]
    tabled = boxes[label != OUTSIDE]
    in_tables = _em(tabled, scale) if len(tabled) >= FEW else em  # print of tables is smaller than that around them
    lines: list[TextLine] = []
    for area in np.unique(label):
        inside = boxes[label == area]
        local = _em(inside, scale) if len(inside) >= FEW else em if area == OUTSIDE else in_tables
        for x0, top, x1, bottom in _cut(inside, local, ink):
            if max(x1 - x0, bottom - top) < DOT * local and not _is_dash(x1 - x0, bottom - top, local):
                continue
            lines.append(TextLine(x0, top, x1, bottom, local, int(area)))
    return lines


def _is_dash(wide: int, high: int, em: float) -> bool:
    return wide >= max(3.0, HYPHEN * em) and high * 2 <= wide


def _pieces(ink: Grey, scale: float) -> Boxes:
    """Boxes of connected pieces of ink that can be print."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count < 2:
        return np.zeros((0, 4), np.int32)
    x, y, w, h, area = (stats[1:, i] for i in range(5))
    stroke = (h < FLATTEST * scale) & (w > LONGEST_DASH * scale)  # what is left of a ruling
    keep = (area >= 3) & (h < LARGEST_EM * scale) & ~stroke
    return np.asarray(np.stack([x, y, x + w, y + h], axis=1)[keep], dtype=np.int32)


def _em(boxes: Boxes, scale: float) -> float:
    """Size of print in pixels: the larger side of most pieces that are no dots or strokes; of pieces much wider than
    high (characters that run into each other) the height."""
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    side = np.where(wide > JOINED * high, high, np.maximum(wide, high))
    side = side[(side > SMALLEST_EM * scale * 0.8) & (side < LARGEST_EM * scale)]
    if not len(side):
        return USUAL_EM * scale
    return float(np.percentile(side, 80)) * 1.06


def _without_specks(boxes: Boxes, em: float, scale: float) -> Boxes:
    """Leave out dust: tiny pieces with no larger piece near."""
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    tiny = np.maximum(wide, high) <= SPECK * scale
    large = boxes[np.maximum(wide, high) >= 0.35 * em]
    keep = ~tiny
    reach = NEAR * em
    for index in np.nonzero(tiny)[0]:
        x0, top, x1, bottom = boxes[index]
        near = (
            (large[:, 0] - reach < x1)
            & (large[:, 2] + reach > x0)
            & (large[:, 1] - 0.25 * em < bottom)
            & (large[:, 3] + 0.25 * em > top)
        )
        keep[index] = bool(near.any())
    return np.asarray(boxes[keep], dtype=np.int32)


def _areas(
    shape: tuple[int, ...], horizontals: list[Ruling], verticals: list[Ruling], scale: float
) -> npt.NDArray[np.int32]:
    """Number of the area, bounded by rulings, of every pixel."""
    free = np.ones(shape[:2], dtype=np.uint8)
    more = CLOSE_CORNERS
    for r in horizontals:
        y = round(r.at * scale)
        cv2.line(free, (round((r.start - more) * scale), y), (round((r.end + more) * scale), y), 0, 1)
    for r in verticals:
        x = round(r.at * scale)
        cv2.line(free, (x, round((r.start - more) * scale)), (x, round((r.end + more) * scale)), 0, 1)
    free[[0, -1], :] = free[:, [0, -1]] = 1
    _, labels = cv2.connectedComponents(free, connectivity=4)
    return np.where(labels == labels[0, 0], OUTSIDE, labels + 1).astype(np.int32)


def _cut(boxes: Boxes, em: float, ink: Grey, depth: int = 0) -> list[tuple[int, int, int, int]]:
    """Boxes of single lines of print, top to bottom and left to right."""
    found: list[tuple[int, int, int, int]] = []
    for row in _rows(boxes, em):
        high = int(row[:, 3].max()) - int(row[:, 1].min())
        # lines of columns beside each other interlock where no ruling parts them: narrower gaps then tell columns
        gaps = (GAP,) if high <= TALL * em else (GAP, *NARROWER)
        parts = next((p for gap in gaps if len(p := _columns(row, gap * em)) > 1), [row])
        if len(parts) > 1 and depth < DEEPEST:
            for part in parts:
                found += _cut(part, em, ink, depth + 1)
            continue
        x0, top = int(row[:, 0].min()), int(row[:, 1].min())
        x1, bottom = int(row[:, 2].max()), int(row[:, 3].max())
        if bottom - top > TALL * em:
            found += _valleys(ink, x0, top, x1, bottom, em)
        else:
            found.append((x0, top, x1, bottom))
    return found


def _rows(boxes: Boxes, em: float) -> list[Boxes]:
    """Boxes cut where no ink stands; strokes of one character that lie above each other put together again."""
    order = boxes[np.argsort(boxes[:, 1], kind="stable")]
    reach = np.maximum.accumulate(order[:, 3])
    cuts = np.nonzero(order[1:, 1] >= reach[:-1])[0] + 1
    rows = np.split(order, cuts)
    merged: list[Boxes] = []
    for row in rows:
        if merged:
            last = merged[-1]
            top, bottom = int(last[:, 1].min()), int(row[:, 3].max())
            lower = min(int(last[:, 3].max()) - top, bottom - int(row[:, 1].min()))
            if lower < LOW * em and bottom - top <= ONE_LINE * em:
                merged[-1] = np.concatenate([last, row])
                continue
        merged.append(row)
    return merged


def _columns(boxes: Boxes, gap: float) -> list[Boxes]:
    order = boxes[np.argsort(boxes[:, 0], kind="stable")]
    reach = np.maximum.accumulate(order[:, 2])
    cuts = np.nonzero(order[1:, 0] - reach[:-1] >= gap)[0] + 1
    return np.split(order, cuts)


def _valleys(ink: Grey, x0: int, top: int, x1: int, bottom: int, em: float) -> list[tuple[int, int, int, int]]:
    """A block whose lines touch, cut where the rows of pixels hold least ink."""
    profile = ink[top:bottom, x0:x1].sum(axis=1).astype(np.float64)
    usual = float(np.median(profile))
    lines: list[tuple[int, int, int, int]] = []
    start = 0
    while len(profile) - start > TALL * em:
        low, high = start + int(0.75 * em), min(len(profile), start + int(1.75 * em))
        cut = low + int(np.argmin(profile[low:high]))
        if profile[cut] > 0.45 * usual:
            break
        lines.append((x0, top + start, x1, top + cut))
        start = cut + 1
    lines.append((x0, top + start, x1, bottom))
    return [line for line in lines if line[3] > line[1]]
