"""Equations written out in the text, and lists of which only one part is anything."""

from __future__ import annotations

import pytest

from schemas.audit import Outcome
from tests.arithmetic.test_stated_arithmetic import checks
from tests.small_audits import audited


def wrong(text: str) -> list[str]:
    found = [c for c in checks(text) if c.outcome is Outcome.INCONSISTENT and c.variant != "sentence"]
    return sorted({c.reported.plain for c in found if c.reported})


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("预算调整率=374.11÷2,134.80×100%={}%。", "17.52", "15.72"),
        ("预算执行率=8,954.40/9,026.49×100%={}%，达到95%以上，得满分。", "99.20", "99.02"),
        ("得分=10×99.20%={}分，未达到100%的按比例得分。", "9.92", "9.29"),
        ("控制率=（实际支出公用经费总额47.26万元/预算安排公用经费总额135.22万元）×100%={}%。", "34.95", "39.45"),
        ("变动率=[（本年度12.60万元-上年度15.75万元）/上年度15.75万元]×100%={}%。", "-20.00", "-25.00"),
        ("控制率=编外人员数/（在编人数+编外人员数）=14/（60+14）={}%，得满分。", "18.92", "19.82"),
        ("扣分后该项得分=5-0.5×2={}分。", "4", "3"),
        ("该项得分=5-（100%-92.00%）×100×0.1={}分。", "4.2", "4.6"),
        ("年均支出率=（18.50%+46.20%+70.10%+98.00%）/4={}%。", "58.20", "58.90"),
        ("两项合计=120.50万元+30.20万元={}万元。", "150.70", "157.00"),
        ("支出比上年下降，变动率=（12.60-15.75）÷15.75×100%={}%。", "-20", "-25"),
        ("全年支出2,278.50万元，执行率为2278.50万元/2450.00万元={}%，低于上年。", "93", "97"),
        (
            "2022年度调整预算收入{}万元，其中：财政拨款收入531.16万元，事业收入0万元，其他收入0万元。",
            "531.16",
            "561.16",
        ),
    ],
)
def test_the_number_worked_out(text: str, right: str, slip: str) -> None:
    assert wrong(text.format(right)) == []
    assert wrong(text.format(slip)) == [slip]


@pytest.mark.parametrize(
    "text",
    [
        "按2024/12/31的名册，覆盖率=98%。",
        "完成率=已完成数÷计划数×100%=95%。",
        "得分=95.20÷100.00×6=5.71分。",
        "得分=执行率×10分=9.5分，其中执行率=支出/预算=95%。",
        "人均支出=3.12万元/39人=800元。",
        "综合得分=90×60%+85×40%=88分，权重为6:4。",
        "收入531.16万元，其中事业收入120.00万元，经营收入0万元。",
    ],
)
def test_nothing_to_work_out(text: str) -> None:
    assert wrong(text) == []


def test_the_calculation_is_shown_as_it_is_printed() -> None:
    messages = [f.message_zh for f in audited(text=("得分=10×99.20%=9.29分。",)).findings]
    assert len(messages) == 1
    assert "10 × 99.20%" in messages[0]
    assert "5 - 0.5 × 2" in audited(text=("该项得分=5-0.5×2=3分。",)).findings[0].message_zh
