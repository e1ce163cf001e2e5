"""One sheet of the workbook: header, widths, filters, print set-up, and cells in which text stays text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

LONGEST_TEXT = 32_000  # Excel holds 32,767 characters in a cell
MOST_LINKS = 60_000  # Excel holds 65,530 links in a sheet
LAST_ROW = 1_048_576
_LONGEST_LINK = 2_000
_A3, _A4 = 8, 9  # Excel's numbers of paper sizes
_WIDEST_ON_A4 = 215  # characters across, printed at 6.5 points or more; what is wider goes on A3
_LINE = 14.5  # points of a line of text
_MOST_LINES = 12

Kind = Literal["text", "wrap", "code", "whole", "points", "gap", "money", "rate", "number", "link"]

_NUMBER_FORMATS = {
    "whole": "0",
    "points": "0.00",
    "gap": '+0.00;-0.00;"–"',
    "money": "#,##0.00",
    "rate": '0.00"%"',
    "number": "#,##0.00####",
}
_FONT = "Microsoft YaHei"
_INK, _RULE, _HEAD = "#1F2A37", "#D5DAE1", "#E9EEF4"
TONES = {
    "bad": ("#9B1C1C", "#FCE8E8"),
    "warn": ("#8A4B08", "#FDF1DC"),
    "good": ("#1E6B3C", "#E5F4EA"),
    "calm": ("#4B5563", "#F1F3F5"),
    "plain": (_INK, ""),
}


@dataclass(frozen=True, slots=True)
class Col:
    """A column: Chinese heading, English meaning (for the sheet 说明), kind of content, width in characters."""

    zh: str
    en: str
    kind: Kind = "text"
    width: float = 12


class Formats:
    """The workbook's cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[tuple[object, ...], Any] = {}

    def get(self, kind: Kind, tone: str = "plain", *, bold: bool = False, indent: int = 0, live: bool = False) -> Any:
        """The format of a cell: each made once, as Excel has a limit for them. `live`: the cell holds a formula."""
        key = (kind, tone, bold, indent, live)
        if key not in self._known:
            ink, fill = TONES[tone]
            look: dict[str, object] = {
                "font_name": _FONT,
                "font_size": 10,
                "font_color": "#1D4E89" if kind == "link" else ink,
                "valign": "top",
                "bottom": 1,
                "bottom_color": _RULE,
                "indent": indent + 1,
                "align": "right" if kind in _NUMBER_FORMATS else "left",
                "bold": bold,
            }
            if fill:
                look["bg_color"] = fill
            if live:
                look["italic"] = True
            if kind == "link":
                look["underline"] = 1
            look["text_wrap"] = kind == "wrap"
            if kind in _NUMBER_FORMATS:
                look["num_format"] = _NUMBER_FORMATS[kind]
            self._known[key] = self._book.add_format(look)
        return self._known[key]

    def head(self) -> Any:
        """The format of a column's name."""
        return self._once(
            ("head",),
            {
                "font_name": _FONT,
                "font_size": 10,
                "bold": True,
                "font_color": _INK,
                "bg_color": _HEAD,
                "text_wrap": True,
                "valign": "vcenter",
                "indent": 1,
                "align": "left",
                "bottom": 2,
                "bottom_color": "#8796A8",
            },
        )

    def title(self) -> Any:
        return self._once(("title",), {"font_name": _FONT, "font_size": 14, "bold": True, "font_color": _INK})

    def _once(self, key: tuple[object, ...], look: dict[str, object]) -> Any:
        if key not in self._known:
            self._known[key] = self._book.add_format(look)
        return self._known[key]


class Sheet:
    """Rows written from top to bottom under a frozen header."""

    def __init__(
        self, book: Any, formats: Formats, name: str, columns: Sequence[Col], *, frozen: int = 0, printed: int = 0
    ) -> None:
        self.name = name
        self.columns = tuple(columns)
        self.page: Any = book.add_worksheet(name)
        self._formats = formats
        self._printed = printed or len(self.columns)
        self._links = 0
        self._lines = 1
        self.row = 1  # from 0; the header stands in row 0
        self.page.set_row(0, 30)
        for i, column in enumerate(columns):
            self.page.set_column(i, i, column.width)
            self.page.write_string(0, i, column.zh, formats.head())
        self.page.freeze_panes(1, frozen)
        self.page.hide_gridlines(2)
        self.page.set_landscape()
        width = sum(column.width for column in self.columns[: self._printed])
        self.page.set_paper(_A4 if width <= _WIDEST_ON_A4 else _A3)
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(0)
        self.page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.page.set_footer("&L&8" + name + "&R&8&P / &N")

    @property
    def full(self) -> bool:
        return self.row >= LAST_ROW - 2

    def text(self, col: int, value: str, tone: str = "plain", **look: Any) -> None:
        """Text, whatever it begins with: never a formula, a number or a link."""
        kind = self.columns[col].kind
        kind = kind if kind in ("text", "wrap", "code") else "text"
        if kind == "wrap":
            self._lines = max(self._lines, _lines(value, self.columns[col].width))
        if value:
            self.page.write_string(self.row, col, value[:LONGEST_TEXT], self._formats.get(kind, tone, **look))
        else:
            self.page.write_blank(self.row, col, None, self._formats.get(kind, tone, **look))

    def number(self, col: int, value: Decimal | int | None, tone: str = "plain", kind: Kind | None = None) -> None:
        """Write a number, or an empty cell, in the current row."""
        look = self._formats.get(kind or self.columns[col].kind, tone)
        if value is None:
            self.page.write_blank(self.row, col, None, look)
        else:
            self.page.write_number(self.row, col, value, look)

    def formula(self, col: int, text: str, value: Decimal, tone: str = "plain", kind: Kind | None = None) -> None:
        """A formula with the value it has, for programs that do not calculate."""
        look = self._formats.get(kind or self.columns[col].kind, tone)
        self.page.write_formula(self.row, col, "=" + text, look, float(value))

    def link(self, col: int, target: str, shown: str) -> None:
        """A link to a file beside the workbook or a place in it; plain text where Excel could not hold it."""
        if not target or self._links >= MOST_LINKS or len(target) > _LONGEST_LINK:
            self.text(col, shown)
            return
        self._links += 1
        self.page.write_url(self.row, col, target, self._formats.get("link"), shown)

    def next(self) -> None:
        """End the row, as high as its wrapped text needs."""
        if self._lines > 1:
            self.page.set_row(self.row, _LINE * min(self._lines, _MOST_LINES) + 2)
        self._lines = 1
        self.row += 1

    def done(self) -> None:
        """Set filter and print area over what was written."""
        if self._printed < len(self.columns):
            self.page.print_area(0, 0, max(self.row - 1, 1), self._printed - 1)
        self.page.autofilter(0, 0, max(self.row - 1, 1), len(self.columns) - 1)


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column; a Chinese character is about two digits wide."""
    room = max(width - 2.5, 4)
    units = sum(1.95 if ord(c) > 0x2E7F else 1.05 for c in text)
    return max(1, -(-int(units) // int(room)))
