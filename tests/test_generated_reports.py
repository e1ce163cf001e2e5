"""Generated reports through the whole way, from glyph to finding: clean ones accuse nobody, planted slips are found.

Small and quick; `make eval` measures the same at length. A seed that fails here repeats with
`python -m bench.evaluate --world WORLD --first-seed SEED --clean 1 --each 0 --verbose`.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.evaluate import WORLDS, run_one
from tests.typeset import STYLES, typeset
from tests.typeset.truth import plain

QUICK = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
FIRM_STYLES = ("word", "wps-embedded", "chars", "double-lines", "form")
# Slips whose place and numbers leave nothing to doubt, one kind for each sort of check.
PLANTED = {
    "wide": ("sum_total", "difference", "share_change", "quarter_rate", "year_end", "staff_identity", "level_total",
             "score_copy", "deduction", "weights_total", "grade", "score_above", "score_below", "unrepeated",
             "text_growth", "score_sum"),
    "forms": ("execution_score", "score_above", "score_total"),
    "budget": ("code_parent", "code_child", "row_sum"),
}  # fmt: skip


@pytest.mark.parametrize("world", WORLDS)
@QUICK
@given(seed=st.integers(0, 999), style=st.sampled_from(FIRM_STYLES))
def test_clean_reports_accuse_nobody(world: str, seed: int, style: str) -> None:
    outcome = run_one((world, seed, "", style))
    assert not outcome.crash
    assert outcome.errors == []


@pytest.mark.parametrize("world", ["framework", "wide", "forms"])
@QUICK
@given(seed=st.integers(0, 999))
def test_verdicts_of_computable_indicators(world: str, seed: int) -> None:
    outcome = run_one((world, seed, "", "word"))
    assert outcome.verdicts
    assert [m for m in outcome.missed if m.startswith("verdict")] == []


@pytest.mark.parametrize(("world", "kind"), [(world, kind) for world, kinds in PLANTED.items() for kind in kinds])
def test_planted_slips_are_found_at_their_place(world: str, kind: str) -> None:
    outcomes = [run_one((world, seed, kind, "word")) for seed in range(3)]
    placed = [o for o in outcomes if o.kind == kind]
    assert all(o.found for o in placed), [o.missed for o in placed]
    assert [t for o in placed for t in o.trapped] == []


@pytest.mark.parametrize("world", ["wide", "forms", "budget"])
@QUICK
@given(seed=st.integers(0, 9999))
def test_a_planted_slip_changes_one_place(world: str, seed: int) -> None:
    make, kinds = WORLDS[world]
    clean, key = make(random.Random(seed))
    assert key["findings"] == []
    kind = kinds[seed % len(kinds)]
    try:
        spoilt, key = make(random.Random(seed), error=kind)
    except LookupError:
        return
    (finding,) = key["findings"]
    before, after = (typeset(r, STYLES["word"])[1] for r in (clean, spoilt))
    texts = [[t.text for t in x.texts] + [c.text for t in x.tables for c in t.cells] for x in (before, after)]
    changed = [b for a, b in zip(*texts, strict=True) if a != b]
    assert changed
    if not kind.startswith("score_") and kind != "execution_score":
        assert len(changed) == 1
    if finding["reported"] is not None and kind != "grade":
        wrong = finding["reported"].lstrip("-")
        printed = plain("".join(changed)).replace(",", "").replace("，", "")
        assert wrong.rstrip("0").rstrip(".") in printed or "．" in printed or any("０" <= c <= "９" for c in printed)
