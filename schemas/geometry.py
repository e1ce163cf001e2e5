"""Places on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from pydantic import ConfigDict

Origin = Literal["digital", "ocr"]


@dataclass(slots=True, unsafe_hash=True)  # `frozen` would take three times as long to make; `Final` says the same
class Box:
    """A rectangle on one page.

    Coordinates are points (1/72 inch) from the top left corner of the page as displayed, after /Rotate; pages count
    from 1. `origin` says whether the place was read from the PDF's own objects or found in a picture of the page.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    page: Final[int]
    x0: Final[float]
    top: Final[float]
    x1: Final[float]
    bottom: Final[float]
    origin: Final[Origin] = "digital"

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def spot(self) -> tuple[int, int, int]:
        """Where it begins, to know it again: page, left and top in tenths of a point. Whole numbers, since a float is
        rounded to a decimal place by way of its text."""
        return self.page, round(self.x0 * 10), round(self.top * 10)

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre, (x, y) in points."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds_middle_of(self, other: Box) -> bool:
        """Whether the centre of a box of the same page lies in this one."""
        x, y = other.middle
        return self.page == other.page and self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def as_list(self) -> list[float]:
        """`[x0, top, x1, bottom]` rounded to hundredths of a point, as files carry it."""
        return [round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2)]


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes of one page. Raises ValueError for none, or for boxes of several pages."""
    found = list(boxes)
    if not found or len({b.page for b in found}) != 1:
        raise ValueError("hull needs at least one box, all of one page")
    return Box(
        page=found[0].page,
        x0=min(b.x0 for b in found),
        top=min(b.top for b in found),
        x1=max(b.x1 for b in found),
        bottom=max(b.bottom for b in found),
        origin="ocr" if any(b.origin == "ocr" for b in found) else "digital",
    )
