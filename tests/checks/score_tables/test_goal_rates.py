"""完成率 of a form's rows against its own targets and results."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

FORM = """
    项目名称 | < | 场馆开放 | < | < | < | <
    一级指标 | 三级指标 | 分值 | 指标值 | 全年完成值 | 完成率 | 得分
    产出指标 | 开放天数 | 20 | 300天 | 312天 | 100% | 20
    ^ | 活动场次 | 20 | 60场 | 57场 | {rate} | 19
    ^ | 上架率 | 20 | ≥95% | {reached} | {share} | 20
    效益指标 | 接待人次 | 20 | 20万人次 | 23万人次 | 100% | 20
    满意度指标 | 读者满意度 | 20 | 90% | 95% | 100% | 20
    合计 | < | 100 | | | | 99
    """


@pytest.mark.parametrize(
    ("rate", "reached", "share", "wrong"),
    [
        ("95%", "97%", "100%", []),
        ("95.00%", "97%", "100%", []),
        ("92%", "97%", "100%", ["92"]),
        ("95%", "91%", "91%", []),  # a rate that is its own completion
    ],
)
def test_one_row_that_fell_short_is_held_to_its_target(rate: str, reached: str, share: str, wrong: list[str]) -> None:
    made = table(FORM.format(rate=rate, reached=reached, share=share), header_rows=0, unit="")
    found = audited(made)
    assert [figure for code, _, _, figure in errors(found) if code == "ratio"] == wrong
