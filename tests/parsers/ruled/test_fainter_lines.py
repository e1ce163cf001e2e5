"""Grey lines of a scan of which some are dark enough to be found, and others are not."""

from __future__ import annotations

from parsers.pages.content import Ruling
from parsers.pictures.fainter_lines import complete

ACROSS = [Ruling(y, 60.0, 540.0, 0.5) for y in (100.0, 120.0, 140.0)]
DOWN = [Ruling(x, 100.0, 140.0, 0.5) for x in (60.0, 300.0, 540.0)]


def test_lines_that_complete_a_table() -> None:
    assert complete((ACROSS[:2], DOWN[:1]), (ACROSS, DOWN))


def test_a_table_that_the_page_break_cuts_has_no_lines_at_its_ends() -> None:
    down = [line._replace(start=50.0, end=760.0) for line in DOWN]
    assert complete((ACROSS[:1], down[:2]), (ACROSS, down))


def test_a_streak_of_the_scanner_completes_nothing() -> None:
    assert not complete((ACROSS, DOWN), (ACROSS, [*DOWN, Ruling(420.0, 0.0, 842.0, 0.5)]))


def test_no_more_lines_than_before() -> None:
    assert not complete((ACROSS, DOWN), (ACROSS, DOWN))
