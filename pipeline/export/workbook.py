"""`OUT/audit/findings.xlsx`: the audit as auditors like to have it, in Excel.

Text of reports is always written as text, so nothing in it can act as a formula. The same corpus gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from pipeline.export.code_words import CHECKS, OUTCOMES, SEVERITIES, UNITS, VERDICTS, reason_in_chinese
from pipeline.export.decision_log import STATES, Latest, State
from pipeline.export.finished_run import FinishedReport, FinishedScore
from pipeline.export.report_rows import LINE_FIGURES
from pipeline.export.workbook_columns import (
    CHECK_COLUMNS,
    FINDING_COLUMNS,
    FINDINGS_PRINTED,
    LINE_COLUMNS,
    OVERVIEW_COLUMNS,
    QUARTER_COLUMNS,
    SCORE_COLUMNS,
    STEP_COLUMNS,
    explain,
)
from pipeline.export.workbook_sheet import Formats, Sheet
from pipeline.export.workbook_steps import Step, steps_of
from schemas.audit import Outcome, Severity, Verdict

CREATED = datetime(2000, 1, 1)  # a fixed date: the workbook says what the corpus says, not when it was written
_VERDICT_TONES = {
    Verdict.AGREES: "good",
    Verdict.WITHIN_RANGE: "plain",
    Verdict.DISAGREES: "bad",
    Verdict.AMBIGUOUS: "warn",
    Verdict.NOT_VERIFIABLE: "warn",
}
SEVERITY_TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTICE: "calm"}
_OUTCOME_TONES = {Outcome.INCONSISTENT: "bad", Outcome.TRUNCATED: "calm"}
_STEPS_SHEET = "得分复算"
_MOST_CHECKS = 300_000  # beyond this, checks that passed are left to checks.csv


def workbook(
    reports: Iterable[FinishedReport],
    pdfs: Mapping[str, str],
    decisions: Latest | None = None,
    pages: bool = True,
) -> bytes:
    """The workbook over `reports`. `pdfs` gives the link to a report's PDF, relative to the workbook, by report id;
    `decisions` are what auditors decided so far; `pages` says whether HTML pages of the reports lie beside it."""
    out = io.BytesIO()
    options = {
        "constant_memory": True,  # rows go to disk as they come; every sheet is written from top to bottom
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": "自评报告复核", "author": "fuhe", "created": CREATED})
    book.set_calc_mode("auto")
    sheets = _Sheets(book, pdfs, decisions or {}, pages)
    for report in reports:
        sheets.add(report)
    sheets.finish()
    book.close()
    return out.getvalue()


class _Sheets:
    def __init__(self, book: object, pdfs: Mapping[str, str], decisions: Latest, pages: bool) -> None:
        formats = Formats(book)
        self._pdfs, self._decisions, self._pages = pdfs, decisions, pages
        self._overview = Sheet(book, formats, "总览", OVERVIEW_COLUMNS, frozen=1)
        self._scores = Sheet(book, formats, "得分", SCORE_COLUMNS, frozen=4)
        self._steps = Sheet(book, formats, _STEPS_SHEET, STEP_COLUMNS, frozen=3)
        self._findings = Sheet(book, formats, "疑点", FINDING_COLUMNS, frozen=2, printed=FINDINGS_PRINTED)
        self._quarters = Sheet(book, formats, "季度执行", QUARTER_COLUMNS, frozen=2)
        self._lines = Sheet(book, formats, "预算明细", LINE_COLUMNS, frozen=3)
        self._checks = Sheet(book, formats, "校验", CHECK_COLUMNS, frozen=1)
        self._book, self._formats = book, formats

    def add(self, report: FinishedReport) -> None:
        first = self._scores.row + 1
        for score in report.scores:
            self._add_score(report, score)
        self._add_overview(report, first, self._scores.row)
        self._add_findings(report)
        self._add_quarters(report)
        self._add_lines(report)
        self._add_checks(report)

    def finish(self) -> None:
        sheets = (
            self._overview,
            self._scores,
            self._steps,
            self._findings,
            self._quarters,
            self._lines,
            self._checks,
        )
        for sheet in sheets:
            sheet.done()
        explain(self._book, self._formats, sheets)

    # -- 得分, 得分复算 ----------------------------------------------------------------------------------------------

    def _add_score(self, report: FinishedReport, score: FinishedScore) -> None:
        s, verdict = self._scores, VERDICTS[score.verdict]
        tone = _VERDICT_TONES[score.verdict]
        root = self._add_steps(report, score)
        row = s.row + 1
        texts = (report.title, score.subject or score.level1, score.level2, score.indicator)
        for col, text in enumerate(texts):
            s.text(col, text)
        s.number(4, score.weight)
        s.number(5, score.self_score)
        self._bound(6, score.low, root.low.value if root and root.low else None, root, "H", tone)
        self._bound(7, score.high, root.high.value if root and root.high else None, root, "I", tone)
        s.text(8, verdict.zh, tone, bold=score.verdict is Verdict.DISAGREES)
        if score.self_score is not None and score.low is not None and score.high is not None:
            s.formula(9, f"IF(F{row}>H{row},F{row}-H{row},IF(F{row}<G{row},F{row}-G{row},0))", score.gap, tone)
        else:
            s.number(9, None)
        s.text(10, score.rule)
        if root is not None:
            s.link(11, f"internal:'{_STEPS_SHEET}'!A{root.row}", "复算过程")
        else:
            s.text(11, "")
        self._page_link(s, 12, report, score.page)
        s.next()

    def _bound(
        self, col: int, value: Decimal | None, raw: Decimal | None, root: Step | None, column: str, tone: str
    ) -> None:
        if value is None or raw is None or root is None or not root.is_formula:
            self._scores.number(col, value, tone)
            return
        exponent = value.as_tuple().exponent
        places = max(-exponent, 0) if isinstance(exponent, int) else 2
        if raw.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) == value:
            self._scores.formula(col, f"ROUND('{_STEPS_SHEET}'!{column}{root.row},{places})", value, tone)
        else:  # widened by what rounding of the inputs allows: not a matter of one formula
            self._scores.number(col, value, tone)

    def _add_steps(self, report: FinishedReport, score: FinishedScore) -> Step | None:
        s = self._steps
        root = steps_of(score, s.row + 1, (xl_col_to_name(7), xl_col_to_name(8)))
        if s.row + sum(1 for _ in root.walk) >= 1_000_000:
            return None
        for step in root.walk:
            trace, top = step.trace, step.depth == 0
            tone = "calm" if top else "plain"
            s.text(0, report.title, tone)
            s.number(1, score.order, tone)
            s.text(2, score.indicator, tone, bold=top)
            s.text(3, trace.label, tone, indent=min(step.depth, 12), bold=top)
            s.text(4, trace.formula, tone)
            s.text(5, "；".join(x for x in (trace.reading, trace.note, trace.missing and f"缺 {trace.missing}") if x))
            place = trace.places[0] if trace.places else None
            s.text(6, place.text if place else "", tone)
            for col, live in ((7, step.low), (8, step.high)):
                if live is None:
                    s.number(col, None, tone)
                elif step.is_formula:
                    s.formula(col, live.text, live.value, tone)
                else:
                    s.number(col, live.value, tone)
            s.text(9, UNITS[trace.unit.value].zh, tone)
            self._page_link(s, 10, report, place.page if place else None)
            s.next()
        return root

    # -- the other sheets ------------------------------------------------------------------------------------------

    def _add_overview(self, report: FinishedReport, first: int, last: int) -> None:
        s = self._overview
        counts = [sum(f.severity is severity for f in report.findings) for severity in Severity]
        verdicts = [sum(x.verdict is verdict for x in report.scores) for verdict in Verdict]
        s.text(0, report.agency or report.file)
        s.text(1, report.district)
        s.text(2, report.fiscal_year)
        s.number(3, report.weight_total)
        s.number(4, report.self_total)
        self._total(5, "G", report.low, [x.low or Decimal(0) for x in report.scores], first, last, "")
        whole = [x.high if x.high is not None else (x.weight or Decimal(0)) for x in report.scores]
        blanks = f"+SUMIFS('得分'!E{first}:E{last},'得分'!H{first}:H{last},\"\")"
        self._total(6, "H", report.high, whole, first, last, blanks)
        s.text(7, report.grade)
        for col, (severity, count) in enumerate(zip(Severity, counts, strict=True), start=8):
            s.number(col, count, SEVERITY_TONES[severity] if count else "plain")
        for col, (verdict, count) in enumerate(zip(Verdict, verdicts, strict=True), start=11):
            s.number(col, count, "bad" if verdict is Verdict.DISAGREES and count else "plain")
        s.text(16, report.rubric_id)
        s.text(17, report.file)
        s.link(18, f"external:{report.report_id}.html" if self._pages else "", "复核页")
        s.link(19, f"external:{self._pdfs[report.report_id]}" if report.report_id in self._pdfs else "", "原文")
        s.next()

    def _total(
        self, col: int, column: str, value: Decimal | None, parts: list[Decimal], first: int, last: int, more: str
    ) -> None:
        if value is not None and parts and sum(parts, Decimal(0)) == value:
            self._overview.formula(col, f"SUM('得分'!{column}{first}:{column}{last}){more}", value)
        else:
            self._overview.number(col, value)

    def _add_findings(self, report: FinishedReport) -> None:
        s = self._findings
        for f in report.findings:
            tone = SEVERITY_TONES[f.severity]
            s.text(0, report.title)
            s.text(1, SEVERITIES[f.severity].zh, tone, bold=True)
            s.text(2, f.message_zh)
            s.text(3, f.table)
            s.text(4, f.row)
            s.text(5, f.column)
            s.text(6, f.indicator)
            s.text(7, f.reported)
            s.text(8, f.expected)
            s.text(9, CHECKS[f.check].zh)
            self._page_link(s, 10, report, f.page)
            s.link(11, f"external:{report.report_id}.html#{f.finding_id}" if self._pages else "", "查看")
            s.text(12, "；".join(f.consequences))
            made = self._decisions.get((report.report_id, f.finding_id))
            s.text(13, STATES[made.state].zh if made and made.state is not State.OPEN else "")
            s.text(14, made.comment if made else "")
            s.text(15, made.reviewer if made else "")
            s.text(16, f.message_en)
            s.text(17, f.finding_id)
            s.next()

    def _add_quarters(self, report: FinishedReport) -> None:
        s = self._quarters
        for q in report.quarters:
            s.text(0, report.title)
            s.number(1, q.quarter)
            row = s.row + 1
            for col, value in enumerate((q.budget, q.outturn, q.progress, q.scheduled, q.rate), start=2):
                s.number(col, value)
            if q.outturn is not None and q.budget:
                progress = q.outturn / q.budget * 100
                s.formula(7, f"D{row}/C{row}*100", progress)
                if q.scheduled:
                    s.formula(8, f"H{row}/F{row}*100", progress / q.scheduled * 100)
                else:
                    s.number(8, None)
            else:
                s.number(7, None)
                s.number(8, None)
            self._page_link(s, 9, report, q.page)
            s.next()

    def _add_lines(self, report: FinishedReport) -> None:
        s = self._lines
        for line in report.lines:
            if s.full:
                return
            level = int(line["level"])
            s.text(0, report.title)
            s.text(1, report.tables.get(line["table_id"], line["table_id"]))
            s.text(2, line["item"], indent=min(level, 10), bold=level == 0)
            for col, name in enumerate(LINE_FIGURES, start=3):
                s.number(col, Decimal(line[name]) if line[name] else None)
            s.text(13, line["unit"])
            self._page_link(s, 14, report, int(line["page"]) if line["page"] else None)
            s.next()

    def _add_checks(self, report: FinishedReport) -> None:
        s = self._checks
        for check in report.checks:
            if s.full or (s.row > _MOST_CHECKS and check.outcome is Outcome.CONSISTENT):
                continue
            s.text(0, report.title)
            s.text(1, CHECKS[check.check].zh)
            s.text(2, check.subject)
            s.text(3, OUTCOMES[check.outcome].zh, _OUTCOME_TONES.get(check.outcome, "plain"))
            s.number(4, check.reported)
            s.number(5, check.low)
            s.number(6, check.high)
            s.text(7, reason_in_chinese(check.reason))
            self._page_link(s, 8, report, check.page)
            s.text(9, check.check_id)
            s.next()

    def _page_link(self, sheet: Sheet, col: int, report: FinishedReport, page: int | None) -> None:
        pdf = self._pdfs.get(report.report_id, "")
        if page is None:
            sheet.text(col, "")
        else:
            sheet.link(col, f"external:{pdf}#page={page}" if pdf else "", f"第 {page} 页")
