"""Amounts told again in another unit, rates that lie apart, and what a changed budget divides into."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Outcome
from tests.arithmetic.test_budget_chains import wrong
from tests.normalize.grids import document

TOLD = [
    ("区人大批准部门预算 1.8918 亿元（{} 万元），其中人员支出 4,000.00 万元。", "18,918.50", "18,198.50"),
    ("年初预算 62,890,881.07 元，约 {} 万元。", "6,289.09", "6,829.09"),
    ("年初预算 62,890,881.07 元（约 {} 亿元）。", "0.63", "0.69"),
    (
        "一季度支出 9.48 万元，二季度支出 10.25 万元，上半年合计 19.73 万元；三季度支出 11.02 万元，四季度支出 12.04 "
        "万元，四季度支出占全年的 {}%。",
        "28.14",
        "18.24",
    ),
    ("公众满意度 94.36%；现场评价 4,518 人次，服务对象满意度 97.18%，两项结果相差 {} 个百分点。", "2.82", "3.82"),
    ("门诊患者满意度 93.88%，低于住院患者满意度 97.31%，差距 {} 个百分点。", "3.43", "4.43"),
    (
        "年初预算 300.00 万元，上年结转 20.00 万元，追加 80.00 万元，调整后全年预算 400.00 万元。"
        "按资金来源划分，一般公共预算 310.00 万元，政府性基金预算 {} 万元。",
        "90.00",
        "60.00",
    ),
]


@pytest.mark.parametrize(("text", "right", "slip"), TOLD)
def test_what_follows_from_another_number(text: str, right: str, slip: str) -> None:
    assert wrong(text.format(right)) == []
    assert wrong(text.format(slip)) == [slip.replace(",", "")]


@pytest.mark.parametrize(
    "text",
    [
        "预算 1.89 亿元（含上年结转 2,100.00 万元）。",
        "货物采购支出 100.00 万元，服务采购支出 95.00 万元（执行率 97.00%）。",
        "人员经费支出 510.00 万元，公用经费支出 450.00 万元（控制率 87.51%）。",
        "罚款 0.32 亿元，约 300 万元待缴。",
        "满意度 94.36%、95.10% 和 97.18%，相差 2.82 个百分点。",
        "年初预算 300.00 万元，追加 85.30 万元。按资金来源划分，一般公共预算 310.00 万元，政府性基金预算 75.30 万元。",
        "预算总额 7,091.59 万元，其中财政拨款 6,984.87 万元、事业收入 106.71 万元；年中调整后预算总额 7,473.15 万元，"
        "其中财政拨款 7,351.25 万元。",
        "年末资产总额 6,325.51 万元，其中固定资产原值 3,456.56 万元、累计折旧 1,071.53 万元、净值 2,385.03 万元。",
        "全年预算 1,298.20 万元（约 0.13 亿元），全年执行 1,164.50 万元，执行率 89.7%。按资金性质分，一般公共预算支出 "
        "973.52 万元，政府性基金支出 190.98 万元；按支出性质分，基本支出 133.66 万元，项目支出 1,030.84 万元。",
    ],
)
def test_other_numbers_accuse_nobody(text: str) -> None:
    assert wrong(text) == []


def test_the_rate_of_growth_says_which_amount_grew() -> None:
    text = "预算调整数 9,118.73 万元，支出决算数 8,568.97 万元，完成调整预算的 93.97%；比上年决算数 8,223.60 万元"
    text += "增加 {} 万元，增长 4.20%。"
    assert wrong(text.format("345.37")) == []
    assert "410.37" in wrong(text.format("410.37"))


def test_a_smaller_amount_of_that_name_is_no_whole() -> None:
    text = "年中调整后预算总额为 7,473.15 万元。全年总支出 7,027.29 万元，完成调整预算的 {}%。"
    after = "日常公用经费调整预算 337.44 万元，实际支出 312.81 万元，控制率 92.70%。"
    for rate, expected in (("94.03", []), ("91.03", ["91.03"])):
        checks = audit(document(text=("某某局2022年度部门整体支出绩效自评报告", text.format(rate), after))).checks
        told = [c.reported.plain for c in checks if c.reported is not None and c.outcome is Outcome.INCONSISTENT]
        assert told == expected
