"""Lines of the other side of a sheet that show through the paper: much fainter than the lines of the page, on a page on
which print shows through as well."""

from __future__ import annotations

import cv2
import numpy as np

from parsers.pages.content import Ruling
from parsers.pictures.line_runs import INKED, Grey

THROUGH, LEAST_THROUGH = 24, 0.008  # of 255: darkness of what shows through; share of the page that has it
FAINTER = 0.45  # times the darkness of most lines, up to which one shows through
LEAST_LINES = 3  # dark ones each way
SIDE = 0.5  # points to either side of a line within which it lies

Lines = tuple[list[Ruling], list[Ruling], Grey]


def without_shown_through(found: Lines, dark: Grey, scale: float) -> Lines:
    """Lines each way and the mask of their pixels, without those that are faint beside the others where print of the
    other side shows. The mask keeps them, so that they are whitened."""
    across, down, mask = found
    if min(len(across), len(down)) < LEAST_LINES or not _shows_through(dark, mask):
        return found
    lying = [_darkness(dark, line, scale) for line in across]
    standing = [_darkness(np.ascontiguousarray(dark.T), line, scale) for line in down]
    least = FAINTER * float(np.median([*lying, *standing]))
    kept = (
        [line for line, darkness in zip(across, lying, strict=True) if darkness > least],
        [line for line, darkness in zip(down, standing, strict=True) if darkness > least],
    )
    return (*kept, mask) if min(map(len, kept)) >= LEAST_LINES else found


def _shows_through(dark: Grey, mask: Grey) -> bool:
    near = cv2.dilate(np.asarray((dark > INKED) | (mask > 0), dtype=np.uint8), np.ones((9, 9), np.uint8))
    return float(((dark > THROUGH) & (near == 0)).mean()) >= LEAST_THROUGH


def _darkness(dark: Grey, line: Ruling, scale: float) -> float:
    """The darkness of most of a line that lies across the picture."""
    top, bottom = int((line.at - SIDE) * scale), int((line.at + SIDE) * scale) + 1
    strip = dark[max(top, 0) : bottom + 1, max(int(line.start * scale), 0) : int(line.end * scale) + 1]
    return float(np.median(strip.max(axis=0))) if strip.size else 0.0
