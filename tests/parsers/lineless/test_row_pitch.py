"""Tables without lines: which lines of text are rows, and which are one cell's."""

from __future__ import annotations

from parsers.lineless.rows.row_pitch import row_pitch
from parsers.lineless.textblocks import Chunk

SIZE = 10.0


def _column(*lines: tuple[float, str]) -> list[Chunk]:
    return [Chunk(0, 40, y, y + SIZE, SIZE, text, n) for n, (y, text) in enumerate(lines)]


def test_decimals_that_go_on_below_their_figure_are_no_row() -> None:
    rows = [(48.0 * n, f"{n},268.81") for n in range(1, 5)] + [(48.0 * n + 13, f"4{n}") for n in range(1, 5)]
    assert row_pitch([_column(*sorted(rows))]) * SIZE > 13


def test_figures_one_under_the_other_are_rows() -> None:
    rows = [(13.0 * n, f"{n},268.81") for n in range(1, 9)]
    assert row_pitch([_column(*rows)]) * SIZE < 13


def test_one_row_whose_amounts_take_two_lines_beside_names_in_two_lines() -> None:
    amounts = _column((0, "预算金额"), (13, "（元）"), (35, "62653908.3"), (48, "8"))
    spent = _column((0, "累计支出"), (13, "（元）"), (35, "11215677.8"), (48, "7"))
    quarter = _column((6.5, "季度"), (41.5, "第1季度"))
    assert row_pitch([quarter, amounts, spent]) * SIZE > 13
