"""The corpus on disk: names and order of columns, formats of values, a valid package, bytes that do not change."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from frictionless import Package

from pipeline.export.corpus_files import Written, write_corpus
from pipeline.export.report_rows import report_rows
from pipeline.export.report_shard import ReportShard
from schemas.audit import AuditedReport
from tests.export.sample_report import audited_report

# Written out here on purpose: programs of other people read these names.
CONTRACT = {
    "documents": "file sha256 report_id status stage reason pages",
    "reports": "report_id file agency district fiscal_year document_kind rubric_id pages text_source weight_total "
    "self_total recomputed_low recomputed_high grade errors warnings notices",
    "paragraphs": "report_id order section page text",
    "tables": "report_id table_id label title unit kind rows cols header_rows pages engine confidence",
    "cells": "report_id table_id row col row_span col_span is_header text page x0 top x1 bottom",
    "budget_lines": "report_id table_id order level parent_order item original_budget revised_budget adjustment "
    "adjustment_rate outturn execution_rate budget_share outturn_share share_change adjustment_share unit page",
    "quarterly_execution": "report_id quarter budget cumulative_outturn cumulative_progress scheduled_progress "
    "execution_rate page",
    "indicator_scores": "report_id order subject level1 level2 indicator weight self_score recomputed_low "
    "recomputed_high verdict rule trace page x0 top x1 bottom",
    "criteria": "report_id order indicator definition criteria remark page",
    "facts": "report_id fact_id metric item period value unit decimals source table_id row col page x0 top x1 bottom "
    "quote",
    "checks": "report_id check_id check subject outcome reported expected_low expected_high inputs",
    "findings": "report_id finding_id check severity table row column indicator reported expected_low expected_high "
    "message_zh message_en evidence",
}


def write(out: Path, *reports: AuditedReport) -> Written:
    documents = [
        (r.report.file, r.document.sha256, r.report.report_id, "ok", "", "", str(r.report.pages)) for r in reports
    ]
    documents.append(("坏.pdf", "", "", "quarantined", "open", "damaged", ""))
    shards = [ReportShard.of(r.report.report_id, report_rows(r)) for r in reports]
    packed = [ReportShard.unpack(shard.pack()) for shard in shards]
    return write_corpus(out, out / ".staging", documents, packed)


def read(out: Path, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((out / "corpus" / f"{table}.csv").read_text("utf-8"))))


def test_columns_are_those_of_the_contract(tmp_path: Path) -> None:
    write(tmp_path, audited_report())
    for table, columns in CONTRACT.items():
        header = (tmp_path / "corpus" / f"{table}.csv").read_text("utf-8").splitlines()[0].split(",")
        assert header[: len(columns.split())] == columns.split()


def test_package_is_valid_and_says_what_the_files_are(tmp_path: Path) -> None:
    write(tmp_path, audited_report(), audited_report("cd" * 32, "乙.pdf"))
    report = Package(str(tmp_path / "corpus" / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    resources = json.loads((tmp_path / "corpus" / "datapackage.json").read_text("utf-8"))["resources"]
    assert {resource["path"] for resource in resources} == {f"{table}.csv" for table in CONTRACT}
    for resource in resources:
        data = (tmp_path / "corpus" / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        assert resource["bytes"] == len(data)


def test_package_notices_a_broken_key(tmp_path: Path) -> None:
    write(tmp_path, audited_report())
    cells = tmp_path / "corpus" / "cells.csv"
    cells.write_text(cells.read_text("utf-8").replace(",t01,2,1", ",t99,2,1"), "utf-8")
    assert not Package(str(tmp_path / "corpus" / "datapackage.json")).validate().valid


def test_values_are_plain_and_empty_means_not_stated(tmp_path: Path) -> None:
    write(tmp_path, audited_report())
    line = read(tmp_path, "budget_lines")[0]
    assert line["revised_budget"] == "1234.50"
    assert line["outturn"] == ""  # printed as a dash, which states no figure
    assert line["original_budget"] == ""
    assert read(tmp_path, "facts")[0]["value"] == "1990.00"
    score = read(tmp_path, "indicator_scores")[0]
    assert (score["self_score"], score["recomputed_high"]) == ("2.00", "1.99")
    assert read(tmp_path, "checks")[0]["expected_low"] == "1.9850"
    header, first, _ = read(tmp_path, "cells")
    assert (header["is_header"], header["col_span"]) == ("true", "2")
    assert (first["is_header"], first["x1"]) == ("false", "144.13")


def test_a_quarter_stated_twice_is_one_row_with_all_its_figures(tmp_path: Path) -> None:
    write(tmp_path, audited_report())
    (quarter,) = read(tmp_path, "quarterly_execution")
    assert (quarter["budget"], quarter["execution_rate"]) == ("100.0", "98.10")


def test_criteria_printed_twice_in_the_same_words_are_one_row(tmp_path: Path) -> None:
    write(tmp_path, audited_report())
    (criterion,) = read(tmp_path, "criteria")
    assert (criterion["order"], criterion["criteria"]) == ("1", "完成率×2分")


def test_what_could_not_be_checked_is_there_with_its_reason(tmp_path: Path) -> None:
    write(tmp_path, audited_report())
    check = read(tmp_path, "checks")[1]
    assert (check["outcome"], check["reason"], check["subject"]) == ("not_checkable", "没有下级行", "表1 / 基本支出")


def test_errors_come_before_notices_and_carry_their_place(tmp_path: Path) -> None:
    write(tmp_path, audited_report())
    error, notice = read(tmp_path, "findings")
    assert (error["severity"], notice["severity"]) == ("error", "notice")
    (evidence,) = json.loads(error["evidence"])
    assert evidence == {"page": 1, "box": [72, 100, 144.13, 112], "text": "实际采购 1,990.00 万元", "fact_id": "f0001"}


def test_body_text_is_in_order_and_captions_are_left_to_their_tables(tmp_path: Path) -> None:
    write(tmp_path, audited_report())
    rows = read(tmp_path, "paragraphs")
    assert [row["kind"] for row in rows] == ["heading", "paragraph"]
    assert rows[1]["text"] == '本单位\u2028有 “三” 个科室,共 "9" 人'
    assert rows[1]["section"] == "一、基本情况"


def test_same_reports_give_same_bytes_and_touch_nothing(tmp_path: Path) -> None:
    first = write(tmp_path / "a", audited_report(), audited_report("cd" * 32, "乙.pdf"))
    assert len(first.changed) == len(first.files)
    stamps = {path: path.stat().st_mtime_ns for path in first.files}
    again = write(tmp_path / "a", audited_report(), audited_report("cd" * 32, "乙.pdf"))
    assert again.changed == []
    assert {path: path.stat().st_mtime_ns for path in again.files} == stamps
    write(tmp_path / "b", audited_report(), audited_report("cd" * 32, "乙.pdf"))
    for path in first.files:
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


def test_a_failing_export_leaves_what_was_there(tmp_path: Path) -> None:
    write(tmp_path, audited_report())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.csv")}
    shard = ReportShard.of("ef" * 6, report_rows(audited_report("ef" * 32)))

    def breaking():  # type: ignore[no-untyped-def]
        yield shard
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_corpus(tmp_path, tmp_path / ".staging", [], breaking())
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.csv")} == before
    assert not (tmp_path / ".staging").exists()


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "-2+3", "＝1+1", "-表"]
)
def test_text_cannot_act_as_a_formula_in_the_spreadsheet_copy(tmp_path: Path, text: str) -> None:
    write(tmp_path, audited_report(item=text))
    data = (tmp_path / "excel" / "cells.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert [row["text"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))][1] == "'" + text
    assert read(tmp_path, "cells")[1]["text"] == text


@pytest.mark.parametrize("text", ["-0.16", "+3", "-", "基本支出", "1,234.50"])
def test_figures_and_plain_text_stay_as_they_are_in_the_spreadsheet_copy(tmp_path: Path, text: str) -> None:
    write(tmp_path, audited_report(item=text))
    copy = (tmp_path / "excel" / "cells.csv").read_bytes().decode("utf-8-sig")
    assert [row["text"] for row in csv.DictReader(io.StringIO(copy))][1] == text


def test_a_damaged_shard_is_noticed() -> None:
    packed = ReportShard.of("ab" * 6, report_rows(audited_report())).pack()
    for damaged in (packed[:-9], packed[:40] + bytes([packed[40] ^ 1]) + packed[41:], b""):
        with pytest.raises(ValueError, match="not a packed report"):
            ReportShard.unpack(damaged)
