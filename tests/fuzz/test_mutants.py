"""A few fixed mutants on every test run; `make fuzz` tries new ones."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.campaign import fuzz
from tests.fuzz.mutate import seeds

CORPUS = Path(__file__).parents[2] / "corpus"


def test_spoilt_reports_find_no_fault_of_ours(tmp_path: Path) -> None:
    found = fuzz(seeds(CORPUS)[::4], seed=1, folder=tmp_path, go_on=iter([True] * 15))
    assert found.tried == 15
    assert not [(path.name, outcome.line) for path, outcome in found.failures]
    assert found.ends["ok"], "mutations that leave nothing to read find nothing"
