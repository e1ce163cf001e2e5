"""How text as found in the wild is read: cells right, false errors, by what was done to the file.

    python -m bench.wild [--only NAME,NAME] [--first-seed 0] [--worlds framework,budget] [--write docs/wild.md]

Reports are generated (`tests.typeset`); each is printed soundly and once more in every way of
`bench.facsimiles.wild_text`. A false error is one that the sound file does not have.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.facsimiles.wild_text import WAYS
from bench.scans import Outcome, add, reports
from tests.typeset import typeset

HEAD = """# Text in the wild

What is read of generated reports whose fonts, annotations and pages were spoilt as they are in published files
(`bench/facsimiles/wild_text.py` says how). *Cells* are right in text and span, *figures* are cells that hold a number
and say what is printed. *False* are errors that the sound file does not have. *Recognised* pages were read from their
picture, because their text is noise. Measured by

    python -m bench.wild --write docs/wild.md

| way | pages | recognised | cells | figures | whole tables | false |
|---|---|---|---|---|---|---|
"""


def row(name: str, outcome: Outcome) -> str:
    score = outcome.score
    return (
        f"| {name} | {outcome.pages} | {outcome.recognised} | {score.right}/{score.cells} = {score.share:.4f} | "
        f"{score.numeric_right}/{score.numeric} = {score.numeric_share:.4f} | {score.exact}/{score.tables} | "
        f"{len(outcome.false)} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="names of ways, separated by commas")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--worlds", default="framework,budget")
    parser.add_argument("--keep", type=Path, help="folder for the PDFs")
    parser.add_argument("--write", type=Path, help="write the table here")
    parser.add_argument("--verbose", type=int, default=0, help="print so many wrong cells")
    args = parser.parse_args()
    lines = []
    for number, way in enumerate(WAYS):
        if args.only and way.name not in args.only.split(","):
            continue
        outcome = Outcome()
        for name, report, key in reports(args.worlds.split(","), args.first_seed + number):
            before, truth = typeset(report, way.style)
            pdf = way.make(report)
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{way.name}.{name}.pdf").write_bytes(pdf)
            add(outcome, name, pdf, before, truth, key)
        lines.append(row(way.name, outcome))
        print(lines[-1], flush=True)
        for told in [*outcome.false, *outcome.score.wrong][: args.verbose]:
            print("   ", told, flush=True)
    if args.write:
        args.write.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
