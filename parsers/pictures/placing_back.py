"""Boxes of pages that were straightened for reading -> their places on the pages as displayed.

Tables are made on the straightened page; evidence must lie on the page that a person sees. Each box moves with its
middle and keeps its size (its sides stay along the axes): within the few degrees that a scan leans this covers the
print better than the box around the leaning box. A page that lay on its side gets its sides exchanged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from parsers.content import PageContent
from parsers.placing import Placing
from schemas.document import Block, Cell, Document, GlyphPlace, PlacedText, Table
from schemas.geometry import Box


def place_back(document: Document, contents: Sequence[PageContent]) -> Document:
    """The document with the boxes of straightened pages moved to where they stand on the displayed pages."""
    placings = {
        content.number: placing
        for content in contents
        if isinstance(placing := getattr(content, "placing", None), Placing) and not placing.is_trivial
    }
    if not placings:
        return document
    return document.model_copy(
        update={
            "pages": tuple(
                page.model_copy(update={"width": placings[page.number].page_width,
                                        "height": placings[page.number].page_height})
                if page.number in placings
                else page
                for page in document.pages
            ),
            "blocks": tuple(_block(block, placings) for block in document.blocks),
            "tables": tuple(_table(table, placings) for table in document.tables),
        }
    )  # fmt: skip


def _block(block: Block, placings: Mapping[int, Placing]) -> Block:
    return block.model_copy(update={"content": _text(block.content, placings)})


def _table(table: Table, placings: Mapping[int, Placing]) -> Table:
    if not any(part.page in placings for part in table.parts):
        return table
    return table.model_copy(
        update={
            "cells": tuple(_cell(cell, placings) for cell in table.cells),
            "caption_boxes": tuple(_box(box, placings) for box in table.caption_boxes),
            "parts": tuple(part.model_copy(update={"box": _box(part.box, placings)}) for part in table.parts),
        }
    )


def _cell(cell: Cell, placings: Mapping[int, Placing]) -> Cell:
    return cell.model_copy(
        update={"content": _text(cell.content, placings), "boxes": tuple(_box(box, placings) for box in cell.boxes)}
    )


def _text(content: PlacedText, placings: Mapping[int, Placing]) -> PlacedText:
    if not any(place and place.page in placings for place in content.places):
        return content
    places = tuple(
        GlyphPlace(place.page, *placings[place.page].box_on_page(place.x0, place.top, place.x1, place.bottom))
        if place and place.page in placings
        else place
        for place in content.places
    )
    return content.model_copy(update={"places": places})


def _box(box: Box, placings: Mapping[int, Placing]) -> Box:
    if box.page not in placings:
        return box
    x0, top, x1, bottom = placings[box.page].box_on_page(box.x0, box.top, box.x1, box.bottom)
    return replace(box, x0=x0, top=top, x1=x1, bottom=bottom)
