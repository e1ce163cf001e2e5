"""What the pages show, worked out before any template runs: templates only place it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

from pipeline.export.code_words import CHECKS, SEVERITIES, STATUSES, VERDICTS, Words
from pipeline.export.finished_run import (
    FinishedFinding,
    FinishedReport,
    FinishedScore,
    InputFile,
)
from pipeline.export.html.charts import QuarterChart, RangeBar, quarter_chart, range_bar
from pipeline.export.html.pictures import Strip, View
from pipeline.export.html.steps import Quote, StepView, step_view
from pipeline.vocabulary.english_rule import english_rule
from schemas.audit import CheckCode, Severity, Verdict

MOST_VIEWS = 4  # pictures of one finding; further places are listed
_MOST_PLACES = 24
OPEN_STEPS = 14  # a calculation of more steps is folded until asked for


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding; `reported` and `expected` are its figures with thousands separators."""

    finding: FinishedFinding
    severity: Words
    check: Words
    views: tuple[View, ...]
    more: tuple[Quote, ...]
    left_out: int
    elsewhere: tuple[Quote, ...]
    steps: StepView | None

    @property
    def reported(self) -> str:
        return grouped(self.finding.reported)

    @property
    def expected(self) -> str:
        low, high = grouped(self.finding.expected_low), grouped(self.finding.expected_high)
        return low if low == high else f"{low} – {high}"

    @property
    def gap(self) -> Words:
        """How far a self-score lies outside of what its rule gives."""
        f = self.finding
        if f.check is not CheckCode.SCORE:
            return NO_GAP
        return gap_of(f.reported, f.expected_low, f.expected_high)

    @property
    def consequences(self) -> tuple[tuple[str, str], ...]:
        """What else disagrees, in both languages."""
        f = self.finding
        return tuple(zip_longest(f.consequences, f.consequences_en[: len(f.consequences)], fillvalue=""))

    @property
    def where(self) -> str:
        f = self.finding
        return " · ".join(part for part in (f.table, f.indicator or f.row, f.column) if part)


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One indicator as the report's page shows it."""

    score: FinishedScore
    verdict: Words
    bar: RangeBar
    steps: StepView
    finding_ids: tuple[str, ...]

    @property
    def recomputed(self) -> str:
        return span_text(self.score.low, self.score.high)

    @property
    def gap(self) -> Words:
        return gap_words(self.score.gap)

    @property
    def rule_en(self) -> str:
        return english_rule(self.score.rule)


@dataclass(frozen=True, slots=True)
class Share:
    """One verdict's share of the scores, as a length of a bar of 100."""

    verdict: Verdict
    words: Words
    count: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class ReportView:
    """`pdf` is the link to the PDF ('' where there is none to link to), `pictures` whether pages could be drawn."""

    report: FinishedReport
    pdf: str
    pictures: bool
    severities: tuple[tuple[Severity, Words, int], ...]
    shares: tuple[Share, ...]
    wrong: tuple[ScoreView, ...]
    findings: tuple[FindingView, ...]
    groups: tuple[tuple[str, tuple[ScoreView, ...]], ...]
    chart: QuarterChart | None
    strips: tuple[Strip, ...]
    judged: Decimal

    @property
    def recomputed(self) -> str:
        return span_text(self.report.low, self.report.high)


NO_GAP = Words("", "")


def gap_of(reported: str, low: str, high: str) -> Words:
    """How far a score lies outside a range, all as the corpus carries them; no words where one is not stated."""
    try:
        score = Decimal(reported)
        return gap_words(max(score - Decimal(high), Decimal(0)) + min(score - Decimal(low), Decimal(0)))
    except InvalidOperation:
        return NO_GAP


def gap_words(gap: Decimal) -> Words:
    """By how much a score is too high or too low, in points."""
    if gap > 0:
        return Words(f"高 {gap} 分", f"{gap} too high")
    return Words(f"低 {-gap} 分", f"{-gap} too low") if gap < 0 else NO_GAP


def grouped(text: str) -> str:
    """A plain number with thousands separators; anything else as it is."""
    try:
        return f"{Decimal(text):,f}"
    except InvalidOperation:
        return text


def span_text(low: Decimal | None, high: Decimal | None) -> str:
    """A range as text; one number where both ends are the same, a dash where there is none."""
    if low is None or high is None:
        return "—"
    return f"{low}" if low == high else f"{low} – {high}"


def report_view(
    report: FinishedReport, pdf: str, views: Sequence[Sequence[View]] | None, strips: Sequence[Strip]
) -> ReportView:
    """The view of a report; `views` are the pictures of each finding, None where the PDF is not at hand."""
    pictures = views if views is not None else [()] * len(report.findings)
    scores = tuple(_score_view(report, score) for score in report.scores)
    groups: dict[str, list[ScoreView]] = {}
    for view in scores:
        groups.setdefault(view.score.subject or view.score.level1, []).append(view)
    return ReportView(
        report=report,
        pdf=pdf,
        pictures=views is not None,
        severities=tuple((s, SEVERITIES[s], sum(f.severity is s for f in report.findings)) for s in Severity),
        shares=shares([score.verdict for score in report.scores]),
        wrong=tuple(view for view in scores if view.score.verdict is Verdict.DISAGREES),
        findings=tuple(_finding_view(report, f, p) for f, p in zip(report.findings, pictures, strict=True)),
        groups=tuple((name, tuple(found)) for name, found in groups.items()),
        chart=quarter_chart(report.quarters),
        strips=tuple(strips),
        judged=_judged(report),
    )


def shares(verdicts: Sequence[Verdict]) -> tuple[Share, ...]:
    found = []
    start = 0.0
    for verdict in Verdict:
        count = sum(v is verdict for v in verdicts)
        if count:
            length = 100 * count / len(verdicts)
            found.append(Share(verdict, VERDICTS[verdict], count, round(start, 2), round(length, 2)))
            start += length
    return tuple(found)


def _judged(report: FinishedReport) -> Decimal:
    """Points that the figures leave open."""
    return Decimal(0) if report.low is None or report.high is None else report.high - report.low


def _score_view(report: FinishedReport, score: FinishedScore) -> ScoreView:
    return ScoreView(
        score=score,
        verdict=VERDICTS[score.verdict],
        bar=range_bar(score),
        steps=step_view(score.trace),
        finding_ids=tuple(f.finding_id for f in report.findings if f.indicator == score.indicator),
    )


def _finding_view(report: FinishedReport, finding: FinishedFinding, views: Sequence[View]) -> FindingView:
    shown = tuple(views[:MOST_VIEWS])
    covered = {(v.page, round(f.x, 1), round(f.y, 1)) for v in shown for f in v.frames}
    others = [
        p for p in finding.evidence if (p.page, round(p.box.x0 - 2.5, 1), round(p.box.top - 2.5, 1)) not in covered
    ]
    more = tuple(dict.fromkeys(Quote(p.page, p.text) for p in others))
    return FindingView(
        finding=finding,
        severity=SEVERITIES[finding.severity],
        check=CHECKS[finding.check],
        views=shown,
        more=more[:_MOST_PLACES],
        left_out=max(0, len(more) - _MOST_PLACES),
        elsewhere=_elsewhere(report, finding),
        steps=step_view(finding.trace) if finding.trace else None,
    )


def _elsewhere(report: FinishedReport, finding: FinishedFinding) -> tuple[Quote, ...]:
    """Other places where the quantity in question stands."""
    named = finding.evidence[0].fact_id
    fact = next((f for f in report.facts if f.fact_id == named), None) if named else None
    if fact is None:
        return ()
    known = {(p.page, p.text) for p in finding.evidence}
    same = [
        Quote(f.place.page, f.place.text)
        for f in report.facts
        if (f.metric, f.item, f.period) == (fact.metric, fact.item, fact.period)
        and (f.place.page, f.place.text) not in known
    ]
    return tuple(dict.fromkeys(same))[:_MOST_PLACES]


@dataclass(frozen=True, slots=True)
class WrongScore:
    """A score that disagrees with its rule; `anchor` is where the report's page tells why."""

    indicator: str
    gap: Words
    anchor: str


def _wrong(report: FinishedReport, score: FinishedScore) -> WrongScore:
    finding = next((f.finding_id for f in report.findings if f.indicator == score.indicator), "")
    return WrongScore(score.indicator, gap_words(score.gap), finding or f"score-{score.order}")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in the list of all reports."""

    report_id: str
    title: str
    agency: str
    year: str
    file: str
    self_total: str
    recomputed: str
    grade: str
    counts: tuple[int, int, int]
    shares: tuple[Share, ...]
    wrong: tuple[WrongScore, ...]


def report_line(report: FinishedReport) -> ReportLine:
    counts = [sum(f.severity is severity for f in report.findings) for severity in Severity]
    return ReportLine(
        report_id=report.report_id,
        title=report.title,
        agency=report.agency or report.file,
        year=report.fiscal_year,
        file=report.file,
        self_total="—" if report.self_total is None else str(report.self_total),
        recomputed=span_text(report.low, report.high),
        grade=report.grade,
        counts=(counts[0], counts[1], counts[2]),
        shares=shares([score.verdict for score in report.scores]),
        wrong=tuple(_wrong(report, s) for s in report.scores if s.verdict is Verdict.DISAGREES),
    )


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that is not in the list of reports, or only in part."""

    file: str
    status: Words
    reason: str


def unread(files: Sequence[InputFile]) -> list[Unread]:
    return [
        Unread(f.file, STATUSES.get(f.status, Words(f.status, f.status)), f.reason) for f in files if f.status != "ok"
    ]
