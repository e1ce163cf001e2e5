"""How much of a scan is read right, and what is said of it: cells, figures, false errors, by kind of scanner.

    python -m bench.scans [--only NAME,NAME] [--first-seed 0] [--worlds framework,wide,budget] [--write docs/scans.md]

Reports are generated (`tests.typeset`), printed, and spoilt by every machine of `bench.facsimiles.machines`; each
machine gets reports of its own, one in two with a planted error. A false error is one that a run over the file before
it was scanned does not have. `found` counts planted errors that are told as errors, `doubted` those told as a matter
for the scan.
"""

from __future__ import annotations

from bench.facsimiles import special_scans
from bench.facsimiles.machines import MACHINES
from bench.print_runs import Outcome, measure

HEAD = """# Scans

What is read of generated reports that were printed, spoilt and scanned in many ways (`bench/facsimiles/machines.py` and
`special_scans.py` say how), and what is then said of them. *Cells* are right in text and span, *figures* are cells that
hold a number and say what is printed. *False* are errors that the same report does not have before it is scanned, at
that place. Of planted errors, *found* are told as errors, *doubted* as a matter for the scan. Measured by

    python -m bench.scans --worlds framework,budget --write docs/scans.md

| scan | pages | cells | figures | whole tables | false | planted: found, doubted, of |
|---|---|---|---|---|---|---|
"""


def row(name: str, outcome: Outcome) -> str:
    s = outcome.score
    return (
        f"| {name} | {outcome.pages} | {s.right}/{s.cells} = {s.share:.4f} | "
        f"{s.numeric_right}/{s.numeric} = {s.numeric_share:.4f} | {s.exact}/{s.tables} | {len(outcome.false)} | "
        f"{outcome.found}, {outcome.doubted}, {outcome.planted} |"
    )


if __name__ == "__main__":
    measure(__doc__, HEAD, [*MACHINES, *special_scans.WAYS], row, "framework,wide,budget")
