"""What is said of right reports of which single characters were misread in doubt: every error is a false one.

    python -m bench.misreads [--worlds framework,wide] [--reports 20] [--each 20] [--first-seed 0] [--most 3]

Generated reports without errors (`tests.typeset`) are printed and read, taken for scans, and one to `--most` characters
of their numbers misread (`tests.typeset.misreads`) with a confidence of 0.35 to 0.96.
"""

from __future__ import annotations

import argparse
import random

from bench.evaluate import READABLE, WORLDS
from parsers.read import read_document
from pipeline.audit import audit
from schemas.audit import Finding, Severity
from schemas.document import Document
from tests.typeset import STYLES, typeset
from tests.typeset.misreads import Spot, as_scan, misread, spots

LEAST, MOST = 0.35, 0.96


def errors(document: Document) -> list[Finding]:
    return [f for f in audit(document).findings if f.severity is Severity.ERROR]


def _apart(chosen: list[Spot]) -> list[Spot]:
    """One spot of each text: a misreading moves what stands behind it."""
    return list({(spot.table, spot.index): spot for spot in chosen}.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", default="framework,wide")
    parser.add_argument("--reports", type=int, default=20, help="of each world")
    parser.add_argument("--each", type=int, default=20, help="readings of each report")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--most", type=int, default=3, help="characters misread in one reading")
    args = parser.parse_args()
    readings = false = 0
    for world in args.worlds.split(","):
        for seed in range(args.first_seed, args.first_seed + args.reports):
            chance = random.Random(seed)
            pdf, _ = typeset(WORLDS[world][0](chance)[0], STYLES[READABLE[seed % len(READABLE)]])
            scan = as_scan(read_document(pdf, name=f"{seed}.pdf"))
            if errors(scan):
                continue  # told of the print as well
            for number in range(args.each):
                read = scan
                for spot in _apart(chance.sample(spots(scan), chance.randint(1, args.most))):
                    read = misread(read, spot, chance, chance.uniform(LEAST, MOST))
                found = errors(read)
                readings, false = readings + 1, false + bool(found)
                for finding in found:
                    print(f"{world} {seed} reading {number}: {finding.message_en}")
    print(f"{false} of {readings} readings accused falsely")


if __name__ == "__main__":
    main()
