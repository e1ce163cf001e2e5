"""Records that the reader makes without validation are the records that validation would make."""

from __future__ import annotations

from pathlib import Path

from parsers.read import read_document
from schemas.document import Document

CORPUS = Path(__file__).parents[2] / "corpus"


def test_what_was_read_comes_back_the_same_from_its_json() -> None:
    document = read_document(CORPUS / "bantian_2021.pdf")
    assert Document.model_validate_json(document.model_dump_json()) == document


def test_every_record_has_all_its_fields_in_their_order() -> None:
    document = read_document(CORPUS / "bantian_2021.pdf")
    cells = [cell for table in document.tables for cell in table.cells]
    for records in (cells, document.blocks, [r.content for r in (*cells, *document.blocks)]):
        fields = list(type(records[0]).model_fields)
        assert all(list(vars(record)) == fields for record in records)
