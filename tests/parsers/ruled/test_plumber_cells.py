"""Our quick way to pdfplumber's cells against pdfplumber's own."""

from __future__ import annotations

import random

import pytest
from pdfplumber.table import edges_to_intersections, intersections_to_cells

from parsers.ruled.plumber_cells import Edge, cells_of


@pytest.mark.parametrize("seed", range(60))
def test_cells_are_those_that_pdfplumber_finds(seed: int) -> None:
    chance = random.Random(seed)
    xs, ys = [40.0 * n for n in range(6)], [20.0 * n for n in range(8)]
    across: list[Edge] = []
    down: list[Edge] = []
    if seed % 2:  # borders that pdfplumber takes for one where they cross
        xs, ys = [*xs, 80.75, 81.0], [*ys, 60.5, 41.0]
    for y in ys:  # whole lines, lines with pieces missing, and pieces of lines
        cuts = sorted(chance.sample(xs, chance.choice((2, 2, 4))))
        across += [Edge(y, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    for x in xs:
        cuts = sorted(chance.sample(ys, chance.choice((2, 4, 6))))
        down += [Edge(x, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    edges = [{"orientation": "h", "x0": a, "x1": b, "top": y, "bottom": y} for y, a, b in across]
    edges += [{"orientation": "v", "x0": x, "x1": x, "top": a, "bottom": b} for x, a, b in down]
    assert cells_of(across, down) == set(intersections_to_cells(edges_to_intersections(edges)))
