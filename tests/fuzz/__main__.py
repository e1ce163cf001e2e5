"""Fuzzing for some time:

    python -m tests.fuzz [--seconds 30] [--seed N] [--jobs 1] [--keep outputs/fuzz]

Ends with 1 when a mutant found a fault of ours; the file is kept and its number makes it again (`--seed`). Mend it, and
add the file's essence as a test.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.campaign import fuzz
from tests.fuzz.mutate import seeds

_CORPUS = Path(__file__).parents[2] / "corpus"


def _until(end: float) -> Iterator[bool]:
    while time.monotonic() < end:
        yield True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=None, help="number of the first mutant (default: from the clock)")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("outputs/fuzz"), help="where failing files are left")
    args = parser.parse_args()
    seed = args.seed if args.seed is not None else int(time.time()) * 1000
    found = fuzz(seeds(_CORPUS), seed, args.keep, _until(time.monotonic() + args.seconds), args.jobs)
    shutil.rmtree(args.keep / ".kept", ignore_errors=True)
    ends = ", ".join(f"{count} {how}" for how, count in found.ends.most_common())
    print(f"{found.tried} mutants from seed {seed}: {ends}")
    for path, outcome in found.failures:
        print(f"\n{path}: {outcome.stage} {outcome.reason}: {outcome.message}\n{outcome.detail}")
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main())
