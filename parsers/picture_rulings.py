"""Ruling lines in a picture of a page: long thin runs of ink along an axis, told from strokes of characters.

A run is a line of a table when it is long, or when it begins and ends at lines across it (the stroke of 一 does not).
The finding by morphological opening with a long flat kernel follows the usual OpenCV recipe (camelot's lattice mode);
what is added is the check that both sides of a line are white and that short ones end at other lines.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from parsers.content import Ruling

Grey = npt.NDArray[np.uint8]

SHORTEST = 11.0  # points: side of the narrowest cell that a line may border
LONG = 80.0  # points from which a line needs no others to be one; longer than any stroke or dash of body text
STANDING = 40.0  # points from which an upright line needs one other only
BREAK = 2.0  # points: gaps in a printed line that are closed before looking
DARK = 45  # of 255: the least darkness of a thin grey line
THICKEST = 4.0  # points
BESIDE = 2.2  # points from the middle of a line to where its sides should be white
INKED = 90  # of 255: darkness of ink beside a line
LIKE = 1.1  # sum of the shares of a line's length with white on both sides and of the same thickness (print: < 1) …
ALONE_CLEAR, ALONE_STEADY = 0.82, 0.78  # … and of one that no other line supports (rows of print: up to 0.75 and 0.5)
EVEN = 0.5  # share of its usual darkness that a short line keeps throughout; strokes joined by a watermark do not
MEET = 2.8  # points between the end of a line and the line that it meets
BLANK = 0.75  # points around a line that are whitened with it


class _Run(NamedTuple):
    """A candidate in pixels: position across, extent along, thickness; whether it is a line even without others."""

    at: float
    start: float
    end: float
    width: float
    alone: bool


def find_rulings(grey: Grey, scale: float) -> tuple[list[Ruling], list[Ruling], Grey]:
    """(horizontal lines, vertical lines in points, mask of their pixels) of a cleaned straight picture."""
    dark = np.asarray(255 - grey, dtype=np.uint8)
    across, across_mask = _runs(dark, scale)
    down, down_mask = _runs(np.ascontiguousarray(dark.T), scale)
    down_mask = np.ascontiguousarray(down_mask.T)
    keep_across, keep_down = _supported(across, down, scale)
    mask = np.zeros_like(grey)
    for labels, keep in ((across_mask, keep_across), (down_mask, keep_down)):
        chosen = np.zeros(int(labels.max()) + 1, dtype=np.uint8)
        for index, kept in enumerate(keep):
            chosen[index + 1] = kept
        mask |= chosen[labels]
    horizontals = [_ruling(run, scale) for run, kept in zip(across, keep_across, strict=True) if kept]
    verticals = [_ruling(run, scale) for run, kept in zip(down, keep_down, strict=True) if kept]
    return horizontals, verticals, mask


def erase(grey: Grey, mask: Grey, scale: float) -> Grey:
    """The picture with its ruling lines whitened, so that they are not read as 一, 1 or 丨."""
    side = 2 * max(1, round(BLANK * scale)) + 1
    wide = cv2.dilate(mask, np.ones((side, side), np.uint8))
    out = grey.copy()
    out[wide > 0] = 255
    return out


def _ruling(run: _Run, scale: float) -> Ruling:
    return Ruling(run.at / scale, run.start / scale, run.end / scale, run.width / scale)


def _runs(dark: Grey, scale: float) -> tuple[list[_Run], npt.NDArray[np.int32]]:
    """Horizontal candidates of a darkness picture and the picture of their numbers (from 1; 0 elsewhere)."""
    length = max(8, round(SHORTEST * scale))
    gap = max(1, round(BREAK * scale))
    thick = cv2.dilate(dark, np.ones((3, 1), np.uint8))  # what still leans crosses from row to row
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    candidates = np.asarray((opened > DARK) & (thick > DARK // 2), dtype=np.uint8)
    candidates = cv2.morphologyEx(candidates, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(candidates, connectivity=8)
    runs: list[_Run] = []
    renumber = np.zeros(count, dtype=np.int32)
    limit = (THICKEST * scale) + 2
    for index in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[index])
        if w < length or area / w > limit or h > limit + 0.02 * w:
            continue
        run = _measure(dark, labels, index, x, y, w, h, scale)
        if run is not None:
            runs.append(run)
            renumber[index] = len(runs)
    return runs, renumber[labels]


def _measure(
    dark: Grey, labels: npt.NDArray[np.int32], index: int, x: int, y: int, w: int, h: int, scale: float
) -> _Run | None:
    """Position and thickness of a candidate; None when its sides are full of ink (a row of print)."""
    part = dark[y : y + h, x : x + w].astype(np.float32)
    part *= labels[y : y + h, x : x + w] == index
    weight = float(part.sum())
    if weight <= 0:
        return None
    columns = part.sum(axis=0)
    middle = y + float((part * np.arange(h, dtype=np.float32)[:, None]).sum()) / weight
    width = float(np.median(columns)) / max(float(np.percentile(part.max(axis=0), 50)), 1.0)
    clear, steady, least = _likeness(dark, part, y, x, scale)
    if clear + steady < LIKE:
        return None
    alone = clear >= ALONE_CLEAR or steady >= ALONE_STEADY
    if least < EVEN and not (alone and w >= LONG * scale):
        return None
    return _Run(middle + 0.5, x, x + w, width, alone)


def _likeness(dark: Grey, part: npt.NDArray[np.float32], y: int, x: int, scale: float) -> tuple[float, float, float]:
    """Shares of a candidate's length with white on both sides, and where it is as thick as usual within a pixel; its
    faintest parts' darkness as a share of the usual.

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
    white = around[[0, 1, -2, -1]].max(axis=0) < INKED
    thickness = around.sum(axis=0) / 255
    usual = float(np.median(thickness))
    peak = around[reach - 1 : reach + 2].max(axis=0)
    least = float(np.percentile(peak, 15)) / max(float(np.median(peak)), 1.0)
    return float(white.mean()), float((np.abs(thickness - usual) < 1).mean()), least


def _supported(across: list[_Run], down: list[_Run], scale: float) -> tuple[list[bool], list[bool]]:
    """Which candidates are lines: long ones, then short ones that end at lines already taken on both sides."""
    keep_across = [r.alone and r.end - r.start >= LONG * scale for r in across]
    keep_down = [r.alone and r.end - r.start >= LONG * scale for r in down]
    for _ in range(3):
        before = sum(keep_across) + sum(keep_down)
        for runs, keep, others, kept_others in (
            (across, keep_across, down, keep_down),
            (down, keep_down, across, keep_across),
        ):
            taken = [o for o, k in zip(others, kept_others, strict=True) if k]
            for index, run in enumerate(runs):
                if keep[index]:
                    continue
                ends = _meets(run, run.start, taken, scale) + _meets(run, run.end, taken, scale)
                keep[index] = ends == 2 or (ends == 1 and run.alone and run.end - run.start >= STANDING * scale)
        if sum(keep_across) + sum(keep_down) == before:
            break
    return keep_across, keep_down


def _meets(run: _Run, end: float, others: list[_Run], scale: float) -> int:
    reach = MEET * scale
    return int(any(abs(o.at - end) <= reach and o.start - reach <= run.at <= o.end + reach for o in others))
