"""Signs and figures that a recogniser confuses are put right by their ink, and only where the ink says so."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from parsers.pages.lines import characters
from parsers.pictures.print_lines import TextLine
from parsers.recognition.doubt import SecondLook
from parsers.recognition.figures import (
    SURE,
    in_doubt,
    is_figure,
    settle_figure,
    text_of,
    without_strokes,
    without_ticks,
)
from parsers.recognition.glyphs import LineReading, sized_by_figures, to_glyphs, with_dashes
from parsers.recognition.glyphs import settled as of_ink
from parsers.recognition.recogniser import Reading
from parsers.recognition.signs import InkBox, Pair, settle
from parsers.recognition.words import settle_words

EM = 30.0
FOOT, HEAD = 26.0, 5.0  # of figures, in a line 30 pixels high


def line(text: str, boxes: dict[int, InkBox] | None = None, confidence: float = 0.999) -> list[Pair]:
    """Characters 15 pixels wide with 2 between them, as high as figures; points small and at the foot."""
    pairs: list[Pair] = []
    for index, char in enumerate(text):
        x = index * 17.0
        small = char in ".,"
        box = InkBox(x + 5, x + 10, FOOT - 5, FOOT) if small else InkBox(x, x + 15, HEAD, FOOT)
        pairs.append((Reading(char, 0.0, confidence), (boxes or {}).get(index, box)))
    return pairs


def one_piece_each(pairs: list[Pair]) -> list[list[InkBox]]:
    return [[box] for _, box in pairs]


def settled(pairs: list[Pair], runs: list[list[InkBox]] | None = None) -> str:
    return text_of(settle(settle_figure(pairs, runs or one_piece_each(pairs), EM), EM, alone=True))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("36,681.11", "36,681.11"),
        ("1O,036.8l", "10,036.81"),
        ("19.346.35", "19,346.35"),
        ("36。5", "36.5"),
        ("27.11%6", "27.11%"),
        ("539.96", "539.96"),
        ("B1", "B1"),
        (".100", "100"),
        (".00", ".00"),
        ("689,211,97", "689,211.97"),  # a speck beside the point
        ("10，434，979，39", "10，434，979.39"),
        ("-17:77", "-17.77"),
        ("14:30", "14:30"),
        ("140:32%", "140.32%"),
        ("2021年", "2021年"),
        ("A-1", "A-1"),
    ],
)
def test_figures_are_settled_by_their_form(read: str, meant: str) -> None:
    assert settled(line(read)) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [("八7", "7"), ("2,八641.69", "2,641.69"), (":5", "5"), ("4;", "4"), ("12.50二", "12.50")],
)
def test_strokes_that_no_figure_holds_are_left_out_and_leave_a_doubt(read: str, meant: str) -> None:
    found = without_strokes(line(read))
    assert text_of(found) == meant
    assert in_doubt(found)


@pytest.mark.parametrize(
    ("read", "meant", "doubted"),
    [
        ("145682.74√", "145682.74", False),
        ("√.97.17%", "97.17%", True),
        ("√97.17%", "97.17%", False),
        ("/139,472.69", "139,472.69", True),
    ],
)
def test_ticks_beside_figures_are_left_out(read: str, meant: str, doubted: bool) -> None:
    """A stroke that is not known for a tick may hide a digit."""
    found = without_ticks(line(read))
    assert (text_of(found), in_doubt(found)) == (meant, doubted)


@pytest.mark.parametrize("text", ["√", "完成√", "1/4", "2023/5", "√3项", "/"])
def test_a_tick_that_answers_and_a_fraction_are_kept(text: str) -> None:
    assert text_of(without_ticks(line(text))) == text


@pytest.mark.parametrize("text", ["一5.23", "12:30", "1一3", "8", "二八", "一、", "3年", "八三二一7"])
def test_what_may_be_printed_is_kept(text: str) -> None:
    assert text_of(without_strokes(line(text))) == text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("白评得分", "自评得分"),
        ("年度项日全部完成，尚有1个项日末完成", "年度项目全部完成，尚有1个项目未完成"),
        ("绩效日标小干等于100°o的", "绩效目标小于等于100%的"),
        ("决算数一预算数）÷预算数", "决算数-预算数）÷预算数"),
        ("达到95%0、100%", "达到95%、100%"),
        ("-13.96°。", "-13.96%"),
        ("水温为30.5°。", "水温为30.5°。"),
        ("三季度末达到70%，机关干部3项日常工作", "三季度末达到70%，机关干部3项日常工作"),
        ("世界读书日，收入数与投入人数，土木项目", "世界读书日，收入数与投入人数，土木项目"),
        ("其余项目均按时完成，自己能办的", "其余项目均按时完成，自己能办的"),
    ],
)
def test_characters_alike_are_told_apart_by_their_words(read: str, meant: str) -> None:
    assert text_of(settle_words(line(read))) == meant


def test_both_rings_of_a_per_cent_sign_read_as_figures() -> None:
    pairs = line("19.6996")
    nine = pairs[-2][0]
    pairs[-2] = (nine._replace(rival="%", rival_score=0.02), pairs[-2][1])
    assert settled(pairs) == "19.69%"


def test_a_per_cent_sign_read_as_a_third_decimal() -> None:
    pairs = line("93.738")
    pairs[-1] = (pairs[-1][0]._replace(rival="%", rival_score=0.33), pairs[-1][1])
    assert settled(pairs) == "93.73%"
    pairs = line("93.738")
    assert settled(pairs) == "93.738"


def test_a_point_that_was_not_read_is_seen_in_the_ink_and_doubted() -> None:
    pairs = line("3651")
    x = pairs[2][1].x1
    runs = one_piece_each(pairs)
    runs[2] = [pairs[2][1], InkBox(x + 3, x + 7, FOOT - 4, FOOT)]
    found = settle_figure(pairs, runs, EM)
    assert text_of(found) == "365.1"
    assert in_doubt(found)


def test_a_minus_that_was_not_read_is_seen_in_the_ink() -> None:
    pairs = line("12.5")
    runs = one_piece_each(pairs)
    runs[0] = [InkBox(-14, -4, 15, 18), pairs[0][1]]
    assert text_of(settle_figure(pairs, runs, EM)) == "-12.5"


def test_dust_after_a_figure_is_left_out_but_a_numbers_own_point_stays() -> None:
    far = line("6.", {1: InkBox(22, 26, 12, 16)})
    near = line("6.", {1: InkBox(17, 21, FOOT - 4, FOOT)})
    assert settled(far) == "6"
    assert settled(near) == "6."


@pytest.mark.parametrize(
    ("width", "alone", "meant"), [(9, True, "-"), (9, False, "-"), (27, True, "—"), (27, False, "一")]
)
def test_lying_strokes_are_told_by_length_and_company(width: float, alone: bool, meant: str) -> None:
    pairs = [(Reading("一", 0.5, 0.9), InkBox(0, width, 14, 17))]
    assert text_of(settle(pairs, EM, alone=alone)) == meant


def test_small_letters_are_told_from_capitals_by_height() -> None:
    pairs = line("C=B", {0: InkBox(0, 12, 11, FOOT)})
    assert text_of(settle(pairs, EM, alone=True)) == "c=B"
    assert text_of(settle(line("C=B"), EM, alone=True)) == "C=B"


def test_brackets_of_a_pair_have_one_width() -> None:
    assert text_of(settle(line("(三）"), EM, alone=False)) == "（三）"
    assert text_of(settle(line("(3)"), EM, alone=False)) == "(3)"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("36,681.11", False),
        ("-12.5%", False),
        ("（3.5）", False),
        ("94.76%。", False),  # the last line of a paragraph
        ("36,68.11", True),
        ("1.2.3", True),
        ("1.2345", True),
    ],
)
def test_figures_of_a_wrong_form_are_in_doubt(text: str, doubt: bool) -> None:
    assert is_figure(text)
    assert in_doubt(line(text)) is doubt


def test_a_digit_is_in_no_doubt_beside_a_letter_of_its_shape() -> None:
    """A lone 0 is read with an O as its rival, which no figure holds; another digit as rival is a doubt."""
    for rival, doubt in (("O", False), ("8", True)):
        pairs = [(Reading("0", 0.0, 0.97, rival, 0.028), InkBox(0, 15, HEAD, FOOT))]
        assert in_doubt(settle_figure(pairs, one_piece_each(pairs), EM)) is doubt


def test_weak_figures_are_in_doubt() -> None:
    assert in_doubt(line("36.5", confidence=0.6))


@pytest.mark.parametrize(
    ("first", "confidence", "again", "said", "sure"),
    [
        ("36.5", 0.95, ["36.5", "36.5"], "36.5", True),  # all agree
        ("36.5", 0.95, ["36.5", "38.5"], "36.5", False),
        ("36.5", 0.95, ["38.5", "38.5"], "36.5", False),
        ("36.5", 0.6, ["38.5", "38.5"], "38.5", True),
    ],
)
def test_a_figure_read_nearly_surely_gets_surer_only_where_all_readings_agree(
    first: str, confidence: float, again: list[str], said: str, sure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reading(text: str) -> LineReading:
        middles = [15.0 * n + 7 for n in range(len(text))]
        return LineReading(TextLine(0, 0, 15 * len(text), 30, EM, 2), [Reading(c, 0.0, 0.995) for c in text], middles)

    monkeypatch.setattr(SecondLook, "_again", lambda self, line: [reading(text) for text in again])
    look = SecondLook.__new__(SecondLook)
    ink = np.zeros((30, 60), np.uint8)
    ink[int(HEAD) : int(FOOT), [5, 6, 20, 21, 50, 51]] = ink[int(FOOT) - 4 : int(FOOT), 36:39] = 1
    monkeypatch.setattr(SecondLook, "_others", lambda *_: [*again, "7.777", "no figure"])
    pairs, others = look.settle(reading(first), line(first, confidence=confidence), ink)
    assert others == tuple(dict.fromkeys(text for text in again if text != said))
    assert text_of(pairs) == said
    assert (min(r.confidence for r, _ in pairs) >= SURE) is sure


@pytest.mark.parametrize(
    ("wide", "high", "read", "text"),
    [
        (54, 3, "", "——"),  # what leaves a cell open
        (54, 3, "一一", "——"),
        (54, 3, "—", "——"),
        (27, 3, "一", "一"),  # as wide as one character
        (54, 20, "一", "一"),
        (54, 3, "12", "12"),
        (140, 3, "一", "一"),  # what is left of a ruling
    ],
)
def test_a_stroke_two_characters_wide_is_a_dash(wide: int, high: int, read: str, text: str) -> None:
    box = TextLine(10, 10, 10 + wide, 10 + high, EM, 2)
    reading = LineReading(box, [Reading(c, 0.5, 0.4) for c in read], [10.0 + wide / 2] * len(read))
    assert with_dashes(reading, np.ones((40, 200), np.uint8)).text == text


@pytest.mark.parametrize(("wide", "said"), [(14, "-"), (27, "—")])
def test_a_hyphen_among_figures_is_no_dash(wide: int, said: str) -> None:
    """What lines of a table of figures are measured by is the height of digits, beside which a hyphen looks long."""
    em = 0.74 * EM
    figure = LineReading(
        TextLine(10, 50, 90, 50 + round(0.7 * EM), em, 2), [Reading(c, 0.5, 1.0) for c in "1234.5"], []
    )
    stroke = LineReading(TextLine(10, 10, 10 + wide, 12, em, 3), [Reading("—", 0.5, 0.9)], [10.0 + wide / 2])
    sized = sized_by_figures([figure, stroke])[1]
    assert text_of(of_ink(sized, np.ones((40, 200), np.uint8), alone=True)) == said


@pytest.mark.parametrize(("step", "spaces"), [(1.0, 0), (1.15, 0), (1.3, 3), (2.0, 3)])
def test_narrow_characters_of_a_word_have_white_of_their_own_that_is_no_space(step: float, spaces: int) -> None:
    # 支 and 出 of a written face are little more than half an em wide; 合 计 is typed with half a space or more
    pairs = [
        (Reading(c, 0.0, 0.99), InkBox(n * step * EM, n * step * EM + 0.6 * EM, 1, 28))
        for n, c in enumerate("支出类别")
    ]
    glyphs = to_glyphs(TextLine(0, 0, 400, 30, EM, 1), pairs, 2.0)
    assert sum(right.x0 > left.x1 for left, right in pairwise(glyphs)) == spaces


@pytest.mark.parametrize(
    ("print_", "text"),
    [("504.18 ", "504.18"), ("100%", "100%"), ("531.16", "531.16"), ("12 34", "12 34"), ("1 1", "1 1")],
)
def test_thin_figures_have_white_of_their_own_that_is_no_space(print_: str, text: str) -> None:
    # a typewriter face half an em wide, with a 1 and a point much thinner than that; a space is as wide
    ink = {"1": (6, 9), ".": (2, 5)}
    pairs = []
    for index, char in enumerate(print_):
        left, right = ink.get(char, (1, 14))
        x = index * EM / 2
        if char != " ":
            pairs.append((Reading(char, 0.0, 0.99), InkBox(x + left, x + right, HEAD, FOOT)))
    glyphs = to_glyphs(TextLine(0, 0, 200, 30, EM, 1), pairs, 2.0)
    assert "".join(sign for sign, _ in characters(glyphs)) == text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("制度管理.", "制度管理"),
        ("公务用车购.置费", "公务用车购置费"),
        (".项目支出", "项目支出"),
        ("·预算调增数", "预算调增数"),
        ("5,524.19.", "5,524.19"),
        ("调整率-", "调整率"),
        ("-编外人员", "编外人员"),
        ("基本-项目", "基本-项目"),
        ("1.项目支出", "1.项目支出"),
        ("阿·不都", "阿·不都"),
    ],
)
def test_specks_are_left_out_where_nobody_types_a_point(read: str, meant: str) -> None:
    small = {n: InkBox(n * 17 + 5, n * 17 + 9, FOOT - 4, FOOT) for n, c in enumerate(read) if c == "·"}
    assert text_of(settle(line(read, small), EM, alone=True)) == meant


def test_a_bullet_in_running_text_stays() -> None:
    pairs = line("·预算", {0: InkBox(5, 9, 14, 18)})
    assert text_of(settle(pairs, EM, alone=False)) == "·预算"


@pytest.mark.parametrize(("top", "meant"), [(FOOT - 6, "规范要求。"), (HEAD + 2, "规范要求0")])
def test_the_small_ring_that_ends_a_line_is_a_stop(top: float, meant: str) -> None:
    assert settled(line("规范要求0", {4: InkBox(70, 76, top, FOOT)})) == meant


@pytest.mark.parametrize(("inner", "meant"), [(False, "部门"), (True, "部内")])
def test_a_gate_is_told_from_what_stands_within(inner: bool, meant: str) -> None:
    ink = np.zeros((24, 48), np.uint8)
    ink[2:22, 1:20] = 1
    for x in (27, 44):
        ink[2:22, x : x + 2] = 1  # the sides of the second character
    ink[2:4, 27:46] = 1
    if inner:
        for step in range(12):
            ink[6 + step, [36 - step // 2, 36 + step // 2]] = 1
        ink[6:12, 35:38] = 1
    read = LineReading(TextLine(0, 0, 48, 24, 24.0, 0), [Reading(c, 0.0, 0.6) for c in "部内"], [10.0, 36.0])
    assert text_of(of_ink(read, ink)) == meant


def test_figures_of_a_typewriter_s_face_hold_no_spaces() -> None:
    """All of its digits and points stand three quarters of an em apart, as far as digits do that have a space between
    them in another face."""
    pairs: list[Pair] = []
    for index, char in enumerate("202298.06"):
        middle, wide = 9 + index * 0.74 * EM, 4 if char == "." else 12
        pairs.append((Reading(char, 0.0, 0.99), InkBox(middle - wide / 2, middle + wide / 2, HEAD, FOOT)))
    glyphs = to_glyphs(TextLine(0, 0, 400, 30, EM, 1), pairs, 2.0)
    assert "".join(sign for sign, _ in characters(glyphs)) == "202298.06"
