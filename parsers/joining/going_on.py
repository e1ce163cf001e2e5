"""Whether the first table of a page goes on with the last one of the page before, by what stands above and below."""

from __future__ import annotations

from parsers.headings.captions import Caption
from parsers.headings.side_by_side import grids_beside, piece_above
from parsers.joining.column_borders import take_back
from parsers.joining.joins import continues, repeats_header
from parsers.joining.page_work import Found, PageWork
from parsers.pages.lines import Line
from parsers.parts.part import Part
from parsers.texts.caption_lines import is_continuation_mark, is_mark_at_foot, is_unit_line, without_mark
from schemas.white_space import without_space


def lines_above(page: PageWork, index: int) -> list[Line]:
    """Lines between a part and the part above it, top to bottom; of lines over tables side by side its own piece."""
    grid = page.parts[index].grid
    beside = grids_beside(grid, [part.grid for part in page.parts])
    over = [part.grid.ys[-1] for part in page.parts[:index] if part.grid not in beside]
    floor, top = max(over, default=float("-inf")), min(grid.ys[0], *(o.ys[0] for o in beside), grid.ys[0])
    found = []
    for line in (line for line in page.body.lines if floor <= line.y < top):
        piece = piece_above(line, grid, beside)
        if piece is not None:
            page.cut[id(piece)] = id(line)
            found.append(piece)
    return found


def goes_on(last: Found, part: Part, caption: Caption, above: list[Line], pages: list[PageWork]) -> bool:
    """Whether the first part of a page goes on with the last table of the page before. Of a table with fewer columns
    than its rest on this page the cells are renumbered."""
    borders = last.table.xs
    found = _goes_on(last, part, caption, above, pages)
    if not found and last.table.xs is not borders:
        take_back(last.table, borders)
    return found


def _goes_on(last: Found, part: Part, caption: Caption, above: list[Line], pages: list[PageWork]) -> bool:
    if not continues(last.table, part):
        return False
    before = pages[part.page - 2]
    if before.parts[-1] is not last.table.last:
        return False
    floor = last.table.last.grid.ys[-1]
    below = [line for line in before.body.lines if line.y > floor]
    names = (last.caption.name, last.caption.label, without_space(last.caption.title))
    same_caption = bool(caption.name) and without_mark(caption.name) in names
    if same_caption and caption.name == last.caption.name and _begins_alike(last, part):
        return False
    printed_again = _is_printed_again(last, part, above, pages)
    for line in above if not printed_again else ():
        text = line.text
        if not any(char.isalnum() for char in text):
            continue  # what a page break leaves of the line that it cuts
        if not (is_continuation_mark(text) or is_unit_line(text) or (same_caption and line in caption.lines)):
            return False
    marks = [line for line in below if is_mark_at_foot(line.text)]
    marked = printed_again or bool(marks) or any(is_continuation_mark(line.text) for line in above)
    marked = marked or (same_caption and caption.name not in names)
    if len(marks) < len(below) and not (marked and repeats_header(last.table, part)):
        return False  # a note under each page's part stands between no two tables
    before.used |= {id(line) for line in marks}
    return True


def _is_printed_again(last: Found, part: Part, above: list[Line], pages: list[PageWork]) -> bool:
    """Whether all that stands above a part stood above the table's first one, its header too, as in tables that print
    their whole title on every page (表九: / 支出预算表 / （按功能科目分类） / 单位：万元). A part that begins with the
    table's first row again is another table: forms of one title, one below the other."""
    page = pages[last.first.page - 1]
    if last.first not in page.parts or all(is_unit_line(line.text) for line in above):
        return False
    if not repeats_header(last.table, part):
        return False
    stood = [without_space(line.text) for line in lines_above(page, page.parts.index(last.first))]
    if [without_space(line.text) for line in above] != stood[-len(above) :]:
        return False
    return last.table.header_rows < part.rows and not _begins_alike(last, part)


def _begins_alike(last: Found, part: Part) -> bool:
    """Whether a part begins with the name of the table's first row: a further table of one form."""
    depth = last.table.header_rows
    if depth >= min(part.rows, last.first.rows) or not repeats_header(last.table, part):
        return False
    one, other = (
        next((c.text for c in p.row_cells(depth) if c.text and c.row == depth), "") for p in (part, last.first)
    )
    return one == other
