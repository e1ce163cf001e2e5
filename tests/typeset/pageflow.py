"""Blocks onto pages: one after the other, from the top margin to the bottom margin."""

from __future__ import annotations

from dataclasses import dataclass, field

from .content import Block, Heading, Note, Orientation, PageBreak, Paragraph, Report, Table, Title
from .fonts import width
from .linebreak import wrap
from .pages import Page, Run
from .style import Style
from .tablelayout import TableLayout


@dataclass
class Flowed:
    """What the flow did with one text block: its runs on their pages."""

    block: Block
    runs: list[tuple[int, Run]] = field(default_factory=list)


class Flow:
    """Fills pages with the blocks of a report."""

    def __init__(self, report: Report, style: Style) -> None:
        self.style = style
        self.pages: list[Page] = []
        self.texts: list[Flowed] = []
        self.captions: dict[str, list[tuple[int, Run]]] = {}
        self.landscape = False
        self._new_page()
        for number, block in enumerate(report.blocks):
            following = report.blocks[number + 1] if number + 1 < len(report.blocks) else None
            self._add(block, following)
        self._furniture()

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def bottom(self) -> float:
        return self.page.height - self.style.margins[2]

    def _new_page(self) -> None:
        wide, high = self.style.page
        if self.landscape:
            wide, high = high, wide
        self.pages.append(Page(len(self.pages) + 1, wide, high, self.landscape))
        self.y = self.style.margins[0]
        self.left = self.style.margins[3]
        self.width = wide - self.style.margins[1] - self.left

    def _empty(self) -> bool:
        return not self.page.runs and not self.page.fragments

    def _add(self, block: Block, following: Block | None) -> None:
        style = self.style
        if isinstance(block, Table):
            self._table(block)
        elif isinstance(block, PageBreak):
            if not self._empty():
                self._new_page()
        elif isinstance(block, Orientation):
            self.landscape = block.landscape
            if self._empty():
                self.pages.pop()
            self._new_page()
        elif isinstance(block, Title):
            self._text(
                block, block.text, style.head_face, style.size * 1.4, style.leading * 1.4, align="center", bold=True
            )
            self.y += style.leading * 0.5
        elif isinstance(block, Heading):
            face = style.head_face if block.level == 1 else style.body_face
            keep = 2 if following is None or not isinstance(following, Table) else 1
            self._text(block, block.text, face, style.size, style.leading, style.indent, bold=True, keep=keep)
        elif isinstance(block, Paragraph):
            indent = style.indent if block.indent else 0
            self._text(block, block.text, style.body_face, style.size, style.leading, indent, align=block.align)
        elif isinstance(block, Note):
            self._text(block, block.text, style.body_face, style.table_size, style.table_size * 1.5)

    def _text(self, block: Block, text: str, face: str, size: float, leading: float, indent: float = 0,
              align: str = "left", bold: bool = False, keep: int = 1) -> None:  # fmt: skip
        flowed = Flowed(block)
        if self.y + keep * leading > self.bottom and not self._empty():
            self._new_page()
        for line in wrap(text, self.width, face, size, indent * size):
            if self.y + leading > self.bottom + 0.01:
                self._new_page()
            natural = width(face, line.text, size)
            room = self.width - line.indent
            x, spacing = self.left + line.indent, 0.0
            if align == "center":
                x = self.left + (self.width - natural) / 2
            elif align == "right":
                x = self.left + self.width - natural
            elif self.style.justify and not line.last and len(line.text) > 4:
                spacing = max((room - natural) / (len(line.text) - 1), 0)
                spacing = spacing if spacing < 0.25 * size else 0.0
            run = Run(x, self.y + (leading - size) / 2, line.text, face, size, bold, round(spacing, 4))
            self.page.runs.append(run)
            flowed.runs.append((self.page.number, run))
            self.y += leading
        self.texts.append(flowed)

    def _table(self, table: Table) -> None:
        style = self.style
        layout = TableLayout(table, self.left, self.width, style)
        small = (table.size or style.table_size) * 1.1
        above = []
        if table.caption:
            above += [(line, "center", style.head_face, True)
                      for line in wrap(table.caption, self.width, style.head_face, small)]  # fmt: skip
        unit = table.unit_line if table.unit_line is not None else f"单位：{table.unit}" if table.unit else ""
        if unit:
            above.append((wrap(unit, self.width, style.body_face, small)[0], "right", style.body_face, False))
        room_above = len(above) * small * 1.6 + 4
        if self.y + room_above + layout.least() > self.bottom and not self._empty():
            self._new_page()
        for line, align, face, bold in above:
            x = self.left + (self.width - width(face, line.text, small)) * (1.0 if align == "right" else 0.5)
            run = Run(x, self.y + small * 0.3, line.text, face, small, bold)
            self.page.runs.append(run)
            self.captions.setdefault(table.id, []).append((self.page.number, run))
            self.y += small * 1.6
        self.y += 2
        top = style.margins[0]
        pages = layout.cut(self.bottom - self.y, self.page.height - style.margins[2] - top)
        fragments = layout.fragments(pages, [self.y] + [top] * (len(pages) - 1))
        for number, fragment in enumerate(fragments):
            if number:
                self._new_page()
            self.page.fragments.append(fragment)
            self.y = fragment.box[3] if fragment.cells else self.y
        self.y += style.leading * 0.4

    def _furniture(self) -> None:
        """Page numbers and running headers."""
        style, total = self.style, len(self.pages)
        forms = {"dash": "- {} -", "plain": "{}", "di": "第{}页", "of": "第 {} 页 共 {} 页"}
        for page in self.pages:
            if style.page_number:
                text = forms[style.page_number].format(page.number, total)
                x = (page.width - width(style.body_face, text, 9)) / 2
                page.runs.append(Run(x, page.height - style.margins[2] * 0.6, text, style.body_face, 9))
            if style.running_header:
                x = (page.width - width(style.body_face, style.running_header, 9)) / 2
                page.runs.append(Run(x, style.margins[0] * 0.5, style.running_header, style.body_face, 9))
