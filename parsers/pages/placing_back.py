"""Boxes of pages that were parted or straightened for reading -> their places on the pages as displayed.

Tables are made on the straightened page; evidence must lie on the page that a person sees. Each box moves with its
middle and keeps its size (its sides stay along the axes): within the few degrees that a scan leans this covers the
print better than the box around the leaning box. A page that lay on its side gets its sides exchanged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from parsers.pages.content import PageContent
from parsers.pages.placing import Placing
from schemas.document import Block, Cell, Document, GlyphPlace, Page, PlacedText, Table
from schemas.geometry import Box
from schemas.trusted import changed


class _Way(NamedTuple):
    """From a page of the report to the page of the file that it stands on."""

    page: int
    placing: Placing

    def box(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        return (x0, top, x1, bottom) if self.placing.is_trivial else self.placing.box_on_page(x0, top, x1, bottom)


def place_back(document: Document, pages: Sequence[PageContent], sheets: Sequence[PageContent]) -> Document:
    """The document with what stands on `pages` of the report brought to the pages of the file as displayed, which
    hold `sheets`."""
    placings = {
        page.number: _Way(page.page_of_file, page.placing or Placing(page.width, page.height))
        for page in pages
        if page.sheet is not None or (page.placing is not None and not page.placing.is_trivial)
    }
    if not placings:
        return document
    return document.model_copy(
        update={
            "pages": tuple(_page(sheet) for sheet in sheets),
            "blocks": tuple(_block(block, placings) for block in document.blocks),
            "tables": tuple(_table(table, placings) for table in document.tables),
            "problems": tuple(dict.fromkeys(problem for content in (*sheets, *pages) for problem in content.problems)),
        }
    )


def _page(sheet: PageContent) -> Page:
    placing = sheet.placing or Placing(sheet.width, sheet.height)
    return Page(
        number=sheet.number,
        width=placing.page_width,
        height=placing.page_height,
        text_source=sheet.text_source,
        quality=sheet.quality,
    )


def _block(block: Block, placings: Mapping[int, _Way]) -> Block:
    return block.model_copy(update={"content": _text(block.content, placings)})


def _table(table: Table, placings: Mapping[int, _Way]) -> Table:
    if not any(part.page in placings for part in table.parts):
        return table
    return table.model_copy(
        update={
            "cells": tuple(_cell(cell, placings) for cell in table.cells),
            "caption_boxes": tuple(_box(box, placings) for box in table.caption_boxes),
            "parts": tuple(
                part.model_copy(update={"page": placings[part.page].page, "box": _box(part.box, placings)})
                if part.page in placings
                else part
                for part in table.parts
            ),
        }
    )


def _cell(cell: Cell, placings: Mapping[int, _Way]) -> Cell:
    return cell.model_copy(
        update={"content": _text(cell.content, placings), "boxes": tuple(_box(box, placings) for box in cell.boxes)}
    )


def _text(content: PlacedText, placings: Mapping[int, _Way]) -> PlacedText:
    if not any(place and place.page in placings for place in content.places):
        return content
    places = tuple(
        GlyphPlace(placings[place.page].page, *placings[place.page].box(place.x0, place.top, place.x1, place.bottom))
        if place and place.page in placings
        else place
        for place in content.places
    )
    return changed(content, places=places)


def _box(box: Box, placings: Mapping[int, _Way]) -> Box:
    if box.page not in placings:
        return box
    way = placings[box.page]
    x0, top, x1, bottom = way.box(box.x0, box.top, box.x1, box.bottom)
    return replace(box, page=way.page, x0=x0, top=top, x1=x1, bottom=bottom)
