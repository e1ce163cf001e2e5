"""Running headers, footers and page numbers: found by place and repetition, and taken out of the body."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.pages.content import Ruling
from parsers.pages.lines import Line
from parsers.texts.caption_lines import is_form_line, is_table_title, split_label

ZONE = 0.11  # share of the page height at head and foot in which running lines stand
WIDE_ZONE = 0.24  # the same for page numbers that stand on most pages: prints made smaller leave wide margins
OUTERMOST = 0.055  # share of the height so close to the edge that nothing but running lines stands there
NEAR = 4.0  # points between the heights of one running line on two pages
UNDER_RULE = 1.6  # sizes between a rule and the names under it
ABOVE_TABLE = 8.0  # sizes between the title of a table and its first line: a second line of title, the unit
HEAD_PITCH = 2.6  # sizes from line to line within the header of a table
LEAST_HEAD_LINES = 4  # of a header that comes again: running heads have fewer
OWN_RULE = 1.2  # sizes between a running line and its rule
PROSE = 0.6  # of the length of such a rule: a line of the body
LEAST_REPEATS = 3  # pages (or all of them) on which a line must come back
PAGE_NUMBER = re.compile(
    r"[\-—–－―~～·•.\s|｜]*(?:第|共|[Pp](?:age|AGE)?\.?)?\s*([0-9０-９]{1,4}|[ivxIVX]{1,6}|[一二三四五六七八九十百]{1,5})\s*页?"
    r"(?:\s*[/／|,，、of共]*\s*(?:共|第|of)?\s*[0-9０-９一二三四五六七八九十]{1,4}\s*页?)?[\-—–－―~～·•.\s|｜]*"
)
DECORATED = re.compile(r"[\-—–－―~～第页/／共]")
DIGITS = re.compile(r"[0-9０-９ivxIVX一二三四五六七八九十百\s]+")


@dataclass(slots=True)
class PageLines:
    """Lines of a page that stand outside tables, top to bottom. `width`, `height` of the page in points; `rules` are
    its horizontal lines, `tables` the tops of its ruled tables."""

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: Sequence[Ruling] = ()
    tables: Sequence[float] = ()


def without_running_lines(pages: list[PageLines]) -> None:
    """Take running headers, footers and page numbers out of all pages, in place."""
    at_head: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    numbers: list[tuple[PageLines, Line, int | None]] = []
    zoned: list[tuple[PageLines, Line, tuple[str, int]]] = []
    for page in pages:
        for line in page.lines:
            edge = _edge_distance(line, page)
            if edge is None:
                continue
            text = line.text
            if is_form_line(text):
                continue  # 单位：万元 stands at one height above the table of every page
            match = PAGE_NUMBER.fullmatch(text)
            if match and _is_near_edge(line, page, ZONE):
                numbers.append((page, line, _value(match.group(1))))
            key = (DIGITS.sub("#", text), round(edge / NEAR))
            zoned.append((page, line, key))
            for shift in (-1, 0, 1):
                at_head[key[0], key[1] + shift].add(page.number)
    running: set[int] = {id(line) for line in _page_numbers(numbers)}
    enough = min(LEAST_REPEATS, max(len(pages), 2))
    heights = Counter(round(page.height) for page in pages)
    for page, line, key in zoned:
        if not _is_near_edge(line, page, ZONE):
            most = max(LEAST_REPEATS, heights[round(page.height)] // 2 + 1)
            match = PAGE_NUMBER.fullmatch(line.text)
            if match and (len(at_head[key]) >= most or _counts_on(match, line, page, numbers)):
                running.add(id(line))
            continue
        if _stands_under_rule(line, page):
            continue
        outermost = (_edge_distance(line, page) or 0.0) != 0.0 and _is_outermost(line, page)
        if len(at_head[key]) >= enough and (outermost or not _is_row(line)):
            running.add(id(line))
    running -= _first_lines_of_heads(zoned, at_head, enough)
    running |= _on_turned_pages(zoned, running)
    running -= _titles_of_tables(zoned, running)
    ruled = [(page, line, rule) for page, line, _ in zoned if id(line) in running and (rule := _own_rule(line, page))]
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in running]
    _without_rules(ruled, enough)


def _own_rule(line: Line, page: PageLines) -> Ruling | None:
    """The rule right below a running head, or right above a running foot, that reaches over it."""
    edge = line.bottom if line.y < page.height / 2 else line.top
    near = [r for r in page.rules if r.drawn and r.start - 1 <= line.x0 and line.x1 <= r.end + 1]
    return min(
        (r for r in near if abs(r.at - edge) <= OWN_RULE * line.size), key=lambda r: abs(r.at - edge), default=None
    )


def _without_rules(found: list[tuple[PageLines, Line, Ruling]], enough: int) -> None:
    """Take the rules of running heads and feet out of all pages, in place: those at one height on enough pages, on one
    of which prose stands next to it. A table that comes again on every page begins with a rule as well."""
    same: defaultdict[tuple[int, int], list[tuple[PageLines, Ruling]]] = defaultdict(list)
    for page, _, rule in found:
        same[round(page.height), round(rule.at / NEAR)].append((page, rule))
    for ruled in same.values():
        if len({page.number for page, _ in ruled}) >= enough and any(_is_next_to_prose(p, r) for p, r in ruled):
            for page, rule in ruled:
                page.rules = [r for r in page.rules if r is not rule]


def _is_next_to_prose(page: PageLines, rule: Ruling) -> bool:
    is_head = rule.at < page.height / 2
    beyond = [line for line in page.lines if (line.y > rule.at) == is_head]
    if not beyond:
        return False
    line = beyond[0] if is_head else beyond[-1]
    return not _gaps(line) and line.x1 - line.x0 >= PROSE * (rule.end - rule.start)


def _first_lines_of_heads(
    zoned: list[tuple[PageLines, Line, tuple[str, int]]], at_head: dict[tuple[str, int], set[int]], enough: int
) -> set[int]:
    """Lines at the head of pages right below which the other lines of a table's header come again: names over columns,
    set close, of one type."""
    chains: defaultdict[int, list[list[Line]]] = defaultdict(list)
    for page, line, key in zoned:
        if line.y >= page.height / 2 or len(at_head[key]) < enough:
            continue
        own = chains[page.number]
        if own and _is_set_close(own[-1][-1], line):
            own[-1].append(line)
        else:
            own.append([line])
    heads = [
        chain
        for own in chains.values()
        for chain in own
        if len(chain) >= LEAST_HEAD_LINES and 2 * sum(_gaps(line) > 0 for line in chain) >= len(chain)
    ]
    return {id(line) for chain in heads for line in chain}


def _is_set_close(line: Line, below: Line) -> bool:
    return abs(line.size - below.size) <= 0.5 and below.y - line.y <= HEAD_PITCH * line.size


def _on_turned_pages(zoned: list[tuple[PageLines, Line, tuple[str, int]]], running: set[int]) -> set[int]:
    """Lines that run on pages of one height and stand, in the same size, outermost on one of another: landscape pages
    within a report have margins of their own, and are few."""
    known: defaultdict[tuple[str, bool], list[tuple[PageLines, Line]]] = defaultdict(list)
    for page, line, (text, edge) in zoned:
        if id(line) in running:
            known[text, edge < 0].append((page, line))
    found: set[int] = set()
    for page, line, (text, edge) in zoned:
        if id(line) in running or not known[text, edge < 0] or not _is_near_edge(line, page, ZONE):
            continue
        elsewhere = all(abs(other.height - page.height) > NEAR for other, _ in known[text, edge < 0])
        one_size = any(abs(other.size - line.size) <= 0.5 for _, other in known[text, edge < 0])
        left = [o for o in page.lines if id(o) not in running]
        if elsewhere and one_size and line is (left[-1] if edge < 0 else left[0]):
            found.add(id(line))
    return found


def _titles_of_tables(zoned: list[tuple[PageLines, Line, tuple[str, int]]], running: set[int]) -> set[int]:
    """Lines that come again on pages because a table prints its title on each: every one of them stands right above a
    ruled table, with nothing but lines of the kind between. Labels that count (表1, 表2 …) name a table each."""
    titles: defaultdict[str, list[tuple[PageLines, Line]]] = defaultdict(list)
    for page, line, key in zoned:
        if id(line) in running and is_table_title(line.text):
            titles[key[0]].append((page, line))
    found: set[int] = set()
    for same in titles.values():
        counts = split_label(same[0][1].text)[0] and len({line.text for _, line in same}) > 1
        if counts or all(_stands_over_table(page, line) for page, line in same):
            found |= {id(line) for _, line in same}
    return found


def _stands_over_table(page: PageLines, line: Line) -> bool:
    top = min((y for y in page.tables if y >= line.y), default=None)
    if top is None or top - line.bottom > ABOVE_TABLE * line.size:
        return False
    between = [other for other in page.lines if line.y < other.y < top]
    return all(is_form_line(other.text) or is_table_title(other.text) for other in between)


def _edge_distance(line: Line, page: PageLines) -> float | None:
    """Distance from the nearest edge, negative from the foot; None for lines of the body."""
    if not _is_near_edge(line, page, WIDE_ZONE):
        return None
    return line.top if line.y < page.height / 2 else line.bottom - page.height


def _is_near_edge(line: Line, page: PageLines, zone: float) -> bool:
    return line.bottom <= zone * page.height or line.top >= (1 - zone) * page.height


def _is_outermost(line: Line, page: PageLines) -> bool:
    return line.bottom <= OUTERMOST * page.height or line.top >= (1 - OUTERMOST) * page.height


def _stands_under_rule(line: Line, page: PageLines) -> bool:
    """Whether a line at the head of a page stands right under a rule: the first names of a table's head that comes
    again on every page. A running head has its rule below it."""
    return line.y < page.height / 2 and any(
        rule.drawn
        and line.top - UNDER_RULE * line.size <= rule.at <= line.top + 1
        and rule.start <= line.x0
        and line.x1 <= rule.end
        for rule in page.rules
    )


def _is_row(line: Line) -> bool:
    """Whether a line looks like the header of a table without rules: three or more names set apart."""
    return _gaps(line) >= 2


def _gaps(line: Line) -> int:
    return sum(b.x0 - a.x1 > 1.5 * line.size for a, b in zip(line.glyphs, line.glyphs[1:], strict=False))


def _page_numbers(found: list[tuple[PageLines, Line, int | None]]) -> list[Line]:
    """Lines that count the pages: decorated (- 3 -, 第3页), or numbers that grow with the pages."""
    steps = Counter(value - page.number for page, _, value in found if value is not None)
    kept = []
    for page, line, value in found:
        counted = value is not None and steps[value - page.number] >= 2
        lonely = line.top > page.height / 2 and abs((line.x0 + line.x1) / 2 - page.width / 2) < 0.1 * page.width
        if counted or DECORATED.search(line.text) or _is_outermost(line, page) or lonely:
            kept.append(line)
    return kept


def _counts_on(
    match: re.Match[str], line: Line, page: PageLines, found: list[tuple[PageLines, Line, int | None]]
) -> bool:
    """Whether a decorated number further from the edge, as on a sheet that lay askew in the scanner, counts on with the
    numbers of two other pages."""
    value = _value(match.group(1))
    if value is None or not DECORATED.search(line.text) or not line.glyphs:
        return False
    return sum(n is not None and n - p.number == value - page.number for p, _, n in found) >= 2


def _value(text: str) -> int | None:
    return int(text) if text.isdigit() else None
