"""How far a page's text layer can be trusted, measured on the characters themselves."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from parsers.pages.characters import Char, PageText
from parsers.pages.content import Glyph

LEAST_NOISE, SIDE_BY_SIDE = 3, 1.6  # characters, and em between them; a bullet from a font of signs is none
FEW = 8  # characters; a page number alone says nothing about a text layer
ODD_RANGES = ((0xE000, 0xF8FF), (0xFFF0, 0xFFFF), (0xF0000, 0x10FFFF), (0x0080, 0x009F))
LATIN = (0x00A1, 0x024F)  # what the codes of a Chinese font give when they are taken for Western ones
SIGNS = frozenset("¤§¥¢£°±²³¹·×÷µ®©")  # … of which these are printed in reports
FIGURES = frozenset("0123456789.,%-+() ")
RARE_RANGES = ((0x0250, 0x036F), (0x0400, 0x1FFF), (0x2800, 0x28FF), (0xA000, 0xABFF), (0x3400, 0x4DBF))


def is_sound(text: PageText, chars: list[Char]) -> bool:
    """Whether all characters, and the text objects of the page, are such as reports are written in, as on most pages:
    nothing has to be weighed then."""
    return text.objects.mapped and not any(map(_oddness, {glyph[0] for glyph, _ in chars}))


def text_quality(chars: list[Char]) -> float:
    """Share (0..1) of characters that can be what is printed: their font maps codes to characters, and the characters
    are such as Chinese reports are written in. 1 for a page of few characters.

    Sound figures do not count: fonts without a map to characters often keep them, beside words that are noise.
    """
    told = [
        _oddness(glyph[0]) if run.mapped else 1.0 for glyph, run in chars if glyph[0] not in FIGURES or not run.mapped
    ]
    if len(told) < FEW:
        return 1.0
    return round(max(0.0, 1.0 - sum(told) / len(told)), 3)


def noise_in(chars: list[Char]) -> list[Glyph]:
    """Characters whose font does not tell what they are, where several stand side by side: words or figures."""
    odd = [glyph for glyph, run in chars if not run.mapped or _oddness(glyph[0]) == 1.0]
    beside = sum(
        abs(a.y - b.y) < 0.5 * a.size and abs(a.x - b.x) < SIDE_BY_SIDE * a.size for a, b in pairwise(odd)
    )  # fmt: skip
    return odd if beside + 1 >= LEAST_NOISE else []


@cache
def _oddness(text: str) -> float:
    code = ord(text[0])
    if code < 0x80 or 0x4E00 <= code < 0xA000:
        return 0.0
    if any(low <= code <= high for low, high in ODD_RANGES):
        return 1.0
    if LATIN[0] <= code <= LATIN[1]:
        return 0.0 if text in SIGNS else 1.0
    return 0.5 if any(low <= code <= high for low, high in RARE_RANGES) else 0.0
