"""Sums, rests and rates whose words name their own operands: right sentences pass, a slip in one figure is found."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import wrong

# what a right sentence says, and the same with the slip that is to be told
CASES = [
    # a total that names some of the members before it is of those
    ("在职 154 人，离退休 100 人，编外聘用 19 人，在职与编外合计 173 人。", "合计 173", "合计 183"),
    (
        "人员经费 500.00 万元，公用经费 80.00 万元，项目经费 320.00 万元，人员和公用两项合计 580.00 万元。",
        "合计 580.00",
        "合计 590.00",
    ),
    # what is over the posts is no part of those who are there
    ("核定编制 58 人，实有 59 人，其中机关 19 人、二级机构 40 人，超编 1 人。", "机构 40", "机构 38"),
    # the only ones told to be content, in words before or behind their number
    ("市调查队对 466 户农户开展调查，453 户表示满意，满意度 97.21%。", "97.21%", "94.11%"),
    ("发放问卷 342 份并全部收回，其中选择“满意”及以上的 321 份，满意度 93.86%。", "93.86%", "96.06%"),
    # a rate of all members of one list over those of the other
    (
        "行政编制 70 名、事业编制 48 名，共 118 名；在编行政人员 64 名、事业人员 44 名，编制使用率 91.53%。",
        "91.53%",
        "93.53%",
    ),
    # what is being dealt with is not done
    ("受理各类诉求 31,504 件，办结 31,130 件，在办 374 件，办结率 98.81%。", "在办 374", "在办 474"),
    # within so many days: no amount
    ("全年应签订合同 66 份，30 日内签订 63 份，超期 3 份。", "超期 3", "超期 6"),
    # what is left of the budget that the share before it names
    (
        "年末预算指标 4,708.12 万元。全年支出 4,477.92 万元，占年末预算指标的 95.11%，未使用指标 230.20 万元。",
        "指标 230.20",
        "指标 225.20",
    ),
    (
        "全年预算指标 4,708.12 万元。其中：人员经费由 1,822.11 万元调增至 1,858.14 万元，公用经费按压减要求由 "
        "166.20 万元调减至 160.18 万元，项目经费由 2,440.00 万元调整为 2,689.80 万元。",
        "调整为 2,689.80",
        "调整为 2,789.80",
    ),
]
RIGHT = [
    # what one project left, behind the semicolon, is not what the budget of all left
    "实施项目 5 个，预算合计 2,133.25 万元，支出 1,948.88 万元，执行率 91.36%；4 个项目如期完成，1 个项目（平台二期）"
    "因到货延迟结转，结余 165.38 万元。",
    # so much for each of two, and no third part
    "三公经费预算 14.50 万元，决算 13.89 万元，其中：公务接待费 6.69 万元，接待 60 批次；公务用车运行维护费 5.46 万元，"
    "车均运行费用按 2 辆计为 2.73 万元。",
    "在编行政 20 人、在编事业 15 人，编外 5 人，在编与编外合计 40 人。",
]


@pytest.mark.parametrize(("text", "right", "slip"), CASES)
def test_the_slip_is_found_and_nothing_else(text: str, right: str, slip: str) -> None:
    assert wrong(text) == []
    assert right in text
    assert wrong(text.replace(right, slip)) != []


@pytest.mark.parametrize("text", RIGHT)
def test_nobody_is_accused(text: str) -> None:
    assert wrong(text) == []
