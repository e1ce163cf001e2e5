"""Kill a run again and again; what stands at the end must be what an undisturbed run writes.

    python -m bench.kill_test [--documents 500] [--kills 200] [--seed 1] [--jobs 2] [--signal KILL] [--folder DIR]

Documents are single pages of the sample reports with a number appended, so that each has a content of its own. Every
kill hits the whole process group (run and workers) at a random moment of the first seconds after the start; then
the same command is started again. Where a run ends before its kill, its outputs are compared and the next run begins
with an empty folder, so that kills fall into all phases of a run, exporting too.

With `--signal INT` the signal is Ctrl-C's, sent as a terminal does; each run must then end by itself with exit code 130
and one line that says so, or have been finished, and leave no process behind.

Prints kills, restarts, runs that ended, and whether all files of all finished runs equal those of the undisturbed run,
byte by byte (run.json, which holds times, and the ledger left out). Ends with 1 if they differ.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

import pypdfium2 as pdfium

_CORPUS = Path(__file__).parents[1] / "corpus"


def make_documents(folder: Path, count: int) -> None:
    """`count` PDFs of one page, all different."""
    folder.mkdir(parents=True)
    pages = []
    for path in sorted(_CORPUS.glob("*.pdf")):
        source = pdfium.PdfDocument(path)
        for number in range(len(source)):
            page = pdfium.PdfDocument.new()
            page.import_pages(source, [number])
            data = io.BytesIO()
            page.save(data)
            pages.append(data.getvalue())
    for number in range(count):
        data_of_page = pages[number % len(pages)]
        (folder / f"{number:05}.pdf").write_bytes(data_of_page + b"\n%% %d\n" % number)


def _command(documents: Path, out: Path, jobs: int) -> list[str]:
    return [
        *(sys.executable, "-m", "pipeline.cli.entry", "run", str(documents)),
        *("--out", str(out), "--jobs", str(jobs)),
    ]


def _start(command: list[str], errors: IO[bytes]) -> subprocess.Popen[bytes]:
    errors.seek(0)
    errors.truncate()
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True)


def _ended_badly(run: subprocess.Popen[bytes], errors: IO[bytes], usual: int) -> str:
    """What is wrong with the end of an interrupted run; empty if nothing."""
    try:
        code = run.wait(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        return "did not end in 60 s"
    errors.seek(0)
    said = errors.read().decode()
    if code in (-signal.SIGINT, -signal.SIGTERM) or "import the site module" in said:
        return ""  # Python itself was still starting
    if code not in (130, usual) or "Traceback" in said:
        return f"exit code {code}: {said[-2000:]}"
    for _ in range(100):
        if not _lives(run.pid):
            return ""
        time.sleep(0.1)
    return "left processes behind"


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def outputs(out: Path) -> dict[str, bytes]:
    """All tables of a run."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for folder in ("corpus", "excel")
        for path in sorted((out / folder).rglob("*"))
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--signal", choices=("KILL", "INT", "TERM"), default="KILL")
    parser.add_argument("--folder", type=Path, help="work here and leave everything (default: a folder that goes)")
    args = parser.parse_args()
    root = args.folder or Path(tempfile.mkdtemp(prefix="kill-test-"))
    rng = random.Random(args.seed)
    documents = root / "in"
    make_documents(documents, args.documents)
    started = time.monotonic()
    code = subprocess.run(_command(documents, root / "calm", args.jobs), capture_output=True).returncode
    whole = time.monotonic() - started
    wanted = outputs(root / "calm")
    print(f"undisturbed: exit code {code}, {whole:.1f} s, {len(wanted)} files", flush=True)
    # Long enough to start and get some documents done, short enough for many kills in one run.
    longest = min(max(2.0, whole / 10), 8.0)
    kills = ended = same = halves = bad = 0
    sent = signal.Signals[f"SIG{args.signal}"]
    errors = (root / "errors").open("w+b")
    while True:
        out = root / f"killed-{ended}"
        run = _start(_command(documents, out, args.jobs), errors)
        try:
            if kills < args.kills:
                run.wait(timeout=rng.uniform(0, longest))
            else:
                run.wait()
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, sent)
            wrong = _ended_badly(run, errors, code) if sent is not signal.SIGKILL else ""
            run.wait()
            kills += 1
            if wrong:
                bad += 1
                print(f"kill {kills}: {wrong}", flush=True)
            halves += (out / "corpus" / "datapackage.json").exists()
            continue
        ended += 1
        equal = outputs(out) == wanted and run.returncode == code
        same += equal
        print(f"run {ended} ended after {kills} kills in all: {'identical' if equal else 'DIFFERENT'}", flush=True)
        if equal:
            shutil.rmtree(out)
        if kills >= args.kills:
            break
    print(f"{kills} kills ({halves} with outputs in place) over {ended} runs of {args.documents} documents", flush=True)
    print(f"{same} of {ended} runs ended in the outputs of the undisturbed one")
    if sent is not signal.SIGKILL:
        print(f"{kills - bad} of {kills} interrupted runs ended with a word")
    if args.folder is None and same == ended:
        shutil.rmtree(root)
    return 0 if same == ended and not bad else 1


if __name__ == "__main__":
    sys.exit(main())
