"""Puts what `make run` really prints into the READMEs, between their excerpt marks: `make docs`."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_LINES = 30  # of an excerpt
_OUT = "outputs/corpus"


def fuhe(folder: str, *arguments: str) -> list[str]:
    """Lines that a command prints in a folder. Raises CalledProcessError."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "COLUMNS": "110"}
    command = [sys.executable, "-m", "pipeline.cli.main", *arguments]
    ended = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, encoding="utf-8")
    return ended.stdout.strip("\n").splitlines()


def excerpts() -> dict[str, str]:
    """The excerpts by name, as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "corpus").symlink_to(_ROOT / "corpus")
        run = {lang: fuhe(folder, "run", "corpus", "--out", _OUT, "--lang", lang) for lang in ("en", "zh")}
        with (Path(folder) / _OUT / "corpus" / "findings.csv").open(encoding="utf-8", newline="") as file:
            findings = list(csv.DictReader(file))
        shown = next(row for row in findings if row["check"] == "score" and row["severity"] == "error")
        explained = fuhe(folder, "explain", _OUT, shown["indicator"], "--report", shown["report_id"])
    return {
        "run": _block("make run", run["en"]),
        "run-zh": _block("make run", run["zh"]),
        "explain": _block(f"fuhe explain {_OUT} {shown['indicator']}", explained),
    }


def _block(command: str, lines: list[str]) -> str:
    cut = [*lines[:_LINES], "…"] if len(lines) > _LINES else lines
    return "\n".join(["```", f"$ {command}", *(line.rstrip() for line in cut), "```"])


def main() -> None:
    found = excerpts()
    for path in (_ROOT / "README.md", _ROOT / "README.zh-CN.md"):
        text = path.read_text("utf-8")
        for name, block in found.items():
            mark = rf"(<!-- excerpt:{name} -->\n).*?(<!-- /excerpt -->)"
            text = re.sub(mark, lambda m, b=block: f"{m[1]}{b}\n{m[2]}", text, flags=re.DOTALL)  # type: ignore[misc]
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
