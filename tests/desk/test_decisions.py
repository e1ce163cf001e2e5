"""What was decided: nothing is lost or overwritten, and nothing is carried to another file by itself."""

from __future__ import annotations

import io
import sqlite3
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipeline.export.decision_log import About, DecisionLog, State, earlier
from pipeline.export.finished_run import finished_reports
from pipeline.export.workbook import workbook
from tests.desk.desk_run import desk_run

OLD, NEW = "1" * 12, "2" * 12
ABOUT = About("甲街道办事处", "2021", "自评.pdf", "sum", "表1 / 合计 / 决算数", "表1“合计”决算数印为 5.00")


def test_the_last_decision_counts_and_reaches_the_workbook(tmp_path: Path) -> None:
    run = desk_run(tmp_path)
    log = DecisionLog(run.audit)
    rid = run.page.stem
    log.add(rid, "e1", State.ACCEPTED, "", "甲")
    log.add(rid, "e1", State.DISMISSED, "=原文另有说明", "乙")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(finished_reports(run.out / "corpus"), {}, log.latest())))["疑点"]
    assert [sheet.cell(2, c).value for c in (14, 15, 16)] == ["排除", "=原文另有说明", "乙"]
    assert sheet.cell(2, 15).data_type == "s"
    assert [d.state for d in log.history(rid)] == [State.ACCEPTED, State.DISMISSED]


def test_a_corrected_file_is_offered_what_was_decided_on_the_one_before(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path)
    log.add(OLD, "sum-00000001", State.ACCEPTED, "", "甲", ABOUT)
    log.add(OLD, "sum-00000001", State.DISMISSED, "已更正", "乙", ABOUT)
    (found,) = earlier(log.history(), NEW, "sum-00000001", replace(ABOUT, file="自评（更正）.pdf"))
    assert found.same
    assert (found.decision.state, found.decision.comment, found.decision.about) == (State.DISMISSED, "已更正", ABOUT)
    assert (NEW, "sum-00000001") not in log.latest(), "an offer is no decision"


def test_another_figure_at_the_same_place_is_offered_as_such(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path)
    log.add(OLD, "sum-00000001", State.ACCEPTED, "", "甲", ABOUT)
    (found,) = earlier(log.history(), NEW, "sum-00000002", replace(ABOUT, message="表1“合计”决算数印为 6.00"))
    assert not found.same


@pytest.mark.parametrize(
    ("report_id", "state", "about"),
    [
        (OLD, State.ACCEPTED, replace(ABOUT, fiscal_year="2022")),
        (OLD, State.ACCEPTED, replace(ABOUT, agency="乙街道办事处")),
        (OLD, State.ACCEPTED, replace(ABOUT, place="表2 / 合计 / 决算数")),
        (OLD, State.OPEN, ABOUT),
        (NEW, State.ACCEPTED, ABOUT),
        (OLD, State.ACCEPTED, About()),
    ],
)
def test_nothing_is_offered_from_elsewhere(tmp_path: Path, report_id: str, state: State, about: About) -> None:
    log = DecisionLog(tmp_path)
    log.add(report_id, "sum-00000009", state, "", "甲", about)
    assert earlier(log.history(), NEW, "sum-00000002", ABOUT) == []
    assert earlier(log.history(), NEW, "sum-00000002", About()) == []


def test_a_log_of_an_older_version_is_read_and_written_on(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "decisions.sqlite") as db:
        db.execute(
            "CREATE TABLE decisions (number INTEGER PRIMARY KEY AUTOINCREMENT, report_id TEXT NOT NULL, "
            "finding_id TEXT NOT NULL, state TEXT NOT NULL, comment TEXT NOT NULL, reviewer TEXT NOT NULL, "
            "decided_at TEXT NOT NULL)"
        )
        db.execute("INSERT INTO decisions VALUES (1, ?, 'e1', 'accepted', '', '甲', '2026-01-01')", (OLD,))
    log = DecisionLog(tmp_path)
    assert [d.about for d in log.history()] == [About()]
    log.add(OLD, "e1", State.DISMISSED, "", "乙", ABOUT)
    assert [(d.state, d.about) for d in log.history(after=1)] == [(State.DISMISSED, ABOUT)]
