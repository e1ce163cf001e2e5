"""White lines that show on a shaded ground only: borders of a table styled so, or marks that border nothing.

A table whose cells are parted by white lines has no others that way. Where dark lines part its columns (or its rows), a
white one is a border if it goes on with a dark one or parts only some cells, as in a shaded head; one that runs from
side to side where no dark line is, or through text, is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.pages.content import Glyph, Ruling

LEAST_DARK = 3  # dark lines one way that show how a table is ruled: two sides and one between
COLLINEAR = 4.0  # points between a white line and the dark one that it goes on with
FROM_SIDE_TO_SIDE = 0.9  # share of the table
THROUGH = 0.2  # share of a character's width or height on either side of a line that runs through it


def without_faint(across: list[Ruling], down: list[Ruling], glyphs: Sequence[Glyph]) -> None:
    """Take white lines that are no borders out of the lines of one table, in place."""
    if not any(line.faint for line in (*across, *down)):
        return
    down[:] = _borders(down, [(g.x0, g.x1, g.y) for g in glyphs])
    across[:] = _borders(across, [(g.top, g.bottom, g.x) for g in glyphs])


def _borders(lines: list[Ruling], print_extents: list[tuple[float, float, float]]) -> list[Ruling]:
    """`print_extents`: where characters begin and end across the lines, and where they stand along them."""
    dark = [line for line in lines if not line.faint]
    if len({round(line.at) for line in dark}) < LEAST_DARK:
        return lines
    length = max(line.end for line in lines) - min(line.start for line in lines)

    def is_border(line: Ruling) -> bool:
        if not line.faint or any(abs(other.at - line.at) <= COLLINEAR for other in dark):
            return True
        if line.end - line.start >= FROM_SIDE_TO_SIDE * length:
            return False
        return not any(
            line.start < along < line.end and a + THROUGH * (b - a) < line.at < b - THROUGH * (b - a)
            for a, b, along in print_extents
        )

    return [line for line in lines if is_border(line)]
