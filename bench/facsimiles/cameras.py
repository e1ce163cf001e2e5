"""Pages as telephones see them on a desk, and books of bound sheets on the glass of a scanner."""

from __future__ import annotations

import cv2
import numpy as np

from bench.facsimiles.scanners import WHITE, Picture, Step

DESK = (95, 125, 150)  # blue, green, red: wood


def held(askew: float, fills: float = 0.86, desk: tuple[int, int, int] = DESK) -> Step:
    """A sheet on a desk, seen by a telephone held askew: corners off by up to `askew` of the width, the sheet over
    `fills` of the picture, turned by up to three degrees."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        high, wide = picture.shape[:2]
        y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
        grain = 14 * np.sin(y / (3 * scale) + 2 * np.sin(x / (60 * scale)))
        ground = np.clip(np.array(desk) + grain[..., None] + chance.normal(0, 3, (high, wide, 1)), 0, 255)
        edge = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
        middle = np.array([wide / 2, high / 2], np.float32)
        turn = np.deg2rad(chance.uniform(-3, 3))
        around = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]], np.float32)
        corners = middle + (edge - middle) @ around.T * fills
        corners += chance.uniform(-askew, askew, (4, 2)).astype(np.float32) * wide
        seen = cv2.getPerspectiveTransform(edge, corners.astype(np.float32))
        sheet = cv2.warpPerspective(picture, seen, (wide, high), flags=cv2.INTER_AREA, borderValue=WHITE)
        there = cv2.warpPerspective(np.full((high, wide), 255, np.uint8), seen, (wide, high))[..., None] / 255.0
        return np.asarray(sheet * there + ground * (1 - there), dtype=np.uint8)

    return step


def spine(share: float, rise: float, dark: float) -> Step:
    """A bound sheet on the glass: towards the spine on the left (over `share` of the width) lines are squeezed, curve
    by `rise` points and lie in a shadow that leaves `dark` of the light."""

    def step(picture: Picture, chance: np.random.Generator, scale: float) -> Picture:
        high, wide = picture.shape[:2]
        y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
        near = np.clip(1 - x / (share * wide), 0, 1)  # 1 at the spine
        lifted = near**2
        from_x = x - lifted * 0.12 * share * wide
        from_y = y + lifted * rise * scale * (y / high - 0.5) * 2
        out = cv2.remap(picture, from_x, from_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(out * (1 - (1 - dark) * near**3)[..., None], dtype=np.uint8)

    return step
