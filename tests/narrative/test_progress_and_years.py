"""Progress at months of the year, 三公经费 of two years, and a budget that was moved: what sentences state of them."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.topics.month_progress import month_progress_facts
from pipeline.normalize.narrative.topics.two_years import two_year_facts
from pipeline.normalize.report import normalize
from tests.normalize.grids import document


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("2022年6月、9月、11月预算执行进度分别为42%、54%、83%。", {"2022Q2": "42%", "2022Q3": "54%", "2022M11": "83%"}),
        ("我局6月末预算执行进度为45%，11月末支出进度为85%。", {"2022Q2": "45%", "2022M11": "85%"}),
        ("6月、9月预算执行进度应分别达到40%、67.5%。", {}),
        ("11月底项目支出进度为80%。", {}),
    ],
)
def test_months(sentence: str, wanted: dict[str, str]) -> None:
    facts = month_progress_facts(document(text=[sentence]), 2022)
    assert {f.period: f.figure.text for f in facts} == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("2022年“三公”经费支出40万元，2021年支出50万元。", {"2022": "40", "2021": "50"}),
        ("本年度“三公”经费支出40万元，上年度50万元。", {"2022": "40", "2021": "50"}),
        ("与上年“三公”经费支出50万元相比，本年“三公”经费支出40万元，减少10万元。", {"2022": "40", "2021": "50"}),
        ("“三公”经费支出40万元，上年支出50万元，同比下降20%。", {"2022": "40", "2021": "50"}),
        ("本年度“三公”经费支出40万元，较上年50万元减少10万元。", {"2022": "40", "2021": "50"}),
        ("“三公”经费支出由上年的50万元下降至40万元。", {"2022": "40", "2021": "50"}),
        ("全年“三公”经费实际支出40万元，比2021年决算数50万元减少10万元。", {"2022": "40", "2021": "50"}),
        ("“三公”经费预算40万元，上年支出50万元。", {}),
        ("2022年“三公”经费预算40万元，2021年预算50万元。", {}),
        ("2020年“三公”经费支出40万元，2021年支出50万元。", {}),
    ],
)
def test_two_years(sentence: str, wanted: dict[str, str]) -> None:
    facts = two_year_facts(document(text=[sentence]), 2022)
    assert {f.period: f.figure.text for f in facts} == wanted


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("我局年初预算数1,200万元，预算调整数180万元，预算调整率15%。", "adjustment"),
        ("我局年初预算数1,200万元，预算调整数1,380万元，预算调整率15%。", "revised_budget"),
    ],
)
def test_a_budget_that_was_moved(sentence: str, metric: str) -> None:
    title = "某某县交通运输局2022年度部门整体支出绩效自评报告"
    facts = normalize(document(text=[title, sentence])).facts
    assert metric in {f.metric for f in facts}
    assert ("adjustment" in {f.metric for f in facts}) is (metric == "adjustment")


@pytest.mark.parametrize("until", ["至", "截至", "到", ""])
def test_progress_given_out_behind_the_sums_of_the_same_months(until: str) -> None:
    title = "某某县交通运输局2022年度部门整体支出绩效自评报告"
    told = f"{until}3月底、6月底、9月底累计支出分别为156万元、364万元、570万元，执行进度依次为18.61%、43.38%、67.86%。"
    facts = [f for f in normalize(document(text=[title, told])).facts if f.metric == "cumulative_progress"]
    assert {(f.period[-2:], f.figure.text) for f in facts} == {("Q1", "18.61%"), ("Q2", "43.38%"), ("Q3", "67.86%")}
