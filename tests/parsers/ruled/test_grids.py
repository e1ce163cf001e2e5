"""Grids from lines: any partition into cells comes back, however untidily its lines are drawn."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.pages.content import Glyph, PageContent, Ruling
from parsers.pages.rulings import join_rulings
from parsers.ruled.grids import find_grids

Partition = list[tuple[int, int, int, int]]  # row, column, row span, column span


def partition(rng: random.Random, rows: int, cols: int) -> Partition:
    taken: set[tuple[int, int]] = set()
    cells: Partition = []
    for r in range(rows):
        for c in range(cols):
            if (r, c) in taken:
                continue
            high, wide = rng.choice([(1, 1), (1, 1), (1, 2), (2, 1), (2, 2), (3, 1)])
            high, wide = min(high, rows - r), min(wide, cols - c)
            squares = {(i, j) for i in range(r, r + high) for j in range(c, c + wide)}
            if squares & taken:
                squares, high, wide = {(r, c)}, 1, 1
            taken |= squares
            cells.append((r, c, high, wide))
    return cells


def page_of(cells: Partition, xs: list[float], ys: list[float], rng: random.Random, jitter: float) -> PageContent:
    """Every side of every cell drawn on its own, ends and positions a little off; a glyph in every cell."""

    def off() -> float:
        return rng.uniform(-jitter, jitter)

    content = PageContent(1, 600, 800)
    for r, c, high, wide in cells:
        x0, x1, top, bottom = xs[c], xs[c + wide], ys[r], ys[r + high]
        content.horizontals += [Ruling(y + off(), x0 + off(), x1 + off(), 0.5) for y in (top, bottom)]
        content.verticals += [Ruling(x + off(), top + off(), bottom + off(), 0.5) for x in (x0, x1)]
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        content.glyphs.append(Glyph("字", x - 5, y - 5, x + 5, y + 5, 10))
    content.horizontals = join_rulings(content.horizontals)
    content.verticals = join_rulings(content.verticals)
    return content


def borders(rng: random.Random, count: int, start: float) -> list[float]:
    found = [start]
    for _ in range(count):
        found.append(found[-1] + rng.uniform(14, 60))
    return found


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 9), st.integers(2, 9), st.sampled_from([0.0, 0.3, 0.8]))
def test_any_partition_comes_back(seed: int, rows: int, cols: int, jitter: float) -> None:
    rng = random.Random(seed)
    cells = partition(rng, rows, cols)
    used_rows = {r for r, _, h, _ in cells} | {r + h for r, _, h, _ in cells}
    used_cols = {c for _, c, _, _ in cells} | {c + w for _, c, _, w in cells}
    xs, ys = borders(rng, cols, 40), borders(rng, rows, 60)
    grids = find_grids(page_of(cells, xs, ys, rng, jitter))
    row_of = {r: i for i, r in enumerate(sorted(used_rows))}
    col_of = {c: i for i, c in enumerate(sorted(used_cols))}
    wanted = sorted(
        (row_of[r], col_of[c], row_of[r + h] - row_of[r], col_of[c + w] - col_of[c]) for r, c, h, w in cells
    )
    if len(wanted) < 2 or len(col_of) < 3:
        return  # one cell, or one column: a box around text
    assert len(grids) == 1
    assert sorted((c.row, c.col, c.row_span, c.col_span) for c in grids[0].cells) == wanted


def test_frame_underline_and_axes_are_no_tables() -> None:
    content = PageContent(1, 600, 800)
    content.horizontals = [Ruling(y, 40, 560, 1) for y in (40, 760)] + [Ruling(300, 100, 200, 0.5)]
    content.verticals = [Ruling(x, 40, 760, 1) for x in (40, 560)]
    content.glyphs = [Glyph("字", 100 + 12 * n, 280, 110 + 12 * n, 290, 10) for n in range(9)]
    assert find_grids(content) == []


def test_grid_of_a_chart_is_no_table() -> None:
    content = PageContent(1, 600, 800)
    content.horizontals = [Ruling(100.0 + 20 * n, 100, 500, 0.5) for n in range(8)]
    content.verticals = [Ruling(100.0 + 50 * n, 100, 240, 0.5) for n in range(9)]
    content.glyphs = [Glyph("5", 80, 96.0 + 20 * n, 88, 104.0 + 20 * n, 8) for n in range(8)]
    assert find_grids(content) == []
