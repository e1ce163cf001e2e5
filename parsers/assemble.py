"""Contents of all pages -> Document: tables found and joined, the rest of the text put into paragraphs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from parsers.blocks import Measure, measure_text
from parsers.headings.captions import Caption, Surroundings, find_caption
from parsers.headings.headers import header_depth
from parsers.headings.inner_titles import parted_at_titles
from parsers.headings.names_above import goes_on_below, with_names_above
from parsers.headings.title_cells import read_title_cells, without_title_rows
from parsers.joining.columns_overleaf import join_columns
from parsers.joining.going_on import goes_on, lines_above
from parsers.joining.joins import add_part, start_table
from parsers.joining.page_work import Found, PageWork
from parsers.lineless.between_tables import lines_between
from parsers.lineless.borderless import build_aligned_grid
from parsers.lineless.painted_rules import painted_rules
from parsers.lineless.regions import find_regions, parted, rule_groups
from parsers.lineless.rowruled import chains_of, row_ruled_grid
from parsers.lineless.rules_beside import cut_between_tables
from parsers.lineless.second_tables import Wall, with_walls
from parsers.lineless.textblocks import chunks_of
from parsers.pages.content import PageContent
from parsers.pages.lines import Line, to_lines
from parsers.pages.running import PageLines, without_running_lines
from parsers.parts.grid import Grid
from parsers.parts.part import Part, fill_grid
from parsers.records import blocks_of, table_of
from parsers.ruled.grids import find_grids, is_plausible
from parsers.ruled.header_apart import is_header_alone
from parsers.ruled.names_parted import names_parted
from parsers.ruled.needless_lines import without_frame, without_loose_ends
from parsers.ruled.open_body import with_rows_told
from parsers.ruled.stacked_grids import join_stacked
from parsers.ruled.too_few_columns import tells_too_few_columns
from parsers.ruled.too_few_rows import tells_too_few_rows
from parsers.ruled.undrawn_columns import with_undrawn_columns
from parsers.ruled.white_cells import as_told_by_text, with_white_cells
from parsers.second_opinion import SecondOpinion
from parsers.texts.caption_lines import is_mark_at_foot
from schemas.document import Document, Page


def assemble_document(
    contents: list[PageContent], sha256: str, name: str, opinion: SecondOpinion | None = None
) -> Document:
    """The document that stands on the pages. `opinion` is asked about pages that announce a table and show none."""
    pages: list[PageWork] = []
    for content in contents:
        last = pages[-1].parts[-1].grid if pages and pages[-1].parts else None
        pages.append(_page_work(content, last))
    without_running_lines([p.body for p in pages])
    measures = _measures(pages)
    before: Grid | None = None
    headed: Grid | None = None
    for page in pages:
        try:
            _add_names_above(page, headed)
            _add_borderless(page, measures[page.content.number], before)
            if opinion is not None:
                _add_grids(page, opinion.grids(page.content, page.body.lines, [part.grid for part in page.parts]))
        except Exception as error:  # one odd page must not cost the document
            _not_read(page.content, "tables without rules", error)
        before = _open_grid(page)
        headed = page.parts[-1].grid if page.parts else None
    measures = _measures(pages)  # again, now that tables without rules are out of the text
    found = _tables(pages, measures)
    blocks = blocks_of(pages, measures, found)
    tables = tuple(table_of(n, f, blocks, contents) for n, f in enumerate(found, 1))
    return Document(
        sha256=sha256,
        file=name,
        pages=tuple(
            Page(number=c.number, width=c.width, height=c.height, text_source=c.text_source, quality=c.quality)
            for c in contents
        ),
        blocks=tuple(blocks),
        tables=tables,
        problems=tuple(problem for c in contents for problem in c.problems),
    )


def _not_read(content: PageContent, what: str, error: Exception) -> None:
    content.problems.append(f"page {content.page_of_file}: {what} not read ({type(error).__name__}: {error})")
    content.incomplete = True


def _page_work(content: PageContent, before: Grid | None) -> PageWork:
    parts: list[Part] = []
    used: set[int] = set()
    try:
        drawn = [without_frame(grid, before, content.glyphs) for grid in find_grids(content, before)]
        stacked = join_stacked(drawn, content.glyphs)
        grids = [g for grid in stacked for g in parted_at_titles(grid, content.glyphs)]
        untitled = [without_title_rows(grid, content.glyphs) for grid in grids]
        told = [grid for grid in untitled if grid is not None and not tells_too_few_columns(grid, content)]
        found = [with_rows_told(grid, content, before) for grid in told]
        grids = [grid for grid in found if grid is not None]
        grids = [with_white_cells(grid, content) for grid in grids if not is_header_alone(grid, grids, content.glyphs)]
        grids = [grid for grid in grids if not tells_too_few_rows(grid, content)]
        for part, glyphs in _filled(grids, content):
            parts.append(part)
            used |= glyphs
    except Exception as error:
        _not_read(content, "tables", error)
    rest = [g for i, g in enumerate(content.glyphs) if i not in used and g.turn == 0]
    tops = [part.grid.ys[0] for part in parts]
    body = PageLines(content.number, content.width, content.height, to_lines(rest), content.horizontals, tops)
    return PageWork(content, parts, body)


def _filled(grids: list[Grid], content: PageContent) -> list[tuple[Part, set[int]]]:
    """Grids with their text and its glyphs' indices; a cell with a table in it does not hold that table's text."""
    filled = [fill_grid(without_loose_ends(grid, content.glyphs), content) for grid in grids]
    made = [(with_undrawn_columns(_parted_at_names(part, content), content), used) for part, used in filled]
    for n, (part, used) in enumerate(made):
        inner = {i for other, glyphs in made if other is not part and len(glyphs) < len(used) for i in glyphs & used}
        if inner:
            rest = [g for i, g in enumerate(content.glyphs) if i not in inner]
            made[n] = fill_grid(part.grid, replace(content, glyphs=rest))[0], used
    return made


def _parted_at_names(part: Part, content: PageContent) -> Part:
    grid = names_parted(part)
    return part if grid is None else fill_grid(grid, content)[0]


def _open_grid(page: PageWork) -> Grid | None:
    """The last grid of a page when nothing stands below it: its table may go on."""
    if not page.parts:
        return None
    grid = page.parts[-1].grid
    return None if any(line.y > grid.ys[-1] and not is_mark_at_foot(line.text) for line in page.body.lines) else grid


def _add_names_above(page: PageWork, before: Grid | None) -> None:
    """Give ruled tables that begin with figures, or go on from the grid `before`, the names of columns printed above
    them, in place."""
    for index, part in enumerate(page.parts):
        floor = page.parts[index - 1].grid.ys[-1] if index else float("-inf")
        if part.page != page.content.number or part.cols < 2:
            continue
        if header_depth(part) and not (before and not index and goes_on_below(part.grid, before, page.body.lines)):
            continue
        above = [line for line in page.body.lines if floor <= line.y < part.grid.ys[0]]
        found = with_names_above(part.grid, above, page.content.horizontals)
        if found is not None:
            page.parts[index] = fill_grid(found[0], page.content)[0]
            used = {id(line) for line in found[1]}
            page.body.lines = [line for line in page.body.lines if id(line) not in used]


def _add_borderless(page: PageWork, measure: Measure, before: Grid | None) -> None:
    """Find tables without vertical rules among the lines outside ruled ones, and take their lines out of the body."""
    content = page.content
    boxes = [part.grid.box for part in page.parts]
    outside = [
        r
        for r in page.body.rules
        if not any(b[1] - 3 <= r.at <= b[3] + 3 and r.start < b[2] and r.end > b[0] for b in boxes)
    ]
    rules = [r for r in outside if r.drawn]
    if len(rules) < len(outside):
        rules += painted_rules(rules, [r for r in outside if not r.drawn], page.body.lines)
    page.body.lines = cut_between_tables(page.body.lines, rules)
    chunked = [chunks_of(line, i) for i, line in enumerate(page.body.lines)]
    barred = lines_between(page.body.lines, chunked, measure.left, measure.right)
    walled = with_walls(page.body.lines, chunked, barred, sorted(rules))
    if len(walled) > len(page.body.lines):
        page.body.lines = walled
        chunked = [chunks_of(line, i) for i, line in enumerate(walled)]
        barred = lines_between(walled, chunked, measure.left, measure.right)
    groups = [chain for same in rule_groups(rules) for chain in parted(same, page.body.lines, barred)]
    for group in [chain for same in groups for chain in chains_of(same, page.body.lines)]:
        found_rows = row_ruled_grid(content.number, page.body.lines, group, rules, barred, before, content.height)
        if found_rows is not None and is_plausible(found_rows[0], content.glyphs):
            part, seated = fill_grid(found_rows[0], content)
            page.parts.append(_parted_at_names(part, content))
            used = {id(page.body.lines[i]) for i in found_rows[1]} | _below_foot(page, part.grid, seated)
            page.body.lines = [line for line in page.body.lines if id(line) not in used]
            box = found_rows[0].box
            rules = [r for r in rules if not box[1] - 3 <= r.at <= box[3] + 3]
            chunked = [chunks_of(line, i) for i, line in enumerate(page.body.lines)]
            barred = lines_between(page.body.lines, chunked, measure.left, measure.right)
    floor = max((line.bottom for line in page.body.lines), default=content.height)
    head = min((line.y for line in page.body.lines), default=0.0)
    if before is not None and before.engine == "colour" and chunked and 0 not in barred:
        before = as_told_by_text(before, chunked)
    goes_on = before is not None and before.engine == "alignment" and all(p.grid.ys[0] > head for p in page.parts)
    found = find_regions(content.number, page.body.lines, chunked, rules, barred, floor + 6, goes_on)
    for region in found:
        grid = build_aligned_grid(region, before)
        if grid is None or not is_plausible(grid, content.glyphs):
            continue
        part, seated = fill_grid(grid, content)
        page.parts.append(part)
        used = {chunk.line for line in (*region.head, *region.body) for chunk in line}
        page.gone |= {id(page.body.lines[i]) for i in used} | _below_foot(page, grid, seated)
    page.parts.sort(key=lambda p: p.grid.ys[0])
    page.body.lines = [line for line in page.body.lines if id(line) not in page.gone and not isinstance(line, Wall)]


def _below_foot(page: PageWork, grid: Grid, seated: set[int]) -> set[int]:
    """Identities of the lines below a grid whose print, `seated` by its index, has run out of its last row."""
    foot = grid.ys[-1]
    out = {id(page.content.glyphs[i]) for i in seated if page.content.glyphs[i].y > foot}
    return {id(line) for line in page.body.lines if line.y > foot and all(id(g) in out for g in line.glyphs)}


def _add_grids(page: PageWork, grids: list[Grid]) -> None:
    """Add grids that were found in another way, and take the lines inside them out of the body."""
    for grid in grids:
        part, _ = fill_grid(grid, page.content)
        page.parts.append(part)
        inside = [line for line in page.body.lines if grid.ys[0] <= line.y <= grid.ys[-1]]
        page.gone |= {id(line) for line in inside}
        page.body.lines = [line for line in page.body.lines if id(line) not in page.gone]
    page.parts.sort(key=lambda p: p.grid.ys[0])


def _measures(pages: list[PageWork]) -> dict[int, Measure]:
    """Measure of the text for each page; pages of one width share theirs."""
    by_width: dict[int, list[Line]] = {}
    for page in pages:
        by_width.setdefault(round(page.content.width / 10), []).extend(page.body.lines)
    shared = {width: measure_text(lines, width * 10.0) for width, lines in by_width.items()}
    return {page.content.number: shared[round(page.content.width / 10)] for page in pages}


def _tables(pages: list[PageWork], measures: dict[int, Measure]) -> list[Found]:
    found: list[Found] = []
    feet_tell = any(a.parts and b.parts and a.parts[-1].grid.open_foot for a, b in pairwise(pages))
    for page in pages:
        measure = measures[page.content.number]
        for index, part in enumerate(page.parts):
            above = lines_above(page, index)
            x0, top, x1, _ = part.grid.box
            place = Surroundings(top, x0, x1, page.content.width, min(measure.left, x0), max(measure.right, x1))
            caption = find_caption(above, place)
            last = found[-1] if found else None
            if index == 0 and last is not None and goes_on(last, part, caption, above, pages):
                page.used |= {id(line) for line in above}
                add_part(last.table, part, feet_tell)
                continue
            caption.page = part.page
            read_title_cells(part, caption)
            if index == 0 and part.page > 1 and not caption.lines and len(above) == len(caption.unit_lines):
                caption = _caption_at_foot(pages[part.page - 2], measures[part.page - 1], caption)
            for printed in pages[caption.page - 1 : part.page]:
                ids = {id(line) for line in (*caption.lines, *caption.unit_lines)}
                printed.used |= ids | {printed.cut[i] for i in ids if i in printed.cut}
            found.append(Found(start_table(part), caption, part))
    return join_columns(found)


def _caption_at_foot(page: PageWork, measure: Measure, own: Caption) -> Caption:
    """The caption left alone at the foot of the page before a table, or `own` where there is none."""
    floor = page.parts[-1].grid.ys[-1] if page.parts else float("-inf")
    tail = [line for line in page.body.lines if line.y > floor]
    if not tail:
        return own
    place = Surroundings(
        tail[-1].bottom + 1, measure.left, measure.right, page.content.width, measure.left, measure.right
    )
    found = find_caption(tail, place)
    if not found.lines or not (found.label or all(line.bold for line in found.lines)):
        return own
    found.page = page.content.number
    found.unit = found.unit or own.unit
    if own.unit_lines:
        found.unit_lines = []  # printed on the table's own page
    return found
