"""Stamps and pens over print: their ink goes, the print stays; what may be hidden by such ink is read in doubt."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from parsers.pages.placing import Placing
from parsers.pictures.pen_marks import lighten_pens
from parsers.pictures.picture import PagePicture, clean_and_tell
from parsers.pictures.print_lines import TextLine
from parsers.pictures.seals import without_seals
from parsers.pictures.stray_ink import StrayInk

Picture = npt.NDArray[np.uint8]
SCALE = 200 / 72
SEAL, PEN = (45, 40, 215), (150, 60, 30)  # BGR


def page() -> Picture:
    """White with black bars as wide as strokes of print, and a ruling."""
    picture = np.full((900, 900, 3), 255, np.uint8)
    for x in range(60, 860, 20):
        picture[300:320, x : x + 4] = 0
    picture[450:453, 50:850] = 0
    return picture


def stamped(picture: Picture) -> Picture:
    layer = np.full_like(picture, 255)
    cv2.circle(layer, (450, 400), round(58 * SCALE), SEAL, 6, cv2.LINE_AA)
    cv2.rectangle(layer, (420, 370), (480, 430), SEAL, -1)
    return np.asarray(picture.astype(np.uint16) * layer // 255, dtype=np.uint8)


def without_colours(picture: Picture) -> Picture:
    return np.asarray(cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def test_a_seal_in_a_scan_without_colours_becomes_paper_and_print_stays() -> None:
    before = page()[:, :, 0]
    after = without_seals(without_colours(stamped(page())), SCALE)
    assert ((before == 255) & (after < 150)).sum() < 20
    assert after[before == 0].max() < 60


def test_thin_characters_of_a_grey_seal_become_paper_and_print_beside_them_stays() -> None:
    picture = page()
    cv2.putText(picture, "1,234.5", (330, 330), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)
    layer = np.full_like(picture, 255)
    for turn in range(0, 360, 20):
        x, y = (round(a + 125 * f(np.radians(turn))) for a, f in ((450, np.cos), (400, np.sin)))
        cv2.line(layer, (x - 7, y - 7), (x + 7, y + 7), SEAL, 1, cv2.LINE_AA)
    pale = 255 - (255 - stamped(layer)) * 0.7
    after = without_seals(without_colours(np.asarray(picture * (pale / 255), dtype=np.uint8)), SCALE)
    print_alone = picture[:, :, 0]
    near = cv2.erode(print_alone, np.ones((15, 15), np.uint8)) < 255
    assert after[~near].min() > 200
    assert after[print_alone == 0].max() < 60


def test_grey_things_that_are_no_seal_stay() -> None:
    """A shaded cell, a smaller ring, a logo."""
    picture = page()
    cv2.rectangle(picture, (100, 500), (500, 800), (120, 120, 120), -1)
    cv2.circle(picture, (700, 650), round(15 * SCALE), (120, 120, 120), 6)
    assert (without_seals(picture, SCALE) == picture[:, :, 0]).all()


@pytest.mark.parametrize("colour", [(130, 130, 130), (175, 60, 35), (190, 40, 120)])  # grey, blue, violet
def test_stamps_of_other_shapes_and_colours_over_each_other_become_paper_and_print_stays(
    colour: tuple[int, int, int],
) -> None:
    """A name seal over a receipt stamp, both over print and a ruling, one a little askew."""
    layer = np.full_like(page(), 255)
    for corners in ([(300, 260), (660, 280), (652, 420), (292, 400)], [(420, 270), (540, 264), (546, 384), (426, 390)]):
        cv2.polylines(layer, [np.array(corners, np.int32)], True, colour, 6, cv2.LINE_AA)
    for x in range(440, 520, 24):
        cv2.line(layer, (x, 290), (x + 12, 370), colour, 8, cv2.LINE_AA)
    after = without_seals(np.asarray(page().astype(np.uint16) * layer // 255, dtype=np.uint8), SCALE)
    before = page()[:, :, 0]
    assert ((before == 255) & (after < 150)).sum() < 150
    assert after[before == 0].max() < 110


def test_a_thin_grey_ruling_under_a_grey_seal_stays() -> None:
    picture = page()
    picture[400:403, 50:850] = 120
    after = without_seals(without_colours(stamped(picture)), SCALE)
    assert (after[399:404].min(axis=0)[60:840] < 180).mean() > 0.9


def test_a_ruling_along_which_the_ring_of_a_grey_seal_lies_stays_whole() -> None:
    picture = page()
    edge = round(450 - 58 * SCALE)
    picture[120:700, edge - 1 : edge + 2] = 120
    after = without_seals(without_colours(stamped(picture)), SCALE)
    assert (after[130:690, edge - 2 : edge + 3].min(axis=1) < 180).mean() > 0.97


def test_a_grey_seal_is_found_beside_the_shadow_of_a_spine() -> None:
    picture = without_colours(stamped(page()))
    picture[:, :26] = picture[:, :26] * np.linspace(0.4, 0.7, 26)[None, :, None]
    after = without_seals(np.asarray(picture, dtype=np.uint8), SCALE)[:, 40:]
    before = page()[:, 40:, 0]
    assert ((before == 255) & (after < 150)).sum() < 40


def test_thin_strokes_under_a_grey_seal_stay_print() -> None:
    """Small print is grey itself: under a seal it is not as dark as black, but darker than what is close by."""
    picture = page()
    for x in range(425, 478, 8):
        picture[380:420, x : x + 2] = 150
    after = without_seals(without_colours(stamped(picture)), SCALE)
    assert (after[385:415, 425:478:8] < 190).all()
    assert (after[385:415, 429:478:8] > 220).all()


def test_coloured_words_are_no_seal() -> None:
    picture = page()
    for y in range(560, 760, 40):
        cv2.putText(picture, "12,345.67", (200, y), cv2.FONT_HERSHEY_SIMPLEX, 1, (175, 60, 35), 2)
    for y in (70, 130):  # a title of two lines whose characters touch
        cv2.putText(picture, "HHHHHH", (200, y), cv2.FONT_HERSHEY_SIMPLEX, 2, (175, 60, 35), 8)
        cv2.line(picture, (210, y - 20), (450, y - 20), (175, 60, 35), 4)
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    assert (without_seals(picture.copy(), SCALE) == grey).all()


def test_a_pen_over_print_becomes_paper_and_coloured_print_stays() -> None:
    picture = page()
    cv2.putText(picture, "810", (100, 800), cv2.FONT_HERSHEY_SIMPLEX, 1, PEN, 3)
    layer = np.full_like(picture, 255)
    cv2.polylines(layer, [np.array([[200, 290], [240, 330], [300, 305]], np.int32)], False, PEN, 3, cv2.LINE_AA)
    drawn = np.asarray(picture.astype(np.uint16) * layer // 255, dtype=np.uint8)
    grey = np.asarray(cv2.cvtColor(drawn, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    lighten_pens(drawn, grey, SCALE)
    print_alone = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    assert grey[290:331][print_alone[290:331] == 255].min() > 200
    assert (grey[700:] == print_alone[700:]).all()
    assert grey[310, 240:244].max() < 90


def test_strokes_of_a_pen_over_faint_print_become_paper() -> None:
    """Print of worn toner is never black: a tick through a figure, one beside it, and an underline by hand. A coloured
    word and a coloured ruling stay."""
    picture = np.asarray(255 - (255 - page().astype(np.float32)) * 0.55, dtype=np.uint8)
    cv2.putText(picture, "810", (100, 800), cv2.FONT_HERSHEY_SIMPLEX, 1, SEAL, 3)
    cv2.line(picture, (300, 800), (700, 800), SEAL, 3)
    layer = np.full_like(picture, 255)
    for x, y in ((200, 305), (600, 600)):
        cv2.polylines(layer, [np.array([(x, y), (x + 9, y + 14), (x + 36, y - 22)], np.int32)], False, SEAL, 3)
    under = [(x, 400 + round(3 * np.sin(x / 25))) for x in range(200, 340, 4)]
    cv2.polylines(layer, [np.array(under, np.int32)], False, SEAL, 3)
    after = lightened(np.asarray(picture.astype(np.uint16) * layer // 255, dtype=np.uint8))
    before = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    assert after[:700][before[:700] == 255].min() > 200
    assert after[:700][before[:700] < 120].max() < 190
    assert (after[770:] == before[770:]).all()


def test_print_that_a_stroke_runs_through_is_in_doubt() -> None:
    ink = np.zeros((200, 600), np.uint8)
    for x in range(20, 580, 30):
        ink[90:110, x : x + 12] = 1
    lines = [TextLine(20, 90, 580, 110, 24.0, 0)]
    assert not StrayInk(ink, lines).touches(20, 90, 580, 110)
    cv2.line(ink, (150, 60), (200, 150), 1, 3)
    stray = StrayInk(ink, lines)
    assert stray.touches(150, 90, 200, 110)
    assert not stray.touches(400, 90, 440, 110)


def test_a_faint_stroke_beside_print_is_print() -> None:
    """一 of 一级 at a low resolution; the same stroke alone is what is left of a line."""
    grey = np.full((200, 400), 255, np.uint8)
    for x in (160, 190):
        grey[90:110, x : x + 18] = 60
    grey[98:101, 138:156] = 190
    grey[150:153, 138:156] = 190
    ink = PagePicture(grey, SCALE, Placing(144, 72)).ink
    assert ink[99, 145]
    assert not ink[151, 145]


@pytest.mark.parametrize("crowded", [False, True])
def test_faint_hyphens_and_stops_are_print_where_nothing_else_is_faint(crowded: bool) -> None:
    """The minus of a figure, the hyphen of an empty cell and the stop behind a sentence; not among the strokes of print
    that shows through."""
    grey = np.full((200, 400), 255, np.uint8)
    for x in range(60, 200, 14):
        grey[90:110, x : x + 10] = 60
    grey[99:101, 46:56] = grey[99:101, 300:310] = 195
    cv2.circle(grey, (207, 106), 4, 195, 2)
    if crowded:
        for x in range(20, 380, 30):
            cv2.putText(grey, "8", (x, 170), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 195, 2)
    ink = PagePicture(grey, SCALE, Placing(144, 72)).ink
    assert {bool(ink[100, 50]), bool(ink[100, 305]), bool(ink[102:111, 203:212].any())} == {not crowded}


def ruled_page(colour: tuple[int, int, int], inner: tuple[int, int, int]) -> Picture:
    """A table of four columns and three rows: its frame and the line below its header in one colour, the other lines
    in another."""
    picture = np.full((900, 900, 3), 255, np.uint8)
    for at in (300, 450, 600):
        cv2.line(picture, (at, 200), (at, 440), inner, 3)
    for at in (320, 380):
        cv2.line(picture, (150, at), (750, at), inner, 3)
    cv2.rectangle(picture, (150, 200), (750, 440), colour, 3)
    cv2.line(picture, (150, 260), (750, 260), colour, 3)
    for x in range(170, 740, 30):
        picture[275:295, x : x + 4] = 0
    return picture


def lightened(picture: Picture) -> npt.NDArray[np.uint8]:
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    lighten_pens(picture, grey, SCALE)
    return grey


def test_a_coloured_box_drawn_over_a_table_is_none_of_its_lines() -> None:
    black = ruled_page((0, 0, 0), (0, 0, 0))
    layer = np.full_like(black, 255)
    cv2.rectangle(layer, (220, 300), (520, 500), SEAL, 4)
    after = lightened(np.asarray(black.astype(np.uint16) * layer // 255, dtype=np.uint8))
    before = cv2.cvtColor(black, cv2.COLOR_BGR2GRAY)
    assert after[before == 255].min() > 250
    assert after[before == 0].max() < 60


def test_lines_of_a_table_in_colour_stay_beside_black_ones() -> None:
    for inner in (SEAL, (0, 0, 0)):
        picture = ruled_page(SEAL, inner)
        assert (lightened(picture.copy()) == cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)).all()


def test_ends_of_a_stroke_whose_colour_is_broken_go_with_it() -> None:
    """The end of a thin stroke lies a point off the rest; a coloured word elsewhere on the page stays."""
    black = page()
    layer = np.full_like(black, 255)
    cv2.polylines(layer, [np.array([(100, 290), (150, 325), (200, 285), (260, 330)], np.int32)], False, PEN, 3)
    cv2.line(layer, (265, 334), (276, 342), PEN, 3)
    cv2.line(layer, (600, 600), (611, 608), PEN, 3)
    after = lightened(np.asarray(black.astype(np.uint16) * layer // 255, dtype=np.uint8))
    assert after[336:342, 266:276].min() > 200
    assert after[600:608, 600:611].min() < 150


@pytest.mark.parametrize(("x", "hidden"), [(130, True), (139, True), (165, False)])
def test_print_beside_which_a_stroke_was_taken_out_is_in_doubt(x: int, hidden: bool) -> None:
    """Of a 4 that a tick of a pen went through an upright stroke may be left, which reads as a sure 1."""
    ink = np.zeros((200, 400), np.uint8)
    ink[90:110, 134:137] = 1
    free = np.full((200, 400), 255, np.uint8)
    cv2.line(free, (x, 112), (x + 12, 88), 0, 3)
    stray = StrayInk(ink, [TextLine(134, 90, 137, 110, 28.0, 0)], free=free)
    assert stray.hid(134, 90, 137, 110) is hidden


def test_what_a_red_seal_covers_is_in_no_doubt_and_what_a_grey_one_covers_is() -> None:
    coloured = stamped(page())
    assert clean_and_tell(coloured, SCALE)[1] is None
    free = clean_and_tell(without_colours(coloured), SCALE)[1]
    assert free is not None
    assert (free[400, 450], free[310, 100]) == (0, 255)
