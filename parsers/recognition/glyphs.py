"""A recognised line -> glyphs with boxes: characters set between the gaps of the ink that they were read from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from parsers.pages.content import Glyph
from parsers.pictures.picture import Grey
from parsers.pictures.print_lines import TextLine
from parsers.recognition.figures import is_figure, settle_figure, without_strokes, without_ticks
from parsers.recognition.recogniser import Reading
from parsers.recognition.signs import FLAT, STROKES, InkBox, Pair, settle
from parsers.recognition.words import settle_words

HAN_INK = 0.9  # of an em: height of the ink of most Chinese characters
FIGURE_INK = 0.7  # of an em: height of figures and capitals
BEARING = (0.2, 0.32, 0.85)  # em: the most white between two inks without a space, by the wider kind of the two
HAN_STEP = 1.2  # em: the most from the middle of a Chinese character to the next; with half a space it is 1.25 or more
PITCH = 0.73  # em: the most from the middle of a figure's digit or sign to the next; with a space it is three quarters
# Of a figure in a typewriter's face, all of whose digits and signs stand equally far apart: the least number of
# distances that tells it, the widest in em, and how much one may exceed the usual one (with a space it is twice that).
STEPS, WIDEST_STEP, STEADY_STEP = 3, 0.85, 1.25
BACK_TO_BACK = 1.35  # … and between a closing sign and an opening one, both with half an em of white of their own
OPENING, CLOSING = "（《〔“【「『〈［‘", "）》〕”】」』〉］’，。、；：！？"
FIGURE_SIGNS = frozenset("0123456789.,%-")
UPRIGHT_STROKES = "1lI|丨丿/"
SLANTED = 0.2  # of the height: how far the foot of a lone stroke lies left of its head from which it is a slash
INSIDE, GATE = "内", "门"
SQUARE = 0.7  # the shorter side of a character as a share of the longer one
HOLLOW = 0.12  # share of ink in the middle: that of 内 is 0.18 or more, that of 门 none but dirt
DOUBLE_DASH, DRAWN = (1.4, 2.6), 0.8  # em: width of the dash that leaves a cell open; share of it that is ink
DASH_SURE = 0.9  # confidence of what only the form of the ink tells
SLACK = 0.35  # share of the distance of two characters within which the gap between them is looked for


@dataclass(slots=True)
class LineReading:
    """The characters of a line; `middles` are their centres in pixels of the page's picture."""

    line: TextLine
    readings: list[Reading]
    middles: list[float]

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.readings)

    @property
    def confidence(self) -> float:
        return sum(r.confidence for r in self.readings) / len(self.readings) if self.readings else 0.0


def sized_by_figures(readings: list[LineReading]) -> list[LineReading]:
    """Readings whose lone lying strokes have the size of the print that a page's figures are set in: in a table of
    figures what lines are measured by is the height of digits, beside which a hyphen is as long as a dash."""
    high = [r.line.bottom - r.line.top for r in readings if is_figure(r.text) and len(r.text) > 1]
    if not high:
        return readings
    size = float(np.median(high)) / FIGURE_INK
    return [
        LineReading(r.line._replace(em=min(max(r.line.em, size), r.line.em / FIGURE_INK)), r.readings, r.middles)
        if r.text in STROKES
        else r
        for r in readings
    ]


def with_dashes(reading: LineReading, ink: Grey) -> LineReading:
    """A line that is one lying stroke (or two) of two characters' width as the dash it is: the recogniser knows it as
    一, 一一 or nothing at all."""
    line = reading.line
    wide, high = line.x1 - line.x0, line.bottom - line.top
    if high > FLAT * line.em or not DOUBLE_DASH[0] * line.em <= wide <= DOUBLE_DASH[1] * line.em:
        return reading
    strokes = all(r.text in STROKES for r in reading.readings)
    if not strokes or float(ink[line.top : line.bottom, line.x0 : line.x1].any(axis=0).mean()) < DRAWN:
        return reading
    halves = [Reading("—", 0.25, DASH_SURE), Reading("—", 0.75, DASH_SURE)]
    return LineReading(line, halves, [line.x0 + wide * half.at for half in halves])


def settled(reading: LineReading, ink: Grey, *, alone: bool = False, after: str = "") -> list[Pair]:
    """The characters of a line with their ink, confused signs put right. `alone`: nothing else stands in its cell;
    `after`: what stands below it there."""
    line = reading.line
    part = ink[line.top : line.bottom, line.x0 : line.x1]
    edges = _edges(part.sum(axis=0), [m - line.x0 for m in reading.middles])
    pairs = list(zip(reading.readings, [_ink_box(part, a, b) for a, b in edges], strict=True))
    if len(pairs) == 1 and pairs[0][0].text in UPRIGHT_STROKES:
        pairs = [(pairs[0][0]._replace(text="/"), pairs[0][1])] if _slant(part) > SLANTED else pairs
    pairs = [(r._replace(text=GATE) if r.text == INSIDE and _is_hollow(part, b) else r, b) for r, b in pairs]
    runs = [_ink_runs(part, a, b) for a, b in edges]
    if len(kept := without_ticks(without_strokes(pairs) if alone else pairs)) < len(pairs):
        runs = [run for run, pair in zip(runs, pairs, strict=True) if any(pair[1] is box for _, box in kept)]
        pairs = kept
    pairs = settle_figure(pairs, runs, line.em)
    return settle_words(settle(pairs, line.em, alone=alone, goes_on=after[:1].isdigit()))


def to_glyphs(line: TextLine, pairs: list[Pair], scale: float, others: tuple[str, ...] = ()) -> list[Glyph]:
    """Glyphs in points. All glyphs of a line have the same top and bottom, an em apart. `others`: how else a figure
    may be read."""
    em, middle = _size(line, pairs)
    top, bottom = (line.top + middle - em / 2) / scale, (line.top + middle + em / 2) / scale
    size = round(em / scale, 2)
    sides = _advances(pairs, em)
    glyphs = [
        Glyph(r.text, (line.x0 + x0) / scale, top, (line.x0 + x1) / scale, bottom, size,
              confidence=round(min(1.0, r.confidence), 4))
        for (r, _), (x0, x1) in zip(pairs, sides, strict=True)
    ]  # fmt: skip
    if others and glyphs:
        glyphs[0] = glyphs[0]._replace(figure=("".join(g.text for g in glyphs), *others))
    return glyphs


def _advances(pairs: list[Pair], em: float) -> list[tuple[float, float]]:
    """Left and right of each character's advance: white that is no space goes to both sides."""
    sides = [[box.x0, box.x1] for _, box in pairs]
    pitch = _pitch(pairs, em)
    for index, ((left, _), (right, _)) in enumerate(pairwise(pairs)):
        gap = sides[index + 1][0] - sides[index][1]
        kinds = {_kind(left.text), _kind(right.text)}
        most = BACK_TO_BACK if right.text in OPENING and left.text in CLOSING + ")" else BEARING[max(kinds)]
        if gap <= most * em or _within_word(pairs[index : index + 2], em, pitch):
            sides[index][1] = sides[index + 1][0] = (sides[index][1] + sides[index + 1][0]) / 2
    if pairs and pairs[0][0].text in OPENING:
        sides[0][0] = min(sides[0][0], max(0.0, sides[0][1] - em))
    if pairs and pairs[-1][0].text in CLOSING:
        sides[-1][1] = max(sides[-1][1], sides[-1][0] + em)
    return [(x0, x1) for x0, x1 in sides]


def _within_word(pairs: list[Pair], em: float, pitch: float) -> bool:
    """Whether two characters follow each other without a space though much white is between them: in one figure, as a
    1 or a point has, or in one word of narrow characters (支出 in a written face)."""
    signs = {r.text for r, _ in pairs}
    if all("\u4e00" <= sign < "\ua000" for sign in signs):
        return _step(*pairs) <= HAN_STEP * em
    return signs <= FIGURE_SIGNS and _step(*pairs) <= pitch


def _pitch(pairs: list[Pair], em: float) -> float:
    """The most from the middle of a digit or sign of a line's figures to the next, in pixels. In a typewriter's face
    they stand so far apart that only their steady pace tells that no space is between them."""
    steps = [_step(left, right) for left, right in pairwise(pairs) if {left[0].text, right[0].text} <= FIGURE_SIGNS]
    usual = float(np.median(steps)) if len(steps) >= STEPS else 0.0
    return max(PITCH * em, min(WIDEST_STEP * em, STEADY_STEP * usual))


def _step(left: Pair, right: Pair) -> float:
    """From the middle of one character's ink to that of the next."""
    return (right[1].x0 + right[1].x1 - left[1].x0 - left[1].x1) / 2


def _kind(text: str) -> int:
    """0 for what has its own width, 1 for Chinese characters, 2 for full-width signs."""
    if text in OPENING or text in CLOSING:
        return 2
    return 1 if text >= "\u2e80" else 0


def _edges(profile: np.ndarray[tuple[int], np.dtype[np.uint64]], middles: list[float]) -> list[tuple[int, int]]:
    """Left and right bound of each character: where least ink stands about midway between two."""
    width = len(profile)
    cuts = [0]
    for left, right in pairwise(middles):
        halfway, reach = (left + right) / 2, SLACK * max(right - left, 1.0)
        low = max(cuts[-1] + 1, int(halfway - reach))
        high = min(width, max(low + 1, int(halfway + reach) + 1))
        if low >= high:
            cuts.append(min(max(cuts[-1] + 1, round(halfway)), width))
            continue
        window = profile[low:high].astype(np.float64)
        window += 0.01 * np.abs(np.arange(low, high) - halfway) / reach  # of equal gaps the one nearest the middle
        cuts.append(low + int(np.argmin(window)))
    cuts.append(width)
    return [(a, max(a + 1, b)) for a, b in pairwise(cuts)]


def _ink_box(part: Grey, start: int, end: int) -> InkBox:
    """The ink between two bounds, or the bounds where there is none."""
    piece = part[:, start:end]
    columns = np.nonzero(piece.any(axis=0))[0]
    rows = np.nonzero(piece.any(axis=1))[0]
    if not len(columns):
        return InkBox(float(start), float(end), 0.0, float(part.shape[0]))
    return InkBox(float(start + columns[0]), float(start + columns[-1] + 1), float(rows[0]), float(rows[-1] + 1))


def _is_hollow(part: Grey, box: InkBox) -> bool:
    """Whether nothing stands within the sides of a square character: 门, which is read as 内 where its print is faint,
    in which 人 stands."""
    high, wide = box.bottom - box.top, box.x1 - box.x0
    if not SQUARE <= wide / max(high, 1.0) <= 1 / SQUARE:
        return False
    rows = slice(round(box.top + 0.35 * high), round(box.top + 0.8 * high))
    middle = part[rows, round(box.x0 + 0.3 * wide) : round(box.x0 + 0.7 * wide)]
    return middle.size > 0 and float((middle > 0).mean()) < HOLLOW


def _slant(part: Grey) -> float:
    """How far the lower third of the ink lies left of the upper one, as a share of its height."""
    rows, cols = np.nonzero(part)
    if not len(rows):
        return 0.0
    high = rows.max() - rows.min() + 1
    share = (rows - rows.min()) / high
    head, foot = cols[share < 1 / 3], cols[share >= 2 / 3]
    return float(head.mean() - foot.mean()) / high * 1.5 if len(head) and len(foot) else 0.0


def _ink_runs(part: Grey, start: int, end: int) -> list[InkBox]:
    """Pieces of ink between two bounds that white columns part, left to right."""
    inked = np.concatenate([[0], part[:, start:end].any(axis=0).astype(np.int8), [0]])
    turns = np.nonzero(np.diff(inked))[0]
    return [_ink_box(part, start + int(a), start + int(b)) for a, b in zip(turns[::2], turns[1::2], strict=True)]


def _size(line: TextLine, pairs: list[Pair]) -> tuple[float, float]:
    """(em, middle of the line below its top) in pixels, from Chinese characters, else figures, else the area's em."""
    han = [b for r, b in pairs if "\u4e00" < r.text < "\ua000"]
    high = [b for b in han if b.bottom - b.top >= 0.5 * max(t.bottom - t.top for t in han)]
    if high:
        em = float(np.percentile([max(b.bottom - b.top, b.x1 - b.x0) for b in high], 75)) / HAN_INK
        return em, float(np.median([(b.top + b.bottom) / 2 for b in high]))
    plain = [b for r, b in pairs if r.text.isalnum() and unicodedata.category(r.text) != "Lo"]
    if plain:
        em = float(np.median([b.bottom - b.top for b in plain])) / FIGURE_INK
        return em, float(np.median([(b.top + b.bottom) / 2 for b in plain]))
    return line.em, (line.bottom - line.top) / 2
