"""Cells whose upright characters run from top to bottom, as the heads of narrow columns do."""

from __future__ import annotations

import pytest

from parsers.pages.content import Glyph
from parsers.pages.lines import reading_lines


def placed(columns: list[str], step: float, pitch: float, right: float = 100.0) -> list[Glyph]:
    """Characters of ten points, `pitch` from one to the next below; columns `step` apart, the first on the right, each
    in the middle of the cell's height."""
    found = []
    for n, text in enumerate(columns):
        x = right - n * step
        for k, char in enumerate(text):
            y = 100 + (k - len(text) / 2) * pitch
            found.append(Glyph(char, x, y, x + 10, y + 10, 10.0))
    return found


def text_of(glyphs: list[Glyph]) -> str:
    return "".join(line.text for line in reading_lines(glyphs))


@pytest.mark.parametrize(
    "columns", [["执行率", "得分"], ["自评", "等级"], ["资金到位率", "（百分比）"], ["预算执行", "情况", "得分"]]
)
def test_columns_are_read_from_right_to_left(columns: list[str]) -> None:
    assert text_of(placed(columns, 16.0, 10.0)) == "".join(columns)


def test_lines_of_a_narrow_cell_are_read_as_lines() -> None:
    assert text_of(placed(["行得", "执率分"], 10.0, 14.0)) != "行得执率分"  # characters touch those beside them
    wide = [Glyph(c, 100 + 16 * (n % 2), 100 + 14 * (n // 2), 110 + 16 * (n % 2), 110 + 14 * (n // 2), 10.0)
            for n, c in enumerate("项目金额合计")]  # fmt: skip
    assert text_of(wide).replace(" ", "") == "项目金额合计"  # set wide, with white between the lines
