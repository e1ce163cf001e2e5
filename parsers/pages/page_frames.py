"""Frames drawn around all that a page holds: decoration of the sheet, no sides of a table."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.pages.content import Ruling

LONG = 0.75  # share of the page that a side of its frame runs along
SIDE = 6.0  # points between the lines of one side: frames are often double
CLEAR = 6.0  # points between a frame and the lines within it, which touch the frame of a table


def without_page_frame(
    horizontals: list[Ruling], verticals: list[Ruling], width: float, height: float
) -> tuple[list[Ruling], list[Ruling]]:
    """The lines of a page of that size without those of a frame around all others, which none of them touches."""
    down = [line for line in verticals if line.end - line.start >= LONG * height]
    across = [line for line in horizontals if line.end - line.start >= LONG * width] if len(down) > 1 else []
    if len(across) < 2:
        return horizontals, verticals
    left, right = _sides(down)
    top, bottom = _sides(across)
    box = max(line.at for line in left), max(line.at for line in top), right[0].at, bottom[0].at
    frame = {id(line) for line in (*left, *right, *top, *bottom)}
    if box[2] - box[0] < LONG * width or box[3] - box[1] < LONG * height:
        return horizontals, verticals
    inner = (
        [line for line in horizontals if id(line) not in frame],
        [line for line in verticals if id(line) not in frame],
    )
    x0, y0, x1, y1 = box[0] + CLEAR, box[1] + CLEAR, box[2] - CLEAR, box[3] - CLEAR
    clear = _lie_within(inner[0], (y0, y1), (x0, x1)) and _lie_within(inner[1], (x0, x1), (y0, y1))
    return inner if clear else (horizontals, verticals)


def _sides(lines: list[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """The outermost of parallel lines and those close beside them, by position."""
    lines = sorted(lines, key=lambda line: line.at)
    first, last = lines[0].at, lines[-1].at
    return [r for r in lines if r.at - first <= SIDE], [r for r in lines if last - r.at <= SIDE]


def _lie_within(lines: Sequence[Ruling], at: tuple[float, float], along: tuple[float, float]) -> bool:
    return all(at[0] <= r.at <= at[1] and along[0] <= r.start and r.end <= along[1] for r in lines)
