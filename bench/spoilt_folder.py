"""A folder in which a third of the files are spoilt: what does that cost the others?

    python -m bench.spoilt_folder [--given FOLDER] [--documents 60] [--seed 1] [--jobs 2] [--keep DIR]

Without `--given`, the sample reports and generated ones in all their styles. The folder is run as it is; then every
third file is cut off, has bits flipped, parts swapped, dropped or repeated, or is swapped for something else (a zip, a
web page, nothing), and it is run again twice: into the same output folder and into a new one.

Holds when each file has exactly one status, every sound file the same status and the same rows in all tables as in the
undisturbed run, and both runs wrote the same bytes. Ends with 1 otherwise.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.fuzz import mutate
from tests.typeset import STYLES, typeset
from tests.typeset.generator import make_report
from tests.typeset.wide import make_wide_report

_CORPUS = Path(__file__).parents[1] / "corpus"
_STATUSES = {"ok", "partial", "quarantined", "duplicate"}
_OF_DOCUMENTS = "documents.csv"

Tables = dict[str, dict[str, list[dict[str, str]]]]
"""Rows by file name of the table and report_id (documents.csv: by file)."""


def make_reports(folder: Path, count: int, seed: int) -> None:
    """The samples and `count` generated reports."""
    styles = sorted(name for name, style in STYLES.items() if not style.password and style.scan is None)
    for path in _CORPUS.glob("*.pdf"):
        shutil.copy(path, folder / path.name)
    for number in range(count):
        make = make_wide_report if number % 2 else make_report
        report, _ = make(random.Random(seed * 1000 + number))
        style = styles[number % len(styles)]
        (folder / f"{number:03}.{style}.pdf").write_bytes(typeset(report, STYLES[style])[0])


def _zip(_: random.Random, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.pdf", data)
    return packed.getvalue()


def _web_page(rng: random.Random, _: bytes) -> bytes:
    return f"<!DOCTYPE html><title>404</title><p>{rng.random()}".encode()


def _nothing(_: random.Random, __: bytes) -> bytes:
    return b""


WAYS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    mutate.cut_off,
    mutate.flip_bits,
    mutate.swap_parts,
    mutate.drop_part,
    mutate.repeat_part,
    mutate.cut_off,
    mutate.flip_bits,
    mutate.swap_parts,
    _zip,
    _web_page,
    _nothing,
)


def spoil(folder: Path, rng: random.Random) -> dict[str, str]:
    """Spoil every third file; returns how, by name."""
    how = {}
    for number, path in enumerate(sorted(folder.rglob("*.pdf"))):
        if number % 3 == 0:
            way = WAYS[len(how) % len(WAYS)]
            path.write_bytes(way(rng, path.read_bytes()))
            how[path.relative_to(folder).as_posix()] = way.__name__.strip("_").replace("_", " ")
    return how


def _run(folder: Path, out: Path, jobs: int) -> int:
    command = [sys.executable, "-m", "pipeline.cli.main", "run", str(folder), "--out", str(out), "--jobs", str(jobs)]
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


def _tables(out: Path) -> Tables:
    found: Tables = {}
    for path in sorted((out / "corpus").glob("*.csv")):
        rows: dict[str, list[dict[str, str]]] = {}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["file" if path.name == _OF_DOCUMENTS else "report_id"], []).append(row)
        found[path.name] = rows
    return found


def _bytes(out: Path) -> dict[str, bytes]:
    return {f"{part}/{p.name}": p.read_bytes() for part in ("corpus", "excel") for p in (out / part).iterdir()}


def differences(calm: Tables, after: Tables, names: list[str], spoilt: dict[str, str]) -> list[str]:
    """What is wrong with the run over the spoilt folder, in words."""
    wrong = []
    ended = after[_OF_DOCUMENTS]
    if sorted(ended) != sorted(names):
        wrong.append(f"{len(ended)} files have a row in documents.csv, not {len(names)}")
    for name, rows in ended.items():
        if len(rows) != 1 or rows[0]["status"] not in _STATUSES:
            wrong.append(f"{name}: {len(rows)} rows, {rows[0]['status']}")
    for name in names:
        if name in spoilt:
            continue
        before = calm[_OF_DOCUMENTS][name]
        if ended.get(name) != before:
            wrong.append(f"{name}: {before} became {ended.get(name)}")
        report_id = before[0]["report_id"]
        for table in sorted(set(calm) - {_OF_DOCUMENTS}):
            if calm[table].get(report_id) != after[table].get(report_id):
                wrong.append(f"{name}: other rows in {table}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--given", type=Path, help="a folder of PDFs to work on a copy of")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="work here and leave everything")
    args = parser.parse_args()
    root = args.keep or Path(tempfile.mkdtemp(prefix="spoilt-"))
    folder = root / "in"
    if args.given:
        shutil.copytree(args.given, folder)
    else:
        folder.mkdir(parents=True)
        make_reports(folder, args.documents, args.seed)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf"))
    _run(folder, root / "calm", args.jobs)
    shutil.copytree(root / "calm", root / "same")
    spoilt = spoil(folder, random.Random(args.seed))
    codes = [_run(folder, root / out, args.jobs) for out in ("same", "new")]
    calm, after = _tables(root / "calm"), _tables(root / "new")
    wrong = differences(calm, after, names, spoilt)
    if _bytes(root / "same") != _bytes(root / "new"):
        wrong.append("a run into the folder of the undisturbed run wrote other bytes than one into a new folder")
    ends = Counter(
        (way, row[0]["status"], row[0]["reason"])
        for name, way in spoilt.items()
        if (row := after[_OF_DOCUMENTS].get(name))
    )
    print(f"{len(names)} files, {len(spoilt)} of them spoilt; exit codes {codes}")
    for (way, status, reason), count in sorted(ends.items()):
        print(f"  {count:3}  {way}: {status}{' ' * bool(reason)}{reason}")
    statuses = Counter(rows[0]["status"] for name, rows in after[_OF_DOCUMENTS].items() if name not in spoilt)
    print(f"sound files: {', '.join(f'{count} {status}' for status, count in sorted(statuses.items()))}")
    for line in wrong:
        print(f"WRONG: {line}")
    print("all sound files came out as in the undisturbed run" if not wrong else f"{len(wrong)} things are wrong")
    if args.keep is None:
        shutil.rmtree(root)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
