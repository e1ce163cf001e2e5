"""How much of a scan is read right, and what is said of it: cells, figures, false errors, by kind of scanner.

    python -m bench.scans [--only NAME,NAME] [--first-seed 0] [--worlds framework,wide,budget] [--write docs/scans.md]

Reports are generated (`tests.typeset`), printed, and spoilt by every machine of `bench.facsimiles.machines`; each
machine gets reports of its own, one in two with a planted error. A false error is one that a run over the file before
it was scanned does not have. `found` counts planted errors that are told as errors, `doubted` those told as a matter
for the scan.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from bench.evaluate import WORLDS, names_both
from bench.facsimiles import special_scans
from bench.facsimiles.compare import Score, compare, plain
from bench.facsimiles.machines import MACHINES
from bench.facsimiles.scanners import Machine, scanned
from parsers.read import read_document
from pipeline.audit import audit
from tests.typeset import Report, Truth, typeset

HEAD = """# Scans

What is read of generated reports that were printed, spoilt and scanned in many ways (`bench/facsimiles/machines.py` and
`special_scans.py` say how), and what is then said of them. *Cells* are right in text and span, *figures* are cells that
hold a number and say what is printed. *False* are errors that the same report does not have before it is scanned, at
that place. Of planted errors, *found* are told as errors, *doubted* as a matter for the scan. Measured by

    python -m bench.scans --worlds framework,budget --write docs/scans.md

| scan | pages | cells | figures | whole tables | false | planted: found, doubted, of |
|---|---|---|---|---|---|---|
"""

SAME_PLACE = 0.7  # likeness of two places' names from which they are one


@dataclass
class Outcome:
    """What came of the reports of one machine."""

    score: Score = field(default_factory=Score)
    pages: int = 0
    recognised: int = 0
    seconds: float = 0.0
    false: list[str] = field(default_factory=list)
    found: int = 0
    doubted: int = 0
    planted: int = 0

    def row(self, name: str) -> str:
        s = self.score
        return (
            f"| {name} | {self.pages} | {s.right}/{s.cells} = {s.share:.4f} | "
            f"{s.numeric_right}/{s.numeric} = {s.numeric_share:.4f} | {s.exact}/{s.tables} | {len(self.false)} | "
            f"{self.found}, {self.doubted}, {self.planted} |"
        )


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
    """Errors that are not among those of the file before it was scanned: each of those excuses one that says the same
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
    """Read one scan and count."""
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="names of scans, separated by commas")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--worlds", default="framework,wide,budget")
    parser.add_argument("--keep", type=Path, help="folder for the PDFs")
    parser.add_argument("--write", type=Path, help="write the table here")
    parser.add_argument("--verbose", type=int, default=0, help="print so many wrong cells")
    args = parser.parse_args()
    lines = []
    ways = [*MACHINES, *special_scans.WAYS]
    for number, way in enumerate(ways):
        if args.only and way.name not in args.only.split(","):
            continue
        outcome = Outcome()
        for name, report, key in reports(args.worlds.split(","), args.first_seed + number):
            before, truth = typeset(report, way.style)
            pdf = scanned(before, way, number) if isinstance(way, Machine) else way.make(report)
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{way.name}.{name}.pdf").write_bytes(pdf)
            add(outcome, name, pdf, before, truth, key)
        lines.append(outcome.row(way.name))
        print(lines[-1], f"{outcome.seconds / max(outcome.pages, 1):.2f} CPU s/page", flush=True)
        for told in [*outcome.false, *outcome.score.wrong][: args.verbose]:
            print("   ", told, flush=True)
    if args.write:
        args.write.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
