"""A finished run made without reading: a small PDF drawn here, a report made by hand over it, its corpus on disk."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen import canvas

from pipeline.export.corpus_files import write_corpus
from pipeline.export.finished_run import finished_reports, input_files
from pipeline.export.html.write import PagesWritten, Source, write_pages
from pipeline.export.report_rows import report_rows
from pipeline.export.report_shard import ReportShard
from pipeline.run.output_folder import OutputFolder
from schemas.audit import AuditedReport
from schemas.geometry import Box
from schemas.trace import Place
from tests.export.sample_report import audited_report

HEIGHT = 842.0
FIGURE = Box(page=2, x0=300.0, top=400.0, x1=360.0, bottom=414.0)
OTHER = Box(page=2, x0=120.0, top=420.0, x1=160.0, bottom=432.0)
GREEN = (0, 160, 60)
HOSTILE = (
    '</title><script>document.documentElement.dataset.owned="1"</script>'
    '<img src=x onerror="document.documentElement.dataset.owned=1">\'"'
)


@dataclass(frozen=True)
class DeskRun:
    out: Path
    pdf: Path
    report: AuditedReport

    @property
    def audit(self) -> Path:
        return self.out / "audit"

    @property
    def page(self) -> Path:
        return self.audit / f"{self.report.report.report_id}.html"

    def write(self, *, jobs: int = 1) -> PagesWritten:
        corpus = self.out / "corpus"
        source = Source(self.pdf, self.report.document.sha256)
        sources = {self.report.report.report_id: source}
        return write_pages(finished_reports(corpus), input_files(corpus), sources, self.audit, jobs=jobs)


def small_pdf() -> bytes:
    """Two pages; on the second a green block exactly where `FIGURE` is."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(595, HEIGHT), invariant=1)
    page.drawString(72, 700, "page one")
    page.showPage()
    page.setFillColorRGB(*(c / 255 for c in GREEN))
    page.rect(FIGURE.x0, HEIGHT - FIGURE.bottom, FIGURE.width, FIGURE.height, stroke=0, fill=1)
    page.setFillColorRGB(0, 0, 0)
    for row in range(20):
        page.drawString(60, 780 - 36 * row, f"row {row} of a table that goes from here to the other side of the page 1")
    page.save()
    return out.getvalue()


def desk_run(root: Path, agency: str = "甲街道办事处", *, clean: bool = False) -> DeskRun:
    """A run of one report whose first finding points at the green block; `clean` leaves the findings out."""
    pdf = root / "甲 报告 #1.pdf"
    pdf.write_bytes(small_pdf())
    sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
    made = audited_report(sha256, pdf.name)
    places = (
        Place(page=2, box=FIGURE, text="得分 2.00", fact_id=""),
        Place(page=2, box=OTHER, text=agency, fact_id=""),
    )
    findings = () if clean else tuple(f.model_copy(update={"evidence": places}) for f in made.findings)
    report = made.model_copy(
        update={
            "findings": findings,
            "report": made.report.model_copy(update={"agency": agency, "file": pdf.name}),
        }
    )
    out = root / "out"
    OutputFolder(out).prepare()
    documents = [(pdf.name, sha256, report.report.report_id, "ok", "", "", "2")]
    shard = ReportShard.of(report.report.report_id, report_rows(report))
    write_corpus(out, out / ".fuhe" / "staging", documents, [shard])
    return DeskRun(out, pdf, report)
