"""Our quick way to pdfplumber's cells against pdfplumber's own."""

from __future__ import annotations

import random

import pytest
from pdfplumber.table import edges_to_intersections, intersections_to_cells

from parsers.plumber_cells import cells_of


@pytest.mark.parametrize("seed", range(60))
def test_cells_are_those_that_pdfplumber_finds(seed: int) -> None:
    chance = random.Random(seed)
    xs, ys = [40.0 * n for n in range(6)], [20.0 * n for n in range(8)]
    edges = []
    if seed % 2:  # borders that pdfplumber takes for one where they cross
        xs, ys = [*xs, 80.75, 81.0], [*ys, 60.5, 41.0]
    for y in ys:  # whole lines, lines with pieces missing, and pieces of lines
        cuts = sorted(chance.sample(xs, chance.choice((2, 2, 4))))
        edges += [
            {"orientation": "h", "x0": a, "x1": b, "top": y, "bottom": y}
            for a, b in zip(cuts[::2], cuts[1::2], strict=True)
        ]
    for x in xs:
        cuts = sorted(chance.sample(ys, chance.choice((2, 4, 6))))
        edges += [
            {"orientation": "v", "x0": x, "x1": x, "top": a, "bottom": b}
            for a, b in zip(cuts[::2], cuts[1::2], strict=True)
        ]
    corners = edges_to_intersections(edges)
    assert cells_of(corners) == set(intersections_to_cells(corners))
