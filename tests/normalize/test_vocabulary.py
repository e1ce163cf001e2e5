"""The vocabulary holds together: names lead to one code, formulas speak of known codes, words stay whole."""

from __future__ import annotations

import pytest

from pipeline.vocabulary.formulas import inputs_of
from pipeline.vocabulary.items import item_named, load_items
from pipeline.vocabulary.metrics import load_metrics, metric_named
from pipeline.vocabulary.names import bare_item, unit_in_name
from pipeline.vocabulary.words import words
from schemas.figure import Unit


def test_formulas_speak_of_known_metrics() -> None:
    metrics = load_metrics()
    for metric in metrics.values():
        assert set(inputs_of(metric.formula) if metric.formula else ()) <= metrics.keys()


def test_every_name_leads_back_to_its_code() -> None:
    for metric in load_metrics().values():
        assert {metric_named(n) for n in metric.names} <= {metric.code}
    for code, names in load_items().items():
        assert {item_named(n) for n in names} == {code}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("本年度“三公”经费控制率", "three_public_control_rate"),
        ("财政拨款的公用经费控制率", "operating_expense_control_rate"),
        ("２０２２年度决算数（万元）", "outturn"),
        ("办公室", None),
        ("预算数", None),
    ],
)
def test_names_in_print(printed: str, code: str | None) -> None:
    assert metric_named(printed) == code


@pytest.mark.parametrize(
    ("printed", "bare", "code"),
    [
        ("一、基本支出", "基本支出", "basic_expenditure"),
        ("1.1人员经费（含离退休人员）", "人员经费（含离退休人员）", "personnel"),
        ("其中：基建项目", "基建项目", "capital_projects"),
        ("（二）项目支出", "项目支出", "project_expenditure"),
        ("38.2021年就业资金", "2021年就业资金", ""),
        ("总 计：", "总计：", "total"),
        ("50周年活动", "50周年活动", ""),
    ],
)
def test_row_names(printed: str, bare: str, code: str) -> None:
    assert (bare_item(printed), item_named(printed)) == (bare, code)


def test_units_in_names() -> None:
    names = ("决算数（万元）", "执行率（％）", "金额（单位：元）", "决算数")
    assert [unit_in_name(n) for n in names] == [Unit.WAN_YUAN, Unit.PERCENT, Unit.YUAN, None]


def test_names_stay_whole_words() -> None:
    cut = words("本年编外人员控制率为19.6%，固定资产利用率为100%")
    assert {"编外人员控制率", "固定资产利用率"} <= set(cut)
