"""How a straightened picture of a page lies on the page as displayed."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, `width` by `height` points, as it is seen on a displayed page of `page_width` by `page_height`
    points. `matrix` (three rows of three numbers) brings a point (x, y, 1) of the sheet to the page, up to a factor.
    `bend` are factors of x, x², x³, x⁴, xy, x²y and x³y (or of the first four), with x and y from -1 to 1 over the
    sheet: what they add up to is by how many points the place lies lower, before that, on paper that is not flat
    (`parsers.pictures.bend`). `on` is the sheet on whose flat picture this one was found, if not on the page itself."""

    matrix: tuple[float, ...]
    width: float
    height: float
    page_width: float
    page_height: float
    bend: tuple[float, ...] = ()
    on: Sheet | None = None

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the flat picture lies on the page as displayed."""
        if self.bend:
            u, v = 2 * x / self.width - 1, 2 * y / self.height - 1
            powers = (u, u**2, u**3, u**4, u * v, u**2 * v, u**3 * v)
            y += sum(factor * power for factor, power in zip(self.bend, powers, strict=False))
        a, b, c, d, e, f, g, h, i = self.matrix
        depth = g * x + h * y + i
        px, py = (a * x + b * y + c) / depth, (d * x + e * y + f) / depth
        return self.on.to_page(px, py) if self.on else (px, py)


@dataclass(frozen=True, slots=True)
class Placing:
    """How a straight picture lies on the page as displayed.

    To make it straight, the page's picture was turned by `quarters` quarter turns clockwise, after which its content
    leaned by `skew` degrees (counter-clockwise positive) about its centre; that was undone too. `width` and `height`
    are those of the straight picture in points. What was read was then moved to x * `stretch` + `shift`
    (`parsers.pictures.page_register`, `parsers.pages.sheets`). `sheet` is the sheet of paper that the picture shows,
    where that is not the whole page.
    """

    width: float
    height: float
    skew: float = 0.0
    quarters: int = 0
    shift: float = 0.0
    stretch: float = 1.0
    sheet: Sheet | None = None

    def moved(self, shift: float, stretch: float = 1.0) -> Placing:
        """The placing of what was read when that is moved on, to x * `stretch` + `shift`."""
        return replace(self, shift=self.shift * stretch + shift, stretch=self.stretch * stretch)

    @property
    def is_trivial(self) -> bool:
        return self == Placing(self.width, self.height)

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """The point of the displayed page that stands at (x, y) of what was read; both in points."""
        x = (x - self.shift) / self.stretch
        angle = math.radians(self.skew)
        cos, sin = math.cos(angle), math.sin(angle)
        dx, dy = x - self.width / 2, y - self.height / 2
        px, py = self.width / 2 + cos * dx + sin * dy, self.height / 2 - sin * dx + cos * dy
        if self.quarters == 1:
            px, py = py, self.width - px
        elif self.quarters == 2:
            px, py = self.width - px, self.height - py
        elif self.quarters == 3:
            px, py = self.height - py, px
        return self.sheet.to_page(px, py) if self.sheet else (px, py)

    @property
    def page_width(self) -> float:
        if self.sheet:
            return self.sheet.page_width
        return self.height if self.quarters % 2 else self.width

    @property
    def page_height(self) -> float:
        if self.sheet:
            return self.sheet.page_height
        return self.width if self.quarters % 2 else self.height

    def box_on_page(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """Where a box of the straight picture stands on the displayed page: moved with its middle, within the page."""
        x, y = self.to_page((x0 + x1) / 2, (top + bottom) / 2)
        wide, high = (bottom - top, x1 - x0) if self.quarters % 2 else (x1 - x0, bottom - top)
        if self.sheet:
            times = self._times((x0 + x1) / 2, (top + bottom) / 2)
            wide, high = wide * times, high * times
        left, right = max(0.0, x - wide / 2), min(self.page_width, x + wide / 2)
        upper, lower = max(0.0, y - high / 2), min(self.page_height, y + high / 2)
        return left, upper, max(left, right), max(upper, lower)

    def _times(self, x: float, y: float) -> float:
        """Points of the page to a point of the sheet, near a place of what was read."""
        (ax, ay), (bx, by), (cx, cy) = self.to_page(x, y), self.to_page(x + 1, y), self.to_page(x, y + 1)
        return math.sqrt(math.hypot(bx - ax, by - ay) * self.stretch * math.hypot(cx - ax, cy - ay))
