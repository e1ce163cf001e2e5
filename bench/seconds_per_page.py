"""Seconds per page: the whole of `fuhe run` beside what other tools need for bare extraction, in one run.

    python -m bench.seconds_per_page FOLDER_OR_FILE... [--copies 5] [--repeat 3] [--only fuhe,pdfplumber]

Every tool is a process of its own, timed from start to end (interpreter and imports included), one worker, on the same
files; of several repeats the fastest counts. fuhe does all its work (read, audit, checks, findings, CSV files), into
a new folder each time. pdfplumber does `extract_text` and `extract_tables` of every page, camelot `read_pdf` of all
pages with the engine named.

With --copies each file is given so many times, each with a number appended (fuhe works on equal files once), so that
the start of each tool weighs as little as in a real run. Besides the time on the clock the processor time of all
processes of a tool is shown: the ratio of these holds on a busy machine too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2 as pdfium

from bench.session_cost import Cost, watch

_PDFPLUMBER = """
import sys, pdfplumber
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
"""
_CAMELOT = """
import sys, camelot
for path in sys.argv[2:]:
    camelot.read_pdf(path, pages="all", flavor="lattice", engine=sys.argv[1])
"""

Command = Callable[[Sequence[str], str], list[str]]
"""Files and a new folder -> the command to time."""

_TOOLS: dict[str, tuple[str, Command]] = {
    "fuhe": (
        "fuhe run, all stages, 1 worker",
        lambda files, folder: [sys.executable, "-m", "pipeline.cli.main", "run", *files, "--out", folder],
    ),
    "fuhe2": (
        "fuhe run, all stages, 2 workers",
        lambda files, folder: [sys.executable, "-m", "pipeline.cli.main", "run", *files, "--out", folder, "-j", "2"],
    ),
    "pdfplumber": (
        "pdfplumber extract_text + extract_tables",
        lambda files, _: [sys.executable, "-c", _PDFPLUMBER, *files],
    ),
    "camelot-vector": (
        "camelot lattice, engine=vector",
        lambda files, _: [sys.executable, "-c", _CAMELOT, "vector", *files],
    ),
    "camelot": (
        "camelot lattice, default engine",
        lambda files, _: [sys.executable, "-c", _CAMELOT, "combined", *files],
    ),
}
_ENDED_WELL = (0, 3)  # 3: fuhe quarantined a file


def pdf_files(inputs: Sequence[Path]) -> list[str]:
    """The PDFs among and below the inputs."""
    found = [path for given in inputs for path in ([given] if given.is_file() else sorted(given.rglob("*.pdf")))]
    return [str(path) for path in found]


def page_count(files: Sequence[str]) -> int:
    total = 0
    for file in files:
        pdf = pdfium.PdfDocument(file)
        total += len(pdf)
        pdf.close()
    return total


def copied(files: Sequence[str], copies: int, folder: Path) -> list[str]:
    """Every file `copies` times under contents of their own."""
    found = []
    for number in range(copies):
        for place, file in enumerate(files):
            path = folder / f"{number:03}-{place:03}.pdf"
            path.write_bytes(Path(file).read_bytes() + b"\n%% %d\n" % number)
            found.append(str(path))
    return found


def fastest(command: Command, files: Sequence[str], repeat: int) -> Cost:
    """The run of `repeat` that took the least processor time. Raises RuntimeError when the tool fails."""
    runs = []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            cost = watch(command(files, f"{folder}/out"))
        if cost.code not in _ENDED_WELL:
            raise RuntimeError(f"exit code {cost.code}: {cost.errors.splitlines()[-1:]}")
        runs.append(cost)
    return min(runs, key=lambda cost: (cost.seconds, cost.wall))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--copies", type=int, default=1, help="how often each file is given")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each tool; the fastest counts (camelot: one)")
    parser.add_argument("--only", default=",".join(_TOOLS), help="tools, separated by commas")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = copied(pdf_files(args.inputs), args.copies, Path(folder))
        pages = page_count(files)
        print(f"{len(files)} files, {pages} pages\n")
        print(f"{'':44}{'seconds':>9}{'s/page':>9}{'CPU s':>9}{'fuhe is':>10}{'in CPU':>10}")
        own: Cost | None = None
        for name in args.only.split(","):
            title, command = _TOOLS[name]
            cost = fastest(command, files, 1 if name == "camelot" else args.repeat)
            own = cost if name == "fuhe" else own
            ratios = ""
            if own is not None and name != "fuhe":
                ratios = f"{own.wall / cost.wall:8.2f} ×{own.seconds / (cost.seconds or 1):8.2f} ×"
            print(f"{title:44}{cost.wall:9.2f}{cost.wall / pages:9.4f}{cost.seconds:9.2f}{ratios}", flush=True)


if __name__ == "__main__":
    main()
