"""Our quick way to pdfplumber's cells against pdfplumber's own."""

from __future__ import annotations

import random

import pytest
from pdfplumber.table import edges_to_intersections, intersections_to_cells

from parsers.plumber_cells import Rectangle, cells_of, corners_of


def _edge(line: Rectangle) -> dict[str, object]:
    """A line as pdfplumber has it."""
    x0, top, x1, bottom = line
    return {"orientation": "h" if top == bottom else "v", "x0": x0, "x1": x1, "top": top, "bottom": bottom}


@pytest.mark.parametrize("seed", range(12))
def test_cells_are_those_that_pdfplumber_finds(seed: int) -> None:
    chance = random.Random(seed)
    xs, ys = [40.0 * n for n in range(6)], [20.0 * n for n in range(8)]
    off = (0.0, 0.0, 0.0, 0.0, 0.8, 1.0, 1.2)  # pdfplumber lets lines end up to 1 point before the one they meet
    across: list[Rectangle] = []
    down: list[Rectangle] = []
    for y in ys:  # whole lines, lines with pieces missing, and pieces of lines
        cuts = sorted(chance.sample(xs, chance.choice((2, 2, 4))))
        across += [
            (a + chance.choice(off), y, b - chance.choice(off), y) for a, b in zip(cuts[::2], cuts[1::2], strict=True)
        ]
    for x in xs:
        cuts = sorted(chance.sample(ys, chance.choice((2, 4, 6))))
        down += [
            (x, a + chance.choice(off), x, b - chance.choice(off)) for a, b in zip(cuts[::2], cuts[1::2], strict=True)
        ]
    theirs = edges_to_intersections([_edge(line) for line in (*across, *down)])
    ours = corners_of(across, down)
    assert ours.keys() == theirs.keys()
    assert cells_of(ours) == set(intersections_to_cells(theirs))
