"""The lines and fills of a table, drawn as one or another producer draws them."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from .pages import CellBox, Fragment
from .style import Style

PATCHES = ("#DDEBF7", "#FCE4D6", "#E2EFDA", "#FFF2CC", "#EDEDED", "#E4DFEC")
Segment = tuple[float, float, float]  # position, from, to


def draw_table_ground(canvas: Canvas, fragment: Fragment, style: Style, height: float) -> None:
    """Draw what lies under a table's text. `height` is that of the page: reportlab counts from below."""
    canvas.saveState()
    _fills(canvas, fragment, style, height)
    canvas.setLineWidth(style.line_width)
    canvas.setStrokeColor(HexColor("#000000"))
    canvas.setFillColor(HexColor("#000000"))
    if style.rulings == "cells":
        for x0, y0, x1, y1 in (c.box for c in fragment.cells):
            canvas.rect(x0, height - y1, x1 - x0, y1 - y0, stroke=1, fill=0)
    elif style.rulings == "rects":
        _thin_rectangles(canvas, fragment, style, height)
    elif style.rulings == "three":
        _three_rules(canvas, fragment, style, height)
    elif style.rulings in {"stroke", "dashed", "double"}:
        if style.rulings == "dashed":
            canvas.setDash(3, 1.5)
        shifts = (-0.75, 0.75) if style.rulings == "double" else (0.0,)
        across, down = _merged(fragment, style)
        for y, x0, x1 in across:
            for shift in shifts:
                canvas.line(x0, height - y - shift, x1, height - y - shift)
        for x, y0, y1 in down:
            for shift in shifts:
                canvas.line(x + shift, height - y0, x + shift, height - y1)
    canvas.restoreState()


def _fills(canvas: Canvas, fragment: Fragment, style: Style, height: float) -> None:
    patches = _colours(fragment.cells) if style.rulings == "patches" else {}
    for number, part in enumerate(fragment.cells):
        x0, y0, x1, y1 = part.box
        if style.rulings == "gaps":
            colour, inset = (style.shade if part.header else "#F2F2F2"), 0.6
        elif style.rulings == "patches":
            colour, inset = PATCHES[patches[number]], 0.0
        elif style.shade_header and part.header:
            colour, inset = style.shade, 0.0
        else:
            continue
        canvas.setFillColor(HexColor(colour))
        canvas.rect(x0 + inset, height - y1 + inset, x1 - x0 - 2 * inset, y1 - y0 - 2 * inset, stroke=0, fill=1)


def _colours(cells: list[CellBox]) -> dict[int, int]:
    """A colour for every cell that none of its neighbours has."""
    chosen: dict[int, int] = {}
    for number, part in enumerate(cells):
        near = {colour for other, colour in chosen.items() if _touch(part.box, cells[other].box)}
        chosen[number] = next(c for c in range(len(PATCHES)) if c not in near)
    return chosen


def _touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] <= b[2] + 0.1 and b[0] <= a[2] + 0.1 and a[1] <= b[3] + 0.1 and b[1] <= a[3] + 0.1


def _edges(fragment: Fragment, style: Style) -> tuple[list[Segment], list[Segment]]:
    """The sides of cells that have a line: those that run across and those that run down."""
    across, down = set(), set()
    for x0, y0, x1, y1 in (c.box for c in fragment.cells):
        across |= {(y0, x0, x1), (y1, x0, x1)}
        down |= {(x0, y0, y1), (x1, y0, y1)}
    left, top, right, bottom = fragment.box
    under = max((c.box[3] for c in fragment.cells if c.header), default=top)
    rows = [s for s in across if top + 0.1 < s[0] < bottom - 0.1]
    if "rows" not in style.inner:
        rows = [s for s in rows if "head" in style.inner and abs(s[0] - under) <= 0.1]
    columns = [s for s in down if "columns" in style.inner and left + 0.1 < s[0] < right - 0.1]
    ends = [
        s
        for s in across
        if any(side in style.frame and abs(s[0] - y) <= 0.1 for side, y in zip("tb", (top, bottom), strict=True))
    ]
    sides = [
        s
        for s in down
        if any(side in style.frame and abs(s[0] - x) <= 0.1 for side, x in zip("lr", (left, right), strict=True))
    ]
    return sorted([*rows, *ends]), sorted([*columns, *sides])


def _merged(fragment: Fragment, style: Style) -> tuple[list[Segment], list[Segment]]:
    """Sides joined to lines as long as possible."""
    across, down = _edges(fragment, style)
    return _join(across), _join(down)


def _join(segments: list[Segment]) -> list[Segment]:
    joined: list[Segment] = []
    for position, start, end in sorted(segments):
        if joined and abs(joined[-1][0] - position) < 0.01 and start <= joined[-1][2] + 0.01:
            joined[-1] = (joined[-1][0], joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((position, start, end))
    return joined


def _thin_rectangles(canvas: Canvas, fragment: Fragment, style: Style, height: float) -> None:
    """One filled rectangle per side of a cell, as WPS prints; ends may miss the corner or stick out."""
    thick, gap = style.line_width, style.line_gap
    across, down = _edges(fragment, style)
    for y, x0, x1 in across:
        canvas.rect(x0 + gap, height - y - thick / 2, x1 - x0 - 2 * gap, thick, stroke=0, fill=1)
    for x, y0, y1 in down:
        canvas.rect(x - thick / 2, height - y1 + gap, thick, y1 - y0 - 2 * gap, stroke=0, fill=1)


def _three_rules(canvas: Canvas, fragment: Fragment, style: Style, height: float) -> None:
    """三线表: a thick rule above and below, a thin one under the header."""
    left, top, right, bottom = fragment.box
    rules = []
    if fragment.header:
        under = max(c.box[3] for c in fragment.cells if c.header)
        rules += [(top, 1.2), (under, 0.6)]
    if fragment.last:
        rules.append((bottom, 1.2))
    for y, thick in rules:
        canvas.setLineWidth(thick)
        canvas.line(left, height - y, right, height - y)
