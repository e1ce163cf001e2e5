"""Proof by generation: how many generated reports are accused falsely, and how many planted errors are found.

    python -m bench.evaluate [--clean 1000] [--each 40] [--first-seed 0] [--style NAME] [--jobs 2] [--verbose]

Reports come from `tests.typeset.generator` as PDFs, so the whole way from glyph to finding is measured. A planted error
counts as found when an error names its table and row (or its indicator) and both numbers; as found elsewhere when some
other finding names both numbers.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.typeset import STYLES, typeset
from tests.typeset.generator import ERRORS, make_report

READABLE = ("word", "wps-embedded", "chars", "shaded", "open", "double-lines")
CLOSE = Decimal("0.005")


@dataclass
class Outcome:
    """What came of one generated report. `kind` is '' for a clean one."""

    seed: int
    kind: str
    style: str
    errors: list[str] = field(default_factory=list)
    warnings: int = 0
    found: bool = False
    elsewhere: bool = False
    extra: int = 0
    verdicts: tuple[int, int] = (0, 0)
    missed: list[str] = field(default_factory=list)


def _close(value: str, wanted: str | None) -> bool:
    try:
        return wanted is not None and abs(Decimal(value.replace(",", "")) - Decimal(wanted.replace(",", ""))) <= CLOSE
    except InvalidOperation:
        return False


def _numbers(finding: Any) -> list[str]:
    texts = " ".join(p.text for p in finding.evidence)
    named = [finding.reported, finding.expected_low, finding.expected_high]
    return [*named, *re.findall(r"-?[\d,]*\d(?:\.\d+)?", texts)]


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def _names_both(wanted: dict[str, Any], finding: Any) -> bool:
    numbers = _numbers(finding)
    pair = [wanted.get("reported"), wanted.get("expected")]
    return all(any(_close(n, w) for n in numbers) for w in pair if w is not None)


def _at_place(wanted: dict[str, Any], finding: Any) -> bool:
    locus = finding.locus
    if wanted.get("indicator"):
        return _plain(wanted["indicator"]) in _plain(locus.indicator + locus.row)
    if wanted.get("table") and wanted["check"] not in {"same_figure", "score_claim"}:
        named = _plain(locus.row + locus.column + locus.indicator)
        return _plain(wanted["table"]) in _plain(locus.table) and _plain(wanted.get("row", "")) in named
    return True


def run_one(task: tuple[int, str, str]) -> Outcome:
    """Make, print, read and audit one report."""
    from parsers.read import read_document
    from pipeline.audit import audit

    seed, kind, style = task
    outcome = Outcome(seed, kind, style)
    try:
        report, key = make_report(random.Random(seed), error=kind or None)
    except LookupError:
        return Outcome(seed, "no such place", style)
    pdf, _ = typeset(report, STYLES[style])
    audited = audit(read_document(pdf, name=f"{seed}.pdf"))
    accusations = [f for f in audited.findings if f.severity.value == "error"]
    outcome.warnings = sum(f.severity.value == "warning" for f in audited.findings)
    if kind:
        [wanted] = key["findings"]
        hits = [f for f in accusations if _names_both(wanted, f)]
        outcome.found = any(_at_place(wanted, f) for f in hits)
        outcome.elsewhere = not outcome.found and any(_names_both(wanted, f) for f in audited.findings)
        outcome.extra = len(accusations) - len(hits)
        if not outcome.found:
            outcome.missed.append(f"{wanted['what']} (row {wanted.get('row')})")
            outcome.errors = [f.message_zh for f in accusations]
    else:
        outcome.errors = [f.message_zh for f in accusations]
    outcome.verdicts = _verdicts(key, audited, outcome.missed)
    return outcome


def _verdicts(key: dict[str, Any], audited: Any, missed: list[str]) -> tuple[int, int]:
    by_name = {_plain(s.indicator): s for s in audited.scores}
    right = 0
    for name, _, _, wanted, *_ in key["indicators"]:
        accepted = set(wanted.split("_or_"))
        if "judgement" in accepted:
            accepted |= {"within_range", "agrees"}
        score = by_name.get(_plain(name))
        if score is not None and score.verdict.value in accepted:
            right += 1
        else:
            missed.append(f"verdict of {name}: {score.verdict.value if score else 'missing'}, not {wanted}")
    return right, len(key["indicators"])


def _show(outcomes: Iterable[Outcome], verbose: bool) -> None:
    done = [o for o in outcomes if o.kind != "no such place"]
    clean = [o for o in done if not o.kind]
    accused = [o for o in clean if o.errors]
    right, total = (sum(o.verdicts[i] for o in done) for i in (0, 1))
    print(
        f"clean reports       {len(clean):5d}   falsely accused {len(accused)}"
        f"   errors {sum(len(o.errors) for o in clean)}"
        f"   warnings per report {sum(o.warnings for o in clean) / max(len(clean), 1):.2f}"
    )
    print(f"verdicts            {right}/{total} = {right / max(total, 1):.4f}")
    print(f"{'planted error':<20}{'reports':>8}{'found':>8}{'at place':>10}{'extra errors':>14}")
    for kind in ERRORS:
        of_kind = [o for o in done if o.kind == kind]
        if of_kind:
            found, at_place = sum(o.found or o.elsewhere for o in of_kind), sum(o.found for o in of_kind)
            print(
                f"{kind:<20}{len(of_kind):>8}{found / len(of_kind):>8.3f}{at_place / len(of_kind):>10.3f}"
                f"{sum(o.extra for o in of_kind):>14}"
            )
    if verbose:
        for o in done:
            if o.missed or (o.errors and not o.kind):
                print(f"seed {o.seed} {o.kind or 'clean'} {o.style}: {'; '.join(o.missed)} | {' | '.join(o.errors)}")
    else:
        print("reasons:", Counter(re.sub(r"[\d.,%]+", "#", e)[:60] for o in clean for e in o.errors).most_common(5))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clean", type=int, default=1000, help="clean reports")
    parser.add_argument("--each", type=int, default=40, help="reports per kind of planted error")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--style", choices=sorted(STYLES), help="one drawing style instead of all readable ones")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="name every miss and every false accusation")
    args = parser.parse_args()

    def style(seed: int) -> str:
        return args.style or READABLE[seed % len(READABLE)]

    seeds = range(args.first_seed, args.first_seed + args.clean)
    tasks = [(s, "", style(s)) for s in seeds]
    tasks += [(args.first_seed + s, kind, style(s)) for kind in ERRORS for s in range(args.each)]
    with ProcessPoolExecutor(args.jobs) as pool:
        _show(pool.map(run_one, tasks, chunksize=4), args.verbose)


if __name__ == "__main__":
    main()
