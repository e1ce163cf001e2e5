"""Watermarks and seals: text that is stamped on a page and no part of what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parsers.characters import Char, Run
from parsers.content import Fill, Glyph, PageContent

SLANTED = -1  # `Run.turn` of text along no axis
LIGHT = 0.55  # luminance from which text may be a watermark
LARGE = 1.5  # times the usual size of a page's text
DARK = 0.6  # luminance of a ground on which light text is meant to be read
SAME_PLACE = 6.0  # points between places of one watermark on two pages
LEAST_PAGES = 3  # pages (or half of them) on which a watermark comes back
LEAST_UNDER = 2  # dark characters under one of a watermark's
RING = 25.0  # points that a seal reaches beyond its slanted characters
LEAST_ON_RING = 3  # slanted red characters that make a seal


def without_seals(chars: list[Char]) -> list[Char]:
    """Characters without those on a slant, and without the upright ones of a red seal that the others run around."""
    straight = [c for c in chars if c[1].turn != SLANTED]
    ring = [glyph for glyph, run in chars if run.turn == SLANTED and _is_red(run)] if len(straight) < len(chars) else []
    if len(ring) < LEAST_ON_RING:
        return straight
    x0, x1 = min(g.x0 for g in ring) - RING, max(g.x1 for g in ring) + RING
    top, bottom = min(g.top for g in ring) - RING, max(g.bottom for g in ring) + RING
    return [
        (glyph, run)
        for glyph, run in straight
        if not (_is_red(run) and x0 <= glyph.x <= x1 and top <= glyph.y <= bottom)
    ]


def _is_red(run: Run) -> bool:
    red, green, blue, _ = run.colour
    return red >= 140 and green <= 0.6 * red and blue <= 0.6 * red


def drop_watermarks(pages: Sequence[PageContent]) -> None:
    """Take light, large text out of the pages, in place: what comes back at one place of several pages, or lies across
    other text."""
    places: Counter[tuple[str, int, int]] = Counter()
    suspects: list[tuple[PageContent, list[tuple[int, tuple[str, int, int]]]]] = []
    for page in pages:
        found = []
        usual = _usual_size(page.glyphs)
        for index, glyph in enumerate(page.glyphs):
            if glyph.shade >= LIGHT and glyph.size >= LARGE * usual and not _on_dark(glyph, page.fills):
                found.append((index, (glyph.text, round(glyph.x / SAME_PLACE), round(glyph.y / SAME_PLACE))))
        suspects.append((page, found))
        places.update({key for _, key in found})
    enough = max(2, min(LEAST_PAGES, (len(pages) + 1) // 2))
    for page, found in suspects:
        gone = {index for index, key in found if places[key] >= enough} | _across(page.glyphs, [i for i, _ in found])
        if gone:
            page.glyphs = [g for index, g in enumerate(page.glyphs) if index not in gone]


def _across(glyphs: list[Glyph], suspects: list[int]) -> set[int]:
    """Suspects of one size and shade of which some lie across dark text: nothing that is meant to be read does."""
    dark = [g for g in glyphs if g.shade < LIGHT] if suspects else []

    def kind(glyph: Glyph) -> tuple[float, float]:
        return round(glyph.size, 1), round(glyph.shade, 2)

    def under(glyph: Glyph) -> int:
        return sum(glyph.x0 < g.x < glyph.x1 and glyph.top < g.y < glyph.bottom for g in dark)

    lying = {kind(glyphs[i]) for i in suspects if under(glyphs[i]) >= LEAST_UNDER}
    return {i for i in suspects if kind(glyphs[i]) in lying}


def _usual_size(glyphs: list[Glyph]) -> float:
    dark = sorted(g.size for g in glyphs if g.shade < LIGHT)
    return dark[len(dark) // 2] if dark else 0.0


def _on_dark(glyph: Glyph, fills: list[Fill]) -> bool:
    return any(f.shade < DARK and f.x0 <= glyph.x <= f.x1 and f.top <= glyph.y <= f.bottom for f in fills)
