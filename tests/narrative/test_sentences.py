"""Sentences and the facts they state: the cases of sentences.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipeline.vocabulary.metrics import load_metrics
from tests.narrative.documents import facts, line

CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["say"][:24] for c in CASES])
def test_a_sentence_states_these_facts_and_no_others(case: dict[str, Any]) -> None:
    section = (case["under"],) if "under" in case else ()
    found = facts(case["say"], section=section, rows=tuple(case.get("rows", ())), agency=case.get("agency", ""))
    assert [line(f) for f in found] == case["facts"]


def test_every_metric_that_sentences_give_is_in_the_vocabulary() -> None:
    stated = {fact.split(" ", 1)[0] for case in CASES for fact in case["facts"]}
    assert stated <= set(load_metrics())
