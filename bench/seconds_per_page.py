"""Seconds per page: the whole of `fuhe run` beside what other tools need for bare extraction, in one run.

    python -m bench.seconds_per_page FOLDER_OR_FILE... [--copies 5] [--rounds 3] [--only fuhe,pdfplumber]

Every tool is a process of its own, interpreter and imports included, one worker, on the same files. The tools take
turns, round by round, so that other work on the machine meets all of them; the median of a tool's rounds counts
(camelot's default engine runs once: it takes ten times as long as all the others). fuhe does all its work (read, audit,
checks, findings, CSV files), into a new folder each time. pdfplumber does `extract_text` and `extract_tables` of every
page, camelot `read_pdf` of all pages with the engine named.

With --copies each file is given so many times, each with a number appended (fuhe works on equal files once), so that
the start of each tool weighs as little as in a real run. The bars are held against processor time, that of all
processes and threads of a tool: it tells the same on a busy machine. Seconds on the clock stand beside it.
"""

from __future__ import annotations

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

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
_FUHE = [sys.executable, "-m", "pipeline.cli.main"]
_OURS = ("schemas", "rubrics", "parsers", "pipeline", "review")
_ENDED_WELL = (0, 3)  # 3: fuhe quarantined a file
START_BAR = 0.3  # seconds that `fuhe --help` may take

Command = Callable[[Sequence[str], str], list[str]]
"""Files and a new folder -> the command to time."""


@dataclass(frozen=True, slots=True)
class Tool:
    """`bar`: what fuhe's time may be of this tool's at most."""

    title: str
    command: Command
    bar: float | None = None
    once: bool = False


TOOLS = {
    "fuhe": Tool("fuhe run, all stages, 1 worker", lambda files, folder: [*_FUHE, "run", *files, "--out", folder]),
    "fuhe2": Tool(
        "fuhe run, all stages, 2 workers", lambda files, folder: [*_FUHE, "run", *files, "--out", folder, "-j", "2"]
    ),
    "pdfplumber": Tool(
        "pdfplumber extract_text + extract_tables",
        lambda files, _: [sys.executable, "-c", _PDFPLUMBER, *files],
        bar=0.5,
    ),
    "camelot-vector": Tool(
        "camelot lattice, engine=vector", lambda files, _: [sys.executable, "-c", _CAMELOT, "vector", *files], bar=0.8
    ),
    "camelot": Tool(
        "camelot lattice, default engine",
        lambda files, _: [sys.executable, "-c", _CAMELOT, "combined", *files],
        bar=0.06,
        once=True,
    ),
}


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


def one_run(tool: Tool, files: Sequence[str]) -> Cost:
    """Raises RuntimeError when the tool fails."""
    with tempfile.TemporaryDirectory() as folder:
        cost = watch(tool.command(files, f"{folder}/out"))
    if cost.code not in _ENDED_WELL:
        raise RuntimeError(f"{tool.title}: exit code {cost.code}: {cost.errors.splitlines()[-1:]}")
    return cost


def medians(names: Sequence[str], files: Sequence[str], rounds: int) -> dict[str, Cost]:
    runs: dict[str, list[Cost]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names:
            if not (TOOLS[name].once and number):
                runs[name].append(one_run(TOOLS[name], files))
    return {
        name: Cost(wall=median(c.wall for c in costs), seconds=median(c.seconds for c in costs))
        for name, costs in runs.items()
    }


def verdict(ratio: float, bar: float) -> str:
    return f"{'reached' if ratio <= bar else 'NOT reached'} (at most {bar:g})"


def compile_ours() -> None:
    """Write our bytecode, as pip does for the tools beside us, and what a first run keeps beside it; an installation
    that can be edited has none where Python is told to write none (PYTHONDONTWRITEBYTECODE)."""
    home = Path(__file__).resolve().parents[1]
    for package in _OURS:
        compileall.compile_dir(home / package, quiet=1)
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        [sys.executable, "-c", "import pipeline.cli.run_imports, pipeline.run.starting.warm_start"],
        check=True,
        env=usual,
        cwd=home,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--copies", type=int, default=1, help="how often each file is given")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each tool; the median counts")
    parser.add_argument("--only", default=",".join(TOOLS), help="tools, separated by commas")
    args = parser.parse_args()
    names = args.only.split(",")
    compile_ours()
    with tempfile.TemporaryDirectory() as folder:
        files = copied(pdf_files(args.inputs), args.copies, Path(folder))
        pages = page_count(files)
        print(f"{len(files)} files, {pages} pages, {os.cpu_count()} processors; median of {args.rounds} rounds\n")
        costs = medians(names, files, args.rounds)
    own = costs.get("fuhe")
    print(f"{'':42}{'CPU s':>8}{'ms/page':>9}{'clock s':>9}{'fuhe is, CPU':>14}{'clock':>9}")
    for name, cost in costs.items():
        line = f"{TOOLS[name].title:42}{cost.seconds:8.2f}{cost.seconds / pages * 1000:9.1f}{cost.wall:9.2f}"
        if own is not None and name != "fuhe":
            line += f"{own.seconds / (cost.seconds or 1):12.2f} ×{own.wall / cost.wall:7.2f} ×"
            bar = TOOLS[name].bar
            line += f"  {verdict(own.seconds / (cost.seconds or 1), bar)}" if bar else ""
        print(line, flush=True)
    starts = [watch([*_FUHE, "--help"]) for _ in range(max(args.rounds, 3))]
    help_seconds = median(cost.seconds for cost in starts)
    print(f"{'fuhe --help':42}{help_seconds:8.2f}{'':9}{median(c.wall for c in starts):9.2f}"
          f"{'':23}  {verdict(help_seconds, START_BAR)}")  # fmt: skip


if __name__ == "__main__":
    main()
