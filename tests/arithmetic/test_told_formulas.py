"""Rates printed with their formula in names: the formula of the text goes before what the rate's name usually means."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_near_sums import told
from tests.small_audits import audited

STAFF = "编制数131名，在编人数127人，编外人员数38人，"


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        (STAFF + "编外人员比例（编外人员数÷在编人数）为{}%。", "29.92", "29.22"),
        ("采购计划1,000万元，实际采购900万元，节约率（1-实际采购金额÷采购计划金额）为{}%。", "10.00", "11.00"),
        ("采购计划1,000万元，实际采购900万元，资金节约率为{}%（即1-实际采购/采购计划）。", "10.00", "11.00"),
        ("公用经费预算200万元，支出190万元，控制率（公用经费支出/公用经费预算×100%）{}%。", "95.00", "96.00"),
        ("部门预算1,250.00万元，实际支出1,180.50万元，预算执行率＝实际支出／预算×100%＝{}%。", "94.44", "94.64"),
        ("年初结转120万元，年末结转90万元，变动率＝（年末结转－年初结转）/年初结转×100＝{}%。", "-25.00", "-20.00"),
        ("三公经费决算45.20万元，预算50.00万元，控制率为{}%（决算数/预算数）。", "90.40", "94.40"),
        ("公共服务满意度（满意人数/有效问卷）为{}%，发放问卷210份，有效问卷200份，满意191人。", "95.50", "96.50"),
    ],
)
def test_a_rate_is_held_against_the_formula_beside_it(text: str, right: str, slip: str) -> None:
    assert told(text.format(right)) == []
    assert [printed.rstrip("%") for _, printed in told(text.format(slip))] == [slip]


def test_the_usual_formula_of_the_name_is_not_asked_about_beside_another() -> None:
    """38 of 127 and 38 hired people are 23.03%, which is what the name usually means."""
    assert not audited(text=(STAFF + "编外人员比例（编外人员数÷在编人数）为29.92%。",)).findings


@pytest.mark.parametrize(
    "text",
    [
        # whose names are of no number of the paragraph, or of two
        "固定资产总额1,466.32万元，闲置51.31万元，闲置率（闲置资产÷在用资产）3.63%。",
        "设备预算300万元，支出285万元；工程预算500万元，支出450万元，合计执行率（支出/预算）为91.88%。",
        # of several rates in one bracket, of a rule, of a unit
        "实有8辆车，费用25.60万元，单价（费用/车辆）3.20万元，占比（元/辆）12%。",
        "预算执行率＝支出数/预算数×100%，达到95%得满分；本年支出90万元，预算100万元。",
    ],
)
def test_formulas_that_cannot_be_worked_out_accuse_nobody(text: str) -> None:
    assert told(text) == []
