"""A rate of several things together is of what their amounts come to, and of none of them alone."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_near_sums import told

PAIRS = "设备预算300万元，支出285万元；工程预算500万元，支出450万元，"


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        (PAIRS + "合计执行率为{}%。", "91.88", "91.38"),
        (PAIRS + "总体执行率{}%。", "91.88", "98.18"),
        (
            PAIRS.replace("；", "，执行率90%；").replace("285", "270") + "执行率90%，两项合计执行率为{}%。",
            "90.00",
            "90.90",
        ),
        (
            "基本支出预算1,200.00万元，决算1,188.00万元；项目支出预算800.00万元，决算720.00万元，整体支出执行率为{}%。",
            "95.40",
            "94.50",
        ),
        (
            "甲街道应到位120.00万元，实际到位110.00万元，乙街道应到位80.00万元，实际到位78.00万元，总到位率{}%。",
            "94.00",
            "94.90",
        ),
        (
            "年度预算1,627.45万元，1—6月执行781.18万元，执行率48.00%；7—12月执行813.72万元，全年执行率{}%。",
            "98.00",
            "89.00",
        ),
        ("项目一计划10个，完成9个，项目二计划20个，完成20个，综合完成率{}%。", "96.67", "95.67"),
    ],
)
def test_the_rate_of_all_pairs_together(text: str, right: str, slip: str) -> None:
    assert told(text.format(right)) == []
    assert [printed.rstrip("%") for _, printed in told(text.format(slip))] == [slip]


@pytest.mark.parametrize(
    "text",
    [
        PAIRS.replace("；", "，执行率95%；") + "执行率90%，平均执行率为92.50%。",
        "全年办理提案12件，办结11件，办理建议20件，办结20件，办结率96.88%。",
        "基本支出预算1,200.00万元，决算1,188.00万元。项目支出预算800.00万元，决算720.00万元。综合执行率为95.40%。",
    ],
)
def test_what_comes_out_together_accuses_nobody(text: str) -> None:
    assert told(text) == []
