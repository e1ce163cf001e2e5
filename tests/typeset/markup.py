"""Reports as plain text, so that their words can be read and edited without Python.

# title          ## first heading   ### second   #### third
{表1}            the table of that name
{landscape} {portrait} {page}       section on its side, upright again, page break
| text           paragraph without indent
> text           note
anything else    paragraph
"""

from __future__ import annotations

from collections.abc import Mapping

from .content import Block, Heading, Note, Orientation, PageBreak, Paragraph, Table, Title


def read_blocks(text: str, tables: Mapping[str, Table]) -> list[Block]:
    """The blocks of a marked-up text."""
    blocks: list[Block] = []
    for line in (raw.strip() for raw in text.splitlines()):
        mark, _, rest = line.partition(" ")
        if not line:
            continue
        if set(mark) == {"#"}:
            blocks.append(Title(rest) if mark == "#" else Heading(rest, len(mark) - 1))
        elif line in {"{landscape}", "{portrait}"}:
            blocks.append(Orientation(line == "{landscape}"))
        elif line == "{page}":
            blocks.append(PageBreak())
        elif line.startswith("{"):
            blocks.append(tables[line.strip("{}")])
        elif mark == "|":
            blocks.append(Paragraph(rest, indent=False))
        elif mark == ">":
            blocks.append(Note(rest))
        else:
            blocks.append(Paragraph(line))
    return blocks


def read_rows(text: str) -> list[list[str]]:
    """Rows of a table: one a line, cells between bars."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
