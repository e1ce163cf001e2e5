"""Seals stamped on a page: their ink made paper, the print under it kept.

A red seal is known by its colour. In a scan without colours it is a ring of an even grey, lighter than print and of
the size that the rules for official seals give (国发〔1999〕25号: 38 to 45 mm); what is of the ring's grey inside it is
the seal's. Ink of a stamp is translucent: print under it is as much darker than the stamp as print is than paper, so
that dividing by the stamp's own level brings it back.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from parsers.pictures.channels import redness
from parsers.pictures.outlined_seals import dark_throughout, lighten_tinted, outlined, straight_runs

Grey = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

SEAL_SIDE = 40.0  # points; official seals are 38 to 45 mm (110 to 130 pt) wide, oval ones 30 mm high
SEAL_ASPECT = 1.9  # of the longer to the shorter side; a line of red print is longer
SEAL_LIGHT = 0.6  # of the paper's level: the darkest that a seal's ink is in the red channel
RED_EXCESS = 38  # of 255: by how much red exceeds green and blue in ink of a seal

LEAST_RADIUS, MOST_RADIUS = 50, 67  # points: of a ring's middle
RING_INK = (0.15, 0.72)  # of the paper's level: a stamp's ink in a scan without colours
STROKE = 1.0  # points: what is of one grey over this width is no edge of print
EDGE = 0.72  # points from what is solid to where a stroke's edge is paper
WORDS_FROM = 0.45  # of the ring's radius: within it stands the star, between it and the ring the seal's characters
PRINT, MOST_PRINT = 1.3, 0.7  # times the seal's darkness, and of the paper's level: print is as dark somewhere …
PRINT_NEAR = 2.0  # … within so many points of each of its strokes
UNDER = 0.8  # of the seal's own grey close by: what is darker is a thin stroke of print under it
DARK_PRINT = 0.5  # percentile of a page's levels that is print's
RULED = 0.8  # of the paper's level: a thin grey ruling
AROUND = 0.72  # share of a ring that is ink of the seal; print and rulings hide some
BESIDE = 0.5  # most of the same a little inside and outside it: a dark area is no ring
CLEAR = ((-5.0, -7.0), (6.0, 8.0))  # points inside and outside at which that is looked at
COARSE = 2  # points: grid on which circles are looked for first
MOST_SEALS = 6
AREA = 5  # points: what is wider both ways is no stroke of a ring
SECTORS = 90


class _Ring(NamedTuple):
    """A circle in points."""

    x: float
    y: float
    radius: float


def without_seals(picture: npt.NDArray[np.uint8], scale: float) -> Grey:
    """Grey levels of a BGR picture without red seals and, where it has no colours, without grey ones."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    reddish = np.asarray(redness(picture) > RED_EXCESS, dtype=np.uint8)
    if reddish.any():
        _lighten_red(picture, grey, reddish, scale)
    lighten_tinted(picture, grey, reddish, scale)
    if not reddish.any():
        _lighten_grey(grey, scale)
    return grey


def _lighten_red(picture: npt.NDArray[np.uint8], grey: Grey, reddish: Grey, scale: float) -> None:
    """Within red seals the levels of the red channel, in which red ink is paper and black ink stays black."""
    small = cv2.resize(reddish, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA) if scale > 1 else reddish
    shrink = grey.shape[0] / small.shape[0]
    side = max(3, round(9 * scale / shrink)) | 1
    joined = cv2.morphologyEx(np.asarray(small > 0, np.uint8), cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    for index in range(1, count):
        x, y, w, h = (int(v) for v in stats[index][:4])
        if min(w, h) * shrink < SEAL_SIDE * scale or max(w, h) > SEAL_ASPECT * min(w, h):
            continue
        margin = round(3 * scale)
        rows = slice(max(0, int(y * shrink) - margin), int((y + h) * shrink) + margin)
        cols = slice(max(0, int(x * shrink) - margin), int((x + w) * shrink) + margin)
        channel = np.maximum(grey[rows, cols], picture[rows, cols, 2]).astype(np.float32)
        paper = float(np.percentile(channel, 90))
        red_here = reddish[rows, cols] > 0
        # ink of a seal is a little darker than paper even in the red channel: by how much, most of it tells
        light = float(np.clip(np.percentile(channel[red_here], 40) / max(paper, 1.0), SEAL_LIGHT, 1.0))
        lightened = np.minimum(channel / light, paper)
        near = cv2.dilate(reddish[rows, cols], np.ones((5, 5), np.uint8)) > 0  # JPEG spreads colour over neighbours
        grey[rows, cols] = np.where(near, lightened, channel).astype(np.uint8)


def _lighten_grey(grey: Grey, scale: float) -> None:
    """Ink of grey seals divided by its own level, in place."""
    paper = float(np.percentile(grey[::4, ::4], 75))
    side = max(2, round(STROKE * scale))
    even = np.asarray((grey > RING_INK[0] * paper) & (grey < RING_INK[1] * paper), dtype=np.uint8)
    solid = np.asarray(cv2.erode(even, np.ones((side, side), np.uint8)), dtype=np.uint8)
    if not solid.any():
        return
    rulings = straight_runs(np.asarray(grey < RULED * paper, dtype=np.uint8), scale)  # may be grey and thin themselves
    solid[rulings > 0] = 0
    small = cv2.resize(solid, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA) if scale > 1 else solid
    rings = _rings(np.asarray(cv2.resize(solid * 255, small.shape[::-1], interpolation=cv2.INTER_AREA) > 8))
    if rings:
        under = dark_throughout(np.asarray(grey < RULED * paper, dtype=np.uint8), scale) > 0
        kept = grey[under]
        for ring in rings:
            _lighten_within(grey, solid, rulings, ring, scale, paper)
        grey[under] = kept
    darkest = float(np.percentile(grey[::4, ::4], DARK_PRINT))
    for seal in outlined(solid, scale):
        own = (solid[seal.rows, seal.cols] > 0) & seal.within
        part = grey[seal.rows, seal.cols]
        level = float(np.median(part[own]))
        if PRINT * (paper - level) <= min(paper - darkest, MOST_PRINT * paper):
            words = seal.within & (rulings[seal.rows, seal.cols] == 0)
            _lighten_level(part, own, words, level, scale, paper)


def _lighten_within(grey: Grey, solid: Grey, rulings: Grey, ring: _Ring, scale: float, paper: float) -> None:
    reach = (ring.radius + 6) * scale
    x, y = ring.x * scale, ring.y * scale
    rows = slice(max(0, int(y - reach)), int(y + reach) + 1)
    cols = slice(max(0, int(x - reach)), int(x + reach) + 1)
    part = grey[rows, cols]
    height, width = part.shape
    far = np.hypot(*np.meshgrid(np.arange(width) + cols.start - x, np.arange(height) + rows.start - y))
    own = (solid[rows, cols] > 0) & (far <= reach)
    on_ring = own & (np.abs(far - ring.radius * scale) < 3 * scale)
    level = float(np.median(part[on_ring])) if on_ring.any() else 0.0
    if level <= 0:
        return
    beside_ring = (far >= WORDS_FROM * ring.radius * scale) & (far <= ring.radius * scale)
    _lighten_level(part, own, beside_ring & (rulings[rows, cols] == 0), level, scale, paper)


def _lighten_level(part: Grey, own: Mask, words: Mask, level: float, scale: float, paper: float) -> None:
    """Make paper, in place, of a seal's ink: what is `own`, with the edges of its strokes, divided by its own$
    grey (darker where two seals overlap), and what may be thin characters of it within `words`; `level` is usual."""
    alike = own & (part > 0.5 * level) & (part < 1.3 * level)
    spread = 2 * max(1, round(EDGE * scale)) + 1
    own_grey = cv2.dilate(np.where(alike, part, 0).astype(np.uint8), np.ones((spread, spread), np.uint8))
    near = own_grey > 0
    thin = words & _away_from_print(part, paper - level, scale, paper)
    plain = alike & (part >= UNDER * own_grey)
    own_grey[plain] = part[plain]
    part[near] = np.minimum(part[near].astype(np.float32) * (paper / own_grey[near]), paper).astype(np.uint8)
    part[thin] = np.maximum(part[thin], round(paper))


def _away_from_print(part: Grey, darkness: float, scale: float, paper: float) -> Mask:
    """Where characters of a seal may stand whose strokes are too thin to show its grey: away from all that is darker
    than the seal is (`darkness` below the paper), as print is. Of a seal as dark as print nothing can be told."""
    if PRINT * darkness > MOST_PRINT * paper:
        return np.zeros(part.shape, dtype=bool)
    side = 2 * round(PRINT_NEAR * scale) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return np.asarray(cv2.dilate(np.asarray(part < paper - PRINT * darkness, dtype=np.uint8), disc) == 0, dtype=bool)


def _rings(ink: npt.NDArray[np.bool_]) -> list[_Ring]:
    """Circles of a seal's size in a picture of one pixel per point."""
    if ink.sum() < AROUND * 2 * np.pi * LEAST_RADIUS:
        return []
    area = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, np.ones((AREA, AREA), np.uint8))
    ink = ink & (area == 0)  # the shadow of a spine has more of some circle than a ring
    found: list[_Ring] = []
    votes = _votes(ink)
    for _ in range(MOST_SEALS):
        radius, y, x = (int(v) for v in np.unravel_index(int(votes.argmax()), votes.shape))
        ring = _refined(ink, _Ring(x * COARSE, y * COARSE, LEAST_RADIUS + radius * COARSE))
        beside = max(min(_around(ink, ring, by) for by in side) for side in CLEAR)
        if _around(ink, ring) < AROUND or beside > BESIDE:
            break
        found.append(ring)
        apart = LEAST_RADIUS // COARSE
        votes[:, max(0, y - apart) : y + apart, max(0, x - apart) : x + apart] = 0
    return found


def _votes(ink: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """For each radius and place of the coarse grid, how much of the circle around it is inked (a Hough transform)."""
    layers = []
    size = ink.shape[1] // COARSE, ink.shape[0] // COARSE
    picture = cv2.resize(ink.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    for radius in range(LEAST_RADIUS // COARSE, MOST_RADIUS // COARSE + 1):
        side = 2 * radius + 5
        kernel = np.zeros((side, side), np.float32)
        cv2.circle(kernel, (radius + 2, radius + 2), radius, 1.0, 2)
        layers.append(cv2.filter2D(picture, -1, kernel / kernel.sum(), borderType=cv2.BORDER_CONSTANT))
    return np.asarray(layers, dtype=np.float32)


def _refined(ink: npt.NDArray[np.bool_], guess: _Ring) -> _Ring:
    """The circle near a guess of which most is inked."""
    near = range(-COARSE, COARSE + 1)
    rings = [_Ring(guess.x + i, guess.y + j, guess.radius + k) for i in near for j in near for k in near]
    return max(rings, key=lambda ring: _around(ink, ring))


def _around(ink: npt.NDArray[np.bool_], ring: _Ring, by: float = 0.0) -> float:
    """Share of the directions in which there is ink within a point of the circle made larger by `by`."""
    turns = np.linspace(0, 2 * np.pi, SECTORS, endpoint=False)
    hit = np.zeros(SECTORS, dtype=bool)
    for radius in (ring.radius + by - 1, ring.radius + by, ring.radius + by + 1):
        xs = np.round(ring.x + radius * np.cos(turns)).astype(int).clip(0, ink.shape[1] - 1)
        ys = np.round(ring.y + radius * np.sin(turns)).astype(int).clip(0, ink.shape[0] - 1)
        hit |= ink[ys, xs]
    return float(hit.mean())
