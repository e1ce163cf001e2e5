"""Pictures for people come with the machine's fonts, and do not disturb what is read afterwards."""

from __future__ import annotations

import random

from parsers.page_picture import PagePictures
from parsers.read import read_document
from tests.typeset import STYLES, typeset
from tests.typeset.generator import make_report


def test_reading_after_a_picture_gives_the_same_text_in_fonts_that_are_not_in_the_file() -> None:
    pdf, _ = typeset(make_report(random.Random(1))[0], STYLES["wps"])
    before = read_document(pdf, name="a.pdf")
    with PagePictures(pdf, "a.pdf") as pictures:
        assert pictures.gridded(1, before).width > 0
    after = read_document(pdf, name="a.pdf")
    assert [b.text for b in after.blocks] == [b.text for b in before.blocks]
    assert [c.text for t in after.tables for c in t.cells] == [c.text for t in before.tables for c in t.cells]
