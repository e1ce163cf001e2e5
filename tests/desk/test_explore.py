"""The corpus for other tools: database, Parquet, SARIF, `fuhe query`, and the answers that docs/explore.md promises."""

from __future__ import annotations

import json
import re
import sqlite3
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.export.corpus_files import write_corpus
from pipeline.export.corpus_schema import ALL_TABLES
from pipeline.export.explore_parquet import write_parquet
from pipeline.export.explore_sarif import sarif
from pipeline.export.explore_sqlite import open_database, write_database
from pipeline.export.finished_run import finished_reports
from pipeline.export.report_rows import report_rows
from pipeline.export.report_shard import ReportShard
from pipeline.run.output_folder import OutputFolder
from schemas.audit import AuditedReport
from schemas.figure import Unit
from schemas.records import BudgetLine, Fact, QuarterlyExecution
from tests.export.sample_report import audited_report, figure

_DOCS = Path(__file__).parents[2] / "docs" / "explore.md"


def _with_more(report: AuditedReport) -> AuditedReport:
    """The sample report, with a quarter behind schedule, a line that grew and a quantity stated twice."""
    records = report.report
    quarter = QuarterlyExecution(
        table_id="t01",
        quarter=2,
        row=3,
        figures={
            "cumulative_progress": figure("41.20%", Unit.PERCENT),
            "scheduled_progress": figure("50%", Unit.PERCENT),
        },
        page=1,
    )
    line = BudgetLine(
        table_id="t01",
        order=2,
        row=3,
        level=1,
        parent_order=None,
        item="项目支出",
        figures={"original_budget": figure("100.00"), "revised_budget": figure("150.50")},
        unit="万元",
        page=1,
    )
    again = Fact(
        fact_id="f0002",
        metric="procurement_actual",
        period="2021",
        figure=figure("1,991.00"),
        source="table",
        quote="采购 1,991.00",
    )
    more = records.model_copy(
        update={
            "quarters": (*records.quarters, quarter),
            "budget_lines": (*records.budget_lines, line),
            "facts": (*records.facts, again),
        }
    )
    score = report.scores[0].model_copy(update={"low": Decimal("0.98"), "high": Decimal("1.99")})
    return report.model_copy(update={"report": more, "scores": (score,)})


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("explore") / "out"
    OutputFolder(made).prepare()
    reports = [_with_more(audited_report()), audited_report("cd" * 32, "乙.pdf", item="人员,支出")]
    documents = [(r.report.file, r.document.sha256, r.report.report_id, "ok", "", "", "2") for r in reports]
    shards = [ReportShard.of(r.report.report_id, report_rows(r)) for r in reports]
    write_corpus(made, made / ".fuhe" / "staging", documents, shards)
    return made


def _questions() -> list[tuple[str, str, str]]:
    """(question, SQL, pandas) of each section of docs/explore.md."""
    sections = re.split(r"^## ", _DOCS.read_text("utf-8"), flags=re.MULTILINE)[1:]
    blocks = [(s.splitlines()[0], dict(re.findall(r"```(sql|python)\n(.*?)```", s, re.DOTALL))) for s in sections]
    return [(title, found["sql"], found["python"]) for title, found in blocks]


@pytest.mark.parametrize(("question", "sql", "code"), _questions(), ids=lambda text: text[:12])
def test_documented_answers_agree_in_sql_and_pandas(out: Path, question: str, sql: str, code: str) -> None:
    opening = re.search(r"```python\n(.*?)```", _DOCS.read_text("utf-8"), re.DOTALL)
    assert opening
    names: dict[str, object] = {"OUT": str(out)}
    exec(opening[1] + code, names)
    by_pandas = names["answer"]
    assert isinstance(by_pandas, pd.DataFrame)
    write_database(out / "corpus")
    db = open_database(out / "corpus")
    by_sql = pd.read_sql_query(sql, db)
    db.close()
    assert len(by_sql), f"{question}: the example has no answer to compare"
    left, right = (f.astype(object).where(f.notna(), None) for f in (by_sql, by_pandas.reset_index(drop=True)))
    pd.testing.assert_frame_equal(left, right, check_dtype=False)


def test_database_has_types_keys_and_every_meaning(out: Path) -> None:
    write_database(out / "corpus")
    db = open_database(out / "corpus")
    definitions = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    for spec in ALL_TABLES:
        for column in spec.columns:
            assert column.zh in definitions[spec.name]
    kinds = {name: kind for _, name, kind, *_ in db.execute("PRAGMA table_info(facts)")}
    assert (kinds["value"], kinds["page"], kinds["quote"]) == ("REAL", "INTEGER", "TEXT")
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def test_database_is_made_anew_only_when_the_corpus_changed(out: Path) -> None:
    write_database(out / "corpus")
    assert not write_database(out / "corpus")
    with (out / "corpus" / "datapackage.json").open("a") as package:
        package.write("\n")
    assert write_database(out / "corpus")


@pytest.mark.parametrize("sql", ["DELETE FROM facts", "ATTACH 'other.db' AS other", "CREATE TABLE x (y)"])
def test_a_query_changes_nothing(out: Path, sql: str) -> None:
    result = CliRunner().invoke(cli, ["query", str(out), sql])
    assert result.exit_code != 0
    with sqlite3.connect(out / "corpus" / "corpus.sqlite") as db:
        assert db.execute("SELECT count(*) FROM facts").fetchone() == (3,)


def test_query_prints_text_csv_and_json(out: Path) -> None:
    sql = "SELECT item, unit FROM budget_lines WHERE item LIKE '人员%'"
    answers = {
        f: CliRunner().invoke(cli, ["query", str(out), sql, "--format", f]).stdout for f in ("text", "csv", "json")
    }
    assert answers["text"].split() == ["item", "unit", "人员,支出", "万元"]
    assert answers["csv"] == 'item,unit\n"人员,支出",万元\n'
    assert json.loads(answers["json"]) == {"item": "人员,支出", "unit": "万元"}
    assert "v_scores" in CliRunner().invoke(cli, ["query", str(out)]).stdout


def test_parquet_keeps_exact_decimals_and_meanings(out: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra: explore)")
    assert write_parquet(out / "corpus", tmp_path)
    table = parquet.read_table(tmp_path / "budget_lines.parquet")
    values = [v for v in table.column("revised_budget").to_pylist() if v is not None]
    assert Decimal("1234.50") in values
    assert all(isinstance(v, Decimal) for v in values)
    assert table.schema.field("outturn").metadata[b"zh"].decode() == "决算（支出）数"


def test_sarif_names_rule_level_page_and_box(out: Path) -> None:
    log = json.loads(sarif(finished_reports(out / "corpus")))
    run = log["runs"][0]
    levels = {result["level"] for result in run["results"]}
    assert log["version"] == "2.1.0"
    assert levels == {"error", "note"}
    first = run["results"][0]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    place = first["locations"][0]
    assert place["properties"]["page"] == 1
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith(".pdf")
    fingerprints = [r["partialFingerprints"]["fuheFinding/v1"] for r in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)
