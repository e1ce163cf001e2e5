"""Records that the reader makes without validation are the records that validation would make."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from parsers.read import read_document
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.geometry import Box
from schemas.trusted import changed

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


def test_a_changed_record_is_the_copy_that_pydantic_makes() -> None:
    figure = Figure(
        value=Decimal("1.50"), decimals=2, unit=Unit.WAN_YUAN, text="1.50", boxes=(Box(1, 2.0, 3.0, 4.0, 5.0),)
    )
    assert figure.interval == Interval(Decimal("1.495"), Decimal("1.505"))
    other = changed(figure, decimals=1, text="1.5")
    assert other == figure.model_copy(update={"decimals": 1, "text": "1.5"})
    assert (hash(other), other.model_dump_json()) == (
        hash(Figure(**dict(other))),
        Figure(**dict(other)).model_dump_json(),
    )
    assert (figure.text, figure.decimals) == ("1.50", 2)
    for wider in (other, figure.model_copy(update={"decimals": 1})):
        assert wider.interval == Interval(Decimal("1.45"), Decimal("1.55"))
