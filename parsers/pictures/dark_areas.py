"""Dark areas of a picture: the open lid beside the sheet made paper, white print on dark made dark print on paper."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]

DARK = 0.6  # of the paper's level
LID_THICK = 5.0  # points: thicker than any ruling
LID_MOST = 0.5  # share of the picture: more is no lid
CELL_THICK = 9.0  # points: thicker than any stroke of print
SOLID = 0.66  # share of a shaded area that is dark beside the print on it; bold characters have up to 0.6
FULL = 0.85  # share of its box that a shaded area fills
BORDER = 0.8  # points: the line drawn around an area that was turned to paper
MOST_AREAS = 400


def on_paper(grey: Grey, scale: float) -> Grey:
    """A grey picture whose dark areas are paper: those at its edge without what is on them, others turned light, each
    with a line around it (the edge of a shaded cell is a border)."""
    factor = max(1, round(scale))
    small = cv2.resize(grey, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    paper = float(np.percentile(small, 75))
    dark = np.asarray(small < DARK * paper, dtype=np.uint8)
    if dark.mean() > LID_MOST or not dark.any():
        return grey
    out = grey.copy()
    lid = _at_edge(dark, max(3, round(LID_THICK * scale / factor)) | 1)
    if lid.any():
        wide = cv2.dilate(lid, np.ones((5, 5), np.uint8))
        out[cv2.resize(wide, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST) > 0] = round(paper)
        dark[wide > 0] = 0
    for x0, y0, x1, y1 in _areas(dark, max(3, round(CELL_THICK * scale / factor)) | 1):
        _turn(out, (x0 * factor, y0 * factor, x1 * factor, y1 * factor), paper, scale)
    return out


def _at_edge(dark: Grey, side: int) -> Grey:
    framed = cv2.copyMakeBorder(dark, side, side, side, side, cv2.BORDER_REPLICATE)
    thick = cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))[side:-side, side:-side]
    _, labels = cv2.connectedComponents(np.ascontiguousarray(thick))
    edges = set(np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])).tolist()) - {0}
    return np.isin(labels, list(edges)).astype(np.uint8)


def _areas(dark: Grey, side: int) -> list[tuple[int, int, int, int]]:
    """Boxes of dark rectangles, print and thin light lines on them counted in."""
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if not opened.any():
        return []
    whole = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(whole)
    found = []
    for x, y, w, h, area in stats[1 : min(count, MOST_AREAS)].tolist():
        if area >= FULL * w * h and max(w, h) >= 2 * side:
            found.append((x, y, x + w, y + h))
    return found


def _turn(grey: Grey, box: tuple[int, int, int, int], paper: float, scale: float) -> None:
    """Light print on dark as dark print on paper, in place."""
    x0, y0, x1, y1 = box
    part = grey[y0:y1, x0:x1].astype(np.float32)
    inked = part[part < DARK * paper]
    if len(inked) < SOLID * part.size:
        return  # bold print
    ground = float(np.median(inked))
    turned = paper * (1 - (part - ground) / max(paper - ground, 1.0))
    grey[y0:y1, x0:x1] = np.clip(turned, 0, paper).astype(np.uint8)
    cv2.rectangle(grey, (x0, y0), (x1 - 1, y1 - 1), 0, max(1, round(BORDER * scale)))
