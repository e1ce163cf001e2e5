"""Proof by generation: how many generated reports are accused falsely, and how many planted errors are found.

    python -m bench.evaluate [--world wide] [--clean 300] [--each 15] [--first-seed 0] [--style NAME] [--verbose]

Reports come from `tests.typeset` as PDFs, so the whole way from glyph to finding is measured. Worlds: `framework` (the
framework of 2021 in synthetic agencies), `wide` (editions, tables and sentences of others), `forms` (project forms),
`budget` (budget and final-account documents). A planted error counts as found at its place when an error names its
table and row (or its indicator) and both numbers; as found elsewhere when some other finding names both numbers.
"""

from __future__ import annotations

import argparse
import random
import re
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.typeset import STYLES, Report, typeset
from tests.typeset.budget_documents import BUDGET_ERRORS, make_budget_report
from tests.typeset.generator import ERRORS, make_report
from tests.typeset.project_forms import FORM_ERRORS, make_form_report
from tests.typeset.wide import WIDE_ERRORS, make_wide_report

Maker = Callable[..., tuple[Report, dict[str, Any]]]
WORLDS: dict[str, tuple[Maker, tuple[str, ...]]] = {
    "framework": (make_report, ERRORS),
    "wide": (make_wide_report, WIDE_ERRORS),
    "forms": (make_form_report, FORM_ERRORS),
    "budget": (make_budget_report, BUDGET_ERRORS),
}
READABLE = (
    "word", "wps-embedded", "chars", "shaded", "open", "double-lines", "dashed", "gaps", "patches", "form", "sans",
    "rotated", "rotated-landscape", "watermark", "distractors", "encrypted-empty", "three", "wps",
)  # fmt: skip
CLOSE = Decimal("0.005")
# Findings of these checks are not tied to the table that a key names.
ANYWHERE = frozenset({"same_figure", "score_claim", "criteria", "weight", "evidence", "count", "score_copy", "score"})


@dataclass
class Outcome:
    """What came of one generated report. `kind` is '' for a clean one."""

    world: str
    seed: int
    kind: str
    style: str
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    found: bool = False
    elsewhere: bool = False
    extra: list[str] = field(default_factory=list)
    traps: int = 0
    trapped: list[str] = field(default_factory=list)
    verdicts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    crash: str = ""


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").replace("，", "").rstrip("%"))
    except InvalidOperation:
        return None


def _close(value: str, wanted: str) -> bool:
    """Equal, also where one of them is in 元 and the other in 万元."""
    a, b = _decimal(value), _decimal(wanted)
    if a is None or b is None:
        return False
    return any(abs(a - b * f) <= max(CLOSE, abs(b * f) / 10_000 if f != 1 else CLOSE)
               for f in (1, 10_000, Decimal("0.0001"), 100_000_000))  # fmt: skip


def _numbers(finding: Any) -> list[str]:
    texts = " ".join(p.text for p in finding.evidence)
    named = [finding.reported, finding.expected_low, finding.expected_high]
    return [*named, *re.findall(r"-?[\d,]*\d(?:\.\d+)?", texts)]


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def names_both(wanted: dict[str, Any], finding: Any) -> bool:
    numbers = _numbers(finding)
    reported, expected = wanted.get("reported"), wanted.get("expected")
    if reported is not None and not any(_close(n, reported.lstrip("-")) or _close(n, reported) for n in numbers):
        return False
    if expected is None or any(_close(n, expected) for n in numbers):
        return True
    # Parts are printed rounded, so that what they give is not the right figure to the digit: near enough to tell it
    # from the wrong one.
    low, high = _decimal(finding.expected_low), _decimal(finding.expected_high)
    right, wrong = _decimal(expected), _decimal(reported or expected)
    if low is None or high is None or right is None or wrong is None:
        return False
    near = max(abs(right - wrong) / 5, CLOSE)
    return low - near <= right <= high + near


def _at_place(wanted: dict[str, Any], finding: Any) -> bool:
    locus = finding.locus
    named = _plain(locus.row + locus.column + locus.indicator)
    if wanted.get("indicator"):
        return _plain(wanted["indicator"]) in named
    if wanted.get("table") and wanted["check"] not in ANYWHERE:
        rows = wanted.get("rows") or [wanted.get("row", "")]
        return _plain(wanted["table"]) in _plain(locus.table) and any(_plain(r) in named for r in rows)
    return True


def run_one(task: tuple[str, int, str, str]) -> Outcome:
    """Make, print, read and audit one report."""
    from parsers.read import read_document
    from pipeline.audit import audit

    world, seed, kind, style = task
    outcome = Outcome(world, seed, kind, style)
    make, _ = WORLDS[world]
    try:
        report, key = make(random.Random(seed), error=kind or None)
    except LookupError:
        outcome.kind = "no such place"
        return outcome
    try:
        pdf, _ = typeset(report, STYLES[style])
    except ValueError as error:  # a row taller than a page
        outcome.kind, outcome.crash = "no such place", str(error)
        return outcome
    try:
        audited = audit(read_document(pdf, name=f"{seed}.pdf"))
    except Exception:
        outcome.crash = traceback.format_exc(limit=-3)
        return outcome
    accusations = [f for f in audited.findings if f.severity.value == "error"]
    outcome.warnings = [_said(f) for f in audited.findings if f.severity.value == "warning"]
    outcome.errors = [_said(f) for f in accusations]
    if kind:
        [wanted] = key["findings"]
        hits = [f for f in accusations if names_both(wanted, f)]
        if wanted["severity"] == "any":
            hits = [f for f in audited.findings if names_both(wanted, f)]
        outcome.found = any(_at_place(wanted, f) for f in hits)
        outcome.elsewhere = not outcome.found and any(names_both(wanted, f) for f in audited.findings)
        outcome.extra = [_said(f) for f in accusations if f not in hits]
        if not outcome.found:
            outcome.missed.append(f"{wanted['what']} (row {wanted.get('row')})")
    _verdicts(key, audited, outcome)
    _traps(key, accusations, outcome)
    return outcome


def _traps(key: dict[str, Any], accusations: Iterable[Any], outcome: Outcome) -> None:
    """Cells that a key says are right (`must_not_error`): which of them an error names, as the acceptance matches."""
    outcome.traps = len(key["must_not_error"])
    for table, row, value in key["must_not_error"]:
        for f in accusations:
            named = _plain(row) in _plain(f.locus.row + f.locus.indicator)
            here = not f.locus.table or _plain(table) in _plain(f.locus.table) or _plain(f.locus.table) in _plain(table)
            if named and here and _decimal(f.reported) == _decimal(value):
                outcome.trapped.append(f"TRAP {table}/{row}/{value}: {_said(f)}")


def _said(finding: Any) -> str:
    return f"[{finding.code.value}] {finding.message_zh}"


def _verdicts(key: dict[str, Any], audited: Any, outcome: Outcome) -> None:
    """Verdicts and ranges as the acceptance compares them; names also by the project they stand under."""
    by_name = {_plain(s.subject) + "/" + _plain(s.indicator): s for s in audited.scores}
    by_name |= {"/" + _plain(s.indicator): s for s in audited.scores}
    for name, _, printed, wanted, *bounds in key["indicators"]:
        if wanted == "any":
            continue
        subject, _, leaf = name.rpartition("/")
        score = by_name.get(_plain(subject) + "/" + _plain(leaf))
        accepted = set(wanted.split("_or_"))
        if "judgement" in accepted:
            accepted |= {"within_range", "agrees"}
        right = score is not None and score.verdict.value in accepted
        if right and score is not None and bounds and wanted in {"agrees", "disagrees", "judgement"}:
            pairs = zip(bounds[0], (score.low, score.high), strict=True)
            right = all(got is not None and abs(got - Decimal(want)) <= CLOSE for want, got in pairs)
        if score is not None and right:
            same = score.self_score is not None and score.self_score.value == Decimal(printed)
            right = same or outcome.kind == "score_copy"
        outcome.verdicts[wanted, right] += 1
        if not right:
            got = f"{score.verdict.value} [{score.low}, {score.high}]" if score else "missing"
            outcome.missed.append(f"verdict of {name} ({printed}): {got}, not {wanted} {bounds[0] if bounds else ''}")


def _show(outcomes: Iterable[Outcome], verbose: bool) -> None:
    by_world: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.kind != "no such place":
            by_world[outcome.world].append(outcome)
    for world, done in by_world.items():
        _show_world(world, done, verbose)


def _show_world(world: str, done: list[Outcome], verbose: bool) -> None:
    clean = [o for o in done if not o.kind]
    accused = [o for o in clean if o.errors]
    print(f"== {world}")
    print(
        f"clean reports       {len(clean):5d}   falsely accused {len(accused)}"
        f"   errors {sum(len(o.errors) for o in clean)}"
        f"   warnings per report {sum(len(o.warnings) for o in clean) / max(len(clean), 1):.2f}"
        f"   crashed {sum(bool(o.crash) for o in done)}"
    )
    print(f"traps               {sum(o.traps for o in done):5d}   accused {sum(len(o.trapped) for o in done)}")
    verdicts: Counter[tuple[str, bool]] = sum((o.verdicts for o in done), Counter())
    for wanted in sorted({w for w, _ in verdicts}):
        right, wrong = verdicts[wanted, True], verdicts[wanted, False]
        print(f"verdict {wanted:<20}{right}/{right + wrong} = {right / max(right + wrong, 1):.4f}")
    print(f"{'planted error':<20}{'reports':>8}{'found':>8}{'at place':>10}{'extra errors':>14}")
    for kind in WORLDS[world][1]:
        of_kind = [o for o in done if o.kind == kind]
        if of_kind:
            found, at_place = sum(o.found or o.elsewhere for o in of_kind), sum(o.found for o in of_kind)
            print(
                f"{kind:<20}{len(of_kind):>8}{found / len(of_kind):>8.3f}{at_place / len(of_kind):>10.3f}"
                f"{sum(len(o.extra) for o in of_kind):>14}"
            )
    planted = [o for o in done if o.kind]
    if planted:
        found, at_place = sum(o.found or o.elsewhere for o in planted), sum(o.found for o in planted)
        print(f"all planted         {len(planted):>8}{found / len(planted):>8.3f}{at_place / len(planted):>10.3f}")
    if verbose:
        for o in done:
            if o.crash:
                print(f"seed {o.seed} {o.kind or 'clean'} {o.style}: CRASH {o.crash}")
            told = [*o.missed, *o.trapped, *(f"FALSE {e}" for e in (o.extra if o.kind else o.errors))]
            if o.kind and not o.found:
                told += [f"ELSEWHERE {o.elsewhere}"]
            for line in told:
                print(f"seed {o.seed} {o.kind or 'clean'} {o.style}: {line}")
    else:
        print("reasons:", Counter(re.sub(r"[\d.,%]+", "#", e)[:60] for o in clean for e in o.errors).most_common(5))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world", choices=sorted(WORLDS), action="append", help="only these; may be repeated")
    parser.add_argument("--clean", type=int, default=300, help="clean reports of each world")
    parser.add_argument("--each", type=int, default=15, help="reports per kind of planted error")
    parser.add_argument("--kind", action="append", help="only these kinds of planted errors")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--style", choices=sorted(STYLES), help="one drawing style instead of all readable ones")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="name every miss and every false accusation")
    args = parser.parse_args()

    def style(seed: int) -> str:
        return args.style or READABLE[seed % len(READABLE)]

    tasks = []
    for world in args.world or WORLDS:
        seeds = range(args.first_seed, args.first_seed + args.clean)
        tasks += [(world, s, "", style(s)) for s in seeds]
        kinds = [k for k in WORLDS[world][1] if not args.kind or k in args.kind]
        tasks += [(world, args.first_seed + s, kind, style(s)) for kind in kinds for s in range(args.each)]
    with ProcessPoolExecutor(args.jobs) as pool:
        _show(pool.map(run_one, tasks, chunksize=4), args.verbose)


if __name__ == "__main__":
    main()
