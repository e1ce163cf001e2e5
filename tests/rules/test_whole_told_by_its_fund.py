"""Reports of other provinces tell their whole budget of the one fund they have, and what moved of plans and of sums."""

from __future__ import annotations

import pytest

from pipeline.rules.figures import Figures
from pipeline.rules.operands.operand_search import quotient_told
from pipeline.rules.resolved import is_likely
from schemas.rubric import MetricRef
from tests.normalize.grids import table
from tests.small_audits import audited, verdicts

HEAD = "一级指标 | 三级指标 | 分值 | 评价标准 | 指标说明 | 得分\n"
DONE = (
    "过程 | 预算完成率 | 6 | 100%计满分，每低1个百分点（不足1个百分点按1个百分点计）扣0.2分，扣完为止。 |"
    " 预算完成率=（年度决算支出数/全年预算数）×100%，全年预算数含年中追加。 | 5.4"
)
MOVED = (
    "投入 | “三公经费”变动率 | 5 | “三公经费”变动率≤0，计5分；＞0的，每超过一个百分点扣0.5分，扣完为止。 |"
    " 本年度预算数比上年度变动的比率。 | 5"
)
FUNDS = (
    "2022年项目支出共4项，全年预算1131.64万元，实际支出1091.62万元，执行率96.46%。",
    "其中支出最多的是水库加固，全年支出507.18万元；山洪灾害防治支出176.42万元，执行率98.01%。",
    "2022年一般公共预算年初批复1879.57万元，年中追加193.51万元，全年预算2073.08万元，年末决算支出2027.95万元，预算完成率97.82%。",
    "2022年政府性基金预算安排215.00万元，支出208.33万元。",
)


def score(row: str, *text: str) -> tuple[str, str, str] | None:
    found = verdicts(audited(table(HEAD + row, title="部门整体支出绩效评价指标评分表"), text=text))
    return next(iter(found.values()), None)


def test_the_rate_of_the_one_fund_that_states_one_is_the_reports() -> None:
    assert score(DONE, *FUNDS) == ("agrees", "5.40", "5.40")
    found = Figures(audited(text=FUNDS).report).resolve(MetricRef(metric="execution_rate"))
    assert found.status == "known"
    assert is_likely(found)


def test_the_rate_of_the_whole_comes_before_that_of_a_fund() -> None:
    whole = "全部支出预算2288.08万元，决算支出2110.00万元，预算执行率92.22%。"
    assert score(DONE, *FUNDS, whole) != ("agrees", "5.40", "5.40")


@pytest.mark.parametrize(
    "text",
    [
        "“三公”经费上年决算数23.46万元，本年预算安排25.00万元。",
        "上年“三公”经费实际支出23.46万元，2022年预算数25.00万元。",
        "2021年“三公”经费决算23.46万元，2022年“三公”经费预算25.00万元。",
    ],
)
def test_what_was_spent_last_year_is_not_held_against_what_is_planned_for_this(text: str) -> None:
    assert score(MOVED, text) in (None, ("not_verifiable", "0.00", "5.00"))


def test_two_sums_of_one_kind_tell_how_far_it_moved() -> None:
    assert score(MOVED, "“三公”经费上年预算数23.46万元，本年预算数25.00万元。") == ("disagrees", "1.50", "2.00")


@pytest.mark.parametrize("done", ["办结", "完成", "完工"])
def test_a_misprinted_rate_of_done_work_does_not_change_its_score(done: str) -> None:
    row = "产出 | 重点工作实际完成率 | 10 | 得分=（重点工作实际完成数/交办或下达数）×10分。 | 年度交办任务。 | 9.6"
    text = f"县委、县政府交办重点工作25项，年内{done}24项，重点工作实际完成率98.00%。"
    assert score(row, text) == ("agrees", "9.60", "9.60")


@pytest.mark.parametrize(
    ("rate", "sure"), [("年中追加预算占年初预算的10.30%。", True), ("年中追加预算占年初预算的比重不大。", False)]
)
def test_a_quotient_whose_rate_is_told_elsewhere_is_beyond_doubt(rate: str, sure: bool) -> None:
    told = Figures(audited(table(HEAD + DONE), text=(*FUNDS, rate)).report).told_of_year
    found = quotient_told(MetricRef(name="预算控制率"), "本年追加预算/年初预算", told)
    assert found is not None
    assert is_likely(found) is not sure
