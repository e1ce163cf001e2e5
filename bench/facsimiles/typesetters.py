# ruff: noqa: E501  markup is easier to read in one line
"""Reports set by typst and by fpdf2."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.typeset.content import (
    Cell,
    Heading,
    Note,
    Orientation,
    PageBreak,
    Paragraph,
    Report,
    Table,
    Title,
    as_cell,
    place,
)


@dataclass(frozen=True)
class Manner:
    """How a typst author rules tables: the `stroke` and `fill` of the table, and whether headers come again."""

    name: str
    stroke: str = "0.5pt"
    fill: str = "none"
    repeat: bool = True
    breakable: bool = True
    font: str = "Noto Serif CJK SC"
    gutter: str = "0pt"


TYPST = (
    Manner("grid"),
    Manner("no-repeat", repeat=False),
    Manner("horizontal", stroke="(x: none, y: 0.5pt)"),
    Manner("frame-and-rows", stroke="(x, y) => (top: 0.5pt, bottom: 0.5pt, left: if x > 0 { 0.3pt + gray })"),
    Manner("filled", stroke="1pt + white", fill="(x, y) => if y < 1 { rgb(\"#bcd\") } else if calc.odd(y) { rgb(\"#eef\") } else { rgb(\"#dde\") }"),
    Manner("gutter", gutter="2pt"),
    Manner("dashed", stroke="(paint: black, thickness: 0.4pt, dash: \"densely-dashed\")"),
    Manner("hei", font="WenQuanYi Zen Hei", stroke="0.25pt + luma(150)"),
)  # fmt: skip


def has_typst() -> bool:
    return find_spec("typst") is not None


def print_with_typst(report: Report, manner: Manner, out: Path) -> None:
    import typst  # type: ignore[import-not-found, import-untyped, unused-ignore]

    source = out.with_suffix(".typ")
    source.write_text(_typst(report, manner), "utf-8")
    try:
        typst.compile(str(source), output=str(out))
    finally:
        source.unlink()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _typst(report: Report, manner: Manner) -> str:
    parts = [
        '#set page(paper: "a4", margin: 2.5cm, numbering: "- 1 -")',
        f'#set text(font: "{manner.font}", size: 11pt, lang: "zh")',
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true))",
    ]
    for block in report.blocks:
        if isinstance(block, Title):
            parts.append(f"#align(center, text(18pt, weight: 700, {_quoted(block.text)}))")
        elif isinstance(block, Heading):
            parts.append(f"#heading(level: {block.level}, {_quoted(block.text)})")
        elif isinstance(block, Paragraph):
            parts.append(f"#par[#{_quoted(block.text)}]")
        elif isinstance(block, Note):
            parts.append(f"#text(9pt, {_quoted(block.text)})")
        elif isinstance(block, PageBreak):
            parts.append("#pagebreak(weak: true)")
        elif isinstance(block, Orientation):
            parts.append(f"#set page(flipped: {'true' if block.landscape else 'false'})")
        elif isinstance(block, Table):
            parts.append(_typst_table(block, manner))
    return "\n\n".join(parts)


def _typst_table(table: Table, manner: Manner) -> str:
    out = []
    unit = table.unit_line if table.unit_line is not None else f"单位：{table.unit}" if table.unit else ""
    if table.caption:
        out.append(f"#align(center, strong({_quoted(table.caption)}))")
    if unit:
        out.append(f"#align(right, text(9pt, {_quoted(unit)}))")
    shares = ", ".join(f"{w}fr" for w in table.widths)
    repeat = "true" if manner.repeat else "false"
    body = ",\n".join(_typst_cell(c, cell, table) for _, c, cell in place(table.body, len(table.widths)))
    head = ",\n".join(_typst_cell(c, cell, table) for _, c, cell in place(table.header, len(table.widths)))
    out.append(
        f"#[#set par(justify: false, first-line-indent: 0pt)\n#set text(8.5pt)\n#table(columns: ({shares}), gutter: {manner.gutter}, "
        f"stroke: {manner.stroke}, fill: {manner.fill},\ntable.header(repeat: {repeat}, {head}),\n{body})]"
    )
    return "\n\n".join(out)


def _typst_cell(col: int, cell: Cell, table: Table) -> str:
    align = cell.align or (table.aligns[col] if col < len(table.aligns) else "left" if col == 0 else "center")
    lines = list(cell.text) if cell.stacked else cell.text.split("\n")
    text = " + linebreak() + ".join(_quoted(line) for line in lines)
    return f"table.cell(rowspan: {cell.rows}, colspan: {cell.cols}, align: {align} + horizon, {text})"


def font_file() -> str | None:
    """A font file with Chinese that fpdf2 can embed."""
    if shutil.which("fc-match") is None:
        return None
    told = subprocess.run(["fc-match", "-f", "%{file}", "WenQuanYi Zen Hei"], capture_output=True, text=True)
    return told.stdout if told.stdout.endswith((".ttf", ".ttc")) else None


def missing_for_fpdf() -> str:
    if find_spec("fpdf") is None:
        return "fpdf2"
    return "" if font_file() else "fonts-wqy-zenhei"


def print_with_fpdf(report: Report, borders: str, out: Path) -> None:
    """`borders` is one of fpdf2's own layouts: ALL, HORIZONTAL_LINES, MINIMAL, SINGLE_TOP_LINE, INTERNAL, NONE."""
    import fpdf  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from fpdf.enums import Align, TableBordersLayout, VAlign

    pdf: Any = fpdf.FPDF(format="A4")
    pdf.add_font("zh", fname=font_file())
    pdf.set_font("zh", size=11)
    pdf.set_margins(22, 20)
    pdf.add_page()
    for block in report.blocks:
        if isinstance(block, Title | Heading | Paragraph | Note):
            pdf.set_font("zh", size=18 if isinstance(block, Title) else 9 if isinstance(block, Note) else 11)
            indent = "　　" if isinstance(block, Paragraph) and block.indent else ""
            align = Align.C if isinstance(block, Title) else Align.L
            pdf.multi_cell(0, 7, indent + block.text, align=align, new_x="LMARGIN", new_y="NEXT", wrapmode="CHAR")
        elif isinstance(block, PageBreak):
            pdf.add_page()
        elif isinstance(block, Orientation):
            pdf.add_page(orientation="L" if block.landscape else "P")
        elif isinstance(block, Table):
            unit = block.unit_line if block.unit_line is not None else f"单位：{block.unit}" if block.unit else ""
            pdf.set_font("zh", size=10)
            for text, align in ((block.caption, Align.C), (unit, Align.R)):
                if text:
                    pdf.multi_cell(0, 6, text, align=align, new_x="LMARGIN", new_y="NEXT", wrapmode="CHAR")
            pdf.set_font("zh", size=6)
            with pdf.table(
                col_widths=tuple(block.widths), borders_layout=getattr(TableBordersLayout, borders), line_height=2.9, padding=1,
                num_heading_rows=len(block.header), v_align=VAlign.M, wrapmode="CHAR", text_align="CENTER",
                headings_style=fpdf.FontFace(emphasis=None),
            ) as made:  # fmt: skip
                for cells in block.header + block.body:
                    row = made.row()
                    for cell in map(as_cell, cells):
                        text = cell.text
                        row.cell(text, colspan=cell.cols, rowspan=cell.rows)
            pdf.ln(4)
    pdf.output(str(out))
