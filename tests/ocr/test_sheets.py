"""Sheets of one report that came through the scanner differently: page numbers elsewhere, headers read otherwise."""

from __future__ import annotations

import pytest

from parsers.joining.joins import add_part, continues, start_table
from parsers.pages.content import Glyph
from parsers.pages.lines import Line
from parsers.pages.running import PageLines, without_running_lines
from parsers.parts.grid import Grid
from parsers.parts.part import Part, PartCell, PlacedLine


def line(text: str, top: float) -> Line:
    return Line([Glyph(c, 290.0 + 6 * i, top, 296.0 + 6 * i, top + 10, 10.0) for i, c in enumerate(text)])


def test_a_page_number_that_counts_on_is_none_of_the_body_on_a_sheet_that_lay_higher() -> None:
    pages = [
        PageLines(n, 595, 842, [line("body", 400), line(f"-{n}-", top)]) for n, top in enumerate((790, 790, 690), 1)
    ]
    without_running_lines(pages)
    assert [[x.text for x in page.lines] for page in pages] == [["body"]] * 3


def test_a_number_there_that_does_not_count_on_is_of_the_body() -> None:
    pages = [PageLines(n, 595, 842, [line(f"-{n}-", 790)]) for n in (1, 2)]
    pages.append(PageLines(3, 595, 842, [line("-7-", 690)]))
    without_running_lines(pages)
    assert [len(page.lines) for page in pages] == [0, 0, 1]


HEAD = ["一级指标", "二级指标", "三级指标", "分值", "得分"]
ROW = ["投入", "目标设定", "目标合理性", "5", "5"]


def part(page: int, rows: list[list[str]], confidence: float) -> Part:
    """A grid of cells of 60 x 20 points, bold and shaded in its first row, as a page's reader would hand it on."""
    cells = [
        PartCell(r, c, 1, 1, (60.0 * c, 20.0 * r, 60.0 * c + 60, 20.0 * r + 20), bold=r == 0, shaded=r == 0, text=text,
                 lines=[PlacedLine(page, 60.0 * c + 60, 20.0 * r + 20, Line([
                     Glyph(text, 60.0 * c + 2, 20.0 * r + 5, 60.0 * c + 50, 20.0 * r + 15, 10.0, confidence=confidence)
                 ]))])
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]  # fmt: skip
    owner = [cells[5 * r : 5 * r + 5] for r in range(len(rows))]
    xs, ys = [60.0 * c for c in range(6)], [20.0 * r for r in range(len(rows) + 1)]
    return Part(Grid(page, xs, ys, [], "rulings", 1.0), cells, [list(row) for row in owner])


@pytest.mark.parametrize(("confidence", "rows"), [(0.99, 3), (1.0, 0)])
def test_dust_beside_a_header_printed_again_overleaf_makes_no_other_table(confidence: float, rows: int) -> None:
    """In a file that holds text, a header that differs is another header."""
    table = start_table(part(1, [HEAD, ROW], confidence))
    overleaf = part(2, [["一级指标.", *HEAD[1:]], ROW], confidence)
    assert continues(table, overleaf) is bool(rows)
    if rows:
        add_part(table, overleaf)
        assert table.rows == rows
