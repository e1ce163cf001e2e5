"""What was put together of the pages -> records of the document: blocks of text and tables, in reading order."""

from __future__ import annotations

from parsers.blocks import Flow, Measure, Paragraph, classify, section_paths, to_paragraphs
from parsers.joining.joined import TableCell
from parsers.joining.page_work import Found, PageWork
from parsers.pages.content import Glyph, PageContent
from parsers.pages.lines import Line, join_lines, placed
from schemas.document import Block, Cell, Table, TablePart
from schemas.geometry import Box, Origin
from schemas.trusted import trusted


def blocks_of(pages: list[PageWork], measures: dict[int, Measure], found: list[Found]) -> list[Block]:
    """Blocks of the body in order; tables learn how many stand before them."""
    paragraphs = to_paragraphs([_flow_of(page) for page in pages], measures)
    classify(paragraphs, measures)
    for f in found:
        if f.caption.lines:
            paragraphs.append(Paragraph([(f.caption.page, line) for line in f.caption.lines], kind="caption"))
        if f.caption.unit_lines:
            paragraphs.append(Paragraph([(f.caption.page, line) for line in f.caption.unit_lines], kind="unit"))
    paragraphs.sort(key=lambda p: (p.lines[0][0], p.lines[0][1].y))
    sources = {page.content.number: page.content.text_source for page in pages}
    blocks = [
        trusted(
            Block,
            order=order,
            kind=paragraph.kind,
            level=paragraph.level,
            section=path,
            content=placed(_pieces(paragraph.lines), sources[paragraph.lines[0][0]]),
        )
        for order, (paragraph, path) in enumerate(zip(paragraphs, section_paths(paragraphs), strict=True), 1)
    ]
    for f in found:
        place = (f.first.page, f.first.grid.ys[0])
        f.order = sum((p.lines[0][0], p.lines[0][1].y) < place for p in paragraphs)
    return blocks


def _flow_of(page: PageWork) -> Flow:
    """The lines of a page that no table took, with where a table stands between two of them."""
    flow = Flow(page.content.number, page.content.width, [])
    tops = [p.grid.ys[0] for p in page.parts]
    previous = float("-inf")
    cut = False
    for line in page.body.lines:
        cut = cut or any(previous < top <= line.y for top in tops)
        previous = line.y
        if id(line) in page.used:
            cut = True
            continue
        if cut:
            if flow.lines:
                flow.stops.add(id(line))
            else:
                flow.starts_with_stop = True
            cut = False
        flow.lines.append(line)
    flow.ends_with_stop = cut or any(top > previous for top in tops)
    return flow


def _pieces(lines: list[tuple[int, Line]]) -> list[tuple[int, list[tuple[str, Glyph | None]]]]:
    """Runs of lines on one page, joined to text."""
    pieces: list[tuple[int, list[Line]]] = []
    for page, line in lines:
        if pieces and pieces[-1][0] == page:
            pieces[-1][1].append(line)
        else:
            pieces.append((page, [line]))
    return [(page, join_lines(group)) for page, group in pieces]


def table_of(number: int, found: Found, blocks: list[Block], contents: list[PageContent]) -> Table:
    """The table `t01`, `t02`, … by its number; rows and columns count from 1."""
    table, caption = found.table, found.caption
    cells = sorted(table.cells, key=lambda c: (c.row, c.col))
    return Table.model_construct(
        table_id=f"t{number:02}",
        label=caption.label,
        title=caption.title,
        unit=caption.unit,
        order=found.order,
        section=_section_at(blocks, found.order),
        caption_boxes=tuple(
            Box(page=caption.page, x0=line.x0, top=line.top, x1=line.x1, bottom=line.bottom) for line in caption.lines
        ),
        rows=table.rows,
        cols=table.cols,
        header_rows=table.header_rows,
        cells=tuple(_cell(c, table.header_rows, contents) for c in cells),
        parts=tuple(
            TablePart(
                page=p.page, box=_box(p.page, p.box, contents), first_row=p.first_row + 1, last_row=p.last_row + 1
            )
            for p in table.pieces
        ),
        engine=table.engine,
        confidence=round(table.confidence, 3),
    )


def _section_at(blocks: list[Block], order: int) -> tuple[str, ...]:
    """The path of headings above what follows the first `order` blocks."""
    if not order:
        return ()
    block = blocks[order - 1]
    return (*block.section, block.text) if block.kind == "heading" and block.level else block.section


def _cell(cell: TableCell, header_rows: int, contents: list[PageContent]) -> Cell:
    source = contents[cell.boxes[0][0] - 1].text_source
    return trusted(
        Cell,
        row=cell.row + 1,
        col=cell.col + 1,
        row_span=cell.row_span,
        col_span=cell.col_span,
        is_header=cell.row < header_rows,
        content=placed(_pieces([(p.page, p.line) for p in cell.lines]), source),
        boxes=tuple(_box(page, box, contents) for page, box in cell.boxes),
    )


def _box(page: int, box: tuple[float, float, float, float], contents: list[PageContent]) -> Box:
    x0, top, x1, bottom = box
    origin: Origin = "ocr" if contents[page - 1].text_source == "ocr" else "digital"
    return Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom, origin=origin)
