"""Watermarks and seals: text that is stamped on a page and no part of what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parsers.pages.characters import Char, PageText, Run
from parsers.pages.content import Fill, Glyph, PageContent

SLANTED = -1  # `Run.turn` of text along no axis
LIGHT = 0.55  # luminance from which text may be a watermark
LARGE = 1.5  # times the usual size of a page's text
DARK = 0.6  # luminance of a ground on which light text is meant to be read
SAME_PLACE = 6.0  # points between places of one watermark on two pages
LEAST_PAGES = 3  # pages (or half of them) on which a watermark comes back
LEAST_UNDER = 2  # dark characters under one of a watermark's
RING = 25.0  # points that a seal reaches beyond its slanted characters
LEAST_REPEATED, SHORTEST = 4, 3  # times on a page that words of a mark are printed; characters of one
LEAST_ON_RING = 3  # slanted red characters that make a seal

Words = tuple[str, float, float]  # what is printed, in which size and shade


def without_stamped_print(text: PageText) -> list[Char]:
    """Characters without those on a slant, and without the upright ones of a red seal that the others run around."""
    chars = text.chars
    if SLANTED not in text.objects.turns:
        return chars
    straight = [c for c in chars if c[1].turn != SLANTED]
    ring = [glyph for glyph, run in chars if run.turn == SLANTED and _is_red(run)]
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
    """Take light text out of the pages, in place: large one that comes back at one place of several pages or lies
    across other text; smaller words that are repeated over a page and lie across what stands there."""
    places: Counter[tuple[str, int, int]] = Counter()
    suspects: list[tuple[PageContent, list[tuple[int, tuple[str, int, int]]]]] = []
    for page in pages:
        found = []
        light = [index for index, glyph in enumerate(page.glyphs) if glyph[10] >= LIGHT]
        usual = _usual_size(page.glyphs) if light else 0.0
        for index in light:
            glyph = page.glyphs[index]
            if glyph.size >= LARGE * usual and not _on_dark(glyph, page.fills):
                found.append((index, (glyph.text, round(glyph.x / SAME_PLACE), round(glyph.y / SAME_PLACE))))
        suspects.append((page, found))
        places.update({key for _, key in found})
    small = {kind for page in pages for kind in _repeated_across(page)}
    enough = max(2, min(LEAST_PAGES, (len(pages) + 1) // 2))
    for page, found in suspects:
        gone = {index for index, key in found if places[key] >= enough} | _across(page.glyphs, [i for i, _ in found])
        if small:
            gone |= {index for words, at in _light_words(page) if _is_of(words, small) for index in at}
        if gone:
            page.glyphs = [g for index, g in enumerate(page.glyphs) if index not in gone]


def _repeated_across(page: PageContent) -> set[Words]:
    """Light words of any size that come back all over a page and lie across other text or the rules of a table, which
    no text of a cell does."""
    found: dict[Words, list[list[int]]] = {}
    for words, at in _light_words(page):
        if len(at) >= SHORTEST:
            found.setdefault(words, []).append(at)
    repeated = {words: places for words, places in found.items() if len(places) >= LEAST_REPEATED}
    if not repeated:
        return set()
    dark = [g for g in page.glyphs if g.shade < LIGHT]
    drawn = [r for r in page.verticals if r.drawn]
    marks = set()
    for words, places in repeated.items():
        boxes = [_box([page.glyphs[i] for i in at]) for at in places]
        across = sum(
            any(x0 < g.x < x1 and top < g.y < bottom for g in dark)
            or any(x0 < r.at < x1 and r.start < (top + bottom) / 2 < r.end for r in drawn)
            for x0, top, x1, bottom in boxes
        )
        if across >= LEAST_UNDER:
            marks.add(words)
    return marks


def _light_words(page: PageContent) -> list[tuple[Words, list[int]]]:
    """Runs of light characters one after the other, with the indices of their glyphs."""
    found: list[tuple[Words, list[int]]] = []
    run: list[int] = []
    for index, glyph in enumerate(page.glyphs):
        if glyph.shade < LIGHT or _on_dark(glyph, page.fills):
            continue
        if run:
            last = page.glyphs[run[-1]]
            goes_on = run[-1] == index - 1 and glyph.size == last.size and glyph.shade == last.shade
            if not (goes_on and abs(glyph.y - last.y) < 0.3 * glyph.size and abs(glyph.x0 - last.x1) < glyph.size):
                found.append(_words(page, run))
                run = []
        run.append(index)
    if run:
        found.append(_words(page, run))
    return found


def _is_of(words: Words, marks: set[Words]) -> bool:
    """Whether words are those of a mark, some of them perhaps missing: one that stands on its like made that bold."""
    return any(words[1:] == mark[1:] and _is_in_order(words[0], mark[0]) for mark in marks)


def _is_in_order(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(sign in rest for sign in part)


def _words(page: PageContent, at: list[int]) -> tuple[Words, list[int]]:
    first = page.glyphs[at[0]]
    return ("".join(page.glyphs[i].text for i in at), round(first.size, 1), round(first.shade, 2)), at


def _box(glyphs: list[Glyph]) -> tuple[float, float, float, float]:
    return glyphs[0].x0, min(g.top for g in glyphs), glyphs[-1].x1, max(g.bottom for g in glyphs)


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
