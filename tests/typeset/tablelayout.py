"""Tables onto pages: widths, heights, page breaks between and inside rows, text inside cells."""

from __future__ import annotations

from dataclasses import dataclass

from .content import Cell, Table, place
from .linebreak import Line, wrap
from .pages import Box, CellBox, Fragment, Run
from .style import Style


@dataclass
class Placed:
    """A cell in the grid, with its text broken into lines."""

    row: int
    col: int
    cell: Cell
    lines: list[Line]
    header: bool


@dataclass
class Strip:
    """A row, or the part of a row that stands on one page. `taken` counts the lines already set before it."""

    row: int
    height: float
    taken: int = 0
    cut: bool = False  # the row goes on overleaf


class TableLayout:
    """One table, measured for a width of text; `fragments` then cuts it into pages."""

    def __init__(self, table: Table, left: float, width: float, style: Style) -> None:
        self.table, self.style = table, style
        self.size = table.size or style.table_size
        self.leading = self.size * style.table_leading
        self.pad_y = style.padding * 0.75
        total = sum(table.widths)
        wide = width * table.share
        edge = left + (width - wide) / 2
        self.edges = [edge]
        for share in table.widths:
            self.edges.append(self.edges[-1] + wide * share / total)
        self.heads = len(table.header)
        columns = len(table.widths)
        self.placed = [self._measure(r, c, cell, True) for r, c, cell in place(table.header, columns)]
        self.placed += [self._measure(r, c, cell, False) for r, c, cell in place(table.body, columns, self.heads)]
        self.heights = self._heights()

    def _measure(self, row: int, col: int, cell: Cell, header: bool) -> Placed:
        room = self.edges[col + cell.cols] - self.edges[col] - 2 * self.style.padding
        face = self.style.table_face
        if cell.stacked:
            lines = [Line(char) for char in cell.text]
        else:
            lines = [line for part in cell.text.split("\n") for line in wrap(part, room, face, self.size)]
        return Placed(row, col, cell, lines if cell.text else [], header)

    def _need(self, lines: int) -> float:
        return max(lines, 1) * self.leading + 2 * self.pad_y

    def _heights(self) -> list[float]:
        heights = [self._need(1)] * (self.heads + len(self.table.body))
        for cell in self.placed:
            if cell.cell.rows == 1:
                heights[cell.row] = max(heights[cell.row], self._need(len(cell.lines)))
        for cell in self.placed:
            if cell.cell.rows > 1:
                rows = range(cell.row, cell.row + cell.cell.rows)
                short = self._need(len(cell.lines)) - sum(heights[r] for r in rows)
                for r in rows:
                    heights[r] += max(short, 0) / len(rows)
        return heights

    @property
    def head_height(self) -> float:
        return sum(self.heights[: self.heads])

    def least(self) -> float:
        """Room needed so that the table may start on this page: its header and, as a rule, its first row."""
        if self.table.header_alone or self.heads == len(self.heights):
            return self.head_height
        first = self.heights[self.heads]
        return self.head_height + (min(first, self._need(3)) if self.table.split_rows else first)

    def cut(self, first_room: float, next_room: float) -> list[tuple[bool, list[Strip]]]:
        """Deal the body rows to pages: for each page whether the header stands there, and the strips."""
        pages: list[tuple[bool, list[Strip]]] = [(self.heads > 0, [])]
        room = first_room - self.head_height
        if self.table.header_alone:
            room = -1.0
        whole = next_room - (self.head_height if self.table.repeat_header else 0)
        for index in range(len(self.table.body)):
            row = self.heads + index
            strip = Strip(row, self.heights[row])
            while True:
                fresh = bool(room == whole and not pages[-1][1])
                forced = index == self.table.first_break and strip.taken == 0 and len(pages) == 1 and pages[-1][1]
                if strip.height <= room + 0.01 and not forced:
                    pages[-1][1].append(strip)
                    room -= strip.height
                    break
                lines = int((room - 2 * self.pad_y) / self.leading)
                left = self._longest(row) - strip.taken
                lines -= left - lines == 1  # no single line overleaf
                if (self.table.split_rows or fresh) and not forced and 2 <= lines < left:
                    pages[-1][1].append(Strip(row, self._need(lines), strip.taken, cut=True))
                    strip = Strip(row, self._need(left - lines), strip.taken + lines)
                elif fresh:
                    raise ValueError(f"{self.table.id}: row {index} is too tall for a page")
                pages.append((self.table.repeat_header, []))
                room = whole
        return pages

    def _longest(self, row: int) -> int:
        return max((len(p.lines) for p in self.placed if p.row == row and p.cell.rows == 1), default=1)

    def fragments(self, pages: list[tuple[bool, list[Strip]]], tops: list[float]) -> list[Fragment]:
        """Place every page's strips from its top downwards."""
        spans = [self._spans(header, strips, top) for (header, strips), top in zip(pages, tops, strict=True)]
        homes = self._homes(spans)
        made = []
        for number, ((header, strips), rows) in enumerate(zip(pages, spans, strict=True)):
            cells = []
            for index, placed in enumerate(self.placed):
                inside = [r for r in range(placed.row, placed.row + placed.cell.rows) if r in rows]
                if not inside:
                    continue
                box = (self.edges[placed.col], rows[inside[0]][0],
                       self.edges[placed.col + placed.cell.cols], rows[inside[-1]][1])  # fmt: skip
                part = CellBox(placed.row, placed.col, placed.cell, box, placed.header)
                strip = next((s for s in strips if s.row == placed.row), None)
                if placed.header or placed.cell.rows > 1:
                    lines = placed.lines if placed.header or homes[index] == number else []
                else:
                    until = strip.taken + self._lines_in(strip) if strip.cut else None
                    lines = placed.lines[strip.taken : until]
                part.runs = self._set(placed, lines, box)
                cells.append(part)
            body = [s.row - self.heads for s in strips]
            made.append(Fragment(self.table, cells, body, header, number == 0, number == len(pages) - 1))
        return made

    def _lines_in(self, strip: Strip) -> int:
        return round((strip.height - 2 * self.pad_y) / self.leading)

    def _spans(self, header: bool, strips: list[Strip], top: float) -> dict[int, tuple[float, float]]:
        rows = {}
        if header:
            for r in range(self.heads):
                rows[r] = (top, top + self.heights[r])
                top += self.heights[r]
        for strip in strips:
            rows[strip.row] = (top, top + strip.height)
            top += strip.height
        return rows

    def _homes(self, spans: list[dict[int, tuple[float, float]]]) -> dict[int, int]:
        """The page on which the text of a cell that spans rows is printed: the first with room for it."""
        homes = {}
        for index, placed in enumerate(self.placed):
            if placed.cell.rows == 1 or placed.header:
                continue
            heights = []
            for number, rows in enumerate(spans):
                inside = [rows[r] for r in range(placed.row, placed.row + placed.cell.rows) if r in rows]
                if inside:
                    heights.append((number, inside[-1][1] - inside[0][0]))
            fits = [n for n, high in heights if high >= self._need(len(placed.lines)) - 0.01]
            homes[index] = fits[0] if fits else max(heights, key=lambda item: item[1])[0]
        return homes

    def _set(self, placed: Placed, lines: list[Line], box: Box) -> list[Run]:
        """The lines of a cell inside its box."""
        cell, face = placed.cell, self.style.table_face
        align = cell.align or ("center" if placed.header or cell.stacked else self._align(placed.col))
        high = len(lines) * self.leading
        top = box[1] + self.pad_y
        if cell.valign == "middle":
            top = box[1] + (box[3] - box[1] - high) / 2
        runs = []
        for line in lines:
            run = Run(0, top + (self.leading - self.size) / 2, line.text, face, self.size, cell.bold or placed.header)
            wide = run.box[2]
            x = box[0] + self.style.padding
            if align == "center":
                x = (box[0] + box[2] - wide) / 2
            elif align == "right":
                x = box[2] - self.style.padding - wide
            top += self.leading
            if line.text:
                runs.append(Run(x, run.top, run.text, face, self.size, run.bold))
        return runs

    def _align(self, col: int) -> str:
        aligns = self.table.aligns or ["left"] + ["center"] * (len(self.table.widths) - 1)
        return aligns[col]
