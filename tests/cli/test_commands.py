"""The command line as a person meets it: help everywhere, exit codes, data on stdout, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli import main as entry
from pipeline.cli.main import cli
from pipeline.export.corpus_files import write_corpus
from pipeline.export.report_rows import report_rows
from pipeline.export.report_shard import ReportShard
from pipeline.run.output_folder import OutputFolder
from tests.export.sample_report import audited_report

ROOT = Path(__file__).parents[2]


def fuhe(*arguments: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli.main", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield (*path, name), found
        if isinstance(found, click.Group):
            yield from every_command(found, (*path, name))


@pytest.fixture(scope="module")
def finished_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a run over two reports, made without reading PDFs."""
    out = tmp_path_factory.mktemp("run") / "out"
    OutputFolder(out).prepare()
    reports = [audited_report(), audited_report("cd" * 32, "乙.pdf")]
    documents = [(r.report.file, r.document.sha256, r.report.report_id, "ok", "", "", "2") for r in reports]
    shards = [ReportShard.of(r.report.report_id, report_rows(r)) for r in reports]
    write_corpus(out, out / ".fuhe" / "staging", documents, shards)
    return out


@pytest.mark.parametrize(("path", "command"), list(every_command(cli)), ids=lambda value: str(value))
def test_every_command_and_option_explains_itself_with_an_example(
    path: tuple[str, ...], command: click.Command
) -> None:
    result = CliRunner().invoke(cli, [*path, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"fuhe {' '.join(path)}" in result.output
    assert command.get_short_help_str()
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{' '.join(path)} {option.name} has no help"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from pipeline.cli.main import cli;"
        "assert CliRunner().invoke(cli, ['--help']).exit_code == 0;"
        "print([m for m in ('pydantic', 'rich', 'pypdfium2', 'pdfplumber', 'pandas', 'numpy') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_version_is_printed() -> None:
    result = fuhe("--version")
    assert result.returncode == 0
    assert result.stdout.startswith("fuhe ")


@pytest.mark.parametrize(
    "arguments", [["run"], ["run", "nowhere.pdf", "--out", "x"], ["dance"], ["run", "--jobs", "0"]]
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    result = fuhe(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_foreign_output_folder_is_4_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine")
    result = fuhe("run", tmp_path / "in", "--out", tmp_path / "out")
    assert result.returncode == 4
    assert len(result.stderr.strip().splitlines()) == 1
    assert "--out" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]


def test_a_folder_that_is_no_run_is_4(tmp_path: Path) -> None:
    for arguments in (["status", tmp_path], ["retry", tmp_path], ["explain", tmp_path, "x"]):
        result = fuhe(*arguments)
        assert result.returncode == 4
        assert "not the output of fuhe run" in result.stderr


def test_explain_walks_from_the_score_to_the_page(finished_run: Path) -> None:
    result = fuhe("explain", finished_run, "政府采购 执行情况", "--report", "乙.pdf")
    assert result.returncode == 0
    assert "自评 2.00 / 权重 2，复核 1.99：disagrees" in result.stdout
    assert "采购执行率 × 2 → [1.985, 1.995] 分" in result.stdout
    assert "p.1  “实际采购 1,990.00 万元”" in result.stdout
    assert "缺 计划采购金额" in result.stdout


def test_explain_shows_a_finding_with_evidence_and_consequences(finished_run: Path) -> None:
    result = fuhe("explain", finished_run, "e1", "--lang", "zh")
    assert result.returncode == 0
    assert "自评 2.00 分，按规则最多 1.99 分" in result.stdout
    assert "the rule gives" not in result.stdout
    assert "总分多 0.01 分" in result.stdout
    assert result.stdout.count("甲/报告.pdf") == result.stdout.count("乙.pdf") == 1


def test_explain_says_when_there_is_no_such_thing(finished_run: Path) -> None:
    result = fuhe("explain", finished_run, "e99")
    assert result.returncode == 4
    assert "findings.csv" in result.stderr


def test_output_survives_a_locale_without_chinese(finished_run: Path) -> None:
    result = fuhe("explain", finished_run, "e1", env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert result.returncode == 0
    assert "政府采购执行情况" in result.stdout


def test_a_reader_that_leaves_early_is_no_error(finished_run: Path) -> None:
    command = f"{sys.executable} -m pipeline.cli.main explain {finished_run} e1 | head -n 0; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert result.stdout.strip() == "0"
    assert result.stderr == ""


def test_rubrics_on_file_hold_together_and_can_be_shown() -> None:
    runner = CliRunner()
    listed = runner.invoke(cli, ["rubrics", "list"])
    assert listed.exit_code == 0
    ids = [line.split("\t")[0] for line in listed.stdout.splitlines()]
    assert ids
    assert runner.invoke(cli, ["rubrics", "check"]).exit_code == 0
    for rubric_id in ids:
        shown = runner.invoke(cli, ["rubrics", "show", rubric_id])
        assert shown.exit_code == 0
        whole = json.loads(runner.invoke(cli, ["rubrics", "show", rubric_id, "--json"]).stdout)
        for indicator in whole["indicators"]:
            assert indicator["name"] in shown.stdout


def test_a_broken_rubric_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "somewhere_2021.yaml"
    path.write_text("rubric_id: somewhere_2021\ntitle: a\ntitle: b\n", "utf-8")
    result = fuhe("rubrics", "check", path)
    assert result.returncode == 4
    assert "line 3" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(shell: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert "_FUHE_COMPLETE" in result.output


def test_errors_of_documents_never_show_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry.cli, "main", fail)
    with pytest.raises(SystemExit) as stop:
        entry.main()
    assert stop.value.code == 130
    assert "run the same command again" in capsys.readouterr().err
