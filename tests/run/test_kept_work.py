"""What is kept between runs: whole, of one version, and no hindrance when a document cannot be kept."""

from __future__ import annotations

from pathlib import Path

from pipeline.export.report_rows import report_rows
from pipeline.export.report_shard import ReportShard
from pipeline.run.kept_work import KeptWork
from pipeline.run.outcome import Outcome, Status, summarise
from schemas.document import Block, GlyphPlace, PlacedText
from tests.export.sample_report import audited_report


def test_a_document_read_back_is_the_same(tmp_path: Path) -> None:
    document = audited_report().document
    kept = KeptWork(tmp_path)
    kept.keep_document("v1", document)
    assert kept.document(document.sha256, "v1") == document
    assert kept.document(document.sha256, "v2") is None


def test_every_character_keeps_its_place_or_its_lack_of_one(tmp_path: Path) -> None:
    document = audited_report().document
    places = (GlyphPlace(1, 72.1, 100.25, 84.3, 112.5), None, GlyphPlace(2, 1 / 3, 0.0, 1e-9, 842.0))
    block = Block(order=1, kind="paragraph", content=PlacedText(text="A B", places=places, confidence=0.75))
    for blocks in ((block,), (block, *document.blocks), ()):
        for tables in (document.tables, ()):
            wanted = document.model_copy(update={"blocks": blocks, "tables": tables})
            KeptWork(tmp_path).keep_document("v1", wanted)
            assert KeptWork(tmp_path).document(document.sha256, "v1") == wanted


def test_a_damaged_document_counts_as_absent(tmp_path: Path) -> None:
    document = audited_report().document
    kept = KeptWork(tmp_path)
    kept.keep_document("v1", document)
    (path,) = (tmp_path / "documents").rglob("*-v1")
    path.write_bytes(path.read_bytes()[:-20])
    assert kept.document(document.sha256, "v1") is None


def test_work_of_an_older_version_goes_when_the_new_one_comes(tmp_path: Path) -> None:
    audited = audited_report()
    shard = ReportShard.of(audited.report.report_id, report_rows(audited))
    kept = KeptWork(tmp_path)
    for key in ("v1", "v2"):
        kept.keep_reports(audited.document.sha256, key, [shard])
    assert [path.name[-2:] for path in (tmp_path / "reports").rglob("*-*")] == ["v2"]


def test_characters_that_utf8_cannot_hold_stop_nothing(tmp_path: Path) -> None:
    broken = audited_report(item="\ud800基本支出")
    kept = KeptWork(tmp_path)
    kept.keep_document("v1", broken.document)
    assert kept.document(broken.document.sha256, "v1") is None
    shard = ReportShard.of(broken.report.report_id, report_rows(broken))
    assert ReportShard.unpack(shard.pack()) == shard
    outcome = Outcome(status=Status.PARTIAL, message="\ud800", report=summarise(broken))
    assert Outcome.model_validate_json(outcome.model_dump_json()).message == "\\ud800"
