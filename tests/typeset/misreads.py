"""A printed document taken for a scan of it, with single characters of its numbers misread, as a recogniser does it.

Reading pictures takes a second a page; this shows in a tenth of that what would be said of a scan read so.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import NamedTuple

from schemas.document import Document, PlacedText

SURE = 0.999
ALIKE = {
    "0": "869",
    "1": "74",
    "2": "73",
    "3": "89",
    "4": "19",
    "5": "63",
    "6": "85",
    "7": "12",
    "8": "360",
    "9": "834",
}
NUMBER = re.compile(r"[0-9][0-9,.]*[0-9]%?|[0-9]%?")


class Spot(NamedTuple):
    """A character of a number: of a table's cell (`table`, `index` of the cell) or of a block (`table` None)."""

    table: int | None
    index: int
    at: int


def as_scan(document: Document) -> Document:
    """The same document as if all of it had been read from a picture, and surely."""
    blocks = tuple(b.model_copy(update={"content": _read(b.content)}) for b in document.blocks)
    tables = tuple(
        table.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(
                        update={
                            "content": _read(cell.content),
                            "boxes": tuple(replace(box, origin="ocr") for box in cell.boxes),
                        }
                    )
                    for cell in table.cells
                )
            }
        )
        for table in document.tables
    )
    pages = tuple(page.model_copy(update={"text_source": "ocr"}) for page in document.pages)
    return document.model_copy(update={"blocks": blocks, "tables": tables, "pages": pages})


def spots(document: Document) -> list[Spot]:
    """Every character of every number."""
    texts = [(None, i, block.text) for i, block in enumerate(document.blocks)]
    cells = [(t, i, cell.text) for t, table in enumerate(document.tables) for i, cell in enumerate(table.cells)]
    return [
        Spot(table, index, at)
        for table, index, text in (*texts, *cells)
        for found in NUMBER.finditer(text)
        for at in range(*found.span())
    ]


def misread(document: Document, spot: Spot, chance: random.Random, confidence: float) -> Document:
    """The document with the character at a spot read as another, twice, or not at all; what is read in its place, or
    beside the gap, has the confidence."""
    content = _content(document, spot)
    old = content.text[spot.at]
    new = _instead(old, chance)
    beside = spot.at if new or spot.at == 0 else spot.at - 1
    text = content.text[: spot.at] + new + content.text[spot.at + 1 :]
    places, sure = list(content.places), list(content.confidences)
    places[spot.at : spot.at + 1] = [places[spot.at]] * len(new)
    sure[spot.at : spot.at + 1] = [confidence] * len(new)
    if not new and sure:
        sure[beside] = confidence
        if beside + 1 < len(sure):
            sure[beside + 1] = confidence
    changed = content.model_copy(
        update={"text": text, "places": tuple(places), "confidences": tuple(sure), "confidence": min(sure, default=1.0)}
    )
    return _with(document, spot, changed)


def read_as(document: Document, printed: str, read: str, confidence: float) -> Document:
    """The document with the first `printed` of its text read as `read`, as long as that, in such confidence."""
    texts = [(None, i, block.text) for i, block in enumerate(document.blocks)]
    cells = [(t, i, cell.text) for t, table in enumerate(document.tables) for i, cell in enumerate(table.cells)]
    spot = next(Spot(t, i, text.index(printed)) for t, i, text in (*cells, *texts) if printed in text)
    content = _content(document, spot)
    end = spot.at + len(printed)
    sure = (*content.confidences[: spot.at], *[confidence] * len(read), *content.confidences[end:])
    text = content.text[: spot.at] + read + content.text[end:]
    return _with(
        document, spot, content.model_copy(update={"text": text, "confidences": sure, "confidence": min(sure)})
    )


def _instead(old: str, chance: random.Random) -> str:
    if not old.isdigit():
        return {".": ["", ","], ",": ["", "."], "%": ["8", "96", "号"]}[old][chance.randrange(2)]
    way = chance.random()
    if way < 0.12:
        return ""
    return chance.choice("014") + old if way < 0.24 else chance.choice(ALIKE[old])


def _read(content: PlacedText) -> PlacedText:
    sure = (SURE,) * len(content.text)
    return content.model_copy(update={"origin": "ocr", "confidence": min(sure, default=1.0), "confidences": sure})


def _content(document: Document, spot: Spot) -> PlacedText:
    if spot.table is None:
        return document.blocks[spot.index].content
    return document.tables[spot.table].cells[spot.index].content


def _with(document: Document, spot: Spot, content: PlacedText) -> Document:
    if spot.table is None:
        blocks = list(document.blocks)
        blocks[spot.index] = blocks[spot.index].model_copy(update={"content": content})
        return document.model_copy(update={"blocks": tuple(blocks)})
    tables, table = list(document.tables), document.tables[spot.table]
    cells = list(table.cells)
    cells[spot.index] = cells[spot.index].model_copy(update={"content": content})
    tables[spot.table] = table.model_copy(update={"cells": tuple(cells)})
    return document.model_copy(update={"tables": tuple(tables)})
