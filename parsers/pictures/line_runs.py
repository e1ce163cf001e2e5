"""Long thin runs of ink along one axis of a picture, and how much each looks like a ruling line.

The finding by morphological opening with a long flat kernel follows the usual OpenCV recipe (camelot's lattice mode);
what is added is the check that both sides of a line are white and that it is of one thickness.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]

SHORTEST = 11.0  # points: side of the narrowest cell that a line may border
LONG = 80.0  # points from which a line needs no others to be one; longer than any stroke or dash of body text
STANDING = 40.0  # points from which an upright line needs one other only
BREAK = 2.0  # points: gaps in a printed line that are closed before looking
DARK = 45  # of 255: the least darkness of a thin grey line
HOLE = 5.0  # points: the widest hole in a worn line
WORN = 0.85  # share of its length that is left (strokes of print: 0.75)
GAP, STRAY = 12.0, 0.7  # points: between pieces of one broken line, along it and across it
THICKEST = 4.0  # points
BESIDE = 2.2  # points from the middle of a line to where its sides should be white
INKED = 90  # of 255: darkness of ink beside a line
LIKE = 1.1  # sum of the shares of a line's length with white on both sides and of the same thickness (print: < 1) …
ALONE_CLEAR, ALONE_STEADY = 0.88, 0.85  # … and of one that no other line supports (rows of print: up to 0.75 and 0.5)
EVEN = 0.5  # share of its usual darkness that a short line keeps throughout; strokes joined by a watermark do not
DASHES, REGULAR = (
    10,
    0.75,
)  # of a dashed line: the least number of gaps, and the share of gaps and dashes of usual length
DOUBLE = 0.9  # share of the same thickness of a line with another one close beside it: no white on that side
SOLID, ASTRAY = 0.985, 1.5  # share of a straight line that is dark throughout, and by how many pixels it may stray …
# … (rows of print: up to 0.9, more only where strokes in a row pass for dashes): a ruling, though print touches it …
SOLID_CLEAR, ONE_SIDE = 0.4, 0.75  # … on both sides, if not all along, or throughout on one of a standing line
SLIM = 3.0  # points: the height of a piece from which print may be joined to the line that it is …
LEANS = 0.05  # of its length: a line that leans more on a straight page is the side of a stamp
# Share of a candidate that a straight line is at least (the rest are strokes at its ends), and pixels of its gaps.
MOST_OF, TINY_GAP = 0.6, 2
PIECE = 0.5  # of the length from which a line is told from print: a stretch of a line beside a hole
WHOLE = 0.95  # … and the share of its length that is one line
TOUCHING = 0.4  # points beyond the thickness of a solid line from which its piece of ink is print that touches it


class Run(NamedTuple):
    """A line in pixels: position across (in its middle), extent along, thickness; whether it is a line even without
    others; how much its position changes per pixel along it (what still leans, keystone); whether it is straight and
    without a gap, so that what lies off it is none of it."""

    at: float
    start: float
    end: float
    width: float
    alone: bool
    slope: float = 0.0
    solid: bool = False

    def near(self, along: float) -> float:
        """Position across at a place along the line."""
        return self.at + self.slope * (along - (self.start + self.end) / 2)


class Candidate(NamedTuple):
    """A component of pixels that may be a line: its number and its box, `x` along the line."""

    number: int
    x: int
    y: int
    w: int
    h: int


@dataclass(slots=True)
class Direction:
    """Candidates along one axis (of the picture turned so that they lie), and which of them are lines. `shortest` is
    the length in pixels from which a line is told from print that has grown to it."""

    dark: Grey
    labels: npt.NDArray[np.int32]
    candidates: list[Candidate]
    touching: float
    shortest: float
    measured: dict[int, Run | None] = field(default_factory=dict)
    kept: dict[int, Run] = field(default_factory=dict)

    def measure(self, candidate: Candidate, scale: float) -> Run | None:
        """What a candidate is as a line; None where it is none. `scale`: pixels per point."""
        if candidate.number not in self.measured:
            self.measured[candidate.number] = _measure(self.dark, self.labels, candidate, scale, self.shortest)
        return self.measured[candidate.number]

    def mask(self) -> Grey:
        """The pixels of the lines that are kept: 1, all others 0."""
        chosen = np.zeros(int(self.labels.max()) + 1, dtype=np.uint8)
        chosen[list(self.kept)] = 1
        mask = np.asarray(chosen[self.labels], dtype=np.uint8)
        for candidate in self.candidates:
            run = self.kept.get(candidate.number)
            if run is not None:
                number, x, y, w, h = candidate
                for start, end in ((x, int(run.start)), (int(run.end), x + w)):
                    if end > start:
                        mask[y : y + h, start:end][self.labels[y : y + h, start:end] == number] = 0
                if run.solid:
                    self._leave_print(mask, candidate, run)
        return mask

    def _leave_print(self, mask: Grey, candidate: Candidate, run: Run) -> None:
        """Take out of the mask what is joined to a solid line and lies off it: strokes of print that touch it."""
        number, x, y, w, h = candidate
        part, own = mask[y : y + h, x : x + w], self.labels[y : y + h, x : x + w] == number
        rows = np.arange(y, y + h, dtype=np.float32)[:, None] + 0.5
        along = np.arange(x, x + w, dtype=np.float32)[None, :]
        middle = run.at + run.slope * (along - (run.start + run.end) / 2)
        part[own & (np.abs(rows - middle) > run.width / 2 + self.touching)] = 0


def runs_along(dark: Grey, scale: float, least: int, shortest: float = LONG) -> Direction:
    """Horizontal candidates of a darkness picture, of lines at least so dark (`least`, of 255). `scale`: pixels per
    point; `shortest`: points from which a line is told from print that has grown to it, strokes of one character after
    the other in a row of print too."""
    length = max(8, round(SHORTEST * scale))
    gap = max(1, round(BREAK * scale))
    thick = cv2.dilate(dark, np.ones((3, 1), np.uint8))  # what still leans crosses from row to row
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    inked = np.asarray((opened > least) & (thick > least // 2), dtype=np.uint8)
    inked = np.asarray(cv2.morphologyEx(inked, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)), dtype=np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inked, connectivity=8)
    limit = (THICKEST * scale) + 2
    labels = np.asarray(labels, dtype=np.int32)
    found: list[Candidate] = []
    for index in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[index])
        whole = Candidate(index, x, y, w, h)
        slim = area / w <= limit and h <= limit + 0.02 * w
        peeled = _peeled(labels, whole, count, scale, shortest) if w >= shortest * scale and h > SLIM * scale else []
        if peeled and (
            not slim
            or max(line.w for line, _ in peeled) >= WHOLE * w
            or _measure(dark, labels, whole, scale, shortest * scale) is None
        ):
            box = labels[y : y + h, x : x + w]
            box[box == index] = 0
            for line, pixels in peeled:
                box[pixels] = line.number
                found.append(line)
            count += len(peeled)
        elif slim and w >= length:
            found.append(whole)
    return Direction(dark, labels, _chained(found, labels, thick, scale), max(1.0, TOUCHING * scale), shortest * scale)


def _peeled(
    labels: npt.NDArray[np.int32], piece: Candidate, number: int, scale: float, shortest: float
) -> list[tuple[Candidate, npt.NDArray[np.bool_]]]:
    """Long lines within a piece that print close above and below them has grown to, numbered anew from `number`, each
    with its pixels in the piece's box."""
    box = labels[piece.y : piece.y + piece.h, piece.x : piece.x + piece.w]
    own = np.asarray(box == piece.number, dtype=np.uint8)
    core = cv2.morphologyEx(own, cv2.MORPH_OPEN, np.ones((1, round(shortest * scale)), np.uint8))
    count, parts, stats, _ = cv2.connectedComponentsWithStats(np.asarray(core, dtype=np.uint8), connectivity=8)
    limit = THICKEST * scale + 2
    found: list[tuple[Candidate, npt.NDArray[np.bool_]]] = []
    for part in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[part])
        if area / w <= limit and h <= limit + 0.02 * w:
            found.append((Candidate(number + len(found), piece.x + x, piece.y + y, w, h), parts == part))
    return found


def _chained(found: list[Candidate], labels: npt.NDArray[np.int32], dark: Grey, scale: float) -> list[Candidate]:
    """Pieces of one worn line as one candidate, which takes over their pixels and what is dark between them."""
    chains: list[list[Candidate]] = []
    for candidate in sorted(found, key=lambda c: c.x):
        for chain in chains:
            last = chain[-1]
            level = (
                abs(last.y + last.h / 2 - candidate.y - candidate.h / 2) <= STRAY * scale + (last.h + candidate.h) / 4
            )
            if level and -1 <= candidate.x - last.x - last.w <= HOLE * scale:
                chain.append(candidate)
                break
        else:
            chains.append([candidate])
    joined: list[Candidate] = []
    for chain in chains:
        x0, x1 = chain[0].x, chain[-1].x + chain[-1].w
        if len(chain) < 2 or sum(c.w for c in chain) < WORN * (x1 - x0) or x1 - x0 < LONG * scale:
            joined += chain
            continue
        number = chain[0].number
        top, bottom = min(c.y for c in chain), max(c.y + c.h for c in chain)
        for one in chain[1:]:
            part = labels[one.y : one.y + one.h, one.x : one.x + one.w]
            part[part == one.number] = number
        for left, right in pairwise(chain):
            rows = slice(min(left.y, right.y), max(left.y + left.h, right.y + right.h))
            gap = slice(left.x + left.w, right.x)
            part = labels[rows, gap]
            part[(dark[rows, gap] > DARK // 2) & (part == 0)] = number
        joined.append(Candidate(number, x0, top, x1 - x0, bottom - top))
    return joined


def _measure(
    dark: Grey, labels: npt.NDArray[np.int32], candidate: Candidate, scale: float, shortest: float
) -> Run | None:
    """Position and thickness of a candidate; None when its sides are full of ink (a row of print)."""
    number, x, y, w, h = candidate
    part = dark[y : y + h, x : x + w].astype(np.float32)
    part *= labels[y : y + h, x : x + w] == number
    weight = float(part.sum())
    if weight <= 0:
        return None
    columns = part.sum(axis=0)
    middle = y + float((part * np.arange(h, dtype=np.float32)[:, None]).sum()) / weight
    third = max(1, w // 3)
    ends = [_middle_row(part[:, :third]), _middle_row(part[:, -third:])]
    slope = (ends[1] - ends[0]) / max(w - third, 1) if w >= LONG * scale else 0.0
    width = float(np.median(columns)) / max(float(np.percentile(part.max(axis=0), 50)), 1.0)
    clear, one_side, steady, peak = _likeness(dark, part, y, x, scale)
    beside_words = one_side >= ONE_SIDE and shortest < LONG * scale  # a lying one would be the edge of a row of print
    solid = w >= STANDING * scale and (clear >= SOLID_CLEAR or beside_words)
    line = _solid_line(dark, part, y, x, shortest) if solid else None
    if line is not None:
        at, slope, first, last = line
        return Run(at + 0.5, x + first, x + last, width, True, slope, True)
    if clear + steady < LIKE and steady < DOUBLE:
        return None
    alone = clear >= ALONE_CLEAR or steady >= ALONE_STEADY
    if not alone and (w < STANDING * scale or not (_is_even(peak) or _is_dashed(peak))):
        return None
    return Run(middle + 0.5, x, x + w, width, alone, slope)


def _middle_row(part: npt.NDArray[np.float32]) -> float:
    rows = np.arange(part.shape[0], dtype=np.float32)
    return float(part.sum(axis=1) @ rows) / max(float(part.sum()), 1.0)


def _likeness(
    dark: Grey, part: npt.NDArray[np.float32], y: int, x: int, scale: float
) -> tuple[float, float, float, Grey]:
    """Shares of a candidate's length with white on both sides, with white on the whiter one, and where it is as thick
    as usual within a pixel; how dark it is along its length.

    A row of print that happens to join into a run has strokes crossing it everywhere; text that touches a ruling
    changes its thickness only here and there.
    """
    h, w = part.shape
    rows = np.arange(h, dtype=np.float32)[:, None]
    total = part.sum(axis=0)
    centre = np.where(total > 0, (part * rows).sum(axis=0) / np.maximum(total, 1), h / 2)
    reach = round((BESIDE + THICKEST / 4) * scale)
    offsets = np.arange(-reach, reach + 1)[:, None]
    index = np.clip(np.round(centre)[None, :].astype(np.int64) + y + offsets, 0, dark.shape[0] - 1)
    around = dark[index, np.arange(x, x + w)[None, :]].astype(np.float32)
    above, below = (around[rows].max(axis=0) < INKED for rows in ([0, 1], [-2, -1]))
    one_side = max(float(above.mean()), float(below.mean()))
    thickness = around.sum(axis=0) / 255
    usual = float(np.median(thickness))
    peak = around[reach - 1 : reach + 2].max(axis=0)
    steady = float((np.abs(thickness - usual) < 1).mean())
    return float((above & below).mean()), one_side, steady, np.asarray(peak, dtype=np.uint8)


def _solid_line(
    dark: Grey, part: npt.NDArray[np.float32], y: int, x: int, least: float
) -> tuple[float, float, int, int] | None:
    """(position in the middle, slope, start and end within the candidate) of the straight line that a candidate is,
    where that is dark from end to end, or from one stroke of print that lengthens it to another (of `least` pixels)."""
    w = part.shape[1]
    along = np.arange(w, dtype=np.float64)
    weight = part.sum(axis=0).astype(np.float64)
    rows = (np.arange(len(part)) @ part) / np.maximum(weight, 1.0)
    thin = (weight > 0) & (weight <= 1.5 * float(np.median(weight)))  # where no print touches it
    if int(thin.sum()) < w // 3:
        return None
    slope, start = np.polyfit(along[thin], rows[thin], 1)
    near = thin & (np.abs(rows - start - slope * along) <= ASTRAY)
    if int(near.sum()) < w // 3:
        return None
    slope, start = np.polyfit(along[near], rows[near], 1)
    if abs(slope) > LEANS:
        return None
    level = np.round(start + slope * along).astype(np.int64) + y
    index = np.clip(level[None, :] + np.array([-1, 0, 1])[:, None], 0, dark.shape[0] - 1)
    peak = dark[index, np.arange(x, x + w)[None, :]].max(axis=0)
    inked = peak >= EVEN * max(float(np.median(peak)), 1.0)
    first, last = 0, w
    if float(inked.mean()) < SOLID:
        long = [run for run in _stretches(inked) if run[1] - run[0] >= PIECE * least]
        if sum(end - start for start, end in long) < max(least, MOST_OF * w):
            return None
        first, last = long[0][0], long[-1][1]
    return float(y + start + slope * (first + last - 1) / 2), float(slope), first, last


def _stretches(inked: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start and end of the stretches whose gaps are a pixel or two."""
    turns = np.flatnonzero(np.diff(np.concatenate([[0], inked.astype(np.int8), [0]])))
    runs: list[tuple[int, int]] = []
    for start, end in zip(turns[::2], turns[1::2], strict=True):
        near = bool(runs) and start - runs[-1][1] <= TINY_GAP
        runs[-1:] = [(runs[-1][0], int(end))] if near else [*runs[-1:], (int(start), int(end))]
    return runs


def _is_even(peak: Grey) -> bool:
    """Whether a line is about as dark in its faintest parts as it is usually."""
    return float(np.percentile(peak, 15)) >= EVEN * max(float(np.median(peak)), 1.0)


def _is_dashed(peak: Grey) -> bool:
    """Whether a line is dark and light in turn at an even pace."""
    dark = np.asarray(peak > np.percentile(peak, 90) / 2, dtype=np.int8)
    turns = np.diff(np.flatnonzero(np.diff(dark)))
    return len(turns) >= 2 * DASHES and all(
        float((np.abs(lengths - np.median(lengths)) <= 1).mean()) >= REGULAR for lengths in (turns[::2], turns[1::2])
    )
