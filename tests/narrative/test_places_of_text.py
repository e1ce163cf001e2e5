"""Where the characters of a text stand, asked again and after they were moved."""

from __future__ import annotations

from tests.narrative.documents import placed


def test_a_text_that_was_moved_stands_where_it_was_moved_to() -> None:
    text = placed("预算执行率98.5%", per_line=6)
    before = text.boxes()
    assert [(box.x0, box.top, box.x1) for box in before] == [(0.0, 0.0, 60.0), (0.0, 20.0, 40.0)]
    assert text.boxes() == before
    assert text.boxes(5, 8) == (*placed("预算执行率9", per_line=6).boxes(5), *text.boxes(6, 8))
    moved = tuple(place._replace(top=place.top + 100, bottom=place.bottom + 100) for place in text.places if place)
    assert [box.top for box in text.model_copy(update={"places": moved}).boxes()] == [100.0, 120.0]
