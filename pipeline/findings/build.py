"""Checks -> findings: severity, place, both languages, evidence; one slip, one finding."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.findings.finer_prints import with_finer_inputs
from pipeline.findings.meanings.every_kind import names_every_kind
from pipeline.findings.meanings.far_off import FarOff
from pipeline.findings.meanings.other_meaning import OtherMeanings
from pipeline.findings.meanings.other_pairing import OtherPairings
from pipeline.findings.meanings.other_scope import of_other_scope
from pipeline.findings.meanings.other_scores import of_other_score
from pipeline.findings.meanings.printed_numbers import PrintedNumbers
from pipeline.findings.messages import message, templates
from pipeline.findings.readings.damage import may_be_damage
from pipeline.findings.readings.lost_names import LostNames
from pipeline.findings.readings.misread import Readings
from pipeline.findings.readings.shaky_tables import ShakyTables
from pipeline.findings.readings.torn_cells import CutFigures, TornCells
from pipeline.findings.readings.unsure_numbers import UnsureNumbers
from pipeline.findings.slips import Slip, slips
from pipeline.findings.twins import Twins
from pipeline.findings.worked_back import Node, implied, node_of_figure
from pipeline.normalize.label_pairs import PairCells
from pipeline.vocabulary.english import english
from schemas.audit import Check, CheckCode, Finding, Locus, Outcome, Severity
from schemas.document import Block, Table
from schemas.figure import Figure, Interval, Unit, plain_decimal
from schemas.records import Report
from schemas.trusted import changed

# Variants that leave a doubt: a person should look, the report may be right.
WARNINGS = frozenset(
    {
        "score.ambiguous",
        "evidence.no_figure",
        "score_sum.missing_score",
        "sum.parts_with_blanks",
        "sum.parts_unexplained",
        "sum.sentence",
        "sum.asked",
        "difference.asked",
        "same_figure.two_sentences_unsure",
        "same_figure.text_and_table_unsure",
        "same_figure.year_of_table",
        "criteria.points",
        "weight.hundred",
        "difference.cumulative",
        "count.projects_listed",
        "score_claim.parts_below",
        "ratio.over_all",
    }
)
NOTICES = frozenset({"criteria.edition", "criteria.bands_overlap", "criteria.bands_gap", "weight.edition"})
FEW_DIGITS = 4
MOST_EVIDENCE = 60  # places listed per finding; a sum over hundreds of rows names the first ones


def build_findings(
    report: Report,
    checks: Iterable[Check],
    tables: Sequence[Table] = (),
    damaged_pages: Collection[int] = (),
    blocks: Sequence[Block] = (),
    pairs: PairCells | None = None,
) -> list[Finding]:
    """All findings of a report, most severe first, then in the order of the checks. Ids are stable across runs: they
    depend on what is found and where it is named, not on counts or coordinates. `tables`, `damaged_pages` and
    `blocks` are those of the document; `pairs`: the values of its tables that `blocks` tell as sentences."""
    pairs = pairs or PairCells()
    columned = [t for t in tables if t.table_id not in pairs.tables]
    printed = cache(lambda: PrintedNumbers(blocks, columned, report.fiscal_year))
    every = [with_finer_inputs(c, printed) for c in checks]
    doubts = _Doubts(
        Readings(report, every, UnsureNumbers(tables, blocks)),
        ShakyTables(report, every, tables),
        TornCells(tables),
        LostNames(tables),
        CutFigures(tables),
        OtherMeanings(report),
        FarOff(report),
        OtherPairings(every, printed),
        damaged_pages,
    )
    names = {t.table_id: t.name for t in tables}
    found = [_of_slip(slip, doubts) for slip in slips(every, report, names, Twins(printed))]
    found += [_of_check(c, Severity.NOTICE) for c in every if c.outcome is Outcome.UNDEFINED and _told(c)]
    found += [_of_check(c, Severity.WARNING) for c in every if c.outcome is Outcome.NOT_CHECKABLE and _told(c)]
    order = {severity: i for i, severity in enumerate(Severity)}
    found = sorted((f for f in found if f.evidence), key=lambda f: order[f.severity])
    return numbered([_in_its_table(f, pairs, names) for f in found])


def _in_its_table(finding: Finding, pairs: PairCells, names: Mapping[str, str]) -> Finding:
    """A finding about a value that a table tells as a sentence does, with the table's name."""
    stands = pairs.at(finding.evidence[0].box) if pairs.cells and not finding.locus.table else None
    name = names.get(stands[0], "") if stands else ""
    if not name:
        return finding
    return finding.model_copy(
        update={
            "locus": finding.locus.model_copy(update={"table": name}),
            "message_zh": re.sub("^正文", name, finding.message_zh),
            "message_en": f"{name} / {finding.message_en}",
        }
    )


def _key(check: Check) -> str:
    return f"{check.code.value}.{check.variant}"


def _told(check: Check) -> bool:
    """Whether a check that came to no comparison is worth a finding; most only stand in checks.csv."""
    return _key(check) in templates() and check.variant in ("zero_base", "no_figure")


def severity_of(check: Check) -> Severity:
    """Severity of a failed check (contract.md, Codes)."""
    if check.outcome is Outcome.TRUNCATED or _key(check) in NOTICES:
        return Severity.NOTICE
    if check.variant.endswith("_last_digit") or _key(check) in WARNINGS:
        return Severity.WARNING
    return Severity.ERROR


@dataclass(frozen=True, slots=True)
class _Doubts:
    """Why a check may fail although the report is right: then it is worth a look, and no accusation."""

    readings: Readings
    shaky: ShakyTables
    torn: TornCells
    lost: LostNames
    cut: CutFigures
    meanings: OtherMeanings
    far_off: FarOff
    pairings: OtherPairings
    damaged_pages: Collection[int]

    def of(self, check: Check) -> Iterator[tuple[str, dict[str, str]]]:
        """Keys of the messages that tell the doubts, each with its fields."""
        if self.readings.explain(check) or self.shaky.explain(check):
            yield "scan", {}
        elif self.torn.explain(check):
            yield "torn", {}
        elif self.lost.explain(check):
            yield "lost_names", {}
        elif self.cut.explain(check):
            yield "cut_figure", {}
        if _rests_on_likely(check):
            yield "likely", {}
        if other := self.meanings.explain(check):
            yield "other_meaning", other.fields
        elif of_other_scope(check) or of_other_score(check):
            yield "other_scope", {}
        elif not names_every_kind(check) and self.far_off.explain(check):
            yield ("far_off_in_table" if check.locus.table else "far_off"), {}
        if may_be_damage(check, self.damaged_pages):
            yield "damaged", {}

    def borne_out(self, slip: Slip) -> bool:
        """Whether what a sentence's figure lies far from is no misreading of that sentence: another check accuses the
        same figure and has no such doubt, or one of another kind, over other figures, leaves the very same value."""
        lead, reported = slip.lead, slip.lead.reported
        if reported is None or lead.expected_low is None or lead.expected_high is None:
            return False
        node = node_of_figure(reported)
        expected = Interval(low=lead.expected_low, high=lead.expected_high)
        for other in (c for c in slip.others if severity_of(c) is Severity.ERROR and c.code is not lead.code):
            left = implied([other], node, reported)
            if left is None or not left.meets(expected):
                continue
            accused = other.reported is not None and node_of_figure(other.reported) == node
            if accused and not any(self.of(other)):
                return True
            if not accused and reported.significant_digits >= FEW_DIGITS and not _share_figures(lead, other, node):
                return True
        return False

    def misread(self, slip: Slip) -> bool:
        """Whether each check that a figure was worked back from may be owed to the reading of another."""
        return bool(slip.others) and slip.lead.relation is None and all(map(self.readings.explain, slip.others))

    def other_pairing(self, slip: Slip) -> bool:
        """Whether each check of a slip may have held its number against figures that it is not of."""
        members = [c for c in (slip.lead, *slip.others) if c.variant not in ("cell", "cell_swapped")]
        return bool(members) and all(not names_every_kind(c) and self.pairings.explain(c) for c in members)


def _share_figures(one: Check, other: Check, node: Node) -> bool:
    """Whether two checks rest on a figure in common, besides the one at `node`."""
    held = [{node_of_figure(f) for f in c.relation.figures} - {node} for c in (one, other) if c.relation is not None]
    return len(held) < 2 or bool(held[0] & held[1])


def _judging(slip: Slip) -> tuple[Check, ...]:
    """The checks that say how sure a finding is: of a figure worked back from others they are those. Swapped digits
    settle what is in doubt, but for a number that has few."""
    few = slip.lead.reported is not None and slip.lead.reported.significant_digits < FEW_DIGITS
    worked_back = slip.lead.variant == "cell" or (slip.lead.variant == "cell_swapped" and few)
    return slip.others if worked_back and slip.others else (slip.lead, *slip.others)


def _of_slip(slip: Slip, doubts: _Doubts) -> Finding:
    order = list(Severity)
    severity = min((severity_of(c) for c in _judging(slip)), key=order.index)
    told = list(doubts.of(slip.lead)) if severity is Severity.ERROR else []
    if [key for key, _ in told] == ["far_off"] and doubts.borne_out(slip):
        told = []
    if severity is Severity.ERROR and not told and doubts.misread(slip):
        told.append(("scan", {}))
    if severity is Severity.ERROR and not told and doubts.other_pairing(slip):
        told.append(("other_pairing", {}))
    finding = _of_check(slip.lead, Severity.WARNING if told else severity)
    texts = {"zh": finding.message_zh, "en": finding.message_en}
    for key, fields in told:
        texts = {lang: message(key, lang, {"message": text, **fields}) for lang, text in texts.items()}
    if slip.others:
        texts = {
            lang: text + message("consequences", lang, {"count": str(len(slip.others))}) for lang, text in texts.items()
        }
    evidence = dict.fromkeys(finding.evidence)
    for check in slip.others:
        evidence |= dict.fromkeys(check.inputs[:MOST_EVIDENCE])
    return finding.model_copy(
        update={
            "message_zh": texts["zh"],
            "message_en": texts["en"],
            "evidence": tuple(evidence),
            "consequences": tuple(_message(c, "zh") for c in slip.others),
            "consequences_en": tuple(_message(c, "en") for c in slip.others),
        }
    )


def _rests_on_likely(check: Check) -> bool:
    """Whether a figure was taken from a sentence by its meaning: worth a look, no accusation."""
    return check.trace is not None and any(step.likely for step in check.trace.walk())


def _of_check(check: Check, severity: Severity) -> Finding:
    low, high = expected_texts(check)
    return Finding(
        finding_id="",
        code=check.code,
        severity=severity,
        locus=check.locus,
        reported=check.reported.plain if check.reported else "",
        expected_low=low,
        expected_high=high,
        message_zh=_message(check, "zh"),
        message_en=_message(check, "en"),
        evidence=check.inputs[:MOST_EVIDENCE],
        trace=check.trace,
    )


def expected_texts(check: Check) -> tuple[str, str]:
    """What the other figures give, as plain decimals at the precision of the reported figure.

    A finding names the value that a person gets from the printed figures; a range stands only where a rule or more
    than one way to compute leaves one. How far rounding could move that value stands in checks.csv.
    """
    if check.expected_low is None or check.expected_high is None:
        return "", ""
    decimals = check.reported.decimals if check.reported else None
    if check.code is CheckCode.SCORE and decimals is not None:
        decimals = max(decimals, 2)
    if check.variant.startswith("of_template") and decimals is not None:
        decimals = max(decimals, 2)  # what the cell prints, where the text says 0.3
    of_points = (CheckCode.SCORE_SUM, CheckCode.SCORE_COPY, CheckCode.SCORE_CLAIM)
    if check.code in of_points and check.variant != "score_rate" and decimals is not None:
        decimals = max(decimals, -int(check.expected_low.normalize().as_tuple().exponent))
    if check.nominals:
        return plain_decimal(min(check.nominals), decimals), plain_decimal(max(check.nominals), decimals)
    return plain_decimal(check.expected_low, decimals), plain_decimal(check.expected_high, decimals)


_SUFFIX = {Unit.PERCENT: "%"}


def _printed(value: str, like: Figure | None) -> str:
    return value + (_SUFFIX.get(like.unit, "") if like else "")


def _message(check: Check, language: str) -> str:
    low, high = expected_texts(check)
    expected = _printed(low, check.reported) if low == high else f"{low}–{_printed(high, check.reported)}"
    table, page = check.fields.get("where", ""), check.fields.get("page", "")
    said = check.fields if language == "zh" else {**check.fields, **_in_english(check)}
    fields = {
        "where": where(check.locus, language),
        "reported": _printed(check.reported.plain, check.reported) if check.reported else "—",
        "expected": expected,
        "indicator": check.locus.indicator,
        "place": table or (f"第 {page} 页" if page else "另一处"),
        "place_en": table or (f"page {page}" if page else "another place"),
        **{k: v for k, v in said.items() if k not in ("where", "expected")},
        "expected_word": check.fields.get("expected", ""),
    }
    return message("truncated" if check.outcome is Outcome.TRUNCATED else _key(check), language, fields)


def _in_english(check: Check) -> dict[str, str]:
    """Fields of a score's check that hold fuhe's own Chinese words, in English."""
    if check.code not in (CheckCode.SCORE, CheckCode.EVIDENCE):
        return {}
    return {key: english(check.fields[key]) for key in ("readings", "missing") if check.fields.get(key)}


def where(locus: Locus, language: str) -> str:
    """The place in the report's own terms: table, row, column or indicator."""
    name = locus.row or locus.indicator
    if language == "zh":
        middle = f"“{name}”" if name else ""
        return f"{locus.table}{middle}{locus.column}" or "报告"
    return " / ".join(x for x in (locus.table, name, locus.column) if x) or "the report"


def numbered(findings: list[Finding]) -> list[Finding]:
    """The findings with their ids."""
    seen: Counter[str] = Counter()
    told = []
    for finding in findings:
        locus = finding.locus
        named = (finding.code.value, locus.table, locus.row, locus.column, locus.indicator, finding.reported)
        digest = hashlib.sha256("\x1f".join(named).encode()).hexdigest()[:8]
        key = f"{finding.code.value}-{digest}"
        seen[key] += 1
        ident = key if seen[key] == 1 else f"{key}-{seen[key]}"
        told.append(changed(finding, finding_id=ident))
    return told
