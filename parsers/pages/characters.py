"""The characters of a page's text layer, with what their text objects say of size, weight, colour and direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parsers.pages import pdfium
from parsers.pages.content import Glyph
from parsers.pages.pdfium import Colour, Handle, Matrix
from parsers.pages.printed_signs import CONTROLS, SPACES, printed_of_code

ASCENT, DESCENT = 0.88, 0.12  # em box of Chinese fonts above and below the baseline, as shares of the font size
UPRIGHT = 0.035  # slope of a baseline (2 degrees) up to which text still counts as running along an axis
OVERHANG = 0.25  # share of the font size by which ink may stick out of the advance; more is vertical writing
BOLD_WEIGHT = 600  # OpenType usWeightClass: semi-bold and up
FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123
BOLD_NAMES = ("bold", "black", "heavy", "simhei", "heiti", "黑体", "粗", "xiaobiaosong", "小标宋")
INVISIBLE_MODES = (3, 7)  # PDF 32000-1, table 106: neither fill nor stroke
STROKED_MODES = (2, 6)
ODD_CODES = frozenset(range(0x20)) - CONTROLS  # which no character has
UNKNOWN = "\ufffd"  # a character of which only the place is known
UNTOLD = 0.3  # share of a font's text objects on a page that hold codes without meaning
TWICE = (
    0.18  # share of the size between two drawings of one character (bold by doubling); the narrowest advance is 0.22
)
SMALLEST_SIZE = 0.5  # points; smaller text cannot be read by anyone


@dataclass(slots=True, eq=False)
class Run:
    """What holds for all characters of one text object. `turn` as in `Glyph`; `mapped` False when codes have no known
    character; `start` x and y in page space that it begins at."""

    handle: Handle
    mapped: bool
    start: tuple[float, float]
    size: float
    turn: int
    bold: bool
    invisible: bool
    colour: Colour
    shade: float


Char = tuple[Glyph, Run]
Stretch = tuple[float, float, float]
"""Top, least and greatest left side of characters of one text object, each well right of the one before."""


class TextObjects(NamedTuple):
    """All text objects of a page, half as many as its characters, those of mere white space included; the directions
    they run in, the largest size, and whether all are `mapped`."""

    runs: dict[Handle, Run]
    turns: Collection[int] = ()
    largest: float = 0.0
    mapped: bool = True


class PageText(NamedTuple):
    """The printed characters of a page, and its text objects. `crowded`: one character may stand on another of its
    kind."""

    chars: list[Char]
    objects: TextObjects
    crowded: bool


_new_glyph = tuple.__new__  # what a NamedTuple is made with; twice as fast as its class, for hundreds of glyphs a page


class CharacterReader:
    """Reads text pages of one document; remembers its fonts."""

    def __init__(self) -> None:
        self._bold_fonts: dict[Handle, bool] = {}

    def read(self, page: Handle, to_display: Matrix) -> PageText:
        """All printed characters in the order of the text layer; white space becomes `Glyph.end` of the one before."""
        text = pdfium.load_text(page)
        if not text:
            return PageText([], TextObjects({}), crowded=False)
        try:
            return self._read(text, to_display)
        finally:
            pdfium.close_text(text)

    def _read(self, text: Handle, to_display: Matrix) -> PageText:
        codes, objects = pdfium.codes_and_objects(text)
        odd: set[Handle | None] = set()
        if not ODD_CODES.isdisjoint(codes):
            odd = {obj for code, obj in zip(codes, objects, strict=True) if code in ODD_CODES}
        found = self._text_objects(text, objects, to_display, odd)
        runs = found.runs
        places: list[int] = []
        signs: list[str] = []
        ended: set[int] = set()  # those of the places that white space follows
        high_surrogate = 0
        for place, (code, obj) in enumerate(zip(codes, objects, strict=True)):
            if obj is None:  # white space that pdfium made up
                continue
            if 0xD800 <= code < 0xE000:
                if code < 0xDC00:
                    high_surrogate = code
                    continue
                if high_surrogate:
                    code = 0x10000 + ((high_surrogate - 0xD800) << 10) + (code - 0xDC00)
            sign = printed_of_code[code]
            if not sign and code not in SPACES and not runs[obj].mapped:
                sign = UNKNOWN  # a code of the font's own: something is printed there
            if sign:
                places.append(place)
                signs.append(sign)
            elif places and code in SPACES:
                ended.add(places[-1])
        run_of = [runs[obj] for obj in map(objects.__getitem__, places) if obj is not None]
        chars, stretches = _placed(text, places, signs, run_of, ended, to_display)
        return PageText(chars, found, _is_crowded(stretches, TWICE * found.largest))

    def _text_objects(
        self, text: Handle, objects: list[Handle | None], to_display: Matrix, odd: set[Handle | None]
    ) -> TextObjects:
        """Every text object of the page. What is the same for many of them is worked out once. `odd` are those that
        hold codes no character has."""
        first = dict(zip(reversed(objects), range(len(objects) - 1, -1, -1), strict=True))
        handles = [obj for obj in first if obj]
        places = [first[obj] for obj in handles]
        known: dict[pdfium.Look, tuple[float, int, bool, bool, Colour, float]] = {}
        runs: dict[Handle, Run] = {}
        looks, starts = pdfium.text_looks(text, handles, places)
        unmapped = pdfium.unmapped_chars(text, places)
        told = [failed != 1 and handle not in odd for handle, failed in zip(handles, unmapped, strict=True)]
        if not all(told):
            told = _told_by_font(told, [look[6] for look in looks])
        for handle, mapped, look, start in zip(handles, told, looks, starts, strict=True):
            style = known.get(look)
            if style is None:
                style = known[look] = self._style(look, to_display)
            runs[handle] = Run(handle, mapped, start, *style)
        styles = known.values()
        largest = max([style[0] for style in styles], default=0.0)
        return TextObjects(runs, {style[1] for style in styles}, largest, all(told))

    def _style(self, look: pdfium.Look, to_display: Matrix) -> tuple[float, int, bool, bool, Colour, float]:
        """Size on the page, turn, boldness, invisibility, colour and shade."""
        a, b, c, d, size, mode, font, red, green, blue, alpha = look
        a, b, c, d, *_ = pdfium.concat((a, b, c, d, 0.0, 0.0), to_display)
        colour = (red, green, blue, alpha)
        return (
            size * (c**2 + d**2) ** 0.5,
            _turn(a, b),
            mode in STROKED_MODES or self._is_bold(font),
            mode in INVISIBLE_MODES,
            colour,
            luminance(colour),
        )

    def _is_bold(self, font: Handle) -> bool:
        known = self._bold_fonts.get(font)
        if known is None:
            name = pdfium.font_name_of(font).lower() if font else ""
            known = bool(font) and (
                any(word in name for word in BOLD_NAMES)
                or pdfium.font_weight_of(font) >= BOLD_WEIGHT
                or bool(max(pdfium.font_flags_of(font), 0) & FORCE_BOLD)
            )
            self._bold_fonts[font] = known
        return known


def _told_by_font(mapped: list[bool], fonts: list[Handle]) -> list[bool]:
    """Whether text objects say what they hold: none of a font of which a good part holds codes without meaning (its
    other codes are its own too, and look like characters by chance)."""
    uses, failures = Counter(fonts), Counter(font for font, known in zip(fonts, mapped, strict=True) if not known)
    return [
        known and failures[font] < UNTOLD * uses[font] for known, font in zip(mapped, fonts, strict=True)
    ]  # fmt: skip


def _placed(
    text: Handle, places: list[int], signs: list[str], run_of: list[Run], ended: set[int], to_display: Matrix
) -> tuple[list[Char], list[Stretch]]:
    """Glyphs with their em boxes on the displayed page, each with its run; and the stretches that they make.

    Where a character is set from is asked for the first of a text object only, as long as the boxes of the others have
    its height: they stand on one baseline then.
    """
    a, b, c, d, e, f = to_display
    plain = (a, b, c, d) == (1.0, 0.0, 0.0, -1.0)  # most pages: what follows is then shorter, and comes to the same
    chars: list[Char] = []
    last: Run | None = None
    stretches: list[Stretch] = []
    shared, first, before, above, below, top, bottom = False, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    size, reach, turn, bold, shade = 0.0, 0.0, 0, False, 0.0  # of the run
    form: Matrix | None = None  # of the run, where pdfium leaves it out
    asked: Run | None = None
    boxes = pdfium.char_boxes(text, places)
    for place, sign, run, (left, over, right, under) in zip(places, signs, run_of, boxes, strict=True):
        if run is not asked:
            asked, form = run, _form_left_out(text, run, place, (left, over, right, under))
        if form is not None:
            left, over, right, under = pdfium.moved(form, (left, over, right, under))
        if plain:
            x0, x1 = left + e, right + e
        else:
            x0, x1 = a * left + c * over + e, a * right + c * under + e
        if x0 > x1:
            x0, x1 = x1, x0
        if run is last and over == above and under == below and plain:
            if x0 - before <= reach:
                shared = shared or x0 == before
                stretches.append((top, first, before))
                first = x0
        else:
            if last is not None:
                stretches.append((top, first, before))
            if run is not last:
                size, turn, bold, shade = run.size, run.turn, run.bold, run.shade
                reach = TWICE * size
            elif x0 == before:
                shared = True
            last, above, below, first = run, over, under, x0
            top, bottom = b * left + d * over + f, b * right + d * under + f
            if top > bottom:
                top, bottom = bottom, top
            if turn == 0:
                # One whose box begins where its text object does is set from there; vertical ones stand beside it.
                is_start = left < right and (left == run.start[0] or form is not None)
                x, y = run.start if is_start else pdfium.char_origin(text, place)
                if a * x + c * y + e - x0 <= OVERHANG * size:
                    top, bottom = b * x + d * y + f - ASCENT * size, b * x + d * y + f + DESCENT * size
        before = x0
        end = place in ended
        chars.append((_new_glyph(Glyph, (sign, x0, top, x1, bottom, size, bold, turn, 1.0, end, shade, ())), run))
    if last is not None:
        stretches.append((top, first, before))
    return (_spread_ligatures(chars) if shared else chars), stretches


def _form_left_out(text: Handle, run: Run, place: int, box: pdfium.CharBox) -> Matrix | None:
    """The matrix of a run's form, where the box of its first character lies apart from where the run begins."""
    (x, y), near = run.start, run.size
    left, over, right, under = box
    if left - near <= x <= right + near and under - near <= y <= over + near:
        return None
    return pdfium.form_left_out(text, run.handle, place)


def _is_crowded(stretches: list[Stretch], reach: float) -> bool:
    """Whether a character may stand on another of its kind, at most `reach` away. Text objects rarely do: a page has
    hundreds of objects but hundreds of times as many pairs of characters."""
    row: list[tuple[float, float]] = []
    above = float("-inf")
    for top, first, last in [*sorted(stretches), (float("inf"), 0.0, 0.0)]:
        if top - above > reach:
            row.sort()
            if any(b[0] - a[1] <= reach for a, b in pairwise(row)):
                return True
            row = []
        above = top
        row.append((first, last))
    return False


def luminance(colour: Colour) -> float:
    """0 black to 1 white as seen on white paper (Rec. 709 weights)."""
    red, green, blue, alpha = colour
    shade = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
    return 1 - (1 - shade) * alpha / 255


def _turn(dx: float, dy: float) -> int:
    """Direction of a baseline on the page (y grows downwards), in degrees clockwise, or -1 when slanted."""
    if abs(dy) <= UPRIGHT * abs(dx):
        return 0 if dx > 0 else 180
    if abs(dx) <= UPRIGHT * abs(dy):
        return 90 if dy > 0 else 270
    return -1


def _spread_ligatures(chars: list[Char]) -> list[Char]:
    """Characters of one ligature share a box in the text layer: give each its part of it."""
    spread: list[Char] = []
    start = 0
    for index in range(1, len(chars) + 1):
        first, run = chars[start]
        if index < len(chars) and chars[index][1] is run and chars[index][0][1:5] == first[1:5]:
            continue
        group = chars[start:index]
        if len(group) > 1 and first.turn == 0:
            step = (first.x1 - first.x0) / len(group)
            group = [
                (g._replace(x0=first.x0 + i * step, x1=first.x0 + (i + 1) * step), run)
                for i, (g, _) in enumerate(group)
            ]
        spread.extend(group)
        start = index
    return spread
