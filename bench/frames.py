"""Cells right, with spans, for every frame around a table and every choice of lines within it.

    python -m bench.frames [--reuse DIR] [--verbose]

Frames: none, above and below, sides, all four, one of them. Inner lines: none, below the names of columns, between
rows, between columns, columns and names, all. The two samples are printed by `tests.typeset` and, where it is
installed, by Chromium; a cell is right as in `bench.producers`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.facsimiles import html
from bench.facsimiles.compare import Score, compare
from parsers.read import read_document
from tests.typeset import STYLES, typeset
from tests.typeset.content import Report
from tests.typeset.samples import SAMPLES

FRAMES = {"none": "", "above and below": "tb", "sides": "lr", "all": "tblr", "above": "t", "below": "b", "left": "l"}
INNER = {
    "none": (),
    "names": ("head",),
    "rows": ("rows",),
    "columns": ("columns",),
    "columns, names": ("columns", "head"),
    "all": ("rows", "columns"),
}
SIDES = {"t": "top", "b": "bottom", "l": "left", "r": "right"}

Print = Callable[[Report, Path], None]


def by_typesetter(frame: str, inner: tuple[str, ...]) -> Print:
    """The style of Word with these lines."""

    def draw(report: Report, out: Path) -> None:
        out.write_bytes(typeset(report, replace(STYLES["word"], frame=frame, inner=inner))[0])

    return draw


def by_browser(frame: str, inner: tuple[str, ...]) -> Print:
    """A style sheet with these lines; what is not drawn is hidden, as a browser draws inner lines at the sides too."""
    sides = "".join(f"border-{name}: {'.75pt solid' if s in frame else 'hidden'};" for s, name in SIDES.items())
    cells = "border-top: .5pt solid; border-bottom: .5pt solid;" * ("rows" in inner)
    cells += "border-left: .5pt solid; border-right: .5pt solid;" * ("columns" in inner)
    css = f"table {{ border-collapse: collapse; {sides} }} td, th {{ {cells} }}"
    css += " thead { border-bottom: .5pt solid }" * ("head" in inner)

    def draw(report: Report, out: Path) -> None:
        html.print_with_chromium(html.markup_of(report, html.Manner("frame", css)), out)

    return draw


def measured(make: Callable[[str, tuple[str, ...]], Print], folder: Path, reuse: bool, verbose: bool) -> Iterator[str]:
    """Rows of the table: one per frame, a column for each choice of inner lines."""
    for frame, sides in FRAMES.items():
        shares = []
        for inner, lines in INNER.items():
            score = Score()
            for ident, sample in SAMPLES.items():
                report = sample()
                out = folder / f"{ident}.{frame}.{inner}.pdf".replace(" ", "-").replace(",", "")
                if not (reuse and out.exists()):
                    make(sides, lines)(report, out)
                score.add(compare(read_document(out), typeset(report, STYLES["word"])[1]))
            shares.append(f"{score.share:.4f}")
            for wrong in score.wrong if verbose else ():
                print("   ", frame, inner, wrong)
        yield f"| {frame} | {' | '.join(shares)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reuse", type=Path, help="folder for the PDFs; those that are there are read")
    parser.add_argument("--verbose", action="store_true", help="print every wrong cell")
    args = parser.parse_args()
    programs = {"typesetter": by_typesetter} | ({"chromium": by_browser} if html.chromium() else {})
    with tempfile.TemporaryDirectory() as scratch:
        for name, make in programs.items():
            folder = (args.reuse or Path(scratch)) / name
            folder.mkdir(parents=True, exist_ok=True)
            print(f"| {name}: frame | {' | '.join(f'inner: {inner}' for inner in INNER)} |")
            print("|---" * (1 + len(INNER)) + "|")
            for row in measured(make, folder, args.reuse is not None, args.verbose):
                print(row, flush=True)


if __name__ == "__main__":
    main()
