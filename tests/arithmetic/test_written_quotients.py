"""Rates worked out in the text itself, and lists of which only one part is anything."""

from __future__ import annotations

import pytest

from schemas.audit import Outcome
from tests.arithmetic.test_stated_arithmetic import checks


def wrong(text: str) -> list[str]:
    found = [c for c in checks(text) if c.outcome is Outcome.INCONSISTENT and c.variant != "sentence"]
    return sorted({c.reported.plain for c in found if c.reported})


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("预算调整率=374.11÷2,134.80×100%={}%。", "17.52", "15.72"),
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
        "收入531.16万元，其中事业收入120.00万元，经营收入0万元。",
    ],
)
def test_nothing_to_work_out(text: str) -> None:
    assert wrong(text) == []
