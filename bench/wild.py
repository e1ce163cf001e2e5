"""How text as found in the wild is read: cells right, false errors, by what was done to the file.

    python -m bench.wild [--only NAME,NAME] [--first-seed 0] [--worlds framework,budget] [--write docs/wild.md]

Reports are generated (`tests.typeset`); each is printed soundly and once more in every way of
`bench.facsimiles.wild_text`. A false error is one that the sound file does not have.
"""

from __future__ import annotations

from bench.facsimiles.wild_text import WAYS
from bench.print_runs import Outcome, measure

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


if __name__ == "__main__":
    measure(__doc__, HEAD, WAYS, row, "framework,budget")
