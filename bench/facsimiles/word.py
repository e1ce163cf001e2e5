"""Reports as .docx in several manners, turned into PDF by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.typeset.content import Heading, Note, Orientation, PageBreak, Paragraph, Report, Table, Title, place

EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
LINE, THICK = ("single", 4), ("single", 12)


@dataclass(frozen=True)
class Manner:
    """How one author of a Word file sets tables. `borders` are (style, eighths of a point) per edge."""

    name: str
    borders: dict[str, tuple[str, int]]
    cell_borders: bool = False  # borders on each cell instead of on the table
    repeat: bool = False
    split: bool = True  # rows may break across pages
    autofit: bool = False
    margin: int | None = None  # twentieths of a point, left and right
    shade: str = ""
    font: str = "Noto Serif CJK SC"
    table_size: float = 9.0
    spacing: float = 0.0  # points between characters
    header: str = ""
    stacked: str = "breaks"  # breaks: a line break after every character; direction: text direction tbRlV


ALL = dict.fromkeys(EDGES, LINE)
MANNERS = (
    Manner("grid", ALL),
    Manner("repeat", ALL, repeat=True, split=False),
    Manner("repeat-split", ALL, repeat=True, shade="D9E2F3"),
    Manner("cell-borders", ALL, cell_borders=True, split=False),
    Manner("autofit", ALL, autofit=True, margin=40),
    Manner("dotted", dict.fromkeys(EDGES, ("dotted", 4)), repeat=True),
    Manner("dashed", dict.fromkeys(EDGES, ("dashed", 6)), split=False),
    Manner("double", dict.fromkeys(EDGES, ("double", 4)), repeat=True),
    Manner("thin-thick", {**ALL, "top": ("thinThickSmallGap", 24), "bottom": ("thinThickSmallGap", 24)}, split=False),
    Manner("no-verticals", {"top": THICK, "bottom": THICK, "insideH": LINE}, repeat=True, split=False),
    Manner("open-sides", {e: LINE for e in EDGES if e not in {"left", "right"}}, repeat=True),
    Manner("horizontal-only-frame", {"top": THICK, "bottom": THICK}, split=False, margin=140),
    Manner("no-borders", {}, split=False, margin=140),
    Manner("spaced", ALL, spacing=0.6, margin=20, header="部门整体支出绩效自评报告"),
    Manner("kaiti", ALL, font="AR PL UKai CN", header="绩效自评"),
    Manner("wenquanyi", ALL, font="WenQuanYi Zen Hei", split=False),
    Manner("direction", ALL, stacked="direction", repeat=True),
)


def office() -> str | None:
    return next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)


def missing() -> str:
    """What has to be installed, '' for nothing."""
    if find_spec("docx") is None:
        return "python-docx"
    return "" if office() else "libreoffice"


def write_docx(report: Report, manner: Manner, out: Path) -> None:
    """The report as a Word file."""
    import docx  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(12)
    _font(normal, manner.font)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    if manner.header:
        section.header.paragraphs[0].text = manner.header
    for block in report.blocks:
        if isinstance(block, Table):
            _table(document, block, manner)
        elif isinstance(block, PageBreak):
            document.add_page_break()
        elif isinstance(block, Orientation):
            section = document.add_section(WD_SECTION.NEW_PAGE)
            wide, high = (Cm(29.7), Cm(21)) if block.landscape else (Cm(21), Cm(29.7))
            section.page_width, section.page_height = wide, high
            section.orientation = WD_ORIENT.LANDSCAPE if block.landscape else WD_ORIENT.PORTRAIT
        elif isinstance(block, Title | Heading | Paragraph | Note):
            paragraph = document.add_paragraph()
            run = paragraph.add_run(block.text)
            paragraph.paragraph_format.space_after = Pt(4)
            if isinstance(block, Title):
                paragraph.alignment, run.bold, run.font.size = WD_ALIGN_PARAGRAPH.CENTER, True, Pt(18)
            elif isinstance(block, Heading):
                run.bold = True
            elif isinstance(block, Note):
                run.font.size = Pt(9)
            else:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
                if block.indent:
                    paragraph.paragraph_format.first_line_indent = Pt(24)
    document.save(str(out))


def _font(style: Any, name: str) -> None:
    from docx.oxml.ns import qn

    style.font.name = name
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _element(parent: Any, tag: str, **attributes: Any) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    child = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        child.set(qn(f"w:{key}"), str(value))
    parent.append(child)
    return child


def _borders(parent: Any, tag: str, borders: dict[str, tuple[str, int]]) -> None:
    group = _element(parent, tag)
    for edge in EDGES:
        if edge in borders:
            style, size = borders[edge]
            _element(group, edge, val=style, sz=size, space=0, color="000000")


def _table(document: Any, table: Table, manner: Manner) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Emu, Pt

    unit = table.unit_line if table.unit_line is not None else f"单位：{table.unit}" if table.unit else ""
    for text, align in ((table.caption, WD_ALIGN_PARAGRAPH.CENTER), (unit, WD_ALIGN_PARAGRAPH.RIGHT)):
        if text:
            paragraph = document.add_paragraph()
            paragraph.alignment = align
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.add_run(text).font.size = Pt(10.5)
    columns, heads = len(table.widths), len(table.header)
    section = document.sections[-1]
    wide = section.page_width - section.left_margin - section.right_margin
    made = document.add_table(rows=heads + len(table.body), cols=columns)
    made.autofit = manner.autofit
    properties = made._tbl.tblPr
    if not manner.cell_borders:
        _borders(properties, "tblBorders", manner.borders)
    if manner.margin is not None:
        margins = _element(properties, "tblCellMar")
        for side in ("left", "right"):
            _element(margins, side, w=manner.margin, type="dxa")
    total = sum(table.widths)
    for column, share in zip(made.columns, table.widths, strict=True):
        column.width = Emu(int(wide * share / total))
    for index, row in enumerate(made.rows):
        if index < heads and manner.repeat:
            _element(row._tr.get_or_add_trPr(), "tblHeader")
        if not manner.split:
            _element(row._tr.get_or_add_trPr(), "cantSplit")
    grid = [[made.rows[r].cells[c] for c in range(columns)] for r in range(heads + len(table.body))]
    cells = place(table.header, columns) + place(table.body, columns, heads)
    for r, c, cell in cells:
        target = grid[r][c]
        if cell.rows > 1 or cell.cols > 1:
            target = target.merge(grid[r + cell.rows - 1][c + cell.cols - 1])
        target.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        properties = target._tc.get_or_add_tcPr()
        if manner.shade and r < heads:
            _element(properties, "shd", val="clear", color="auto", fill=manner.shade)
        if cell.stacked and manner.stacked == "direction":
            _element(properties, "textDirection", val="tbRlV")
        aligned = cell.align or (table.aligns[c] if c < len(table.aligns) else "left" if c == 0 else "center")
        lines = list(cell.text) if cell.stacked and manner.stacked == "breaks" else cell.text.split("\n")
        for number, line in enumerate(lines):
            paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
            paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, aligned.upper())
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(line)
            run.font.size = Pt(manner.table_size)
            run.bold = cell.bold or None
            if manner.spacing:
                _element(run._r.get_or_add_rPr(), "spacing", val=int(manner.spacing * 20))
    if manner.cell_borders:
        sides = {e: b for e, b in manner.borders.items() if not e.startswith("inside")}
        for mark in made._tbl.iter_tcs():  # those that a merged cell covers too, as Word writes them
            _borders(mark.get_or_add_tcPr(), "tcBorders", sides)
    for row in made.rows:  # merging leaves empty paragraphs behind
        for target in row.cells:
            for paragraph in target.paragraphs[1:]:
                if not paragraph.text and len(target.paragraphs) > 1 and paragraph._p.getparent() is not None:
                    paragraph._p.getparent().remove(paragraph._p)
    document.add_paragraph()


def print_with_libreoffice(report: Report, manner: Manner, out: Path) -> None:
    """Write the Word file and have LibreOffice make the PDF. Raises CalledProcessError or TimeoutExpired."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "report.docx"
        write_docx(report, manner, source)
        profile = Path(tempfile.gettempdir()) / "fuhe-bench-office"
        command = [office() or "soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless",
                   "--convert-to", "pdf", "--outdir", scratch, str(source)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        shutil.copy(Path(scratch) / "report.pdf", out)
