"""What the colour channels of a picture say beside each other, pixel by pixel.

Worked out strip by strip: a page at the resolution of a second look has twelve million pixels, and the channels of all
of them at once, with what is on the way, are more than all else that is known of the page.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]

STRIP = 256  # rows of pixels


def colourfulness(picture: npt.NDArray[np.uint8]) -> Grey:
    """By how much the brightest channel of each pixel of a BGR picture exceeds the darkest."""
    return _by_strips(picture, _colourfulness)


def redness(picture: npt.NDArray[np.uint8]) -> Grey:
    """By how much red exceeds blue and green, 0 where it does not."""
    return _by_strips(picture, _redness)


def _by_strips(picture: npt.NDArray[np.uint8], of: Callable[[Grey, Grey, Grey], Grey]) -> Grey:
    made = np.empty(picture.shape[:2], dtype=np.uint8)
    for top in range(0, len(picture), STRIP):
        made[top : top + STRIP] = of(*cv2.split(picture[top : top + STRIP]))
    return made


def _colourfulness(blue: Grey, green: Grey, red: Grey) -> Grey:
    darkest, brightest = cv2.min(cv2.min(blue, green), red), cv2.max(cv2.max(blue, green), red)
    return np.asarray(cv2.subtract(brightest, darkest), dtype=np.uint8)


def _redness(blue: Grey, green: Grey, red: Grey) -> Grey:
    return np.asarray(cv2.subtract(red, cv2.max(blue, green)), dtype=np.uint8)
