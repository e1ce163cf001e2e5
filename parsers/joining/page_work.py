"""What is put together of a document's pages: a page on its way, and a table found on one or several of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.headings.captions import Caption
from parsers.joining.joined import JoinedTable
from parsers.pages.content import PageContent
from parsers.pages.running import PageLines
from parsers.parts.part import Part


@dataclass(slots=True)
class PageWork:
    """A page on its way: its tables' parts top to bottom, and the lines outside them."""

    content: PageContent
    parts: list[Part]
    body: PageLines
    used: set[int] = field(default_factory=set)  # ids of lines that are captions, units or continuation marks
    cut: dict[int, int] = field(default_factory=dict)  # id of a piece of a line -> id of the line
    gone: set[int] = field(default_factory=set)  # ids of lines that went into tables without rules


@dataclass(slots=True)
class Found:
    """A logical table with what is printed above it; `first` is its first part, `order` the number of blocks before."""

    table: JoinedTable
    caption: Caption
    first: Part
    order: int = 0
