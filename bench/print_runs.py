"""Generated reports in print after print: spoilt in a named way, read, audited, and held against what was typeset.

What `bench.scans` and `bench.wild` share: each way gets reports of its own (one in two with a planted error), and a
false error is one that a run over the sound print of the same report does not tell.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from bench.evaluate import WORLDS, names_both
from bench.facsimiles.compare import Score, compare, plain
from bench.facsimiles.scanners import Machine, scanned
from bench.facsimiles.special_scans import Way
from parsers.read import read_document
from pipeline.audit import audit
from tests.typeset import Report, Truth, typeset

SAME_PLACE = 0.7  # likeness of two places' names from which they are one


@dataclass
class Outcome:
    """What came of the reports printed in one way."""

    score: Score = field(default_factory=Score)
    pages: int = 0
    recognised: int = 0
    seconds: float = 0.0
    false: list[str] = field(default_factory=list)
    found: int = 0
    doubted: int = 0
    planted: int = 0


def reports(worlds: list[str], seed: int) -> Iterator[tuple[str, Report, dict[str, Any]]]:
    """(name, report, key) in each world; every other one with a planted error."""
    for place, world in enumerate(worlds):
        make, kinds = WORLDS[world]
        if (place + seed) % 2:
            yield f"{world}-{seed}", *make(random.Random(seed))
            continue
        for kind in (kinds[(seed + turn) % len(kinds)] for turn in range(len(kinds))):
            try:
                yield f"{world}-{seed}-{kind}", *make(random.Random(seed), error=kind)
            except LookupError:
                continue
            break


class Told(NamedTuple):
    """An error that was told: its check with what is printed there, the names of its place, and what was said."""

    what: str
    place: str
    said: str


def _errors(audited: Any) -> list[Told]:
    return [
        Told(f"{f.code.value} {f.reported}", plain(f.locus.table + f.locus.row + f.locus.column + f.locus.indicator),
             f.message_zh)
        for f in audited.findings
        if f.severity.value == "error"
    ]  # fmt: skip


def _new(told: list[Told], before: list[Told]) -> list[Told]:
    """Errors that are not among those of the sound print: each of those excuses one that says the same
    of the same figure at a place whose names are nearly the same (characters of a name may be read otherwise)."""
    left, found = list(before), []
    for error in told:
        like = [(SequenceMatcher(None, error.place, k.place).ratio(), k) for k in left if k.what == error.what]
        best = max(like, default=None, key=lambda pair: pair[0])
        if best is None or best[0] < SAME_PLACE:
            found.append(error)
        else:
            left.remove(best[1])
    return found


def add(outcome: Outcome, name: str, pdf: bytes, before: bytes, truth: Truth, key: dict[str, Any]) -> None:
    """Read one print and count."""
    started = time.process_time()
    document = read_document(pdf, name=f"{name}.pdf")
    outcome.seconds += time.process_time() - started
    outcome.pages += len(document.pages)
    outcome.recognised += sum(page.text_source == "ocr" for page in document.pages)
    outcome.score.add(compare(document, truth))
    audited = audit(document)
    known = _errors(audit(read_document(before, name=f"{name}.pdf")))
    new = _new(_errors(audited), known)
    wanted = key["findings"][0] if key["findings"] else None
    if wanted:
        hits = [f for f in audited.findings if names_both(wanted, f)]
        told = any(f.severity.value == "error" or wanted["severity"] == "any" for f in hits)
        outcome.planted += 1
        outcome.found += told
        outcome.doubted += bool(hits) and not told
        if not told:
            outcome.score.wrong.append(f"{name}: {'doubted' if hits else 'missed'} {wanted['what']}")
    outcome.false += [f"{name}: FALSE {error.said}" for error in new]


def measure(
    about: str | None,
    head: str,
    ways: Sequence[Machine | Way],
    row: Callable[[str, Outcome], str],
    worlds: str,
) -> None:
    """Read the command line, measure every way, print its row and write the table where that is asked for.

    `about`: what the command does; `head`: what stands above the table; `worlds`: those that reports come from when
    none are named.
    """
    args = _arguments(about, worlds)
    lines = []
    for number, way in enumerate(ways):
        if args.only and way.name not in args.only.split(","):
            continue
        outcome = Outcome()
        for name, report, key in reports(args.worlds.split(","), args.first_seed + number):
            sound, truth = typeset(report, way.style)
            pdf = scanned(sound, way, number) if isinstance(way, Machine) else way.make(report)
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{way.name}.{name}.pdf").write_bytes(pdf)
            add(outcome, name, pdf, sound, truth, key)
        lines.append(row(way.name, outcome))
        print(lines[-1], f"{outcome.seconds / max(outcome.pages, 1):.2f} CPU s/page", flush=True)
        for told in [*outcome.false, *outcome.score.wrong][: args.verbose]:
            print("   ", told, flush=True)
    if args.write:
        args.write.write_text(head + "\n".join(lines) + "\n", "utf-8")


def _arguments(about: str | None, worlds: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="names of rows, separated by commas")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--worlds", default=worlds)
    parser.add_argument("--keep", type=Path, help="folder for the PDFs")
    parser.add_argument("--write", type=Path, help="write the table here")
    parser.add_argument("--verbose", type=int, default=0, help="print so many wrong cells")
    return parser.parse_args()
