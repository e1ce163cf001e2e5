"""Sentences and the facts they state: the cases of sentences.yaml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.vocabulary.metrics import load_metrics
from rubrics.data_files import read_plain
from tests.narrative.documents import facts, line

CASES: list[dict[str, Any]] = read_plain(Path(__file__).with_name("sentences.yaml"))


@pytest.mark.parametrize("case", CASES, ids=[c["say"][:24] for c in CASES])
def test_a_sentence_states_these_facts_and_no_others(case: dict[str, Any]) -> None:
    section = (case["under"],) if "under" in case else ()
    found = facts(case["say"], section=section, rows=tuple(case.get("rows", ())), agency=case.get("agency", ""))
    assert [line(f) for f in found] == case["facts"]


def test_every_metric_that_sentences_give_is_in_the_vocabulary() -> None:
    stated = {fact.split(" ", 1)[0] for case in CASES for fact in case["facts"]}
    assert stated <= set(load_metrics())


def test_the_fiscal_appropriation_is_the_whole_only_where_there_is_no_other_money() -> None:
    spent = "全年财政拨款支出决算480.00万元，其中：基本支出180.00万元，项目支出300.00万元。"
    alone = facts(spent, "本单位无其他收入，其他收入 0 万元。")
    assert [line(f) for f in alone] == [
        "outturn 480.00",
        "outturn basic_expenditure 180.00",
        "outturn project_expenditure 300.00",
    ]
    assert facts(spent, "其他资金 20.00 万元。") == []


def test_what_stands_under_the_only_fund_is_the_whole() -> None:
    said = "年初预算数2,773.43万元，调整后预算数2,991.36万元。全年支出决算数2,700.63万元，预算完成率90.28%。"
    under = ("一般公共预算支出情况",)
    whole = ["original_budget 2773.43", "revised_budget 2991.36", "outturn 2700.63", "execution_rate 90.28%"]
    of_fund = [re.sub(" ", " general_public_budget ", x, count=1) for x in whole]
    assert [line(f) for f in facts(said, "本单位无政府性基金预算支出。", section=under)] == whole
    assert [line(f) for f in facts(said, section=under)] == of_fund
    both = facts(said, "往年无政府性基金预算支出。", "政府性基金预算支出80.00万元。", section=under)
    assert [line(f) for f in both][:4] == of_fund


def test_names_that_the_text_gives_the_agency_are_no_subjects() -> None:
    stated = facts(
        "海港市滨江区云岭文化馆（以下简称“云岭馆”）开展自评。",
        "云岭馆核定编制20名，云岭文化馆固定资产原值80.00万元。",
    )
    assert [line(f) for f in stated] == ["authorised_posts 20", "fixed_assets_original 80.00"]
