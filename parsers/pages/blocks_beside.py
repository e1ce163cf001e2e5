"""Where two tables stand side by side, or text in two columns: such stretches of a page parted, the left one first.

A line of print runs over both otherwise, and no rule says where one table ends. Two titles of tables at one height,
each over the middle of what stands below it, tell the one; prose on both sides of white in the middle the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from parsers.pages.content import PageContent, Ruling
from parsers.pages.lines import Line, to_lines
from parsers.pages.parting import part_of
from parsers.texts.caption_lines import is_table_title, split_label

GUTTER = 0.8  # sizes of white between two blocks, at least
LEAST_LINES = 3  # below two titles
GAP = 1.5  # sizes of white between two titles
CENTRED = 1.6  # sizes that a title may be off the middle of its table
LEAST_PROSE = 3  # full lines on either side that make two columns of text
FULL = 0.85  # of a column's width: a line of prose
TABLE, SAME_HEIGHT, APART = "表", 3.0, 60.0  # what titles of tables hold, and points between those of two
STEP, FEW = 2.0, 0.25  # points of a strip of the page's middle; share of what stands in others
DENSE = 0.6  # of a column's width that characters of a line of prose cover at least, whatever its spacing
MIDDLE = 0.06  # of the page's width that white between columns may be off the middle


class _Stretch(NamedTuple):
    """From one height of a page to another, with the white between its two blocks."""

    top: float
    bottom: float
    left: float
    right: float


def blocks_of_page(page: PageContent) -> list[PageContent]:
    """The page in pieces to be read one after the other; the page alone where nothing stands side by side."""
    titled, in_columns = _may_be_titled(page), _may_be_in_columns(page)
    if not titled and not in_columns:
        return [page]
    lines = to_lines(g for g in page.glyphs if g.turn == 0)
    stretches: list[_Stretch | None] = [*_below_titles(page, lines)] if titled else []
    found = [s for s in (*stretches, *(_columns_of_text(page, lines) if in_columns else ())) if s is not None]
    pieces: list[PageContent] = []
    top = float("-inf")
    for stretch in sorted(found):
        if stretch.top < top:
            continue
        middle = (stretch.left + stretch.right) / 2
        pieces.append(_piece(page, 0.0, page.width, top, stretch.top))
        pieces += [
            _piece(page, x0, x1, stretch.top, stretch.bottom) for x0, x1 in ((0.0, middle), (middle, page.width))
        ]
        top = stretch.bottom
    if not pieces:
        return [page]
    pieces.append(_piece(page, 0.0, page.width, top, float("inf")))
    return [piece for piece in pieces if piece.glyphs]


def _may_be_titled(page: PageContent) -> bool:
    """Whether two characters that end titles of tables stand at one height with white between them: pages without
    are not worth a look at their lines."""
    ends = sorted([(g.y, g.x) for g in page.glyphs if g[0] == TABLE])
    for (above, x), (below, other) in pairwise(ends):
        if below - above <= SAME_HEIGHT and abs(other - x) >= APART:
            row = sorted((g.x0, g.x1, g.size) for g in page.glyphs if abs(g.y - below) <= 2 * SAME_HEIGHT)
            if any(b[0] - a[1] > GAP * min(a[2], b[2]) for a, b in pairwise(row)):
                return True
    return False


def _may_be_in_columns(page: PageContent) -> bool:
    """Whether hardly any characters stand somewhere near the middle of the page where others stand, and rows on both
    sides of it are dense with them, told without their lines."""
    left, right = page.width * (0.5 - MIDDLE), page.width * (0.5 + MIDDLE)
    changes = [0] * (int((right - left) / STEP) + 2)  # from one strip to the next
    for x0, x1 in [(g[1], g[3]) for g in page.glyphs if g[3] > left and g[1] < right]:
        changes[int((x0 - left) / STEP) if x0 > left else 0] += 1
        changes[int(((x1 if x1 < right else right) - left) / STEP) + 1] -= 1
    counts = [*accumulate(changes)][:-1]
    least = min(counts)
    if least >= FEW * max(counts):
        return False
    middle = left + STEP * (counts.index(least) + 0.5)
    rows: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for g in page.glyphs:
        x0, x1 = g[1], g[3]
        row, at = rows[x0 > middle], int(g[2] / SAME_HEIGHT)
        row[at] = row.get(at, 0.0) + x1 - x0
    ends = min([g[1] for g in page.glyphs]), max([g[3] for g in page.glyphs])
    dense = [
        sum([covered + row.get(at + 1, 0.0) >= DENSE * width for at, covered in row.items()])
        for row, width in zip(rows, (middle - ends[0], ends[1] - middle), strict=True)
    ]
    return _are_prose(dense)


def _are_prose(full: Sequence[int]) -> bool:
    """Whether so many full lines on the left and on the right make two columns of text."""
    return min(full) >= LEAST_PROSE and sum(full) > 2 * LEAST_PROSE


def _below_titles(page: PageContent, lines: Sequence[Line]) -> list[_Stretch | None]:
    return [_under(page, lines, n) for n, line in enumerate(lines) if _titles(line) is not None]


def _titles(line: Line) -> tuple[Line, Line] | None:
    """The two titles of tables that a line holds."""
    cuts = [k for k, (a, b) in enumerate(pairwise(line.glyphs), 1)
            if b.x0 - a.x1 > GAP * line.size]  # fmt: skip
    if not cuts or len(cuts) > 3:
        return None
    widest = max(cuts, key=lambda k: line.glyphs[k].x0 - line.glyphs[k - 1].x1)
    left, right = Line(line.glyphs[:widest]), Line(line.glyphs[widest:])
    return (left, right) if _names_table(left.text) and _names_table(right.text) else None


def _names_table(text: str) -> bool:
    label, title = split_label(text)
    return bool((label.lstrip("附").startswith("表") and title) or is_table_title(text))


def _under(page: PageContent, lines: Sequence[Line], n: int) -> _Stretch | None:
    """The stretch from two titles down to where print or a rule runs over the white between what stands below them."""
    titles = _titles(lines[n])
    if titles is None:
        return None
    left, right = titles
    whites = [(left.x1, right.x0)]
    below = n
    for k in range(n + 1, len(lines)):
        rules = [r for r in page.horizontals if r.drawn and lines[k - 1].y < r.at <= lines[k].y]
        rest = _without(whites, [*_extents(lines[k]), *((r.start, r.end) for r in rules)], GUTTER * lines[k].size)
        rest = [w for w in rest if w[1] - w[0] >= GUTTER * lines[n].size]
        if not rest:
            break
        whites, below = rest, k
    body = lines[n + 1 : below + 1]
    bottom = (lines[below].bottom + lines[below + 1].top) / 2 if below + 1 < len(lines) else page.height
    rules = [r for r in page.horizontals if r.drawn and lines[n].y < r.at < bottom]
    chosen = [w for w in whites if _are_over(titles, body, rules, w)]
    if len(chosen) != 1 or len(body) < LEAST_LINES:
        return None
    return _Stretch(lines[n].top - 1, bottom, *chosen[0])


def _extents(line: Line) -> list[tuple[float, float]]:
    return [(g.x0, g.x1) for g in line.glyphs]


def _without(
    whites: list[tuple[float, float]], print_at: Sequence[tuple[float, float]], least: float
) -> list[tuple[float, float]]:
    """What of some whites no print stands in, as far as it is wide enough."""
    for x0, x1 in print_at:
        cut = [((a, min(b, x0)), (max(a, x1), b)) if x0 < b and a < x1 else ((a, b),) for a, b in whites]
        whites = [w for pieces in cut for w in pieces if w[1] - w[0] >= least]
    return whites


def _are_over(
    titles: tuple[Line, Line], body: Sequence[Line], rules: Sequence[Ruling], white: tuple[float, float]
) -> bool:
    """Whether each title stands over the middle of what is on its side of the white."""
    middle = (white[0] + white[1]) / 2
    ends = [e for line in body for e in _extents(line)] + [(r.start, r.end) for r in rules]
    for title, own in zip(
        titles, ([e for e in ends if e[1] <= middle], [e for e in ends if e[0] >= middle]), strict=True
    ):
        if not own:
            return False
        x0, x1 = min(a for a, _ in own), max(b for _, b in own)
        if abs((x0 + x1) / 2 - (title.x0 + title.x1) / 2) > CENTRED * title.size:
            return False
    return True


def _columns_of_text(page: PageContent, lines: Sequence[Line]) -> list[_Stretch]:
    """Stretches with prose on both sides of the page's middle, parted where print or a rule runs over it."""
    runs: list[tuple[list[Line], list[tuple[float, float]]]] = [([], [])]
    around = [(page.width * (0.5 - MIDDLE), page.width * (0.5 + MIDDLE))]
    left, right = around[0]
    rulings = sorted(((r.at, r.start, r.end) for r in page.horizontals if r.drawn and r.at > 0), reverse=True)
    for line in lines:
        rules = []  # since the line above
        while rulings and rulings[-1][0] <= line.y:
            rules.append(rulings.pop()[1:])
        run, whites = runs[-1]
        printed = [(g[1], g[3]) for g in line.glyphs if g[1] < right and g[3] > left]
        rest = _without(whites or around, [*printed, *rules], GUTTER * line.size)
        if not rest:
            run = []
            rest = _without(around, printed, GUTTER * line.size)
            runs.append((run, []))
        if rest:
            run.append(line)
            runs[-1] = (run, rest)
    told = [(run, *max(whites, key=lambda w: w[1] - w[0])) for run, whites in runs if run]
    sides = min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0)
    full = [_full_lines(run, left, right, sides) for run, left, right in told]
    sure = [sum(n for n, _ in full), sum(n for _, n in full)]
    if not _are_prose(sure):
        return []
    return [
        _Stretch(run[0].top - 1, run[-1].bottom + 1, left, right)
        for (run, left, right), prose in zip(told, full, strict=True)
        if min(prose) > 0
    ]


def _full_lines(run: Sequence[Line], left: float, right: float, sides: tuple[float, float]) -> tuple[int, int]:
    """How many lines on either side of a white are prose as far as the side of the page's print."""
    full = [0, 0]
    for line in run:
        for side, (a, b) in enumerate(((sides[0], left), (right, sides[1]))):
            own = [g for g in line.glyphs if a <= (g[1] + g[3]) / 2 <= b]
            if own and own[-1][3] - own[0][1] >= FULL * (b - a):
                full[side] += all(h[1] - g[3] < GAP * line.size for g, h in pairwise(own))
    return full[0], full[1]


def _piece(page: PageContent, x0: float, x1: float, top: float, bottom: float) -> PageContent:
    """What stands in a part of a page, as a page of its own with the heights of the whole one."""
    part = part_of(page, x0, x1)
    return replace(
        part,
        glyphs=[g for g in part.glyphs if top <= g.y < bottom],
        horizontals=[r for r in part.horizontals if top <= r.at < bottom],
        verticals=[
            r._replace(start=max(r.start, top), end=min(r.end, bottom))
            for r in part.verticals
            if r.start < bottom and r.end > top
        ],
        fills=[f for f in part.fills if f.top < bottom and f.bottom > top],
        pictures=[p for p in part.pictures if p.top < bottom and p.bottom > top],
    )
