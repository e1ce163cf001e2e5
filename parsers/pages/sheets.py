"""Sheets of the file -> pages of the report: two pages on one lying sheet parted, a sheet scanned twice taken once,
what stands side by side on a page put one after the other.

Everything after this counts pages of the report, so that a table goes on from the left page to the right one and page
numbers are seen to count; `PageContent.sheet` says on which page of the file each stands (`parsers.pages.placing_back`
brings what was found back there).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from parsers.pages.blocks_beside import blocks_of_page
from parsers.pages.content import Glyph, PageContent
from parsers.pages.lines import Line, to_lines
from parsers.pages.parting import CROSSING, part_of
from parsers.pages.running import PAGE_NUMBER

LYING = 1.2  # width to height from which a sheet may hold two pages; two of A4 are 1.41
GUTTER, CLEAR = 0.05, 0.015  # of the width: the white between two pages, and how far it reaches from the middle
MOST_SHEETS = 0.6  # share of the lying sheets that must be parted in their middle for any to be
FEW = 20  # glyphs of a page that tells something
PROSE = 0.6  # of a page's width: a line that long without a gap is of the body
GAP = 1.5  # em between two cells

FEWEST_SAME, SAME_FIGURES, SAME_TEXT = 60, 0.95, 0.95  # characters of a sheet that can be known again; likeness
FIGURE = re.compile(r"\d[\d,.]*")


def pages_of_report(sheets: Sequence[PageContent]) -> list[PageContent]:
    """The report's pages in order, numbered from 1; the contents themselves where each sheet is a page."""
    kept = _once(sheets)
    parted = [_halves(s) if two_up else blocks_of_page(s) for s, two_up in zip(kept, _two_up(kept), strict=True)]
    if len(kept) == len(sheets) and all(len(pieces) == 1 for pieces in parted):
        return list(sheets)
    pages: list[PageContent] = []
    for sheet, pieces in zip(kept, parted, strict=True):
        for page in pieces if len(pieces) > 1 else [replace(sheet, sheet=sheet.number)]:
            page.number = len(pages) + 1
            pages.append(page)
    return pages


def _two_up(sheets: Sequence[PageContent]) -> list[bool]:
    """For each sheet, whether it holds two pages side by side. A single sheet that could says nothing: most lying
    sheets of the file must, and their halves either count pages or hold lines of prose of their own."""
    lying = [sheet for sheet in sheets if sheet.width > LYING * sheet.height and len(sheet.glyphs) >= FEW]
    could = [sheet for sheet in lying if _is_parted(sheet)]
    both = [sheet for sheet in could if all(len(half.glyphs) >= FEW for half in _halves(sheet))]
    if not both or len(could) < MOST_SHEETS * len(lying):
        return [False] * len(sheets)
    lines = [[to_lines(g for g in half.glyphs if g.turn == 0) for half in _halves(sheet)] for sheet in both]
    counted = sum(_counts_pages(left, right) for left, right in lines)
    prose = any(
        all(_has_prose(half, sheet.width / 2) for half in pair) for sheet, pair in zip(both, lines, strict=True)
    )
    if not counted and (not prose or len(both) < 2):
        return [False] * len(sheets)
    chosen = {id(sheet) for sheet in could}
    return [id(sheet) in chosen for sheet in sheets]


def _is_parted(sheet: PageContent) -> bool:
    """Whether nothing stands in, or runs across, the middle of a sheet."""
    middle = sheet.width / 2
    left = max([g[3] for g in sheet.glyphs if (g[1] + g[3]) / 2 < middle], default=0.0)
    right = min([g[1] for g in sheet.glyphs if (g[1] + g[3]) / 2 >= middle], default=sheet.width)
    if right - left < GUTTER * sheet.width or max(left - middle, middle - right) > -CLEAR * sheet.width:
        return False
    if any(r.start < middle - CROSSING and r.end > middle + CROSSING for r in sheet.horizontals):
        return False
    return not any(
        f.x0 < middle - CROSSING and f.x1 > middle + CROSSING and f.x1 - f.x0 < (1 - GUTTER) * sheet.width
        for f in sheet.fills
    )


def _counts_pages(left: list[Line], right: list[Line]) -> bool:
    """Whether the lowest or the highest lines of two halves are page numbers one after the other."""
    for index in (-1, 0):
        if left and right:
            found = [PAGE_NUMBER.fullmatch(half[index].text) for half in (left, right)]
            numbers = [m[1] for m in found if m and m[1].isdigit()]
            if len(numbers) == 2 and int(numbers[1]) == int(numbers[0]) + 1:
                return True
    return False


def _has_prose(lines: list[Line], width: float) -> bool:
    return any(_longest_run(line.glyphs) >= PROSE * width for line in lines)


def _longest_run(glyphs: list[Glyph]) -> float:
    """Points of the longest stretch of a line without a gap."""
    best, start = 0.0, glyphs[0].x0
    for before, glyph in zip([glyphs[0], *glyphs], glyphs, strict=False):
        if glyph.x0 - before.x1 > GAP * glyph.size:
            start = glyph.x0
        best = max(best, glyph.x1 - start)
    return best


def _halves(sheet: PageContent) -> list[PageContent]:
    middle = sheet.width / 2
    return [part_of(sheet, 0.0, middle), replace(part_of(sheet, middle, sheet.width), problems=[])]


def _once(sheets: Sequence[PageContent]) -> list[PageContent]:
    """Sheets without scans of the sheet before; of two the one that was read with more confidence stays."""
    kept: list[PageContent] = []
    for sheet in sheets:
        before = kept[-1] if kept else None
        if before is None or not _is_same(before, sheet):
            kept.append(sheet)
            continue
        better, other = (before, sheet) if before.quality >= sheet.quality else (sheet, before)
        other.problems.append(f"page {other.number}: the same sheet as page {better.number}, scanned twice; left out")
        kept[-1] = better
    return kept


def _is_same(one: PageContent, other: PageContent) -> bool:
    if one.text_source != "ocr" or other.text_source != "ocr":
        return False
    if min(len(one.glyphs), len(other.glyphs)) < FEWEST_SAME:
        return False
    signs = [Counter(g.text for g in page.glyphs) for page in (one, other)]
    if _overlap(signs[0], signs[1]) < SAME_TEXT:
        return False
    lines = [to_lines(g for g in page.glyphs if g.turn == 0) for page in (one, other)]
    feet = [PAGE_NUMBER.fullmatch(own[-1].text) if own else None for own in lines]
    if feet[0] and feet[1] and feet[0][1] != feet[1][1]:
        return False
    texts = ["\n".join(line.text for line in own) for own in lines]
    figures = [Counter(FIGURE.findall(text)) for text in texts]
    if _overlap(figures[0], figures[1]) < SAME_FIGURES:
        return False
    return SequenceMatcher(None, texts[0], texts[1], autojunk=False).ratio() >= SAME_TEXT


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    """Share of the larger of two collections that is in both; 1 for two empty ones."""
    most = max(one.total(), other.total())
    return (one & other).total() / most if most else 1.0
