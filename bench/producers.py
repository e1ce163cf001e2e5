"""Cells right, with spans, on the same reports printed by programs that fuhe has no code for.

    python -m bench.producers [--only PREFIX] [--keep DIR] [--write docs/producers.md] [--no-peers] [--verbose N]

Reports come from `tests.typeset` (the two samples), are printed by every program that is installed (Chromium,
LibreOffice, WeasyPrint, typst, fpdf2), and saved again by others (qpdf, Ghostscript, poppler's pdftocairo). The rest is
named as missing. `--keep` leaves the PDFs, named REPORT.VARIANT.pdf. Other extractors that are installed read the same
files (`bench.facsimiles.peers`), which takes minutes; `--no-peers` leaves them out.
"""

from __future__ import annotations

import argparse
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.facsimiles import html, peers, resaved, typesetters, word
from bench.facsimiles.compare import Score, compare
from parsers.read import read_document
from tests.typeset import WORD, Report, typeset
from tests.typeset.samples import SAMPLES

HEAD = """# Producers

How many cells of the two sample reports are read right, text and span both, when other people's programs print them.
A cell counts as wrong when anything of it is: its text, where it stands, or how many rows and columns it covers. *Whole
tables* are those without a single wrong cell and without a row too many. Printed and measured by

    python -m bench.producers --write docs/producers.md

with Chromium, LibreOffice Writer, qpdf, Ghostscript, poppler-utils and mupdf-tools from the system's packages, and
WeasyPrint, typst, fpdf2, python-docx and pikepdf from PyPI; what is missing is named. The manners of styling are in
`bench/facsimiles/`. Rows named `saved-` are the typesetter's own file saved again by another program, turned, scaled,
or printed to pictures (`scan-`, `outlines`; there the text is recognised). Ghostscript drops the fonts' maps to
characters in these files, so that its pages are recognised as well.

The columns of other extractors count the text of cells alone (`bench/facsimiles/peers.py` says how, in their favour):
they know no spans and no tables over several pages. They read no pictures.

"""

NOTE = """
What is short, and why: `shadow-lines`, `gap-lines`, `rounded` and, from WeasyPrint, `separate` and `white-borders`:
where a page break runs through cells merged over rows, the browsers leave lines out, or draw them and even whole rows
at the wrong height (feet drawn too high are let down again; what is not drawn cannot be read);
`weasyprint-whole-rows`: WeasyPrint leaves rows out of the file; `libreoffice-direction`: text clipped by the program;
`horizontal`, `no-verticals`, `no-borders`, `minimal`, `none`: tables without lines between columns, with merged cells
cut by page breaks.
"""


class Variant(NamedTuple):
    """One way of making the file of a report; `needs` names the program that is missing, '' where none is."""

    name: str
    needs: str
    make: Callable[[Report, Path], None]


def variants() -> list[Variant]:
    """All variants, with what they need."""
    found: list[Variant] = []
    no_browser = "" if html.chromium() else "chromium"
    no_weasy = "" if html.has_weasyprint() else "weasyprint"
    for manner in html.MANNERS:

        def browser(report: Report, out: Path, manner: html.Manner = manner) -> None:
            html.print_with_chromium(html.markup_of(report, manner), out)

        def weasy(report: Report, out: Path, manner: html.Manner = manner) -> None:
            html.print_with_weasyprint(html.markup_of(report, manner), out)

        found.append(Variant(f"chromium-{manner.name}", no_browser, browser))
        found.append(Variant(f"weasyprint-{manner.name}", no_weasy, weasy))
    for dress in word.MANNERS:

        def office(report: Report, out: Path, dress: word.Manner = dress) -> None:
            word.print_with_libreoffice(report, dress, out)

        found.append(Variant(f"libreoffice-{dress.name}", word.missing(), office))
    no_typst = "" if typesetters.has_typst() else "typst"
    for setting in typesetters.TYPST:

        def typst(report: Report, out: Path, setting: typesetters.Manner = setting) -> None:
            typesetters.print_with_typst(report, setting, out)

        found.append(Variant(f"typst-{setting.name}", no_typst, typst))
    for borders in ("ALL", "HORIZONTAL_LINES", "MINIMAL", "SINGLE_TOP_LINE", "NONE"):

        def fpdf(report: Report, out: Path, borders: str = borders) -> None:
            typesetters.print_with_fpdf(report, borders, out)

        found.append(Variant(f"fpdf2-{borders.lower().replace('_', '-')}", typesetters.missing_for_fpdf(), fpdf))
    for name, (_, saver) in resaved.SAVERS.items():

        def saved(report: Report, out: Path, saver: resaved.Saver = saver) -> None:
            source = out.with_suffix(".source")
            source.write_bytes(typeset(report, WORD)[0])
            try:
                saver(source, out)
            finally:
                source.unlink()

        found.append(Variant(f"saved-{name}", resaved.missing_for(name), saved))
    return sorted(found, key=lambda v: v.name.split("-")[0])


def heading(names: list[str]) -> str:
    """The head of the table."""
    columns = ["variant", "cells right, with spans", "whole tables", *(f"{name}, text" for name in names)]
    return f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"


def peer_cells(variant: Variant, folder: Path, names: list[str]) -> list[str]:
    """The share of cells whose text each peer has right in the files that `measure` left."""
    told = []
    for name in names:
        right = total = 0
        try:
            for ident, make in SAMPLES.items():
                found = peers.share_of(name, folder / f"{ident}.{variant.name}.pdf", typeset(make(), WORD)[1])
                right, total = right + found[0], total + found[1]
            told.append(f"{right / total:.4f}")
        except Exception as error:
            told.append(type(error).__name__)
    return told


def measure(variant: Variant, folder: Path, fresh: bool) -> Score:
    """Print, read and compare the samples in one variant."""
    score = Score()
    for ident, make in SAMPLES.items():
        report = make()
        out = folder / f"{ident}.{variant.name}.pdf"
        if fresh or not out.exists():
            variant.make(report, out)
        truth = typeset(report, WORD)[1]
        document = read_document(out)
        score.add(compare(document, truth))
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="variants whose name begins so")
    parser.add_argument("--keep", type=Path, help="folder for the PDFs")
    parser.add_argument("--reuse", action="store_true", help="read PDFs that are there already")
    parser.add_argument("--write", type=Path, help="write the table here")
    parser.add_argument("--verbose", type=int, default=0, help="print so many wrong cells")
    parser.add_argument("--no-peers", action="store_true", help="without the columns of other extractors")
    args = parser.parse_args()
    lines = []
    names = [] if args.no_peers else peers.available()
    empty = " |" * (1 + len(names))
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for variant in variants():
            if not variant.name.startswith(args.only):
                continue
            if variant.needs:
                lines.append(f"| {variant.name} | needs {variant.needs} |{empty}")
            else:
                try:
                    score = measure(variant, folder, not args.reuse)
                    told = f"{score.right}/{score.cells} = {score.share:.4f} | {score.exact}/{score.tables}"
                    beside = "".join(f" {cell} |" for cell in peer_cells(variant, folder, names))
                    lines.append(f"| {variant.name} | {told} |{beside}")
                    for wrong in score.wrong[: args.verbose]:
                        print("   ", wrong)
                except Exception:
                    if args.verbose:
                        traceback.print_exc()
                    lines.append(f"| {variant.name} | not made or not read |{empty}")
            print(lines[-1], flush=True)
    if args.write:
        args.write.write_text(HEAD + heading(names) + "\n".join(lines) + "\n" + NOTE, "utf-8")


if __name__ == "__main__":
    main()
