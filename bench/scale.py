"""Time and memory as the number of documents grows: both should be flat per document.

    python -m bench.scale [--documents 100,300,1000] [--jobs 1]

Documents are single pages of the sample reports, all different (bench.kill_test.make_documents). Prints for each size
the time on the clock, the processor time of all processes of the run (in which other work on the machine does not
count), the latter per document, the highest memory of the process that leads the run and of any worker, and the seconds
that a second run takes, which finds nothing to do.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.kill_test import make_documents
from bench.session_cost import watch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", default="100,300,1000")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    print(
        f"{'documents':>9}{'wall s':>9}{'CPU s':>9}{'CPU ms each':>13}{'leader MB':>11}{'worker MB':>11}{'again s':>9}"
    )
    for count in map(int, args.documents.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            make_documents(root / "in", count)
            command = [sys.executable, "-m", "pipeline.cli.main", "run", str(root / "in"), "--out", str(root / "out")]
            command += ["--jobs", str(args.jobs)]
            cost = watch(command)
            again = watch(command)
        each = cost.seconds / count * 1000
        print(
            f"{count:9}{cost.wall:9.1f}{cost.seconds:9.1f}{each:13.1f}{cost.leader_mb:11.0f}{cost.worker_mb:11.0f}"
            f"{again.wall:9.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
