"""Cells drawn as boxes with white between them."""

from __future__ import annotations

import cmath
import math
from itertools import pairwise

from parsers.pages.content import Ruling
from parsers.read import read_document
from parsers.ruled.boxed_cells import close_gaps
from parsers.ruled.grids import find_grids
from tests.parsers.pdfs import Sheet as Page
from tests.parsers.pdfs import pdf_of
from tests.parsers.sheets import Sheet, cells_of, read


def box(sheet: Sheet, x0: float, top: float, x1: float, bottom: float, text: str) -> None:
    for y in (top, bottom):
        sheet.content.horizontals.append(Ruling(y, x0, x1, 0.5))
    for x in (x0, x1):
        sheet.content.verticals.append(Ruling(x, top, bottom, 0.5))
    sheet.write(text, (x0 + x1) / 2, (top + bottom) / 2)


def boxes(gap: float) -> Sheet:
    """A title over two columns, a name over two rows, six more cells."""
    sheet = Sheet()
    xs, ys = (50.0, 200.0, 350.0, 500.0), (100.0, 125.0, 150.0, 175.0)
    for row in range(3):
        for col in range(3):
            over_columns, over_rows = (row, col) == (0, 1), (row, col) == (1, 0)
            if (row, col) in {(0, 2), (2, 0)}:
                continue
            x1, bottom = xs[col + 1 + over_columns] - gap, ys[row + 1 + over_rows] - gap
            box(sheet, xs[col], ys[row], x1, bottom, f"格{row}{col}")
    sheet.content.verticals.sort()
    return sheet


def test_boxes_apart_are_cells_of_one_table() -> None:
    for gap in (2.0, 4.5, 8.0):
        (table,) = read(boxes(gap)).tables
        found = cells_of(table)
        assert (table.rows, table.cols) == (3, 3)
        assert found[1, 2, 1, 2] == "格01"
        assert found[2, 1, 2, 1] == "格10"


def test_crumbs_of_lines_in_the_white_between_boxes_are_no_borders() -> None:
    sheet = boxes(4.5)
    for y in (110.0, 135.0, 160.0):  # a page frame, the corner of a field: pieces that reach from box to box
        sheet.content.horizontals.append(Ruling(y, 195.5, 200.0, 0.5))
    sheet.content.horizontals.sort()
    (table,) = read(sheet).tables
    assert (table.rows, table.cols) == (3, 3)
    assert not sheet.content.problems


def test_boxes_of_two_tables_on_a_page_keep_their_own_columns() -> None:
    sheet = Sheet()
    for top, width in ((100.0, 120.0), (300.0, 125.0)):
        for row in range(3):
            for col in range(3):
                x0, y0 = 50 + col * width, top + 25 * row
                box(sheet, x0, y0, x0 + width - 4, y0 + 21, f"{row}{col}")
    sheet.content.horizontals.sort()
    sheet.content.verticals.sort()
    assert [(g.rows, g.cols) for g in find_grids(sheet.content)] == [(3, 3), (3, 3)]


def test_boxes_with_round_corners_meet_where_their_sides_end() -> None:
    """What is straight of a side ends a few points before the corner, off the sides that cross it."""
    sheet = Sheet()
    for row in range(4):
        for col in range(4):
            x0, y0 = 50 + 110.0 * col, 100 + 19.0 * row
            x1, y1 = x0 + 105.5, y0 + 16.5
            for y in (y0, y1):
                sheet.content.horizontals.append(Ruling(y, x0 + 2.4, x1 - 2.4, 0.5))
            for x in (x0, x1):
                sheet.content.verticals.append(Ruling(x, y0 + 1.6, y1 - 1.6, 0.5))
            sheet.write(f"格{row}{col}", (x0 + x1) / 2, (y0 + y1) / 2)
    for lines in (sheet.content.horizontals, sheet.content.verticals):
        lines.sort()
    assert [(g.rows, g.cols) for g in find_grids(sheet.content)] == [(4, 4)]


def test_a_tall_box_stands_beside_those_along_it() -> None:
    """The gap between a merged cell and the cells of its rows, none of which has its length."""
    lines = [Ruling(150.0, 100, 300, 0.5), *(Ruling(154.0, 100 + 68.0 * n, 164 + 68.0 * n, 0.5) for n in range(3))]
    across = [Ruling(y, 154.0, 250.0, 0.5) for n in range(3) for y in (100 + 68.0 * n, 164 + 68.0 * n)]
    _, down = close_gaps(across, lines)
    assert {line.at for line in down} == {152.0}


def test_a_header_drawn_apart_from_a_cut_row_is_of_its_table() -> None:
    sheet = Sheet()
    for y, rows in ((100.0, 1), (125.0, 3)):
        for row in range(rows + 1):
            sheet.rule(y + 20 * row)
        for x in (50.0, 300.0, 550.0):
            sheet.content.verticals.append(Ruling(x, y, y + 20 * rows, 0.5))
        for row in range(rows):
            sheet.write("甲乙", 175, y + 10 + 20 * row).write(f"{row}.5", 425, y + 10 + 20 * row)
    (table,) = read(sheet).tables
    assert table.rows == 4


def test_lines_of_an_ordinary_table_stay_where_they_are() -> None:
    across = [Ruling(y, 50, 550, 0.5) for y in (100, 120, 140, 160, 180)]
    down = [Ruling(x, 100, 180, 0.5) for x in (50, 200, 400, 550)]
    assert close_gaps(across, down) == (across, down)


def test_a_border_broken_by_cells_over_two_columns_is_no_gap() -> None:
    edges = [100.0 + 10 * n for n in range(13)]
    across = [Ruling(y, 50.0, 350.0, 0.5) for y in edges]
    merged = (2, 5, 8)
    down = [Ruling(x, 100.0, 220.0, 0.5) for x in (50.0, 350.0)]
    for x in (150.0, 250.0):
        start = 0
        for row in (*merged, 12):
            down.append(Ruling(x, edges[start], edges[row], 0.5))
            start = row + 1
    across, down = sorted(across), sorted(down)
    assert close_gaps(across, down) == (across, down)


def test_a_table_right_below_another_keeps_its_own_columns() -> None:
    """Only the outer sides, and one border by chance, stand below those of the first."""
    sheet, top = Sheet(), 100.0
    wide, narrow = (50.0, 220.0, 330.0, 440.0, 550.0), (50.0, 150.0, 250.0, 380.0, 440.0, 550.0)
    for xs, rows in ((wide, 3), (narrow, 4), (wide, 3)):
        foot = top + 20 * rows
        for row in range(rows + 1):
            sheet.rule(top + 20 * row)
        sheet.content.verticals += [Ruling(x, top, foot, 0.5) for x in xs]
        for row in range(rows):
            for a, b in pairwise(xs):
                sheet.write(f"{row}{int(a)}", (a + b) / 2, top + 10 + 20 * row)
        top = foot + 9
    sheet.content.verticals.sort()
    assert [(t.rows, t.cols) for t in read(sheet).tables] == [(3, 4), (4, 5), (3, 4)]


def rounded(sheet: Page, x0: float, top: float, x1: float, bottom: float, radius: float, pieces: int) -> None:
    """A box whose corners are drawn as so many curves each, as browsers do."""
    path, step = sheet.canvas.beginPath(), math.pi / 2 / pieces
    reach = 4j / 3 * math.tan(step / 4)
    path.moveTo(x0 + radius, sheet.height - top)
    for quarter, (x, y) in enumerate(((x1, top), (x1, bottom), (x0, bottom), (x0, top)), -1):
        middle = complex(x, y) + radius * complex(1 if x == x0 else -1, 1 if y == top else -1)
        for piece in range(pieces):
            one, other = (cmath.exp(1j * (quarter * math.pi / 2 + step * n)) for n in (piece, piece + 1))
            places = [middle + radius * p for p in (one, one + reach * one, other - reach * other, other)]
            begin, *curve = [(p.real, sheet.height - p.imag) for p in places]
            if not piece:
                path.lineTo(*begin)
            path.curveTo(*(v for p in curve for v in p))
    path.close()
    sheet.canvas.drawPath(path)


def test_corners_of_any_radius_in_any_number_of_curves_are_corners() -> None:
    for radius, pieces in ((4.0, 1), (6.0, 8), (8.0, 3)):

        def page(sheet: Page, radius: float = radius, pieces: int = pieces) -> None:
            for row in range(4):
                for col in range(3):
                    x0, y0 = 60 + 120 * col, 100 + 22 * row
                    rounded(sheet, x0, y0, x0 + 118, y0 + 20, radius, pieces)
                    sheet.text(x0 + 12, y0 + 14, f"第{row}行第{col}格", 9)

        (table,) = read_document(pdf_of(page)).tables
        assert (table.rows, table.cols) == (4, 3), (radius, pieces)
        assert table.engine in {"pdfplumber", "rulings"}
