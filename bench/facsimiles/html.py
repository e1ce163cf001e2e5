# ruff: noqa: E501  style sheets are easier to read in one line
"""Reports as HTML in several manners of styling, printed by Chromium or by WeasyPrint."""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

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
)

SANDBOX = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
           "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip
PAGE = "@page { size: A4; margin: 25mm 25mm } @page wide { size: A4 landscape; margin: 20mm }"
BASE = """
body { font: 12pt/1.6 'Noto Serif CJK SC', 'Noto Sans CJK SC', serif; margin: 0 }
h1 { font-size: 18pt; text-align: center } h2, h3, h4 { font-size: 13pt; margin: .6em 0 .3em }
p { margin: 0; text-indent: 2em; text-align: justify } p.note { text-indent: 0; font-size: 9pt }
table { width: 100%; font-size: 9pt; line-height: 1.35; margin-bottom: 1em }
.caption { text-align: center; font-weight: bold; font-size: 11pt } .unit { text-align: right; font-size: 9.5pt }
td, th { padding: 2pt 4pt; font-weight: normal; vertical-align: middle; overflow-wrap: anywhere }
.wide { page: wide; break-before: page } .tall { break-before: page } .break { break-before: page }
"""
GRID = "table { border-collapse: collapse } td, th { border: .5pt solid #000 }"


@dataclass(frozen=True)
class Manner:
    """How one HTML author styles the report. `css` comes after the base; `stacked` is how narrow cells are written:
    br (a break after every character), vertical (writing-mode)."""

    name: str
    css: str
    thead: bool = True
    header_tag: str = "th"
    stacked: str = "br"
    words: bool = False  # every figure in a span of its own, every cell's text in nested blocks
    grouped: bool = False  # rows in several tbody
    running: bool = False
    repeat: bool = True


MANNERS = (
    Manner("grid", GRID),
    Manner("grid-bold", GRID + "th { font-weight: bold; background: #d9e2f3 }"),
    Manner("separate", "table { border-collapse: separate; border-spacing: 0; border-top: 1px solid; border-left: 1px solid }"
           "td, th { border-right: 1px solid; border-bottom: 1px solid }"),
    Manner("separate-spaced", "table { border-collapse: separate; border-spacing: 2px; border: 1px solid #333 } td, th { border: 1px solid #333 }"),
    Manner("td-only", GRID + "th { border: none; border-bottom: 1pt solid; font-weight: bold }", repeat=False),
    Manner("horizontal", "table { border-collapse: collapse; border-top: 1.5pt solid; border-bottom: 1.5pt solid }"
           "td, th { border-bottom: .5pt solid #999 } td, th { padding: 3pt 8pt }"),
    Manner("white-borders", "table { border-collapse: collapse } td, th { border: 1.5pt solid #fff; background: #eef }"
           "tr:nth-child(odd) td { background: #dde } th { background: #bbd; font-weight: bold }"),
    Manner("zebra", "table { border-collapse: collapse; border: .75pt solid #888 } td, th { border: .4pt solid #ccc } tr:nth-child(even) td { background: #f5f5f5 }"
           "th { background: #4472c4; color: #fff; font-weight: bold }"),
    Manner("no-thead", GRID, thead=False, header_tag="td"),
    Manner("split-rows", GRID + "tr { break-inside: auto } td { vertical-align: top }", repeat=False),
    Manner("whole-rows", GRID + "tr, td { break-inside: avoid }"),
    Manner("vertical", GRID, stacked="vertical"),
    Manner("spaced", GRID + "body { letter-spacing: .08em } td { text-align: justify }", words=True),
    Manner("kaiti", GRID + "body { font-family: 'AR PL UKai CN' } td, th { font-family: 'WenQuanYi Zen Hei' }", words=True),
    Manner("dotted", "table { border-collapse: collapse } td, th { border: 1px dotted #000 }"),
    Manner("dashed", "table { border-collapse: collapse } td, th { border: 1px dashed #000 }"),
    Manner("double", "table { border-collapse: collapse } td, th { border: 3px double #000 }"),
    Manner("open-sides", GRID + "td:first-child, th:first-child { border-left: none } table { border-left: hidden; border-right: hidden }"),
    Manner("running", GRID, running=True),
    Manner("grouped", GRID, grouped=True, words=True),
    Manner("grey", "table { border-collapse: collapse } td, th { border: .25pt solid #ddd }"),
    Manner("thick-frame", GRID + "table { border: 2.5pt solid #000 } th { border-bottom: 2pt solid }"),
    Manner("background", GRID + "body { background: #fffdf5 } table { background: #fff } td { background: #fff }"),
    Manner("scaled", GRID + "body { zoom: .8 }"),
    Manner("rounded", "table { border-collapse: separate; border-spacing: 0; border: 1px solid #555; border-radius: 6px }"
           "td, th { border: 0; border-bottom: 1px solid #aaa; border-right: 1px solid #aaa } tr > :last-child { border-right: 0 } tr:last-child > td { border-bottom: 0 }"),
    Manner("shadow-lines", "table { border-collapse: separate; border-spacing: 0 } td, th { border: 0; box-shadow: inset 0 0 0 .5px #000 }"),
    Manner("gap-lines", "table { border-collapse: separate; border-spacing: 1px; background: #000 } td, th { background: #fff; border: 0 }"),
    Manner("two-heads", GRID + "caption { font-weight: bold }", stacked="vertical", grouped=True),
)  # fmt: skip


def markup_of(report: Report, manner: Manner) -> str:
    """The report as a page of HTML."""
    css = PAGE + BASE + manner.css
    if not manner.repeat:
        css += " thead { display: table-row-group }"
    if manner.running:
        css += (
            " @page { @top-center { content: '部门整体支出绩效自评报告'; font-size: 9pt }"
            " @bottom-center { content: '第 ' counter(page) ' 页'; font-size: 9pt } }"
        )
    parts = ["<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8>"]
    parts.append(f"<title>{html.escape(report.title)}</title><style>{css}</style><body><div>")
    for block in report.blocks:
        if isinstance(block, Title):
            parts.append(f"<h1>{html.escape(block.text)}</h1>")
        elif isinstance(block, Heading):
            parts.append(f"<h{block.level + 1}>{html.escape(block.text)}</h{block.level + 1}>")
        elif isinstance(block, Paragraph):
            style = "" if block.indent else " style='text-indent:0'"
            parts.append(f"<p{style}>{html.escape(block.text)}</p>")
        elif isinstance(block, Note):
            parts.append(f"<p class=note>{html.escape(block.text)}</p>")
        elif isinstance(block, PageBreak):
            parts.append("<div class=break></div>")
        elif isinstance(block, Orientation):
            parts.append(f"</div><div class={'wide' if block.landscape else 'tall'}>")
        elif isinstance(block, Table):
            parts.append(_table(block, manner))
    return "".join(parts) + "</div></body></html>"


def _table(table: Table, manner: Manner) -> str:
    out = []
    if table.caption:
        out.append(f"<div class=caption>{html.escape(table.caption)}</div>")
    unit = table.unit_line if table.unit_line is not None else f"单位：{table.unit}" if table.unit else ""
    if unit:
        out.append(f"<div class=unit>{html.escape(unit)}</div>")
    total = sum(table.widths)
    out.append("<table style='table-layout:fixed'><colgroup>")
    out += [f"<col style='width:{100 * w / total:.3f}%'>" for w in table.widths]
    out.append("</colgroup>")
    head = "".join(_row(row, manner.header_tag, table, manner) for row in table.header)
    rows = [_row(row, "td", table, manner) for row in table.body]
    if manner.thead:
        out.append(f"<thead>{head}</thead><tbody>")
    else:
        out.append(f"<tbody>{head}")
    cut = len(rows) // 2
    joins = all(c.rows == 1 for row in table.body for c in map(as_cell, row))
    if manner.grouped and cut and joins:
        out += [*rows[:cut], "</tbody><tbody>", *rows[cut:]]
    else:
        out += rows
    return "".join(out) + "</tbody></table>"


def _row(row: list[Cell | str], tag: str, table: Table, manner: Manner) -> str:
    out = []
    for n, cell in enumerate(map(as_cell, row)):
        align = cell.align or (table.aligns[n] if n < len(table.aligns) else "left" if n == 0 else "center")
        style = f"text-align:{align}" if align != "left" else ""
        text = html.escape(cell.text).replace("\n", "<br>")
        if cell.stacked and manner.stacked == "vertical":
            text = f"<span style='writing-mode:vertical-rl;display:inline-block'>{text}</span>"
        elif cell.stacked:
            text = "<br>".join(html.escape(c) for c in cell.text)
        elif manner.words and cell.text:
            text = "".join(f"<div><span>{html.escape(part)}</span></div>" for part in cell.text.split("\n"))
        if cell.bold:
            text = f"<b>{text}</b>"
        spans = (f" rowspan={cell.rows}" if cell.rows > 1 else "") + (f" colspan={cell.cols}" if cell.cols > 1 else "")
        out.append(f"<{tag}{spans} style='{style}'>{text}</{tag}>")
    return f"<tr>{''.join(out)}</tr>"


def chromium() -> str | None:
    """The browser's command, None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def print_with_chromium(markup: str, out: Path) -> None:
    """Print to PDF as a person would with the browser's print command. Raises CalledProcessError or TimeoutExpired."""
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "page.html"
        page.write_text(markup, "utf-8")
        command = [chromium() or "chromium", *SANDBOX, f"--user-data-dir={scratch}/profile", "--no-pdf-header-footer",
                   f"--print-to-pdf={out}", page.as_uri()]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def has_weasyprint() -> bool:
    return find_spec("weasyprint") is not None


def print_with_weasyprint(markup: str, out: Path) -> None:
    import weasyprint  # type: ignore[import-not-found, import-untyped, unused-ignore]

    weasyprint.HTML(string=markup).write_pdf(str(out))
